"""The corpus at a glance: its extent, who is bound how firmly, when what was told, which deadlines passed or come."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from toolkit.corpus.collection import Corpus
from toolkit.corpus.entries import LedgerEntry
from toolkit.display.article.view import join
from toolkit.display.corpus.findings import brief as shortened
from toolkit.display.corpus.findings import findings, headline
from toolkit.display.corpus.periods import main_part, period_of
from toolkit.display.corpus.rows import CHANGED, COMING, PASSED, POSSIBLY, SEVERAL, TOLD, current, parties, stands
from toolkit.display.corpus.view import CorpusView
from toolkit.display.render import Fragment, clean, fragment
from toolkit.display.words import SIGNS, counted, day

MOST = 12
"""How many parties stand in a matrix before the rest is folded."""

DEADLINES = (PASSED, TOLD, COMING)
"""Where deadlines stand, in the order of time."""

COMING_SHOWN = 5
"""How many of the coming deadlines are told in words."""


def rows_of(table: str, **chosen: str) -> str:
    """The address of a table's rows, chosen by some of its filters."""
    return "#" + urlencode({"table": table, **{key: clean(value) for key, value in chosen.items()}})


def brief(corpus: Corpus) -> Fragment:
    """The headline, the extent of the corpus in counts that lead to their rows, and what else to know first.

    Parameters
    ----------
    corpus
        The articles brought together.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    view, counts = CorpusView(corpus), corpus.counts()
    entries = Counter(stands(entry, corpus.day) for entry in corpus.ledger.entries)
    possibly = sum(not change.sure for change in corpus.ledger.changes)
    ledger = [
        (counts["undertakings"], "commitment", "commitments", {}),
        (counts["changed"], CHANGED, CHANGED, {"told": CHANGED}),
        (possibly, POSSIBLY, POSSIBLY, {"told": POSSIBLY}),
        (counts["retold"], SEVERAL, SEVERAL, {"told": SEVERAL}),
        (entries[COMING], "deadline coming", "deadlines coming", {"deadline": COMING}),
        (entries[PASSED], f"deadline {PASSED}", f"deadlines {PASSED}", {"deadline": PASSED}),
    ]
    shown = [
        (count, one if count == 1 else many, rows_of("ledger", **chosen))
        for count, one, many, chosen in ledger
        if count
    ]
    others = [
        (counts["comments"], "expert comment", "expert comments", rows_of("experts")),
        (counts["actors"], "actor", "actors", rows_of("actors")),
    ]
    shown += [(count, one if count == 1 else many, link) for count, one, many, link in others if count]
    return fragment(
        "corpus_brief",
        headline(corpus),
        headline=headline(corpus),
        findings=findings(view)[1:],
        extent=" · ".join(extent(corpus)),
        counts=shown,
        passages=len(corpus.ledger.reports),
        failed=[(view.title(d), view.page(d)) for d in sorted(corpus.failed)],
        problems=corpus.problems,
    )


def extent(corpus: Corpus) -> list[str]:
    """How many articles of whom and of when, in the few words of a line.

    Parameters
    ----------
    corpus
        The articles brought together.

    Returns
    -------
    list of str
        Plain text.
    """
    dates = sorted(a.article.published for a in corpus.articles if a.article.published)
    sources = len({a.article.publisher for a in corpus.articles if a.article.publisher})
    told = [counted(len(corpus.articles), "article").capitalize() if corpus.articles else "No article was analysed."]
    told += [counted(sources, "known publisher")] if sources else []
    if dates:
        told += [day(dates[0]) if dates[0] == dates[-1] else f"{dates[0]:%B %Y} – {dates[-1]:%B %Y}"]
    return told


def firmness(corpus: Corpus) -> Fragment:
    """Who is bound, by status: how many commitments, each number leading to its rows; only where it is sure who is bound.

    Parameters
    ----------
    corpus
        The articles brought together.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    view = CorpusView(corpus)
    found = _matrix(
        corpus.ledger.entries, lambda entry: parties(view, corpus.ledger.reports_of(entry.entry_id)), "party"
    )
    found.sort(key=lambda row: (-row["total"], row["name"]))
    return fragment(
        "corpus_matrix",
        f"{counted(len(found), 'party', 'parties')} bound",
        head="Who",
        nothing="Of no commitment it is sure who is bound.",
        statuses=_statuses(found),
        parts=[("", found[:MOST]), (f"{counted(len(found[MOST:]), 'more', 'more').capitalize()}", found[MOST:])],
        folded=True,
    )


