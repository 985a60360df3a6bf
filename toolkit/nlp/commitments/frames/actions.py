"""Which words name an undertaken action, and how coordinated actions part.

"agreed to establish a review, cooperate on X and intensify Y" holds three actions; "will use their influence to open talks,
as well as to push for the release of A and the delivery of B" holds three too: the purposes of a verb that only carries
them, and the coordinated doings that one pushes for.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from spacy.tokens import Token

from toolkit.nlp.commitments.conditions import condition_heads
from toolkit.nlp.commitments.frames.frame import STATUS, Action, Frame
from toolkit.nlp.commitments.words import words
from toolkit.nlp.document.clauses import PREFIXES, is_infinitive
from toolkit.nlp.document.grammar import (
    AUXILIARIES,
    OBJECTS,
    SUBJECTS,
    VERBAL,
    child,
    children,
    conjuncts,
    run_around,
    trimmed,
)
from toolkit.nlp.document.lemmas import lemma_of
from toolkit.nlp.layers import Range, Ranges
from toolkit.records import CommitmentKind as Kind
from toolkit.records import CommitmentStatus as Status

_ASIDE = frozenset({"while", "whereas", "although", "though"})
_CONNECTIVES = frozenset({"and", "or", "but", "as", "well", "also", "both", "to", "then"})
_COMPLEMENTISERS = frozenset({"that", "to"})
_PUSHED_BY = frozenset({"for", "on", "to"})
_BREAKS = frozenset({";", ":"})
_BARE = ("VB", "VBP")
_PURPOSE_LABELS = frozenset({"xcomp", "advcl", "acl", "ccomp", "relcl"})
_PHRASE_LABELS = frozenset({"det", "prep", "poss", "amod", "compound", "acl"})
_INNER_LABELS = frozenset({"pobj", "prep", "conj", "dobj", "obj", "pcomp"})


def actions_of(head: Token, without: Iterable[Token] = ()) -> tuple[Action, ...]:
    """The actions that a verb or a noun names; ``without`` are as in :func:`noun_actions`."""
    return verb_actions(head) if head.pos_ in VERBAL else noun_actions(head, without)


def verb_actions(head: Token, whole: bool = False) -> tuple[Action, ...]:
    """The actions that a verb names, with those coordinated to it.

    Parameters
    ----------
    head
        The verb: an infinitive, a gerund, or the verb of a clause.
    whole
        Whether the subject belongs to the action ("sanctions will be lifted"), as where nobody is named who does it.
    """
    found: list[Action] = []
    heads = _coordinated(head)
    for verb in heads:
        found.extend(_one_verb(verb, whole, [h for h in heads if h.i > verb.i]))
    return tuple(found)


def bare_future(
    kind: Kind, rule: str, trigger: Ranges, verb: Token, holder: Token | None, status: Status | None = None, whole: bool = False
) -> Frame:  # fmt: skip
    """A frame that rests on a future alone."""
    return Frame(kind, status or STATUS[kind], rule, trigger, verb, holder, verb_actions(verb, whole), modal=True)


def _coordinated(head: Token) -> list[Token]:
    """``head`` and the verbs coordinated to it, in text order.

    A bare infinitive that the parser conjoined to something of another form ("cooperate on combating crime and
    intensify dialogue", conjoined to "combating") is taken to go on with the nearest infinitive above: like goes with like.
    """
    heads = _of_same_form(head, conjuncts(head))
    strays = [t for t in (*head.subtree, *_strays_after(head)) if _stray(t)] if head.tag_ == "VB" else []
    for other in strays:
        if other not in heads and other.i > head.i:
            heads += [other, *(c for c in _of_same_form(head, conjuncts(other)[1:]) if c not in heads)]
    return sorted(heads, key=lambda t: t.i)


def _of_same_form(head: Token, verbs: list[Token]) -> list[Token]:
    """The verbs that go on with the undertaking of ``head``, itself among them."""
    return [verb for verb in verbs if verb == head or _same_form(head, verb)]


def _strays_after(head: Token) -> list[Token]:
    """Bare infinitives after the phrase of ``head`` that were conjoined to what governs it, with no other infinitive between."""
    found: list[Token] = []
    for token in head.doc[head.right_edge.i + 1 : head.sent.end]:
        if token.tag_ == "VB" and _stray(token):
            found.append(token)
        elif token.tag_ in ("VB", "MD") or token.text in _BREAKS:
            break
        if found and not any(token == f or f.is_ancestor(token) for f in found):
            break
    return found


def _stray(verb: Token) -> bool:
    """A bare infinitive conjoined to what is none."""
    if verb.dep_ != "conj" or verb.tag_ not in _BARE or verb.pos_ != "VERB":
        return False
    return not any(c.dep_ in (*SUBJECTS, "aux") for c in verb.children) and _first(verb).tag_ not in _BARE


def _first(conjunct: Token) -> Token:
    """The first of coordinated words, of one of them."""
    first = conjunct.head
    while first.dep_ == "conj" and first.head.i != first.i:
        first = first.head
    return first


def _one_verb(verb: Token, whole: bool, others: list[Token]) -> list[Action]:
    purposes = _purposes(verb)
    nouns = _pushed(purposes[-1] if purposes else verb)
    rest = [*others, *purposes[1:], *nouns[1:]]
    whole = whole or (verb.pos_ not in VERBAL and not any(c.dep_ in OBJECTS for c in verb.children))
    found = [Action(verb, phrase_range(verb, rest, whole))]
    for purpose in purposes[1:]:
        found.append(Action(purpose, phrase_range(purpose, [*nouns[1:], *_after(purpose, purposes)])))
    return found + _parted(nouns)[1:]


def _after(head: Token, heads: list[Token]) -> list[Token]:
    return [other for other in heads if other.i > head.i]


def _parted(nouns: list[Token], without: Iterable[Token] = ()) -> list[Action]:
    """Coordinated nouns as actions, each without those that follow it."""
    apart = [(noun, [*_after(noun, nouns), *(other for other in without if noun.is_ancestor(other))]) for noun in nouns]
    return [Action(noun, phrase_range(noun, left_out, whole=True)) for noun, left_out in apart]


def noun_actions(head: Token, without: Iterable[Token] = ()) -> tuple[Action, ...]:
    """The actions that a noun names: itself, and coordinated nouns of doing ("a truce and an exchange of prisoners").

    ``without`` are heads of phrases below it that belong to no action: the clause of the verb that is about it ("a plan,
    which Mali rejected").
    """
    return tuple(_parted(_doings(head), without))


def things(head: Token) -> tuple[Action, ...]:
    """Every one of coordinated nouns as an action of its own: what a document is to contain."""
    nouns = [head]
    for other in head.subtree:
        if other.dep_ == "conj" and other.i > head.i and other.pos_ in ("NOUN", "PROPN"):
            determined = any(c.dep_ == "det" for c in other.children)
            if other.head in nouns or (determined and _inside(other, head)):
                nouns.append(other)
    return tuple(_parted(nouns))


def _same_form(first: Token, second: Token) -> bool:
    """Whether a coordinated verb goes on with the same undertaking, and not with another statement."""
    if lemma_of(second) in words("reporting_clauses"):
        return False
    if second.pos_ not in VERBAL:
        return first.tag_ == "VB" and _is_mistaken_verb(second)
    if child(second, *SUBJECTS) is not None:
        return _has_modal(second) and _has_modal(first)
    if first.tag_ == "VB":
        bare = second.tag_ in _BARE or (second.lower_ == lemma_of(second) and child(second, *AUXILIARIES) is None)
        return bare and not _has_modal(second)  # "will boost imports and cut production": "cut" may be taken for a past
    return first.tag_ == second.tag_


def _is_mistaken_verb(noun: Token) -> bool:
    """ "Reopen the ferry, share data": taken for a noun phrase, but no noun goes on with a verb."""
    return noun.pos_ in ("NOUN", "PROPN") and noun.left_edge != noun.right_edge and noun.head.pos_ in VERBAL


def _has_modal(verb: Token) -> bool:
    return any(c.tag_ == "MD" for c in verb.children)


def _purposes(verb: Token) -> list[Token]:
    """The coordinated infinitives that a verb which only carries them is for; empty unless there are several."""
    if lemma_of(verb) not in words("support"):
        return []
    below = (c for holder in (verb, *children(verb, *OBJECTS)) for c in children(holder, *_PURPOSE_LABELS))
    first = next(filter(is_infinitive, below), None)
    verbs = [] if first is None else _of_same_form(first, conjuncts(first))
    return verbs if len(verbs) > 1 else []


def _pushed(verb: Token) -> list[Token]:
    """Coordinated doings that a verb pushes for or allows ("the release of A and the delivery of B")."""
    if lemma_of(verb) not in words("pushing"):
        return []
    for other in verb.children:
        noun = other if other.dep_ in OBJECTS else _pobj(other) if other.dep_ == "prep" else None
        if noun is not None and len(found := _doings(noun)) > 1:
            return found
    return []


def _pobj(preposition: Token) -> Token | None:
    """What is pushed for under a preposition."""
    return child(preposition, "pobj") if preposition.lower_ in _PUSHED_BY else None


def _doings(noun: Token) -> list[Token]:
    """``noun`` and the nouns of doing coordinated to it; the parser may hang those on a noun inside its phrase."""
    if not is_doing(noun):
        return [noun]
    return [noun, *(inner for inner in noun.subtree if inner.dep_ == "conj" and _goes_on(noun, inner))]


def _goes_on(noun: Token, inner: Token) -> bool:
    """Whether a conjunct inside the phrase of a noun of doing is one beside it."""
    if not is_doing(inner) or inner.i < noun.i or not any(c.dep_ in _PHRASE_LABELS for c in inner.children):
        return False  # with words of its own it stands for an action: "the delivery of goods", not "import and export"
    first = _first(inner)
    return first == noun or (not is_doing(first) and _inside(first, noun))


def _inside(inner: Token, noun: Token) -> bool:
    """Whether ``inner`` is the object of a preposition of ``noun``, at any depth, without a clause in between."""
    current = inner
    while current.i != noun.i and current.dep_ in _INNER_LABELS:
        current = current.head
    return current.i == noun.i


def is_doing(noun: Token) -> bool:
    """Whether a noun names something done: "withdrawal", "exchange", "opening"."""
    lemma = lemma_of(noun)
    return noun.pos_ in ("NOUN", "VERB") and (lemma in words("event_nouns") or lemma.endswith(_endings()))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(words("doing_endings"))


def phrase_range(head: Token, without: Iterable[Token] = (), whole: bool = False) -> Range:
    """The words of an action: from its verb (or the left edge if ``whole``) on, less the phrases in ``without``.

    Conditions, conjunctions before what is left out, complementisers and reporting clauses are left out as well.
    """
    first = head.left_edge.i if whole else head.i
    if head.i > 1 and head.nbor(-1).text == "-" and head.nbor(-2).lower_ in PREFIXES:
        first = min(first, head.i - 2)
    members = set(range(first, head.right_edge.i + 1))
    dropped = [*without, *condition_heads(head)]
    dropped.extend(other for other in head.children if _apart(head, other, whole))
    for other in dropped:
        members.difference_update(range(other.left_edge.i, other.right_edge.i + 1))
    members.add(head.i)
    start, end = run_around(head.i, members)
    return _without_conjunction(head, *trimmed(head.doc, start, end))


def _apart(head: Token, other: Token, whole: bool) -> bool:
    """Whether a child of an action's head does not belong to it: "that", "to", a reporting clause, another statement."""
    if other.dep_ == "mark":
        return other.lower_ in _COMPLEMENTISERS
    if other.dep_ in AUXILIARIES:
        return other.lower_ == "to"
    if other.dep_ in ("cc", "preconj"):
        return whole
    return other.i > head.i and _states_apart(head, other)


def _states_apart(head: Token, other: Token) -> bool:
    """Whether what follows an action's head is another statement."""
    if other.dep_ == "advcl":
        return any(c.dep_ == "mark" and c.lower_ in _ASIDE for c in other.children)
    if other.dep_ in ("parataxis", "ccomp"):
        return lemma_of(other) in words("reporting_clauses")
    return other.dep_ == "conj" and other.pos_ in VERBAL and head.pos_ in VERBAL


def _without_conjunction(head: Token, start: int, end: int) -> Range:
    """The range without conjunctions left dangling at its end."""
    while end - 1 > head.i and head.doc[end - 1].lower_ in _CONNECTIVES:
        start, end = trimmed(head.doc, start, end - 1)
    return start, end
