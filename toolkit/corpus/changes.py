"""Commitments whose status is another one later: told as a fact where the same party is bound and the link is sure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.corpus.entries import LedgerEntry, LedgerMatch, LedgerReport
from toolkit.records import CommitmentKind, CommitmentStatus

SURE_LINK = 0.62
"""Likeness from which two reports of different status are said to be one commitment; ``readout evaluate links`` tells
how often that is right."""
EVENT_DAYS = 3
"""Accounts of one event appear within this many days of each other; in so short a time, accounts differ rather than statuses
change, unless one of them is of a refusal or a threat."""

_HARSH = {CommitmentKind.REFUSAL, CommitmentKind.THREAT}


@dataclass(frozen=True, slots=True)
class Change:
    """A commitment told with one status first and with another on a later day.

    Attributes
    ----------
    entry
        The ledger entry.
    first, last
        The earliest report and the latest, of those whose link is the strongest.
    likeness
        The strongest link between reports of the earlier and of the later status, 0 to 1.
    sure
        Whether the change may be told as a fact.
    """

    entry: LedgerEntry
    first: LedgerReport
    last: LedgerReport
    likeness: float
    sure: bool


def changes(
    entries: Iterable[LedgerEntry], reports_of: Mapping[str, Sequence[LedgerReport]], matches: Iterable[LedgerMatch]
) -> tuple[Change, ...]:
    """The changes of status in a ledger, those that say most first.

    A change is sure if it binds the same party before and after, with nothing to check about who that is, if its link is at
    least :data:`SURE_LINK` or was ruled to be right by a correction, and if it is not only accounts of one event that differ.

    Parameters
    ----------
    entries, reports_of, matches
        The ledger's rows; reports by entry.

    Returns
    -------
    tuple of Change
        Sure ones first; of these what became a refusal or a threat, or was one; then by the strength of the link.
    """
    links = {frozenset((m.commitment_a, m.commitment_b)): 1.0 if m.ruled else m.likeness for m in matches if m.same}
    found = [change for entry in entries if (change := _change(entry, reports_of[entry.entry_id], links))]
    return tuple(sorted(found, key=_weight))


def _change(
    entry: LedgerEntry, reports: Sequence[LedgerReport], links: Mapping[frozenset[str], float]
) -> Change | None:
    """The change from reports of earlier days to those of the last."""
    early, late = _before_and_last(reports)
    pairs = [(links.get(frozenset((a.commitment_id, b.commitment_id)), 0.0), a, b) for a in early for b in late]
    if not pairs:
        return None
    best, _, last = max(pairs, key=_link)
    _, first, _ = max((pair for pair in pairs if pair[1].published == early[0].published), key=_link)
    return Change(entry, first, last, best, any(link >= SURE_LINK and _is_change(a, b) for link, a, b in pairs))


def _link(pair: tuple[float, LedgerReport, LedgerReport]) -> float:
    return pair[0]


def _before_and_last(reports: Iterable[LedgerReport]) -> tuple[list[LedgerReport], list[LedgerReport]]:
    """The reports of days before the last with another status, and those of the last; what is only recalled is in neither."""
    by_day: dict[dt.date, list[LedgerReport]] = {}
    for report in reports:
        if report.published and report.status != CommitmentStatus.BACKGROUND:
            by_day.setdefault(report.published, []).append(report)
    *before, late = by_day.values() or [[]]
    statuses = {report.status for report in late}
    return [report for day in before for report in day if report.status not in statuses], late


def _is_change(first: LedgerReport, second: LedgerReport) -> bool:
    """Whether the same party is surely bound, and what differs is the status and not only the account."""
    same = first.sure and second.sure and bool(set(first.bound) & set(second.bound))
    if not same or first.published is None or second.published is None:
        return False
    apart = abs(second.published - first.published) > dt.timedelta(EVENT_DAYS)
    return apart or (first.kind in _HARSH) != (second.kind in _HARSH)


def _weight(change: Change) -> tuple[bool, bool, float, str]:
    harsh = _HARSH & {change.first.kind, change.last.kind}
    return (not change.sure, not harsh, -change.likeness, change.entry.entry_id)
