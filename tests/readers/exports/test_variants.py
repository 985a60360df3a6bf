"""Exports as databases really write them: older layouts, cover pages, captions, and sentences that look like fields."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.errors import ReadError
from toolkit.readers.draft import Draft
from toolkit.readers.exports import pages, texts

FERRY = "Kenya agreed on Tuesday to reopen the ferry terminal by October 1, Transport Minister Daniel Mwangi said."
PAY = '"We will pay for the repairs," Mwangi told reporters. Uganda pledged to send two inspectors.'
TITLE = "Kenya, Uganda settle ferry dispute"
DAY = dt.date(2023, 9, 12)
TOLD = "Source: The ministry told reporters that the terminal would open, and nobody denied it."
UPDATE = "Update: Uganda said on Wednesday that it would send the inspectors by Friday."


def drafts(text: str) -> list[Draft]:
    return [draft for draft in texts.drafts(text) if isinstance(draft, Draft)]


def only(text: str) -> Draft:
    (draft,) = drafts(text)
    return draft


def body(draft: Draft) -> list[str]:
    return draft.text.split("\n\n")[1:]


OLDER = f"""
                              1 of 166 DOCUMENTS

                        Copyright 2023 Lake Press Ltd
                               The Lake Herald

                      September 12, 2023, CITY EDITION

SECTION: HOME NEWS; Pg. 4

LENGTH: 96 words

HEADLINE: {TITLE}

BYLINE: By GRACE OTIENO, Transport Correspondent

DATELINE: KISUMU, Sept 11

BODY:
{FERRY[:37]}
{FERRY[38:]}

{PAY}

LOAD-DATE: September 13, 2023
"""

PARTED = OLDER.replace("Lake Press Ltd\n", "Lake Press Ltd\n\n")
STORIES = OLDER.replace("1 of 166 DOCUMENTS", "LEVEL 1 - 1 OF 166 STORIES")
SAME_LINE = OLDER.replace("BODY:\n", "BODY: ")


@pytest.mark.parametrize("text", [OLDER, PARTED, STORIES, SAME_LINE])
def test_old_nexis_with_the_copyright_above_and_labels_for_headline_and_body(text: str) -> None:
    draft = only(text)
    assert (draft.title, draft.publisher, draft.published) == (TITLE, "The Lake Herald", DAY)
    assert (draft.byline or "").startswith("GRACE OTIENO")
    assert (draft.dateline, draft.meta["page"]) == ("KISUMU", "4")
    assert body(draft) == [FERRY, PAY]


def old(*blocks: str) -> str:
    head = ["1 of 2 DOCUMENTS", "The Lake Herald", "September 12, 2023 Tuesday", TITLE, "LENGTH: 96 words"]
    return "\n\n".join([*head, *blocks])


def new(*lines: str, title: str = TITLE, day: str = "September 12, 2023 Tuesday") -> str:
    head = [title, "The Lake Herald", day, "Copyright 2023 The Lake Herald", "Length: 96 words", "Body"]
    return "\n\n".join([*head, *lines, "End of Document"])


def coded(*lines: str) -> str:
    head = [f"HD {TITLE}", "WC 96 words", "PD 12 September 2023", "SN The Lake Herald", "LA English", "LP", FERRY, "TD"]
    return "\n".join([*head, *lines, "AN Document LAKHER0020230912ej9c0000k"])


def uncoded(*lines: str, head: tuple[str, ...] = (), facts: tuple[str, ...] = ()) -> str:
    first = [*(head or (TITLE,)), "96 words", "12 September 2023", "The Lake Herald", "LAKHER", *facts, "English"]
    return "\n".join([*first, "Copyright 2023 Lake Press", "", *lines, "", "Document LAKHER0020230912ej9c0000k"])


def proquest(*lines: str) -> str:
    head = [TITLE, "Publication info: The Lake Herald ; Kisumu  [Kisumu]12 Sep 2023: A.4.", f"Full text: {FERRY}"]
    foot = ["Subject: Ferries", "Publication title: The Lake Herald", "Publication date: Sep 12, 2023"]
    return "\n\n".join(["_" * 60, *head, *lines, *foot, "_" * 60, "Contact ProQuest", "Copyright 2023 ProQuest LLC."])


@pytest.mark.parametrize("like_a_field", [TOLD, UPDATE, "Notes: the terminal has two piers, and a tug lies at each.",
    "People: all are welcome on board, the company said.", "Author: I saw the tug sink. It took an hour.",
    "Country: Kenya has the longer shore.", "IN GENEVA, ministers met for the third time.",
    "CO and Uganda: a poem.", "Location: the pier, at noon.", "HD television showed the tug."])  # fmt: skip
@pytest.mark.parametrize(
    "text",
    [
        lambda line: old(FERRY, line, PAY, "LOAD-DATE: September 13, 2023"),
        lambda line: new(FERRY, line, PAY, "Load-Date: September 13, 2023"),
        lambda line: coded(line, PAY),
        lambda line: uncoded(FERRY, "", line, "", PAY),
        lambda line: proquest(line, PAY),
    ],
    ids=["nexis", "nexis uni", "factiva coded", "factiva", "proquest"],
)
def test_no_sentence_of_the_text_is_taken_for_a_field(text, like_a_field: str) -> None:  # type: ignore[no-untyped-def]
    draft = only(text(like_a_field))
    assert body(draft) == [FERRY, like_a_field, PAY]
    assert (draft.title, draft.publisher, draft.published) == (TITLE, "The Lake Herald", DAY)


@pytest.mark.parametrize("name", ["GRAPHIC", "GRAPHICS", "SUBJECT", "PERSON", "URL", "CORRECTION", "COMPANY"])
def test_what_old_nexis_puts_behind_the_text_is_no_text(name: str) -> None:
    further = [] if name in ("SUBJECT", "PERSON", "URL", "COMPANY") else ["Picture 2, the tug."]
    draft = only(
        old(FERRY, PAY, f"{name}: Picture 1, the pier.\nIt is of stone.", *further, "LANGUAGE: ENGLISH",
            "PUBLICATION-TYPE: Newspaper", "Copyright 2023 Lake Press\nAll Rights Reserved")
    )  # fmt: skip
    assert body(draft) == [FERRY, PAY]


COVER = """User Name: GRACE OTIENO
Date and Time: Wednesday, December 19, 2018 7:08:00 PM JST
Job Number: 79564983

