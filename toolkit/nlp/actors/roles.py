"""What an article says a person is: role and affiliation, from the words around the name.

Three shapes carry nearly all of it: the role before the name ("Ruritanian Foreign Minister Anna Berg"), the name in
apposition to the role ("the Foreign Minister, Mrs Berg,"), and the description after the name ("Anna Berg, deputy director
of the Institute for Peace in Zenda,").
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from toolkit import lexicon
from toolkit.nlp.actors.person_words import NameRun, honorifics, role_sectors
from toolkit.nlp.layers import Range

LONGEST = 14
"""No role before a name has more words."""

_JOINS = frozenset({"of", "for", "and", "the", "to", "&"})
_AT = frozenset({"of", "at", "for", "with", "in", "from"})
_STOPS = frozenset({".", ";", ":", "(", ")", "—", "–", "--", '"', "“", "”", "‘", "’", "``", "''"})


@dataclass(frozen=True, slots=True)
class Role:
    """A role and what it belongs to, in token positions; ``noun`` is the role's head noun."""

    role: Range | None
    noun: int | None
    affiliation: Range | None = None
    owner: int | None = None
    """Position of the last token of a possessor before the role ("Ruritania's foreign minister")."""


@cache
def _modifiers() -> frozenset[str]:
    return frozenset(lexicon.document("persons")["modifiers"])


@cache
def offices() -> dict[str, str]:
    """Country of the offices that are named without one, by office in lower case."""
    found = lexicon.document("persons")["offices"]
    return {office.lower(): country for country, names in found.items() for office in names}


def roles_of(
    doc: Doc,
    run: NameRun,
    is_body: Callable[[int], bool],
    is_organisation: Callable[[int], bool],
    taken: Collection[int],
) -> list[Role]:
    """The roles that the words around one naming of a person give, the surest first.

    Parameters
    ----------
    doc
        The Doc.
    run
        The naming.
    is_body
        Whether the token at a position belongs to the name of a state or an organisation.
    is_organisation
        Whether it belongs to the name of an organisation.
    taken
        Positions of the names of persons: no role runs over them.
    """
    start = run.honorific if run.honorific is not None else run.start
    before = _before(doc, start, taken) or _apposed(doc, start, is_body, taken)
    after = _after(doc, run.end, is_body, taken) or _belongs(doc, run.end, is_organisation)
    return [role for role in (before, after) if role is not None]


def _walk_left(doc: Doc, end: int, taken: Collection[int]) -> int:
    """Where the words that can form a role, and end at ``end``, begin."""
    start = end
    if start > 1 and doc[start - 1].text == "." and doc[start - 2].lower_ in role_sectors():
        start -= 2
    while start > 0 and end - start < LONGEST:
        token = doc[start - 1]
        if token.i in taken or token.is_space or token.text in _STOPS or token.text == ",":
            break
        lower = token.lower_
        fits = (
            lower in role_sectors()
            or lower in _modifiers()
            or lower in _JOINS
            or token.pos_ in ("PROPN", "NOUN", "ADJ")
            or token.tag_ == "POS"
            or token.text == "-"
        )
        if not fits or (token.pos_ in ("VERB", "AUX", "PRON", "ADV") and lower not in _modifiers()):
            break
        start -= 1
        if start > 0 and doc[start].is_sent_start:
            break
    while start < end and (doc[start].lower_ in _JOINS or doc[start].text in ("-", "'s", "’s")):
        start += 1
    return start


def _before(doc: Doc, end: int, taken: Collection[int]) -> Role | None:
    """ "Ruritanian Foreign Minister Anna Berg", "Ruritania's deputy minister of trade Anna Berg"."""
    start = _walk_left(doc, end, taken)
    found = _role_noun(doc, start, end)
    if found is None:
        return None
    owner = None
    for position in range(found, start, -1):
        if doc[position].tag_ == "POS":
            start, owner = position + 1, position - 1
            break
        if doc[position].lower_ == "and" and position < found and doc[position - 1].lower_ not in _modifiers():
            start = position + 1
            break
    return Role((_trim_role(doc, start, found), end), found, owner=owner)


