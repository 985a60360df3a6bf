"""Who is bound by a commitment: from noun phrases to actors.

A phrase that names nobody known ("Fijian rebels") becomes an actor of its own; :mod:`binding` says whom an actor binds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.actors.known_names import resolve_name
from toolkit.nlp.commitments.binding import Binding
from toolkit.nlp.commitments.drafts import ActorDrafts
from toolkit.nlp.commitments.undertakers import can_undertake
from toolkit.nlp.commitments.words import under_prepositions, words
from toolkit.nlp.document.grammar import VERBAL, child, children, conjuncts, core_phrase, subtree_range
from toolkit.nlp.document.lemmas import any_word, lemma_of
from toolkit.nlp.layers import ActorCluster, Layers
from toolkit.records import ActorType, MentionKind

_SELF = frozenset({"i", "we", "us", "me", "our", "my", "ourselves", "myself"})
_WE = frozenset({"we", "us", "our", "ourselves"})
_THIRD = frozenset({"it", "they", "he", "she", "its", "their", "his", "her", "them", "him", "itself", "themselves"})
_BODIES = frozenset({"it", "they", "its", "their"})
"""Pronouns by which a speaker names the side that he speaks for."""

_INDEFINITE = frozenset({"a", "an"})
_PLACED_IN = frozenset({"of", "from", "in"})
_MODIFIERS = ("amod", "compound", "poss", "nmod", "nounmod", "appos")
_BARE = frozenset({"det", "nummod", "predet", "punct", "cc", "conj"})
"""Labels of what stands with a noun and does not say who is meant."""

UNNAMED_CONFIDENCE = 0.5
"""Confidence in an actor without a name; set by hand: that of a guess, as another phrase may mean the same."""


@cache
def _body_words(key: str) -> frozenset[str]:
    return lexicon.words("bodies", key)


@cache
def _apart_from_state() -> frozenset[str]:
    """Those who stand in a state and are not the state."""
    return _body_words("opposition") | _body_words("rebels") | words("apart_from_state")


class PartyFinder:
    """Finds the actors behind noun phrases of one Doc; proposes actors for phrases that can undertake but have no name."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.registry = layers.actors
        self.actors = ActorDrafts(layers.actors)
        self.binding = Binding(self.actors)

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
            Whether a phrase that names nobody known is proposed as an actor.
        """
        found: list[int] = []
        for noun in _nouns(head) if head is not None else ():
            keys = self._of_head(noun, speakers, create)
            found.extend(keys if personal else self.binding.bound(keys))
        return tuple(dict.fromkeys(found))

    def source(self, position: int | None) -> tuple[int, ...]:
        """Keys of who says a statement; who is described apart from the body he speaks for is an actor of his own.

        Parameters
        ----------
        position
            Head of the phrase that names the source: "Taliban officials", "a company spokesman", "sources".
        """
        if position is None:
            return ()
        head = self.layers.doc[position]
        keys = self.of_phrase(head, personal=True, create=False)
        named = self.registry.at(position) is not None or head.pos_ != "NOUN" or _is_bare_side(head)
        apart = all(self.actors[key].type == ActorType.ORGANISATION for key in keys)
        if named or not apart or lemma_of(head) in words("documents"):
            return keys
        return self._by_description(head, None)

    def _of_head(self, noun: Token, speakers: Sequence[int], create: bool) -> tuple[int, ...]:
        noun = _parted_from(noun)
        if noun.lower_ in _SELF:
            own = self.binding.sides(speakers) if noun.lower_ in _WE else tuple(speakers)
            return own or self.registry.resolve(noun)
        if keys := self._by_name(noun):
            return keys
        before = self.registry.antecedents.get(noun.i) if create else None
        if before is not None:
            return self._of_nominal(self.layers.doc[before], speakers, create)
        if noun.pos_ == "PRON" or noun.lower_ in _THIRD:
            return self.binding.sides(speakers) if noun.lower_ in _BODIES else tuple(speakers)
        return self._of_nominal(noun, speakers, create)

    def _by_name(self, noun: Token) -> tuple[int, ...]:
        """The actors that a noun is known to mean, if it means them and not rebels in them or members of them."""
        keys = self.registry.resolve(noun)
        return () if self._against_state(noun, keys) or self._of_members(noun, keys) else keys

    def _of_nominal(self, noun: Token, speakers: Sequence[int], create: bool) -> tuple[int, ...]:
        """The actors behind a noun that is none itself: the states before it, who is in apposition, the state at home."""
        owner = child(noun, "poss")
        if owner is not None and owner.pos_ == "PRON":
            return self._possessed(owner, noun, speakers)
        states = self._states_before(noun)
        if states and _speaks(noun) and not self._of_members(noun, states):
            return states
        keys = self._apposed(noun) or (() if states else self._at_home(noun, speakers, create))
        return keys or (self._unnamed(noun, states) if create else states[:1])

    def _apposed(self, noun: Token) -> tuple[int, ...]:
        """Who is in apposition to a noun: "the minister, Ana Rojas"."""
        return next(filter(None, (self.registry.resolve(other) for other in children(noun, "appos"))), ())

    def _at_home(self, noun: Token, speakers: Sequence[int], create: bool) -> tuple[int, ...]:
        """The state that "the government" or a capital stands for."""
        home = self.binding.home(speakers) if lemma_of(noun) in words("home_bodies") else None
        if home is not None:
            return (home,)
        return self._government_in(noun, create) if noun.ent_type_ == "GPE" else ()

    def _government_in(self, noun: Token, create: bool) -> tuple[int, ...]:
        """The state whose government a capital stands for, where it acts though it was taken for a place."""
        entry = resolve_name(noun.text, self.layers.anchor)
        if entry is None or entry.type != ActorType.STATE or not entry.code:
            return ()
        known = self.binding.state_of(entry.code)
        if known is not None or not create:
            return () if known is None else (known,)
        state = self.actors.propose(entry.name, ActorType.STATE, country=entry.code, plover_sector="GOV", rule="party")
        self.actors.mention(state, (noun.i, noun.i + 1, noun.i), MentionKind.NAME)
        return (state.key,)

    def _against_state(self, noun: Token, keys: Sequence[int]) -> bool:
        """Whether rebels or an opposition were taken for the state that they stand in."""
        apart = {lemma_of(noun), noun.lower_} & _apart_from_state()
        return bool(apart) and all(self.actors[key].type == ActorType.STATE for key in keys)

    def _of_members(self, noun: Token, keys: Sequence[int]) -> bool:
        """Whether the members of a body were taken for the body: "most EU nations", "NATO allies"."""
        bodies = all(self.actors[key].type == ActorType.ORGANISATION for key in keys)
        return bodies and noun.tag_ in ("NNS", "NNPS") and noun.lower_ in _body_words("sides")

    def _possessed(self, owner: Token, noun: Token, speakers: Sequence[int]) -> tuple[int, ...]:
        """ "Her fighters", "our government": the side of whom the pronoun means, or of who speaks."""
        known = () if owner.lower_ in _SELF else self.registry.resolve(owner)
        if lemma_of(noun) in words("memberships"):
            return self.binding.bodies(known or speakers)
        return self.binding.sides(known or speakers)

    def _states_before(self, noun: Token) -> tuple[int, ...]:
        """The states named before a noun, coordinated ones too: "Hungarian and Romanian officials"; or after "of"."""
        found: list[int] = []
        for other in noun.children:
            if other.dep_ in _MODIFIERS:
                clusters = (self.registry.at(part.i) for part in conjuncts(other))
                found += [cluster.key for cluster in clusters if cluster is not None]
            elif other.dep_ == "prep" and other.lower_ in _PLACED_IN and not found:
                found += self._under(other)
        return tuple(dict.fromkeys(found))

    def _under(self, preposition: Token) -> list[int]:
        objects = (c for c in preposition.children if c.dep_ == "pobj")
        return [key for noun in objects for part in conjuncts(noun) for key in self.registry.resolve(part)]

    def _unnamed(self, noun: Token, states: tuple[int, ...]) -> tuple[int, ...]:
        """An actor for a phrase that has no name, if it can act: "the rebels", "a French minister"."""
        if noun.pos_ not in ("NOUN", "PROPN") or _is_bare_side(noun) or not can_undertake(noun):
            return states[:1]
        owner = self.actors[states[0]] if states else None
        apart = owner is None or owner.type == ActorType.STATE or noun.ent_type_ or self._of_members(noun, states)
        return self._by_description(noun, owner) if apart else states[:1]

    def _by_description(self, noun: Token, owner: ActorCluster | None) -> tuple[int, ...]:
        start, end = _name_of(_introduced(noun))
        name = noun.doc[start:end].text
        cluster = self.actors.named(name) or self._proposed(noun, name, owner)
        self.actors.mention(cluster, (*_name_of(noun), noun.i), MentionKind.NOMINAL)
        return (cluster.key,)

    def _proposed(self, noun: Token, name: str, owner: ActorCluster | None) -> ActorCluster:
        one_body = noun.tag_ not in ("NNS", "NNPS") and lemma_of(noun) in words("ministries")
        kind = ActorType.ORGANISATION if one_body else ActorType.GROUP
        country = owner.country if owner else None
        return self.actors.propose(name, kind, country=country, rule="party", confidence=UNNAMED_CONFIDENCE)

    # groups

    def is_open_group(self, holder: Token) -> bool:
        """ "The two ministers", "both sides", "each country": several who are named elsewhere, and not resolved yet."""
        plural = holder.tag_ in ("NNS", "NNPS") or any(c.lower_ == "each" for c in holder.children)
        if not plural or lemma_of(holder) not in words("joint"):
            return False
        if self.registry.resolve(holder) or self._states_before(holder):
            return False
        return all(c.dep_ in ("det", "nummod", "predet", "punct", "cc", "preconj") for c in holder.lefts)

    def first_pair(self) -> tuple[int, ...]:
        """The first actors that the text names together ("Russia and the United States"), as what they stand for."""
        for token in self.layers.doc:
            if token.dep_ == "conj" or child(token, "conj") is None:
                continue
            keys = [k for part in conjuncts(token) for k in self.registry.resolve(part)]
            sides = [k for k in self.binding.sides(keys) if self.actors[k].type != ActorType.PERSON]
            if len(sides) > 1:
                return tuple(sides)
        return ()


def _nouns(head: Token) -> Iterator[Token]:
    """The nouns of a phrase that can name somebody: its conjuncts, those of an apposition, and a second subject."""
    found = conjuncts(head)
    for apposition in children(head, "appos"):
        found += conjuncts(apposition)[0 if _lists(head, apposition) else 1 :]
    for subject in children(head.head, "nsubj") if head.dep_ == "nsubj" else ():
        found += conjuncts(subject) if subject.i > head.i else []
    yield from (noun for noun in found if noun.dep_ != "conj" or noun.pos_ not in VERBAL)


def _lists(first: Token, second: Token) -> bool:
    """Whether an apposition is one of a list: "Chad, Mali, and Niger", taken for "Chad, [that is] Mali, and Niger"."""
    return first.ent_type_ == second.ent_type_ == "GPE" and child(first, "conj") is not None


def _is_bare_side(noun: Token) -> bool:
    """ "The two sides": nobody in particular."""
    return noun.lower_ in _body_words("sides") and all(c.dep_ in _BARE for c in noun.children)


def _name_of(noun: Token) -> tuple[int, int]:
    """The words by which a phrase without a name is named: "northern guerrillas" of "the northern guerrillas", "a minister"."""
    start, end = core_phrase(noun)
    while start < noun.i and _points(noun.doc[start]):
        start += 1
    return start, end


def _speaks(noun: Token) -> bool:
    """Whether a noun means those who speak for a state, or the state: "officials", "side"."""
    return bool({lemma_of(noun), noun.lower_} & _body_words("speakers")) or noun.lower_ in _body_words("sides")


def _parted_from(noun: Token) -> Token:
    """Of whom a part is meant: "some of the diplomats", "most of those countries"."""
    if noun.pos_ not in ("PRON", "DET", "ADJ", "NUM") or noun.lower_ not in words("parts"):
        return noun
    inner = next((inner for _, inner in under_prepositions(noun, {"of"})), None)
    return noun if inner is None or inner.pos_ == "PRON" else inner


def _introduced(noun: Token) -> Token:
    """Where somebody who is called "the official" was introduced: "a senior official of the ministry"; else the noun itself."""
    if [c.lower_ for c in noun.lefts] != ["the"] or noun.tag_ != "NN":
        return noun
    before = (t for t in noun.doc[: noun.i] if t.lower_ == noun.lower_ and t.pos_ == "NOUN")
    return next((t for t in before if any_word(children(t, "det"), _INDEFINITE)), noun)


def _points(word: Token) -> bool:
    """Whether a word at the beginning of a phrase only points to whom it means."""
    return (word.pos_ in ("DET", "PUNCT") and word.lower_ not in _INDEFINITE) or word.tag_ in ("PRP$", "POS")


def is_personal(action: Token) -> bool:
    """Whether the head of an action is a verb, and of what a person does for himself, even in office: "resign", "visit"."""
    return action.pos_ in VERBAL and lemma_of(action) in words("personal")


def phrase(head: Token) -> tuple[int, int]:
    """The words of a party as named, conjuncts included, descriptions not."""
    return subtree_range(head, {"relcl", "appos", "acl", "advcl", "punct"})
