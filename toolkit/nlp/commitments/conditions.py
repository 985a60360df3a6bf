"""On what condition something is undertaken: "unless", "only when", "provided", "in return for", "on an equal basis"."""

from __future__ import annotations

import re
from collections.abc import Collection

from spacy.tokens import Token

from toolkit.lexicon import alternatives
from toolkit.nlp.commitments.words import words
from toolkit.nlp.document.grammar import VERBAL, ancestors, trimmed
from toolkit.nlp.document.lemmas import lemma_of
from toolkit.nlp.layers import Range

_CLAUSE, _AFTER_ONLY, _ENDS, _PHRASE, _MANNER, _BASIS, _PRINCIPLE = (
    alternatives("conditions", key)
    for key in ("clauses", "after_only", "ends", "phrases", "manners", "bases", "principles")
)
_BEFORE_CLAUSE = re.compile(rf"(?:but |and |even |and then )?(?:only |not |except )?{_CLAUSE}\b")
_BEFORE_TIME = re.compile(rf"(?:but )?(?:only )?{_AFTER_ONLY}\b")
_BEFORE_NOUN = re.compile(
    rf"(?:but |and )?(?:only )?(?:{_PHRASE}|on (?:an? )?{_MANNER} {_BASIS}|on the basis of {_PRINCIPLE})\b"
)
_UNTIL = re.compile(rf"{_ENDS}\b")
_IF_NOT = "if not "
_LONGEST = 8
"""Words of a phrase that are looked at: no form above is longer."""

_APART = frozenset({"relcl", "ccomp", "csubj", "csubjpass", "parataxis"})
_ADVERBIAL = frozenset({"advcl", "prep", "advmod", "acl", "ccomp", "dep", "pcomp", "xcomp", "mark", "prt", "parataxis"})


def condition_heads(token: Token, without: Collection[Token] = ()) -> list[Token]:
    """The phrases below ``token`` that name a condition, by the tokens that head them.

    Those of coordinated verbs and of clauses with a statement of their own are not looked at, nor those of ``without``.
    """
    found = []
    stack = [c for c in token.children if c not in without]
    while stack:
        other = stack.pop()
        if (other.dep_ in _ADVERBIAL or _but_only(other)) and _names_condition(other, token):
            found.append(other)
        elif not _is_apart(other):
            stack.extend(c for c in other.children if c not in without)
    return sorted(found, key=lambda t: t.i)


def _is_apart(other: Token) -> bool:
    """Whether a clause has a statement of its own."""
    return other.dep_ in _APART or (other.dep_ == "conj" and other.pos_ in VERBAL)


def _names_condition(phrase: Token, governor: Token) -> bool:
    """Whether a phrase begins as a condition does."""
    first = phrase.left_edge.i
    text = phrase.doc[first : min(first + _LONGEST, phrase.right_edge.i + 1)].text.lower().lstrip("\"“‘' ")
    if _BEFORE_CLAUSE.match(text) and not text.startswith(_IF_NOT):
        return phrase.dep_ != "mark"
    if _BEFORE_NOUN.match(text):
        return True
    if not _BEFORE_TIME.match(text) or not (phrase.dep_ in ("advcl", "prep") or _but_only(phrase)):
        return False
    return _only(phrase) or (bool(_UNTIL.match(text)) and _denied(phrase, governor))


def _but_only(phrase: Token) -> bool:
    """ "Will open the border, but only if the talks go on": to the parser, a coordinated clause."""
    first = phrase.left_edge
    return phrase.dep_ == "conj" and phrase.pos_ in VERBAL and first.lower_ == "only" and first.i < phrase.i


def _only(phrase: Token) -> bool:
    """Whether "only" bears on a phrase: before it, or before the verb that governs it ("will only be lifted when")."""
    first = phrase.left_edge
    if first.lower_ == "only" or (first.i > 0 and first.nbor(-1).lower_ == "only"):
        return True
    return any(c.lower_ == "only" and c.dep_ == "advmod" and c.i < phrase.i for c in phrase.head.children)


def _denied(phrase: Token, governor: Token) -> bool:
    """Whether "until" follows a negation, and so names a condition: "will not lift sanctions until"."""
    verb = phrase.head
    if phrase.dep_ != "advcl":
        return False
    above = {lemma_of(verb), lemma_of(governor), *(lemma_of(a) for a in ancestors(phrase))}
    return any(c.dep_ == "neg" for c in verb.children) or bool(above & words("ruling_out"))


def condition_of(token: Token, without: Collection[Token] = ()) -> Range | None:
    """The words of the first condition that hangs on ``token``; ``None`` if there is none."""
    heads = condition_heads(token, without)
    if not heads:
        return None
    return trimmed(token.doc, heads[0].left_edge.i, heads[0].right_edge.i + 1)
