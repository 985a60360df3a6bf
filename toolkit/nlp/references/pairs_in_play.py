"""Which actors are in play together, at every point of the text: whom "the two sides" and "both ministers" mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.actors.person_words import role_sectors
from toolkit.nlp.actors.states import mediates
from toolkit.nlp.document.grammar import carrier
from toolkit.nlp.references.whereabouts import Scene
from toolkit.records import ActorType

_OFTEN = 0.05
"""What every sentence in which two actors stand together adds, however long ago; set by hand."""
_LOOK_BACK = 40
"""Sentences that are looked back on for parties in play."""
_PARTNERS = 2.0
"""Weight from which on two mentions are presented as partners."""
_DECAY = 0.7
"""How much less a pair of actors counts with every sentence that has passed; set by hand."""


_BETWEEN = frozenset({"mediator", "facilitator"})


class Parties:
    """Which actors are in play together, at every point of the text: pairs that share a subject or a "with" count most."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.registry = scene.layers.actors
        self.states = {c.country: c.key for c in self.registry.clusters if c.type == ActorType.STATE}
        self.by_sentence: dict[int, list[tuple[float, tuple[int, ...]]]] = {}
        self._collect()

    def _collect(self) -> None:
        doc = self.scene.doc
        rows: dict[int, dict[int, list[Token]]] = {}
        for mention in self.scene.named:
            token = doc[mention.head]
            if mediates(token) or self._is_mediator(mention.actor):
                continue
            rows.setdefault(self.scene.sentence[token.i], {}).setdefault(mention.actor, []).append(token)
        for sentence, actors in rows.items():
            keys = list(actors)
            found: dict[tuple[int, ...], float] = {}
            groups = _conjoined(actors)
            crowd = {key for group in groups if len(group) > 2 for key in group}
            for index, one in enumerate(keys):
                for other in keys[index + 1 :]:
                    if one in crowd and other in crowd:
                        continue
                    weight = max(_together(a, b) for a in actors[one][:4] for b in actors[other][:4])
                    found[(one, other)] = weight
            self.by_sentence[sentence] = [(w, pair) for pair, w in found.items()] + [
                (3.5, g) for g in groups if len(g) > 2
            ]

    def _is_mediator(self, key: int) -> bool:
        """Whether a person stands between the parties and is none of them."""
        return bool(_BETWEEN & set(self.registry.clusters[key].role_nouns))

    def find(self, noun: Token, size: int, persons: bool) -> tuple[int, ...]:
        """Keys of the ``size`` actors most in play before ``noun``; persons, or states and organisations.

        Partners named lately count most, those named together often a little more.
        """
        here = self.scene.sentence[noun.i]
        states_only = noun.lower_ in lexicon.words("bodies", "state_nouns")
        for least in (_PARTNERS, 0.0) if persons else (0.0,):
            scores: defaultdict[tuple[int, ...], float] = defaultdict(float)
            for sentence in range(max(0, here - _LOOK_BACK), here + 1):
                weight = _DECAY ** (here - sentence) + _OFTEN
                for value, group in self.by_sentence.get(sentence, ()):
                    if value < least or (sentence == here and not all(self._starts_before(k, noun.i) for k in group)):
                        continue
                    fitted = self._fit(group, persons, states_only)
                    if len(fitted) == size and (not persons or self._hold(noun, fitted)):
                        scores[fitted] += value * weight
            if scores:
                return max(scores.items(), key=lambda item: (item[1], -min(item[0])))[0]
        return ()

    def _hold(self, noun: Token, keys: Iterable[int]) -> bool:
        """Whether persons can be "the two ministers": those known, by the article or as leaders, to hold such an office."""
        office = noun.lemma_.lower()
        if role_sectors().get(office) != "GOV":
            return True
        clusters = (self.registry.clusters[key] for key in keys)
        return all(
            c.plover_sector == "GOV"
            or office in c.role_nouns
            or any(role_sectors().get(role) == "GOV" or role == "counterpart" for role in c.role_nouns)
            for c in clusters
        )

    def _starts_before(self, key: int, position: int) -> bool:
        return any(m.head < position for m in self.registry.clusters[key].mentions)

    def _fit(self, group: Iterable[int], persons: bool, states_only: bool) -> tuple[int, ...]:
        """The group as actors of the kind asked for: persons and governments stand for their states."""
        found: set[int] = set()
        for key in group:
            cluster = self.registry.clusters[key]
            body = cluster.type in (ActorType.ORGANISATION, ActorType.GROUP)
            if persons:
                if cluster.type == ActorType.PERSON:
                    found.add(key)
            elif cluster.type == ActorType.STATE or (
                body and not states_only and cluster.plover_sector not in ("MED", "EDU")
            ):
                found.add(key)
            elif cluster.country in self.states:
                found.add(self.states[cluster.country])
        return tuple(sorted(found))


def _conjoined(actors: dict[int, list[Token]]) -> list[tuple[int, ...]]:
    """Groups of three and more actors that are conjuncts of each other."""
    roots: dict[int, set[int]] = {}
    for key, tokens in actors.items():
        for token in tokens:
            top = token
            while top.dep_ == "conj" and top.head.i != top.i:
                top = top.head
            roots.setdefault(top.i, set()).add(key)
    return [tuple(sorted(group)) for _, group in sorted(roots.items())]


def _together(one: Token, other: Token) -> float:
    """How strongly two mentions in a sentence are presented as partners."""
    one, other = carrier(one), carrier(other)
    first, second = (one, other) if one.i < other.i else (other, one)
    current = second
    while current.dep_ == "conj" and current.head.i != current.i:
        current = current.head
        if current.i == first.i:
            return 3.0
    if second.dep_ == "pobj" and second.head.lower_ in ("with", "and") and first.dep_ in ("nsubj", "nsubjpass"):
        return 2.5
    if first.head.i == second.head.i and first.dep_ == second.dep_ and first.dep_ in ("amod", "compound", "nmod"):
        return 2.0
    if abs(first.i - second.i) == 2 and first.doc[first.i + 1].text in ("-", "–"):
        return 2.0
    return 1.0 if first.dep_ in ("nsubj", "nsubjpass", "poss") else 0.5
