"""The ledger of commitments: what changed, every commitment once, and the matches that a person should look at."""

from __future__ import annotations

from toolkit.corpus.changes import SURE_LINK, Change
from toolkit.corpus.collection import Corpus
from toolkit.corpus.entries import LedgerMatch
from toolkit.display.corpus.periods import period_of
from toolkit.display.corpus.rows import COLUMNS, FILTERS, ledger_row, told
from toolkit.display.corpus.view import CorpusView
from toolkit.display.paged import Column, Filter, Paged, Row
from toolkit.display.render import Fragment, fragment
from toolkit.display.words import counted, day

NEAR = 0.15
"""Matches this near to the threshold, on either side, are to be checked."""

_FIRST_LAST = (Column("who", "Who", "names"), Column("first", "First", "told"), Column("last", "Last", "told"))
_STRENGTH = Column("link", "Link", "strength")
_SAME = Column("same", "The same?", "verdict")


def changes(corpus: Corpus) -> Fragment:
    """What changed in status, first and last wording side by side; then what possibly did, where the link is not sure.

    Parameters
    ----------
    corpus
        The articles brought together.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    view, found = CorpusView(corpus), corpus.ledger.changes
    sure = [_change(view, change) for change in found if change.sure]
    rest = [_change(view, change) for change in found if not change.sure]
    shown = Paged(
        "changes",
        f"One commitment, told with another status later. Link: likeness of the two, 0 to 1; sure from {SURE_LINK}.",
        (*_FIRST_LAST, _STRENGTH),
        sure,
        docs=view.docs,
    )
    doubtful = Paged(
        "possible",
        "Alike, but not surely one commitment, or not surely of one party.",
        (*_FIRST_LAST, _STRENGTH, _SAME),
        rest,
        docs=view.docs,
    )
    return fragment("corpus_changes", f"{counted(len(sure), 'change')} of status", sure=shown, possible=doubtful)


def _change(view: CorpusView, change: Change) -> Row:
    both = [view.party(key) for key in change.first.bound if key in change.last.bound]
    names = both or list(dict.fromkeys((*change.first.parties, *change.last.parties)))
    ids = change.first.commitment_id, change.last.commitment_id
    return {
        "who": [names, bool(both) and change.first.sure and change.last.sure],
        "first": told(view, change.first),
        "last": told(view, change.last),
        "link": change.likeness,
        "same": [*ids, False, True],
    }


def ledger(corpus: Corpus) -> Fragment:
    """One row a commitment, the latest first, to be searched, chosen and sorted.

    Parameters
    ----------
    corpus
        The articles brought together.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    view, book = CorpusView(corpus), corpus.ledger
    period = period_of(corpus)
    entries = sorted(book.entries, key=lambda entry: str(entry.last_mention or ""), reverse=True)
    as_of = f"; deadlines as of {day(corpus.day)}" if corpus.day else ""
    caption = f"One row a commitment, refusal or threat, told in {counted(len(book.reports), 'passage')}{as_of}."
    rows = [ledger_row(view, entry, period(entry)) for entry in entries]
    plain = f"{counted(len(rows), 'commitment')} in {counted(len(book.reports), 'passage')}"
    shown = Paged("ledger", caption, COLUMNS, rows, FILTERS, view.docs, "commitments", view.texts)
    table = shown.without(corpus.hide)
    return fragment("corpus_table", plain, table=table, folded="", nothing="No commitment was found.")


def matches(corpus: Corpus) -> Fragment:
    """The matches a person should look at, those nearest to the threshold first, with boxes that write the corrections.

    Parameters
    ----------
    corpus
        The articles brought together.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    view, book = CorpusView(corpus), corpus.ledger
    ruled = [found for found in book.matches if found.ruled]
    near = [m for m in book.matches if not m.ruled and abs(m.likeness - book.threshold) <= NEAR]
    near.sort(key=lambda m: (abs(m.likeness - book.threshold), m.commitment_a, m.commitment_b))
    columns = (
        Column("who", "Who", "names"),
        Column("one", "One report", "told"),
        Column("other", "Another", "told"),
        Column("taken", "Taken as"),
        _STRENGTH,
        _SAME,
    )
    caption = (
        f"Pairs of reports whose likeness is near {book.threshold:.2f}, from which two are taken as one commitment."
    )
    rows = [_match(view, found) for found in [*ruled, *near]]
    table = Paged("matches", caption, columns, rows, (Filter("taken", "Taken as", "taken"),), view.docs)
    nothing = "No two reports are alike enough to be doubted."
    return fragment(
        "corpus_table", f"{counted(len(rows), 'match', 'matches')} to check", table=table, folded="", nothing=nothing
    )


def _match(view: CorpusView, found: LedgerMatch) -> Row:
    first, second = view.report_by_id[found.commitment_a], view.report_by_id[found.commitment_b]
    return {
        "who": [list(dict.fromkeys((*first.parties, *second.parties))), first.sure and second.sure],
        "one": told(view, first),
        "other": told(view, second),
        "taken": "one" if found.same else "two",
        "link": found.likeness,
        "same": [found.commitment_a, found.commitment_b, found.ruled, found.same],
    }
