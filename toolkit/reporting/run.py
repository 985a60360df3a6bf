"""Reports for all analysed articles: what has changed is made again, in parallel, and an index lists everything."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.articles import Problem
from toolkit.errors import MachineError, UsageError, check_one_of
from toolkit.files import made, write
from toolkit.naming import output_name
from toolkit.reporting import leftovers
from toolkit.reporting.forking.asking import can_fork
from toolkit.reporting.forking.needs import ENGINES
from toolkit.reporting.manifest import Manifest, digest, maker
from toolkit.reporting.notebooks import default_notebook, read_notebook
from toolkit.reporting.outcome import FAILED, MADE, UNCHANGED, ArticleReport, ReportRun
from toolkit.reporting.parameters import GIVEN, checked
from toolkit.reporting.pool import Task, Workers
from toolkit.reporting.sisters import data_of, told_elsewhere

if TYPE_CHECKING:
    from toolkit.codebook import Codebook
    from toolkit.corpus.collection import Corpus
    from toolkit.display import Told
    from toolkit.findings import ArticleAnalysis
    from toolkit.reporting.across import CorpusOptions, Prepared
    from toolkit.results import Analysis


def report(
    analysis: Analysis,
    output_dir: Path | str,
    *,
    notebook: Path | str | None = None,
    parameters: Mapping[str, Any] | None = None,
    jobs: int | None = None,
    progress: bool = True,
    force: bool = False,
    timeout: int | None = 600,
    corpus: CorpusOptions | bool = True,
    engine: str = "auto",
) -> ReportRun:
    """Make one HTML report an article, with data and executed notebook beside it, ``corpus.html`` and ``index.html``.

    Parameters
    ----------
    analysis
        What :func:`toolkit.analyze` gave.
    output_dir
        Made if missing. Files that are up to date are left as they are.
    notebook
        A notebook with a ``parameters`` cell that declares ``doc``; by default the project's ``article_report.ipynb``.
    parameters
        Values for other parameters of the notebook, or of the one across articles; texts are turned into the declared
        types.
    jobs
        How many notebooks run at once; by default one a processor.
    progress
        Whether to show a progress bar on stderr.
    force
        Whether to make also what is up to date.
    timeout
        Seconds that one cell may take; ``None`` for no limit.
    corpus
        Whether to make the report across articles, and with which options.
    engine
        What runs the notebooks: ``"fork"`` (forks of one warm process, on Linux), ``"kernel"`` (a kernel each), or
        ``"auto"``: forks where the system has them, kernels elsewhere and for notebooks with widgets or that ask for one.

    Returns
    -------
    ReportRun
        What was made, what was up to date, what failed and why.

    Raises
    ------
    UsageError
        The notebook cannot be used, or a parameter is unknown or has the wrong type; or there is no such engine here.
    MachineError
        The folder cannot be written to, the disk is full, or no process can be started.
    """
    check_engine(engine)
    path = Path(notebook) if notebook is not None else default_notebook()
    source, known = read_notebook(path)
    values, across = _parameters(parameters or {}, known, corpus, analysis.codebook)
    folder = made(Path(output_dir))
    leftovers.sweep()
    manifest = Manifest(folder)
    problems = tuple(analysis.records("problems"))
    analysis = portable(analysis)
    together = _brought_together(analysis, across)
    told = told_elsewhere(together)
    tasks: list[Task[ArticleReport]] = []
    for analysed in analysis.values():
        entry = ArticleReport(analysed.doc_id, output_name(analysed.doc_id), UNCHANGED)
        data = _write_data(analysed, folder / f"{entry.name}.json", told.get(analysed.doc_id))
        key = digest(data, source, json.dumps(values, sort_keys=True).encode(), maker().encode())
        tasks.append((entry, key, _task(analysed, entry.name, folder, path, values, timeout)))
    states = {entry.doc_id: entry for entry, _, _ in tasks}
    tasks = _to_do(tasks, manifest, force)
    with _workers(len(tasks), jobs, engine, path, across) as workers:
        states |= _carried_out(tasks, manifest, workers, progress)
        run = ReportRun(folder, tuple(states.values()), problems)
        if across and together:
            run = _across(together, run, across, manifest, timeout, force, workers, progress)
    run = _without_gone(run, manifest)
    _finish(analysis, run, manifest)
    return run


def check_engine(engine: str) -> None:
    """See that an engine is known, and that it is to be had here.

    Raises
    ------
    UsageError
        It is not.
    """
    check_one_of("engine", engine, ENGINES)
    if engine == "fork" and not can_fork():
        raise UsageError("Only Linux can run notebooks in forks; leave the engine out, or ask for 'kernel'.")


def _to_do(tasks: list[Task[ArticleReport]], manifest: Manifest, force: bool) -> list[Task[ArticleReport]]:
    return [task for task in tasks if force or not manifest.current(task[0].name, task[1])]


def _workers(tasks: int, jobs: int | None, engine: str, notebook: Path, across: Prepared | None) -> Workers:
    """Processes for the articles' notebook, as many as are of use, and then for the one across articles."""
    notebooks = [*([notebook] if tasks else []), *([across.notebook] if across else [])]
    return Workers(min(jobs or os.cpu_count() or 1, tasks), engine, notebooks)


