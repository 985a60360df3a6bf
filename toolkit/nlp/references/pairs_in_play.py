"""Which actors are in play together, at every point of the text: whom "the two sides" and "both ministers" mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, product

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.actors.person_words import role_sectors
from toolkit.nlp.actors.states import mediates
from toolkit.nlp.references.whereabouts import Scene, carrier
from toolkit.records import ActorType

_OFTEN = 0.05
"""What every sentence in which two actors stand together adds, however long ago; set by hand."""
_LOOK_BACK = 40
"""Sentences that are looked back on for parties in play."""
_PARTNERS = 2.0
"""Weight from which on two mentions are presented as partners."""
_DECAY = 0.7
"""How much less a pair of actors counts with every sentence that has passed; set by hand."""
_CROWD, _CONJOINED, _WITH, _FROM_SUBJECT, _NEITHER = 3.5, 3.0, 2.5, 1.0, 0.5
"""Weights of three and more conjuncts, of two, of a subject and who it is with, and of others; set by hand."""
_MENTIONS = 4
"""Mentions of an actor in one sentence that are looked at."""
_BESIDE = frozenset({"with", "and"})
_SUBJECTS = ("nsubj", "nsubjpass")
_MODIFYING = ("amod", "compound", "nmod")


class Parties:
    """Which actors are in play together, at every point of the text: pairs that share a subject or a "with" count most."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.registry = scene.layers.actors
        self.states: dict[str | None, int] = {
            c.country: c.key for c in self.registry.clusters if c.type == ActorType.STATE
        }
        self.by_sentence: dict[int, list[tuple[float, tuple[int, ...]]]] = {}
        self._collect()

    def _collect(self) -> None:
        rows: dict[int, dict[int, list[Token]]] = {}
        for mention in self.scene.named:
            token = self.scene.doc[mention.head]
            if not mediates(token) and not self._is_mediator(mention.actor):
                rows.setdefault(self.scene.sentence[token.i], {}).setdefault(mention.actor, []).append(token)
        for sentence, actors in rows.items():
            self.by_sentence[sentence] = _pairs(actors)

    def _is_mediator(self, key: int) -> bool:
        """Whether a person stands between the parties and is none of them."""
        return not lexicon.words("place_names", "mediators").isdisjoint(self.registry.clusters[key].role_nouns)

    def find(self, noun: Token, size: int, persons: bool) -> tuple[int, ...]:
        """Keys of the ``size`` actors most in play before ``noun``; persons, or states and organisations.

        Partners named lately count most, those named together often a little more.
        """
        states_only = noun.lower_ in lexicon.words("bodies", "state_nouns")
        for least in (_PARTNERS, 0.0) if persons else (0.0,):
            scores: defaultdict[tuple[int, ...], float] = defaultdict(float)
            for value, group in self._before(noun, least):
                fitted = self._fit(group, persons, states_only)
                if len(fitted) == size and (not persons or self._hold(noun, fitted)):
                    scores[fitted] += value
            if scores:
                return max(scores.items(), key=lambda item: (item[1], -min(item[0])))[0]
        return ()

    def _before(self, noun: Token, least: float) -> Iterator[tuple[float, tuple[int, ...]]]:
        """The groups in play before ``noun`` with weights of at least ``least``, those long ago weighing less."""
        here = self.scene.sentence[noun.i]
        for sentence in range(max(0, here - _LOOK_BACK), here + 1):
            weight = _DECAY ** (here - sentence) + _OFTEN
            for value, group in self.by_sentence.get(sentence, ()):
                named = sentence < here or all(self._starts_before(key, noun.i) for key in group)
                if value >= least and named:
                    yield value * weight, group

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
        if persons:
            return tuple(sorted({key for key in group if self.registry.clusters[key].type == ActorType.PERSON}))
        return tuple(sorted({fitted for key in group if (fitted := self._party(key, states_only)) is not None}))

    def _party(self, key: int, states_only: bool) -> int | None:
        """The actor itself where it can be a party, or its state."""
        cluster = self.registry.clusters[key]
        apart = cluster.plover_sector in lexicon.words("references", "sectors_apart")
        body = cluster.type in (ActorType.ORGANISATION, ActorType.GROUP) and not states_only and not apart
        return key if body or cluster.type == ActorType.STATE else self.states.get(cluster.country)


def _pairs(actors: dict[int, list[Token]]) -> list[tuple[float, tuple[int, ...]]]:
    """The pairs of a sentence with their weights, but for those of one crowd, and the crowds."""
    crowds = [group for group in _conjoined(actors) if len(group) > 2]
    crowd = {key for group in crowds for key in group}
    pairs = (pair for pair in combinations(actors, 2) if not crowd.issuperset(pair))
    weighed = [(_weight(actors[one], actors[other]), (one, other)) for one, other in pairs]
    return weighed + [(_CROWD, group) for group in crowds]


def _weight(one: list[Token], other: list[Token]) -> float:
    """How strongly two actors are presented as partners, by the first mentions of each."""
    return max(_together(a, b) for a, b in product(one[:_MENTIONS], other[:_MENTIONS]))


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
    first, second = sorted((carrier(one), carrier(other)), key=lambda token: token.i)
    if first.i in _conjoined_before(second):
        return _CONJOINED
    if first.dep_ in _SUBJECTS and second.head.lower_ in _BESIDE:
        return _WITH
    if _joined(first, second):
        return _PARTNERS
    return _FROM_SUBJECT if first.dep_ in (*_SUBJECTS, "poss") else _NEITHER


def _joined(first: Token, second: Token) -> bool:
    """Whether two names modify one noun alike, or a hyphen stands between them: "Spanish, Moroccan talks", "Spain-Morocco"."""
    alike = first.head.i == second.head.i and first.dep_ == second.dep_ and first.dep_ in _MODIFYING
    return alike or (second.i - first.i == 2 and first.nbor().text in ("-", "–"))


def _conjoined_before(token: Token) -> Iterator[int]:
    """Positions of the conjuncts before a token."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
        yield token.i
