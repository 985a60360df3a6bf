"""Which words name an undertaken action, and how coordinated actions part.

"agreed to establish a review, cooperate on X and intensify Y" holds three actions; "will use their influence to open talks,
as well as to push for the release of A and the delivery of B" holds three too: the purposes of a verb that only carries
them, and the coordinated doings that one pushes for.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from toolkit.nlp.commitments.conditions import condition_heads
from toolkit.nlp.commitments.frames.frame import Action
from toolkit.nlp.commitments.words import words
from toolkit.nlp.document.clauses import PREFIXES, is_infinitive
from toolkit.nlp.document.grammar import AUXILIARIES, OBJECTS, SUBJECTS, VERBAL, conjuncts, run_around, trimmed
from toolkit.nlp.document.lemmas import lemma_of
from toolkit.nlp.layers import Range

_DOING = ("tion", "sion", "ment", "ance", "ing", "ssal", "awal", "oval", "ewal", "very", "ture", "sure")
_ASIDE = frozenset({"while", "whereas", "although", "though"})


_CONNECTIVES = frozenset({"and", "or", "but", "as", "well", "also", "both", "to", "then"})
_REPORTING = frozenset(
    {
        "say",
        "add",
        "tell",
        "note",
        "announce",
        "report",
        "state",
        "declare",
        "explain",
        "stress",
        "quote",
        "warn",
        "insist",
    }
)


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


def _coordinated(head: Token) -> list[Token]:
    """``head`` and the verbs coordinated to it, in text order.

    A bare infinitive that the parser conjoined to something of another form ("cooperate on combating crime and
    intensify dialogue", conjoined to "combating") is taken to go on with the nearest infinitive above: like goes with like.
    """
    heads = [verb for verb in conjuncts(head) if verb == head or _same_form(head, verb)]
    if head.tag_ == "VB":
        for other in (*head.subtree, *_strays_after(head)):
            if other.dep_ == "conj" and other not in heads and other.i > head.i and _stray(other):
                heads.append(other)
                heads.extend(c for c in conjuncts(other)[1:] if c not in heads and _same_form(head, c))
    return sorted(heads, key=lambda t: t.i)


def _strays_after(head: Token) -> list[Token]:
    """Bare infinitives after the phrase of ``head`` that were conjoined to what governs it, with no other infinitive between."""
    found = []
    for token in head.doc[head.right_edge.i + 1 : head.sent.end]:
        if token.tag_ == "VB" and token.dep_ == "conj" and _stray(token):
            found.append(token)
        elif token.tag_ == "VB" or token.tag_ == "MD" or token.text in (";", ":"):
            break
        if found and not any(token == f or f.is_ancestor(token) for f in found):
            break
    return found


def _stray(verb: Token) -> bool:
    """A bare infinitive conjoined to what is none."""
    if (
        verb.tag_ not in ("VB", "VBP")
        or verb.pos_ != "VERB"
        or any(c.dep_ in (*SUBJECTS, "aux") for c in verb.children)
    ):
        return False
    first = verb.head
    while first.dep_ == "conj" and first.head.i != first.i:
        first = first.head
    return first.tag_ not in ("VB", "VBP")


def _one_verb(verb: Token, whole: bool, others: list[Token]) -> list[Action]:
    purposes = _purposes(verb)
    nouns = _pushed(purposes[-1] if purposes else verb)
    rest = [*others, *purposes[1:], *nouns[1:]]
    whole = whole or (verb.pos_ not in VERBAL and not any(c.dep_ in OBJECTS for c in verb.children))
    found = [Action(verb, phrase_range(verb, rest, whole))]
    for purpose in purposes[1:]:
        found.append(Action(purpose, phrase_range(purpose, [*nouns[1:], *(p for p in purposes if p.i > purpose.i)])))
    found.extend(Action(noun, phrase_range(noun, [n for n in nouns if n.i > noun.i], whole=True)) for noun in nouns[1:])
    return found


def noun_actions(head: Token) -> tuple[Action, ...]:
    """The actions that a noun names: itself, and coordinated nouns of doing ("a truce and an exchange of prisoners")."""
    nouns = _doings(head)
    return tuple(Action(noun, phrase_range(noun, [n for n in nouns if n.i > noun.i], whole=True)) for noun in nouns)


def things(head: Token) -> tuple[Action, ...]:
    """Every one of coordinated nouns as an action of its own: what a document is to contain."""
    nouns = [head]
    for other in head.subtree:
        if other.dep_ == "conj" and other.i > head.i and other.pos_ in ("NOUN", "PROPN"):
            direct = other.head in nouns
            if direct or (_inside(other, head) and any(c.dep_ == "det" for c in other.children)):
                nouns.append(other)
    return tuple(Action(noun, phrase_range(noun, [n for n in nouns if n.i > noun.i], whole=True)) for noun in nouns)


def _same_form(first: Token, second: Token) -> bool:
    """Whether a coordinated verb goes on with the same undertaking, and not with another statement."""
    if lemma_of(second) in _REPORTING:
        return False
    if second.pos_ not in VERBAL:
        # "reopen the ferry, share data": taken for a noun phrase, but no noun goes on with a verb
        phrase = second.pos_ in ("NOUN", "PROPN") and second.left_edge != second.right_edge
        return first.tag_ == "VB" and second.head.pos_ in VERBAL and phrase
    own = [c for c in second.children if c.dep_ in SUBJECTS]
    if first.tag_ == "VB" and not own:
        return second.tag_ in ("VB", "VBP") and not any(c.dep_ == "aux" and c.tag_ == "MD" for c in second.children)
    if own:
        return any(c.tag_ == "MD" for c in second.children) and any(c.tag_ == "MD" for c in first.children)
    return first.tag_ == second.tag_


def _purposes(verb: Token) -> list[Token]:
    """The coordinated infinitives that a verb which only carries them is for; empty unless there are several."""
    if lemma_of(verb) not in words("support"):
        return []
    holders = [verb, *(c for c in verb.children if c.dep_ in OBJECTS)]
    for holder in holders:
        for other in holder.children:
            if other.dep_ in ("xcomp", "advcl", "acl", "ccomp", "relcl") and is_infinitive(other):
                verbs = [v for v in conjuncts(other) if v is other or _same_form(other, v)]
                return verbs if len(verbs) > 1 else []
    return []


def _pushed(verb: Token) -> list[Token]:
    """Coordinated doings that a verb pushes for or allows ("the release of A and the delivery of B")."""
    if lemma_of(verb) not in words("pushing"):
        return []
    for other in verb.children:
        if other.dep_ in OBJECTS or (other.dep_ == "prep" and other.lower_ in ("for", "on", "to")):
            noun = other if other.dep_ in OBJECTS else next((c for c in other.children if c.dep_ == "pobj"), None)
            if noun is not None and len(found := _doings(noun)) > 1:
                return found
    return []


def _doings(noun: Token) -> list[Token]:
    """``noun`` and the nouns of doing coordinated to it; the parser may hang those on a noun inside its phrase."""
    found = [noun]
    if not is_doing(noun):
        return found
    for inner in noun.subtree:
        if inner.dep_ != "conj" or not is_doing(inner) or inner.i < noun.i or not _own_phrase(inner):
            continue
        first = inner.head
        while first.dep_ == "conj":
            first = first.head
        if first == noun or (not is_doing(first) and _inside(first, noun)):
            found.append(inner)
    return found


def _own_phrase(noun: Token) -> bool:
    """A doing with words of its own, so that it stands for an action: "the delivery of goods", not "import and export"."""
    return any(c.dep_ in ("det", "prep", "poss", "amod", "compound", "acl") for c in noun.children)


def _inside(inner: Token, noun: Token) -> bool:
    """Whether ``inner`` is the object of a preposition of ``noun``, at any depth, without a clause in between."""
    current = inner
    while current.i != noun.i and current.dep_ in ("pobj", "prep", "conj", "dobj", "obj", "pcomp"):
        current = current.head
    return current.i == noun.i


def is_doing(noun: Token) -> bool:
    """Whether a noun names something done: "withdrawal", "exchange", "opening"."""
    lemma = lemma_of(noun)
    return noun.pos_ in ("NOUN", "VERB") and (lemma in words("event_nouns") or lemma.endswith(_DOING))


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
    dropped.extend(other for other in head.subtree if _says_so(head, other))
    for other in dropped:
        members.difference_update(range(other.left_edge.i, other.right_edge.i + 1))
    members.add(head.i)
    start, end = run_around(head.i, members)
    return _without_conjunction(head, *trimmed(head.doc, start, end))


def _apart(head: Token, other: Token, whole: bool) -> bool:
    """Whether a child of an action's head does not belong to it: "that", "to", a reporting clause, another statement."""
    if other.dep_ == "mark":
        return other.lower_ in ("that", "to")
    if other.dep_ in AUXILIARIES:
        return other.lower_ == "to"
    if other.dep_ in ("cc", "preconj"):
        return whole
    if other.dep_ == "advcl" and other.i > head.i:
        return any(c.dep_ == "mark" and c.lower_ in _ASIDE for c in other.children)
    if other.dep_ in ("parataxis", "ccomp") and lemma_of(other) in _REPORTING:
        return other.i > head.i
    return other.dep_ == "conj" and other.pos_ in VERBAL and head.pos_ in VERBAL and other.i > head.i


def _says_so(head: Token, other: Token) -> bool:
    """A reporting clause at the end that the parser hung somewhere inside: "..., the minister told parliament"."""
    if (
        other.i <= head.i
        or lemma_of(other) not in _REPORTING
        or other.dep_ not in ("ccomp", "parataxis", "relcl", "advcl")
    ):
        return False
    named = any(c.dep_ in SUBJECTS and c.i < other.i and c.tag_ not in ("WP", "WDT") for c in other.children)
    first = other.left_edge.i
    return named and first > head.i + 1 and other.doc[first - 1].text == ","


def _without_conjunction(head: Token, start: int, end: int) -> Range:
    """The range without conjunctions left dangling at its end."""
    while end - 1 > head.i and head.doc[end - 1].lower_ in _CONNECTIVES:
        start, end = trimmed(head.doc, start, end - 1)
    return start, end
