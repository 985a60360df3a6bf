"""Scoring of PLOVER-like records, on records of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from toolkit.evaluation import plover

RECORDS = [
    {
        "text": "Peru agreed to receive a delegation from Ghana.",
        "event": "AGREE",
        "source": [{"text": "Peru", "code": "PER"}],
        "target": [{"text": "Ghana", "code": "GHA"}],
        "commit": ["coop"],
        "borderline": False,
    },
    {
        "text": "Norway rejected a Danish proposal to share the fishing grounds.",
        "event": "REJECT",
        "source": [{"text": "Norway", "code": "NOR"}],
        "target": [{"text": "Danish", "code": "DNK"}],
        "commit": ["refusal"],
        "borderline": False,
    },
    {
        "text": "Chad threatened to expel the ambassador of Mali.",
        "event": "THREATEN",
        "source": [{"text": "Chad", "code": "TCD"}],
        "target": [{"text": "Mali", "code": "MLI"}],
        "commit": ["threat"],
        "borderline": False,
    },
    {
        "text": "Soldiers opened fire on a crowd in Lagos.",
        "event": "ASSAULT",
        "source": [{"text": "Soldiers", "code": "NGA"}],
        "target": [],
        "commit": ["threat"],
        "borderline": False,
    },
    {
        "text": "Spain agreed to nothing in particular.",
        "event": "AGREE",
        "source": [],
        "target": [],
        "commit": ["coop"],
        "borderline": True,
    },
]


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in RECORDS) + "\n", encoding="utf-8")
    return path


def test_figures(records: Path) -> None:
    figures = plover.evaluate(records)
    assert figures["sentences"] == 4  # the doubtful one is left out
    assert figures["commitment"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "gold": 1}
    assert figures["threat"]["r"] == 0.5  # the fourth record's label is wrong on purpose
    assert figures["parties"]["f1"] == 1.0
    assert figures["counterparts"]["country_recall"] == 1.0
    assert [miss["gold"] for miss in figures["misses"]] == [["threat"]]
    assert "refusal" in plover.table(figures)


def test_events_stand_for_kinds_without_labels(records: Path) -> None:
    bare = [{k: v for k, v in record.items() if k not in ("commit", "borderline")} for record in RECORDS[:3]]
    records.write_text("\n".join(map(json.dumps, bare)), encoding="utf-8")
    assert [sorted(unit["kinds"]) for unit in plover.load(records)] == [["commitment"], ["refusal"], ["threat"]]


def test_words_of_names() -> None:
    assert plover.tokens("the U.S.'s envoy") == {"us", "envoy"}
    assert plover.prf(0, 0, 0) == {"p": None, "r": None, "f1": None, "gold": 0}


@pytest.mark.slow
def test_development_half(shared: Path) -> None:
    figures = plover.evaluate(shared / "gold" / "plover" / "gsr_dev.jsonl")
    assert figures["commitment"]["f1"] >= 0.93
    assert figures["refusal"]["f1"] >= 0.93
    assert figures["threat"]["f1"] >= 0.88
    assert figures["any"]["f1"] >= 0.95
    assert figures["parties"]["f1"] >= 0.95
    assert figures["counterparts"]["f1"] >= 0.78
