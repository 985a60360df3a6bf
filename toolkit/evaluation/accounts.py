"""Accounts of one event compared: which undertakings all report, which only one, and in what they differ."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from toolkit.analysis import ArticleAnalysis, analyze
from toolkit.corpus.accounts import Accounts, compare_accounts
from toolkit.errors import UsageError
from toolkit.records import Actor, ActorType, Commitment, CommitmentKind, CommitmentStatus, Span, row_id

FIELDS = ("wording", "party", "status", "deadline", "condition")

Row = Mapping[str, Any]


def evaluate(
    gold: str | Path, articles: str | Path, model: str | None = None, mode: str = "complete"
) -> dict[str, Any]:
    """Compare the accounts of events and judge the comparison by gold.

    Parameters
    ----------
    gold
        A file, or a folder of files, in the schema of ``accounts/`` in ``tests/gold/README.md``. Where the articles' own
        gold lies in ``../articles``, the matching alone is measured too, on the gold undertakings.
    articles
        The folder of the articles.
    model, mode
        As in :func:`toolkit.analyze`.

    Returns
    -------
    dict
        ``reports``: undertakings of each account that were found; ``shared``: pairs of reports of one
        undertaking in two accounts, ``p``, ``r`` and ``f1``; ``silent``: of the accounts that mention an undertaking
        without undertaking it, how many were shown at the right passage (``r``); ``differences``: by field, over the
        pairs found; ``matching``: ``p``, ``r`` and ``f1`` of pairs on the gold undertakings.

    Raises
    ------
    UsageError
        There is no gold, or an article is missing.
    """
    files = sorted(Path(gold).glob("*.json")) if Path(gold).is_dir() else [Path(gold)]
    if not files:
        raise UsageError(f"{gold}: there is no gold of accounts (.json)")
    tallies = {name: Tally() for name in ("reports", "shared", "silent", "matching", *FIELDS)}
    for file in files:
        event = json.loads(file.read_text(encoding="utf-8"))
        read = read_articles(event["documents"], Path(articles))
        analysis = analyze(read, model=model, mode=mode, cache=False, progress=False, keyterms=False)
        told = [analysis[doc_id] for doc_id in event["documents"]]
        _judge(event, told, compare_accounts(told), tallies)
        own = [file.parent.parent / "articles" / f"{doc_id}.json" for doc_id in event["documents"]]
        if all(path.is_file() for path in own):
            made = [from_gold(a, json.loads(p.read_text(encoding="utf-8"))) for a, p in zip(told, own, strict=True)]
            _judge_pairs(event, made, compare_accounts(made), tallies["matching"])
    figures = {name: tallies[name].figures() for name in ("reports", "shared", "silent", "matching")}
    return {**figures, "differences": {name: tallies[name].figures() for name in FIELDS}}


def table(figures: Mapping[str, Any]) -> str:
    """The figures as lines of text."""
    names = {
        "reports": "undertakings found",
        "shared": "told by both, matched",
        "silent": "passages of the silent",
        "matching": "matched, gold undertakings",
    }
    rows = [(title, figures[name]) for name, title in names.items()]
    rows += [(f"differ on {name}", values) for name, values in figures["differences"].items()]
    lines = [f"{'':28}gold found right     p     r    f1"]
    for title, values in rows:
        shown = "".join(f"{'-' if values[k] is None else format(values[k], '.2f'):>6}" for k in ("p", "r", "f1"))
        lines.append(f"{title:28}{values['gold']:4} {values['found']:5} {values['right']:5}{shown}")
    return "\n".join(lines)


class Tally:
    """Counts of what gold has, what was found and what of it is right."""

    def __init__(self) -> None:
        self.gold = self.found = self.right = 0

    def add(self, gold: int, found: int, right: int) -> None:
        """Add to the counts."""
        self.gold, self.found, self.right = self.gold + gold, self.found + found, self.right + right

    def figures(self) -> dict[str, float | int | None]:
        """The counts with precision, recall and F1 (``None`` where undefined)."""
        p = self.right / self.found if self.found else None
        r = self.right / self.gold if self.gold else None
        f1 = 2 * p * r / (p + r) if p and r else (0.0 if self.gold else None)
        return {"gold": self.gold, "found": self.found, "right": self.right, "p": p, "r": r, "f1": f1}


def read_articles(doc_ids: Iterable[str], folder: Path) -> list[Any]:
    """The articles of these names in a folder.

    Raises
    ------
    UsageError
        One of them is not there.
    """
    from toolkit.readers import read

    found = []
    for doc_id in doc_ids:
        paths = [path for path in sorted(folder.iterdir()) if path.stem == doc_id]
        if not paths:
            raise UsageError(f"{folder}: the article {doc_id!r} is not there")
        found += list(read(paths[0]))
    return found


def overlap(spans: Sequence[Span], gold: Sequence[int]) -> float:
    """The shared part of the shorter of the two."""
    shared = sum(max(0, min(end, gold[1]) - max(start, gold[0])) for start, end in spans)
    return shared / max(1, min(sum(end - start for start, end in spans), gold[1] - gold[0]))


def _aligned(row: Row, told: Iterable[ArticleAnalysis]) -> dict[str, str]:
    """The commitment that meets each account's report of a gold undertaking best, by ``doc_id``."""
    by_id = {a.doc_id: a for a in told}
    found = {}
    for doc_id, report in row["reports"].items():
        scored = [(overlap(c.action_spans, report["span"]), c.commitment_id) for c in by_id[doc_id].commitments]
        best = max(scored, default=(0.0, ""))
        if report["commitment"] and best[0] >= 0.5:
            found[doc_id] = best[1]
    return found