def times(corpus: Corpus) -> Fragment:
    """When commitments were last told, by status, times far from the rest apart; and which deadlines passed or come.

    Parameters
    ----------
    corpus
        The articles brought together.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    period = period_of(corpus)
    entries = sorted(corpus.ledger.entries, key=lambda entry: str(entry.last_mention or "9999"))
    main = set(main_part(entry.last_mention for entry in entries if entry.last_mention))
    inside = [entry for entry in entries if entry.last_mention in main]
    beside = [entry for entry in entries if entry.last_mention not in main]
    parts = [_matrix(part, lambda entry: [period(entry)], "period") for part in (inside, beside)]
    return fragment(
        "corpus_times",
        f"{counted(len(entries), 'commitment')} over time",
        head="Last told",
        nothing="No commitment was found.",
        statuses=_statuses([*parts[0], *parts[1]]),
        parts=[("", parts[0]), ("Far from the rest, or undated", parts[1])],
        folded=False,
        line=_line(corpus),
    )


def _matrix(
    entries: Iterable[LedgerEntry], names: Callable[[LedgerEntry], Sequence[str]], key: str
) -> list[dict[str, Any]]:
    """One row a name: how many entries there are of each status, with links, and in all."""
    counts: dict[str, Counter[str]] = {}
    for entry in entries:
        for name in names(entry):
            counts.setdefault(name, Counter()).update([*current(entry), ""])
    most = max((count for row in counts.values() for status, count in row.items() if status), default=1)
    return [
        {
            "name": name,
            "total": row[""],
            "all": rows_of("ledger", **{key: name}),
            "cells": {
                status.value: (
                    row[status],
                    rows_of("ledger", **{key: name, "status": status}),
                    _shade(row[status], most),
                )
                for status in SIGNS
            },
        }
        for name, row in counts.items()
    ]


def _shade(count: int, most: int) -> int:
    """How strongly a number is shaded, in steps of ten in a hundred."""
    return 10 * round(5 * count / most) if count else 0


def _statuses(rows: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    """Sign and name of the statuses that occur."""
    held = list(rows)
    return [(sign, status.value) for status, sign in SIGNS.items() if any(r["cells"][status.value][0] for r in held)]


def _line(corpus: Corpus) -> dict[str, Any] | None:
    """The deadlines on a line from the first to the last, those far from the rest left out, and the next ones in words."""
    as_of = corpus.day
    found = _deadlines(corpus)
    if not found or as_of is None:
        return None
    counts = Counter(stand for _, stand, _ in found)
    coming = [(date, entry) for date, stand, entry in found if stand == COMING]
    return _strip([(date, stand == COMING) for date, stand, _ in found], as_of) | {
        "as_of": day(as_of),
        "counts": [(counts[name], name, rows_of("ledger", deadline=name)) for name in DEADLINES if counts[name]],
        "next": _next(CorpusView(corpus), coming[:COMING_SHOWN]),
    }


def _deadlines(corpus: Corpus) -> list[tuple[dt.date, str, LedgerEntry]]:
    """The last days of deadlines in order, and where they stand."""
    found = [(e.deadline_to, stands(e, corpus.day), e) for e in corpus.ledger.entries if e.deadline_to]
    return sorted((told for told in found if told[1]), key=lambda told: (told[0], told[2].entry_id))


def _strip(dated: Sequence[tuple[dt.date, bool]], as_of: dt.date) -> dict[str, Any]:
    """Where each date stands between the ends of the line, in hundredths of it, and whether it is still to come."""
    main = main_part([*(date for date, _ in dated), as_of])
    low, high = min(main[0], as_of), max(main[-1], as_of)
    inside = [(date, coming) for date, coming in dated if low <= date <= high]
    span = max(1, (high - low).days)
    return {
        "now": _percent(as_of, low, span),
        "dots": [(_percent(date, low, span), coming) for date, coming in inside],
        "ends": (day(low), day(high)),
        "beside": len(dated) - len(inside),
    }


def _next(view: CorpusView, coming: Iterable[tuple[dt.date, LedgerEntry]]) -> list[tuple[str, str, str, str]]:
    """Coming deadlines in words: day, who, what, and the address of the row."""
    return [
        (day(date), _who(view, entry), shortened(entry.action), f"#entry-{entry.entry_id}") for date, entry in coming
    ]


def _percent(date: dt.date, low: dt.date, span: int) -> float:
    return round(100 * (date - low).days / span, 1)


def _who(view: CorpusView, entry: LedgerEntry) -> str:
    return join(parties(view, view.corpus.ledger.reports_of(entry.entry_id)))
