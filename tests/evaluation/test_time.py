"""The score of the deadline resolver."""

from __future__ import annotations

import json
from pathlib import Path

from toolkit.evaluation.time import evaluate, table


def test_counts_and_lists_misses(tmp_path: Path) -> None:
    items = [
        {"expr": "by June", "tense": "future", "from": "2021-06-01", "to": "2021-06-30"},
        {"expr": "next week", "tense": "future", "from": "2021-01-01", "to": "2021-01-02"},
        {"expr": "nonsense", "tense": None, "from": "2021-01-01", "to": "2021-01-02"},
    ]
    path = tmp_path / "gold.json"
    path.write_text(json.dumps({"dateline": "2021-03-01", "items": items}))
    figures = evaluate(path)
    assert (figures["n"], figures["upper"], figures["both"]) == (3, 1, 1)
    assert [miss["expr"] for miss in figures["misses"]] == ["next week", "nonsense"]
    assert "'nonsense' (None): None..None" in table(figures)


def test_shared_gold(shared: Path) -> None:
    assert evaluate(shared / "gold" / "time" / "time_dev.json")["upper_share"] >= 0.97
