"""Adjectives that undertake or refuse: "is ready to", "stands ready for", "is opposed to"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from toolkit.nlp.commitments.frames.actions import actions_of, verb_actions
from toolkit.nlp.commitments.frames.blocks import block, is_generic
from toolkit.nlp.commitments.frames.commissive_words import Commissive
from toolkit.nlp.commitments.frames.frame import Action, Frame, refusal_frame, threat_frame, words_of
from toolkit.nlp.commitments.frames.harm import is_harmful
from toolkit.nlp.commitments.undertakers import is_voluntary
from toolkit.nlp.commitments.words import under_prepositions, words
from toolkit.nlp.document.clauses import is_infinitive, is_passive
from toolkit.nlp.document.grammar import VERBAL, child, negated, subject
from toolkit.nlp.document.lemmas import lemma_of
from toolkit.records import CommitmentKind as Kind
from toolkit.records import CommitmentStatus as Status

_COMPLEMENTS = frozenset({"xcomp", "advcl", "ccomp", "acl"})
_COORDINATED_IN = frozenset({"acomp", "ROOT", "ccomp", "relcl", "conj", "oprd"})


def adjective_frames(token: Token, entry: Commissive) -> Iterator[Frame]:
    """The frame of an adjective, if it says of somebody that he will do or refuse something."""
    copula = _copula(token, entry)
    if copula is None or is_generic(copula) or block(token) is not None or block(copula) is not None:
        return
    holder = subject(copula)[0]
    actions = _complement(token, entry)
    if actions and entry.counts_of(holder) and _can_be_meant(actions[0].head, entry):
        denied = negated(copula) or any(c.dep_ == "neg" for c in token.children)
        yield from _said_of(token, entry, holder, actions, denied)


def _can_be_meant(head: Token, entry: Commissive) -> bool:
    """Whether what somebody is ready for, or set for, is done on purpose."""
    if lemma_of(head) in words("felt"):
        return False
    return entry.status != Status.PLANNED or (is_voluntary(head) and not is_passive(head))


def _said_of(
    token: Token, entry: Commissive, holder: Token | None, actions: tuple[Action, ...], denied: bool
) -> Iterator[Frame]:
    """What an adjective says of somebody: that he will, or will not, or will do harm."""
    trigger, unwilling = words_of(token), entry.polarity == Kind.REFUSAL
    if unwilling != (denied and (unwilling or "denied" in entry.declines)):
        yield refusal_frame("adjective-not", trigger, token, holder, actions)
    elif denied:
        return
    elif entry.threatens and is_harmful(actions[0].head):
        yield threat_frame("adjective-harm", trigger, token, holder, actions)
    else:
        yield Frame(entry.polarity, entry.status, f"adjective-{entry.status}", trigger, token, holder, actions)


def _copula(token: Token, entry: Commissive) -> Token | None:
    """The verb by which the adjective is said of somebody; the participle itself in "is prepared to"."""
    if token.dep_ in ("acomp", "oprd", "attr") and lemma_of(token.head) in words("copulas"):
        return token.head
    if _is_predicate(token):
        return token
    if token.dep_ == "conj" and "no-conjunct" not in entry.special and _is_said(token.head):
        return _copula(token.head, entry) or (token if token.head.pos_ == "VERB" else None)
    return None


def _is_predicate(token: Token) -> bool:
    """Whether a participle or an adjective is to the parser a predicate with a "be" or a subject of its own."""
    if token.pos_ in VERBAL:
        return any(c.dep_ in ("auxpass", "aux", "cop") and c.lemma_ == "be" for c in token.children)
    clause = token.dep_ in ("advcl", "ccomp", "ROOT") and token.pos_ == "ADJ"
    return clause and child(token, "nsubj", "cop") is not None


def _is_said(first: Token) -> bool:
    """Whether the first of coordinated words is an adjective or a verb that says something of somebody."""
    return first.pos_ in ("ADJ", "VERB") and first.dep_ in _COORDINATED_IN


def _complement(token: Token, entry: Commissive) -> tuple[Action, ...]:
    for other in token.children:
        if other.dep_ in _COMPLEMENTS and other.i > token.i and is_infinitive(other):
            return verb_actions(other)
    for _, inner in under_prepositions(token, entry.prepositions):
        if inner.pos_ != "PRON" and entry.allows(inner):
            return actions_of(inner)
    return ()
