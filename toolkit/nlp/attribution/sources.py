"""Who is the source of a cue: subject, agent, possessor, the name before its description."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.nlp import grammar
from toolkit.nlp.attribution.cues import Cue
from toolkit.nlp.attribution.tree import Tree
from toolkit.nlp.layers import Range


def find_source(tree: Tree, cue: Cue) -> tuple[Token | None, tuple[Range, ...]]:
    """The head of the source phrase and its ranges (a relative pronoun's antecedent comes first); none if there is none."""
    token = tree.doc[cue.head]
    if cue.kind == "according":
        return _phrase(tree, _according(token))
    if cue.kind != "verb":
        return None, ()
    subject, passive = grammar.subject(token)
    if passive:
        return _phrase(tree, grammar.agent(token))
    if subject is None or (subject.lower_ in ("it", "there") and token.lemma_ in ("seem", "appear", "happen")):
        return None, ()
    head, ranges = _phrase(tree, subject)
    pronoun = _relative(tree, cue.head)
    if pronoun is not None and ranges and not any(s <= pronoun < e for s, e in ranges):
        ranges = (*ranges, (pronoun, pronoun + 1))
    return head, ranges


def _according(token: Token) -> Token | None:
    for other in token.subtree:
        if other.dep_ == "pobj":
            return other
    return None


def _relative(tree: Tree, verb: int) -> int | None:
    for k in tree.kids[verb]:
        if tree.dep[k] in grammar.SUBJECTS and tree.tag[k] in ("WP", "WDT"):
            return k
    return None


def _phrase(tree: Tree, head: Token | None) -> tuple[Token | None, tuple[Range, ...]]:
    if head is None:
        return None, ()
    while head.dep_ == "appos" and head.head.pos_ in ("PROPN", "NOUN") and head.head.i < head.i:
        head = head.head
    return head, (grammar.noun_phrase(head),)
