"""Whether the ledger brings the reports of one commitment together, and tells how its status changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from toolkit.corpus.ledger import Ledger, history, make_ledger
from toolkit.evaluation.stories import Row, Tally, best, lines, stories
from toolkit.findings import ArticleAnalysis

Pair = frozenset[str]


def evaluate(
    gold: str | Path, articles: str | Path, model: str | None = None, mode: str = "complete"
) -> dict[str, Any]:
    """Make the ledger of some articles and judge it by gold.

    Parameters
    ----------
    gold
        A file, or a folder of files, in the schema of ``ledger/`` in ``tests/gold/README.md``. Where the articles' own
        gold lies in ``../articles``, the matching alone is measured too, on the gold commitments.
    articles
        The folder of the articles.
    model, mode
        As in :func:`toolkit.analyze`.

    Returns
    -------
    dict
        ``pairs``: pairs of reports of one commitment in two articles, from text, ``gold``, ``found``, ``right``, ``p``,
        ``r`` and ``f1``; ``matching``: the same on the gold commitments; ``histories``: commitments told by several
        articles whose statuses by date are right, from text and (``histories on gold``) on the gold commitments.

    Raises
    ------
    UsageError
        There is no gold, or an article is missing.
    """
    tallies = {name: Tally() for name in ("pairs", "matching", "histories", "histories on gold")}
    for story in stories(gold, articles, model, mode):
        _judge(story.gold, story.told, tallies["pairs"], tallies["histories"])
        if story.made:
            _judge(story.gold, story.made, tallies["matching"], tallies["histories on gold"])
    return {name: tally.figures() for name, tally in tallies.items()}


def table(figures: Mapping[str, Any]) -> str:
    """The figures as lines of text."""
    names = {
        "pairs": "pairs of reports",
        "matching": "pairs, gold commitments",
        "histories": "changes of status",
        "histories on gold": "changes, gold commitments",
    }
    return lines((title, figures[name]) for name, title in names.items())


@dataclass
class _Aligned:
    """Which gold commitment each commitment reports, and which commitments stand for reports open to dispute."""

    home: dict[str, str] = field(default_factory=dict)
    disputed: set[str] = field(default_factory=set)


def _align(event: Row, told: Iterable[ArticleAnalysis]) -> _Aligned:
    """Each gold report's commitment: the one that shares half of the shorter of the two and most."""
    by_id, found = {a.doc_id: a for a in told}, _Aligned()
    for row in event["undertakings"]:
        for report in row["reports"]:
            commitment_id = best(by_id[report["doc_id"]], report["span"])
            if commitment_id is not None and (report["tier"] == "core" or commitment_id not in found.home):
                found.home[commitment_id] = row["id"]
                (found.disputed.discard if report["tier"] == "core" else found.disputed.add)(commitment_id)
    return found


def _judge(event: Row, told: Sequence[ArticleAnalysis], pairs: Tally, histories: Tally) -> None:
    ledger = make_ledger(told)
    aligned = _align(event, told)
    wanted = sum(_n_pairs(row) for row in event["undertakings"])
    found = [pair for pair in _pairs(ledger) if not pair & aligned.disputed]
    right = sum(len({aligned.home.get(c, c) for c in pair}) == 1 for pair in found)
    pairs.add(wanted, len(found), right)
    for row in event["undertakings"]:
        core = [report for report in row["reports"] if report["tier"] == "core"]
        if len({report["doc_id"] for report in core}) < 2:
            continue
        home = {c for c, undertaking in aligned.home.items() if undertaking == row["id"]} - aligned.disputed
        entries = {report.entry_id for report in ledger.reports if report.commitment_id in home}
        told_by = [ledger.reports_of(entry) for entry in entries]
        dates = {a.doc_id: a.article.published for a in told}
        gold = history((dates[report["doc_id"]], report["status"]) for report in core)
        same = len(told_by) == 1 and history((r.published, r.status) for r in told_by[0]) == gold
        histories.add(1, len(told_by) == 1, same)


def _n_pairs(row: Row) -> int:
    docs = [report["doc_id"] for report in row["reports"] if report["tier"] == "core"]
    return sum(a != b for a, b in combinations(docs, 2))


def _pairs(ledger: Ledger) -> list[Pair]:
    """The pairs of commitments of different articles that stand in one entry."""
    found = []
    for entry in ledger.entries:
        reports = ledger.reports_of(entry.entry_id)
        found += [
            frozenset((a.commitment_id, b.commitment_id)) for a, b in combinations(reports, 2) if a.doc_id != b.doc_id
        ]
    return found
