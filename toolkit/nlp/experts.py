"""Who is an outside observer: analysts, academics, researchers, former officials who speak as such.

Decided by what the article says of a person (:mod:`toolkit.nlp.descriptions`), segment by segment, against the word lists of
``lexicon/experts.yaml``. A present office, party or campaign outweighs any learning: a minister who was a professor is a
minister, and the head of an institute who works for a candidate is a partisan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc

from toolkit import lexicon
from toolkit.nlp import grammar
from toolkit.nlp.descriptions import Segment, describe
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


@cache
def _list(key: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(entry.lower().split()) for entry in lexicon.words("experts", key))


@cache
def word_set(key: str) -> frozenset[str]:
    """One list of ``experts.yaml``, entries in lower case."""
    return frozenset(entry.lower() for entry in lexicon.words("experts", key))


def _hits(doc: Doc, start: int, end: int, key: str) -> list[int]:
    """Positions in the range where the last word of an entry of the list stands; plurals count as their singular."""
    found = []
    for position in range(start, end):
        for length in (1, 2, 3, 4):
            first = position - length + 1
            if first < start:
                break
            lower = [t.lower_ for t in doc[first : position + 1]]
            singular = [*lower[:-1], doc[position].lemma_.lower()]
            if tuple(lower) in _list(key) or tuple(singular) in _list(key):
                found.append(position)
                break
    return found


def _is_head(doc: Doc, position: int, end: int) -> bool:
    """Whether the noun heads its phrase: "law professor at", not "expert witness" or "fellow Democrats"."""
    if position + 1 >= end:
        return True
    following = doc[position + 1]
    if following.lower_ in {"emeritus", "emerita"}:
        return True
    return following.pos_ not in {"NOUN", "ADJ", "PROPN", "NUM"} and following.text not in {"-", "–"}


def _roles(doc: Doc, segment: Segment, key: str) -> list[int]:
    return [i for i in _hits(doc, segment.start, segment.end, key) if _is_head(doc, i, segment.end)]


def _body(doc: Doc, segment: Segment, role: int | None) -> Range | None:
    """What a role belongs to: "of the Institute ...", "at Strelsau University", or the name before the role."""
    start = segment.start if role is None else role + 1
    bodies = [b for i in range(start, segment.end - 1) if (b := _after_preposition(doc, i, segment.end)) is not None]
    if bodies:
        return bodies[0]
    if role is not None:
        names = [t.i for t in doc[segment.start : role] if t.pos_ == "PROPN"]
        if names:
            last = next((i for i in range(names[0], role) if doc[i].pos_ not in {"PROPN", "ADP", "DET", "CCONJ"}), role)
            return grammar.trimmed(doc, names[0], max(last, names[0] + 1))
    return None


def _after_preposition(doc: Doc, position: int, end: int) -> Range | None:
    """The body named after a preposition; a field ("professor of law at ...") is passed over."""
    if doc[position].lower_ not in {"at", "of", "with", "for", "from", "in"}:
        return None
    first = position + 1 + (doc[position + 1].pos_ == "DET")
    if first >= end:
        return None
    until = next((i for i in range(first, end) if doc[i].lower_ in {"at", "with", "in", "for"}), end)
    if not any(t.pos_ == "PROPN" for t in doc[first:until]) and not _strong_body(doc, first, until):
        return None
    last = _name_end(doc, first, end)
    return grammar.trimmed(doc, _name_start(doc, first, last), last)


def _name_start(doc: Doc, start: int, end: int) -> int:
    """Past what only colours the name: "the centrist Tax Policy Center", "the government-funded Rand Corporation"."""
    name = next((i for i in range(start, end) if doc[i].text[0].isupper()), start)
    between = doc[start:name]
    coloured = any(t.pos_ in {"ADJ", "ADV", "VERB"} for t in between)
    plain = any(t.pos_ in {"NOUN", "ADP"} and not (t.i + 1 < name and doc[t.i + 1].text == "-") for t in between)
    return name if coloured and not plain else start


def _name_end(doc: Doc, start: int, end: int) -> int:
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


def _words(doc: Doc, segment: Segment, key: str) -> bool:
    return bool(_hits(doc, segment.start, segment.end, key))


def _party(doc: Doc, segment: Segment, role: int | None = None) -> bool:
    """Whether the segment ties the person to a party or campaign: a party's name before the role, or in its "of"."""
    for position in _hits(doc, segment.start, segment.end, "parties"):
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
    return _campaign(doc, segment)


