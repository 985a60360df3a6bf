"""The commitment ledger: one entry a commitment, with all its reports in several articles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from toolkit.corpus.changes import Change, changes
from toolkit.corpus.clustering import Verdicts, clusters, least, listed, strongest
from toolkit.corpus.entries import LedgerEntry, LedgerMatch, LedgerReport
from toolkit.corpus.matching import Held, Pool, core
from toolkit.corpus.parties import bound_keys, is_sure, toward
from toolkit.findings import ArticleAnalysis
from toolkit.layout import one_line
from toolkit.naming import MATHLESS
from toolkit.nlp.time.expressions import parse_time
from toolkit.records import Commitment, CommitmentKind, CommitmentStatus, row_id

if TYPE_CHECKING:
    import pandas as pd

THRESHOLD = 0.34
"""Likeness from which two commitments count as the same; chosen on invented events and one pair of samples (see docs)."""


@dataclass(frozen=True)
class Ledger:
    """All entries and reports, as of a date.

    Attributes
    ----------
    entries, reports
        The commitments, by first mention, and their reports, by date.
    matches
        The pairs of reports that are one entry, and the near misses that are not.
    as_of
        The date on which deadlines count as passed.
    threshold
        The likeness from which reports are of one entry.
    """

    entries: tuple[LedgerEntry, ...]
    reports: tuple[LedgerReport, ...]
    as_of: dt.date | None = None
    matches: tuple[LedgerMatch, ...] = ()
    threshold: float = THRESHOLD

    def frame(self) -> pd.DataFrame:
        """One row an entry.

        Returns
        -------
        DataFrame
            The columns of :class:`LedgerEntry`.
        """
        from toolkit.tables import frame

        return frame(LedgerEntry, self.entries)

    def reports_frame(self) -> pd.DataFrame:
        """One row a report.

        Returns
        -------
        DataFrame
            The columns of :class:`LedgerReport`.
        """
        from toolkit.tables import frame

        return frame(LedgerReport, self.reports)

    def matches_frame(self) -> pd.DataFrame:
        """One row a match or near miss.

        Returns
        -------
        DataFrame
            The columns of :class:`LedgerMatch`.
        """
        from toolkit.tables import frame

        return frame(LedgerMatch, self.matches)

    @cached_property
    def _by_entry(self) -> dict[str, tuple[LedgerReport, ...]]:
        found: dict[str, list[LedgerReport]] = {}
        for report in self.reports:
            found.setdefault(report.entry_id, []).append(report)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The entries whose status is another one later, those that say most first; those that are not sure come last."""
        return changes(self.entries, self._by_entry, self.matches)

    def reports_of(self, entry_id: str) -> tuple[LedgerReport, ...]:
        """The reports of an entry, by date.

        Parameters
        ----------
        entry_id
            The entry's id.

        Returns
        -------
        tuple of LedgerReport
            None where there is no such entry.
        """
        return self._by_entry.get(entry_id, ())

    @cached_property
    def _by_article(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for report in self.reports:
            found.setdefault(report.doc_id, set()).add(report.entry_id)
        return found

    @cached_property
    def _places(self) -> dict[str, int]:
        return {entry.entry_id: n for n, entry in enumerate(self.entries)}

    def told_by(self, doc_ids: Iterable[str]) -> list[tuple[LedgerEntry, tuple[LedgerReport, ...]]]:
        """The entries that some articles report, in order, each with all its reports.

        Parameters
        ----------
        doc_ids
            The articles.

        Returns
        -------
        list of tuple
            None where they report nothing.
        """
        ids = {entry_id for doc_id in doc_ids for entry_id in self._by_article.get(doc_id, ())}
        places = sorted(self._places[entry_id] for entry_id in ids)
        return [(entry := self.entries[n], self.reports_of(entry.entry_id)) for n in places]

    def _repr_html_(self) -> str:
        return self.frame().to_html(escape=True, index=False, classes=MATHLESS)


def make_ledger(
    analysis: Mapping[str, ArticleAnalysis] | Iterable[ArticleAnalysis],
    *,
    as_of: dt.date | None = None,
    threshold: float = THRESHOLD,
    corrections: Verdicts | None = None,
) -> Ledger:
    """Bring the commitments of all articles together: the same commitment is one entry.

    Two commitments are the same when they are at least ``threshold`` alike (see
    :func:`toolkit.corpus.similarity.match`),
    on average over the reports already together (average linkage), unless a correction says otherwise.

    Parameters
    ----------
    analysis
        The analysed articles.
    as_of
        The date on which deadlines count as passed; without one, no deadline has passed.
    threshold
        Likeness from which commitments are the same, 0 to 1.
    corrections
        Verdicts by pair of commitment ids, as :func:`toolkit.corpus.read_corrections` gives them.

    Returns
    -------
    Ledger
        The entries, the reports they are made of, and the matches that were near.
    """
    pool = Pool.of(analysis.values() if isinstance(analysis, Mapping) else analysis)
    verdicts = corrections or {}
    pool.near(least(threshold))  # these hold what is asked for below
    found = [_told(pool, members) for members in clusters(pool, threshold, verdicts)]
    made = [_entry(pool, members, as_of) for members in found]
    order = sorted(range(len(made)), key=lambda k: (made[k].first_mention or dt.date.max, min(found[k])))
    matches = listed(pool, found, threshold, verdicts)
    best = strongest(matches)
    reports = [_report(pool, i, made[k].entry_id, best) for k in order for i in found[k]]
    return Ledger(tuple(made[k] for k in order), tuple(reports), as_of, matches, threshold)


def _told(pool: Pool, members: Sequence[int]) -> list[int]:
    """The members by date of report; undated ones last."""
    return sorted(members, key=lambda i: (pool.held[i][0].article.published or dt.date.max, i))


def _words(held: Held, span: tuple[int, int] | None) -> str | None:
    return one_line(held[0].article.text[slice(*span)]) if span else None


def _report(pool: Pool, index: int, entry_id: str, best: Mapping[str, float]) -> LedgerReport:
    analysed, row = pool.held[index]
    actors = {actor.actor_id: actor for actor in analysed.actors}
    keys = toward(row, actors, analysed.article.text)
    return LedgerReport(
        entry_id=entry_id,
        doc_id=analysed.doc_id,
        commitment_id=row.commitment_id,
        publisher=analysed.article.publisher,
        published=analysed.article.published,
        kind=row.kind.value,
        status=row.status.value,
        action=row.action,
        core=core(analysed, row),
        parties=row.party_names,
        bound=tuple(sorted(bound_keys(row, actors))),
        sure=is_sure(row),
        toward=tuple(keys),
        to_whom=tuple(keys.values()),
        reported_by=row.reported_by_names,
        deadline=row.deadline_timex,
        deadline_words=_words(pool.held[index], row.deadline_span),
        condition=_words(pool.held[index], row.condition_span),
        deadline_from=row.deadline_from,
        deadline_to=row.deadline_to,
        likeness=best.get(row.commitment_id, 1.0),
        confidence=row.confidence,
    )


def _entry(pool: Pool, members: Sequence[int], as_of: dt.date | None) -> LedgerEntry:
    held = [pool.held[i] for i in members]
    rows = [row for _, row in held]
    dates = [a.article.published for a, _ in held if a.article.published]
    due = next((row for row in reversed(rows) if row.deadline_to), None)
    statuses = history((a.article.published, row.status.value) for a, row in held)
    conditions = [words for pair in held if (words := _words(pair, pair[1].condition_span))]
    return LedgerEntry(
        entry_id=row_id("l", held[0][0].doc_id, rows[0].commitment_id),
        action=rows[0].action,
        parties=tuple(dict.fromkeys(name for row in rows for name in row.party_names)),
        countries=tuple(dict.fromkeys(code for row in rows for code in row.party_countries)),
        **_reported(held),
        first_mention=min(dates, default=None),
        last_mention=max(dates, default=None),
        statuses=statuses,
        contested=any(OR in status for status in statuses),
        deadline_from=due.deadline_from if due else None,
        deadline_to=due.deadline_to if due else None,
        passed=_passed(held, due.deadline_to if due else None, max(dates, default=None), as_of),
        condition=conditions[-1] if conditions else None,
    )


def _reported(held: Sequence[Held]) -> dict[str, Any]:
    """Where an entry is reported, so that its rows can be joined to it."""
    docs = tuple(dict.fromkeys(analysed.doc_id for analysed, _ in held))
    ids = tuple(row.commitment_id for _, row in held)
    return {"n_reports": len(held), "n_articles": len(docs), "doc_ids": docs, "commitment_ids": ids}


def _passed(held: Sequence[Held], due: dt.date | None, told: dt.date | None, as_of: dt.date | None) -> bool:
    """Whether a deadline went by without an article that tells of it since."""
    if not as_of or not due or due >= as_of or (told and told > due):
        return False
    return _can_be_due(held[-1][1]) and not _holds_until(held)


def _can_be_due(row: Commitment) -> bool:
    """Whether something was promised; what is only recalled may have been kept long ago."""
    return row.kind == CommitmentKind.COMMITMENT and row.status != CommitmentStatus.BACKGROUND


def _holds_until(held: Sequence[Held]) -> bool:
    """Whether the last deadline is the end of what was undertaken ("keep the port open until May"): nothing is due then."""
    limits = [words for pair in held if pair[1].deadline_to and (words := _words(pair, pair[1].deadline_span))]
    value = parse_time(limits[-1], None) if limits else None
    return value is not None and value.relation == "until"


OR = " or "
"""Stands between the statuses that reports of one day give."""


def history(told: Iterable[tuple[dt.date | None, str]]) -> tuple[str, ...]:
    """Status by date, changes only.

    Parameters
    ----------
    told
        Date and status of each report. Reports without a date come first.

    Returns
    -------
    tuple
        One text a change: a status, or those that the reports of one day give, in alphabetical order, with :data:`OR`
        between them.
    """
    by_day: dict[dt.date, set[str]] = {}
    for date, status in told:
        by_day.setdefault(date or dt.date.min, set()).add(status)
    days = [OR.join(sorted(by_day[date])) for date in sorted(by_day)]
    return tuple(status for n, status in enumerate(days) if n == 0 or days[n - 1] != status)
