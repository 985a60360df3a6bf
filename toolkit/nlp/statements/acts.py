"""Acts told apart from statements.

"Spain agreed to reopen the crossing" tells of an act: the verb commits, and its subject is the party. It is a row of the
commitments, not also a statement. "Ruiz promised to reopen it" is both, since a person promises by saying so; and so is an act
told in quoted words.
"""

from __future__ import annotations

from toolkit.nlp.layers import AttributionSpan, Layers, Ranges
from toolkit.records import ActorType, AttributionType, CueClass

STATEMENTS = frozenset({CueClass.ACCORDING_TO, CueClass.PUNCTUATION})
"""Cues that no act can have."""


def mark_acts(layers: Layers) -> None:
    """Mark the attributions that only tell of an act (``tells_act``); ``layers.statements()`` leaves them out."""
    triggers = [c.trigger for c in layers.commitments]
    for found in layers.attributions:
        may_be_act = found.cue_class not in STATEMENTS and found.type == AttributionType.INDIRECT
        undertakes = may_be_act and any(_meet(found.cue, trigger) for trigger in triggers)
        found.tells_act = undertakes and not _by_a_person(found, layers)


def _by_a_person(found: AttributionSpan, layers: Layers) -> bool:
    return any(layers.actors.clusters[key].type == ActorType.PERSON for key in found.speakers)


def _meet(first: Ranges, second: Ranges) -> bool:
    return any(a < d and c < b for a, b in first for c, d in second)
