"""The rows of the ledger: its entries, their reports, and the matches between these."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from toolkit.schema import column


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One commitment and how it stands."""

    entry_id: str = column("Id of the entry, made of its first report.")
    action: str = column("The commitment, as its first report words it.")
    parties: tuple[str, ...] = column("Names of those who are bound, over all reports.")
    countries: tuple[str, ...] = column("Their countries.")
    n_reports: int = column("Number of reports.")
    n_articles: int = column("Number of articles that report it.")
    doc_ids: tuple[str, ...] = column("The articles that report it, in the order of the reports.")
    commitment_ids: tuple[str, ...] = column("Its reports' rows of the table of commitments, in the order of time.")
    first_mention: dt.date | None = column("Date of the first report.")
    last_mention: dt.date | None = column("Date of the last report.")
    statuses: tuple[str, ...] = column(
        "Status by date, changes only: pledged, agreed, refused; with 'or' between those that reports of one day give."
    )
    contested: bool = column("Reports of one day give different statuses.")
    deadline_from: dt.date | None = column(
        "First day on which the deadline may fall, by the last report that gives one."
    )
    deadline_to: dt.date | None = column("Last day on which it may fall.")
    passed: bool = column(
        "The last day of the deadline is before the date the ledger was made for, and no later article tells what became of "
        "it; not for what was refused or threatened."
    )
    condition: str | None = column("The condition, by the last report that gives one.")


@dataclass(frozen=True, slots=True)
class LedgerReport:
    """One report of a commitment."""

    entry_id: str = column("The ledger entry.")
    doc_id: str = column("The article.")
    commitment_id: str = column("The commitment in that article.")
    publisher: str | None = column("Who published it.")
    published: dt.date | None = column("When.")
    kind: str = column("Commitment, refusal or threat.")
    status: str = column("Its status in this report.")
    action: str = column("Its wording in this report.")
    core: str = column("The same without deadline and condition, which are columns of their own.")
    parties: tuple[str, ...] = column("The parties in this report.")
    bound: tuple[str, ...] = column("The same by a key that is one for a state and those who speak for it.")
    sure: bool = column("It is sure enough who is bound: a party is named, and the row need not be checked first.")
    toward: tuple[str, ...] = column("To whom, by the same kind of key.")
    to_whom: tuple[str, ...] = column("To whom, by name.")
    reported_by: tuple[str, ...] = column("Who says so; empty: the article's own narration.")
    deadline: str | None = column("The deadline in this report, in TIMEX3 style.")
    deadline_words: str | None = column("The words that set it.")
    condition: str | None = column("The condition in this report.")
    deadline_from: dt.date | None = column("First day on which the deadline may fall.")
    deadline_to: dt.date | None = column("Last day on which it may fall.")
    likeness: float = column("How alike it is to the report of the entry that it is most like; 1 for a sole report.")
    confidence: float = column("Confidence of the commitment.")


@dataclass(frozen=True, slots=True)
class LedgerMatch:
    """Two commitments of different reports and how alike they are."""

    commitment_a: str = column("The first commitment.")
    commitment_b: str = column("The second.")
    same: bool = column("Both are reports of one entry.")
    ruled: bool = column("A correction says so.")
    likeness: float = column("In all, 0 to 1: the product of the three that follow.")
    action: float = column("Likeness of the wording.")
    parties: float = column("What the parties leave of it: 1 where nothing speaks against a match.")
    time: float = column("What deadlines and dates leave of it.")
