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
_COMPLEMENTS = frozenset({"of", "for", "on"})
"""Prepositions after which a name goes on: "Ministry of Trade", "Council on Trade"."""
_FIELDS = frozenset({"on", "for"})
_TOWARD = frozenset({"to", "by", "with"})
"""Prepositions after which a body acts or is addressed."""
_LONGEST = 14
"""Words before the head noun of a name, and from it on, at most."""
_NO_NAME = frozenset({"DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "VERB", "ADV", "NUM"})
_OPENS_SENTENCE = frozenset({"DET", "ADP", "PRON", "SCONJ", "CCONJ", "ADV"})
_NOUN_LIKE = frozenset({"", "PROPN", "NOUN", "ADJ", "X", "PRON", "NUM"})


def goes_on(doc: Doc, start: int, end: int) -> bool:
    """Whether a known name is only the beginning or the end of another ("Nordic Council" of "Nordic Council on Trade").

    Also where a single word is no noun here ("Let us ...").
    """
    headed = doc[end - 1].text in head_sectors()
    if end - start > 1:
        return headed and _has_field(doc, end)
    if doc[start].pos_ not in _NOUN_LIKE:
        return doc[start].is_title
    return headed and start > 0 and doc[start - 1].text in lexicon.words("bodies", "before_party")


def _has_field(doc: Doc, end: int) -> bool:
    """Whether "on" or "for" and a name that is no place come next: "on Trade"."""
    if end + 1 >= len(doc) or doc[end].lower_ not in _FIELDS:
        return False
    field = doc[end + 1]
    return field.pos_ == "PROPN" and field.ent_type_ not in ("DATE", "GPE")


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
    """Bodies known by one word, and capitalised runs around a head noun of organisations."""
    position = 0
    while position < len(doc):
        if doc[position].text in lexicon.words("bodies", "parties_alone") and _alone(doc, position, taken):
            yield BodySpan(position, position + 1, ActorType.ORGANISATION, "PTY", "party")
        span = _of_one_word(doc, position, taken) or _around_head(doc, position, taken)
        if span is None or position in headline:
            position += 1
        else:
            yield span
            position = span.end


def _of_one_word(doc: Doc, position: int, taken: Collection[int]) -> BodySpan | None:
    """A body that one word names."""
    word = doc[position].text
    if word not in lexicon.words("bodies", "alone") or not _by_itself(doc, position, taken):
        return None
    return BodySpan(position, position + 1, ActorType.ORGANISATION, head_sectors()[word], "alone")


def _around_head(doc: Doc, position: int, taken: Collection[int]) -> BodySpan | None:
    """The name whose head noun the token is."""
    token = doc[position]
    if token.text not in head_sectors() or position in taken or token.pos_ == "VERB":
        return None
    start, end = _extent(doc, position, taken)
    if end - start == 1 or is_thing(doc, start, end) or _before_office(doc, start, end, head_sectors()[token.text]):
        return None
    return BodySpan(start, end, ActorType.ORGANISATION, _sector(doc, start, position), "head_noun")


def _sector(doc: Doc, start: int, head: int) -> str | None:
    """The sector that the head noun says; a "Prison Service" is a government's."""
    kept: Mapping[str, list[str]] = lexicon.document("bodies")["state_kept"]
    return "GOV" if doc[start].text in kept.get(doc[head].text, ()) else head_sectors()[doc[head].text]


def _alone(doc: Doc, position: int, taken: Collection[int]) -> bool:
    """A party's short name ("Labour") by itself: not part of a longer name, and no common noun at a sentence's start."""
    token = doc[position]
    if position in taken or token.pos_ != "PROPN":
        return False
    around = [doc[i] for i in (position - 1, position + 1) if 0 <= i < len(doc)]
    beside = lexicon.words("bodies", "beside_party")
    return not any(is_capitalised(t) and t.lower_ not in beside and t.pos_ not in ("DET", "ADP", "ADV") for t in around)


def _by_itself(doc: Doc, position: int, taken: Collection[int]) -> bool:
    """ "the Senate", "the Council" as an actor or addressee: with its article, no part of a longer name or of a role."""
    token = doc[position]
    if position in taken or position == 0 or doc[position - 1].lower_ != "the" or _name_continues(doc, position + 1):
        return False
    return token.head.lower_ in _TOWARD or token.dep_ in ("nsubj", "nsubjpass", "dobj", "dative")


def _name_continues(doc: Doc, position: int) -> bool:
    """Whether the token shows that the word before it is only the beginning of a name."""
    if position >= len(doc):
        return False
    token = doc[position]
    return is_capitalised(token) or token.lower_ in _COMPLEMENTS or token.text == "-" or token.tag_ == "POS"


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
    if before.is_sent_start and before.pos_ in _OPENS_SENTENCE:
        return 0
    if _name_word(before, taken):
        return 1
    linked = start > 1 and _name_word(doc[start - 2], taken)
    return 2 if linked and _links_left(doc, start - 1) else 0


def _links_left(doc: Doc, position: int) -> bool:
    """Whether the token joins two words of a name: "Women's Institute", "the Trade and Industry Board"."""
    token, before = doc[position], doc[position - 1]
    if token.tag_ == "POS":  # "Zenda University's School": the owner is an organisation or a plain word of the name
        return before.text in head_sectors() or before.text in lexicon.words("bodies", "possessors")
    if token.lower_ == "and":
        return position > 1 and doc[position - 2].lower_ == "the" and before.ent_type_ not in ("PERSON", "GPE")
    return token.text in ("&", "-")


def _step_right(doc: Doc, end: int, head: int, taken: Collection[int]) -> int:
    """How many tokens from ``end`` on belong to the name whose head noun stands at ``head``."""
    if end >= len(doc):
        return 0
    token = doc[end]
    if _name_word(token, taken):
        return 0 if token.lower_ in role_sectors() else 1
    return _step_over(doc, end, head, taken) if end + 1 < len(doc) else 0


def _step_over(doc: Doc, end: int, head: int, taken: Collection[int]) -> int:
    """How many tokens belong to the name from one on that is no word of it: a possessive, a preposition, "and"."""
    token = doc[end]
    if token.tag_ == "POS":
        return _step_possessive(doc, end + 1, taken)
    if token.lower_ in _COMPLEMENTS:
        return _step_complement(doc, end, taken)
    joins = token.text in ("&", "-") or (token.lower_ == "and" and _and_inside(doc, end, head))
    return 2 if joins and _name_word(doc[end + 1], taken) else 0


def _step_possessive(doc: Doc, after: int, taken: Collection[int]) -> int:
    """With a possessive, the head noun after it, or that and one word before it: "'s School", "'s Law School"."""
    if doc[after].text in head_sectors():
        return 2
    headed = after + 1 < len(doc) and doc[after + 1].text in head_sectors()
    return 3 if headed and _name_word(doc[after], taken) else 0


def _step_complement(doc: Doc, preposition: int, taken: Collection[int]) -> int:
    """With the preposition, the capitalised words after it ("of the Exchequer"); "on" and a place is none of the name."""
    first = preposition + 1
    if doc[preposition].lower_ == "on" and doc[first].ent_type_ in ("GPE", "LOC", "FAC"):
        return 0
    start = end = first + (doc[first].lower_ == "the")
    while end < len(doc) and _name_word(doc[end], taken):
        end += 1
    return end - preposition if end > start else 0


def _name_word(token: Token, taken: Collection[int]) -> bool:
    free = token.i not in taken and token.ent_type_ not in ("DATE", "TIME")
    return free and is_capitalised(token) and token.pos_ not in _NO_NAME


def _before_office(doc: Doc, start: int, end: int, sector: str | None) -> bool:
    """A capitalised role follows: "Senate Majority Leader", "Deputy Cabinet Secretary" hold no organisation's name."""
    if end >= len(doc) or doc[end].lower_ not in role_sectors() or not doc[end].text[0].isupper():
        return False
    ranked = doc[start].lower_ in word_list("ranks")
    return sector == "MED" or ranked or doc[end - 1].text not in head_sectors()


def _and_inside(doc: Doc, position: int, head: int) -> bool:
    """ "Department of Trade and Industry": an "and" between plain capitalised words after "of" or "for"."""
    after = doc[position + 1]
    if after.ent_type_ in ("PERSON", "GPE") or after.text in head_sectors():
        return False
    return any(t.lower_ in _COMPLEMENTS for t in doc[head + 1 : position])
