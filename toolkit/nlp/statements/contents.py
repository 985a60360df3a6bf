"""What may be the content of a cue: the stretches before, after and around it that the tree and the quotation marks offer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from toolkit.nlp.layers import Range
from toolkit.nlp.statements.cluster import Cluster
from toolkit.nlp.statements.tree import Tree

STARTERS = frozenset(
    {"ccomp", "xcomp", "dobj", "attr", "oprd", "acomp", "advcl", "prep", "pcomp", "pobj", "dep", "parataxis", "relcl"}
    | {"acl", "appos", "dative", "nsubj", "advmod", "agent", "npadvmod", "intj", "nsubjpass", "csubj", "amod", "meta"}
)
"""Labels of the children to the right of a cue with which a content may begin."""

_INNER = frozenset(
    {"dobj", "attr", "oprd", "acomp", "prep", "pobj", "xcomp", "agent", "dative", "pcomp", "nsubj", "acl"}
)
"""Labels of children whose own complements may be the content: "made the case that", "is upset about"."""

_INNER_STARTS = frozenset({"pobj", "pcomp", "ccomp", "acl", "relcl", "xcomp", "prep", "dobj", "appos"})

_CUTS = frozenset(
    {"advcl", "prep", "npadvmod", "advmod", "conj", "relcl", "parataxis", "ccomp", "acl", "appos", "dep", "xcomp", "cc"}
)
"""Labels of trailing modifiers that may be attached too low: the content may end before them."""

MOST_CUTS = 6
_DEEPEST = 12
"""How many modifiers of modifiers are looked at for cuts."""
_PASSED = frozenset({"cc", "conj", "advmod", "npadvmod", "prep", "advcl"})
"""Labels of modifiers past which an earlier one may be cut off too."""
_SUBJECTS = frozenset({"nsubjpass", "nsubj", "csubjpass"})
_OPENINGS = frozenset({"cc", "advmod", "mark", "intj"})
"""Labels of words that join a sentence to the one before, and may be left out of a content."""
_HIGHEST = 4
"""How many heads above the cue are looked at for the beginning of a content."""
_ANNOUNCING = frozenset({":", ","})
"""Marks at the end of a sentence after which a quotation may follow."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a content may begin or end: the position, the kind of place it is and the token that makes it one."""

    at: int
    kind: str
    token: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of tokens that may be (a piece of) the content, with the edges that bound it."""

    first: Edge
    last: Edge

    @property
    def range(self) -> Range:
        """The tokens it covers."""
        return self.first.at, self.last.at

    @property
    def length(self) -> int:
        """How many they are."""
        return self.last.at - self.first.at


def right_limit(tree: Tree, head: int) -> int:
    """The end of the cue's sentence, moved to the end of a quotation that runs over it or follows a colon."""
    end = tree.sents[tree.sent[head]][1]
    last = end - 1
    while last > head and tree.lower[last].isspace():
        last -= 1
    k = tree.quote[last]
    if k >= 0 and tree.quotes[k].end > end and tree.quotes[k].start > head:
        return min(tree.quotes[k].end, tree.units[tree.unit[head]][1])
    return _end_of_announced(tree, head, last, end) if tree.lower[last] in _ANNOUNCING else end


def _end_of_announced(tree: Tree, head: int, last: int, end: int) -> int:
    """The end of the quotation that follows the colon or comma at ``last``: after a colon, in the next paragraph too."""
    unit = tree.unit[head]
    limit = tree.units[unit][1]
    if limit <= end and unit + 1 < len(tree.units) and tree.lower[last] == ":":
        limit = tree.units[unit + 1][1]
    start = tree.after_blanks(end, limit)
    if start < limit and tree.opens_quote(start):
        return min(tree.quotes[tree.quote[start]].end, limit)
    return end


