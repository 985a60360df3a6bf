"""Rules alone: which stretch is the content of a cue, by verb class and complement."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.nlp.attribution.contents import Cluster, left_spans, right_ends, right_starts
from toolkit.nlp.attribution.cues import Cue
from toolkit.nlp.attribution.tree import Tree
from toolkit.nlp.layers import Range
from toolkit.records import CueClass

_PREPOSITIONS = frozenset({"for", "of", "about", "against", "on", "to", "with", "as"})
_OBJECT_CLASSES = frozenset({CueClass.SPEECH, CueClass.JUDGEMENT, CueClass.FINDING})


@dataclass(frozen=True, slots=True)
class Choice:
    """A content: its pieces, the rule that gave it and how sure that is."""

    pieces: tuple[Range, ...]
    rule: str
    confidence: float


def choose(tree: Tree, cue: Cue, cluster: Cluster) -> Choice | None:
    """The content of a cue by rule, or ``None`` where it reports nothing."""
    rate = cue.entry.rate
    if cue.kind == "according":
        spans = left_spans(tree, cluster)
        if spans and _word_count(tree, spans[-1][0].at, spans[-1][1].at) > 2:
            start = min(
                (s for s in spans if s[0].kind in ("sentence", "quote")), key=lambda s: s[0].at, default=spans[0]
            )
            return Choice(((start[0].at, start[1].at),), "according_to", 0.9)
        right = tree.trim(cluster.end, tree.sents[tree.sent[cue.head]][1])
        return Choice((right,), "according_to", 0.9) if right[0] < right[1] else None
    starts = {e.kind: e for e in reversed(right_starts(tree, cluster))}
    left = left_spans(tree, cluster)
    quoted = next((s for s in left if s[0].kind == "quote" and tree.quote[s[1].at - 1] >= 0), None)
    opening = starts.get("quote")
    known = cue.entry.known and cue.entry.cue_class is CueClass.SPEECH
    if quoted and rate > 0.3 and quoted[1].at - quoted[0].at > 3:
        pieces = [(quoted[0].at, quoted[1].at)]
        if opening is not None and opening.at - cluster.end < 12 and known:
            pieces.append((opening.at, _end_of_quote(tree, opening.at)))
        return Choice(tuple(pieces), "quote", rate)
    if not cue.entry.known:
        return None
    if "ccomp" in starts:
        start = starts["ccomp"]
        ends = {e.kind: e.at for e in right_ends(tree, cluster, start)}
        end = ends.get("own", ends.get("sentence", 0))
        if ends.get("quote", 0) > end:
            end = ends["quote"]
        return Choice(((start.at, end),), "clause", rate)
    if known:
        before = next((s for s in left if s[0].kind.startswith(("child:ccomp", "above:"))), None)
        if (
            before
            and _word_count(tree, before[0].at, before[1].at) > 2
            and tree.dep[cue.head] in ("ROOT", "parataxis", "ccomp")
        ):
            whole = next((s for s in left if s[0].kind == "sentence"), before)
            return Choice(((whole[0].at, whole[1].at),), "preposed", rate)
        if opening is not None and opening.at - cluster.end < 12 and _end_of_quote(tree, opening.at) - opening.at > 4:
            return Choice(((opening.at, _end_of_quote(tree, opening.at)),), "quote", rate)
    return _complement(tree, cue, cluster, starts)


def _complement(tree: Tree, cue: Cue, cluster: Cluster, starts: dict) -> Choice | None:
    rate = cue.entry.rate
    if rate < 0.5:
        return None
    if "xcomp" in starts:
        first = starts.get("dobj", starts["xcomp"])
        return Choice((tree.trim(first.at, tree.right[starts["xcomp"].token] + 1),), "infinitive", rate)
    if "dobj" in starts and cue.entry.cue_class in _OBJECT_CLASSES:
        end = tree.right[starts["dobj"].token] + 1
        for k in tree.kids[cue.head]:
            if k >= end and (tree.dep[k] == "oprd" or (tree.dep[k] == "prep" and tree.lower[k] in ("as", "for"))):
                end = tree.right[k] + 1
        return Choice((tree.trim(starts["dobj"].at, end),), "object", rate)
    if "prep>pobj" in starts:
        start = starts["prep>pobj"]
        if tree.lower[tree.head[start.token]] in _PREPOSITIONS and tree.head[start.token] <= cluster.end:
            return Choice((tree.trim(start.at, tree.right[start.token] + 1),), "preposition", rate * 0.8)
    return None


def _end_of_quote(tree: Tree, at: int) -> int:
    return tree.quotes[tree.quote[at]].end


def _word_count(tree: Tree, start: int, end: int) -> int:
    return sum(tree.is_word(i) for i in range(start, end))
