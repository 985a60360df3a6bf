"""Rules alone: which stretch is the content of a cue, by verb class and complement."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.nlp.layers import Range
from toolkit.nlp.statements.contents import Cluster, Stretch, left_stretches, right_stretches
from toolkit.nlp.statements.cues import Cue
from toolkit.nlp.statements.tree import Tree
from toolkit.records import CueClass

_PREPOSITIONS = frozenset({"for", "of", "about", "against", "on", "to", "with", "as"})
_OBJECT_CLASSES = frozenset({CueClass.SPEECH, CueClass.JUDGEMENT, CueClass.FINDING})


SIGNED = frozenset({"signature", "transcript"})
"""Kinds of cues that are certain enough without the model."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A content: its pieces, the rule that gave it and how sure that is."""

    pieces: tuple[Range, ...]
    rule: str
    confidence: float


def choose(tree: Tree, cue: Cue, cluster: Cluster) -> Choice | None:
    """The content of a cue by rule, or ``None`` where it reports nothing."""
    if cue.kind in SIGNED:
        return signed(tree, cue)
    if cue.kind == "according":
        return _according(tree, cue, cluster)
    if cue.kind != "verb":
        return None
    rights: dict[str, list[Stretch]] = {}
    for stretch in right_stretches(tree, cluster):
        rights.setdefault(stretch.first.kind, []).append(stretch)
    left = [s for s in left_stretches(tree, cluster) if s.last.kind == "cluster"]
    return _quoted(tree, cue, cluster, left, rights) or (
        _unquoted(tree, cue, cluster, left, rights) if cue.entry.known else None
    )


def signed(tree: Tree, cue: Cue) -> Choice | None:
    """The quotation before a dash and a name, or what a line of a transcript says: certain enough without the model."""
    first, last, _ = tree.units[tree.unit[cue.head]]
    if cue.kind == "transcript":
        said = tree.trim(cue.head + 1, last)
        return Choice((said,), "transcript", 0.85) if said[0] < said[1] else None
    before = cue.head - 1 if tree.quote[cue.head] < 0 else cue.head
    while before > first and tree.lower[before].isspace():
        before -= 1
    k = tree.quote[before]
    return Choice(((tree.quotes[k].start, min(tree.quotes[k].end, cue.head)),), "signature", 0.85) if k >= 0 else None


def _according(tree: Tree, cue: Cue, cluster: Cluster) -> Choice | None:
    wide = [s for s in left_stretches(tree, cluster) if s.first.kind in ("sentence", "quote", "child:ccomp")]
    if wide and _word_count(tree, *wide[0].range) > 2:
        return Choice((wide[0].range,), "according_to", 0.9)
    right = tree.trim(cluster.end, tree.sents[tree.sent[cue.head]][1])
    return Choice((right,), "according_to", 0.9) if right[0] < right[1] else None


def _quoted(
    tree: Tree, cue: Cue, cluster: Cluster, left: list[Stretch], rights: dict[str, list[Stretch]]
) -> Choice | None:
    """A quotation before the cue, with what is quoted after it, or one after it."""
    speech = cue.entry.known and cue.entry.cue_class is CueClass.SPEECH
    before = next((s for s in left if s.first.kind == "quote" and tree.quote[s.last.at - 1] >= 0), None)
    after = next((s for s in rights.get("quote", ()) if s.first.at - cluster.end < 12), None)
    if before is not None and cue.entry.rate > 0.3 and before.last.at - before.first.at > 3:
        pieces = (before.range,) if after is None or not speech else (before.range, after.range)
        return Choice(pieces, "quote", cue.entry.rate)
    if after is not None and speech and not left and "ccomp" not in rights and after.last.at - after.first.at > 4:
        return Choice((after.range,), "quote", cue.entry.rate)
    return None


def _unquoted(
    tree: Tree, cue: Cue, cluster: Cluster, left: list[Stretch], rights: dict[str, list[Stretch]]
) -> Choice | None:
    rate = cue.entry.rate
    if "ccomp" in rights:
        ends = {s.last.kind: s for s in rights["ccomp"]}
        chosen = ends.get("own") or rights["ccomp"][0]
        if "quote" in ends and ends["quote"].last.at > chosen.last.at:
            chosen = ends["quote"]
        return Choice((chosen.range,), "clause", rate)
    if cue.entry.cue_class is CueClass.SPEECH and tree.dep[cue.head] in ("ROOT", "parataxis", "ccomp"):
        before = next((s for s in left if s.first.kind.startswith(("child:ccomp", "above:"))), None)
        if before is not None and _word_count(tree, *before.range) > 2:
            whole = next((s for s in left if s.first.kind == "sentence"), before)
            return Choice((whole.range,), "preposed", rate)
    return _complement(tree, cue, cluster, rights) if rate >= 0.5 else None


def _complement(tree: Tree, cue: Cue, cluster: Cluster, rights: dict[str, list[Stretch]]) -> Choice | None:
    rate = cue.entry.rate
    if "xcomp" in rights:
        first = rights.get("dobj", rights["xcomp"])[0].first
        return Choice((tree.trim(first.at, tree.right[rights["xcomp"][0].first.token] + 1),), "infinitive", rate)
    if "dobj" in rights and cue.entry.cue_class in _OBJECT_CLASSES:
        start = rights["dobj"][0].first
        end = tree.right[start.token] + 1
        for k in tree.kids[cue.head]:
            if k >= end and (tree.dep[k] == "oprd" or (tree.dep[k] == "prep" and tree.lower[k] in ("as", "for"))):
                end = tree.right[k] + 1
        return Choice((tree.trim(start.at, end),), "object", rate)
    if "prep>pobj" in rights:
        start = rights["prep>pobj"][0].first
        if tree.lower[tree.head[start.token]] in _PREPOSITIONS and tree.head[start.token] <= cluster.end:
            return Choice((tree.trim(start.at, tree.right[start.token] + 1),), "preposition", rate * 0.8)
    return None


def _word_count(tree: Tree, start: int, end: int) -> int:
    return sum(tree.is_word(i) for i in range(start, end))
