"""Runs of words that could be a person's name, and what speaks for and against them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from spacy.tokens import Doc, Token

from toolkit import lexicon
from toolkit.nlp.actors.person_words import (
    NOT_NAMES,
    NameRun,
    before_full_stop,
    given_names,
    honorifics,
    is_capitalised,
    no_person_words,
    role_sectors,
    surname_first,
    word_list,
)

LONGEST = 5
"""No name of a person has more words."""

_LINK = 3
"""Particles and hyphens between two words of a name, at most."""
_ABBREVIATION = 3
"""Letters that a word in capitals has at most if it is a name; set by hand, as is the next."""
_DESCRIPTION = 8
"""Words between a comma and the role that it sets off, at most; set by hand."""

TAGGED = {"PERSON": 0.7, "ORG": -0.6, "GPE": -0.8, "LOC": -1.0, "FAC": -0.8, "NORP": -0.8, "WORK_OF_ART": -0.6}
"""What the entity tagger's label of a name says for or against a person; set by hand, as all of the weights below."""
TITLED, ROLE_BEFORE, ROLE_BEFORE_COMMA = 2.0, 1.5, 1.2
"""A title before the name; without one, a role right before it, or before a comma and a name of several words."""
GIVEN_NAME, SURNAME_FIRST, SPEAKER, ROLE_AFTER = 1.5, 0.5, 0.5, 1.2
"""For a name of several words: it begins with a given name, or with a surname as Chinese and Korean names do, it is the
subject of a verb of speech, a role follows after a comma."""
TAGGED_SUBJECT = 0.3
"""For a name tagged as a person's: it is a subject, an agent, an owner or a speaker."""
CAPITALS, OTHER_NAME = -1.0, -2.0
"""A single word in capitals; the name goes on as that of a place or of an organisation."""

