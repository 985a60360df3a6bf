"""Office documents and e-books: their text or their pages, then read as any other.

Word (.docx) and rich text (.rtf) come from Nexis Uni, Lexis Advance and Factiva; a PDF is read if it has a layer of text.
"""

from __future__ import annotations

import io
import logging
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

from toolkit.errors import ReadError
from toolkit.readers import html
from toolkit.readers.draft import Draft, Note
from toolkit.readers.exports import pages, texts
from toolkit.readers.exports.record import day_of
from toolkit.readers.registry import Format, needed

_MOST_UNPACKED = 200_000_000
"""Bytes that a packed document may grow to; more is no document but a trap."""
_LINK = re.compile(r"\{\\\*\\fldinst(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}")
"""The address of a link in rich text: striprtf would put it into the words, and lose those before it."""
_TIED = re.compile(r"-\n(?=[a-z])")


def opened(what: str, work: Callable[[], Any]) -> Any:
    """What a library makes of a document; its many kinds of errors are one to us.

    Parameters
    ----------
    what
        What kind of document it is, for the message.
    work
        Opens it.

    Raises
    ------
    ReadError
        ``kind`` is ``"damaged"``, unless the work says otherwise.
    """
    try:
        return work()
    except ReadError:
        raise
    except Exception as error:  # damaged documents raise whatever their library meets first
        said = f"{type(error).__name__}: {error!s:.120}"
        raise ReadError(
            "damaged", f"The {what} cannot be opened ({said}). Open it, and save its text as .txt."
        ) from error


def _unpacked(raw: bytes) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(io.BytesIO(raw))
    if sum(item.file_size for item in archive.infolist()) > _MOST_UNPACKED:
        raise ReadError("too_long", "The document would unpack to more than 200 MB. Save its text as .txt.")
    return archive


def _told(text: str, what: str) -> str:
    if not text.strip():
        raise ReadError("no_text", f"The {what} holds no text that can be read. Save its text as .txt.")
    return text


def read_docx(raw: bytes) -> Iterator[Draft | ReadError]:
    """The articles of a Word document: those of an export, or its paragraphs as one.

    Raises
    ------
    ReadError
        The document is damaged, or holds no text.
    """

    def text() -> str:
        docx = needed("docx", "a Word document", "python-docx", ".txt")
        _unpacked(raw)
        return _docx_text(docx.Document(io.BytesIO(raw)).element.body)

    yield from texts.drafts(_told(opened("Word document", text), "Word document"))


def _docx_text(body: Any) -> str:
    """The paragraphs of a document, those in tables and text boxes too, in order; breaks and tabs are kept.

    A box is written twice, the second time for old programs; only the first counts.
    """
    from lxml import etree

    marks = {f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}tab": "\t", f"{_WORD}noBreakHyphen": "-"}
    paragraphs: list[list[str]] = [[]]
    open_now: list[list[str]] = []
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            if node.tag == f"{_WORD}p":
                open_now.pop()
        elif node.tag == _FALLBACK:
            walk.skip_subtree()
        elif node.tag == f"{_WORD}p":
            open_now.append([])
            paragraphs.append(open_now[-1])
        elif open_now:
            open_now[-1].append(marks.get(node.tag, node.text or "" if node.tag == f"{_WORD}t" else ""))
    return "\n".join("".join(pieces) for pieces in paragraphs[1:])


_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_rtf(raw: bytes) -> Iterator[Draft | ReadError]:
    """The articles of a rich-text document.

    Raises
    ------
    ReadError
        The document is damaged, or holds no text.
    """

    def text() -> str:
        striprtf = needed("striprtf.striprtf", "a rich-text document", "striprtf", ".txt")
        plain: str = striprtf.rtf_to_text(_LINK.sub("", raw.decode("cp1252", "replace")), errors="replace")
        return plain

    yield from texts.drafts(_told(opened("rich-text document", text), "rich-text document"))


