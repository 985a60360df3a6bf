"""The commands of coders: what to check, their sheets, their agreement, and what stands in the end."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from toolkit.cli.group import SOME_FAILED, say, tell_problems
from toolkit.cli.options import analysed, analysis_options, reading_options
from toolkit.errors import UsageError
from toolkit.naming import CORRECTIONS

file = click.Path(path_type=Path, dir_okay=False)
paths_argument = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
folder_option = click.option(
    "--output",
    "-o",
    default="coding",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write to.",
)
files_argument = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))


@click.command()
@paths_argument
@click.option("--n", default=50, show_default=True, type=click.IntRange(1), help="How many to draw.")
@click.option("--table", default="commitments", show_default=True, help="Of which table rows are checked.")
@click.option("--by", multiple=True, metavar="COLUMN", help="Draw within the values of this column; several times.")
@click.option(
    "--unit",
    type=click.Choice(["rows", "articles"]),
    default="rows",
    show_default=True,
    help="Rows tell the precision; articles, read as a whole, also the recall.",
)
@click.option("--seed", default=0, show_default=True, help="The same seed draws the same.")
@folder_option
@reading_options
@analysis_options
def sample(
    paths: tuple[Path, ...], n: int, table: str, by: tuple[str, ...], unit: str, seed: int, output: Path, **options: Any
) -> None:
    """Draw rows or articles of PATHS to be checked, and write a sheet for coders and the plan of the sample."""
    from toolkit.coding import draw, write_sample

    analysis = analysed(paths, corrected=False, keyterms=False, **options)
    columns = [name.strip() for given in by for name in given.split(",") if name.strip()]
    plan = draw(analysis, n, table, columns, unit, seed)
    for path in write_sample(analysis, plan, output):
        click.echo(path)
    say(f"{len(plan.drawn)} of {sum(plan.sizes.values())} {unit} drawn, from {len(plan.sizes)} strata")
    sys.exit(tell_problems(analysis.records("problems")))


@click.command("read-sheet")
@click.argument("sheet", type=file)
@paths_argument
@click.option("--who", help="The coder; by default your name on this machine.")
@click.option("--output", "-o", required=True, type=file, help="The file of decisions to write.")
@reading_options
@analysis_options
def read_sheet(sheet: Path, paths: tuple[Path, ...], who: str | None, output: Path, **options: Any) -> None:
    """Turn a filled SHEET, drawn from PATHS, into a coder's file of decisions."""
    from toolkit.coding import read_sheet as read

    analysis = analysed(paths, corrected=False, keyterms=False, **options)
    decisions, left = read(sheet, analysis, output, who)
    click.echo(output)
    say(f"{len(decisions)} decisions; {left} rows left open")
    sys.exit(tell_problems(analysis.records("problems")))


@click.command("read-labels")
@click.argument("export", type=file)
@paths_argument
@folder_option
@reading_options
@analysis_options
def read_labels(export: Path, paths: tuple[Path, ...], output: Path, **options: Any) -> None:
    """Turn Label Studio's EXPORT (JSON) of articles in PATHS into a file of decisions for each coder."""
    from toolkit.coding import read_label_studio

    analysis = analysed(paths, corrected=False, keyterms=False, **options)
    taken = read_label_studio(export, analysis, output)
    for who, path in taken.files.items():
        click.echo(path)
        say(f"{who}: {taken.decisions[who]} decisions")
    for told in taken.left:
        say(f"not taken over: {told}")
    sys.exit(max(tell_problems(analysis.records("problems")), SOME_FAILED if taken.left else 0))


@click.command()
@files_argument
@click.option("--output", "-o", type=file, help="Write the disagreements to this CSV file.")
def agreement(files: tuple[Path, ...], output: Path | None) -> None:
    """Tell how far the coders of FILES agree: Krippendorff's alpha, F1 of rows added, and disagreements."""
    from toolkit.coding import agreement as measure

    found = measure(files)
    click.echo(found)
    if output:
        click.echo(_sheet(output, found.disagreements, found.coders))
    else:
        for one in found.disagreements:
            click.echo("  ".join(filter(None, one.values())))


@click.command()
@files_argument
@click.option(
    "--output", "-o", default=CORRECTIONS, show_default=True, type=file, help="The file of decisions to add to."
)
@click.option("--sheet", default="disagreements.csv", show_default=True, type=file, help="Where open ones are written.")
@click.option("--settled", type=file, help="That sheet with a coder's name under 'decided', or 'nobody'.")
@click.option("--prefer", metavar="CODER", help="Take this coder's decision where the sheet says nothing.")
@click.option("--who", help="Who settles.")
def adjudicate(
    files: tuple[Path, ...], output: Path, sheet: Path, settled: Path | None, prefer: str | None, who: str | None
) -> None:
    """Bring the decisions of the coders of FILES together; what they disagree on becomes a sheet to be settled."""
    from toolkit.coding.adjudication import adjudicate as settle
    from toolkit.coding.adjudication import keep
    from toolkit.corrections.file import user

    done = settle(files, settled, prefer, who or user())
    if done.open and settled is not None and settled.resolve() == sheet.resolve():
        raise UsageError(
            f"{len(done.open)} disagreements in {settled} are open; fill them in, or name another --sheet."
        )
    say(f"{keep(done, output)} decisions added to {output}")
    if done.open:
        say(f"{len(done.open)} disagreements left open: fill in {_sheet(sheet, done.open, [p.stem for p in files])}")
    sys.exit(SOME_FAILED if done.open else 0)


@click.command()
@paths_argument
@reading_options
@analysis_options
def calibrate(paths: tuple[Path, ...], **options: Any) -> None:
    """Fit confidence to your decisions on PATHS; the fit is a decision too, which every later run carries out."""
    from toolkit.coding.calibration import calibrate as fit
    from toolkit.corrections import Corrections
    from toolkit.corrections.file import beside

    named = options.pop("corrections", None)
    analysis = analysed(paths, corrected=False, keyterms=False, **options)
    path = named or beside(list(paths), [held.article for held in analysis.values()])
    if path is None or not path.exists():
        raise UsageError("There are no decisions on these articles; name their file: --corrections FILE")
    log = Corrections(path)
    for found in fit(analysis.values(), log.decisions):
        click.echo(found)
        if found.gains:
            log.keep(found.decision())
            say(f"{found.table}: confidence calibrated from now on ({path}); take it back with log.undo()")
    sys.exit(tell_problems(analysis.records("problems")))


def _sheet(path: Path, rows: list[dict[str, str]], coders: Any) -> Path:
    from toolkit.coding.adjudication import DECIDED
    from toolkit.coding.agreement import DISAGREEMENT
    from toolkit.export.tables import write_csv

    return write_csv(path, [*DISAGREEMENT, *coders, DECIDED], [[*row.values(), ""] for row in rows])
