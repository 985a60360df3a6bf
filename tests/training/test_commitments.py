"""Confidence of commitments: two logistic models over rules, and the table that commitments read."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit import lexicon
from toolkit.errors import UsageError
from toolkit.nlp.commitments.confidence import confidences, features, weighed
from toolkit.training import commitments as confidence
from toolkit.training.commitments import FLATTERED, Judged

AGREED = Judged("agree-to", "name-state", True, True)
NOBODY = Judged("will", "nobody", False, None)


def told(rows: list[Judged], rule: str, party: str, **flattered: float) -> tuple[float, float]:
    table = confidence.fit(rows, dict.fromkeys(FLATTERED, 0.0) | flattered)
    weights = {row["feature"]: (row["action"], row["parties"]) for row in table}
    return weighed(features(rule, party), weights)


def test_a_row_is_known_by_its_rule_and_its_parties_and_their_families() -> None:
    assert features("will-not", "bound-person") == [
        "rule: will-not",
        "rule family: will-*",
        "party: bound-person",
        "party family: bound-*",
    ]


def test_few_rows_move_little_many_rows_much() -> None:
    wrong = AGREED._replace(rule="vow-to", right=False, parties=None)
    few, many = ([AGREED] * 20 + [wrong] * n for n in (1, 40))
    assert 0.5 < told(few, "vow-to", "name-state")[0] < told(few, "agree-to", "name-state")[0]
    assert told(many, "vow-to", "name-state")[0] < 0.2


def test_a_family_lends_to_rules_that_were_not_seen() -> None:
    rows = [AGREED] * 20 + [NOBODY._replace(rule="vow-to", party_rule="name-state")] * 20
    assert told(rows, "agree-noun", "name-state")[0] > 0.6 > 0.4 > told(rows, "vow-noun", "name-state")[0]


def test_how_the_parties_were_found_says_whether_they_and_the_action_are_right() -> None:
    rows = [AGREED] * 20 + [AGREED._replace(party_rule="pronoun-we", parties=False)] * 20 + [NOBODY] * 20
    assert told(rows, "agree-to", "name-state")[1] > 0.7
    assert told(rows, "agree-to", "pronoun-we")[1] < 0.3
    assert told(rows, "agree-to", "nobody")[0] < told(rows, "agree-to", "name-state")[0]


def test_wrong_rows_say_nothing_of_parties_and_rules_neither() -> None:
    rows = [AGREED, AGREED._replace(parties=False)] * 10 + [AGREED._replace(right=False, parties=None)] * 10
    assert told(rows, "agree-to", "name-state")[1] == pytest.approx(0.5, abs=0.01)
    by_rule = [AGREED, AGREED._replace(rule="vow-to", parties=False)] * 10
    assert told(by_rule, "agree-to", "name-state")[1] == told(by_rule, "vow-to", "name-state")[1]


def test_what_rules_flatter_themselves_by_is_taken_off() -> None:
    rows = [AGREED, AGREED._replace(right=False, parties=None)] * 10
    assert told(rows, "agree-to", "name-state", action=1.0)[0] == pytest.approx(1 / (1 + 2.718), abs=0.01)


def test_what_is_told_of_an_article_was_not_fitted_on_it() -> None:
    # rows of "will" are right in one article only: fitted on the others, nobody would expect it
    rows = {f"a{n}": [AGREED._replace(right=n == 0, parties=None)] * 5 for n in range(10)}
    found = confidence.crossvalidated(rows)["action"]
    assert (found["n"], found["right"]) == (50, 0.1)
    assert found["brier"] > found["brier of the mean"]


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    with pytest.raises(UsageError, match="has no folder gold/"):
        confidence.train(tmp_path)


def test_round_trip(tmp_path: Path) -> None:
    path = confidence.write(confidence.fit([AGREED, NOBODY]), tmp_path / "table.csv", "two\nlines")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["# two", "# lines", "feature,n,action,parties"]
    assert lines[3].startswith("*,2,")
    assert any(line.startswith("party: nobody,1,-") for line in lines)


def test_the_table_holds_weights_of_all_rows_first() -> None:
    rows = lexicon.table("commitment_confidence")
    assert rows[0]["feature"] == "*"
    assert {row["feature"].split(": ")[0] for row in rows[1:]} == {"rule", "rule family", "party", "party family"}


def test_rows_that_bind_nobody_are_doubted_and_unknown_names_are_not() -> None:
    known, unknown = confidences("agree-to", "nobody"), confidences("no such rule", "no such way")
    assert known[0] < 0.6
    assert known[1] < 0.35
    assert all(0.4 < value < 0.8 for value in unknown)
    assert all(0.7 < value < 0.95 for value in confidences("agree-to", "name-state"))
