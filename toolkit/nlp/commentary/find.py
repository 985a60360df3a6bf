"""Expert commentary: which statements come from outside observers, and how they assess what they speak of.

Named experts are one kind; unnamed ones, strategists, activists, the press and polls are kept apart by ``expert_kind``.
"""

from __future__ import annotations

from spacy.tokens import Doc

from toolkit.nlp.commentary.affiliations import word_set
from toolkit.nlp.commentary.experts import Standing, find_experts, standing
from toolkit.nlp.commentary.stance import assess
from toolkit.nlp.document import grammar
from toolkit.nlp.layers import AttributionSpan, CommentarySpan, Layers, Range
from toolkit.records import ActorType, CueClass, ExpertKind

_LEAST = 0.3
"""Attributions less certain than this are no ground for commentary; set by hand."""


def find_commentary(layers: Layers) -> None:
    """Fill ``layers.commentary``: one entry for each statement of a commentator.

    A person described as an expert once is one in all the article, so that every later statement of theirs counts.
    Statements inside a statement of the same person are not counted twice.
    """
    experts = find_experts(layers)
    for index, attribution in layers.statements():
        if not attribution.content or attribution.confidence < _LEAST or _repeats(layers, attribution):
            continue
        found = _speaker(layers, attribution, experts)
        if found is not None:
            layers.commentary.append(_span(layers, index, attribution, *found))


def _repeats(layers: Layers, attribution: AttributionSpan) -> bool:
    around = layers.statement_at(attribution.parent)
    if around is None or not attribution.speakers:
        return False
    return attribution.speakers == layers.attributions[around].speakers


def _speaker(
    layers: Layers, attribution: AttributionSpan, experts: dict[int, Standing]
) -> tuple[int | None, str | None, Standing] | None:
    """Who comments, by key, name and standing; ``None`` if the source is no commentator."""
    for key in attribution.speakers:
        if key in experts:
            return key, layers.actors.clusters[key].name, experts[key]
    persons = [k for k in attribution.speakers if layers.actors.clusters[k].type is ActorType.PERSON]
    if persons or attribution.source_head is None or not attribution.source:
        return None
    named = _by_source(layers, attribution)
    if named is not None:
        return named
    return _unnamed(layers, attribution)


def _by_source(layers: Layers, attribution: AttributionSpan) -> tuple[int | None, str | None, Standing] | None:
    """A named person that the registry does not know, described in the source itself."""
    assert attribution.source_head is not None
    doc = layers.doc
    head = doc[attribution.source_head]
    if head.pos_ != "PROPN" or layers.actors.at(head.i) is not None:
        return None
    start, end = head.i, head.i + 1
    while start > 0 and doc[start - 1].pos_ == "PROPN" and doc[start - 1].head.i == head.i:
        start -= 1
    if not 2 <= end - start <= 4 or not all(t.text[0].isupper() for t in doc[start:end]):
        return None
    judged = standing(doc, [(start, end)])
    if judged is None or judged.kind is not ExpertKind.EXPERT:
        return None
    return None, doc[start:end].text, judged


def _unnamed(layers: Layers, attribution: AttributionSpan) -> tuple[int | None, str | None, Standing] | None:
    """Analysts, strategists, newspapers, polls: told by the head noun of the source."""
    assert attribution.source_head is not None
    doc = layers.doc
    heads = [t for t in grammar.conjuncts(doc[attribution.source_head]) if _within(t.i, attribution)]
    for head in heads:
        kind = _kind(head.lower_, head.lemma_.lower())
        if kind is None or (head.pos_ == "PROPN" and kind is not ExpertKind.POLL):
            continue
        tied = any(c.dep_ == "poss" or c.lower_ in word_set("campaign") for c in head.subtree if c.i < head.i)
        if tied and kind in {ExpertKind.UNNAMED, ExpertKind.STRATEGIST, ExpertKind.ACTIVIST}:
            continue  # the campaign's own
        start, end = attribution.source[0]
        return None, doc[start:end].text, Standing(kind, "unnamed_source", None, 0.7)
    return None


def _within(position: int, attribution: AttributionSpan) -> bool:
    return any(start <= position < end for start, end in attribution.source)


def _kind(lower: str, lemma: str) -> ExpertKind | None:
    for key, kind in (
        ("unnamed", ExpertKind.UNNAMED),
        ("strategists", ExpertKind.STRATEGIST),
        ("activists", ExpertKind.ACTIVIST),
        ("polls", ExpertKind.POLL),
        ("press", ExpertKind.PRESS),
    ):
        words = word_set(key)
        if lower in words or lemma in words:
            return kind
    return None


def _span(
    layers: Layers, index: int, attribution: AttributionSpan, key: int | None, name: str | None, judged: Standing
) -> CommentarySpan:
    doc = layers.doc
    judging = attribution.cue_class is CueClass.JUDGEMENT
    assessment = assess(doc, attribution.content, doc[attribution.cue_head] if judging else None, attribution.source)
    affiliation: Range | None = judged.affiliation
    if affiliation is None and key is not None and judged.kind is ExpertKind.EXPERT:
        affiliation = _one_body(doc, layers.actors.clusters[key].affiliation_range)
    return CommentarySpan(
        attribution=index,
        expert=key,
        expert_name=name,
        expert_kind=judged.kind,
        affiliation=affiliation,
        stance=assessment.stance,
        stance_range=assessment.words,
        hedges=assessment.hedges,
        target=assessment.target,
        rule=f"{judged.rule}+{assessment.rule}",
        confidence=round(judged.confidence * attribution.confidence, 4),
    )


def _one_body(doc: Doc, found: Range | None) -> Range | None:
    """An affiliation cut where another description begins: "Strelsau University and one of the authors"."""
    if found is None:
        return None
    start, end = found
    cut = next((i for i in range(start + 1, end - 1) if doc[i].lower_ == "and" and doc[i + 1].text[0].islower()), end)
    return start, cut
