"""The lead paragraph: what the records say, in sentences whose parts point to their rows."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from toolkit.display.article.grouping import by_parties
from toolkit.display.article.standing import reported
from toolkit.display.article.view import View, join, topic_names, with_article
from toolkit.display.words import counted, due, number
from toolkit.records import (
    Attribution,
    AttributionType,
    Commentary,
    Commitment,
    CommitmentKind,
    CommitmentStatus,
    Stance,
)


@dataclass(frozen=True)
class Part:
    """A piece of a sentence and the ids of the rows it rests on; without rows it is a joint."""

    text: str
    rows: tuple[str, ...] = ()


Sentence = tuple[Part, ...]


_VERBS: dict[CommitmentStatus, tuple[str, str, str]] = {
    CommitmentStatus.AGREED: ("agreed on", "undertaking", "undertakings"),
    CommitmentStatus.PLEDGED: ("pledged", "action", "actions"),
    CommitmentStatus.READY: ("offered", "action", "actions"),
    CommitmentStatus.CONDITIONAL: ("made", "conditional commitment", "conditional commitments"),
    CommitmentStatus.PLANNED: ("announced", "plan", "plans"),
    CommitmentStatus.REFUSED: ("refused", "step", "steps"),
    CommitmentStatus.THREATENED: ("threatened", "measure", "measures"),
    CommitmentStatus.BACKGROUND: ("stand by", "earlier undertaking", "earlier undertakings"),
}
_ORDER = list(_VERBS)


def lead(view: View, check_below: float = 0.5, most: int = 4) -> list[list[Sentence]]:
    """The lead in paragraphs: who undertook what; who vouches for it and what is in dispute; who speaks, how sure it all is.

    Parameters
    ----------
    view
        The article.
    check_below
        Rows with less confidence are counted as uncertain.
    most
        How many parties (or groups of parties) are spoken of one by one.
    """
    paragraphs = (
        _undertakings(view, most),
        [*_vouched(view), *_contested(view)],
        [*_voices(view), *_experts(view), *_doubts(view, check_below)],
    )
    return [[tuple(sentence) for sentence in sentences] for sentences in paragraphs if sentences]


def _undertakings(view: View, most: int) -> list[list[Part]]:
    groups = by_parties(view.commitments)
    if not groups:
        return [[Part("The article reports no undertaking, refusal or threat.")]]
    named = [(ids, rows) for ids, rows in groups if ids]
    sentences = [_party(view, rows) for _, rows in named[:most]]
    rest = [row for _, rows in named[most:] for row in rows]
    if rest:
        others = counted(len(named) - most, "other party accounts for ", "other parties account for ")
        sentences.append([Part(others.capitalize()), Part(counted(len(rest), "further row"), _ids(rest)), Part(".")])
    unbound = [row for ids, rows in groups if not ids for row in rows]
    if unbound:
        text = counted(len(unbound), "undertaking").capitalize()
        verb = " has" if len(unbound) == 1 else " have"
        sentences.append([Part(text, _ids(unbound)), Part(f"{verb} no party that could be named.")])
    return sentences


def _party(view: View, rows: list[Commitment]) -> list[Part]:
    subject = join(with_article(name) for name in rows[0].party_names)
    deeds = []
    for status in _ORDER:
        found = [row for row in rows if row.status == status]
        if found:
            verb, one, many = _VERBS[status]
            if len(rows[0].party_names) == 1:
                verb = {"stand by": "stands by", "agreed on": "agreed to"}.get(verb, verb)
            deeds.append(Part(f"{verb} {counted(len(found), one, many)}", _ids(found)))
    opening = Part(subject[:1].upper() + subject[1:] + " ")
    return [
        opening,
        *_series(deeds),
        *([Part(about)] if (about := _about(rows)) else []),
        *_dated(view, rows),
        Part("."),
    ]


def _dated(view: View, rows: list[Commitment]) -> list[Part]:
    """How many of some commitments have a deadline, and when the first falls."""
    limited = (row for row in rows if row.deadline_to or row.deadline_from)
    dated = sorted(limited, key=lambda row: row.deadline_to or row.deadline_from or dt.date.max)
    if not dated:
        return []
    text = "all with a deadline"
    if len(rows) == 1:
        text = "with a deadline"
    elif len(dated) < len(rows):
        text = f"{number(len(dated))} of these with a deadline"
    when = f"{'the earliest ' if len(dated) > 1 else ''}{due(dated[0], view.article.published)}"
    return [Part(", "), Part(f"{text} ({when})", _ids(dated))]


def _about(rows: Sequence[Commitment]) -> str:
    """What most of some undertakings are about, where several are: ", most of them on trade, finance and sanctions"."""
    counts = Counter(name for row in rows for name in topic_names(row.contexts)[:1])
    if len(rows) < 3 or not counts:
        return ""
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    first = ranked[0][:1].lower() + ranked[0][1:]
    if counts[ranked[0]] == len(rows):
        return f", all on {first}"
    return f", most of them on {first}" if counts[ranked[0]] * 2 > len(rows) else ""


_VOUCHERS = {
    "the article": "the article itself tells",
    "both sides": "both sides confirm",
    "one side": "one side alone vouches for",
    "the party itself": "the party itself announces",
    "a third party": "a third party tells",
    "another": "another party tells",
}


def _vouched(view: View) -> list[list[Part]]:
    """Who says so: how many undertakings the article tells on its own, and for how many whom it takes at their word."""
    by: dict[str, list[str]] = defaultdict(list)
    for row in view.commitments:
        by[reported(view, row)[0]].append(row.commitment_id)
    told = [(words, by[kind]) for kind, words in _VOUCHERS.items() if by[kind]]
    if len(view.commitments) < 2 or not told:
        return []
    if len(told) == 1 and len(told[0][1]) == len(view.commitments):
        words, ids = told[0]
        return [[Part(f"{words[:1].upper()}{words[1:]} "), Part("all of this", tuple(ids)), Part(".")]]
    parts = [Part(f"{words} {number(len(ids))}", tuple(ids)) for words, ids in told]
    opening = Part(f"Of the {number(len(view.commitments))}, ")
    return [[opening, *_series(parts), Part(".")]]


_STANDS = {
    CommitmentKind.REFUSAL: ("refuses", "refuse"),
    CommitmentKind.THREAT: ("threatens", "threaten"),
    "disagreement": ("objects", "object"),
    "demand": ("makes demands", "make demands"),
}
"""What a row may contribute to a dispute, with its verb for one and for several."""


def _contested(view: View, most: int = 3) -> list[list[Part]]:
    """What is in dispute: who refuses, who threatens, who objects and who demands."""
    rows: list[tuple[str | None, Sequence[str], str]] = [
        *((row.kind, row.party_names, row.commitment_id) for row in view.commitments),
        *((row.stand, _speaker_names(view, row), row.attribution_id) for row in view.attributions),
    ]
    stands: dict[str, dict[tuple[str, ...], list[str]]] = {stand: {} for stand in _STANDS}
    for stand, names, row_id in rows:
        if stand in stands:
            stands[stand].setdefault(tuple(names), []).append(row_id)
    clauses, before = [], ""
    for stand, holders in stands.items():
        if holders:
            told = [join(map(with_article, names)) or "somebody not named" for names in holders]
            subject = f"{join(_few(told, most))} "
            verb = _STANDS[stand][len(holders) > 1 or len(next(iter(holders))) > 1]
            ids = tuple(row_id for held in holders.values() for row_id in held)
            clauses.append(Part(verb if subject == before else f"{subject}{verb}", ids))
            before = subject
    return [[Part("In dispute: "), *_series(clauses), Part(".")]] if clauses else []


def _speaker_names(view: View, row: Attribution) -> list[str]:
    """The speakers one by one; the description where they are no actors."""
    named = [view.name(actor_id) for actor_id in row.source_ids]
    return named if len(named) > 1 else [row.source_name] if row.source_name else []


def _few(names: list[str], most: int) -> list[str]:
    """The first of some names, and how many there are more."""
    return names if len(names) <= most else [*names[: most - 1], f"{number(len(names) - most + 1)} more"]


def _voices(view: View) -> list[list[Part]]:
    rows = view.attributions
    if not rows:
        return [[Part("Nobody is quoted or paraphrased.")]]
    quoted = [row.attribution_id for row in rows if row.type != AttributionType.INDIRECT]
    manner = f"{number(len(quoted))} in the speaker's own words" if quoted else "all in paraphrase"
    told = f"The article attributes {counted(len(rows), 'statement')}"
    return [[Part(told), *_speakers(rows), Part("; "), Part(manner, tuple(quoted)), Part(".")]]


def _speakers(rows: list[Attribution], most: int = 3) -> list[Part]:
    """To whom statements are attributed: those who speak most often, with their counts."""
    said: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.source_name:
            said[row.source_name].append(row.attribution_id)
    ranked = sorted(said.items(), key=lambda item: (-len(item[1]), item[0]))
    if len(ranked) < 2:
        return [Part(" to "), Part(with_article(ranked[0][0]), tuple(ranked[0][1]))] if ranked else []
    top = [(name, ids) for name, ids in ranked[:most] if len(ids) > 1] or ranked[:2]
    majority = sum(len(ids) for _, ids in top) * 2 > len(rows)
    listed = [Part(f"{with_article(name)} ({len(ids)})", tuple(ids)) for name, ids in top]
    return [Part(", most of them to " if majority else ", among others to "), *_series(listed)]


def _series(parts: Sequence[Part]) -> list[Part]:
    """Parts with commas and "and" between them."""
    joints = [Part(", ")] * (len(parts) - 2) + [Part(" and ")] * (len(parts) > 1)
    return [piece for pair in zip_longest(parts, joints) for piece in pair if piece is not None]


_TONES = {
    Stance.POSITIVE: "favourably",
    Stance.NEGATIVE: "critically",
    Stance.MIXED: "with reservations",
    Stance.NEUTRAL: "without taking sides",
}


def _experts(view: View, most: int = 3) -> list[list[Part]]:
    """Each observer with the tones of all the verdicts."""
    verdicts: dict[str, list[Commentary]] = defaultdict(list)
    for row in view.commentary:
        verdicts[row.expert_name or "an unnamed observer"].append(row)
    if not verdicts:
        return []
    listed = []
    for name, rows in list(verdicts.items())[:most]:
        tones = join(word for tone, word in _TONES.items() if any(row.stance == tone for row in rows))
        listed.append(Part(f"{name} {tones}", tuple(row.commentary_id for row in rows)))
    rest = [row.commentary_id for rows in list(verdicts.values())[most:] for row in rows]
    if rest:
        listed.append(Part(f"{number(len(verdicts) - most)} more", tuple(rest)))
    opening = counted(len(verdicts), "observer comments: ", "observers comment: ").capitalize()
    return [[Part(opening), *_series(listed), Part(".")]]


def _doubts(view: View, check_below: float) -> list[list[Part]]:
    rows = confidences(view)
    weak = [key for key, value in rows if value < check_below]
    if not rows:
        return []
    if not weak:
        return [[Part(f"No row was found with a confidence under {check_below * 100:.0f} in 100.")]]
    told = f"{counted(len(weak), 'row')}, found with little certainty"
    return [[Part("To be checked first: "), Part(told, tuple(weak)), Part(".")]]


def confidences(view: View) -> list[tuple[str, float]]:
    """Row id and confidence of commitments, attributions and commentary, in this order."""
    return [
        *((row.commitment_id, row.confidence) for row in view.commitments),
        *((row.attribution_id, row.confidence) for row in view.attributions),
        *((row.commentary_id, row.confidence) for row in view.commentary),
    ]


def _ids(rows: Sequence[Commitment]) -> tuple[str, ...]:
    return tuple(row.commitment_id for row in rows)
