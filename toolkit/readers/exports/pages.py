"""Exports that are web pages: old Nexis, Factiva and Europresse; each article of a page its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.errors import ReadError
from toolkit.readers.decode import decode
from toolkit.readers.draft import Draft
from toolkit.readers.exports import factiva, nexis
from toolkit.readers.exports.record import PAGES, Record, line, pattern_of, words
from toolkit.readers.markup import tree_of
from toolkit.readers.registry import Format

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NEXIS = re.compile(rb"<DOC NUMBER=\d+>|<A NAME=\"?DOC_ID_\d+|>\s*\d+ [a-z]{2,3} \d+ (?:DOC|DOK)[A-Z]{4,8}\s*<", re.I)
_FACTIVA = re.compile(rb"class=\"?[^\">]{0,80}\bartic(?:le|leParagraph)\b[^>]{0,200}>", re.I)
_FACTIVA_PAGE = re.compile(rb"<title>\s*factiva|id=\"?article-[A-Z0-9]{6,}|\benArticle\b|\benHeadline\b", re.I)
_EUROPRESSE = re.compile(rb"\bDocPublicationName\b|\btitreArticleVisu\b", re.I)
_HIDDEN = frozenset({"script", "style", "head", "title"})
_BLOCKS = frozenset({"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "blockquote", "pre"})
_SAMPLE, _TAGS, _HEAD = 2_000_000, 20_000, 4096
"""Bytes in which the marks of an export, the first tag, and the declared encoding stand."""


def sniff(raw: bytes, extension: str) -> bool:
    """Whether a page is an export of one of the three."""
    head = raw[:_SAMPLE]
    if not re.search(rb"<(?:html|head|body|!doctype)\b", head[:_TAGS], re.I):
        return False
    return bool(
        _NEXIS.search(head) or _EUROPRESSE.search(head) or (_FACTIVA_PAGE.search(head) and _FACTIVA.search(head))
    )


def read(raw: bytes) -> Iterator[Draft | ReadError]:
    """The articles of the page; in place of one without text, what is wrong.

    Raises
    ------
    ReadError
        ``kind`` is ``"no_text"``: the page has the marks of an export, and no article.
    """
    charset = re.search(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", raw[:_HEAD], re.I)
    decoded = decode(raw, charset[1].decode("ascii", "replace") if charset else None)
    database, found = _records(decoded.text, raw)
    drafts = [record.draft(database, decoded.encoding) for record in found if record.paragraphs or record.title]
    if not drafts:
        raise ReadError(
            "no_text", f"The page is an export of {database}, but no article was found in it. Export it anew."
        )
    yield from drafts


def _records(page: str, raw: bytes) -> tuple[str, list[Record]]:
    if _NEXIS.search(raw):
        body = re.sub(r"(?i)<DOC NUMBER=\d+>", " ", page)
        return nexis.OLD, list(nexis.read_old("\n\n".join(_paragraphs(tree_of(body)))))
    tree = tree_of(page)
    if _EUROPRESSE.search(raw):
        return "Europresse", [_europresse(article) for article in _europresse_articles(tree)]
    return factiva.NAME, [_factiva(article) for article in _factiva_articles(tree)]


def _paragraphs(root: HtmlElement) -> list[str]:
    """The text of the blocks below an element, in order; ``<br>`` ends a line, a block a paragraph."""
    from lxml import etree

    found: list[list[str]] = [[]]
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        if event == "start" and node.tag in _HIDDEN:
            walk.skip_subtree()
            continue
        if node.tag in _BLOCKS:
            found.append([])
        found[-1].append(_said(node, begins=event == "start"))
    told = ("\n".join(filter(None, map(line, "".join(parts).split("\n")))) for parts in found)
    return [text for text in told if text]


def _said(node: HtmlElement, begins: bool) -> str:
    """The text right behind an element's beginning, or its end."""
    if not begins:
        return node.tail or ""
    return ("\n" if node.tag == "br" else "") + (node.text or "")


def _outermost(found: list[HtmlElement]) -> list[HtmlElement]:
    """The elements that lie in none of the others."""
    known = set(found)
    return [node for node in found if known.isdisjoint(node.iterancestors())]


def _factiva_articles(tree: HtmlElement) -> list[HtmlElement]:
    inner = tree.xpath(
        "//div[contains(concat(' ', @class, ' '), ' enArticle ') or contains(@class, 'Article article')]"
    )
    return _outermost(inner or tree.xpath("//div[contains(concat(' ', normalize-space(@class), ' '), ' article ')]"))


