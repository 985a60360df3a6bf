"""What of an article's head and foot is found, and what must stay running text."""

from __future__ import annotations

import datetime as dt

import pytest
from growth import TIMES, assert_linear, calls

from toolkit.articles import ZoneKind
from toolkit.readers.heading import find_heading

BODY = (
    "The two foreign ministers agreed on Thursday to reopen the border crossing before the end of the year.\n\n"
    '"We have done what we came for," the host said after the talks, which had lasted two days.\n\n'
    "A second round is planned for the spring, officials said."
)
HEAD = "Ministers agree to reopen crossing"


def zones(text: str, **given: object) -> list[tuple[str, str]]:
    return [(z.kind.value, text[z.start : z.end]) for z in find_heading(text, **given).zones]  # type: ignore[arg-type]


def of(text: str, kind: ZoneKind, **given: object) -> list[str]:
    return [words for found, words in zones(text, **given) if found == kind.value]


@pytest.mark.parametrize(
    ("lead", "place", "agency"),
    [
        ("MOSCOW, March 25 (Xinhua) -- ", "MOSCOW", "Xinhua"),
        ("PARIS (AFP) - ", "PARIS", "AFP"),
        ("GENEVA, Nov 3 (Reuters) – ", "GENEVA", "Reuters"),
        ("GENEVA, November 24, 2013 (AFP) - ", "GENEVA", "AFP"),
        ("GENEVA/VIENNA, Nov 3 (Reuters) - ", "GENEVA/VIENNA", "Reuters"),
        ("BRUSSELS, Belgium (AP) _ ", "BRUSSELS, Belgium", "AP"),
        ("HALL CITY, N.Y., Sept. 26 (UPI) — ", "HALL CITY, N.Y.", "UPI"),
        ("NORHAVEN, May 4 (Northern Wire) - ", "NORHAVEN", "Northern Wire"),
        ("MOSCOW, March 25. /TASS/. ", "MOSCOW", "TASS"),
        ("Washington (CNN) -- ", "Washington", "CNN"),
        ("PARIS, AFP - ", "PARIS", "AFP"),
        ("Paris, March 3, AFP - ", "Paris", "AFP"),
        ("Geneva (Switzerland), 3 March 2031 – ", "Geneva, Switzerland", None),
        ("3 March 2031 – ", None, None),
        ("Washington (CNN)", "Washington", "CNN"),
        ("(Reuters) - ", None, "Reuters"),
        ("KABUL -- ", "KABUL", None),
        ("Geneva: ", "Geneva", None),
        ("The Hague, Tuesday: ", "The Hague", None),
        ("Brussels — ", "Brussels", None),
        ("Rabat, 9 May 2031 - ", "Rabat", None),
    ],
)
@pytest.mark.parametrize("head", ["", f"{HEAD}\n\n"])
def test_datelines_before_the_first_words(lead: str, place: str | None, agency: str | None, head: str) -> None:
    text = head + lead + BODY
    found = find_heading(text)
    assert of(text, ZoneKind.DATELINE) == [lead]
    assert (found.dateline, found.publisher, found.title) == (place, agency, HEAD if head else None)


@pytest.mark.parametrize(
    "lead",
    [
        "NATO -- the alliance of many -- will meet on Monday.",
        "NATO - Who pays for it is the question of the week.",
        "ANALYSIS - Who won is the question of the week.",
        "DOE--Well, that is what they say.",
        "JANE DOE: Why do you not debate him, then?",
        "Sen. Ron Cole (R-Utah) — Announced his bid in March.",
        "3 March – The day of the vote.",
        "Tuesday, March 25 – The day began with a walk.",
        "Talks - What else could they do but talk on?",
        "UN-backed talks - the third round - ended on Monday.",
        "Moscow has said it will come.",
    ],
)
def test_look_alikes_of_datelines(lead: str) -> None:
    assert of(f"{HEAD}\n\n{lead}\n\n{BODY}", ZoneKind.DATELINE) == []


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("VIENNA, Oct. 12", "VIENNA"),
        ("Geneva, Tuesday", "Geneva"),
        ("GENEVA, Nov 3 (Reuters)", "GENEVA"),
        ("ATHENS | 22 September 2031", "ATHENS"),
        ("BRUSSELS", "BRUSSELS"),
        ("DATELINE: REYKJAVIK, Oct 12", "REYKJAVIK"),
    ],
)
def test_datelines_on_a_line_of_their_own(line: str, place: str) -> None:
    assert find_heading(f"{HEAD}\n\n{line}\n\n{BODY}").dateline == place


