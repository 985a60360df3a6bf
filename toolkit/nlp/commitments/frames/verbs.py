"""Verbs that undertake, with their complements: "agreed to", "promised that", "committed itself to"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.commitments.frames.actions import is_doing, noun_actions, verb_actions
from toolkit.nlp.commitments.frames.agreements import with_object, yielding
from toolkit.nlp.commitments.frames.blocks import block, denied, is_generic
from toolkit.nlp.commitments.frames.complements import (
    future_clause,
    holder_of,
    is_now,
    partner_of,
    prepositional,
    subject_matters,
)
from toolkit.nlp.commitments.frames.frame import Action, Frame, words_of
from toolkit.nlp.commitments.frames.harm import is_hostile, is_hostile_noun, spares_nobody
from toolkit.nlp.commitments.frames.refusals import declared_harm, no_to, refusal, reserving, threat, warning
from toolkit.nlp.commitments.undertakers import can_undertake
from toolkit.nlp.commitments.words import words
from toolkit.nlp.document.clauses import further, infinitive_of, is_passive
from toolkit.nlp.document.grammar import OBJECTS, SUBJECTS, VERBAL, auxiliaries, child, modality, negated
from toolkit.nlp.document.lemmas import lemma_of
from toolkit.records import CommitmentKind as Kind
from toolkit.records import CommitmentStatus as Status

_PERSONS_DO = frozenset(
    {"offer", "plan", "promise", "guarantee", "decide", "resolve", "elect", "opt", "assure", "reassure", "vote"}
)


_REFUSING = frozenset({"reject", "refuse", "decline", "veto", "boycott", "rebuff"})


_THREATENING = frozenset(
    {"vote", "vow", "swear", "pledge", "promise", "decide", "plan", "intend", "resolve", "opt", "elect"}
)


def verb_frames(verb: Token) -> Iterator[Frame]:
    """The frame that a verb opens, if it is a verb of undertaking, refusing or threatening in a place where that counts."""
    if verb.pos_ not in VERBAL or verb.dep_ in ("amod", "compound") or _reduced(verb):
        return
    if modality(verb) in ("future", "conditional") or block(verb) is not None or is_generic(verb):
        return
    yield from frames_of(verb)


def frames_of(verb: Token) -> Iterator[Frame]:
    """The frame of a verb, whatever stands above it."""
    lemma = lemma_of(verb)
    for reader in (_undertaking, with_object, yielding, refusal, no_to, threat, declared_harm, warning, reserving):
        frame = reader(verb, lemma)
        if frame is not None:
            yield frame
            return


def _reduced(verb: Token) -> bool:
    """A passive participle on a noun: "the ceasefire agreed last week" mentions what was undertaken before."""
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def _undertaking(verb: Token, lemma: str) -> Frame | None:
    entry: dict[str, Any] | None = lexicon.document("commissives")["verbs"].get(lemma)
    if entry is None:
        return None
    holder, take = holder_of(verb), entry["take"]
    if lemma in ("plan", "intend") and any(a.lower_ in ("had", "'d") for a in auxiliaries(verb)):
        return None  # "had planned to" tells of a plan given up
    if holder is not None and lemma_of(holder) in words("documents"):
        return None
    if lemma in _PERSONS_DO and not (can_undertake(holder) or (holder is None and is_passive(verb))):
        return None
    if (
        is_passive(verb)
        and lemma in ("plan", "intend", "decide", "commit", "offer", "assure", "mean", "guarantee")
        and holder is None
    ) and not (lemma == "decide" and _expletive(verb)):
        return None
    if lemma in ("decide", "vote") and not negated(verb) and (against := prepositional(verb, "against")) is not None:
        given_up = verb_actions(against) if against.pos_ in VERBAL else noun_actions(against)
        return Frame(
            Kind.REFUSAL, Status.REFUSED, f"{lemma}-against", words_of(verb, against.head), verb, holder, given_up
        )
    actions, rule, head = _complement(verb, lemma, take)
    if not actions:
        return None
    partner = partner_of(verb)
    if lemma in ("assure", "reassure"):
        partner = next((c for c in verb.children if c.dep_ in (*OBJECTS, "dative", "nsubjpass")), None)
    status = entry.get("given", entry["status"]) if rule.endswith("object") else entry["status"]
    return _polar(verb, lemma, status, rule, holder, actions, head, partner)


def _expletive(verb: Token) -> bool:
    return any(c.lower_ == "it" and c.dep_ in (*SUBJECTS, "expl") for c in verb.children)


def _polar(
    verb: Token, lemma: str, status: str, rule: str, holder: Token | None, actions: tuple[Action, ...], head: Token | None,
    partner: Token | None,
) -> Frame | None:  # fmt: skip
    """The frame of an undertaking, by its polarity and the harm of what is undertaken."""
    trigger = words_of(verb)
    not_to = head is not None and head.pos_ in VERBAL and any(c.dep_ == "neg" for c in head.children)
    hostile = head is not None and (is_hostile(head) if head.pos_ in VERBAL else is_hostile_noun(head))
    if denied(verb):
        refuses = lemma in ("agree", "consent", "commit", "plan", "intend", "undertake", "offer") and is_now(verb)
        return (
            Frame(Kind.REFUSAL, Status.REFUSED, f"not-{lemma}", trigger, verb, holder, actions, partner)
            if refuses
            else None
        )
    if not_to and head is not None and spares_nobody(head):
        return Frame(Kind.THREAT, Status.THREATENED, f"{lemma}-harm", trigger, verb, holder, actions, partner)
    if (
        not_to
        and not hostile
        and lemma in ("vote", "vow", "swear", "decide", "resolve", "intend", "plan", "opt", "elect")
    ):
        return Frame(Kind.REFUSAL, Status.REFUSED, f"{lemma}-not", trigger, verb, holder, actions, partner)
    if (
        head is not None
        and head.pos_ in VERBAL
        and lemma_of(head) in _REFUSING
        and lemma in ("decide", "vote", "resolve", "agree")
    ):
        return Frame(Kind.REFUSAL, Status.REFUSED, f"{lemma}-refuse", trigger, verb, holder, actions, partner)
    if hostile and not not_to and lemma in _THREATENING:
        return Frame(Kind.THREAT, Status.THREATENED, f"{lemma}-harm", trigger, verb, holder, actions, partner)
    return Frame(Kind.COMMITMENT, Status(status), rule, trigger, verb, holder, actions, partner)


def _complement(verb: Token, lemma: str, take: list[str]) -> tuple[tuple[Action, ...], str, Token | None]:
    """What a verb of undertaking undertakes: the actions, the rule's name and the head of the first."""
    rule = f"{lemma}-"
    if "to" in take and (head := infinitive_of(verb)) is not None:
        return verb_actions(head), rule + "to", head
    if "that" in take and (head := future_clause(verb)) is not None:
        return verb_actions(head, whole=subject_matters(head)), rule + "that", head
    for part in take:
        if part.endswith("_np") and (noun := prepositional(verb, part.removesuffix("_np"))) is not None:
            more = [
                a
                for other in further(noun)
                for a in (verb_actions(other) if other.pos_ in VERBAL else noun_actions(other))
            ]
            if noun.pos_ in VERBAL:
                return (*verb_actions(noun), *more), rule + "ing", noun
            return (*noun_actions(noun), *more), rule + "noun", noun
    noun = _object(verb, lemma, take)
    return ((), rule, None) if noun is None else (noun_actions(noun), rule + "object", noun)


def _object(verb: Token, lemma: str, take: list[str]) -> Token | None:
    found = child(verb, *OBJECTS) or next(
        (c for c in verb.children if c.dep_ == "nsubjpass" and not can_undertake(c)), None
    )
    if (
        found is None
        or found.pos_ not in ("NOUN", "PROPN", "NUM", "SYM", "VERB")
        or found.ent_type_ in ("PERSON", "GPE", "NORP", "DATE")
    ):
        return None
    noun = lemma_of(found)
    if lemma == "agree":
        agreed = (
            noun in words("classes.agreements") or noun in ("term", "plan", "package", "framework") or is_doing(found)
        )
        return found if agreed else None
    if "object" not in take or noun in words("unpromised"):
        return None
    if lemma == "commit" and (noun in words("crimes") or found.lower_.endswith(("self", "selves"))):
        return None
    if lemma == "plan" and not is_doing(found):
        return None
    if any(c.lower_ in ("no", "neither") for c in found.children):
        return None
    if lemma == "offer" and noun not in words("offered") and found.ent_type_ not in ("MONEY", "QUANTITY", "CARDINAL"):
        return None
    return found