def _without_gone(run: ReportRun, manifest: Manifest) -> ReportRun:
    """The run, with the reports removed whose articles are gone."""
    names = {entry.name for entry in (*run.reports, run.across) if entry}
    gone = [name for name in manifest.entries if name not in names]
    return replace(run, gone=tuple(gone), left=tuple(file for name in gone for file in manifest.retire(name)))


def _carried_out(
    tasks: list[Task[ArticleReport]], manifest: Manifest, workers: Workers, progress: bool
) -> dict[str, ArticleReport]:
    """What became of each article whose report had to be made."""
    states: dict[str, ArticleReport] = {}
    try:
        with closing(workers.run(tasks, progress)) as outcomes:
            for (entry, key, _), failure in outcomes:
                states[entry.doc_id] = _settle(manifest, entry, key, failure)
    except BaseException:  # Ctrl-C, a full disk: what was made need not be made again
        with suppress(MachineError):
            write(manifest.path, manifest.text())
        raise
    return states


def portable(analysis: Analysis) -> Analysis:
    """The analysis with each path reduced to the file's name.

    What is published must neither tell how the folders of a machine are called nor differ from one to another; the
    SHA-256 beside it tells which file it was. For the same reason the articles are sorted by name.
    """
    from toolkit.results import Analysis

    def named(analysed: ArticleAnalysis) -> ArticleAnalysis:
        path = analysed.article.source_path
        return replace(analysed, article=replace(analysed.article, source_path=Path(path).name)) if path else analysed

    def told(problem: Problem) -> Problem:
        path = problem.source_path
        return replace(problem, source_path=Path(path).name, message=problem.message.replace(path, Path(path).name))

    articles = sorted(map(named, analysis.values()), key=lambda analysed: analysed.doc_id)
    return Analysis(articles, map(told, analysis.records("problems")), codebook=analysis.codebook)


def _parameters(
    given: Mapping[str, Any], known: Mapping[str, Any], corpus: CorpusOptions | bool, codebook: Codebook | None
) -> tuple[dict[str, Any], Prepared | None]:
    """The values for the articles' notebook, and all that the report across articles is made of."""
    from toolkit.reporting.across import CorpusOptions, declared_across, prepare

    if not corpus:
        return checked(given, known), None
    options = corpus if isinstance(corpus, CorpusOptions) else CorpusOptions()
    both = declared_across(options)
    checked(given, {**both, **known})
    own = {name: value for name, value in given.items() if name in known}
    others = {name: value for name, value in given.items() if name in both}
    options = replace(options, parameters={**others, **(options.parameters or {})})
    return checked(own, known), prepare(options, codebook)


def _brought_together(analysis: Analysis, prepared: Prepared | None) -> Corpus | None:
    from toolkit.reporting.across import corpus_of

    return corpus_of(analysis, prepared) if prepared else None


def _across(
    corpus: Corpus,
    run: ReportRun,
    prepared: Prepared,
    manifest: Manifest,
    timeout: int | None,
    force: bool,
    workers: Workers,
    progress: bool,
) -> ReportRun:
    """The run with its report across articles made, unless that is up to date."""
    from toolkit.reporting.across import NAME, make_task, with_pages

    corpus = with_pages(corpus, run.reports, run.folder)
    entry = ArticleReport(NAME, NAME, UNCHANGED)
    key, task = make_task(corpus, run.reports, prepared, run.folder, timeout)
    if force or not manifest.current(NAME, key):
        with closing(workers.run([(entry, key, task)], progress, "Across articles")) as outcomes:
            for _, failure in outcomes:
                entry = _settle(manifest, entry, key, failure)
    return replace(run, across=entry, corpus=corpus)


def _write_data(analysed: ArticleAnalysis, path: Path, told: Told | None) -> bytes:
    """Write the article's data, unless the file holds them already; returns its bytes."""
    data = data_of(analysed, told).encode("utf-8", "backslashreplace")
    if not path.is_file() or path.read_bytes() != data:
        write(path, data)
    return data


def _task(
    analysed: ArticleAnalysis, name: str, folder: Path, notebook: Path, values: Mapping[str, Any], timeout: int | None
) -> dict[str, Any]:
    from toolkit.display import about
    from toolkit.display.article.view import View

    return {
        "notebook": str(notebook.resolve()),
        "folder": str(folder.resolve()),
        "name": name,
        "title": View(analysed).title,
        "about": about(analysed),
        # relative to the folder, in which the kernel works: the executed notebook is the same wherever it was made,
        # and can be run again where it lies
        "parameters": {GIVEN: f"{name}.json", **values},
        "timeout": timeout,
    }


def _settle(manifest: Manifest, entry: ArticleReport, key: str, failure: Mapping[str, Any] | None) -> ArticleReport:
    if failure:
        manifest.drop(entry.name)
        return replace(entry, state=FAILED, reason=failure["reason"])
    manifest.put(entry.name, key, [f"{entry.name}.{kind}" for kind in ("html", "json", "ipynb")])
    return replace(entry, state=MADE)


def _finish(analysis: Analysis, run: ReportRun, manifest: Manifest) -> None:
    from toolkit.reporting.index import index_page

    write(run.index, index_page(analysis, run))
    write(manifest.path, manifest.text())
