"""Scoring of attributions against brat standoff, on a text of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import UsageError
from toolkit.evaluation.attribution import figures_of, score, table
from toolkit.evaluation.brat import Attribution, GoldText, read_gold
from toolkit.evaluation.pairing import Text, match

TEXT = 'Berg said the bridge was safe. "It is a good bridge," he added.\nThe firm hopes to grow.\n'


def span(part: str) -> tuple[tuple[int, int], ...]:
    start = TEXT.index(part)
    return ((start, start + len(part)),)


GOLD = [
    Attribution(span("Berg"), span("said"), span("the bridge was safe")),
    Attribution(span("he"), span("added"), span('"It is a good bridge,"')),
    Attribution(span("The firm"), span("hopes"), span("to grow")),
]


@pytest.fixture
def gold() -> GoldText:
    return GoldText("a", TEXT, GOLD)


def test_gold_against_itself_is_perfect(gold: GoldText) -> None:
    figures = score([gold], {"a": GOLD})
    for kind, number in (("all", 3), ("direct", 1), ("indirect", 2), ("mixed", 0)):
        assert figures[kind]["gold"] == number
        if number:
            assert [figures[kind][m]["f1"] for m in ("exact", "overlap", "full")] == [100.0] * 3
            assert figures[kind]["source accuracy"] == 100.0
    assert "people, F1" in table(figures)


def test_half_of_the_words_is_overlap_but_not_exact(gold: GoldText) -> None:
    found = [Attribution(span("Berg"), span("said"), span("bridge was safe"))]
    figures = score([gold], {"a": found})
    assert figures["all"]["overlap"]["p"] == 100.0
    assert figures["all"]["exact"]["p"] == 0.0
    assert round(figures["all"]["overlap"]["r"]) == 33


def test_less_than_half_of_the_words_is_nothing(gold: GoldText) -> None:
    found = [Attribution(span("Berg"), span("said"), span("safe"))]
    assert match(Text(gold), found) == ({}, {})


def test_wrong_source_counts_against_full_only(gold: GoldText) -> None:
    found = [Attribution(span("The firm"), span("said"), span("the bridge was safe"))]
    figures = score([gold], {"a": found})
    assert figures["all"]["overlap"]["p"] == 100.0
    assert figures["all"]["full"]["p"] == 0.0
    assert figures["all"]["source accuracy"] == 0.0


def test_a_quotation_is_found_without_its_marks(gold: GoldText) -> None:
    found = [Attribution(span("he"), span("added"), span("It is a good bridge"))]
    assert score([gold], {"a": found})["direct"]["exact"]["f1"] == 100.0


def test_one_found_row_pairs_once(gold: GoldText) -> None:
    figures = score([gold], {"a": [GOLD[0], GOLD[0]]})
    assert figures["all"]["overlap"]["p"] == 50.0


def test_cue_classes_are_counted(gold: GoldText) -> None:
    found = [Attribution(*((a.source, a.cue, a.content)), cue_class="speech") for a in GOLD[:2]]
    figures = score([gold], {"a": found})
    assert figures["classes"] == {"speech": {"found": 2, "overlap": {"p": 100.0}, "full": {"p": 100.0}}}


def test_nothing_found_gives_zeros(gold: GoldText) -> None:
    figures = figures_of(sum([], start=__import__("collections").Counter()))
    assert figures["all"]["overlap"]["f1"] == 0.0


def test_standoff_is_read_piece_by_piece(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "a.b.txt").write_text("One two three four.", encoding="utf-8")
    lines = ["T1\tSource 0 3\tOne", "T2\tCue 4 7\ttwo", "T3\tContent 8 13;14 18\tthree four"]
    lines += ["E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3", "E2\tAttribution:T2 Cue:T2", "#1\tNote E1\tno", ""]
    (tmp_path / "attributions" / "a.b_zoe.ann").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "attributions" / "a.b_ann.ann").write_text("", encoding="utf-8")
    (tmp_path / "text" / "unseen.txt").write_text("x", encoding="utf-8")
    first, other = read_gold(tmp_path), read_gold(tmp_path, annotator="zoe")
    assert [(g.stem, g.attributions) for g in first] == [("a.b", [])]
    assert other[0].attributions == [Attribution(((0, 3),), ((4, 7),), ((8, 13), (14, 18)))]


def test_a_folder_without_standoff_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no brat standoff"):
        read_gold(tmp_path)


@pytest.mark.slow
def test_figures_on_the_development_part_stay_up(shared: Path) -> None:
    from toolkit.evaluation.attribution import evaluate

    figures = evaluate(shared / "gold" / "polnear" / "dev")
    assert figures["all"]["overlap"]["f1"] >= 76
    assert figures["all"]["full"]["f1"] >= 72
    assert figures["all"]["exact"]["f1"] >= 61.5
