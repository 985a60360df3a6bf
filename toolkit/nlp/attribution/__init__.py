"""Who said what: source, cue and content of every attribution in an article."""

from __future__ import annotations

from toolkit.nlp import grammar
from toolkit.nlp.attribution.contents import Cluster
from toolkit.nlp.attribution.cues import Cue, find_cues
from toolkit.nlp.attribution.joining import join_quotes, outermost
from toolkit.nlp.attribution.rules import choose
from toolkit.nlp.attribution.sources import find_source
from toolkit.nlp.attribution.tree import Tree, build
from toolkit.nlp.attribution.typing import type_of
from toolkit.nlp.layers import AttributionSpan, Layers, Range, Ranges
from toolkit.records import AttributionType

PRECISE = 0.6
"""Confidence from which on the precise mode keeps an attribution."""


def find_attributions(layers: Layers, mode: str = "complete") -> None:
    """Fill in ``layers.attributions``.

    Parameters
    ----------
    layers
        With the Doc and its quotations.
    mode
        ``"complete"`` keeps all that is more likely right than wrong, ``"precise"`` only what is fairly sure.
    """
    tree = build(layers.doc, layers.quotes)
    found: list[AttributionSpan] = []
    for cue in find_cues(tree):
        attribution = _attribution(tree, cue)
        if attribution is not None:
            found.append(attribution)
    found = join_quotes(tree, outermost(found))
    for attribution in found:
        attribution.type = type_of(tree, attribution.content)
    if mode == "precise":
        found = [a for a in found if a.confidence >= PRECISE]
    layers.attributions = found


def cluster_of(tree: Tree, cue: Cue, source: Ranges, passive: bool = False) -> Cluster:
    """The cue's words and the source next to them."""
    start = end = cue.head
    while start - 1 in cue.tokens:
        start -= 1
    while end + 1 in cue.tokens:
        end += 1
    end += 1
    near: Range | None = None
    for s, e in source:
        if e <= start and tree.trim(e, start)[0] >= start - 1:
            start, near = s, (s, e)
        elif s >= end and s - end <= 2:
            end, near = max(end, e), (s, e)
    return Cluster(cue.head, cue.tokens, near, passive, start, end)


def _attribution(tree: Tree, cue: Cue) -> AttributionSpan | None:
    head, source = find_source(tree, cue)
    choice = choose(tree, cue, cluster_of(tree, cue, source))
    if choice is None:
        return None
    token = tree.doc[cue.head]
    inside = {i for s, e in choice.pieces for i in range(s, e)}
    source = tuple(r for r in source if not inside.intersection(range(*r)))
    if not source and choice.rule in ("object", "infinitive", "preposition"):
        return None
    return AttributionSpan(
        cue=tuple((i, i + 1) for i in cue.tokens if i not in inside),
        content=choice.pieces,
        source=source,
        cue_head=cue.head,
        source_head=head.i if head is not None and source else None,
        type=AttributionType.INDIRECT,
        cue_class=cue.entry.cue_class,
        rule=choice.rule,
        confidence=choice.confidence,
        negated=grammar.negated(token),
        modality=grammar.modality(token),
    )
