"""Futures by which an actor undertakes: "will send", "said it would", "sanctions will only be lifted when"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from toolkit.nlp.commitments.conditions import condition_heads
from toolkit.nlp.commitments.frames.actions import bare_future
from toolkit.nlp.commitments.frames.blocks import block, denied
from toolkit.nlp.commitments.frames.frame import Frame, words_of
from toolkit.nlp.commitments.frames.harm import (
    draws_reply,
    harm_verbs,
    is_absence,
    is_fate,
    is_hostile,
    spares_nobody,
)
from toolkit.nlp.commitments.frames.possible import existential_frames, possible_frames
from toolkit.nlp.commitments.frames.refusals import is_silence
from toolkit.nlp.commitments.frames.verbs import frames_of
from toolkit.nlp.commitments.undertakers import can_undertake, is_voluntary
from toolkit.nlp.commitments.words import harm_words, words
from toolkit.nlp.document.clauses import own_subject
from toolkit.nlp.document.grammar import (
    OBJECTS,
    VERBAL,
    agent,
    ancestors,
    auxiliaries,
    child,
    children,
)
from toolkit.nlp.document.lemmas import any_lemma, any_word, lemma_of
from toolkit.nlp.layers import Ranges
from toolkit.records import CommitmentKind as Kind
from toolkit.records import CommitmentStatus as Status

WOULD = frozenset({"would", "'d", "’d"})
_SHORT_WILL = frozenset({"'ll", "’ll"})
_MODALS = WOULD | _SHORT_WILL | {"will", "shall", "wo", "sha"}
_PROMISING = WOULD | {"shall"}
_RELATIVE_MODALS = frozenset({"will", "wo", "shall"})
_WE = frozenset({"we", "i"})
_UNDER_WHICH = frozenset({"under", "by", "in"})
_NO = ("no",)
_PLACES = frozenset({"ROOT", "ccomp", "conj", "parataxis", "relcl", "advcl", "acl", "pcomp"})


def future_frames(verb: Token) -> Iterator[Frame]:
    """The frame of a verb in the future, if somebody undertakes, refuses or threatens by it."""
    if verb.pos_ not in VERBAL or verb.dep_ not in _PLACES:
        return
    modal = future_of(verb)
    if modal is None:
        yield from possible_frames(verb)
    elif not _is_foretold(verb, modal):
        yield from existential_frames(verb, modal)
        yield from _future(verb, modal)


def future_of(verb: Token) -> Token | None:
    """The word that makes ``verb`` a future: a modal, whole or shortened ("will", "'ll", "would")."""
    for other in auxiliaries(verb):
        if other.lower_ in _MODALS and (other.tag_ == "MD" or other.lower_ in _SHORT_WILL):
            return other
    return None


def _is_foretold(verb: Token, modal: Token) -> bool:
    """Whether a future is no undertaking where it stands: "will have left", a demand, "the man who would be king"."""
    if any(a.lemma_ == "have" and a.tag_ == "VB" for a in auxiliaries(verb)) or block(verb) is not None:
        return True
    return verb.dep_ == "relcl" and (modal.lower_ not in _RELATIVE_MODALS or not _named_subject(verb))


def _named_subject(verb: Token) -> bool:
    """Whether a relative clause tells what a named actor will do: "Mr Rey, who will fly to Lagos"."""
    pronoun = child(verb, "nsubj")
    return pronoun is not None and (pronoun.tag_ not in ("WP", "WDT") or verb.head.pos_ == "PROPN")


def _future(verb: Token, modal: Token) -> Iterator[Frame]:
    holder, passive = own_subject(verb)
    if passive or any(c.dep_ == "auxpass" for c in verb.children):
        yield from _passive(verb, modal, holder)
    elif can_undertake(holder) and holder is not None and lemma_of(holder) not in words("documents"):
        yield from _active(verb, modal, holder)
    elif holder is not None:
        yield from _impersonal(verb, modal)


def _impersonal(verb: Token, modal: Token) -> Iterator[Frame]:
    """ "Further raids would bring retribution", "this crime will not go unpunished"."""
    if denied(verb):
        if spares_nobody(verb):
            yield bare_future(Kind.THREAT, "will-not-tolerate", words_of(modal), verb, None, whole=True)
    elif _warned(verb) and draws_reply(verb):
        yield bare_future(Kind.THREAT, "will-suffer", words_of(modal), verb, None, whole=True)


def _active(verb: Token, modal: Token, holder: Token) -> Iterator[Frame]:
    trigger = words_of(modal, *(children(verb, "neg") if denied(verb) else ()))
    if any_word(children(holder, "det"), _NO):
        if not _is_unwanted(verb):
            yield bare_future(Kind.REFUSAL, "nobody-will", trigger, verb, None, whole=True)
    elif denied(verb) or _denies_object(verb):
        yield from _negative(verb, trigger, holder)
    elif is_fate(verb):
        if holder.lower_ not in _WE or lemma_of(verb) == "make":
            yield replace(bare_future(Kind.THREAT, "will-suffer", trigger, verb, None, whole=True), partner=holder)
    else:
        yield from _positive(verb, modal, trigger, holder)


def _positive(verb: Token, modal: Token, trigger: Ranges, holder: Token) -> Iterator[Frame]:
    """A future affirmed: an undertaking of what is done on purpose, a threat if it harms, a refusal if it says so."""
    inner = next(frames_of(verb), None)
    if is_absence(verb) and not _warned(verb):
        yield bare_future(Kind.REFUSAL, "will-stay-away", trigger, verb, holder)
    elif is_hostile(verb) or _extorts(verb) or lemma_of(verb) == "veto":
        yield bare_future(Kind.THREAT, "will-harm", trigger, verb, holder)
    elif inner is not None and inner.kind is not Kind.COMMITMENT:
        yield replace(inner, rule=f"will-{inner.rule}", trigger=trigger, anchor=verb, holder=holder, modal=True)
    elif inner is not None or is_voluntary(verb):
        yield _undertaken(verb, modal, trigger, holder)


def _undertaken(verb: Token, modal: Token, trigger: Ranges, holder: Token) -> Frame:
    if _under_agreement(verb):
        return bare_future(Kind.COMMITMENT, "will-under", trigger, verb, holder, Status.AGREED)
    pledged = modal.lower_ in _PROMISING or _reported(verb)
    return bare_future(Kind.COMMITMENT, "will", trigger, verb, holder, Status.PLEDGED if pledged else Status.PLANNED)


def _negative(verb: Token, trigger: Ranges, holder: Token) -> Iterator[Frame]:
    """A future denied: mostly a refusal; forbearance if the act would harm, a threat if it is patience that ends."""
    if lemma_of(verb) in words("impatient") or spares_nobody(verb):
        yield bare_future(Kind.THREAT, "will-not-tolerate", trigger, verb, holder)
    elif _is_unwanted(verb):
        return
    elif is_hostile(verb) or _without_leave(verb):
        yield bare_future(Kind.COMMITMENT, "will-not-harm", trigger, verb, holder, Status.PLEDGED)
    else:
        yield bare_future(Kind.REFUSAL, "will-not", trigger, verb, holder)


def _is_unwanted(verb: Token) -> bool:
    """Whether not doing it turns nobody down: "will not forget", "will not comment"; but "will not end the ban" does."""
    on_purpose = lemma_of(verb) in words("involuntary") and is_voluntary(verb)
    left_open = child(verb, "prt") is not None and lemma_of(verb) == "rule"
    return left_open or (lemma_of(verb) in words("unwanted") and not on_purpose) or is_silence(verb)


def _denies_object(verb: Token) -> bool:
    """ "Will make no concessions"; not "will spare no effort"."""
    denying = (determiner for noun in children(verb, *OBJECTS) for determiner in children(noun, "det"))
    return lemma_of(verb) not in words("sparing") and any_word(denying, _NO)


def _without_leave(verb: Token) -> bool:
    """ "Will not build it without prior consultation": forbearance, not refusal."""
    without = (c for c in verb.subtree if c.dep_ == "prep" and c.lower_ == "without")
    return any(any_lemma(c.children, words("leave")) for c in without)


def _extorts(verb: Token) -> bool:
    """Whether a step that may harm is tied to an "unless": "will withdraw its troops unless the talks go on"."""
    conditions = condition_heads(verb)
    reported = _reported(verb)
    if conditions and reported and lemma_of(verb) in harm_words("tied"):
        return True
    if lemma_of(verb) in words("meeting") or not any(c.left_edge.lower_ == "unless" for c in conditions):
        return False
    return reported or (lemma_of(verb) in harm_verbs() and lemma_of(verb) not in words("personal"))


def _warned(verb: Token) -> bool:
    """Whether the clause is what somebody warned of, vowed or threatened."""
    return any_lemma(ancestors(verb), words("warning"))


def _reported(verb: Token) -> bool:
    """Whether the clause stands in somebody's reported words."""
    current = verb
    while current.dep_ == "conj" and current.head.pos_ in VERBAL:
        current = current.head
    return current.dep_ == "ccomp" or any(c.dep_ == "parataxis" for c in current.children)