def _factiva(article: HtmlElement) -> Record:
    """An article by its elements: labelled rows of a table with codes, or divs of the head and paragraphs."""
    coded = _factiva_rows(article)
    known = next(factiva.read_coded(coded), None) if factiva.has_codes(coded) else None
    if known is not None:
        return known
    parts = [part for text in _paragraphs(article) for part in text.split("\n")]
    closing = next(filter(_CLOSING.fullmatch, parts), "")
    kept = [part for part in parts if part != closing]
    record = factiva.record_of(kept, closing.rpartition(" ")[2])
    owner = _factiva_owner(article)
    if owner and record.paragraphs[-1:] == [owner]:
        record.put("owner", record.paragraphs.pop())
    _factiva_head(record, article, kept)
    return record


def _factiva_rows(article: HtmlElement) -> str:
    """The rows of a table as lines, as text has them: the code, then the field."""
    rows = [row for row in article.xpath(".//tr[td[1][not(.//tr)]]") if len(row) > 1]
    return "\n".join(line(row[0].text_content()) + " " + "\n\n".join(_paragraphs(row[-1])) for row in rows)


_CLOSING = re.compile(r"\S+ [A-Z][A-Z0-9]{5,}\w+")


def _factiva_head(record: Record, article: HtmlElement, parts: list[str]) -> None:
    """Title and byline as the page marks them; what stands above the title is the section."""
    headline = article.xpath(".//*[@id='hd' or contains(@class, 'Headline') or contains(@class, 'headline')]")
    title = line(headline[0].text_content()) if headline else ""
    if title:
        record.facts.pop("section", None)
        record.put("section", " ".join(parts[: parts.index(title)]) if title in parts else "")
        counted = any("counted" in (node.get("class") or "") for node in headline[0].iter())
        record.title = re.sub(r"^\d+\)\s+", "", title) if counted else title
    authors = article.xpath(".//div[contains(@class, 'author')]")
    if authors:
        record.facts["byline"] = line(authors[0].text_content())


def _factiva_owner(article: HtmlElement) -> str:
    """The last paragraph but one, if it is none of the text's: the company that owns the paper."""
    last = [node for node in article.iter("p") if line(node.text_content())][-2:-1]
    return line(last[0].text_content()) if last and "articleParagraph" not in (last[0].get("class") or "") else ""


def _europresse_articles(tree: HtmlElement) -> list[HtmlElement]:
    """The ``article`` elements; in older pages the smallest elements that hold both a publication's name and a text."""
    found: list[HtmlElement] = tree.xpath("//article")
    if found:
        return _outermost(found)
    named = {
        above for node in tree.xpath("//*[contains(@class, 'DocPublicationName')]") for above in node.iterancestors()
    }
    bodies = _outermost(tree.xpath("//*[contains(@class, 'DocText')]"))
    holders = (next((above for above in body.iterancestors("div") if above in named), None) for body in bodies)
    return list(dict.fromkeys(holder for holder in holders if holder is not None))


def _europresse(article: HtmlElement) -> Record:
    record = Record()

    def said(name: str) -> str:
        found = article.xpath(f".//*[contains(@class, '{name}')]")
        return line(found[0].text_content()) if found else ""

    record.put("publisher", said("DocPublicationName"))
    record.title = said("titreArticleVisu") or said("titreArticle")
    head = said("DocHeader")
    record.put("date", head)
    page = re.search(rf"\b(?:p|pp|s|pág)\.\s*({PAGES})", head, re.I)
    record.put("page", page[1] if page else "")
    counted = re.search(rf"\b\d[\d., ]*\s+(?:{pattern_of(words('factiva_words'))})\b", head, re.I)
    record.put("words", counted[0] if counted else "")
    section, comma, _ = head.partition(",")
    if comma and not any(day in section.casefold() for day in words("weekdays")) and not re.search(r"\d{4}", section):
        record.put("section", section)
    record.put("byline", said("sm-margin-bottomNews") or said("docAuthors"))
    body = article.xpath(".//*[contains(@class, 'DocText') or contains(@class, 'docOcurrContainer')]")
    record.paragraphs = _paragraphs(body[0]) if body else []
    return record


FORMAT = Format("database export (web page)", (".html", ".htm", ".xhtml"), sniff, read)
