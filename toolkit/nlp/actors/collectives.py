"""Mentions of organisations and of collective actors of a state: "the Ruritanian government", "... and opposition forces"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from toolkit import lexicon
from toolkit.records import ActorType

SECTORS = {
    "government": "GOV",
    "legislature": "LEG",
    "judiciary": "JUD",
    "military": "MIL",
    "opposition": "OPP",
    "rebels": "REB",
    "media": "MED",
}
"""PLOVER sector of the collective nouns in each list of ``bodies.yaml``."""

_JOINED = frozenset({"opposition", "rebels"})
"""Lists whose nouns may share a state with a collective before them: "... and opposition forces"."""
_LONGEST_MINISTRY, _ADJECTIVES = 4, 3
"""Words of a ministry's name, and words after a state's in which an adjective may stand; set by hand."""

Collective = tuple[int, str]
"""Where a collective noun ends, and the list it stands in."""


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
    return {tuple(phrase.replace("'s", " 's").split()): key for key in SECTORS for phrase in lists[key]}


@cache
def _longest() -> int:
    return max(map(len, collectives()))


def find_collectives(doc: Doc, states: Mapping[int, str]) -> Iterator[BodySpan]:
    """ "the Ruritanian government", "Ruritania's parliament", "the Zenda government", "... and opposition forces".

    Parameters
    ----------
    doc
        The Doc.
    states
        Code of the state by position, for tokens that name a state, its people or its capital.
    """
    shared: dict[int, int] = {}
    for position in range(len(doc)):
        if position in states and position + 1 not in states:
            hit = _after_owner(doc, position)
            if hit is not None:
                owner = _owner_start(doc, position, states)
                yield _span(owner, hit, owner)
                shared.update(dict.fromkeys(_after_and(doc, hit[0]), owner))
        elif position in shared:
            hit = _phrase(doc, position)
            if hit is not None and hit[1] in _JOINED:
                yield _span(position, hit, shared[position])


def _after_owner(doc: Doc, owner: int) -> Collective | None:
    """The collective noun after a state's name, a possessive and one adjective or two between them."""
    start = owner + 1
    while start < len(doc):
        hit = _phrase(doc, start) or _ministry(doc, start)
        adjective = doc[start].pos_ == "ADJ" and start - owner < _ADJECTIVES
        if hit is not None or not (doc[start].tag_ == "POS" or adjective):
            return hit
        start += 1
    return None


def _owner_start(doc: Doc, owner: int, states: Mapping[int, str]) -> int:
    """Where the name of the state begins whose last token is ``owner``."""
    while owner > 0 and states.get(owner - 1) == states[owner] and doc[owner - 1].whitespace_:
        owner -= 1
    return owner


def _after_and(doc: Doc, end: int) -> range:
    """Where a second collective of the same state can begin: after "and", or after "and the"."""
    if end + 1 >= len(doc) or doc[end].lower_ != "and":
        return range(0)
    return range(end + 1, end + 2 + (doc[end + 1].lower_ == "the"))


def _span(start: int, hit: Collective, state: int) -> BodySpan:
    end, key = hit
    type_ = ActorType.GROUP if key == "rebels" else ActorType.ORGANISATION
    return BodySpan(start, end, type_, SECTORS[key], "collective", state)


def _ministry(doc: Doc, start: int) -> Collective | None:
    """A ministry by what it is for, in lower case ("justice ministry"); not where it only tells a role ("ministry aide")."""
    for end in range(start + 2, min(start + _LONGEST_MINISTRY, len(doc)) + 1):
        last = doc[end - 1]
        if last.lower_ in lexicon.words("bodies", "ministries"):
            goes_on = end < len(doc) and doc[end].pos_ in ("NOUN", "PROPN")
            return None if goes_on else (end, "government")
        if last.pos_ not in ("NOUN", "ADJ") or not last.is_lower:
            return None
    return None


def _phrase(doc: Doc, start: int) -> Collective | None:
    """The longest collective noun that begins at ``start`` and does not only describe the noun after it."""
    for size in range(_longest(), 0, -1):
        end = start + size
        key = collectives().get(tuple(t.lower_ for t in doc[start:end])) if end <= len(doc) else None
        if key is not None and not _describes(doc, end):
            return end, key
    return None


def _describes(doc: Doc, end: int) -> bool:
    """Whether the noun that ends there belongs to the one after it: "government" of "government spokesman"."""
    if end >= len(doc) or doc[end].pos_ not in ("NOUN", "PROPN") or doc[end].dep_ == "appos":
        return False
    return doc[end - 1].dep_ == "compound" and doc[end - 1].head.i == end
