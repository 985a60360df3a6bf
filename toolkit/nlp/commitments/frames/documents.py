"""What documents hold: the agenda "would include a timetable", a treaty "obliges both sides to", "calls for a ceasefire"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.commitments.frames.actions import noun_actions, things, verb_actions
from toolkit.nlp.commitments.frames.blocks import block
from toolkit.nlp.commitments.frames.frame import Action, Frame, words_of
from toolkit.nlp.commitments.undertakers import can_undertake
from toolkit.nlp.commitments.words import words
from toolkit.nlp.document.clauses import is_infinitive
from toolkit.nlp.document.grammar import OBJECTS, PASSIVE_SUBJECTS, VERBAL, auxiliaries, child, negated, subject
from toolkit.nlp.document.lemmas import lemma_of
from toolkit.records import CommitmentKind as Kind
from toolkit.records import CommitmentStatus as Status

_FUTURE = frozenset({"will", "would", "shall", "wo", "'ll"})
_JUST_MADE = frozenset({"statement", "communique", "communiqué", "declaration", "memorandum"})


def document_frames(verb: Token) -> Iterator[Frame]:
    """The frame of a verb whose subject is a document, or that says what somebody is bound to under one."""
    if verb.pos_ not in VERBAL or negated(verb) or block(verb) is not None:
        return
    lemma = lemma_of(verb)
    holder, passive = subject(verb)
    if passive or lemma == "bind" or verb.tag_ == "VBN":
        yield from _bound(verb, lemma)
    elif holder is None or lemma_of(holder) not in words("documents"):
        return
    elif lemma in words("binding"):
        yield from _binds(verb, holder)
    elif lemma in lexicon.document("commissives")["provides"]:
        yield from _holds(verb, holder)


def _holds(verb: Token, holder: Token) -> Iterator[Frame]:
    """ "The agenda would include X and Y"; "the treaty provides for Z": new contents, and a standing obligation."""
    modal = next((a for a in auxiliaries(verb) if a.lower_ in _FUTURE), None)
    if (clause := _arranged(verb)) is not None and lemma_of(holder) in (words("treaties") | {"term"}):
        bound = child(clause, "nsubj")
        if can_undertake(bound):
            yield Frame(
                Kind.COMMITMENT, Status.AGREED, "document-clause", words_of(verb), verb, bound, verb_actions(clause)
            )
        return
    found = child(verb, *OBJECTS)
    preposition = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "for"), None)
    noun = found or (child(preposition, "pobj") if preposition is not None else None)
    if noun is None or noun.pos_ not in ("NOUN", "PROPN"):
        return
    if modal is not None:
        trigger = words_of(modal, verb)
        yield Frame(Kind.COMMITMENT, Status.PLEDGED, "document-future", trigger, verb, None, things(noun), modal=True)
    elif preposition is not None and found is None and lemma_of(holder) in words("treaties"):
        trigger = words_of(verb, preposition)
        yield Frame(
            Kind.COMMITMENT, Status.BACKGROUND, "document-standing", trigger, verb, None, noun_actions(noun)[:1]
        )


def _arranged(verb: Token) -> Token | None:
    """The clause that says what a document lays down: "calls for the two sides to meet", "provides that the firm pay"."""
    for other in verb.children:
        if other.dep_ not in ("advcl", "ccomp", "xcomp") or other.i < verb.i or other.pos_ not in VERBAL:
            continue
        mark = child(other, "mark")
        if mark is None or child(other, "nsubj") is None:
            continue
        for_to = mark.lower_ == "for" and is_infinitive(other)
        if for_to or (mark.lower_ == "that" and (other.tag_ == "VB" or child(other, "aux") is not None)):
            return other
    return None


def _binds(verb: Token, holder: Token) -> Iterator[Frame]:
    """ "The pact obliges both governments to give notice"."""
    bound = child(verb, *OBJECTS)
    if lemma_of(holder) not in words("treaties") or bound is None or not can_undertake(bound):
        return
    status = Status.AGREED if lemma_of(holder) in _JUST_MADE else Status.BACKGROUND
    if actions := _duties(verb):
        yield Frame(Kind.COMMITMENT, status, "document-binds", words_of(verb), verb, bound, actions)


def _bound(verb: Token, lemma: str) -> Iterator[Frame]:
    """ "Under the convention each country is bound to give notice"."""
    if lemma not in words("binding") and verb.lower_ != "bound":
        return
    holder = child(verb, "nsubj", *PASSIVE_SUBJECTS)
    under = any(
        c.lower_ in ("under", "by") and (noun := child(c, "pobj")) is not None and lemma_of(noun) in words("treaties")
        for c in verb.children
    )
    if under and can_undertake(holder) and (actions := _duties(verb)):
        yield Frame(Kind.COMMITMENT, Status.BACKGROUND, "bound-under", words_of(verb), verb, holder, actions)


def _duties(verb: Token) -> tuple[Action, ...]:
    for other in verb.children:
        if other.dep_ in ("xcomp", "ccomp", "advcl") and is_infinitive(other) and other.i > verb.i:
            return verb_actions(other)
        inner = child(other, "pcomp") if other.dep_ == "prep" and other.lower_ == "to" else None
        if inner is not None:
            return verb_actions(inner)
    return ()
