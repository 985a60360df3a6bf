from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.corpus import read_corrections
from toolkit.errors import UsageError


def test_verdicts_are_read_with_notes_comments_and_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_bytes(
        b'\xef\xbb\xbf# by A. R.\r\ncommitment_a,commitment_b,same,note\r\nc-1,c-2,Yes,"sure, both"\r\n\r\nc-3, c-4 ,no\r\n'
    )
    assert read_corrections(path) == {("c-1", "c-2"): True, ("c-3", "c-4"): False}


def test_a_later_line_overrules_an_earlier_one(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text("commitment_a,commitment_b,same\nc-1,c-2,yes\nc-2,c-1,no\n")
    assert read_corrections(path) == {("c-2", "c-1"): False}


def test_an_empty_file_rules_nothing(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text("\n# nothing yet\n")
    assert read_corrections(path) == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("commitment_a,commitment_b,same\nc-1,c-2,maybe\n", "line 2"),
        ("commitment_a,commitment_b,same\nc-1,c-2,yes\nc-1,,yes\n", "line 3"),
        ("a,b,same\nc-1,c-2,yes\n", "lacks the column commitment_a"),
        ("commitment_a,commitment_b,same\nc-1\n", "line 2"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(text)
    with pytest.raises(UsageError, match=told):
        read_corrections(path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no-such"):
        read_corrections(tmp_path / "no-such.csv")
    (tmp_path / "bad.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="not UTF-8"):
        read_corrections(tmp_path / "bad.csv")


def test_verdicts_that_contradict_each_other_are_told(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text("commitment_a,commitment_b,same\nc-1,c-2,yes\nc-3,c-2,yes\nc-3,c-1,no\n")
    with pytest.raises(UsageError, match="contradict each other: c-3 = c-2 = c-1"):
        read_corrections(path)
    path.write_text("commitment_a,commitment_b,same\nc-1,c-2,yes\nc-3,c-4,yes\nc-3,c-1,no\n")
    assert len(read_corrections(path)) == 3
