"""Pronouns and descriptions: who "he", "they", "the minister", "the two sides", "Ruritanian officials" are.

One pass over the text from left to right; every reference that is resolved is a mention for those that follow.
"""

from __future__ import annotations

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
            word = token.lower_
            if token.tag_ in ("WP", "WDT", "WP$"):
                self.relative(token)
            elif word in SINGULAR and token.pos_ in ("PRON", "DET"):
                self.singular(token)
            elif word in THEY and token.pos_ in ("PRON", "DET"):
                self.plural(token)
            elif word in IT and token.pos_ in ("PRON", "DET"):
                self.neuter(token)
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
        """Give a noun that is no name the actors it means, if it points to any."""
        word = token.lower_
        same = nominals.twins(token, self.registry)
        if same:
            self.registry.refer(token.i, same)
            return
        if nominals.is_known_group(token):
            size = nominals.number_of(token) or 2
            members = self.parties.find(token, size, persons=word in nominals.person_nouns())
            if members:
                self.registry.refer(token.i, members)
            return
        if token.dep_ in ("appos", "compound", "nmod") and self.registry.resolve(token.head):
            return
        named = next((c for c in token.children if c.dep_ == "appos" and self.registry.resolve(c)), None)
        if named is not None and (word in role_sectors() or word in nominals.speaker_nouns()):
            self.registry.refer(token.i, self.registry.resolve(named))
            return
        key = nominals.office_holder(token, self.scene)
        if key is None:
            key = nominals.person_of_role(token, self.scene)
        if key is None:
            key = nominals.organisation(token, self.scene)
        if key is None:
            key = nominals.own_body(token, self.registry)
        if key is not None:
            start, end = grammar.core_phrase(token)
            mention = self.registry.mention(self.registry.clusters[key], start, end, token.i, MentionKind.NOMINAL)
            self.scene.record(mention)
            return
        if word in nominals.speaker_nouns() or word in role_sectors() or word in nominals.side_nouns():
            owners = nominals.owners(token, self.registry) or nominals.own_state(token, self.registry)
            owners = owners or nominals.state_of_office(token, self.registry)
            if owners:
                self.registry.refer(token.i, owners)

    # pronouns

    def mention(self, key: int, token: Token) -> None:
        found = self.registry.mention(self.registry.clusters[key], token.i, token.i + 1, token.i, MentionKind.PRONOUN)
        self.scene.record(found)

    def relative(self, token: Token) -> None:
        before = grammar.antecedent(token)
        if before is None:
            return
        several = grammar.conjuncts(before) if token.lower_ == "who" else [before]
        keys = tuple(dict.fromkeys(k for other in several for k in self.registry.resolve(other)))
        if len(keys) == 1:
            self.mention(keys[0], token)
        elif keys:
            self.registry.refer(token.i, keys)

    def singular(self, token: Token) -> None:
        key = self.persons.resolve(token)
        if key is not None:
            self.mention(key, token)

    def plural(self, token: Token) -> None:
        keys = self.last_plural(token)
        if len(keys) == 1:
            self.mention(keys[0], token)
        elif keys:
            self.registry.refer(token.i, keys)
            self.plurals.append((token, keys))

    def last_plural(self, token: Token) -> tuple[int, ...]:
        """What "they" means: the best plural phrase in this sentence or the two before, subjects first."""
        sentence = self.scene.sentence
        best: tuple[int, ...] = ()
        best_score = 0.0
        for phrase, keys in reversed(self.plurals[-25:]):
            distance = sentence[token.i] - sentence[phrase.i]
            if distance > 3:
                break
            if phrase.i >= token.i or token.i in range(phrase.left_edge.i, phrase.right_edge.i + 1):
                continue
            score = 4.0 - 1.2 * distance
            score += 2.0 if phrase.dep_ in ("nsubj", "nsubjpass") else 0.0
            score += 1.0 if keys else 0.0
            score += 0.5 if phrase.head.dep_ in ("ROOT", "conj") else 0.0
            score += 0.5 if len(keys) > 1 else 0.0
            score -= 1.0 if self.scene.quoted[phrase.i] and not self.scene.quoted[token.i] else 0.0
            if score > best_score:
                best, best_score = keys, score
        if best_score < 3.5 and token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ in grammar.CLAUSES:
            return self.parties.find(token, 2, persons=False) or best
        return best

    def neuter(self, token: Token) -> None:
        """ "it": the subject of the clause above, or of the sentence before, where that is a state or an organisation."""
        for above in grammar.governing_clauses(token):
            subject = grammar.child(above, "nsubj", "nsubjpass")
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
            if head.dep_ in ("nsubj", "nsubjpass") and self.is_body(mention.actor):
                self.mention(mention.actor, token)
                return

    def neuter_is(self, token: Token, subject: Token) -> None:
        keys = self.registry.resolve(subject)
        if len(keys) == 1 and self.is_body(keys[0]):
            self.mention(keys[0], token)

    def is_body(self, key: int) -> bool:
        return self.registry.clusters[key].type in (ActorType.STATE, ActorType.ORGANISATION)