def read_pdf(raw: bytes) -> Iterator[Draft | ReadError]:
    """The articles of a PDF's layer of text; words parted at a line's end are joined.

    Raises
    ------
    ReadError
        The document is damaged or locked, or has pictures of pages alone.
    """

    def text() -> str:
        pypdf = needed("pypdf", "a PDF", "pypdf", ".txt")
        logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is odd in a file is no news for who reads many
        reader = pypdf.PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("locked", "The PDF asks for a password. Save its text as .txt.")
        return _TIED.sub("", "\n".join(page.extract_text() or "" for page in reader.pages))

    found = opened("PDF", text)
    if not found.strip():
        raise ReadError(
            "no_text",
            "The PDF has no layer of text, only pictures of its pages. Run text recognition (OCR) over it first.",
        )
    yield from texts.drafts(found)


def read_epub(raw: bytes) -> Iterator[Draft | ReadError | Note]:
    """The chapters of an e-book that hold an article's worth of text, each its own; how many do not is noted.

    Publisher and day of the book are those of its articles that name none.

    Raises
    ------
    ReadError
        The book is damaged, or no chapter holds an article.
    """
    facts, chapters = opened("e-book", lambda: _book(raw))
    found = [draft for chapter in chapters if chapter for draft in page_drafts(chapter)]
    drafts = [draft for draft in found if isinstance(draft, Draft)]
    if not drafts:
        raise ReadError("no_text", "No chapter of the e-book holds an article. Save its text as .txt.")
    yield from (_of_book(draft, facts) for draft in drafts)
    if others := len(found) - len(drafts):
        yield Note(f"{others} of {len(chapters)} chapters hold no article (cover, contents)")
    if missing := chapters.count(b""):
        advice = "Download the book again, or leave them out."
        yield ReadError(
            "no_text", f"{missing} of {len(chapters)} chapters that the book lists are missing in it. {advice}"
        )


def _of_book(draft: Draft, facts: Mapping[str, str]) -> Draft:
    """A chapter with what its book says of itself, where the chapter says nothing."""
    draft.publisher = draft.publisher or facts.get("publisher")
    draft.published = draft.published or day_of(facts.get("date", "")[:10])
    draft.meta |= {"book": facts["title"]} if "title" in facts else {}
    return draft


def _book(raw: bytes) -> tuple[dict[str, str], list[bytes]]:
    """What an e-book says of itself, and its chapters in the order of reading; one that is missing is empty."""
    archive = _unpacked(raw)
    container = ElementTree.fromstring(archive.read("META-INF/container.xml"))
    package = next(node.attrib["full-path"] for node in container.iter() if node.tag.endswith("rootfile"))
    tree = ElementTree.fromstring(archive.read(package))
    facts = {node.tag.removeprefix(_DUBLIN): node.text.strip() for node in tree.iter() if _is_fact(node) and node.text}
    known = set(archive.namelist())
    paths = (posixpath.normpath(posixpath.join(posixpath.dirname(package), place)) for place in _spine(tree))
    return facts, [archive.read(path) if path in known else b"" for path in paths]


def _spine(tree: ElementTree.Element) -> list[str]:
    """The places of the chapters, in the order of reading."""
    items = {node.attrib["id"]: unquote(node.attrib["href"]) for node in tree.iter() if node.tag.endswith("}item")}
    return [items.get(node.attrib["idref"], "") for node in tree.iter() if node.tag.endswith("}itemref")]


_DUBLIN = "{http://purl.org/dc/elements/1.1/}"


def _is_fact(node: ElementTree.Element) -> bool:
    return isinstance(node.tag, str) and node.tag.startswith(_DUBLIN)


def page_drafts(raw: bytes) -> Iterator[Draft | ReadError]:
    """The articles of a page, or what is wrong with it."""
    try:
        yield from pages.read(raw) if pages.sniff(raw, ".html") else html.read(raw)
    except ReadError as error:
        yield error


def _begins(*marks: bytes) -> Callable[[bytes, str], bool]:
    return lambda raw, extension: raw.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(marks)


def _holds(name: bytes) -> Callable[[bytes, str], bool]:
    return lambda raw, extension: raw.startswith(b"PK\x03\x04") and name in raw


FORMATS = (
    Format("Word document", (".docx",), _holds(b"word/document.xml"), read_docx, strict=True, large=True),
    Format("e-book", (".epub",), _holds(b"META-INF/container.xml"), read_epub, strict=True, large=True),
    Format("rich text", (".rtf",), _begins(b"{\\rtf"), read_rtf, strict=True, large=True),
    Format("PDF", (".pdf",), _begins(b"%PDF"), read_pdf, strict=True, large=True),
)
