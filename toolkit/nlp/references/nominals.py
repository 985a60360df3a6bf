"""What descriptions mean: "the Ruritanian side", "officials from Ruritania", "the minister", "the two sides".

The modifiers of a noun say whose it is. A definite role ("the minister") means the person of that role named last; a
number or "both" with a noun for sides or persons means the parties in play.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.actors.person_words import role_sectors
from toolkit.nlp.actors.roles import offices
from toolkit.nlp.document import grammar
from toolkit.nlp.layers import ActorRegistry
from toolkit.nlp.references.whereabouts import Scene
from toolkit.records import ActorType

_NUMBERS = {"two": 2, "three": 3, "four": 4, "both": 2}
_DEFINITE = frozenset({"the", "this", "that", "both", "these", "those", "their", "all", "its"})
_NEAR = 4
"""Sentences within which "the party" means the party named before."""


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


def own_body(noun: Token, registry: ActorRegistry) -> int | None:
    """The organisation that "his party", "her union" means: the one of that kind that the person is affiliated to."""
    kinds = lexicon.document("bodies")["kinds"]
    owner = next((c for c in noun.children if c.dep_ == "poss" and c.tag_ == "PRP$"), None)
    if owner is None or noun.lower_ not in kinds:
        return None
    for key in registry.resolve(owner):
        person = registry.clusters[key]
        body = registry.at(person.affiliation_range[0]) if person.affiliation_range is not None else None
        if person.type != ActorType.PERSON or body is None or body.type != ActorType.ORGANISATION:
            continue
        if noun.lower_ in body.name.lower().split() or (body.plover_sector or "") in kinds[noun.lower_]:
            return body.key
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


def state_of_office(noun: Token, registry: ActorRegistry) -> tuple[int, ...]:
    """Key of the state that an office without a name speaks for: "The Taoiseach will ...", "Bonn said the Chancellor would ...".

    An office that only one state has says which; otherwise it is the state of who speaks of it.
    """
    determined = [c for c in noun.children if c.dep_ == "det" and c.lower_ == "the"]
    if noun.lower_ not in lexicon.words("bodies", "heads_of_state") or not determined or not noun.text[0].isupper():
        return ()
    phrase = " ".join(t.lower_ for t in noun.doc[determined[0].i + 1 : noun.i + 1])
    code = offices().get(phrase)
    if code is None:
        subjects = (grammar.child(verb, "nsubj") for verb in grammar.governing_clauses(noun))
        speakers = (registry.clusters[key] for s in subjects if s is not None for key in registry.resolve(s))
        code = next((c.country for c in speakers if c.country is not None), None)
    return tuple(c.key for c in registry.clusters if c.type == ActorType.STATE and code and c.country == code)


def twins(noun: Token, registry: ActorRegistry) -> tuple[int, ...]:
    """Keys of the states that share a name in the plural: "the two Koreas", "both Sudans"."""
    name = noun.text.removesuffix("s")
    if not noun.text[0].isupper() or name == noun.text or len(name) < 4:
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
