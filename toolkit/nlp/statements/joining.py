"""From attributions cue by cue to those of the article: outermost ones, and quotations that go on without a cue."""

from __future__ import annotations

from toolkit.nlp.layers import AttributionSpan, Quote, Range
from toolkit.nlp.statements.tree import SHORTEST_STATEMENT, Tree
from toolkit.records import CueClass

SURE_ENOUGH = 0.5
"""Confidence from which on an attribution may take a piece from another."""
_LONGER, _LONG = 0.002, 100
"""How much surer each token of a content makes it, and up to which length; set by hand."""
_SAME_BREATH = 2
"""Sentences after which a quotation in the same paragraph is no longer the same speaker's; set by hand."""


def outermost(found: list[AttributionSpan]) -> list[AttributionSpan]:
    """Of those that share words, or whose cue stands in another's content, the surest."""
    _part(found)
    kept: list[AttributionSpan] = []
    taken: set[int] = set()
    cues: set[int] = set()
    for attribution in sorted(found, key=lambda a: (-a.confidence - _LONGER * min(_size(a), _LONG), a.cue_head)):
        mine = _positions(attribution)
        if not taken & {*mine, attribution.cue_head} and not mine & cues:
            kept.append(attribution)
            taken |= mine
            cues.add(attribution.cue_head)
    return sorted(kept, key=lambda a: a.cue_head)


def nested(found: list[AttributionSpan], kept: list[AttributionSpan]) -> list[AttributionSpan]:
    """``kept`` with those of ``found`` that stand whole in the content of one of them, each with its ``parent``.

    The innermost is the parent; of several that share words the surest is kept. What stands in quotation marks is left alone.
    """
    within = [a for a in found if a not in kept and any(_holds(other, a) for other in kept)]
    inner: list[AttributionSpan] = []
    taken: set[int] = set()
    for attribution in sorted(within, key=lambda a: (-a.confidence, a.cue_head)):
        mine = _positions(attribution)
        if not taken & {*mine, attribution.cue_head}:
            inner.append(attribution)
            taken |= mine
    both = sorted([*kept, *inner], key=lambda a: (a.cue_head, -_size(a)))
    for attribution in inner:
        attribution.parent = _innermost_around(attribution, both)
    return both


def _innermost_around(inner: AttributionSpan, found: list[AttributionSpan]) -> int:
    """The position of the smallest attribution that holds another one."""
    holders = [k for k, other in enumerate(found) if other is not inner and _holds(other, inner)]
    return min(holders, key=lambda k: (_size(found[k]), k))


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


def _positions(attribution: AttributionSpan) -> set[int]:
    return {i for s, e in attribution.content for i in range(s, e)}


def _size(attribution: AttributionSpan) -> int:
    return sum(e - s for s, e in attribution.content)


def join_quotes(tree: Tree, found: list[AttributionSpan]) -> None:
    """Give a quotation without a cue of its own to the attribution before it, where the same speaker goes on.

    So it is with one after the cue in the same sentence ('"…," he said, smiling, "…"'), with one that is a sentence of
    its own in the same paragraph, and in the next paragraph where the quotation before was left open.
    """
    taken = {i for a in found for i in _positions(a)}
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
    start, end = tree.trim(tree.sents[sentence][0], quote.start)
    if start < end or {sentence, tree.sent[quote.end - 1]} & cued.keys():
        return None
    return _who_goes_on(tree, quote, [a for a in found if _last(a) < quote.start])


def _who_goes_on(tree: Tree, quote: Quote, earlier: list[AttributionSpan]) -> AttributionSpan | None:
    """Of the attributions that end in the last sentence before a quotation, the one that this goes on with."""
    if not earlier:
        return None
    at = max(map(_last, earlier))
    last = [a for a in earlier if tree.sent[_last(a)] == tree.sent[at]]
    speaker = min(last, key=lambda a: (not _quoted(tree, a), a.cue_class is not CueClass.SPEECH, a.cue_head))
    paragraphs = tree.unit[quote.start] - tree.unit[at]
    if paragraphs == 0 and tree.sent[quote.start] - tree.sent[at] <= _SAME_BREATH:
        return speaker
    k = tree.quote[speaker.content[-1][1] - 1]
    left_open = k >= 0 and not tree.quotes[k].closed
    return speaker if paragraphs == 1 and left_open else None


def _last(attribution: AttributionSpan) -> int:
    """The last position of the cue's head and the content."""
    return max(attribution.cue_head, max(e for _, e in attribution.content) - 1)


def _quoted(tree: Tree, attribution: AttributionSpan) -> bool:
    return any(tree.quote[i] >= 0 for s, e in attribution.content for i in (s, e - 1))
