"""Who is an outside observer: analysts, academics, researchers, former officials who speak as such.

Decided by what the article says of a person (:mod:`toolkit.nlp.commentary.descriptions`), segment by segment, against the
word lists of ``lexicon/en/experts.yaml``. A present office, party or campaign outweighs any learning: a minister who was a
professor is a minister, and the head of an institute who works for a candidate is a partisan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from toolkit.nlp.commentary.affiliations import (
    adviser_at_research,
    body_of,
    governs,
    hits,
    in_government,
    is_head,
    of_campaign,
    of_party,
    owner_of,
    phrases,
    researches,
    roles_in,
    word_set,
)
from toolkit.nlp.commentary.descriptions import Segment, describe
from toolkit.nlp.layers import ActorCluster, Layers, Range
from toolkit.records import ActorType, ExpertKind, MentionKind


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is taken for, the rule that says so, and what they belong to (token positions)."""

    kind: ExpertKind
    rule: str
    affiliation: Range | None
    confidence: float


@dataclass(frozen=True, slots=True)
class _Finding:
    label: str
    segment: Segment
    affiliation: Range | None = None


_CONFIDENCE = {"scholar": 0.85, "body": 0.8, "author": 0.6, "studies": 0.8, "of_body": 0.7, "former_official": 0.55}
_FEW = 5
"""A former official with more statements is what the article is about; set by hand."""
_SEAT = re.compile(r"[RDI]-[A-Z][a-z.]+")
"""The seat of an American legislator, "R-Pa."."""
_MEMBERS = frozenset({"republican", "democrat", "conservative", "tory", "labourite", "liberal"})
_GOOD = tuple(_CONFIDENCE)


def _judge(doc: Doc, segment: Segment) -> _Finding | None:
    """What one segment says of a person."""
    for judged in (_party_member, _partisan, _scholar, _strategist, _writer, _leader, _activist, _press, _office):
        found = judged(doc, segment)
        if found is not None:
            return found
    body = body_of(doc, segment, None) if segment.place == "of" else owner_of(doc, segment)
    if body is not None and researches(doc, *body, campuses=False) and not governs(doc, body):
        return _Finding("of_body", segment, body)
    return None


def _partisan(doc: Doc, segment: Segment) -> _Finding | None:
    if segment.past:
        return None
    nouns = roles_in(doc, segment, "partisan")
    if nouns and not (roles_in(doc, segment, "scholars") or adviser_at_research(doc, segment, nouns[0])):
        return _Finding("partisan", segment)
    first = next((t for t in doc[segment.start : segment.end] if t.pos_ == "VERB"), None)
    if first is not None and doc[segment.start].lower_ in {"who", "whose"}:
        verbs = phrases("partisan_verbs")
        then = tuple(t.lower_ for t in doc[first.i + 1 : first.i + 2])
        over = first.tag_ in {"VBD", "VBN"} and first.lemma_.lower() not in {"support", "back", "endorse"}
        if not over and ((first.lemma_.lower(),) in verbs or (first.lemma_.lower(), *then) in verbs):
            follower = doc[first.i + 1 : segment.end]
            if any(t.pos_ == "PROPN" or t.lower_ in {"candidate", "campaign", "party"} for t in follower):
                return _Finding("partisan", segment)
    return None


def _party_member(doc: Doc, segment: Segment) -> _Finding | None:
    """ "A moderate Indiana Democrat"."""
    for token in doc[segment.start : segment.end]:
        if token.lower_ in {"republican", "democrat", "conservative", "tory", "labourite"} and is_head(
            doc, token.i, segment.end
        ):
            before = {t.lower_ for t in doc[segment.start : token.i]}
            if token.text[0].isupper() and not before & {"for", "on", "about", "to"} and segment.place != "of":
                return _Finding("party_member", segment)
    return None


def _scholar(doc: Doc, segment: Segment) -> _Finding | None:
    roles = roles_in(doc, segment, "scholars")
    if not roles:
        return None
    role = roles[0]
    body = body_of(doc, segment, role)
    if segment.past:
        return _Finding("former_official", segment, body) if segment.place != "before" else None
    if of_campaign(doc, segment):
        return _Finding("partisan", segment)
    if of_party(doc, segment, role):
        return _Finding("strategist", segment)
    if in_government(doc, segment, role):
        return _Finding("office", segment)
    if (
        doc[role].lower_ in {"fellow", "watcher", "reader", "don", "observer"}
        and segment.place == "before"
        and body is None
    ):
        return None
    return _Finding("scholar", segment, body)


