"""Rules alone: which stretch is the content of a cue, by verb class and complement."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.nlp.layers import Range
from toolkit.nlp.statements.cluster import Cluster
from toolkit.nlp.statements.contents import Stretch, left_stretches, right_stretches
from toolkit.nlp.statements.cues import Cue
from toolkit.nlp.statements.tree import Tree
from toolkit.records import CueClass

_PREPOSITIONS = frozenset({"for", "of", "about", "against", "on", "to", "with", "as"})
_PREDICATING = frozenset({"as", "for"})
_OBJECT_CLASSES = frozenset({CueClass.SPEECH, CueClass.JUDGEMENT, CueClass.FINDING})


# Confidences of constructions and lengths in tokens, all set by hand on the training part of PolNeAR.
_SIGNED = 0.85
_ACCORDING = 0.9
_LESS_SURE = 0.8
_BESIDE_QUOTE = 0.3
"""Rate above which a verb right after a quotation is taken to tell who says it."""
_WITH_PHRASE = 0.5
"""Rate from which on what a verb governs without a clause is a content."""
_NEAR = 12
"""How far behind the cue a quotation begins at most."""
_SHORT_BEFORE, _SHORT_AFTER = 3, 4
"""Quotations no longer than this, before and after the cue, are single words set apart."""
_SAYS_NOTHING = 2
"""So few words are no content."""

SIGNED = frozenset({"signature", "transcript"})
"""Kinds of cues that are certain enough without the model."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A content: its pieces, the rule that gave it and how sure that is."""

    pieces: tuple[Range, ...]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Offer:
    """The stretches that may be the content of a verb: those up to it, and those after it by how they begin."""

    cue: Cue
    cluster: Cluster
    left: list[Stretch]
    right: dict[str, list[Stretch]]

    @classmethod
    def of(cls, tree: Tree, cue: Cue, cluster: Cluster) -> _Offer:
        right: dict[str, list[Stretch]] = {}
        for stretch in right_stretches(tree, cluster):
            right.setdefault(stretch.first.kind, []).append(stretch)
        return cls(cue, cluster, [s for s in left_stretches(tree, cluster) if s.last.kind == "cluster"], right)


def choose(tree: Tree, cue: Cue, cluster: Cluster) -> Choice | None:
    """The content of a cue by rule, or ``None`` where it reports nothing."""
    if cue.kind in SIGNED:
        return signed(tree, cue)
    if cue.kind == "according":
        return _according(tree, cue, cluster)
    if cue.kind != "verb":
        return None
    offer = _Offer.of(tree, cue, cluster)
    return _quoted(tree, offer) or (_unquoted(tree, offer) if cue.entry.known else None)


def signed(tree: Tree, cue: Cue) -> Choice | None:
    """The quotation before a dash and a name, or what a line of a transcript says: certain enough without the model."""
    first, last, _ = tree.units[tree.unit[cue.head]]
    if cue.kind == "transcript":
        said = tree.trim(cue.head + 1, last)
        return Choice((said,), "transcript", _SIGNED) if said[0] < said[1] else None
    before = cue.head - 1 if tree.quote[cue.head] < 0 else cue.head
    while before > first and tree.lower[before].isspace():
        before -= 1
    k = tree.quote[before]
    if k < 0:
        return None
    return Choice(((tree.quotes[k].start, min(tree.quotes[k].end, cue.head)),), "signature", _SIGNED)


def _according(tree: Tree, cue: Cue, cluster: Cluster) -> Choice | None:
    wide = [s for s in left_stretches(tree, cluster) if s.first.kind in ("sentence", "quote", "child:ccomp")]
    if wide and _says_something(tree, wide[0]):
        return Choice((wide[0].range,), "according_to", _ACCORDING)
    right = tree.trim(cluster.end, tree.sents[tree.sent[cue.head]][1])
    return Choice((right,), "according_to", _ACCORDING) if right[0] < right[1] else None


def _quoted(tree: Tree, offer: _Offer) -> Choice | None:
    """A quotation before the cue, with what is quoted after it, or one after it."""
    entry = offer.cue.entry
    speech = entry.known and entry.cue_class is CueClass.SPEECH
    before, after = _quote_before(tree, offer), _quote_after(offer)
    if before is not None:
        pieces = (before.range,) if after is None or not speech else (before.range, after.range)
        return Choice(pieces, "quote", entry.rate)
    introduces = speech and not offer.left and "ccomp" not in offer.right
    if after is not None and introduces and after.length > _SHORT_AFTER:
        return Choice((after.range,), "quote", entry.rate)
    return None


