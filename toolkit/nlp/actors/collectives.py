"""Mentions of organisations and of collective actors of a state: "the Ruritanian government", "... and opposition forces"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from toolkit import lexicon
from toolkit.records import ActorType

_COLLECTIVE_SECTORS = {
    "government": "GOV",
    "legislature": "LEG",
    "judiciary": "JUD",
    "military": "MIL",
    "opposition": "OPP",
    "rebels": "REB",
    "media": "MED",
}


_MINISTRIES = frozenset({"ministry", "department"})


@dataclass(frozen=True, slots=True)
class BodySpan:
    """A mention of an organisation or a collective: its tokens, type, sector and the rule that found it."""

    start: int
    end: int
    type: ActorType
    sector: str | None
    rule: str
    state: int | None = None
    """Position of the token of a state's name or adjective that says whose it is."""


@cache
def collectives() -> dict[tuple[str, ...], str]:
    """Collective nouns in lower case ("air force"), word by word, and the list of ``bodies.yaml`` they stand in."""
    lists = lexicon.document("bodies")
    return {tuple(phrase.replace("'s", " 's").split()): key for key in _COLLECTIVE_SECTORS for phrase in lists[key]}


def find_collectives(doc: Doc, states: Mapping[int, str]) -> Iterator[BodySpan]:
    """ "the Ruritanian government", "Ruritania's parliament", "the Zenda government", "... and opposition forces"."""
    after_body: dict[int, int] = {}
    for position in range(len(doc)):
        owner = position - 1
        if position not in states or (position + 1 in states):
            state = after_body.get(position)
            if state is not None:
                hit = _phrase(doc, position)
                if hit is not None and hit[1] in ("opposition", "rebels"):
                    yield _collective_span(position, hit, state)
            continue
        owner, start = position, position + 1
        while start < len(doc) and (doc[start].tag_ == "POS" or (doc[start].pos_ == "ADJ" and start - position < 3)):
            hit = _phrase(doc, start) or _ministry(doc, start)
            if hit is not None:
                break
            start += 1
        hit = _phrase(doc, start) or _ministry(doc, start)
        if hit is None:
            continue
        while owner > 0 and states.get(owner - 1) == states[owner] and doc[owner - 1].whitespace_:
            owner -= 1
        span = _collective_span(owner, hit, owner)
        yield span
        if span.end + 1 < len(doc) and doc[span.end].lower_ == "and":
            after_body[span.end + 1] = owner
            if doc[span.end + 1].lower_ == "the":
                after_body[span.end + 2] = owner


def _collective_span(start: int, hit: tuple[int, str], state: int) -> BodySpan:
    end, key = hit
    type_ = ActorType.GROUP if key == "rebels" else ActorType.ORGANISATION
    return BodySpan(start, end, type_, _COLLECTIVE_SECTORS[key], "collective", state)


def _ministry(doc: Doc, start: int) -> tuple[int, str] | None:
    """A ministry by what it is for, in lower case ("justice ministry"); not where it only tells a role ("ministry aide")."""
    for end in range(start + 2, min(start + 5, len(doc) + 1)):
        words = doc[start:end]
        if words[-1].lower_ in _MINISTRIES:
            goes_on = end < len(doc) and doc[end].pos_ in ("NOUN", "PROPN")
            return None if goes_on else (end, "government")
        if words[-1].pos_ not in ("NOUN", "ADJ") or not words[-1].is_lower:
            return None
    return None


def _phrase(doc: Doc, start: int) -> tuple[int, str] | None:
    """The longest collective noun that begins at ``start``: its end and its list."""
    for size in (3, 2, 1):
        words = tuple(t.lower_ for t in doc[start : start + size])
        if len(words) == size and words in collectives():
            end = start + size
            if end < len(doc) and doc[end].pos_ in ("NOUN", "PROPN") and doc[end].dep_ != "appos":
                after = doc[end]
                if doc[end - 1].dep_ == "compound" and doc[end - 1].head.i == after.i:
                    continue
            return end, collectives()[words]
    return None
