"""What a segment of a description holds: nouns of the word lists, the body a role belongs to, parties and governments.

The lists are those of ``lexicon/en/experts.yaml``.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Token

from toolkit import lexicon
from toolkit.nlp.commentary.descriptions import Segment
from toolkit.nlp.document import grammar
from toolkit.nlp.layers import Range

_PIECES = re.compile(r"'s\b|-|[^\s'-]+(?:'(?!s\b)[^\s'-]+)*")
_LONGEST_ENTRY = 5
"""No entry of the lists has more words, hyphens counted."""
_NEAR = 3
"""How many words before a government's name tell whether it is a field of study."""
_BEFORE_BODY = frozenset({"at", "of", "with", "for", "from", "in"})
_AFTER_FIELD = frozenset({"at", "with", "in", "for"})
_ABOUT = frozenset({"on", "about"})
_COLOURING = frozenset({"ADJ", "ADV", "VERB"})
_PLAIN = frozenset({"NOUN", "ADP"})
_IN_NAME = frozenset({"PROPN", "ADP", "DET", "CCONJ"})
_MODIFIED = frozenset({"NOUN", "ADJ", "PROPN", "NUM"})
_DASHES = frozenset({"-", "–"})
_VERB_FORMS = frozenset({"VBD", "VBZ", "VBP", "VBG", "VBN", "MD"})


@cache
def phrases(key: str) -> frozenset[tuple[str, ...]]:
    """The entries of one list, as tuples of words in lower case, cut as a text is: at hyphens and possessives too."""
    return frozenset(tuple(_PIECES.findall(entry.lower())) for entry in lexicon.words("experts", key))


def word_set(key: str) -> frozenset[str]:
    """One list of ``experts.yaml``."""
    return lexicon.words("experts", key)


def hits(doc: Doc, start: int, end: int, key: str) -> list[int]:
    """Positions in the range where the last word of an entry of the list stands; plurals count as their singular."""
    lasts = _last_words(key)
    ends = (t.i for t in doc[start:end] if t.lower_ in lasts or t.lemma_.lower() in lasts)
    return [position for position in ends if _ends_entry(doc, start, position, phrases(key))]


@cache
def _last_words(key: str) -> frozenset[str]:
    return frozenset(entry[-1] for entry in phrases(key))


def _ends_entry(doc: Doc, start: int, position: int, entries: frozenset[tuple[str, ...]]) -> bool:
    for first in range(position, max(start, position - _LONGEST_ENTRY + 1) - 1, -1):
        lower = tuple(t.lower_ for t in doc[first : position + 1])
        if lower in entries or (*lower[:-1], doc[position].lemma_.lower()) in entries:
            return True
    return False


def is_head(doc: Doc, position: int, end: int) -> bool:
    """Whether the noun heads its phrase: "law professor at", not "expert witness" or "fellow Democrats"."""
    if position + 1 >= end:
        return True
    following = doc[position + 1]
    modifies = following.pos_ in _MODIFIED or following.text in _DASHES
    return not modifies or following.lower_ in word_set("postposed")


def roles_in(doc: Doc, segment: Segment, key: str) -> list[int]:
    """Positions in the segment of nouns of a list that head their phrase."""
    return [i for i in hits(doc, segment.start, segment.end, key) if is_head(doc, i, segment.end)]


def body_of(doc: Doc, segment: Segment, role: int | None) -> Range | None:
    """What a role belongs to: "of the Institute ...", "at Strelsau University", or the name before the role."""
    start = segment.start if role is None else role + 1
    bodies = (after_preposition(doc, i, segment.end) for i in range(start, segment.end - 1))
    named = next((body for body in bodies if body is not None), None)
    return named if named is not None or role is None else _named_before(doc, segment.start, role)


def _named_before(doc: Doc, start: int, role: int) -> Range | None:
    """The name before a role: "Strelsau University historian"."""
    first = next((t.i for t in doc[start:role] if t.pos_ == "PROPN"), None)
    if first is None:
        return None
    last = next((i for i in range(first, role) if doc[i].pos_ not in _IN_NAME), role)
    while last > first + 1 and hits(doc, last - 1, last, "leaders"):  # "... Council Director General Jane Doe"
        last -= 1
    return grammar.trimmed(doc, first, max(last, first + 1))


def after_preposition(doc: Doc, position: int, end: int) -> Range | None:
    """The body named after a preposition; a field ("professor of law at ...") is passed over."""
    if doc[position].lower_ not in _BEFORE_BODY:
        return None
    first = position + 1 + (doc[position + 1].pos_ == "DET")
    if first >= end:
        return None
    until = next((i for i in range(first, end) if doc[i].lower_ in _AFTER_FIELD), end)
    if not any(t.pos_ == "PROPN" for t in doc[first:until]) and not researches(doc, first, until):
        return None
    last = name_end(doc, first, end)
    if until > first and is_field(doc, min(until, last) - 1):
        return None
    return grammar.trimmed(doc, name_start(doc, first, last), last)


def is_field(doc: Doc, last: int) -> bool:
    """Whether a phrase that ends here is a field of study and no body: "Ruritanian history"."""
    return doc[last].text.islower() and doc[last].lower_ in lexicon.words("bodies", "fields")


