"""Accounts of one event compared: which commitments all report, which only one, and in what they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from toolkit.corpus.accounts import Accounts, compare_accounts
from toolkit.evaluation.stories import Row, Tally, best, lines, overlap, stories
from toolkit.findings import ArticleAnalysis

FIELDS = ("wording", "party", "status", "deadline", "condition")


def evaluate(
    gold: str | Path, articles: str | Path, model: str | None = None, mode: str = "complete"
) -> dict[str, Any]:
    """Compare the accounts of events and judge the comparison by gold.

    Parameters
    ----------
    gold
        A file, or a folder of files, in the schema of ``accounts/`` in ``tests/gold/README.md``. Where the articles' own
        gold lies in ``../articles``, the matching alone is measured too, on the gold commitments.
    articles
        The folder of the articles.
    model, mode
        As in :func:`toolkit.analyze`.

    Returns
    -------
    dict
        ``reports``: commitments of each account that were found; ``shared``: pairs of reports of one
        commitment in two accounts, ``p``, ``r`` and ``f1``; ``silent``: of the accounts that mention a commitment
        without undertaking it, how many were shown at the right passage (``r``); ``differences``: by field, over the
        pairs found; ``matching``: ``p``, ``r`` and ``f1`` of pairs on the gold commitments.

    Raises
    ------
    UsageError
        There is no gold, or an article is missing.
    """
    tallies = {name: Tally() for name in ("reports", "shared", "silent", "matching", *FIELDS)}
    for story in stories(gold, articles, model, mode):
        _judge(story.gold, story.told, compare_accounts(story.told), tallies)
        if story.made:
            _judge_pairs(story.gold, story.made, compare_accounts(story.made), tallies["matching"])
    figures = {name: tallies[name].figures() for name in ("reports", "shared", "silent", "matching")}
    return {**figures, "differences": {name: tallies[name].figures() for name in FIELDS}}


def table(figures: Mapping[str, Any]) -> str:
    """The figures as lines of text."""
    names = {
        "reports": "commitments found",
        "shared": "told by both, matched",
        "silent": "passages of the silent",
        "matching": "matched, gold commitments",
    }
    rows = [(title, figures[name]) for name, title in names.items()]
    return lines([*rows, *((f"differ on {name}", values) for name, values in figures["differences"].items())])


def _aligned(row: Row, told: Iterable[ArticleAnalysis]) -> dict[str, str]:
    """The commitment that meets each account's report of a gold commitment best, by ``doc_id``."""
    by_id = {a.doc_id: a for a in told}
    found = {}
    for doc_id, report in row["reports"].items():
        commitment_id = best(by_id[doc_id], report["span"]) if report["commitment"] else None
        if commitment_id is not None:
            found[doc_id] = commitment_id
    return found


def _judge_pairs(event: Row, told: Sequence[ArticleAnalysis], accounts: Accounts, tally: Tally) -> dict[str, str]:
    """Count the pairs; the ledger entry of each gold commitment whose reports were brought together."""
    home = {report.commitment_id: row.entry_id for row in accounts.rows for report in row.reports}
    right, gold = {}, 0
    for row in event["undertakings"]:
        if sum(report["commitment"] for report in row["reports"].values()) < 2:
            continue
        gold += 1
        found = _aligned(row, told)
        entries = {home[commitment_id] for commitment_id in found.values()}
        if len(found) > 1 and len(entries) == 1:
            right[row["id"]] = entries.pop()
    tally.add(gold, sum(len(row.reported_in) > 1 for row in accounts.rows), len(set(right.values())))
    return right


def _judge(event: Row, told: Sequence[ArticleAnalysis], accounts: Accounts, tallies: Mapping[str, Tally]) -> None:
    right = _judge_pairs(event, told, accounts, tallies["shared"])
    rows = {row.entry_id: row for row in accounts.rows}
    home = {report.commitment_id: row.entry_id for row in accounts.rows for report in row.reports}
    met: set[str] = set()
    tallies["reports"].found += sum(len(a.commitments) for a in told)
    for gold in event["undertakings"]:
        found = _aligned(gold, told)
        tallies["reports"].add(
            sum(r["commitment"] for r in gold["reports"].values()), 0, len(set(found.values()) - met)
        )
        met |= set(found.values())
        _judge_silence(gold, [rows[home[c]] for c in found.values()], tallies["silent"])
        if gold["id"] in right:
            expected = {difference["field"] for difference in gold["differences"]}
            differing = {difference.field for difference in rows[right[gold["id"]]].differences}
            for field in FIELDS:
                tallies[field].add(field in expected, field in differing, field in expected & differing)


def _judge_silence(gold: Row, rows: Sequence[Any], tally: Tally) -> None:
    for doc_id, report in gold["reports"].items():
        if report["commitment"]:
            continue
        shown = [p for row in rows for p in row.nearest if p.doc_id == doc_id]
        tally.add(1, len(shown), any(overlap([(p.start, p.end)], report["span"]) >= 0.5 for p in shown))
