"""What an article says a person is: role and affiliation, from the words around the name.

Three shapes carry nearly all of it: the role before the name ("Ruritanian Foreign Minister Anna Berg"), the name in
apposition to the role ("the Foreign Minister, Mrs Berg,"), and the description after the name ("Anna Berg, deputy director
of the Institute for Peace in Zenda,").
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from toolkit import lexicon
from toolkit.nlp.actors.person_words import NameRun, before_full_stop, before_post, role_sectors, word_list
from toolkit.nlp.layers import Range
from toolkit.records import ActorType

LONGEST, LONGEST_AFTER, LATEST_NOUN = 14, 30, 9
"""Words that a role before a name has at most, a description after one, and words within which that must name a role; set
by hand."""

_JOINS = frozenset({"of", "for", "and", "the", "to", "&"})
_AT = frozenset({"of", "at", "for", "with", "in", "from"})
_PLACED = frozenset({"at", "with", "in"})
"""Prepositions after which any name is where somebody works; after the others it must be known for an organisation."""
_BELONGING = frozenset({"of", "at", "from", "with"})
_OF_ROLES = frozenset({"of", "for", "to"})
_BEFORE_ROLES = _OF_ROLES | {"the"}
_INSIDE_NAME = frozenset({"in", "at", "the", ","})
_DETERMINERS = frozenset({"the", "its", "their", "his", "her", "our", "my", "a", "an"})
_MARKS = frozenset({"-", "'s", "’s"})
_STOPS = frozenset({".", ";", ":", "(", ")", "—", "–", "--", '"', "“", "”", "‘", "’", "``", "''"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "WP", "WDT", "MD", "WRB"})
"""Tags of words with which a description ends: finite verbs and relative pronouns."""

Named = Callable[[int], ActorType | None]
"""Of what the token at a position is a name, or part of one: an organisation, a state or place, or ``None``."""
_NEAR_NAME = 3
"""So many words behind a preposition and what qualifies are looked at for the name of a body."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role and what it belongs to, in token positions; ``noun`` is the role's head noun."""

    role: Range | None
    noun: int | None
    affiliation: Range | None = None
    owner: int | None = None
    """Position of the last token of a possessor before the role ("Ruritania's foreign minister")."""

    def positions(self) -> list[int]:
        """Positions of the possessor, of the role's words and of the affiliation's."""
        owner = [] if self.owner is None else [self.owner]
        return [*owner, *range(*self.role or (0, 0)), *range(*self.affiliation or (0, 0))]


@cache
def offices() -> dict[str, str]:
    """Country of the offices that are named without one, by office in lower case."""
    found = lexicon.document("persons")["offices"]
    return {office.lower(): country for country, names in found.items() for office in names}


def roles_of(doc: Doc, run: NameRun, named: Named, taken: Collection[int]) -> list[Role]:
    """The roles that the words around one naming of a person give, the surest first.

    Parameters
    ----------
    doc
        The Doc.
    run
        The naming.
    named
        Of what the token at a position is a name, persons left out.
    taken
        Positions of the names of persons: no role runs over them.
    """
    start = run.honorific if run.honorific is not None else run.start
    before = _before(doc, start, taken) or _apposed(doc, start, named, taken)
    after = _after(doc, run.end, named, taken) or _belonging(doc, run.end, named)
    return [role for role in (before, after) if role is not None]


def _walk_left(doc: Doc, end: int, taken: Collection[int]) -> int:
    """Where the words that can form a role, and end at ``end``, begin."""
    last = before_full_stop(doc, end)
    start = last if last < end - 1 and doc[last].lower_ in role_sectors() else end
    while start > 0 and end - start < LONGEST and start - 1 not in taken and _in_role(doc[start - 1]):
        start -= 1
        if doc[start].is_sent_start:
            break
    return next((i for i in range(start, end) if not _only_joins(doc[i])), end)


def _only_joins(token: Token) -> bool:
    return token.lower_ in _JOINS or token.text in _MARKS


def _in_role(token: Token) -> bool:
    """Whether a word can be part of a role before a name."""
    if token.is_space or token.text in _STOPS or token.text == ",":
        return False
    if token.lower_ in word_list("modifiers"):
        return True
    if token.pos_ in ("VERB", "AUX", "PRON", "ADV"):
        return False
    return token.pos_ in ("PROPN", "NOUN", "ADJ") or token.lower_ in _JOINS or token.tag_ == "POS" or token.text == "-"


