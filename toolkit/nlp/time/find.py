"""Time expressions of a Doc: found in its words, read in the tense of their clause, look-alikes left out by the tree."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from toolkit.nlp.document.parsing import paragraphs
from toolkit.nlp.layers import TimeExpression
from toolkit.nlp.time.expressions import Expression
from toolkit.nlp.time.intervals import TimeValue
from toolkit.nlp.time.lookalikes import is_time
from toolkit.nlp.time.tense import clause_tense, is_pluperfect, tells_what_had_been, verb_tense
from toolkit.nlp.time.words import codes, expression_openers, has_digit, naming, split

_REACH = 9
"""Words from the beginning of a time expression to the word that names the time; in 250 news articles at most 7."""
_LONGEST = 30
"""No expression of time has more words, nor stands what ranks it farther before it."""
_AHEAD = frozenset({"by", "before", "until", "within"})
_SUPERLATIVE = frozenset({"JJS", "RBS", "JJR", "RBR"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


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
    return [found for start, end, _ in paragraphs(doc) for found in _Paragraph(doc, start, end, anchor)]


class _Paragraph:
    """The time expressions of one paragraph.

    The words are read once without tense; where that finds something, again in the tense of the clause it stands in.
    """

    def __init__(self, doc: Doc, start: int, end: int, anchor: dt.date | None) -> None:
        self.doc = doc
        self.anchor = anchor
        self.words, self.tokens = _words(doc, start, end)
        self._readers: dict[str | None, Expression] = {}
        self._of_verb, self._had = cache(verb_tense), cache(tells_what_had_been)

    def __iter__(self) -> Iterator[TimeExpression]:
        near = _near_naming_words(self._reader(None).low)
        i = 0
        while i < len(self.words):
            found = self._at(i) if near[i] and _may_begin(self.words[i]) else None
            if found is not None:
                yield found[0]
            i = i + 1 if found is None else found[1]

    def _reader(self, tense: str | None) -> Expression:
        if tense not in self._readers:
            self._readers[tense] = Expression(self.words, self.anchor, tense)
        return self._readers[tense]

    def _at(self, i: int) -> tuple[TimeExpression, int] | None:
        """The time that begins at word ``i``, and the position after it."""
        match = self._reader(None).read(i)
        if match is None:
            return None
        head = self._head(i, match[1])
        tense = self._tense(head, match[0].relation)
        value, end = (self._reader(tense).read(i) if tense else None) or match
        value = self._retrospective(head, value, i) or value
        first, last = self.tokens[i], self.tokens[end - 1] + 1
        if not is_time(self.doc, first, last, value):
            return None
        return TimeExpression(
            first, last, head.i, value.timex, value.first, value.last, value.precision, value.relation
        ), end

    def _head(self, i: int, end: int) -> Token:
        return self.doc[self.tokens[i] : self.tokens[end - 1] + 1].root

    def _tense(self, head: Token, relation: str) -> str | None:
        """The tense to read a time in: "they wanted it by Christmas" sets a bound in the past that lies ahead of it."""
        tense = clause_tense(head, self._of_verb)
        sets_bound = tense == "past" and relation in _AHEAD and not is_pluperfect(head, self._had)
        return "future" if sets_bound else tense

    def _retrospective(self, head: Token, value: TimeValue, i: int) -> TimeValue | None:
        """ "The third visit in 12 months", "the worst in 10 years": looks back, whatever the clause's tense."""
        if value.relation != "in" or value.timex is None or not _is_ranked(head):
            return None
        if not value.timex.startswith("P") and value.first != value.last:
            return None
        past = Expression(["the", "past", *self.words[i + 1 : i + _LONGEST]], self.anchor, "past").read(0)
        if past is None or past[0].timex is None or not past[0].timex.startswith("P"):
            return None
        return TimeValue(past[0].timex, past[0].first, past[0].last, "duration", "in")


def _is_ranked(preposition: Token) -> bool:
    """Whether a preposition belongs to something ranked: "the third visit in", "the worst in"."""
    if preposition.dep_ != "prep":
        return False
    noun = preposition.head
    if noun.tag_ in _SUPERLATIVE:
        return True
    before = noun.doc[max(noun.left_edge.i, preposition.i - _LONGEST) : preposition.i]
    return noun.pos_ in _NOMINAL and any(t.tag_ in _SUPERLATIVE or t.lower_ in codes("ordinals") for t in before)


def _words(doc: Doc, start: int, end: int) -> tuple[list[str], list[int]]:
    """The words of a unit as the time grammar cuts them, and the token that each lies in."""
    words: list[str] = []
    tokens: list[int] = []
    if start >= end:
        return words, tokens
    starts = [token.idx for token in doc[start:end]]
    for word, begin, _ in split(doc[start:end].text):
        words.append(word)
        tokens.append(start + bisect_right(starts, starts[0] + begin) - 1)
    return words, tokens


def _near_naming_words(low: list[str]) -> list[bool]:
    """Whether a word that names a time, or a figure, comes at each word or soon after: else nothing can begin there."""
    near, ahead = [False] * len(low), _REACH
    for i in range(len(low) - 1, -1, -1):
        ahead = 0 if _names_time(low[i]) else ahead + 1
        near[i] = ahead < _REACH
    return near


def _names_time(word: str) -> bool:
    figure = word[0].isdigit() or (word[0] in "'’" and word[1:2].isdigit())
    return figure or word.rstrip(".") in naming()


def _may_begin(word: str) -> bool:
    return word.lower().replace("’", "'") in expression_openers() or has_digit(word)
