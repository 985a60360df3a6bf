"""What descriptions mean: "the Ruritanian side", "officials from Ruritania", "the minister", "the two sides".

The modifiers of a noun say whose it is. A definite role ("the minister") means the person of that role named last; a
number or "both" with a noun for sides or persons means the parties in play.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.actors.person_words import role_sectors
from toolkit.nlp.actors.roles import offices
from toolkit.nlp.document import grammar
from toolkit.nlp.layers import ActorCluster, ActorRegistry
from toolkit.nlp.references.whereabouts import Scene
from toolkit.records import ActorType

_NUMBERS = {"two": 2, "three": 3, "four": 4, "both": 2}
_DEFINITE = frozenset({"the", "this", "that", "both", "these", "those", "their", "all", "its"})
_OWNED_BY, _SEATED_IN = ("of", "from", "for"), ("in", "throughout")
"""Prepositions after which it is told whose a noun is, and those that tell it where no other does."""
_MODIFYING = ("amod", "compound", "poss", "nmod")
_NEAR = 4
"""Sentences within which "the party" means the party named before."""
_SHORTEST_TWIN = 4
"""Letters of a state's name that stands in the plural, so that no word of two or three letters is taken for one."""


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
    return _owners(noun, registry, _OWNED_BY) or _owners(noun, registry, _SEATED_IN)


def _owners(noun: Token, registry: ActorRegistry, prepositions: tuple[str, ...]) -> tuple[int, ...]:
    named = ((token, registry.at(token.i)) for token in _modifiers(noun, prepositions))
    return tuple(dict.fromkeys(c.key for token, c in named if c is not None and _owns(token, c)))


def _modifiers(noun: Token, prepositions: tuple[str, ...]) -> Iterator[Token]:
    """The words that say whose a noun is: before it and after these prepositions, with what modifies and follows them."""
    first = (c for c in noun.children if c.dep_ in _MODIFYING or c.lower_ in prepositions)
    waiting = deque(first)
    while waiting:
        token = waiting.popleft()
        if token.dep_ == "prep":
            waiting.extend(grammar.children(token, "pobj"))
        else:
            yield token
            waiting.extend(grammar.children(token, "conj", *_MODIFYING))


def _owns(token: Token, cluster: ActorCluster) -> bool:
    return cluster.type in (ActorType.STATE, ActorType.ORGANISATION) and not _opposed(token)


def _opposed(token: Token) -> bool:
    """ "anti-Ruritania protesters" are not Ruritania's."""
    return (
        token.i > 1 and token.nbor(-1).text in "-–" and token.nbor(-2).lower_ in lexicon.words("references", "opposed")
    )


def person_of_role(noun: Token, scene: Scene) -> int | None:
    """The person whose role a definite noun names ("the minister"), mentioned last before; by country if it says one."""
    registry = scene.layers.actors
    if noun.lower_ not in role_sectors() or not _definite(noun):
        return None
    countries = {registry.clusters[key].country for key in owners(noun, registry)}
    for mention in scene.before(noun.i):
        cluster = scene.cluster(mention)
        of_country = not countries or cluster.country is None or cluster.country in countries
        if of_country and _holds(cluster, noun):
            return cluster.key
    return None


def _holds(cluster: ActorCluster, noun: Token) -> bool:
    """Whether an actor is a person with the office that a noun names."""
    return noun.lower_ in cluster.role_nouns and _same_office(noun, cluster.role)


def office_holder(noun: Token, scene: Scene) -> int | None:
    """The one person of the article with that role in the country that the noun's owner names ("its president").

    The name may follow later: "Ruritania's president said so on Monday. President Anna Berg added ...".
    """
    registry = scene.layers.actors
    if noun.lower_ not in role_sectors() or noun.tag_ not in ("NN", "NNP"):
        return None
    keys = owners(noun, registry) or _states_of_possessor(noun, registry)
    countries = {registry.clusters[key].country for key in keys} - {None}
    holders = [c.key for c in registry.clusters if c.country in countries and _holds(c, noun)]
    return holders[0] if len(holders) == 1 else None


def organisation(noun: Token, scene: Scene) -> int | None:
    """The organisation that a definite noun means ("the party", "the ministry"): the one of that kind named last before."""
    if noun.lower_ not in _kinds() or noun.tag_ != "NN" or not _only_definite(noun, scene.layers.actors):
        return None
    before = [cluster for cluster in _near(noun, scene) if _is_such_body(cluster, noun)]
    countries = {scene.layers.actors.clusters[key].country for key in owners(noun, scene.layers.actors)}
    return next((cluster.key for cluster in _of_countries(before, countries)), None)


