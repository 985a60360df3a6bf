"""Attributions against brat standoff: exact, overlap, full; per type and cue class; beside people and published systems.

Measures
--------
exact
    The pieces of the content are the same characters, blanks, quotation marks, commas and full stops at their edges apart.
overlap
    One-to-one pairs, best first, whose contents share at least half of the words of both together (Jaccard >= 0.5).
full
    A pair as above whose source is right too: it covers a telling word of the gold source (any word, if all are function
    words), or both have none.
source accuracy
    The share of pairs, gold having a source, whose source is right.

Words are runs of letters and digits. Precision of a type or cue class is over what was found of it, recall over gold of
the type; a cue class is of what was found, so it has no recall.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from toolkit.evaluation.brat import ROLES, Attribution, GoldText, read_gold
from toolkit.evaluation.calibration import reliability
from toolkit.evaluation.pairing import Text, match
from toolkit.evaluation.resampling import intervals

HUMAN = {
    "all": {"exact": 68.8, "overlap": 79.6, "full": 75.3, "source accuracy": 95.8},
    "direct": {"overlap": 98.4, "full": 97.7},
    "indirect": {"overlap": 72.2, "full": 66.9},
    "mixed": {"overlap": 93.1, "full": 89.2},
}
"""F1 of people against people: 20 articles of PolNeAR with six annotators each, all pairs, by these measures."""

PUBLISHED = "CofeNet with BERT 83.2/75.3/72.9 (Wang et al. 2022), people 77.7/70.5/68.4"
"""F1 of exact pieces, source/cue/content, on PolNeAR's test part."""

TYPES = ("all", "direct", "indirect", "mixed")
MEASURES = ("exact", "overlap", "full")


def count(text: Text, found: Sequence[Attribution]) -> Counter[str]:
    """Raw counts of one text, by names like ``direct.full.gold``; sums of them make a corpus's figures."""
    golden = text.gold.attributions
    overlapping, same = match(text, found)
    right = _with_source(text, found, overlapping)
    pairs = {"exact": same, "overlap": overlapping, "full": right}
    sourced = [g for g in overlapping if golden[g].source]
    gold_types, found_types = ([text.type_of(a.content) for a in rows] for rows in (golden, found))
    counts: Counter[str] = Counter()
    for kind in TYPES:
        counts[f"{kind}.gold"] = _of(kind, gold_types, range(len(golden)))
        counts[f"{kind}.found"] = _of(kind, found_types, range(len(found)))
        for name, paired in pairs.items():
            counts[f"{kind}.{name}.gold"] = _of(kind, gold_types, paired)
            counts[f"{kind}.{name}.found"] = _of(kind, found_types, paired.values())
        counts[f"{kind}.sourced"] = _of(kind, gold_types, sourced)
        counts[f"{kind}.source right"] = _of(kind, gold_types, (g for g in sourced if g in right))
    return counts + _count_classes(found, overlapping, right) + _count_pieces(text, found)


def _with_source(text: Text, found: Sequence[Attribution], pairs: Mapping[int, int]) -> dict[int, int]:
    """The pairs whose source is right too."""
    golden = text.gold.attributions
    return {g: f for g, f in pairs.items() if text.source_right(golden[g], found[f])}


def _of(kind: str, types: Sequence[str], rows: Iterable[int]) -> int:
    """How many of some rows are of a type."""
    return sum(kind in ("all", types[i]) for i in rows)


def _count_classes(
    found: Sequence[Attribution], overlapping: Mapping[int, int], right: Mapping[int, int]
) -> Counter[str]:
    """What was found with a cue of each class, how much of it is right, and how much with its source."""
    counts: Counter[str] = Counter()
    hits, full = set(overlapping.values()), set(right.values())
    for f, attribution in enumerate(found):
        if attribution.cue_class is not None:
            counts[f"class {attribution.cue_class}.found"] += 1
            counts[f"class {attribution.cue_class}.hit"] += f in hits
            counts[f"class {attribution.cue_class}.full"] += f in full
    return counts


def _count_pieces(text: Text, found: Sequence[Attribution]) -> Counter[str]:
    """Contiguous pieces of each role, exact and not linked to one another, as sequence labelling is scored."""
    counts: Counter[str] = Counter()
    for role in ROLES:
        wanted = {piece for a in text.gold.attributions for piece in text.pieces(getattr(a, role))}
        given = {piece for a in found for piece in text.pieces(getattr(a, role))}
        counts.update({f"pieces {role}.gold": len(wanted), f"pieces {role}.found": len(given)})
        counts[f"pieces {role}.right"] = len(wanted & given)
    return counts


