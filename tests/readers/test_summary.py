"""What was read, file by file, and which articles are there twice."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from toolkit.articles import Article, remarks
from toolkit.cli.main import main
from toolkit.readers import read
from toolkit.readers.duplicates import duplicates, near_duplicates
from toolkit.readers.summary import summary, table

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
    kept = summary(read(tmp_path, keep_duplicates=True))
    assert [(row["articles"], row["duplicates"], row["alike"]) for row in kept[:3]] == [
        (1, None, None), (1, 1, None), (1, None, 1)
    ]  # fmt: skip
    rows = sorted(summary(read(tmp_path)), key=lambda row: str(row["file"]))
    assert [row["articles"] for row in rows] == [1, 0, 1, 0]
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


TWICE = {
    "a.txt": WORDS,
    "b.csv": f"id,text,outlet,date\nother,{WORDS.upper()},Daily Post,2031-05-04\nown,{WORDS} at last,,\n",
    "c.txt": f"\n{WORDS}\n\n",
}


@pytest.fixture
def twice(tmp_path: Path) -> Path:
    """A folder in which three of four articles have the same text."""
    for name, text in TWICE.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_the_same_text_in_files_is_kept_once_and_the_others_are_told(twice: Path) -> None:
    articles = read(twice)
    assert [article.doc_id for article in articles] == ["a", "other", "own"]
    assert articles["a"].meta["same_text"] == [
        {"doc_id": "other", "publisher": "Daily Post", "published": "2031-05-04"}, {"doc_id": "c"}
    ]  # fmt: skip
    assert not any("same_text" in article.meta for article in articles[1:])
    assert remarks(articles["a"]) == "the same text is also in: other (Daily Post, 2031-05-04), c"
    (problem,) = articles.problems
    assert (Path(problem.source_path).name, problem.where, problem.kind) == ("c.txt", "c", "duplicate")
    assert "The same text as a, which is kept" in problem.message


def test_all_are_kept_where_that_is_asked_for(twice: Path) -> None:
    articles = read(twice, keep_duplicates=True)
    assert [article.doc_id for article in articles] == ["a", "other", "own", "c"]
    assert articles.problems == ()
    assert [facts["doc_id"] for facts in articles["a"].meta["same_text"]] == ["other", "c"]


def test_rows_and_articles_made_before_stay(twice: Path) -> None:
    made = [article("x", WORDS), article("y", WORDS)]
    assert [a.doc_id for a in read(made)] == ["x", "y"]
    texts = read([WORDS, WORDS, f"{WORDS} at last"])
    assert [a.doc_id for a in texts] == ["text#1", "text#2", "text#3"]
    assert texts[0].meta["same_text"] == [{"doc_id": "text#2"}]
    assert texts.problems == ()


@pytest.mark.parametrize(("options", "status", "files"), [((), 1, 3), (("--keep-duplicates",), 0, 4)])
def test_the_command_prints_files_and_duplicates(
    twice: Path, options: tuple[str, ...], status: int, files: int
) -> None:
    done = CliRunner().invoke(main, ["read", str(twice), "--summary", *options])
    assert done.exit_code == status
    assert "plain text" in done.stdout
    assert f"the same text: a, and again other{'' if status else ', c'}" in done.stderr
    assert done.stderr.count("The same text as a, which is kept") == status
    listed = CliRunner().invoke(main, ["read", str(twice), "--json", *options]).stdout.splitlines()
    assert len(listed) == files
