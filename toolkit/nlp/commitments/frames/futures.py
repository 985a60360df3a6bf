"""Futures by which an actor undertakes: "will send", "said it would", "is to visit", "sanctions will only be lifted when"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.commitments.conditions import condition_heads
from toolkit.nlp.commitments.frames.actions import noun_actions, verb_actions
from toolkit.nlp.commitments.frames.blocks import block, denied
from toolkit.nlp.commitments.frames.frame import Frame, words_of
from toolkit.nlp.commitments.frames.harm import (
    draws_reply,
    is_absence,
    is_fate,
    is_hostile,
    is_intolerant,
    spares_nobody,
)
from toolkit.nlp.commitments.frames.refusals import is_silence
from toolkit.nlp.commitments.frames.verbs import frames_of
from toolkit.nlp.commitments.undertakers import can_undertake, is_voluntary
from toolkit.nlp.commitments.words import words
from toolkit.nlp.document.clauses import is_infinitive, own_subject
from toolkit.nlp.document.grammar import (
    AUXILIARIES,
    VERBAL,
    agent,
    ancestors,
    auxiliaries,
    child,
    is_question,
)
from toolkit.nlp.document.lemmas import lemma_of
from toolkit.nlp.layers import Ranges
from toolkit.records import CommitmentKind as Kind
from toolkit.records import CommitmentStatus as Status

_MODALS = frozenset({"will", "would", "shall", "'ll", "’ll", "wo", "sha", "'d", "’d"})
_BEFALL = frozenset({"kill", "destroy", "hit", "devastate", "starve", "disrupt", "blow", "eliminate"})
"""Harm that also comes about by itself: "warned that crops would be destroyed"."""
_POSSIBLE = frozenset({"may", "might", "could", "can", "must"})
_NEXT = frozenset({"to", "now", "also", "today", "next", "soon", "then"})
"""What follows "is" where it stands for a future; "due" only in the present, as what was due has come or not."""
_PLACES = frozenset({"ROOT", "ccomp", "conj", "parataxis", "relcl", "advcl", "acl", "pcomp"})


def future_frames(verb: Token) -> Iterator[Frame]:
    """The frame of a verb in the future, if somebody undertakes, refuses or threatens by it."""
    if verb.pos_ not in VERBAL or verb.dep_ not in _PLACES:
        return
    modal = future_of(verb)
    if modal is None:
        yield from _menace(verb)
        yield from _impossible(verb)
        yield from _unbearable(verb)
        return
    if any(a.lemma_ == "have" and a.tag_ == "VB" for a in auxiliaries(verb)) or block(verb) is not None:
        return
    if verb.dep_ == "relcl" and (modal.lower_ not in ("will", "wo", "shall") or not _named_subject(verb)):
        return
    yield from _existential(verb, modal)
    holder, passive = own_subject(verb)
    if passive or any(c.dep_ == "auxpass" for c in verb.children):
        yield from _passive(verb, modal, holder)
        return
    if holder is None:
        return
    if can_undertake(holder) and lemma_of(holder) not in words("documents"):
        yield from _active(verb, modal, holder)
    elif _warned(verb) and not denied(verb) and draws_reply(verb):
        yield _bare(Kind.THREAT, "will-suffer", words_of(modal), verb, None, whole=True)
    elif spares_nobody(verb) and denied(verb):
        yield _bare(Kind.THREAT, "will-not-tolerate", words_of(modal), verb, None, whole=True)


def future_of(verb: Token) -> Token | None:
    """The word that makes ``verb`` a future: a modal, "going (to)", or "to" after a form of "be"."""
    for other in auxiliaries(verb):
        if other.lower_ in _MODALS and (other.tag_ == "MD" or other.lower_ in ("'ll", "’ll")):
            return other
    return None


def _named_subject(verb: Token) -> bool:
    """Whether a relative clause tells what a named actor will do: "Mr Rey, who will fly to Lagos"."""
    pronoun = child(verb, "nsubj")
    return pronoun is not None and (pronoun.tag_ not in ("WP", "WDT") or verb.head.pos_ == "PROPN")


def _active(verb: Token, modal: Token, holder: Token) -> Iterator[Frame]:
    trigger = words_of(modal, *(c for c in verb.children if c.dep_ == "neg"))
    if any(c.lower_ == "no" and c.dep_ == "det" for c in holder.children):
        if not is_silence(verb) and lemma_of(verb) not in words("unwanted"):
            yield _bare(Kind.REFUSAL, "nobody-will", trigger, verb, None, whole=True)
        return
    if denied(verb) or _denies_object(verb):
        yield from _negative(verb, trigger, holder)
        return
    if is_fate(verb):
        if holder.lower_ not in ("we", "i") or lemma_of(verb) == "make":
            yield _bare(Kind.THREAT, "will-suffer", trigger, verb, None, whole=True)
        return
    inner = next(frames_of(verb), None)
    if is_absence(verb) and not _warned(verb):
        yield _bare(Kind.REFUSAL, "will-stay-away", trigger, verb, holder)
    elif is_hostile(verb) or _extorts(verb) or lemma_of(verb) == "veto":
        yield _bare(Kind.THREAT, "will-harm", trigger, verb, holder)
    elif inner is not None and inner.kind is not Kind.COMMITMENT:
        yield replace(inner, rule=f"will-{inner.rule}", trigger=trigger, anchor=verb, holder=holder, modal=True)
    elif inner is not None or is_voluntary(verb):
        under = _under_agreement(verb)
        status = Status.PLEDGED if _reported(verb) or modal.lower_ in ("would", "shall", "'d", "’d") else Status.PLANNED
        yield _bare(
            Kind.COMMITMENT,
            "will-under" if under else "will",
            trigger,
            verb,
            holder,
            Status.AGREED if under else status,
        )


def _negative(verb: Token, trigger: Ranges, holder: Token) -> Iterator[Frame]:
    """A future denied: mostly a refusal; forbearance if the act would harm, a threat if it is patience that ends."""
    lemma = lemma_of(verb)
    if spares_nobody(verb) or lemma in ("hesitate", "tolerate", "condone") or (is_intolerant(verb) and _warned(verb)):
        yield _bare(Kind.THREAT, "will-not-tolerate", trigger, verb, holder)
    elif lemma in words("unwanted") or is_silence(verb):
        return
    elif is_hostile(verb) or _without_leave(verb):
        yield _bare(Kind.COMMITMENT, "will-not-harm", trigger, verb, holder, Status.PLEDGED)
    else:
        yield _bare(Kind.REFUSAL, "will-not", trigger, verb, holder)


_STATUS = {Kind.REFUSAL: Status.REFUSED, Kind.THREAT: Status.THREATENED, Kind.COMMITMENT: Status.PLEDGED}


def _bare(
    kind: Kind, rule: str, trigger: Ranges, verb: Token, holder: Token | None, status: Status | None = None, whole: bool = False
) -> Frame:  # fmt: skip
    """A frame that rests on a future alone."""
    return Frame(kind, status or _STATUS[kind], rule, trigger, verb, holder, verb_actions(verb, whole), modal=True)


def _denies_object(verb: Token) -> bool:
    """ "Will make no concessions"; not "will spare no effort"."""
    return lemma_of(verb) not in ("spare", "leave") and any(
        c.lower_ == "no" and c.dep_ == "det" for o in verb.children if o.dep_ in ("dobj", "obj") for c in o.children
    )


def _without_leave(verb: Token) -> bool:
    """ "Will not build it without prior consultation": forbearance, not refusal."""
    return any(
        c.lower_ == "without" and any(lemma_of(o) in words("leave") for o in c.children)
        for c in verb.subtree
        if c.dep_ == "prep"
    )


def _impossible(verb: Token) -> Iterator[Frame]:
    """ "There can be no question of ..."."""
    modal = next((a for a in verb.children if a.lower_ in ("can", "could") and a.dep_ in AUXILIARIES), None)
    if is_question(verb):
        return
    if modal is not None:
        yield from _existential(verb, modal)
    elif verb.tag_ in ("VBZ", "VBD") and any(c.lower_ == "question" for c in verb.children):
        yield from _existential(verb, verb)


def _unbearable(verb: Token) -> Iterator[Frame]:
    """ "Said it could not accept the terms"; "we do not negotiate with kidnappers"."""
    if verb.dep_ != "ccomp" or not any(c.dep_ == "neg" for c in verb.children):
        return
    holder, passive = own_subject(verb)
    if passive or not can_undertake(holder):
        return
    word = next((a for a in verb.children if a.dep_ in AUXILIARIES and a.lower_ in ("can", "could", "ca", "do")), None)
    ours = holder is not None and holder.lower_ in ("we", "i")
    wanted = "never_done" if word is not None and word.lower_ == "do" else "unbearable"
    if word is None or lemma_of(verb) not in words(wanted) or (wanted == "never_done" and not ours):
        return
    if lemma_of(verb.head) in words("attitudes") or child(verb, "ccomp") is not None:
        return
    trigger = words_of(word, *(c for c in verb.children if c.dep_ == "neg"))
    yield _bare(Kind.REFUSAL, "can-not", trigger, verb, holder)


def _existential(verb: Token, modal: Token) -> Iterator[Frame]:
    """ "There will be no talks with hijackers", said by whom it is up to."""
    if verb.lemma_ != "be" or not any(c.lower_ == "there" for c in verb.children):
        return
    noun = child(verb, "attr", "nsubj")
    if noun is None or not any(c.lower_ == "no" for c in noun.children):
        return
    inner = child(noun, "prep") if noun.lower_ == "question" else None
    about = child(inner, "pcomp", "pobj") if inner is not None else noun
    if about is None or (about == noun and lemma_of(noun) not in words("classes.possibilities")):
        return
    actions = verb_actions(about) if about.pos_ in VERBAL else noun_actions(about)[:1]
    yield Frame(Kind.REFUSAL, Status.REFUSED, "there-will-be-no", words_of(modal), verb, None, actions, modal=True)


def _extorts(verb: Token) -> bool:
    """Whether a step that may harm is tied to an "unless": "will withdraw its troops unless the talks go on"."""
    tied = any(c.left_edge.lower_ == "unless" for c in condition_heads(verb))
    if lemma_of(verb) in lexicon.words("harm", "tied") and _reported(verb) and condition_heads(verb):
        return True
    tied = tied and lemma_of(verb) not in ("meet", "gather", "convene", "confer")
    return tied and (_reported(verb) or lemma_of(verb) in lexicon.words("harm") - words("personal"))


def _warned(verb: Token) -> bool:
    """Whether the clause is what somebody warned of, vowed or "served notice" of."""
    for above in ancestors(verb):
        if lemma_of(above) in ("warn", "vow", "threaten"):
            return True
        if above.lower_ == "notice" or (
            above.pos_ in VERBAL and any(c.lower_ == "notice" for c in above.subtree if c.i < verb.i)
        ):
            return True
    return False


def _reported(verb: Token) -> bool:
    """Whether the clause stands in somebody's reported words."""
    current = verb
    while current.dep_ == "conj" and current.head.pos_ in VERBAL:
        current = current.head
    return current.dep_ == "ccomp" or any(c.dep_ == "parataxis" for c in current.children)


