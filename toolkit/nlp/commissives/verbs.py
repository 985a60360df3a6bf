"""Verbs that undertake, refuse or threaten, with their complements: "agreed to", "signed a treaty", "rejected", "threatened"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.commissives.actions import PREFIXES, is_doing, noun_actions, verb_actions
from toolkit.nlp.commissives.contexts import block, can_undertake, is_generic, is_infinitive
from toolkit.nlp.commissives.frame import Action, Frame, words_of
from toolkit.nlp.commissives.harm import is_hostile, is_hostile_noun
from toolkit.nlp.commissives.wording import lemma_of, words
from toolkit.nlp.grammar import (
    OBJECTS,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    VERBAL,
    agent,
    auxiliaries,
    child,
    conjuncts,
    modality,
    negated,
    subject,
)
from toolkit.records import CommitmentKind as Kind
from toolkit.records import CommitmentStatus as Status

_NO_ACTION = frozenset(
    {
        "need",
        "importance",
        "necessity",
        "principle",
        "fact",
        "point",
        "question",
        "it",
        "that",
        "this",
        "them",
        "view",
        "responsibility",
        "seriousness",
        "threat",
        "danger",
        "value",
        "definition",
        "issue",
        "priority",
        "matter",
    }
)
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
    for reader in (_undertaking, _with_object, _yielding, _refusal, _no_to, _threat, _warning, _reserving):
        frame = reader(verb, lemma)
        if frame is not None:
            yield frame
            return


def _reduced(verb: Token) -> bool:
    """A passive participle on a noun: "the ceasefire agreed last week" mentions what was undertaken before."""
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def holder_of(verb: Token) -> Token | None:
    """Who is bound by what ``verb`` says: its subject, or the agent of a passive."""
    found, passive = subject(verb)
    if passive:
        return agent(verb)
    return found if found is None or found.lower_ not in ("it", "there") or found.dep_ != "expl" else None


def _is_passive(verb: Token) -> bool:
    return any(c.dep_ in PASSIVE_SUBJECTS or c.dep_ == "auxpass" for c in verb.children)


def partner_of(verb: Token) -> Token | None:
    """To or with whom something is undertaken: "promised Mali", "agreed with Iran", "assured the council"."""
    for other in verb.children:
        if other.dep_ == "dative" and other.pos_ != "ADP":
            return other
        if other.dep_ in ("prep", "dative") and other.lower_ in ("with", "to", "against") and other.i > verb.i:
            inner = child(other, "pobj")
            if inner is not None and can_undertake(inner):
                return inner
    return None


# Undertaking -----------------------------------------------------------------------------------------------------------


def _undertaking(verb: Token, lemma: str) -> Frame | None:
    entry: dict[str, Any] | None = lexicon.document("commissives")["verbs"].get(lemma)
    if entry is None:
        return None
    holder, take = holder_of(verb), entry["take"]
    if lemma in ("plan", "intend") and any(a.lower_ in ("had", "'d") for a in auxiliaries(verb)):
        return None  # "had planned to" tells of a plan given up
    if holder is not None and lemma_of(holder) in words("documents"):
        return None
    if lemma in _PERSONS_DO and not (can_undertake(holder) or (holder is None and _is_passive(verb))):
        return None
    if (
        _is_passive(verb)
        and lemma in ("plan", "intend", "decide", "commit", "offer", "assure", "mean", "guarantee")
        and holder is None
    ) and not (lemma == "decide" and _expletive(verb)):
        return None
    if lemma == "decide" and not negated(verb) and (against := _prepositional(verb, "against")) is not None:
        given_up = verb_actions(against) if against.pos_ in VERBAL else noun_actions(against)
        return Frame(
            Kind.REFUSAL, Status.REFUSED, "decide-against", words_of(verb, against.head), verb, holder, given_up
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
    if negated(verb):
        refuses = lemma in ("agree", "consent", "commit", "plan", "intend", "undertake", "offer") and _now(verb)
        return (
            Frame(Kind.REFUSAL, Status.REFUSED, f"not-{lemma}", trigger, verb, holder, actions, partner)
            if refuses
            else None
        )
    if not_to and not hostile and lemma in ("vow", "swear", "decide", "resolve", "intend", "plan", "opt", "elect"):
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


def _now(verb: Token) -> bool:
    """Not a perfect ("has not agreed yet"): only then does a negated undertaking decline."""
    perfect = any(a.lemma_ == "have" for a in auxiliaries(verb))
    return not perfect and not any(c.lower_ == "yet" for c in verb.children)


def _complement(verb: Token, lemma: str, take: list[str]) -> tuple[tuple[Action, ...], str, Token | None]:
    """What a verb of undertaking undertakes: the actions, the rule's name and the head of the first."""
    rule = f"{lemma}-"
    if "to" in take and (head := _infinitive(verb)) is not None:
        return verb_actions(head), rule + "to", head
    if "that" in take and (head := _future_clause(verb)) is not None:
        return verb_actions(head, whole=_own_subject_matters(head)), rule + "that", head
    for part in take:
        if part.endswith("_np") and (noun := _prepositional(verb, part.removesuffix("_np"))) is not None:
            more = [
                a
                for other in _further(noun)
                for a in (verb_actions(other) if other.pos_ in VERBAL else noun_actions(other))
            ]
            if noun.pos_ in VERBAL:
                return (*verb_actions(noun), *more), rule + "ing", noun
            return (*noun_actions(noun), *more), rule + "noun", noun
    noun = _object(verb, lemma, take)
    return ((), rule, None) if noun is None else (noun_actions(noun), rule + "object", noun)