def _strategist(doc: Doc, segment: Segment) -> _Finding | None:
    roles = roles_in(doc, segment, "strategists")
    if not roles or segment.past:
        return None
    role = roles[0]
    before = {t.lower_ for t in doc[segment.start : role]}
    party = of_party(doc, segment, role)
    if (
        doc[role].lower_ == "strategist"
        and before & word_set("market")
        and not party
        and not before & word_set("political")
    ):
        return _Finding("scholar", segment, body_of(doc, segment, role))
    if doc[role].lower_ == "consultant" and not (party or before & word_set("political")):
        return _Finding("scholar", segment, body_of(doc, segment, role)) if before & word_set("market") else None
    body = body_of(doc, segment, role)
    owner = any(t.tag_ in {"POS", "PRP$"} and t.i < role for t in doc[segment.start : role])
    tied = owner or (body is not None and doc[role + 1].lower_ in {"for", "to", "with"} and not researches(doc, *body))
    if tied or of_campaign(doc, segment):
        return _Finding("partisan", segment)
    return _Finding("strategist", segment, body)


def _leader(doc: Doc, segment: Segment) -> _Finding | None:
    """Who leads or studies: judged by what is led."""
    roles = roles_in(doc, segment, "leaders")
    verb = next((t for t in doc[segment.start : segment.end] if t.pos_ == "VERB"), None)
    if verb is not None and _studies(segment, verb):
        return _Finding("studies", segment, body_of(doc, segment, verb.i))
    led = verb is not None and verb.lemma_.lower() in word_set("leads") and doc[segment.start].lower_ == "who"
    if segment.past or not (roles or led):
        return None
    role = roles[0] if roles or verb is None else verb.i
    body = body_of(doc, segment, role)
    span = body or (role, segment.end)
    if led and body is None:
        span = (role + 1 + (role + 1 < segment.end and doc[role + 1].pos_ == "DET"), segment.end)
    return _led(doc, segment, role, body, span)


def _studies(segment: Segment, verb: Token) -> bool:
    return verb.lemma_.lower() in word_set("studies") and verb.i <= segment.start + 2 and not segment.past


def _led(doc: Doc, segment: Segment, role: int, body: Range | None, span: Range) -> _Finding | None:
    """What a leader is by the body that is led: a party, research, a government, a cause."""
    if of_party(doc, segment, role):
        return _Finding("partisan", segment, body)
    if researches(doc, *span) and not governs(doc, span):
        return _Finding("body", segment, body or span)
    if body is not None and researches(doc, segment.start, role):
        return _Finding("body", segment, body)
    if governs(doc, span) or governs(doc, (segment.start, role)):
        return _Finding("office", segment)
    if _advocates(doc, segment, span):
        return _Finding("activist", segment, body)
    if body is not None and hits(doc, *body, "weak_bodies"):
        return _Finding("weak_body", segment, body)
    return None


def _advocates(doc: Doc, segment: Segment, span: Range) -> bool:
    said = {t.lower_ for t in doc[segment.start : segment.end]}
    if said & {"advocacy", "rights", "lobby", "lobbying"}:
        return True
    return bool(hits(doc, *span, "advocacy")) and not hits(doc, *span, "weak_bodies")


def _activist(doc: Doc, segment: Segment) -> _Finding | None:
    roles = roles_in(doc, segment, "activists")
    return _Finding("activist", segment, body_of(doc, segment, roles[0])) if roles and not segment.past else None


def _press(doc: Doc, segment: Segment) -> _Finding | None:
    roles = roles_in(doc, segment, "press")
    return _Finding("press", segment, body_of(doc, segment, roles[0])) if roles and not segment.past else None


def _writer(doc: Doc, segment: Segment) -> _Finding | None:
    """ "Author of a book on ...", "who wrote a history of ..."."""
    roles = [
        i for i in roles_in(doc, segment, "authors") if i + 1 < segment.end and doc[i + 1].lower_ in {"of", "with"}
    ]
    verb = next((t for t in doc[segment.start : segment.end] if t.pos_ == "VERB"), None)
    wrote = verb is not None and verb.lemma_.lower() in word_set("writes") and doc[segment.start].lower_ == "who"
    books = {"book", "books", "history", "study", "biography", "report", "paper", "widely", "extensively"}
    if wrote and not any(t.lower_ in books for t in doc[segment.start : segment.end]):
        wrote = False
    if (
        roles
        and doc[roles[0]].lower_ == "editor"
        and not any(t.lower_ in {"journal", "review", "book"} for t in doc[roles[0] : segment.end])
    ):
        return _Finding("press", segment)
    return _Finding("author", segment) if roles or wrote else None


def _office(doc: Doc, segment: Segment) -> _Finding | None:
    if not segment.past:
        elected = any(_SEAT.match(t.text) for t in doc[segment.start : segment.end])
        roles = roles_in(doc, segment, "offices")
        if not elected and roles and all(doc[i].lower_ in word_set("professions") for i in roles):
            return _Finding("profession", segment)
        return _Finding("office", segment) if elected or roles else None
    roles = roles_in(doc, segment, "former_offices")
    if not roles or (doc[roles[0]].lower_ in {"adviser", "advisor"} and doc[roles[0] + 1].lower_ == "to"):
        return None
    until = next((t.i for t in doc[segment.start : segment.end] if t.lower_ == "under"), segment.end)
    politic = hits(doc, segment.start, until, "former_not") or of_party(doc, segment)
    if segment.place == "before" or politic:
        return None
    return _Finding("former_official", segment, None)


