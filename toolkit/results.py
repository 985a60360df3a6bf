"""What was found in many articles: tidy tables, parts of them, and a file to keep them in."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from toolkit.articles import Problem
from toolkit.errors import UsageError, did_you_mean
from toolkit.export.methods import Exporting
from toolkit.files import write
from toolkit.findings import ArticleAnalysis
from toolkit.naming import MATHLESS, all_different
from toolkit.progress import say
from toolkit.records import EXTRACTED, TABLES, article_row
from toolkit.schema import columns, from_json, to_json
from toolkit.tables import frame, write_tables

if TYPE_CHECKING:
    import pandas as pd


FORMAT = 1
"""Version of the file that :meth:`Analysis.save` writes."""


class Analysis(Exporting, Mapping[str, ArticleAnalysis]):
    """Analysed articles in the order given, with one DataFrame a table.

    ``analysis["some-id"]`` is one article, as ``analysis[0]`` is; ``analysis[:20]`` are some, ``one + other`` are both.

    Parameters
    ----------
    analysed
        The articles with what was found in them; those of one name are told apart.
    problems
        What could not be read or analysed.

    Attributes
    ----------
    articles, actors, attributions, commitments, commentary : DataFrame
        One row a record, over all articles.
    problems : DataFrame
        What could not be read or analysed.
    """

    def __init__(self, analysed: Iterable[ArticleAnalysis], problems: Iterable[Problem] = ()) -> None:
        given = list(analysed)
        names, told = all_different([a.doc_id for a in given])
        say(told)
        self._analysed = {
            name: a if a.doc_id == name else a.renamed(name) for a, name in zip(given, names, strict=True)
        }
        self._problems = tuple(dict.fromkeys(problems))

    @overload
    def __getitem__(self, key: str | int) -> ArticleAnalysis: ...
    @overload
    def __getitem__(self, key: slice) -> Analysis: ...
    def __getitem__(self, key: str | int | slice) -> ArticleAnalysis | Analysis:
        if isinstance(key, slice):
            return Analysis(list(self.values())[key], self._problems)
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
        new = [a for a in other.values() if self._analysed.get(a.doc_id) != a]
        if len(new) < len(other):
            say([f"{len(other) - len(new)} of the articles are the same in both, and are kept once"])
        return Analysis([*self.values(), *new], [*self._problems, *other._problems])

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
        facts = [_facts(a) for a in self.values()]
        known = list(dict.fromkeys(name for row in facts for name in row))
        _check_columns(conditions if facts else (), known)
        kept = [
            a
            for a, row in zip(self.values(), facts, strict=True)
            if all(_holds(row.get(name), wanted) for name, wanted in conditions.items())
        ]
        return Analysis(kept, self._problems)

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
        _check_columns(wanted, self.articles.columns)
        return rows.merge(self.articles[["doc_id", *wanted]], on="doc_id", how="left")

    @cached_property
    def articles(self) -> pd.DataFrame:
        """The articles as read, their metadata as further columns; one named as a fixed column is gets ``meta_`` before it."""
        import pandas as pd

        fixed = self.frame("articles").drop(columns="meta")
        rows = [_meta(a.article.meta) for a in self.values()]
        return fixed.join(pd.DataFrame(rows, index=fixed.index).convert_dtypes()) if any(rows) else fixed

    @cached_property
    def actors(self) -> pd.DataFrame:
        """The actors of each article."""
        return self.frame("actors")

    @cached_property
    def attributions(self) -> pd.DataFrame:
        """Who said what."""
        return self.frame("attributions")

    @cached_property
    def commitments(self) -> pd.DataFrame:
        """Who undertook (refused, threatened) what."""
        return self.frame("commitments")

    @cached_property
    def commentary(self) -> pd.DataFrame:
        """What outside observers make of it."""
        return self.frame("commentary")

    @cached_property
    def problems(self) -> pd.DataFrame:
        """What could not be read or analysed."""
        return self.frame("problems")

    def write(self, folder: Path | str) -> list[Path]:
        """Write one JSON-lines file a table; returns their paths.

        Parameters
        ----------
        folder
            Where to; made if missing.

        Returns
        -------
        list of Path
            The files.
        """
        return write_tables({name: self.records(name) for name in TABLES}, Path(folder))

    def save(self, path: Path | str) -> Path:
        """Write all of it to one JSON file, compressed if the name ends in ``.gz``; :func:`load` reads it back.

        Parameters
        ----------
        path
            The file to write.

        Returns
        -------
        Path
            The same.
        """
        articles = [a.to_json() for a in self.values()]
        found = {"format": FORMAT, "articles": articles, "problems": to_json(self._problems)}
        raw = (json.dumps(found, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")
        target = Path(path)
        write(target, gzip.compress(raw, mtime=0) if target.suffix == ".gz" else raw)
        return target

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self.records(name))} {name}" for name in (*EXTRACTED, "problems"))
        return f"<Analysis of {len(self)} articles: {counts}>"

    def _repr_html_(self) -> str:
        import html

        rows = "".join(f"<tr><th scope='row'>{name}</th><td>{len(self.records(name))}</td></tr>" for name in TABLES)
        listed = ", ".join(html.escape(doc_id) for doc_id in list(self)[:20]) + (" …" if len(self) > 20 else "")
        return f"<div class='{MATHLESS}'><table><caption>Analysis</caption>{rows}</table><p>{listed}</p></div>"


def load(path: Path | str) -> Analysis:
    """The analysis that :meth:`Analysis.save` wrote, or the one article of a report's data.

    Parameters
    ----------
    path
        The file to read.

    Returns
    -------
    Analysis
        One equal to that which was saved.

    Raises
    ------
    UsageError
        There is no such file, or it is no analysis that this version reads.
    """
    try:
        raw = Path(path).read_bytes()
        found = json.loads(gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw)
        if "article" in found:
            return Analysis([ArticleAnalysis.from_json(found)])
        if found["format"] != FORMAT:
            raise ValueError(f"it is in format {found['format']!r}, but this version reads {FORMAT}")
        problems = [from_json(Problem, row) for row in found["problems"]]
        return Analysis(map(ArticleAnalysis.from_json, found["articles"]), problems)
    except OSError as error:
        raise UsageError(f"{str(path)!r} cannot be opened ({error.strerror or error}).") from None
    except (ValueError, KeyError, TypeError, AttributeError, EOFError, zlib.error) as error:
        raise UsageError(f"{str(path)!r} is no analysis that save() wrote: {error}") from error


_FIXED = frozenset(column.name for column in columns(TABLES["articles"]))


def _meta(meta: Mapping[str, Any]) -> dict[str, Any]:
    """Metadata by the names of their columns in the table of articles."""
    return {f"meta_{name}" if name in _FIXED else name: value for name, value in meta.items()}


def _facts(analysed: ArticleAnalysis) -> dict[str, Any]:
    """What can be asked of an article; ``source`` is the publisher unless a column of metadata has that name."""
    row = article_row(analysed.article)
    fixed = {name: getattr(row, name) for name in _FIXED - {"meta"}}
    return {"source": row.publisher} | fixed | _meta(row.meta)


def _check_columns(names: Iterable[str], known: Iterable[str]) -> None:
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known) or "."
            raise UsageError(f"The articles have no column {name!r}{hint} They have: {', '.join(known)}.")


def _holds(value: Any, wanted: Any) -> bool:
    if callable(wanted):
        return bool(wanted(value))
    if isinstance(wanted, list | tuple | set | frozenset):
        return any(_holds(value, one) for one in wanted)
    return bool(value == wanted) or (value is not None and str(value) == str(wanted))
