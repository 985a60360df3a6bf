"""What the validation shows: figures beside people, confusions, cases with their words; honest when gold is missing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from toolkit.errors import UsageError
from toolkit.evaluation.articles import figures
from toolkit.evaluation.calibration import reliability
from toolkit.evaluation.cases import Case, Outcome, cases, found_rows
from toolkit.findings import ArticleAnalysis
from toolkit.validation import measures, measuring
from toolkit.validation.examples import AROUND, differences, examples, mistakes
from toolkit.validation.measuring import Measured
from toolkit.validation.reliability import curve, write

HOSTILE = "<script>alert(1)</script>\u202e&"


def case(outcome: Outcome, gold: tuple[int, int] | None, found: tuple[int, int] | None, **more: Any) -> Case:
    def row(span: tuple[int, int] | None) -> dict[str, Any] | None:
        facts = {"kind": "commitment", "status": "agreed", "parties": [HOSTILE], "reported_by": "narration"}
        return {**facts, "action": span, "confidence": 0.7} if span else None

    return Case("doc", "commitments", outcome, row(gold), row(found), **more)


@pytest.fixture
def measured(analysed: ArticleAnalysis) -> Measured:
    """Gold that agrees with the analysis but for one commitment, one statement and a status."""
    gold = json.loads(json.dumps(found_rows(analysed)))
    gold |= {"attributions_borderline": [], "distractors": [], "experts": []}
    gold["commitments"][0]["action"] = [0, 7]
    gold["commitments"][1]["status"] = "background"
    gold["attributions"].pop()
    found = cases(gold, analysed)
    made = figures({analysed.doc_id: found}, {analysed.doc_id: gold})
    return Measured(made, found, {analysed.doc_id: analysed.article.text})


def test_figures_stand_beside_their_interval_and_people(measured: Measured) -> None:
    html = str(measures.article_figures(measured).body)
    assert "95 % interval" in html
    assert "People" in html
    assert '<th scope="row">commitments</th>' in html
    f1 = measured.figures["commitments"]["f1"]
    assert f"{f1:.3f}" in html
    assert f1 < 1


def test_fields_and_articles_are_shown(measured: Measured) -> None:
    assert "commitments: status" in str(measures.article_fields(measured).body)
    assert "norland-vestria" in str(measures.by_article(measured).body)


def test_a_confusion_has_gold_down_and_found_across(measured: Measured) -> None:
    told = repr(measures.confusion(measured, "commitments", "status"))
    changed = [c for c in measured.of("commitments") if c.gold and c.found and c.gold["status"] != c.found["status"]]
    (only,) = changed
    assert f"background as {only.found['status']}: 1" in told  # type: ignore[index]
    html = str(measures.confusion(measured, "commitments", "status").body)
    assert 'class="num wrong">1<' in html


def test_every_miss_and_every_false_alarm_is_shown_once(measured: Measured) -> None:
    html = str(measures.examples(measured, "commitments").body)
    wrong = [c for c in measured.of("commitments") if c.outcome in (Outcome.MISSED, Outcome.FALSE_ALARM)]
    assert len(wrong) == 2
    assert html.count("<li>") == len(wrong)
    assert html.count('<span class="in-gold">') == 2  # the key, and the miss
    assert "Norland" in html


def test_what_differs_is_told_by_field(measured: Measured) -> None:
    assert "gold: background; found: " in str(measures.differences(measured, "commitments").body)
    assert "No found row differs" in str(differences([], {}).body)


def test_marks_nest_and_the_words_around_stay() -> None:
    text = "x" * 300 + " They agreed to open the border by May. " + "y" * 300
    at = text.index("open")
    end = text.index(" by May")
    shown = str(examples([case(Outcome.WRONG_SOURCE, (at, end + 7), (at, end))], {"doc": text}).body)
    assert '<span class="in-found in-gold">open the border</span><span class="in-gold"> by May</span>' in shown
    assert "They agreed to " in shown
    assert "x" * (AROUND + 1) not in shown


def test_everything_printed_is_text() -> None:
    text = f"{HOSTILE} will open it {HOSTILE}"
    at = text.index("open")
    html = str(examples([case(Outcome.MISSED, (at, at + 7), None)], {"doc": text}).body)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "\u202e" not in html


def test_only_so_many_are_shown_and_the_others_counted() -> None:
    rows = [case(Outcome.MISSED, (0, 4), None) for _ in range(5)]
    html = str(examples(rows, {"doc": "open it"}, most=2).body)
    assert html.count("<li>") == 2
    assert "and 3 more" in html
    assert "No miss" in str(examples([], {}).body)


def test_the_curve_is_described_and_has_its_table(measured: Measured) -> None:
    fragment = measures.calibration(measured)
    html = str(fragment.body)
    assert 'role="img"' in html
    assert "Share of rows that are right, by confidence. attributions: confidence 0." in html
    assert html.count("<caption>") == 2
    assert "expected calibration error" in repr(fragment)


def test_the_curve_is_the_same_each_time_and_empty_ones_draw() -> None:
    told = {"rows": reliability([(0.9, True), (0.4, False)])}
    assert curve(told) == curve(told)
    assert "no rows" in curve({"rows": reliability([])}).alt


def test_the_curve_goes_into_a_file(tmp_path: Path) -> None:
    told = {"rows": reliability([(0.9, True), (0.4, False)])}
    write(told, tmp_path / "curve.svg")
    write(told, tmp_path / "curve.png")
    first = (tmp_path / "curve.svg").read_text()
    write(told, tmp_path / "curve.svg")
    assert first == (tmp_path / "curve.svg").read_text()
    assert "#24588a" in first
    assert (tmp_path / "curve.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(UsageError, match=r"\.png or \.svg"):
        write(told, tmp_path / "curve.pdf")


def test_gold_that_is_not_given_is_replaced_by_a_sentence() -> None:
    nothing = measuring.measure_statements("")
    for shown in (
        measures.statement_figures(nothing),
        measures.confusion(nothing, "attributions", "type"),
        measures.examples(nothing, "attributions"),
        measures.calibration(nothing),
        measures.article_figures(measuring.measure_articles("", "")),
        measuring.printout("names", ""),
        measuring.printout("speakers", "", "tests/gold/speakers.jsonl"),
    ):
        assert "given" in str(shown.body)
        assert 'class="none"' in str(shown.body)


def test_gold_that_is_not_there_is_named() -> None:
    with pytest.raises(UsageError, match="no/such/gold"):
        measuring.place("no/such/gold")
    assert measuring.place("tests/gold") is not None


def test_a_printout_is_what_the_command_prints(tmp_path: Path) -> None:
    gold = tmp_path / "names.json"
    gold.write_text(json.dumps({"states": [{"text": "France", "code": "FRA"}, {"text": "<b>", "code": "FRA"}]}))
    html = str(measuring.printout("names", str(gold)).body)
    assert "<code>readout evaluate names names.json</code>" in html
    assert "&lt;b&gt;" in html
    assert "0.500" in html


def test_mistakes_on_short_texts_are_shown_with_their_text() -> None:
    misses = [
        {"id": "e1", "what": "stance", "gold": "mixed", "got": ""},
        {"id": "e2", "what": "stance", "gold": "x", "got": "y"},
    ]
    html = str(mistakes(misses, {"e1": f"It may work. {HOSTILE}"}, most=1).body)
    assert "<b>Stance differs</b>" in html
    assert "gold: mixed; found: nothing" in html
    assert "It may work. &lt;script&gt;" in html
    assert "and 1 more" in html
    assert "what gold has" not in html
    assert "given" in str(measuring.commentary("").body)
