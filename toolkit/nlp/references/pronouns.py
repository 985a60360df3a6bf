"""Which person "he" or "she" means: every person named so far is scored, the best one is taken.

A score is a weighted sum of a few features, in the manner of Lappin and Leass (1994): how long ago, in which grammatical
role, how often, with which gender. The weights were fitted on the articles of one half of the project's hand-read speakers
(``tests/gold/speakers.jsonl``) by a conditional logit held near weights set by hand; the other half is what is reported.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Token

from toolkit.nlp.document.grammar import REFLEXIVE
from toolkit.nlp.layers import ActorMention
from toolkit.nlp.references.whereabouts import Scene, carrier, governor
from toolkit.records import ActorType, MentionKind

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
SINGULAR = HE | SHE
_ONE_CLAUSE = 30
"""Two words so far apart are no arguments of one verb, whatever the parser says; set by hand."""

WEIGHTS = {
    "distance": -2.3,
    "subject": 2.1,
    "modifier": -1.6,
    "speaker": 1.4,
    "frequency": 0.5,
    "gender": 1.0,
    "quoted": -1.6,
    "own_content": -2.5,
    "co_argument": -4.0,
    "pronoun": 0.3,
    "in_statement": -0.8,
    "holder": 1.5,
    "quoter": -2.5,
    "same_paragraph": 0.7,
    "parallel": 0.3,
}
"""Weight of each feature; ``distance`` counts sentences, ``frequency`` is the log of the number of mentions so far."""


@dataclass(slots=True)
class Persons:
    """Resolves third-person singular pronouns, in the order of the text."""

    scene: Scene
    weights: dict[str, float] = field(default_factory=lambda: dict(WEIGHTS))
    counts: Counter[int] = field(default_factory=Counter)
    _counted: int = 0

    def resolve(self, pronoun: Token) -> int | None:
        """Key of the person that the pronoun means, or ``None`` if nobody fits."""
        said = "m" if pronoun.lower_ in HE else "f"
        best, best_score = None, -math.inf
        frequency = self._frequency(pronoun.i)
        excluded = self._named_in_own_content(pronoun)
        for mention in self.scene.before(pronoun.i):
            cluster = self.scene.cluster(mention)
            if cluster.type != ActorType.PERSON or cluster.gender not in (None, said):
                continue
            score = self._score(pronoun, mention, cluster.gender == said, frequency)
            score += self.weights["own_content"] * (mention.actor in excluded)
            if score > best_score:
                best, best_score = mention.actor, score
        return best

    def _frequency(self, position: int) -> Counter[int]:
        """How often each actor has been mentioned before ``position``; positions are asked for in rising order."""
        named = self.scene.named
        while self._counted < len(named) and named[self._counted].head < position:
            self.counts[named[self._counted].actor] += 1
            self._counted += 1
        return self.counts

    def _named_in_own_content(self, pronoun: Token) -> set[int]:
        """A speaker is not named within the statement."""
        index = self.scene.source_of.get(pronoun.i)
        return set() if index is None else self.scene.content_actors(index)

    def features(
        self, pronoun: Token, mention: ActorMention, gendered: bool, frequency: Counter[int]
    ) -> dict[str, float]:
        """What speaks for and against a mention, by name."""
        scene = self.scene
        head = carrier(scene.doc[mention.head])
        here, there = pronoun.i, mention.head
        owner, other = scene.owner[here], scene.owner[there]
        holder = scene.layers.attributions[owner].source_head if owner >= 0 else None
        says = holder is not None and mention.actor in scene.layers.actors.resolve(scene.doc[holder])
        return {
            "distance": float(scene.sentence[here] - scene.sentence[there]),
            "subject": float(head.dep_ in ("nsubj", "nsubjpass")),
            "modifier": float(head.dep_ in ("poss", "compound", "amod", "nmod")),
            "speaker": float(there in scene.source_of or head.i in scene.source_of),
            "frequency": math.log(1 + frequency[mention.actor]),
            "gender": float(gendered),
            "quoted": float(scene.quoted[there] and not scene.quoted[here]),
            "co_argument": float(_co_arguments(pronoun, head)),
            "pronoun": float(mention.kind == MentionKind.PRONOUN),
            "in_statement": float(other >= 0 and other != owner and not self._same_speaker(owner, other)),
            "holder": float(says and not scene.quoted[here]),
            "quoter": float(says and scene.quoted[here]),
            "same_paragraph": float(scene.paragraph[here] == scene.paragraph[there]),
            "parallel": float(head.dep_ == pronoun.dep_),
        }

    def _same_speaker(self, one: int, other: int) -> bool:
        """Whether two statements have a source in common: a speaker goes on about whom the speaker spoke of."""
        if one < 0 or other < 0:
            return False
        layers = self.scene.layers
        heads = [layers.attributions[index].source_head for index in (one, other)]
        if any(head is None for head in heads):
            return False
        first, second = (set(layers.actors.resolve(layers.doc[head])) for head in heads if head is not None)
        return bool(first & second)

    def _score(self, pronoun: Token, mention: ActorMention, gendered: bool, frequency: Counter[int]) -> float:
        found = self.features(pronoun, mention, gendered, frequency)
        return sum(self.weights[name] * value for name, value in found.items())


def _co_arguments(pronoun: Token, other: Token) -> bool:
    """Two arguments of one verb are two persons: "Berg told him"; a possessive may be the subject's own."""
    if pronoun.dep_ == "poss" or pronoun.lower_.endswith(REFLEXIVE):
        return False
    if other.dep_ == "poss":
        return False
    return governor(pronoun).i == governor(other).i and abs(pronoun.i - other.i) < _ONE_CLAUSE