def right_stretches(tree: Tree, cluster: Cluster) -> list[Stretch]:
    """Stretches after the cue that may be its content."""
    limit = right_limit(tree, cluster.head)
    found: list[Stretch] = []
    for first in _right_starts(tree, cluster, limit):
        found.extend(Stretch(first, last) for last in _right_ends(tree, cluster, first, limit))
    return found


class _Edges:
    """Edges found so far, the first at each position; those outside the allowed stretch are not taken."""

    def __init__(self, snap: Callable[[int], int | None]) -> None:
        self.snap = snap
        self.found: dict[int, Edge] = {}

    def add(self, at: int, kind: str, token: int) -> None:
        snapped = self.snap(at)
        if snapped is not None:
            self.found.setdefault(snapped, Edge(snapped, kind, token))

    def in_order(self) -> list[Edge]:
        return sorted(self.found.values(), key=lambda edge: edge.at)


def _starts(tree: Tree, first: int, end: int) -> _Edges:
    """For contents that begin from ``first`` on and before ``end``."""

    def snap(at: int) -> int | None:
        snapped = tree.snap(at, end, first)[0] if first <= at < end else end
        return snapped if snapped < end else None

    return _Edges(snap)


def _ends(tree: Tree, start: int, limit: int) -> _Edges:
    """For contents that begin at ``start`` and end at ``limit`` or before."""

    def snap(at: int) -> int | None:
        snapped = tree.snap(start, at)[1] if start < at <= limit else start
        return snapped if snapped > start else None

    return _Edges(snap)


def _right_starts(tree: Tree, cluster: Cluster, limit: int) -> list[Edge]:
    first = cluster.end
    edges = _starts(tree, first, limit)
    for k in tree.kids[cluster.head]:
        label = tree.dep[k]
        if tree.right[k] >= first and label in STARTERS:
            if label in _INNER:
                _inner_starts(tree, k, label, edges)
            edges.add(max(first, tree.left[k]), label, k)
    opening = next((i for i in range(first, limit) if tree.opens_quote(i)), None)
    if opening is not None:
        edges.add(opening, "quote", opening)
    edges.add(first, "next", first)
    return edges.in_order()


def _inner_starts(tree: Tree, k: int, path: str, edges: _Edges) -> None:
    for p in tree.kids[k]:
        if p > k and tree.dep[p] in _INNER_STARTS:
            inner = f"{path}>{tree.dep[p]}"
            if tree.dep[p] in ("prep", "xcomp") and path.count(">") < 2:
                _inner_starts(tree, p, inner, edges)
            if tree.dep[p] != "prep":
                edges.add(tree.left[p], inner, p)


def _right_ends(tree: Tree, cluster: Cluster, start: Edge, limit: int) -> list[Edge]:
    edges = _ends(tree, start.at, limit)
    if tree.opens_quote(start.at):
        end = tree.quotes[tree.quote[start.at]].end
        edges.add(end, "quote", end - 1)
    if start.kind not in ("next", "quote"):
        edges.add(tree.right[start.token] + 1, "own", start.token)
        _add_cuts(tree, edges, start.token, start.at)
    for k in tree.kids[cluster.head]:
        if tree.right[k] >= start.at and tree.dep[k] != "punct":
            edges.add(tree.right[k] + 1, "child:" + tree.dep[k], k)
            if k != start.token:
                _add_cuts(tree, edges, k, start.at, most=2)
    edges.add(limit, "limit", limit - 1)
    sentence_end = tree.sents[tree.sent[cluster.head]][1]
    if limit > sentence_end:
        edges.add(sentence_end, "sentence", limit - 1)
    return list(edges.found.values())


def _add_cuts(tree: Tree, edges: _Edges, token: int, start: int, most: int = MOST_CUTS) -> None:
    for cut in cut_points(tree, token, start)[:most]:
        edges.add(tree.left[cut], "cut:" + tree.dep[cut], cut)


