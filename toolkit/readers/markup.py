"""Web pages before their text is taken out: words that inline elements would swallow are kept, and dates that pages state."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from toolkit.errors import ReadError
from toolkit.lexicon import document, words
from toolkit.readers.newsdate import make_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_GONE = ("del", "s", "strike")
"""Elements whose text is struck out: no longer said."""
_PLAIN = (
    *("time", "ins", "mark", "abbr", "dfn", "font", "small", "big", "tt", "u", "center", "data", "var", "samp", "kbd"),
    *("bdi", "bdo", "wbr", "acronym", "nobr", "output"),
)
"""Elements that say how words look or what they are, and end no word: their text is part of the sentence."""
_UNWRAPPED = frozenset({*_GONE, *_PLAIN, "q", "sup"})
_INLINE = ("span", "a", "b", "strong", "i", "em")
_NOTE = re.compile(r"\s*[\[(]?(?:\d{1,3}|[*†‡§a-z])[\])]?\s*$")
_APART = ("nav", "aside", "footer", "form", "figure", "figcaption", "script", "style", "noscript", "button", "select")
_LEAD = re.compile(
    r"(?i)\b(?:lead|lede|standfirst|intro|dek|deck|chapo|summary|subhead|sub-?title|strapline|excerpt)\b"
)
MOST_TIMES = 40
"""So many ``<time>`` elements are looked at: the article's own stands near the head."""
LEAST_LEAD = 8
"""Words that a paragraph of the head must have to be part of the article: fewer are a label."""


def tree_of(page: str) -> HtmlElement:
    """The page as a tree, however deep its elements lie.

    Raises
    ------
    ReadError
        There is no element in it.
    """
    from lxml import etree, html

    # libxml2 drops what lies under 256 elements unless trees may be huge
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree: HtmlElement = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise ReadError("no_text", "The page could not be taken apart. Save the article's text as .txt.") from error
    return tree


def keep_words(tree: HtmlElement) -> None:
    """Change the tree so that no word is lost or run into the next: inline elements become text, ``<q>`` gets its marks."""
    for parent in reversed(list(tree.iter())):  # what lies deepest first
        if any(child.tag in _UNWRAPPED for child in parent):
            _unwrap(parent)
    for node in tree.iter(*_INLINE):
        _part(node)


def _unwrap(parent: HtmlElement) -> None:
    """Make text of an element's inline children; each piece of text is put together once, however many there are."""
    last, pieces = None, [parent.text or ""]

    def flush() -> None:
        text = "".join(pieces)
        if last is None:
            parent.text = text
        else:
            last.tail = text
        pieces.clear()

    for child in list(parent):
        tail = child.tail or ""
        if child.tag not in _UNWRAPPED:
            flush()
            last, pieces = child, [tail]
            continue
        parent.remove(child)
        if child.tag in _GONE or (child.tag == "sup" and _NOTE.match(child.text_content())):
            pieces.append(tail)
            continue
        before, after = ("“", "”") if child.tag == "q" else ("", "")
        pieces += [before, child.text or ""]
        for inner in list(child):
            flush()
            inner_tail = inner.tail or ""
            _insert(parent, last, inner)
            last, pieces = inner, [inner_tail]
        pieces += [after, tail]
    flush()


def _insert(parent: HtmlElement, last: HtmlElement | None, node: HtmlElement) -> None:
    """Put an element behind another, or first, without any tail."""
    node.tail = None
    if last is None:
        parent.insert(0, node)
    else:
        tail, last.tail = last.tail, None
        last.addnext(node)
        last.tail = tail


def _part(node: HtmlElement) -> None:
    """A blank between an inline element and the one right behind it, where two words would run together."""
    following = node.getnext()
    if node.tail or following is None or following.tag not in _INLINE:
        return
    before = (node.text_content().split() or [""])[-1]
    after = (following.text_content().split() or [""])[0]
    if len(before) > 1 and len(after) > 1 and after[0].isalnum() and not node.text_content()[-1:].isspace():
        node.tail = " "


