"""What only looks like a time: names ("May said", "Sunday Times"), counts ("2016 Olympics"), ages and rates."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc, Token

from toolkit.nlp.time.intervals import TimeValue
from toolkit.nlp.time.words import listed

_ATTRIBUTIVE = frozenset({"compound", "nummod", "amod", "nmod"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "appos", "agent"})
"""Labels that a person has in a clause, a bare month has not."""
_ADVERBIAL = frozenset({"npadvmod", "compound", "pobj", "nmod", "poss"})
_COUNTED = frozenset({"dobj", "nsubj", "nsubjpass", "attr"})
_YEARS = range(1700, 2101)
"""Four figures by themselves are a year of these; others are a number. Set by hand."""


def is_time(doc: Doc, start: int, end: int, value: TimeValue) -> bool:
    """Whether words that read as a time are one there.

    Parameters
    ----------
    doc
        A Doc; without a dependency tree little is told apart.
    start, end
        The tokens of the expression, the end excluded.
    value
        What the expression means.

    Returns
    -------
    bool
        ``False`` for a name, a number of things, an age or a rate.
    """
    alone = _only_word(doc, start, end)
    if alone is not None and alone.lower_ in listed("months_as_names") and not _is_month(alone, start):
        return False
    test = _TESTS.get(value.precision)
    return test is None or test(doc, start, end)


def _only_word(doc: Doc, start: int, end: int) -> Token | None:
    """The word of an expression that has but one, prepositions and articles aside."""
    content = [token for token in doc[start:end] if token.pos_ not in {"ADP", "DET"} and not token.is_punct]
    return content[0] if len(content) == 1 else None


def _following(token: Token) -> Token | None:
    return token.nbor(1) if token.i + 1 < len(token.doc) else None


# Days --------------------------------------------------------------------------------------------------------------------


def _is_day(doc: Doc, start: int, end: int) -> bool:
    """Whether a single word is a day, not part of a name: "Sunday Times", "Friday Mosque", "USA Today"."""
    if _only_word(doc, start, end) is None:
        return True
    last = doc[end - 1]
    if last.lower_ == "today" and last.text[0].isupper() and last.i > 0 and not last.is_sent_start:
        return not _ends_name(last)
    return not _begins_name(last)


def _ends_name(today: Token) -> bool:
    """Whether a capitalised "Today" ends a name: "USA Today"."""
    before = today.nbor(-1)
    return before.pos_ == "PROPN" or before.is_quote or today.dep_ == "poss" or today.ent_type_ == "ORG"


def _begins_name(token: Token) -> bool:
    """Whether a weekday belongs to the name after it."""
    following = _following(token)
    if following is None or token.dep_ != "compound" or token.head.i <= token.i:
        return False
    return token.head.pos_ == "PROPN" and following.text[:1].isupper() and following.is_alpha


# Months ------------------------------------------------------------------------------------------------------------------


def _is_month(token: Token, start: int) -> bool:
    """A bare "May" or "March" is a month only after a preposition of time, or before a noun that is no name."""
    if token.text.isupper() and token.lower_ in listed("months_as_verbs"):
        return False
    if token.dep_ in _ARGUMENTS:
        return False
    return _is_bare_month(token) if token.i == start else _is_month_of(token)


def _before_name(token: Token) -> bool:
    following = _following(token)
    return following is not None and following.pos_ == "PROPN"


def _is_bare_month(token: Token) -> bool:
    """Whether a month without preposition is one: "March talks", "last seen March"; never "May"."""
    return not _before_name(token) and token.dep_ in _ADVERBIAL and not _is_surname(token)


def _is_month_of(token: Token) -> bool:
    """Whether what stands after a preposition is a month: "in May", not "led by May", "in the March", "from May Day"."""
    if token.i > 0 and token.nbor(-1).lower_ == "the":
        return False
    if token.dep_ == "compound" and _before_name(token):
        return False
    preposition = token.head
    if preposition.dep_ == "agent":
        return False
    of_people = preposition.lower_ in listed("prepositions_of_people")
    return not (of_people and _is_surname(token) and token.ent_type_ != "DATE")


def _is_surname(token: Token) -> bool:
    return token.text.istitle() and token.lower_ in listed("months_as_surnames")


# Years -------------------------------------------------------------------------------------------------------------------


def _is_year(doc: Doc, start: int, end: int) -> bool:
    """Whether a four-digit number is a year: it neither counts nor names what follows ("2016 Olympics", "1500 troops")."""
    last = doc[end - 1]
    if not last.text.isdigit():
        return True
    attributive = last.dep_ in _ATTRIBUTIVE
    if attributive and last.head.i > last.i:
        return False
    following = _following(last)
    if following is not None and following.pos_ in {"NOUN", "SYM"} and not _goes_on(following):
        return not attributive and following.lower_ not in listed("percent")
    return end - start > 1 or last.i == 0 or not _is_figure(last)


def _goes_on(token: Token) -> bool:
    """Whether a word tagged as noun goes on about a year: "1990 onwards"."""
    return token.lower_ in listed("after_years")


def _is_figure(token: Token) -> bool:
    """Whether a bare number is an amount: "$ 1500", "than 2000", "they counted 1900"."""
    before = token.nbor(-1)
    if before.text in listed("before_figures") or before.like_num:
        return True
    return int(token.text) not in _YEARS or token.dep_ in _COUNTED


# Lengths and parts -------------------------------------------------------------------------------------------------------

_AFTER_AGES = 3
"""So many words after a length of time may make it an age: "18 years of age"."""


def _is_duration(doc: Doc, start: int, end: int) -> bool:
    """Whether a length of time is told: not an age ("18 years old") nor a rate ("twice a week", "$10 an hour")."""
    if any(token.lower_ in listed("ages") for token in doc[end : end + _AFTER_AGES]):
        return False
    first, length = doc[start].lower_, end - start
    rate = length == 2 and first in {"a", "an"}
    return not rate and not (length == 1 and first.endswith("s"))


def _is_half(doc: Doc, start: int, end: int) -> bool:
    """Whether a half is one of a time: not of a match, a speech, a list."""
    return any(token.lower_ == "of" or token.text[0].isdigit() for token in doc[start:end])


_TESTS: dict[str, Callable[[Doc, int, int], bool]] = {
    "day": _is_day,
    "year": _is_year,
    "half": _is_half,
    "duration": _is_duration,
}
"""By precision: the test that what looks like such a time passes."""
