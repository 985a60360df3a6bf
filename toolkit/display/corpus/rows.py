"""Rows of the ledger, as the tables of the corpus's pages show and choose them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from toolkit.corpus.entries import LedgerEntry, LedgerReport
from toolkit.corpus.ledger import OR
from toolkit.display.article.view import join, phrase
from toolkit.display.corpus.view import CorpusView
from toolkit.display.paged import Column, Filter, Row, listed
from toolkit.display.words import day, days, decided

PASSED, COMING, TOLD = "passed, outcome not reported", "coming", "passed, told of since"
"""Where a deadline stands."""

CHANGED, POSSIBLY, SEVERAL = "changed in status", "possibly changed", "told by several articles"

TO, WITH = " → ", " + "
"""Stand between those who are bound and those to whom, and between those who are bound together."""

COLUMNS = (
    Column("who", "Who", "names"),
    Column("history", "Status", "status", "commitments.status"),
    Column("what", "What", "what"),
    Column("to_whom", "To whom", "brief", "commitments.counterpart_names"),
    Column("by", "By", "due", "commitments.deadline_to"),
    Column("last", "Last told", "date"),
    Column("source", "Source", "at"),
)

FILTERS = (
    Filter("party", "Who"),
    Filter("status", "Status", of="commitments.status"),
    Filter("to", "To whom", of="commitments.counterpart_names"),
    Filter("topic", "Topic", of="commitments.contexts"),
    Filter("deadline", "Deadline", of="commitments.deadline_to"),
    Filter("told", "Told"),
    Filter("period"),
    Filter("pair"),
)
"""What the ledger is chosen by; parties only where it is sure who is bound, so that rows agree with the figures."""


def ledger_row(view: CorpusView, entry: LedgerEntry, period: str = "") -> Row:
    """One commitment as a row: what its reports say in all, the wording of the first."""
    reports = view.corpus.ledger.reports_of(entry.entry_id)
    return {
        "id": f"entry-{entry.entry_id}",
        "who": [list(entry.parties), any(report.sure for report in reports)],
        "history": [told.split(OR) for told in entry.statuses],
        "status": current(entry),
        "what": [phrase(entry.action), entry.condition, _by_hand(view, reports)],
        "marks": [
            view.mark(r.doc_id, "commitments", view.commitments[r.commitment_id], phrase(entry.action)) for r in reports
        ],
        "to_whom": join(listed(name for report in reports for name in report.to_whom)),
        "by": deadline(entry, view.corpus.day),
        "last": entry.last_mention.isoformat() if entry.last_mention else "",
        "source": [view.place(report) for report in reports],
        "party": parties(view, reports),
        "to": listed(view.party(key) for report in reports for key in report.toward),
        "topic": view.topics(reports),
        "deadline": listed([stands(entry, view.corpus.day)]),
        "told": _told(view, entry),
        "period": listed([period]),
        "pair": pairs(view, reports),
    }


def _by_hand(view: CorpusView, reports: tuple[LedgerReport, ...]) -> str:
    """What persons decided on the rows of an entry."""
    return ", ".join(listed(decided(view.commitments[report.commitment_id]) for report in reports))


def current(entry: LedgerEntry) -> list[str]:
    """How a commitment stands by its last reports."""
    return entry.statuses[-1].split(OR)


def parties(view: CorpusView, reports: tuple[LedgerReport, ...]) -> list[str]:
    """Who is bound, by the reports in which that is sure."""
    return listed(view.party(key) for report in reports if report.sure for key in report.bound)


def pairs(view: CorpusView, reports: tuple[LedgerReport, ...]) -> list[str]:
    """Who is bound to whom, and who together, as ``A → B`` and ``A + B``."""
    found: list[str] = []
    for report in reports:
        if report.sure:
            bound = [view.party(key) for key in report.bound]
            found += [f"{a}{TO}{view.party(b)}" for a in bound for b in report.toward]
            found += [f"{a}{WITH}{b}" for a in bound for b in bound if a < b]
    return listed(found)


def deadline(entry: LedgerEntry, as_of: dt.date | None) -> list[str]:
    """The deadline in words, its last day, and what became of it where that day has gone by."""
    if entry.deadline_to is None:
        return ["", "", ""]
    stand, note = stands(entry, as_of), ""
    # a term that runs from the day of the article ("within six months") has only an end
    term = entry.deadline_from in (entry.first_mention, entry.last_mention) and entry.deadline_from != entry.deadline_to
    words = day(entry.deadline_to) if term else days(entry.deadline_from, entry.deadline_to) or ""
    if stand == PASSED:
        note = "date passed, outcome not reported"
    elif stand == TOLD and entry.last_mention:
        note = f"date passed; {day(entry.last_mention)}: {join(current(entry))}"
    return [words, entry.deadline_to.isoformat(), note]


def stands(entry: LedgerEntry, as_of: dt.date | None) -> str:
    """Whether a deadline has passed; nothing where there is none, or where nothing was promised."""
    if entry.deadline_to is None or as_of is None:
        return ""
    if entry.deadline_to >= as_of:
        return COMING
    if entry.passed:
        return PASSED
    return TOLD if entry.last_mention and entry.last_mention > entry.deadline_to else ""


def _told(view: CorpusView, entry: LedgerEntry) -> list[str]:
    change = view.change_of.get(entry.entry_id)
    return listed(
        [
            (CHANGED if change.sure else POSSIBLY) if change else "",
            SEVERAL if entry.n_articles > 1 else "",
        ]
    )


def told(view: CorpusView, report: LedgerReport) -> dict[str, Any]:
    """How an article words a commitment, for cells of kind ``told``."""
    condition = report.condition if report.condition and report.condition not in report.action else ""
    words = f"{phrase(report.action)}, {condition}" if condition else phrase(report.action)
    return {"at": view.place(report), "history": [[report.status]], "words": words}