def _role_noun(doc: Doc, start: int, end: int) -> int | None:
    """The head noun of a role in ``start`` to ``end``: last word, or before "of ..." at the end."""
    for position in range(end - 1, start - 1, -1):
        if doc[position].lower_ in role_sectors():
            rest = doc[position + 1 : end]
            if doc[position].lower_ == "general" and position > start and doc[position - 1].lower_ in role_sectors():
                position -= 1
                rest = doc[position + 2 : end]
            linked = len(rest) > 1 and rest[0].lower_ in ("of", "for", "to")
            return position if not len(rest) or linked or rest.text == "." else None
    return None


def _trim_role(doc: Doc, start: int, noun: int) -> int:
    """Leave out what stands before the role and is no part of it: "in London Foreign Secretary ..."."""
    for position in range(noun, start - 1, -1):
        if doc[position].lower_ in ("of", "the", "to", "for") and doc[position - 1].lower_ not in role_sectors():
            return position + 1
    return start


def _after(doc: Doc, end: int, is_body: Callable[[int], bool], taken: Collection[int]) -> Role | None:
    """ "Anna Berg, deputy director of the Institute for Peace in Zenda,": up to the comma, the verb or the end."""
    if end + 1 >= len(doc) or doc[end].text not in (",", "("):
        return None
    if doc[end + 1].pos_ == "CCONJ":
        return None
    stop = _phrase_end(doc, end + 1)
    start = end + 1
    if start < stop and doc[start].like_num and start + 1 < stop and doc[start + 1].text == ",":
        start += 2
        stop = _phrase_end(doc, start)
    noun = next((i for i in range(start, min(stop, start + 9)) if doc[i].lower_ in role_sectors()), None)
    if noun is None or any(_no_modifier(doc, i) for i in range(start, noun)):
        return None
    if any(i in taken for i in range(start, noun)):
        return None
    while noun + 1 < stop and (doc[noun + 1].lower_ in role_sectors() or doc[noun + 1].text == "-"):
        noun += 1
    while start < noun and (doc[start].pos_ in ("DET", "PRON") or doc[start].tag_ == "RB"):
        start += 1
    role_end, affiliation = _split(doc, noun + 1, stop, is_body)
    owner = next((i - 1 for i in range(noun, start, -1) if doc[i].tag_ == "POS"), None)
    return Role((start if owner is None else owner + 2, role_end), noun, affiliation, owner)


def _no_modifier(doc: Doc, position: int) -> bool:
    token = doc[position]
    return token.lower_ in _AT or (
        token.pos_ in ("VERB", "AUX") and token.dep_ != "amod" and token.tag_ not in ("VBN", "VBG")
    )


def _phrase_end(doc: Doc, start: int) -> int:
    """Where a description that begins at ``start`` ends: a comma, a stop, a finite verb or a relative pronoun."""
    position = start
    while position < len(doc) and position - start < 30:
        token = doc[position]
        if token.text in _STOPS or token.is_space or token.tag_ in ("VBD", "VBZ", "VBP", "WP", "WDT", "MD", "WRB"):
            break
        if token.text == "," and not _comma_inside(doc, position):
            break
        position += 1
    return position


def _comma_inside(doc: Doc, position: int) -> bool:
    """A comma inside the name of a place or an institution: "the University of California, Berkeley,"."""
    after = doc[position + 1] if position + 1 < len(doc) else None
    before = doc[position - 1]
    return bool(
        after is not None
        and after.text[0].isupper()
        and before.text[0].isupper()
        and after.pos_ == "PROPN"
        and position + 2 < len(doc)
        and doc[position + 2].text == ","
        and after.ent_type_ == "GPE"
    )


def office_start(doc: Doc, start: int) -> int:
    """Where the capitalised office right before a name begins: "Prime Minister" of "British Prime Minister Anna Berg"."""
    begin = start
    while begin > 0 and doc[begin - 1].text[0].isupper():
        word = doc[begin - 1].lower_
        if word not in role_sectors() and (begin == start or word not in _modifiers()):
            break
        begin -= 1
    return begin


