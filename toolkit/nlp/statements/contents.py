"""What may be the content of a cue: the stretches before, after and around it that the tree and the quotation marks offer."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.nlp.layers import Range
from toolkit.nlp.statements.cues import Cue
from toolkit.nlp.statements.sources import Source
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
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"})
_BEFORE_DAY = frozenset({"on", "late", "early", "last", "here"})


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a content may begin or end: the position, the kind of place it is and the token that makes it one."""

    at: int
    kind: str
    token: int


@dataclass(slots=True)
class Cluster:
    """The words of the cue and the source next to it, which the content goes around."""

    head: int
    cue: list[int]
    source: Range | None
    passive: bool
    start: int
    end: int


def cluster_of(tree: Tree, cue: Cue, source: Source) -> Cluster:
    """The cue's words and the source next to them; a subject with a long description belongs to it whole."""
    start = end = cue.head
    while start - 1 in cue.tokens:
        start -= 1
    while end + 1 in cue.tokens:
        end += 1
    end += 1
    end = _after_day(tree, end)
    near: Range | None = None
    for s, e in source.ranges:
        if e <= start and tree.trim(e, start)[0] >= start - 1:
            start, near = s, (s, e)
        elif s >= end and s - end <= 2:
            end, near = max(end, e), (s, e)
    subject = source.subject
    if (near is None or near[0] > cue.head) and subject is not None and not source.passive and subject.i < start:
        first, last = tree.left[subject.i], tree.right[subject.i]
        if last < start and tree.trim(last + 1, start)[0] >= start - 1:
            start, near = first, (first, last + 1)
    return Cluster(cue.head, cue.tokens, near, source.passive, start, end)


def _after_day(tree: Tree, at: int) -> int:
    """The position after the day of a statement ("said Monday", "said late on Tuesday"), or ``at``."""
    k = at
    while k < len(tree) and k - at < 3 and tree.lower[k] in _BEFORE_DAY:
        k += 1
    return k + 1 if k < len(tree) and tree.lower[k] in _DAYS else at


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of tokens that may be (a piece of) the content, with the edges that bound it."""

    first: Edge
    last: Edge

    @property
    def range(self) -> Range:
        """The tokens it covers."""
        return self.first.at, self.last.at


def right_limit(tree: Tree, head: int) -> int:
    """The end of the cue's sentence, moved to the end of a quotation that runs over it or follows a colon."""
    end = tree.sents[tree.sent[head]][1]
    unit = tree.unit[head]
    unit_end = tree.units[unit][1]
    last = end - 1
    while last > head and tree.lower[last].isspace():
        last -= 1
    k = tree.quote[last]
    if k >= 0 and tree.quotes[k].end > end and tree.quotes[k].start > head:
        return min(tree.quotes[k].end, unit_end)
    if tree.lower[last] not in (":", ","):
        return end
    if unit_end <= end and unit + 1 < len(tree.units) and tree.lower[last] == ":":
        unit_end = tree.units[unit + 1][1]
    start = end
    while start < unit_end and tree.lower[start].isspace():
        start += 1
    if start < unit_end and (k := tree.quote[start]) >= 0 and tree.quotes[k].start == start:
        return min(tree.quotes[k].end, unit_end)
    return end


def right_stretches(tree: Tree, cluster: Cluster) -> list[Stretch]:
    """Stretches after the cue that may be its content."""
    limit = right_limit(tree, cluster.head)
    found: list[Stretch] = []
    for first in _right_starts(tree, cluster, limit):
        found.extend(Stretch(first, last) for last in _right_ends(tree, cluster, first, limit))
    return found


def _right_starts(tree: Tree, cluster: Cluster, limit: int) -> list[Edge]:
    first = cluster.end
    found: dict[int, Edge] = {}

    def add(at: int, kind: str, token: int) -> None:
        if first <= at < limit:
            at = tree.snap(at, limit, first)[0]
            if at < limit:
                found.setdefault(at, Edge(at, kind, token))

    for k in tree.kids[cluster.head]:
        if tree.right[k] < first:
            continue
        label = tree.dep[k]
        if label in STARTERS:
            if label in _INNER:
                _inner_starts(tree, k, label, add)
            add(max(first, tree.left[k]), label, k)
    for i in range(first, limit):
        if tree.quote[i] >= 0 and tree.quotes[tree.quote[i]].start == i:
            add(i, "quote", i)
            break
    add(first, "next", first)
    return sorted(found.values(), key=lambda e: e.at)


def _inner_starts(tree: Tree, k: int, path: str, add) -> None:  # type: ignore[no-untyped-def]
    for p in tree.kids[k]:
        if p > k and tree.dep[p] in _INNER_STARTS:
            inner = f"{path}>{tree.dep[p]}"
            if tree.dep[p] in ("prep", "xcomp") and path.count(">") < 2:
                _inner_starts(tree, p, inner, add)
            if tree.dep[p] != "prep":
                add(tree.left[p], inner, p)


