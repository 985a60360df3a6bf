"""Acts told apart from statements.

"Spain agreed to reopen the crossing" tells of an act: the verb commits, and its subject is the party. It is a row of the
commitments, not also a statement. "Ruiz promised to reopen it" is both, since a person promises by saying so; and so is an act
told in quoted words.
"""

from __future__ import annotations

from dataclasses import replace

from toolkit.nlp.layers import AttributionSpan, Layers, Ranges
from toolkit.records import ActorType, AttributionType, CueClass

STATEMENTS = frozenset({CueClass.ACCORDING_TO, CueClass.PUNCTUATION})
"""Cues that no act can have."""


def set_acts_apart(layers: Layers) -> None:
    """Remove the attributions that only tell of an act; what referred to one refers to the one around it, if any."""
    triggers = [c.trigger for c in layers.commitments]
    gone = {
        index
        for index, found in enumerate(layers.attributions)
        if found.cue_class not in STATEMENTS
        and found.type == AttributionType.INDIRECT
        and not _by_a_person(found, layers)
        and any(_meet(found.cue, trigger) for trigger in triggers)
    }
    if not gone:
        return
    heir = [_surviving(index, layers.attributions, gone) for index in range(len(layers.attributions))]
    kept = [index for index in range(len(layers.attributions)) if index not in gone]
    place = {old: new for new, old in enumerate(kept)}

    def moved(index: int | None) -> int | None:
        survivor = None if index is None else heir[index]
        return None if survivor is None else place[survivor]

    for commitment in layers.commitments:
        commitment.attribution = moved(commitment.attribution)
    layers.attributions = [
        replace(layers.attributions[old], parent=moved(layers.attributions[old].parent)) for old in kept
    ]


def _by_a_person(found: AttributionSpan, layers: Layers) -> bool:
    return any(layers.actors.clusters[key].type == ActorType.PERSON for key in found.speakers)


def _meet(first: Ranges, second: Ranges) -> bool:
    return any(a < d and c < b for a, b in first for c, d in second)


def _surviving(index: int | None, attributions: list[AttributionSpan], gone: set[int]) -> int | None:
    while index is not None and index in gone:
        index = attributions[index].parent
    return index
