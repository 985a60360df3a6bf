"""Accounts of one event compared: what all report, what only one does, and how they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from toolkit.corpus.entries import LedgerEntry, LedgerReport
from toolkit.corpus.ledger import Ledger, make_ledger
from toolkit.corpus.similarity import Wording, normalised
from toolkit.corpus.text import Sentence, sentences
from toolkit.findings import ArticleAnalysis
from toolkit.naming import MATHLESS
from toolkit.schema import column

if TYPE_CHECKING:
    import pandas as pd

FIELDS = ("wording", "party", "status", "deadline", "condition", "reporter")
"""In what accounts of one commitment are compared."""

PASSAGE_THRESHOLD = 0.3
"""Likeness of wording from which a sentence of an account that lacks a commitment is shown beside it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which accounts differ, with its value by article; ``None`` where the article does not say."""

    field: str
    values: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Where an account that lacks the commitment comes nearest to it: ``text[start:end]``."""

    doc_id: str
    start: int
    end: int
    text: str
    likeness: float


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One commitment as the accounts tell it."""

    entry_id: str = column("The ledger entry.")
    action: str = column("The commitment, as the first account words it.")
    reported_in: tuple[str, ...] = column("The articles that report it.")
    missing_in: tuple[str, ...] = column("The articles that do not.")
    reports: tuple[LedgerReport, ...] = column("The reports, one or more an account.")
    differences: tuple[Difference, ...] = column("The fields in which the accounts differ.")
    nearest: tuple[Passage, ...] = column("What the accounts that lack it say instead, if anything.")

    def report(self, doc_id: str) -> LedgerReport | None:
        """The report of an article that is most like the others."""
        there = [report for report in self.reports if report.doc_id == doc_id]
        return max(there, key=lambda report: report.likeness, default=None)


@dataclass(frozen=True)
class Accounts:
    """The accounts of one event side by side.

    Attributes
    ----------
    doc_ids
        The articles that tell of the event.
    rows
        One a commitment, with each article's report of it.
    others
        More articles that tell of the event, where they are too many to be set side by side.
    """

    doc_ids: tuple[str, ...]
    rows: tuple[AccountRow, ...]
    others: tuple[str, ...] = ()

    @property
    def shared(self) -> tuple[AccountRow, ...]:
        """What all accounts report."""
        return tuple(row for row in self.rows if not row.missing_in)

    @property
    def partial(self) -> tuple[AccountRow, ...]:
        """What only some of the accounts report."""
        return tuple(row for row in self.rows if row.missing_in)

    def frame(self) -> pd.DataFrame:
        """One row a commitment, one column an account: its wording there, or missing.

        Returns
        -------
        DataFrame
            Indexed by the ids of the ledger's entries; a column an article, by ``doc_id``.
        """
        import pandas as pd

        data = [{d: report.action if (report := row.report(d)) else None for d in self.doc_ids} for row in self.rows]
        index = pd.Index([row.entry_id for row in self.rows], name="entry_id")
        return pd.DataFrame(data, columns=list(self.doc_ids), index=index, dtype="string")

    def _repr_html_(self) -> str:
        return self.frame().to_html(escape=True, na_rep="—", classes=MATHLESS)


def compare_accounts(
    analysis: Mapping[str, ArticleAnalysis] | Iterable[ArticleAnalysis],
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
        The ledger that says which reports are of one commitment; by default made of the accounts alone.

    Returns
    -------
    Accounts
        The commitments, with what each account says of them.

    Raises
    ------
    KeyError
        An article is not among those analysed.
    """
    by_id = analysis if isinstance(analysis, Mapping) else {a.doc_id: a for a in analysis}
    chosen = tuple(dict.fromkeys(doc_ids)) if doc_ids is not None else tuple(by_id)
    told = [by_id[doc_id] for doc_id in chosen]
    ledger = ledger or make_ledger(told)
    held = _told(ledger, chosen)
    silent = _Silence(told, [r.action for _, reports in held for r in reports])
    rows = [_row(entry.entry_id, reports, chosen, silent) for entry, reports in held]
    return Accounts(chosen, tuple(sorted(rows, key=lambda row: len(row.missing_in))))


