"""Several articles in one text, in no form that is known, are told; one article that looks a little like it stays one."""

from __future__ import annotations

import itertools

import pytest

from toolkit.errors import ReadError
from toolkit.readers import registry
from toolkit.readers.draft import Draft
from toolkit.readers.exports import texts
from toolkit.readers.exports.several import several

A = (
    "The minister of Kenya agreed on Tuesday to reopen the ferry terminal by October, and nobody who was asked denied it.\n\n"
    '"We will pay," he said, and the delegates went home to think about what had been said and what was not said at all.'
)
B = (
    "Norway will lend Malta four patrol boats, the prime minister said on Wednesday in a speech of most of an hour.\n\n"
    '"Malta has asked and we have answered," she said, and left for the harbour where the crew of twelve is trained.'
)

ABOVE_A = "The Lake Herald\nSeptember 12, 2023\nTalks end\nBy Grace Otieno"
ABOVE_B = "Agence Nordique\nMarch 3, 2021\nBoats lent\nBy Kari Lund"
LINE_A, LINE_B = "The Lake Herald, September 12, 2023", "Agence Nordique, March 3, 2021"
PRINTED = "9/12/23, Talks end - The Lake Herald, 12 September 2023"

SEVERAL = {
    "counted": f"1 of 2\n\nTalks end\n{A}\n\n2 of 2\n\nBoats lent\n{B}",
    "counted from the first line": "1/2\nTalks end\n\nThe ministers met.\n\n2/2\nTalks go on\n\nThey met again.",
    "counted by name": f"Record 1 of 20\nTalks end\n{A}\nRecord 2 of 20\nBoats lent\n{B}",
    "in brackets, dated": f"[1]\nTalks end\n12 September 2023\n{A}\n\n[2]\nBoats lent\n3 March 2021\n{B}",
    "a publication line each": f"1. Talks end\n{LINE_A}\n{A}\n\n2. Boats lent\n{LINE_B}\n{B}",
    "rules, dates": f"Talks end\n12 September 2023\n{A}\n==========\nBoats lent\n3 March 2021\n{B}",
    "stars, authors": f"Talks end\nBy Grace Otieno\n\n{A}\n\n* * *\n\nBoats lent\nBy Kari Lund\n\n{B}",
    "page breaks": f"Talks end\n12 September 2023\n{A}\n\fBoats lent\n3 March 2021\n{B}",
    "gaps": f"Talks end\n\nKISUMU, Sept 11 (AN) - {A}\n\n\n\n\nBoats lent\n\nVALLETTA, March 3 (AN) - {B}",
    "titles labelled": f"Title: Talks end\n{A}\n\nTitle: Boats lent\n{B}",
    "two labels": f"Talks end\nDate: 12 September 2023\nSource: Herald\n{A}\n\nBoats lent\nDate: 3 March 2021\nSource: AN\n{B}",
    "tags": f"<doc id='1'>\n<title>Talks end</title>\n{A}</doc>\n<doc id='2'>\n<title>Boats lent</title>\n{B}</doc>",
    "numbers of documents": f"DOCID: 1\nTalks end\n{A}\nDOCID: 2\nBoats lent\n{B}",
    "numbers in angles": f"<<<1>>>\nTalks end\n{A}\n<<<2>>>\nBoats lent\n{B}",
    "notices of copyright": f"Talks end\n{A}\nCopyright 2023 Herald.\n\nBoats lent\n{B}\nCopyright 2021 Agence Nordique.",
    "end marks": f"Talks end\n{A}\n-- END --\n\nBoats lent\n{B}\n-- END --",
    "heads": f"{ABOVE_A}\n\n{A}\n\n{ABOVE_B}\n\n{B}",
    "headings": f"# Talks end\n\n*12 September 2023*\n\n{A}\n\n# Boats lent\n\n*3 March 2021*\n\n{B}",
}  # fmt: skip

