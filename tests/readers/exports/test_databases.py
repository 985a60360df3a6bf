"""Exports of news databases, in the forms they have: each article its own, with what the export says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from toolkit.errors import ReadError
from toolkit.readers.draft import Draft
from toolkit.readers.exports import factiva, nexis, pages, proquest, texts
from toolkit.readers.exports.record import day_of

FERRY = "Kenya agreed on Tuesday to reopen the ferry terminal by October 1, Transport Minister Daniel Mwangi said."
PAY = '"We will pay for the repairs," Mwangi told reporters. Uganda pledged to send two inspectors.'
BOATS = "Norway will lend Malta four patrol boats, Prime Minister Kari Lund said on Wednesday."
ASKED = '"Malta has asked and we have answered," Lund said.'


def old_nexis(
    of: str = "of", documents: str = "DOCUMENTS", byline: str = "BYLINE", length: str = "LENGTH: 96 words"
) -> str:
    return f"""
Download Request: Selected Items: 1-2
Terms: (ferry OR boats)

                               1 {of} 2 {documents}


                         The Lake Herald (Kisumu)

                           September 12, 2023 Tuesday
                                   Edition 1;
                                    National

Kenya, Uganda settle ferry
dispute

{byline}: GRACE OTIENO

SECTION: NEWS; Pg. 4

{length}

DATELINE: KISUMU

{FERRY[:37]}
{FERRY[38:]}

{PAY}

LOAD-DATE: September 13, 2023

LANGUAGE: ENGLISH

                     Copyright 2023 The Lake Herald
                              All Rights Reserved

                               2 {of} 2 {documents}


                                Agence Nordique

                            March 3, 2021 Wednesday 10:15 AM GMT

Norway pledges boats for Malta

LENGTH: 71 words

DATELINE: VALLETTA, March 3

{BOATS}

{ASKED}

LOAD-DATE: March 3, 2021

                     Copyright 2021 Agence Nordique
                              All Rights Reserved
"""


NEW_NEXIS = f"""Kenya, Uganda settle ferry dispute
The Lake Herald (Kisumu)
September 12, 2023 Tuesday
Copyright 2023 The Lake Herald All Rights Reserved
Section: NEWS; Pg. 4
Length: 96 words
Byline: Grace Otieno
Body

{FERRY}

{PAY}

Load-Date: September 13, 2023
End of Document

Norway pledges boats for Malta
Agence Nordique
March 3, 2021 Wednesday 10:15 AM GMT
Copyright 2021 Agence Nordique All Rights Reserved
Length: 71 words
Dateline: VALLETTA, March 3 2021
Body

{BOATS}

{ASKED}

Load-Date: March 3, 2021
End of Document
"""

CODED = f"""HD Kenya, Uganda settle ferry dispute
BY By Grace Otieno
WC 96 words
PD 12 September 2023
SN The Lake Herald
SC LAKHER
ED Late Edition
PG 4
LA English
CY Copyright 2023. The Lake Herald.
LP
{FERRY}
TD
{PAY}
CO lakher : Lake Ferries Ltd
RE kenya : Kenya
AN Document LAKHER0020230912ej9c0000k

HD Norway pledges boats for Malta
WC 71 words
PD 3 March 2021
SN Agence Nordique
LA English
LP
{BOATS}
TD
{ASKED}
AN Document AGNORD0020210303ej9c0000m
"""


def uncoded(
    words: str = "words", day: str = "12 September 2023", spoken: str = "English", document: str = "Document"
) -> str:
    return f"""Foreign Desk
Kenya, Uganda settle ferry dispute
By Grace Otieno
Special to The Lake Herald
96 {words}
{day}
The Lake Herald
LAKHER
Late Edition
4
{spoken}
Copyright 2023. The Lake Herald.

{FERRY}

{PAY}

{document} LAKHER0020230912ej9c0000k

Norway pledges boats for Malta
71 {words}
3 March 2021
Agence Nordique
AGNORD
{spoken}
(c) 2021 Agence Nordique

{BOATS}

{ASKED}

{document} AGNORD0020210303ej9c0000m
"""


PROQUEST = f"""____________________________________________________________

Document 1 of 2

Kenya, Uganda settle ferry dispute

Author: Otieno, Grace