def _told(ledger: Ledger, chosen: Sequence[str]) -> list[tuple[LedgerEntry, list[LedgerReport]]]:
    """The entries that some articles report, each with their reports in the order of the articles."""
    place = {doc_id: n for n, doc_id in enumerate(chosen)}
    told = [(entry, [r for r in reports if r.doc_id in place]) for entry, reports in ledger.told_by(chosen)]
    return [(entry, sorted(reports, key=lambda r: place[r.doc_id])) for entry, reports in told]


def _row(entry_id: str, reports: Sequence[LedgerReport], chosen: Sequence[str], silent: _Silence) -> AccountRow:
    there = tuple(dict.fromkeys(r.doc_id for r in reports))
    missing = tuple(d for d in chosen if d not in there)
    nearest = tuple(p for d in missing if (p := silent.nearest(d, [r.action for r in reports])))
    return AccountRow(entry_id, reports[0].action, there, missing, tuple(reports), _differences(reports), nearest)


def _differences(reports: Sequence[LedgerReport]) -> tuple[Difference, ...]:
    """The fields whose values differ between articles; of several reports in one article the most alike counts."""
    best: dict[str, LedgerReport] = {}
    for report in sorted(reports, key=lambda r: -r.likeness):
        best.setdefault(report.doc_id, report)
    told = {doc_id: best[doc_id] for doc_id in dict.fromkeys(r.doc_id for r in reports)}
    if len(told) < 2:
        return ()
    found = []
    for field in FIELDS:
        if len({_key(report, field) for report in told.values()}) > 1:
            found.append(Difference(field, tuple((d, _shown(report, field)) for d, report in told.items())))
    return tuple(found)


def _key(report: LedgerReport, field: str) -> object:
    """What is compared: equal keys are no difference."""
    match field:
        case "wording":
            return frozenset(normalised(report.core).split())
        case "party":
            return report.bound or tuple(sorted(name.casefold() for name in report.parties))
        case "deadline":
            return (report.deadline_from, report.deadline_to) if report.deadline_to else _plain(report.deadline_words)
        case "condition":
            return _plain(report.condition)
        case "reporter":
            return tuple(sorted(name.casefold() for name in report.reported_by))
        case _:
            return report.status


def _plain(words: str | None) -> str | None:
    return normalised(words) if words else None


def _shown(report: LedgerReport, field: str) -> str | None:
    match field:
        case "wording":
            return report.core
        case "party":
            return ", ".join(report.parties) or None
        case "deadline":
            return report.deadline_words or report.deadline
        case "condition":
            return report.condition
        case "reporter":
            return ", ".join(report.reported_by) or "the article itself"
        case _:
            return report.status


class _Silence:
    """What an account that lacks a commitment says instead: the sentence that is most like any wording of it."""

    def __init__(self, told: Sequence[ArticleAnalysis], actions: Sequence[str]) -> None:
        self._passages: dict[str, list[Sentence]] = {a.doc_id: sentences(a.article) for a in told}
        everything = [s.text for found in self._passages.values() for s in found]
        ends = list(accumulate(map(len, self._passages.values())))
        self._places = {
            doc_id: range(end - len(self._passages[doc_id]), end)
            for doc_id, end in zip(self._passages, ends, strict=True)
        }
        self._actions = {action: len(everything) + n for n, action in enumerate(dict.fromkeys(actions))}
        self._vectors = Wording([*everything, *actions]).vectors([*everything, *self._actions])

    def nearest(self, doc_id: str, actions: Sequence[str]) -> Passage | None:
        places = self._places[doc_id]
        if not places:
            return None
        import numpy as np

        asked = [self._actions[action] for action in dict.fromkeys(actions)]
        pairs = np.repeat(places, len(asked)), np.tile(asked, len(places))
        likeness = self._vectors.likeness(*pairs, weigh=False).reshape(len(places), -1)
        best = int(likeness.max(axis=1).argmax())
        score, sentence = float(likeness[best].max()), self._passages[doc_id][best]
        if score < PASSAGE_THRESHOLD:
            return None
        return Passage(doc_id, sentence.start, sentence.end, sentence.text, round(score, 3))
