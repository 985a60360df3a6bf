"""Twice the articles cost twice the work: exports have hundreds, and hostile files repeat their marks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import test_databases as databases
from growth import TIMES, assert_linear, calls

from toolkit.readers.exports import pages, texts
from toolkit.readers.exports.several import several
from toolkit.readers.exports.several_pages import several_in_page
from toolkit.readers.lines import read_lines
from toolkit.readers.markup import tree_of
from toolkit.readers.transcript import find_turns


def repeated(page: str, begin: str, end: str, times: int) -> bytes:
    first, last = page.index(begin), page.index(end)
    return (page[:first] + page[first:last] * times + page[last:]).encode()


def text(export: str) -> Callable[[int], object]:
    return lambda times: list(texts.drafts(export * 8 * times))


def page(made: str, begin: str) -> Callable[[int], object]:
    return lambda times: list(pages.read(repeated(made, begin, "</body>", 8 * times)))


WORK: dict[str, Callable[[int], object]] = {
    "nexis": text(databases.old_nexis()),
    "nexis uni": text(databases.NEW_NEXIS),
    "factiva": text(databases.CODED),
    "factiva without codes": text(databases.uncoded()),
    "proquest": text(databases.PROQUEST),
    "factiva page": page(databases.factiva_page(), '<div id="article'),
    "europresse page": page(databases.europresse_page(), "<article"),
    "marks of several": lambda times: several("Talks\n1 of 2\n12 September 2023\n- - -\nTITLE: a\n\n" * 40 * times),
    "short lines": lambda times: several("Talks end\n" * 400 * times),
    "nested articles": lambda times: several_in_page(tree_of("<body>" + "<article><h1>a</h1><p>b" * 40 * times)),
    "headings": lambda times: several_in_page(tree_of("<body>" + "<h1>a</h1><p>b</p>" * 40 * times)),
    "turns": lambda times: find_turns(read_lines("QUESTION: Will it?\n\nMR. LUND: It will.\n\n" * 40 * times)),
}


@pytest.mark.parametrize("name", WORK)
def test_work_grows_with_the_articles(name: str) -> None:
    WORK[name](1)  # words and patterns are read once
    assert_linear([calls(lambda times=times: WORK[name](times)) for times in TIMES])  # type: ignore[misc]
