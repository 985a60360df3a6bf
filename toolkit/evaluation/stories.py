"""Gold on what several documents tell of the same commitments: reading it, and counting against it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from toolkit.analysis import analyze
from toolkit.errors import UsageError
from toolkit.findings import ArticleAnalysis
from toolkit.records import Actor, ActorType, Commitment, CommitmentKind, CommitmentStatus, Span, row_id

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Story:
    """Gold of several documents, the documents as analysed, and as their own gold has them (empty where there is none)."""

    gold: Row
    told: Sequence[ArticleAnalysis]
    made: Sequence[ArticleAnalysis]


def stories(gold: str | Path, articles: str | Path, model: str | None, mode: str) -> Iterator[Story]:
    """The stories of a file, or of a folder of files, each with its articles analysed.

    Raises
    ------
    UsageError
        There is no gold, or an article is missing.
    """
    files = sorted(Path(gold).glob("*.json")) if Path(gold).is_dir() else [Path(gold)]
    if not files:
        raise UsageError(f"{gold}: there is no gold (.json)")
    for file in files:
        event = json.loads(file.read_text(encoding="utf-8"))
        read = _articles(event["documents"], Path(articles))
        analysis = analyze(read, model=model, mode=mode, cache=False, progress=False, keyterms=False)
        told = [analysis[doc_id] for doc_id in event["documents"]]
        own = [file.parent.parent / "articles" / f"{doc_id}.json" for doc_id in event["documents"]]
        known = all(path.is_file() for path in own)
        pairs = zip(told, own, strict=True) if known else ()
        yield Story(event, told, [_from_gold(a, json.loads(p.read_text(encoding="utf-8"))) for a, p in pairs])


HALF = 0.5
"""Share of the shorter of two spans from which on they are one."""


def lines(rows: Iterable[tuple[str, Row]]) -> str:
    """Titles and figures of :class:`Tally` as lines of text."""
    told = [f"{'':28}gold found right     p     r    f1"]
    for title, values in rows:
        shown = "".join(f"{'-' if values[k] is None else format(values[k], '.2f'):>6}" for k in ("p", "r", "f1"))
        told.append(f"{title:28}{values['gold']:4} {values['found']:5} {values['right']:5}{shown}")
    return "\n".join(told)


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


def _articles(doc_ids: Iterable[str], folder: Path) -> list[Any]:
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


def best(analysed: ArticleAnalysis, gold: Sequence[int]) -> str | None:
    """Id of the commitment that meets a gold span best, if half of the shorter of the two is shared."""
    scored = [(overlap(c.action_spans, gold), c.commitment_id) for c in analysed.commitments]
    share, commitment_id = max(scored, default=(0.0, ""))
    return commitment_id if share >= HALF else None


def _from_gold(analysed: ArticleAnalysis, gold: Row) -> ArticleAnalysis:
    """The article with its gold commitments and actors in place of those found."""
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
        party_rule="gold",
        party_confidence=1.0,
    )