def _under_agreement(verb: Token) -> bool:
    """ "Under the plan, Israel will ...", "a pact under which": what was agreed is being told."""
    if verb.dep_ == "relcl" and lemma_of(verb.head) in words("documents"):
        return any(c.dep_ == "prep" and c.lower_ in ("under", "by", "in") for c in verb.lefts)
    for other in verb.children:
        if other.dep_ == "prep" and other.lower_ == "under":
            noun = child(other, "pobj")
            if noun is not None and lemma_of(noun) in words("documents"):
                return True
    return False


def _passive(verb: Token, modal: Token, patient: Token | None) -> Iterator[Frame]:
    """A passive future: with an agent, his undertaking; without, the speaker's, if it is a matter of policy."""
    by = agent(verb)
    refused = denied(verb)
    trigger = words_of(modal)
    if refused and can_undertake(patient) and lemma_of(verb) in words("imposed_on"):
        yield _bare(Kind.REFUSAL, "will-not-be", trigger, verb, patient)
        return
    if is_fate(verb) and not refused:
        yield _bare(Kind.THREAT, "will-suffer", trigger, verb, None, whole=True)
        return
    if by is not None and can_undertake(by):
        kind = Kind.REFUSAL if refused else Kind.COMMITMENT
        yield _bare(kind, "will-passive-by", trigger, verb, by, whole=True)
    elif _menaced(verb, patient) and not refused:
        yield _bare(Kind.THREAT, "will-passive", trigger, verb, None, whole=True)
    elif patient is not None and lemma_of(verb) in words("policy") and patient.pos_ != "PRON":
        kind = Kind.REFUSAL if refused else Kind.THREAT if is_hostile(verb) else Kind.COMMITMENT
        yield _bare(kind, "will-passive" + ("-not" if refused else ""), trigger, verb, None, whole=True)


