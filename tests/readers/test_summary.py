"""What was read, file by file, and which articles are there twice."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from click.testing import CliRunner

from toolkit.articles import Article
from toolkit.cli.main import main
from toolkit.readers import read
from toolkit.readers.summary import duplicates, near_duplicates, summary, table

WORDS = (
    "Kenya agreed on Tuesday to reopen the ferry terminal by October and to pay for the repairs of the quay while Uganda pledged "
    "to send two inspectors and to let its own ferries wait in the harbour until the work is done and both sides have signed"
)


def article(doc_id: str, text: str, **facts: object) -> Article:
    return Article(doc_id, text, language="en", **facts)  # type: ignore[arg-type]


def test_one_row_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Talks end\n\nAP, May 4, 2031\n\nThe ministers met and agreed to go on.", "utf-8")
    (tmp_path / "b.csv").write_text(f"text,date\n{WORDS},2030-01-02\n{WORDS} twice,2031-05-06\n", "utf-8")
    (tmp_path / "c.txt").write_bytes(b"\x00\x01" * 50)
    first, second, third = summary(read(tmp_path))
    assert (first["format"], first["articles"], first["publishers"]) == ("plain text", 1, "AP")
    assert (second["articles"], second["from"], second["to"]) == (2, "2030-01-02", "2031-05-06")
    assert (third["articles"], third["problems"]) == (0, 1)
    assert Path(third["file"]).name == "c.txt"


def test_every_row_has_the_same_columns_and_counts_what_is_there_twice(tmp_path: Path) -> None:
    for name, text in {"a": WORDS, "b": WORDS, "c": WORDS.replace("Tuesday", "Monday"), "d": ""}.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    rows = summary(read(tmp_path))
    assert [(row["duplicates"], row["alike"], row["problems"]) for row in rows] == [
        (None, None, None), (1, None, None), (None, 1, None), (None, None, 1)
    ]  # fmt: skip
    (alone,) = summary(read(tmp_path / "d.txt"))
    assert len({tuple(row) for row in [*rows, alone]}) == 1


def test_the_same_text_and_nearly_the_same() -> None:
    changed = WORDS.replace("Tuesday", "Monday")
    articles = [
        article("a", WORDS),
        article("b", WORDS.upper().replace(" ", "\n", 3)),
        article("c", changed),
        article(
            "d", "The ministers met in Geneva and parted without a word to the many reporters who were waiting there."
        ),
    ]
    assert duplicates(articles) == [["a", "b"]]
    ((first, second, share),) = near_duplicates(articles)
    assert (first, second) == ("a", "c")
    assert 0.6 <= share < 1


def test_columns_do_not_shift_when_a_field_is_empty() -> None:
    rows = [{"a": None, "b": "x", "c": dt.date(2031, 5, 4)}, {"a": "long name", "b": "", "c": None}]
    head, *lines = table(rows).split("\n")
    assert [re.split(r" {2,}", line) for line in lines] == [["-", "x", "2031-05-04"], ["long name", "-", "-"]]
    assert head.index("b") == lines[0].index("x") == lines[1].index("-")


def test_the_command_prints_files_and_duplicates(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(WORDS, "utf-8")
    done = CliRunner().invoke(main, ["read", str(tmp_path), "--summary"])
    assert done.exit_code == 0
    assert "plain text" in done.stdout
    assert "the same text: a, and again b" in done.stderr
