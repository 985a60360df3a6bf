"""What may be the content of a cue: the stretches before, after and around it that the tree and the quotation marks offer."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.nlp.attribution.tree import Tree
from toolkit.nlp.layers import Range

STARTERS = frozenset(
    {"ccomp", "xcomp", "dobj", "attr", "oprd", "acomp", "advcl", "prep", "pcomp", "pobj", "dep", "parataxis", "relcl"}
    | {"acl", "appos", "dative", "nsubj", "advmod", "agent", "npadvmod", "intj", "nsubjpass", "csubj", "amod", "meta"}
)
"""Labels of the children to the right of a cue with which a content may begin."""

_CUTS = frozenset(
    {"advcl", "prep", "npadvmod", "advmod", "conj", "relcl", "parataxis", "ccomp", "acl", "appos", "dep", "xcomp", "cc"}
)
"""Labels of trailing modifiers that may be attached too low: the content may end before them."""

MOST_ENDS = 7


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


def right_starts(tree: Tree, cluster: Cluster) -> list[Edge]:
    """Places after the cue where a content may begin, nearest first."""
    first, last = cluster.end, _limit(tree, cluster.head)
    found: dict[int, Edge] = {}

    def add(at: int, kind: str, token: int) -> None:
        if first <= at < last and tree.trim(at, last)[0] < last:
            at = tree.trim(at, last)[0]
            found.setdefault(at, Edge(at, kind, token))

    for k in tree.kids[cluster.head]:
        if k < first and tree.right[k] < first:
            continue
        label = tree.dep[k]
        if label in STARTERS:
            inner = tree.kids[k]
            if label in ("prep", "agent", "dative") and tree.left[k] == k:
                for p in inner:
                    if tree.dep[p] in ("pobj", "pcomp", "prep"):
                        add(tree.left[p], f"{label}>{tree.dep[p]}", p)
                        for q in tree.kids[p]:
                            if tree.dep[p] == "prep" and tree.dep[q] in ("pobj", "pcomp"):
                                add(tree.left[q], "prep>prep>pobj", q)
            add(max(first, tree.left[k]), label, k)
    for i in range(first, last):
        if tree.quote[i] >= 0 and tree.quotes[tree.quote[i]].start == i:
            add(i, "quote", i)
            break
    add(first, "next", first)
    return sorted(found.values(), key=lambda e: e.at)


def _limit(tree: Tree, head: int) -> int:
    """The end of the cue's sentence, moved to the end of a quotation that runs over it or follows a colon."""
    end = tree.sents[tree.sent[head]][1]
    unit_end = tree.units[tree.unit[head]][1]
    if end < unit_end and end - 1 > head:
        last = end - 1
        while last > head and tree.lower[last].isspace():
            last -= 1
        k = tree.quote[last]
        if k >= 0 and tree.quotes[k].end > end and tree.quotes[k].start > head:
            return min(tree.quotes[k].end, unit_end)
        if tree.lower[last] in (":", ","):
            start = end
            while start < unit_end and tree.lower[start].isspace():
                start += 1
            if start < unit_end and tree.quote[start] >= 0 and tree.quotes[tree.quote[start]].start == start:
                return min(tree.quotes[tree.quote[start]].end, unit_end)
    return end


def right_ends(tree: Tree, cluster: Cluster, start: Edge) -> list[Edge]:
    """Places where a content that begins at ``start`` after the cue may end."""
    last = _limit(tree, cluster.head)
    found: dict[int, Edge] = {}

    def add(at: int, kind: str, token: int) -> None:
        if start.at < at <= last:
            at = tree.trim(start.at, at)[1]
            if at > start.at:
                found.setdefault(at, Edge(at, kind, token))

    if tree.quote[start.at] >= 0:
        quote = tree.quotes[tree.quote[start.at]]
        if quote.start == start.at:
            add(quote.end, "quote", quote.end - 1)
    if start.kind not in ("next", "quote"):
        add(tree.right[start.token] + 1, "own", start.token)
        for cut in _cut_points(tree, start.token, start.at):
            add(tree.left[cut], "cut:" + tree.dep[cut], cut)
    for k in tree.kids[cluster.head]:
        if tree.right[k] >= start.at and tree.dep[k] != "punct":
            add(tree.right[k] + 1, "child:" + tree.dep[k], k)
            if k != start.token:
                for cut in _cut_points(tree, k, start.at)[:2]:
                    add(tree.left[cut], "cut:" + tree.dep[cut], cut)
    add(last, "sentence", last - 1)
    return list(found.values())


def _cut_points(tree: Tree, token: int, start: int) -> list[int]:
    """Modifiers on the right edge of ``token``'s subtree, outermost first, before which it may be cut."""
    found, current = [], token
    for _ in range(12):
        later = [k for k in tree.kids[current] if k > current and tree.dep[k] != "punct"]
        for k in reversed(later):
            if tree.dep[k] in _CUTS and tree.left[k] > start:
                found.append(k)
            elif tree.dep[k] not in ("prt", "pobj", "dobj"):
                pass
            if tree.dep[k] not in ("cc", "conj", "advmod", "npadvmod", "prep", "advcl"):
                break
        if not later:
            break
        current = later[-1]
    return found[:MOST_ENDS]


def left_spans(tree: Tree, cluster: Cluster) -> list[tuple[Edge, Edge]]:
    """Stretches before the cue (and the source before it) that may be its content, as pairs of edges."""
    begin, _ = tree.sents[tree.sent[cluster.head]]
    unit_start = tree.units[tree.unit[cluster.head]][0]
    end = tree.trim(min(begin, cluster.start), cluster.start)[1]
    if end <= begin and begin > unit_start:
        end = tree.trim(unit_start, begin)[1]
        k = tree.quote[end - 1] if end > unit_start else -1
        if k < 0:
            return []
    if end <= unit_start:
        return []
    found: dict[int, Edge] = {}

    def add(at: int, kind: str, token: int) -> None:
        if unit_start <= at < end:
            at = tree.trim(at, end)[0]
            if at < end:
                found.setdefault(at, Edge(at, kind, token))

    k = tree.quote[end - 1]
    if k >= 0:
        add(tree.quotes[k].start, "quote", tree.quotes[k].start)
    for i in tree.kids[cluster.head]:
        if tree.left[i] < cluster.start and tree.dep[i] in STARTERS and tree.right[i] < cluster.start + 1:
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
    if begin > unit_start and begin < end and (q := tree.quote[begin]) >= 0 and tree.quotes[q].start < begin:
        add(tree.quotes[q].start, "quote", tree.quotes[q].start)
    stop = Edge(end, "cluster", cluster.start)
    return [(start, stop) for start in sorted(found.values(), key=lambda e: e.at)]
