"""The tense of the clause that a time stands in, which says where "on Monday" lies."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from spacy.tokens import Token

from toolkit.nlp.document.grammar import AUXILIARIES, VERBAL, ancestors
from toolkit.nlp.time.words import listed

_AHEAD = frozenset(
    {"will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d", "may", "might", "can", "could", "should", "must"}
)
"""Modal verbs: what shall, may or would be lies ahead, whatever their tense."""
_HAVE = frozenset({"has", "have", "'ve", "’ve", "had"})
_HAD = frozenset({"had", "'d", "’d"})
_TENSES = {"VBD": "past", "VBP": "present", "VBZ": "present"}
_PREDICATIVE = frozenset({"acl", "ROOT", "amod", "conj", "ccomp", "relcl"})
"""Labels of a participle that tells of a plan: "talks scheduled for Monday", "they are due"."""


def verb_tense(verb: Token) -> str | None:
    """The tense that a verb tells with its auxiliaries, as :func:`clause_tense` gives it."""
    auxiliaries = [child for child in verb.lefts if child.dep_ in AUXILIARIES]
    words = {auxiliary.lower_ for auxiliary in auxiliaries}
    tense = _tense_of_modal(words) or ("future" if _is_prospective(verb) else None)
    told = (tense, *map(_tense_of_auxiliary, auxiliaries), _tense_of_form(verb))
    return next(filter(None, told), None)


def clause_tense(token: Token, of_verb: Callable[[Token], str | None] = verb_tense) -> str | None:
    """The tense of the clause that a word stands in.

    What is to be done ("agreed to meet on Monday"), may be done, or is due, lies in the future.

    Parameters
    ----------
    token
        Any word of the clause, the verb itself included.
    of_verb
        :func:`verb_tense`, or what remembers its answers: a verb may have as many words as its sentence.

    Returns
    -------
    str or None
        ``past``, ``present`` or ``future``; ``None`` without a verb that tells.
    """
    for word in chain((token,), ancestors(token)):
        if word.pos_ in VERBAL or word.tag_.startswith("VB"):
            tense = of_verb(word)
            if tense is not None:
                return tense
        elif word.pos_ == "ADJ" and word.lemma_.lower() in listed("prospective"):
            return "future"
    return None


def tells_what_had_been(verb: Token) -> bool:
    """Whether a verb is a participle with "had"."""
    return verb.tag_ == "VBN" and any(child.dep_ in AUXILIARIES and child.lower_ in _HAD for child in verb.children)


def is_pluperfect(token: Token, of_verb: Callable[[Token], bool] = tells_what_had_been) -> bool:
    """Whether the clause of a word tells what had happened: "exports had fallen by March".

    ``of_verb`` is :func:`tells_what_had_been`, or what remembers its answers.
    """
    verb = next((word for word in chain((token,), ancestors(token)) if word.pos_ in VERBAL), None)
    return verb is not None and of_verb(verb)


def _tense_of_modal(words: set[str]) -> str | None:
    """What a modal verb or "to" among the auxiliaries tells: "would have met", "to have met" are past."""
    if words & _AHEAD and ("have" not in words or "will" in words):
        return "future"
    if "to" in words:
        return "past" if "have" in words else "future"
    return None


def _is_prospective(verb: Token) -> bool:
    """Whether a verb speaks of what is planned: "scheduled for Monday", "going to meet"."""
    if verb.tag_ == "VBN" and verb.dep_ in _PREDICATIVE and verb.lemma_.lower() in listed("prospective"):
        return True
    return verb.lower_ == "going" and any(child.dep_ == "xcomp" for child in verb.children)


def _tense_of_auxiliary(auxiliary: Token) -> str | None:
    return "past" if auxiliary.lower_ in _HAVE else _TENSES.get(auxiliary.tag_)


def _tense_of_form(verb: Token) -> str | None:
    """The tense of a verb without auxiliaries that tell; a participle tells what is past."""
    participle = verb.tag_ == "VBN" and verb.dep_ != "xcomp"
    return "past" if participle else _TENSES.get(verb.tag_)