@pytest.mark.parametrize(
    ("line", "name", "place"),
    [
        ("By Jane Doe, Staff Writer", "Jane Doe", None),
        ("By PATRICIA SMALL, Diplomatic Correspondent", "PATRICIA SMALL", None),
        ("By DEIRDRE MOORE, in Brussels", "DEIRDRE MOORE", "Brussels"),
        ("by Nicolas Weale", "Nicolas Weale", None),
        ("By Jane Doe and John Roe in New Harbour", "Jane Doe and John Roe", "New Harbour"),
        ("From Our Correspondent, Vienna", "Our Correspondent", "Vienna"),
        ("By Our Political Staff", "Our Political Staff", None),
        ("From Jonathan Weale in Geneva", "Jonathan Weale", "Geneva"),
        ("From JOHN PALE\nin Brussels", "JOHN PALE", "Brussels"),
        ("Jonathan Weale in Geneva", "Jonathan Weale", "Geneva"),
        ("Jane Doe, Reuters", "Jane Doe", None),
        ("Jane Doe", "Jane Doe", None),
        ("By JANE DOE\nAssociated Press Writer", "JANE DOE", None),
        ("BYLINE: From ALEX BRAM", "ALEX BRAM", None),
        ("Written by Jane van der Doe", "Jane van der Doe", None),
    ],
)
def test_bylines(line: str, name: str, place: str | None) -> None:
    text = f"{HEAD}\n{line}\n\n{BODY}"
    found = find_heading(text)
    assert (found.title, found.byline, found.dateline) == (HEAD, name, place)
    assert of(text, ZoneKind.BYLINE)


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday the rebels had withdrawn from the town, leaving two trucks behind.",
        "By March 2031 the quota will be halved.",
        "From Geneva the delegation travelled on to Vienna, where talks go on.",
        "News Analysis.",
        "By the end of May, all prisoners will be free.",
    ],
)
def test_look_alikes_of_bylines(line: str) -> None:
    text = f"{HEAD}\n\n{line}\n\n{BODY}"
    assert of(text, ZoneKind.BYLINE) == []
    assert find_heading(text).byline is None


@pytest.mark.parametrize(
    ("line", "publisher", "date"),
    [
        ("Xinhua, March 25, 2016", "Xinhua", "2016-03-25"),
        ("The Irish Times, Monday, November 6, 1995", "The Irish Times", "1995-11-06"),
        ("The Daily Courier | 25 March 2016 10:02 GMT", "The Daily Courier", "2016-03-25"),
        ("25 March 2016 • 6:30pm", None, "2016-03-25"),
        ("Published: Sunday, November 24, 2013, 10:02 AM", None, "2013-11-24"),
        ("November 24, 2013 Sunday 4:12 AM GMT", None, "2013-11-24"),
        ("1986 October 12", None, "1986-10-12"),
        ("2016-03-25", None, "2016-03-25"),
        ("(AFP) – Nov 24, 2013", "AFP", "2013-11-24"),
        ("The Guardian (London)", "The Guardian", None),
        ("Updated 10:02 GMT", None, None),
        ("Source: Xinhua| 2016-03-25 10:02:33|Editor: huaxia", "Xinhua", "2016-03-25"),
        ("The Northern Courier", "The Northern Courier", None),
        ("Evening Post (Norhaven)", "Evening Post", None),
        ("Ministry of Tides, Communiqué 131/2031, 9 May 2031", "Ministry of Tides", "2031-05-09"),
    ],
)
def test_publication_lines(line: str, publisher: str | None, date: str | None) -> None:
    text = f"{HEAD}\n{line}\n\n{BODY}"
    found = find_heading(text)
    assert of(text, ZoneKind.PUBLICATION) == [line]
    assert (found.title, found.publisher) == (HEAD, publisher)
    assert found.published == (dt.date.fromisoformat(date) if date else None)


@pytest.mark.parametrize(
    "line",
    [
        "March 25, 2016 was a day to remember.",
        "The treaty of March 25, 2016 is dead.",
        "The ministers met the press.",
        "The ministers will talk to the Post",
        "Updated plans will be published on Monday.",
        "On 4 May 2031 the ministers met in secret.",
    ],
)
def test_look_alikes_of_publication_lines(line: str) -> None:
    assert of(f"{HEAD}\n\n{line}\n\n{BODY}", ZoneKind.PUBLICATION) == []


