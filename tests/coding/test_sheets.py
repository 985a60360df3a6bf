"""A sheet goes out to a coder and comes back as decisions, each line of it or a word on what is wrong with it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.coding import draw, read_sheet, write_sample
from toolkit.coding.sheets import SHEET
from toolkit.corrections.decisions import Action, read
from toolkit.errors import UsageError
from toolkit.results import Analysis

Fill = Callable[..., Path]


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def fill(many: Analysis, tmp_path: Path) -> Fill:
    """Writes the sheet of two whole articles, with the given cells filled in by line."""

    def filled(*cells: dict[str, str], delimiter: str = ",", encoding: str = "utf-8-sig") -> Path:
        write_sample(many, draw(many, 2, unit="articles"), tmp_path / "coding")
        path = tmp_path / "coding" / SHEET
        rows = lines(path)
        for row, more in zip(rows, cells, strict=False):
            row.update(more)
        with path.open("w", encoding=encoding, newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
            writer.writeheader()
            writer.writerows(rows)
        return path

    return filled


def test_a_sheet_shows_each_row_with_its_sentence_and_room_for_what_was_missed(many: Analysis, tmp_path: Path) -> None:
    plan = draw(many, 2, unit="articles")
    write_sample(many, plan, tmp_path)
    held = lines(tmp_path / SHEET)
    docs = [one.doc_id for one in plan.drawn]
    assert [row["doc_id"] for row in held] == [doc for doc in docs for _ in range(8)]
    assert [row["row"] for row in held[:8]] == [*(f"c-{docs[0][-1]}-{j}" for j in range(7)), ""]
    assert held[0]["action"] == "reopen the ferry line across the Sound"
    assert held[0]["evidence"].startswith("SALTHAVEN") or "reopen the ferry line" in held[0]["evidence"]
    assert {held[0][name] for name in ("verdict", "should_be", "note")} == {""}


def test_rows_drawn_are_the_only_lines(many: Analysis, tmp_path: Path) -> None:
    plan = draw(many, 5)
    write_sample(many, plan, tmp_path)
    assert [row["row"] for row in lines(tmp_path / SHEET)] == [one.row for one in plan.drawn]


def test_a_filled_sheet_is_never_written_over(many: Analysis, tmp_path: Path) -> None:
    write_sample(many, draw(many, 5), tmp_path)
    with pytest.raises(UsageError, match="is there already"):
        write_sample(many, draw(many, 5), tmp_path)


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8-sig"), (";", "utf-8"), ("\t", "utf-8-sig")])
def test_verdicts_become_decisions(many: Analysis, fill: Fill, tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = fill(
        {"verdict": "right"},
        {"verdict": "Wrong", "note": "a plan"},
        {"should_be": "status=agreed; parties=Vestria, Norland"},
        {},
        {"verdict": "yes", "should_be": "deadline=2031-10"},
        {},
        {},
        {"verdict": "missed", "should_be": "action=share the cost; status=agreed; parties=Norland"},
        delimiter=delimiter,
        encoding=encoding,
    )
    decisions, left = read_sheet(path, many, tmp_path / "anna.jsonl", who="Anna")
    assert [d.action for d in decisions] == [Action.ACCEPT, Action.REJECT, Action.EDIT, Action.EDIT, Action.ADD]
    assert (decisions[1].why, decisions[1].who) == ("a plan", "Anna")
    assert decisions[2].changes == {"status": "agreed", "parties": ["Vestria", "Norland"]}
    assert left == 3 + 7
    assert read(tmp_path / "anna.jsonl") == decisions
    both = Analysis(list(many.values()), corrections=None)
    assert len(both.commitments) == len(many.commitments)


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ({"verdict": "perhaps"}, r"line 2: 'perhaps' is no verdict; write right, wrong or missed"),
        ({"verdict": "missed"}, r"line 2: a row that is there was not missed"),
        ({"should_be": "agreed"}, r"line 2: 'agreed' is no change; write column=value"),
        ({"should_be": "statu=agreed"}, r"line 2: .*'status'"),
        ({"should_be": "status=agred"}, r"line 2: .*agred"),
        ({"verdict": "right", "row": "c-9"}, r"line 2: .*has no row 'c-9'"),
        ({"verdict": "right", "doc_id": "doc9"}, r"line 2: there is no article 'doc9'"),
        ({"verdict": "right", "table": "commitment"}, r"line 2: there is no table 'commitment'.*'commitments'"),
        ({"row": "", "verdict": "missed", "should_be": "action=no such words"}, r"line 2: The text has .* 0 times"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_and_nothing_is_written(
    many: Analysis, fill: Fill, tmp_path: Path, cell: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        read_sheet(fill(cell), many, tmp_path / "anna.jsonl")
    assert not (tmp_path / "anna.jsonl").exists()


def test_files_that_are_no_sheets_are_said(many: Analysis, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UsageError, match="has no column 'doc_id'"):
        read_sheet(tmp_path / "a.csv", many, tmp_path / "anna.jsonl")
    (tmp_path / "a.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="save it as CSV UTF-8"):
        read_sheet(tmp_path / "a.csv", many, tmp_path / "anna.jsonl")
    with pytest.raises(UsageError, match="cannot be read"):
        read_sheet(tmp_path / "b.csv", many, tmp_path / "anna.jsonl")


def test_words_that_look_like_formulas_come_back_as_they_were(many: Analysis, fill: Fill, tmp_path: Path) -> None:
    decisions, _ = read_sheet(fill({"verdict": "right", "note": "'=1+1"}), many, tmp_path / "anna.jsonl")
    assert decisions[0].why == "=1+1"
