"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from toolkit.nlp.models import MODES

_COLUMNS = {
    "text": "the articles' texts",
    "date": "the dates of publication",
    "source": "the publishers",
    "title": "the headlines",
    "doc_id": "the articles' ids",
}


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of reading: which column of a table is what, and whether files of the same text are kept once."""
    for what, held in reversed(_COLUMNS.items()):
        told = f"Column of tables that holds {held}; guessed by its name if not given, '' for none."
        name = what.replace("doc_id", "id")
        command = click.option(f"--{name}-column", what, metavar="NAME", help=told)(command)
    told = "Keep all files of the same text, not only the first."
    return click.option("--keep-duplicates", is_flag=True, help=told)(command)


def analysis_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that all commands which analyse articles share."""
    for option in (
        click.option("--model", metavar="NAME", help="The spaCy model to use; by default the best installed."),
        click.option(
            "--mode",
            type=click.Choice(MODES),
            default="complete",
            show_default=True,
            help="Keep all attributions found, or only the surest.",
        ),
        click.option(
            "--learned/--rules-alone", default=True, help="Let the learned stage decide on attributions, or rules."
        ),
        click.option("--nested", is_flag=True, help="Keep attributions inside the content of others as well."),
        click.option("--any-language", is_flag=True, help="Read also what does not look like English."),
        click.option("--jobs", "-j", type=click.IntRange(1), default=1, show_default=True, help="Number of processes."),
        click.option(
            "--corrections",
            type=click.Path(path_type=Path, dir_okay=False),
            help="The file of decisions to carry out; by default corrections.jsonl beside the articles.",
        ),
        click.option("--cache/--no-cache", default=True, help="Keep analyses by content and use kept ones."),
        click.option("--progress/--no-progress", default=True, help="Show progress on stderr."),
    ):
        command = option(command)
    return command
