"""Who speaks and who is spoken of: actors, statements by speaker, and outside observers."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from toolkit.display.article.view import View, first, join, topic
from toolkit.display.render import Fragment, fragment
from toolkit.findings import ArticleAnalysis
from toolkit.layout import one_line
from toolkit.records import Actor, Attribution, AttributionType, Commentary, CueClass

MANNER = {
    AttributionType.DIRECT: "quoted",
    AttributionType.MIXED: "partly quoted",
    AttributionType.INDIRECT: "paraphrased",
}


SPOKEN = frozenset({CueClass.SPEECH, CueClass.ACCORDING_TO, CueClass.PUNCTUATION, CueClass.NOUN})
"""The cues of what was said or written; the others tell what somebody thinks, judges or finds."""


def actors(analysis: ArticleAnalysis) -> Fragment:
    """The actors with role and affiliation, how often each speaks, is spoken of and is bound.

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
    rows = [_actor(view, actor) for actor in view.actors]
    return fragment("actors", f"{len(rows)} actors", rows=rows)


def _actor(view: View, actor: Actor) -> dict[str, Any]:
    said = [row for row in view.attributions if actor.actor_id in (row.source_id, *row.source_ids)]
    bound = [row for row in view.commitments if actor.actor_id in row.parties]
    return {
        "id": actor.actor_id,
        "name": actor.name,
        "aliases": [alias for alias in actor.aliases if alias != actor.name],
        "type": actor.type.value,
        "role": _role(actor),
        "members": join(view.name(member, "") for member in actor.members),
        "country": actor.country,
        "mentions": len(actor.mentions),
        "said": len(said),
        "bound": len(bound),
        "where": first(tuple((m.start, m.end) for m in actor.mentions)),
        "confidence": actor.confidence,
    }


def _role(actor: Actor | None) -> str:
    """Role and affiliation; the latter only where the role does not name it."""
    if actor is None:
        return ""
    role, affiliation = actor.role or "", actor.affiliation or ""
    return ", ".join(filter(None, (role, "" if affiliation in role else affiliation)))


def conversation(analysis: ArticleAnalysis, most: int = 8) -> Fragment:
    """Who speaks to whom and about whom: a figure of the lines between them and a table with the same counts.

    Parameters
    ----------
    analysis
        The analysed article.
    most
        How many speakers the figure shows, and how many of those to or of whom they speak.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    from toolkit.display.article.figures import Exchange, exchanges

    view = View(analysis)
    speaks: Counter[str] = Counter()
    to: dict[str, Counter[str]] = defaultdict(Counter)
    about: dict[str, Counter[str]] = defaultdict(Counter)
    for row in view.attributions:
        speaker = view.name(row.source_id, row.source_name or "Unnamed")
        speaks[speaker] += 1
        to[speaker].update(addressees(view, row))
        about[speaker].update(view.name(actor_id) for actor_id in view.spoken_of(row))
    spoken = Counter(name for counts in about.values() for name in counts.elements())
    told = Counter(name for counts in to.values() for name in counts.elements())
    names = sorted({*speaks, *spoken}, key=lambda name: (-speaks[name] - spoken[name], -speaks[name], name))
    rows = [
        {"name": n, "speaks": speaks[n], "spoken": spoken[n], "to": _ranked(to[n]), "about": _ranked(about[n])}
        for n in names
        if spoken[n] or to[n] or about[n]
    ]
    alone = [(n, speaks[n]) for n in names if not (spoken[n] or to[n] or about[n])]
    shown = [name for name in sorted(speaks, key=lambda n: (-speaks[n], n)) if to[name] or about[name]][:most]
    others = {name for name, _ in (told + spoken).most_common(most + 2)}
    lines = [
        Exchange(speaker, name, count, addressed)
        for speaker in shown
        for counts, addressed in ((to[speaker], True), (about[speaker], False))
        for name, count in _ranked(counts)
        if name in others
    ]
    return fragment(
        "conversation",
        f"{len(speaks)} speakers",
        rows=rows,
        alone=alone,
        figure=exchanges(lines) if lines else None,
        hidden=sum(len(to[n]) + len(about[n]) for n in speaks) - len(lines),
    )


def addressees(view: View, row: Attribution) -> list[str]:
    """The names of those to whom something is said, or how they are described."""
    return [view.name(i) for i in row.addressee_ids] or ([row.addressee_name] if row.addressee_name else [])


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def statements(analysis: ArticleAnalysis) -> Fragment:
    """The statements by speaker, direct speech told from paraphrase.

    What is spoken or written is open; attitudes, judgements and findings are folded away under each speaker.

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
    groups: dict[tuple[str | None, str], list[Attribution]] = defaultdict(list)
    for row in view.attributions:
        name = row.source_name or view.name(row.source_id, "Speaker not named")
        groups[row.source_id, view.name(row.source_id, name)].append(row)
    ordered = sorted(groups.items(), key=lambda item: (item[0][0] is None, -len(item[1]), item[0][1]))
    speakers = [
        {
            "name": name,
            "role": _role(view.by_id.get(key or "")),
            "tally": _tally(rows),
            "rows": [statement(view, row) for row in rows if row.cue_class in SPOKEN],
            "others": [statement(view, row) for row in rows if row.cue_class not in SPOKEN],
        }
        for (key, name), rows in ordered
    ]
    return fragment("statements", f"{len(view.attributions)} statements by {len(speakers)} speakers", speakers=speakers)


