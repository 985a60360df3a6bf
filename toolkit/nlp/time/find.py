"""Time expressions of a Doc: found in its words, read in the tense of their clause, look-alikes left out by the tree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from toolkit.nlp.document.grammar import AUXILIARIES, VERBAL
from toolkit.nlp.document.parsing import paragraphs
from toolkit.nlp.layers import TimeExpression
from toolkit.nlp.time.expressions import Expression
from toolkit.nlp.time.intervals import TimeValue
from toolkit.nlp.time.words import expression_openers, has_digit, split, time_words

_MODALS = frozenset(
    {"will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d", "may", "might", "can", "could", "should", "must"}
)
_REACH = 9
"""Words from the beginning of a time expression to the word that names the time; in 250 news articles at most 7."""
_AHEAD = frozenset({"by", "before", "until", "within"})
_NAMES = frozenset({"May", "April", "June", "August", "March"})
_ATTRIBUTIVE = frozenset({"compound", "nummod", "amod", "nmod"})
_SUPERLATIVE = frozenset({"JJS", "RBS", "JJR", "RBR"})


def find_times(doc: Doc, anchor: dt.date | None) -> list[TimeExpression]:
    """The time expressions of a Doc, in order, none overlapping.

    Parameters
    ----------
    doc
        A Doc; with a dependency tree the tense of the clause decides where "on Monday" lies, and look-alikes ("May said",
        "third visit in 12 months", "the 2016 Olympics") are told apart.
    anchor
        The day of writing; without it, what is relative to it is found but has no bounds.
    """
    found: list[TimeExpression] = []
    for start, end, _ in paragraphs(doc):
        found.extend(_in_unit(doc, start, end, anchor))
    return found


_LONGEST = 30
"""No expression of time has more words."""


def _in_unit(doc: Doc, start: int, end: int, anchor: dt.date | None) -> Iterator[TimeExpression]:
    words, tokens = _words(doc, start, end)
    plain = Expression(words, anchor)
    tensed: dict[str, Expression] = {}
    near = _near_naming_words(plain.low)
    i = 0
    while i < len(words):
        match = plain.read(i) if near[i] and _may_begin(words[i]) else None
        if match is None:
            i += 1
            continue
        first, last = tokens[i], tokens[match[1] - 1] + 1
        head = doc[first:last].root
        tense = clause_tense(head)
        if tense == "past" and match[0].relation in _AHEAD and not _pluperfect(head):
            tense = "future"  # "they wanted it by Christmas": a bound set in the past lies ahead of it
        if tense is not None:
            if tense not in tensed:
                tensed[tense] = Expression(words, anchor, tense)
            match = tensed[tense].read(i) or match
            last = tokens[match[1] - 1] + 1
        value = _retrospective(head, match[0], words[i : i + _LONGEST], anchor) or match[0]
        if _is_time(doc, first, last, value):
            yield TimeExpression(
                first, last, head.i, value.timex, value.first, value.last, value.precision, value.relation
            )
            i = match[1]
        else:
            i += 1


def _words(doc: Doc, start: int, end: int) -> tuple[list[str], list[int]]:
    """The words of a unit as the time grammar cuts them, and the token that each lies in."""
    words: list[str] = []
    tokens: list[int] = []
    if start >= end:
        return words, tokens
    offset = doc[start].idx
    position = start
    for word, begin, _ in split(doc[start:end].text):
        while position + 1 < end and doc[position + 1].idx <= offset + begin:
            position += 1
        words.append(word)
        tokens.append(position)
    return words, tokens


def _near_naming_words(low: list[str]) -> list[bool]:
    """Whether a word that names a time, or a figure, comes at each word or soon after: else nothing can begin there."""
    naming = time_words().naming
    near, ahead = [False] * len(low), _REACH
    for i in range(len(low) - 1, -1, -1):
        word = low[i]
        ahead = (
            0
            if word[0].isdigit() or word.rstrip(".") in naming or (word[0] in "'’" and word[1:2].isdigit())
            else ahead + 1
        )
        near[i] = ahead < _REACH
    return near


def _may_begin(word: str) -> bool:
    return word.lower().replace("’", "'") in expression_openers() or has_digit(word)


# Tense -------------------------------------------------------------------------------------------------------------------


def clause_tense(token: Token) -> str | None:
    """The tense of the clause that ``token`` stands in: ``past``, ``present``, ``future``, or ``None`` without a verb.

    What is to be done ("agreed to meet on Monday"), may be done, or is due, lies in the future.
    """
    prospective = time_words().prospective
    current, steps = token, 0
    while steps < 40:
        steps += 1
        if current.pos_ in VERBAL or current.tag_.startswith("VB"):
            tense = _verb_tense(current)
            if tense is not None:
                return tense
        elif current.pos_ == "ADJ" and current.lemma_.lower() in prospective:
            return "future"
        if current.head.i == current.i:
            return None
        current = current.head
    return None


def _pluperfect(token: Token) -> bool:
    """Whether the clause tells what had happened: "exports had fallen by March"."""
    for verb in (token, *token.ancestors):
        if verb.pos_ in VERBAL:
            return (
                any(c.dep_ in AUXILIARIES and c.lower_ in {"had", "'d", "’d"} for c in verb.children)
                and verb.tag_ == "VBN"
            )
    return False


def _verb_tense(verb: Token) -> str | None:
    auxiliaries = [c for c in verb.lefts if c.dep_ in AUXILIARIES]
    words = {a.lower_ for a in auxiliaries}
    prospective = verb.lemma_.lower() in time_words().prospective
    if words & _MODALS and not ("have" in words and "will" not in words):
        return "future"
    if "to" in words:
        return "past" if "have" in words else "future"
    if verb.tag_ == "VBN" and prospective and verb.dep_ in {"acl", "ROOT", "amod", "conj", "ccomp", "relcl"}:
        return "future"
    if verb.lower_ == "going" and any(c.dep_ == "xcomp" for c in verb.children):
        return "future"
    for auxiliary in auxiliaries:
        if auxiliary.tag_ == "VBD" or auxiliary.lower_ in {"has", "have", "'ve", "’ve", "had"}:
            return "past"
        if auxiliary.tag_ in {"VBP", "VBZ"}:
            return "present"
    if verb.tag_ == "VBD" or (verb.tag_ == "VBN" and verb.dep_ not in {"xcomp"}):
        return "past"
    if verb.tag_ in {"VBP", "VBZ"}:
        return "present"
    return None


# Look-alikes -------------------------------------------------------------------------------------------------------------


def _retrospective(head: Token, value: TimeValue, words: list[str], anchor: dt.date | None) -> TimeValue | None:
    """ "The third visit in 12 months", "the worst in 10 years": looks back, whatever the clause's tense."""
    if value.relation != "in" or value.timex is None or (not value.timex.startswith("P") and value.first != value.last):
        return None
    noun = head.head if head.dep_ == "prep" else None
    if noun is None:
        return None
    ranked = any(c.tag_ in _SUPERLATIVE or c.lower_ in time_words().ordinals for c in noun.subtree if c.i < head.i)
    if not (noun.tag_ in _SUPERLATIVE or (noun.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"} and ranked)):
        return None
    back = Expression(["the", "past", *words[1:]], anchor, "past").read(0)
    if back is None or back[0].timex is None or not back[0].timex.startswith("P"):
        return None
    return TimeValue(back[0].timex, back[0].first, back[0].last, "duration", "in")


def _is_time(doc: Doc, start: int, end: int, value: TimeValue) -> bool:
    """Whether the words are a time there: not a name, a number of things, an age or a rate."""
    last, following = doc[end - 1], doc[end] if end < len(doc) else None
    if value.precision == "duration" and not _is_duration(doc, start, end):
        return False
    if value.precision == "half" and not any(t.lower_ == "of" or t.text[0].isdigit() for t in doc[start:end]):
        return False  # of a match, a speech, a list
    content = [t for t in doc[start:end] if t.pos_ not in {"ADP", "DET"} and not t.is_punct]
    if len(content) == 1 and content[0].text.capitalize() in _NAMES and not _is_month(content[0], start):
        return False
    if value.precision == "day" and len(content) == 1 and _names_something(last, following):
        return False
    return not (value.precision == "year" and last.text.isdigit() and _is_count(last, start == end - 1))


def _names_something(last: Token, following: Token | None) -> bool:
    """ "Sunday Times", "Friday Mosque", "USA Today": part of a name."""
    if last.lower_ == "today" and last.text[0].isupper() and last.i > 0 and not last.is_sent_start:
        before = last.nbor(-1)
        return before.pos_ == "PROPN" or before.is_quote or last.dep_ == "poss" or last.ent_type_ == "ORG"
    if following is None or last.i + 1 != following.i or last.dep_ != "compound":
        return False
    return last.head.i > last.i and last.head.pos_ == "PROPN" and following.text[:1].isupper() and following.is_alpha


def _is_month(token: Token, start: int) -> bool:
    """A bare "May" or "March" is a month only after a preposition of time, or before a noun that is no name."""
    before = token.nbor(-1) if token.i > 0 else None
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if token.text in {"MAY", "MARCH"} or token.dep_ in {"nsubj", "nsubjpass", "dobj", "appos", "agent"}:
        return False
    if token.i == start:
        named = following is not None and following.pos_ == "PROPN"
        return not named and token.dep_ in {"npadvmod", "compound", "pobj", "nmod", "poss"} and token.text != "May"
    if before is not None and before.lower_ == "the":
        return False
    if following is not None and following.pos_ == "PROPN" and token.dep_ == "compound":
        return False
    preposition = token.head
    if preposition.dep_ == "agent":
        return False
    doubtful = preposition.lower_ in {"from", "after", "before", "for", "on", "over"}
    return not (token.text == "May" and doubtful and token.ent_type_ != "DATE")


def _is_count(token: Token, bare: bool) -> bool:
    """Whether a four-digit number counts or names what follows ("2016 Olympics", "1500 troops")."""
    if token.dep_ in _ATTRIBUTIVE and token.head.i > token.i:
        return True
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is not None and following.pos_ in {"NOUN", "SYM"} and following.lower_ not in {"when", "onwards"}:
        return token.dep_ in _ATTRIBUTIVE or following.text in {"%", "percent"}
    if bare and token.i > 0:
        before = token.nbor(-1)
        if before.text in {"$", "£", "€", "#", "No.", "than", "about", "nearly"} or before.like_num:
            return True
        return not 1700 <= int(token.text) <= 2100 or token.dep_ in {"dobj", "nsubj", "nsubjpass", "attr"}
    return False


def _is_duration(doc: Doc, start: int, end: int) -> bool:
    """Whether a length of time is told: not an age ("18 years old") nor a rate ("twice a week", "$10 an hour")."""
    if any(t.lower_ in {"old", "age", "olds"} for t in doc[end : end + 3] if t.lower_ != "of"):
        return False
    first = doc[start]
    if first.lower_ in {"a", "an"} and end - start == 2:
        return False
    return not (end - start == 1 and first.lower_.endswith("s"))
