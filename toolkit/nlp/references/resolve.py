"""Pronouns and descriptions: who "he", "they", "the minister", "the two sides", "Ruritanian officials" are.

One pass over the text from left to right; every reference that is resolved is a mention for those that follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from toolkit.nlp.actors.person_words import role_sectors
from toolkit.nlp.document import grammar
from toolkit.nlp.layers import Layers
from toolkit.nlp.references import nominals, whereabouts
from toolkit.nlp.references.pairs_in_play import Parties
from toolkit.nlp.references.pronouns import SINGULAR, Persons
from toolkit.records import ActorType, MentionKind

THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
_SUBJECTS = ("nsubj", "nsubjpass")
_MOST_PLURALS, _PLURALS_BACK = 25, 3
"""How many plural phrases "they" may mean, and from how many sentences back."""
_SURE_PLURAL = 3.5
"""Score under which the parties in play are a better guess; set by hand."""
_PLURAL_WEIGHTS = {
    "near": 4.0, "each sentence between": -1.2, "subject": 2.0, "known": 1.0, "main clause": 0.5, "several": 0.5,
    "from a quotation": -1.0,
}  # fmt: skip
"""What speaks for a phrase that "they" may mean; set by hand."""


def resolve_references(layers: Layers) -> None:
    """Add pronouns and descriptions to ``layers.actors``: mentions of one actor, or references to a group.

    Needs named actors, quotations and attributions. First-person pronouns wait for
    :func:`toolkit.nlp.statements.speakers.name_speakers`.
    """
    _Resolver(layers).run()


class _Resolver:
    """One pass over a Doc; holds what has been resolved so far."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.registry = layers.actors
        self.scene = whereabouts.build(layers)
        self.persons = Persons(self.scene)
        self.parties = Parties(self.scene)
        self.plurals: list[tuple[Token, tuple[int, ...]]] = []
        """Plural phrases so far that "they" may mean, with their actors (none: unknown ones)."""

    def run(self) -> None:
        for token in self.layers.doc:
            pronoun = _PRONOUNS.get(token.lower_) if token.pos_ in ("PRON", "DET") else None
            if token.tag_ in ("WP", "WDT", "WP$"):
                self.relative(token)
            elif pronoun is not None:
                pronoun(self, token)
            elif token.pos_ in ("NOUN", "PROPN") or token.lower_ in nominals.side_nouns():
                self.noun(token)

    # nouns

    def noun(self, token: Token) -> None:
        registry = self.registry
        if not registry.resolve(token):
            self.describe(token)
        conjuncts = [] if token.dep_ == "conj" else grammar.conjuncts(token)
        if len(conjuncts) > 1:
            keys = [key for other in conjuncts for key in registry.resolve(other)]
            self.plurals.append((token, tuple(dict.fromkeys(keys))))
        elif token.tag_ in ("NNS", "NNPS") and token.dep_ != "compound":
            self.plurals.append((token, registry.resolve(token)))

    def describe(self, token: Token) -> None:
        """Give a noun that is no name the actors it means, if it points to any: the first way that applies decides."""
        for way in (self.twins, self.known_group, self.beside_name, self.single, self.speakers_for):
            if way(token):
                return

    def twins(self, token: Token) -> bool:
        """ "The two Koreas"."""
        return self.refer(token, nominals.twins(token, self.registry))

    def known_group(self, token: Token) -> bool:
        """ "The two sides": where it is not clear who they are, nobody."""
        known = nominals.is_known_group(token)
        if known:
            persons = token.lower_ in nominals.person_nouns()
            self.refer(token, self.parties.find(token, nominals.number_of(token) or 2, persons=persons))
        return known

    def beside_name(self, token: Token) -> bool:
        """Part of a name or in apposition to one ("the minister, Anna Berg"), whose actor it means."""
        if token.dep_ in ("appos", "compound", "nmod") and self.registry.resolve(token.head):
            return True
        if token.lower_ not in role_sectors() and token.lower_ not in nominals.speaker_nouns():
            return False
        named = (self.registry.resolve(c) for c in grammar.children(token, "appos"))
        return self.refer(token, next(filter(None, named), ()))

    def single(self, token: Token) -> bool:
        """ "The minister", "its president", "the party", "her union"."""
        ways = (
            lambda: nominals.office_holder(token, self.scene),
            lambda: nominals.person_of_role(token, self.scene),
            lambda: nominals.organisation(token, self.scene),
            lambda: nominals.own_body(token, self.registry),
        )
        key = next((key for key in (way() for way in ways) if key is not None), None)
        if key is None:
            return False
        start, end = grammar.core_phrase(token)
        self.mention(key, token, start, end, MentionKind.NOMINAL)
        return True

    def speakers_for(self, token: Token) -> bool:
        """ "Ruritanian officials", "his government": those they speak for."""
        word = token.lower_
        if not any(word in nouns for nouns in (nominals.speaker_nouns(), role_sectors(), nominals.side_nouns())):
            return False
        owners = nominals.owners(token, self.registry) or nominals.own_state(token, self.registry)
        return self.refer(token, owners or nominals.state_of_office(token, self.registry))

    def refer(self, token: Token, keys: tuple[int, ...]) -> bool:
        """Record what a phrase means, if that is known."""
        if keys:
            self.registry.refer(token.i, keys)
        return bool(keys)

    def mention(self, key: int, token: Token, start: int, end: int, kind: MentionKind) -> None:
        found = self.registry.mention(self.registry.clusters[key], start, end, token.i, kind)
        self.scene.record(found)

    # pronouns

    def pronoun(self, key: int, token: Token) -> None:
        self.mention(key, token, token.i, token.i + 1, MentionKind.PRONOUN)

    def relative(self, token: Token) -> None:
        before = grammar.antecedent(token)
        if before is None:
            return
        several = grammar.conjuncts(before) if token.lower_ == "who" else [before]
        keys = tuple(dict.fromkeys(k for other in several for k in self.registry.resolve(other)))
        if len(keys) == 1:
            self.pronoun(keys[0], token)
        elif keys:
            self.registry.refer(token.i, keys)

    def singular(self, token: Token) -> None:
        key = self.persons.resolve(token)
        if key is not None:
            self.pronoun(key, token)

    def plural(self, token: Token) -> None:
        keys = self.last_plural(token)
        if len(keys) == 1:
            self.pronoun(keys[0], token)
        elif keys:
            self.registry.refer(token.i, keys)
            self.plurals.append((token, keys))

    def last_plural(self, token: Token) -> tuple[int, ...]:
        """What "they" means: the best plural phrase in this sentence or those before, subjects first."""
        scored = [(self.plural_score(token, *before), before) for before in self.plurals_before(token)]
        score, (phrase, keys) = max(scored, key=lambda item: item[0], default=(0.0, (token, ())))
        if score <= 0:
            keys = ()
        unsure = score < _SURE_PLURAL and token.dep_ in _SUBJECTS and token.head.dep_ in grammar.CLAUSES
        found = (unsure and self.parties.find(token, 2, persons=False)) or keys
        if not found and score > 0:
            self.registry.antecedents[token.i] = phrase.i
        return found

    def plurals_before(self, token: Token) -> Iterator[tuple[Token, tuple[int, ...]]]:
        """Plural phrases before a pronoun and not around it, the last one first."""
        sentence = self.scene.sentence
        for phrase, keys in reversed(self.plurals[-_MOST_PLURALS:]):
            if sentence[token.i] - sentence[phrase.i] > _PLURALS_BACK:
                return
            if phrase.i < token.i and not phrase.left_edge.i <= token.i <= phrase.right_edge.i:
                yield phrase, keys

    def plural_score(self, token: Token, phrase: Token, keys: tuple[int, ...]) -> float:
        """How likely "they" means a phrase."""
        distance = self.scene.sentence[token.i] - self.scene.sentence[phrase.i]
        found = {
            "near": 1.0,
            "each sentence between": distance,
            "subject": phrase.dep_ in _SUBJECTS,
            "known": bool(keys),
            "main clause": phrase.head.dep_ in ("ROOT", "conj"),
            "several": len(keys) > 1,
            "from a quotation": self.scene.quoted[phrase.i] and not self.scene.quoted[token.i],
        }
        return sum(_PLURAL_WEIGHTS[name] * value for name, value in found.items())

    def neuter(self, token: Token) -> None:
        """ "it": the subject of the clause above, or of the sentence before, where that is a state or an organisation."""
        for above in grammar.governing_clauses(token):
            subject = grammar.child(above, *_SUBJECTS)
            if subject is None or subject.i >= token.i:
                continue
            self.neuter_is(token, subject)
            return
        here = self.scene.sentence[token.i]
        for mention in self.scene.before(token.i):
            if here - self.scene.sentence[mention.head] > 1:
                return
            head = self.layers.doc[mention.head]
            if self.scene.quoted[token.i] and not self.scene.quoted[mention.head]:
                return
            if head.dep_ in _SUBJECTS and self.is_body(mention.actor):
                self.pronoun(mention.actor, token)
                return

    def neuter_is(self, token: Token, subject: Token) -> None:
        keys = self.registry.resolve(subject)
        if len(keys) == 1 and self.is_body(keys[0]):
            self.pronoun(keys[0], token)

    def is_body(self, key: int) -> bool:
        return self.registry.clusters[key].type in (ActorType.STATE, ActorType.ORGANISATION)


_PRONOUNS: dict[str, Callable[[_Resolver, Token], None]] = {
    **dict.fromkeys(SINGULAR, _Resolver.singular),
    **dict.fromkeys(THEY, _Resolver.plural),
    **dict.fromkeys(IT, _Resolver.neuter),
}
