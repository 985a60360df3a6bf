"""Sheets for coders: what was drawn, as a CSV file with columns to fill in, and back into decisions."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.coding.sampling import Plan
from toolkit.corrections import Corrections, Decision
from toolkit.corrections.editing import REFERENCES
from toolkit.corrections.naming_rows import spanned
from toolkit.errors import UsageError, did_you_mean
from toolkit.export.found import flat
from toolkit.export.tables import FORMULA, write_csv
from toolkit.files import made, read_text, write
from toolkit.naming import SAMPLE_PLAN
from toolkit.records import EXTRACTED, ROW_IDS
from toolkit.schema import to_json

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.findings import ArticleAnalysis
    from toolkit.results import Analysis

SHEET = "sheet.csv"
FILLED = ("verdict", "should_be", "note")
"""Columns that a coder fills in."""

NEEDED = ("doc_id", "table", "row", "verdict", "should_be")
"""Columns that a filled sheet must have."""

VERDICTS: dict[str, str] = {
    **dict.fromkeys(("right", "r", "yes", "y", "1", "correct", "accept", "ok"), "accept"),
    **dict.fromkeys(("wrong", "w", "no", "n", "0", "incorrect", "reject"), "reject"),
    **dict.fromkeys(("missed", "missing", "m", "add"), "add"),
}
"""What may stand under ``verdict``, and what it does."""


def write_sample(analysis: Analysis, plan: Plan, folder: Path) -> list[Path]:
    """Write the plan and a sheet of what was drawn.

    Parameters
    ----------
    analysis
        The articles.
    plan
        What was drawn.
    folder
        Where to; made if missing.

    Returns
    -------
    list of Path
        ``plan.json`` and ``sheet.csv``.

    Raises
    ------
    UsageError
        There is a sheet already: a coder's work is never written over.
    """
    sheet = folder / SHEET
    if sheet.exists():
        raise UsageError(f"{sheet} is there already, perhaps filled in; name another folder, or move it away.")
    made(folder)
    frame = getattr(analysis, plan.table)
    told = [name for name in frame.columns[: list(frame.columns).index("evidence") + 1] if name != "doc_id"]
    write(folder / SAMPLE_PLAN, plan.text())
    write_csv(sheet, ["doc_id", "table", "row", *told, *FILLED], _lines(frame, plan, told))
    return [folder / SAMPLE_PLAN, sheet]


def _lines(frame: pd.DataFrame, plan: Plan, told: list[str]) -> Iterator[list[Any]]:
    """One line a row; after the rows of an article that is read as a whole, one to begin what was missed."""
    key, held = ROW_IDS[plan.table], dict(tuple(frame.groupby("doc_id", sort=False)))
    for one in plan.drawn:
        rows = held.get(one.doc_id)
        if rows is not None:
            for _, row in (rows[rows[key] == one.row] if plan.unit == "rows" else rows).iterrows():
                yield [one.doc_id, plan.table, row[key], *(_plain(row[name]) for name in told), "", "", ""]
        if plan.unit == "articles":
            yield [one.doc_id, plan.table, "", *[""] * len(told), "", "", ""]


def _plain(value: Any) -> str:
    import pandas as pd

    if hasattr(value, "isoformat"):
        return "" if pd.isna(value) else str(value.date() if hasattr(value, "date") else value)
    return flat(to_json(value)) if isinstance(value, tuple | list) or not pd.isna(value) else ""


def read_sheet(path: Path, analysis: Analysis, output: Path, who: str | None = None) -> tuple[list[Decision], int]:
    """The decisions of a filled sheet, written to a file of decisions.

    A verdict is ``right``, ``wrong`` or ``missed``; ``should_be`` holds ``column=value; column=value`` (several names with
    commas between). A missed row names its words: ``action=words of the text; status=agreed; parties=Norway``.

    Parameters
    ----------
    path
        The sheet.
    analysis
        The articles that it was drawn from.
    output
        The file to write to; must not be there yet.
    who
        The coder; by default the user's name on this machine.

    Returns
    -------
    tuple
        The decisions, and how many lines were left open.

    Raises
    ------
    UsageError
        The sheet cannot be read, a line of it cannot be carried out, or ``output`` is there already.
    """
    if output.exists():
        raise UsageError(f"{output} is there already; name another file, or move it away.")
    log, draft = Corrections(output, who), []
    open_lines = 0
    for number, line in sheet_lines(path, NEEDED, "readout sample"):
        where = f"{path}, line {number}"
        wanted = _wanted(line, where)
        if wanted is None:
            open_lines += bool(line["row"])
            continue
        draft.append((where, wanted, line))
    for where, wanted, line in draft:
        try:
            _decide(log, analysis, wanted, line)
        except UsageError as error:
            output.unlink(missing_ok=True)
            raise UsageError(f"{where}: {error}") from None
    return list(log.decisions), open_lines


def sheet_lines(path: Path, needed: Sequence[str], by: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines of a sheet with their numbers, whatever a spreadsheet put between the cells.

    Parameters
    ----------
    path
        The sheet.
    needed
        Columns that it must have.
    by
        The command that writes such sheets, for messages.

    Yields
    ------
    tuple
        The line's number, and its cells by column, without blanks around them.

    Raises
    ------
    UsageError
        It cannot be read, or a column is missing.
    """
    try:
        text = read_text(path, "save it as CSV UTF-8")
    except FileNotFoundError:
        raise UsageError(f"{path}: cannot be read, there is no such file; {by} writes one") from None
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    for name in needed:
        if name not in (reader.fieldnames or ()):
            raise UsageError(f"{path}: has no column {name!r}; give a sheet that {by} wrote")
    for line in reader:
        yield reader.line_num, {name: _unharmed((line[name] or "").strip()) for name in line if name}


