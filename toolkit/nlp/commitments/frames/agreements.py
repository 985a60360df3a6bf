"""Verbs whose object is an agreement, a proposal or a demand: "signed a treaty", "accepted the plan", "bowed to demands"."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.nlp.commitments.frames.actions import is_doing, noun_actions, verb_actions
from toolkit.nlp.commitments.frames.commissive_words import Commissive
from toolkit.nlp.commitments.frames.complements import from_whom, holder_of, is_now, partner_of
from toolkit.nlp.commitments.frames.frame import Action, Frame, refusal_frame, words_of
from toolkit.nlp.commitments.frames.harm import is_hostile_noun
from toolkit.nlp.commitments.undertakers import can_undertake
from toolkit.nlp.commitments.words import NO, under_prepositions, words
from toolkit.nlp.document.clauses import is_infinitive
from toolkit.nlp.document.grammar import OBJECTS, PASSIVE_SUBJECTS, VERBAL, agent, child, modality, negated
from toolkit.nlp.document.lemmas import any_word, lemma_of
from toolkit.records import CommitmentKind
from toolkit.records import CommitmentStatus as Status

_NONE_OF_THEM = NO | {"any"}
_DEFINITE = frozenset({"the", "that", "this"})
_UNDER_WHICH = frozenset({"under", "by", "in", "whereby"})
_ABOUT = frozenset({"on", "for", "of", "over", "about"})
_TO_DO = frozenset({"on", "for"})
_CENTURIES = ("18", "19", "20")


def with_object(verb: Token, entry: Commissive) -> Frame | None:
    """The frame of a verb whose object is an agreement, a proposal, a truce; a refusal where it is denied."""
    noun = _object(verb, entry)
    if noun is None:
        return None
    passive = noun.dep_ not in OBJECTS
    holder = agent(verb) if passive else holder_of(verb)
    status = Status.BACKGROUND if _in_a_year(verb) else entry.status
    if (status == Status.BACKGROUND and holder is None) or _mentioned(verb, noun, passive, entry):
        return None
    holder = holder if can_undertake(holder) else None
    partner = from_whom(noun) or partner_of(verb)
    if negated(verb):
        return _denied(verb, noun, entry, holder, partner)
    kind, status, actions, rule = _made(noun, entry, status)
    return Frame(kind, status, rule, words_of(verb, noun), verb, holder, actions, partner)


def _object(verb: Token, entry: Commissive) -> Token | None:
    """What a verb makes, if it can be made by it, and is told as made."""
    noun = child(verb, *OBJECTS) or child(verb, *PASSIVE_SUBJECTS)
    return noun if noun is not None and not is_infinitive(verb) and entry.allows(noun) else None


def _made(noun: Token, entry: Commissive, status: Status) -> tuple[CommitmentKind, Status, tuple[Action, ...], str]:
    """What is made by a verb with its object: an agreement with its content, or a threat ("a package of sanctions")."""
    if is_hostile_noun(noun):
        return CommitmentKind.THREAT, Status.THREATENED, noun_actions(noun)[:1], "agreement-harm"
    return (entry.polarity, status, *_content(noun))


def _denied(verb: Token, noun: Token, entry: Commissive, holder: Token | None, partner: Token | None) -> Frame | None:
    """ "Did not accept the plan"."""
    if "denied" not in entry.declines or not is_now(verb):
        return None
    return refusal_frame(f"not-{entry.word}", words_of(verb), verb, holder, noun_actions(noun), partner)


def _mentioned(verb: Token, noun: Token, passive: bool, entry: Commissive) -> bool:
    """Whether an agreement is not made here: there is none, or it is told of elsewhere or in a clause of its own."""
    if any_word(noun.children, _NONE_OF_THEM) or _told_apart(noun) or (passive and "no-passive" in entry.special):
        return True
    if not any_word(noun.children, _DEFINITE):
        return False
    afterwards = verb.dep_ == "pcomp" and verb.head.lower_ == "after"  # "told reporters after signing the deal"
    return afterwards or (passive and agent(verb) is None)


def _in_a_year(verb: Token) -> bool:
    """ "Signed in 1979": history, named by its year alone."""
    years = (child(c, "pobj") for c in verb.subtree if c.dep_ == "prep" and c.lower_ == "in" and c.i > verb.i)
    return any(year is not None and _is_year(year.text) for year in years)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text[:2] in _CENTURIES


def _told_apart(noun: Token) -> bool:
    """Whether a clause of its own tells what the agreement holds: "a pact under which Mali will ..."."""
    return any(c.dep_ == "relcl" and modality(c) == "future" and any_word(c.lefts, _UNDER_WHICH) for c in noun.children)


def _content(noun: Token) -> tuple[tuple[Action, ...], str]:
    """What an agreement is about: its infinitive, what it is on, or the agreement itself."""
    if (verb := _infinitive_on(noun)) is not None:
        return verb_actions(verb), "agreement-to"
    for preposition, about in under_prepositions(noun, _ABOUT):
        if about.pos_ in VERBAL and about.tag_ == "VBG":
            return verb_actions(about), "agreement-ing"
        if preposition.lower_ in _TO_DO and is_doing(about):
            return noun_actions(about), "agreement-on"
    return noun_actions(noun), "agreement-umbrella" if lemma_of(noun) in words("umbrellas") else "agreement"


def _infinitive_on(noun: Token) -> Token | None:
    """ "A deal to share the water", "the deal is to share the water"."""
    inner = child(noun, "acl", "relcl")
    arranged = child(inner, "xcomp") if inner is not None and inner.lemma_ == "be" else None
    return next((verb for verb in (inner, arranged) if verb is not None and is_infinitive(verb)), None)


def yielding(verb: Token, entry: Commissive) -> Frame | None:
    """The frame of a verb that yields to what was asked: "bowed to demands"."""
    if negated(verb):
        return None
    for preposition in verb.subtree:
        if preposition.lower_ not in entry.prepositions or not _yields_by(verb, preposition):
            continue
        noun = child(preposition, "pobj")
        if noun is not None and entry.allows(noun):
            actions, partner = _content(noun)[0], from_whom(noun)
            return Frame(entry.polarity, entry.status, "yield", words_of(verb), verb, holder_of(verb), actions, partner)
    return None


def _yields_by(verb: Token, preposition: Token) -> bool:
    """Whether a preposition hangs on a verb, or on a particle of it ("gave in to")."""
    if preposition.dep_ not in ("prep", "dative"):
        return False
    particle = preposition.head
    return particle == verb or (particle.head == verb and particle.dep_ in ("prep", "prt", "advmod"))
