"""What hangs on a noun that undertakes: whose it is, the verb that puts it forward, what is undertaken."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from toolkit.nlp.commitments.frames.actions import noun_actions, verb_actions
from toolkit.nlp.commitments.frames.blocks import block
from toolkit.nlp.commitments.frames.commissive_words import Commissive
from toolkit.nlp.commitments.frames.complements import from_whom, holder_of
from toolkit.nlp.commitments.frames.frame import Action
from toolkit.nlp.commitments.undertakers import can_undertake
from toolkit.nlp.commitments.words import NAMED, under_prepositions, words
from toolkit.nlp.document.clauses import is_infinitive
from toolkit.nlp.document.grammar import OBJECTS, PASSIVE_SUBJECTS, VERBAL, agent, child, children, negated
from toolkit.nlp.document.lemmas import any_word, lemma_of

_GIVEN_BY = frozenset({"from", "by"})
_ABOUT = frozenset({"of", "to", "for", "on", "against"})
_ADDRESSING = frozenset({"against", "to"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "any", "no"})
_OBLIGING = frozenset({"must"})
_OF = frozenset({"of"})
_OF_THINGS = frozenset({"for", "to", "of"})
_CONTENTS = frozenset({"acl", "xcomp", "relcl", "advcl"})
_THAT_CLAUSES = frozenset({"acl", "ccomp", "relcl"})


def governing(token: Token) -> Token | None:
    """The verb that brings a noun up as something new ("drew up plans to"), if something is undertaken where it stands."""
    verb = light_verb(token)[0]
    if verb is None or any_word(children(token, "det"), _DEFINITE) or lemma_of(verb) in words("receiving"):
        return None
    return verb if block(verb) is None and not negated(verb) else None


def owner_of(token: Token) -> Token | None:
    """Whose a pledge is: its possessor, "by X", "of X", "reached by X", or a name before it ("the G7 commitment")."""
    owner = child(token, "poss") or from_whom(token)
    if owner is not None:
        return owner
    return next((inner for _, inner in under_prepositions(token, _OF) if inner.ent_type_ in NAMED), None)


def light_verb(token: Token, have: bool = False) -> tuple[Token | None, bool]:
    """The verb that governs the noun, and whether it puts the noun forward; "have" does if ``have`` says so."""
    first = token
    while first.dep_ == "conj" and first.head.pos_ == "NOUN":
        first = first.head
    verb = first.head
    if first.dep_ not in OBJECTS and first.dep_ not in PASSIVE_SUBJECTS:
        return None, False
    return verb, lemma_of(verb) in words("light") or (have and lemma_of(verb) == "have")


def giver(token: Token, verb: Token, received: bool) -> Token | None:
    """Who makes the pledge: its owner, "from X" for one who received it, else the subject of the verb."""
    owner = child(token, "poss")
    if owner is not None and (owner.pos_ != "PRON" or received):
        return owner
    if received:
        givers = (inner for holder in (token, verb) for _, inner in under_prepositions(holder, _GIVEN_BY))
        return next(givers, None)
    if child(verb, *PASSIVE_SUBJECTS) is not None:
        return agent(verb)
    return holder_of(verb)


def content(token: Token, entry: Commissive) -> tuple[Action, ...]:
    """What the noun undertakes: "to do", "that it will do", "of doing", "for talks"."""
    clause = next(_clauses(token), None)
    if clause is not None:
        actions = verb_actions(clause)
        return _with_noun(token, actions) if "named" in entry.special and is_infinitive(clause) else actions
    for preposition, inner in under_prepositions(token, _ABOUT):
        if inner.pos_ in VERBAL and inner.tag_ == "VBG":
            return verb_actions(inner)
        if "np" in entry.takes and preposition.lower_ in _OF_THINGS and _is_thing(inner):
            return noun_actions(inner)
    return ()


def _is_thing(noun: Token) -> bool:
    return noun.pos_ != "PRON" and not can_undertake(noun)


def _clauses(token: Token) -> Iterator[Token]:
    """The clauses that say what a noun undertakes, its own before those that the parser hung on its verb or participle."""
    for other in token.children:
        if _is_content(other, token) or (other.dep_ in _THAT_CLAUSES and _says_that(other)):
            yield other
    for holder in (*children(token, "acl"), *_above(token)):
        yield from (other for other in holder.children if _is_content(other, token))


def _above(token: Token) -> tuple[Token, ...]:
    """The verb that a noun is the object of, or the "be" that says what it is: "its offer was to withdraw"."""
    names = token.dep_ == "nsubj" and token.head.lemma_ == "be"
    return (token.head,) if names or token.dep_ in OBJECTS else ()


def _is_content(clause: Token, noun: Token) -> bool:
    return clause.dep_ in _CONTENTS and clause.i > noun.i and is_infinitive(clause)


def _says_that(clause: Token) -> bool:
    """ "That it will leave"."""
    modal = any(c.tag_ == "MD" and c.lower_ not in _OBLIGING for c in clause.children)
    return modal and any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children)


def _with_noun(token: Token, actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """A readiness is named with its noun, as no other word says that it is one."""
    first = actions[0]
    return (Action(first.head, (token.i, first.range[1])), *actions[1:])


def is_given(token: Token) -> bool:
    """ "Gave his word that"; not "got word that"."""
    return token.dep_ in OBJECTS and lemma_of(token.head) in words("giving") and child(token, "poss") is not None


def is_sought(verb: Token) -> bool:
    """Whether what a verb governs is only looked for or asked for, or given up."""
    return lemma_of(verb) in words("seeking") | words("demands")


def is_addressed(token: Token) -> bool:
    """ "A threat against the ambassador", "gave Chad an ultimatum"; not "has issued similar threats before"."""
    against = any(preposition.lower_ in _ADDRESSING for preposition in children(token, "prep"))
    return against or child(token.head, "dative") is not None