def name_start(doc: Doc, start: int, end: int) -> int:
    """Past what only colours the name: "the centrist Tax Policy Center", "the government-funded Rand Corporation"."""
    name = next((i for i in range(start, end) if doc[i].text[0].isupper()), start)
    between = doc[start:name]
    coloured = any(t.pos_ in _COLOURING for t in between)
    plain = any(t.pos_ in _PLAIN and not (t.i + 1 < name and doc[t.i + 1].text == "-") for t in between)
    return name if coloured and not plain else start


def name_end(doc: Doc, start: int, end: int) -> int:
    """Where the affiliation that begins at ``start`` ends: with its last name or body, before what else is told."""
    last = start + 1
    for position in range(start, end):
        token = doc[position]
        if _is_told(token) and not (position > start and doc[position - 1].text == "-"):
            break
        if token.pos_ == "CCONJ" and position + 1 < end and doc[position + 1].text[0].islower():
            break
        if token.pos_ in {"PROPN", "NOUN"} or token.tag_ == "POS":
            last = position + 1
    return last


def _is_told(token: Token) -> bool:
    """A verb, with which something else begins to be told."""
    return token.pos_ == "VERB" and token.tag_ in _VERB_FORMS and token.text.islower()


def of_party(doc: Doc, segment: Segment, role: int | None = None) -> bool:
    """Whether the segment ties the person to a party or campaign: a party's name before the role, or in its "of"."""
    named = (i for i in hits(doc, segment.start, segment.end, "parties") if _names_party(doc, segment, i))
    ties = any(role is None or i < role or next_word(doc, i) in word_set("party_bodies") for i in named)
    return ties or of_campaign(doc, segment)


def _names_party(doc: Doc, segment: Segment, position: int) -> bool:
    """Whether the entry of the list of parties stands for one, and is not what is studied or written about."""
    if not doc[position].text[0].isupper() or next_word(doc, position) in word_set("after_no_party"):
        return False
    before = doc[position - 1].lower_ if position > segment.start else ""
    return before not in _ABOUT | {"against"} and (position < 2 or doc[position - 2].lower_ not in _ABOUT)


def next_word(doc: Doc, position: int) -> str:
    """The word after a position, in lower case; empty at the end of the text."""
    return doc[position + 1].lower_ if position + 1 < len(doc) else ""


def of_campaign(doc: Doc, segment: Segment) -> bool:
    """A campaign or its kin; not a word in a name ("Green Transition Centre")."""
    found = hits(doc, segment.start, segment.end, "campaign")
    return any(doc[i].text.islower() or doc[i].text.isupper() or is_head(doc, i, segment.end) for i in found)


def in_government(doc: Doc, segment: Segment, role: int) -> bool:
    """Whether the role is one in government: "analyst at the Defense Ministry", "the minister's economist", "FBI analyst".

    What stands before the role in lower case is a field ("military analyst"), a name an employer, if not a bloc or a house.
    """
    found = hits(doc, segment.start, segment.end, "government")
    at = any(i > role and not _is_studied(doc, segment, i) for i in found)
    if at and not researches(doc, role, segment.end):
        return True
    return _officially(doc, segment.start, role) or any(i <= role and _employs(doc, i) for i in found)


def _officially(doc: Doc, start: int, role: int) -> bool:
    """Whether a role is an office's own: "the minister's economist", "government scientist"."""
    if role > start and doc[role - 1].lower_ in word_set("government_adjectives"):
        return True
    owners = (i - 1 for i in range(start, role) if doc[i].tag_ == "POS")
    return any(hits(doc, i, i + 1, "offices") for i in owners)


def _is_studied(doc: Doc, segment: Segment, position: int) -> bool:
    """Whether a government's name after a role is what it studies: "expert on the army", not "at the ministry"."""
    before = {t.lower_ for t in doc[max(segment.start, position - _NEAR) : position]}
    return bool(before & word_set("studying")) and "at" not in before


def _employs(doc: Doc, position: int) -> bool:
    """Whether a government's name before a role is the employer: "FBI analyst", not "NATO expert"."""
    token = doc[position]
    studied = hits(doc, position, position + 1, "studied_bodies")
    return token.text[0].isupper() and not token.is_sent_start and not studied


def researches(doc: Doc, start: int, end: int, campuses: bool = True) -> bool:
    """Whether a body of research, or one that watches and assesses, is named in the range."""
    keys = ("research_bodies", "research_names", "watchdogs", *(["campuses"] if campuses else []))
    return any(hits(doc, start, end, key) for key in keys)


def governs(doc: Doc, span: Range) -> bool:
    """Whether a government, or a part of one, is named in the range."""
    return bool(hits(doc, *span, "government"))


def owner_of(doc: Doc, segment: Segment) -> Range | None:
    """ "The Strelsau Institute's Jane Doe"."""
    if segment.place != "before" or segment.end >= len(doc) or segment.end - segment.start < 2:
        return None
    owned = doc[segment.end].tag_ == "POS" or doc[segment.end - 1].tag_ == "POS"
    names = [t.i for t in doc[segment.start : segment.end] if t.pos_ == "PROPN"]
    return (names[0], names[-1] + 1) if owned and names else None


def adviser_at_research(doc: Doc, segment: Segment, role: int) -> bool:
    """An adviser at a body of research is no partisan: "senior adviser at the Zenda Institute"."""
    body = body_of(doc, segment, role)
    return body is not None and doc[role].lower_ in word_set("advisers") and researches(doc, *body)
