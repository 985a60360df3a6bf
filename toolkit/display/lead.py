"""The lead paragraph: what the records say, in sentences whose parts point to their rows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.display.view import View, join, with_article
from toolkit.records import AttributionType, Commitment, CommitmentStatus, ExpertKind, Stance

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True)
class Part:
    """A piece of a sentence and the ids of the rows it rests on; without rows it is a joint."""

    text: str
    rows: tuple[str, ...] = ()


Sentence = tuple[Part, ...]


def number(count: int) -> str:
    """A count as an editor writes it: in words up to twelve."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def counted(count: int, one: str, many: str | None = None) -> str:
    """``one undertaking``, ``two undertakings``."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


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


def lead(view: View, check_below: float = 0.5, most: int = 4) -> list[Sentence]:
    """The sentences of the lead.

    Parameters
    ----------
    view
        The article.
    check_below
        Rows with less confidence are counted as uncertain.
    most
        How many parties (or groups of parties) are spoken of one by one.
    """
    sentences = [*_undertakings(view, most), *_voices(view), *_experts(view), *_doubts(view, check_below)]
    return [tuple(sentence) for sentence in sentences]


def day(date: dt.date) -> str:
    """A date as readers write it: 12 May 2031."""
    return f"{date.day} {date:%B %Y}"


def by_parties(rows: Iterable[Commitment]) -> list[tuple[tuple[str, ...], list[Commitment]]]:
    """Commitments by who is bound: parties in a fixed order, the group with most rows first."""
    groups: dict[tuple[str, ...], list[Commitment]] = defaultdict(list)
    for row in rows:
        groups[tuple(sorted(row.parties))].append(row)
    return sorted(groups.items(), key=lambda item: (not item[0], -len(item[1]), item[1][0].party_names))


def _undertakings(view: View, most: int) -> list[list[Part]]:
    groups = by_parties(view.commitments)
    if not groups:
        return [[Part("The article reports no undertaking, refusal or threat.")]]
    named = [(ids, rows) for ids, rows in groups if ids]
    sentences = [_party(rows) for _, rows in named[:most]]
    rest = [row for _, rows in named[most:] for row in rows]
    if rest:
        others = counted(len(named) - most, "other party", "other parties")
        what = counted(len(rest), "further row")
        sentences.append([Part(f"{others.capitalize()} account for "), Part(what, _ids(rest)), Part(".")])
    unbound = [row for ids, rows in groups if not ids for row in rows]
    if unbound:
        text = counted(len(unbound), "undertaking has", "undertakings have")
        sentences.append([Part(text.capitalize(), _ids(unbound)), Part(" no party that could be named.")])
    return sentences


def _party(rows: list[Commitment]) -> list[Part]:
    subject = join(with_article(name) for name in rows[0].party_names)
    parts = [Part(subject[:1].upper() + subject[1:] + " ")]
    by_status = [(status, found) for status in _ORDER if (found := [row for row in rows if row.status == status])]
    for place, (status, found) in enumerate(by_status):
        if place:
            parts.append(Part(" and " if place == len(by_status) - 1 else ", "))
        verb, one, many = _VERBS[status]
        if status == CommitmentStatus.BACKGROUND and len(rows[0].party_names) == 1:
            verb = "stands by"
        parts.append(Part(f"{verb} {counted(len(found), one, many)}", _ids(found)))
    dated = [row for row in rows if row.deadline_to]
    if dated:
        soonest = min(row.deadline_to for row in dated if row.deadline_to)
        if len(rows) == 1:
            text = "with a deadline"
        else:
            text = f"{number(len(dated))} of them with a deadline" if len(dated) < len(rows) else "all with a deadline"
        parts += [
            Part(", "),
            Part(
                f"{text} (the earliest {day(soonest)})" if len(dated) > 1 else f"{text} ({day(soonest)})", _ids(dated)
            ),
        ]
    parts.append(Part("."))
    return parts


def _voices(view: View) -> list[list[Part]]:
    rows = view.attributions
    if not rows:
        return [[Part("Nobody is quoted or paraphrased.")]]
    speakers: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        speakers[row.source_name or ""].append(row.attribution_id)
    ranked = sorted(((name, ids) for name, ids in speakers.items() if name), key=lambda item: (-len(item[1]), item[0]))
    parts = [Part(counted(len(rows), "statement is", "statements are").capitalize() + " attributed")]
    if len(ranked) > 1:
        top = [(name, ids) for name, ids in ranked[:3] if len(ids) > 1] or ranked[:2]
        parts.append(
            Part(", most of them to " if sum(len(i) for _, i in top) * 2 > len(rows) else ", among others to ")
        )
        for place, (name, ids) in enumerate(top):
            if place:
                parts.append(Part(" and " if place == len(top) - 1 else ", "))
            parts.append(Part(f"{with_article(name)} ({len(ids)})", tuple(ids)))
    elif ranked:
        parts += [Part(" to "), Part(with_article(ranked[0][0]), tuple(ranked[0][1]))]
    quoted = [row.attribution_id for row in rows if row.type != AttributionType.INDIRECT]
    parts.append(Part("; "))
    parts.append(
        Part(f"{number(len(quoted))} in the speaker's own words", tuple(quoted))
        if quoted
        else Part("none in the speaker's own words")
    )
    parts.append(Part("."))
    return [parts]


def _experts(view: View) -> list[list[Part]]:
    rows = view.commentary
    if not rows:
        return []
    tone = {
        Stance.POSITIVE: "favourable",
        Stance.NEGATIVE: "unfavourable",
        Stance.MIXED: "mixed",
        Stance.NEUTRAL: "neutral",
    }
    experts = list(dict.fromkeys(row.expert_name or "an unnamed observer" for row in rows))
    outside = all(row.expert_kind in (ExpertKind.EXPERT, ExpertKind.UNNAMED) for row in rows)
    who = join(experts[:3]) if len(experts) <= 3 else f"{join(experts[:2])} and {number(len(experts) - 2)} more"
    parts = [
        Part(f"{'Outside the event' if outside else 'Looking on'}, {who} "),
        Part("comments: " if len(experts) == 1 else "comment: "),
    ]
    found = [(stance, [row for row in rows if row.stance == stance]) for stance in tone]
    found = [(stance, some) for stance, some in found if some]
    for place, (stance, some) in enumerate(found):
        if place:
            parts.append(Part(" and " if place == len(found) - 1 else ", "))
        text = f"{counted(len(some), f'{tone[stance]} verdict')}"
        parts.append(Part(text, tuple(row.commentary_id for row in some)))
    return [[*parts, Part(".")]]


def _doubts(view: View, check_below: float) -> list[list[Part]]:
    weak = [key for key, value in confidences(view) if value < check_below]
    if not weak:
        return []
    return [
        [
            Part(counted(len(weak), "row is", "rows are").capitalize() + " uncertain", tuple(weak)),
            Part(" and should be checked first."),
        ]
    ]


def confidences(view: View) -> list[tuple[str, float]]:
    """Row id and confidence of commitments, attributions and commentary, in this order."""
    return [
        *((row.commitment_id, row.confidence) for row in view.commitments),
        *((row.attribution_id, row.confidence) for row in view.attributions),
        *((row.commentary_id, row.confidence) for row in view.commentary),
    ]


def _ids(rows: Sequence[Commitment]) -> tuple[str, ...]:
    return tuple(row.commitment_id for row in rows)