def _infinitive(verb: Token) -> Token | None:
    for other in verb.children:
        if other.dep_ == "xcomp" and (is_infinitive(other) or other.tag_ == "VB") and other.i > verb.i:
            return _prefixed(other)
    for other in verb.children:
        if other.dep_ == "advcl" and is_infinitive(other) and other.i > verb.i and child(other, *SUBJECTS) is None:
            taken = [c for c in verb.children if c.dep_ in ("ccomp", *OBJECTS) and c.i < other.i]
            if all(c.lower_.endswith(("self", "selves")) for c in taken):
                return other
    for other in verb.children:
        if other.dep_ == "ccomp" and is_infinitive(other) and other.i > verb.i:
            return other
    return None


def _prefixed(verb: Token) -> Token:
    """The verb itself where the tokeniser split off its prefix ("re-open")."""
    doc = verb.doc
    split = verb.lower_ in PREFIXES and verb.i + 2 < len(doc) and doc[verb.i + 1].text == "-"
    return doc[verb.i + 2] if split else verb


def _future_clause(verb: Token) -> Token | None:
    """The that-clause of an undertaking, if it speaks of the future ("that it would", "that talks be held")."""
    for other in verb.children:
        if other.dep_ != "ccomp" or other.pos_ not in VERBAL:
            continue
        bare = other.tag_ == "VB" and not is_infinitive(other) and child(other, "aux", "auxpass") is None
        held = lemma_of(verb) == "agree" and verb.tag_ in ("VBP", "VBZ")
        if held and any(a.lower_ in ("should", "must") for a in auxiliaries(other)):
            continue  # "agree that it should" is an opinion, "agreed that" a decision
        if (
            modality(other) in ("future", "conditional")
            or bare
            or any(a.lower_ in ("should", "shall", "must") for a in auxiliaries(other))
        ) and not any(c.dep_ == "mark" and c.lower_ in ("if", "whether") for c in other.children):
            return other
    return None


def _own_subject_matters(clause: Token) -> bool:
    """Whether a clause's subject is part of the action: not where it only takes up who is bound ("that it would")."""
    found = child(clause, *SUBJECTS)
    return found is not None and (found.dep_ in PASSIVE_SUBJECTS or not can_undertake(found))


def _prepositional(verb: Token, preposition: str) -> Token | None:
    wanted = {preposition, "upon"} if preposition == "on" else {preposition}
    for other in verb.children:
        if other.dep_ in ("prep", "prt", "dative") and other.lower_ in wanted and other.i > verb.i:
            inner = child(other, "pobj", "pcomp")
            if inner is None or inner.pos_ == "PRON" or lemma_of(inner) in _NO_ACTION or inner.tag_ in ("WP", "WDT"):
                continue
            if (inner.pos_ in VERBAL and inner.tag_ != "VBG") or inner.ent_type_ in (
                "DATE",
                "TIME",
                "PERSON",
                "GPE",
                "NORP",
            ):
                continue
            return inner
    return None


def _further(inner: Token) -> list[Token]:
    """What stands under coordinated prepositions: "to ending the ban and to opening the border"."""
    found = []
    for preposition in conjuncts(inner.head)[1:]:
        other = child(preposition, "pobj", "pcomp") if preposition.dep_ == "conj" else None
        if other is not None and preposition.pos_ == "ADP":
            found.append(other)
    return found


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


# Agreements and proposals ----------------------------------------------------------------------------------------------


def _with_object(verb: Token, lemma: str) -> Frame | None:
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
    holder = agent(verb) if noun == passive else holder_of(verb)
    long_ago = _in_a_year(verb)
    if long_ago and holder is None:
        return None
    if holder is not None and not can_undertake(holder):
        holder = None
    actions, rule = _content(noun)
    partner = _from_whom(noun) or partner_of(verb)
    if negated(verb):
        refused = lemma in ("accept", "approve", "endorse", "sign", "ratify", "adopt", "grant") and _now(verb)
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


