"""Figures do not fall: each evaluation reaches the floors pinned in ``tests/gold/gates``.

``READOUT_PIN=1 pytest tests/test_accuracy_floors.py`` raises floors to a little under the figures reached (a floor never
lowers itself); a gate whose gold has changed is pinned anew. Gold that does not come with the project skips its tests; of
large gold, a part is measured, so that the tests stay quick.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from toolkit.evaluation.gate import corpus_hash, failures, flatten, read_gate
from toolkit.evaluation.registry import measure

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
GATES = GOLD / "gates"
SLACK = 0.03
"""Floors stay this share under the figures, so that a row more or less is no failure."""
FEW = {
    "kinds.refusal.f1",
    "kinds.threat.f1",
    "condition.f1",
    "refusal.f1",
    "threat.f1",
    "shared.f1",
    "reports.r",
    "matching.f1",
}
FEW_SLACK = 0.1
"""The same for figures over some twenty rows or less, where one row is a tenth of all."""

Paths = list[Path]


def part_of_news(tmp_path: Path, shared: Path) -> Paths:
    """Every sixth article of the news with statements, its first annotator's gold only."""
    source = shared / "gold" / "polnear" / "dev"
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    for text in sorted((source / "text").glob("*.txt"))[::6]:
        shutil.copy(text, tmp_path / "text")
        shutil.copy(min((source / "attributions").glob(f"{text.stem}_*.ann")), tmp_path / "attributions")
    return [tmp_path]


def part_of_speakers(tmp_path: Path, shared: Path) -> Paths:
    """The hand-read speakers in every third text that has any."""
    texts = shared / "gold" / "polnear" / "dev" / "text"
    lines = (GOLD / "speakers.jsonl").read_text("utf-8").splitlines()
    chosen = set(sorted({json.loads(line)["doc"] for line in lines})[::3])
    file = tmp_path / "speakers.jsonl"
    file.write_text("\n".join(line for line in lines if json.loads(line)["doc"] in chosen), "utf-8")
    return [texts, file]


OWN: dict[str, Paths] = {
    "endtoend": [GOLD / "articles", ROOT / "articles"],
    "commentary": [GOLD / "commentary"],
    "accounts": [GOLD / "accounts", ROOT / "articles"],
    "ledger": [GOLD / "ledger", ROOT / "articles"],
}
OTHERS: dict[str, Callable[[Path, Path], Paths]] = {
    "attribution": part_of_news,
    "speakers": part_of_speakers,
    "plover": lambda tmp_path, shared: [shared / "gold" / "plover" / "gsr_dev.jsonl"],
    "names": lambda tmp_path, shared: [shared / "gold" / "names" / "names_dev.json"],
    "time": lambda tmp_path, shared: [shared / "gold" / "time" / "time_dev.json"],
}
HELD = {
    "endtoend": (
        "commitments.f1", "kinds.commitment.f1", "kinds.refusal.f1", "kinds.threat.f1", "commitments.parties_accuracy",
        "commitments.status_accuracy", "commitments.reported_by_accuracy", "commitments.deadline_to_accuracy",
        "deadline.f1", "condition.f1", "attributions.f1", "attributions.p", "attributions.r", "attributions strict.f1",
        "actors.f1", "actors.type_accuracy", "actors.country_accuracy",
    ),
    "commentary": ("f1", "precision", "recall"),
    "accounts": ("shared.f1", "matching.f1", "reports.r"),
    "ledger": ("pairs.f1", "matching.f1", "histories.f1", "histories on gold.f1"),
    "attribution": (
        "all.exact.f1", "all.overlap.f1", "all.full.f1", "direct.full.f1", "indirect.full.f1", "mixed.full.f1",
        "all.source accuracy", "pieces.source.f1", "pieces.cue.f1", "pieces.content.f1",
    ),
    "speakers": ("share",),
    "plover": ("commitment.f1", "refusal.f1", "threat.f1", "any.f1", "parties.f1", "counterparts.f1"),
    "names": ("right_share",),
    "time": ("upper_share", "both_share"),
}  # fmt: skip
"""The figures that are held; others move with few rows."""


def hold(name: str, paths: Paths) -> None:
    """Fail where a figure is under its floor; pin instead if asked to by the environment."""
    figures = measure(name, paths)
    corpus, gate = corpus_hash(paths), GATES / f"{name}.json"
    if os.environ.get("READOUT_PIN"):
        gate.write_text(json.dumps(pinned(figures, gate, corpus, HELD[name]), indent=1) + "\n", "utf-8")
    assert failures(figures, read_gate(gate), corpus) == []


def pinned(figures: dict[str, Any], gate: Path, corpus: str, held: tuple[str, ...]) -> dict[str, Any]:
    kept = read_gate(gate) if gate.exists() else {"corpus": None, "floors": {}}
    before = kept["floors"] if kept["corpus"] == corpus else {}
    reached = flatten(figures)
    room = {key: FEW_SLACK if key in FEW else SLACK for key in held}
    floors = {key: round(max(before.get(key, 0.0), reached[key] * (1 - room[key])), 3) for key in held}
    return {"corpus": corpus, "floors": floors}


@pytest.mark.parametrize("name", OWN)
def test_floors_on_the_projects_own_gold(name: str) -> None:
    hold(name, OWN[name])


@pytest.mark.parametrize("name", OTHERS)
def test_floors_on_gold_kept_beside_the_project(name: str, tmp_path: Path, shared: Path) -> None:
    hold(name, OTHERS[name](tmp_path, shared))


def test_every_evaluation_with_gold_has_a_gate() -> None:
    assert {path.stem for path in GATES.glob("*.json")} == set(OWN) | set(OTHERS) == set(HELD)
    for path in GATES.glob("*.json"):
        assert read_gate(path)["floors"], path


def test_pinning_raises_and_never_lowers(tmp_path: Path) -> None:
    gate = tmp_path / "gate.json"
    gate.write_text(json.dumps({"corpus": "h", "floors": {"a.f1": 0.5, "b.f1": 0.9}}))
    again = pinned({"a": {"f1": 0.8}, "b": {"f1": 0.8}}, gate, "h", ("a.f1", "b.f1"))
    assert again["floors"] == {"a.f1": 0.776, "b.f1": 0.9}
    assert pinned({"a": {"f1": 0.8}}, gate, "other", ("a.f1",))["floors"] == {"a.f1": 0.776}
