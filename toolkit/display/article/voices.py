"""Who speaks and who is silent, with all that is said; and what outside observers judge."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from toolkit.display.article.checks import LOW, sure
from toolkit.display.article.view import View, join, topic
from toolkit.display.render import Fragment, fragment
from toolkit.display.words import decided, stance_told
from toolkit.findings import ArticleAnalysis
from toolkit.layout import one_line
from toolkit.records import Actor, Attribution, AttributionType, Commentary

MANNER = {
    AttributionType.DIRECT: "quoted",
    AttributionType.MIXED: "partly quoted",
    AttributionType.INDIRECT: "paraphrased",
}


def speakers(analysis: ArticleAnalysis, check_below: float = LOW) -> Fragment:
    """Everybody named: those who speak with role, country, how much is quoted, and all their statements; then the silent.

    Parameters
    ----------
    analysis
        The analysed article.
    check_below
        Rows with less confidence (0 to 1) are marked as to be checked.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    view = View(analysis)
    said: dict[str | None, list[Attribution]] = defaultdict(list)
    for row in view.attributions:
        said[row.source_id if row.source_id in view.by_id else None].append(row)
    most = max(map(len, said.values()), default=1)
    ordered = sorted(said, key=lambda key: (key is None, -len(said[key]), view.name(key)))
    return fragment(
        "speakers",
        f"{len(view.attributions)} statements by {len(said)} speakers",
        speakers=[_speaker(view, view.by_id.get(key or ""), said[key], most, check_below) for key in ordered],
        silent=_silent(view),
    )


def _silent(view: View) -> list[dict[str, str]]:
    spoke = {actor_id for row in view.attributions for actor_id in (row.source_id, *row.source_ids)}
    return [
        {"id": actor.actor_id, "name": actor.name, "told": role_of(actor) or actor.country or ""}
        for actor in view.actors
        if actor.actor_id not in spoke
    ]


def _speaker(view: View, actor: Actor | None, rows: list[Attribution], most: int, check_below: float) -> dict[str, Any]:
    counts = Counter(row.type for row in rows)
    quoted = counts[AttributionType.DIRECT] + counts[AttributionType.MIXED]
    return {
        "id": actor.actor_id if actor else None,
        "name": actor.name if actor else "Not among the actors",
        "role": role_of(actor),
        "country": actor.country if actor else None,
        "quoted_share": round(100 * quoted / most),
        "paraphrased_share": round(100 * counts[AttributionType.INDIRECT] / most),
        "tally": ", ".join(f"{counts[kind]} {word}" for kind, word in MANNER.items() if counts[kind]),
        "rows": [_statement(view, row, check_below) | {"name": None if actor else row.source_name} for row in rows],
    }


def role_of(actor: Actor | None) -> str:
    """Role and affiliation; the latter only where the role does not name it."""
    if actor is None:
        return ""
    role, affiliation = actor.role or "", actor.affiliation or ""
    return ", ".join(filter(None, (role, "" if affiliation in role else affiliation)))


def _statement(view: View, row: Attribution, check_below: float) -> dict[str, Any]:
    return {
        "id": row.attribution_id,
        "label": view.labels[row.attribution_id],
        "type": row.type.value,
        "manner": MANNER[row.type],
        "content": " … ".join(one_line(view.text[a:b]) for a, b in sorted(row.content_spans)),
        "cue": row.cue,
        "to": join(_addressees(view, row)),
        "negated": row.negated,
        "within": view.labels.get(row.parent or ""),
        "within_id": row.parent,
        "places": view.places(row.content_spans),
        "by": f"{row.source_name or 'speaker not named'}, {MANNER[row.type]}",
        "check": not sure(row, check_below),
        "origin": decided(row),
        "known_by": view.known_by(
            "attributions", row, " … ".join(one_line(view.text[a:b]) for a, b in sorted(row.content_spans))
        ),
    }


def _addressees(view: View, row: Attribution) -> list[str]:
    """The names of those to whom something is said, or how they are described."""
    return [view.name(i) for i in row.addressee_ids] or ([row.addressee_name] if row.addressee_name else [])


def experts(analysis: ArticleAnalysis, check_below: float = LOW) -> Fragment:
    """Each outside observer with affiliation, and for each judgement its stance, its target and its sentence.

    A stance that is not told often enough right (``stance_sure`` of the lexicon) is *unclear*.

    Parameters
    ----------
    analysis
        The analysed article.
    check_below
        Rows with less confidence (0 to 1) are marked as to be checked.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    view = View(analysis)
    people: dict[tuple[str | None, str], list[Commentary]] = defaultdict(list)
    for row in view.commentary:
        people[row.expert_id, row.expert_name or "Not named"].append(row)
    told = [
        {
            "name": name[:1].upper() + name[1:],
            "kind": rows[0].expert_kind.value,
            "affiliation": next((row.affiliation for row in rows if row.affiliation), None),
            "rows": [_judgement(view, row, check_below) for row in rows],
        }
        for (_, name), rows in people.items()
    ]
    return fragment("experts", f"{len(view.commentary)} judgements of experts", people=told)


def _judgement(view: View, row: Commentary, check_below: float) -> dict[str, Any]:
    said = view.statements.get(row.attribution_id)
    sign, stance = stance_told(row, check_below)
    around = view.sentence(said.content_spans) if said else None
    return {
        "id": row.commentary_id,
        "label": view.labels[row.commentary_id],
        "stance": stance,
        "sign": sign,
        "words": view.words(row.stance_span),
        "target": topic(row.target or view.words(row.target_span) or ""),
        "sentence": view.words(around),
        "statement": row.attribution_id if said else None,
        "statement_label": view.labels.get(row.attribution_id),
        "check": not sure(row, check_below),
        "origin": decided(row),
        "known_by": view.known_by("commentary", row, ""),
    }
