"""Tables of articles, from files and from memory: columns, dates, rows that are damaged, and what is told of them."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from toolkit.articles import Article
from toolkit.errors import ReadError, UsageError
from toolkit.readers import Articles, article, read
from toolkit.readers.cells import DayFirst, as_date, as_line, plain

SPAIN = 'Spain agreed to reopen the crossing, its minister said; "we will," he said,\nand left by car.'
NORWAY = "Norway will send two ships to Malta by December, Prime Minister Kari Lund said."
FRAME = pd.DataFrame(
    {
        "body": [SPAIN, NORWAY, SPAIN],
        "date": ["2024-05-06", "2024-05-07", ""],
        "outlet": ["AP", "Süd-Zeitung", ""],
        "pages": [1, 2, 3],
    }
)


def ids(articles: Articles) -> list[str]:
    return [a.doc_id for a in articles]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def zipped(path: Path) -> Path:
    return write(path.with_name(path.name + ".gz"), gzip.compress(path.read_bytes()))


def to_parquet(path: Path) -> None:
    pytest.importorskip("pyarrow")
    FRAME.to_parquet(path)


def to_excel(path: Path) -> None:
    pytest.importorskip("openpyxl")
    FRAME.to_excel(path, index=False)


WRITERS: dict[str, Callable[[Path], Any]] = {
    "comma.csv": lambda path: FRAME.to_csv(path, index=False),
    "semicolon.csv": lambda path: FRAME.to_csv(path, index=False, sep=";"),
    "tab.csv": lambda path: FRAME.to_csv(path, index=False, sep="\t"),
    "escaped.csv": lambda path: FRAME.to_csv(path, index=False, escapechar="\\", doublequote=False),
    "latin.csv": lambda path: FRAME.to_csv(path, index=False, encoding="cp1252"),
    "wide.csv": lambda path: FRAME.to_csv(path, index=False, encoding="utf-16"),
    "a.tsv": lambda path: FRAME.to_csv(path, index=False, sep="\t"),
    "records.json": lambda path: FRAME.to_json(path, orient="records"),
    "columns.json": lambda path: FRAME.to_json(path),
    "split.json": lambda path: FRAME.to_json(path, orient="split"),
    "rows.json": lambda path: FRAME.to_json(path, orient="index"),
    "wrapped.json": lambda path: path.write_text(json.dumps({"status": "ok", "articles": FRAME.to_dict("records")})),
    "lines.json": lambda path: FRAME.to_json(path, orient="records", lines=True),
    "a.jsonl": lambda path: FRAME.to_json(path, orient="records", lines=True),
    "a.xlsx": to_excel,
    "a.parquet": to_parquet,
}


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("name", WRITERS)
def test_every_format_gives_the_same_articles(tmp_path: Path, name: str, compressed: bool) -> None:
    path = tmp_path / name
    WRITERS[name](path)
    path = zipped(path) if compressed else path
    articles = read(path)
    stem = name.partition(".")[0]
    assert articles.problems == ()
    assert ids(articles) == [f"{stem}#1", f"{stem}#2", f"{stem}#3"]
    assert [a.text for a in articles] == [SPAIN, NORWAY, SPAIN]
    assert [a.published for a in articles] == [dt.date(2024, 5, 6), dt.date(2024, 5, 7), None]
    assert [a.publisher for a in articles] == ["AP", "Süd-Zeitung", None]
    assert [int(a.meta["pages"]) for a in articles] == [1, 2, 3]
    assert articles[0].source_path == str(path)
    assert len({a.sha256 for a in articles}) == 2
    assert "text from 'body', date from 'date', source from 'outlet'" in articles.notes[0]
    assert len(read(tmp_path)) == (6 if compressed else 3)


MEMORY: dict[str, Callable[[], Any]] = {
    "DataFrame": lambda: FRAME,
    "filtered": lambda: pd.concat([FRAME, FRAME])[3:],
    "typed": lambda: FRAME.convert_dtypes().assign(date=pd.to_datetime(FRAME["date"])),
    "list of dicts": lambda: FRAME.to_dict("records"),
    "generator": lambda: iter(FRAME.to_dict("records")),
    "dict of columns": lambda: FRAME.to_dict("list"),
    "in a list": lambda: [FRAME],
}


@pytest.mark.parametrize("kind", MEMORY)
def test_what_is_in_memory_gives_the_same_articles(kind: str) -> None:
    articles = read(MEMORY[kind](), source="outlet")
    assert ids(articles) == ["row#1", "row#2", "row#3"]
    assert [a.text for a in articles] == [SPAIN, NORWAY, SPAIN]
    assert [a.published for a in articles] == [dt.date(2024, 5, 6), dt.date(2024, 5, 7), None]
    assert [(a.publisher, a.meta["pages"]) for a in articles] == [("AP", 1), ("Süd-Zeitung", 2), (None, 3)]
    assert "source" not in articles.notes[0]


def test_names_of_rows_are_ids() -> None:
    assert ids(read(FRAME.set_index(pd.Index(["x", "y", "z"])))) == ["x", "y", "z"]
    assert ids(read(FRAME.set_index(pd.Index(["x", "y", "z"], name="uid")))) == ["x", "y", "z"]
    assert ids(read(FRAME.set_index(pd.Index([7, 8, 9], name="wave")))) == ["row#1", "row#2", "row#3"]
    assert read(FRAME.set_index(pd.Index([7, 8, 9], name="wave")))[2].meta["wave"] == 9
    assert ids(read(pd.Series([SPAIN, NORWAY], ["x", "y"]))) == ["x", "y"]


def test_lists_and_dicts_of_texts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NORWAY)
    assert ids(read(["Spain agreed to it.", "another"])) == ["text#1", "text#2"]
    assert ids(read({"one": SPAIN, "two": NORWAY})) == ["one", "two"]
    assert ids(read(pd.Series([SPAIN, NORWAY]))) == ["text#1", "text#2"]
    assert ids(read([str(tmp_path / "a.txt"), SPAIN])) == ["a", "text#1"]
    assert ids(read({"text": SPAIN, "date": "2024-05-06"})) == ["row#1"]
    wrong = read(
        [SPAIN, None, "", float("nan"), "Der Minister sagte, die Gespräche würden im Frühjahr fortgesetzt werden."]
    )
    assert [(p.source_path, p.where, p.kind) for p in wrong.problems] == [
        *(("list of texts", f"text {n}", "empty") for n in (2, 3, 4)),
        ("list of texts", "text 5", "language"),
    ]


def test_paths_are_no_texts(tmp_path: Path) -> None:
    for given in (["talks.txt"], ["no/such"], ["talks"], [tmp_path / "the talks go on"], "the talks go on"):
        articles = read(given)
        assert (len(articles), [p.kind for p in articles.problems]) == (0, ["missing"])
    assert "toolkit.article(...)" in articles.problems[0].message


def test_patterns(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "deep/c.txt", "d.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{NORWAY} It was said in {name}.")
    assert ids(read(str(tmp_path / "*.txt"))) == ["a", "b"]
    assert ids(read(tmp_path / "**" / "*.txt")) == ["a", "b", "c"]
    assert [p.kind for p in read(f"{tmp_path}/*.html").problems] == ["missing"]
    (tmp_path / "[1].txt").write_text(NORWAY)
    assert ids(read(tmp_path / "[1].txt")) == ["[1]"]


def test_bad_rows_name_file_and_row_and_the_others_go_on(tmp_path: Path) -> None:
    rows = [SPAIN.replace("\n", " ").replace('"', "")]
    content = f"text|date\n{rows[0]}|2024-05-06\n|2024-05-06\n{NORWAY}|soon\n{NORWAY}|2024-02-30\n{NORWAY}|n/a\n"
    path = write(tmp_path / "a.csv", content)
    articles = read(path)
    assert ids(articles) == ["a#1", "a#5"]
    assert [(p.where, p.kind) for p in articles.problems] == [("row 2", "empty"), ("row 3", "date"), ("row 4", "date")]
    assert all(p.message.startswith(f"{path}: ") and p.source_path == str(path) for p in articles.problems)
    assert "'soon'" in articles.problems[1].message


def test_rows_that_cannot_be_taken_apart(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", f'id,text\n1,"{NORWAY}"\n2,{NORWAY}\n3,"he said "no" to it"\n4,"{NORWAY}",,\n5\n')
    articles = read(path)
    assert ids(articles) == ["1", "4"]
    assert [(p.where, p.kind) for p in articles.problems] == [
        ("row 2", "table"),
        ("row 3", "table"),
        ("row 5", "empty"),
    ]
    never_closed = read(write(tmp_path / "b.csv", f'id,text\n1,"{NORWAY}"\n2,"{NORWAY}\n3,{NORWAY}\n'))
    assert ids(never_closed) == ["1"]
    assert [(p.where, p.kind) for p in never_closed.problems] == [("row 2", "table")]
    lines = read(write(tmp_path / "c.jsonl", f'{{"text": "{NORWAY}"}}\n\n{{"text": \n[1]\n{{"body": "x"}}\n'))
    assert [(p.where, p.kind) for p in lines.problems] == [("row 2", "table"), ("row 3", "table"), ("row 4", "empty")]
    assert "Line 3" in lines.problems[0].message


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.csv", "name,place\nx,y\n", "column"),
        ("a.csv", "text,date\n", "empty"),
        ("a.csv", "", "empty"),
        ("a.csv", "\ufeff", "empty"),
        ("a.csv", b"\x00\x01\x02" * 99, "binary"),
        ("a.json", "{", "table"),
        ("a.json", "[]", "column"),
        ("a.json", "3", "column"),
        ("a.json", '{"a": {"b": 1}, "c": {"d": 2}}', "column"),
        ("a.json", '{"columns": 3, "data": 4}', "table"),
        ("a.jsonl", "no\nno\n", "column"),
        ("a.xlsx", b"PK\x03\x04 no book", "table"),
        ("a.parquet", b"PAR1 no table", "table"),
        ("a.txt.gz", gzip.compress(b"The talks go on. " * 99, mtime=0)[:40], "unreadable"),
        ("a.txt.gz", gzip.compress(b"The talks go on. " * 999_999, mtime=0), "too_long"),
    ],
)
def test_files_that_are_no_tables_of_articles(tmp_path: Path, name: str, content: str | bytes, kind: str) -> None:
    package = {".parquet": "pyarrow", ".xlsx": "openpyxl"}.get(Path(name).suffix)
    if package:
        pytest.importorskip(package)
    (tmp_path / "zz.txt").write_text(NORWAY)
    path = write(tmp_path / name, content)
    articles = read(tmp_path)
    assert ids(articles) == ["zz"]
    assert [(p.source_path, p.kind) for p in articles.problems] == [(str(path), kind)]


def test_a_format_whose_package_is_missing_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow.parquet", None)
    (problem,) = read(write(tmp_path / "a.parquet", b"PAR1")).problems
    assert (problem.kind, "pip install pyarrow" in problem.message) == ("missing_package", True)


def test_sheets_of_excel(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    path = tmp_path / "a.xlsx"
    with pd.ExcelWriter(path) as book:
        FRAME.to_excel(book, sheet_name="news", index=False)
        pd.DataFrame({"code": ["a"]}).to_excel(book, sheet_name="codes", index=False)
        pd.DataFrame({"text": [NORWAY, "x" * 32_767], "date": [dt.datetime(2024, 5, 6, 10, 30), None]}).to_excel(
            book, sheet_name="more", index=False
        )
    articles = read(path, check_language=False)
    assert ids(articles) == [f"a#{n}" for n in range(1, 6)]
    assert (articles[3].published, articles[3].meta["date"]) == (dt.date(2024, 5, 6), "2024-05-06T10:30:00")
    assert any("sheet 'codes' was left out" in note for note in articles.notes)
    assert any("sheet 'more', row 2: the text has 32,767 characters" in note for note in articles.notes)


def test_columns_are_named_guessed_or_refused_with_the_near_match(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {"Full Text": [NORWAY], "text": ["x"], "Date published": ["6 May 2024"], "Headline": ["Ships"]}
    )
    (one,) = read(frame, text="Full Text", title="")
    assert (one.text, str(one.published), one.title) == (NORWAY, "2024-05-06", None)
    assert one.meta["text"] == "x"
    assert one.meta["Headline"] == "Ships"
    with pytest.raises(UsageError, match="no column 'Fulltext' for the text; did you mean 'Full Text'"):
        read(frame, text="Fulltext")
    frame.to_csv(tmp_path / "a.csv", index=False)
    (problem,) = read(tmp_path / "a.csv", date="date").problems
    assert (problem.kind, "'Date published'" in problem.message) == ("column", True)
    with pytest.raises(UsageError, match=r"toolkit\.article\(text, date"):
        read([NORWAY], date="2024-05-06")
    again = pd.DataFrame([[NORWAY, 1, 2]], columns=["text", "n", "n"])
    assert read(again)[0].meta.keys() >= {"n", "n.2"}


def test_what_readout_wrote_is_not_read_again(tmp_path: Path) -> None:
    from toolkit.analysis import analyze
    from toolkit.naming import MANIFEST

    write(tmp_path / "a.txt", NORWAY)
    found = analyze(tmp_path, cache=False, progress=False, keyterms=False)
    tables = found.write(tmp_path)
    found.save(tmp_path / "found.json")
    found[0].save(tmp_path / "one.json")
    for name in ("r.html", "r.json", "index.html"):
        write(tmp_path / name, f"<html><body><p>{NORWAY}</p><p>{NORWAY}</p><p>It was said in {name}.</p></body></html>")
    write(tmp_path / MANIFEST, json.dumps({"reports": {"r": {"files": {"r.html": "", "r.json": ""}}}}))
    again = read(tmp_path)
    assert (ids(again), again.problems) == (["a"], ())
    assert [note.partition(":")[0] for note in again.notes] == [str(tmp_path / f"{n}.json") for n in ("found", "one")]
    assert ids(read(tables[0])) == ["a"]
    assert [p.kind for p in read(tmp_path / "one.json").problems] == ["analysis"]
    write(tmp_path / MANIFEST, "[]")
    assert len(read(tmp_path)) == 4


@pytest.mark.parametrize("given", [3, None, b"text", [3], {"a": 3}, open])
def test_what_cannot_be_read_is_an_error_of_use(given: Any) -> None:
    with pytest.raises(UsageError):
        read(given)


def test_no_article_takes_the_place_of_another(tmp_path: Path) -> None:
    articles = read({"id": ["a", "a", "b", "a", "a-2"], "text": [SPAIN, NORWAY, SPAIN, SPAIN, SPAIN]})
    assert ids(articles) == ["a", "a-3", "b", "a-4", "a-2"]
    assert any("3 articles have the id 'a'" in note for note in articles.notes)
    assert ids(read([article(SPAIN), article(NORWAY)])) == ["text", "text-2"]
    assert ids(read(Article("\n", SPAIN))) == ["\n"]


def test_articles_made_by_hand_are_checked_as_files_are() -> None:
    made = [
        Article("a", NORWAY, published=pd.Timestamp("2024-05-06 10:00")),
        Article("b", NORWAY, published="6 May 2024"),  # type: ignore[arg-type]
        Article("c", NORWAY, published=pd.NaT),  # type: ignore[arg-type]
        Article("d", "  "),
        Article("e", "Der Minister sagte, die Gespräche würden im Frühjahr fortgesetzt werden."),
        Article("f", NORWAY, published="soon"),  # type: ignore[arg-type]
        Article(7, NORWAY),  # type: ignore[arg-type]
    ]
    articles = read(made)
    assert ids(articles) == ["a", "b", "c", "7"]
    assert [a.published for a in articles] == [dt.date(2024, 5, 6), dt.date(2024, 5, 6), None, None]
    assert [(p.source_path, p.kind) for p in articles.problems] == [("d", "empty"), ("e", "language"), ("f", "date")]
    assert len(read(made, check_language=False)) == 5


def test_an_article_from_a_text() -> None:
    made = article(SPAIN, date=dt.datetime(2024, 5, 6, 23), source="AP", desk="world", score=np.float64(0.5))
    assert (made.published, made.publisher, made.doc_id) == (dt.date(2024, 5, 6), "AP", "text")
    assert (made.meta["desk"], made.meta["score"]) == ("world", 0.5)
    for wrong in ({"date": "soon"}, {"text": " "}, {"text": 3}):
        with pytest.raises(ReadError):
            article(**({"text": SPAIN} | wrong))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "fact", "value"),
    [
        ({"published": "2024-05-06"}, "published", dt.date(2024, 5, 6)),
        ({"pub_date": "2024-05-06"}, "published", dt.date(2024, 5, 6)),
        ({"publisher": "AP"}, "publisher", "AP"),
        ({"outlet": "AP"}, "publisher", "AP"),
        ({"headline": "A crossing opens"}, "title", "A crossing opens"),
        ({"id": "ap-1"}, "doc_id", "ap-1"),
        ({"author": "Ana Ruiz"}, "byline", "Ana Ruiz"),
        ({"link": "https://example.org/1"}, "url", "https://example.org/1"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_usual_names_of_facts_are_facts(given: dict[str, str], fact: str, value: object) -> None:
    made = article(SPAIN, **given, desk="world")  # type: ignore[arg-type]
    assert getattr(made, fact) == value
    assert made.meta["desk"] == "world"
    assert not set(given) & set(made.meta)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"sorce": "AP"}, "sorce='AP'.*did you mean 'source'"),
        ({"titel": "x"}, "did you mean 'title'"),
        ({"dates": "x"}, "did you mean 'date'"),
        ({"check_langauge": False}, "did you mean 'check_language'"),
        ({"date": "2024-05-06", "published": "2024-05-07"}, "published='2024-05-07' is the article's date"),
        ({"body": "x"}, "is the article's text"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_slips_of_names_and_facts_given_twice_are_refused(given: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        article(SPAIN, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "2024-05-06",
            "2024-05-06T10:00:00Z",
            "2024-05-06 10:00",
            "20240506",
            "6 May 2024",
            "May 6, 2024",
            "06-MAY-2024",
        ),
        *(
            "06/05/2024",
            "6.5.2024",
            "06-05-24",
            "Monday, 6 May 2024",
            "Mon, 06 May 2024 10:00:00 GMT",
            "06/05/2024 10:00",
        ),
        *(20240506, 1714989600, 1714989600000, 20240506.0),
        *(dt.date(2024, 5, 6), dt.datetime(2024, 5, 6, 10), pd.Timestamp("2024-05-06", tz="Europe/Oslo")),
        *(np.datetime64("2024-05-06"), np.datetime64("2024-05-06T10:00:00.000000000"), pd.Period("2024-05-06", "D")),
    ],
)
def test_dates(cell: Any) -> None:
    assert as_date(cell) == dt.date(2024, 5, 6)
    assert type(as_date(cell)) is dt.date


@pytest.mark.parametrize("cell", [None, "", " ", "n/a", "NaN", float("nan"), pd.NaT, pd.NA, np.datetime64("NaT")])
def test_no_dates(cell: Any) -> None:
    assert as_date(cell) is None


@pytest.mark.parametrize(
    "cell", ["soon", "2024", "May 2024", "May 6", "2024-13-01", "2024-02-30", "31/31/2024", "9" * 5000, 5, True]
)
def test_wrong_dates(cell: Any) -> None:
    with pytest.raises(ReadError, match="not understood"):
        as_date(cell)


def test_the_order_of_day_and_month_is_that_of_the_column() -> None:
    assert DayFirst.of(["03/04/2024", "13/04/2024"]) == DayFirst(True)
    assert DayFirst.of(["03/04/2024", "04/13/2024", None, 3]) == DayFirst(False)
    assert "day/month/year" in DayFirst.of(["03/04/2024"]).note
    assert "both orders" in DayFirst.of(["03/04/2024", "04/13/2024", "13/04/2024"]).note
    assert DayFirst.of(["2024-05-06"]).note == ""
    frame = pd.DataFrame({"text": [NORWAY, NORWAY], "date": ["03/04/2024", "04/13/2024"]})
    assert [str(a.published) for a in read(frame)] == ["2024-03-04", "2024-04-13"]


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        (12.0, "12"),
        ("  A\n B ", "A B"),
        (["A", None, "B"], "A, B"),
        ({"id": "ap", "name": "AP"}, "AP"),
        (float("nan"), None),
        (pd.NA, None),
    ],
)
def test_one_line(cell: Any, line: str | None) -> None:
    assert as_line(cell) == line


def test_values_are_those_of_json() -> None:
    cells = [
        np.int64(3),
        np.float32(0.5),
        np.array([1, 2]),
        {"a": pd.NaT},
        (1, {2}),
        pd.Timestamp("2024-05-06"),
        1 + 2j,
    ]
    values = [plain(cell) for cell in cells]
    assert values[:6] == [3, 0.5, [1, 2], {"a": None}, [1, [2]], "2024-05-06"]
    assert json.loads(json.dumps(values)) == values
    assert plain(float("inf")) == "inf"
