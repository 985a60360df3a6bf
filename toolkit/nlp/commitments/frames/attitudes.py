"""Adjectives and nouns that undertake: "is ready to", "its pledge to", "has no intention of", "out of the question"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.commitments.frames.actions import noun_actions, verb_actions
from toolkit.nlp.commitments.frames.blocks import block, is_generic
from toolkit.nlp.commitments.frames.complements import holder_of
from toolkit.nlp.commitments.frames.frame import Action, Frame, words_of
from toolkit.nlp.commitments.frames.harm import is_hostile, is_hostile_noun
from toolkit.nlp.commitments.undertakers import can_undertake
from toolkit.nlp.commitments.words import words
from toolkit.nlp.document.clauses import governing_verb, is_infinitive
from toolkit.nlp.document.grammar import OBJECTS, PASSIVE_SUBJECTS, VERBAL, agent, child, negated, subject
from toolkit.nlp.document.lemmas import lemma_of
from toolkit.records import CommitmentKind as Kind
from toolkit.records import CommitmentStatus as Status

_COPULAS = frozenset({"be", "remain", "stand", "stay", "declare", "pronounce", "say", "profess", "describe"})
_AGREEMENTS = frozenset({"agreement", "accord", "consensus", "deal", "pact", "understanding"})


def attitude_frames(token: Token) -> Iterator[Frame]:
    """The frames that an adjective or a noun opens."""
    lemma = lemma_of(token)
    word = token.lower_
    if token.dep_ not in ("amod", "compound") and (
        word in words("unwilling") or word in lexicon.document("commissives")["adjectives"]
    ):
        yield from _adjective(token, word)
    elif token.pos_ == "NOUN":
        yield from _noun(token, lemma)


# Adjectives ------------------------------------------------------------------------------------------------------------


def _adjective(token: Token, word: str) -> Iterator[Frame]:
    copula = _copula(token)
    if copula is None or is_generic(copula) or block(token) is not None or block(copula) is not None:
        return
    holder = subject(copula)[0] if copula != token else holder_or_subject(token)
    if not can_undertake(holder):
        return
    actions = _complement(token, word)
    if not actions:
        return
    denied = word in words("unwilling") or negated(copula) or any(c.dep_ == "neg" for c in token.children)
    head = actions[0].head
    if lemma_of(head) in ("see", "be", "have", "know", "hear", "admit", "say", "think", "live", "win", "lose"):
        return
    hostile = is_hostile(head) if head.pos_ in VERBAL else is_hostile_noun(head)
    trigger = words_of(token)
    if denied:
        if word in words("unwilling") or word in ("ready", "willing", "prepared", "open"):
            yield Frame(Kind.REFUSAL, Status.REFUSED, "adjective-not", trigger, token, holder, actions)
        return
    if hostile:
        yield Frame(Kind.THREAT, Status.THREATENED, "adjective-harm", trigger, token, holder, actions)
        return
    status = lexicon.document("commissives")["adjectives"][word]
    yield Frame(Kind.COMMITMENT, Status(status), f"adjective-{status}", trigger, token, holder, actions)


def holder_or_subject(verb: Token) -> Token | None:
    """The subject, also of a passive form that describes a state ("is prepared to", "are committed to")."""
    return subject(verb)[0]


def _copula(token: Token) -> Token | None:
    """The verb by which the adjective is said of somebody; the participle itself in "is prepared to"."""
    if token.dep_ in ("acomp", "oprd", "attr") and lemma_of(token.head) in _COPULAS:
        return token.head
    if token.pos_ in VERBAL and any(c.dep_ in ("auxpass", "aux", "cop") and c.lemma_ == "be" for c in token.children):
        return token
    if token.dep_ == "conj" and token.lower_ != "open":
        first = token.head
        if first.pos_ in ("ADJ", "VERB") and first.dep_ in ("acomp", "ROOT", "ccomp", "relcl", "conj", "oprd"):
            return _copula(first) or (token if first.pos_ == "VERB" else None)
    if token.dep_ in ("advcl", "ccomp", "ROOT") and token.pos_ == "ADJ" and child(token, "nsubj", "cop") is not None:
        return token
    return None


def _complement(token: Token, word: str) -> tuple[Action, ...]:
    for other in token.children:
        if other.dep_ in ("xcomp", "advcl", "ccomp", "acl") and other.i > token.i and is_infinitive(other):
            return verb_actions(other)
    prepositions = {"committed": ("to",), "pledged": ("to",), "open": ("to",)}.get(word, ("for",))
    for other in token.children:
        if other.dep_ == "prep" and other.lower_ in prepositions:
            inner = child(other, "pobj", "pcomp")
            if inner is None or inner.pos_ == "PRON" or lemma_of(inner) in words("unpromised"):
                continue
            return verb_actions(inner) if inner.pos_ in VERBAL else noun_actions(inner)
    return ()


# Nouns -----------------------------------------------------------------------------------------------------------------


def _noun(token: Token, lemma: str) -> Iterator[Frame]:
    if lemma in words("refusal_nouns"):
        yield from _hostile_noun(token, Kind.REFUSAL, Status.REFUSED, "refusal-noun")
    elif lemma in words("threat_nouns"):
        yield from _hostile_noun(token, Kind.THREAT, Status.THREATENED, "threat-noun")
    elif lemma == "question" and token.doc[max(0, token.i - 3) : token.i].text.lower() == "out of the":
        yield from _out_of_the_question(token)
    elif lemma in lexicon.document("commissives")["nouns"]:
        yield from _nominal(token, lemma)


def _nominal(token: Token, lemma: str) -> Iterator[Frame]:
    verb, light = _light_verb(token)
    actions = _content(token, lemma) if lemma != "word" or _given(token) else ()
    denied = any(c.lower_ == "no" for c in token.children) or (verb is not None and negated(verb))
    owner = child(token, "poss")
    if not actions:
        return
    if denied:
        if lemma in ("intention", "intent", "plan") and verb is not None and block(verb) is None:
            holder = subject(verb)[0]
            if can_undertake(holder):
                yield Frame(Kind.REFUSAL, Status.REFUSED, "no-intention", words_of(token), token, holder, actions)
        return
    if light and verb is not None:
        received = lemma_of(verb) in words("receiving")
        holder = _giver(token, verb, owner, received)
        if block(verb) is not None or (not received and not can_undertake(holder) and holder is not None):
            return
        yield _made(token, lemma, holder, actions, "noun-light")
    elif owner is not None and lemma not in _AGREEMENTS | {
        "plan",
        "decision",
        "intention",
        "intent",
        "determination",
        "resolve",
    }:
        governor = governing_verb(token)
        verbal = actions[0].head.pos_ in VERBAL
        if verbal and can_undertake(owner) and block(token) is None and (governor is None or block(governor) is None):
            yield _made(token, lemma, owner, actions, "noun-owned")


def _given(token: Token) -> bool:
    """ "Gave his word that"; not "got word that"."""
    return token.dep_ in OBJECTS and lemma_of(token.head) in ("give", "pledge") and child(token, "poss") is not None


def _made(token: Token, lemma: str, holder: Token | None, actions: tuple[Action, ...], rule: str) -> Frame:
    head = actions[0].head
    status = lexicon.document("commissives")["nouns"][lemma]
    if (is_hostile(head) if head.pos_ in VERBAL else False) and lemma not in _AGREEMENTS | {"offer"}:
        return Frame(Kind.THREAT, Status.THREATENED, rule + "-harm", words_of(token), token, holder, actions)
    return Frame(Kind.COMMITMENT, Status(status), f"{rule}-{lemma}", words_of(token), token, holder, actions)


def _light_verb(token: Token) -> tuple[Token | None, bool]:
    """The verb that puts the noun forward, and whether there is one."""
    first = token
    while first.dep_ == "conj" and first.head.pos_ == "NOUN":
        first = first.head
    verb = first.head
    if first.dep_ in OBJECTS or first.dep_ in PASSIVE_SUBJECTS:
        if lemma_of(verb) in words("light"):
            return verb, True
        return verb, lemma_of(verb) == "have" and lemma_of(token) in ("plan", "intention")
    return None, False


def _giver(token: Token, verb: Token, owner: Token | None, received: bool) -> Token | None:
    """Who makes the pledge: its owner, "from X" for one who received it, else the subject of the verb."""
    if owner is not None and (owner.pos_ != "PRON" or received):
        return owner
    if received:
        for holder in (token, verb):
            for preposition in holder.children:
                if preposition.dep_ == "prep" and preposition.lower_ in ("from", "by"):
                    return child(preposition, "pobj")
        return None
    if child(verb, *PASSIVE_SUBJECTS) is not None:
        return agent(verb)
    return holder_of(verb)


def _content(token: Token, lemma: str) -> tuple[Action, ...]:
    """What the noun undertakes: "to do", "that it will do", "of doing", "for talks"."""
    verb = token.head if token.dep_ in OBJECTS else None
    for holder in (token, verb):
        if holder is None:
            continue
        for other in holder.children:
            if other.dep_ in ("acl", "xcomp", "relcl", "advcl") and is_infinitive(other) and other.i > token.i:
                if lemma in ("readiness", "willingness"):
                    return _with_noun(token, verb_actions(other))
                return verb_actions(other)
            if (
                holder == token
                and other.dep_ in ("acl", "ccomp", "relcl")
                and any(c.tag_ == "MD" for c in other.children)
            ) and any(c.lower_ == "that" and c.dep_ == "mark" for c in other.children):
                return verb_actions(other)
    for other in token.children:
        if other.dep_ == "prep" and other.lower_ in ("of", "to", "for", "on", "against"):
            inner = child(other, "pcomp", "pobj")
            if inner is None or inner.pos_ == "PRON":
                continue
            if inner.pos_ in VERBAL and inner.tag_ == "VBG":
                return verb_actions(inner)
            if (
                other.lower_ in ("for", "to", "of")
                and lemma not in (*_AGREEMENTS, "plan", "decision")
                and not can_undertake(inner)
            ):
                return noun_actions(inner)
    return ()


def _with_noun(token: Token, actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """A readiness is named with its noun, as no other word says that it is one."""
    if not actions:
        return actions
    first = actions[0]
    return (Action(first.head, (token.i, first.range[1])), *actions[1:])


def _hostile_noun(token: Token, kind: Kind, status: Status, rule: str) -> Iterator[Frame]:
    """ "Their refusal to", "issued a threat to": with somebody who refuses or threatens, and an action."""
    verb, light = _light_verb(token)
    owner = child(token, "poss")
    inner = child(token, "acl", "relcl")
    actions: tuple[Action, ...] = ()
    if inner is not None and is_infinitive(inner):
        actions = verb_actions(inner)
    else:
        preposition = child(token, "prep")
        about = (
            child(preposition, "pobj", "pcomp")
            if preposition is not None and preposition.lower_ in ("of", "to")
            else None
        )
        if about is not None and light:
            actions = verb_actions(about) if about.pos_ in VERBAL else noun_actions(about)
    if not actions and light and kind == Kind.THREAT:
        actions = noun_actions(token)
    if not actions or any(c.lower_ == "no" for c in token.children):
        return
    if light and verb is not None and lemma_of(verb) not in words("receiving"):
        holder = owner if owner is not None and owner.pos_ != "PRON" else subject(verb)[0]
        if block(verb) is None and can_undertake(holder):
            yield Frame(kind, status, rule, words_of(token), token, holder, actions)
    elif owner is not None and can_undertake(owner) and block(token) is None:
        governor = governing_verb(token)
        if governor is None or block(governor) is None:
            yield Frame(kind, status, rule + "-owned", words_of(token), token, owner, actions)


def _out_of_the_question(token: Token) -> Iterator[Frame]:
    """ "Lifting the ban is out of the question", said by whom it is up to."""
    verb = governing_verb(token)
    if verb is None or block(verb) is not None or negated(verb):
        return
    what = next((c for c in verb.children if c.dep_ in ("csubj", "nsubj", "csubjpass")), None)
    if what is None or what.pos_ == "PRON":
        # "it is out of the question to reopen the treaty"
        what = next((c for h in (token, verb) for c in h.children if c.i > token.i and is_infinitive(c)), None)
    if what is None:
        return
    actions = verb_actions(what) if what.pos_ in VERBAL else noun_actions(what)
    yield Frame(
        Kind.REFUSAL,
        Status.REFUSED,
        "out-of-the-question",
        ((token.i - 3, token.i + 1),),
        token,
        None,
        actions,
        modal=True,
    )