def _of_countries(clusters: Sequence[ActorCluster], countries: Collection[str | None]) -> Sequence[ActorCluster]:
    """Those of some countries, else those of none that is known; all, if no country is asked for."""
    if not countries:
        return clusters
    return [c for c in clusters if c.country in countries] or [c for c in clusters if c.country is None]


def _near(noun: Token, scene: Scene) -> Iterator[ActorCluster]:
    """The actors named within a few sentences before a noun, the last one first."""
    here = scene.sentence[noun.i]
    named = takewhile(lambda mention: here - scene.sentence[mention.head] <= _NEAR, scene.before(noun.i))
    return map(scene.cluster, named)


def _only_definite(noun: Token, registry: ActorRegistry) -> bool:
    """Whether nothing stands before a noun but "the" and the name of a state: "the party", "the US company"."""
    before = [c for c in noun.lefts if registry.at(c.i) is None]
    return [c.lower_ for c in before] == ["the"]


def own_body(noun: Token, registry: ActorRegistry) -> int | None:
    """The organisation that "his party", "her union" means: the one of that kind that the person is affiliated to."""
    owner = next((c for c in noun.children if c.dep_ == "poss" and c.tag_ == "PRP$"), None)
    if owner is None or noun.lower_ not in _kinds():
        return None
    for key in registry.resolve(owner):
        body = _employer(registry.clusters[key], registry)
        if body is not None and _is_such_body(body, noun):
            return body.key
    return None


def _employer(person: ActorCluster, registry: ActorRegistry) -> ActorCluster | None:
    """What a person is affiliated to, as an actor."""
    return None if person.affiliation_range is None else registry.at(person.affiliation_range[0])


def _kinds() -> Mapping[str, Sequence[str]]:
    """Nouns for organisations with the sectors of those that they mean."""
    kinds: Mapping[str, Sequence[str]] = lexicon.document("bodies")["kinds"]
    return kinds


def _is_such_body(cluster: ActorCluster, noun: Token) -> bool:
    """Whether an actor is an organisation of the kind that a noun names: by its name or its sector."""
    if cluster.type != ActorType.ORGANISATION:
        return False
    return noun.lower_ in cluster.name.lower().split() or (cluster.plover_sector or "") in _kinds()[noun.lower_]


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


def own_state(noun: Token, registry: ActorRegistry) -> tuple[int, ...]:
    """Key of the state meant by "his country", "whose government": that of the possessor."""
    known = noun.lower_ in lexicon.words("references", "own_states")
    return _states_of_possessor(noun, registry) if known else ()


def _states_of_possessor(noun: Token, registry: ActorRegistry) -> tuple[int, ...]:
    """The state that the possessor of a noun is, or belongs to."""
    for possessor in grammar.children(noun, "poss"):
        for key in registry.resolve(possessor):
            owner = registry.clusters[key]
            if owner.type == ActorType.STATE:
                return (key,)
            if owner.country is not None:
                return registry.states(owner.country)
    return ()


def state_of_office(noun: Token, registry: ActorRegistry) -> tuple[int, ...]:
    """Key of the state that an office without a name speaks for: "The Taoiseach will ...", "Bonn said the Chancellor would ...".

    An office that only one state has says which; otherwise it is the state of who speaks of it.
    """
    article = next((c for c in grammar.children(noun, "det") if c.lower_ == "the"), None)
    if noun.lower_ not in lexicon.words("bodies", "heads_of_state") or article is None or not noun.text[0].isupper():
        return ()
    phrase = " ".join(t.lower_ for t in noun.doc[article.i + 1 : noun.i + 1])
    return registry.states(offices().get(phrase) or _country_of_speaker(noun, registry))


def _country_of_speaker(noun: Token, registry: ActorRegistry) -> str | None:
    """The country of the nearest subject above a noun that has one."""
    subjects = (grammar.child(verb, "nsubj") for verb in grammar.governing_clauses(noun))
    speakers = (registry.clusters[key] for s in subjects if s is not None for key in registry.resolve(s))
    return next((c.country for c in speakers if c.country is not None), None)


def twins(noun: Token, registry: ActorRegistry) -> tuple[int, ...]:
    """Keys of the states that share a name in the plural: "the two Koreas", "both Sudans"."""
    name = noun.text.removesuffix("s")
    if not noun.text[0].isupper() or name == noun.text or len(name) < _SHORTEST_TWIN:
        return ()
    found = tuple(c.key for c in registry.clusters if c.type == ActorType.STATE and c.name.split()[-1] == name)
    return found if len(found) == 2 else ()


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
