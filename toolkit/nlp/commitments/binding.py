"""Whom an actor binds: a minister, spokesman or ministry that speaks for a state binds the state; others themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from toolkit import lexicon
from toolkit.nlp.commitments.drafts import ActorDrafts
from toolkit.nlp.commitments.words import words
from toolkit.nlp.layers import ActorCluster
from toolkit.records import ActorType, MentionKind

_STATE_SECTORS = frozenset({"GOV"})
_AGAINST_STATE = frozenset({"OPP", "REB", "SEP", "INS"})
"""PLOVER sectors of those who stand against the government of their country."""


@cache
def _once_against_state() -> frozenset[str]:
    """Organisations that stand against a state at some time: one that rules later is still not the state."""
    return frozenset(
        row["names"].split("|")[0] for row in lexicon.table("organisations") if row["sector"] in _AGAINST_STATE
    )


STATE_CONFIDENCE = 0.7
"""Confidence in a state that only its official names; set by hand: the office is of that state, but it is not named."""


class Binding:
    """Answers for the actors of one article whom they bind; proposes the state of an official if it is not named."""

    def __init__(self, actors: ActorDrafts) -> None:
        self.actors = actors

    def bound(self, keys: Iterable[int]) -> tuple[int, ...]:
        """The actors that are bound when these undertake something: a state for those who speak for it."""
        return tuple(dict.fromkeys(self._binds(self.actors[key]) for key in keys))

    def sides(self, keys: Iterable[int]) -> tuple[int, ...]:
        """What these actors stand for: a state for its officials, an organisation for those who belong to it."""
        return tuple(dict.fromkeys(self._side(self.actors[key]) for key in keys))

    def bodies(self, keys: Iterable[int]) -> tuple[int, ...]:
        """The organisations that persons among these belong to; the others themselves."""
        clusters = (self.actors[key] for key in keys)
        return tuple(dict.fromkeys(self._body_of(c) if c.type == ActorType.PERSON else c.key for c in clusters))

    def state_of(self, country: str) -> int | None:
        """The state with this code, if the article names it."""
        states = (c.key for c in self.actors if c.type == ActorType.STATE and c.country == country)
        return next(states, None)

    def home(self, speakers: Sequence[int]) -> int | None:
        """The state that "the government" means: the speaker's, else the one whose officials are named most."""
        for key in speakers:
            country = self.actors[key].country
            if country and (state := self.state_of(country)) is not None:
                return state
        return self._of_most_officials()

    def _of_most_officials(self) -> int | None:
        officials: Counter[str] = Counter()
        for cluster in self.actors:
            if cluster.country and cluster.plover_sector == "GOV" and cluster.type == ActorType.PERSON:
                officials[cluster.country] += len(cluster.mentions)
        ranked = officials.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return self.state_of(ranked[0][0])

    def _side(self, cluster: ActorCluster) -> int:
        bound = self._binds(cluster)
        if bound != cluster.key or cluster.type != ActorType.PERSON:
            return bound
        body = self._body_of(cluster)
        if body != cluster.key or not cluster.country or role_words(cluster) & words("no_office_of_state"):
            return body
        state = self.state_of(cluster.country)
        return cluster.key if state is None else state

    def _body_of(self, person: ActorCluster) -> int:
        """The organisation that a person's affiliation or role names; else the person."""
        for place in (person.affiliation_range, person.role_range):
            for position in range(*place) if place else ():
                other = self.actors.registry.at(position)
                if other is not None and other.type not in (ActorType.PERSON, ActorType.STATE):
                    return other.key
        return person.key

    def _binds(self, cluster: ActorCluster) -> int:
        if cluster.country is None or not self._speaks_for_state(cluster):
            return cluster.key
        state = self.state_of(cluster.country)
        if state is None and cluster.type == ActorType.PERSON:
            state = self._state_behind(cluster)
        return cluster.key if state is None else state

    def _state_behind(self, cluster: ActorCluster) -> int | None:
        """The state of an official that the article does not name: "the Taoiseach" means Ireland."""
        name = next((row["name"] for row in lexicon.table("states") if row["code"] == cluster.country), None)
        place = cluster.role_range or next(((m.start, m.end) for m in cluster.mentions), None)
        if name is None or place is None:
            return None
        facts = {"country": cluster.country, "plover_sector": "GOV", "rule": "party", "confidence": STATE_CONFIDENCE}
        state = self.actors.propose(name, ActorType.STATE, **facts)
        self.actors.mention(state, (*place, place[1] - 1), MentionKind.NOMINAL)
        return state.key

    def _speaks_for_state(self, cluster: ActorCluster) -> bool:
        if cluster.type == ActorType.PERSON:
            return self._holds_office(cluster)
        if cluster.type != ActorType.ORGANISATION or cluster.plover_sector not in _STATE_SECTORS:
            return False
        if cluster.name in _once_against_state():
            return False
        return not any(c.country == cluster.country and c.plover_sector in _AGAINST_STATE for c in self.actors)

    def _holds_office(self, person: ActorCluster) -> bool:
        """Whether a person's role speaks for a state; without a role the sector decides."""
        role = role_words(person)
        if role & words("no_office_of_state"):
            return False
        if not role:
            return person.plover_sector == "GOV"
        if role & words("offices_of_state"):
            return True
        return bool(role & words("offices_if_named")) and self._names_state(person)

    def _names_state(self, cluster: ActorCluster) -> bool:
        """Whether a role names the state it is of: "Libyan leader"."""
        named = (self.actors.registry.at(i) for i in (range(*cluster.role_range) if cluster.role_range else ()))
        return any(other is not None and other.type == ActorType.STATE for other in named)


def role_words(cluster: ActorCluster) -> set[str]:
    """The words of an actor's role, in lower case, those of compounds apart."""
    return set((cluster.role or "").lower().replace("-", " ").split())
