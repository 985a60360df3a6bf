"""Who said what: source, cue and content of every attribution in an article."""

from __future__ import annotations

from toolkit.nlp import grammar
from toolkit.nlp.attribution.contents import cluster_of
from toolkit.nlp.attribution.cues import Cue, find_cues
from toolkit.nlp.attribution.joining import join_quotes, outermost
from toolkit.nlp.attribution.model import Model, load_model, worth_scoring
from toolkit.nlp.attribution.rules import Choice, choose, signed
from toolkit.nlp.attribution.sources import Source, find_source
from toolkit.nlp.attribution.tree import Tree, build
from toolkit.nlp.attribution.typing import type_of
from toolkit.nlp.layers import AttributionSpan, Layers
from toolkit.records import AttributionType

PRECISE = 0.8
"""Confidence from which on the precise mode keeps an attribution."""
COMPLETE = 0.42
"""Confidence from which on the complete mode does."""


def find_attributions(layers: Layers, mode: str = "complete", learned: bool = True) -> None:
    """Fill in ``layers.attributions``.

    Parameters
    ----------
    layers
        With the Doc and its quotations.
    mode
        ``"complete"`` keeps all that is more likely right than wrong, ``"precise"`` only what is fairly sure.
    learned
        Whether the learned stage decides; else, or where its weights are not installed, rules alone do.
    """
    tree = build(layers.doc, layers.quotes)
    model = load_model() if learned else None
    found: list[AttributionSpan] = []
    for cue in find_cues(tree):
        source = find_source(tree, cue)
        choice = _by_model(tree, model, cue, source) if model else choose(tree, cue, cluster_of(tree, cue, source))
        if choice is not None:
            found.append(_attribution(tree, cue, _who(tree, model, cue, source, choice), choice))
    threshold = PRECISE if mode == "precise" else COMPLETE if model else 0.0
    found = outermost([a for a in found if a.confidence >= threshold])
    join_quotes(tree, found)
    for attribution in found:
        attribution.type = type_of(tree, attribution.content)
    layers.attributions = found


def _by_model(tree: Tree, model: Model, cue: Cue, source: Source) -> Choice | None:
    if cue.kind in ("signature", "transcript"):
        return signed(tree, cue)
    if not worth_scoring(tree, cue):
        return None
    scored = model.score(tree, cue, source, cluster_of(tree, cue, source))
    return None if scored is None else Choice(scored.pieces, rule_name(scored.content), scored.cue_probability)


def rule_name(content: tuple) -> str:
    left, right = content
    kind = right.first.kind if right is not None else left.first.kind
    return kind.split(">")[0]


def _who(tree: Tree, model: Model | None, cue: Cue, source: Source, choice: Choice) -> Source:
    if model is None or cue.kind in ("signature", "transcript"):
        return source
    option = model.source(tree, cue, source, choice.pieces)
    return Source(option.head, option.ranges, source.subject, source.passive)


def _attribution(tree: Tree, cue: Cue, who: Source, choice: Choice) -> AttributionSpan:
    token = tree.doc[cue.head]
    inside = {i for s, e in choice.pieces for i in range(s, e)}
    source = tuple(r for r in who.ranges if not inside.intersection(range(*r)))
    return AttributionSpan(
        cue=tuple((i, i + 1) for i in cue.tokens if i not in inside),
        content=choice.pieces,
        source=source,
        cue_head=cue.head,
        source_head=who.head.i if who.head is not None and source else None,
        type=AttributionType.INDIRECT,
        cue_class=cue.entry.cue_class,
        rule=choice.rule,
        confidence=choice.confidence,
        negated=grammar.negated(token),
        modality=grammar.modality(token),
    )
