"""Articles to records: each article analysed once, kept by content, and offered as tidy tables."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from toolkit.article import Article, Problem
from toolkit.cache import Cache, code_fingerprint, default_folder, key
from toolkit.findings import ArticleAnalysis
from toolkit.progress import progress_of
from toolkit.records import EXTRACTED, TABLES
from toolkit.schema import to_json
from toolkit.tables import frame, write_tables

if TYPE_CHECKING:
    import pandas as pd
    from spacy.tokens import Doc

    from toolkit.display.render import Bundle


class Reading(TypedDict):
    """The options of :func:`toolkit.nlp.pipeline.read`."""

    mode: str
    learned: bool
    nested: bool


class Analysis(Mapping[str, ArticleAnalysis]):
    """Analysed articles by ``doc_id``, with one DataFrame a table.

    Attributes
    ----------
    articles, actors, attributions, commitments, commentary : DataFrame
        One row a record, over all articles.
    problems : DataFrame
        What could not be read or analysed.
    """

    def __init__(self, analysed: Iterable[ArticleAnalysis], problems: Iterable[Problem] = ()) -> None:
        self._analysed = {a.doc_id: a for a in sorted(analysed, key=lambda a: a.doc_id)}
        self._problems = tuple(problems)

    def __getitem__(self, doc_id: str) -> ArticleAnalysis:
        try:
            return self._analysed[doc_id]
        except KeyError:
            import difflib

            near = difflib.get_close_matches(doc_id, self._analysed, n=3, cutoff=0.4)
            hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
            raise KeyError(f"no article {doc_id!r} among the {len(self)} analysed{hint}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._analysed)

    def __len__(self) -> int:
        return len(self._analysed)

    def records(self, table: str) -> tuple[Any, ...]:
        """The records of a table, over all articles, sorted by article and position."""
        if table == "problems":
            return self._problems
        return tuple(row for analysed in self._analysed.values() for row in analysed.tables[table])

    def frame(self, table: str) -> pd.DataFrame:
        """A table as a DataFrame with fixed columns and dtypes.

        Raises
        ------
        KeyError
            There is no such table.
        """
        return frame(TABLES[table], self.records(table))

    @cached_property
    def articles(self) -> pd.DataFrame:
        """The articles as read."""
        return self.frame("articles")

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
        """Write one JSON-lines file a table; returns their paths."""
        return write_tables({name: self.records(name) for name in TABLES}, Path(folder))

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self.records(name))} {name}" for name in (*EXTRACTED, "problems"))
        return f"<Analysis of {len(self)} articles: {counts}>"

    def _repr_html_(self) -> str:
        import html

        rows = "".join(f"<tr><th scope='row'>{name}</th><td>{len(self.records(name))}</td></tr>" for name in TABLES)
        listed = ", ".join(html.escape(doc_id) for doc_id in list(self)[:20]) + (" …" if len(self) > 20 else "")
        return f"<table><caption>Analysis</caption>{rows}</table><p>{listed}</p>"


def analyze(
    articles: Iterable[Article] | Article,
    *,
    model: str | None = None,
    mode: str = "complete",
    cache: bool | Path | str = True,
    jobs: int = 1,
    progress: bool = True,
    keyterms: bool = True,
    learned: bool = True,
    nested: bool = False,
) -> Analysis:
    """Find actors, attributions, commitments and expert commentary in articles.

    Parameters
    ----------
    articles
        What :func:`toolkit.read` gave, or articles made by hand.
    model
        Name of an installed spaCy model; by default the best that is installed.
    mode
        ``"complete"`` keeps every attribution found, ``"precise"`` only those that are most surely right.
    cache
        Whether to keep analyses in the user's cache folder, by content; or the folder to keep them in.
    jobs
        Number of processes.
    progress
        Whether to show a progress bar on stderr.
    keyterms
        Whether to find each article's key terms too, as reports show them; textacy, which finds them, takes as long to load
        as the language model. Without textacy there are none.
    learned
        Whether the learned stage decides on attributions; without it, rules alone do.
    nested
        Whether to keep attributions inside the content of others, with their ``parent``.

    Returns
    -------
    Analysis
        The articles that could be analysed, and the problems with the others; the problems of reading are taken over.

    Raises
    ------
    ModelNotFoundError
        The model is not installed.
    """
    from toolkit.nlp.keyterms import installed

    keyterms = keyterms and installed()
    given = [articles] if isinstance(articles, Article) else list(articles)
    problems = list(getattr(articles, "problems", ()))
    store = Cache(default_folder() if cache is True else Path(cache) if cache else None)
    reading: Reading = {"mode": mode, "learned": learned, "nested": nested}
    shaping = _shaping(model, reading)
    names = [key(to_json(article), shaping) for article in given]
    done: dict[int, ArticleAnalysis] = {}
    for index, name in enumerate(names):
        kept = _kept(store, name)
        if kept is not None and (kept.keyterms is not None or not keyterms):
            done[index] = kept
    todo = [index for index in range(len(given)) if index not in done]
    results = _run([given[index] for index in todo], (shaping["model"], reading, keyterms), jobs)
    bar = progress_of(len(todo), "Analysing", "article", progress)
    for index, found in zip(todo, results, strict=True):
        bar.update()
        if isinstance(found, Problem):
            problems.append(found)
            continue
        done[index] = ArticleAnalysis(given[index], **found, provenance=shaping | {"sha256": given[index].sha256})
        store.put(names[index], done[index].to_json())
    bar.close()
    return Analysis(done.values(), problems)


def _shaping(model: str | None, reading: Reading) -> dict[str, str]:
    """What an analysis depends on beside the article; asks the model's metadata without loading it."""
    from importlib.metadata import version

    from toolkit.nlp.models import model_hash, model_version, pick_model

    chosen = pick_model(model)
    return {
        "readout": version("readout-toolkit"),
        "code": code_fingerprint(),
        "model": chosen,
        "model_version": model_version(chosen),
        "model_sha256": model_hash(chosen),
        "spacy": version("spacy"),
        "python": platform.python_version(),
        "mode": reading["mode"],
        "attributions": ", ".join(
            ["learned stage" if reading["learned"] else "rules alone", *(["nested kept"] if reading["nested"] else [])]
        ),
    }


