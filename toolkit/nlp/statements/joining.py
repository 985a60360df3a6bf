"""From attributions cue by cue to those of the article: outermost ones, and quotations that go on without a cue."""

from __future__ import annotations

from toolkit.nlp.layers import AttributionSpan, Quote, Range
from toolkit.nlp.statements.cues import SHORTEST_STATEMENT
from toolkit.nlp.statements.tree import Tree
from toolkit.records import CueClass

SURE_ENOUGH = 0.5
"""Confidence from which on an attribution may take a piece from another."""


def outermost(found: list[AttributionSpan]) -> list[AttributionSpan]:
    """Of those that share words, or whose cue stands in another's content, the surest."""
    _part(found)
    kept: list[AttributionSpan] = []
    taken: set[int] = set()
    cues: set[int] = set()
    for attribution in sorted(found, key=lambda a: (-a.confidence - 0.002 * min(_size(a), 100), a.cue_head)):
        mine = {i for s, e in attribution.content for i in range(s, e)}
        if attribution.cue_head in taken or mine & taken or mine & cues:
            continue
        kept.append(attribution)
        taken |= mine
        cues.add(attribution.cue_head)
    return sorted(kept, key=lambda a: a.cue_head)


def nested(found: list[AttributionSpan], kept: list[AttributionSpan]) -> list[AttributionSpan]:
    """``kept`` with those of ``found`` that stand whole in the content of one of them, each with its ``parent``.

    The innermost is the parent; of several that share words the surest is kept. What stands in quotation marks is left alone.
    """
    inner: list[AttributionSpan] = []
    taken: set[int] = set()
    for attribution in sorted(found, key=lambda a: (-a.confidence, a.cue_head)):
        mine = {i for s, e in attribution.content for i in range(s, e)}
        within = any(_holds(other, attribution) for other in kept)
        if attribution in kept or not within or mine & taken or attribution.cue_head in taken:
            continue
        inner.append(attribution)
        taken |= mine
    both = sorted([*kept, *inner], key=lambda a: (a.cue_head, -_size(a)))
    for attribution in inner:
        holders = [k for k, other in enumerate(both) if other is not attribution and _holds(other, attribution)]
        attribution.parent = min(holders, key=lambda k: (_size(both[k]), k))
    return both


def _holds(outer: AttributionSpan, inner: AttributionSpan) -> bool:
    """Whether the cue and the content of one stand in the content of the other."""
    spans = [*inner.content, (inner.cue_head, inner.cue_head + 1)]
    return all(any(s <= r and f <= e for s, e in outer.content) for r, f in spans)


def _part(found: list[AttributionSpan]) -> None:
    """Take from a content in two pieces the second if a cue of its own stands before that: '"…," he said, adding: "…"'."""
    for attribution in found:
        if len(attribution.content) < 2:
            continue
        first, *rest = attribution.content
        left = [r for r in rest if not any(_claims(other, attribution, r) for other in found)]
        attribution.content = (first, *left)


def _claims(other: AttributionSpan, attribution: AttributionSpan, piece: Range) -> bool:
    own = attribution.cue_head < other.cue_head < piece[0] and other.confidence >= SURE_ENOUGH
    return own and any(s < piece[1] and piece[0] < e for s, e in other.content)


def _size(attribution: AttributionSpan) -> int:
    return sum(e - s for s, e in attribution.content)


def join_quotes(tree: Tree, found: list[AttributionSpan]) -> None:
    """Give a quotation without a cue of its own to the attribution before it, where the same speaker goes on.

    So it is with one after the cue in the same sentence ('"…," he said, smiling, "…"'), with one that is a sentence of
    its own in the same paragraph, and in the next paragraph where the quotation before was left open.
    """
    taken = {i for a in found for s, e in a.content for i in range(s, e)}
    cued: dict[int, list[AttributionSpan]] = {}
    for attribution in found:
        cued.setdefault(tree.sent[attribution.cue_head], []).append(attribution)
    for quote in tree.quotes:
        if quote.end - quote.start < SHORTEST_STATEMENT or taken & set(range(quote.start, quote.end)):
            continue
        owner = _owner(tree, quote, found, cued)
        if owner is not None:
            owner.content = (*owner.content, (quote.start, quote.end))
            taken.update(range(quote.start, quote.end))


def _owner(
    tree: Tree, quote: Quote, found: list[AttributionSpan], cued: dict[int, list[AttributionSpan]]
) -> AttributionSpan | None:
    sentence = tree.sent[quote.start]
    same = [a for a in cued.get(sentence, ()) if a.cue_head < quote.start and _quoted(tree, a)]
    if same:
        return same[0] if tree.lower[quote.start - 1] == "," else None
    before = tree.trim(tree.sents[sentence][0], quote.start)
    if before[0] < before[1] or sentence in cued or tree.sent[quote.end - 1] in cued:
        return None
    earlier = [a for a in found if max(e for _, e in a.content) <= quote.start and a.cue_head < quote.start]
    if not earlier:
        return None
    at = max(max(a.cue_head, a.content[-1][1] - 1) for a in earlier)
    gap = tree.unit[quote.start] - tree.unit[at]
    last = [a for a in earlier if tree.sent[max(a.cue_head, a.content[-1][1] - 1)] == tree.sent[at]]
    last.sort(key=lambda a: (not _quoted(tree, a), a.cue_class is not CueClass.SPEECH, a.cue_head))
    if gap == 0 and tree.sent[quote.start] - tree.sent[at] <= 2:
        return last[0]
    if gap == 1:
        k = tree.quote[last[0].content[-1][1] - 1]
        return last[0] if k >= 0 and not tree.quotes[k].closed else None
    return None


def _quoted(tree: Tree, attribution: AttributionSpan) -> bool:
    return any(tree.quote[i] >= 0 for s, e in attribution.content for i in (s, e - 1))