def _campaign(doc: Doc, segment: Segment) -> bool:
    """A campaign or its kin; not a word in a name ("Green Transition Centre")."""
    hits = _hits(doc, segment.start, segment.end, "campaign")
    return any(doc[i].text.islower() or doc[i].text.isupper() or _is_head(doc, i, segment.end) for i in hits)


def _governs(doc: Doc, segment: Segment, role: int) -> bool:
    """Whether the role is one in government: "analyst at the Defense Ministry", "the minister's economist", "FBI analyst".

    What stands before the role in lower case is a field ("military analyst"), a name an employer, if not a bloc or a house.
    """
    research = _strong_body(doc, role, segment.end)
    for position in _hits(doc, segment.start, segment.end, "government"):
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


def _judge(doc: Doc, segment: Segment) -> _Finding | None:
    """What one segment says of a person."""
    for judged in (_party_member, _partisan, _scholar, _strategist, _writer, _leader, _activist, _press, _office):
        found = judged(doc, segment)
        if found is not None:
            return found
    body = _body(doc, segment, None) if segment.place == "of" else _owner(doc, segment)
    if body is not None and _strong_body(doc, *body, campuses=False) and not _is_government(doc, body):
        return _Finding("of_body", segment, body)
    return None


def _owner(doc: Doc, segment: Segment) -> Range | None:
    """ "The Strelsau Institute's Jane Doe"."""
    if segment.place != "before" or segment.end >= len(doc) or segment.end - segment.start < 2:
        return None
    owned = doc[segment.end].tag_ == "POS" or doc[segment.end - 1].tag_ == "POS"
    names = [t.i for t in doc[segment.start : segment.end] if t.pos_ == "PROPN"]
    return (names[0], names[-1] + 1) if owned and names else None


def _strong_body(doc: Doc, start: int, end: int, campuses: bool = True) -> bool:
    keys = ("research_bodies", "research_names", "campuses") if campuses else ("research_bodies", "research_names")
    return any(_hits(doc, start, end, key) for key in keys)


def _partisan(doc: Doc, segment: Segment) -> _Finding | None:
    if segment.past:
        return None
    nouns = _roles(doc, segment, "partisan")
    if nouns and not (_roles(doc, segment, "scholars") or _in_research(doc, segment, nouns[0])):
        return _Finding("partisan", segment)
    first = next((t for t in doc[segment.start : segment.end] if t.pos_ == "VERB"), None)
    if first is not None and doc[segment.start].lower_ in {"who", "whose"}:
        verbs = _list("partisan_verbs")
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
        if token.lower_ in {"republican", "democrat", "conservative", "tory", "labourite"} and _is_head(
            doc, token.i, segment.end
        ):
            before = {t.lower_ for t in doc[segment.start : token.i]}
            if token.text[0].isupper() and not before & {"for", "on", "about", "to"} and segment.place != "of":
                return _Finding("party_member", segment)
    return None


def _in_research(doc: Doc, segment: Segment, role: int) -> bool:
    body = _body(doc, segment, role)
    if body is None or doc[role].lower_ not in {"adviser", "advisor", "counselor"}:
        return False
    return _strong_body(doc, *body)


