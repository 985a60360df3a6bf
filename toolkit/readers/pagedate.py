"""The day on which a web page says that it was published; what is dated beside it (other articles, comments) does not count."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlsplit

from toolkit.errors import ReadError
from toolkit.lexicon import document, words
from toolkit.readers.cells import DayFirst, as_date
from toolkit.readers.newsdate import date_in_name, find_date, full_year, make_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TEASER, _SENTENCE, _DEEPEST, _PARAGRAPHS = 3, 5, 6, 60
"""Words of a headline's link, and of a sentence around a date; how deep linked data is read, and paragraphs for weekdays."""
MOST_DATED = 40
"""So many elements that state a date are looked at: the article's own stands near the head."""
LONGEST_LABEL = 120
"""Characters that an element which states a date may hold; a longer one is running text."""
MOST_INSIDE = 30
"""An element with so many inside it is no label."""
_FIGURES = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)?\d\d)(?!\d)")
_WEEKDAY = re.compile(r"(?i)\b(mon|tue|wed|thu|fri|sat|sun)(?:day|s|nes|rs|ur)?(?:day)?\b")
_TOLD_DAY = re.compile(r"\bon ((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
_WORD = re.compile(r"[^\W\d_]{3,}")


def published(tree: HtmlElement) -> tuple[dt.date | None, dict[str, str]]:
    """The day a page says it was published, and what had to be guessed for it.

    What the page declares goes first (``meta``, JSON-LD, microdata), then the first ``<time>`` of the article, then the page's
    address, then an element that is marked as the article's date; a day of modification only where there is nothing else.
    Days and months in figures are ordered as the publisher's country has them.

    Parameters
    ----------
    tree
        The page, before its inline elements are made text.

    Returns
    -------
    (date or None, dict)
        The second holds ``date_order`` (``"day first"`` or ``"month first"``) where a date such as 09/12/2023 had to be
        guessed, and ``published_is`` (``"updated"``) where only a modification is dated.
    """
    page = _Page.of(tree)
    for find in (_declared, _linked, _marked, _first_time, _in_address, _labelled):
        day, order = find(page, "published")
        if day:
            return day, {"date_order": order} if order else {}
    for find in (_declared, _linked):
        day, order = find(page, "updated")
        if day:
            return day, {"published_is": "updated"} | ({"date_order": order} if order else {})
    return None, {}


@dataclass(frozen=True, slots=True)
class _Page:
    """A page and what it says of itself in its head: ``<meta>`` names and their contents, and its address."""

    tree: HtmlElement
    metas: dict[str, str]
    address: SplitResult

    @classmethod
    def of(cls, tree: HtmlElement) -> _Page:
        metas: dict[str, str] = {}
        for node in tree.iter("meta"):
            names = filter(None, map(node.get, ("property", "name", "itemprop", "http-equiv")))
            metas.setdefault(next(names, "").lower(), node.get("content") or "")
        links = (node.get("href") for node in tree.iter("link") if (node.get("rel") or "").lower() == "canonical")
        return cls(tree, metas, _address(next(links, None) or metas.get("og:url", "")))


def _address(written: str) -> SplitResult:
    try:
        return urlsplit(written)
    except ValueError:  # no address after all
        return urlsplit("")


_Found = tuple[dt.date | None, str | None]
"""A day, and the order of day and month where that had to be guessed."""
_NOTHING: _Found = (None, None)


def marks(node: HtmlElement) -> str:
    """What an element's class, id and item property say of it, in words: ``articleLead`` and ``article__lead`` are two each."""
    said = " ".join(node.get(name) or "" for name in ("class", "id", "itemprop"))
    return re.sub(r"[\W_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", said)).lower()


def says(node: HtmlElement, key: str) -> bool:
    """Whether an element's marks hold one of the words of a list of ``pages.yaml``."""
    return bool(_has(key).search(marks(node)))


@cache
def _has(key: str) -> re.Pattern[str]:
    """One of the words of a list of ``pages.yaml``."""
    return re.compile(rf"\b(?:{'|'.join(sorted(words('pages', key)))})\b")


def is_beside(node: HtmlElement) -> bool:
    """Whether an element stands among what is around the article: menus, links to other articles, comments, a foot."""
    for above in (node, *node.iterancestors()):
        if above.tag in ("nav", "aside", "footer", "a") or (above.tag not in ("body", "html") and _beside(above)):
            return True
        if above.tag in ("li", "article") and _is_teaser(above):
            return True
    return False