Publication info: The Lake Herald ; Kisumu  [Kisumu]12 Sep 2023: 4.

Abstract: None available.

Full text: {FERRY}

{PAY}

Subject: Ferries; International relations

Publication title: The Lake Herald; Kisumu

Publication date: Sep 12, 2023

____________________________________________________________

Document 2 of 2

Norway pledges boats for Malta

Publication info: Agence Nordique ; Oslo  [Oslo]03 Mar 2021.

Full text: {BOATS}

{ASKED}

Publication title: Agence Nordique; Oslo
"""


def found(text: str) -> list[Draft]:
    return list(texts.drafts(text))


@pytest.mark.parametrize(
    ("text", "database"),
    [
        (old_nexis(), "Nexis"),
        (old_nexis("von", "DOKUMENTEN", "AUTOR", "LÄNGE: 96 Wörter"), "Nexis"),
        (old_nexis("de", "DOCUMENTS", "AUTEUR", "LONGUEUR: 96 mots"), "Nexis"),
        (NEW_NEXIS, "Nexis Uni"),
        (NEW_NEXIS.replace("End of Document", "Ende des Dokuments").replace("\nBody\n", "\nText\n"), "Nexis Uni"),
        (CODED, "Factiva"),
        (uncoded(), "Factiva"),
        (uncoded("Wörter", "12 September 2023", "Englisch", "Dokument"), "Factiva"),
        (uncoded("mots", "12 septembre 2023", "Anglais", "Document"), "Factiva"),
        (uncoded("字", "2023 年 9 月 12 日", "英文", "文件"), "Factiva"),
        (PROQUEST, "ProQuest"),
    ],
)
def test_each_article_is_its_own(text: str, database: str) -> None:
    first, second = found(text)
    assert (first.title, second.title) == ("Kenya, Uganda settle ferry dispute", "Norway pledges boats for Malta")
    assert (first.publisher, second.publisher) == ("The Lake Herald", "Agence Nordique")
    assert first.published == dt.date(2023, 9, 12)
    assert second.published == dt.date(2021, 3, 3)
    assert (first.byline or "").casefold() == "grace otieno"
    assert second.byline is None
    assert first.meta["database"] == second.meta["database"] == database
    assert first.meta["page"] == "4"
    assert "page" not in second.meta
    assert first.text.split("\n\n") == [first.title, FERRY, PAY]
    assert second.text.split("\n\n") == [second.title, BOATS, ASKED]


def test_an_old_export_of_one_article_and_lines_before_it() -> None:
    single = old_nexis().split("                               2 of 2")[0]
    (only,) = found(single)
    assert only.dateline == "KISUMU"
    assert only.meta["edition"] == "Edition 1; National"
    assert "Download Request" not in only.text


def test_a_new_export_that_was_cut_off_keeps_its_last_article() -> None:
    more = NEW_NEXIS.split("Load-Date: March")[0] + "\n".join([BOATS] * 3)
    assert [draft.title for draft in found(more)] == [
        "Kenya, Uganda settle ferry dispute",
        "Norway pledges boats for Malta",
    ]


def test_sentences_about_documents_are_no_exports() -> None:
    text = "The ministers met.\n\nIt was the end of document number four of nine, he said: Body and soul.\n\nDocument 7 followed."
    assert [draft.text for draft in found(text)] == [text]
    for sniff in (nexis.is_old, nexis.is_new, factiva.has_codes, factiva.has_articles, proquest.sniff):
        assert not sniff(text)


@pytest.mark.parametrize(
    "text",
    [
        "Article 1 of 3\nTalks end\nThe ministers met.\n\nArticle 2 of 3\nTalks go on\nThe ministers met again.",
        "TITLE: Talks end\nDATE: 3 May 2024\nThe ministers met.\n\nTITLE: Talks go on\nDATE: 4 May 2024\nThey met again.",
        "Headline: Talks end\nThe ministers met.\n----------------\nHeadline: Talks go on\nThey met again.",
        "1/2\nTalks end\n\nThe ministers met.\n\n2/2\nTalks go on\n\nThey met again.",
    ],
)
def test_several_articles_in_no_known_form_are_refused(text: str) -> None:
    with pytest.raises(ReadError, match="several articles") as error:
        found(text)
    assert error.value.kind == "several"


@pytest.mark.parametrize(
    "text",
    [
        "Talks end\n\nThe vote was 14 of 15.\n\nTwo of 15 members met.\n----------\nThe ministers met.",
        "TITLE: Talks end\nDATE: 3 May 2024\nThe ministers met. TITLE: is a word.",
        "Page 1 of 2\nThe ministers met.\nPage 1 of 2\nThey met again.",
    ],
)
def test_one_article_stays_one(text: str) -> None:
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("September 12, 2023 Tuesday", dt.date(2023, 9, 12)),
        ("12. September 2023 Dienstag 9:50 PM GMT+1", dt.date(2023, 9, 12)),
        ("27. Februar 2012 Montag", dt.date(2012, 2, 27)),
        ("9 Januar 1993", dt.date(1993, 1, 9)),
        ("12 septembre 2023", dt.date(2023, 9, 12)),
        ("3 de marzo de 2021", dt.date(2021, 3, 3)),
        ("2023 年 9 月 12 日", dt.date(2023, 9, 12)),
        ("September 2023", None),
        ("Edition 1", None),
        ("no day", None),
    ],
)
def test_days_in_the_languages_of_interfaces(text: str, day: dt.date | None) -> None:
    assert day_of(text) == day


# Pages


def nexis_page() -> str:
    def block(text: str, label: str = "") -> str:
        labelled = f'<SPAN CLASS="c8">{label}: </SPAN>' if label else ""
        return f'<BR><DIV CLASS="c5"><P CLASS="c6">{labelled}<SPAN CLASS="c2">{text}</SPAN></P>\n</DIV>\n'

    def article(n: int, *blocks: str) -> str:
        head = f'<A NAME="DOC_ID_{n}_0"></A><!-- Hide XML section from browser\n<DOC NUMBER=1>\n<DOCFULL> -->\n'
        foot = "<!-- Hide XML section from browser\n</DOCFULL>\n</DOC> -->\n"
        return head + block(f"{n} of 2 DOCUMENTS") + "".join(blocks) + foot

    first = article(
        1, block("The Lake Herald (Kisumu)"), block('<SPAN CLASS="c4">September</SPAN> 12, 2023&nbsp;Tuesday'),
        block("Kenya, Uganda settle ferry dispute"), block("GRACE OTIENO", "BYLINE"), block("NEWS; Pg. 4", "SECTION"),
        block("96 words", "LENGTH"), block(f"{FERRY}</SPAN></P>\n<P CLASS='c9'><SPAN CLASS='c2'>{PAY}"),
        block("September 13, 2023", "LOAD-DATE"), block("Copyright 2023 The Lake Herald<BR>All Rights Reserved"),
    )  # fmt: skip
    second = article(
        2, block("Agence Nordique"), block("March 3, 2021 Wednesday"), block("Norway pledges boats for Malta"),
        block("71 words", "LENGTH"), block(f"{BOATS}</SPAN></P>\n<P CLASS='c9'><SPAN CLASS='c2'>{ASKED}"),
    )  # fmt: skip
    return f"<HTML><HEAD><TITLE>&nbsp;</TITLE></HEAD><BODY>{first}{second}</BODY></HTML>"


def factiva_page(kind: str = "enArticle") -> str:
    def article(identifier: str, section: str, title: str, author: str, facts: list[str], *paragraphs: str) -> str:
        rows = "".join(f"<div>{fact}</div>" for fact in facts)
        text = "".join(f'<p class="articleParagraph enarticleParagraph">{p}  </p>\n' for p in paragraphs)
        by = f'<div class="author">{author}  </div>' if author else ""
        return (
            f'<div id="article-{identifier}" class="article"><div class="article {kind}"><p>\n</p><div>{section}</div>\n'
            f'<div id="hd"><span class="enHeadline">{title}  </span>\n</div>{by}{rows}\n<p></p>\n{text}'
            f"<p>Dokument {identifier}</p></div></div><br>"
        )

    first = article(
        "LAKHER0020230912ej9c0000k", "Foreign Desk", "Kenya, Uganda settle ferry dispute", "By Grace Otieno",
        ["96 Wörter", "12 September 2023", "The Lake Herald", "LAKHER", "Late Edition", "4", "Englisch", "Copyright 2023."],
        FERRY, PAY,
    )  # fmt: skip
    second = article(
        "AGNORD0020210303ej9c0000m", "World", "Norway pledges boats for Malta", "",
        ["71 Wörter", "3 März 2021", "Agence Nordique", "AGNORD", "Englisch", "Copyright 2021."], BOATS, ASKED,
    )  # fmt: skip
    return f"<html><head><title>Factiva</title></head><body><h1>Dow Jones Factiva</h1>{first}{second}</body></html>"


def factiva_table() -> str:
    def article(fields: list[tuple[str, str]]) -> str:
        rows = "".join(f"<tr><td><b>{code}</b>&nbsp;</td><td>{value}</td></tr>" for code, value in fields)
        return f'<div class="article enArticle"><table>{rows}</table></div>'

    first = [
        ("HD", "Kenya, Uganda settle ferry dispute"), ("BY", "By Grace Otieno"), ("WC", "96 words"), ("PD", "12 September 2023"),
        ("SN", "The Lake Herald"), ("PG", "4"), ("LA", "English"), ("LP", f"<p>{FERRY}</p>"), ("TD", f"<p>{PAY}</p>"),
        ("AN", "Document LAKHER0020230912ej9c0000k"),
    ]  # fmt: skip
    second = [
        ("HD", "Norway pledges boats for Malta"), ("WC", "71 words"), ("PD", "3 March 2021"), ("SN", "Agence Nordique"),
        ("LP", f"<p>{BOATS}</p>"), ("TD", f"<p>{ASKED}</p>"),
    ]  # fmt: skip
    return f"<html><head><title>Factiva</title></head><body>{article(first)}{article(second)}</body></html>"


def europresse_page() -> str:
    def article(name: str, head: str, title: str, author: str, *paragraphs: str) -> str:
        text = "".join(f"<p>{p}</p>" for p in paragraphs)
        return (
            f'<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">{name}</span></div>'
            f'<span class="DocHeader">{head}</span><div class="titreArticle"><p class="titreArticleVisu"><b>{title}</b></p>'
            f'</div><div class="sm-margin-bottomNews">{author}</div></header><div class="DocText clearfix">{text}</div>'
            "<footer>(c)</footer></article>"
        )

    first = article("The Lake Herald", "News, Tuesday, September 12, 2023 96 words, p. 4", "Kenya, Uganda settle ferry dispute",
                    "Grace Otieno", FERRY, PAY)  # fmt: skip
    second = article(
        "Agence Nordique", "mercredi 3 mars 2021 71 mots", "Norway pledges boats for Malta", "", BOATS, ASKED
    )
    return f"<!DOCTYPE html><html><head><title>Europresse</title></head><body>{first}{second}</body></html>"


@pytest.mark.parametrize(
    ("page", "database"),
    [(nexis_page, "Nexis"), (factiva_page, "Factiva"), (factiva_table, "Factiva"), (europresse_page, "Europresse")],
)
def test_each_article_of_a_page_is_its_own(page: Callable[[], str], database: str) -> None:
    raw = page().encode()
    assert pages.sniff(raw, ".html")
    first, second = pages.read(raw)
    assert (first.title, second.title) == ("Kenya, Uganda settle ferry dispute", "Norway pledges boats for Malta")
    assert (first.publisher, second.publisher) == ("The Lake Herald", "Agence Nordique")
    assert (first.published, second.published) == (dt.date(2023, 9, 12), dt.date(2021, 3, 3))
    assert (first.byline or "").casefold() == "grace otieno"
    assert second.byline is None
    assert (first.meta["database"], first.meta["page"]) == (database, "4")
    assert first.text.split("\n\n") == [first.title, FERRY, PAY]
    assert second.text.split("\n\n") == [second.title, BOATS, ASKED]


def test_a_page_of_news_is_no_export() -> None:
    page = (
        "<html><head><title>Talks</title></head><body><article class='article'><h1>Talks</h1><p>They met.</p></article>"
    )
    assert not pages.sniff(page.encode(), ".html")


def test_an_export_without_articles_is_told() -> None:
    with pytest.raises(ReadError, match="Factiva"):
        list(
            pages.read(
                b"<html><head><title>Factiva</title></head><body><div class='article enArticle'></div></body></html>"
            )
        )