def _from_whom(noun: Token) -> Token | None:
    """Whose proposal, demand or appeal it is: its possessor, "from X", "by X", or a demonym before it."""
    for other in noun.children:
        if other.dep_ == "poss" and other.pos_ != "PRON":
            return other
        if other.dep_ in ("prep", "agent") and other.lower_ in ("from", "by"):
            inner = child(other, "pobj")
            if inner is not None:
                return inner
    for other in noun.children:
        if other.dep_ == "acl" and (by := agent(other)) is not None:
            return by
        if other.dep_ in ("amod", "compound", "nmod") and other.ent_type_ in ("NORP", "GPE", "ORG", "PERSON"):
            return other
    return None


def _yielding(verb: Token, lemma: str) -> Frame | None:
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
                _from_whom(noun),
            )
    return None


# Refusing and threatening ----------------------------------------------------------------------------------------------


def _refusal(verb: Token, lemma: str) -> Frame | None:
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
        asked_by = _from_whom(head) if head.pos_ not in VERBAL else None
        trigger = words_of(verb, next((c for c in verb.children if particle and c.lower_ == particle), None))
        rule = f"{lemma}-{'to' if head.pos_ in VERBAL else 'noun'}"
        return Frame(
            Kind.REFUSAL, Status.REFUSED, rule, trigger, verb, holder, actions[:1], asked_by or partner_of(verb)
        )
    return None


def _refused(verb: Token, lemma: str, part: str) -> Token | None:
    """What is refused, if it can be: not an accusation (that is denied), not a comment (that is silence)."""
    if part == "to":
        head = _infinitive(verb)
        return None if head is None or is_silence(head, lemma == "decline") else head
    if part == "ing":
        return next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VBG"), None)
    if part.endswith("_np"):
        return _prepositional(verb, part.removesuffix("_np"))
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
    if lemma_of(verb) in words("mute") or (politely and lemma_of(verb) in words("silent")):
        return True
    told = (*(c for c in verb.children if c.dep_ in OBJECTS),)
    return any(lemma_of(noun) in words("silent_objects") for noun in told)


def _from_court(verb: Token, word: str) -> bool:
    holder = holder_of(verb)
    return (
        word == "appeal" and holder is not None and lemma_of(holder) in ("court", "judge", "tribunal", "jury", "panel")
    )


def _threat(verb: Token, lemma: str) -> Frame | None:
    if (
        lemma not in lexicon.document("commissives")["threats"]
        or negated(verb)
        or (_is_passive(verb) and agent(verb) is None)
    ):
        return None
    holder = holder_of(verb)
    if not can_undertake(holder):
        return None
    head = _infinitive(verb)
    partner = next((c for c in verb.children if c.dep_ in (*OBJECTS, "dative", "nsubjpass") and can_undertake(c)), None)
    actions: tuple[Action, ...] = ()
    if head is not None:
        actions = verb_actions(head)
    elif (clause := _future_clause(verb)) is not None:
        actions = verb_actions(clause, whole=_own_subject_matters(clause))
    elif ((noun := _prepositional(verb, "with")) is not None and noun.pos_ not in VERBAL) or (
        (noun := child(verb, *OBJECTS)) is not None
        and noun.pos_ == "NOUN"
        and (is_doing(noun) or is_hostile_noun(noun))
    ):
        actions = noun_actions(noun)[:1]
    if not actions:
        return None
    return Frame(Kind.THREAT, Status.THREATENED, "threaten", words_of(verb), verb, holder, actions, partner)


def _no_to(verb: Token, lemma: str) -> Frame | None:
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


def _warning(verb: Token, lemma: str) -> Frame | None:
    """ "Warned of serious consequences": harm that only who warns could do."""
    if lemma != "warn" or negated(verb) or not can_undertake(holder_of(verb)):
        return None
    noun = _prepositional(verb, "of") or _prepositional(verb, "with")
    if noun is None or noun.pos_ in VERBAL or lemma_of(noun) not in words("announced_harm"):
        return None
    partner = next((c for c in verb.children if c.dep_ in OBJECTS and can_undertake(c)), None)
    actions = noun_actions(noun)[:1]
    return Frame(Kind.THREAT, Status.THREATENED, "warn-of", words_of(verb), verb, holder_of(verb), actions, partner)


def _reserving(verb: Token, lemma: str) -> Frame | None:
    """ "Reserves the right to retaliate"."""
    noun = child(verb, *OBJECTS)
    if lemma != "reserve" or noun is None or noun.lower_ != "right" or negated(verb):
        return None
    head = child(noun, "acl", "relcl") or child(verb, "xcomp", "advcl")
    if head is None or not is_infinitive(head) or not is_hostile(head):
        return None
    trigger = words_of(verb, noun)
    return Frame(Kind.THREAT, Status.THREATENED, "reserve-right", trigger, verb, holder_of(verb), verb_actions(head))
