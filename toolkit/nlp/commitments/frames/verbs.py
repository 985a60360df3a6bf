"""Verbs that undertake, with their complements: "agreed to", "promised that", "committed itself to"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from toolkit.nlp.commitments.frames.actions import actions_of, noun_actions, verb_actions
from toolkit.nlp.commitments.frames.agreements import with_object, yielding
from toolkit.nlp.commitments.frames.blocks import block, denied, is_generic
from toolkit.nlp.commitments.frames.commissive_words import Commissive, commissives, turned
from toolkit.nlp.commitments.frames.complements import (
    future_clause,
    holder_of,
    is_now,
    partner_of,
    prepositional,
    subject_matters,
)
from toolkit.nlp.commitments.frames.frame import Action, Frame, refusal_frame, threat_frame, words_of
from toolkit.nlp.commitments.frames.refusals import declared_harm, no_to, refusal, reserving, threat, warning
from toolkit.nlp.commitments.undertakers import can_undertake, is_voluntary
from toolkit.nlp.commitments.words import NO, words
from toolkit.nlp.document.clauses import further, infinitive_of, is_passive
from toolkit.nlp.document.grammar import OBJECTS, SUBJECTS, VERBAL, auxiliaries, child, modality, negated
from toolkit.nlp.document.lemmas import any_word, lemma_of
from toolkit.records import CommitmentKind as Kind

_HAD = frozenset({"had", "'d"})
_OBJECT_TAGS = frozenset({"NOUN", "PROPN", "NUM", "SYM", "VERB"})
_NO_OBJECTS = frozenset({"PERSON", "GPE", "NORP", "DATE"})
"""Entity labels of what nobody undertakes."""

Complement = tuple[tuple[Action, ...], str, Token]
"""What is undertaken: the actions, how the verb names them, and the head of the first."""


def verb_frames(verb: Token) -> Iterator[Frame]:
    """The frame that a verb opens, if it is a verb of undertaking, refusing or threatening in a place where that counts."""
    if verb.pos_ not in VERBAL or verb.dep_ in ("amod", "compound") or _reduced(verb):
        return
    if not commissives(lemma_of(verb), *_READERS):  # asked first: most verbs are none
        return
    if modality(verb) in ("future", "conditional") or block(verb) is not None or is_generic(verb):
        return
    yield from frames_of(verb)


def frames_of(verb: Token) -> Iterator[Frame]:
    """The frame of a verb, whatever stands above it: that of the first of its uses in the table that fits."""
    for entry in commissives(lemma_of(verb), *_READERS):
        frame = _READERS[entry.frame](verb, entry)
        if frame is not None:
            yield frame
            return


def _reduced(verb: Token) -> bool:
    """A passive participle on a noun: "the ceasefire agreed last week" mentions what was undertaken before."""
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def _undertaking(verb: Token, entry: Commissive) -> Frame | None:
    """ "Agreed to", "promised that", "committed itself to"."""
    holder = holder_of(verb) or _pledged(verb)
    if not _counts(verb, holder, entry):
        return None
    if "against" in entry.declines and not negated(verb) and (given_up := prepositional(verb, "against")) is not None:
        trigger = words_of(verb, given_up.head)
        return refusal_frame(f"{entry.word}-against", trigger, verb, holder, actions_of(given_up))
    complement = next(filter(None, (_TAKES.get(take, _under)(verb, take, entry) for take in entry.takes)), None)
    return None if complement is None else _polar(verb, entry, holder, complement)


def _pledged(verb: Token) -> Token | None:
    """Who "is committed to" something: the subject of a participle that is said of people as an adjective is."""
    said_of = verb.head if verb.dep_ == "acomp" else verb
    found = child(said_of, *SUBJECTS) if commissives(verb.lower_, "adjective") else None
    return found if can_undertake(found) else None


def _counts(verb: Token, holder: Token | None, entry: Commissive) -> bool:
    """Whether somebody undertakes something by a verb, and is not only told to have once planned it."""
    if "had" in entry.special and any_word(auxiliaries(verb), _HAD):
        return False
    passive = is_passive(verb)
    if holder is None and passive:
        return "agent" not in entry.special or ("it" in entry.special and _expletive(verb))
    if holder is not None and lemma_of(holder) in words("documents"):
        return False
    return entry.counts_of(holder) or _acts(verb, holder)


def _acts(verb: Token, holder: Token | None) -> bool:
    """Whether a noun is told to have undertaken to do something, and so acts, whatever it names: "industry promised to"."""
    if holder is None or holder.pos_ != "NOUN" or lemma_of(holder) in words("not_undertakers"):
        return False
    action = infinitive_of(verb) if verb.tag_ in ("VBD", "VBN") and holder.ent_type_ not in _NO_OBJECTS else None
    return action is not None and is_voluntary(action)


def _expletive(verb: Token) -> bool:
    return any(c.lower_ == "it" and c.dep_ in (*SUBJECTS, "expl") for c in verb.children)


def _partner(verb: Token, entry: Commissive) -> Token | None:
    """To whom something is undertaken; of "assure" the object."""
    if "addressee" not in entry.special:
        return partner_of(verb)
    return next((c for c in verb.children if c.dep_ in (*OBJECTS, "dative", "nsubjpass")), None)


def _polar(verb: Token, entry: Commissive, holder: Token | None, complement: Complement) -> Frame | None:
    """The frame of an undertaking, by its polarity and the harm of what is undertaken."""
    actions, form, head = complement
    trigger, partner, lemma = words_of(verb), _partner(verb, entry), entry.word
    if denied(verb):
        refuses = "denied" in entry.declines and is_now(verb)
        return refusal_frame(f"not-{lemma}", trigger, verb, holder, actions, partner) if refuses else None
    kind, turn = turned(entry, head)
    if kind == Kind.REFUSAL:
        return refusal_frame(f"{lemma}-{turn}", trigger, verb, holder, actions, partner)
    if kind == Kind.THREAT:
        return threat_frame(f"{lemma}-{turn}", trigger, verb, holder, actions, partner)
    return Frame(kind, entry.status, f"{lemma}-{form}", trigger, verb, holder, actions, partner)


def _infinitive(verb: Token, take: str, entry: Commissive) -> Complement | None:
    head = infinitive_of(verb)
    return None if head is None else (verb_actions(head), "to", head)


def _clause(verb: Token, take: str, entry: Commissive) -> Complement | None:
    head = future_clause(verb, "opinion" in entry.special)
    return None if head is None else (verb_actions(head, whole=subject_matters(head)), "that", head)


def _under(verb: Token, take: str, entry: Commissive) -> Complement | None:
    noun = prepositional(verb, take.removesuffix("_np"))
    if noun is None:
        return None
    more = [action for other in further(noun) for action in actions_of(other)]
    return (*actions_of(noun), *more), "ing" if noun.pos_ in VERBAL else "noun", noun


def _object(verb: Token, take: str, entry: Commissive) -> Complement | None:
    noun = child(verb, *OBJECTS) or next(
        (c for c in verb.children if c.dep_ == "nsubjpass" and not can_undertake(c)), None
    )
    if noun is None or noun.pos_ not in _OBJECT_TAGS or noun.ent_type_ in _NO_OBJECTS:
        return None
    if not entry.allows(noun) or any_word(noun.children, NO):
        return None
    return noun_actions(noun), "object", noun


_TAKES: dict[str, Callable[[Token, str, Commissive], Complement | None]] = {
    "to": _infinitive,
    "that": _clause,
    "object": _object,
}
"""How each complement of a verb is read; others stand under the preposition that names them."""

_READERS: dict[str, Callable[[Token, Commissive], Frame | None]] = {
    "undertake": _undertaking,
    "object": with_object,
    "yield": yielding,
    "refuse": refusal,
    "refuse-no": no_to,
    "threaten": threat,
    "declare": declared_harm,
    "warn": warning,
    "reserve": reserving,
}
"""What reads each frame of a verb."""
