"""``readout evaluate``: figures against gold, printed, written, and held to pinned floors."""

from __future__ import annotations

import importlib
import inspect
import json
import sys
from pathlib import Path
from typing import Any

import click

from toolkit.evaluation.gate import corpus_hash, failures, raised, read_gate

EVALUATIONS = {
    "attribution": (
        "toolkit.evaluation.attribution",
        ("GOLD",),
        "Source, cue and content, on brat standoff (PolNeAR).",
    ),
    "commentary": ("toolkit.evaluation.commentary", ("GOLD",), "Experts and their stances."),
    "endtoend": (
        "toolkit.evaluation.articles",
        ("GOLD", "ARTICLES"),
        "Whole articles: commitments, attributions, actors and experts against gold.",
    ),
    "names": ("toolkit.evaluation.names", ("GOLD",), "Names of states, people and bodies to country codes."),
    "plover": ("toolkit.evaluation.plover", ("GOLD",), "Commitments, refusals and threats on PLOVER's gold records."),
    "speakers": ("toolkit.evaluation.speakers", ("TEXTS", "GOLD"), "He, she and they to the right speaker."),
    "speed": ("toolkit.evaluation.speed", ("ARTICLES",), "Cost of the extractors beside the bare spaCy pipeline."),
    "time": ("toolkit.evaluation.time", ("GOLD",), "Time expressions to intervals."),
}
"""Name, module, paths and summary of each; the module has ``evaluate(*paths, **options)`` and ``table(figures)``."""


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
        click.Option(["--gate"], type=file, help="Fail (exit status 1) if a figure is under its floor in this file."),
        click.Option(["--pin"], is_flag=True, help="Write the gate, or raise its floors to the figures reached."),
    ]

    def run(json_path: Path | None, gate: Path | None, pin: bool, **given: Any) -> None:
        found = importlib.import_module(module)
        accepted = inspect.signature(found.evaluate).parameters
        options = {k: v for k in ("model", "mode") if (v := given[k]) is not None and k in accepted}
        paths = [given[place.lower()] for place in places]
        figures = found.evaluate(*paths, **options)
        click.echo(found.table(figures))
        if json_path:
            json_path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        sys.exit(_pass(figures, paths, gate, pin) if gate else 0)

    return click.Command(name, callback=run, params=parameters, help=summary)


for _name, (_module, _places, _summary) in EVALUATIONS.items():
    evaluate.add_command(_evaluation(_name, _module, _places, _summary))


def _pass(figures: dict[str, Any], gold: list[Path], path: Path, pin: bool) -> int:
    """The exit status of a gate: 0 if all floors are reached, or were just pinned."""
    corpus = corpus_hash(gold)
    if pin:
        kept = read_gate(path) if path.exists() else None
        path.write_text(json.dumps(raised(figures, kept, corpus), indent=1) + "\n", encoding="utf-8")
        click.echo(f"Pinned in {path}", err=True)
        return 0
    missed = failures(figures, read_gate(path), corpus)
    for sentence in missed:
        click.echo(f"gate: {sentence}", err=True)
    return 1 if missed else 0
