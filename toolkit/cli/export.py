"""The command ``readout export``."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import click

from toolkit.cli.group import tell_problems
from toolkit.cli.options import analysed, analysis_options, reading_options
from toolkit.export import FORMATS, known_format


@click.command(epilog="\b\nFormats:\n" + "\n".join(f"  {name:<15} {known.what}" for name, known in FORMATS.items()))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--to",
    "formats",
    multiple=True,
    required=True,
    metavar="FORMAT",
    help="A format; can be given several times, or as a list with commas.",
)
@click.option(
    "--output", "-o", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder to write to."
)
@click.option(
    "--exploded", is_flag=True, help="CSV: also a file for each column that holds lists, one line an element."
)
@reading_options
@analysis_options
def export(paths: tuple[Path, ...], formats: tuple[str, ...], output: Path, exploded: bool, **options: Any) -> None:
    """Write what is found in PATHS in the formats of other tools.

    PATHS are articles, as for extract, or a file that Analysis.save() wrote. The folder also gets CODEBOOK.md, run.json
    (versions, options, hashes) and METHODS.md (a paragraph for a paper).
    """
    from toolkit.export import export as write_formats
    from toolkit.saved import load

    wanted = [name.strip() for given in formats for name in given.split(",") if name.strip()]
    for name in wanted:
        known_format(name)
    known = load(paths[0]) if len(paths) == 1 and _saved(paths[0]) else None
    found = known or analysed(paths, **options)
    for path in write_formats(found, output, wanted, exploded=exploded):
        click.echo(path)
    sys.exit(tell_problems(found.records("problems")))


def _saved(path: Path) -> bool:
    """Whether a file is one that ``Analysis.save()`` wrote, by how it begins."""
    import gzip

    if not path.is_file():
        return False
    with path.open("rb") as file, gzip.open(file) if file.peek(2).startswith(b"\x1f\x8b") else file as content:
        return re.match(rb'\{"format": \d+, "articles": \[', content.read(30)) is not None
