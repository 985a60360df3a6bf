"""Who is bound by a commitment, and toward whom: from noun phrases to actors.

A minister, spokesman or ministry that speaks for a state binds the state; a party leader, a rebel or a company binds
himself. A phrase that names nobody known ("Fijian rebels") becomes an actor of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.commissives.contexts import can_undertake
from toolkit.nlp.commissives.wording import lemma_of, words
from toolkit.nlp.grammar import conjuncts, core_phrase, subtree_range
from toolkit.nlp.layers import ActorCluster, Layers
from toolkit.records import ActorType, MentionKind

_SELF = frozenset({"i", "we", "us", "me", "our", "my", "ourselves", "myself"})
_THIRD = frozenset({"it", "they", "he", "she", "its", "their", "his", "her", "them", "him", "itself", "themselves"})
_MODIFIERS = ("amod", "compound", "poss", "nmod", "nounmod", "appos")
_OUT_OF_OFFICE = frozenset(
    {
        "former",
        "ex",
        "ousted",
        "deposed",
        "exiled",
        "opposition",
        "rebel",
        "shadow",
        "retired",
        "late",
        "onetime",
        "then",
    }
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
        for noun in conjuncts(head):
            if noun.dep_ == "conj" and noun.pos_ in ("VERB", "AUX"):
                continue
            keys = self._of_head(noun, speakers, create)
            found.extend(keys if personal else self.bound(keys))
        return tuple(dict.fromkeys(found))

    def _of_head(self, noun: Token, speakers: Sequence[int], create: bool) -> tuple[int, ...]:
        if noun.lower_ in _SELF:
            return tuple(speakers) or self.registry.resolve(noun)
        keys = self.registry.resolve(noun)
        if keys:
            return keys
        if noun.pos_ == "PRON" or noun.lower_ in _THIRD:
            return tuple(speakers) if noun.lower_ in _THIRD else ()
        states = self._states_before(noun)
        if states and (lemma_of(noun) in _body_words("speakers") or noun.lower_ in _body_words("speakers")):
            return states
        if states and noun.lower_ in _body_words("sides"):
            return states
        apposed = [c for c in noun.children if c.dep_ == "appos"]
        for other in apposed:
            if keys := self.registry.resolve(other):
                return keys
        return self._unnamed(noun, states) if create else states[:1]

    def _states_before(self, noun: Token) -> tuple[int, ...]:
        """The states named before a noun, coordinated ones too: "Hungarian and Romanian officials"; or after "of"."""
        found: list[int] = []
        for other in noun.children:
            if other.dep_ in _MODIFIERS:
                for part in conjuncts(other):
                    cluster = self.registry.at(part.i)
                    if cluster is not None:
                        found.append(cluster.key)
            elif other.dep_ == "prep" and other.lower_ in ("of", "from") and not found:
                for inner in other.children:
                    if inner.dep_ == "pobj":
                        found += [k for part in conjuncts(inner) for k in self.registry.resolve(part)]
        return tuple(dict.fromkeys(found))

    def _unnamed(self, noun: Token, states: tuple[int, ...]) -> tuple[int, ...]:
        """An actor for a phrase that has no name, if it can act: "the rebels", "a French minister"."""
        if not can_undertake(noun) or noun.lower_ in _body_words("sides") or noun.pos_ not in ("NOUN", "PROPN"):
            return states[:1]
        owner = self.registry.clusters[states[0]] if states else None
        if owner is not None and owner.type != ActorType.STATE and not noun.ent_type_:
            return (owner.key,)
        start, end = core_phrase(noun)
        while start < noun.i and (
            noun.doc[start].pos_ in ("DET", "NUM", "PUNCT") or noun.doc[start].tag_ in ("PRP$", "POS")
        ):
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

    # whom an actor binds

    def bound(self, keys: Iterable[int]) -> tuple[int, ...]:
        """The actors that are bound when these undertake something: a state for those who speak for it."""
        return tuple(dict.fromkeys(self._binds(self.registry.clusters[key]) for key in keys))

    def _binds(self, cluster: ActorCluster) -> int:
        if cluster.country is None or not self._speaks_for_state(cluster):
            return cluster.key
        state = self.state_of(cluster.country)
        return cluster.key if state is None else state

    def state_of(self, country: str) -> int | None:
        """The state with this code, if the article names it."""
        for cluster in self.registry.clusters:
            if cluster.type == ActorType.STATE and cluster.country == country:
                return cluster.key
        return None

    def _speaks_for_state(self, cluster: ActorCluster) -> bool:
        if cluster.type == ActorType.PERSON:
            role = set((cluster.role or "").lower().replace("-", " ").split())
            return cluster.plover_sector in _STATE_SECTORS and bool(role) and not role & _OUT_OF_OFFICE
        if cluster.type != ActorType.ORGANISATION or cluster.plover_sector not in _STATE_SECTORS:
            return False
        divided = any(
            other.country == cluster.country and other.plover_sector in ("OPP", "REB", "SEP", "INS")
            for other in self.registry.clusters
        )
        return not divided

    # toward whom

    def counterparts(self, heads: Iterable[Token], parties: Sequence[int], within: Token | None) -> tuple[int, ...]:
        """Toward whom: the actors of the first of ``heads`` that names one; else the nearest to the top of ``within``.

        Parties themselves, and people of a party's country, are no counterparts.
        """
        own = {self.registry.clusters[p].country for p in parties} - {None}
        for head in heads:
            found = [k for k in self.of_phrase(head, create=False) if k not in parties]
            if found:
                return tuple(found)
        return self._nearest(within, set(parties), own) if within is not None else ()

    def _nearest(self, top: Token, parties: set[int], own: set[str | None]) -> tuple[int, ...]:
        level = [top]
        for _ in range(8):
            for token in level:
                found = [
                    k for k in self._here(token) if k not in parties and self.registry.clusters[k].country not in own
                ]
                if found:
                    rest = [k for other in conjuncts(token)[1:] for k in self._here(other) if k not in parties]
                    return tuple(dict.fromkeys([*found, *rest]))
            level = [
                c
                for token in level
                for c in token.children
                if c.dep_ not in ("nsubj", "punct", "advcl") or token != top
            ]
        return ()

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
