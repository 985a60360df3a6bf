"""Articles with commitments written down by hand, so that ledger and accounts are tested without a language model."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from toolkit.articles import Article
from toolkit.findings import ArticleAnalysis
from toolkit.records import Actor, ActorType, Commitment, CommitmentKind, CommitmentStatus, row_id

EVENTS = yaml.safe_load((Path(__file__).parent / "events.yaml").read_text(encoding="utf-8"))


def undertaking(doc_id: str, parties: str, action: str, text: str, **more: Any) -> Commitment:
    """A commitment whose words stand in the text."""
    start = text.index(action)
    names = tuple(name.strip() for name in parties.split(",") if name.strip())
    facts: dict[str, Any] = {
        "kind": CommitmentKind.COMMITMENT,
        "party_spans": (),
        "party_countries": (),
        "counterparts": (),
        "counterpart_names": (),
        "status": CommitmentStatus.AGREED,
        "deadline_span": None,
        "deadline_timex": None,
        "deadline_from": None,
        "deadline_to": None,
        "condition_span": None,
        "reported_by": (),
        "reported_by_names": (),
        "attribution_id": None,
        "plover": "AGREE",
        "contexts": (),
        "rule": "test",
        "confidence": 0.8,
        "party_rule": "name-state",
        "party_confidence": 0.9,
    }
    return Commitment(
        doc_id=doc_id,
        commitment_id=row_id("c", doc_id, start, action),
        action_spans=((start, start + len(action)),),
        action=action,
        trigger_spans=(),
        parties=tuple(actor_id(name) for name in names),
        party_names=names,
        **(facts | more),
    )


def actor_id(name: str) -> str:
    return row_id("a", name)


def actor(doc_id: str, name: str, **more: Any) -> Actor:
    facts: dict[str, Any] = {
        "type": ActorType.STATE,
        "country": None,
        "role": None,
        "affiliation": None,
        "aliases": (),
        "mentions": (),
        "plover_sector": None,
        "members": (),
        "rule": "test",
        "confidence": 0.9,
    }
    return Actor(doc_id=doc_id, actor_id=actor_id(name), name=name, **(facts | more))


def article(
    doc_id: str,
    rows: Iterable[Mapping[str, Any]],
    *,
    published: dt.date | None = dt.date(2030, 1, 1),
    publisher: str | None = None,
    actors: Iterable[Actor] = (),
    extra: str = "",
) -> ArticleAnalysis:
    """An article of one sentence an undertaking; each row has ``parties``, ``action`` and any field of a commitment."""
    held = [dict(row) for row in rows]
    text = "".join(f"{row['parties'] or 'They'} agreed to {row['action']}.\n" for row in held) + extra
    made = tuple(undertaking(doc_id, row.pop("parties"), row.pop("action"), text, **row) for row in held)
    known = {a.actor_id: a for a in actors}
    for row in made:
        for name in row.party_names:
            known.setdefault(actor_id(name), actor(doc_id, name))
    return ArticleAnalysis(
        article=Article(doc_id, text, title=doc_id.title(), published=published, publisher=publisher),
        actors=tuple(known.values()),
        attributions=(),
        commitments=made,
        commentary=(),
    )


def parsed(line: str) -> dict[str, Any]:
    """A line of ``events.yaml`` as a row for :func:`article`."""
    parties, action, *when = (part.strip() for part in line.split("|"))
    row: dict[str, Any] = {"parties": parties, "action": action}
    if when:
        first, last = (dt.date.fromisoformat(day) for day in when[0].split(".."))
        row |= {"deadline_from": first, "deadline_to": last}
    return row


def event(data: Mapping[str, Any]) -> tuple[list[ArticleAnalysis], set[frozenset[str]]]:
    """The two accounts of an event, and the pairs of commitment ids that are one undertaking."""
    accounts = {n: article(f"{data['name']}-{n}", map(parsed, data[n].values())) for n in ("first", "second")}
    ids = {n: dict(zip(data[n], [c.commitment_id for c in accounts[n].commitments], strict=True)) for n in accounts}
    same = {frozenset((ids["first"][key], ids["second"][key])) for key in data["first"] if key in data["second"]}
    return list(accounts.values()), same
