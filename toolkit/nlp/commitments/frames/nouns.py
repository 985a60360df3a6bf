"""Nouns that undertake, refuse or threaten: "its pledge to", "has no intention of", "out of the question"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from toolkit.nlp.commitments.frames.actions import actions_of, noun_actions, verb_actions
from toolkit.nlp.commitments.frames.blocks import block
from toolkit.nlp.commitments.frames.commissive_words import Commissive, turned
from toolkit.nlp.commitments.frames.complements import holder_of
from toolkit.nlp.commitments.frames.frame import STATUS, Action, Frame, refusal_frame, words_of
from toolkit.nlp.commitments.frames.noun_parts import (
    content,
    giver,
    governing,
    is_addressed,
    is_given,
    is_sought,
    light_verb,
    owner_of,
)
from toolkit.nlp.commitments.undertakers import can_undertake
from toolkit.nlp.commitments.words import under_prepositions, words
from toolkit.nlp.document.clauses import governing_verb, is_infinitive
from toolkit.nlp.document.grammar import VERBAL, child, modality, negated, subject
from toolkit.nlp.document.lemmas import any_word, lemma_of
from toolkit.records import CommitmentKind as Kind

_NEGATION = ("no",)


def noun_frames(token: Token, entry: Commissive) -> Iterator[Frame]:
    """The frame of a noun, in the use that the table names."""
    if entry.frame == "out-of-the":
        yield from _out_of_the_question(token)
    elif entry.polarity == Kind.COMMITMENT:
        yield from _nominal(token, entry)
    else:
        yield from _hostile_noun(token, entry)


def _nominal(token: Token, entry: Commissive) -> Iterator[Frame]:
    if "given" in entry.special and not is_given(token):
        return
    verb, light = light_verb(token, "have" in entry.special)
    actions = content(token, entry)
    if not actions:
        return
    if any_word(token.children, _NEGATION) or (verb is not None and negated(verb)):
        yield from _disowned(token, entry, verb, actions)
    elif light and verb is not None:
        yield from _put_forward(token, entry, verb, actions)
    else:
        yield from _possessed(token, entry, verb, actions)


def _possessed(token: Token, entry: Commissive, verb: Token | None, actions: tuple[Action, ...]) -> Iterator[Frame]:
    """A pledge that no verb puts forward: somebody's, or one that something said before is."""
    if verb is not None and lemma_of(verb) in words("taking_back"):
        yield from _taken_back(token, verb, actions)
    elif _is_named_as(token):
        yield from _named_as(token, entry, actions)
    elif verb is None or not is_sought(verb):
        yield from _owned(token, entry, actions)


def _taken_back(token: Token, verb: Token, actions: tuple[Action, ...]) -> Iterator[Frame]:
    """ "Withdrew its offer to mediate": who takes a promise back refuses what was promised."""
    holder = holder_of(verb)
    if can_undertake(holder) and block(verb) is None and modality(verb) is None:
        yield refusal_frame("noun-withdrawn", words_of(verb, token), verb, holder, actions)


def _owned(token: Token, entry: Commissive, actions: tuple[Action, ...]) -> Iterator[Frame]:
    """ "Its pledge to withdraw", "the pledge by Chad to withdraw" alone: what somebody's is, is there."""
    holder, rule = owner_of(token), "noun-owned"
    if holder is None and (verb := governing(token)) is not None:
        holder, rule = holder_of(verb), "noun-governed"
    if can_undertake(holder) and actions[0].head.pos_ in VERBAL:
        yield _made(token, entry, holder, actions, rule)


def _is_named_as(token: Token) -> bool:
    """ "It was a vow to build": the noun says what something said before is."""
    return token.dep_ == "attr" and token.head.lemma_ == "be" and child(token, "poss") is None


def _named_as(token: Token, entry: Commissive, actions: tuple[Action, ...]) -> Iterator[Frame]:
    holder = subject(token.head)[0]
    if block(token.head) is None and not negated(token.head):
        yield _made(token, entry, holder if can_undertake(holder) else None, actions, "noun-is")


