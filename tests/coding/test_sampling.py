"""Samples: random within strata, the same for the same seed, and a plan that weighs what was judged."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import toolkit as tk
from toolkit.coding.sampling import Plan, draw, shared_out
from toolkit.errors import UsageError
from toolkit.results import Analysis


@pytest.mark.parametrize(
    ("n", "sizes", "wanted"),
    [
        (10, {"a": 50, "b": 50}, {"a": 5, "b": 5}),
        (10, {"a": 90, "b": 10}, {"a": 8, "b": 2}),
        (10, {"a": 97, "b": 2, "c": 1}, {"a": 7, "b": 2, "c": 1}),
        (100, {"a": 3, "b": 2}, {"a": 3, "b": 2}),
        (7, {"a": 10, "b": 10, "c": 10}, {"a": 3, "b": 2, "c": 2}),
        (11, {"a": 10, "b": 10, "c": 10}, {"a": 4, "b": 4, "c": 3}),
        (5, {"a": 1, "b": 1, "c": 100}, {"a": 1, "b": 1, "c": 3}),
    ],
)
def test_strata_get_their_share_and_two_at_least(n: int, sizes: dict[str, int], wanted: dict[str, int]) -> None:
    assert shared_out(n, sizes) == wanted


def test_too_few_for_the_strata_is_said() -> None:
    with pytest.raises(UsageError, match="3 strata need a sample of at least 6, but 5"):
        shared_out(5, {"a": 9, "b": 9, "c": 9})


def test_the_same_seed_draws_the_same_and_strata_are_told(many: Analysis) -> None:
    plan = draw(many, 12, by=["status"], seed=3)
    assert plan == draw(many, 12, by=["status"], seed=3) != draw(many, 12, by=["status"], seed=4)
    assert len(plan.drawn) == 12 == len({one.row for one in plan.drawn})
    assert plan.sizes == dict(Counter(row.status.value for row in many.records("commitments")))
    counts = Counter(one.stratum for one in plan.drawn)
    assert all(counts[name] >= min(2, size) for name, size in plan.sizes.items())


def test_articles_are_drawn_by_their_source(many: Analysis) -> None:
    plan = draw(many, 4, unit="articles", by=["title"])
    assert {one.row for one in plan.drawn} == {""}
    assert {one.doc_id for one in plan.drawn} < set(many)
    assert draw(many, 6, unit="articles", by=["publisher"]).sizes == {"Wire 0": 2, "Wire 1": 2, "Wire 2": 2}


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"table": "commitment"}, "'commitments'"),
        ({"unit": "row"}, "'rows'"),
        ({"by": ["statu"]}, "no column 'statu'.*'status'"),
    ],
)
def test_what_is_not_there_is_said(many: Analysis, more: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        draw(many, 4, **more)  # type: ignore[arg-type]


def test_nothing_to_draw_from_is_said(analysed: tk.ArticleAnalysis) -> None:
    with pytest.raises(UsageError, match="no commentary to draw from"):
        draw(Analysis([]), table="commentary")


def test_a_plan_is_read_back(many: Analysis, tmp_path: Path) -> None:
    plan = draw(many, 6, by=["status"])
    (tmp_path / "plan.json").write_text(plan.text(), encoding="utf-8")
    assert Plan.read(tmp_path / "plan.json") == plan
    (tmp_path / "plan.json").write_text('{"table": 1}', encoding="utf-8")
    with pytest.raises(UsageError, match="is no plan of a sample"):
        Plan.read(tmp_path / "plan.json")