def _judge_pairs(event: Row, told: Sequence[ArticleAnalysis], accounts: Accounts, tally: Tally) -> dict[str, str]:
    """Count the pairs; the ledger entry of each gold undertaking whose reports were brought together."""
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


def from_gold(analysed: ArticleAnalysis, gold: Row) -> ArticleAnalysis:
    """The article with its gold undertakings and actors in place of those found."""
    text, doc_id = analysed.article.text, analysed.doc_id
    actors = tuple(_actor(doc_id, row) for row in gold["actors"])
    ids = {actor.name: actor.actor_id for actor in actors}
    rows = tuple(_commitment(doc_id, text, row, ids) for row in gold["commitments"])
    return replace(analysed, actors=actors, attributions=(), commitments=rows, commentary=())


def _actor(doc_id: str, row: Row) -> Actor:
    kind = ActorType(row["type"])
    sector = "GOV" if kind == ActorType.STATE or (row["role"] and row["country"]) else None
    return Actor(
        doc_id=doc_id,
        actor_id=row_id("a", row["name"], kind.value),
        name=row["name"],
        type=kind,
        country=row["country"],
        role=row["role"],
        affiliation=row["affiliation"],
        aliases=tuple(row["aliases"]),
        mentions=(),
        plover_sector=sector,
        members=(),
        rule="gold",
        confidence=1.0,
    )


def _commitment(doc_id: str, text: str, row: Row, ids: Mapping[str, str]) -> Commitment:
    start, end = row["action"]
    deadline = row["deadline"] or {}
    until = dt.date.fromisoformat(deadline["to"]) if deadline.get("to") else None
    return Commitment(
        doc_id=doc_id,
        commitment_id=row_id("c", doc_id, start, end),
        kind=CommitmentKind(row["kind"]),
        action_spans=((start, end),),
        action=text[start:end],
        trigger_spans=(),
        party_spans=(),
        parties=tuple(ids[name] for name in row["parties"]),
        party_names=tuple(row["parties"]),
        party_countries=(),
        counterparts=(),
        counterpart_names=(),
        status=CommitmentStatus(row["status"]),
        deadline_span=tuple(deadline["span"]) if deadline else None,
        deadline_timex=None,
        deadline_from=None,
        deadline_to=until,
        condition_span=tuple(row["condition"]) if row["condition"] else None,
        reported_by=(),
        reported_by_names=(),
        attribution_id=None,
        plover=None,
        contexts=(),
        rule="gold",
        confidence=1.0,
    )
