"""Who undertook what: the table of commitments, positions for and against, and the time line of deadlines."""

from __future__ import annotations

import datetime as dt
from typing import Any

from toolkit.display.article.grouping import by_parties, by_topics
from toolkit.display.article.standing import reported
from toolkit.display.article.view import View, first, join, phrase, topic_names
from toolkit.display.render import Fragment, fragment
from toolkit.display.words import SIGNS, counted, day, due
from toolkit.findings import ArticleAnalysis
from toolkit.records import Attribution, Commitment, CommitmentKind, CommitmentStatus, Stand


def commitments(analysis: ArticleAnalysis) -> Fragment:
    """The commitments by those who are bound and by what they are about, each row linked to its words in the article.

    Parameters
    ----------
    analysis
        The analysed article.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
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
        "due": str(row.deadline_to or row.deadline_from or ""),
        "firmness": _firmness(row),
        "status": row.status.value,
        "sign": SIGNS[row.status],
        "by": reported(view, row),
        "statement": row.attribution_id if row.attribution_id in view.labels else None,
        "statement_label": view.labels.get(row.attribution_id or ""),
        "confidence": row.confidence,
        "cite": view.cite(f"{who}, {row.status.value}", row.action_spans, row.commitment_id),
    }


def positions(analysis: ArticleAnalysis) -> Fragment:
    """Points of agreement, disagreement and demands, read off commitments, refusals and the words of speech.

    Parameters
    ----------
    analysis
        The analysed article.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    view = View(analysis)
    agreement = [_shared(view, rows) for ids, rows in by_parties(view.commitments) if len(ids) > 1]
    agreement = [item for item in agreement if item["links"]]
    against = [_stand(view, row) for row in view.commitments if row.kind != CommitmentKind.COMMITMENT]
    said = {stand: [_said(view, row) for row in view.attributions if row.stand == stand] for stand in Stand}
    columns = [
        ("Agreement", agreement + said[Stand.AGREEMENT]),
        ("Disagreement", against + said[Stand.DISAGREEMENT]),
        ("Demands", said[Stand.DEMAND]),
    ]
    counts = ", ".join(f"{name.lower()} {len(items)}" for name, items in columns)
    return fragment("positions", f"Points of {counts}", columns=columns)


def _shared(view: View, rows: list[Commitment]) -> dict[str, Any]:
    """What several parties undertake together now; what they had agreed before is no news."""
    now = [r for r in rows if r.kind == CommitmentKind.COMMITMENT and r.status != CommitmentStatus.BACKGROUND]
    links = [(row.commitment_id, view.labels[row.commitment_id], phrase(row.action)) for row in now]
    return {"who": join(rows[0].party_names), "cue": f"{counted(len(now), 'undertaking')} in common", "links": links}


def _stand(view: View, row: Commitment) -> dict[str, Any]:
    verb = "refuses" if row.kind == CommitmentKind.REFUSAL else "threatens"
    link = (row.commitment_id, view.labels[row.commitment_id], phrase(row.action))
    return {"who": join(row.party_names) or "Party not named", "cue": f"{verb}:", "links": [link]}


def _said(view: View, row: Attribution) -> dict[str, Any]:
    link = (row.attribution_id, view.labels[row.attribution_id], " ".join(row.content.split()))
    return {"who": row.source_name or "Unnamed", "cue": row.cue, "links": [link]}


def deadlines(analysis: ArticleAnalysis) -> Fragment:
    """The deadlines on a time line, with the span of days on which each may fall, and a table beside it.

    Parameters
    ----------
    analysis
        The analysed article.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    from toolkit.display.article.figures import timeline

    view = View(analysis)
    dated = [row for row in view.commitments if row.deadline_to or row.deadline_from]
    dated.sort(key=lambda row: (row.deadline_to or row.deadline_from or dt.date.max, first(row.action_spans)))
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
