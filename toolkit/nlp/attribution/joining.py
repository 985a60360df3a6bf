"""From attributions cue by cue to those of the article: outermost ones, and quotations that go on without a cue."""

from __future__ import annotations

from toolkit.nlp.attribution.cues import SHORTEST_STATEMENT
from toolkit.nlp.attribution.tree import Tree
from toolkit.nlp.layers import AttributionSpan


def outermost(found: list[AttributionSpan]) -> list[AttributionSpan]:
    """Of those that share words, or whose cue stands in another's content, the surest."""
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


def _size(attribution: AttributionSpan) -> int:
    return sum(e - s for s, e in attribution.content)


def join_quotes(tree: Tree, found: list[AttributionSpan]) -> list[AttributionSpan]:
    """Give a quotation without a cue of its own to the quotation before it, if the same speaker goes on."""
    taken = {i for a in found for s, e in a.content for i in range(s, e)}
    cued = {tree.sent[a.cue_head] for a in found}
    for quote in tree.quotes:
        if quote.end - quote.start < SHORTEST_STATEMENT or taken & set(range(quote.start, quote.end)):
            continue
        before = tree.trim(tree.sents[tree.sent[quote.start]][0], quote.start)
        if before[0] < before[1] or tree.sent[quote.start] in cued:
            continue
        last = max(
            (a for a in found if max(e for _, e in a.content) <= quote.start), key=lambda a: a.cue_head, default=None
        )
        if last is None or not any(tree.quote[i] >= 0 for s, e in last.content for i in (s, e - 1)):
            continue
        unit = tree.unit[quote.start]
        gap = unit - tree.unit[last.content[-1][1] - 1]
        if gap == 0 or (gap == 1 and not tree.quotes[tree.quote[last.content[-1][1] - 1]].closed):
            last.content = (*last.content, (quote.start, quote.end))
    return found