def _quote_before(tree: Tree, offer: _Offer) -> Stretch | None:
    found = next((s for s in offer.left if s.first.kind == "quote" and tree.quote[s.last.at - 1] >= 0), None)
    said = found is not None and offer.cue.entry.rate > _BESIDE_QUOTE and found.length > _SHORT_BEFORE
    return found if said else None


def _quote_after(offer: _Offer) -> Stretch | None:
    near = (s for s in offer.right.get("quote", ()) if s.first.at - offer.cluster.end < _NEAR)
    return next(near, None)


def _unquoted(tree: Tree, offer: _Offer) -> Choice | None:
    """The clause that the verb takes, the sentence that it follows, or a phrase that it governs."""
    if "ccomp" in offer.right:
        return Choice((_clause(offer.right["ccomp"]).range,), "clause", offer.cue.entry.rate)
    found = _preposed(tree, offer)
    if found is None and offer.cue.entry.rate >= _WITH_PHRASE:
        found = _infinitive(tree, offer) or _object(tree, offer) or _preposition(tree, offer)
    return found


def _clause(stretches: list[Stretch]) -> Stretch:
    """The whole clause, or up to the end of the quotation in which it ends later."""
    ends = {s.last.kind: s for s in stretches}
    chosen = ends.get("own") or stretches[0]
    quoted = ends.get("quote")
    return quoted if quoted is not None and quoted.last.at > chosen.last.at else chosen


def _preposed(tree: Tree, offer: _Offer) -> Choice | None:
    """The sentence before a verb of speech that hangs on it or above it: "The road is shut, the mayor said"."""
    entry = offer.cue.entry
    if entry.cue_class is not CueClass.SPEECH or tree.dep[offer.cue.head] not in ("ROOT", "parataxis", "ccomp"):
        return None
    before = next((s for s in offer.left if s.first.kind.startswith(("child:ccomp", "above:"))), None)
    if before is None or not _says_something(tree, before):
        return None
    whole = next((s for s in offer.left if s.first.kind == "sentence"), before)
    return Choice((whole.range,), "preposed", entry.rate)


def _infinitive(tree: Tree, offer: _Offer) -> Choice | None:
    """ "wants to go", and with who is to ("wants him to go")."""
    if "xcomp" not in offer.right:
        return None
    infinitive = offer.right["xcomp"][0].first
    first = offer.right["dobj"][0].first if "dobj" in offer.right else infinitive
    return Choice((tree.trim(first.at, tree.right[infinitive.token] + 1),), "infinitive", offer.cue.entry.rate)


def _object(tree: Tree, offer: _Offer) -> Choice | None:
    """What is told or judged, with as what: "called the plan a mistake", "criticised them for it"."""
    entry = offer.cue.entry
    if "dobj" not in offer.right or entry.cue_class not in _OBJECT_CLASSES:
        return None
    start = offer.right["dobj"][0].first
    end = tree.right[start.token] + 1
    for k in tree.kids[offer.cue.head]:
        predicated = tree.dep[k] == "oprd" or (tree.dep[k] == "prep" and tree.lower[k] in _PREDICATING)
        if k >= end and predicated:
            end = tree.right[k] + 1
    return Choice((tree.trim(start.at, end),), "object", entry.rate)


def _preposition(tree: Tree, offer: _Offer) -> Choice | None:
    """ "called for talks", "spoke of a breakthrough": less sure than an object."""
    if "prep>pobj" not in offer.right:
        return None
    start = offer.right["prep>pobj"][0].first
    preposition = tree.head[start.token]
    if tree.lower[preposition] not in _PREPOSITIONS or preposition > offer.cluster.end:
        return None
    piece = tree.trim(start.at, tree.right[start.token] + 1)
    return Choice((piece,), "preposition", offer.cue.entry.rate * _LESS_SURE)


def _says_something(tree: Tree, stretch: Stretch) -> bool:
    return sum(tree.is_word(i) for i in range(*stretch.range)) > _SAYS_NOTHING
