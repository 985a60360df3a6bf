"""The words by which an article describes a person: before the name, after it, or in a clause of its own.

A description is cut into segments at commas, "and" and relative pronouns, since each says one thing: "a former envoy to
Ruritania, now a fellow at the Strelsau Institute" holds a past office and a present one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from toolkit import lexicon
from toolkit.nlp.document import grammar
from toolkit.nlp.layers import Range

LONGEST = 50
"""No description after a name has more words."""

_QUOTES = frozenset({'"', "“", "”", "‘‘", "''", "``", "‘"})
_DASHES = frozenset({"—", "–", "--", "-"})
_RELATIVES = frozenset({"who", "whose", "which", "where"})
_OPENERS = _RELATIVES | {"now", "currently"}
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OF = frozenset({"of", "at", "from", "with"})
_MODIFIER = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


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


@cache
def _former() -> frozenset[str]:
    return lexicon.words("experts", "former")


@cache
def _career() -> frozenset[str]:
    return lexicon.words("experts", "career")


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
    before = _before(doc, start)
    if before is not None:
        yield "before", before
    apposed = _apposed(doc, start, end)
    if apposed is not None:
        yield "before", apposed
    after = _after(doc, end)
    if after is not None:
        yield "after", after
    of = _of(doc, end)
    if of is not None:
        yield "of", of
    clause = _predicate(doc, start, end)
    if clause is not None:
        yield "clause", clause


def _before(doc: Doc, start: int) -> Range | None:
    """ "Strelsau University historian", "the institute's director, ": the modifiers that lead up to the name."""
    position = start
    while position > 0 and start - position < 14:
        token = doc[position - 1]
        joins = token.lower_ in {"of", "for", "and", "&"} and position < start and doc[position].pos_ in _MODIFIER
        fits = (
            token.pos_ in _MODIFIER
            or token.lower_ in _former()
            or token.tag_ == "POS"
            or token.text in {"-", "&"}
            or joins
        )
        if not fits or token.is_space or (doc[position].is_sent_start and position < start):
            break
        position -= 1
    while position < start and (doc[position].tag_ == "POS" or doc[position].lower_ in {"of", "for", "and", "&", "-"}):
        position += 1
    return (position, start) if position < start else None


def _apposed(doc: Doc, start: int, end: int) -> Range | None:
    """ "The institute's director, Jane Doe,": the name stands in apposition to the role."""
    head = doc[start:end].root
    other = head.head
    if head.dep_ != "appos" or other.i >= start or start == 0 or doc[start - 1].text != ",":
        return None
    left = min((t.i for t in other.subtree if t.i < start), default=other.i)
    left = max(left, other.sent.start)
    return (left, start - 1) if left < start - 1 and start - left < LONGEST and other.pos_ != "PROPN" else None


def _after(doc: Doc, end: int) -> Range | None:
    """ "Jane Doe, a law professor at Strelsau University,": from the comma or dash to the verb of the sentence."""
    opening = end < len(doc) and (doc[end].text in {",", "("} or doc[end].text in _DASHES)
    who = end < len(doc) and doc[end].lower_ in {"who", "whose"}
    if not opening and not who:
        return None
    first = end if who else end + 1
    while first < len(doc) and doc[first].is_space and "\n" not in doc[first].text:
        first += 1
    if first < len(doc) and doc[first].like_num and first + 1 < len(doc) and doc[first + 1].text == ",":
        first += 2  # an age
    if first >= len(doc) or not _opens_description(doc[first]):
        return None
    stop = _stop(doc, first, close=")" if opening and doc[end].text == "(" else None)
    return (first, stop) if stop > first else None


def _opens_description(token: Token) -> bool:
    if token.lower_ in _RELATIVES | {"a", "an", "the", "one", "another", "now", "also", "once"}:
        return True
    return token.pos_ in _MODIFIER or token.tag_ in {"PRP$", "VBN", "VBG"}


def _stop(doc: Doc, first: int, close: str | None) -> int:
    """Where the description ends: at the main verb, a quotation mark, the end of the sentence or paragraph."""
    relative = False
    sentence_end = doc[first].sent.end if doc.has_annotation("SENT_START") else len(doc)
    limit = min(len(doc), first + LONGEST, sentence_end)
    for position in range(first, limit):
        token = doc[position]
        if token.text in _QUOTES and position > first and token.whitespace_ == "" and doc[position - 1].lower_ != "of":
            return position
        if token.text in {";", ":", close, "\n"} or token.is_space:
            return position
        if (
            token.text in {"said", "says", "told", "tells", "wrote", "writes", "added", "argued", "argues"}
            and not relative
        ):
            return position
        if token.lower_ in _RELATIVES or (token.lower_ == "that" and token.tag_ == "WDT"):
            relative = True
        elif token.tag_ in _FINITE and not relative:
            return position
        elif token.text == "," and relative and position + 1 < limit:
            following = doc[position + 1]
            relative = following.tag_ not in _FINITE
            if not relative:
                return position
    return limit


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
    if head.dep_ != "nsubj" or verb.lemma_.lower() not in {"be", "teach", "study", "head", "direct", "lecture"}:
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
    lower = [t.lower_ for t in doc[start : min(end, start + 7)]]
    if "now" in lower or "current" in lower or "currently" in lower:
        return False
    if any(word in _former() for word in lower) or "during" in lower:
        return True
    for token in doc[start : end - 1]:
        following = token.nbor(1)
        if token.lower_ == "under" and following.text in {"President", "Presidents", "Prime", "former", "Mr.", "Mr"}:
            return True
    verb = next((t for t in doc[start:end] if t.pos_ in {"VERB", "AUX"}), None)
    return verb is not None and verb.tag_ in {"VBD", "VBN"} and verb.lemma_.lower() in _career() and verb.i <= start + 3
