"""A researcher's verdicts on matches, kept in a CSV file that survives every re-run."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from toolkit.corrections.decisions import Action, Decision, parse, standing
from toolkit.errors import UsageError
from toolkit.files import read_text

COLUMNS = ("commitment_a", "commitment_b", "same")
VERDICTS = {"yes": True, "no": False}


def read_corrections(path: Path | str) -> dict[tuple[str, str], bool]:
    """Verdicts by pair of commitment ids: those of ``corrections.jsonl``, or of a CSV file that lists them alone.

    A CSV file has the columns ``commitment_a``, ``commitment_b``, ``same`` (yes or no).

    Other columns are for notes; empty lines and lines that begin with ``#`` are skipped. A later line overrules an
    earlier one on the same pair.

    Parameters
    ----------
    path
        The CSV file.

    Returns
    -------
    dict
        Whether the two commitments of a pair are the same.

    Raises
    ------
    UsageError
        The file cannot be read, lacks a column, or holds another verdict than yes or no (the message names
        the line); or
        verdicts contradict each other.
    """
    try:
        return parse_corrections(read_text(path, "corrections are a CSV file"), str(path))
    except FileNotFoundError:
        raise UsageError(f"{path}: there is no such file of corrections") from None


def corrections_text(path: Path | str) -> str:
    """The verdicts of such a file as lines of ``corrections.jsonl``, checked as :func:`read_corrections` does."""
    verdicts = read_corrections(path)
    return "".join(f"{Decision(Action.MATCH, rows=pair, same=same).line()}\n" for pair, same in verdicts.items())


def parse_corrections(text: str, name: str = "corrections") -> dict[tuple[str, str], bool]:
    """Verdicts in the text of such a file; ``name`` is for messages."""
    return _decided(text, name) if text.lstrip().startswith("{") else _listed(text, name)


def _listed(text: str, name: str) -> dict[tuple[str, str], bool]:
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip(" ,;") and line[0] != "#"]
    header = [cell.strip() for cell in next(csv.reader([lines[0][1]]))] if lines else list(COLUMNS)
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        raise UsageError(f"{name}, line {lines[0][0]}: lacks the column {missing[0]}; it needs {', '.join(COLUMNS)}")
    found: dict[tuple[str, str], bool] = {}
    for number, line in lines[1:]:
        first, second, same = _verdict(header, line, f"{name}, line {number}")
        found.pop((second, first), None)
        found[first, second] = same
    _check(found, name)
    return found


def _verdict(header: list[str], line: str, where: str) -> tuple[str, str, bool]:
    row = {key: cell.strip() for key, cell in zip(header, next(csv.reader([line])), strict=False)}
    first, second, verdict = (row.get(column, "") for column in COLUMNS)
    if not first or not second or verdict.casefold() not in VERDICTS:
        raise UsageError(f"{where}: needs commitment_a, commitment_b and same (yes or no)")
    return first, second, VERDICTS[verdict.casefold()]


def _decided(text: str, name: str) -> dict[tuple[str, str], bool]:
    """Verdicts among a person's decisions (see :mod:`toolkit.corrections`); others are about other things."""
    lines = [parse(line, f"{name}, line {n}") for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    found = verdicts_of(lines)
    _check(found, name)
    return found


def verdicts_of(decisions: Iterable[Decision]) -> dict[tuple[str, str], bool]:
    """The verdicts that stand among a person's decisions, by pair of commitment ids."""
    verdicts = [decision for decision in standing(decisions) if decision.action is Action.MATCH]
    return {(first, second): bool(d.same) for d in verdicts for first, second in [d.rows]}


def _check(verdicts: dict[tuple[str, str], bool], name: str) -> None:
    """Verdicts bind, so they must agree: what several yeses bring together, no no can part."""
    import networkx as nx

    together = nx.Graph(pair for pair, same in verdicts.items() if same)
    for (first, second), same in verdicts.items():
        if not same and first in together and second in together and nx.has_path(together, first, second):
            chain = " = ".join(nx.shortest_path(together, first, second))
            raise UsageError(
                f"{name}: verdicts contradict each other: {chain}, yet {first},{second},no; take one of them out"
            )
