"""Agreement of coders: alpha as published, added rows by their characters, and every disagreement named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.coding.agreement import KEPT, _alpha, agreement
from toolkit.corrections import Corrections
from toolkit.errors import UsageError
from toolkit.results import Analysis

Code = Callable[[str], Corrections]


@pytest.fixture
def code(tmp_path: Path) -> Code:
    return lambda name: Corrections(tmp_path / f"{name}.jsonl", who=name)


def test_alpha_is_that_of_the_textbook() -> None:
    """Krippendorff, *Computing Krippendorff's alpha-reliability* (2011), example C: nominal data, four coders, .743."""
    coders = [
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    ]
    columns = zip(*(line.split() for line in coders), strict=True)
    units = [["" if v == "." else v for v in column] for column in columns]
    answers = {("d", "t", str(i)): said for i, said in enumerate(units)}
    found = _alpha(answers)
    assert found.alpha == pytest.approx(0.743, abs=0.0005)


def test_alpha_of_one_value_is_not_made_up() -> None:
    found = _alpha({("d", "t", str(i)): ["yes", "yes"] for i in range(4)})
    assert (found.rows, found.same, found.alpha) == (4, 1.0, None)


def test_rows_columns_and_added_rows_are_compared(many: Analysis, code: Code) -> None:
    anna, ben = code("anna"), code("ben")
    article = many["doc-0"]
    for log in (anna, ben):
        log.accept(article, "c-0-0")
        log.reject(article, "c-0-1")
    anna.accept(article, "c-0-2")
    ben.reject(article, "c-0-2")
    anna.edit(article, "c-0-3", status="planned")
    ben.edit(article, "c-0-3", status="ready")
    anna.accept(article, "c-0-4")
    anna.add(article, "commitments", action="share the cost of dredging it", parties=["Norland"], status="agreed")
    ben.add(article, "commitments", action="cost of dredging it", parties=["Norland"], status="agreed")
    ben.add(article, "commitments", action="meet every three months", parties=["Norland"], status="agreed")
    found = agreement([anna.path, ben.path])
    rows = found.questions[f"commitments: {KEPT}"]
    assert (rows.rows, rows.same) == (4, 0.75)
    assert found.questions["commitments: status"].same == 0.5
    added = found.added["commitments"]
    assert (added["rows"], added["f1"]) == ([1, 2], pytest.approx(2 / 3))
    assert added["characters"] == pytest.approx(2 * 19 / (29 + 19 + 23))
    told = [(one["row"], one["column"], one["anna"], one["ben"]) for one in found.disagreements]
    assert told[:2] == [("c-0-2", KEPT, "yes", "no"), ("c-0-3", "status", '"planned"', '"ready"')]
    assert [one["column"] for one in found.disagreements[2:]] == ["added"]
    assert "meet every three months" not in found.disagreements[2]["anna"]
    assert "commitments: is a row" in str(found)
    assert str(found).endswith("disagreements: 3")


def test_files_are_checked(code: Code, many: Analysis, tmp_path: Path) -> None:
    log = code("anna")
    log.accept(many["doc-0"], "c-0-0")
    with pytest.raises(UsageError, match="two coders or more"):
        agreement([log.path])
    with pytest.raises(UsageError, match="there is no such file"):
        agreement([log.path, tmp_path / "ben.jsonl"])
    other = tmp_path / "b" / "anna.jsonl"
    other.parent.mkdir()
    other.write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="Two files are called 'anna'"):
        agreement([log.path, other])


def test_nobody_judged_the_same_row(code: Code, many: Analysis) -> None:
    anna, ben = code("anna"), code("ben")
    anna.accept(many["doc-0"], "c-0-0")
    ben.accept(many["doc-0"], "c-0-1")
    found = agreement([anna.path, ben.path])
    assert (found.questions, found.disagreements) == ({}, [])
