"""What one segment of a description says of a person: scholar, party, office, press and the like.

Each judge knows one kind of standing and answers for the segments that show it; the first answer counts. The words are those of
``lexicon/en/experts.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from toolkit.nlp.commentary.affiliations import (
    adviser_at_research,
    body_of,
    governs,
    hits,
    in_government,
    is_head,
    next_word,
    of_campaign,
    of_party,
    owner_of,
    phrases,
    researches,
    roles_in,
    word_set,
)
from toolkit.nlp.commentary.descriptions import Segment
from toolkit.nlp.layers import Range

_SEAT = re.compile(r"[RDI]-[A-Z][a-z.]+")
"""The seat of an American legislator, "R-Pa."."""
_TOWARD = frozenset({"for", "on", "about", "to"})
"""Prepositions before a party's people that make them what somebody works on."""
_CLIENT = frozenset({"for", "to", "with"})
_WRITTEN = frozenset({"of", "with"})
_PAST_FORMS = frozenset({"VBD", "VBN"})
_POSSESSIVES = frozenset({"POS", "PRP$"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What a segment says: a label, and the body that the person belongs to."""

    label: str
    segment: Segment
    affiliation: Range | None = None


def judge(doc: Doc, segment: Segment) -> Finding | None:
    """What one segment says of a person.

    Returns
    -------
    Finding or None
        Its label is ``scholar``, ``body`` (leads a body of research), ``studies``, ``author``, ``of_body``, ``weak_body``,
        ``former_official``, or what makes no observer: ``office``, ``partisan``, ``party_member``, ``strategist``, ``activist``,
        ``press``, ``profession``.
    """
    answers = (judged(doc, segment) for judged in _JUDGES)
    return next((found for found in answers if found is not None), None)


def _verb(doc: Doc, segment: Segment) -> Token | None:
    """The first verb of a segment."""
    return next((t for t in doc[segment.start : segment.end] if t.pos_ == "VERB"), None)


def _who_verb(doc: Doc, segment: Segment, key: str) -> Token | None:
    """The first verb of a segment that begins with "who", if a list has it."""
    verb = _verb(doc, segment)
    who = doc[segment.start].lower_ == "who"
    return verb if who and verb is not None and verb.lemma_.lower() in word_set(key) else None


def _party_member(doc: Doc, segment: Segment) -> Finding | None:
    """ "A moderate Indiana Democrat"."""
    if segment.place == "of":
        return None
    members = (t for t in doc[segment.start : segment.end] if t.lower_ in word_set("members") and t.text[0].isupper())
    member = next((t.i for t in members if is_head(doc, t.i, segment.end)), segment.end)
    worked_on = any(t.lower_ in _TOWARD for t in doc[segment.start : member])
    return Finding("party_member", segment) if member < segment.end and not worked_on else None


def _partisan(doc: Doc, segment: Segment) -> Finding | None:
    if segment.past:
        return None
    nouns = roles_in(doc, segment, "partisan")
    learned = nouns and (roles_in(doc, segment, "scholars") or adviser_at_research(doc, segment, nouns[0]))
    return Finding("partisan", segment) if (nouns and not learned) or _works_for_party(doc, segment) else None


def _works_for_party(doc: Doc, segment: Segment) -> bool:
    """ "Who supports Senator Hale", "who ran for mayor": not over unless it is support."""
    verb = _verb(doc, segment)
    if verb is None or doc[segment.start].lower_ not in {"who", "whose"}:
        return False
    lemma = verb.lemma_.lower()
    over = verb.tag_ in _PAST_FORMS and lemma not in word_set("supporting")
    entries = phrases("partisan_verbs")
    if over or ((lemma,) not in entries and (lemma, next_word(doc, verb.i)) not in entries):
        return False
    return any(t.pos_ == "PROPN" or t.lower_ in word_set("contests") for t in doc[verb.i + 1 : segment.end])


def _scholar(doc: Doc, segment: Segment) -> Finding | None:
    roles = roles_in(doc, segment, "scholars")
    if not roles:
        return None
    role, body = roles[0], body_of(doc, segment, roles[0])
    if segment.past:
        return Finding("former_official", segment, body) if segment.place != "before" else None
    label = _employer(doc, segment, role)
    if label is not None:
        return Finding(label, segment)
    vague = doc[role].lower_ in word_set("vague_scholars") and segment.place == "before" and body is None
    return None if vague else Finding("scholar", segment, body)


def _employer(doc: Doc, segment: Segment, role: int) -> str | None:
    """What somebody of learning is by who employs them: a campaign, a party, a government."""
    if of_campaign(doc, segment):
        return "partisan"
    if of_party(doc, segment, role):
        return "strategist"
    return "office" if in_government(doc, segment, role) else None


def _strategist(doc: Doc, segment: Segment) -> Finding | None:
    roles = roles_in(doc, segment, "strategists")
    if not roles or segment.past:
        return None
    role, body = roles[0], body_of(doc, segment, roles[0])
    if _is_apolitical(doc, segment, role):
        if _in_markets(doc, segment, role):
            return Finding("scholar", segment, body)
        if doc[role].lower_ == "consultant":
            return None
    partisan = _has_client(doc, role, body) or _is_owned(doc, segment, role) or of_campaign(doc, segment)
    return Finding("partisan", segment) if partisan else Finding("strategist", segment, body)


def _has_client(doc: Doc, role: int, body: Range | None) -> bool:
    """ "Strategist for the Green campaign"; not "for the Zenda Institute"."""
    return body is not None and next_word(doc, role) in _CLIENT and not researches(doc, *body)


def _is_owned(doc: Doc, segment: Segment, role: int) -> bool:
    """ "Her strategist", "the senator's pollster"."""
    return any(t.tag_ in _POSSESSIVES for t in doc[segment.start : role])


def _is_apolitical(doc: Doc, segment: Segment, role: int) -> bool:
    """Whether a strategist or consultant is none of politics or of a party."""
    if doc[role].lower_ not in word_set("market_roles"):
        return False
    return not (_names(doc, segment.start, role, "political") or of_party(doc, segment, role))


def _in_markets(doc: Doc, segment: Segment, role: int) -> bool:
    """ "Currency strategist", "strategist at the investment department of"."""
    return _names(doc, segment.start, role, "market") or bool(hits(doc, role, segment.end, "market"))


def _writer(doc: Doc, segment: Segment) -> Finding | None:
    """ "Author of a book on ...", "who wrote a history of ..."."""
    roles = [i for i in roles_in(doc, segment, "authors") if i + 1 < segment.end and doc[i + 1].lower_ in _WRITTEN]
    if roles and doc[roles[0]].lower_ == "editor" and not _names(doc, roles[0], segment.end, "edited"):
        return Finding("press", segment)
    wrote = _who_verb(doc, segment, "writes") is not None and _names(doc, segment.start, segment.end, "written")
    return Finding("author", segment) if roles or wrote else None


def _names(doc: Doc, start: int, end: int, key: str) -> bool:
    """Whether a word of a list stands in the range."""
    return any(t.lower_ in word_set(key) for t in doc[start:end])


def _leader(doc: Doc, segment: Segment) -> Finding | None:
    """Who leads or studies: judged by what is led."""
    verb = _verb(doc, segment)
    if verb is not None and _studies(segment, verb):
        return Finding("studies", segment, body_of(doc, segment, verb.i))
    if segment.past:
        return None
    roles, leads = roles_in(doc, segment, "leaders"), _who_verb(doc, segment, "leads")
    if roles:
        return _led(doc, segment, roles[0], leads is not None)
    return _led(doc, segment, leads.i, True) if leads is not None else None


def _studies(segment: Segment, verb: Token) -> bool:
    return verb.lemma_.lower() in word_set("studies") and verb.i <= segment.start + 2 and not segment.past


def _led(doc: Doc, segment: Segment, role: int, by_verb: bool) -> Finding | None:
    """What a leader is by the body that is led: a party, research, a government, a cause."""
    body = body_of(doc, segment, role)
    span = body or (_after_determiner(doc, role, segment.end) if by_verb else role, segment.end)
    kinds = (
        ("partisan", body, lambda: of_party(doc, segment, role)),
        ("body", body or span, lambda: researches(doc, *span) and not governs(doc, span)),
        ("body", body, lambda: body is not None and researches(doc, segment.start, role)),
        ("office", None, lambda: governs(doc, span) or governs(doc, (segment.start, role))),
        ("market", body, lambda: _on_markets(doc, segment, role, body)),
        ("activist", body, lambda: _advocates(doc, segment, span)),
        ("weak_body", body, lambda: body is not None and bool(hits(doc, *body, "weak_bodies"))),
    )
    return next((Finding(label, segment, affiliation) for label, affiliation, holds in kinds if holds()), None)


def _on_markets(doc: Doc, segment: Segment, role: int, body: Range | None) -> bool:
    """ "Head of commodities strategy at", "a vice president at Merrill Lynch Futures"; not the head of a firm."""
    field = role + 1, body[0] if body is not None and body[0] > role else segment.end
    if _names(doc, *field, "analytic_fields") or (_names(doc, *field, "market_fields") and hits(doc, *field, "market")):
        return True
    firm = body is not None and bool(hits(doc, *body, "market_firms"))
    heads = bool(hits(doc, role, role + 1, "heads_of_firms")) and doc[role - 1].lower_ not in word_set("deputies")
    return firm and not heads


def _after_determiner(doc: Doc, role: int, end: int) -> int:
    """Where what somebody leads begins."""
    return role + 1 + (role + 1 < end and doc[role + 1].pos_ == "DET")


def _advocates(doc: Doc, segment: Segment, span: Range) -> bool:
    if _names(doc, segment.start, segment.end, "pressing"):
        return True
    return bool(hits(doc, *span, "advocacy")) and not hits(doc, *span, "weak_bodies")


def _activist(doc: Doc, segment: Segment) -> Finding | None:
    return _plain(doc, segment, "activists", "activist")


def _press(doc: Doc, segment: Segment) -> Finding | None:
    return _plain(doc, segment, "press", "press")


def _plain(doc: Doc, segment: Segment, key: str, label: str) -> Finding | None:
    """A present role of a list, whatever the body."""
    roles = roles_in(doc, segment, key) if not segment.past else []
    return Finding(label, segment, body_of(doc, segment, roles[0])) if roles else None


def _office(doc: Doc, segment: Segment) -> Finding | None:
    if segment.past:
        return _former_office(doc, segment)
    if any(_SEAT.match(t.text) for t in doc[segment.start : segment.end]):
        return Finding("office", segment)
    roles = roles_in(doc, segment, "offices")
    if not roles:
        return None
    return Finding("profession" if all(hits(doc, i, i + 1, "professions") for i in roles) else "office", segment)


def _former_office(doc: Doc, segment: Segment) -> Finding | None:
    """A former official who was no politician and no adviser to one."""
    roles = roles_in(doc, segment, "former_offices")
    if not roles or segment.place == "before" or of_party(doc, segment):
        return None
    if doc[roles[0]].lower_ in word_set("advisers") and next_word(doc, roles[0]) == "to":
        return None
    until = next((t.i for t in doc[segment.start : segment.end] if t.lower_ == "under"), segment.end)
    return None if hits(doc, segment.start, until, "former_not") else Finding("former_official", segment)


def _of_body(doc: Doc, segment: Segment) -> Finding | None:
    """ "Berg of the Institute", "the institute's Berg"."""
    body = body_of(doc, segment, None) if segment.place == "of" else owner_of(doc, segment)
    observes = body is not None and researches(doc, *body, campuses=False) and not governs(doc, body)
    return Finding("of_body", segment, body) if observes else None


_JUDGES: tuple[Callable[[Doc, Segment], Finding | None], ...] = (
    _party_member,
    _partisan,
    _scholar,
    _strategist,
    _writer,
    _leader,
    _activist,
    _press,
    _office,
    _of_body,
)
"""In order: what ties somebody to a party goes before learning, learning before other roles."""
