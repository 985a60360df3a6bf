"""What is possible or not: "may attack if", "could not accept", "there can be no question of", "there will be no talks"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from spacy.tokens import Token

from toolkit.nlp.commitments.conditions import condition_heads
from toolkit.nlp.commitments.frames.actions import actions_of, bare_future, noun_actions
from toolkit.nlp.commitments.frames.blocks import denied
from toolkit.nlp.commitments.frames.frame import Frame, words_of
from toolkit.nlp.commitments.frames.harm import is_fate, is_hostile
from toolkit.nlp.commitments.undertakers import can_undertake, is_voluntary
from toolkit.nlp.commitments.words import words
from toolkit.nlp.document.clauses import own_subject
from toolkit.nlp.document.grammar import AUXILIARIES, VERBAL, child, children, is_question
from toolkit.nlp.document.lemmas import any_word, lemma_of
from toolkit.records import CommitmentKind as Kind
from toolkit.records import CommitmentStatus as Status

_POSSIBLE = frozenset({"may", "might", "could", "can", "must"})
_UNABLE = frozenset({"can", "could", "ca", "do"})
_IMPOSSIBLE = frozenset({"can", "could"})
_WE = frozenset({"we", "i"})
_NO = ("no",)


def possible_frames(verb: Token) -> Iterator[Frame]:
    """The frame of a verb without a future, if somebody threatens or refuses by what he can or cannot do."""
    yield from _menace(verb)
    yield from _impossible(verb)
    yield from _unbearable(verb)


def _auxiliary(verb: Token, wanted: Collection[str]) -> Token | None:
    """The first auxiliary of a verb itself that is one of these words."""
    return next((a for a in children(verb, *AUXILIARIES) if a.lower_ in wanted), None)


def _menace(verb: Token) -> Iterator[Frame]:
    """ "Might strike again if provoked": a possibility of harm, held out under a condition; "they must pay for it"."""
    modal = _auxiliary(verb, _POSSIBLE)
    if modal is None or verb.dep_ != "ccomp" or denied(verb):
        return
    holder, passive = own_subject(verb)
    if not can_undertake(holder):
        return
    if is_fate(verb) and (modal.lower_ == "must" or lemma_of(verb.head) in words("warning")):
        yield replace(bare_future(Kind.THREAT, "will-suffer", words_of(modal), verb, None, whole=True), partner=holder)
    elif not passive and _is_held_out(verb, modal):
        yield bare_future(Kind.THREAT, "may-harm-if", words_of(modal), verb, holder)


def _is_held_out(verb: Token, modal: Token) -> bool:
    """Whether a step is what may come under a condition."""
    return modal.lower_ != "must" and bool(condition_heads(verb)) and _holds_out(verb)


def _holds_out(verb: Token) -> bool:
    """Whether who speaks holds out what he may do: any step under "warned", a hostile one under "hinted"."""
    cue = lemma_of(verb.head)
    return (cue in words("threatening") and is_voluntary(verb)) or (cue in words("menacing") and is_hostile(verb))


def _impossible(verb: Token) -> Iterator[Frame]:
    """ "There can be no question of ..."."""
    if is_question(verb):
        return
    modal = _auxiliary(verb, _IMPOSSIBLE)
    if modal is not None:
        yield from existential_frames(verb, modal)
    elif verb.tag_ in ("VBZ", "VBD") and any_word(verb.children, ("question",)):
        yield from existential_frames(verb, verb)


def _unbearable(verb: Token) -> Iterator[Frame]:
    """ "Said it could not accept the terms"; "we do not negotiate with kidnappers"."""
    negations = children(verb, "neg")
    word = _auxiliary(verb, _UNABLE)
    if verb.dep_ != "ccomp" or not negations or word is None:
        return
    holder, passive = own_subject(verb)
    if passive or not can_undertake(holder):
        return
    if _rules_out(verb, word, holder):
        yield bare_future(Kind.REFUSAL, "can-not", words_of(word, *negations), verb, holder)


def _rules_out(verb: Token, word: Token, holder: Token | None) -> bool:
    """Whether who "cannot" or "does not" do something refuses to do it."""
    if lemma_of(verb.head) in words("attitudes") or child(verb, "ccomp") is not None:
        return False
    if word.lower_ == "do":
        return lemma_of(verb) in words("never_done") and holder is not None and holder.lower_ in _WE
    return lemma_of(verb) in words("unbearable")


def existential_frames(verb: Token, modal: Token) -> Iterator[Frame]:
    """ "There will be no talks with hijackers", said by whom it is up to."""
    if verb.lemma_ != "be" or not any_word(verb.children, ("there",)):
        return
    noun = child(verb, "attr", "nsubj")
    about = _excluded(noun) if noun is not None and any_word(noun.children, _NO) else None
    if about is not None:
        actions = actions_of(about) if about.pos_ in VERBAL else noun_actions(about)[:1]
        yield Frame(Kind.REFUSAL, Status.REFUSED, "there-will-be-no", words_of(modal), verb, None, actions, modal=True)


def _excluded(noun: Token) -> Token | None:
    """What there will not be: talks; of "no question of", what follows."""
    inner = child(noun, "prep") if noun.lower_ == "question" else None
    if inner is not None:
        return child(inner, "pcomp", "pobj")
    return noun if lemma_of(noun) in words("classes.possibilities") else None
