"""Verbs that refuse or threaten: "rejected", "said no to", "threatened", "warned of", "reserved the right to"."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.nlp.commitments.frames.actions import actions_of, is_doing, noun_actions, verb_actions
from toolkit.nlp.commitments.frames.commissive_words import Commissive
from toolkit.nlp.commitments.frames.complements import (
    from_whom,
    future_clause,
    holder_of,
    object_of,
    partner_of,
    prepositional,
    subject_matters,
)
from toolkit.nlp.commitments.frames.frame import Action, Frame, refusal_frame, threat_frame, words_of
from toolkit.nlp.commitments.frames.harm import is_hostile, is_hostile_noun
from toolkit.nlp.commitments.undertakers import can_undertake
from toolkit.nlp.commitments.words import NAMED, harm_words, words
from toolkit.nlp.document.clauses import infinitive_of, is_infinitive, is_passive
from toolkit.nlp.document.grammar import OBJECTS, PASSIVE_SUBJECTS, VERBAL, agent, child, children, negated
from toolkit.nlp.document.lemmas import any_lemma, lemma_of


def refusal(verb: Token, entry: Commissive) -> Frame | None:
    """The frame of a verb that declines what was asked."""
    particle = next((c for c in verb.children if c.lower_ == entry.particle), None)
    if bool(entry.particle) != (particle is not None) or negated(verb):
        return None
    holder = _refuser(verb)
    head = next(filter(None, (_refused(verb, entry, take, particle) for take in entry.takes)), None)
    if head is None or not entry.counts_of(holder):
        return None
    if head.pos_ in VERBAL:
        rule, partner = f"{entry.word}-to", partner_of(verb)
    else:
        rule, partner = f"{entry.word}-noun", from_whom(head) or partner_of(verb)
    return refusal_frame(rule, words_of(verb, particle), verb, holder, actions_of(head, [verb])[:1], partner)


def _refuser(verb: Token) -> Token | None:
    return agent(verb) if child(verb, *PASSIVE_SUBJECTS) is not None else holder_of(verb)


def _refused(verb: Token, entry: Commissive, take: str, particle: Token | None) -> Token | None:
    """What is refused, if it can be: not an accusation (that is denied), not a comment (that is silence).

    The parser may take a particle for a preposition: "voted down the treaty", "backed out of the deal".
    """
    if take == "to":
        return _refused_infinitive(verb, entry)
    if take == "ing":
        return next((c for c in children(verb, "xcomp", "ccomp") if c.tag_ == "VBG"), None)
    governors = [verb] if particle is None else [verb, particle]
    if take == "object":
        nouns = filter(None, (object_of(verb), child(governors[-1], "pobj")))
        return next((noun for noun in nouns if _is_refused(verb, noun, entry)), None)
    under = filter(None, (prepositional(one, take.removesuffix("_np")) for one in governors))
    return next(filter(entry.allows, under), None)


def _refused_infinitive(verb: Token, entry: Commissive) -> Token | None:
    head = infinitive_of(verb)
    return None if head is None or is_silence(head, "politely" in entry.special) else head


def _is_refused(verb: Token, noun: Token, entry: Commissive) -> bool:
    if noun.pos_ == "PRON" or not entry.allows(noun):
        return False
    return bool(entry.objects) or _asked_for(verb, noun, entry)


def _asked_for(verb: Token, noun: Token, entry: Commissive) -> bool:
    """Whether a noun can be what somebody asked for, so that turning it down is refusing to act."""
    word = lemma_of(noun)
    if word in words("assertions") or noun.ent_type_ in NAMED:
        return False
    if word in words("silent_objects") and "politely" in entry.special:
        return False
    if word == "appeal" and (holder := holder_of(verb)) is not None and lemma_of(holder) in words("courts"):
        return False
    return word in words("classes.requests") | words("classes.proposals") or not _states(noun)


def _states(noun: Token) -> bool:
    """Whether a noun says that something is so: "the idea that"."""
    inner = (g for c in noun.children for g in c.children)
    return child(noun, "acl") is not None and any(g.lower_ == "that" and g.dep_ == "mark" for g in inner)


def is_silence(verb: Token, politely: bool = False) -> bool:
    """Whether not doing it is keeping silent ("would not comment", "refused to give details"), not refusing to act.

    Parameters
    ----------
    verb
        What is not done.
    politely
        Whether what one declines to do to a reporter counts too: "declined to be named".
    """
    lemma = lemma_of(verb)
    if lemma == "accept" and child(verb, "ccomp") is not None:
        return True  # "refused to accept that he was beaten": disbelief
    if lemma in words("mute") or (politely and lemma in words("silent")):
        return True
    told = (c for c in verb.children if c.dep_ in OBJECTS)
    return lemma not in words("publishing") and any_lemma(told, words("silent_objects"))


def threat(verb: Token, entry: Commissive) -> Frame | None:
    """The frame of a verb that threatens."""
    holder = holder_of(verb)
    untold = is_passive(verb) and agent(verb) is None
    carried_out = verb.dep_ == "pcomp" and verb.head.lower_ == "after"  # or given up: "after threatening to"
    if untold or carried_out or negated(verb) or not entry.counts_of(holder):
        return None
    partner = _whom(verb, *OBJECTS, "dative", "nsubjpass")
    actions = _threatened(verb)
    return threat_frame("threaten", words_of(verb), verb, holder, actions, partner) if actions else None


def _whom(verb: Token, *labels: str) -> Token | None:
    """Whom a verb threatens or warns: who hangs on it under one of the labels."""
    return next(filter(can_undertake, children(verb, *labels)), None)


def _threatened(verb: Token) -> tuple[Action, ...]:
    """What is threatened; nothing if it is at hand ("threatened him with a knife"): a crime told, no announcement."""
    if (head := infinitive_of(verb)) is not None:
        return verb_actions(head)
    if (clause := future_clause(verb)) is not None:
        return verb_actions(clause, whole=subject_matters(clause))
    noun = _with_what(verb)
    if noun is None or noun.pos_ in VERBAL:
        noun = _threatened_object(verb)
    return () if noun is None or lemma_of(noun) in harm_words("instruments") else noun_actions(noun)[:1]


def _threatened_object(verb: Token) -> Token | None:
    noun = child(verb, *OBJECTS)
    doing = noun is not None and noun.pos_ == "NOUN" and (is_doing(noun) or is_hostile_noun(noun))
    return noun if doing else None


def _with_what(verb: Token) -> Token | None:
    """What somebody is threatened with; the parser may hang the preposition on him ("threatened Chad with war")."""
    if (noun := prepositional(verb, "with")) is not None:
        return noun
    whom = child(verb, *OBJECTS)
    return prepositional(whom, "with") if whom is not None and can_undertake(whom) else None


def declared_harm(verb: Token, entry: Commissive) -> Frame | None:
    """ "Declared war on the state", "called a one-day strike"."""
    noun, holder = child(verb, *OBJECTS), holder_of(verb)
    if noun is None or not entry.allows(noun) or negated(verb) or child(verb, "prt") is not None:
        return None
    if not entry.counts_of(holder):
        return None
    return threat_frame("declare-harm", words_of(verb), verb, holder, noun_actions(noun)[:1], partner_of(verb))


def no_to(verb: Token, entry: Commissive) -> Frame | None:
    """ "Said no to the plan"."""
    word = next((c for c in verb.children if c.lower_ == "no" and c.i > verb.i), None)
    if word is None or negated(verb):
        return None
    for other in (*verb.children, *word.children):
        if other.dep_ in ("prep", "dative") and other.lower_ in entry.prepositions and (noun := child(other, "pobj")):
            trigger, actions = words_of(verb, word), noun_actions(noun)[:1]
            return refusal_frame("say-no", trigger, verb, holder_of(verb), actions)
    return None


def warning(verb: Token, entry: Commissive) -> Frame | None:
    """ "Warned of serious consequences": harm that only who warns could do; the parser may hang "of" on who is warned."""
    holder = holder_of(verb)
    if negated(verb) or not entry.counts_of(holder):
        return None
    partner = _whom(verb, *OBJECTS)
    governors = [verb] if partner is None else [verb, partner]
    under = (prepositional(one, preposition) for one in governors for preposition in entry.prepositions)
    noun = next(filter(None, under), None)
    if noun is None or noun.pos_ in VERBAL or not entry.allows(noun):
        return None
    return threat_frame(f"{entry.word}-of", words_of(verb), verb, holder, noun_actions(noun)[:1], partner)


def reserving(verb: Token, entry: Commissive) -> Frame | None:
    """ "Reserves the right to retaliate"."""
    noun = child(verb, *OBJECTS)
    if noun is None or not entry.allows(noun) or negated(verb):
        return None
    head = child(noun, "acl", "relcl") or child(verb, "xcomp", "advcl")
    if head is None or not is_infinitive(head) or not is_hostile(head):
        return None
    return threat_frame("reserve-right", words_of(verb, noun), verb, holder_of(verb), verb_actions(head))
