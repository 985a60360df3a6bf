"""Many analysed articles shown together: the corpus report's parts.

Every function takes a :class:`~toolkit.corpus.collection.Corpus` and returns a
:class:`~toolkit.display.render.Fragment`.
"""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.corpus.collection import Corpus, settings
from toolkit.corpus.ledger import has_changed
from toolkit.display.article.summary import command, made_with
from toolkit.display.article.view import join, phrase
from toolkit.display.corpus.view import CorpusView
from toolkit.display.render import Fragment, fragment
from toolkit.display.words import counted, day

load = Corpus.load


def brief(corpus: Corpus) -> Fragment:
    """The corpus in a few sentences and counts, each linked to its section.

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
    sentences = [*_extent(corpus), *_retold(view), *_changed(view), *_overdue(corpus, counts["overdue"])]
    tiles = [
        (counts["articles"], "article", "articles", "articles"),
        (counts["undertakings"], "undertaking", "undertakings", "ledger-of-undertakings"),
        (counts["overdue"], "overdue", "overdue", "ledger-of-undertakings"),
        (counts["events"], "event told twice or more", "events told twice or more", "accounts-compared"),
        (counts["statements"], "statement", "statements", "statements-over-time"),
        (counts["actors"], "actor", "actors", "actors"),
        (counts["comments"], "expert comment", "expert comments", "experts-by-topic"),
    ]
    shown = [(count, one if count == 1 else many, anchor) for count, one, many, anchor in tiles]
    return fragment(
        "corpus_brief", " ".join(t for t, _ in sentences), sentences=sentences, counts=shown, problems=corpus.problems
    )


def _extent(corpus: Corpus) -> list[tuple[str, str | None]]:
    dates = sorted(a.article.published for a in corpus.articles if a.article.published)
    if not corpus.articles:
        return [("No article was analysed.", None)]
    sources = len({a.article.publisher for a in corpus.articles if a.article.publisher})
    told = counted(len(corpus.articles), "article").capitalize()
    if sources:
        told += f" of {counted(sources, 'known publisher')}"
    if dates:
        told += f", of {day(dates[0])}" if dates[0] == dates[-1] else f", from {day(dates[0])} to {day(dates[-1])}"
    reports, entries = len(corpus.ledger.reports), len(corpus.ledger.entries)
    verb = "reports" if len(corpus.articles) == 1 else "report"
    return [(f"{told}, {verb} {counted(entries, 'undertaking')} in {counted(reports, 'passage')}.", None)]


def _retold(view: CorpusView) -> list[tuple[str, str | None]]:
    retold = [entry for entry in view.corpus.ledger.entries if entry.n_articles > 1]
    if not retold:
        return []
    told = counted(len(retold), "of them is", "of them are").capitalize()
    sentence = f"{told} told by more than one article"
    contested = sum(entry.contested for entry in retold)
    if contested:
        sentence += f"; on {counted(contested, 'of these', 'of these')} the accounts of one day differ in status"
    return [(f"{sentence}.", "#accounts-compared")]


def _changed(view: CorpusView, most: int = 3) -> list[tuple[str, str | None]]:
    """Which undertakings changed in status from one day to another."""
    changed = [entry for entry in view.corpus.ledger.entries if has_changed(entry.statuses)]
    if not changed:
        return []
    told = counted(len(changed), "undertaking has changed", "undertakings have changed").capitalize()
    shown = [f"{_brief(phrase(entry.action))} ({', then '.join(entry.statuses)})" for entry in changed[:most]]
    rest = [f"{counted(len(changed) - most, 'more', 'more')}"] if len(changed) > most else []
    return [(f"{told} in status: {join([*shown, *rest])}.", f"#entry-{changed[0].entry_id}")]


def _brief(words: str, most: int = 60) -> str:
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0].rstrip(",;") + " …"


def _overdue(corpus: Corpus, overdue: int) -> list[tuple[str, str | None]]:
    if corpus.day is None or not any(entry.deadline_to for entry in corpus.ledger.entries):
        return []
    given = "" if corpus.as_of else ", the day of the newest article"
    told = "No deadline had" if not overdue else counted(overdue, "deadline had", "deadlines had").capitalize()
    note = "; whether the undertaking was kept, the articles need not say" if overdue else ""
    return [(f"{told} passed on {day(corpus.day)}{given}{note}.", "#ledger-of-undertakings")]


def provenance(corpus: Corpus, parameters: Mapping[str, object] | None = None) -> Fragment:
    """What the report was made of and with: enough to make it again.

    Parameters
    ----------
    corpus
        The articles brought together.
    parameters
        The values of the notebook's parameters.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    given = dict(sorted((parameters or {}).items()))
    shared: dict[str, dict[str, None]] = {}
    for analysed in corpus.articles:
        for key, value in analysed.provenance.items():
            shared.setdefault(key, {})[value] = None
    rows = [(name, str(value)) for name, value in settings(corpus).items() if value is not None]
    rows += made_with({key: "; ".join(values) for key, values in shared.items()})
    rows += [(f"Parameter {key}", str(value)) for key, value in given.items()]
    rows += [("Command", told)] if (told := _command(corpus, given)) else []
    rows += [(f"SHA-256 of {a.doc_id}", a.article.sha256) for a in corpus.articles]
    return fragment("provenance", f"Made from {len(corpus.articles)} articles", rows=rows)


def _command(corpus: Corpus, given: Mapping[str, object]) -> str | None:
    """The command that makes the report again, given in the folder of the articles."""
    if not corpus.articles or not all(a.article.source_path for a in corpus.articles):
        return None
    options = ["--as-of", corpus.as_of.isoformat()] if corpus.as_of else []
    options += ["--corrections", "corrections.csv"] if corpus.corrections else []  # kept beside the report
    return command(corpus.articles[0].provenance, ".", given, options)