def _split(doc: Doc, start: int, stop: int, is_body: Callable[[int], bool]) -> tuple[int, Range | None]:
    """Where the role ends and which words are the affiliation, in the words after the role's head noun."""
    for position in range(start, stop):
        token = doc[position]
        if token.lower_ not in _AT:
            continue
        first = position + 1
        while first < stop and doc[first].pos_ in ("DET", "PRON", "ADJ", "NUM") and not is_body(first):
            first += 1
        named = any(is_body(i) for i in range(first, min(first + 3, stop)))
        placed = token.lower_ in ("at", "with", "in") and first < stop and doc[first].pos_ == "PROPN"
        if named or placed:
            begin = position + 1 if doc[position + 1].pos_ != "DET" else position + 2
            return position, (begin, stop) if begin < stop else None
    return stop, None


def _apposed(doc: Doc, start: int, is_body: Callable[[int], bool], taken: Collection[int]) -> Role | None:
    """ "the Foreign Minister, Mrs Berg,": a definite role, a comma, the name."""
    if start < 2 or doc[start - 1].text != ",":
        return None
    end = start - 1
    begin = _walk_left(doc, end, taken)
    noun = next((i for i in range(begin, end) if doc[i].lower_ in role_sectors() or opposite_number(doc, i)), None)
    if noun is None:
        return None
    begin = _trim_role(doc, begin, noun)
    if begin == 0:
        return None
    opener = doc[begin - 1]
    if opener.tag_ == "POS" and begin > 1:
        role_end, affiliation = _split(doc, noun + 1, end, is_body)
        return Role((begin, role_end), noun, affiliation, begin - 2)
    possessed = any(doc[i].tag_ == "POS" for i in range(begin, noun))
    if (
        opener.lower_ not in ("the", "its", "their", "his", "her", "our", "my", "a", "an")
        and not possessed
        and not is_body(begin)
    ):
        return None
    while noun + 1 < end and doc[noun + 1].lower_ in role_sectors():
        noun += 1
    owner = next((i - 1 for i in range(noun, begin, -1) if doc[i].tag_ == "POS"), None)
    role_end, affiliation = _split(doc, noun + 1, end, is_body)
    return Role((begin if owner is None else owner + 2, role_end), noun, affiliation, owner)


def _belongs(doc: Doc, end: int, is_body: Callable[[int], bool]) -> Role | None:
    """ "Anna Berg of the Institute for Peace", "Berg, of Zenda University,": an affiliation without a role."""
    position = end + 1 if end < len(doc) and doc[end].text == "," else end
    if position + 1 >= len(doc) or doc[position].lower_ not in ("of", "at", "from", "with"):
        return None
    first = position + 1
    if doc[first].pos_ == "DET":
        first += 1
    stop = _phrase_end(doc, first)
    of_state = doc[position].lower_ == "of" and doc[first].ent_type_ == "GPE"
    if first < stop and of_state:
        return Role(None, None, (first, first + 1))
    if first >= stop or not is_body(first) or not doc[first].text[0].isupper():
        return None
    last = first
    while last < stop and (is_body(last) or doc[last].tag_ == "POS" or doc[last].lower_ in ("in", "at", "the", ",")):
        last += 1
    while last > first and not is_body(last - 1):
        last -= 1
    return Role(None, None, (first, last))


def opposite_number(doc: Doc, position: int) -> bool:
    """Whether the token ends "opposite number", the British for a counterpart."""
    return position > 0 and doc[position].lower_ == "number" and doc[position - 1].lower_ == "opposite"


def gender_titles(doc: Doc, run: NameRun) -> str | None:
    """The title before a name as it stands ("Mrs"), if there is one."""
    if run.honorific is None:
        return None
    return next((t.text for t in doc[run.honorific : run.start] if t.lower_ in honorifics()), None)
