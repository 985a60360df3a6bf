"""Who undertook what: the table of commitments, positions for and against, and the time line of deadlines."""

from __future__ import annotations

import datetime as dt
from functools import cache
from itertools import pairwise
from typing import Any

from toolkit.analysis import ArticleAnalysis
from toolkit.display.lead import by_parties, by_topics, counted, due
from toolkit.display.render import Fragment, fragment
from toolkit.display.view import View, day, join, phrase, topic_names
from toolkit.records import Attribution, Commitment, CommitmentKind, CommitmentStatus

SIGNS = {
    CommitmentStatus.AGREED: "●",
    CommitmentStatus.PLEDGED: "◕",
    CommitmentStatus.READY: "◑",
    CommitmentStatus.CONDITIONAL: "◔",
    CommitmentStatus.PLANNED: "○",
    CommitmentStatus.REFUSED: "✕",
    CommitmentStatus.THREATENED: "▲",
    CommitmentStatus.BACKGROUND: "◌",
}
"""A sign for each status, fuller the firmer; always shown beside its word."""


def commitments(analysis: ArticleAnalysis) -> Fragment:
    """The commitments by those who are bound and by what they are about, each row linked to its words in the article."""
    view = View(analysis)
    groups = [
        {
            "who": join(rows[0].party_names) or "Party not named",
            "count": len(rows),
            "topics": [
                {"title": title, "rows": [_row(view, row) for row in sorted(part, key=_firmness)]}
                for title, part in by_topics(rows)
            ],
        }
        for _, rows in by_parties(view.commitments)
    ]
    columns: dict[str, int] = {
        "with": any(set(row.counterpart_names) - set(row.party_names) for row in view.commitments),
        "deadline": any(row.deadline_span for row in view.commitments),
    }
    columns["count"] = 5 + sum(columns.values())
    told = f"{len(view.commitments)} commitments, refusals and threats"
    return fragment("commitments", told, groups=groups, columns=columns)


def _firmness(row: Commitment) -> int:
    return list(SIGNS).index(row.status)


def _row(view: View, row: Commitment) -> dict[str, Any]:
    who = join(row.party_names) or "party not named"
    return {
        "id": row.commitment_id,
        "label": view.labels[row.commitment_id],
        "kind": row.kind.value,
        "action": phrase(row.action),
        "with": join(name for name in row.counterpart_names if name not in row.party_names),
        "deadline": view.words(row.deadline_span),
        "until": due(row, view.article.published),
        "condition": view.words(row.condition_span),
        "topics": topic_names(row.contexts),
        "party_names": row.party_names,
        "status": row.status.value,
        "sign": SIGNS[row.status],
        "by": reported(view, row),
        "statement": row.attribution_id if row.attribution_id in view.labels else None,
        "statement_label": view.labels.get(row.attribution_id or ""),
        "confidence": row.confidence,
        "cite": view.cite(f"{who}, {row.status.value}", row.action_spans, row.commitment_id),
    }


def reported(view: View, row: Commitment) -> tuple[str, str]:
    """Who says so: the kind of reporter (the article itself, one side, both sides, a third party) and the names."""
    if not row.reported_by:
        return "the article", ""
    sides = {side for reporter in row.reported_by for side in _sides(view, reporter) if side in row.parties}
    names = join(row.reported_by_names or (view.name(reporter) for reporter in row.reported_by))
    if not row.parties:
        return "", names
    if len(row.parties) == 1:
        return ("the party itself" if sides else "another"), names
    return {0: "a third party", 1: "one side"}.get(len(sides), "both sides"), names


def _sides(view: View, actor_id: str) -> set[str]:
    """The actors one speaks for: oneself, one's state, the body one belongs to."""
    actor = view.by_id.get(actor_id)
    if actor is None:
        return set()
    belongs = {
        other.actor_id
        for other in view.actors
        if other.type != "person"
        and ((other.country and other.country == actor.country) or other.name in (actor.affiliation or ""))
    }
    return {actor_id} | belongs


