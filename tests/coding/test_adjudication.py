"""What coders agree on stands; what they do not is open until somebody settles it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from toolkit.coding.adjudication import adjudicate, keep
from toolkit.corrections import Corrections
from toolkit.corrections.decisions import Action, read
from toolkit.errors import UsageError
from toolkit.results import Analysis

Two = tuple[Corrections, Corrections]


@pytest.fixture
def two(tmp_path: Path, many: Analysis) -> Two:
    """Anna and Ben: one row alike, one not, one that only Anna judged; an added row each, and an alias."""
    anna, ben = (Corrections(tmp_path / f"{name}.jsonl", who=name) for name in ("anna", "ben"))
    article = many["doc-0"]
    anna.accept(article, "c-0-0")
    ben.accept(article, "c-0-0")
    anna.edit(article, "c-0-1", status="planned")
    ben.reject(article, "c-0-1")
    anna.reject(article, "c-0-2")
    anna.add(article, "commitments", action="share the cost of dredging it", parties=["Norland"], status="agreed")
    for log in (anna, ben):
        log.alias("the Norlanders", "Norland")
    return anna, ben


def paths(two: Two) -> list[Path]:
    return [log.path for log in two]


def sheet(folder: Path, rows: list[dict[str, str]], *decided: str, delimiter: str = ",") -> Path:
    path = folder / "settled.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0], "decided"], delimiter=delimiter)
        writer.writeheader()
        writer.writerows(row | {"decided": name} for row, name in zip(rows, decided, strict=True))
    return path


def test_what_is_agreed_on_stands_and_the_rest_is_open(two: Two) -> None:
    done = adjudicate(paths(two))
    told = [(d.action, d.row, d.who) for d in done.decisions]
    assert told == [
        (Action.ALIAS, None, "anna"),
        (Action.ACCEPT, "c-0-0", "anna, ben"),
        (Action.REJECT, "c-0-2", "anna"),
    ]
    assert [one["column"] for one in done.open] == ["is a row", "added"]
    assert done.open[0]["row"] == "c-0-1"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_settled_sheet_decides_however_a_spreadsheet_saved_it(two: Two, tmp_path: Path, delimiter: str) -> None:
    first = adjudicate(paths(two))
    done = adjudicate(paths(two), sheet(tmp_path, first.open, "anna", "nobody", delimiter=delimiter), who="Carol")
    assert done.open == []
    edited = next(d for d in done.decisions if d.row == "c-0-1")
    assert (edited.action, edited.who) == (Action.EDIT, "anna; settled by Carol")
    assert Action.ADD not in {d.action for d in done.decisions}


def test_one_coder_may_be_preferred_and_the_sheet_goes_first(two: Two, tmp_path: Path) -> None:
    done = adjudicate(paths(two), prefer="ben")
    assert [d.action for d in done.decisions if d.row == "c-0-1"] == [Action.REJECT]
    assert done.open == []
    first = adjudicate(paths(two))
    done = adjudicate(paths(two), sheet(tmp_path, first.open, "anna", ""), prefer="ben")
    assert [d.action for d in done.decisions if d.row == "c-0-1"] == [Action.EDIT]


def test_what_stands_is_added_once(two: Two, tmp_path: Path) -> None:
    output = tmp_path / "corrections.jsonl"
    assert keep(adjudicate(paths(two)), output) == 3
    assert keep(adjudicate(paths(two)), output) == 0
    assert keep(adjudicate(paths(two), prefer="anna"), output) == 2
    assert len(read(output)) == 5


def test_a_single_coders_decisions_are_taken_as_they_are(two: Two) -> None:
    done = adjudicate([two[0].path])
    assert [d.action for d in done.decisions] == [
        Action.ALIAS,
        Action.ACCEPT,
        Action.EDIT,
        Action.REJECT,
        Action.ADD,
    ]
    assert done.open == []


def test_names_and_sheets_are_checked(two: Two, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--prefer: 'bn' is none of anna, ben, nobody; did you mean 'ben'"):
        adjudicate(paths(two), prefer="bn")
    first = adjudicate(paths(two))
    with pytest.raises(UsageError, match=r"settled\.csv, line 2: 'Dora' is none of"):
        adjudicate(paths(two), sheet(tmp_path, first.open, "Dora", ""))
    (tmp_path / "other.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(UsageError, match="has no column 'doc_id'; give a sheet that readout adjudicate wrote"):
        adjudicate(paths(two), tmp_path / "other.csv")
    with pytest.raises(UsageError, match="cannot be read"):
        adjudicate(paths(two), tmp_path / "none.csv")
    with pytest.raises(UsageError, match="needs a file"):
        adjudicate([])
