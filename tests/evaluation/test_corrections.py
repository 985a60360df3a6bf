"""A person's decisions as gold: shares with intervals, weighed by what was drawn."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import sample

from toolkit.coding.calibration import calibrate
from toolkit.coding.sampling import Drawn, Plan
from toolkit.corrections import Corrections
from toolkit.corrections.decisions import read
from toolkit.evaluation.corrections import Tally, estimate, figures_of, table, wilson
from toolkit.findings import ArticleAnalysis


@pytest.mark.parametrize(
    ("right", "n", "low", "high"), [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611)]
)
def test_intervals_are_wilsons(right: int, n: int, low: float, high: float) -> None:
    """Newcombe (1998), *Statistics in Medicine* 17, table I, method 3."""
    assert wilson(right / n, n) == pytest.approx((low, high), abs=0.0001)


def test_a_simple_sample_of_rows_is_counted_as_such() -> None:
    units = [Tally("all", 0.0, 1, i < 30) for i in range(40)]
    share, low, high = estimate(units)
    assert share == 0.75
    assert (low, high) == pytest.approx(wilson(0.75, 39), abs=1e-6)


def test_strata_are_weighed_by_their_size() -> None:
    """Of 10 rows of a stratum of 1,000 all are right, of 10 of one of 10 none: nearly all are right."""
    units = [Tally("big", 0.01, 1, 1) for _ in range(10)] + [Tally("small", 1.0, 1, 0) for _ in range(10)]
    share, low, high = estimate(units)
    assert share == pytest.approx(1000 / 1010)
    assert low is not None
    assert high is not None
    assert low < 1000 / 1010 <= high


def test_all_judged_leaves_no_doubt_but_the_intervals_own() -> None:
    units = [Tally("all", 1.0, 1, i < 30) for i in range(40)]
    share, low, high = estimate(units)
    assert (share, low, high) == pytest.approx((0.75, *wilson(0.75, 40)))


def test_errors_that_stand_together_widen_the_interval() -> None:
    together = [Tally("all", 0.0, 10, 10 * (i % 2)) for i in range(10)]
    apart = [Tally("all", 0.0, 10, 5 + (i % 2) * 2 - 1) for i in range(10)]
    wide, narrow = estimate(together), estimate(apart)
    assert wide[0] == narrow[0] == 0.5
    assert wide[2] - wide[1] > 2 * (narrow[2] - narrow[1])  # type: ignore[operator]


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """Articles of 1 to 9 rows, right by a chance of their own: of 400 samples of 40 articles some 95 % hold the true share."""
    chance = random.Random(1)
    all_articles = [(n, sum(chance.random() < p for _ in range(n))) for n, p in
                    ((chance.randint(1, 9), chance.betavariate(3, 1)) for _ in range(4000))]  # fmt: skip
    truth = sum(so for _, so in all_articles) / sum(n for n, _ in all_articles)
    held = 0
    for _ in range(400):
        _, low, high = estimate(Tally("all", 0.01, n, so) for n, so in chance.sample(all_articles, 40))
        held += low <= truth <= high  # type: ignore[operator]
    assert 0.92 <= held / 400 <= 0.98


def test_nothing_judged_is_nothing_told() -> None:
    assert estimate([]) == (None, None, None)


@pytest.fixture
def decided(tmp_path: Path, analysed: ArticleAnalysis) -> Corrections:
    """Of seven commitments four accepted, one edited, one rejected, one left; two added."""
    log = Corrections(tmp_path / "corrections.jsonl", who="Anna")
    for row in analysed.commitments[:4]:
        log.accept(analysed, row.commitment_id)
    log.edit(analysed, "c-5", status="ready")
    log.reject(analysed, "c-6")
    log.add(analysed, "commitments", action=sample.TEXT[90:110].strip(), parties=["Norland"], status="pledged")
    return log


def test_precision_counts_what_was_judged_and_recall_what_was_read_whole(
    decided: Corrections, analysed: ArticleAnalysis
) -> None:
    decisions = read(decided.path)
    told = figures_of([analysed], decisions)["commitments"]
    assert (told["judged"], told["added"]) == (6, 1)
    assert (told["precision"], told["as found"]) == pytest.approx((5 / 6, 4 / 6))
    assert "recall" not in told
    plan = Plan("commitments", "articles", (), 0, {"all": 1}, (Drawn("all", analysed.doc_id),))
    assert figures_of([analysed], decisions, plan)["commitments"]["recall"] == pytest.approx(5 / 6)
    other = Plan("actors", "articles", (), 0, {"all": 1}, (Drawn("all", analysed.doc_id),))
    assert "recall" not in figures_of([analysed], decisions, other)["commitments"]
    curve = figures_of([analysed], decisions)["calibration"]["commitments"]
    assert (curve["n"], curve["right"]) == (6, pytest.approx(5 / 6))
    printed = table(figures_of([analysed], decisions, plan))
    assert printed.splitlines()[1].startswith("commitments            6       1   0.833 (")


def test_only_what_was_drawn_counts(decided: Corrections, analysed: ArticleAnalysis) -> None:
    drawn = tuple(Drawn("all", analysed.doc_id, row) for row in ("c-1", "c-6"))
    plan = Plan("commitments", "rows", (), 0, {"all": 7}, drawn)
    assert figures_of([analysed], read(decided.path), plan)["commitments"]["precision"] == 0.5


def test_confidence_is_fitted_to_decisions_and_the_fit_is_carried_out(tmp_path: Path) -> None:
    """Rows of 0.9 that are right every second time come out near 0.5 at the next run; those decided on stay at 1."""
    from dataclasses import replace

    from toolkit.results import Analysis

    articles = []
    for i in range(12):
        one = sample.analysed(doc_id=f"d{i}")
        rows = tuple(
            replace(r, doc_id=f"d{i}", commitment_id=f"c-{i}-{j}", confidence=0.9)
            for j, r in enumerate(one.commitments)
        )
        articles.append(replace(one, commitments=rows))
    log = Corrections(tmp_path / "corrections.jsonl", who="Anna")
    for i, article in enumerate(articles):
        for j, row in enumerate(article.commitments[:6]):
            (log.accept if (i + j) % 2 else log.reject)(article, row.commitment_id)
    (fit,) = calibrate(articles, log.decisions)
    assert fit.gains
    assert fit.before is not None
    assert fit.after is not None
    assert fit.before[1] == pytest.approx(0.4)
    assert fit.after[1] < 0.1
    log.keep(fit.decision())
    found = Analysis(articles, corrections=Corrections(log.path)).records("commitments")
    assert {row.confidence for row in found if row.origin == "model"} == {0.5}
    assert {row.confidence for row in found if row.origin == "accepted"} == {1.0}
    log.undo()
    assert {r.confidence for r in Analysis(articles, corrections=Corrections(log.path)).records("commitments")} == {
        0.9,
        1.0,
    }


def test_too_few_decisions_are_said(decided: Corrections, analysed: ArticleAnalysis) -> None:
    (fit,) = calibrate([analysed], decided.decisions)
    assert not fit.gains
    assert str(fit).endswith("too few: 30 are needed, 5 of them right and 5 wrong")