def _unharmed(cell: str) -> str:
    """A cell without the ``'`` that keeps spreadsheets from taking it for a formula."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell


def _wanted(line: Mapping[str, str], where: str) -> str | None:
    """What a line asks for: accept, reject, edit or add; nothing where it was left open."""
    said = line["verdict"].casefold()
    if said and said not in VERDICTS:
        raise UsageError(f"{where}: {line['verdict']!r} is no verdict; write right, wrong or missed")
    wanted = VERDICTS.get(said)
    if not line["row"]:
        return "add" if wanted == "add" or line["should_be"] else None
    if wanted == "add":
        raise UsageError(f"{where}: a row that is there was not missed; write right or wrong")
    return "edit" if line["should_be"] and wanted != "reject" else wanted


def _decide(log: Corrections, analysis: Analysis, wanted: str, line: Mapping[str, str]) -> None:
    if line["doc_id"] not in analysis:
        raise UsageError(f"there is no article {line['doc_id']!r}{did_you_mean(line['doc_id'], analysis) or '.'}")
    if line["table"] not in EXTRACTED:
        raise UsageError(f"there is no table {line['table']!r}{did_you_mean(line['table'], EXTRACTED) or '.'}")
    article: ArticleAnalysis = analysis[line["doc_id"]]
    note, table = line.get("note", ""), line["table"]
    changes = _changes(line["should_be"], table)
    if wanted == "accept":
        log.accept(article, line["row"], why=note)
    elif wanted == "reject":
        log.reject(article, line["row"], why=note)
    elif wanted == "edit":
        log.edit(article, line["row"], why=note, **spanned(table, changes, article.article.text))
    else:
        log.add(article, table, why=note, **changes)


def _changes(text: str, table: str) -> dict[str, Any]:
    """``status=agreed; parties=Norway, Sweden`` as columns and values."""
    found: dict[str, Any] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals:
            raise UsageError(f"{part!r} is no change; write column=value, with ; between several")
        several = name in REFERENCES.get(table, {}) and name != "expert"
        found[name] = [one.strip() for one in value.split(",") if one.strip()] if several else value or None
    return found
