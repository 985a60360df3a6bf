"""What is taken for what: counts of gold values against found ones."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from toolkit.evaluation.cases import Case, Outcome
from toolkit.evaluation.matching import pairs, pieces_iou, spans_match

NOT_FOUND, NOT_IN_GOLD = "not found", "not in gold"


def confusion(cases: Iterable[Case], table: str, field: str) -> Counter[tuple[str, str]]:
    """How often each gold value of a field was found as which.

    Rows missed in gold's kind but found at the same place as another kind count as that pair, so that kinds can be confused
    although :mod:`toolkit.evaluation.cases` pairs only equal ones. Doubtful rows are left out.

    Parameters
    ----------
    cases
        Cases of several articles.
    table, field
        Which rows, and which of their fields.

    Returns
    -------
    Counter
        By (gold value, found value); :data:`NOT_FOUND` and :data:`NOT_IN_GOLD` stand for rows without a partner.
    """
    counts: Counter[tuple[str, str]] = Counter()
    alone: dict[str, tuple[list[Case], list[Case]]] = defaultdict(lambda: ([], []))
    for case in cases:
        if case.table != table or case.outcome is Outcome.DOUBTFUL:
            continue
        if case.gold is not None and case.found is not None:
            counts[case.gold[field], case.found[field]] += 1
        else:
            alone[case.doc_id][case.gold is None].append(case)
    for missed, alarms in alone.values():
        paired = pairs(missed, alarms, _same_place)
        counts.update((missed[i].gold[field], alarms[j].found[field]) for i, j in paired.items())  # type: ignore[index]
        rest = [case for i, case in enumerate(missed) if i not in paired]
        counts.update((case.gold[field], NOT_FOUND) for case in rest if case.gold)
        taken = set(paired.values())
        spare = [case for j, case in enumerate(alarms) if j not in taken]
        counts.update((NOT_IN_GOLD, case.found[field]) for case in spare if case.found)
    return counts


def _same_place(missed: Case, alarm: Case) -> float:
    gold, found = missed.gold or {}, alarm.found or {}
    if "action" in gold:
        return float(spans_match(gold["action"], found["action"]))
    if "content" in gold:
        return pieces_iou(gold["content"], found["content"])
    return 0.0
