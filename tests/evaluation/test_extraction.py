"""Offsets of an article's text taken back to its file, and statements of a brat folder found through the whole analysis."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.evaluation.attribution import evaluate, table
from toolkit.evaluation.brat import read_gold
from toolkit.evaluation.cases import Outcome
from toolkit.evaluation.confusion import confusion
from toolkit.evaluation.extraction import extracted, file_offsets
from toolkit.evaluation.statements import statement_cases

TEXT = "\ufeffThe talks went on.\r\n\r\nThe envoy said that the road would open soon.\r\n“We are tired,” the envoy said.\r\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A brat folder with one text: an indirect statement, and one that nobody makes."""
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "road.txt").write_bytes(TEXT.encode())
    spans = []
    for words, role in (("The envoy", "Source"), ("said", "Cue"), ("that the road would open soon", "Content")):
        at = TEXT.index(words)
        spans.append(f"{role} {at} {at + len(words)}\t{words}")
    at = TEXT.index("went on")
    spans.append(f"Content {at} {at + 7}\twent on")
    lines = [f"T{i}\t{span}" for i, span in enumerate(spans, 1)]
    lines += ["E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3", "E2\tAttribution:T4 Content:T4"]
    (tmp_path / "attributions" / "road_a.ann").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_offsets_count_the_byte_order_mark_and_both_characters_of_a_line_end() -> None:
    assert file_offsets("\ufeffa\r\nb\rc", "a\nb\nc") == [1, 3, 4, 5, 6, 7]
    assert file_offsets("abc", "abc") == [0, 1, 2, 3]
    assert file_offsets("abc", "abd") is None


def test_a_text_with_repaired_characters_is_not_lost_to_the_measure() -> None:
    """One control character in one of 84 articles took all its 37 statements out of the figures."""
    assert file_offsets("caf\x85 open", "caf\u2026 open") == list(range(10))
    file, text = "\ufeffHe said â€œyesâ€\x9d.\r\nGone", "He said “yes”.\nGone"
    places = file_offsets(file, text)
    assert places is not None
    assert len(places) == len(text) + 1
    for word in ("said", "yes", "Gone"):
        at = places[text.index(word)]
        assert file[at : at + len(word)] == word


def test_statements_are_found_where_they_stand_in_the_file(folder: Path) -> None:
    texts = read_gold(folder)
    (rows,) = extracted(folder, texts).values()
    said = [[texts[0].text[s:e] for s, e in row.content] for row in rows]
    assert any("the road would open soon" in " ".join(pieces) for pieces in said)
    assert any("We are tired" in " ".join(pieces) for pieces in said)


def test_figures_cases_and_calibration_count_the_same(folder: Path) -> None:
    figures = evaluate(folder)
    assert (figures["all"]["gold"], figures["all"]["found"]) == (2, 2)
    assert figures["all"]["full"] == {"p": 50.0, "r": 50.0, "f1": 50.0}
    assert figures["pieces"]["source"]["r"] == 100.0
    assert figures["calibration"]["attributions"]["right"] == 0.5
    assert "people" in table(figures)
    texts = read_gold(folder)
    cases = statement_cases(texts, extracted(folder, texts))
    assert sorted(case.outcome for case in cases) == [Outcome.FALSE_ALARM, Outcome.MISSED, Outcome.RIGHT]
    assert confusion(cases, "attributions", "type")["indirect", "indirect"] == 1