def _menaced(verb: Token, patient: Token | None) -> bool:
    """ "Warned that they would be expelled", "said the pits would be closed if": said by whom it is up to."""
    if patient is None or patient.lower_ == "it":
        return False
    if lemma_of(verb) in lexicon.words("harm", "tied") and condition_heads(verb):
        return True
    return is_hostile(verb) and _warned(verb) and lemma_of(verb) not in _BEFALL


def _menace(verb: Token) -> Iterator[Frame]:
    """ "Might strike again if provoked": a possibility of harm, held out under a condition."""
    modal = next((a for a in verb.children if a.lower_ in _POSSIBLE and a.dep_ in AUXILIARIES), None)
    if modal is None or verb.dep_ != "ccomp" or denied(verb):
        return
    holder, passive = own_subject(verb)
    if modal.lower_ == "must":
        if is_fate(verb) and can_undertake(holder):
            yield _bare(Kind.THREAT, "will-suffer", words_of(modal), verb, None, whole=True)
        return
    if passive or not can_undertake(holder) or not condition_heads(verb):
        return
    cue = lemma_of(verb.head)
    if (cue in ("warn", "threaten") and is_voluntary(verb)) or (cue in words("menacing") and is_hostile(verb)):
        yield _bare(Kind.THREAT, "may-harm-if", words_of(modal), verb, holder)