def positions(analysis: ArticleAnalysis) -> Fragment:
    """Points of agreement, disagreement and demands, read off commitments, refusals and the words of speech."""
    view = View(analysis)
    agreement = [_shared(view, rows) for ids, rows in by_parties(view.commitments) if len(ids) > 1]
    agreement = [item for item in agreement if item["links"]]
    against = [_stand(view, row) for row in view.commitments if row.kind != CommitmentKind.COMMITMENT]
    said = {kind: [_said(view, row) for row in view.attributions if position(row) == kind] for kind in POSITIONS}
    columns = [
        ("Agreement", agreement + said["agreement"]),
        ("Disagreement", against + said["disagreement"]),
        ("Demands", said["demand"]),
    ]
    counts = ", ".join(f"{name.lower()} {len(items)}" for name, items in columns)
    return fragment("positions", f"Points of {counts}", columns=columns)


POSITIONS = ("agreement", "disagreement", "demand")


def _shared(view: View, rows: list[Commitment]) -> dict[str, Any]:
    """What several parties undertake together now; what they had agreed before is no news."""
    now = [r for r in rows if r.kind == CommitmentKind.COMMITMENT and r.status != CommitmentStatus.BACKGROUND]
    links = [(row.commitment_id, view.labels[row.commitment_id], phrase(row.action)) for row in now]
    return {"who": join(rows[0].party_names), "cue": f"{counted(len(now), 'undertaking')} in common", "links": links}


def _stand(view: View, row: Commitment) -> dict[str, Any]:
    verb = "refuses to" if row.kind == CommitmentKind.REFUSAL else "threatens to"
    link = (row.commitment_id, view.labels[row.commitment_id], phrase(row.action))
    return {"who": join(row.party_names) or "Party not named", "cue": f"({verb})", "links": [link]}


def _said(view: View, row: Attribution) -> dict[str, Any]:
    link = (row.attribution_id, view.labels[row.attribution_id], " ".join(row.content.split()))
    return {"who": row.source_name or "Unnamed", "cue": row.cue, "links": [link]}


@cache
def _position_words() -> dict[str, str]:
    from toolkit.lexicon import table

    return {form.replace("_", " "): row["position"] for row in table("positions") for form in row["forms"].split()}


def position(row: Attribution) -> str | None:
    """Whether the words of speech agree, disagree or demand; a negated agreement is a disagreement.

    The word after the cue counts too, since "for" of "called for" may stand in cue or content.
    """
    cue = row.cue.lower().split()
    words = [*cue, *row.content.lower().split()[:1]]
    phrases = [*(" ".join(pair) for pair in pairwise(words)), *cue]
    found = next((kind for phrase in phrases if (kind := _position_words().get(phrase))), None)
    if found and row.negated:
        return {"agreement": "disagreement"}.get(found)
    return found


def deadlines(analysis: ArticleAnalysis) -> Fragment:
    """The deadlines on a time line, with the span of days on which each may fall, and a table beside it."""
    from toolkit.display.figures import timeline

    view = View(analysis)
    dated = [row for row in view.commitments if row.deadline_to or row.deadline_from]
    dated.sort(
        key=lambda row: (
            row.deadline_to or dt.date.max,
            row.deadline_from or dt.date.max,
            view.labels[row.commitment_id],
        )
    )
    bars = [
        (view.labels[row.commitment_id], row.deadline_from or row.deadline_to, row.deadline_to or row.deadline_from)
        for row in dated
    ]
    rows = [_row(view, row) | {"who": join(row.party_names) or "Party not named"} for row in dated]
    published = analysis.article.published
    figure = timeline(bars, published) if dated else None
    return fragment(
        "deadlines",
        f"{len(dated)} deadlines",
        rows=rows,
        figure=figure,
        published=day(published) if published else None,
    )
