"""The command ``readout train``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from toolkit.cli.group import Group, say


@click.group(cls=Group)
def train() -> None:
    """Fit the weights of learned stages anew."""


@train.command("attribution")
@click.option(
    "--polnear",
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder of PolNeAR, or of other brat standoff, with text/ and attributions/.",
)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="The file to write the weights to."
)
@click.option("--model", metavar="NAME", help="The spaCy model to parse with.")
def train_attribution(polnear: Path, output: Path | None, model: str | None) -> None:
    """Fit the attribution stage on gold; without --output, the weights in use are replaced."""
    from toolkit.training.attribution import train as fit

    click.echo(json.dumps(fit(polnear, output, model=model, report=say), indent=1, default=str))


@train.command("stance")
@click.option(
    "--news",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder of real articles with text/ and gold/, whose experts have statements with a stance.",
)
@click.option(
    "--statements",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A file of JSON lines: doc, content (spans), stance, statement_ok.",
)
@click.option("--texts", type=click.Path(path_type=Path, exists=True, file_okay=False), help="The folder of its texts.")
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="The file to write the weights to."
)
@click.option("--model", metavar="NAME", help="The spaCy model to parse with.")
def train_stance(
    news: Path | None, statements: Path | None, texts: Path | None, output: Path | None, model: str | None
) -> None:
    """Fit how sure a stance is on coded statements; without --output, the weights in use are replaced."""
    from toolkit.training.stance import train as fit

    click.echo(json.dumps(fit(news, statements, texts, output, model=model, report=say), indent=1))


@train.command("commitments")
@click.argument("gold", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--also",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Articles of your own with corrections.jsonl, whose decisions are added to the fit.",
)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="The file to write the confidences to."
)
def train_commitments(gold: Path | None, also: tuple[Path, ...], output: Path | None) -> None:
    """Fit the confidence of commitments on a folder with text/ and gold/, as `readout evaluate news` reads.

    Without --output, the table in use is replaced. Prints calibration by cross-validation, and its learning curve.
    """
    from toolkit.errors import UsageError
    from toolkit.training.commitments import train as fit
    from toolkit.training.decided import decided

    if gold is None and not also:
        raise UsageError("Nothing to fit on: name a folder with gold, or articles with decisions by --also.")
    more = {name: rows for folder in also for name, rows in decided(folder).items()}
    click.echo(json.dumps(fit(gold, output, report=say, also=more), indent=1))
