"""The organisations and collective actors that an article names.

A capitalised run around a head noun ("Ministry of Trade", "Zenda University's School of Law"), what the entity tagger
takes for an organisation, and a state's adjective with a collective noun ("the Ruritanian government").
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from spacy.tokens import Doc, Token

from toolkit import lexicon
from toolkit.nlp.actors.collectives import BodySpan, find_collectives
from toolkit.nlp.actors.person_words import is_capitalised, role_sectors, title_case_units, word_list
from toolkit.nlp.actors.tagged_organisations import find_tagged, head_sectors, is_thing
from toolkit.nlp.layers import Range
from toolkit.records import ActorType

_LINKS = frozenset({"of", "for", "and", "the", "in", "on", "&", "to", "at"})
_LONGEST = 14
_RANKS = frozenset({"chief", "deputy", "assistant", "permanent", "senior", "former", "vice", "acting"})


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
    for source in (
        find_collectives(doc, states),
        _structural(doc, headline, covered),
        find_tagged(doc, headline, covered),
    ):
        for span in source:
            inside = range(span.start, span.end)
            if any(i in covered for i in inside) or all(i in states or doc[i].lower_ in _LINKS for i in inside):
                continue
            found.append(span)
            covered.update(inside)
    return sorted(found, key=lambda s: s.start)


def _structural(doc: Doc, headline: Collection[int], taken: Collection[int]) -> Iterator[BodySpan]:
    """Capitalised runs around a head noun of organisations."""
    position = 0
    while position < len(doc):
        token = doc[position]
        if token.text in lexicon.words("bodies", "parties_alone") and _alone(doc, position, taken):
            yield BodySpan(position, position + 1, ActorType.ORGANISATION, "PTY", "party")
        if (
            token.text in lexicon.words("bodies", "alone")
            and position not in headline
            and _by_itself(doc, position, taken)
        ):
            yield BodySpan(position, position + 1, ActorType.ORGANISATION, head_sectors()[token.text], "alone")
            position += 1
            continue
        if token.text not in head_sectors() or position in taken or token.pos_ == "VERB" or position in headline:
            position += 1
            continue
        start, end = _extent(doc, position, taken)
        if (
            end - start > 1
            and not is_thing(doc, start, end)
            and not _before_office(doc, start, end, head_sectors()[token.text])
        ):
            yield BodySpan(start, end, ActorType.ORGANISATION, _sector(doc, start, position), "head_noun")
            position = end
        else:
            position += 1


def _sector(doc: Doc, start: int, head: int) -> str | None:
    """The sector that the head noun says; a "Prison Service" is a government's."""
    said = head_sectors()[doc[head].text]
    kept = doc[head].text == "Service" and doc[start].text in lexicon.words("bodies", "state_services")
    return "GOV" if kept else said


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


def _by_itself(doc: Doc, position: int, taken: Collection[int]) -> bool:
    """ "the Senate", "the Council" as an actor or addressee: with its article, no part of a longer name or of a role."""
    token = doc[position]
    if position in taken or position == 0 or doc[position - 1].lower_ != "the":
        return False
    after = doc[position + 1] if position + 1 < len(doc) else None
    if after is not None and (is_capitalised(after) or after.lower_ in ("of", "for", "on", "-") or after.tag_ == "POS"):
        return False
    placed = token.dep_ == "pobj" and token.head.lower_ in ("to", "by", "with")
    return placed or token.dep_ in ("nsubj", "nsubjpass", "dobj", "dative")


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
        "King",
        "Queen",
        "Farmers",
        "Fishermen",
        "Teachers",
        "Women",
        "People",
        "Workers",
        "Children",
        "Lawyers",
    )


def _before_office(doc: Doc, start: int, end: int, sector: str | None) -> bool:
    """A capitalised role follows: "Senate Majority Leader", "Deputy Cabinet Secretary" hold no organisation's name."""
    if end >= len(doc) or doc[end].lower_ not in role_sectors() or not doc[end].text[0].isupper():
        return False
    ranked = doc[start].lower_ in word_list("modifiers") and doc[start].lower_ in _RANKS
    return sector == "MED" or ranked or doc[end - 1].text not in head_sectors()


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
