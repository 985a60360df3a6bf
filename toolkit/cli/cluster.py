"""The options and the work of commands that run on a cluster of Dask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import click

from toolkit.cli.group import tell_problems
from toolkit.errors import UsageError


class Place(click.Path):
    """A path, or an address such as ``s3://bucket/folder``, which stays a text: as a path it would lose a slash."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path or address."""
        return value if isinstance(value, str) and "://" in value else super().convert(value, param, ctx)


def here(place: Path | str) -> Path:
    """The place as a path on this machine.

    Raises
    ------
    UsageError
        It is an address, which only workers of a cluster open.
    """
    if isinstance(place, str):
        raise UsageError(f"{place} is not on this machine. Name a Dask scheduler to read from there: --dask tcp://...")
    return place


def cluster_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of running on a cluster."""
    told = "Articles that a task takes with --dask."
    command = click.option("--piece", type=click.IntRange(1), default=500, show_default=True, help=told)(command)
    told = "Run on the workers of this Dask scheduler: tcp://scheduler:8786 (see docs/scale.md)."
    return click.option("--dask", metavar="ADDRESS", help=told)(command)


def client_of(options: dict[str, Any]) -> AbstractContextManager[Any]:
    """A client of the scheduler that ``--dask`` names, which is taken out of the options; without one, ``None``."""
    address = options.pop("dask")
    if not address:
        return nullcontext()
    from toolkit.cluster.running import connected

    return connected(address)


def extract_on(
    address: str, paths: Sequence[Path | str], output: Path | str, piece: int, any_language: bool, **options: Any
) -> int:
    """Extract on a cluster into folders of Parquet files, and tell what could not be read; the exit status."""
    from toolkit.cluster.given import codebook_of, decisions_on
    from toolkit.cluster.run import WORK
    from toolkit.cluster.running import connected

    place = output if isinstance(output, str) else str(output.absolute())
    with connected(address) as client:
        run = _run(client, f"{place}/{WORK}", piece, any_language, **options)
        run.analyze(list(paths))
        decisions = decisions_on(run.kept, list(paths), options["corrections"] or True)
        written = run.write(place, decisions, codebook_of(run.kept, list(paths), options["codebook"] or True))
    for folder in written.folders:
        click.echo(folder)
    return tell_problems(written.problems)


def _run(client: Any, root: str, piece: int, any_language: bool, **options: Any) -> Any:
    from toolkit.cluster.run import Run
    from toolkit.extraction import Reading, shaping_of
    from toolkit.readers.columns import Columns
    from toolkit.readers.making import Checks

    columns = Columns(*(options[name] for name in ("text", "date", "source", "title", "doc_id")))
    checks = Checks(not any_language, only_one=not options["keep_duplicates"])
    reading: Reading = {name: options[name] for name in ("mode", "learned", "nested")}  # type: ignore[assignment]
    model = shaping_of(options["model"], reading)["model"]
    return Run(client, root, columns, checks, (model, reading, False), piece, options["progress"])
