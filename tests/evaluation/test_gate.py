from __future__ import annotations

import json
from pathlib import Path

import pytest

from toolkit.errors import UsageError
from toolkit.evaluation.gate import corpus_hash, failures, flatten, raised, read_gate

FIGURES = {"all": {"p": 0.5, "f1": 0.6}, "gold": 12, "name": "x", "ok": True}


def test_flatten_keeps_numbers_by_path() -> None:
    assert flatten(FIGURES) == {"all.p": 0.5, "all.f1": 0.6, "gold": 12.0}


def test_a_figure_under_its_floor_fails_and_names_both() -> None:
    gate = {"corpus": "h", "floors": {"all.f1": 0.61, "all.p": 0.5}}
    (failure,) = failures(FIGURES, gate, "h")
    assert "all.f1" in failure
    assert "0.61" in failure


def test_a_figure_that_is_gone_fails() -> None:
    assert failures(FIGURES, {"corpus": "h", "floors": {"other.f1": 0.1}}, "h")


def test_another_gold_fails_whatever_the_figures() -> None:
    assert failures(FIGURES, {"corpus": "other", "floors": {"all.f1": 0.1}}, "h")


def test_floors_are_raised_and_never_lowered() -> None:
    gate = raised(FIGURES, None, "h")
    assert gate["floors"] == {"all.p": 0.5, "all.f1": 0.6}
    better = raised({"all": {"p": 0.4, "f1": 0.7}}, gate, "h")
    assert better["floors"] == {"all.p": 0.5, "all.f1": 0.7}


def test_the_corpus_hash_depends_on_names_and_content(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("1")
    first = corpus_hash([tmp_path])
    (tmp_path / "a.txt").write_text("2")
    assert corpus_hash([tmp_path]) != first


@pytest.mark.parametrize("content", ["", "[]", json.dumps({"floors": 1})])
def test_a_file_that_is_no_gate_is_refused_by_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "gate.json"
    path.write_text(content)
    with pytest.raises(UsageError, match=r"gate\.json"):
        read_gate(path)