def cut_points(tree: Tree, token: int, start: int) -> list[int]:
    """Modifiers on the right edge of ``token``'s subtree, outermost first, before which it may be cut."""
    found, current = [], token
    for _ in range(_DEEPEST):
        later = [k for k in tree.kids[current] if k > current and tree.dep[k] != "punct"]
        for k in reversed(later):
            if tree.dep[k] in _CUTS and tree.left[k] > start:
                found.append(k)
            if tree.dep[k] not in _PASSED:
                break
        if not later:
            break
        current = later[-1]
    return found[:MOST_CUTS]


def left_stretches(tree: Tree, cluster: Cluster) -> list[Stretch]:
    """Stretches before the cue (and the source before it) that may be its content."""
    begin = tree.sents[tree.sent[cluster.head]][0]
    unit_start = tree.units[tree.unit[cluster.head]][0]
    end = _left_end(tree, cluster, begin, unit_start)
    if end is None:
        return []
    edges = _starts(tree, unit_start, end)
    _left_starts(tree, cluster, begin, end, edges)
    stop = Edge(end, "cluster", cluster.start)
    spans = [Stretch(start, stop) for start in edges.in_order()]
    return spans + _passive_subjects(tree, cluster) if cluster.passive else spans


def _left_end(tree: Tree, cluster: Cluster, begin: int, unit_start: int) -> int | None:
    """Where a content before the cue ends: before the cue or, if nothing stands there, with a quotation before the sentence."""
    end = tree.snap(min(begin, cluster.start), cluster.start, highest=cluster.start)[1]
    if end <= begin and begin > unit_start:
        end = tree.snap(unit_start, begin, highest=cluster.start)[1]
        if end > unit_start and tree.quote[end - 1] < 0:
            return None
    return end if end > unit_start else None


def _passive_subjects(tree: Tree, cluster: Cluster) -> list[Stretch]:
    """What is said to do something: "the talks are expected to fail"."""
    found = []
    for k in tree.kids[cluster.head]:
        if tree.dep[k] in _SUBJECTS and k < cluster.head:
            at, until = tree.snap(tree.left[k], tree.right[k] + 1)
            if at < until:
                found.append(Stretch(Edge(at, "subject", k), Edge(until, "subject", k)))
    return found


def _left_starts(tree: Tree, cluster: Cluster, begin: int, end: int, edges: _Edges) -> None:
    k = tree.quote[end - 1]
    if k >= 0:
        edges.add(tree.quotes[k].start, "quote", tree.quotes[k].start)
    for i in tree.kids[cluster.head]:
        if tree.right[i] <= cluster.start and tree.dep[i] in STARTERS:
            edges.add(tree.left[i], "child:" + tree.dep[i], i)
    _starts_above(tree, cluster, edges)
    edges.add(begin, "sentence", begin)
    _starts_in_sentence(tree, begin, end, edges)
    k = tree.quote[begin] if begin < end else -1
    if k >= 0 and tree.quotes[k].start < begin:
        edges.add(tree.quotes[k].start, "quote", tree.quotes[k].start)


def _starts_in_sentence(tree: Tree, begin: int, end: int, edges: _Edges) -> None:
    """After the word that joins the sentence to the one before, and after the first comma."""
    first = tree.trim(begin, end)[0]
    if first < end and tree.dep[first] in _OPENINGS:
        edges.add(first + 1, "second", first + 1)
    comma = next((i for i in range(begin, end - 1) if tree.lower[i] == ","), None)
    if comma is not None:
        edges.add(comma + 1, "comma", comma + 1)


def _starts_above(tree: Tree, cluster: Cluster, edges: _Edges) -> None:
    """Where the clauses begin in which the cue is the last: "The road is shut, the mayor said"."""
    above = cluster.head
    for _ in range(_HIGHEST):
        if tree.head[above] == above:
            return
        above = tree.head[above]
        if tree.left[above] < cluster.start:
            edges.add(tree.left[above], f"above:{tree.dep[above]}", above)
