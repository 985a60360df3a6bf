"""The words by which an article describes a person: before the name, after it, or in a clause of its own.

A description is cut into segments at commas, "and" and relative pronouns, since each says one thing: "a former envoy to
Ruritania, now a fellow at the Strelsau Institute" holds a past office and a present one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from toolkit import lexicon
from toolkit.nlp.document import grammar
from toolkit.nlp.layers import Range

LONGEST = 50
"""No description after a name has more words."""
_LONGEST_BEFORE = 14
"""No description before a name has more words."""
_TELLING = 7
"""Words of a segment among which one says that it is over."""

_QUOTES = frozenset({'"', "“", "”", "‘‘", "''", "``", "‘"})
_DASHES = frozenset({"—", "–", "--", "-"})
_MARKS = frozenset({",", "("}) | _DASHES
_ENDS = frozenset({";", ":", "\n"})
_RELATIVES = frozenset({"who", "whose", "which", "where"})
_OF_PERSONS = frozenset({"who", "whose"})
_OPENERS = _RELATIVES | {"now", "currently"}
_DETERMINERS = _RELATIVES | {"a", "an", "the", "one", "another", "now", "also", "once"}
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OF = frozenset({"of", "at", "from", "with"})
_JOINS = frozenset({"of", "for", "and", "&"})
_MODIFIER = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_OPENING = 3
"""So many words behind the first of a segment its verb may stand: "who once briefly served"."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One thing said of a person, tokens ``start`` to ``end``; ``past`` if it is over.

    ``place`` is ``before`` or ``after`` the name, ``clause`` ("she is a fellow at ..."), or ``of`` ("Berg of the
    Institute").
    """

    start: int
    end: int
    place: str
    past: bool = False


def _listed(key: str) -> frozenset[str]:
    """One list of ``descriptions.yaml``."""
    return lexicon.words("descriptions", key)


def describe(doc: Doc, start: int, end: int) -> list[Segment]:
    """What the words around the naming ``start`` to ``end`` say of the person.

    Returns
    -------
    list of Segment
        In text order; empty if the name stands alone.
    """
    found: list[Segment] = []
    for place, (first, last) in _ranges(doc, start, end):
        found.extend(_segments(doc, first, last, place))
    return found


def _ranges(doc: Doc, start: int, end: int) -> Iterator[tuple[str, Range]]:
    found = (
        ("before", _before(doc, start)),
        ("before", _apposed(doc, start, end)),
        ("after", _after(doc, end)),
        ("of", _of(doc, end)),
        ("clause", _predicate(doc, start, end)),
    )
    return ((place, where) for place, where in found if where is not None)


def _before(doc: Doc, start: int) -> Range | None:
    """ "Strelsau University historian", "the institute's director, ": the modifiers that lead up to the name."""
    position = start
    while position > 0 and start - position < _LONGEST_BEFORE and _leads_up(doc, position, start):
        position -= 1
    while position < start and (doc[position].tag_ == "POS" or doc[position].lower_ in _JOINS | {"-"}):
        position += 1
    return (position, start) if position < start else None


def _leads_up(doc: Doc, position: int, start: int) -> bool:
    """Whether the word before ``position`` belongs to the modifiers of the name at ``start``."""
    token = doc[position - 1]
    if token.is_space or (doc[position].is_sent_start and position < start):
        return False
    if token.pos_ in _MODIFIER or token.tag_ == "POS" or token.text in {"-", "&"} or token.lower_ in _listed("former"):
        return True
    return token.lower_ in _JOINS and position < start and doc[position].pos_ in _MODIFIER


def _apposed(doc: Doc, start: int, end: int) -> Range | None:
    """ "The institute's director, Jane Doe,": the name stands in apposition to the role."""
    head = doc[start:end].root
    other = head.head
    if head.dep_ != "appos" or other.i >= start or start == 0 or doc[start - 1].text != ",":
        return None
    left = max(other.left_edge.i, other.sent.start)
    return (left, start - 1) if left < start - 1 and start - left < LONGEST and other.pos_ != "PROPN" else None


def _after(doc: Doc, end: int) -> Range | None:
    """ "Jane Doe, a law professor at Strelsau University,": from the comma or dash to the verb of the sentence."""
    if end >= len(doc):
        return None
    mark = doc[end]
    if mark.lower_ not in _OF_PERSONS and mark.text not in _MARKS:
        return None
    first = end if mark.lower_ in _OF_PERSONS else _past_age(doc, end + 1)
    if first >= len(doc) or not _opens_description(doc[first]):
        return None
    stop = _stop(doc, first, close=")" if mark.text == "(" else "")
    return (first, stop) if stop > first else None


def _past_age(doc: Doc, first: int) -> int:
    """Where a description begins after its mark: past blanks in the line, and an age with its comma."""
    while first < len(doc) and doc[first].is_space and "\n" not in doc[first].text:
        first += 1
    aged = first + 1 < len(doc) and doc[first].like_num and doc[first + 1].text == ","
    return first + 2 if aged else first


def _opens_description(token: Token) -> bool:
    return token.lower_ in _DETERMINERS or token.pos_ in _MODIFIER or token.tag_ in {"PRP$", "VBN", "VBG"}


def _stop(doc: Doc, first: int, close: str) -> int:
    """Where the description ends: at the main verb, a quotation mark, the end of the sentence or paragraph."""
    relative = False
    sentence_end = doc[first].sent.end if doc.has_annotation("SENT_START") else len(doc)
    limit = min(len(doc), first + LONGEST, sentence_end)
    for position in range(first, limit):
        token = doc[position]
        if _breaks_off(doc, position, first, close):
            return position
        if token.lower_ in _RELATIVES or (token.lower_ == "that" and token.tag_ == "WDT"):
            relative = True
        elif _resumes(doc, position, limit) if relative else _is_main_verb(token):
            return position
    return limit


def _is_main_verb(token: Token) -> bool:
    return token.tag_ in _FINITE or token.text in _listed("reporting")


def _resumes(doc: Doc, comma: int, limit: int) -> bool:
    """Whether the main clause goes on with its verb after the comma that ends a relative clause."""
    return doc[comma].text == "," and comma + 1 < limit and doc[comma + 1].tag_ in _FINITE


def _breaks_off(doc: Doc, position: int, first: int, close: str) -> bool:
    """Whether nothing after this word can belong to the description: the mark that closes it, a blank, a quotation."""
    token = doc[position]
    if token.text in _ENDS or token.text == close or token.is_space:
        return True
    quotes = token.text in _QUOTES and position > first and token.whitespace_ == ""
    return quotes and doc[position - 1].lower_ != "of"


def _of(doc: Doc, end: int) -> Range | None:
    """ "Jane Doe of the Strelsau Institute"."""
    if end + 1 >= len(doc) or doc[end].lower_ not in _OF:
        return None
    inner = next((c for c in doc[end].children if c.dep_ == "pobj"), None)
    if inner is None or inner.pos_ != "PROPN":
        return None
    last = max(grammar.core_phrase(inner)[1], inner.i + 1)
    return (end, last)


def _predicate(doc: Doc, start: int, end: int) -> Range | None:
    """ "Jane Doe is a professor at ...": what the name is said to be."""
    head = doc[start:end].root
    verb = head.head
    if head.dep_ != "nsubj" or verb.lemma_.lower() not in _listed("predicates"):
        return None
    if verb.lemma_.lower() == "be":
        said = next((c for c in verb.children if c.dep_ == "attr" and c.i > verb.i), None)
        if said is None or grammar.negated(verb):
            return None
        return grammar.subtree_range(said, without={"punct"})
    return verb.i, max(t.i for t in verb.subtree) + 1


def _segments(doc: Doc, start: int, end: int, place: str) -> Iterator[Segment]:
    begin = start
    for position in range(start, end + 1):
        if position < end and not _cuts(doc, position, start, end):
            continue
        if position > begin and not _of_another(doc, begin, start):
            yield Segment(begin, position, place, _past(doc, begin, position))
        begin = position if position < end and doc[position].lower_ in _OPENERS else position + 1


def _cuts(doc: Doc, position: int, start: int, end: int) -> bool:
    token = doc[position]
    if token.text in {",", "(", ")"} or token.lower_ in _OPENERS or (token.text in _DASHES and token.whitespace_):
        return True
    if token.lower_ != "and" or position + 1 >= end:
        return False
    # "Center for Strategic and International Studies" is one body, "director of the Center and a former envoy" two roles
    following = doc[position + 1]
    return not (following.pos_ == "PROPN" and position > start and doc[position - 1].pos_ == "PROPN")


def _of_another(doc: Doc, begin: int, start: int) -> bool:
    """Whether the segment describes a person named in the one before: "who advised Senator Hale, the nominee"."""
    if begin - 2 <= start or doc[begin - 1].text != "," or doc[begin].pos_ != "DET":
        return False
    return doc[begin - 2].ent_type_ == "PERSON" and doc[begin - 2].pos_ == "PROPN"


def _past(doc: Doc, start: int, end: int) -> bool:
    """Whether the segment speaks of what is over: "a former envoy", "who served as envoy"."""
    lower = {t.lower_ for t in doc[start : min(end, start + _TELLING)]}
    if lower & _listed("present"):
        return False
    return bool(lower & _listed("over")) or _under_another(doc, start, end) or _career_over(doc, start, end)


def _under_another(doc: Doc, start: int, end: int) -> bool:
    """Whether an office is told by whom it was held under: "economist under President Hale"."""
    return any(
        token.lower_ == "under" and token.nbor(1).text in _listed("heads_of_government")
        for token in doc[start : end - 1]
    )


def _career_over(doc: Doc, start: int, end: int) -> bool:
    """Whether the segment's verb tells of a career that is over: "who served as envoy"."""
    verb = next((t for t in doc[start:end] if t.pos_ in grammar.VERBAL), None)
    past = verb is not None and verb.tag_ in {"VBD", "VBN"} and verb.i <= start + _OPENING
    return past and verb is not None and verb.lemma_.lower() in _listed("career")
