"""Confidence by rule: shares drawn toward the family's, and the table that commitments read."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit import lexicon
from toolkit.evaluation import confidence


def test_tallies_add_up() -> None:
    one = confidence.tally([("will", True), ("will", False), ("agree-to", True)])
    assert one == {"agree-to": (1, 1), "will": (2, 1)}
    assert confidence.added(one, {"will": (3, 3)}) == {"agree-to": (1, 1), "will": (5, 4)}


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


def test_round_trip(tmp_path: Path) -> None:
    path = confidence.write(confidence.fit({"will": (4, 3)}), tmp_path / "table.csv", "two\nlines")
    assert path.read_text(encoding="utf-8").startswith("# two\n# lines\nrule,n,right,confidence\n*,0,0,")
    assert confidence.read_tally(path)["will"] == (4, 3)


def test_the_table_holds_probabilities() -> None:
    rows = lexicon.table("commitment_confidence")
    assert rows[0]["rule"] == "*"
    assert all(0 < float(row["confidence"]) < 1 and int(row["right"]) <= int(row["n"]) for row in rows)


def test_rows_without_a_party_are_doubted() -> None:
    from toolkit.nlp.commitments.find import UNNAMED, confidence_of

    assert confidence_of("no such rule", named=False) == pytest.approx(
        UNNAMED * confidence_of("no such rule", named=True)
    )
