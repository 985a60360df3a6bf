"""Runs of words that could be a person's name, and what speaks for and against them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Doc, Token

from toolkit import lexicon
from toolkit.nlp.actors.person_words import (
    NOT_NAMES,
    PLACE_AFTER,
    NameRun,
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

_TAGGED = {"PERSON": 0.7, "ORG": -0.6, "GPE": -0.8, "LOC": -1.0, "FAC": -0.8, "NORP": -0.8, "WORK_OF_ART": -0.6}
"""What the entity tagger's label of a name says for or against a person; set by hand."""


def candidate_runs(doc: Doc, blocked: Collection[int]) -> Iterator[NameRun]:
    """Runs of capitalised words that could be a person's name."""
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
    if not _is_name_word(doc, position, blocked):
        return False
    return (
        token.pos_ == "PROPN" or token.ent_type_ == "PERSON" or token.lower_ in given_names() or _titled(doc, position)
    )


def _titled(doc: Doc, position: int) -> bool:
    return position > 0 and doc[position - 1].lower_ in honorifics() and doc[position - 1].text[0].isupper()


def _is_name_word(doc: Doc, position: int, blocked: Collection[int]) -> bool:
    token = doc[position]
    if position in blocked or not is_capitalised(token):
        return False
    if token.lower_ in NOT_NAMES:
        named = position > 0 and "PERSON" in (token.ent_type_, doc[position - 1].ent_type_)
        return named and _is_surname_here(doc, position)
    if token.is_upper and len(token) > 3 and token.ent_type_ != "PERSON":
        return False
    lower = token.lower_
    if (
        lower == "m."
        and position > 0
        and doc[position - 1].lower_ in given_names()
        and is_capitalised(doc[position - 1])
    ):
        return True
    if lower in word_list("modifiers") and position + 1 < len(doc) and _is_office_word(doc[position + 1].lower_):
        return False
    if lower in honorifics() or lower in role_sectors() or lower in no_person_words():
        return _is_surname_here(doc, position) or _is_given_here(doc, position)
    return token.pos_ not in ("DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "NUM", "INTJ")


def _is_office_word(word: str) -> bool:
    return word in role_sectors() or word in word_list("modifiers")


def _is_surname_here(doc: Doc, position: int) -> bool:
    """ "King" in "Tom King said": a word of another use right after a given name, with no name after it."""
    if position == 0 or doc[position - 1].lower_ not in given_names() or not is_capitalised(doc[position - 1]):
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
    end, size = start + 1, len(doc)
    particles, suffixes = word_list("particles"), word_list("suffixes")
    while end < size:
        token = doc[end]
        if _breaks(doc, end):
            break
        if (_is_name_word(doc, end, blocked) and token.pos_ != "VERB") or token.lower_ in suffixes:
            end += 1
        elif (
            token.text == "-" and not doc[end - 1].whitespace_ and not token.whitespace_
        ) or token.lower_ in particles:
            after = end + 1
            while after < size and (doc[after].lower_ in particles or doc[after].text == "-"):
                after += 1
            joined = token.text == "-" and after < size and doc[after].is_alpha
            if after < size and (joined or _is_name_word(doc, after, blocked)) and after - end <= 3:
                end = after + 1
            else:
                break
        else:
            break
    return end


def _breaks(doc: Doc, position: int) -> bool:
    """A sentence or a unit begins at the token."""
    token = doc[position]
    return token.is_space or (token.is_sent_start is True and not doc[position - 1].text.endswith("."))


def _trim_start(doc: Doc, start: int, end: int) -> int:
    """Leave out words before the given name: "Yesterday Anna Berg" is Anna Berg."""
    names = given_names()
    if end - start < 3 or doc[start].lower_ in names or _titled(doc, start) or _role_precedes(doc, start):
        return start
    for position in range(start + 1, end - 1):
        before = doc[position - 1]
        if (
            doc[position].lower_ in names
            and is_capitalised(doc[position])
            and before.text != "-"
            and doc[position].lower_ not in word_list("particles")
            and len(before.text.rstrip(".")) > 1
        ):
            return position
    return start


def _honorific_before(doc: Doc, start: int) -> int | None:
    position = start - 1
    if position >= 0 and doc[position].text == "." and position > 0:
        position -= 1
    if position < 0 or doc[position].lower_ not in honorifics() or not doc[position].text[0].isupper():
        return None
    if doc[position].lower_ == "m." and position > 0 and doc[position - 1].lower_ in given_names():
        return None
    while position > 0 and doc[position - 1].lower_ in honorifics() and doc[position - 1].text[0].isupper():
        position -= 1
    return position


def evidence(doc: Doc, run: NameRun) -> float:
    """How strongly this place says that the run names a person; negative: that it does not."""
    score = 0.0
    tagged = doc[run.end - 1].ent_type_ or doc[run.start].ent_type_
    score += _TAGGED.get(tagged, 0.0)
    if run.honorific is not None:
        score += 2.0
    elif _role_precedes(doc, run.start) and len(run.words) < 4:
        score += 1.5
    elif len(run.words) > 1 and _role_before_comma(doc, run.start):
        score += 1.2
    first = run.words[0].lower()
    if len(run.words) > 1:
        score += 1.5 if first in given_names() else 0.0
        score += 0.5 if surname_first(run.words) else 0.0
        score += 0.5 if _speaks(doc[run.end - 1]) else 0.0
        score += 1.2 if _role_follows(doc, run.end) else 0.0
    last = doc[run.end - 1]
    if tagged == "PERSON":
        score += 0.3 if last.dep_ in ("nsubj", "nsubjpass", "poss", "agent") or _speaks(last) else 0.0
        score += 0.2 if len(run.words) > 1 and last.dep_ in ("dobj", "conj", "pobj") else 0.0
    if len(run.words) == 1 and last.is_upper and len(last) > 2:
        score -= 1.0
    if run.end < len(doc) and (doc[run.end].lower_ in PLACE_AFTER or _heads_name(doc[run.end])):
        score -= 2.0
    return score


def _heads_name(token: Token) -> bool:
    """A capitalised head noun of organisations after a name: "Anna Berg Foundation"."""
    return token.text in lexicon.words("bodies", "heads") and token.text not in ("Times", "Post")


def _role_precedes(doc: Doc, start: int) -> bool:
    """A role right before the name: "Minister Berg", "Col. Berg"."""
    position = start - 1
    if position > 0 and doc[position].text == ".":
        position -= 1
    return position >= 0 and doc[position].lower_ in role_sectors()


def _role_before_comma(doc: Doc, start: int) -> bool:
    """A role, a comma, the name: "its environment minister, Anna Berg", "the Minister of Trade, Anna Berg"."""
    if start < 2 or doc[start - 1].text != ",":
        return False
    for token in reversed(doc[max(0, start - 8) : start - 1]):
        if token.text in (",", ".", ";") or token.pos_ in ("VERB", "AUX"):
            return False
        if token.lower_ in role_sectors():
            return True
    return False


def _role_follows(doc: Doc, end: int) -> bool:
    """ ", the deputy director", ", 43, a teacher": a description of a person after a comma."""
    if end >= len(doc) or doc[end].text != ",":
        return False
    for token in doc[end + 1 : end + 9]:
        if token.text in (",", ".", ";") or token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return False
        if token.lower_ in role_sectors():
            return True
    return False


_SPEECH = frozenset({"say", "tell", "add", "argue", "write", "note", "explain"})


def _speaks(token: Token) -> bool:
    """Whether a name is the subject of a verb of speech, or stands right before one that tells ("..., Anna Berg said")."""
    if token.dep_ == "nsubj" and token.head.lemma_ in _SPEECH:
        return True
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return after is not None and after.tag_ in ("VBD", "VBZ") and after.lemma_ in _SPEECH
