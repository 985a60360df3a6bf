"""Verbs that refuse or threaten: "rejected", "said no to", "threatened", "warned of", "reserved the right to"."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.commitments.frames.actions import is_doing, noun_actions, verb_actions
from toolkit.nlp.commitments.frames.complements import (
    from_whom,
    future_clause,
    holder_of,
    partner_of,
    prepositional,
    subject_matters,
)
from toolkit.nlp.commitments.frames.frame import Action, Frame, words_of
from toolkit.nlp.commitments.frames.harm import is_hostile, is_hostile_noun
from toolkit.nlp.commitments.undertakers import can_undertake
from toolkit.nlp.commitments.words import words
from toolkit.nlp.document.clauses import infinitive_of, is_infinitive, is_passive
from toolkit.nlp.document.grammar import OBJECTS, PASSIVE_SUBJECTS, VERBAL, agent, child, negated
from toolkit.nlp.document.lemmas import lemma_of
from toolkit.records import CommitmentKind as Kind
from toolkit.records import CommitmentStatus as Status


def refusal(verb: Token, lemma: str) -> Frame | None:
    """The frame of a verb that declines what was asked."""
    entry = lexicon.document("commissives")["refusals"].get(lemma)
    if entry is None or (negated(verb) and lemma != "exclude"):
        return None
    particle = entry.get("particle")
    if particle and not any(c.lower_ == particle for c in verb.children):
        return None
    passive = child(verb, *PASSIVE_SUBJECTS)
    holder = agent(verb) if passive is not None else holder_of(verb)
    if holder is not None and holder.pos_ != "PROPN" and lemma_of(holder) in words("not_refusing"):
        return None
    for part in entry["take"]:
        head = _refused(verb, lemma, part)
        if head is None:
            continue
        actions = verb_actions(head) if head.pos_ in VERBAL else noun_actions(head)
        asked_by = from_whom(head) if head.pos_ not in VERBAL else None
        trigger = words_of(verb, next((c for c in verb.children if particle and c.lower_ == particle), None))
        rule = f"{lemma}-{'to' if head.pos_ in VERBAL else 'noun'}"
        return Frame(
            Kind.REFUSAL, Status.REFUSED, rule, trigger, verb, holder, actions[:1], asked_by or partner_of(verb)
        )
    return None


def _refused(verb: Token, lemma: str, part: str) -> Token | None:
    """What is refused, if it can be: not an accusation (that is denied), not a comment (that is silence)."""
    if part == "to":
        head = infinitive_of(verb)
        return None if head is None or is_silence(head, lemma == "decline") else head
    if part == "ing":
        return next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VBG"), None)
    if part.endswith("_np"):
        return prepositional(verb, part.removesuffix("_np"))
    if part == "that":
        return None
    noun = child(verb, *OBJECTS) or child(verb, *PASSIVE_SUBJECTS)
    if noun is None or noun.pos_ == "PRON":
        return None
    word = lemma_of(noun)
    classes = {
        "requested": ("classes.requests", "classes.proposals"),
        "called": ("classes.requests",),
        "permitted": ("classes.permissions",),
        "consented": ("classes.consents",),
        "possibility": ("classes.possibilities",),
        "agreed": ("classes.agreements",),
    }
    if part in classes:
        return noun if any(word in words(name) for name in classes[part]) else None
    if (word in words("silent_objects") and lemma == "decline") or word in words("assertions"):
        return None
    asked = word in words("classes.requests") or word in words("classes.proposals")
    if (
        not asked
        and child(noun, "acl") is not None
        and any(c.lower_ == "that" and c.dep_ == "mark" for c in noun.subtree if c.head.head == noun)
    ):
        return None
    if word in ("suggestion", "idea", "appeal") and _from_court(verb, word):
        return None
    if noun.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return None
    return noun


def is_silence(verb: Token, politely: bool = False) -> bool:
    """Whether not doing it is keeping silent ("would not comment", "refused to give details"), not refusing to act.

    ``politely`` widens the list by what one declines to do to a reporter: "declined to be named".
    """
    if lemma_of(verb) == "accept" and child(verb, "ccomp") is not None:
        return True  # "refused to accept that he was beaten": disbelief
    if lemma_of(verb) in words("mute") or (politely and lemma_of(verb) in words("silent")):
        return True
    told = (*(c for c in verb.children if c.dep_ in OBJECTS),)
    if lemma_of(verb) in ("broadcast", "publish", "print", "show"):
        return False  # "declined to broadcast the interview" is up to the editor
    return any(lemma_of(noun) in words("silent_objects") for noun in told)


def _from_court(verb: Token, word: str) -> bool:
    holder = holder_of(verb)
    return (
        word == "appeal" and holder is not None and lemma_of(holder) in ("court", "judge", "tribunal", "jury", "panel")
    )


def threat(verb: Token, lemma: str) -> Frame | None:
    """The frame of a verb that threatens."""
    if (
        lemma not in lexicon.document("commissives")["threats"]
        or negated(verb)
        or (is_passive(verb) and agent(verb) is None)
        or (verb.dep_ == "pcomp" and verb.head.lower_ == "after")  # "after threatening to": carried out, or given up
    ):
        return None
    holder = holder_of(verb)
    if not can_undertake(holder):
        return None
    head = infinitive_of(verb)
    partner = next((c for c in verb.children if c.dep_ in (*OBJECTS, "dative", "nsubjpass") and can_undertake(c)), None)
    actions: tuple[Action, ...] = ()
    if head is not None:
        actions = verb_actions(head)
    elif (clause := future_clause(verb)) is not None:
        actions = verb_actions(clause, whole=subject_matters(clause))
    elif ((noun := _with_what(verb)) is not None and noun.pos_ not in VERBAL) or (
        (noun := child(verb, *OBJECTS)) is not None
        and noun.pos_ == "NOUN"
        and (is_doing(noun) or is_hostile_noun(noun))
    ):
        actions = () if lemma_of(noun) in lexicon.words("harm", "instruments") else noun_actions(noun)[:1]
    if not actions:
        return None
    return Frame(Kind.THREAT, Status.THREATENED, "threaten", words_of(verb), verb, holder, actions, partner)


def _with_what(verb: Token) -> Token | None:
    """What somebody is threatened with; the parser may hang the preposition on him ("threatened Chad with war")."""
    if (noun := prepositional(verb, "with")) is not None:
        return noun
    whom = child(verb, *OBJECTS)
    return prepositional(whom, "with") if whom is not None and can_undertake(whom) else None


def declared_harm(verb: Token, lemma: str) -> Frame | None:
    """ "Declared war on the state", "called a one-day strike"."""
    pairs = lexicon.document("harm")["declared"]
    noun = child(verb, *OBJECTS)
    if lemma not in pairs or noun is None or lemma_of(noun) not in pairs[lemma] or negated(verb):
        return None
    holder = holder_of(verb)
    if child(verb, "prt") is not None or not can_undertake(holder):
        return None
    return Frame(
        Kind.THREAT,
        Status.THREATENED,
        "declare-harm",
        words_of(verb),
        verb,
        holder,
        noun_actions(noun)[:1],
        partner_of(verb),
    )


def no_to(verb: Token, lemma: str) -> Frame | None:
    """ "Said no to the plan"."""
    if lemma != "say" or negated(verb):
        return None
    word = next((c for c in verb.children if c.lower_ == "no" and c.i > verb.i), None)
    places = (verb, word) if word is not None else ()
    for place in places:
        preposition = next((c for c in place.children if c.lower_ == "to" and c.dep_ in ("prep", "dative")), None)
        noun = child(preposition, "pobj") if preposition is not None else None
        if noun is not None:
            trigger = words_of(verb, word)
            return Frame(Kind.REFUSAL, Status.REFUSED, "say-no", trigger, verb, holder_of(verb), noun_actions(noun)[:1])
    return None


def warning(verb: Token, lemma: str) -> Frame | None:
    """ "Warned of serious consequences": harm that only who warns could do."""
    if lemma != "warn" or negated(verb) or not can_undertake(holder_of(verb)):
        return None
    noun = prepositional(verb, "of") or prepositional(verb, "with")
    if noun is None or noun.pos_ in VERBAL or lemma_of(noun) not in words("announced_harm"):
        return None
    partner = next((c for c in verb.children if c.dep_ in OBJECTS and can_undertake(c)), None)
    actions = noun_actions(noun)[:1]
    return Frame(Kind.THREAT, Status.THREATENED, "warn-of", words_of(verb), verb, holder_of(verb), actions, partner)


def reserving(verb: Token, lemma: str) -> Frame | None:
    """ "Reserves the right to retaliate"."""
    noun = child(verb, *OBJECTS)
    if lemma != "reserve" or noun is None or noun.lower_ != "right" or negated(verb):
        return None
    head = child(noun, "acl", "relcl") or child(verb, "xcomp", "advcl")
    if head is None or not is_infinitive(head) or not is_hostile(head):
        return None
    trigger = words_of(verb, noun)
    return Frame(Kind.THREAT, Status.THREATENED, "reserve-right", trigger, verb, holder_of(verb), verb_actions(head))
