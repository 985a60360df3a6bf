"""What descriptions mean: "the Ruritanian side", "officials from Ruritania", "the minister", "the two sides".

The modifiers of a noun say whose it is. A definite role ("the minister") means the person of that role named last; a
number or "both" with a noun for sides or persons means the parties in play.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.layers import ActorRegistry
from toolkit.nlp.persons import role_sectors
from toolkit.nlp.scene import Scene, carrier
from toolkit.records import ActorType

_NUMBERS = {"two": 2, "three": 3, "four": 4, "both": 2}
_DEFINITE = frozenset({"the", "this", "that", "both", "these", "those", "their", "all", "its"})
_OFTEN = 0.05
"""What every sentence in which two actors stand together adds, however long ago; set by hand."""
_LOOK_BACK = 40
"""Sentences that are looked back on for parties in play."""
_NEAR = 4
"""Sentences within which "the party" means the party named before."""
_PARTNERS = 2.0
"""Weight from which on two mentions are presented as partners."""
_DECAY = 0.7
"""How much less a pair of actors counts with every sentence that has passed; set by hand."""


@cache
def side_nouns() -> frozenset[str]:
    """Nouns for states or parties already named."""
    return lexicon.words("bodies", "sides")


@cache
def person_nouns() -> frozenset[str]:
    """Nouns for persons already named."""
    return lexicon.words("bodies", "persons")


@cache
def speaker_nouns() -> frozenset[str]:
    """Nouns for those who speak or act for a state whose name stands before them, and for its people."""
    return lexicon.words("bodies", "speakers") | lexicon.words("bodies", "people")


def owners(noun: Token, registry: ActorRegistry) -> tuple[int, ...]:
    """Keys of the states and organisations that the modifiers of a noun name: "U.S. and Ruritanian officials"."""
    return _owners(noun, registry, ("of", "from", "for")) or _owners(noun, registry, ("in", "throughout"))


def _owners(noun: Token, registry: ActorRegistry, prepositions: tuple[str, ...]) -> tuple[int, ...]:
    found: dict[int, None] = {}
    stack = [
        c
        for c in noun.children
        if c.dep_ in ("amod", "compound", "poss", "nmod") or (c.dep_ == "prep" and c.lower_ in prepositions)
    ]
    while stack:
        token = stack.pop(0)
        if token.dep_ == "prep":
            stack.extend(c for c in token.children if c.dep_ == "pobj")
            continue
        cluster = registry.at(token.i)
        if cluster is not None and cluster.type in (ActorType.STATE, ActorType.ORGANISATION) and not _opposed(token):
            found[cluster.key] = None
        stack.extend(c for c in token.children if c.dep_ in ("conj", "compound", "amod", "poss", "nmod"))
    return tuple(found)


def _opposed(token: Token) -> bool:
    """ "anti-Ruritania protesters" are not Ruritania's."""
    return token.i > 1 and token.nbor(-1).text in "-–" and token.nbor(-2).lower_ in ("anti", "pro", "ex", "non")


def person_of_role(noun: Token, scene: Scene) -> int | None:
    """The person whose role a definite noun names ("the minister"), mentioned last before; by country if it says one."""
    registry = scene.layers.actors
    word = noun.lower_
    if word not in role_sectors() or not _definite(noun):
        return None
    countries = {registry.clusters[key].country for key in owners(noun, registry)}
    for mention in scene.before(noun.i):
        cluster = scene.cluster(mention)
        if cluster.type != ActorType.PERSON or word not in cluster.role_nouns:
            continue
        if countries and cluster.country is not None and cluster.country not in countries:
            continue
        if not _same_office(noun, cluster.role):
            continue
        return cluster.key
    return None