ONE = {
    "briefs of one column": f"World in brief\n\nKISUMU, Sept 11 (AN) - {A}\n\nVALLETTA, March 3 (AN) - {B}",
    "a rule between sections": f"Talks end\nBy Grace Otieno\n\n{A}\n\n* * *\n\n{B}",
    "questions and answers": f"Q: What was agreed?\nA: {A}\n\nQ: And the boats?\nA: {B}",
    "a list": f"What we know\n\n1. {A}\n\n2. {B}",
    "numbered crossheads": f"Two things to know\n\n1. Talks end\n{A}\n\n2. Boats are lent\n{B}",
    "credits of pictures": f"Talks end\n{A}\nPhoto: AP\n{B}\nPhoto: Reuters",
    "two notices at the foot": f"Talks end\n{A}\n{B}\nCopyright 2023 The Lake Herald.\nCopyright 2023 AP.",
    "a live page": f"Live\n\n10:15 GMT\nTalks end\n{A}\n\n09:12 GMT\nBoats lent\n{B}",
    "articles of a treaty": f"The treaty\n\nArticle 1\n{A}\n\nArticle 2\n{B}",
    "sources below sections": f"Talks end\n{A}\n\nSource: AP\n\n{B}\nSource: Reuters",
    "notes": f"Talks end\n{A} [1]\n{B} [2]\n\n[1]\nA note\n[2]\nAnother note",
    "pages": f"Talks end\n{A}\nPage 1 of 2\n{B}\nPage 2 of 2",
    "heads of printed pages": f"{PRINTED}\n{A}\n\f{PRINTED}\n{B}",
    "a timeline": f"Timeline\n\n12 September 2023\n{A}\n\n3 March 2021\n{B}",
    "authors of parts": f"By Grace Otieno\n\n{A}\n\n---\n\nBy Kari Lund, in Oslo\n\n{B}",
    "a gallery": f"Talks end\n\n1 of 3\nThe pier at Kisumu\n\n2 of 3\nA tug\n\n3 of 3\nAnother tug\n\n{A}\n\n{B}",
    "a vote": f"Talks end\n\n14 of 15\n\n{A}\n\n13 of 15\n\nsaid yes.",
}  # fmt: skip


@pytest.mark.parametrize("name", SEVERAL)
def test_several_articles_are_told(name: str) -> None:
    assert several(SEVERAL[name])
    with pytest.raises(ReadError, match=r"seems to hold several articles .*docs/exports\.md"):
        list(texts.drafts(SEVERAL[name]))


@pytest.mark.parametrize("name", ONE)
def test_one_article_stays_one(name: str) -> None:
    assert several(ONE[name]) is None


@pytest.mark.parametrize(
    ("one", "other"), list(itertools.permutations(["1\n", "- - - - - -\n", "\f", "#\n", "<doc>\n", "©\n"], 2))
)
def test_marks_alone_are_no_articles(one: str, other: str) -> None:
    assert several((one + other) * 50 + A) is None


def element(title: str, text: str, above: str = "", heading: str = "h1") -> str:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    return f"<article><header><{heading}>{title}</{heading}>{above}</header>{paragraphs}</article>"


def site(*parts: str) -> bytes:
    return f"<!DOCTYPE html><html><head><title>Saved</title></head><body>{''.join(parts)}</body></html>".encode()


ON_A, ON_B = "<time>12 September 2023</time>", "<time>3 March 2021</time>"
BY_A, BY_B = '<p class="by">By Grace Otieno</p>', '<p class="by">By Kari Lund</p>'

SEVERAL_IN_A_PAGE = {
    "main headings": site(element("Talks end", A), element("Boats lent", B)),
    "lesser headings with authors": site(element("Talks end", A, BY_A, "h2"), element("Boats lent", B, BY_B, "h2")),
    "dates": site(element("Talks end", A, ON_A, "h2"), element("Boats lent", B, ON_B, "h2")),
    "no elements": site("<h1>Talks end</h1>", BY_A, "<p>", A, "</p><hr><h1>Boats lent</h1>", ON_B, "<p>", B, "</p>"),
}  # fmt: skip
ONE_IN_A_PAGE = {
    "teasers": site(element("Talks end", A + B), *(element(f"Teaser {n}", "Few words of it.", "", "h3") for n in range(9))),
    "posts of a live page": site(
        "<article><h1>Live</h1>", *(element(f"Post {n}", A, "<time>10:15</time>", "h2") for n in range(4)), "</article>"
    ),
    "comments": site(element("Talks end", A + B), '<div class="comments">', *(element("user", A) for _ in range(3)), "</div>"),
    "a site's name": site("<h1>The Lake Herald</h1><p>Home</p>", element("Talks end", A + B, BY_A)),
    "more below": site(element("Talks end", A + B), "<aside>", element("Boats lent", B), "</aside>"),
}  # fmt: skip


@pytest.mark.parametrize("name", SEVERAL_IN_A_PAGE)
def test_several_articles_in_a_page_are_told(name: str) -> None:
    with pytest.raises(ReadError, match="seems to hold several articles") as error:
        list(registry.choose(SEVERAL_IN_A_PAGE[name], ".html").read(SEVERAL_IN_A_PAGE[name]))
    assert error.value.kind == "several"


@pytest.mark.parametrize("name", ONE_IN_A_PAGE)
def test_one_article_of_a_page_stays_one(name: str) -> None:
    (draft,) = registry.choose(ONE_IN_A_PAGE[name], ".html").read(ONE_IN_A_PAGE[name])
    assert isinstance(draft, Draft)
    assert "reopen the ferry terminal" in draft.text