def _before(doc: Doc, end: int, taken: Collection[int]) -> Role | None:
    """ "Ruritanian Foreign Minister Anna Berg", "Ruritania's deputy minister of trade Anna Berg"."""
    start = _walk_left(doc, end, taken)
    noun = _role_noun(doc, start, end)
    if noun is None:
        return None
    owner = None
    for position in range(noun, start, -1):
        if doc[position].tag_ == "POS":
            start, owner = position + 1, position - 1
            break
        if doc[position].lower_ == "and" and doc[position - 1].lower_ not in word_list("modifiers"):
            start = position + 1
            break
    return Role((_trim_role(doc, start, noun), end), noun, owner=owner)


def _role_noun(doc: Doc, start: int, end: int) -> int | None:
    """The head noun of a role in ``start`` to ``end``: last word, or before "of ..." at the end."""
    last = next((i for i in range(end - 1, start - 1, -1) if doc[i].lower_ in role_sectors()), None)
    if last is None or not _may_follow_role([t.lower_ for t in doc[last + 1 : end]]):
        return None
    postposed = last > start and doc[last].lower_ in word_list("postposed")
    return last - 1 if postposed and doc[last - 1].lower_ in role_sectors() else last


def _may_follow_role(words: list[str]) -> bool:
    """Whether words between a role and a name are none, the full stop of an abbreviation or "of ..."."""
    return words in ([], ["."]) or (len(words) > 1 and words[0] in _OF_ROLES)


def _trim_role(doc: Doc, start: int, noun: int) -> int:
    """Leave out what stands before the role and is no part of it: "in London Foreign Secretary ..."."""
    for position in range(noun, start - 1, -1):
        if doc[position].lower_ in _BEFORE_ROLES and doc[position - 1].lower_ not in role_sectors():
            return position + 1
    return start


def _after(doc: Doc, end: int, named: Named, taken: Collection[int]) -> Role | None:
    """ "Anna Berg, deputy director of the Institute for Peace in Zenda,": up to the comma, the verb or the end."""
    start = _description_start(doc, end)
    if start is None or doc[end].text not in (",", "(") or doc[start].pos_ == "CCONJ":
        return None
    stop = _phrase_end(doc, start)
    noun = next((i for i in range(start, min(stop, start + LATEST_NOUN)) if doc[i].lower_ in role_sectors()), None)
    if noun is None or any(i in taken or _no_modifier(doc[i]) for i in range(start, noun)):
        return None
    noun = _last_role(doc, noun, stop)
    return _described(doc, _without_determiner(doc, start, noun), noun, stop, named)


def _description_start(doc: Doc, mark: int) -> int | None:
    """Where a description after a comma or a bracket begins, an age left out: at "a" in ", 43, a teacher"."""
    aged = mark + 2 < len(doc) and doc[mark + 1].like_num and doc[mark + 2].text == ","
    start = mark + 3 if aged else mark + 1
    return start if start < len(doc) else None


def _last_role(doc: Doc, noun: int, stop: int) -> int:
    """The last of the head nouns of roles that follow each other: "general" of "director-general"."""
    after = noun + 1
    while after < stop and (doc[after].lower_ in role_sectors() or doc[after].text == "-"):
        noun = after if doc[after].text != "-" else noun
        after += 1
    return noun


def _without_determiner(doc: Doc, start: int, noun: int) -> int:
    while start < noun and (doc[start].pos_ in ("DET", "PRON") or doc[start].tag_ == "RB"):
        start += 1
    return start


def _no_modifier(token: Token) -> bool:
    """A preposition or a verb: what comes after it is no head noun of the description."""
    verb = token.pos_ in ("VERB", "AUX") and token.tag_ not in ("VBN", "VBG")
    return verb or token.lower_ in _AT


def _described(doc: Doc, start: int, noun: int, stop: int, named: Named) -> Role:
    """The role of a description whose words from ``start`` to ``stop`` hold the head noun: owner, role, affiliation."""
    role_end, affiliation = _split(doc, noun + 1, stop, named)
    owner = next((i - 1 for i in range(noun, start, -1) if doc[i].tag_ == "POS"), None)
    return Role((start if owner is None else owner + 2, role_end), noun, affiliation, owner)


def _phrase_end(doc: Doc, start: int) -> int:
    """Where a description that begins at ``start`` ends: a comma, a stop, a finite verb or a relative pronoun."""
    position = start
    while position < len(doc) and position - start < LONGEST_AFTER:
        token = doc[position]
        if token.text in _STOPS or token.is_space or token.tag_ in _FINITE:
            break
        if token.text == "," and not _comma_inside(doc, position):
            break
        position += 1
    return position


