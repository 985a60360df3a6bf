"""Files and folders to articles: ids, order, and what is told of files that cannot be read."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

import toolkit.readers.making as making
from toolkit.articles import Article
from toolkit.errors import ReadError, UsageError
from toolkit.readers import Articles, article, describe, read

TEXT = (
    "Ministers agree to reopen crossing\n\nNORHAVEN, May 4 (NPA) - The two ministers agreed on Monday to meet again.\n"
)


def write(folder: Path, name: str, content: str | bytes = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def ids(articles: Articles) -> list[str]:
    return [a.doc_id for a in articles]


def kinds(articles: Articles) -> list[str]:
    return [p.kind for p in articles.problems]


def test_a_file(tmp_path: Path) -> None:
    path = write(tmp_path, "talks.txt", TEXT.replace("\n", "\r\n"))
    (article,) = read(path)
    assert article.text == TEXT
    assert (article.doc_id, article.title, article.dateline, article.publisher) == (
        "talks",
        "Ministers agree to reopen crossing",
        "NORHAVEN",
        "NPA",
    )
    assert (article.language, article.encoding, article.source_path) == ("en", "utf-8", str(path))
    assert len(article.sha256) == 64
    assert pickle.loads(pickle.dumps(article)) == article


def test_a_folder_is_read_sorted_with_all_below_it_and_without_what_is_no_article(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.txt",
        "c.TXT",
        "a.txt",
        ".hidden.txt",
        ".git/x.txt",
        "README.md",
        "LICENSE",
        "readme.txt",
    ):
        write(tmp_path, name, f"{TEXT}They met in {name}.\n")
    write(tmp_path, "page.html", f"<html><body><p>{TEXT * 5}</p></body></html>")
    write(tmp_path, "page_files/frame.html", "<html>advert</html>")
    write(tmp_path, "data.yaml", "a: b")
    articles = read(tmp_path)
    assert ids(articles) == ["z", "a", "b", "c", "page"]
    assert articles.problems == ()
    assert ids(read([str(tmp_path / "b.txt"), tmp_path])) == ["b", "z", "a", "c", "page"]


def test_documents_in_a_folder_are_named_not_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, "b.pdf", b"%PDF-1.7")
    write(tmp_path, "c.docx", b"PK\x03\x04")
    articles = read(tmp_path)
    assert ids(articles) == ["a"]
    assert kinds(articles) == ["damaged", "damaged"]
    assert "b.pdf" in articles.problems[0].message
    assert ".txt" in articles.problems[0].message


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\r\n\t", "empty"),
        ("binary.txt", b"\x00\x01\x02\x03" * 99, "binary"),
        ("scan.txt", b"%PDF-1.4 stream", "damaged"),
        (
            "german.txt",
            "Der Minister sagte am Montag, die Gespräche würden im Frühjahr fortgesetzt.".encode(),
            "language",
        ),
        ("chinese.txt", "外交部长星期一在北京表示，会谈将继续进行。".encode(), "language"),
        ("numbers.txt", b"1 2 3 4 5", "language"),
        ("page.html", b"<html><head><script>alert(1)</script></head><body></body></html>", "no_text"),
        ("table.csv", b"a,b,c", "column"),
        ("feed.xml", b"<rss/>", "format"),
        ("long.txt", b"The talks go on. " * 400, "too_long"),
        ("huge.txt", b"The talks go on. " * 4000, "too_long"),
    ],
)
def test_bad_files_are_problems_that_name_file_and_remedy(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    bad, good = write(tmp_path, name, content), write(tmp_path, "zz.txt")
    articles = read([bad, good], max_chars=5000)
    assert ids(articles) == ["zz"]
    (problem,) = articles.problems
    assert (problem.kind, problem.source_path) == (kind, str(bad))
    assert problem.message.startswith(f"{bad}: ")
    assert len(problem.message) > len(str(bad)) + 20


def test_missing_files_and_a_hint_at_the_right_name(tmp_path: Path) -> None:
    write(tmp_path, "talks.txt")
    articles = read(tmp_path / "talk.txt")
    assert kinds(articles) == ["missing"]
    assert "'talks.txt'" in articles.problems[0].message
    assert kinds(read(tmp_path / "no" / "such.txt")) == ["missing"]
    assert kinds(read("a\x00b.txt")) in (["missing"], ["unreadable"])
    assert kinds(read("x" * 5000)) in (["missing"], ["unreadable"])


def test_unreadable_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, good = write(tmp_path, "secret.txt"), write(tmp_path, "open.txt")
    original = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return original(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    articles = read([path, good])
    assert (ids(articles), kinds(articles)) == (["open"], ["unreadable"])
    assert "Permission denied" in articles.problems[0].message


def test_a_readers_own_failure_is_a_problem_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = write(tmp_path, "bad.txt"), write(tmp_path, "good.txt")
    original = making.find_heading

    def fail(text: str, stem: str, *rest: object) -> object:
        if stem == "bad":
            raise RecursionError("too deep")
        return original(text, stem, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(making, "find_heading", fail)
    articles = read([bad, good])
    assert (ids(articles), kinds(articles)) == (["good"], ["failed"])


def test_folders_without_articles_and_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert kinds(read(tmp_path / "empty")) == ["no_articles"]
    write(tmp_path, "round/a.txt")
    try:
        (tmp_path / "round" / "again").symlink_to(tmp_path / "round")
        (tmp_path / "round" / "self.txt").symlink_to(tmp_path / "round" / "self.txt")
    except OSError:
        pytest.skip("links cannot be made here")
    articles = read(tmp_path / "round")
    assert ids(articles) == ["a"]
    assert sorted(kinds(articles)) == ["link", "missing"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert kinds(read(tmp_path / "pipe.txt")) == ["format"]


@pytest.mark.parametrize("nothing", [[], "", "  ", [""], ()])
def test_nothing_given_is_an_error_of_use(nothing: object) -> None:
    with pytest.raises(UsageError, match="Name at least one"):
        read(nothing)  # type: ignore[arg-type]


def test_what_is_no_path_is_an_error_of_use() -> None:
    with pytest.raises(UsageError, match="cannot be taken from int"):
        read([3])  # type: ignore[list-item]


def test_ids_that_collide_are_told_apart_whatever_the_order(tmp_path: Path) -> None:
    a, b, c = (write(tmp_path, name, f"{TEXT}They met in {name}.\n") for name in ("a/x.txt", "b/x.txt", "b/y.txt"))
    one = {x.source_path: x.doc_id for x in read([a, b, c])}
    other = {x.source_path: x.doc_id for x in read([c, b, a])}
    assert one == other
    assert one[str(c)] == "y"
    assert len(set(one.values())) == 3
    assert all(one[str(p)].startswith("x-") for p in (a, b))
    assert len(set(ids(read(tmp_path)))) == 3


def test_the_ids_of_a_folder_do_not_depend_on_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "in/a/x.txt")
    write(tmp_path, "in/b/x.txt")
    absolute = ids(read(tmp_path / "in"))
    monkeypatch.chdir(tmp_path / "in")
    assert ids(read(".")) == ids(read("../in/")) == absolute


@pytest.mark.parametrize(
    "name", ["{x.__class__}", "a\nb", 'it\'s "so"', "<script>", "..txt", "rtl\u202egnp", "%s", "北京"]
)
def test_hostile_names(tmp_path: Path, name: str) -> None:
    try:
        path = write(tmp_path, f"{name}.txt")
    except OSError:
        pytest.skip("this system has no such names")
    bad = write(tmp_path, f"{name}2.txt", b"")
    articles = read([path, bad])
    assert len(articles) == len(articles.problems) == 1
    assert articles[0].doc_id.isprintable()
    assert articles.problems[0].message.isprintable()
    assert "<script>" not in articles._repr_html_()


def test_hostile_text_is_kept_as_it_is_and_escaped_in_show(tmp_path: Path) -> None:
    text = "<script>alert('x')</script> is what the minister said\n\nThe \u202eplan\u202c has {x} and \x1b[31mred\x1b[0m in it.\n"
    articles = read(write(tmp_path, "x.txt", text))
    assert articles[0].text == text
    assert "<script>" not in articles._repr_html_()


def test_a_file_that_is_named_but_not_by_extension(tmp_path: Path) -> None:
    assert ids(read(write(tmp_path, "article"))) == ["article"]
    page = f"<!DOCTYPE html><html><body><article><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
    assert "<p>" not in read(write(tmp_path, "page.txt", page))[0].text


def test_the_list(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        write(tmp_path, name, f"{TEXT}They met in {name}.\n")
    write(tmp_path, "c.txt", b"")
    articles = read(tmp_path)
    assert (len(articles), isinstance(articles[0], Article), articles["b"].doc_id) == (2, True, "b")
    assert isinstance(articles[:1], Articles)
    assert articles[:1].problems == articles.problems
    assert "2 articles read, 1 not" in repr(articles)
    assert "c.txt" in repr(articles)
    assert "c.txt" in articles._repr_html_()
    with pytest.raises(KeyError, match="Did you mean 'b'"):
        articles["bb"]


def test_describe(tmp_path: Path) -> None:
    (row,) = describe(read(write(tmp_path, "npa_2031-05-05.txt")))
    assert row["doc_id"] == "npa_2031-05-05"
    assert (row["published"], row["dateline"], row["n_chars"], row["zones"]) == ("2031-05-04", "NORHAVEN", len(TEXT), 2)


def test_a_text_in_memory() -> None:
    made = article(TEXT.replace("\n", "\r\n"), doc_id="mine")
    assert (made.doc_id, made.text, made.title) == ("mine", TEXT, "Ministers agree to reopen crossing")
    with pytest.raises(ReadError, match="empty"):
        article(" ")


def test_one_sentence_files_are_body(shared: Path) -> None:
    articles = read(shared / "gold/plover/text")
    assert articles.problems == ()
    assert [a.doc_id for a in articles if a.zones] == []


def test_the_roundup(shared: Path) -> None:
    (article,) = read(shared / "articles")
    assert (article.publisher, str(article.published)) == ("Xinhua", "2016-03-25")
    assert [z.kind.value for z in article.zones] == ["headline", "publication", "furniture", "furniture"]
    assert article.text[article.zones[-1].start :].strip() == "Endi"


def test_offsets_are_those_of_the_decoded_file(shared: Path) -> None:
    for made in read(shared / "gold/polnear/dev/text"):
        raw = Path(made.source_path or "").read_bytes().decode("utf-8-sig")
        if "repaired" not in made.meta:
            assert made.text == raw.replace("\r\n", "\n").replace("\r", "\n")