def blocks(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The elements that hold a paragraph's words, with their text, outside menus, asides and forms, in order."""
    skipped: HtmlElement | None = None
    for node in tree.iter():
        if skipped is not None and skipped in node.iterancestors():
            continue
        skipped = None
        if node.tag in _APART:
            skipped = node
        elif node.tag in ("p", "h1", "h2", "h3", "td", "blockquote") or (node.tag == "div" and _is_lead(node)):
            text = " ".join(node.text_content().split())
            if text:
                yield node, text


def _is_lead(node: HtmlElement) -> bool:
    marks = " ".join((node.get("class") or "", node.get("id") or "", node.get("itemprop") or ""))
    return bool(_LEAD.search(marks)) and node.find(".//p") is None


def with_lead(tree: HtmlElement, lines: list[str], title: str | None) -> list[str]:
    """The lines of an article with the paragraphs that its page shows above them, between headline and text."""
    known = {re.sub(r"\W+", "", line) for line in lines}
    first = next((re.sub(r"\W+", "", line) for line in lines if len(line.split()) >= LEAST_LEAD), None)
    heading = re.sub(r"\W+", "", title or "")
    lead: list[str] = []
    seen = False
    for node, text in blocks(tree):
        bare = re.sub(r"\W+", "", text)
        if first and (bare == first or (len(bare) > 40 and first.startswith(bare))):
            return [*lines[: _head(lines, title)], *lead, *lines[_head(lines, title) :]] if lead else lines
        if node.tag == "h1" or (heading and bare == heading):
            seen, lead = True, []
        elif seen and len(text.split()) >= LEAST_LEAD and bare not in known and not any(bare in line for line in known):
            lead.append(text)
    return lines


def _head(lines: list[str], title: str | None) -> int:
    """How many lines at the beginning are the headline."""
    return int(bool(lines and title and " ".join(lines[0].split()) == title))


def tables(tree: HtmlElement, lines: list[str]) -> list[str]:
    """Sentences in tables that the text lacks, a cell a paragraph: undertakings are listed in tables too."""
    told = " ".join(lines)
    cells = (" ".join(cell.text_content().split()) for cell in tree.iter("td"))
    return [
        text for text in cells if len(text.split()) >= 4 and re.search(r"[.!?][\"”’)]*$", text) and text not in told
    ]


# Dates

_RELATED = re.compile(
    r"(?i)related|recommend|more-|read-next|sidebar|promo|teaser|latest|trending|comment|footer|popular"
)
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)(?!\d)")
_STATED = re.compile(r"(?i)\b(?:published|posted|date|updated|created|issued)\b")


def published(tree: HtmlElement, page: str) -> tuple[dt.date | None, dict[str, str]]:
    """The day a page says it was published, and what had to be guessed for it.

    What the page declares goes first (``meta``, JSON-LD), then the first ``<time>`` of the article, then a date in figures
    that the page states as its own; a day of modification only where there is nothing else. Links to other articles do not count.

    Returns
    -------
    (date or None, dict)
        The second holds ``date_order`` (``"day first"`` or ``"month first"``) where a date such as 09/12/2023 had to be
        guessed, and ``published_is`` (``"updated"``) where only a modification is dated.
    """
    declared = _declared(tree, "published") or _linked(tree, ("datePublished", "dateCreated", "uploadDate"))
    found = declared or _first_time(tree)
    if found:
        return found, {}
    day, order = _in_figures(tree, page)
    if day:
        return day, {"date_order": order} if order else {}
    updated = _declared(tree, "updated") or _linked(tree, ("dateModified",))
    return (updated, {"published_is": "updated"}) if updated else (None, {})


