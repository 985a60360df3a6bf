"""Word, rich text, PDF, e-books, saved pages and web archives: real files, made here."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from test_databases import BOATS, FERRY, NEW_NEXIS, PAY, factiva_page

from toolkit.errors import ReadError
from toolkit.readers import read, registry
from toolkit.readers.draft import Draft
from toolkit.readers.exports import documents

PAGE = (
    "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Ferries sail again</title></head><body><article>"
    f"<h1>Ferries sail again</h1><p>{FERRY}</p><p>{PAY}</p><p>{BOATS} The boats are to be handed over in the harbour of "
    "Valletta, where a crew of twelve is being trained at present by two officers.</p></article></body></html>"
)


def word(text: str) -> bytes:
    import docx

    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rich(text: str) -> bytes:
    escaped = text.replace("\\", "\\\\").replace("é", "\\'e9").replace("\n", "\\par\n")
    return ("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\f0 " + escaped + "}").encode("ascii")


def printed(text: str) -> bytes:
    import matplotlib

    matplotlib.use("agg")
    from matplotlib.figure import Figure

    figure = Figure(figsize=(12, 6))
    for number, line in enumerate(text.split("\n")):
        figure.text(0.02, 0.95 - number * 0.06, line, fontsize=9)
    out = io.BytesIO()
    with matplotlib.rc_context({"pdf.fonttype": 42}):
        figure.savefig(out, format="pdf")
    return out.getvalue()


def book(*chapters: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        )
        items = "".join(f'<item id="c{n}" href="c{n}.xhtml"/>' for n in range(len(chapters)))
        refs = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
        package = (
            f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest><spine>{refs}</spine></package>'
        )
        archive.writestr("OEBPS/book.opf", package)
        for n, chapter in enumerate(chapters):
            archive.writestr(f"OEBPS/c{n}.xhtml", chapter)
    return out.getvalue()


def saved(page: str) -> bytes:
    return (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/ferries\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n----b\r\nContent-Type: text/html; '
        'charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: https://example.org/ferries\r\n\r\n'
        f"{page}\r\n----b--\r\n"
    ).encode()


def crawled(*pages: str) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    for n, page in enumerate(pages):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                f"https://example.org/{n}", "response", io.BytesIO(page.encode()), http_headers=headers
            )
        )
    return out.getvalue()


def drafts(raw: bytes, extension: str) -> list[Draft]:
    return [found for found in registry.choose(raw, extension).read(raw) if isinstance(found, Draft)]


@pytest.mark.parametrize(("make", "extension"), [(word, ".docx"), (rich, ".rtf")])
def test_an_export_in_an_office_document(make: Callable[[str], bytes], extension: str) -> None:
    first, second = drafts(make(NEW_NEXIS), extension)
    assert (first.title, second.title) == ("Kenya, Uganda settle ferry dispute", "Norway pledges boats for Malta")
    assert (first.published, first.meta["page"]) == (dt.date(2023, 9, 12), "4")
    assert FERRY in first.text


@pytest.mark.parametrize(
    ("make", "extension"), [(word, ".docx"), (rich, ".rtf"), (printed, ".pdf")], ids=["docx", "rtf", "pdf"]
)
def test_one_article_in_a_document(make: Callable[[str], bytes], extension: str, tmp_path: Path) -> None:
    (tmp_path / f"talks{extension}").write_bytes(make(f"Ferries sail again\n\n{FERRY}\n\nThe café was full."))
    (article,) = read(tmp_path)
    assert article.title == "Ferries sail again"
    assert FERRY in article.text
    assert "café" in article.text


COVER = "<html><head><title>x</title></head><body><img src='c.png'/></body></html>"


def test_chapters_of_a_book_are_articles_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "book.epub").write_bytes(book(COVER, PAGE, PAGE.replace("Kenya", "Norway")))
    articles = read(tmp_path)
    assert [article.doc_id for article in articles] == ["book#1", "book#2"]
    assert [article.title for article in articles] == ["Ferries sail again"] * 2
    assert any("1 of 3 chapters" in note for note in articles.notes)


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_a_web_archive_are_articles_and_the_others_are_named(packed: bool, tmp_path: Path) -> None:
    raw = crawled(COVER, PAGE)
    (tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")).write_bytes(gzip.compress(raw) if packed else raw)
    articles = read(tmp_path)
    assert [(article.title, article.url) for article in articles] == [("Ferries sail again", "https://example.org/1")]
    assert [(problem.kind, problem.where) for problem in articles.problems] == [("no_text", "https://example.org/0")]


def test_a_saved_page_and_a_saved_export() -> None:
    (draft,) = drafts(saved(PAGE), ".mhtml")
    assert (draft.title, draft.url) == ("Ferries sail again", "https://example.org/ferries")
    assert FERRY in draft.text
    assert len(drafts(saved(factiva_page()), ".mht")) == 2


@pytest.mark.parametrize(
    ("raw", "extension", "kind"),
    [
        (word("")[:300], ".docx", "damaged"),
        (b"%PDF-1.7 and no more", ".pdf", "damaged"),
        (printed(""), ".pdf", "no_text"),
        (word(""), ".docx", "no_text"),
        (rich(""), ".rtf", "no_text"),
        (book("<html><body></body></html>"), ".epub", "no_text"),
        (b"WARC/1.0\r\nnonsense", ".warc", "damaged"),
        (saved(PAGE).replace(b"text/html", b"image/png"), ".mhtml", "no_text"),
    ],
)
def test_what_cannot_be_read_is_told(raw: bytes, extension: str, kind: str) -> None:
    with pytest.raises(ReadError, match=r"\.txt|OCR|[Ss]ave the page|saved or downloaded") as error:
        drafts(raw, extension)
    assert error.value.kind == kind


def test_a_packed_document_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_MOST_UNPACKED", 1000)
    with pytest.raises(ReadError, match="200 MB"):
        drafts(word(NEW_NEXIS), ".docx")


def test_words_of_boxes_links_and_tables_of_a_word_document_are_there_once_and_in_order() -> None:
    import docx

    names = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w="{}"'.format(
        documents._WORD.strip("{}")
    )
    box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    link = "<w:hyperlink><w:r><w:t>a lin</w:t></w:r><w:r><w:t>k</w:t></w:r></w:hyperlink>"
    inner = (
        f"<w:p {names}><w:r><w:t>Before </w:t></w:r>{link}"
        "<w:r><w:noBreakHyphen/><w:t>like</w:t><w:br/><w:t>next.</w:t></w:r><w:r>"
        f"<mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        "</w:r><w:r><w:delText>Gone.</w:delText><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    document = docx.Document()
    document.element.body.insert(0, docx.oxml.parse_xml(inner))
    document.add_table(1, 2).rows[0].cells[1].text = "In a cell."
    out = io.BytesIO()
    document.save(out)
    (draft,) = drafts(out.getvalue(), ".docx")
    assert draft.text.split("\n") == ["Before a link-like", "next.", "In a box.", "", "In a cell."]


def linked(words: str, address: str = "https://lake.example/?id=1") -> str:
    return rf"{{\field{{\*\fldinst{{HYPERLINK \"{address}\"}}}}{{\fldrslt{{\b\ul {words}}}}}}}"


def test_links_of_rich_text_leave_their_words_and_no_address() -> None:
    title = linked("Kenya, Uganda settle ") + linked("ferry") + linked(" dispute")
    lines = [title, *NEW_NEXIS.split("\n")[1:]]
    raw = ("{\\rtf1\\ansi\\ansicpg1252 " + "\\par\n".join(lines) + "}").encode("ascii")
    first, _ = documents.read_rtf(raw)
    assert isinstance(first, Draft)
    assert first.text.split("\n\n") == ["Kenya, Uganda settle ferry dispute", FERRY, PAY]


def test_fields_in_the_cells_of_a_table_of_rich_text() -> None:
    fields = {"SE": "News", "HD": "Ferries sail", "WC": "96 words", "PD": "12 September 2023", "SN": "The Lake Herald"}
    fields |= {"PG": "4", "LP": FERRY, "TD": rf"{PAY}\par {BOATS}", "AN": "Document LAKHER0020230912ej9c0000k"}
    row = r"\trowd\cellx1000\cellx5000\pard\intbl\b {}\b0\cell {}\cell\row"
    raw = ("{\\rtf1\\ansi " + "\n".join(row.format(*field) for field in fields.items()) * 2 + "}").encode("ascii")
    for draft in documents.read_rtf(raw):
        assert isinstance(draft, Draft)
        assert draft.text.split("\n\n") == ["Ferries sail", FERRY, PAY, BOATS]
        assert (draft.publisher, draft.published) == ("The Lake Herald", dt.date(2023, 9, 12))
        assert (draft.meta["page"], draft.meta["section"]) == ("4", "News")


def test_a_book_tells_publisher_and_day_and_which_chapters_are_missing(tmp_path: Path) -> None:
    whole = book(PAGE, PAGE.replace("Ferries", "Boats"), PAGE)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as given, zipfile.ZipFile(out, "w") as archive:
        for name in given.namelist():
            content = given.read(name).decode()
            told = '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Tuesday</dc:title>'
            told += "<dc:publisher>The Lake Herald</dc:publisher><dc:date>2023-09-12T00:00:00Z</dc:date></metadata>"
            content = content.replace("<manifest>", f"{told}<manifest>").replace(
                'href="c1.xhtml"', 'href="feed%201/c1.xhtml"'
            )
            if not name.endswith("c2.xhtml"):
                archive.writestr(name.replace("c1.xhtml", "feed 1/c1.xhtml"), content)
    (tmp_path / "paper.epub").write_bytes(out.getvalue())
    articles = read(tmp_path / "paper.epub")
    assert [(one.title, one.publisher, one.published) for one in articles] == [
        (title, "The Lake Herald", dt.date(2023, 9, 12)) for title in ("Ferries sail again", "Boats sail again")
    ]
    assert articles[0].meta["book"] == "Tuesday"
    (problem,) = articles.problems
    assert "1 of 3 chapters" in problem.message


def test_a_saved_page_of_one_part_and_one_behind_a_frame() -> None:
    head = "MIME-Version: 1.0\r\nSnapshot-Content-Location: https://example.org/a\r\n"
    part = "Content-Type: text/html; charset=utf-8\r\nContent-Location: https://example.org/{}\r\n\r\n{}\r\n"
    frames = "".join("----b\r\n" + part.format(*of) for of in (("ad", f"<html><p>{FERRY * 30}</p>"), ("a", PAGE)))
    several = f'{head}Content-Type: multipart/related; boundary="--b"\r\n\r\n{frames}----b--\r\n'
    for page in (head + part.format("a", PAGE), several):
        (draft,) = drafts(page.encode(), ".mhtml")
        assert (draft.title, draft.url) == ("Ferries sail again", "https://example.org/a")


@pytest.mark.parametrize("extension", [".docx", ".warc", ".txt", ".html"])
def test_a_large_file_of_many_articles_is_read_and_a_large_article_is_not(extension: str, tmp_path: Path) -> None:
    path, padding = tmp_path / f"large{extension}", b"\n" * 30_000
    made = {
        ".docx": lambda: word(NEW_NEXIS),
        ".warc": lambda: crawled(PAGE, PAGE.replace("Kenya", "Norway") + " " * 30_000),
        ".txt": lambda: NEW_NEXIS.encode() + padding,
        ".html": lambda: factiva_page().encode() + padding,
    }
    path.write_bytes(made[extension]())
    articles = read(path, max_chars=1_000)
    assert (len(articles), articles.problems) == (2, ())
    plain = tmp_path / "one.txt"
    plain.write_text(f"{FERRY}\n" * 200, encoding="utf-8")
    (problem,) = read(plain, max_chars=1_000).problems
    assert problem.kind == "too_long"


@pytest.mark.parametrize(
    ("make", "extension", "module", "package"),
    [
        (lambda: word(FERRY), ".docx", "docx", "python-docx"),
        (lambda: rich(FERRY), ".rtf", "striprtf.striprtf", "striprtf"),
        (lambda: printed(FERRY), ".pdf", "pypdf", "pypdf"),
        (lambda: crawled(PAGE), ".warc", "warcio.archiveiterator", "warcio"),
    ],
)
def test_a_package_that_is_missing_is_named(
    make: Callable[[], bytes], extension: str, module: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = make()
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ReadError, match=f"pip install {package}") as error:
        list(registry.choose(raw, extension).read(raw))
    assert error.value.kind == "missing_package"