def standing(doc: Doc, namings: Iterable[Range], *, speaks_only: bool = True) -> Standing | None:
    """What the namings of one person in a Doc make of them.

    Parameters
    ----------
    doc
        A parsed Doc.
    namings
        Token ranges of the person's name.
    speaks_only
        Whether the person is there only to comment; a former official who also acts is no observer.
    """
    findings: list[_Finding] = []
    for start, end in namings:
        findings.extend(_findings(doc, describe(doc, start, end)))
    return _weigh(doc, findings, speaks_only)


def _findings(doc: Doc, segments: list[Segment]) -> Iterator[_Finding]:
    for index, segment in enumerate(segments):
        found = _judge(doc, segment)
        if found is not None:
            if found.affiliation is None and found.label in _GOOD:
                found = replace(found, affiliation=_later_body(doc, segments[index + 1 : index + 2]))
            yield found
        if segment.past and of_party(doc, segment):
            yield _Finding("past_party", segment)
        if segment.past and hits(doc, segment.start, segment.end, "partisan"):
            yield _Finding("past_partisan", segment)


def _later_body(doc: Doc, segments: list[Segment]) -> Range | None:
    """The body in what follows: "a professor of geosciences and international affairs at Strelsau University"."""
    for segment in segments:
        body = (
            body_of(doc, segment, None) if segment.place == "after" and not roles_in(doc, segment, "leaders") else None
        )
        if body is not None and researches(doc, *body):
            return body
    return None


def _weigh(doc: Doc, findings: list[_Finding], speaks_only: bool) -> Standing | None:
    by_label: dict[str, _Finding] = {}
    for finding in findings:
        if finding.label not in by_label or (finding.affiliation and not by_label[finding.label].affiliation):
            by_label[finding.label] = finding
    if "strategist" in by_label:
        return Standing(ExpertKind.STRATEGIST, "strategist", by_label["strategist"].affiliation, 0.75)
    if by_label.keys() & {"partisan", "office"}:
        return None
    affiliation = next((f.affiliation for label in _GOOD if (f := by_label.get(label)) and f.affiliation), None)
    learned = next((label for label in _GOOD if label in by_label and label != "former_official"), None)
    was_partisan = bool({"past_partisan", "past_party"} & by_label.keys())
    if was_partisan and learned == "scholar" and _commentator(doc, by_label["scholar"]):
        return Standing(ExpertKind.STRATEGIST, "past_partisan", affiliation, 0.6)
    if learned is not None:
        return Standing(ExpertKind.EXPERT, learned, affiliation, _CONFIDENCE[learned])
    return _weigh_others(by_label, affiliation, speaks_only)


_OTHERS = (
    ("activist", ExpertKind.ACTIVIST, "activist", 0.7),
    ("press", ExpertKind.PRESS, "press", 0.7),
    ("weak_body", ExpertKind.EXPERT, "body", 0.55),
)
"""What somebody is without learning: label of the finding, kind, rule and confidence, the first that holds."""


def _weigh_others(by_label: Mapping[str, _Finding], affiliation: Range | None, speaks_only: bool) -> Standing | None:
    for label, kind, rule, confidence in _OTHERS:
        if label in by_label:
            return Standing(kind, rule, by_label[label].affiliation, confidence)
    bound = {"party_member", "past_party"} & by_label.keys()
    if "former_official" in by_label and speaks_only and not bound:
        return Standing(ExpertKind.EXPERT, "former_official", affiliation, _CONFIDENCE["former_official"])
    return None


def _commentator(doc: Doc, finding: _Finding) -> bool:
    """An analyst of no body of research: where the past was a campaign's, the analysis is a partisan's."""
    segment = finding.segment
    return bool(hits(doc, segment.start, segment.end, "commentators")) and not researches(
        doc, segment.start, segment.end
    )


def find_experts(layers: Layers) -> dict[int, Standing]:
    """The persons of an article who comment from outside, by their key in ``layers.actors.clusters``."""
    found: dict[int, Standing] = {}
    for cluster in layers.actors.clusters:
        if cluster.type is not ActorType.PERSON or cluster.members:
            continue
        namings = [(m.start, m.end) for m in cluster.mentions if m.kind is MentionKind.NAME]
        judged = standing(layers.doc, namings, speaks_only=_only_speaks(layers, cluster))
        if judged is not None:
            found[cluster.key] = judged
    return found


def _only_speaks(layers: Layers, cluster: ActorCluster) -> bool:
    """Whether the person is there to comment: named hardly anywhere but as a source, and not the article's main voice."""
    said = [found for _, found in layers.statements()]
    sources = {i for a in said for start, end in a.source for i in range(start, end)}
    named = [m for m in cluster.mentions if m.kind is MentionKind.NAME]
    statements = sum(cluster.key in a.speakers for a in said)
    return sum(m.head not in sources for m in named) <= 1 and statements <= _FEW
