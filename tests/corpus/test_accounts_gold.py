"""The two accounts among the samples, from text to comparison, held to a floor."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.evaluation.accounts import evaluate, table

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_two_accounts_stay_at_what_was_reached() -> None:
    figures = evaluate(ROOT / "tests" / "gold" / "accounts", ROOT / "articles")
    assert figures["matching"]["f1"] >= 0.9
    assert figures["shared"]["f1"] >= 0.75
    assert figures["reports"]["r"] >= 0.7
    assert figures["silent"]["r"] >= 0.6
    assert figures["differences"]["status"]["f1"] >= 0.6
    assert "told by both" in table(figures)