def _beside(node: HtmlElement) -> bool:
    if says(node, "beside"):
        return True
    heading = node.getprevious()
    return (
        heading is not None
        and heading.tag in ("h2", "h3", "h4")
        and bool(_has("beside").search(label(heading).lower()))
    )


def _is_teaser(node: HtmlElement) -> bool:
    """Whether a list item or an ``<article>`` is a link to another article: a long link without a headline and paragraphs."""
    paragraphs = (p for p in node.iter("p") if not label(p))
    if node.find(".//h1") is not None or len(list(islice(paragraphs, 2))) > 1:
        return False
    return any(
        len(label(link).split()) >= _TEASER or not label(link) or link.getparent().tag in ("h2", "h3", "h4")
        for link in node.iter("a")
    )


def label(node: HtmlElement) -> str:
    """The text of an element that holds no more than a label; else an empty text."""
    if len(list(islice(node.iter(), MOST_INSIDE))) == MOST_INSIDE:
        return ""
    text = " ".join(node.text_content().split())
    return text if len(text) <= LONGEST_LABEL else ""


def _day(page: _Page, value: Any, words_beside: str = "") -> _Found:
    """The day that a value states, in whatever form; ``words_beside`` is the label that it stands in."""
    said = _FIGURES.search(str(value))
    if said:
        return _in_figures(page, said, words_beside or str(value))
    try:
        day = as_date(value, DayFirst())
    except ReadError:
        found = find_date(str(value))
        day = found.date if found else None
    return day, None


def _first(page: _Page, values: Iterable[Any]) -> _Found:
    return next((found for value in values if (found := _day(page, value))[0]), _NOTHING)


def _declared(page: _Page, which: str) -> _Found:
    """The date of the first of the names of ``meta`` elements that state one."""
    return _first(page, (page.metas.get(name) for name in document("pages")[which]))


