"""The ledger of commitments: every undertaking once, with all its reports, and how they were matched."""

from __future__ import annotations

from typing import Any

from toolkit.corpus.collection import Corpus
from toolkit.corpus.entries import LedgerEntry, LedgerMatch, LedgerReport
from toolkit.corpus.ledger import OR, has_changed
from toolkit.display.article.view import join, phrase
from toolkit.display.corpus.view import CorpusView
from toolkit.display.render import Fragment, fragment
from toolkit.display.words import SIGNS, counted, day, days
from toolkit.records import CommitmentStatus

MOST = 500
"""How many entries are shown; all are in the data."""


def ledger(corpus: Corpus, most: int = MOST) -> Fragment:
    """One row an undertaking: overdue ones first, then those changed in status, told by several articles, and with a
    deadline.

    Parameters
    ----------
    corpus
        The articles brought together.
    most
        How many entries to show; the number of all is told.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    view, book = CorpusView(corpus), corpus.ledger
    groups: dict[str, list[LedgerEntry]] = {name: [] for name in _GROUPS}
    for entry in book.entries:
        groups[_group(entry)].append(entry)
    groups["overdue"].sort(key=lambda entry: str(entry.deadline_to))
    groups["dated"].sort(key=lambda entry: str(entry.deadline_to))
    left, shown = most, []
    for name, entries in groups.items():
        title = _GROUPS[name].format(day=day(corpus.day) if corpus.day else "")
        part = [_entry(view, entry) for entry in entries[: max(0, left)]]
        left -= len(part)
        if part:
            shown.append({"title": title, "count": len(entries), "rows": part})
    overdue = len(groups["overdue"])
    told = f"{counted(len(book.entries), 'undertaking')} in {counted(len(book.reports), 'report')}, {overdue} overdue"
    return fragment(
        "corpus_ledger",
        told,
        groups=shown,
        total=len(book.entries),
        reports=len(book.reports),
        hidden=max(0, len(book.entries) - most),
        as_of=day(corpus.day) if corpus.day else None,
    )


_GROUPS = {
    "overdue": "Overdue on {day}",
    "changed": "Changed in status",
    "retold": "Told by several articles",
    "dated": "With a deadline",
    "rest": "Without a deadline that has a date",
}


def _group(entry: LedgerEntry) -> str:
    if entry.overdue:
        return "overdue"
    if has_changed(entry.statuses):
        return "changed"
    if entry.n_articles > 1:
        return "retold"
    return "dated" if entry.deadline_to else "rest"


def _entry(view: CorpusView, entry: LedgerEntry) -> dict[str, Any]:
    reports = view.corpus.ledger.reports_of(entry.entry_id)
    return {
        "id": entry.entry_id,
        "who": join(entry.parties) or "Party not named",
        "action": phrase(entry.action),
        "parties": entry.parties,
        "topics": view.topics(reports),
        "status_values": sorted({report.status for report in reports}),
        "history": [
            [(SIGNS[CommitmentStatus(status)], status) for status in told.split(OR)] for told in entry.statuses
        ],
        "until": days(entry.deadline_from, entry.deadline_to),
        "due": entry.deadline_to.isoformat() if entry.deadline_to else "",
        "overdue": entry.overdue,
        "condition": entry.condition,
        "first": day(entry.first_mention) if entry.first_mention else "",
        "last": day(entry.last_mention) if entry.last_mention else "",
        "first_sort": entry.first_mention.isoformat() if entry.first_mention else "",
        "last_sort": entry.last_mention.isoformat() if entry.last_mention else "",
        "reports": [_report(view, report) for report in reports],
        "matches": [
            _match(view, found) for found in view.matches_of.get(entry.entry_id, ()) if found.same
        ] if len(reports) > 1 else [],
    }  # fmt: skip


def _report(view: CorpusView, report: LedgerReport) -> dict[str, Any]:
    return {
        "source": view.source(report.doc_id),
        "title": view.title(report.doc_id),
        "date": view.date(report.doc_id),
        "status": report.status,
        "action": phrase(report.action),
        "label": view.label(report.doc_id, report.commitment_id),
        "page": view.page(report.doc_id, report.commitment_id),
    }


def _match(view: CorpusView, found: LedgerMatch) -> dict[str, Any]:
    first, second = view.report_by_id[found.commitment_a], view.report_by_id[found.commitment_b]
    return {
        "first": _report(view, first) | {"who": join(first.parties)},
        "second": _report(view, second) | {"who": join(second.parties)},
        "same": found.same,
        "ruled": found.ruled,
        "likeness": found.likeness,
        "factors": f"{found.action:.2f} × {found.parties:.2f} × {found.time:.2f}",
        "line": f"{found.commitment_a},{found.commitment_b},{'no' if found.same else 'yes'}",
    }


def matches(corpus: Corpus, most: int = 40) -> Fragment:
    """The matches a person should look at: those nearest to the threshold on either side, with the line that corrects.

    Parameters
    ----------
    corpus
        The articles brought together.
    most
        How many matches to show.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    view = CorpusView(corpus)
    book = corpus.ledger
    ruled = [found for found in book.matches if found.ruled]
    open_ones = sorted(
        (found for found in book.matches if not found.ruled),
        key=lambda found: (abs(found.likeness - book.threshold), found.commitment_a, found.commitment_b),
    )
    shown = [_match(view, found) for found in [*ruled, *open_ones[:most]]]
    return fragment(
        "corpus_matches",
        f"{counted(len(shown), 'match', 'matches')} to check",
        rows=shown,
        hidden=max(0, len(open_ones) - most),
        threshold=book.threshold,
    )