def _scholar(doc: Doc, segment: Segment) -> _Finding | None:
    roles = _roles(doc, segment, "scholars")
    if not roles:
        return None
    role = roles[0]
    body = _body(doc, segment, role)
    if segment.past:
        return _Finding("former_official", segment, body) if segment.place != "before" else None
    if _campaign(doc, segment):
        return _Finding("partisan", segment)
    if _party(doc, segment, role):
        return _Finding("strategist", segment)
    if _governs(doc, segment, role):
        return _Finding("office", segment)
    if (
        doc[role].lower_ in {"fellow", "watcher", "reader", "don", "observer"}
        and segment.place == "before"
        and body is None
    ):
        return None
    return _Finding("scholar", segment, body)


def _strategist(doc: Doc, segment: Segment) -> _Finding | None:
    roles = _roles(doc, segment, "strategists")
    if not roles or segment.past:
        return None
    role = roles[0]
    before = {t.lower_ for t in doc[segment.start : role]}
    party = _party(doc, segment, role)
    if (
        doc[role].lower_ == "strategist"
        and before & word_set("market")
        and not party
        and not before & word_set("political")
    ):
        return _Finding("scholar", segment, _body(doc, segment, role))
    if doc[role].lower_ == "consultant" and not (party or before & word_set("political")):
        return _Finding("scholar", segment, _body(doc, segment, role)) if before & word_set("market") else None
    body = _body(doc, segment, role)
    owner = any(t.tag_ in {"POS", "PRP$"} and t.i < role for t in doc[segment.start : role])
    tied = owner or (
        body is not None and doc[role + 1].lower_ in {"for", "to", "with"} and not _strong_body(doc, *body)
    )
    if tied or _campaign(doc, segment):
        return _Finding("partisan", segment)
    return _Finding("strategist", segment, body)


def _leader(doc: Doc, segment: Segment) -> _Finding | None:
    roles = _roles(doc, segment, "leaders")
    verb = next((t for t in doc[segment.start : segment.end] if t.pos_ == "VERB"), None)
    led = verb is not None and (verb.lemma_.lower() in word_set("leads")) and doc[segment.start].lower_ == "who"
    studied = verb is not None and verb.lemma_.lower() in word_set("studies") and verb.i <= segment.start + 2
    if studied and verb is not None and not segment.past:
        return _Finding("studies", segment, _body(doc, segment, verb.i))
    if not roles and not led:
        return None
    role = roles[0] if roles else (verb.i if verb is not None else segment.start)
    body = _body(doc, segment, role)
    span = body or (role, segment.end)
    if led and body is None:
        span = (role + 1 + (role + 1 < segment.end and doc[role + 1].pos_ == "DET"), segment.end)
    if segment.past:
        return None
    if _party(doc, segment, role):
        return _Finding("partisan", segment, body)
    if _strong_body(doc, *span) and not _is_government(doc, span):
        return _Finding("body", segment, body or span)
    before = _strong_body(doc, segment.start, role) and body is not None
    if before:
        return _Finding("body", segment, body)
    if _is_government(doc, span) or _is_government(doc, (segment.start, role)):
        return _Finding("office", segment)
    if {t.lower_ for t in doc[segment.start : segment.end]} & {"advocacy", "rights", "lobby", "lobbying"}:
        return _Finding("activist", segment, body)
    if _hits(doc, *span, "advocacy") and not _hits(doc, *span, "weak_bodies"):
        return _Finding("activist", segment, body)
    if body is not None and _hits(doc, *body, "weak_bodies"):
        return _Finding("weak_body", segment, body)
    return None


def _is_government(doc: Doc, span: Range) -> bool:
    return bool(_hits(doc, *span, "government"))


def _activist(doc: Doc, segment: Segment) -> _Finding | None:
    roles = _roles(doc, segment, "activists")
    return _Finding("activist", segment, _body(doc, segment, roles[0])) if roles and not segment.past else None


def _press(doc: Doc, segment: Segment) -> _Finding | None:
    roles = _roles(doc, segment, "press")
    return _Finding("press", segment, _body(doc, segment, roles[0])) if roles and not segment.past else None