def _disowned(token: Token, entry: Commissive, verb: Token | None, actions: tuple[Action, ...]) -> Iterator[Frame]:
    """ "Has no intention of"."""
    if "denied" in entry.declines and verb is not None and block(verb) is None:
        holder = subject(verb)[0]
        if can_undertake(holder):
            yield refusal_frame("no-intention", words_of(token), token, holder, actions)


def _put_forward(token: Token, entry: Commissive, verb: Token, actions: tuple[Action, ...]) -> Iterator[Frame]:
    """ "Expressed its readiness to", "received assurances from Mali that"."""
    received = lemma_of(verb) in words("receiving")
    holder = giver(token, verb, received)
    if block(verb) is None and (received or holder is None or can_undertake(holder)):
        yield _made(token, entry, holder, actions, "noun-light")


def _made(token: Token, entry: Commissive, holder: Token | None, actions: tuple[Action, ...], rule: str) -> Frame:
    kind, turn = turned(entry, actions[0].head)
    if kind == entry.polarity:
        return Frame(kind, entry.status, f"{rule}-{entry.word}", words_of(token), token, holder, actions)
    return Frame(kind, STATUS[kind], f"{rule}-{turn}", words_of(token), token, holder, actions)


def _hostile_noun(token: Token, entry: Commissive) -> Iterator[Frame]:
    """ "Their refusal to", "issued a threat to": with somebody who refuses or threatens, and an action."""
    verb, light = light_verb(token)
    actions = _refused_by(token, entry, light)
    if not actions:
        return
    owner, rule = owner_of(token), f"{entry.polarity}-noun"
    if verb is not None and light and lemma_of(verb) not in words("receiving"):
        holder = owner if owner is not None and owner.pos_ != "PRON" else subject(verb)[0]
        blocked = block(verb) is not None
    else:
        holder, rule, blocked = owner, f"{rule}-owned", verb is not None and is_sought(verb)
    if entry.counts_of(holder) and not blocked:
        yield Frame(entry.polarity, STATUS[entry.polarity], rule, words_of(token), token, holder, actions)


def _refused_by(token: Token, entry: Commissive, light: bool) -> tuple[Action, ...]:
    """What a noun refuses or threatens; a threat that a verb puts forward without naming it is one by itself."""
    inner = child(token, "acl", "relcl")
    if any_word(token.children, _NEGATION):
        return ()
    if inner is not None and is_infinitive(inner):
        return verb_actions(inner)
    if not light:
        return ()
    about = next((inner for _, inner in under_prepositions(token, entry.prepositions)), None)
    if about is not None:
        return actions_of(about)
    return noun_actions(token) if entry.polarity == Kind.THREAT and is_addressed(token) else ()


def _out_of_the_question(token: Token) -> Iterator[Frame]:
    """ "Lifting the ban is out of the question", said by whom it is up to."""
    verb = governing_verb(token)
    if token.doc[max(0, token.i - 3) : token.i].text.lower() != "out of the":
        return
    if verb is None or block(verb) is not None or negated(verb):
        return
    what = _ruled_out(token, verb)
    if what is not None:
        trigger = ((token.i - 3, token.i + 1),)
        yield Frame(
            Kind.REFUSAL,
            STATUS[Kind.REFUSAL],
            "out-of-the-question",
            trigger,
            token,
            None,
            actions_of(what),
            modal=True,
        )


def _ruled_out(token: Token, verb: Token) -> Token | None:
    """The subject of "is out of the question"; of "it is out of the question to" the infinitive."""
    what = next((c for c in verb.children if c.dep_ in ("csubj", "nsubj", "csubjpass")), None)
    if what is not None and what.pos_ != "PRON":
        return what
    return next((c for h in (token, verb) for c in h.children if c.i > token.i and is_infinitive(c)), None)