def figures_of(counts: Counter[str]) -> dict[str, Any]:
    """Figures in percent from summed counts: ``{type: {measure: {p, r, f1}, "source accuracy"}, "classes": {...}}``."""
    found: dict[str, Any] = {}
    for kind in TYPES:
        gold, given = counts[f"{kind}.gold"], counts[f"{kind}.found"]
        row: dict[str, Any] = {"gold": gold, "found": given}
        for name in MEASURES:
            p = _percent(counts[f"{kind}.{name}.found"], given)
            r = _percent(counts[f"{kind}.{name}.gold"], gold)
            row[name] = {"p": p, "r": r, "f1": round(2 * p * r / (p + r), 2) if p + r else 0.0}
        row["source accuracy"] = _percent(counts[f"{kind}.source right"], counts[f"{kind}.sourced"])
        found[kind] = row
    names = sorted(k.removesuffix(".found") for k in counts if k.startswith("class ") and k.endswith(".found"))
    found["pieces"] = {}
    for role in ROLES:
        wanted, given, right = (counts[f"pieces {role}.{key}"] for key in ("gold", "found", "right"))
        shares = {"p": _percent(right, given), "r": _percent(right, wanted), "f1": _percent(2 * right, wanted + given)}
        found["pieces"][role] = {"gold": wanted, "found": given, **shares}
    found["classes"] = {
        name.removeprefix("class "): {
            "found": counts[f"{name}.found"],
            "overlap": {"p": _percent(counts[f"{name}.hit"], counts[f"{name}.found"])},
            "full": {"p": _percent(counts[f"{name}.full"], counts[f"{name}.found"])},
        }
        for name in names
    }
    return found


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def score(texts: Iterable[GoldText], found: Mapping[str, Sequence[Attribution]]) -> dict[str, Any]:
    """The figures of found attributions, by stem, against gold; with 95 % intervals of the F1 of all, and calibration."""
    read = [Text(gold) for gold in texts]
    each = [count(text, found.get(text.gold.stem, ())) for text in read]
    figures = figures_of(sum(each, Counter()))
    figures["calibration"] = {
        "attributions": reliability(row for text in read for row in _judged(text, found.get(text.gold.stem, ())))
    }
    figures["intervals"] = {k: list(v) for k, v in intervals(each, _overall).items()}
    return figures


def _judged(text: Text, found: Sequence[Attribution]) -> list[tuple[float, bool]]:
    """Confidence of each found attribution, and whether content and source are right."""
    overlapping, _ = match(text, found)
    right = set(_with_source(text, found, overlapping).values())
    return [(row.confidence, f in right) for f, row in enumerate(found) if row.confidence is not None]


def _overall(counts: Counter[str]) -> dict[str, float | None]:
    row = figures_of(counts)["all"]
    return {name: row[name]["f1"] for name in MEASURES}


def evaluate(gold: Path, model: str | None = None, mode: str = "complete") -> dict[str, Any]:
    """Figures of the whole analysis on a brat-standoff folder, first annotator.

    Raises
    ------
    UsageError
        The folder holds no brat standoff.
    """
    from toolkit.evaluation.extraction import extracted

    texts = read_gold(gold)
    return score(texts, extracted(gold, texts, model, mode))


def table(figures: Mapping[str, Any]) -> str:
    """The figures as lines of text, those of people beside them."""
    lines = [f"{'':10}{'gold':>6}{'found':>7}" + "".join(f"   {m + ' P/R/F1':18}" for m in MEASURES) + "   source acc."]
    for kind in TYPES:
        row = figures[kind]
        cells = "".join(f"   {row[m]['p']:5.1f}/{row[m]['r']:5.1f}/{row[m]['f1']:5.1f} " for m in MEASURES)
        lines.append(f"{kind:10}{row['gold']:6}{row['found']:7}{cells}   {row['source accuracy']:5.1f}")
        human = HUMAN[kind]
        beside = "".join(f"{human[m]:18.1f}    " if m in human else " " * 22 for m in MEASURES)
        lines.append(f"  people, F1{'':10}{beside}{human.get('source accuracy', ''):>5}".rstrip())
    lines += [_interval(name, bounds) for name, bounds in figures.get("intervals", {}).items()]
    for name, row in figures["classes"].items():
        lines.append(
            f"{name:14}{row['found']:5} found, right {row['overlap']['p']:5.1f}, with source {row['full']['p']:5.1f}"
        )
    told = "/".join(f"{figures['pieces'][role]['f1']:.1f}" for role in ROLES)
    lines.append(f"pieces exact, source/cue/content, F1: {told}; {PUBLISHED}")
    return "\n".join(lines)


def _interval(name: str, bounds: Sequence[float]) -> str:
    return f"95 % interval of F1, {name}: {bounds[0]:.1f} to {bounds[1]:.1f}"