_NO_NAME = frozenset({"DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "NUM", "INTJ"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "poss", "agent"})
_ENDS = frozenset({",", ".", ";"})
_LEAST_TRIMMED = 3
"""Words of a run from which on the first may be none of the name; set by hand."""
_LONGEST_BEHIND_ROLE = 3
"""Words of a name that an office before it proves; a longer one is more likely a body or a title."""


def candidate_runs(doc: Doc, blocked: Collection[int]) -> Iterator[NameRun]:
    """Runs of capitalised words that could be a person's name, ``blocked`` positions left out."""
    position, size = 0, len(doc)
    while position < size:
        if not _opens_name(doc, position, blocked):
            position += 1
            continue
        end = _name_end(doc, position, blocked)
        start = _trim_start(doc, position, end)
        if end - start <= LONGEST + 2:
            yield run_at(doc, start, end)
        position = end


def run_at(doc: Doc, start: int, end: int) -> NameRun:
    """The naming that the tokens ``start`` to ``end`` are."""
    return NameRun(start, end, tuple(doc[start:end].text.split()), _honorific_before(doc, start))


def _opens_name(doc: Doc, position: int, blocked: Collection[int]) -> bool:
    token = doc[position]
    if position in blocked or not _is_name_word(doc, position):
        return False
    named = token.pos_ == "PROPN" or token.ent_type_ == "PERSON"
    return named or token.lower_ in given_names() or _titled(doc, position)


def _titled(doc: Doc, position: int) -> bool:
    return position > 0 and _is_title(doc[position - 1])


def _is_title(token: Token) -> bool:
    return token.lower_ in honorifics() and token.text[0].isupper()


def _after_given(doc: Doc, position: int) -> bool:
    """Whether a given name stands before the token."""
    return position > 0 and doc[position - 1].lower_ in given_names() and is_capitalised(doc[position - 1])


def _is_name_word(doc: Doc, position: int) -> bool:
    """Whether a word can be part of a person's name where it stands."""
    token = doc[position]
    if not is_capitalised(token):
        return False
    if token.lower_ in NOT_NAMES:
        return _is_tagged_here(doc, position) and _is_surname_here(doc, position)
    if _is_initial(token.lower_) and _after_given(doc, position):
        return True
    if _is_shouted(token) or _modifies_office(doc, position):
        return False
    if _has_other_use(token.lower_):
        return _is_surname_here(doc, position) or _is_given_here(doc, position)
    return token.pos_ not in _NO_NAME


def _is_tagged_here(doc: Doc, position: int) -> bool:
    """Whether the entity tagger takes a word, or the one before it, for a person's name."""
    return position > 0 and "PERSON" in (doc[position].ent_type_, doc[position - 1].ent_type_)


def _is_shouted(token: Token) -> bool:
    """A longer word in capitals that the entity tagger takes for no person's name."""
    return token.is_upper and len(token) > _ABBREVIATION and token.ent_type_ != "PERSON"


def _has_other_use(lower: str) -> bool:
    """Whether a word is known as a title, a role or part of names that are no persons'."""
    return lower in honorifics() or lower in role_sectors() or lower in no_person_words()


def _modifies_office(doc: Doc, position: int) -> bool:
    """ "Prime" of "Prime Minister", "White" of "White House Secretary"."""
    if doc[position].lower_ not in word_list("modifiers") or position + 1 >= len(doc):
        return False
    return doc[position + 1].lower_ in role_sectors() or doc[position + 1].lower_ in word_list("modifiers")


def _is_initial(lower: str) -> bool:
    """Whether a title is an initial as well: "M." in "Anna M. Berg"."""
    return len(lower) == 2 and lower.endswith(".") and lower in honorifics()


def _is_surname_here(doc: Doc, position: int) -> bool:
    """ "King" in "Tom King said": a word of another use right after a given name, with no name after it."""
    if not _after_given(doc, position):
        return False
    if doc[position].lower_ in no_person_words() and doc[position].ent_type_ != "PERSON":
        return False
    after = doc[position + 1] if position + 1 < len(doc) else None
    return after is None or not is_capitalised(after)


def _is_given_here(doc: Doc, position: int) -> bool:
    """ "Bill" in "Mr Bill Berg": a given name that is also another word, after a title or tagged as a person's."""
    if doc[position].lower_ not in given_names() or position + 1 >= len(doc):
        return False
    after = doc[position + 1]
    named = is_capitalised(after) and after.lower_ not in no_person_words()
    return named and (_titled(doc, position) or doc[position].ent_type_ == after.ent_type_ == "PERSON")


def _name_end(doc: Doc, start: int, blocked: Collection[int]) -> int:
    """Where the run of name words that begins at ``start`` ends; particles and hyphens only between words."""

    def is_word(position: int) -> bool:
        return position not in blocked and _is_name_word(doc, position)

    end = start + 1
    while end < len(doc) and not _breaks(doc, end):
        if (is_word(end) and doc[end].pos_ != "VERB") or doc[end].lower_ in word_list("suffixes"):
            end += 1
            continue
        after = _after_link(doc, end)
        if after is None or not (is_word(after) or (doc[end].text == "-" and doc[after].is_alpha)):
            break
        end = after + 1
    return end


def _after_link(doc: Doc, position: int) -> int | None:
    """Where the name can go on after the particle or the hyphen at a position, if there is one."""
    token, particles = doc[position], word_list("particles")
    hyphen = token.text == "-" and not doc[position - 1].whitespace_ and not token.whitespace_
    if not hyphen and token.lower_ not in particles:
        return None
    after = position + 1
    while after < len(doc) and (doc[after].lower_ in particles or doc[after].text == "-"):
        after += 1
    return after if after < len(doc) and after - position <= _LINK else None


def _breaks(doc: Doc, position: int) -> bool:
    """A sentence or a unit begins at the token."""
    token = doc[position]
    return token.is_space or (token.is_sent_start is True and not doc[position - 1].text.endswith("."))


def _trim_start(doc: Doc, start: int, end: int) -> int:
    """Leave out words before the given name: "Yesterday Anna Berg" is Anna Berg."""
    opens = doc[start].lower_ in given_names() or _titled(doc, start) or _role_precedes(doc, start)
    if end - start < _LEAST_TRIMMED or opens:
        return start
    return next((i for i in range(start + 1, end - 1) if _can_open(doc, i)), start)


def _can_open(doc: Doc, position: int) -> bool:
    """A given name that is no particle, neither after a hyphen nor after an initial."""
    token, before = doc[position], doc[position - 1]
    given = token.lower_ in given_names() and is_capitalised(token) and token.lower_ not in word_list("particles")
    return given and before.text != "-" and len(before.text.rstrip(".")) > 1


def _honorific_before(doc: Doc, start: int) -> int | None:
    """Position of the first of the titles before a name, if there is one."""
    position = before_full_stop(doc, start)
    if position < 0 or not _is_title(doc[position]):
        return None
    if _is_initial(doc[position].lower_) and position > 0 and doc[position - 1].lower_ in given_names():
        return None
    while position > 0 and _is_title(doc[position - 1]):
        position -= 1
    return position


def evidence(doc: Doc, run: NameRun) -> float:
    """How strongly this place says that the run names a person; negative: that it does not."""
    tagged = doc[run.end - 1].ent_type_ or doc[run.start].ent_type_
    score = TAGGED.get(tagged, 0.0) + _said_before(doc, run)
    for weight, holds in _said_of_words(doc, run, tagged):
        score += weight if holds else 0.0
    return score


def _said_before(doc: Doc, run: NameRun) -> float:
    """What the words before a name say for it."""
    if run.honorific is not None:
        return TITLED
    if _role_precedes(doc, run.start) and len(run.words) <= _LONGEST_BEHIND_ROLE:
        return ROLE_BEFORE
    return ROLE_BEFORE_COMMA if len(run.words) > 1 and _role_before_comma(doc, run.start) else 0.0


def _said_of_words(doc: Doc, run: NameRun, tagged: str) -> Iterator[tuple[float, bool]]:
    """What the words of a name, their place in the clause and what follows say: each weight, and whether it counts."""
    last, several = doc[run.end - 1], len(run.words) > 1
    if several:
        yield GIVEN_NAME, run.words[0].lower() in given_names()
        yield SURNAME_FIRST, surname_first(run.words)
        yield SPEAKER, _speaks(last)
        yield ROLE_AFTER, _role_follows(doc, run.end)
    if tagged == "PERSON":
        yield TAGGED_SUBJECT, last.dep_ in _SUBJECTS or _speaks(last)
    yield CAPITALS, not several and last.is_upper and len(last) > 2
    yield OTHER_NAME, other_name_follows(doc, run.end)


def other_name_follows(doc: Doc, end: int) -> bool:
    """A noun of places or a capitalised head noun of organisations: "Berg Street", "Anna Berg Foundation"."""
    if end >= len(doc):
        return False
    heads = lexicon.words("bodies", "heads") - lexicon.words("bodies", "never_after_person")
    return doc[end].lower_ in word_list("place_after") or doc[end].text in heads


def _role_precedes(doc: Doc, start: int) -> bool:
    """A role right before the name: "Minister Berg", "Col. Berg"."""
    position = before_full_stop(doc, start)
    return position >= 0 and doc[position].lower_ in role_sectors()


def _role_before_comma(doc: Doc, start: int) -> bool:
    """A role, a comma, the name: "its environment minister, Anna Berg", "the Minister of Trade, Anna Berg"."""
    if start < 2 or doc[start - 1].text != ",":
        return False
    before = reversed(doc[max(0, start - _DESCRIPTION) : start - 1])
    return _finds_role(before, lambda t: t.pos_ in ("VERB", "AUX"))


def _role_follows(doc: Doc, end: int) -> bool:
    """ ", the deputy director", ", 43, a teacher": a description of a person after a comma."""
    if end >= len(doc) or doc[end].text != ",":
        return False
    after = doc[end + 1 : end + 1 + _DESCRIPTION]
    return _finds_role(after, lambda t: t.tag_ in ("VBD", "VBZ", "VBP", "MD"))


def _finds_role(tokens: Iterable[Token], is_verb: Callable[[Token], bool]) -> bool:
    """Whether the first of the words that is a role, a mark or a verb is a role."""
    for token in tokens:
        if token.text in _ENDS or is_verb(token):
            return False
        if token.lower_ in role_sectors():
            return True
    return False


def _speaks(token: Token) -> bool:
    """Whether a name is the subject of a verb of speech, or stands right before one that tells ("..., Anna Berg said")."""
    if token.dep_ == "nsubj" and token.head.lemma_ in word_list("speech"):
        return True
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return after is not None and after.tag_ in ("VBD", "VBZ") and after.lemma_ in word_list("speech")
