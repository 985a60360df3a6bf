"""Who is an outside observer: analysts, academics, researchers, former officials who speak as such.

Decided by what the article says of a person (:mod:`toolkit.nlp.commentary.descriptions`), segment by segment
(:mod:`toolkit.nlp.commentary.standing`). A present office, party or campaign outweighs any learning: a minister who was a
professor is a minister, and the head of an institute who works for a candidate is a partisan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from toolkit.nlp.commentary.affiliations import body_of, hits, of_party, researches, roles_in
from toolkit.nlp.commentary.descriptions import Segment, describe
from toolkit.nlp.commentary.standing import Finding, judge
from toolkit.nlp.layers import ActorCluster, Layers, Range
from toolkit.records import ActorType, ExpertKind, MentionKind


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is taken for, the rule that says so, and what they belong to (token positions)."""

    kind: ExpertKind
    rule: str
    affiliation: Range | None
    confidence: float


# Confidences are set by hand on the project's own gold (tests/gold/commentary).
_CONFIDENCE = {
    "scholar": 0.85,
    "body": 0.8,
    "author": 0.6,
    "studies": 0.8,
    "of_body": 0.7,
    "market": 0.7,
    "former_official": 0.55,
}
"""What makes an observer, the surest first, but that a former office counts only beside nothing else."""
_STRATEGIST = 0.75
_PAST_PARTISAN = 0.6
_ORGANISATION = 0.6
_FEW = 5
"""A former official with more statements is what the article is about; set by hand."""


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
    findings: list[Finding] = []
    for start, end in namings:
        findings.extend(_findings(doc, describe(doc, start, end)))
    return _weigh(doc, findings, speaks_only)


def _findings(doc: Doc, segments: list[Segment]) -> Iterator[Finding]:
    for index, segment in enumerate(segments):
        found = judge(doc, segment)
        if found is not None:
            if found.affiliation is None and found.label in _CONFIDENCE:
                found = replace(found, affiliation=_later_body(doc, segments[index + 1 : index + 2]))
            yield found
        if segment.past and of_party(doc, segment):
            yield Finding("past_party", segment)
        if segment.past and hits(doc, segment.start, segment.end, "partisan"):
            yield Finding("past_partisan", segment)


def _later_body(doc: Doc, segments: list[Segment]) -> Range | None:
    """The body in what follows: "a professor of geosciences and international affairs at Strelsau University"."""
    for segment in segments:
        body = (
            body_of(doc, segment, None) if segment.place == "after" and not roles_in(doc, segment, "leaders") else None
        )
        if body is not None and researches(doc, *body):
            return body
    return None


def _weigh(doc: Doc, findings: list[Finding], speaks_only: bool) -> Standing | None:
    by_label: dict[str, Finding] = {}
    for finding in findings:
        if finding.label not in by_label or (finding.affiliation and not by_label[finding.label].affiliation):
            by_label[finding.label] = finding
    if "strategist" in by_label:
        return Standing(ExpertKind.STRATEGIST, "strategist", by_label["strategist"].affiliation, _STRATEGIST)
    if by_label.keys() & {"partisan", "office"}:
        return None
    return _learned(doc, by_label) or _weigh_others(by_label, speaks_only)


def _learned(doc: Doc, by_label: Mapping[str, Finding]) -> Standing | None:
    """An observer by learning, or the analyst who was a partisan."""
    label = next((label for label in _CONFIDENCE if label in by_label and label != "former_official"), None)
    if label is None:
        return None
    affiliation = _affiliation(by_label)
    was_partisan = bool({"past_partisan", "past_party"} & by_label.keys())
    if was_partisan and label == "scholar" and _commentator(doc, by_label["scholar"]):
        return Standing(ExpertKind.STRATEGIST, "past_partisan", affiliation, _PAST_PARTISAN)
    return Standing(ExpertKind.EXPERT, label, affiliation, _CONFIDENCE[label])


def _affiliation(by_label: Mapping[str, Finding]) -> Range | None:
    """The body of the surest finding that names one."""
    return next((f.affiliation for label in _CONFIDENCE if (f := by_label.get(label)) and f.affiliation), None)


_OTHERS = (
    ("activist", ExpertKind.ACTIVIST, "activist", 0.7),
    ("press", ExpertKind.PRESS, "press", 0.7),
    ("weak_body", ExpertKind.EXPERT, "body", 0.55),
)
"""What somebody is without learning: label of the finding, kind, rule and confidence, the first that holds."""


def _weigh_others(by_label: Mapping[str, Finding], speaks_only: bool) -> Standing | None:
    for label, kind, rule, confidence in _OTHERS:
        if label in by_label:
            return Standing(kind, rule, by_label[label].affiliation, confidence)
    bound = {"party_member", "past_party"} & by_label.keys()
    if "former_official" in by_label and speaks_only and not bound:
        return Standing(ExpertKind.EXPERT, "former_official", _affiliation(by_label), _CONFIDENCE["former_official"])
    return None


def _commentator(doc: Doc, finding: Finding) -> bool:
    """An analyst of no body of research: where the past was a campaign's, the analysis is a partisan's."""
    segment = finding.segment
    return bool(hits(doc, segment.start, segment.end, "commentators")) and not researches(
        doc, segment.start, segment.end
    )


def find_experts(layers: Layers) -> dict[int, Standing]:
    """The persons and organisations of an article that comment from outside, by their key in ``layers.actors.clusters``."""
    bound = {party for commitment in layers.commitments for party in commitment.parties}
    found: dict[int, Standing] = {}
    for cluster in layers.actors.clusters:
        judged = None
        if cluster.type is ActorType.PERSON and not cluster.members:
            judged = standing(layers.doc, _namings(cluster), speaks_only=_only_speaks(layers, cluster))
        elif cluster.type is ActorType.ORGANISATION and cluster.key not in bound:
            judged = _body(layers.doc, _namings(cluster))
        if judged is not None:
            found[cluster.key] = judged
    return found


def _namings(cluster: ActorCluster) -> list[Range]:
    return [(m.start, m.end) for m in cluster.mentions if m.kind is MentionKind.NAME]


def _body(doc: Doc, namings: Iterable[Range]) -> Standing | None:
    """An organisation whose name says that it studies or watches; one that undertakes something is a party to the story."""
    named = any(researches(doc, *naming, campuses=False) for naming in namings)
    return Standing(ExpertKind.EXPERT, "organisation", None, _ORGANISATION) if named else None


def _only_speaks(layers: Layers, cluster: ActorCluster) -> bool:
    """Whether the person is there to comment: named hardly anywhere but as a source, and not the article's main voice."""
    said = [found for _, found in layers.statements()]
    sources = {i for a in said for start, end in a.source for i in range(start, end)}
    named = [m for m in cluster.mentions if m.kind is MentionKind.NAME]
    statements = sum(cluster.key in a.speakers for a in said)
    return sum(m.head not in sources for m in named) <= 1 and statements <= _FEW
