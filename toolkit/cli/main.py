"""The command line: thin verbs over the library.

Data go to stdout, messages and progress to stderr. Exit status 0: all well; 1: some articles failed or were left out, each
named with the reason; 2: wrong usage, or the machine would not let it (a full disk, a read-only folder); 130: stopped with
Ctrl-C. Nothing heavy is imported before a command needs it, so that ``--help`` answers at once.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli.cluster import Place, client_of, cluster_options, extract_on, here
from toolkit.cli.group import SOME_FAILED, Group, say, tell_problems
from toolkit.cli.later import LATER
from toolkit.cli.options import analysed, analysis_options, reading_options
from toolkit.errors import UsageError
from toolkit.files import made, write
from toolkit.progress import listening
from toolkit.progress import say as tell

if TYPE_CHECKING:
    from toolkit.cli.unchanged import LastRun


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="readout-toolkit", prog_name="readout")
def main() -> None:
    """Read news articles: who undertook what, who said what, and what observers make of it."""


folder = click.Path(path_type=Path, file_okay=False)
paths_argument = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
places_argument = click.argument("paths", nargs=-1, required=True, type=Place(path_type=Path))


@main.command("read")
@paths_argument
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line instead of a table.")
@click.option(
    "--summary", is_flag=True, help="One row a file instead of one an article, and which articles are there twice."
)
@reading_options
def read_command(paths: tuple[Path, ...], as_json: bool, summary: bool, **columns: Any) -> None:
    """Show what is read from PATHS: titles, dates, places, and what could not be read."""
    from toolkit.readers import describe, read
    from toolkit.readers import summary as summaries
    from toolkit.readers.duplicates import duplicates, near_duplicates

    articles = read(paths, **columns)
    for note in articles.notes:
        say(note)
    rows = summaries.summary(articles) if summary else describe(articles)
    if as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False, default=str))
    else:
        click.echo(summaries.table(rows))
    if summary:
        for kept, *others in duplicates(articles):
            say(f"the same text: {kept}, and again {', '.join(others)}")
        for first, second, share in near_duplicates(articles):
            say(f"nearly the same text ({share:.0%} shared): {first} and {second}")
    sys.exit(tell_problems(articles.problems))


@main.command()
@places_argument
@click.option(
    "--output", "-o", required=True, type=Place(path_type=Path, file_okay=False), help="The folder to write to."
)
@reading_options
@analysis_options
@cluster_options
def extract(paths: tuple[Path | str, ...], output: Path | str, dask: str | None, piece: int, **options: Any) -> None:
    """Write one JSON-lines file a table, from the articles in PATHS; with --dask, one folder of Parquet files a table."""
    if dask:
        sys.exit(extract_on(dask, paths, output, piece, **options))
    made(here(output))
    analysis = analysed(map(here, paths), keyterms=False, **options)
    for path in analysis.write(here(output)):
        click.echo(path)
    sys.exit(tell_problems(analysis.records("problems")))


file = click.Path(path_type=Path, dir_okay=False)


@main.command()
@paths_argument
@click.option("--output", "-o", default="reports", show_default=True, type=folder, help="The folder to write to.")
@click.option("--notebook", type=file, help="A notebook of your own to run for each article.")
@click.option("--corpus-notebook", type=file, help="A notebook of your own to run across articles.")
@click.option("--parameter", "-p", "given", multiple=True, metavar="NAME=VALUE", help="A parameter of the notebooks.")
@click.option(
    "--as-of",
    metavar="DATE",
    help="Day on which deadlines count as passed, or 'today'; by default the newest article's.",
)
@click.option("--summary", type=file, help="Write a summary in Markdown, as for $GITHUB_STEP_SUMMARY.")
@click.option("--junit", type=file, help="Write JUnit XML: a test case for each report, unread file and gate.")
@click.option(
    "--fail-on",
    multiple=True,
    metavar="CONDITION",
    help="Exit with status 1 if a count is so: 'passed>0' (see docs/ci.md).",
)
@click.option("--force", is_flag=True, help="Make also the reports that are up to date.")
@click.option(
    "--engine",
    type=click.Choice(["auto", "fork", "kernel"]),
    default="auto",
    show_default=True,
    help="Run notebooks in forks of one warm process, or a kernel each; by default what suits each best.",
)
@click.option("--timeout", type=click.IntRange(1), default=600, show_default=True, help="Seconds one cell may take.")
@reading_options
@analysis_options
@cluster_options
def report(
    paths: tuple[Path, ...],
    output: Path,
    notebook: Path | None,
    corpus_notebook: Path | None,
    given: tuple[str, ...],
    as_of: str | None,
    summary: Path | None,
    junit: Path | None,
    fail_on: tuple[str, ...],
    force: bool,
    engine: str,
    timeout: int,
    **options: Any,
) -> None:
    """Make one HTML report an article from PATHS, one across all, and an index."""
    from toolkit.cli.unchanged import LastRun

    last = LastRun(paths, output, click.get_current_context().params)
    _end_if_known(last)
    from toolkit.nlp.keyterms import MISSING, installed
    from toolkit.reporting import ci
    from toolkit.reporting import report as make_reports
    from toolkit.reporting.across import CorpusOptions

    lacking = [] if installed() else [MISSING]
    tell(lacking)
    parameters, gates = _parameters(given), ci.gates(fail_on)
    across = CorpusOptions(notebook=corpus_notebook, as_of=_day(as_of), corrections=_verdicts(options, paths))
    _some_there(paths)
    made(output)
    with _group("Analysing the articles"), listening() as notes, client_of(options) as client:
        analysis = analysed(paths, client=client, **options)
    with _group("Making the reports"):
        run = make_reports(
            analysis,
            output,
            notebook=notebook,
            parameters=parameters,
            jobs=options["jobs"],
            progress=options["progress"],
            force=force,
            timeout=timeout,
            corpus=across,
            engine=engine,
        )
    last.keep(run, [*lacking, *notes])
    assert run.corpus is not None
    failed = ci.hits(gates, run.corpus.counts())
    if summary:
        ci.write_summary(summary, ci.summary(analysis, run, run.corpus, failed))
    if junit:
        write(junit, ci.junit(run, gates, run.corpus.counts()))
    for line in failed:
        say(f"gate: {line}")
    say(ci.harmless(run.summary()) if ci.on_github() else run.summary())
    for command in ci.error_commands(run, failed) if ci.on_github() else ():
        say(command)
    sys.exit(SOME_FAILED if failed else run.exit_code)


def _end_if_known(last: LastRun) -> None:
    """End the run where it would change nothing, with what it would say."""
    if (known := last.said()) is not None:
        notes, told, status = known
        tell(notes)
        say(told)
        sys.exit(status)


def _verdicts(options: dict[str, Any], paths: tuple[Path, ...]) -> Path | None:
    """The file with verdicts on matches; a CSV file of earlier versions holds nothing else."""
    given: Path | None = options["corrections"]
    if given is not None and given.suffix == ".csv":
        options["corrections"] = None
        return given
    from toolkit.corrections.file import beside

    file = given or beside(list(paths), ())
    return file if file is not None and file.exists() else None


def _some_there(paths: tuple[Path, ...]) -> None:
    """End the run where all paths are mistyped: a report on nothing is no answer."""
    from toolkit.readers import read
    from toolkit.readers.files import is_pattern

    if not any(path.exists() or path.is_symlink() or is_pattern(path) for path in paths):
        sys.exit(tell_problems(read(paths).problems))


def _day(text: str | None) -> dt.date | None:
    from toolkit.corpus.collection import date_of

    return dt.date.today() if text == "today" else date_of(text or "")


@contextmanager
def _group(title: str) -> Iterator[None]:
    """A group of lines in the log of a GitHub Actions job; elsewhere nothing."""
    from toolkit.reporting.ci import on_github

    if on_github():
        say(f"::group::{title}")
    try:
        yield
    finally:
        if on_github():
            say("::endgroup::")


@main.command("new-notebook")
@click.argument("path", type=file)
@click.option("--across", is_flag=True, help="A notebook about all articles together instead of each alone.")
def new_notebook(path: Path, across: bool) -> None:
    """Write a starter notebook to PATH, for a report of your own."""
    from toolkit.reporting.starter import write_starter

    click.echo(write_starter(path, across=across))
    option = "--corpus-notebook" if across else "--notebook"
    say(f"Run it with: readout report articles/ {option} {path}")


def _parameters(given: Iterable[str]) -> dict[str, str]:
    pairs = [item.partition("=") for item in given]
    for name, equals, _ in pairs:
        if not equals:
            raise UsageError(f"--parameter {name}: write it as NAME=VALUE")
    return {name: value for name, _, value in pairs}


@main.command()
@click.option(
    "--format", "style", type=click.Choice(["markdown", "json-schema"]), default="markdown", show_default=True
)
def codebook(style: str) -> None:
    """Describe every table and column."""
    from toolkit.records import TABLES
    from toolkit.schema import codebook as markdown
    from toolkit.schema import json_schema

    if style == "markdown":
        click.echo(markdown(TABLES))
    else:
        click.echo(json.dumps({name: json_schema(name, record) for name, record in TABLES.items()}, indent=1))


@main.command()
def info() -> None:
    """Show versions, the language model in use, and where analyses are kept."""
    import platform
    from importlib.metadata import version

    from toolkit.cache import default_folder
    from toolkit.display.article.summary import version_of
    from toolkit.nlp.models import installed_models, model_version, pick_model

    click.echo(f"readout     {version('readout-toolkit')}")
    click.echo(f"python      {platform.python_version()}")
    for package in ("spacy", "textacy", "pandas", "papermill", "jupyterlab"):
        click.echo(f"{package:<11} {version_of(package)}")
    click.echo(f"cache       {default_folder()}")
    model = pick_model()
    click.echo(f"model       {model} {model_version(model)}")
    others = [name for name in installed_models() if name != model]
    if others:
        click.echo(f"also there  {', '.join(others)}")


main.later = LATER


if __name__ == "__main__":
    main()
