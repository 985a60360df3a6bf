"""Cases and figures of whole articles, on rows made by hand: what counts as found, missed, doubtful, confused."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sample

from toolkit.errors import UsageError
from toolkit.evaluation import news
from toolkit.evaluation.articles import figures, load, table
from toolkit.evaluation.calibration import judged, reliability
from toolkit.evaluation.calibration import table as reliability_table
from toolkit.evaluation.cases import Case, Outcome, cases, found_rows
from toolkit.evaluation.confusion import NOT_FOUND, NOT_IN_GOLD, confusion
from toolkit.evaluation.matching import Names, hull, pairs, pieces_iou, spans_match
from toolkit.evaluation.resampling import intervals
from toolkit.findings import ArticleAnalysis
from toolkit.records import CueClass


@pytest.fixture
def analysed() -> ArticleAnalysis:
    return sample.analysed()


@pytest.fixture
def gold(analysed: ArticleAnalysis) -> dict[str, Any]:
    """Gold that says just what the analysis says; tests change it."""
    rows = json.loads(json.dumps(found_rows(analysed)))
    experts = [{"name": name} for name in dict.fromkeys(row["name"] for row in rows["experts"])]
    return {**rows, "experts": experts, "attributions_borderline": [], "distractors": []}


def outcomes(found: list[Case], of: str) -> Counter[str]:
    return Counter(case.outcome.value for case in found if case.table == of)


def test_gold_that_says_the_same_is_found_whole(gold: dict[str, Any], analysed: ArticleAnalysis) -> None:
    made = figures({analysed.doc_id: cases(gold, analysed)}, {analysed.doc_id: gold})
    for name in ("commitments", "attributions", "actors", "experts"):
        assert made[name]["gold"] > 0, name
        assert made[name]["f1"] == 1.0, name
    assert made["commitments"]["parties_accuracy"] == made["actors"]["country_accuracy"] == 1.0
    assert "1.000" in table(made)


def test_what_is_only_in_gold_is_missed_and_what_is_only_found_is_a_false_alarm(
    gold: dict[str, Any], analysed: ArticleAnalysis
) -> None:
    n = len(gold["commitments"])
    gold["commitments"][0]["action"] = [0, 7]
    assert outcomes(cases(gold, analysed), "commitments") == {"right": n - 1, "missed": 1, "false alarm": 1}


def test_another_kind_is_no_pair_but_shows_among_the_confusions(
    gold: dict[str, Any], analysed: ArticleAnalysis
) -> None:
    row = next(row for row in gold["commitments"] if row["kind"] == "commitment")
    row["kind"] = "threat"
    found = cases(gold, analysed)
    assert outcomes(found, "commitments")["missed"] == 1
    counts = confusion(found, "commitments", "kind")
    assert counts["threat", "commitment"] == 1
    assert not counts["threat", NOT_FOUND]
    assert not counts[NOT_IN_GOLD, "commitment"]


def test_a_borderline_commitment_is_neither_rewarded_nor_punished(
    gold: dict[str, Any], analysed: ArticleAnalysis
) -> None:
    gold["commitments"][0]["tier"] = "borderline"
    made = figures({"a": cases(gold, analysed)}, {"a": gold})
    assert made["commitments"]["gold"] == made["commitments"]["found"] == len(gold["commitments"]) - 1
    assert made["commitments"]["f1"] == 1.0


def test_a_statement_whose_cue_commits_is_punished_only_strictly(
    gold: dict[str, Any], analysed: ArticleAnalysis
) -> None:
    gone = gold["attributions"].pop(0)
    gold["commitments"][0]["trigger"] = gone["cue"]
    made = figures({"a": cases(gold, analysed)}, {"a": gold})
    assert made["attributions"]["p"] == 1.0
    assert made["attributions strict"]["p"] < 1.0


def test_a_borderline_statement_is_forgiven_and_an_unlisted_one_is_not(
    gold: dict[str, Any], analysed: ArticleAnalysis
) -> None:
    gone = gold["attributions"].pop(0)
    for row in gold["commitments"]:
        row["trigger"] = None
    assert outcomes(cases(gold, analysed), "attributions")["false alarm"] == 1
    gold["attributions_borderline"] = [gone]
    assert outcomes(cases(gold, analysed), "attributions")["doubtful"] == 1


def test_a_right_content_of_another_speaker_is_told_apart(gold: dict[str, Any], analysed: ArticleAnalysis) -> None:
    gold["attributions"][0] |= {"source": "Somebody Else", "source_span": [0, 1]}
    made = figures({"a": cases(gold, analysed)}, {"a": gold})
    assert outcomes(cases(gold, analysed), "attributions")["wrong source"] == 1
    assert made["attributions"]["right"] == len(gold["attributions"]) - 1
    assert made["attributions"]["content_f1"] == 1.0


def test_fields_that_differ_are_named(gold: dict[str, Any], analysed: ArticleAnalysis) -> None:
    row = next(row for row in gold["commitments"] if row["deadline"] and row["deadline"]["to"])
    row["deadline"]["to"] = str(dt.date(1999, 1, 1))
    row["status"] = "background"
    (case,) = [c for c in cases(gold, analysed) if c.gold is row]
    assert {name for name, right in case.agree.items() if not right} == {"deadline_to", "status"}


def test_look_alikes_taken_for_commitments_are_counted(gold: dict[str, Any], analysed: ArticleAnalysis) -> None:
    gone = gold["commitments"].pop(0)
    gold["distractors"] = [gone["action"], [0, 3]]
    made = figures({"a": cases(gold, analysed)}, {"a": gold})
    assert made["distractors"] == {"hit": 1, "of": 2}


def test_gold_without_an_article_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "lost.json").write_text("{}")
    with pytest.raises(UsageError, match="lost"):
        load(tmp_path, tmp_path)


def test_spans_match_by_half_of_both_or_most_of_one() -> None:
    assert spans_match((0, 10), (0, 20))
    assert spans_match((0, 100), (40, 50))
    assert not spans_match((0, 10), (6, 16))
    assert not spans_match((0, 10), (10, 20))
    assert hull([(5, 9), (1, 2)]) == (1, 9)
    assert hull([]) is None
    assert pieces_iou([(0, 2), (4, 6)], [(0, 6)]) == pytest.approx(4 / 6)


def test_pairs_are_one_to_one_and_the_heaviest_first() -> None:
    weights = {("a", "x"): 0.6, ("a", "y"): 0.9, ("b", "y"): 0.8}
    assert pairs("ab", "xy", lambda g, f: weights.get((g, f), 0.0)) == {0: 1}
    assert pairs("ba", "yx", lambda g, f: weights.get((g, f), 0.0) if g != f else 0.0) == {1: 0}


def test_names_lead_to_gold_through_aliases_of_either_side() -> None:
    names = Names(
        [{"name": "Norland", "aliases": ["Salthaven"]}], [{"name": "the Norlanders", "aliases": ["Salthaven"]}]
    )
    assert names.key("The norland") == names.key("Salthaven") == names.key("the Norlanders") == "norland"
    assert names.key("Vestria") == "vestria"


def test_reliability_bins_and_the_expected_error() -> None:
    told = reliability([(0.8, True)] * 4 + [(0.8, False)] + [(1.0, False)] * 5)
    assert (told["n"], told["right"]) == (10, 0.4)
    eighth, last = told["bins"][8], told["bins"][9]
    assert (eighth["n"], eighth["right"]) == (5, 0.8)
    assert (last["n"], last["right"]) == (5, 0.0)
    assert told["ece"] == pytest.approx(0.5)
    assert "expected calibration error 0.500" in reliability_table({"rows": told})


def test_exact_confidence_scatters_less_the_more_rows_there_are() -> None:
    # one coin: 0.5 away from its probability; two: 0, or 0.5 half of the time
    assert reliability([(0.5, True)])["chance"] == pytest.approx(0.5)
    assert reliability([(0.5, True)] * 2)["chance"] == pytest.approx(0.25)
    assert reliability([(0.5, True)] * 200)["chance"] < 0.03


def test_reliability_of_nothing_and_of_nonsense() -> None:
    assert reliability([])["ece"] is None
    assert "no rows" in reliability_table({"rows": reliability([])})
    with pytest.raises(ValueError, match=r"1\.2"):
        reliability([(1.2, True)])


def test_a_wrong_source_is_wrong_and_a_doubtful_row_no_evidence() -> None:
    rows = [
        Case("a", "attributions", outcome, None, {"confidence": 0.7})
        for outcome in (Outcome.RIGHT, Outcome.WRONG_SOURCE, Outcome.FALSE_ALARM, Outcome.DOUBTFUL)
    ]
    assert judged(rows, "attributions") == [(0.7, True), (0.7, False), (0.7, False)]


@pytest.mark.parametrize("table", ["actors", "attributions", "experts"])
def test_borderline_rows_of_every_table_are_neither_rewarded_nor_punished(
    table: str, gold: dict[str, Any], analysed: ArticleAnalysis
) -> None:
    n = len(gold[table])
    gold[table][0]["tier"] = "borderline"
    assert outcomes(cases(gold, analysed), table) == {"right": n - 1, "doubtful": 1} if n > 1 else {"doubtful": 1}


@pytest.mark.parametrize(
    ("field", "told"), [("parties", ["Eastmark"]), ("counterpart", ["Eastmark"]), ("status", "background")]
)
def test_where_two_readers_differ_both_are_right(
    field: str, told: Any, gold: dict[str, Any], analysed: ArticleAnalysis
) -> None:
    row = gold["commitments"][0]
    row[field], second = told, row[field]
    name = {"counterpart": "counterparts"}.get(field, field)
    assert [c.agree[name] for c in cases(gold, analysed) if c.gold is row] == [False]
    row[f"{field}_or"] = second
    assert [c.agree[name] for c in cases(gold, analysed) if c.gold is row] == [True]


def test_an_attitude_that_gold_leaves_out_is_doubtful_and_speech_a_false_alarm(
    gold: dict[str, Any], analysed: ArticleAnalysis
) -> None:
    left_out = gold["attributions"].pop(0)
    assert outcomes(cases(gold, analysed), "attributions")["false alarm"] == 1
    first = analysed.attributions[0]
    assert left_out["content"] == [list(span) for span in first.content_spans]
    hoped = replace(analysed, attributions=(replace(first, cue_class=CueClass.ATTITUDE), *analysed.attributions[1:]))
    assert outcomes(cases(gold, hoped), "attributions")["false alarm"] == 0


def test_statements_of_experts_are_compared_with_their_stances(gold: dict[str, Any], analysed: ArticleAnalysis) -> None:
    name, content = gold["experts"][0]["name"], gold["expert statements"][0]["content"]
    gold["experts"][0]["statements"] = [
        {"content": content, "stance": "negative"},
        {"content": [[0, 9]], "stance": "mixed"},
    ]
    made = figures({"a": cases(gold, analysed)}, {"a": gold})["expert statements"]
    assert name == "Marit Quill"
    assert (made["gold"], made["found"], made["right"], made["stance_accuracy"]) == (2, 1, 1, 0.0)


def test_news_needs_texts_beside_its_gold(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    with pytest.raises(UsageError, match="text/"):
        news.evaluate(tmp_path)


def test_news_counts_errors_by_class(
    tmp_path: Path, gold: dict[str, Any], analysed: ArticleAnalysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    for part in ("gold", "text"):
        (tmp_path / part).mkdir()
    gold["commitments"][0]["action"] = [0, 7]
    row = gold["commitments"][0]
    monkeypatch.setattr("toolkit.evaluation.articles.load", lambda *_: ({"a": analysed}, {"a": gold}))
    figures = news.evaluate(tmp_path)
    assert figures["missed"] == figures["false alarms"] == {f"{row['kind']}, {row['status']}": 1}
    assert "articles" not in figures
    assert "1 articles" in news.table(figures)


def test_intervals_hold_the_figure_and_repeat() -> None:
    counts = [Counter(right=right, all=10) for right in (2, 5, 8, 9, 4, 6)]
    measure = lambda n: {"share": n["right"] / n["all"], "never": None}  # noqa: E731
    found = intervals(counts, measure, rounds=200)
    assert found == intervals(counts, measure, rounds=200)
    assert set(found) == {"share"}
    low, high = found["share"]
    assert low < 34 / 60 < high
    assert intervals([], measure) == {}
