"""Confidence by rule: shares drawn toward the family's, and the table that commitments read."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit import lexicon
from toolkit.errors import UsageError
from toolkit.training import commitments as confidence


def test_a_tally_counts_rows_and_right_ones() -> None:
    assert confidence.tally([("will", True), ("will", False), ("agree-to", True)]) == {
        "agree-to": (1, 1),
        "will": (2, 1),
    }


def test_few_rows_move_little_many_rows_much() -> None:
    few = {row["rule"]: row["confidence"] for row in confidence.fit({"vow-to": (1, 0)}, common=0.8, weight=5)}
    many = {row["rule"]: row["confidence"] for row in confidence.fit({"vow-to": (100, 0)}, common=0.8, weight=5)}
    assert few["vow-to"] > 0.5
    assert many["vow-to"] < 0.05
    assert few["*"] == 0.8


def test_a_family_lends_to_its_rules() -> None:
    counts = {"agree-to": (40, 40), "agree-noun": (2, 1), "vow-noun": (2, 1)}
    found = {row["rule"]: row["confidence"] for row in confidence.fit(counts)}
    assert found["agree-noun"] > found["vow-noun"]


def test_what_is_told_of_an_article_was_not_fitted_on_it() -> None:
    # rows of "will" are right in one article only: fitted on the others, nobody would expect it
    rows = {f"a{n}": [("will", True, n == 0)] * 5 for n in range(10)}
    assert confidence.crossvalidated(rows)["right"] == 0.1
    seen = confidence.crossvalidated(rows)["confidence"]
    assert seen is not None
    assert seen < confidence.COMMON
    few = confidence.crossvalidated(rows, 1)["confidence"]
    assert few is not None
    assert few > seen


def test_rows_that_bind_nobody_are_doubted_in_the_figures_too() -> None:
    named = confidence.crossvalidated({f"a{n}": [("will", True, True)] for n in range(10)})["confidence"]
    unnamed = confidence.crossvalidated({f"a{n}": [("will", False, True)] for n in range(10)})["confidence"]
    assert named is not None
    assert unnamed == pytest.approx(0.9 * named)


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    with pytest.raises(UsageError, match="has no folder gold/"):
        confidence.train(tmp_path)


def test_round_trip(tmp_path: Path) -> None:
    path = confidence.write(confidence.fit({"will": (4, 3)}), tmp_path / "table.csv", "two\nlines")
    assert path.read_text(encoding="utf-8").startswith("# two\n# lines\nrule,n,right,confidence\n*,0,0,")
    assert "\nwill,4,3," in path.read_text(encoding="utf-8")


def test_the_table_holds_probabilities() -> None:
    rows = lexicon.table("commitment_confidence")
    assert rows[0]["rule"] == "*"
    assert all(0 < float(row["confidence"]) < 1 and int(row["right"]) <= int(row["n"]) for row in rows)


def test_rows_without_a_party_are_doubted() -> None:
    from toolkit.nlp.commitments.find import UNNAMED, confidence_of

    assert confidence_of("no such rule", named=False) == pytest.approx(
        UNNAMED * confidence_of("no such rule", named=True)
    )
