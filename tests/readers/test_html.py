"""Web pages: main text, metadata, zones; nothing of menus and scripts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from toolkit.articles import Article, ZoneKind
from toolkit.readers import read

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head>
<meta charset="{charset}"><title>{title}</title>
<meta name="author" content="Jane Doe"><meta property="og:site_name" content="The Daily Post">
<meta property="article:published_time" content="2031-05-04T10:00:00Z">
<link rel="canonical" href="https://post.example/norland-talks">
<script>alert('no')</script></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>{heading}</h1><p>By Jane Doe</p>
<p>NORHAVEN, May 4 (NPA) - The two countries &amp; their allies agreed on Monday to resume talks after years of
silence, officials said.</p>
<p>The minister said she would “return” in June with a plan that <b>everyone</b> can live with.</p>
<ul><li>Open the border by June</li><li>Release the detainees</li></ul>
<p>A second round is planned for the spring in the capital, her spokesman said on Tuesday.</p></article>
<footer>&copy; 2031 The Daily Post</footer></body></html>"""


def page(tmp_path: Path, name: str = "page.html", encoding: str = "utf-8", **given: str) -> Article:
    fields = {
        "title": "Talks resume in Norland | The Daily Post",
        "heading": "Talks resume in Norland",
        "charset": encoding,
    }
    path = tmp_path / name
    path.write_bytes(PAGE.format(**(fields | given)).encode(encoding))
    articles = read(path)
    assert articles.problems == ()
    return articles[0]


def test_main_text_and_metadata(tmp_path: Path) -> None:
    article = page(tmp_path)
    assert (article.title, article.publisher, article.byline) == (
        "Talks resume in Norland",
        "The Daily Post",
        "Jane Doe",
    )
    assert (article.published, article.dateline, article.language) == (dt.date(2031, 5, 4), "NORHAVEN", "en")
    assert article.url == "https://post.example/norland-talks"
    assert "two countries & their allies" in article.text
    assert not any(word in article.text for word in ("Home", "alert", "<", "©"))


def test_zones_of_the_extracted_text(tmp_path: Path) -> None:
    article = page(tmp_path)
    found = [(z.kind, article.text[z.start : z.end].strip()) for z in article.zones]
    assert found == [
        (ZoneKind.HEADLINE, "Talks resume in Norland"),
        (ZoneKind.BYLINE, "By Jane Doe"),
        (ZoneKind.DATELINE, "NORHAVEN, May 4 (NPA) -"),
    ]


def test_the_title_is_the_first_line_also_if_the_page_shows_none(tmp_path: Path) -> None:
    article = page(tmp_path, heading="")
    assert article.text.startswith("Talks resume in Norland")
    assert article.text.count("Talks resume in Norland") == 1


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
def test_the_declared_encoding(tmp_path: Path, encoding: str) -> None:
    assert "“return”" in page(tmp_path, encoding=encoding).text


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    assert page(tmp_path) == page(tmp_path)


def test_a_page_in_another_language_is_a_problem(tmp_path: Path) -> None:
    text = "<p>Die beiden Minister einigten sich am Montag darauf, die Gespräche im Frühjahr fortzusetzen.</p>"
    path = tmp_path / "de.html"
    path.write_text(f"<html lang='de'><body><article>{text * 6}</article></body></html>", encoding="utf-8")
    assert [p.kind for p in read(path).problems] == ["language"]
    assert len(read(path, check_language=False)) == 1


def test_deeply_nested_markup_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body>" + "<div>" * 20_000 + "text" + "</div>" * 20_000, encoding="utf-8")
    (tmp_path / "b.txt").write_text("The two ministers agreed on Monday to meet again.", encoding="utf-8")
    articles = read(tmp_path)
    assert [a.doc_id for a in articles if a.doc_id == "b"] == ["b"]
    assert len(articles) + len(articles.problems) == 2


def linked(author: str) -> str:
    data = f'{{"@context": "https://schema.org", "@type": "NewsArticle", "author": {author}}}'
    return f"<script type='application/ld+json'>{data}</script>"


@pytest.mark.parametrize(
    ("head", "shown", "byline"),
    [
        (
            "<meta name='author' content='Agence Nordique'>",
            "<p>By Ana Roe in Oslo and Li Wu in Rome</p>",
            "Ana Roe and Li Wu",
        ),
        ("<meta name='author' content='The Daily Post'>", "<span class='byline'>By Ana Roe</span>", "Ana Roe"),
        (
            "<meta name='author' content='Reuters'>",
            "<div class='article-author'>By Ana Roe, Reuters</div>",
            "Ana Roe",
        ),
        ("<meta name='author' content='admin'>", "<p>By Ana Roe</p>", "Ana Roe"),
        ("<meta property='article:author' content='https://www.facebook.com/ana.roe'>", "<p>By Ana Roe</p>", "Ana Roe"),
        (linked('{"@type": "Person", "name": "Ana Roe"}'), "", "Ana Roe"),
        (
            linked('[{"@type": "Person", "name": "Ana Roe"}, {"@type": "Person", "name": "Li Wu"}]'),
            "",
            "Ana Roe, Li Wu",
        ),
        (linked('{"@type": "Organization", "name": "The Daily Post"}'), "<p class='author'>By Ana Roe</p>", "Ana Roe"),
        ("", "<p class='byline'>By <a rel='author' href='/x'>Ana Roe</a> | Diplomatic Correspondent</p>", "Ana Roe"),
        ("", "<div class='meta'>By <span class='author'>Ana Roe</span>, <time>12 May 2031</time></div>", "Ana Roe"),
        ("<meta name='author' content='The Daily Post'>", "", "The Daily Post"),
        ("", "", None),
    ],
)
def test_bylines_are_people_where_the_page_names_some(
    tmp_path: Path, head: str, shown: str, byline: str | None
) -> None:
    html = PAGE.format(charset="utf-8", title="Talks resume", heading="Talks resume")
    html = html.replace('<meta name="author" content="Jane Doe">', head).replace("<p>By Jane Doe</p>", shown)
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    assert read(tmp_path)[0].byline == byline
