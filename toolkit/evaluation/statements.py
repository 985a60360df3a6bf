"""Attributions of a brat-standoff folder as cases, with their words, so that they can be shown one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from toolkit.evaluation.brat import Attribution, GoldText
from toolkit.evaluation.cases import Case, Outcome
from toolkit.evaluation.matching import hull
from toolkit.evaluation.pairing import Text, match


def statement_cases(texts: Iterable[GoldText], found: Mapping[str, Sequence[Attribution]]) -> list[Case]:
    """Every gold and every found attribution of the texts, paired as :func:`toolkit.evaluation.pairing.match` does."""
    rows = []
    for gold in texts:
        rows += _cases(Text(gold), found.get(gold.stem, ()))
    return rows


def _cases(text: Text, found: Sequence[Attribution]) -> list[Case]:
    stem, golden = text.gold.stem, text.gold.attributions
    paired, _ = match(text, found)
    rows = []
    for i, gold in enumerate(golden):
        if i not in paired:
            rows.append(Case(stem, "attributions", Outcome.MISSED, _row(text, gold)))
            continue
        other = found[paired[i]]
        outcome = Outcome.RIGHT if text.source_right(gold, other) else Outcome.WRONG_SOURCE
        agree = {"type": text.type_of(gold.content) == text.type_of(other.content)}
        rows.append(Case(stem, "attributions", outcome, _row(text, gold), _row(text, other), agree))
    taken = set(paired.values())
    spare = [row for j, row in enumerate(found) if j not in taken]
    return rows + [Case(stem, "attributions", Outcome.FALSE_ALARM, None, _row(text, row)) for row in spare]


def _row(text: Text, attribution: Attribution) -> dict[str, Any]:
    return {
        "source": " … ".join(" ".join(text.text[s:e].split()) for s, e in attribution.source) or None,
        "source_span": hull(attribution.source),
        "cue": hull(attribution.cue),
        "content": attribution.content,
        "type": text.type_of(attribution.content),
        "cue_class": attribution.cue_class,
        "confidence": attribution.confidence,
    }
