"""The actors that an article names: states, organisations, persons, each once, with all their named mentions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from toolkit import lexicon
from toolkit.nlp.actors import countries, organisations, persons, states
from toolkit.nlp.actors.collectives import BodySpan
from toolkit.nlp.actors.country_facts import CountryFacts
from toolkit.nlp.actors.gazetteer import IGO, NameEntry
from toolkit.nlp.actors.known_names import resolve_name
from toolkit.nlp.actors.labelled import add_labelled
from toolkit.nlp.actors.names_in_text import find_names
from toolkit.nlp.actors.naming import NamedRange, add_alias, name_key
from toolkit.nlp.actors.organisation_clusters import (
    CERTAIN,
    OrganisationClusters,
    as_department,
    as_namesakes,
    split_seats,
)
from toolkit.nlp.actors.person_clusters import PersonClusters
from toolkit.nlp.document.grammar import head_of
from toolkit.nlp.document.parsing import paragraphs
from toolkit.nlp.layers import ActorCluster, ActorRegistry, Layers
from toolkit.records import ActorType

SIGNED = frozenset({"byline", "furniture", "dateline", "publication", "correction"})
"""Units in which nobody acts: who wrote the article, what the site put around it."""


class Known(NamedTuple):
    """The names of a Doc that the tables know."""

    places: list[NamedRange]
    """Of states: their own, and those of their people and capitals."""
    organisations: list[NamedRange]
    leaders: list[NamedRange]


def find_actors(layers: Layers) -> None:
    """Find every named actor of the Doc and record its mentions in ``layers.actors``.

    Cluster first: names are collected from tables, titles, grammar and the entity tagger over the whole article, the
    article votes on what each is, and only then are mentions handed out, by string.
    """
    doc, registry = layers.doc, layers.actors
    signed = {i for start, end, kind in paragraphs(doc) if kind in SIGNED for i in range(start, end)}
    known = known_names(doc, layers.anchor, signed)
    codes = {i: entry.code for start, end, entry in known.places for i in range(start, end) if entry.code}
    facts = CountryFacts(codes, paper=_country_of_paper(layers.publisher, layers.anchor))

    named = persons.find_persons(
        doc, _covered(known.places) | _covered(known.organisations) | signed, _covered(known.leaders)
    )
    naming = {i for person in named for run in person.runs for i in range(run.start, run.end)}
    found = organisations.find_bodies(doc, codes, naming | _covered(known.organisations) | signed)

    places, found = states.with_governments(doc, known.places, found)
    add_states(doc, registry, places, found)
    bodies = OrganisationClusters(layers, facts)
    bodies.add_known(known.organisations)
    bodies.add_found(found)
    PersonClusters(layers, bodies, facts).add(named)
    bodies.add_publisher(layers.publisher, signed)
    countries.infer(doc, registry, facts)
    add_labelled(layers)


def known_names(doc: Doc, when: dt.date | None, signed: Collection[int]) -> Known:
    """The names that the tables know, those left out that are part of others or only sign the article.

    Parameters
    ----------
    doc
        The Doc.
    when
        The day from which to look.
    signed
        Positions of the tokens in which nobody acts.
    """
    found = [n for n in find_names(doc, when) if not _is_part_of_name(doc, n)]
    found = sorted([*(as_department(doc, n) for n in found), *states.halves(doc, found)], key=lambda n: n[:2])
    leaders = [n for n in found if n[2].kind == "leader"]
    places = [n for n in found if _is_state(n[2])]
    bodies = [n for n in found if _is_organisation(n[2])]
    places, bodies = split_seats(doc, places, as_namesakes(doc, bodies))
    return Known(places, states.without_signatures(bodies, signed), leaders)


def _is_part_of_name(doc: Doc, name: NamedRange) -> bool:
    start, end, entry = name
    return states.is_part_of_name(doc, start, end, entry) or organisations.goes_on(doc, start, end)


def _is_state(entry: NameEntry) -> bool:
    return entry.type == ActorType.STATE and entry.code != IGO


def _is_organisation(entry: NameEntry) -> bool:
    return entry.type == ActorType.ORGANISATION or (entry.code == IGO and entry.kind != "leader")


def add_states(doc: Doc, registry: ActorRegistry, places: Iterable[NamedRange], found: Iterable[BodySpan]) -> None:
    """Add the states that act.

    Parameters
    ----------
    doc, registry
        The Doc and its actors.
    places
        The names of states, of their people and of their capitals.
    found
        The organisations found in the text: a state's name inside one may say nothing of the state.
    """
    inside = {i: span for span in found for i in range(span.start, span.end)}
    by_code: dict[str, ActorCluster] = {}
    for start, end, entry in places:
        code = entry.code
        if not code or not states.counts(doc, start, end, entry, inside.get(start)):
            continue
        if code not in by_code:
            by_code[code] = registry.add(
                entry.name, ActorType.STATE, country=code, plover_sector="GOV", rule="state", confidence=CERTAIN
            )
        registry.mention(by_code[code], start, end, head_of(doc, start, end).i, states.mention_kind(entry))
        add_alias(by_code[code], doc[start:end].text)


def _covered(names: Iterable[NamedRange]) -> set[int]:
    return {i for start, end, _ in names for i in range(start, end)}


def _country_of_paper(publisher: str | None, when: dt.date | None) -> str | None:
    """The country of the paper that prints the article; agencies write for the world."""
    if not publisher or _publisher_kinds().get(name_key(publisher)) == "agency":
        return None
    entry = resolve_name(publisher, when)
    return entry.code if entry is not None and entry.code != IGO else None


@cache
def _publisher_kinds() -> dict[str, str]:
    """What a publisher is by the table of publishers (``agency``, ``paper`` ...), by the key of its name."""
    return {name_key(row["name"]): row["kind"] for row in lexicon.table("publishers")}