def _under_agreement(verb: Token) -> bool:
    """ "Under the plan, Israel will ...", "a pact under which": what was agreed is being told."""
    if verb.dep_ == "relcl" and lemma_of(verb.head) in words("documents"):
        return any(c.dep_ == "prep" and c.lower_ in _UNDER_WHICH for c in verb.lefts)
    nouns = (child(c, "pobj") for c in verb.children if c.dep_ == "prep" and c.lower_ == "under")
    return any(noun is not None and lemma_of(noun) in words("documents") for noun in nouns)


def _passive(verb: Token, modal: Token, patient: Token | None) -> Iterator[Frame]:
    """A passive future: with an agent, his undertaking; without, the speaker's, if it is a matter of policy."""
    if denied(verb):
        yield from _passive_denied(verb, words_of(modal), patient)
    elif is_fate(verb):
        yield bare_future(Kind.THREAT, "will-suffer", words_of(modal), verb, None, whole=True)
    elif can_undertake(by := agent(verb)):
        yield bare_future(Kind.COMMITMENT, "will-passive-by", words_of(modal), verb, by, whole=True)
    elif (menaced := _menaced(verb, patient)) or _is_policy(verb, patient):
        kind = Kind.THREAT if menaced or is_hostile(verb) else Kind.COMMITMENT
        yield bare_future(kind, "will-passive", words_of(modal), verb, None, whole=True)


