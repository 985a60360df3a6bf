"""The date of a web page: the one that it states as its own, in whatever form."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from test_markup import LEAD, page

from toolkit.readers import read
from toolkit.readers.html import read as read_page

STAMP = "<time datetime='2023-09-12T08:00:00Z'>12 September 2023</time>"
MODIFIED = "<meta property='article:modified_time' content='2023-09-14'>"


def found(head: str = "", more: str = "", after: str = "", lang: str = "en") -> tuple[dt.date | None, str | None]:
    html = page(f"<p>{LEAD}</p>", head=head, more=more, after=after).replace('lang="en"', f'lang="{lang}"')
    (draft,) = read_page(html.encode())
    return draft.published, draft.meta.get("date_order") or draft.meta.get("published_is")


@pytest.mark.parametrize(
    "value",
    [
        *("2023-09-12", "2023-09-12T08:00:00Z", "2023-09-12T23:30:00-04:00", "20230912", "2023/09/12", "1694505600"),
        *("1694505600000", "September 12, 2023", "12 Sep 2023 08:00 GMT", "Tue, 12 Sep 2023 08:00:00 GMT"),
    ],
)
def test_a_declared_date_in_any_form(value: str) -> None:
    assert found(f"<meta name='pubdate' content='{value}'>") == (dt.date(2023, 9, 12), None)


@pytest.mark.parametrize(
    "head",
    [
        "<link rel='canonical' href='http://[::1'>",
        f"<meta name='pubdate' content='{'9' * 5000}'>",
        "<meta name='pubdate' content='99/99/9999'>",
        f"<script type='application/ld+json'>{'[' * 100_000}</script>",
        "<script type='application/ld+json'>{'@type': 5, \"datePublished\": [1]}</script>",
    ],
)
def test_hostile_statements_are_no_date(head: str) -> None:
    assert found(head) == (None, None)


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


@pytest.mark.parametrize(
    ("head", "more", "after", "day"),
    [
        ("<meta name='dc.date' content='2023-09-12'>", "<p>Accepted 2022-12-16</p>", "", 12),
        (MODIFIED, STAMP, "", 12),
        (MODIFIED, "<span class='entry-date'>September 12, 2023</span>", "", 12),
        (MODIFIED, "<p>Published 12 September 2023, updated 15 September 2023</p>", "", 12),
        (MODIFIED, "<p>Updated 15 September 2023, published 12 September 2023</p>", "", 12),
        (linked('{"@graph": [{"datePublished": "2023-09-12T10:00"}]}'), "", "", 12),
        (linked('[{"@type": "WebSite"}, {"@type": "NewsArticle", "datePublished": "Sep 12, 2023"}]'), "", "", 12),
        (linked('[{"@type": "VideoObject", "datePublished": "2022-01-01"}]'), STAMP, "", 12),
        (
            linked('[{"datePublished": "2022-01-01"}, {"@type": "NewsArticle", "datePublished": "2023-09-12"}]'),
            "",
            "",
            12,
        ),
        (linked('{"@type": "ItemList", "mainEntity": {"datePublished": "2024-01-02"}}'), "", "", None),
        (linked('{"headline": "a\nb", "datePublished": "2023-09-12"}'), "", "", 12),
        ("", "<span itemprop='datePublished' content='2023-09-12'>yesterday</span>", "", 12),
        ("", "<abbr class='published' title='2023-09-12T08:00:00'>yesterday</abbr>", "", 12),
        ("", "<time>12 September 2023</time>", "", 12),
        ("", "<span class='published'>13/09/2023</span>", "", 13),
        ("", f"<p>Published {STAMP}, updated <time datetime='2023-09-15'>15 Sept</time></p>", "", 12),
        ("", f"<p>Updated <time datetime='2023-09-15'>15 Sept</time>, published {STAMP}</p>", "", 12),
        ("<link rel='canonical' href='https://post.example/2023/09/12/boats'>", "", "", 12),
        ("", "<div class='related'><time datetime='2024-01-02'>2 Jan</time></div>" + STAMP, "", 12),
        ("", "<nav><time datetime='2024-05-05'>5 May 2024</time></nav>" + STAMP, "", 12),
        ("", "", "<div class='related'><time datetime='2024-01-02'>2 Jan</time></div>", None),
        ("", "", "<div><h3>More stories</h3><div><time datetime='2024-01-02'>2 Jan</time></div></div>", None),
        (
            "",
            "",
            "<section><article><h2><a href='/x'>Other</a></h2><time datetime='2024-01-02'>x</time></article></section>",
            None,
        ),
        ("", "", "<ul><li><a href='/x'>Quite another story</a> <time datetime='2024-01-02'>x</time></li></ul>", None),
        ("", "", "<div id='comments'><time datetime='2024-01-02'>2 Jan</time></div>", None),
        ("", "", "<aside><time datetime='2024-01-02'>2 Jan</time></aside>", None),
        (
            "",
            "<p>By <time datetime='2023-12-01'>December</time>, an official of the ministry said there.</p>",
            "",
            None,
        ),
        ("", "<p>By 09/12/2023 all was over.</p>", "", None),
    ],
)
def test_the_date_is_the_one_that_the_page_states_as_its_own(head: str, more: str, after: str, day: int | None) -> None:
    assert found(head, more, after) == (dt.date(2023, 9, day) if day else None, None)


def site(name: str) -> str:
    return f"<meta property='og:site_name' content='{name}'>"


def at(address: str) -> str:
    return f"<link rel='canonical' href='https://{address}/boats'>"


@pytest.mark.parametrize(
    ("said", "head", "lang", "guessed"),
    [
        ("12.09.2023", "", "en", None),
        ("Tuesday 09/12/2023", "", "en", None),
        ("Tue, 12/09/2023 - 10:15", "", "en", None),
        ("12/09/2023", "", "en-GB", None),
        ("12/09/23", "", "en-GB", None),
        ("12-09-2023", "", "en-IN", None),
        ("09/12/2023", "", "en-US", None),
        ("09/12/2023", "<meta property='og:locale' content='en_US'>", "en", None),
        ("12/09/2023", "<meta property='og:locale' content='en_GB'>", "en", None),
        ("09/12/2023", "<meta http-equiv='content-language' content='en-us'>", "en", None),
        ("12/09/2023", at("www.post.co.uk") + site("American Chronicle"), "en-US", None),
        ("09/12/2023", at("www.state.gov"), "en", None),
        ("09/12/2023 10:15 EDT", "", "en", "month first"),
        ("09/12/2023", site("Washington Ledger"), "en", "month first"),
        ("12/09/2023", at("www.post.tv"), "en", "day first"),
        ("12/09/2023", "", "en", "day first"),
    ],
)
def test_days_and_months_in_figures_follow_the_country_and_guesses_are_told(
    said: str, head: str, lang: str, guessed: str | None
) -> None:
    assert found(head, f"<p class='date'>{said}</p>", lang=lang) == (dt.date(2023, 9, 12), guessed)


@pytest.mark.parametrize(("weekday", "month"), [("Tuesday", 9), ("Saturday", 12), ("Wednesday", 12)])
def test_of_an_unknown_country_weekdays_decide_else_the_day_is_first(weekday: str, month: int) -> None:
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


@pytest.mark.parametrize(("more", "day"), [("<p>12 September 2023</p>", 12), ("", 14)])
def test_a_day_of_change_counts_where_nothing_else_is_dated(tmp_path: Path, more: str, day: int) -> None:
    (tmp_path / "a.html").write_text(page(f"<p>{LEAD}</p>", head=MODIFIED, more=more), "utf-8")
    articles = read(tmp_path)
    assert articles[0].published == dt.date(2023, 9, day)
    assert bool(articles.notes) == (day == 14)
