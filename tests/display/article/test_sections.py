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
from toolkit.display.article.standing import reported
from toolkit.display.article.view import View
from toolkit.display.render import Fragment
from toolkit.errors import UsageError
from toolkit.findings import ArticleAnalysis
from toolkit.records import CueClass

Section = Callable[[ArticleAnalysis], Fragment]
SECTIONS: dict[str, Section] = {
    name: getattr(display, name)
    for name in (
        "card", "lead", "commitments", "positions", "deadlines", "actors", "conversation", "statements", "experts",
        "check_first", "not_understood", "highlight", "provenance",
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
    read(SECTIONS[name](sample.analysed(text="", zones=(), actors=(), attributions=(), commitments=(), commentary=())))


@pytest.mark.parametrize("name", SECTIONS)
def test_nothing_hostile_becomes_markup(name: str) -> None:
    checker = read(SECTIONS[name](sample.hostile()))
    assert not {"script", "img", "style", "iframe"} & set(checker.tags)
    assert not [key for key, _ in checker.attributes if key.startswith("on")]
    assert not [value for key, value in checker.attributes if key == "href" and not str(value).startswith("#")]
    body = SECTIONS[name](sample.hostile()).body
    assert "49" not in re.sub(r"[\d.]{4,}", "", body) or name in ("deadlines", "conversation")
    assert "\u202e" not in body
    assert "\x00" not in body


def test_what_was_mended_or_guessed_in_reading_is_told(analysed: ArticleAnalysis) -> None:
    assert "Notes on reading" not in display.provenance(analysed).body
    meta = {"repaired": "7 wrongly decoded", "date_order": "day first"}
    body = display.provenance(replace(analysed, article=replace(analysed.article, meta=meta))).body
    assert "characters repaired: 7 wrongly decoded; date " in body
    assert "read day first, which had to be guessed" in body


def test_tables_have_captions_and_scopes(analysed: ArticleAnalysis) -> None:
    for name in ("commitments", "deadlines", "actors", "conversation", "provenance"):
        body = SECTIONS[name](analysed).body
        assert body.count("<caption>") == body.count("<table")
        assert re.findall(r"<th(?![^>]*scope=)[ >]", body.replace("<thead", "")) == []


def test_commitments_are_grouped_by_party_and_linked(analysed: ArticleAnalysis) -> None:
    body = display.commitments(analysed).body
    groups = re.findall(r'class="group(?: about)?"><th scope="rowgroup"[^>]*>([^<]*)<', body)
    assert [group.strip() for group in groups] == [
        "Norland and Vestria", "Transport and travel", "Diplomacy and talks",
        "Norland", "Borders and territory", "Trade, finance and sanctions",
        "Vestria",
    ]  # fmt: skip
    assert re.search(r'Vestria <span class="n">2</span> <span class="about">Energy, water and resources</span>', body)
    assert body.count('href="#at-c-') == len(analysed.commitments)
    assert "September 2031" in body
    assert "as soon as the first ship sails" in body
    for status in ("agreed", "conditional", "planned", "refused", "threatened"):
        assert f"</span> {status}</td>" in body


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


def test_low_confidence_is_listed_first_with_its_sentence(analysed: ArticleAnalysis) -> None:
    body = display.check_first(analysed, below=0.5).body
    assert re.findall(r">([CSE]\d)</a>", body) == ["C6", "S5"]
    assert '<span class="hit">close its ports to trawlers</span>' in body
    assert "No row has" in display.check_first(analysed, below=0.1).body
    assert "And 1 more" in display.check_first(analysed, below=0.5, most=1).body


def test_gaps_are_told(analysed: ArticleAnalysis) -> None:
    body = display.not_understood(analysed).body
    assert "An aide who asked not to be named" in body
    assert "every three months" in body
    assert "whose party is unknown" not in body


def test_expert_card_shows_stance_words_and_hedges(analysed: ArticleAnalysis) -> None:
    body = display.experts(analysed).body
    for words in (
        "Marit Quill",
        "Salthaven Institute",
        "positive",
        "on the deal",
        "<q>a modest but real step</q>",
        "<q>may</q>",
    ):
        assert words in body


def test_card_tells_reasons_to_doubt() -> None:
    body = display.card(sample.analysed(published=None, publisher=None, encoding="cp1252", language="fr")).body
    for words in ("no date", "publisher is not named", "cp1252", "another language"):
        assert words in body
    assert "Sources of doubt" not in display.card(sample.analysed()).body


def test_statements_tell_quoted_from_paraphrased(analysed: ArticleAnalysis) -> None:
    body = display.statements(analysed).body
    assert "1 quoted, 2 paraphrased" in body
    assert re.search(r'id="row-s-3" class="said-direct".*?<blockquote>', body)


def test_attitudes_are_folded_away_beside_what_was_said(analysed: ArticleAnalysis) -> None:
    assert "<details" not in display.statements(analysed).body
    changed = tuple(
        replace(row, cue_class=CueClass.ATTITUDE) if row.attribution_id == "s-3" else row
        for row in analysed.attributions
    )
    folded = display.statements(replace(analysed, attributions=changed)).body.split("<details")[1]
    assert 'id="row-s-3"' in folded.split("</details>")[0]
    assert 'id="row-s-3"' not in display.statements(replace(analysed, attributions=changed)).body.split("<details")[0]


def test_conversation_counts(analysed: ArticleAnalysis) -> None:
    body = " ".join(display.conversation(analysed).body.split())
    counts = r"Ivo Lasse</th><td[^>]*>3</td><td[^>]*>0</td><td[^>]*>Norland .*?1</span></td><td[^>]*>Norland .*?1</span>, Vestria"
    assert re.search(counts, body)
    assert "Ivo Lasse speaks to Norland: 1; Ivo Lasse speaks of Norland: 1" in body


def test_deadlines_without_dates_have_no_figure() -> None:
    undated = tuple(replace(row, deadline_from=None, deadline_to=None) for row in sample.commitments())
    assert "<svg" not in display.deadlines(sample.analysed(commitments=undated)).body
    one = (replace(sample.commitments()[0], deadline_from=dt.date(2031, 9, 30)),)
    assert display.deadlines(sample.analysed(commitments=one, published=None)).body.count("<svg") == 1


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
    doubled = replace(first, party_names=("Norland", "Vestria"), counterpart_names=("Vestria", "Eastmark"))
    page = display.commitments(replace(analysed, commitments=(doubled, *others)))._repr_html_()
    assert '<td role="cell" data-label="With">Eastmark</td>' in page
