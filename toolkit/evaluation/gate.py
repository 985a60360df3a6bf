"""Quality as a pinned floor: a figure that falls under it fails, and the floor never lowers itself.

A gate file is JSON: ``{"corpus": sha256 of the gold, "floors": {"overlap.f1": 73.5, ...}}``. It is written by a person, or
raised with :func:`raised`, which keeps the higher of the old floor and the new figure.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from toolkit.errors import UsageError

GATED = frozenset({"p", "r", "f1", "precision", "recall", "accuracy", "share"})
"""Last words of the names of figures that become floors: those for which more is better, whatever the gold's size."""


def flatten(figures: Mapping[str, Any], prefix: str = "") -> dict[str, float]:
    """The numbers in nested figures by dotted path: ``{"a": {"f1": 1}}`` gives ``{"a.f1": 1.0}``."""
    found: dict[str, float] = {}
    for name, value in figures.items():
        path = f"{prefix}{name}"
        if isinstance(value, Mapping):
            found |= flatten(value, f"{path}.")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            found[path] = float(value)
    return found


def corpus_hash(paths: Iterable[Path]) -> str:
    """SHA-256 over the files of the gold, by relative name and content; what describes it (``.md``) is left out."""
    digest = hashlib.sha256()
    for path in paths:
        files = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix != ".md") if path.is_dir() else [path]
        for file in files:
            name = file.relative_to(path).as_posix() if path.is_dir() else file.name
            digest.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def read_gate(path: Path) -> dict[str, Any]:
    """The gate of a file.

    Raises
    ------
    UsageError
        The file is missing or is no gate.
    """
    try:
        gate = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read as a gate ({error}); write one with --pin") from error
    if not isinstance(gate, dict) or not isinstance(gate.get("floors"), dict):
        raise UsageError(f'{path}: a gate is a JSON object with "corpus" and "floors"; write one with --pin')
    return gate


def failures(figures: Mapping[str, Any], gate: Mapping[str, Any], corpus: str) -> list[str]:
    """What a run did not reach, one sentence each; empty if it passed.

    A gate pinned on other gold fails too, since its floors would mean nothing.
    """
    if gate.get("corpus") not in (None, corpus):
        return ["the gold is not the one this gate was pinned on; pin it anew with --pin"]
    reached = flatten(figures)
    found = []
    for name, floor in gate["floors"].items():
        if name not in reached:
            found.append(f"{name} is not among the figures, but its floor is {floor}")
        elif reached[name] < floor:
            found.append(f"{name} is {reached[name]:g}, under its floor {floor:g}")
    return found


def raised(
    figures: Mapping[str, Any], gate: Mapping[str, Any] | None, corpus: str, slack: float = 0.0
) -> dict[str, Any]:
    """The gate with each floor raised to the figure reached; none is ever lowered.

    Without a gate, every figure named in :data:`GATED` among the figures becomes a floor. ``slack`` is the share of a figure
    by which its floor stays under it, so that a row more or less is no failure.
    """
    reached = {name: round(value * (1 - slack), 4) for name, value in flatten(figures).items()}
    if gate is None or gate.get("corpus") != corpus:
        floors = {name: value for name, value in reached.items() if re.split(r"[._ ]", name.lower())[-1] in GATED}
    else:
        floors = {name: max(floor, reached.get(name, floor)) for name, floor in gate["floors"].items()}
    return {"corpus": corpus, "floors": floors}