def _iso(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        return None


def _declared(tree: HtmlElement, which: str) -> dt.date | None:
    """The date of the first of the names of ``meta`` elements that state one."""
    stated: dict[str, str | None] = {}
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        stated.setdefault(name, node.get("content"))
    return next((day for name in document("pages")[which] if (day := _iso(stated.get(name)))), None)


def _linked(tree: HtmlElement, names: tuple[str, ...]) -> dt.date | None:
    """A date in the page's linked data (schema.org in JSON-LD), or in its microdata."""
    for node in tree.iter("script"):
        if "ld+json" in (node.get("type") or ""):
            try:
                data = json.loads(node.text or "")
            except ValueError:
                continue
            day = next((d for name in names for value in _values(data, name) if (d := _iso(value))), None)
            if day:
                return day
    for node in tree.iter("span", "time", "div", "p"):
        if node.get("itemprop") in names and (day := _iso(node.get("content") or node.get("datetime"))):
            return day
    return None


def _values(data: Any, name: str, depth: int = 0) -> Iterator[Any]:
    if depth > 6:
        return
    if isinstance(data, dict):
        if name in data:
            yield data[name]
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _values(data.get(key), name, depth + 1)
    elif isinstance(data, list):
        for item in data:
            yield from _values(item, name, depth + 1)


def _is_related(node: HtmlElement) -> bool:
    """Whether an element stands among links to other articles, in an aside or a foot."""
    for above in (node, *node.iterancestors()):
        if above.tag in ("nav", "aside", "footer", "a", "li"):
            return True
        if _RELATED.search(f"{above.get('class') or ''} {above.get('id') or ''}") and above.tag != "body":
            return True
    return False


def _first_time(tree: HtmlElement) -> dt.date | None:
    """The first ``<time>`` that is not said to be an update's and is part of no sentence."""
    for node in islice(tree.iter("time"), MOST_TIMES):
        if _is_related(node):
            continue
        before = node.getprevious()
        label = (node.getparent().text if before is None else before.tail) or ""
        said = f"{node.get('class') or ''} {node.get('itemprop') or ''} {label[-20:]}".lower()
        if "updat" in said or "modif" in said or _in_sentence(node):
            continue
        if day := _iso(node.get("datetime")):
            return day
    return None


def _in_sentence(node: HtmlElement) -> bool:
    """Whether a date is told in running text: its paragraph has words beside it that state no date."""
    parent = node.getparent()
    if parent.tag not in ("p", "li", "td", "blockquote", "span"):
        return False
    text = _short(parent, 400)
    rest = _STATED.sub(" ", text.replace(node.text_content(), " "))
    return not text or len(re.findall(r"[^\W\d_]{3,}", rest)) >= 5


def _in_figures(tree: HtmlElement, page: str) -> tuple[dt.date | None, str | None]:
    """A date such as 09/12/2023 in an element that states the article's date, read as the publisher's country writes it."""
    for node in tree.iter("p", "span", "div", "time", "small"):
        text = _short(node)
        match = _SLASHED.search(text)
        marks = f"{node.get('class') or ''} {node.get('id') or ''} {text}".replace("_", " ").replace("-", " ")
        if match is None or not _STATED.search(marks) or _is_related(node):
            continue
        first, second, year = (int(part) for part in match.groups())
        readings = [(day, order) for order, day in _readings(first, second, year).items() if day]
        if len({day for day, _ in readings}) == 1:
            return readings[0][0], None
        if readings:
            order = "month first" if _month_first(tree, page, text, {o: d for d, o in readings}) else "day first"
            return next(day for day, known in readings if known == order), order
    return None, None


def _short(node: HtmlElement, most: int = 120) -> str:
    """The text of an element that holds no more than a label; else an empty text."""
    text = ""
    for piece in node.itertext():
        text += piece
        if len(text) > most:
            return ""
    return text


def _readings(first: int, second: int, year: int) -> dict[str, dt.date | None]:
    """The days that two numbers and a year can mean."""
    return {"day first": make_date(year, second, first), "month first": make_date(year, first, second)}


def _month_first(tree: HtmlElement, page: str, text: str, days: dict[str, dt.date]) -> bool:
    """Whether the page is American, by its time zone, language or publisher; else whether its weekdays say so."""
    if re.search(rf"\b(?:{'|'.join(words('reading', 'american_zones'))})\b", text):
        return True
    language = re.search(r"<html\b[^>]{0,300}?\blang\s*=\s*[\"']?en[-_]([a-z]{2})\b", page[:4096], re.I)
    if language:
        return language[1].lower() == "us"
    site = re.search(r"og:site_name[^>]{0,100}content=[\"']([^\"']{2,60})", page[:20_000])
    title = re.search(r"<title>[^<]{0,300}?[-|–]\s*([^<|–-]{2,60})</title>", page[:20_000])
    name = site[1] if site else title[1] if title else ""
    if any(word in name for word in words("reading", "american_publishers")):
        return True
    told = re.findall(r"\bon ((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b", tree.text_content()[:3000])
    fits = {order: sum(f"{day - dt.timedelta(n):%A}" in told for n in (0, 1)) for order, day in days.items()}
    return fits["month first"] > fits["day first"]
