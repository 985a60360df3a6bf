"""What a corpus has to say first: the surest changes, else the firmest commitments, in the rows' own words."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.corpus.changes import Change
from toolkit.corpus.collection import Corpus
from toolkit.corpus.entries import LedgerEntry
from toolkit.corpus.ledger import OR
from toolkit.display.article.view import join, phrase
from toolkit.display.corpus.view import CorpusView
from toolkit.lexicon import words
from toolkit.records import CommitmentStatus

LONGEST = 90
"""Letters of an action in a headline."""
FEWEST = 3
"""Words of one."""

_FIRM = (CommitmentStatus.AGREED, CommitmentStatus.REFUSED, CommitmentStatus.THREATENED, CommitmentStatus.PLEDGED)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to be told first: who, what, and how it stands; with the ledger entry that it is read off."""

    who: str
    action: str
    stands: str
    entry_id: str

    def __str__(self) -> str:
        return f"{self.who}: {self.action} – {self.stands}"


def findings(view: CorpusView, most: int = 3) -> list[Finding]:
    """The sure changes of status, then the firmest commitments of which it is sure who is bound.

    Parameters
    ----------
    view
        The articles brought together.
    most
        How many to give.
    """
    ledger = view.corpus.ledger
    told = [_changed(view, change) for change in ledger.changes if change.sure]
    changed = {finding.entry_id for finding in told}
    firm = sorted((e for e in ledger.entries if e.entry_id not in changed and _is_firm(view, e)), key=_firmness)
    return [*told, *(_stands(view, entry) for entry in firm)][:most]


def headline(corpus: Corpus) -> str:
    """The first finding; the extent of the corpus where there is none.

    Parameters
    ----------
    corpus
        The articles brought together.

    Returns
    -------
    str
        Plain text.
    """
    found = findings(CorpusView(corpus), 1)
    count = len(corpus.articles)
    return str(found[0]) if found else f"Across {count} articles" if count != 1 else "Across one article"


def brief(words: str, most: int = LONGEST) -> str:
    """Words cut at a blank where they are longer than some letters."""
    words = phrase(words)
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0].rstrip(",;") + " …"


def _changed(view: CorpusView, change: Change) -> Finding:
    both = sorted(set(change.first.bound) & set(change.last.bound))
    days = change.first.published, change.last.published
    told = [
        f"{report.status} in {date:%B}{f' {date.year}' if date is days[1] or date.year != days[1].year else ''}"
        for report, date in zip((change.first, change.last), days, strict=True)
        if date and days[1]
    ]
    return Finding(join(map(view.party, both)), brief(change.first.core), ", ".join(told), change.entry.entry_id)


def _is_firm(view: CorpusView, entry: LedgerEntry) -> bool:
    reports = view.corpus.ledger.reports_of(entry.entry_id)
    sure = all(r.sure and r.bound and r.status in _FIRM for r in reports) and OR not in entry.statuses[-1]
    return sure and _reads_alone(reports[-1].core)


def _reads_alone(action: str) -> bool:
    """Whether an action can stand in a headline by itself: whole, of several words, and with nobody meant by a pronoun."""
    given = {word.strip(".,;:\"'“”’()").lower() for word in action.split()}
    return len(given) >= FEWEST and len(phrase(action)) <= LONGEST and not given & words("report_words", "leaning")


def _firmness(entry: LedgerEntry) -> tuple[bool, int, int, bool, str]:
    """Told by several articles first, then what is agreed, refused, threatened, pledged; those with a day before others."""
    place = _FIRM.index(CommitmentStatus(entry.statuses[-1]))
    return entry.n_articles == 1, -entry.n_articles, place, entry.deadline_to is None, entry.entry_id


def _stands(view: CorpusView, entry: LedgerEntry) -> Finding:
    report = view.corpus.ledger.reports_of(entry.entry_id)[-1]
    names = join(dict.fromkeys(map(view.party, report.bound)))
    when = f" in {report.published:%B %Y}" if report.published else ""
    return Finding(names, brief(report.core), f"{report.status}{when}", entry.entry_id)
