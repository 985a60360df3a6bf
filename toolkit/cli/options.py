"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.nlp.models import MODES

if TYPE_CHECKING:
    from toolkit.results import Analysis

_COLUMNS = {
    "text": "the articles' texts",
    "date": "the dates of publication",
    "source": "the publishers",
    "title": "the headlines",
    "doc_id": "the articles' ids",
}


def analysed(paths: Iterable[Path], *, corrected: bool = True, **options: Any) -> Analysis:
    """What the options of :func:`reading_options` and :func:`analysis_options` ask for; ``corrected``: by the file usual."""
    from toolkit.analysis import analyze

    options["check_language"] = not options.pop("any_language", False)
    options["corrections"] = options.pop("corrections", None) or corrected
    options["codebook"] = options.pop("codebook", None) or True
    return analyze(list(paths), **options)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of reading: which column of a table is what, and whether files of the same text are kept once."""
    for what, held in reversed(_COLUMNS.items()):
        told = f"Column of tables that holds {held}; guessed by its name if not given, '' for none."
        name = what.replace("doc_id", "id")
        command = click.option(f"--{name}-column", what, metavar="NAME", help=told)(command)
    told = "Keep all files of the same text, not only the first."
    return click.option("--keep-duplicates", is_flag=True, help=told)(command)


def model_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of what finds the rows, and of how it works."""
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
        click.option("--cache/--no-cache", default=True, help="Keep analyses by content and use kept ones."),
        click.option("--progress/--no-progress", default=True, help="Show progress on stderr."),
    ):
        command = option(command)
    return command


def analysis_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that all commands which analyse articles share."""
    file = click.Path(path_type=Path, dir_okay=False)
    told = "The file of decisions to carry out; by default corrections.jsonl beside the articles."
    command = click.option("--corrections", type=file, help=told)(command)
    told = "The project's topics, actors, title ...; by default readout.yaml beside the articles (see readout init)."
    return model_options(click.option("--codebook", type=file, help=told)(command))
