"""Tables, cards and lists of a report: right numbers, sound HTML, nothing hostile let through."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
import sample

from toolkit import display
from toolkit.display.article.commitments import toward
from toolkit.display.article.reporters import reported
from toolkit.display.article.view import View
from toolkit.display.render import Fragment
from toolkit.errors import UsageError
from toolkit.findings import ArticleAnalysis
from toolkit.records import Mention, MentionKind, Stance

Section = Callable[[ArticleAnalysis], Fragment]
SECTIONS: dict[str, Section] = {
    name: getattr(display, name)
    for name in (
        "lead", "to_check", "commitments", "disputes", "experts", "speakers", "highlight", "provenance",
    )
}  # fmt: skip
VOID = {"img", "input", "br", "meta"}


class Checker(HTMLParser):
    """Notes tags and attributes, and whether every element is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(fragment: Fragment) -> Checker:
    checker = Checker()
    checker.feed(fragment.body)
    checker.close()
    assert checker.open == []
    return checker


@pytest.mark.parametrize("name", SECTIONS)
def test_sections_are_sound_html(name: str, analysed: ArticleAnalysis) -> None:
    checker = read(SECTIONS[name](analysed))
    ids = [value for key, value in checker.attributes if key == "id"]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", SECTIONS)
def test_sections_of_an_empty_article(name: str) -> None:
    """What has nothing to show shows nothing, so that a report leaves out its heading."""
    empty = sample.analysed(text="", zones=(), actors=(), attributions=(), commitments=(), commentary=())
    read(SECTIONS[name](empty))
    assert bool(SECTIONS[name](empty).body) == (name in ("lead", "to_check", "highlight", "provenance"))


@pytest.mark.parametrize("name", SECTIONS)
def test_nothing_hostile_becomes_markup(name: str) -> None:
    checker = read(SECTIONS[name](sample.hostile()))
    assert not {"script", "img", "style", "iframe"} & set(checker.tags)
    assert not [key for key, _ in checker.attributes if key.startswith("on")]
    assert not [value for key, value in checker.attributes if key == "href" and not str(value).startswith("#")]
    body = SECTIONS[name](sample.hostile()).body
    assert "49" not in re.sub(r"[\d.]{4,}", "", body)
    assert "\u202e" not in body
    assert "\x00" not in body


def test_what_was_mended_or_guessed_in_reading_is_told(analysed: ArticleAnalysis) -> None:
    assert "Notes on reading" not in display.provenance(analysed).body
    meta = {"repaired": "7 wrongly decoded", "date_order": "day first"}
    body = display.provenance(replace(analysed, article=replace(analysed.article, meta=meta))).body
    assert "characters repaired: 7 wrongly decoded; date " in body
    assert "read day first, which had to be guessed" in body


def test_tables_have_captions_and_scopes(analysed: ArticleAnalysis) -> None:
    for name in ("commitments", "provenance"):
        body = SECTIONS[name](analysed).body
        assert body.count("<caption") == body.count("<table")
        assert re.findall(r"<th(?![^>]*scope=)[ >]", body.replace("<thead", "")) == []


