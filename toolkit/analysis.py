"""Articles to records: each article analysed once, and kept by content."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.articles import Article, Problem
from toolkit.cache import Cache, default_folder, key
from toolkit.codebook import Codebook
from toolkit.codebook.checking import unknown_columns
from toolkit.codebook.reading import beside_articles
from toolkit.corrections import Corrections
from toolkit.corrections.file import beside
from toolkit.errors import MachineError, check_one_of
from toolkit.extraction import Found, Options, Reading, analyze_one, read_with, shaping_of
from toolkit.files import told
from toolkit.findings import ArticleAnalysis
from toolkit.nlp.models import MODES
from toolkit.progress import progress_of, say
from toolkit.readers.collection import Articles
from toolkit.readers.columns import Columns
from toolkit.readers.given import sort_out
from toolkit.readers.making import Checks
from toolkit.readers.reading import take
from toolkit.results import Analysis
from toolkit.schema import JsonValue, to_json

if TYPE_CHECKING:
    from toolkit.display.render import Bundle


def analyze(
    articles: Any,
    *,
    text: str | None = None,
    date: str | None = None,
    source: str | None = None,
    title: str | None = None,
    doc_id: str | None = None,
    check_language: bool = True,
    keep_duplicates: bool = False,
    model: str | None = None,
    mode: str = "complete",
    cache: bool | Path | str = True,
    jobs: int = 1,
    progress: bool = True,
    keyterms: bool = True,
    learned: bool = True,
    nested: bool = False,
    corrections: bool | Path | str = True,
    codebook: bool | Path | str = True,
    client: Any = None,
    piece: int = 500,
) -> Analysis:
    """Find actors, attributions, commitments and expert commentary in articles.

    Parameters
    ----------
    articles
        What :func:`toolkit.read` gave, or anything it takes: a path, folder or pattern, a DataFrame, a list or dict of
        texts, articles made by hand.
    text, date, source, title, doc_id
        For tables: names of the columns that hold these, as :func:`toolkit.read` takes them. Other columns are metadata.
    check_language
        Whether texts in other languages than English are refused.
    keep_duplicates
        Whether files of the same text are all analysed; by default the first is, and lists the others (:func:`toolkit.read`).
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
    corrections
        The file of a person's decisions to carry out on what is found (see :mod:`toolkit.corrections`); by default
        ``corrections.jsonl`` in the folder of the articles, if it is there. Decisions that do not fit are told.
    codebook
        The file of the project's topics, actors, kinds of expert, columns to hide, threshold and title (see
        :mod:`toolkit.codebook`); by default ``readout.yaml`` in the folder of the articles, if it is there.
    client
        A ``distributed.Client`` of Dask, to analyse on its workers (docs/scale.md); ``articles`` may then be an address that
        fsspec knows (``s3://bucket/folder``), and ``cache`` must be a folder or address that all workers see, as the default
        is on one machine. ``jobs`` is of no account.
    piece
        With ``client``: articles a task takes; when a worker or the run is lost, no more work is than that of a task each.

    Returns
    -------
    Analysis
        The articles that could be analysed, in the order given, and the problems with the others; those of reading are
        taken over.

    Raises
    ------
    ModelNotFoundError
        The model is not installed.
    MachineError
        No process can be started, or one was ended from without.
    UsageError
        There is no such mode, or what was given cannot be read (see :func:`toolkit.read`), or a line of the corrections is
        no decision, or something in the codebook is wrong.
    """
    from toolkit.nlp.keyterms import installed

    check_one_of("mode", mode, MODES)
    columns = Columns(text, date, source, title, doc_id)
    checks = Checks(check_language, only_one=not keep_duplicates)
    keyterms = keyterms and installed()
    reading: Reading = {"mode": mode, "learned": learned, "nested": nested}
    if client is not None:
        from toolkit.cluster.run import Run, analysis_of, root_of

        options = (shaping_of(model, reading)["model"], reading, keyterms)
        run = Run(client, root_of(cache), columns, checks, options, piece, progress)
        return analysis_of(run, articles, corrections, codebook)
    given = articles if isinstance(articles, Articles) else take(sort_out(articles), columns, checks)
    say(given.notes)
    problems = [*given.problems, *(() if given is articles else getattr(articles, "problems", ()))]
    own = beside_articles(codebook, articles, given)
    say(unknown_columns(own, given))
    store = Cache(_folder(cache))
    shaping = shaping_of(model, reading)
    how = read_with(given.how)
    names = [key(_content(article), shaping) for article in given]
    # where a file lies and what else is known of it is no part of what was found in it
    done = {
        index: replace(kept, article=given[index], provenance=shaping | how | {"sha256": given[index].sha256})
        for index, kept in _done(store, names, keyterms).items()
    }
    todo = [index for index in range(len(given)) if index not in done]
    bar = progress_of(len(todo), "Analysing", "article", progress)
    with closing(bar), closing(_run([given[i] for i in todo], (shaping["model"], reading, keyterms), jobs)) as results:
        for index, found in zip(todo, results, strict=True):
            bar.update()
            if isinstance(found, Problem):
                problems.append(found)
                continue
            made = shaping | how | {"sha256": given[index].sha256}
            done[index] = ArticleAnalysis(given[index], **found, provenance=made)
            store.put(names[index], done[index].to_json())
    return _corrected([done[index] for index in sorted(done)], problems, own, corrections, beside(articles, given))


def _folder(cache: bool | Path | str) -> Path | None:
    """The folder to keep analyses in."""
    return default_folder() if cache is True else Path(cache) if cache else None


def _corrected(
    done: list[ArticleAnalysis],
    problems: list[Problem],
    codebook: Codebook | None,
    named: bool | Path | str,
    usual: Path | None,
) -> Analysis:
    """The articles with the codebook and a person's decisions carried out; decisions that do not fit are told."""
    file = usual if named is True else named
    analysis = Analysis(done, problems, Corrections(file) if file else None, codebook)
    say(map(str, analysis.stale))
    return analysis


def _done(store: Cache, names: list[str], keyterms: bool) -> dict[int, ArticleAnalysis]:
    """The analyses that are kept, by place; one without key terms is none where these are asked for."""
    found = ((index, _kept(store, name)) for index, name in enumerate(names))
    return {index: kept for index, kept in found if kept is not None and (kept.keyterms is not None or not keyterms)}


def _content(article: Article) -> JsonValue:
    """All of an article that its analysis depends on."""
    return to_json(
        {name: getattr(article, name) for name in ("doc_id", "text", "published", "publisher", "zones", "language")}
    )


def _kept(store: Cache, name: str) -> ArticleAnalysis | None:
    """The analysis kept under a name; one that cannot be understood counts as missing."""
    try:
        found = store.get(name)
        return None if found is None else ArticleAnalysis.from_json(found)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _run(articles: list[Article], options: Options, jobs: int) -> Generator[Found]:
    if jobs <= 1 or len(articles) < 2 * jobs:
        yield from (analyze_one(article, options) for article in articles)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    others = set(multiprocessing.active_children())
    try:
        with ProcessPoolExecutor(jobs, initializer=_leave_interrupts) as pool:
            futures = [pool.submit(analyze_one, article, options) for article in articles]
            try:
                for future in futures:
                    yield future.result()
            except (
                BaseException
            ):  # Ctrl-C: no article is worth waiting for; the pool gives up when its processes are gone
                for process in set(multiprocessing.active_children()) - others:
                    process.terminate()
                raise
    except BrokenProcessPool as error:
        raise MachineError(f"A process that analyses articles ended; {_advice()}") from error
    except BlockingIOError as error:
        raise MachineError(f"No process can be started to analyse articles: {told(error)}") from error


def _advice() -> str:
    """What to do about a process that ended: those that are not forked run a script once more, from its beginning."""
    advice = "if memory ran out, ask for fewer jobs"
    if multiprocessing.get_start_method() == "fork":
        return advice
    return f"if a script of yours asked for jobs, put its calls under \"if __name__ == '__main__':\"; {advice}"


def _leave_interrupts() -> None:
    """Ctrl-C is for the process that asked; it ends this one. ``kill`` ends it at once, whatever its parent made of that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _shown(analysed: ArticleAnalysis) -> Bundle:
    from toolkit.display import shown

    return shown(analysed)


def _across(analysis: Analysis) -> Bundle:
    from toolkit.display.corpus import shown

    return shown(analysis.values(), repr(analysis), analysis.codebook)


ArticleAnalysis.mimebundle = _shown
Analysis.mimebundle = _across