def _linked(page: _Page, which: str) -> _Found:
    """A date in the page's linked data (schema.org in JSON-LD): an article's before those of things without a kind."""
    values: list[tuple[bool, Any]] = []
    for node in page.tree.iter("script"):
        if "ld+json" in (node.get("type") or ""):
            try:
                data = json.loads(node.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            values += _values(data, document("pages")["linked"][which])
    return _first(page, (value for _, value in sorted(values, key=lambda found: found[0])))


def _values(data: Any, names: list[str], depth: int = 0) -> Iterator[tuple[bool, Any]]:
    """Whether it is of no article's, and the value, of each date of a piece of linked data."""
    if depth > _DEEPEST:
        return
    if isinstance(data, dict):
        kind = str(data.get("@type"))
        if not any(other in kind for other in document("pages")["no_article"]):
            yield from (("Article" not in kind, data[name]) for name in names if name in data)
            for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _values(data.get(key), names, depth + 1)
    elif isinstance(data, list):
        for item in data:
            yield from _values(item, names, depth + 1)


def _marked(page: _Page, which: str) -> _Found:
    """A date in microdata, or in an element of hAtom (``<abbr class="published" title="2023-09-12">``)."""
    names = document("pages")["linked"][which]
    nodes = page.tree.iter("span", "time", "div", "p", "abbr")
    dated = (n for n in nodes if n.get("itemprop") in names or which in (n.get("class") or "").split())
    return _first(page, (_stated(node) for node in islice(dated, MOST_DATED) if not is_beside(node)))


def _stated(node: HtmlElement) -> str | None:
    """The machine's form of what an element says."""
    stated = (node.get(name) for name in ("content", "datetime", "title") if name != "title" or node.tag == "abbr")
    return next((value for value in stated if value), None)


def _first_time(page: _Page, which: str) -> _Found:
    """The first ``<time>`` that is not said to be an update's and is part of no sentence."""
    for node in islice(page.tree.iter("time"), MOST_DATED):
        if _is_update(node) or _in_sentence(node) or is_beside(node):
            continue
        if (found := _first(page, (node.get("datetime"), label(node))))[0]:
            return found
    return _NOTHING


def _is_update(node: HtmlElement) -> bool:
    before = node.getprevious()
    said = (node.getparent().text if before is None else before.tail) or ""
    return bool(_has("update").search(f"{marks(node)} {said[-20:]}".lower()))


def _in_sentence(node: HtmlElement) -> bool:
    """Whether a date is told in running text: its paragraph has words beside it that state no date."""
    parent = node.getparent()
    if parent.tag not in ("p", "li", "td", "blockquote", "span"):
        return False
    text = label(parent)
    return not text or _is_sentence(text.replace(node.text_content(), " "))


def _is_sentence(text: str) -> bool:
    return len(_WORD.findall(_has("date").sub(" ", text.lower()))) >= _SENTENCE


def _in_address(page: _Page, which: str) -> _Found:
    """A date in the page's own address: ``/2023/09/12/boats-for-malta``."""
    return date_in_name(page.address.path.replace("/", "-")), None


def _labelled(page: _Page, which: str) -> _Found:
    """A date in a short element that is marked, by class or words, as the article's date."""
    labels = ((node, label(node)) for node in page.tree.iter("p", "span", "div", "time", "small", "li", "td"))
    dated = ((node, text) for node, text in labels if _states_date(node, text))
    for node, text in islice(dated, MOST_DATED):
        if is_beside(node):
            continue
        for piece in re.split(rf"(?i)(?={_has('date').pattern})", text):
            if not _has("update").match(piece.lower()) and (found := _day(page, piece, text))[0]:
                return found
    return _NOTHING


def _states_date(node: HtmlElement, text: str) -> bool:
    marked = any(c.isdecimal() for c in text) and _has("date").search(f"{marks(node)} {text.lower()}")
    return bool(marked) and not _is_sentence(text)


# Days and months in figures


def _in_figures(page: _Page, said: re.Match[str], words_beside: str) -> _Found:
    """The day of a date such as 09/12/2023, and the order that was guessed where nothing tells it."""
    days = _readings(*map(int, said.groups()))
    if len(set(days.values())) <= 1:
        return next(iter(days.values()), None), None
    weekday = _WEEKDAY.search(words_beside)
    fitting = [day for day in days.values() if weekday and f"{day:%a}".lower() == weekday[1].lower()]
    if len(fitting) == 1:
        return fitting[0], None
    if "." in said[0]:  # as the continent of Europe writes dates
        return days["day first"], None
    if country := _country(page):
        return days["month first" if country in words("pages", "month_first") else "day first"], None
    order = "month first" if _seems_american(page, words_beside, days) else "day first"
    return days[order], order


def _readings(first: int, second: int, year: int) -> dict[str, dt.date]:
    """The days that two numbers and a year can mean, by the order that they are in."""
    year = full_year(year)
    days = {"day first": make_date(year, second, first), "month first": make_date(year, first, second)}
    return {order: day for order, day in days.items() if day}


def _country(page: _Page) -> str | None:
    """The publisher's country (ISO 3166, small letters): of its address, else of the language that the page declares."""
    domain = (page.address.hostname or "").rpartition(".")[2]
    if len(domain) == 2 and domain not in words("pages", "no_country"):
        return "gb" if domain == "uk" else domain
    if domain in ("gov", "mil"):
        return "us"
    declared = (page.metas.get("og:locale"), page.metas.get("content-language"), page.tree.get("lang"))
    regions = (re.fullmatch(r"(?i)\s*[a-z]{2,3}[-_]([a-z]{2})\b.*", said or "") for said in declared)
    return next((region[1].lower() for region in regions if region), None)


def _seems_american(page: _Page, words_beside: str, days: dict[str, dt.date]) -> bool:
    """Whether a page of an unknown country is American by its time zone or publisher, or its weekdays fit only so."""
    if re.search(rf"\b(?:{'|'.join(words('reading', 'american_zones'))})\b", words_beside):
        return True
    title = (page.tree.findtext(".//title") or "").strip()
    name = page.metas.get("og:site_name") or next(iter(re.findall(r"[-|–]\s*([^|–-]{2,60})$", title)), "")
    if any(word in name for word in words("reading", "american_publishers")):
        return True
    told = _TOLD_DAY.findall(" ".join(islice(page.tree.itertext("p"), _PARAGRAPHS)))
    fits = {order: sum(f"{day - dt.timedelta(n):%A}" in told for n in (0, 1)) for order, day in days.items()}
    return fits["month first"] > fits["day first"]