def _passive_denied(verb: Token, trigger: Ranges, patient: Token | None) -> Iterator[Frame]:
    if can_undertake(patient) and lemma_of(verb) in words("imposed_on"):
        yield bare_future(Kind.REFUSAL, "will-not-be", trigger, verb, patient)
    elif can_undertake(by := agent(verb)):
        yield bare_future(Kind.REFUSAL, "will-passive-by", trigger, verb, by, whole=True)
    elif _is_policy(verb, patient):
        yield bare_future(Kind.REFUSAL, "will-passive-not", trigger, verb, None, whole=True)


def _is_policy(verb: Token, patient: Token | None) -> bool:
    """Whether what will be done is up to somebody even where nobody is named: "sanctions will be lifted".

    Not what only befalls, is only judged, or is put on: "the move will be seen as", "the match will be played".
    """
    if patient is None or not is_voluntary(verb):
        return False
    return lemma_of(verb) not in words("attitudes") | words("judged") | words("put_on")


def _menaced(verb: Token, patient: Token | None) -> bool:
    """ "Warned that they would be expelled", "said the pits would be closed if": said by whom it is up to."""
    if patient is None or patient.lower_ == "it":
        return False
    if lemma_of(verb) in harm_words("tied") and condition_heads(verb):
        return True
    return is_hostile(verb) and _warned(verb) and lemma_of(verb) not in harm_words("befalling")