def test_publication_line_and_furniture_on_one_line() -> None:
    text = f"Roundup: Talks go on, but slowly\nXinhua, March 25, 2016 Adjust font size:\n{BODY} Endi"
    assert zones(text) == [
        ("headline", "Roundup: Talks go on, but slowly"),
        ("publication", "Xinhua, March 25, 2016"),
        ("furniture", "Adjust font size:"),
        ("furniture", "Endi"),
    ]


@pytest.mark.parametrize("mark", ["Enditem", "Endi", "(END)", "ENDS", "(ends)", "-30-", "###"])
@pytest.mark.parametrize("gap", [" ", "\n", "\n\n"])
def test_end_marks(mark: str, gap: str) -> None:
    assert zones(f"{BODY}{gap}{mark}\n") == [("furniture", mark)]


@pytest.mark.parametrize("line", ["- AFP", "Reuters", "(Xinhua)"])
def test_signatures(line: str) -> None:
    text = f"{BODY}\n\n{line}"
    assert zones(text) == [("furniture", line)]
    assert find_heading(text).publisher == line.strip("- ()")


@pytest.mark.parametrize("last", ["This is not the END", "He said so at the weekend.", 'He read: "THE END".'])
def test_look_alikes_of_end_marks(last: str) -> None:
    assert zones(f"{BODY}\n\n{last}") == []


@pytest.mark.parametrize(
    "line",
    [
        "Share on Facebook",
        "Tweet",
        "Print",
        "Facebook Twitter WhatsApp Email 12",
        "Read more: Border town waits",
        "Photo: Jim Poe/Reuters",
        "© 2031 The Daily Courier. All rights reserved.",
        "Copyright 2031 Agence France-Presse",
        "LENGTH: 455 words",
        "(Reporting by Jane Doe; Editing by Ann Roe)",
        "nr-hc/jm/ns",
        "Jane Doe and Ann Roe contributed to this report.",
    ],
)
def test_furniture_at_the_end(line: str) -> None:
    assert zones(f"{BODY}\n\n{line}") == [("furniture", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Copyright law was changed last year, she said.",
        "Share prices fell in London.",
        "Print runs were halved, the editor said.",
        "Related talks will follow in June.",
        "He would not read more into it.",
        "Editing the text by night took them hours.",
    ],
)
def test_look_alikes_of_furniture(line: str) -> None:
    assert zones(f"{BODY}\n\n{line}") == []


@pytest.mark.parametrize(
    "head",
    [
        HEAD,
        "U.S., Norland agree on draft treaty; opposition walks out",
        "MINISTERS AGREE TO REOPEN CROSSING",
        "What did the ministers agree on?",
        "'We will never sign', says opposition",
        "Norland to leave the U.N.",
        "Ministers Agree To Reopen The Old Crossing.",
    ],
)
def test_headlines(head: str) -> None:
    text = f"{head}\n\n{BODY}"
    assert zones(text) == [("headline", head)]
    assert find_heading(text).title == head


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "The president arrived on Monday",
        "The president arrived on Monday.",
        "Norland threatens to leave the talks",
        f"The ministers have met.\n\n{BODY}",
        f"The two sides agreed:\n\n{BODY}",
        f"- Open the border\n- Free the prisoners\n\n{BODY}",
        f'"We will sign," she said\n\n{BODY}',
        "the talks went on all night\nand nobody knew\nwhat would come\nout of them",
        "",
        "\n\n",
    ],
)
def test_texts_without_headline(text: str) -> None:
    found = find_heading(text)
    assert found.title is None
    assert [z for z in found.zones if z.kind is ZoneKind.HEADLINE] == []


@pytest.mark.parametrize(
    ("line", "name", "place"),
    [
        ("By Jane Doe | 4 May 2031", "Jane Doe", None),
        ("Posted on May 4, 2031 by Jane Doe", "Jane Doe", None),
        ("Jane Doe in Geneva, Monday, May 4, 2031", "Jane Doe", "Geneva"),
        ("By JANE DOE, Staff Writer, 4 May 2031 10:02 GMT", "JANE DOE", None),
    ],
)
def test_bylines_with_a_date(line: str, name: str, place: str | None) -> None:
    text = f"{HEAD}\n{line}\n\n{BODY}"
    found = find_heading(text)
    assert of(text, ZoneKind.BYLINE) == [line]
    assert (found.byline, found.dateline, found.published) == (name, place, dt.date(2031, 5, 4))


