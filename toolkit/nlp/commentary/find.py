"""Expert commentary: which statements come from outside observers, and how they assess what they speak of.

Named experts are one kind; unnamed ones, strategists, activists, the press and polls are kept apart by ``expert_kind``.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from toolkit.nlp.commentary.affiliations import hits, is_field, word_set
from toolkit.nlp.commentary.clarity import is_clear
from toolkit.nlp.commentary.experts import Standing, find_experts, standing
from toolkit.nlp.commentary.stance import assess
from toolkit.nlp.document import grammar
from toolkit.nlp.layers import AttributionSpan, CommentarySpan, Layers, Range
from toolkit.records import ActorType, CueClass, ExpertKind, Stance

_LEAST = 0.3
"""Attributions less certain than this are no ground for commentary; set by hand."""
_UNNAMED = 0.7
"""Confidence that a source without a name is what its noun says; set by hand."""
_LONGEST_NAME = 4
_KINDS = {
    "unnamed": ExpertKind.UNNAMED,
    "strategists": ExpertKind.STRATEGIST,
    "activists": ExpertKind.ACTIVIST,
    "polls": ExpertKind.POLL,
    "press": ExpertKind.PRESS,
}
"""Lists of ``experts.yaml`` with nouns for sources without a name; the first that holds counts."""
_BELONGING = frozenset({ExpertKind.UNNAMED, ExpertKind.STRATEGIST, ExpertKind.ACTIVIST})
"""Kinds that are no observers where they are somebody's own."""


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
    """Who comments, by key, name and standing; ``None`` if the source is no commentator.

    A person goes before the body that the source names too ("Jane Doe, head of the Zenda Institute").
    """
    persons = _persons(layers, attribution)
    key = next((key for key in persons or attribution.speakers if key in experts), None)
    known = None if key is None else (key, layers.actors.clusters[key].name, experts[key])
    if persons or not _has_source(attribution):
        return known
    return _by_source(layers, attribution) or known or _unnamed(layers, attribution)


def _persons(layers: Layers, attribution: AttributionSpan) -> list[int]:
    return [k for k in attribution.speakers if layers.actors.clusters[k].type is ActorType.PERSON]


def _has_source(attribution: AttributionSpan) -> bool:
    return attribution.source_head is not None and bool(attribution.source)


def _by_source(layers: Layers, attribution: AttributionSpan) -> tuple[int | None, str | None, Standing] | None:
    """A named person that the registry does not know, described in the source itself."""
    assert attribution.source_head is not None
    doc = layers.doc
    head = doc[attribution.source_head]
    if head.pos_ != "PROPN" or layers.actors.at(head.i) is not None:
        return None
    start, end = _name_around(head)
    if not 2 <= end - start <= _LONGEST_NAME or not all(t.text[0].isupper() for t in doc[start:end]):
        return None
    judged = standing(doc, [(start, end)])
    if judged is None or judged.kind is not ExpertKind.EXPERT:
        return None
    return None, doc[start:end].text, judged


def _name_around(head: Token) -> Range:
    """The proper nouns that lead up to the last one of a name, and it."""
    start = head.i
    while start > 0 and head.doc[start - 1].pos_ == "PROPN" and head.doc[start - 1].head.i == head.i:
        start -= 1
    return start, head.i + 1


def _unnamed(layers: Layers, attribution: AttributionSpan) -> tuple[int | None, str | None, Standing] | None:
    """Analysts, strategists, newspapers, polls: told by the head noun of the source."""
    assert attribution.source_head is not None
    doc = layers.doc
    heads = (t for t in grammar.conjuncts(doc[attribution.source_head]) if _within(t.i, attribution))
    kind = next((kind for kind in map(_kind_of, heads) if kind is not None), None)
    if kind is None:
        return None
    return None, doc[slice(*attribution.source[0])].text, Standing(kind, "unnamed_source", None, _UNNAMED)


def _kind_of(head: Token) -> ExpertKind | None:
    """The kind of commentator that the head noun of a source means; ``None`` for a name and for what is a campaign's own."""
    forms = {head.lower_, head.lemma_.lower()}
    kind = next((kind for key, kind in _KINDS.items() if forms & word_set(key)), None)
    named = head.pos_ == "PROPN" and kind is not ExpertKind.POLL
    return None if named or (kind in _BELONGING and _belongs(head)) else kind


def _belongs(head: Token) -> bool:
    """Whether a source is somebody's: "her advisers", "the campaign's analysts"."""
    return any(c.dep_ == "poss" or hits(c.doc, c.i, c.i + 1, "campaign") for c in head.subtree if c.i < head.i)


def _within(position: int, attribution: AttributionSpan) -> bool:
    return any(start <= position < end for start, end in attribution.source)


def _span(
    layers: Layers, index: int, attribution: AttributionSpan, key: int | None, name: str | None, judged: Standing
) -> CommentarySpan:
    doc = layers.doc
    judging = attribution.cue_class is CueClass.JUDGEMENT
    assessment = assess(doc, attribution.content, doc[attribution.cue_head] if judging else None, attribution.source)
    words = [doc[i] for start, end in attribution.content for i in range(start, end) if not doc[i].is_space]
    clear = is_clear(assessment, words)
    affiliation: Range | None = judged.affiliation
    if affiliation is None and key is not None and judged.kind is ExpertKind.EXPERT:
        affiliation = _one_body(doc, layers.actors.clusters[key].affiliation_range)
    return CommentarySpan(
        attribution=index,
        expert=key,
        expert_name=name,
        expert_kind=judged.kind,
        affiliation=affiliation,
        stance=assessment.stance if clear else Stance.UNCLEAR,
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
    if is_field(doc, end - 1):
        return None
    cut = next((i for i in range(start + 1, end - 1) if doc[i].lower_ == "and" and doc[i + 1].text[0].islower()), end)
    return start, cut