def cells(analysed: ArticleAnalysis, kind: str = "who") -> list[str]:
    """The texts of a column of the table of commitments."""
    body = display.commitments(analysed).body
    found = re.findall(rf'<t[dh][^>]* class="{kind}[ "][^>]*>(.*?)</t[dh]>', body, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", "", cell).split()) for cell in found]


def test_every_row_of_the_table_names_its_party(analysed: ArticleAnalysis) -> None:
    assert cells(analysed, "who") == ["Norland and Vestria"] * 3 + ["Norland"] * 2 + ["Vestria"] * 2
    body = display.commitments(analysed).body
    assert body.count('class="who again"') == 4  # seen once a party, heard in every row
    assert cells(analysed, "status")[-4:] == ["◔ conditional", "○ planned", "✕ refused", "▲ threatened"]
    assert body.count('href="#at-c-') == len(analysed.commitments)
    assert "7 commitments by 2 parties" in body


def test_a_row_tells_to_whom_if_and_by_when(analysed: ArticleAnalysis) -> None:
    what = dict(
        zip(
            (row.commitment_id for group in View(analysed).groups for row in group),
            cells(analysed, "what"),
            strict=True,
        )
    )
    assert what["c-3"].startswith("lift the toll on Vestrian lorries to: Vestria · as soon as the first ship sails C3")
    assert what["c-6"].startswith("close its ports to trawlers otherwise C6 check")
    assert cells(analysed, "by") == ["Sep 2031", "", "every three months", "", "May 2032", "", "11 Jun 2031"]
    body = display.commitments(analysed).body
    assert re.findall(r"left:([\d.]+)%", body) == ["36.6", "100.0", "7.8"]


def test_a_column_that_few_rows_fill_is_none(analysed: ArticleAnalysis) -> None:
    undated = tuple(
        replace(row, deadline_span=None, deadline_from=None, deadline_to=None) for row in analysed.commitments
    )
    one = (analysed.commitments[0], *undated[1:])
    body = display.commitments(replace(analysed, commitments=one)).body
    assert ">By</th>" not in body
    assert "by: Sep 2031" in body


def test_a_day_before_the_article_has_passed(analysed: ArticleAnalysis) -> None:
    assert "passed" not in display.commitments(analysed).body
    later = replace(analysed, article=replace(analysed.article, published=dt.date(2031, 10, 1)))
    assert display.commitments(later).body.count("date passed, outcome not reported") == 2


def test_chips_count_the_rows_they_show(analysed: ArticleAnalysis) -> None:
    body = display.commitments(analysed).body
    chips = re.findall(r'name="status" value="(\w*)"[^>]*>(?: <span[^>]*>.</span>)? [\w ]*?(\d+)</label>', body)
    assert dict(chips) == {
        "": "7", "agreed": "3", "conditional": "1", "planned": "1", "refused": "1", "threatened": "1", "deadline": "4",
        "check": "1",
    }  # fmt: skip
    for value, count in chips[1:]:
        assert len(re.findall(rf'data-chip="[^"]*\b{value}\b', body)) == int(count)


@pytest.mark.parametrize(
    ("told", "shown"),
    [("hold talks on the Vestria", []), ("put tariffs on Vestria", ["Vestria"]),
     ("hold talks with Vestria", ["Vestria"]), ("hold talks in Vestria", []),
     ("hold talks about the Vestria", []), ("give Vestria ships", ["Vestria"]), ("give ships", [])],
)  # fmt: skip
def test_a_place_or_topic_is_no_counterpart(told: str, shown: list[str]) -> None:
    text = f"Norland will {told}. Vestria said nothing."
    start = text.index("Vestria")
    vestria = replace(sample.actors()[1], mentions=(Mention(start, start + 7, MentionKind.NAME),))
    row = replace(
        sample.commitments()[0], action_spans=((13, 13 + len(told)),), action=told, parties=("a-nor",),
        party_names=("Norland",), counterparts=("a-ves",), counterpart_names=("Vestria",),
    )  # fmt: skip
    view = View(
        sample.analysed(text=text, zones=(), actors=(vestria,), commitments=(row,), attributions=(), commentary=())
    )
    assert toward(view, row) == shown


def test_what_an_article_tells_twice_is_one_row(analysed: ArticleAnalysis) -> None:
    first = analysed.commitments[0]
    again = replace(first, commitment_id="c-9", action_spans=((0, 12),), confidence=0.5)
    view = View(replace(analysed, commitments=(*analysed.commitments, again)))
    assert view.twins == {"c-9": "c-1"}
    assert len(view.commitments) == 7
    assert view.labels["c-9"] == view.labels["c-1"]
    assert 'id="row-c-9"' in display.commitments(view.analysis).body
    other = replace(again, action="dredge the harbour mouth", parties=("a-nor",))
    assert View(replace(analysed, commitments=(*analysed.commitments, other))).twins == {}


def test_who_says_so(analysed: ArticleAnalysis) -> None:
    view = View(analysed)
    rows = {row.commitment_id: row for row in analysed.commitments}
    assert reported(view, rows["c-1"]) == ("the article", "")
    assert reported(view, rows["c-4"]) == ("one side", "Ada Brandt")
    assert reported(view, rows["c-5"]) == ("the party itself", "Ivo Lasse")
    both = replace(rows["c-4"], reported_by=("a-bra", "a-las"), reported_by_names=("Ada Brandt", "Ivo Lasse"))
    assert reported(view, both) == ("both sides", "Ada Brandt and Ivo Lasse")
    outside = replace(rows["c-4"], reported_by=("a-qui",), reported_by_names=("Marit Quill",))
    assert reported(view, outside)[0] == "a third party"


def test_what_is_to_be_checked_is_one_line_and_its_list(analysed: ArticleAnalysis) -> None:
    body = display.to_check(analysed).body
    told = "To check: two rows, one time without a date, one statement of a speaker not known"
    assert f"<summary>{told}</summary>" in body
    assert re.findall(r'"unsure"><a[^>]*>([CSE]\d)</a>', body) == ["C6", "S5"]
    assert '<span class="hit">close its ports to trawlers</span>' in body
    assert "<q>An aide who asked not to be named</q>" in body
    assert "<q>every three months</q>" in body
    assert "unsure" not in display.to_check(analysed, check_below=0.1).body
    nobody = (replace(analysed.commitments[0], parties=(), party_names=()),)
    assert "who is bound is not known" in display.to_check(replace(analysed, commitments=nobody)).body


def test_doubts_about_the_article_are_told(analysed: ArticleAnalysis) -> None:
    body = display.to_check(sample.analysed(published=None, encoding="cp1252", language="fr")).body
    for words in ("no date, language, encoding", "relative times", "cp1252", "another language"):
        assert words in body
    sure = tuple(row for row in analysed.commitments if row.commitment_id == "c-1")
    assert not display.to_check(replace(analysed, commitments=sure, attributions=(), commentary=())).body


def test_experts_come_with_their_sentences(analysed: ArticleAnalysis) -> None:
    body = display.experts(analysed).body
    for words in (
        "Marit Quill",
        "Salthaven Institute",
        "on the deal",
        "studies small states at the Salthaven Institute.",
    ):
        assert words in body


@pytest.mark.parametrize(
    ("stance", "confidence", "told"),
    [
        ("negative", 0.8, "negative"),
        ("negative", 0.4, "unclear"),
        ("positive", 0.8, "unclear"),
        ("mixed", 0.9, "unclear"),
    ],
)
def test_a_stance_that_is_not_sure_is_unclear(
    stance: str, confidence: float, told: str, analysed: ArticleAnalysis
) -> None:
    row = replace(analysed.commentary[0], stance=Stance(stance), confidence=confidence)
    assert f"<b>{told}</b>" in display.experts(replace(analysed, commentary=(row,))).body


def test_speakers_are_one_list_with_all_they_say(analysed: ArticleAnalysis) -> None:
    body = display.speakers(analysed).body
    assert re.findall(r'class="name"><b>([^<]*)</b>', body) == [
        "Ivo Lasse", "Ada Brandt", "Marit Quill", "Not among the actors",
    ]  # fmt: skip
    assert "1 quoted, 2 paraphrased" in body
    assert re.search(r'id="row-s-3" class="said-direct"', body)
    assert re.search(r'Named only: <span id="row-a-nor">Norland', body)
    assert '<span class="manner">An aide who asked not to be named:</span>' in body
    for row in analysed.attributions:
        assert body.count(f'id="row-{row.attribution_id}"') == 1
    for actor in analysed.actors:
        assert body.count(f'id="row-{actor.actor_id}"') == 1


def test_disputes_leave_out_what_the_table_tells(analysed: ArticleAnalysis) -> None:
    body = display.disputes(analysed).body
    assert "<b>Ivo Lasse</b> demands: " in body
    assert "withdraw its patrol boats" in body
    assert "close its ports" not in body  # the threat is in the table


def test_a_dispute_stands_beside_what_it_answers(analysed: ArticleAnalysis) -> None:
    said = next(row for row in analysed.attributions if row.attribution_id == "s-4")
    text = "the survey of the sea bed is published"
    answer = replace(said, content=text, content_spans=((0, 5),))
    body = display.disputes(replace(analysed, attributions=(answer,))).body
    assert 'beside: <b>Norland</b> plans: <span class="content">publish the survey of the sea bed</span>' in body
    own = replace(answer, source_ids=("a-nor",), source_id="a-nor")
    unknown = replace(answer, source_ids=(), source_id=None)
    for row in (own, unknown):
        assert "beside" not in display.disputes(replace(analysed, attributions=(row,))).body


@pytest.mark.parametrize(
    ("byline", "shown"),
    [("HELEN ABARA", "Helen Abara"), ("Ana Ruiz, AFP", "Ana Ruiz, AFP"), (None, "Monday, 12 May 2031")],
)
def test_what_the_article_is(byline: str | None, shown: str) -> None:
    assert display.about(sample.analysed(byline=byline))[0] == shown
    assert display.about(sample.analysed(publisher=None, published=None, dateline="DOHA, Qatar"))[:3] == [
        "date not given", "publisher not given", "Doha, Qatar",
    ]  # fmt: skip


def test_load_says_what_is_wrong(tmp_path: Any, analysed: ArticleAnalysis) -> None:
    assert display.load(analysed.save(tmp_path / "a.json")) == analysed
    with pytest.raises(UsageError, match="There is no"):
        display.load(tmp_path / "b.json")
    (tmp_path / "c.json").write_text("[]")
    with pytest.raises(UsageError, match="is not an analysed article"):
        display.load(tmp_path / "c.json")


def test_overview_of_an_article_in_a_notebook(analysed: ArticleAnalysis) -> None:
    shown = analysed._repr_mimebundle_()[0]["text/html"]
    assert "<h2>Norland and Vestria settle" in shown
    assert shown.count("<style>") == 1


def test_a_party_is_not_its_own_counterpart(analysed: ArticleAnalysis) -> None:
    first, *others = View(analysed).commitments
    doubled = replace(
        first,
        party_names=("Norland", "Vestria"),
        counterparts=("a-ves", "x"),
        counterpart_names=("Vestria", "Eastmark"),
    )
    page = display.commitments(replace(analysed, commitments=(doubled, *others))).body
    assert "to: Eastmark<" in page
