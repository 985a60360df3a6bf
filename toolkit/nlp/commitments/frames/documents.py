"""What documents hold: the agenda "would include a timetable", a treaty "obliges both sides to", "calls for a ceasefire"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from toolkit.nlp.commitments.frames.actions import noun_actions, things, verb_actions
from toolkit.nlp.commitments.frames.blocks import block
from toolkit.nlp.commitments.frames.frame import Action, Frame, words_of
from toolkit.nlp.commitments.undertakers import can_undertake
from toolkit.nlp.commitments.words import under_prepositions, words
from toolkit.nlp.document.clauses import is_infinitive
from toolkit.nlp.document.grammar import OBJECTS, PASSIVE_SUBJECTS, VERBAL, auxiliaries, child, negated, subject
from toolkit.nlp.document.lemmas import lemma_of
from toolkit.records import CommitmentKind as Kind
from toolkit.records import CommitmentStatus as Status

_FUTURE = frozenset({"will", "would", "shall", "wo", "'ll"})
_UNDER = frozenset({"under", "by"})
_FOR = frozenset({"for"})


def document_frames(verb: Token) -> Iterator[Frame]:
    """The frame of a verb whose subject is a document, or that says what somebody is bound to under one."""
    if verb.pos_ not in VERBAL:
        return
    holder, passive = subject(verb)
    if passive or lemma_of(verb) == "bind" or verb.tag_ == "VBN":
        yield from () if _denied_here(verb) else _bound(verb)
    elif holder is not None and lemma_of(holder) in words("documents") and not _denied_here(verb):
        yield from _provides(verb, holder)


def _denied_here(verb: Token) -> bool:
    return negated(verb) or block(verb) is not None


def _provides(verb: Token, holder: Token) -> Iterator[Frame]:
    if lemma_of(verb) in words("binding"):
        yield from _binds(verb, holder)
    elif lemma_of(verb) not in words("provides"):
        return
    elif (clause := _arranged(verb)) is not None and lemma_of(holder) in words("treaties") | words("treaty_parts"):
        yield from _lays_down(verb, clause)
    else:
        yield from _holds(verb, holder)


def _holds(verb: Token, holder: Token) -> Iterator[Frame]:
    """ "The agenda would include X and Y"; "the treaty provides for Z": new contents, and a standing obligation."""
    noun = child(verb, *OBJECTS) or next((inner for _, inner in under_prepositions(verb, _FOR)), None)
    if noun is None or noun.pos_ not in ("NOUN", "PROPN"):
        return
    modal = next((a for a in auxiliaries(verb) if a.lower_ in _FUTURE), None)
    if modal is not None:
        trigger = words_of(modal, verb)
        yield Frame(Kind.COMMITMENT, Status.PLEDGED, "document-future", trigger, verb, None, things(noun), modal=True)
    elif noun.dep_ == "pobj" and lemma_of(holder) in words("treaties"):
        trigger, actions = words_of(verb, noun.head), noun_actions(noun)[:1]
        yield Frame(Kind.COMMITMENT, Status.BACKGROUND, "document-standing", trigger, verb, None, actions)


def _lays_down(verb: Token, clause: Token) -> Iterator[Frame]:
    bound = child(clause, "nsubj")
    if can_undertake(bound):
        actions = verb_actions(clause)
        yield Frame(Kind.COMMITMENT, Status.AGREED, "document-clause", words_of(verb), verb, bound, actions)


def _arranged(verb: Token) -> Token | None:
    """The clause that says what a document lays down: "calls for the two sides to meet", "provides that the firm pay"."""
    clauses = (c for c in verb.children if c.dep_ in ("advcl", "ccomp", "xcomp") and c.i > verb.i and c.pos_ in VERBAL)
    return next((c for c in clauses if child(c, "nsubj") is not None and _is_laid_down(c)), None)


def _is_laid_down(clause: Token) -> bool:
    mark = child(clause, "mark")
    if mark is None:
        return False
    if mark.lower_ == "that":
        return clause.tag_ == "VB" or child(clause, "aux") is not None
    return mark.lower_ == "for" and is_infinitive(clause)


def _binds(verb: Token, holder: Token) -> Iterator[Frame]:
    """ "The pact obliges both governments to give notice"."""
    bound = child(verb, *OBJECTS)
    if lemma_of(holder) not in words("treaties") or not can_undertake(bound):
        return
    status = Status.AGREED if lemma_of(holder) in words("just_made") else Status.BACKGROUND
    if actions := _duties(verb):
        yield Frame(Kind.COMMITMENT, status, "document-binds", words_of(verb), verb, bound, actions)


def _bound(verb: Token) -> Iterator[Frame]:
    """ "Under the convention each country is bound to give notice"."""
    if lemma_of(verb) not in words("binding") and verb.lower_ != "bound":
        return
    holder = child(verb, "nsubj", *PASSIVE_SUBJECTS)
    nouns = (child(c, "pobj") for c in verb.children if c.lower_ in _UNDER)
    under = any(noun is not None and lemma_of(noun) in words("treaties") for noun in nouns)
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
