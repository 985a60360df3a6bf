"""Web pages: no word is lost or run into the next, and dates are those that the page states as its own."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.readers import read
from toolkit.readers.html import read as read_page
from toolkit.readers.markup import keep_words, tree_of

LONG = [
    '"Malta has asked and we have answered," Lund told reporters on the quay, while two crews looked on from the deck.',
    "Maltese Foreign Minister Pawlu Borg said the island would pay for the fuel and would not use the boats at sea.",
    "Iceland refused to take part in the plan because its parliament has not yet voted on the money, an official said.",
]
LEAD = "VALLETTA, Sept. 12 (AN) - Norway will lend Malta four patrol boats by December, Prime Minister Kari Lund said."


def page(first: str, *, head: str = "", more: str = "", after: str = "") -> str:
    rest = "".join(f"<p>{text}</p>" for text in LONG)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Norway lends boats</title>{head}</head><body>'
        f"<article><h1>Norway lends boats</h1>{more}{first}{rest}</article>{after}</body></html>"
    )


def text_of(html: str) -> str:
    (draft,) = read_page(html.encode())
    return draft.text


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        ("by <time datetime='2023-12-01'>December</time>, an official said", "by December, an official said"),
        ("<q>We have answered</q>, Lund said", "“We have answered”, Lund said"),
        ("Lund said: <q>We have <b>answered</b></q>", "Lund said: “We have answered”"),
        ("agreed to <ins>lend</ins> <del>sell</del> boats", "agreed to lend boats"),
        ("agreed to <s>sell</s> lend <mark>four</mark> boats", "agreed to lend four boats"),
        ("four boats<sup>1</sup> by May", "four boats by May"),
        ("four boats<sup>[2]</sup> by May", "four boats by May"),
        ("the 4<sup>th</sup> of May", "the 4th of May"),
        ("<span>Norway will lend Malta</span><span>four boats</span>", "Norway will lend Malta four boats"),
        ("<a href='/l'>Prime Minister Lund</a><span>said so</span>", "Prime Minister Lund said so"),
        ("<span>N</span><span>orway</span> agreed", "Norway agreed"),
        ("un<b>likely</b> to <abbr title='x'>UN</abbr>", "unlikely to UN"),
    ],
)
def test_words_of_inline_elements_stay(inner: str, words: str) -> None:
    assert words in " ".join(
        text_of(page(f"<p>VALLETTA - {inner} on Tuesday after two hours of talks there.</p>")).split()
    )


@pytest.mark.parametrize(
    "before",
    [
        f"<header><h1>Norway lends boats</h1><p class='lede'>{LEAD}</p></header><div class='article-body'>",
        f"<div><h1>Norway lends boats</h1><div class='lead'>{LEAD}</div></div><div class='story-body'>",
        f"<div class='header'><h1>Norway lends boats</h1><div class='standfirst'>{LEAD}</div></div><div id='story'>",
    ],
)
def test_a_lead_above_the_text_is_part_of_it(before: str) -> None:
    rest = "".join(f"<p>{text}</p>" for text in LONG)
    html = (
        f"<html><head><title>Norway lends boats</title></head><body><nav><p>All the news of the world, day by day and hour by "
        f"hour</p></nav>{before}{rest}</div></body></html>"
    )
    assert text_of(html).split("\n")[:3] == ["Norway lends boats", LEAD, LONG[0]]


def test_sentences_in_tables_are_kept() -> None:
    table = (
        "<table><tr><th>Who</th></tr><tr><td>Malta</td><td>Malta agreed to pay for the fuel by May.</td></tr></table>"
    )
    found = text_of(page(f"<p>{LEAD}</p>{table}"))
    assert found.count("Malta agreed to pay for the fuel by May.") == 1


def test_text_under_three_hundred_elements_is_read() -> None:
    html = "<html><head><title>T</title></head><body>" + "".join(
        f"<p><font size=2>Paragraph {n}: the minister of Spain agreed to pay for it.\n" for n in range(300)
    )
    found = text_of(html)
    assert all(f"Paragraph {n}:" in found for n in range(300))


STAMP = "<time datetime='2023-09-12T08:00:00Z'>12 September 2023</time>"


@pytest.mark.parametrize(
    ("head", "more", "after", "day"),
    [
        ("<meta property='article:published_time' content='2023-09-12T08:00:00Z'>", "", "", (12, None)),
        ("<meta name='dc.date' content='2023-09-12'>", "<p>Accepted 2022-12-16</p>", "", (12, None)),
        ("<meta property='article:modified_time' content='2023-09-14'>", STAMP, "", (12, None)),
        ("<meta property='article:modified_time' content='2023-09-14'>", "", "", (14, "updated")),
        (
            '<script type="application/ld+json">{"@graph": [{"datePublished": "2023-09-12T10:00"}]}</script>',
            "",
            "",
            (12, None),
        ),
        ("", f"<p>Published {STAMP}, updated <time datetime='2023-09-15'>15 Sept</time></p>", "", (12, None)),
        ("", f"<p>Updated <time datetime='2023-09-15'>15 Sept</time>, published {STAMP}</p>", "", (12, None)),
        ("", "", "<div class='related'><time datetime='2024-01-02'>2 Jan</time></div>", None),
        ("", "", "<aside><time datetime='2024-01-02'>2 Jan</time></aside>", None),
        ("", "<p class='date'>Published 09/12/2023 10:15 EDT</p>", "", (12, "month first")),
        ("", "<span class='published'>13/09/2023</span>", "", (13, None)),
        (
            "<meta property='og:site_name' content='Washington Ledger'>",
            "<p class='date'>09/12/2023</p>",
            "",
            (12, "month first"),
        ),
        ("", "<p>By 09/12/2023 all was over.</p>", "", None),
    ],
)
def test_the_date_is_the_one_that_the_page_states_as_its_own(
    head: str, more: str, after: str, day: tuple[int, str | None] | None
) -> None:
    (draft,) = read_page(page(f"<p>{LEAD}</p>", head=head, more=more, after=after).encode())
    assert draft.published == (dt.date(2023, 9, day[0]) if day else None)
    assert (draft.meta.get("date_order") or draft.meta.get("published_is")) == (day[1] if day else None)


@pytest.mark.parametrize(("weekday", "month"), [("Tuesday", 9), ("Saturday", 12), ("Wednesday", 12)])
def test_days_and_months_in_figures_are_told_apart_by_weekdays_else_day_first(weekday: str, month: int) -> None:
    html = page(
        f"<p>Norway agreed on {weekday} to lend Malta four patrol boats.</p>", more="<p class='date'>09/12/2023</p>"
    )
    (draft,) = read_page(html.encode())
    assert draft.published == (dt.date(2023, 9, 12) if month == 9 else dt.date(2023, 12, 9))


def test_a_guess_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        page(f"<p>{LEAD}</p>", more="<p class='date'>Published 09/12/2023 EDT</p>"), "utf-8"
    )
    assert "read month first, which had to be guessed" in read(tmp_path).notes[0]


def calls(work: Callable[[], object]) -> int:
    """How many calls of functions, C functions included, a piece of work takes: a measure that no busy machine changes."""
    count = 0

    def tick(frame: object, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tick)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "element", ["<time datetime='2023-12-01'>May</time> ", "<q>so</q> ", "<span>so</span>", "<sup>1</sup>"]
)
def test_work_grows_with_the_page(element: str) -> None:
    def work(times: int) -> int:
        tree = tree_of(page(f"<p>{element * times}</p>"))
        return calls(lambda: keep_words(tree))

    assert work(1600) < 4.6 * work(400)