def _kept(store: Cache, name: str) -> ArticleAnalysis | None:
    """The analysis kept under a name; one that cannot be understood counts as missing."""
    try:
        found = store.get(name)
        return None if found is None else ArticleAnalysis.from_json(found)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


Options = tuple[str, Reading, bool]
"""Model, how to read, and whether to find key terms."""


def _run(articles: list[Article], options: Options, jobs: int) -> Iterator[dict[str, Any] | Problem]:
    if jobs <= 1 or len(articles) < 2 * jobs:
        yield from (_analyze_one(article, options) for article in articles)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(_analyze_one, articles, [options] * len(articles))


def _analyze_one(article: Article, options: Options) -> dict[str, Any] | Problem:
    from toolkit.nlp.document.parsing import parse
    from toolkit.nlp.pipeline import load_model, read
    from toolkit.nlp.tabulate import make_rows

    model, reading, keyterms = options
    nlp = load_model(model)
    try:
        doc = next(iter(parse(nlp, [article])))[1]
        rows = make_rows(read(doc, **reading), article.text)
        terms = _key_terms(doc) if keyterms else None
    except Exception as error:  # one article must never stop the others; the problem names it
        message = f"the analysis failed with {type(error).__name__}: {error}. Please report it with the article."
        return Problem(article.source_path or article.doc_id, article.doc_id, "analysis", message)
    return {name: getattr(rows, name) for name in EXTRACTED} | {"keyterms": terms}


def _key_terms(doc: Doc) -> tuple[str, ...]:
    from toolkit.nlp.keyterms import key_terms

    return key_terms(doc)


def _shown(analysed: ArticleAnalysis) -> Bundle:
    from toolkit.display import shown

    return shown(analysed)


ArticleAnalysis.mimebundle = _shown