def test_who_publishes_behind_the_dateline() -> None:
    text = f"{HEAD}\nParis, 9 May 2031 - Ministry of Tides and Northern Waters\n\n{BODY}"
    found = find_heading(text)
    assert (found.dateline, found.publisher) == ("Paris", "Ministry of Tides and Northern Waters")
    assert [kind for kind, _ in zones(text)] == ["headline", "dateline", "publication"]


def test_credits_name_the_reporters() -> None:
    text = f"{BODY}\n\n(Reporting by Lucy Vale in Brussels and Paul Dark in London; Editing by Joan Hart)"
    assert find_heading(text).byline == "Lucy Vale and Paul Dark"


def test_a_headline_with_a_full_stop_needs_the_files_name() -> None:
    text = f"Ministers agree to reopen the crossing.\n\n{BODY}"
    assert find_heading(text).title is None
    assert find_heading(text, "courier_2031-05-04_ministers-agree-to-reopen").title is not None
    assert find_heading(text, "courier_2031-05-04_prices-fall-in-london").title is None


def test_kicker_headline_subhead_byline_and_date() -> None:
    text = f"POLITICS\n{HEAD}\nA second round is planned for the spring\nJane Doe\n25 March 2031\n\n{BODY}"
    assert [kind for kind, _ in zones(text)] == ["furniture", "headline", "subhead", "byline", "publication"]


def test_crossheads_between_paragraphs_but_no_list_items() -> None:
    first, second, third = BODY.split("\n\n")
    text = f"{first}\n\nA long night\n\n{second}\n\nThey didn't.\n\nThe points are:\n\n- a truce\n- a fence\n\n{third}"
    assert zones(text) == [("subhead", "A long night")]


def test_archive_fields() -> None:
    text = (
        f"The Courier (London)\n\nOctober 13, 1986\n\n{HEAD}\n\nBYLINE: From ALEX BRAM\n\nDATELINE: REYKJAVIK\n\n"
        f"LENGTH: 455 words\n\n{BODY}\n\nLOAD-DATE: October 14, 1986"
    )
    found = find_heading(text)
    assert (found.title, found.byline, found.dateline) == (HEAD, "ALEX BRAM", "REYKJAVIK")
    assert found.published == dt.date(1986, 10, 13)


def test_wrapped_lines_are_paragraphs() -> None:
    text = (
        "Superpowers near deal\non arms\n\nBy Our Foreign Staff\n\n"
        "The two foreign ministers agreed on Thursday to reopen the\nborder crossing before the end of the year and to meet\n"
        "again in the spring, when the snow has gone from the\npasses.\n\n"
        "Officials on both sides said that much was left to do, but\nthat the hardest part was behind them. A timetable will\n"
        "be made public on Monday by the two governments.\n"
    )
    assert zones(text) == [("headline", "Superpowers near deal\non arms"), ("byline", "By Our Foreign Staff")]
    assert find_heading(text).title == "Superpowers near deal on arms"


@pytest.mark.parametrize(
    ("text", "name", "date", "source"),
    [
        (f"Norland News, 5 May 2031\n\nNORHAVEN, May 4 (NPA) - {BODY}", "", "2031-05-05", "publication"),
        (f"NORHAVEN, May 4, 2031 (NPA) - {BODY}", "", "2031-05-04", "dateline"),
        (f"NORHAVEN, Dec 31 (NPA) - {BODY}", "npa_2031-01-01_talks", "2030-12-31", "dateline"),
        (BODY, "npa_2031-01-01_talks", "2031-01-01", "file name"),
        (BODY, "npa_20310101", "2031-01-01", "file name"),
        (f"NORHAVEN, May 4 (NPA) - {BODY}", "", None, None),
        (BODY, "talks_2031-13-45", None, None),
        (BODY, "000_224308201601019", None, None),
    ],
)
def test_published(text: str, name: str, date: str | None, source: str | None) -> None:
    found = find_heading(text, name)
    assert found.published == (dt.date.fromisoformat(date) if date else None)
    assert found.meta.get("published_from") == source


def test_a_dateline_without_year_is_kept_as_it_is() -> None:
    assert find_heading(f"NORHAVEN, May 4 (NPA) - {BODY}").meta["dateline_date"] == "--05-04"


