"""Verbs whose object is an agreement, a proposal or a demand: "signed a treaty", "accepted the plan", "bowed to demands"."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.commitments.frames.actions import is_doing, noun_actions, verb_actions
from toolkit.nlp.commitments.frames.complements import from_whom, holder_of, is_now, partner_of
from toolkit.nlp.commitments.frames.frame import Action, Frame, words_of
from toolkit.nlp.commitments.undertakers import can_undertake
from toolkit.nlp.commitments.words import words
from toolkit.nlp.document.clauses import is_infinitive
from toolkit.nlp.document.grammar import OBJECTS, PASSIVE_SUBJECTS, VERBAL, agent, child, modality, negated
from toolkit.nlp.document.lemmas import lemma_of
from toolkit.records import CommitmentKind as Kind
from toolkit.records import CommitmentStatus as Status


def with_object(verb: Token, lemma: str) -> Frame | None:
    """The frame of a verb whose object is an agreement, a proposal, a truce; a refusal where it is denied."""
    entry = lexicon.document("commissives")["objects"].get(lemma)
    if entry is None:
        return None
    if is_infinitive(verb):
        return None
    passive = child(verb, *PASSIVE_SUBJECTS)
    noun = child(verb, *OBJECTS) or passive
    if noun is None or not any(lemma_of(noun) in words(f"classes.{name}") for name in entry["of"]):
        return None
    if any(c.lower_ in ("no", "any", "neither") for c in noun.children) or _told_apart(noun):
        return None
    if noun == passive and lemma in ("announce", "make", "give", "call", "unveil"):
        return None
    definite = any(c.lower_ in ("the", "that", "this") for c in noun.children)
    if noun == passive and definite and agent(verb) is None:
        return None
    if definite and verb.dep_ == "pcomp" and verb.head.lower_ == "after":
        return None  # "told reporters after signing the deal": told of elsewhere
    holder = agent(verb) if noun == passive else holder_of(verb)
    long_ago = _in_a_year(verb)
    if long_ago and holder is None:
        return None
    if holder is not None and not can_undertake(holder):
        holder = None
    actions, rule = _content(noun)
    partner = from_whom(noun) or partner_of(verb)
    if negated(verb):
        refused = lemma in ("accept", "approve", "endorse", "sign", "ratify", "adopt", "grant") and is_now(verb)
        return (
            Frame(
                Kind.REFUSAL, Status.REFUSED, f"not-{lemma}", words_of(verb), verb, holder, noun_actions(noun), partner
            )
            if refused
            else None
        )
    status = Status.BACKGROUND if long_ago else Status(entry["status"])
    return Frame(Kind.COMMITMENT, status, rule, words_of(verb, noun), verb, holder, actions, partner)


def _in_a_year(verb: Token) -> bool:
    """ "Signed in 1979": history, named by its year alone."""
    years = (child(c, "pobj") for c in verb.subtree if c.dep_ == "prep" and c.lower_ == "in" and c.i > verb.i)
    return any(
        year is not None and len(year.text) == 4 and year.text.isdigit() and year.text[:2] in ("18", "19", "20")
        for year in years
    )


def _told_apart(noun: Token) -> bool:
    """Whether a clause of its own tells what the agreement holds: "a pact under which Mali will ..."."""
    return any(
        c.dep_ == "relcl"
        and modality(c) == "future"
        and any(g.lower_ in ("under", "by", "in", "whereby") for g in c.lefts)
        for c in noun.children
    )


def _content(noun: Token) -> tuple[tuple[Action, ...], str]:
    """What an agreement is about: its infinitive, what it is on, or the agreement itself."""
    inner = child(noun, "acl", "relcl")
    if inner is not None and is_infinitive(inner):
        return verb_actions(inner), "agreement-to"
    arranged = child(inner, "xcomp") if inner is not None and inner.lemma_ == "be" else None
    if arranged is not None and is_infinitive(arranged):
        return verb_actions(arranged), "agreement-to"
    for preposition in noun.children:
        if preposition.dep_ != "prep" or preposition.lower_ not in ("on", "for", "of", "over", "about"):
            continue
        about = child(preposition, "pobj", "pcomp")
        if about is not None and about.pos_ in VERBAL and about.tag_ == "VBG":
            return verb_actions(about), "agreement-ing"
        if about is not None and is_doing(about) and preposition.lower_ in ("on", "for"):
            return noun_actions(about), "agreement-on"
    vague = lemma_of(noun) in ("consensus", "understanding", "agreement", "compromise", "deal")
    return noun_actions(noun), "agreement-umbrella" if vague else "agreement"


def yielding(verb: Token, lemma: str) -> Frame | None:
    """The frame of a verb that yields to what was asked: "bowed to demands"."""
    prepositions = lexicon.document("commissives")["yielding"].get(lemma)
    if prepositions is None or negated(verb):
        return None
    asked = words("classes.proposals") | words("classes.requests") | words("classes.agreements")
    for preposition in verb.subtree:
        near = preposition.head == verb or (
            preposition.head.head == verb and preposition.head.dep_ in ("prep", "prt", "advmod")
        )
        if not near or preposition.dep_ not in ("prep", "dative") or preposition.lower_ not in {*prepositions, "to"}:
            continue
        noun = child(preposition, "pobj")
        if noun is not None and lemma_of(noun) in asked:
            actions, _ = _content(noun)
            return Frame(
                Kind.COMMITMENT,
                Status.AGREED,
                "yield",
                words_of(verb),
                verb,
                holder_of(verb),
                actions,
                from_whom(noun),
            )
    return None