def _writer(doc: Doc, segment: Segment) -> _Finding | None:
    """ "Author of a book on ...", "who wrote a history of ..."."""
    roles = [i for i in _roles(doc, segment, "authors") if i + 1 < segment.end and doc[i + 1].lower_ in {"of", "with"}]
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
        roles = _roles(doc, segment, "offices")
        if not elected and roles and all(doc[i].lower_ in word_set("professions") for i in roles):
            return _Finding("profession", segment)
        return _Finding("office", segment) if elected or roles else None
    roles = _roles(doc, segment, "former_offices")
    if not roles or (doc[roles[0]].lower_ in {"adviser", "advisor"} and doc[roles[0] + 1].lower_ == "to"):
        return None
    until = next((t.i for t in doc[segment.start : segment.end] if t.lower_ == "under"), segment.end)
    politic = _hits(doc, segment.start, until, "former_not") or _party(doc, segment)
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
        if segment.past and _party(doc, segment):
            yield _Finding("past_party", segment)
        if segment.past and _hits(doc, segment.start, segment.end, "partisan"):
            yield _Finding("past_partisan", segment)


def _later_body(doc: Doc, segments: list[Segment]) -> Range | None:
    """The body in what follows: "a professor of geosciences and international affairs at Strelsau University"."""
    for segment in segments:
        body = _body(doc, segment, None) if segment.place == "after" and not _roles(doc, segment, "leaders") else None
        if body is not None and _strong_body(doc, *body):
            return body
    return None


def _weigh(doc: Doc, findings: list[_Finding], speaks_only: bool) -> Standing | None:
    by_label: dict[str, _Finding] = {}
    for finding in findings:
        if finding.label not in by_label or (finding.affiliation and not by_label[finding.label].affiliation):
            by_label[finding.label] = finding
    affiliation = next((f.affiliation for label in _GOOD if (f := by_label.get(label)) and f.affiliation), None)
    learned = next((label for label in _GOOD if label in by_label and label != "former_official"), None)
    if "partisan" in by_label or "strategist" in by_label:
        if "strategist" in by_label:
            return Standing(ExpertKind.STRATEGIST, "strategist", by_label["strategist"].affiliation, 0.75)
        return None
    if "office" in by_label:
        return None
    if (
        {"past_partisan", "past_party"} & by_label.keys()
        and learned == "scholar"
        and _commentator(doc, by_label["scholar"])
    ):
        return Standing(ExpertKind.STRATEGIST, "past_partisan", affiliation, 0.6)
    if learned is not None:
        return Standing(ExpertKind.EXPERT, learned, affiliation, _CONFIDENCE[learned])
    if "activist" in by_label:
        return Standing(ExpertKind.ACTIVIST, "activist", by_label["activist"].affiliation, 0.7)
    if "press" in by_label:
        return Standing(ExpertKind.PRESS, "press", by_label["press"].affiliation, 0.7)
    if "weak_body" in by_label:
        return Standing(ExpertKind.EXPERT, "body", by_label["weak_body"].affiliation, 0.55)
    if "former_official" in by_label and speaks_only and not {"party_member", "past_party"} & by_label.keys():
        return Standing(ExpertKind.EXPERT, "former_official", affiliation, _CONFIDENCE["former_official"])
    return None


def _commentator(doc: Doc, finding: _Finding) -> bool:
    """An analyst of no body of research: where the past was a campaign's, the analysis is a partisan's."""
    segment = finding.segment
    return bool(_hits(doc, segment.start, segment.end, "commentators")) and not _strong_body(
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
    sources = {i for a in layers.attributions for start, end in a.source for i in range(start, end)}
    named = [m for m in cluster.mentions if m.kind is MentionKind.NAME]
    statements = sum(cluster.key in a.speakers for a in layers.attributions)
    return sum(m.head not in sources for m in named) <= 1 and statements <= _FEW
