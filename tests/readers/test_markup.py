"""Web pages: no word is lost or run into the next."""

from __future__ import annotations

import pytest
from growth import TIMES, assert_linear, calls

from toolkit.readers.html import read as read_page
from toolkit.readers.markup import complete, keep_words, tree_of
from toolkit.readers.pagedate import published

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
        ("<q>He said <q>no</q> to it</q>, Lund said", "“He said ‘no’ to it”, Lund said"),
        ("“<q>No</q>”, Lund said, and <q>“yes”</q>", "“No”, Lund said, and “yes”"),
        ("agreed to <ins>lend</ins> <del>sell</del> boats", "agreed to lend boats"),
        ("agreed to <s>sell</s> lend <mark>four</mark> boats", "agreed to lend four boats"),
        ("four boats<sup>1</sup> by May", "four boats by May"),
        ("four boats<sup>[2]</sup> by May", "four boats by May"),
        ("the 4<sup>th</sup> of May", "the 4th of May"),
        ("<span>Norway will lend Malta</span><span>four boats</span>", "Norway will lend Malta four boats"),
        ("<a href='/l'>Prime Minister Lund</a><span>said so</span>", "Prime Minister Lund said so"),
        ("<span>N</span><span>orway</span> agreed", "Norway agreed"),
        ("\x01\x0cNorway <q>ag\x02reed</q> &#1;&#xffff;to it", "Norway “agreed” to it"),
        ("un<b>likely</b> to <abbr title='x'>UN</abbr>", "unlikely to UN"),
    ],
)
def test_words_of_inline_elements_stay(inner: str, words: str) -> None:
    assert words in " ".join(
        text_of(page(f"<p>VALLETTA - {inner} on Tuesday after two hours of talks there.</p>")).split()
    )


NAV = "<nav><p>All the news of the world, day by day and hour by hour, for you and me.</p></nav>"
REST = "".join(f"<p>{text}</p>" for text in LONG)


def whole(body: str) -> list[str]:
    foot = "<footer><p>Copyright of this page lies with the publisher, who is named above.</p></footer>"
    html = f"<html><head><title>Norway lends boats</title></head><body>{NAV}{body}{foot}</body></html>"
    return text_of(html).split("\n")


@pytest.mark.parametrize(
    "before",
    [
        f"<header><h1>Norway lends boats</h1><p class='lede'>{LEAD}</p></header><div class='article-body'>",
        f"<header><h1>Norway lends boats</h1><div>{LEAD}</div></header><div class='article-body'>",
        f"<header><h1>Norway lends boats</h1><h2>{LEAD}</h2></header><div>",
        f"<div><h1>Norway lends boats</h1><div class='lead'>{LEAD}</div></div><div class='story-body'>",
        f"<h1>Norway lends boats</h1><div class='lead'><p>{LEAD}</p></div><div>",
        f"<h1>Norway lends boats</h1><div class='article__lead'>{LEAD}</div><div>",
        f"<h1>Norway lends boats</h1><div class='articleLead'>{LEAD}</div><div>",
        f"<h1>Norway lends boats</h1><section>{LEAD}</section><div>",
        f"<h1>Norway lends boats</h1><span class='lead'>{LEAD}</span><div>",
        f"<h1>Norway lends boats</h1><div itemprop='description'>{LEAD}</div><div itemprop='articleBody'>",
        f"<div class='x'><h1>Norway lends boats</h1></div><div class='x'>{LEAD}</div><div class='x'>",
        f"<div class='header'><h1>Norway lends boats</h1><div class='standfirst'>{LEAD}</div></div><div id='story'>",
        f"<h1>Norway lends boats</h1><div class='caption'>A ferry lies at anchor in the old harbour.</div><p>{LEAD}</p><div>",
    ],
)
def test_a_lead_above_the_text_is_part_of_it(before: str) -> None:
    assert whole(f"{before}{REST}</div>") == ["Norway lends boats", LEAD, *LONG]


AMONG = "Both sides hope to sign the papers next week in Oslo, the Maltese minister said."


@pytest.mark.parametrize(
    "among",
    [
        f"<div>{AMONG}</div>",
        f"<center>{AMONG}</center>",
        f"<span>{AMONG}</span>",
        AMONG,
        f"<h4>{AMONG}</h4>",
        f"<table><tr><th>Who</th></tr><tr><td>Malta</td><td>{AMONG}</td></tr></table>",
        f"<table><tr><td><p>{AMONG}</p></td></tr></table>",
        f"<table><tr><td><table><tr><td>{AMONG}</td></tr></table></td></tr></table>",
        f"<table><tr><th>{AMONG}</th></tr></table>",
    ],
)
def test_sentences_among_the_paragraphs_stand_in_their_place(among: str) -> None:
    lines = whole(f"<article><h1>Norway lends boats</h1><p>{LEAD}</p>{among}{REST}</article>")
    assert lines == ["Norway lends boats", LEAD, AMONG, *LONG]


@pytest.mark.parametrize("kind", ["newsletter-signup", "wp-caption-text", "related-links", "social-share"])
def test_what_stands_beside_the_article_stays_out(kind: str) -> None:
    beside = f"<div class='{kind}'>Sign up for our daily letter and get all the news at once.</div>"
    assert whole(f"<article><h1>Norway lends boats</h1><p>{LEAD}</p>{beside}{REST}</article>") == [
        "Norway lends boats",
        LEAD,
        *LONG,
    ]


@pytest.mark.parametrize(
    "cell",
    [
        f"<h1>Norway lends boats</h1><p>{LEAD}</p>{REST}",
        f"<h1>Norway lends boats</h1>{LEAD}<br><br>{'<br>'.join(LONG)}",
    ],
)
def test_a_page_laid_out_by_a_table_is_read_once(cell: str) -> None:
    lines = whole(f"<table><tr><td>World | Business</td><td>{cell}</td></tr></table>")
    assert [lines.count(text) for text in (LEAD, *LONG)] == [1, 1, 1, 1]


def test_text_under_three_hundred_elements_is_read() -> None:
    html = "<html><head><title>T</title></head><body>" + "".join(
        f"<p><font size=2>Paragraph {n}: the minister of Spain agreed to pay for it.\n" for n in range(300)
    )
    found = text_of(html)
    assert all(f"Paragraph {n}:" in found for n in range(300))


@pytest.mark.parametrize(
    "element",
    [
        "<time datetime='2023-12-01'>May</time> ",
        "<q>so</q> ",
        "<span>so</span>",
        "<sup>1</sup>",
        "<div class='date'>Posted 9/12/2023</div>",
        "<li><a href='/x'>One two three</a> <time>1 May 2023</time></li>",
        f"<div>{AMONG}</div>",
        f"<table><tr><td>{AMONG}</td></tr></table>",
        "<div><nav>",
    ],
)
def test_work_grows_with_the_page(element: str) -> None:
    def work(times: int) -> int:
        html = page(f"<p>{LEAD}</p>{element * 200 * times}")

        def taken_apart() -> None:
            tree = tree_of(html)
            published(tree)
            keep_words(tree)
            complete(tree, ["Norway lends boats", LEAD, *LONG], "Norway lends boats")

        return calls(taken_apart)

    assert_linear([work(times) for times in TIMES])
