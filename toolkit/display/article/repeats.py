"""Commitments that one article tells twice: in the headline and in the text, or by two rules in the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from toolkit.lexicon import words
from toolkit.records import Commitment, Spans

ALIKE = 0.75
"""Share of the words of the shorter wording that the longer one must hold for both to tell of one action, and share of the
places of the longer one that both must have in common; set by hand."""
LEAST = 3
"""Wordings of fewer words that tell something are no sign that two rows tell the same; set by hand."""


@cache
def _empty() -> frozenset[str]:
    return frozenset(words("function_words"))


def content_words(text: str) -> frozenset[str]:
    """The words of a text that tell what it is about, in lower case."""
    return frozenset(re.findall(r"[\w'’-]+", text.lower())) - _empty()


def twins(rows: Sequence[Commitment]) -> dict[str, str]:
    """Which rows tell once more what another row tells, with the id of that row: the clearly surer one, or else the shorter."""
    found: dict[str, str] = {}
    kept: list[Commitment] = []
    for row in sorted(rows, key=lambda row: (-round(row.confidence, 1), len(row.action))):
        other = next((other for other in kept if _same(row, other)), None)
        if other is None:
            kept.append(row)
        else:
            found[row.commitment_id] = other.commitment_id
    return found


def _same(one: Commitment, two: Commitment) -> bool:
    if set(one.parties) != set(two.parties) or one.kind != two.kind:
        return False
    return _overlap(one.action_spans, two.action_spans) or _alike(content_words(one.action), content_words(two.action))


def _overlap(one: Spans, two: Spans) -> bool:
    """Whether two wordings are mostly the same words of the text."""
    first, second = ({place for start, end in spans for place in range(start, end)} for spans in (one, two))
    return len(first & second) >= ALIKE * max(len(first), len(second))


def _alike(one: frozenset[str], two: frozenset[str]) -> bool:
    shorter = min(len(one), len(two))
    return shorter >= LEAST and len(one & two) >= ALIKE * shorter