def _tally(rows: list[Attribution]) -> str:
    counts = Counter(row.type for row in rows)
    return ", ".join(f"{counts[kind]} {word}" for kind, word in MANNER.items() if counts[kind])


def statement(view: View, row: Attribution) -> dict[str, Any]:
    """What the display of a statement needs."""
    return {
        "id": row.attribution_id,
        "label": view.labels[row.attribution_id],
        "type": row.type.value,
        "manner": MANNER[row.type],
        "content": " … ".join(one_line(view.text[a:b]) for a, b in sorted(row.content_spans)),
        "cue": row.cue,
        "to": join(addressees(view, row)),
        "negated": row.negated,
        "modality": row.modality,
        "within": view.labels.get(row.parent or ""),
        "within_id": row.parent,
        "cite": view.cite(
            f"{row.source_name or 'speaker not named'}, {MANNER[row.type]}", row.content_spans, row.attribution_id
        ),
        "confidence": row.confidence,
    }


def experts(analysis: ArticleAnalysis) -> Fragment:
    """A card for each outside observer: standing, and for each verdict its target, stance, words and hedges.

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
    people: dict[tuple[str | None, str], list[Commentary]] = defaultdict(list)
    for row in view.commentary:
        people[row.expert_id, row.expert_name or "Unnamed"].append(row)
    cards = [
        {
            "name": name[:1].upper() + name[1:],
            "kind": rows[0].expert_kind.value,
            "affiliation": next((row.affiliation for row in rows if row.affiliation), None),
            "verdicts": [_verdict(view, row) for row in rows],
        }
        for (_, name), rows in people.items()
    ]
    return fragment("experts", f"{len(view.commentary)} expert comments", cards=cards)


def _verdict(view: View, row: Commentary) -> dict[str, Any]:
    said = view.statements.get(row.attribution_id)
    return {
        "id": row.commentary_id,
        "label": view.labels[row.commentary_id],
        "stance": row.stance.value,
        "sign": {"positive": "+", "negative": "−", "mixed": "±", "neutral": "="}[row.stance.value],
        "words": view.words(row.stance_span),
        "hedges": [view.words(span) for span in row.hedge_spans],
        "target": topic(row.target or view.words(row.target_span) or ""),
        "statement": statement(view, said) if said else None,
        "confidence": row.confidence,
    }
