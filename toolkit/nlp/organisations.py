"""The organisations and collective actors that an article names.

A capitalised run around a head noun ("Ministry of Trade", "Zenda University's School of Law"), what the entity tagger
takes for an organisation, and a state's adjective with a collective noun ("the Ruritanian government").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from toolkit import lexicon
from toolkit.nlp.layers import Range
from toolkit.nlp.persons import is_capitalised, role_sectors, title_case_units
from toolkit.records import ActorType

_LINKS = frozenset({"of", "for", "and", "the", "in", "on", "&", "to", "at"})
_LONGEST = 14
_COLLECTIVE_SECTORS = {
    "government": "GOV",
    "legislature": "LEG",
    "judiciary": "JUD",
    "military": "MIL",
    "opposition": "OPP",
    "rebels": "REB",
    "media": "MED",
}


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
def head_sectors() -> dict[str, str | None]:
    """PLOVER sector by head noun (with its capital) of the names of organisations."""
    found: dict[str, str | None] = {}
    for sector, nouns in lexicon.document("bodies")["heads"].items():
        for noun in nouns:
            found.setdefault(noun, sector or None)
    return found


@cache
def _things() -> frozenset[str]:
    return lexicon.words("bodies", "things")


@cache
def collectives() -> dict[tuple[str, ...], str]:
    """Collective nouns in lower case ("air force"), word by word, and the list of ``bodies.yaml`` they stand in."""
    lists = lexicon.document("bodies")
    return {tuple(phrase.replace("'s", " 's").split()): key for key in _COLLECTIVE_SECTORS for phrase in lists[key]}


def goes_on(doc: Doc, start: int, end: int) -> bool:
    """Whether a known name is only the beginning or the end of another ("Nordic Council" of "Nordic Council on Trade").

    Also where a single word is no noun here ("Let us ...").
    """
    last = doc[end - 1]
    if last.text in head_sectors() and end + 1 < len(doc) and doc[end].lower_ in ("on", "for") and end - start > 1:
        return (
            doc[end + 1].pos_ == "PROPN"
            and doc[end + 1].ent_type_ not in ("DATE", "GPE")
            and is_capitalised(doc[end + 1])
        )
    if end - start > 1:
        return False
    if doc[start].pos_ not in ("", "PROPN", "NOUN", "ADJ", "X", "PRON", "NUM"):
        return doc[start].is_title
    before = doc[start - 1] if start else None
    return (
        last.text in head_sectors() and before is not None and before.text in ("Social", "Christian", "Liberal", "Free")
    )


def find_bodies(doc: Doc, states: Mapping[int, str], taken: Collection[int]) -> list[BodySpan]:
    """Mentions of organisations, by position, not overlapping.

    Parameters
    ----------
    doc
        The Doc.
    states
        Code of the state by position, for tokens that name a state, its people or its capital.
    taken
        Positions of tokens that are part of other names (persons, known organisations).
    """
    headline = {i for start, end in title_case_units(doc) for i in range(start, end)}
    found: list[BodySpan] = []
    covered = set(taken)
    for source in (_collective(doc, states), _structural(doc, headline, covered), _tagged(doc, headline, covered)):
        for span in source:
            inside = range(span.start, span.end)
            if any(i in covered for i in inside) or all(i in states or doc[i].lower_ in _LINKS for i in inside):
                continue
            found.append(span)
            covered.update(inside)
    return sorted(found, key=lambda s: s.start)


def _collective(doc: Doc, states: Mapping[int, str]) -> Iterator[BodySpan]:
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
            hit = _phrase(doc, start)
            if hit is not None:
                break
            start += 1
        hit = _phrase(doc, start)
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


def _structural(doc: Doc, headline: Collection[int], taken: Collection[int]) -> Iterator[BodySpan]:
    """Capitalised runs around a head noun of organisations."""
    position = 0
    while position < len(doc):
        token = doc[position]
        if token.text in lexicon.words("bodies", "parties_alone") and _alone(doc, position, taken):
            yield BodySpan(position, position + 1, ActorType.ORGANISATION, "PTY", "party")
        if token.text not in head_sectors() or position in taken or token.pos_ == "VERB" or position in headline:
            position += 1
            continue
        start, end = _extent(doc, position, taken)
        if (
            end - start > 1
            and not _is_thing(doc, start, end)
            and not _before_office(doc, end, head_sectors()[token.text])
        ):
            yield BodySpan(start, end, ActorType.ORGANISATION, head_sectors()[token.text], "head_noun")
            position = end
        else:
            position += 1


def _alone(doc: Doc, position: int, taken: Collection[int]) -> bool:
    """A party's short name ("Labour") by itself: not part of a longer name, and no common noun at a sentence's start."""
    token = doc[position]
    if position in taken or token.pos_ != "PROPN":
        return False
    around = [doc[i] for i in (position - 1, position + 1) if 0 <= i < len(doc)]
    if any(
        is_capitalised(t) and t.lower_ not in ("the", "mp", "mps") and t.pos_ not in ("DET", "ADP", "ADV")
        for t in around
    ):
        return False
    return not token.is_sent_start or token.tag_ in ("NNPS", "NNP")


def _extent(doc: Doc, position: int, taken: Collection[int]) -> Range:
    """The run of capitalised words, linked by "of", "for", "and", around a head noun."""
    start, end = position, position + 1
    while position - start < _LONGEST and (step := _step_left(doc, start, taken)):
        start -= step
    while end - start < _LONGEST and (step := _step_right(doc, end, position, taken)):
        end += step
    return start, end


def _step_left(doc: Doc, start: int, taken: Collection[int]) -> int:
    """How many tokens before ``start`` belong to the name: 0, 1 or 2."""
    if start == 0:
        return 0
    before = doc[start - 1]
    if before.is_sent_start and before.pos_ in ("DET", "ADP", "PRON", "SCONJ", "CCONJ", "ADV"):
        return 0
    if _name_word(before, taken):
        return 1
    if start < 2 or not _name_word(doc[start - 2], taken):
        return 0
    if before.tag_ == "POS":
        return 2 if _joins_possessive(doc, start - 2) else 0
    if before.lower_ == "and":
        return (
            2
            if start > 2 and doc[start - 3].lower_ == "the" and doc[start - 2].ent_type_ not in ("PERSON", "GPE")
            else 0
        )
    return 2 if before.text in ("&", "-") else 0


def _step_right(doc: Doc, end: int, head: int, taken: Collection[int]) -> int:
    """How many tokens from ``end`` on belong to the name whose head noun stands at ``head``."""
    if end >= len(doc):
        return 0
    token, after = doc[end], list(doc[end + 1 : end + 3])
    if _name_word(token, taken):
        return 0 if token.is_sent_start or token.lower_ in role_sectors() else 1
    if not after:
        return 0
    if token.text in ("&", "-"):
        return 2 if _name_word(after[0], taken) else 0
    if token.tag_ == "POS":
        if after[0].text in head_sectors():
            return 2
        return 3 if len(after) == 2 and _name_word(after[0], taken) and after[1].text in head_sectors() else 0
    if token.lower_ in ("of", "for", "on"):
        linked = _linked(doc, end + 1, taken)
        placed = token.lower_ == "on" and doc[end + 1].ent_type_ in ("GPE", "LOC", "FAC")
        return linked - end if linked is not None and not placed else 0
    return 2 if token.lower_ == "and" and _and_inside(doc, end, head, taken) else 0


def _name_word(token: Token, taken: Collection[int]) -> bool:
    return (
        is_capitalised(token)
        and token.i not in taken
        and token.pos_ not in ("DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "VERB", "ADV", "NUM")
        and token.ent_type_ not in ("DATE", "TIME")
    )


def _joins_possessive(doc: Doc, position: int) -> bool:
    """ "Zenda University's School": the possessor is itself an organisation or a plain word of the name ("Women's")."""
    return doc[position].text in head_sectors() or doc[position].text in (
        "Women",
        "People",
        "Workers",
        "Children",
        "Lawyers",
    )


def _before_office(doc: Doc, end: int, sector: str | None) -> bool:
    """A capitalised role follows: "Senate Majority Leader", "White House Press Secretary" are no organisations."""
    if end >= len(doc) or doc[end].lower_ not in role_sectors() or not doc[end].text[0].isupper():
        return False
    return sector == "MED" or doc[end - 1].text not in head_sectors()


def _linked(doc: Doc, position: int, taken: Collection[int]) -> int | None:
    """Where a capitalised complement after "of" or "for" ends ("of the Exchequer")."""
    start = position + 1 if position < len(doc) and doc[position].lower_ == "the" else position
    end = start
    while end < len(doc) and _name_word(doc[end], taken):
        end += 1
    return end if end > start else None


def _and_inside(doc: Doc, position: int, head: int, taken: Collection[int]) -> bool:
    """ "Department of Trade and Industry": an "and" between plain capitalised words after "of" or "for"."""
    if position + 1 >= len(doc) or not _name_word(doc[position + 1], taken):
        return False
    linked = any(t.lower_ in ("of", "for", "on") for t in doc[head + 1 : position])
    after = doc[position + 1]
    return linked and after.ent_type_ not in ("PERSON", "GPE") and after.text not in head_sectors()


def _is_thing(doc: Doc, start: int, end: int) -> bool:
    """The run names a document, an event or a place: its head word, before any "of", says so."""
    words = list(doc[start:end])
    if words[-1].like_num:
        return True
    head = next((words[i - 1] for i, t in enumerate(words) if i and t.lower_ in ("of", "for", "on", "in")), words[-1])
    return head.text in _things() and head.text not in head_sectors()


_TAGGED_MINIMUM = 2
"""How often the tagger must see a single word before it is believed."""
_ABBREVIATION = 6
"""Longer words in capitals are places in datelines, or shouting."""


def _tagged(doc: Doc, headline: Collection[int], taken: Collection[int]) -> Iterator[BodySpan]:
    """What the entity tagger takes for an organisation, by vote over the article."""
    labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    found: list[tuple[str, int, int]] = []
    for entity in doc.ents:
        start, end = _trimmed(doc, entity.start, entity.end)
        if start == end:
            continue
        text = doc[start:end].text
        labels[text][entity.label_] += 1
        if entity.label_ == "ORG" and start not in headline:
            found.append((text, start, _with_place(doc, end)))
    for text, start, end in found:
        votes = labels[text]
        if (
            end < len(doc)
            and doc[end].text in ("Minister", "Secretary", "Ministers")
            and text.split()[-1] not in head_sectors()
        ):
            continue
        if votes["ORG"] * 2 > sum(votes.values()) and _plausible(doc, start, end, votes["ORG"]):
            yield BodySpan(start, end, ActorType.ORGANISATION, _sector_of(doc, start, end), "tagger")


def _trimmed(doc: Doc, start: int, end: int) -> Range:
    """Without article, possessive and marks at the edges."""
    while start < end and (doc[start].lower_ in ("the", "a", "an") or not doc[start].text[0].isalnum()):
        start += 1
    while end > start and (
        doc[end - 1].tag_ == "POS" or (doc[end - 1].text[-1] not in "." and not doc[end - 1].text[-1].isalnum())
    ):
        end -= 1
    return start, end


def _with_place(doc: Doc, end: int) -> int:
    """Where the name ends with an "of" and a place: "Federated Dairy of Ruritania"."""
    if end + 1 >= len(doc) or doc[end].lower_ != "of" or doc[end + 1].ent_type_ != "GPE":
        return end
    after = end + 1
    while after < len(doc) and doc[after].ent_type_ == "GPE" and is_capitalised(doc[after]):
        after += 1
    return after


def _plausible(doc: Doc, start: int, end: int, times: int) -> bool:
    words = doc[start:end]
    if words[0].i > 0 and words[0].nbor(-1).lower_ in ("at", "in", "near") and len(words) < 3 and times < 2:
        return words[-1].text in head_sectors()
    if any(len(w) == 1 and w.is_upper for w in words[:1]) and len(words) > 1 and words[1].text == "-":
        return False
    if not words[0].text[0].isupper() or _is_thing(doc, start, end) or words[-1].text in _things():
        return False
    if len(words) == 1:
        text = words[0].text
        return (
            times >= _TAGGED_MINIMUM
            and text not in head_sectors()
            and (len(text) <= _ABBREVIATION or not text.isupper())
        )
    return sum(is_capitalised(t) for t in words) >= 2


def _sector_of(doc: Doc, start: int, end: int) -> str | None:
    return next((head_sectors()[t.text] for t in doc[start:end] if t.text in head_sectors()), None)