def _right_ends(tree: Tree, cluster: Cluster, start: Edge, limit: int) -> list[Edge]:
    found: dict[int, Edge] = {}

    def add(at: int, kind: str, token: int) -> None:
        if start.at < at <= limit:
            at = tree.snap(start.at, at)[1]
            if at > start.at:
                found.setdefault(at, Edge(at, kind, token))

    k = tree.quote[start.at]
    if k >= 0 and tree.quotes[k].start == start.at:
        add(tree.quotes[k].end, "quote", tree.quotes[k].end - 1)
    if start.kind not in ("next", "quote"):
        add(tree.right[start.token] + 1, "own", start.token)
        for cut in cut_points(tree, start.token, start.at):
            add(tree.left[cut], "cut:" + tree.dep[cut], cut)
    for k in tree.kids[cluster.head]:
        if tree.right[k] >= start.at and tree.dep[k] != "punct":
            add(tree.right[k] + 1, "child:" + tree.dep[k], k)
            if k != start.token:
                for cut in cut_points(tree, k, start.at)[:2]:
                    add(tree.left[cut], "cut:" + tree.dep[cut], cut)
    add(limit, "limit", limit - 1)
    if limit > tree.sents[tree.sent[cluster.head]][1]:
        add(tree.sents[tree.sent[cluster.head]][1], "sentence", limit - 1)
    return list(found.values())


def cut_points(tree: Tree, token: int, start: int) -> list[int]:
    """Modifiers on the right edge of ``token``'s subtree, outermost first, before which it may be cut."""
    found, current = [], token
    for _ in range(12):
        later = [k for k in tree.kids[current] if k > current and tree.dep[k] != "punct"]
        for k in reversed(later):
            if tree.dep[k] in _CUTS and tree.left[k] > start:
                found.append(k)
            if tree.dep[k] not in ("cc", "conj", "advmod", "npadvmod", "prep", "advcl"):
                break
        if not later:
            break
        current = later[-1]
    return found[:MOST_CUTS]


def left_stretches(tree: Tree, cluster: Cluster) -> list[Stretch]:
    """Stretches before the cue (and the source before it) that may be its content."""
    begin = tree.sents[tree.sent[cluster.head]][0]
    unit_start = tree.units[tree.unit[cluster.head]][0]
    end = tree.snap(min(begin, cluster.start), cluster.start, highest=cluster.start)[1]
    if end <= begin and begin > unit_start:
        end = tree.snap(unit_start, begin, highest=cluster.start)[1]
        if end <= unit_start or tree.quote[end - 1] < 0:
            return []
    if end <= unit_start:
        return []
    found: dict[int, Edge] = {}

    def add(at: int, kind: str, token: int) -> None:
        if unit_start <= at < end:
            at = tree.snap(at, end, unit_start)[0]
            if at < end:
                found.setdefault(at, Edge(at, kind, token))

    _left_starts(tree, cluster, begin, end, add)
    stop = Edge(end, "cluster", cluster.start)
    spans = [Stretch(start, stop) for start in sorted(found.values(), key=lambda e: e.at)]
    if cluster.passive:
        for k in tree.kids[cluster.head]:
            if tree.dep[k] in ("nsubjpass", "nsubj", "csubjpass") and k < cluster.head:
                at, until = tree.snap(tree.left[k], tree.right[k] + 1)
                if at < until:
                    spans.append(Stretch(Edge(at, "subject", k), Edge(until, "subject", k)))
    return spans


def _left_starts(tree: Tree, cluster: Cluster, begin: int, end: int, add) -> None:  # type: ignore[no-untyped-def]
    k = tree.quote[end - 1]
    if k >= 0:
        add(tree.quotes[k].start, "quote", tree.quotes[k].start)
    for i in tree.kids[cluster.head]:
        if tree.right[i] <= cluster.start and tree.dep[i] in STARTERS:
            add(tree.left[i], "child:" + tree.dep[i], i)
    above, steps = cluster.head, 0
    while tree.head[above] != above and steps < 4:
        above = tree.head[above]
        steps += 1
        if tree.left[above] < cluster.start:
            add(tree.left[above], f"above:{tree.dep[above]}", above)
    add(begin, "sentence", begin)
    first = tree.trim(begin, end)[0]
    if first < end and tree.dep[first] in ("cc", "advmod", "mark", "intj"):
        add(first + 1, "second", first + 1)
    for i in range(begin, end):
        if tree.lower[i] == "," and i + 1 < end:
            add(i + 1, "comma", i + 1)
            break
    if begin < end and (q := tree.quote[begin]) >= 0 and tree.quotes[q].start < begin:
        add(tree.quotes[q].start, "quote", tree.quotes[q].start)
