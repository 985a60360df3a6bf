"""What was found in many articles: tidy tables, parts of them, and a file to keep them in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self, overload

from toolkit.articles import Problem
from toolkit.codebook import Codebook
from toolkit.codebook.carrying import Carried, either
from toolkit.corrections import Corrections
from toolkit.corrections.replay import rejected_rows
from toolkit.errors import did_you_mean
from toolkit.evidence import told
from toolkit.exploring import Exploring
from toolkit.export.methods import Exporting
from toolkit.findings import ArticleAnalysis
from toolkit.naming import MATHLESS, all_different
from toolkit.progress import say
from toolkit.records import EXTRACTED, TABLES
from toolkit.selection import check_columns, facts, holds, meta_columns
from toolkit.tables import asked, frame

if TYPE_CHECKING:
    import pandas as pd


SHOWN = 100
"""Articles up to which a notebook shows what is found in all together; of more, counts, which take no time."""


class Analysis(Exploring, Exporting, Mapping[str, ArticleAnalysis]):
    """Analysed articles in the order given, with one DataFrame a table.

    ``analysis["some-id"]`` is one article, as ``analysis[0]`` is; ``analysis[:20]`` are some, ``one + other`` are both.

    Parameters
    ----------
    analysed
        The articles with what was found in them; those of one name are told apart.
    problems
        What could not be read or analysed.
    corrections
        The file of decisions that are carried out on the articles; none by default.
    codebook
        What the project says of its articles, carried out before the decisions; none by default.

    Attributes
    ----------
    articles, actors, attributions, commitments, commentary : DataFrame
        One row a record, over all articles.
    problems : DataFrame
        What could not be read or analysed.
    stale : list of Stale
        Decisions that do not fit the articles any more, and why.
    """

    mimebundle: ClassVar[Callable[[Analysis], Any] | None] = None
    """How a notebook shows it; handed in by those who show, so that results need not know them."""

    def __init__(
        self,
        analysed: Iterable[ArticleAnalysis],
        problems: Iterable[Problem] = (),
        corrections: Corrections | None = None,
        codebook: Codebook | None = None,
    ) -> None:
        given = list(analysed)
        names, told = all_different([a.doc_id for a in given])
        say(told)
        self._found = {name: a if a.doc_id == name else a.renamed(name) for a, name in zip(given, names, strict=True)}
        self._problems = tuple(dict.fromkeys(problems))
        self._corrections, self.codebook = corrections, codebook
        self._rows = Carried(codebook, self._found.values())
        self.refresh()

    def refresh(self) -> Self:
        """Carry out on these articles themselves all decisions made by now; tables asked for from now on show them.

        Returns
        -------
        Analysis
            The same; what does not fit is in its :attr:`stale`.
        """
        log = self._corrections
        rows = self._rows.before(() if log is None else log.decisions)
        done, self.stale = (rows, []) if log is None else log.replay(rows)
        self._analysed = {name: asked(a, self._rows_of) for name, a in zip(self._found, done, strict=True)}
        for name in [name for name in vars(self) if isinstance(getattr(type(self), name, None), cached_property)]:
            del self.__dict__[name]
        return self

    def _rows_of(self, doc_id: str, table: str) -> pd.DataFrame:
        held: pd.DataFrame = getattr(self, table)
        return held[held["doc_id"] == doc_id].reset_index(drop=True)

    @overload
    def __getitem__(self, key: str | int) -> ArticleAnalysis: ...
    @overload
    def __getitem__(self, key: slice) -> Analysis: ...
    def __getitem__(self, key: str | int | slice) -> ArticleAnalysis | Analysis:
        if isinstance(key, slice):
            return self._some(list(self)[key])
        if isinstance(key, int):
            return list(self.values())[key]
        try:
            return self._analysed[key]
        except KeyError:
            hint = did_you_mean(key, self._analysed, most=3, least=0.4)
            raise KeyError(f"no article {key!r} among the {len(self)} analysed{hint}") from None

    def __contains__(self, key: object) -> bool:
        return key in self._analysed

    def __iter__(self) -> Iterator[str]:
        return iter(self._analysed)

    def __len__(self) -> int:
        return len(self._analysed)

    def __add__(self, other: Analysis) -> Analysis:
        """The articles of both; one that is the same in both is there once, another of the same id gets one of its own."""
        if not isinstance(other, Analysis):
            return NotImplemented
        new = [a for a in other._found.values() if self._found.get(a.doc_id) != a]
        if len(new) < len(other):
            say([f"{len(other) - len(new)} of the articles are the same in both, and are kept once"])
        both = [held for held in (self._corrections, other._corrections) if held is not None]
        corrections = both[0].and_those_of(both[1:]) if both else None
        problems = [*self._problems, *other._problems]
        return Analysis([*self._found.values(), *new], problems, corrections, either(self.codebook, other.codebook))

    def where(self, **conditions: Any) -> Analysis:
        """The articles for which all conditions hold.

        Parameters
        ----------
        **conditions
            Columns of :attr:`articles`, those of metadata included, each with the value asked for, a list of values, or a
            function of the value: ``where(source="AP", year=lambda year: year > 2000)``. ``source`` is the publisher.

        Returns
        -------
        Analysis
            Those articles with all their rows; the problems stay.

        Raises
        ------
        UsageError
            There is no such column.
        """
        asked = [facts(a) for a in self.values()]
        known = list(dict.fromkeys(name for row in asked for name in row))
        check_columns(conditions if asked else (), known)
        kept = [
            doc_id
            for doc_id, row in zip(self, asked, strict=True)
            if all(holds(row.get(name), wanted) for name, wanted in conditions.items())
        ]
        return self._some(kept)

    def _some(self, names: Iterable[str]) -> Analysis:
        return Analysis([self._found[name] for name in names], self._problems, self._corrections, self.codebook)

    @property
    def corrections(self) -> Corrections:
        """The decisions on these articles; see :class:`toolkit.corrections.Corrections`.

        Where the articles lie in no one folder and no file was named, they are kept in memory:
        ``an.corrections.save("corrections.jsonl")`` writes them, and ``analyze(..., corrections="corrections.jsonl")``
        carries them out.
        """
        if self._corrections is None:
            self._corrections = Corrections()
        return self._corrections

    def corrected(self) -> Analysis:
        """Another analysis of the articles, with all decisions carried out that were made by now.

        Returns
        -------
        Analysis
            What does not fit is in its :attr:`stale`.
        """
        return self._some(self)

    @cached_property
    def rejected(self) -> pd.DataFrame:
        """The rows that were rejected: their table, article, id and words."""
        return rejected_rows(self.values())

    def records(self, table: str) -> tuple[Any, ...]:
        """The records of a table, over all articles, by article and position.

        Parameters
        ----------
        table
            Its name: ``articles``, ``actors``, ``attributions``, ``commitments``, ``commentary`` or ``problems``.

        Returns
        -------
        tuple
            Records, as :mod:`toolkit.records` declares them.

        Raises
        ------
        KeyError
            There is no such table.
        """
        if table not in TABLES:
            raise KeyError(f"no table {table!r} among {', '.join(TABLES)}{did_you_mean(table, TABLES)}")
        if table == "problems":
            return self._problems
        return tuple(row for analysed in self._analysed.values() for row in analysed.tables[table])

    def frame(self, table: str, *, join: Iterable[str] = ()) -> pd.DataFrame:
        """A table as a DataFrame with fixed columns and dtypes.

        Parameters
        ----------
        table
            Its name.
        join
            Columns of :attr:`articles` to set beside each row, metadata included: ``frame("commitments",
            join=["outlet"])``.

        Returns
        -------
        DataFrame
            One row a record; empty, with the same columns, where there are none.

        Raises
        ------
        KeyError
            There is no such table.
        UsageError
            The articles have no such column.
        """
        records = self.records(table)
        rows = frame(TABLES[table], records)
        wanted = [join] if isinstance(join, str) else list(join)
        if not wanted:
            return rows
        check_columns(wanted, self.articles.columns)
        return rows.merge(self.articles[["doc_id", *wanted]], on="doc_id", how="left")

    @cached_property
    def articles(self) -> pd.DataFrame:
        """The articles as read, their metadata as further columns; one named as a fixed column is gets ``meta_`` before it."""
        import pandas as pd

        fixed = self.frame("articles").drop(columns="meta")
        rows = [meta_columns(a.article.meta) for a in self.values()]
        meta = pd.DataFrame(rows, index=fixed.index).convert_dtypes()
        return self._shown("articles", fixed.join(meta) if any(rows) else fixed)

    def _told(self, table: str) -> pd.DataFrame:
        return self._shown(table, told(self.values(), table, self.frame(table), self.articles))

    def _shown(self, table: str, held: pd.DataFrame) -> pd.DataFrame:
        """A table without the columns that the codebook hides."""
        return held.drop(columns=self.codebook.hidden(table), errors="ignore") if self.codebook else held

    @cached_property
    def actors(self) -> pd.DataFrame:
        """The actors of each article."""
        return self._told("actors")

    @cached_property
    def attributions(self) -> pd.DataFrame:
        """Who said what."""
        return self._told("attributions")

    @cached_property
    def commitments(self) -> pd.DataFrame:
        """Who undertook (refused, threatened) what."""
        return self._told("commitments")

    @cached_property
    def commentary(self) -> pd.DataFrame:
        """What outside observers make of it."""
        return self._told("commentary")

    @cached_property
    def problems(self) -> pd.DataFrame:
        """What could not be read or analysed."""
        return self.frame("problems")

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self.records(name))} {name}" for name in (*EXTRACTED, "problems"))
        return f"<Analysis of {len(self)} articles: {counts}>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Any:
        show = type(self).mimebundle if 0 < len(self) <= SHOWN else None
        return {"text/html": self._repr_html_(), "text/plain": repr(self)} if show is None else show(self)

    def _repr_html_(self) -> str:
        import html

        rows = "".join(f"<tr><th scope='row'>{name}</th><td>{len(self.records(name))}</td></tr>" for name in TABLES)
        listed = ", ".join(html.escape(doc_id) for doc_id in list(self)[:20]) + (" …" if len(self) > 20 else "")
        return f"<div class='{MATHLESS}'><table><caption>Analysis</caption>{rows}</table><p>{listed}</p></div>"
