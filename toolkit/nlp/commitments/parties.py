"""Who is bound by a commitment, and toward whom: from noun phrases to actors.

A minister, spokesman or ministry that speaks for a state binds the state; a party leader, a rebel or a company binds
himself. A phrase that names nobody known ("Fijian rebels") becomes an actor of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.actors.known_names import resolve_name
from toolkit.nlp.commitments.undertakers import can_undertake
from toolkit.nlp.commitments.words import words
from toolkit.nlp.document.clauses import is_infinitive
from toolkit.nlp.document.grammar import conjuncts, core_phrase, subtree_range
from toolkit.nlp.document.lemmas import lemma_of
from toolkit.nlp.layers import ActorCluster, Layers
from toolkit.records import ActorType, MentionKind

_SELF = frozenset({"i", "we", "us", "me", "our", "my", "ourselves", "myself"})
_THIRD = frozenset({"it", "they", "he", "she", "its", "their", "his", "her", "them", "him", "itself", "themselves"})
_MODIFIERS = ("amod", "compound", "poss", "nmod", "nounmod", "appos")
_APART_FROM_STATE = (
    lexicon.words("bodies", "opposition") | lexicon.words("bodies", "rebels") | {"rebel", "farmer", "worker"}
)
_STATE_SECTORS = frozenset({"GOV"})


@cache
def _body_words(key: str) -> frozenset[str]:
    return lexicon.words("bodies", key)


class PartyFinder:
    """Finds the actors behind noun phrases of one Doc; adds actors for phrases that can undertake but have no name."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.registry = layers.actors

    # phrases

    def of_phrase(
        self, head: Token | None, speakers: Sequence[int] = (), personal: bool = False, create: bool = True
    ) -> tuple[int, ...]:
        """Keys of the actors that a noun phrase with its conjuncts binds, in text order.

        Parameters
        ----------
        head
            Head of the phrase.
        speakers
            Actors whose words the phrase stands in: "I" and "we" mean them, "it" and "they" if nothing else is known.
        personal
            The act is one that a person does for himself: he is not replaced by his state.
        create
            Whether a phrase that names nobody known becomes an actor.
        """
        if head is None:
            return ()
        found: list[int] = []
        apposed = [c for c in head.children if c.dep_ == "appos" and any(g.dep_ == "conj" for g in c.children)]
        besides = [c for c in head.head.children if c.dep_ == "nsubj" and c.i > head.i] if head.dep_ == "nsubj" else []
        for noun in (
            *conjuncts(head),
            *(n for a in apposed for n in conjuncts(a)[1:]),
            *(n for b in besides for n in conjuncts(b)),
        ):
            if noun.dep_ == "conj" and noun.pos_ in ("VERB", "AUX"):
                continue
            keys = self._of_head(noun, speakers, create)
            found.extend(keys if personal else self.bound(keys))
        return tuple(dict.fromkeys(found))

    def _of_head(self, noun: Token, speakers: Sequence[int], create: bool) -> tuple[int, ...]:
        if noun.lower_ in _SELF:
            own = self.sides(speakers) if noun.lower_ in ("we", "us", "our", "ourselves") else tuple(speakers)
            return own or self.registry.resolve(noun)
        keys = self.registry.resolve(noun)
        if keys and not self._against_state(noun, keys):
            return keys
        if noun.pos_ == "PRON" or noun.lower_ in _THIRD:
            return self.sides(speakers) if noun.lower_ in ("it", "they", "its", "their") else tuple(speakers)
        owner = next((c for c in noun.children if c.dep_ == "poss"), None)
        if owner is not None and owner.pos_ == "PRON":
            return self._possessed(owner, noun, speakers)
        states = self._states_before(noun)
        if states and (lemma_of(noun) in _body_words("speakers") or noun.lower_ in _body_words("speakers")):
            return states
        if states and noun.lower_ in _body_words("sides"):
            return states
        for other in noun.children:
            if other.dep_ == "appos" and (keys := self.registry.resolve(other)):
                return keys
        if not states and lemma_of(noun) in words("home_bodies") and (home := self.home(speakers)) is not None:
            return (home,)
        if not states and noun.ent_type_ == "GPE" and (place := self._government_in(noun, create)):
            return place
        return self._unnamed(noun, states) if create else states[:1]

    def _government_in(self, noun: Token, create: bool) -> tuple[int, ...]:
        """The state whose government a capital stands for, where it acts though it was taken for a place."""
        entry = resolve_name(noun.text, self.layers.anchor)
        if entry is None or entry.type != ActorType.STATE or not entry.code:
            return ()
        state = self.state_of(entry.code)
        if state is None and create:
            state = self.registry.add(
                entry.name, ActorType.STATE, country=entry.code, plover_sector="GOV", rule="party"
            ).key
            self.registry.mention(self.registry.clusters[state], noun.i, noun.i + 1, noun.i, MentionKind.NAME)
        return () if state is None else (state,)

    def _against_state(self, noun: Token, keys: Sequence[int]) -> bool:
        """Whether rebels or an opposition were taken for the state that they stand in."""
        apart = lemma_of(noun) in _APART_FROM_STATE or noun.lower_ in _APART_FROM_STATE
        return apart and all(self.registry.clusters[key].type == ActorType.STATE for key in keys)

    def _possessed(self, owner: Token, noun: Token, speakers: Sequence[int]) -> tuple[int, ...]:
        """ "Her fighters", "our government": the side of whom the pronoun means, or of who speaks."""
        known = () if owner.lower_ in _SELF else self.registry.resolve(owner)
        if lemma_of(noun) in ("party", "group", "movement", "union", "league"):
            clusters = (self.registry.clusters[key] for key in known or speakers)
            return tuple(dict.fromkeys(self._body_of(c) if c.type == ActorType.PERSON else c.key for c in clusters))
        return self.sides(known or speakers)

    def sides(self, keys: Iterable[int]) -> tuple[int, ...]:
        """What these actors stand for: a state for its officials, an organisation for those who belong to it."""
        return tuple(dict.fromkeys(self._side(self.registry.clusters[key]) for key in keys))

    def _side(self, cluster: ActorCluster) -> int:
        bound = self._binds(cluster)
        if bound != cluster.key or cluster.type != ActorType.PERSON:
            return bound
        body = self._body_of(cluster)
        if body != cluster.key or not cluster.country:
            return body
        role = set((cluster.role or "").lower().replace("-", " ").split())
        state = None if role & words("no_office_of_state") else self.state_of(cluster.country)
        return cluster.key if state is None else state

    def _body_of(self, person: ActorCluster) -> int:
        """The organisation that a person's affiliation or role names; else the person."""
        for place in (person.affiliation_range, person.role_range):
            for position in range(*place) if place else ():
                other = self.registry.at(position)
                if other is not None and other.type not in (ActorType.PERSON, ActorType.STATE):
                    return other.key
        return person.key

    def home(self, speakers: Sequence[int]) -> int | None:
        """The state that "the government" means: the speaker's, else the one whose officials are named most."""
        for key in speakers:
            cluster = self.registry.clusters[key]
            if cluster.country and (state := self.state_of(cluster.country)) is not None:
                return state
        officials: Counter[str] = Counter()
        for cluster in self.registry.clusters:
            if cluster.country and cluster.plover_sector == "GOV" and cluster.type == ActorType.PERSON:
                officials[cluster.country] += len(cluster.mentions)
        ranked = officials.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return self.state_of(ranked[0][0] or "")

    def _states_before(self, noun: Token) -> tuple[int, ...]:
        """The states named before a noun, coordinated ones too: "Hungarian and Romanian officials"; or after "of"."""
        found: list[int] = []
        for other in noun.children:
            if other.dep_ in _MODIFIERS:
                for part in conjuncts(other):
                    cluster = self.registry.at(part.i)
                    if cluster is not None:
                        found.append(cluster.key)
            elif other.dep_ == "prep" and other.lower_ in ("of", "from", "in") and not found:
                for inner in other.children:
                    if inner.dep_ == "pobj":
                        found += [k for part in conjuncts(inner) for k in self.registry.resolve(part)]
        return tuple(dict.fromkeys(found))

    def _unnamed(self, noun: Token, states: tuple[int, ...]) -> tuple[int, ...]:
        """An actor for a phrase that has no name, if it can act: "the rebels", "a French minister"."""
        bare = all(c.dep_ in ("det", "nummod", "predet", "punct", "cc", "conj") for c in noun.children)
        if (
            not can_undertake(noun)
            or (bare and noun.lower_ in _body_words("sides"))
            or noun.pos_ not in ("NOUN", "PROPN")
        ):
            return states[:1]
        owner = self.registry.clusters[states[0]] if states else None
        if owner is not None and owner.type != ActorType.STATE and not noun.ent_type_:
            return (owner.key,)
        start, end = core_phrase(noun)
        while start < noun.i and (noun.doc[start].pos_ in ("DET", "PUNCT") or noun.doc[start].tag_ in ("PRP$", "POS")):
            start += 1
        name = noun.doc[start:end].text
        plural = noun.tag_ in ("NNS", "NNPS")
        kind = (
            ActorType.GROUP
            if plural
            else ActorType.ORGANISATION
            if lemma_of(noun) in ("government", "ministry")
            else ActorType.GROUP
        )
        same = next((c for c in self.registry.clusters if c.name.lower() == name.lower()), None)
        cluster = same or self.registry.add(
            name, kind, country=owner.country if owner else None, rule="party", confidence=0.5
        )
        self.registry.mention(cluster, start, end, noun.i, MentionKind.NOMINAL)
        return (cluster.key,)

    # groups

    def is_open_group(self, holder: Token) -> bool:
        """ "The two ministers", "both sides", "each country": several who are named elsewhere, and not resolved yet."""
        lemma = lemma_of(holder)
        plural = holder.tag_ in ("NNS", "NNPS") or any(c.lower_ == "each" for c in holder.children)
        if not plural or lemma not in words("joint") or self.registry.resolve(holder) or self._states_before(holder):
            return False
        return all(c.dep_ in ("det", "nummod", "predet", "punct", "cc", "preconj") for c in holder.lefts)

    def first_pair(self) -> tuple[int, ...]:
        """The first actors that the text names together ("Russia and the United States"), as what they stand for."""
        for token in self.layers.doc:
            if token.dep_ == "conj" or not any(c.dep_ == "conj" for c in token.children):
                continue
            keys = [k for part in conjuncts(token) for k in self.registry.resolve(part)]
            sides = [k for k in self.sides(keys) if self.registry.clusters[k].type != ActorType.PERSON]
            if len(set(sides)) > 1:
                return tuple(dict.fromkeys(sides))
        return ()

    # whom an actor binds

    def bound(self, keys: Iterable[int]) -> tuple[int, ...]:
        """The actors that are bound when these undertake something: a state for those who speak for it."""
        return tuple(dict.fromkeys(self._binds(self.registry.clusters[key]) for key in keys))

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
        state = self.registry.add(
            name, ActorType.STATE, country=cluster.country, plover_sector="GOV", rule="party", confidence=0.7
        )
        self.registry.mention(state, *place, place[1] - 1, MentionKind.NOMINAL)
        return state.key

    def state_of(self, country: str) -> int | None:
        """The state with this code, if the article names it."""
        for cluster in self.registry.clusters:
            if cluster.type == ActorType.STATE and cluster.country == country:
                return cluster.key
        return None

    def _speaks_for_state(self, cluster: ActorCluster) -> bool:
        if cluster.type == ActorType.PERSON:
            role = set((cluster.role or "").lower().replace("-", " ").split())
            if role & words("no_office_of_state"):
                return False
            if not role or role & words("offices_of_state"):
                return bool(role) or cluster.plover_sector == "GOV"
            return bool(role & words("offices_if_named")) and self._names_state(cluster)
        if cluster.type != ActorType.ORGANISATION or cluster.plover_sector not in _STATE_SECTORS:
            return False
        divided = any(
            other.country == cluster.country and other.plover_sector in ("OPP", "REB", "SEP", "INS")
            for other in self.registry.clusters
        )
        return not divided

    def _names_state(self, cluster: ActorCluster) -> bool:
        """Whether a role names the state it is of: "Libyan leader"."""
        named = (self.registry.at(i) for i in (range(*cluster.role_range) if cluster.role_range else ()))
        return any(other is not None and other.type == ActorType.STATE for other in named)

    # toward whom

    def counterparts(self, heads: Iterable[Token], parties: Sequence[int], within: Token | None) -> tuple[int, ...]:
        """Toward whom: the actors of the first of ``heads`` that names one; else the nearest to the top of ``within``.

        Those who are bound, and their own people, are no counterparts. Persons stay persons here.
        """
        barred = self._own(parties)
        for head in heads:
            found = [k for k in self.of_phrase(head, personal=True, create=False) if k not in barred]
            if found:
                return tuple(found)
        return self._nearest(within, barred) if within is not None else ()

    def _own(self, parties: Sequence[int]) -> set[int]:
        """The parties, the states of those that speak for one, and the officials of those states."""
        bound = [self.registry.clusters[key] for key in parties]
        states = {c.country for c in bound if c.country and (c.type == ActorType.STATE or c.plover_sector == "GOV")}
        own = {
            c.key
            for c in self.registry.clusters
            if c.country in states and (c.type == ActorType.STATE or c.plover_sector == "GOV")
        }
        return own | set(parties)

    def _nearest(self, top: Token, barred: set[int]) -> tuple[int, ...]:
        level = [top]
        for _ in range(9):
            for token in level:
                found = [k for k in self._here(token) if k not in barred]
                if found:
                    rest = [k for other in conjuncts(token)[1:] for k in self._here(other) if k not in barred]
                    return tuple(dict.fromkeys([*found, *rest]))
            level = [c for token in level for c in token.children if token != top or not self._outside(c)]
        return ()

    def _outside(self, part: Token) -> bool:
        """Whether a part of an action's clause tells no more whom it is done to: its subject, a circumstance."""
        return part.dep_ in ("nsubj", "punct", "conj") or (part.dep_ == "advcl" and not is_infinitive(part))

    def _here(self, token: Token) -> tuple[int, ...]:
        if token.pos_ == "PRON":
            return ()
        return self.registry.resolve(token)


def is_personal(verb: Token) -> bool:
    """Whether a person does this for himself, even in office: "resign", "visit"."""
    return lemma_of(verb) in words("personal")


def phrase(head: Token) -> tuple[int, int]:
    """The words of a party as named, conjuncts included, descriptions not."""
    return subtree_range(head, {"relcl", "appos", "acl", "advcl", "punct"})