def office_holder(noun: Token, scene: Scene) -> int | None:
    """The one person of the article with that role in the country that the noun's owner names ("its president").

    The name may follow later: "Ruritania's president said so on Monday. President Anna Berg added ...".
    """
    registry, word = scene.layers.actors, noun.lower_
    if word not in role_sectors() or noun.tag_ not in ("NN", "NNP"):
        return None
    found = (
        registry.clusters[key].country for key in owners(noun, registry) or own_state(noun, registry, any_noun=True)
    )
    countries = {country for country in found if country is not None}
    holders = [
        c.key
        for c in registry.clusters
        if c.type == ActorType.PERSON and word in c.role_nouns and c.country in countries and _same_office(noun, c.role)
    ]
    return holders[0] if len(holders) == 1 else None


def organisation(noun: Token, scene: Scene) -> int | None:
    """The organisation that a definite noun means ("the party", "the ministry"): the one of that kind named last before."""
    kinds = lexicon.document("bodies")["kinds"]
    if noun.lower_ not in kinds or noun.tag_ != "NN" or [c.lower_ for c in noun.lefts] != ["the"]:
        return None
    sectors = kinds[noun.lower_]
    here = scene.sentence[noun.i]
    for mention in scene.before(noun.i):
        if here - scene.sentence[mention.head] > _NEAR:
            return None
        cluster = scene.cluster(mention)
        if cluster.type != ActorType.ORGANISATION:
            continue
        if noun.lower_ in cluster.name.lower().split() or (cluster.plover_sector or "") in sectors:
            return cluster.key
    return None


def _definite(noun: Token) -> bool:
    if any(c.dep_ == "det" and c.lower_ in _DEFINITE for c in noun.children):
        return True
    return any(c.dep_ == "poss" for c in noun.children)


def _same_office(noun: Token, role: str | None) -> bool:
    """ "the prime minister" is not a foreign minister: adjectives and compounds in lower case must agree."""
    words = lexicon.words("bodies", "portfolios")
    said = {c.lower_ for c in noun.lefts if c.dep_ in ("compound", "amod")} & words
    if role is None:
        return True
    held = set(role.lower().split())
    return said <= held and not (held - said) & lexicon.words("bodies", "lesser")


def own_state(noun: Token, registry: ActorRegistry, any_noun: bool = False) -> tuple[int, ...]:
    """Key of the state meant by "his country", "whose government": that of the possessor."""
    if not any_noun and noun.lower_ not in (
        "country",
        "nation",
        "government",
        "side",
        "delegation",
        "administration",
        "people",
        "cabinet",
    ):
        return ()
    for child in noun.children:
        if child.dep_ != "poss":
            continue
        for key in registry.resolve(child):
            owner = registry.clusters[key]
            if owner.type == ActorType.STATE:
                return (key,)
            if owner.country is not None:
                return tuple(
                    c.key for c in registry.clusters if c.type == ActorType.STATE and c.country == owner.country
                )
    return ()


def number_of(noun: Token) -> int | None:
    """How many a phrase for known parties means ("the two sides", "both countries"): 2, 3, 4, or ``None``.

    A bare plural ("the sides", "the ministers") means two.
    """
    for child in noun.children:
        if child.lower_ in _NUMBERS and child.dep_ in ("nummod", "det", "amod", "preconj", "predet"):
            return _NUMBERS[child.lower_]
    bare = noun.lower_ in lexicon.words("bodies", "pairs") and noun.tag_ in ("NNS", "NNPS")
    determined = [c.lower_ for c in noun.lefts]
    return 2 if bare and determined == ["the"] else None


def is_known_group(noun: Token) -> bool:
    """Whether the phrase points back to parties already named: definite, with a number or "both"."""
    if noun.lower_ not in side_nouns() and noun.lower_ not in person_nouns():
        return False
    if number_of(noun) is None:
        return False
    later = [c for c in noun.children if c.i > noun.i and c.dep_ in ("prep", "relcl", "acl")]
    return _definite(noun) and not any(c.lower_ == "of" for c in later)


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
                    if len(fitted) == size:
                        scores[fitted] += value * weight
            if scores:
                return max(scores.items(), key=lambda item: (item[1], -min(item[0])))[0]
        return ()

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