def test_headlines_of_real_articles(shared: object) -> None:
    """Files named after their headline tell how often it is found without that name, and what is taken for one."""
    from pathlib import Path

    files = sorted((Path(str(shared)) / "gold/polnear/dev/text").glob("*.txt"))
    hits = false = 0
    for file in files:
        head, _, body = file.read_text(encoding="utf-8").partition("\n")
        head, body = head.strip().rstrip(".; "), body.strip()
        hits += find_heading(f"{head}\n\n{body}").title == head
        false += find_heading(body).title is not None
    assert hits >= 0.93 * len(files)
    # Not all of these are wrong: without its headline, a text may begin with a standfirst above a dateline.
    assert false <= 0.05 * len(files)


STORY = "MADRID, March 3, 2021 (AN) - Spain agreed to send two ferries to Morocco by May, an official said."


@pytest.mark.parametrize(
    "notice",
    [
        "Correction: An earlier version of this article said Spain would send six ferries.",
        "Editor's note: A previous version incorrectly stated that Morocco agreed to close the port.",
        "Correction (March 4): The article originally reported that Morocco had refused to sign the deal. It has not.",
        "* This article was amended on 5 March 2021. An earlier version said that Spain pledged to build a port.",
        "Amplification: Portugal pledged 2 million euros, not 3 million, a reader pointed out.",
        "Clarification: Spain will send ferries, not warships.",
        "CORRECTIONS AND CLARIFICATIONS: Spain will send ferries.",
        "[This story has been corrected to say that Spain will send two ferries.]",
        "An earlier version of this story said Spain would send six ferries.",
        "(This version corrects the number of ferries in the first paragraph.)",
        "Correction, March 4: Morocco did not refuse to sign the deal.",
        "(Corrects number of ferries in first paragraph; Spain pledged two.)",
        "(This March 3 story corrects to show that Spain will send two ferries, not six)",
        "This article has been updated to reflect that Spain will send two ferries.",
        "Editor’s Note: This story has been updated to remove a claim that Spain would build a port.",
        "In an earlier version of this article, the number of ferries that Spain will send was wrong.",
        "The original version of this article said that Spain would send six ferries.",
        "Because of an editing error, an article on Tuesday about ferries misstated how many Spain would send.",
        "We have corrected the number of ferries that Spain will send.",
        "Update: This story now says Spain will send two ferries.",
        "Note to readers: an earlier version said that Spain would send six ferries.",
        "This piece was edited after publication: Spain pledged two ferries, not six.",
        "Removes reference to a pledge by Spain to build a port.",
        "For the record: Spain will send two ferries, not six as first reported here.",
        "** This story was first published with the wrong number; Spain will send two ferries.",
        "Retraction: We said Spain would build a port. It will not.",
    ],
)
@pytest.mark.parametrize("place", ["foot", "middle", "head"])
def test_notices_of_correction_are_zones_of_their_own(notice: str, place: str) -> None:
    parts = {"foot": [STORY, notice], "middle": [STORY, notice, BODY], "head": [notice, STORY]}[place]
    text = "\n\n".join([HEAD, *parts])
    assert [text[a:b] for a, b in spans(text, ZoneKind.CORRECTION)] == [notice]


@pytest.mark.parametrize(
    "line",
    [
        "The minister issued a correction: the ferries will sail in June.",
        "Spain said the correction of the border was an old wish of both sides.",
        "He clarified that the earlier version of the plan had been dropped.",
        "The report was amended on Monday to include the pledge of Spain.",
        "An earlier version of the report said Spain would pay for the port.",
        "An earlier version said Spain would pay, diplomats who saw the draft said.",
        "A previous version of the draft pledged Spain to build a port, diplomats said.",
        "He said an earlier version of this plan had been rejected by Morocco.",
        "For the record, the minister said: 'Spain will send two ferries.'",
        "The minister misstated the number of ferries that Spain will send.",
        "The item was withdrawn from the agenda, and Spain pledged to return it.",
        "A report on Tuesday wrongly said that Spain would pay, the minister said.",
    ],
)
def test_sentences_about_corrections_are_text(line: str) -> None:
    text = f"{HEAD}\n\n{STORY}\n\n{line}\n\n{BODY}"
    assert spans(text, ZoneKind.CORRECTION) == []


@pytest.mark.parametrize(
    "notice",
    [
        "An article on Tuesday about the ferries incorrectly said that Spain would send six.",
        "An earlier version said that Spain would send six ferries.",
        "CORRECTION\n\nSpain will send two ferries, not six.",
        "*** Corrections and clarifications ***\n\nSpain will send two ferries.\n\nMorocco did not refuse to sign.",
    ],
)
def test_at_the_end_more_is_a_notice_and_so_is_what_stands_below_its_label(notice: str) -> None:
    text = f"{HEAD}\n\n{STORY}\n\n{BODY}\n\n{notice}"
    assert [text[a:b] for a, b in spans(text, ZoneKind.CORRECTION)] == notice.split("\n\n")