def arranged_frames(verb: Token) -> Iterator[Frame]:
    """ "Is to visit", "are to send", "is going to withdraw": an arranged or intended future of somebody."""
    if (
        verb.lemma_ not in ("be", "go")
        or verb.pos_ not in VERBAL
        or block(verb) is not None
        or future_of(verb) is not None
    ):
        return
    if (verb.lemma_ == "go" and verb.tag_ != "VBG") or (verb.lemma_ == "be" and verb.tag_ not in ("VBZ", "VBP", "VBD")):
        return
    holder, _ = own_subject(verb)
    if not can_undertake(holder) or holder is None or holder.lower_ in ("it", "there"):
        return
    if verb.lemma_ == "be" and (
        denied(verb)
        or verb.i + 1 == len(verb.doc)
        or verb.nbor().lower_
        not in ("to", "now", "also", "today", "next", "soon", "then", *(("due",) if verb.tag_ != "VBD" else ()))
    ):
        return
    due = next((c for c in verb.children if c.lower_ == "due" and c.dep_ == "acomp"), None)
    for other in verb.children if due is None else due.children:
        if (
            other.dep_ == "xcomp"
            and is_infinitive(other)
            and other.i > verb.i
            and not any(a.lemma_ == "have" for a in auxiliaries(other))  # "was to have met" did not
            and is_voluntary(other)
            and child(other, "auxpass") is None
        ):
            if is_fate(other):
                return
            kind, status, rule = Kind.COMMITMENT, Status.PLANNED, "is-to"
            if denied(verb):
                kind, status, rule = Kind.REFUSAL, Status.REFUSED, "is-not-to"
            elif is_hostile(other):
                kind, status, rule = Kind.THREAT, Status.THREATENED, "is-to-harm"
            yield Frame(kind, status, rule, words_of(verb), verb, holder, verb_actions(other), modal=True)
            return
