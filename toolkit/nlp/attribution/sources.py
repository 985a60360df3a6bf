"""Who is the source of a cue: subject, agent, possessor, the name before its description."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from toolkit.nlp import grammar
from toolkit.nlp.attribution.cues import Cue
from toolkit.nlp.attribution.tree import Tree
from toolkit.nlp.layers import Range

_RAISING = frozenset({"seem", "appear", "happen", "tend"})


@dataclass(frozen=True, slots=True)
class Source:
    """The source phrase: its head and ranges (both empty if nobody is named).

    ``subject`` is the cue's grammatical subject, which is what is talked about where ``passive`` is true ("was expected",
    "seemed").
    """

    head: Token | None = None
    ranges: tuple[Range, ...] = ()
    subject: Token | None = None
    passive: bool = False


def find_source(tree: Tree, cue: Cue) -> Source:
    """The source that the grammar gives a cue."""
    token = tree.doc[cue.head]
    if cue.kind == "according":
        return Source(*_phrase(_according(token)))
    if cue.kind == "punctuation":
        return _speaker(tree, cue)
    if cue.kind == "noun":
        return Source(*_phrase(_owner(token)))
    subject, passive = grammar.subject(token if cue.kind == "verb" else token.head)
    if passive:
        return Source(*_phrase(grammar.agent(token)), subject, True)
    if subject is None:
        return Source()
    if token.lemma_.lower() in _RAISING or subject.tag_ == "EX" or (subject.lower_ == "it" and cue.kind == "adjective"):
        return Source(None, (), subject, True)
    head, ranges = _phrase(subject)
    pronoun = _relative(tree, cue.head)
    if pronoun is not None and ranges and not any(s <= pronoun < e for s, e in ranges):
        ranges = (*ranges, (pronoun, pronoun + 1))
    return Source(head, ranges, subject, False)


def _according(token: Token) -> Token | None:
    return next((other for other in token.subtree if other.dep_ == "pobj"), None)


def _speaker(tree: Tree, cue: Cue) -> Source:
    """What stands before a colon: "Minister:", "PENCE:"."""
    start, end = tree.trim(tree.sents[tree.sent[cue.head]][0], cue.head)
    inside = [i for i in range(start, end) if start > tree.head[i] or tree.head[i] >= end or tree.head[i] == i]
    return Source(tree.doc[inside[-1]], ((start, end),)) if inside else Source()


def _owner(token: Token) -> Token | None:
    """The possessor of a noun, who it is by, or the subject of the verb it is the object of ("made the claim that")."""
    owner = grammar.child(token, "poss")
    if owner is not None:
        return owner
    for other in token.children:
        if other.dep_ == "prep" and other.lower_ in ("by", "from") and other.i > token.i:
            return grammar.child(other, "pobj")
    verb = token.head
    if token.dep_ in ("dobj", "obj", "attr") and verb.pos_ in grammar.VERBAL:
        subject, passive = grammar.subject(verb)
        return None if passive else subject
    return None


def _relative(tree: Tree, verb: int) -> int | None:
    return next((k for k in tree.kids[verb] if tree.dep[k] in grammar.SUBJECTS and tree.tag[k] in ("WP", "WDT")), None)


def _phrase(head: Token | None) -> tuple[Token | None, tuple[Range, ...]]:
    if head is None:
        return None, ()
    while head.dep_ == "appos" and head.head.pos_ in ("PROPN", "NOUN") and head.head.i < head.i:
        head = head.head
    return head, (grammar.noun_phrase(head),)