Documents (2)

1. Kenya, Uganda settle ferry dispute
Client/Matter: -None-
Search Terms: ferry AND terminal
Search Type: Natural Language
Narrowed by:
Content Type\tNarrowed by
News\tSources: The Lake Herald; Timeline: Jan 01, 2018 to Dec 31, 2023

2. Norway pledges boats for Malta
Client/Matter: -None-
Search Terms: ferry AND terminal


"""


def test_the_cover_of_a_new_nexis_export_is_no_article() -> None:
    first, second = drafts(
        COVER
        + new(FERRY, PAY)
        + "\n\n"
        + new(PAY, title="Norway pledges boats", day="May 2, 2002, Thursday,, FINAL EDITION")
    )
    assert (first.title, first.publisher, first.published) == (TITLE, "The Lake Herald", DAY)
    assert body(first) == [FERRY, PAY]
    assert (second.title, second.published) == ("Norway pledges boats", dt.date(2002, 5, 2))
    assert second.meta["edition"] == "FINAL EDITION"


@pytest.mark.parametrize(
    "title",
    [
        "Sources: truce near", "News", "Documents: what they tell", "Talks of 3 May 2023 end", "Copyright dispute ends",
        "Language: a border",
    ],
)  # fmt: skip
@pytest.mark.parametrize("cover", ["", COVER])
def test_titles_that_look_like_lines_of_the_cover_or_dates(title: str, cover: str) -> None:
    for draft in drafts(cover + new(FERRY, PAY, title=title) + "\n\n" + new(FERRY, title=title)):
        assert (draft.title, draft.publisher, draft.published) == (title, "The Lake Herald", DAY)


def test_what_new_nexis_puts_behind_the_text_is_no_text() -> None:
    tail = ["Graphic", "The pier at Kisumu, with a tug that sank. Picture by Tom Wanjiru.", "Classification",
            "Language: ENGLISH", "Publication-Type: Newspaper", "Subject: FERRIES (90%); TREATIES (78%)",
            "Geographic: KENYA (95%)", "Load-Date: September 13, 2023"]  # fmt: skip
    assert body(only(new(FERRY, PAY, *tail))) == [FERRY, PAY]


@pytest.mark.parametrize("day", ["September 2023", "Autumn 2023", "2023"])
def test_a_new_nexis_article_without_a_day_keeps_title_and_publisher(day: str) -> None:
    draft = only(new(FERRY, PAY, day=day))
    assert (draft.title, draft.publisher, draft.published) == (TITLE, "The Lake Herald", None)


def test_a_plain_text_that_says_it_ends_is_one_article() -> None:
    text = f"{TITLE}\n\nSource: Lake Press\n\n{FERRY}\n\nEnd of document"
    assert only(text).text == text


def test_a_section_above_the_title_belongs_to_its_own_article() -> None:
    text = "\n".join(f"SE {section}\n{coded(PAY)}\n" for section in ("Home News", "Foreign Desk"))
    assert [draft.meta["section"] for draft in drafts(text)] == ["Home News", "Foreign Desk"]


@pytest.mark.parametrize("gap", [" ", "\t", "   ", "\xa0", "\n", "|"])
def test_whatever_stands_between_code_and_field(gap: str) -> None:
    text = "\n".join(
        line[:2] + gap + line[3:] if line[2:3] == " " and line[:2].isupper() else line
        for line in coded(PAY).split("\n")
    )
    draft = only(text)
    assert (draft.title, draft.publisher, draft.published) == (TITLE, "The Lake Herald", DAY)
    assert body(draft) == [FERRY, PAY]


@pytest.mark.parametrize(
    ("facts", "page"),
    [(("4",), "4"), (("1; National", "18,19"), "18,19"), (("Late Edition - Final", "B01"), "B01"), (("A1, A4",), "A1, A4"),
     (("Early; 1st", "12-13"), "12-13"), ((), None)],
)  # fmt: skip
def test_pages_of_factiva(facts: tuple[str, ...], page: str | None) -> None:
    draft = only(uncoded(FERRY, "", PAY, facts=facts))
    assert draft.meta.get("page") == page
    assert body(draft) == [FERRY, PAY]


@pytest.mark.parametrize(
    ("head", "section", "byline"),
    [
        ((TITLE, "By Grace Otieno"), None, "Grace Otieno"),
        (("News", TITLE, "Grace Otieno"), "News", "Grace Otieno"),
        (("News", TITLE, "Grace Otieno and Tom Wanjiru"), "News", "Grace Otieno and Tom Wanjiru"),
        ((TITLE, "Grace Otieno"), None, "Grace Otieno"),
        (("News", TITLE), "News", None),
        (
            ("Foreign Desk; 1", TITLE, "By GRACE OTIENO", "Special to The Lake Herald"),
            "Foreign Desk; 1",
            "GRACE OTIENO",
        ),
    ],
)
def test_section_title_and_byline_without_codes(head: tuple[str, ...], section: str | None, byline: str | None) -> None:
    draft = only(uncoded(FERRY, "", PAY, head=head))
    assert (draft.title, draft.meta.get("section"), draft.byline) == (TITLE, section, byline)


@pytest.mark.parametrize(
    "owner", ["Lake Press Ltd", "New Lake Digital (Full Text)", "Independent Newspapers Ireland Limited"]
)
def test_the_owner_below_a_factiva_article_is_no_text(owner: str) -> None:
    assert body(only(uncoded(FERRY, "", PAY, "", owner))) == [FERRY, PAY]


@pytest.mark.parametrize("end", ['"It is done," Mwangi said.', "Grace Otieno", "They signed at noon"])
def test_a_last_sentence_or_name_of_a_factiva_article_is_text(end: str) -> None:
    assert body(only(uncoded(FERRY, "", end))) == [FERRY, end]


def test_an_article_without_text_is_a_problem_and_the_others_are_read() -> None:
    broken = {
        "nexis": old("LOAD-DATE: September 13, 2023") + "\n\n2 of 2 DOCUMENTS\n\n" + old(FERRY).split("\n\n", 1)[1],
        "nexis uni": new("Load-Date: September 13, 2023") + "\n\n" + new(FERRY),
        "factiva": uncoded() + "\n\n" + uncoded(FERRY),
        "proquest": proquest().replace(f"Full text: {FERRY}", "Abstract: The tug sank.").split("Contact")[0]
        + proquest(),
    }
    for name, text in broken.items():
        first, second = texts.drafts(text)
        assert isinstance(first, ReadError), name
        assert first.kind == "no_text"
        assert TITLE in first.message
        assert isinstance(second, Draft)
        assert body(second) == [FERRY], name


CODES = [("HD", TITLE), ("WC", "96 words"), ("PD", "12 September 2023"), ("SN", "The Lake Herald"), ("LP", FERRY),
         ("TD", PAY)]  # fmt: skip


def coded_table(fields: list[tuple[str, str]]) -> bytes:
    rows = "".join(f"<tr><td><b>{code}</b></td><td>{value}</td></tr>" for code, value in fields)
    one = f'<div class="article enArticle"><table>{rows}</table></div>'
    return f"<html><head><title>Factiva</title></head><body>{one}{one}</body></html>".encode()


@pytest.mark.parametrize("title", ["", " ", "&nbsp;", None])
def test_a_table_with_codes_whose_title_is_missing_is_an_article(title: str | None) -> None:
    fields = [(code, title if code == "HD" else value) for code, value in CODES if code != "HD" or title is not None]
    for draft in pages.read(coded_table([(code, value or "") for code, value in fields])):
        assert isinstance(draft, Draft)
        assert FERRY in draft.text
        assert PAY in draft.text
        assert (draft.title, draft.publisher, draft.published) == (None, "The Lake Herald", DAY)


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("title", ["HD", "HD ", ""])
def test_a_text_with_codes_where_one_has_no_title_keeps_each_article_its_own(title: str, place: int) -> None:
    parts = [coded(PAY)] * 3
    parts[place] = parts[place].replace(f"HD {TITLE}\n", f"{title}\n" if title else "")
    found = [(draft.title, draft.published, body(draft)[-1]) for draft in drafts("\n\n".join(parts))]
    assert found == [(None if i == place else TITLE, DAY, PAY) for i in range(3)]


# Pages


def factiva_page(*after: str, title: str = TITLE, kind: str = "enHeadline") -> bytes:
    text = "".join(f'<p class="articleParagraph enarticleParagraph">{p} </p>\n' for p in (FERRY, PAY))
    rest = "".join(f"<p>{p}</p>" for p in after)
    one = (
        '<div id="article-X" class="article"><div class="article enArticle"><p>\n</p><div>News</div>\n'
        f'<div id="hd"><span class="{kind}">{title}  </span>\n</div><div class="author">Grace Otieno </div><div>505 words</div>'
        "<div>12 September 2023</div><div>The Lake Herald</div><div>LAKHER</div><div>1; National</div><div>18,19</div>"
        f"<div>English</div><div>(c) 2023 Lake Press </div>\n<p></p>\n{text}{rest}<p>Document LAKHER0020230912ej9c0000k</p>"
        "</div></div><br><span></span>"
    )
    return f"<html><head><title>Factiva</title></head><body>{one}{one}</body></html>".encode()


@pytest.mark.parametrize(
    "raw",
    [
        factiva_page("Lake Press Limited"),
        factiva_page(title="35) Kenya, Uganda settle <b>ferry</b> dispute", kind="enHeadline counted"),
        factiva_page("Photo: The pier at Kisumu.", "Lake Press Limited"),
    ],
)
def test_pages_of_factiva_as_they_are_saved(raw: bytes) -> None:
    for draft in pages.read(raw):
        assert isinstance(draft, Draft)
        assert (draft.title, draft.byline, draft.published) == (TITLE, "Grace Otieno", DAY)
        assert (draft.meta["section"], draft.meta["edition"], draft.meta["page"]) == ("News", "1; National", "18,19")
        assert [part for part in body(draft) if not part.startswith("Photo")] == [FERRY, PAY]


def test_a_page_of_old_nexis_without_its_hidden_marks() -> None:
    blocks = [
        "{n} of 2 DOCUMENTS",
        "The Lake Herald",
        "September 12, 2023 Tuesday",
        TITLE,
        "BYLINE: GRACE OTIENO",
        "LENGTH: 96 words",
        FERRY,
        PAY,
    ]
    inner = "".join(f"<div><p><span>{b.format(n=n)}</span></p></div>" for n in (1, 2) for b in blocks)
    raw = f"<html><body>{inner}</body></html>".encode()
    assert pages.sniff(raw, ".html")
    assert [draft.title for draft in pages.read(raw) if isinstance(draft, Draft)] == [TITLE, TITLE]


def europresse(head: str, holder: str = "DocText clearfix", tag: str = "div", name: str = "The Lake Herald") -> bytes:
    one = (
        f'<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">{name}</span></div>'
        f'<div><span class="DocHeader">{head}</span></div><div class="titreArticle"><p class="titreArticleVisu grandTitre">'
        f'{TITLE}</p></div><div class="sm-margin-bottomNews">Grace Otieno</div></header><section><{tag} class="{holder}">'
        f'<p>{FERRY}</p><p>{PAY}</p></{tag}></section><div class="publiC-lblNodoc">news·20230912·LH·004</div></article>'
    )
    return f"<!DOCTYPE html><html><head><title>Europresse</title></head><body>{one}{one}</body></html>".encode()


@pytest.mark.parametrize(
    ("raw", "page"),
    [
        (europresse("News, Tuesday, September 12, 2023 96 words, p. 4"), "4"),
        (europresse("Idées, mardi 12 septembre 2023 96 mots, p. A4,A5"), "A4,A5"),
        (europresse("Dienstag, 12. September 2023 96 Wörter, S. 4"), "4"),
        (europresse("martes 12 septiembre 2023 96 palabras, p. 4", holder="docOcurrContainer"), "4"),
        (europresse("mardi 12 septembre 2023 - 08:15:00 +0200 96 mots", name="The Lake Herald, no. 43018"), None),
        (europresse("12 septembre 2023", tag="section"), None),
    ],
)
def test_europresse_in_the_languages_of_its_interface(raw: bytes, page: str | None) -> None:
    for draft in pages.read(raw):
        assert isinstance(draft, Draft)
        assert (draft.title, draft.publisher, draft.byline, draft.published) == (
            TITLE,
            "The Lake Herald",
            "Grace Otieno",
            DAY,
        )
        assert draft.meta.get("page") == page
        assert body(draft) == [FERRY, PAY]
