"""The commands of a project's codebook: ``readout init`` and ``readout check``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from toolkit.cli.group import SOME_FAILED, say, tell_problems
from toolkit.cli.options import model_options, reading_options
from toolkit.errors import UsageError
from toolkit.files import write
from toolkit.naming import CODEBOOK

_folder = click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False, exists=True))


@click.command()
@_folder
def init(folder: Path) -> None:
    """Write a commented readout.yaml into FOLDER (here, if none is named), to be filled in; one that is there stays.

    It says which topics, actors and kinds of expert the project knows, which columns it hides, from which likeness reports
    are one commitment, and how its report is called.
    """
    from importlib import resources

    path = folder / CODEBOOK
    text = resources.files("toolkit.codebook").joinpath("starter.yaml").read_text(encoding="utf-8")
    if path.exists():
        raise UsageError(f"{path} is there already, and stays as it is")
    write(path, text)
    click.echo(path)
    say(f"Take away the '# ' before what you want to say, then run: readout check {folder}")


@click.command()
@_folder
@reading_options
@model_options
def check(folder: Path, any_language: bool, **options: Any) -> None:
    """Say what in FOLDER's readout.yaml is wrong, or matches nothing in its articles.

    A line each, with the line of the file: a word of a topic that no article has, an alias of no actor, a column that does
    not exist, a key that is none. Exit status 1 if there is any.
    """
    from toolkit.analysis import analyze
    from toolkit.codebook.checking import unmatched
    from toolkit.codebook.reading import read

    path = folder / CODEBOOK
    if not path.exists():
        raise UsageError(f"{path} is not there; write one with: readout init {folder}")
    codebook, faults = read(path)
    found = analyze(
        [folder], check_language=not any_language, keyterms=False, corrections=False, codebook=False, **options
    )
    lines = [*faults, *unmatched(codebook, found.values())]
    for line in lines:
        click.echo(line)
    if not lines:
        say(f"{path}: all that it says matches something")
    sys.exit(max(tell_problems(found.records("problems")), SOME_FAILED if lines else 0))
