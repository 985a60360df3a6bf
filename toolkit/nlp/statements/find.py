"""Who said what: source, cue and content of every attribution in an article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from toolkit.nlp.document import grammar
from toolkit.nlp.layers import AttributionSpan, Layers
from toolkit.nlp.statements.cluster import Cluster, cluster_of
from toolkit.nlp.statements.cues import Cue, find_cues
from toolkit.nlp.statements.directness import type_of
from toolkit.nlp.statements.floating import add_free_quotes
from toolkit.nlp.statements.joining import join_quotes, nested, outermost
from toolkit.nlp.statements.learned.model import Content, Model, load_model, worth_scoring
from toolkit.nlp.statements.learned.neighbours import Judged, table
from toolkit.nlp.statements.rules import SIGNED, Choice, choose
from toolkit.nlp.statements.sources import Source, find_source
from toolkit.nlp.statements.tree import Tree, build
from toolkit.nlp.statements.turns import RULES as TURNS
from toolkit.nlp.statements.turns import find_turns
from toolkit.records import AttributionType

PRECISE = 0.7
"""Confidence from which on the precise mode keeps an attribution."""
COMPLETE = 0.38
"""Confidence from which on the complete mode does."""
PRECISE_RULES = 0.6
LEAST = 0.2
"""Confidence under which nothing is looked at further."""
_THRESHOLDS = {(True, True): PRECISE, (False, True): COMPLETE, (True, False): PRECISE_RULES, (False, False): 0.0}


def find_attributions(layers: Layers, mode: str = "complete", learned: bool = True, with_nested: bool = False) -> None:
    """Fill in ``layers.attributions``.

    Parameters
    ----------
    layers
        With the Doc, its quotations and its actors.
    mode
        ``"complete"`` keeps all that is more likely right than wrong, ``"precise"`` only what is fairly sure.
    learned
        Whether the learned stage decides; else, or where its weights are not installed, rules alone do.
    with_nested
        Whether attributions in the content of others ("A said that B believes ...") are kept too, with their ``parent``.
    """
    tree = build(layers.doc, layers.quotes)
    model = load_model() if learned else None
    cues = [_Reading(tree, cue) for cue in find_cues(tree)]
    turns = find_turns(tree)
    outside = _outside(turns, cues)
    found = _by_rules(outside) if model is None else _by_model(tree, model, outside)
    threshold = _THRESHOLDS[mode == "precise", model is not None]
    kept = outermost(_sure([*turns, *found], threshold))
    join_quotes(tree, kept)
    kept = _sure(add_free_quotes(tree, layers, kept), threshold)
    if with_nested:
        # The model is fitted to gold that has the outermost only; what stands inside is found by rules.
        kept = nested(_sure(_by_rules(cues), PRECISE_RULES), kept)
    for attribution in kept:
        attribution.type = AttributionType.DIRECT if attribution.rule in TURNS else type_of(tree, attribution.content)
    layers.attributions = kept


def _outside(turns: Sequence[AttributionSpan], cues: Sequence[_Reading]) -> list[_Reading]:
    """The cues that stand in no turn of a transcript: what is reported inside is part of what the speaker says."""
    inside = {i for turn in turns for start, end in turn.content for i in range(start, end)}
    return [reading for reading in cues if reading.cue.head not in inside]


def _sure(found: Iterable[AttributionSpan], least: float) -> list[AttributionSpan]:
    return [attribution for attribution in found if attribution.confidence >= least]


class _Reading:
    """A word that may report, with what the grammar gives it, worked out once: rules and model read the same."""

    def __init__(self, tree: Tree, cue: Cue) -> None:
        self.tree, self.cue = tree, cue

    @cached_property
    def source(self) -> Source:
        return find_source(self.tree, self.cue)

    @cached_property
    def cluster(self) -> Cluster:
        return cluster_of(self.tree, self.cue, self.source)

    def by_rule(self) -> AttributionSpan | None:
        """The attribution that rules make of it, if any."""
        choice = choose(self.tree, self.cue, self.cluster)
        return None if choice is None else _attribution(self.tree, self.cue, self.source, choice)


def _by_rules(cues: list[_Reading]) -> list[AttributionSpan]:
    return [found for found in (reading.by_rule() for reading in cues) if found is not None]


def _by_model(tree: Tree, model: Model, cues: list[_Reading]) -> list[AttributionSpan]:
    tree.groups = model.groups
    found = _by_rules([reading for reading in cues if reading.cue.kind in SIGNED])
    judged = []
    for reading in cues:
        if reading.cue.kind not in SIGNED and worth_scoring(tree, reading.cue):
            scored = model.score(tree, reading.cue, reading.source, reading.cluster)
            if scored is not None:
                judged.append(Judged(reading.cue, reading.source, scored))
    for item, chance in zip(judged, _second_look(tree, model, judged), strict=True):
        if chance >= LEAST:
            choice = Choice(item.scored.pieces, rule_name(item.scored.content), chance)
            found.append(_attribution(tree, item.cue, _who(tree, model, item), choice))
    return found


def _second_look(tree: Tree, model: Model, judged: list[Judged]) -> list[float]:
    """How likely each cue is one, beside the others of the article."""
    if model.forest is None:
        return [item.scored.cue_probability for item in judged]
    return model.forest.probabilities(table(tree, judged))


def _who(tree: Tree, model: Model, item: Judged) -> Source:
    """The source: that of the grammar where it is certain, else the likeliest."""
    if item.source.certain:
        return item.source
    option = model.source(tree, item.cue, item.source, item.scored.pieces)
    return Source(option.head, option.ranges)


def rule_name(content: Content) -> str:
    """What kind of complement the content is, by where it begins: ``ccomp``, ``xcomp``, ``dobj``, ``quote`` ..."""
    left, right = content
    stretch = right or left
    return stretch.first.kind.split(">")[0] if stretch is not None else ""


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
