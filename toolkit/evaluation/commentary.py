"""How well outside observers are recognised, and their stance."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from toolkit.nlp.layers import CommentarySpan, Layers
from toolkit.records import ExpertKind, Stance


def _analyse(text: str) -> Layers:
    from toolkit.articles import Article
    from toolkit.nlp.document.parsing import parse
    from toolkit.nlp.pipeline import load_model, read

    return read(next(iter(parse(load_model(), [Article("gold", text)])))[1])


def read_items(path: Path) -> list[dict[str, Any]]:
    """The items of a JSON-lines file, or of all files of a folder."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    return [
        json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip()
    ]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def evaluate(path: str | Path) -> dict[str, Any]:
    """Analyse short texts and compare their commentators with gold.

    Parameters
    ----------
    path
        A JSONL file or a folder of them; each line has ``text``, ``expert`` (name or null), ``kind`` (``none``, ``expert``,
        ``unnamed`` ...), ``stance`` and ``target`` (null: not scored).

    Returns
    -------
    dict
        Counts ``n``, ``experts`` (gold, found, right) with precision, recall and F1; ``statements``: of the texts of
        experts, how many have a statement found; ``clear``: of their stances, how many are not *unclear*; ``stance`` and
        ``target``: right of those that could be compared;
        ``kinds``: right of the look-alikes; ``confusion`` of stances; ``misses``.
    """
    count: Counter[str] = Counter()
    confusion: Counter[tuple[str, str]] = Counter()
    misses: list[dict[str, Any]] = []
    for item in read_items(Path(path)):
        layers = _analyse(item["text"])
        _score(item, layers, count, confusion, misses)
    precision, recall = _share(count["right"], count["found"]), _share(count["right"], count["gold"])
    return {
        "n": count["n"],
        "experts": {key: count[key] for key in ("gold", "found", "right")},
        "precision": precision,
        "recall": recall,
        "f1": _share(2 * count["right"], count["gold"] + count["found"]),
        "statements": [count["stated"], count["gold"]],
        "stance": [count["stance"], count["stances"]],
        "clear": [count["stances"], count["said"]],
        "target": [count["target"], count["targets"]],
        "kinds": [count["kind"], count["kinds"]],
        "confusion": {f"{gold} as {got}": n for (gold, got), n in sorted(confusion.items())},
        "misses": misses,
    }


def _score(
    item: dict[str, Any],
    layers: Layers,
    count: Counter[str],
    confusion: Counter[tuple[str, str]],
    misses: list[dict[str, Any]],
) -> None:
    found = {c.expert_name for c in layers.commentary if c.expert_kind is ExpertKind.EXPERT and c.expert_name}
    count["n"] += 1
    count["found"] += len(found)
    if item["expert"] is None:
        kinds = {c.expert_kind.value for c in layers.commentary} or {"none"}
        count["kinds"] += 1
        count["kind"] += item["kind"] in kinds
        if item["kind"] not in kinds:
            misses.append({"id": item["id"], "what": "kind", "gold": item["kind"], "got": ", ".join(sorted(kinds))})
        rows = [c for c in layers.commentary if c.expert_kind.value == item["kind"]]
    else:
        count["gold"] += 1
        count["right"] += item["expert"] in found
        if item["expert"] not in found:
            misses.append({"id": item["id"], "what": "expert", "gold": item["expert"], "got": ", ".join(sorted(found))})
        rows = [c for c in layers.commentary if c.expert_name == item["expert"]]
        count["stated"] += bool(rows)
    if rows and item["stance"] is not None:
        _score_stance(item, layers, rows, count, confusion, misses)


def _score_stance(
    item: dict[str, Any],
    layers: Layers,
    rows: list[CommentarySpan],
    count: Counter[str],
    confusion: Counter[tuple[str, str]],
    misses: list[dict[str, Any]],
) -> None:
    """The stance of the first statement that takes one, and its target; an unclear stance is no answer."""
    best = next((row for row in rows if row.stance not in (Stance.NEUTRAL, Stance.UNCLEAR)), rows[0])
    got = best.stance.value
    count["said"] += 1
    if best.stance is Stance.UNCLEAR:
        return
    count["stances"] += 1
    count["stance"] += got == item["stance"]
    confusion[item["stance"], got] += 1
    if got != item["stance"]:
        words = layers.doc[slice(*best.stance_range)].text if best.stance_range else None
        misses.append({"id": item["id"], "what": "stance", "gold": item["stance"], "got": f"{got} ({words})"})
    if item["target"] is not None and got == item["stance"]:
        target = layers.doc[slice(*best.target)].text if best.target else ""
        count["targets"] += 1
        shared = set(target.lower().split()) & set(item["target"].lower().split())
        count["target"] += bool(shared)
        if not shared:
            misses.append({"id": item["id"], "what": "target", "gold": item["target"], "got": target})


def table(figures: dict[str, Any]) -> str:
    """The figures of :func:`evaluate` as lines of text."""

    def shown(value: float | None) -> str:
        return "-" if value is None else f"{value:.3f}"

    lines = [
        f"experts   P {shown(figures['precision'])}  R {shown(figures['recall'])}  F1 {shown(figures['f1'])}"
        f"  (gold {figures['experts']['gold']}, found {figures['experts']['found']}, right {figures['experts']['right']})"
    ]
    for key, label in (
        ("statements", "statements"),
        ("clear", "clear stance"),
        ("stance", "stance"),
        ("target", "target"),
        ("kinds", "look-alikes"),
    ):
        right, of = figures[key]
        lines.append(f"{label:12}{right:4} of {of:4}  {shown(_share(right, of))}")
    lines += [f"  {pair}: {n}" for pair, n in figures["confusion"].items()]
    lines += [f"  {m['id']} {m['what']}: {m['got']}, gold {m['gold']}" for m in figures["misses"]]
    return "\n".join(lines)
