"""Which country an actor belongs to where its own words do not say: from the states in play around it.

"President Berg" in an article on Ruritania is Ruritania's; a lecturer quoted in a paragraph on Ruritania most likely
lives there. What is said outright (role, affiliation, possessor) is never overruled, and who belongs to an organisation
of states belongs to no country.
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc

from toolkit import lexicon
from toolkit.nlp.actors.countries_in_play import CountriesInPlay
from toolkit.nlp.actors.country_facts import CountryFacts, is_regional, names_union
from toolkit.nlp.actors.gazetteer import IGO
from toolkit.nlp.layers import ActorCluster, ActorRegistry
from toolkit.records import ActorType

_OF_STATES = frozenset({"GOV", "LEG", "PTY", "OPP", "MIL", "EDU", "COP"})
"""Sectors of organisations that mostly belong to a state."""

Ties = Mapping[int, list[ActorCluster]]


def infer(doc: Doc, registry: ActorRegistry, facts: CountryFacts) -> None:
    """Fill in missing countries of persons and organisations in ``registry``.

    Persons take that of an organisation they are affiliated to and the other way round; what is still open takes the
    state in play where it is first named, or the one the article is at home in.

    Parameters
    ----------
    doc
        The Doc.
    registry
        All named actors.
    facts
        What the article tells of countries.
    """
    _share(registry, facts.ties)
    _mark_commissioners(registry)
    places = CountriesInPlay(doc, registry, facts)
    for type_ in (ActorType.ORGANISATION, ActorType.PERSON):
        for cluster in registry.clusters:
            if cluster.type == type_ and cluster.country is None and cluster.mentions:
                cluster.country = _country_in_play(cluster, places, _bodies(cluster, registry, facts.ties))
        _share(registry, facts.ties)


def _country_in_play(cluster: ActorCluster, places: CountriesInPlay, bodies: list[ActorCluster]) -> str | None:
    if not _may_infer(cluster):
        return places.strong if _is_domestic(cluster) else None
    if bodies and all(b.country is None for b in bodies):
        return None
    return places.opposite(cluster) or places.around(cluster)


def _may_infer(cluster: ActorCluster) -> bool:
    if cluster.plover_sector == IGO or cluster.rule == "lexicon" or is_regional(cluster):
        return False
    return cluster.type == ActorType.PERSON or cluster.plover_sector in _OF_STATES


def _is_domestic(cluster: ActorCluster) -> bool:
    """Whether a union or society surely lies where an article is at home, if it is at home somewhere."""
    return cluster.plover_sector == "NGO" and cluster.rule == "head_noun" and not is_regional(cluster)


def _bodies(person: ActorCluster, registry: ActorRegistry, ties: Ties) -> list[ActorCluster]:
    """The organisations that a person's role and affiliation name, and the others the person is tied to."""
    ranges = [r for r in (person.affiliation_range, person.role_range) if r is not None]
    named = (registry.at(i) for r in ranges for i in range(*r))
    found = {b.key: b for b in named if b is not None and b.type == ActorType.ORGANISATION}
    return list((found | {b.key: b for b in ties.get(person.key, ()) if b.key not in found}).values())


def _mark_commissioners(registry: ActorRegistry) -> None:
    """Where an article names the European Union, its commissioners are of no country."""
    offices: Mapping[str, list[str]] = lexicon.document("persons")["union_offices"]
    for person in registry.clusters if names_union(registry) else ():
        words = (person.role or "").lower().split()
        office = words[-1] if words else ""
        if person.country is None and office in offices and not set(offices[office]).intersection(words):
            person.plover_sector = IGO


def _share(registry: ActorRegistry, ties: Ties) -> None:
    """Between a person and the organisations in the words of affiliation and role."""
    for person in registry.clusters:
        bodies = _bodies(person, registry, ties)
        if any(map(_is_of_states, bodies)):
            person.plover_sector = person.plover_sector if person.country else IGO
            continue
        person.country = person.country or next((b.country for b in bodies if b.country), None)
        for body in bodies:
            if body.country is None and body.rule != "lexicon":
                body.country = person.country


def _is_of_states(body: ActorCluster) -> bool:
    return body.plover_sector == IGO or (body.country is None and is_regional(body))