@pytest.mark.parametrize(
    "line",
    ["PRESS RELEASE", "Press release", "FOR IMMEDIATE RELEASE", "EMBARGOED UNTIL 00:01 GMT MONDAY 4 MAY",
     "Embargo: 4 May 2031, noon", "Check against delivery", "STRICTLY EMBARGOED FOR 10 AM",
     "*** PRESS RELEASE ***", "Press Release:", "News Release No. 12/2031", "EMBARGOED: not for publication before Monday",
     "UNDER EMBARGO UNTIL 4 MAY 2031", "[EMBARGOED UNTIL 10:00 CET]", "Not for publication or broadcast before 06:00"],
)  # fmt: skip
def test_labels_of_press_releases_are_no_titles(line: str) -> None:
    text = f"{line}\n\n{HEAD}\n\n{STORY}"
    assert find_heading(text).title == HEAD
    assert spans(text, ZoneKind.FURNITURE) == [(0, len(line))]


@pytest.mark.parametrize(
    "line",
    [
        "For immediate release: May 4, 2031",
        "PRESS RELEASE 4 May 2031",
        "Media Release | 4 May 2031",
        "NEWS RELEASE\n4 May 2031",
    ],
)
def test_a_press_release_s_date_is_that_of_the_text(line: str) -> None:
    found = find_heading(f"{line}\n\n{HEAD}\n\n{BODY}")
    assert (found.title, found.published, found.publisher) == (HEAD, dt.date(2031, 5, 4), None)


@pytest.mark.parametrize(
    "line",
    [
        "Read more",
        "Talks go on",
        "By Jane Doe in Geneva",
        "GENEVA, May 4 (Reuters)",
        "Correction: it was not so.",
        "The ministers met on Monday, and agreed to meet again in June.",
        "The ministers met on Monday, and agreed to meet again in June",
    ],
)
@pytest.mark.parametrize("apart", ["\n", "\n\n"])
def test_work_grows_with_the_lines(line: str, apart: str) -> None:
    def work(times: int) -> int:
        text = apart.join([HEAD, *[line] * 100 * times, STORY])
        return calls(lambda: find_heading(text))

    assert_linear([work(times) for times in TIMES])


def spans(text: str, kind: ZoneKind) -> list[tuple[int, int]]:
    return [(zone.start, zone.end) for zone in find_heading(text).zones if zone.kind == kind]


@pytest.mark.parametrize(("lines", "marked"), [(7, 7), (8, 8), (9, 8)])
def test_the_foot_has_eight_lines_at_most(lines: int, marked: int) -> None:
    assert of(BODY + "\n\nReuters" * lines, ZoneKind.FURNITURE) == ["Reuters"] * marked


def test_the_second_of_two_lines_can_be_the_foot() -> None:
    text = BODY.split("\n")[0] + "\n\n(Reuters)"
    assert find_heading(text).publisher == "Reuters"
    assert of(text, ZoneKind.FURNITURE) == ["(Reuters)"]


@pytest.mark.parametrize(("length", "publisher"), [(60, "Reuters"), (61, None)])
def test_a_signature_is_no_longer_than_sixty_characters(length: int, publisher: str | None) -> None:
    assert find_heading(f"{BODY}\n\n{'Reuters'.rjust(length, '-')}").publisher == publisher


@pytest.mark.parametrize(
    ("above", "label", "found"),
    [
        (1, "FULL TEXT", True), (3, "FULL TEXT", True), (4, "FULL TEXT", False),
        (1, "Photograph: none", True), (1, "Photograph: by staff", False),
    ],
)  # fmt: skip
def test_an_archives_label_may_stand_below_an_abstract(above: int, label: str, found: bool) -> None:
    lines = BODY.split("\n\n") * 2
    text = "\n\n".join([HEAD, *lines[:above], label, *lines[above:]])
    assert (label in of(text, ZoneKind.FURNITURE)) is found


@pytest.mark.parametrize(("above", "found"), [(0, True), (1, True), (2, True), (3, False)])
def test_a_dateline_may_stand_below_an_abstract(above: int, found: bool) -> None:
    lines = (BODY.split("\n\n") * 2)[:above]
    lead = "GENEVA, Nov 3 (Reuters) - "
    assert bool(of("\n\n".join([HEAD, *lines, lead + BODY]), ZoneKind.DATELINE)) is found
