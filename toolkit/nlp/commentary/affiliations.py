"""What a segment of a description holds: nouns of the word lists, the body a role belongs to, parties and governments.

The lists are those of ``lexicon/en/experts.yaml``.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from toolkit import lexicon
from toolkit.nlp.commentary.descriptions import Segment
from toolkit.nlp.document import grammar
from toolkit.nlp.layers import Range


@cache
def phrases(key: str) -> frozenset[tuple[str, ...]]:
    """The entries of one list, as tuples of words in lower case."""
    return frozenset(tuple(entry.lower().split()) for entry in lexicon.words("experts", key))


@cache
def word_set(key: str) -> frozenset[str]:
    """One list of ``experts.yaml``, entries in lower case."""
    return frozenset(entry.lower() for entry in lexicon.words("experts", key))


def hits(doc: Doc, start: int, end: int, key: str) -> list[int]:
    """Positions in the range where the last word of an entry of the list stands; plurals count as their singular."""
    found = []
    for position in range(start, end):
        for length in (1, 2, 3, 4):
            first = position - length + 1
            if first < start:
                break
            lower = [t.lower_ for t in doc[first : position + 1]]
            singular = [*lower[:-1], doc[position].lemma_.lower()]
            if tuple(lower) in phrases(key) or tuple(singular) in phrases(key):
                found.append(position)
                break
    return found


def is_head(doc: Doc, position: int, end: int) -> bool:
    """Whether the noun heads its phrase: "law professor at", not "expert witness" or "fellow Democrats"."""
    if position + 1 >= end:
        return True
    following = doc[position + 1]
    if following.lower_ in {"emeritus", "emerita"}:
        return True
    return following.pos_ not in {"NOUN", "ADJ", "PROPN", "NUM"} and following.text not in {"-", "–"}


def roles_in(doc: Doc, segment: Segment, key: str) -> list[int]:
    """Positions in the segment of nouns of a list that head their phrase."""
    return [i for i in hits(doc, segment.start, segment.end, key) if is_head(doc, i, segment.end)]


def body_of(doc: Doc, segment: Segment, role: int | None) -> Range | None:
    """What a role belongs to: "of the Institute ...", "at Strelsau University", or the name before the role."""
    start = segment.start if role is None else role + 1
    bodies = [b for i in range(start, segment.end - 1) if (b := after_preposition(doc, i, segment.end)) is not None]
    if bodies:
        return bodies[0]
    if role is not None:
        names = [t.i for t in doc[segment.start : role] if t.pos_ == "PROPN"]
        if names:
            last = next((i for i in range(names[0], role) if doc[i].pos_ not in {"PROPN", "ADP", "DET", "CCONJ"}), role)
            return grammar.trimmed(doc, names[0], max(last, names[0] + 1))
    return None


def after_preposition(doc: Doc, position: int, end: int) -> Range | None:
    """The body named after a preposition; a field ("professor of law at ...") is passed over."""
    if doc[position].lower_ not in {"at", "of", "with", "for", "from", "in"}:
        return None
    first = position + 1 + (doc[position + 1].pos_ == "DET")
    if first >= end:
        return None
    until = next((i for i in range(first, end) if doc[i].lower_ in {"at", "with", "in", "for"}), end)
    if not any(t.pos_ == "PROPN" for t in doc[first:until]) and not researches(doc, first, until):
        return None
    last = name_end(doc, first, end)
    return grammar.trimmed(doc, name_start(doc, first, last), last)


def name_start(doc: Doc, start: int, end: int) -> int:
    """Past what only colours the name: "the centrist Tax Policy Center", "the government-funded Rand Corporation"."""
    name = next((i for i in range(start, end) if doc[i].text[0].isupper()), start)
    between = doc[start:name]
    coloured = any(t.pos_ in {"ADJ", "ADV", "VERB"} for t in between)
    plain = any(t.pos_ in {"NOUN", "ADP"} and not (t.i + 1 < name and doc[t.i + 1].text == "-") for t in between)
    return name if coloured and not plain else start


def name_end(doc: Doc, start: int, end: int) -> int:
    """Where the affiliation that begins at ``start`` ends: with its last name or body, before what else is told."""
    last = start + 1
    for position in range(start, end):
        token = doc[position]
        if token.tag_ in {"VBD", "VBZ", "VBP", "VBG", "VBN", "MD"} and token.pos_ == "VERB" and token.text.islower():
            if position > start and doc[position - 1].text == "-":
                continue
            break
        if token.pos_ == "CCONJ" and position + 1 < end and doc[position + 1].text[0].islower():
            break
        if token.pos_ in {"PROPN", "NOUN"} or token.tag_ == "POS":
            last = position + 1
    return last


def of_party(doc: Doc, segment: Segment, role: int | None = None) -> bool:
    """Whether the segment ties the person to a party or campaign: a party's name before the role, or in its "of"."""
    for position in hits(doc, segment.start, segment.end, "parties"):
        token = doc[position]
        if not token.text[0].isupper() or (
            position + 1 < len(doc) and doc[position + 1].lower_ in {"republic", "party's"}
        ):
            continue
        before = doc[position - 1].lower_ if position > segment.start else ""
        if before in {"on", "about", "against"} or (position > 1 and doc[position - 2].lower_ in {"on", "about"}):
            continue
        following = doc[position + 1].lower_ if position + 1 < len(doc) else ""
        if role is None or position < role or following in {"party", "campaign", "committee"}:
            return True
    return of_campaign(doc, segment)


def of_campaign(doc: Doc, segment: Segment) -> bool:
    """A campaign or its kin; not a word in a name ("Green Transition Centre")."""
    found = hits(doc, segment.start, segment.end, "campaign")
    return any(doc[i].text.islower() or doc[i].text.isupper() or is_head(doc, i, segment.end) for i in found)


def in_government(doc: Doc, segment: Segment, role: int) -> bool:
    """Whether the role is one in government: "analyst at the Defense Ministry", "the minister's economist", "FBI analyst".

    What stands before the role in lower case is a field ("military analyst"), a name an employer, if not a bloc or a house.
    """
    research = researches(doc, role, segment.end)
    for position in hits(doc, segment.start, segment.end, "government"):
        token = doc[position]
        before = {t.lower_ for t in doc[max(segment.start, position - 3) : position]}
        if position > role:
            if not research and (not before & {"on", "about", "covering", "studying", "in"} or "at" in before):
                return True
        elif token.text[0].isupper() and not token.is_sent_start and token.lower_ not in word_set("studied_bodies"):
            return True
    for position in range(segment.start, role):
        owned = doc[position].tag_ == "POS" and doc[position - 1].lemma_.lower() in word_set("offices")
        if owned or (position == role - 1 and doc[position].lower_ in word_set("government_adjectives")):
            return True
    return False


def researches(doc: Doc, start: int, end: int, campuses: bool = True) -> bool:
    """Whether a body of research is named in the range."""
    keys = ("research_bodies", "research_names", "campuses") if campuses else ("research_bodies", "research_names")
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
    if body is None or doc[role].lower_ not in {"adviser", "advisor", "counselor"}:
        return False
    return researches(doc, *body)
