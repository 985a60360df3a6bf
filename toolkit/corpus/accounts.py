"""Accounts of one event compared: what all report, what only one does, and how they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from toolkit.analysis import Analysis, ArticleAnalysis
from toolkit.corpus.ledger import Ledger, LedgerReport, make_ledger
from toolkit.corpus.similarity import Wording
from toolkit.corpus.text import Sentence, sentences
from toolkit.schema import column

if TYPE_CHECKING:
    import pandas as pd

COMPARED = ("kind", "status", "parties", "deadline", "condition", "reported_by")
"""The fields of a report in which accounts are compared, beside the wording itself."""

PASSAGE_THRESHOLD = 0.3
"""Likeness of wording from which a sentence of an account that lacks an undertaking is shown beside it."""

EVENT_DAYS = 3
"""Accounts of one event appear within this many days of each other."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which accounts differ, with its value by article."""

    field: str
    values: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Where an account that lacks the undertaking comes nearest to it: ``text[start:end]``."""

    doc_id: str
    start: int
    end: int
    text: str
    likeness: float


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One undertaking as the accounts tell it."""

    entry_id: str = column("The ledger entry.")
    action: str = column("The undertaking, as the first account words it.")
    reported_in: tuple[str, ...] = column("The articles that report it.")
    missing_in: tuple[str, ...] = column("The articles that do not.")
    reports: tuple[LedgerReport, ...] = column("The reports, one or more an account.")
    differences: tuple[Difference, ...] = column("The fields in which the accounts differ.")
    nearest: tuple[Passage, ...] = column("What the accounts that lack it say instead, if anything.")


@dataclass(frozen=True)
class Accounts:
    """The accounts of one event side by side.

    ``shared`` are the undertakings that all accounts report, ``partial`` those that only some do.
    """

    doc_ids: tuple[str, ...]
    rows: tuple[AccountRow, ...]

    @property
    def shared(self) -> tuple[AccountRow, ...]:
        """What all accounts report."""
        return tuple(row for row in self.rows if not row.missing_in)

    @property
    def partial(self) -> tuple[AccountRow, ...]:
        """What only some of the accounts report."""
        return tuple(row for row in self.rows if row.missing_in)

    def frame(self) -> pd.DataFrame:
        """One row an undertaking, one column an account: its wording there, or missing."""
        import pandas as pd

        data = [
            {d: next((r.action for r in row.reports if r.doc_id == d), None) for d in self.doc_ids} for row in self.rows
        ]
        index = pd.Index([row.entry_id for row in self.rows], name="entry_id")
        return pd.DataFrame(data, columns=list(self.doc_ids), index=index, dtype="string")

    def _repr_html_(self) -> str:
        return self.frame().to_html(escape=True, na_rep="—")


def compare_accounts(
    analysis: Analysis | Sequence[ArticleAnalysis],
    doc_ids: Iterable[str] | None = None,
    *,
    ledger: Ledger | None = None,
) -> Accounts:
    """Compare the accounts that several articles give of one event.

    Parameters
    ----------
    analysis
        The analysed articles.
    doc_ids
        The articles that tell of the event; by default all.
    ledger
        The ledger that says which reports are of one undertaking; by default made of the accounts alone.
    """
    analysed = analysis.values() if isinstance(analysis, Analysis) else analysis
    by_id = {a.doc_id: a for a in analysed}
    chosen = tuple(doc_ids) if doc_ids is not None else tuple(by_id)
    told = [by_id[doc_id] for doc_id in chosen]
    ledger = ledger or make_ledger(told)
    passages = {a.doc_id: sentences(a.article) for a in told}
    wording = Wording([*(s.text for found in passages.values() for s in found), *(r.action for r in ledger.reports)])
    rows = []
    for entry in ledger.entries:
        reports = tuple(r for r in ledger.reports_of(entry.entry_id) if r.doc_id in chosen)
        if not reports:
            continue
        there = tuple(d for d in chosen if any(r.doc_id == d for r in reports))
        missing = tuple(d for d in chosen if d not in there)
        nearest = tuple(p for d in missing if (p := _nearest(wording, d, passages[d], [r.action for r in reports])))
        rows.append(
            AccountRow(entry.entry_id, reports[0].action, there, missing, reports, _differences(reports), nearest)
        )
    return Accounts(chosen, tuple(sorted(rows, key=lambda row: len(row.missing_in))))


def _differences(reports: Sequence[LedgerReport]) -> tuple[Difference, ...]:
    """The fields whose values differ between articles; several reports in one article give their first."""
    first: dict[str, LedgerReport] = {}
    for report in reports:
        first.setdefault(report.doc_id, report)
    if len(first) < 2:
        return ()
    found = []
    for name in COMPARED:
        values = {doc_id: _shown(getattr(report, name)) for doc_id, report in first.items()}
        if len({(v or "").casefold() for v in values.values()}) > 1:
            found.append(Difference(name, tuple(values.items())))
    return tuple(found)


def _shown(value: object) -> str | None:
    if isinstance(value, tuple):
        return ", ".join(sorted(value)) or None
    return None if value is None else str(value)


def _nearest(wording: Wording, doc_id: str, there: Sequence[Sentence], actions: Sequence[str]) -> Passage | None:
    """The sentence that is most like any wording of the undertaking, if it is like enough."""
    likeness = wording.likeness([s.text for s in there], actions)
    if not likeness.size:
        return None
    best = int(likeness.max(axis=1).argmax())
    score = float(likeness[best].max())
    sentence = there[best]
    return (
        Passage(doc_id, sentence.start, sentence.end, sentence.text, round(score, 3))
        if score >= PASSAGE_THRESHOLD
        else None
    )


def events(analysis: Analysis, ledger: Ledger) -> list[tuple[str, ...]]:
    """Groups of articles that tell of one event: of nearly the same day, and with an undertaking in common.

    Returns
    -------
    list of tuple
        The ``doc_id`` of each group of two or more articles, sorted.
    """
    import networkx as nx

    articles = _articles_by_entry(ledger)
    graph = nx.Graph()
    for first, second in combinations(analysis.values(), 2):
        if _near_in_time(first, second) and _in_common(first.doc_id, second.doc_id, articles):
            graph.add_edge(first.doc_id, second.doc_id)
    return sorted(tuple(sorted(group)) for group in nx.connected_components(graph))


def _near_in_time(first: ArticleAnalysis, second: ArticleAnalysis) -> bool:
    days = first.article.published, second.article.published
    return days[0] is not None and days[1] is not None and abs((days[0] - days[1]).days) <= EVENT_DAYS


def _articles_by_entry(ledger: Ledger) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for report in ledger.reports:
        found.setdefault(report.entry_id, set()).add(report.doc_id)
    return found


def _in_common(first: str, second: str, articles: Mapping[str, set[str]]) -> bool:
    return any({first, second} <= docs for docs in articles.values())
