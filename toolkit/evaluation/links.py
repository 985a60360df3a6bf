"""Whether two reports that sound alike are of one commitment: how sure a link is, by its likeness."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from toolkit.analysis import analyze
from toolkit.corpus.changes import SURE_LINK
from toolkit.corpus.ledger import THRESHOLD
from toolkit.corpus.matching import Pool
from toolkit.errors import UsageError
from toolkit.evaluation.stories import Tally, overlap
from toolkit.readers import read

COLUMNS = ("corpus", "doc_a", "start_a", "end_a", "doc_b", "start_b", "end_b", "same")
LEVELS = tuple(sorted({THRESHOLD, 0.4, 0.5, 0.6, SURE_LINK, 0.7}))
"""Likenesses at which links are judged."""

Row = Mapping[str, str]


def evaluate(gold: str | Path, texts: str | Path, model: str | None = None, mode: str = "complete") -> dict[str, Any]:
    """Judge links between reports of different articles by pairs that a person judged.

    Parameters
    ----------
    gold
        CSV file of pairs of passages that sound alike: folder of the texts, article, first and last position of either
        passage, and whether they are one commitment (yes or no).
    texts
        The folder in which the folders of texts lie.
    model, mode
        As in :func:`toolkit.analyze`.

    Returns
    -------
    dict
        ``levels``: at each likeness, how many pairs are at least so alike (``found``), how many of them are one commitment
        (``right``), ``p`` and ``r``; ``look-alikes``: the likeness of the most alike pair that is not; ``lost``: pairs of
        which a passage is no longer found.

    Raises
    ------
    UsageError
        The gold lacks a column, or an article is missing.
    """
    rows = _pairs(Path(gold))
    told: list[tuple[float, bool]] = []
    for folder, part in groupby(rows, key=lambda row: row["corpus"]):
        pairs = list(part)
        told += _likeness(pairs, _pool(Path(texts) / folder, pairs, model, mode))
    levels = {}
    for level in LEVELS:
        tally, found = Tally(), [same for likeness, same in told if likeness >= level]
        tally.add(sum(same for _, same in told), len(found), sum(found))
        levels[f"{level:.2f}"] = tally.figures()
    alike = max((likeness for likeness, same in told if not same), default=0.0)
    return {"levels": levels, "look-alikes": round(alike, 3), "lost": len(rows) - len(told)}


def table(figures: Mapping[str, Any]) -> str:
    """The figures as lines of text."""
    head = f"{'likeness at least':20}{'found':>6}{'right':>6}{'p':>6}{'r':>6}"
    rows = (
        f"{level:20}{row['found']:6}{row['right']:6}" + "".join(f"{row[k] or 0:6.2f}" for k in ("p", "r"))
        for level, row in figures["levels"].items()
    )
    return "\n".join(
        [head, *rows, f"most alike of different ones: {figures['look-alikes']:.3f}", f"lost: {figures['lost']}"]
    )


def _pairs(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(line for line in lines if not line.startswith("#"))
        rows: list[Row] = sorted(reader, key=lambda row: row.get("corpus") or "")
    if not rows or set(COLUMNS) - set(reader.fieldnames or ()):
        raise UsageError(f"{path}: pairs of passages need the columns {', '.join(COLUMNS)}, and a row")
    return rows


def _pool(folder: Path, pairs: Iterable[Row], model: str | None, mode: str) -> Pool:
    names = sorted({row[key] for row in pairs for key in ("doc_a", "doc_b")})
    paths = [folder / f"{name}.txt" for name in names]
    missing = [path for path in paths if not path.is_file()]
    if missing:
        raise UsageError(f"{missing[0]}: the article is not there; name the folder that holds {folder.name!r}")
    articles = [article for path in paths for article in read(path)]
    return Pool.of(analyze(articles, model=model, mode=mode, progress=False, keyterms=False).values())


def _likeness(pairs: Iterable[Row], pool: Pool) -> list[tuple[float, bool]]:
    """Likeness and verdict of the pairs whose passages are both found."""
    found = []
    for row in pairs:
        first, second = (_place(pool.held, row, side) for side in "ab")
        if first is not None and second is not None:
            found.append((pool(min(first, second), max(first, second)).total, row["same"] == "yes"))
    return found


def _place(held: Sequence[Any], row: Row, side: str) -> int | None:
    """The commitment that shares most with a passage, half of the shorter of the two at least."""
    passage = int(row[f"start_{side}"]), int(row[f"end_{side}"])
    scored = [
        (overlap(commitment.action_spans, passage), -n)
        for n, (analysed, commitment) in enumerate(held)
        if analysed.doc_id == row[f"doc_{side}"]
    ]
    best, place = max(scored, default=(0.0, 0))
    return -place if best >= 0.5 else None
