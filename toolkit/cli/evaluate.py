"""``readout evaluate``: figures against gold, printed, written, and held to pinned floors."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import click

from toolkit import files
from toolkit.errors import UsageError
from toolkit.evaluation.registry import EVALUATIONS, measure


@click.group()
def evaluate() -> None:
    """Measure the analysis against gold data; --gate fails under a pinned floor."""


def _evaluation(name: str, module: str, places: tuple[str, ...], summary: str) -> click.Command:
    existing = click.Path(exists=True, path_type=Path)
    file = click.Path(path_type=Path, dir_okay=False)
    parameters: list[click.Parameter] = [
        click.Argument([place.lower()], type=existing, metavar=place) for place in places
    ]
    parameters += [
        click.Option(["--model"], metavar="NAME", help="The spaCy model to use."),
        click.Option(["--mode"], type=click.Choice(["complete", "precise"]), help="Which attributions to keep."),
        click.Option(["--json", "json_path"], type=file, help="Write the figures to this file as well."),
        click.Option(["--calibration"], is_flag=True, help="Print also how often rows of a confidence are right."),
        click.Option(["--figure"], type=file, help="Draw the calibration into this file (.png or .svg)."),
        click.Option(["--gate"], type=file, help="Fail (exit status 1) if a figure is under its floor in this file."),
        click.Option(["--pin"], is_flag=True, help="Write the gate, or raise its floors to the figures reached."),
        click.Option(
            ["--slack"], type=click.FloatRange(0, 1), default=0.0, help="Pin floors this share under the figures."
        ),
    ]

    def run(json_path: Path | None, gate: Path | None, pin: bool, slack: float, **given: Any) -> None:
        paths = [given[place.lower()] for place in places]
        figures = measure(name, paths, model=given["model"], mode=given["mode"])
        click.echo(importlib.import_module(module).table(figures))
        if given["calibration"] or given["figure"]:
            _calibrate(name, figures, given["figure"])
        if json_path:
            files.write(json_path, json.dumps(figures, indent=1) + "\n")
        sys.exit(_pass(figures, paths, gate, slack if pin else None) if gate else 0)

    return click.Command(name, callback=run, params=parameters, help=summary)


for _name, (_module, _places, _summary) in EVALUATIONS.items():
    evaluate.add_command(_evaluation(_name, _module, _places, _summary))


def _calibrate(name: str, figures: Mapping[str, Any], figure: Path | None) -> None:
    from toolkit.evaluation.calibration import table

    curves = figures.get("calibration")
    if not curves:
        raise UsageError(f"evaluate {name} has no rows with a confidence to calibrate")
    click.echo("\n" + table(curves))
    if figure:
        from toolkit.validation.reliability import write

        write(curves, figure)
        click.echo(f"Drawn in {figure}", err=True)


GOLD_OPTIONS = {
    "news": "Real news with gold: a folder with text/ and gold/.",
    "polnear": "Attributions in brat standoff: a folder with text/ and attributions/.",
    "plover": "PLOVER's gold records: JSON lines.",
    "time": "Time expressions with their intervals: a JSON file.",
    "names": "Names with their country codes: a JSON file.",
    "speakers-texts": "The texts of the hand-read pronouns in tests/gold/speakers.jsonl.",
}
"""Gold that does not come with the project, by option of ``evaluate report`` and ``evaluate all``."""


_LAYOUT = {
    "news": "news/dev",
    "polnear": "polnear/dev",
    "plover": "plover/*.jsonl",
    "time": "time/*.json",
    "names": "names/*.json",
    "speakers_texts": "polnear/dev/text",
}
"""Where a folder of gold (``--gold``) holds what the other options name one by one."""


def _with_gold(command: Callable[..., None]) -> Callable[..., None]:
    told = f"A folder that holds all of these: {', '.join(_LAYOUT.values())}."
    command = click.option("--gold", type=click.Path(exists=True, file_okay=False, path_type=Path), help=told)(command)
    for name, told in reversed(GOLD_OPTIONS.items()):
        command = click.option(f"--{name}", type=click.Path(exists=True, path_type=Path), help=told)(command)
    return command


def _given(options: Mapping[str, Path | None]) -> dict[str, str]:
    """The gold that the options name, by option; an option of its own goes before the folder of all."""
    named = {name: path for name, path in options.items() if path is not None and name != "gold"}
    folder = options.get("gold")
    held = {name: next(iter(sorted(folder.glob(at))), None) for name, at in _LAYOUT.items()} if folder else {}
    return {name: str(path.resolve()) for name in _LAYOUT if (path := named.get(name) or held.get(name))}


@evaluate.command("report")
@click.option("--output", "-o", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The HTML file.")
@_with_gold
@click.option("--model", help="The spaCy model to use.")
@click.option("--mode", type=click.Choice(["complete", "precise"]), help="Which attributions to keep.")
def report_command(output: Path, model: str | None, mode: str | None, **gold: Path | None) -> None:
    """Make a page of figures, confusions, misses and calibration from notebooks/validate.ipynb."""
    from toolkit.validation.page import validate

    options = {key: value for key, value in (("model", model), ("mode", mode)) if value}
    run = validate(output, {name: path for name, path in _given(gold).items() if name != "news"} | options)
    if run.failure:
        click.echo(f"failed: {run.failure.reason}", err=True)
    click.echo(run.path)
    sys.exit(1 if run.failure else 0)


@evaluate.command("all")
@_with_gold
@click.option(
    "--write", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Renew this document's figures."
)
@click.option("--model", help="The spaCy model to use.")
def all_command(write: Path | None, model: str | None, **gold: Path | None) -> None:
    """Print all figures as Markdown, or renew those of a document, such as docs/accuracy.md."""
    from toolkit.evaluation.document import blocks, gold_paths, markdown, renew
    from toolkit.export.about import write_accuracy

    figures: dict[str, Any] = {}
    tell = partial(click.echo, err=True)
    found = blocks(gold_paths(_given(gold)), model, lambda name: tell(f"Measuring {name} ..."), figures.__setitem__)
    if write is None:
        click.echo(markdown(found))
    else:
        tell(f"Renewed in {write}: {', '.join(renew(write, found))}")
        if "news" in figures:
            tell(f"Renewed for METHODS.md: {write_accuracy(figures['news'])}")


def _pass(figures: dict[str, Any], gold: list[Path], path: Path, slack: float | None) -> int:
    """The exit status of a gate: 0 if all floors are reached, or were just pinned (``slack`` is given)."""
    from toolkit.evaluation.gate import corpus_hash, failures, raised, read_gate

    corpus = corpus_hash(gold)
    if slack is not None:
        kept = read_gate(path) if path.exists() else None
        files.write(path, json.dumps(raised(figures, kept, corpus, slack), indent=1) + "\n")
        click.echo(f"Pinned in {path}", err=True)
        return 0
    missed = failures(figures, read_gate(path), corpus)
    for sentence in missed:
        click.echo(f"gate: {sentence}", err=True)
    return 1 if missed else 0