def _comma_inside(doc: Doc, position: int) -> bool:
    """A comma inside the name of a place or an institution: "the University of California, Berkeley,"."""
    if position + 2 >= len(doc) or doc[position + 2].text != ",":
        return False
    before, after = doc[position - 1], doc[position + 1]
    capitals = before.text[0].isupper() and after.text[0].isupper()
    return capitals and after.ent_type_ == "GPE"


def office_start(doc: Doc, start: int) -> int:
    """Where the capitalised office right before a name begins: "Prime Minister" of "British Prime Minister Anna Berg"."""
    begin = start
    while begin > 0 and doc[begin - 1].text[0].isupper():
        word = doc[begin - 1].lower_
        if word not in role_sectors() and (begin == start or word not in word_list("modifiers")):
            break
        begin -= 1
    return begin


def _split(doc: Doc, start: int, stop: int, named: Named) -> tuple[int, Range | None]:
    """Where the role ends and which words are the affiliation, in the words after the role's head noun."""
    for position in range(start, stop):
        if doc[position].lower_ in _AT and _names_body(doc, position, stop, named):
            begin = position + 1 if doc[position + 1].pos_ != "DET" else position + 2
            return position, (begin, stop)
    return stop, None


def _names_body(doc: Doc, preposition: int, stop: int, named: Named) -> bool:
    """Whether a name comes after the preposition, or what must be one."""
    first = preposition + 1
    while first < stop and doc[first].pos_ in ("DET", "PRON", "ADJ", "NUM") and named(first) is None:
        first += 1
    placed = doc[preposition].lower_ in _PLACED and first < stop and doc[first].pos_ == "PROPN"
    return placed or any(named(i) is not None for i in range(first, min(first + _NEAR_NAME, stop)))


def _apposed(doc: Doc, start: int, named: Named, taken: Collection[int]) -> Role | None:
    """ "the Foreign Minister, Mrs Berg,": a definite role, a comma, the name."""
    end = start - 1
    if end < 1 or doc[end].text != ",":
        return None
    begin = _walk_left(doc, before_post(doc, end), taken)
    noun = next((i for i in range(begin, end) if _names_role(doc, i)), None)
    if noun is None:
        return None
    begin = _trim_role(doc, begin, noun)
    if begin > 1 and doc[begin - 1].tag_ == "POS":
        role_end, affiliation = _split(doc, noun + 1, end, named)
        return Role((begin, role_end), noun, affiliation, begin - 2)
    if not _is_definite(doc, begin, noun, named):
        return None
    return _described(doc, begin, _last_role(doc, noun, end), end, named)


def _is_definite(doc: Doc, begin: int, noun: int, named: Named) -> bool:
    """Whether a role is somebody's or has an article: a determiner, a possessor or a name before its head noun."""
    possessed = any(doc[i].tag_ == "POS" for i in range(begin, noun))
    determined = begin > 0 and doc[begin - 1].lower_ in _DETERMINERS
    return possessed or determined or named(begin) is not None


def _belonging(doc: Doc, end: int, named: Named) -> Role | None:
    """ "Anna Berg of the Institute for Peace", "Berg, of Zenda University,": an affiliation without a role."""
    position = end + 1 if end < len(doc) and doc[end].text == "," else end
    if position + 1 >= len(doc) or doc[position].lower_ not in _BELONGING:
        return None
    first = position + 2 if doc[position + 1].pos_ == "DET" else position + 1
    stop = _phrase_end(doc, first)
    if first >= stop:
        return None
    if doc[position].lower_ == "of" and doc[first].ent_type_ == "GPE":
        return Role(None, None, (first, first + 1))
    return _of_body(doc, first, stop, named)


def _of_body(doc: Doc, first: int, stop: int, named: Named) -> Role | None:
    """The affiliation that begins at a name, if that is an organisation's."""
    if named(first) != ActorType.ORGANISATION:
        return None
    return Role(None, None, (first, _body_end(doc, first, stop, named)))


def _body_end(doc: Doc, first: int, stop: int, named: Named) -> int:
    """Where the names of organisations that begin at ``first``, joined by "in", "at" or a possessive, end."""
    last = end = first
    while last < stop:
        if named(last) == ActorType.ORGANISATION:
            end = last + 1
        elif doc[last].tag_ != "POS" and doc[last].lower_ not in _INSIDE_NAME:
            break
        last += 1
    return end


def _names_role(doc: Doc, position: int) -> bool:
    """A head noun of roles, or the end of a role of two words, such as "opposite number", the British for a counterpart."""
    if doc[position].lower_ in role_sectors():
        return True
    return position > 0 and f"{doc[position - 1].lower_} {doc[position].lower_}" in word_list("two_word_roles")
