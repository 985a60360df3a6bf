"""What a notebook asks of many articles in one line: counts over time, words in context, evidence, networks, textacy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, cast

from toolkit.errors import UsageError, check_one_of, did_you_mean
from toolkit.evidence import Evidence, evidence_of
from toolkit.export.found import HEADS, Found, rows
from toolkit.findings import ArticleAnalysis
from toolkit.layout import one_line
from toolkit.records import ROW_IDS

if TYPE_CHECKING:
    import pandas as pd
    from textacy.corpus import Corpus

    from toolkit.corpus import Accounts, Ledger
    from toolkit.display.desk import Desk
    from toolkit.export.graph import Network

Period = Literal["day", "week", "month", "quarter", "year"]
PERIODS: dict[str, str] = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}
"""Periods, and pandas' names for them."""


class Exploring:
    """Gives an analysis its questions; what they rest on is imported when one is asked."""

    def evidence(self, row: str | Mapping[str, Any] | pd.Series) -> Evidence:
        """The sentences that a row stands in.

        Parameters
        ----------
        row
            A row of a table, or its id.

        Returns
        -------
        Evidence
            What shows itself in a notebook with the row's words marked; ``str()`` is the words alone.

        Raises
        ------
        UsageError
            There is no such row.
        """
        key = row if isinstance(row, str) else _row_id(row)
        doc_id = None if isinstance(row, str) else row.get("doc_id")
        articles = [a for a in cast(Found, self).values() if doc_id in (None, a.doc_id)]
        held = {found.id: (article, found) for article in reversed(articles) for found in rows(article)}
        if key not in held:
            raise UsageError(f"No article has a row {key!r}{did_you_mean(key, held) or '.'}")
        return evidence_of(*held[key])

    def kwic(self, keyword: str, *, width: int = 60, ignore_case: bool = True) -> pd.DataFrame:
        """A keyword in context, by textacy.

        Parameters
        ----------
        keyword
            A word, a phrase or a regular expression.
        width
            Characters before and after.
        ignore_case
            Whether "border" finds "Border".

        Returns
        -------
        DataFrame
            ``doc_id``, ``published``, ``source``, ``before``, ``keyword``, ``after``, in the order of articles and texts.
        """
        import pandas as pd
        from textacy.extract.kwic import keyword_in_context

        lines = [
            (a.doc_id, a.article.published, a.article.publisher, *map(one_line, found))
            for a in cast(Found, self).values()
            for found in keyword_in_context(a.article.text, keyword, ignore_case=ignore_case, window_width=width)
        ]
        return pd.DataFrame(lines, columns=["doc_id", "published", "source", "before", "keyword", "after"])

    def explore(self) -> Desk:
        """A working desk in the notebook: rows beside their articles, to be accepted, rejected and corrected.

        Decisions are appended to :attr:`corrections` and carried out on this analysis at once, so that tables asked for
        later (``an.commitments``) show them; a table taken before stays as it was. Articles that lie in no folder keep
        them in memory: ``an.corrections.save("corrections.jsonl")``. Of many thousands of articles choose some first:
        ``an.where(source="AP").explore()``. Where no kernel is, as in a report, the rows are shown as tables.

        Returns
        -------
        Desk
            What shows itself; ``desk.analysis`` is this analysis.
        """
        from toolkit.display.desk import Desk

        return Desk(cast(Any, self))

    def per(self, period: Period = "month", *, by: str | None = None, table: str = "commitments") -> pd.DataFrame:
        """How many rows a day, week, month, quarter or year: ``an.per("month", by="status").plot()``.

        Parameters
        ----------
        period
            How long one period is.
        by
            A column of the table, or of the articles, whose values are counted apart.
        table
            What is counted.

        Returns
        -------
        DataFrame
            One row a period, from the first to the last; one column a value. Rows of undated articles are left out.

        Raises
        ------
        UsageError
            There is no such period, table or column.
        """
        import pandas as pd

        check_one_of("period", period, PERIODS)
        check_one_of("table", table, HEADS)
        held = getattr(self, table)
        if by is not None and by not in held.columns:
            raise UsageError(f"{table} have no column {by!r}{did_you_mean(by, held.columns) or '.'}")
        dated = held[held["published"].notna()]
        when = pd.PeriodIndex(dated["published"], freq=PERIODS[period], name=period)
        values = dated[by].to_numpy() if by else [table] * len(dated)
        counts = pd.crosstab(when, pd.Series(values, name=by or "rows"))
        return (
            counts.reindex(pd.period_range(when.min(), when.max(), name=period), fill_value=0) if len(when) else counts
        )

    def compare(self, *doc_ids: str) -> Accounts:
        """What several accounts of one event say of the same commitments.

        Parameters
        ----------
        *doc_ids
            The articles; by default all.

        Returns
        -------
        Accounts
            See :func:`toolkit.corpus.compare_accounts`.

        Raises
        ------
        KeyError
            An article is not among these.
        """
        from toolkit.corpus import compare_accounts

        return compare_accounts(cast(Found, self).values(), doc_ids or None)

    def ledger(self, as_of: dt.date | str | None = None) -> Ledger:
        """Commitments over all articles, reports of one brought together, with verdicts on matches carried out.

        Parameters
        ----------
        as_of
            The day on which deadlines count as passed.

        Returns
        -------
        Ledger
            ``.frame()`` has an entry a row, ``.reports_frame()`` joins entries to ``commitment_id``.

        Raises
        ------
        ValueError
            The day is none.
        """
        from toolkit.corpus import make_ledger
        from toolkit.corpus.corrections import verdicts_of
        from toolkit.corpus.ledger import THRESHOLD

        day = dt.date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
        log = getattr(self, "_corrections", None)
        own = cast(Found, self).codebook
        return make_ledger(
            cast(Found, self).values(),
            as_of=day,
            threshold=THRESHOLD if own is None or own.threshold is None else own.threshold,
            corrections=verdicts_of(log.decisions) if log else None,
        )

    def network(self) -> Network:
        """Who undertakes what toward whom, as a networkx graph that draws itself with ``.plot()``.

        Returns
        -------
        Network
            Nodes are actors, edges commitments by kind and status.
        """
        from toolkit.export.graph import network

        return network(cast(Found, self))

    def to_textacy(self, model: str | None = None) -> Corpus:
        """A textacy Corpus of the texts, with the articles' facts and metadata.

        Parameters
        ----------
        model
            The spaCy model to parse with; by default the best installed.

        Returns
        -------
        textacy.Corpus
            One Doc an article, in order; ``doc._.meta`` holds ``doc_id``, ``title``, ``source``, ``published`` and metadata.
        """
        from textacy.corpus import Corpus

        from toolkit.nlp.pipeline import load_model

        records: Any = [(a.article.text, _facts(a)) for a in cast(Found, self).values()]
        return Corpus(load_model(model), data=records)

    def stats(self, by: str | None = "source", model: str | None = None) -> pd.DataFrame:
        """textacy's statistics of the texts.

        Parameters
        ----------
        by
            A column of the articles over whose values to average; ``None`` gives one row an article.
        model
            The spaCy model to parse with.

        Returns
        -------
        DataFrame
            ``articles`` (how many), ``n_sents``, ``n_words``, ``n_unique_words``, ``n_long_words`` (of seven letters and
            more), ``entropy`` (bits) and ``flesch_reading_ease``.

        Raises
        ------
        UsageError
            The articles have no such column.
        """
        import pandas as pd
        from textacy import text_stats

        docs = self.to_textacy(model).docs
        table = pd.DataFrame(
            [{name: getattr(text_stats, name)(doc) for name in STATISTICS} for doc in docs], columns=[*STATISTICS]
        )
        facts = cast(Found, self).articles.rename(columns={"publisher": "source"})
        if by is None:
            return table.set_index(pd.Index(facts["doc_id"], name="doc_id"))
        if by not in facts.columns:
            raise UsageError(f"The articles have no column {by!r}{did_you_mean(by, facts.columns) or '.'}")
        grouped = table.groupby(facts[by].to_numpy(), dropna=False)
        means = grouped.mean()
        means.insert(0, "articles", grouped.size())
        return means.rename_axis(by)


STATISTICS = ("n_sents", "n_words", "n_unique_words", "n_long_words", "entropy", "flesch_reading_ease")
"""Functions of :mod:`textacy.text_stats`."""


_ROWS = [column for table, column in ROW_IDS.items() if table != "articles"][::-1]
"""The columns of ids; a comment also has its statement's, and comes before it."""


def _row_id(row: Mapping[str, Any] | pd.Series) -> str:
    return next((str(row[name]) for name in _ROWS if name in row), "")


def _facts(analysed: ArticleAnalysis) -> dict[str, Any]:
    article = analysed.article
    own = {
        "doc_id": article.doc_id,
        "title": article.title,
        "source": article.publisher,
        "published": article.published,
    }
    return {**article.meta, **own}
