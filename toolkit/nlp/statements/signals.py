"""Facts about single words and stretches that the learned stage asks for again and again."""

from __future__ import annotations

from itertools import accumulate

from toolkit.nlp.statements.cues import SHORTEST_STATEMENT, adjectives, nouns, verbs
from toolkit.nlp.statements.tree import Tree

STRONG = 0.4
"""Rate from which on a word is a strong cue."""


def level(rate: float) -> str:
    """A rate as one of six words."""
    return "abcdef"[min(5, int(rate * 6))]


def rate_of(tree: Tree, i: int) -> float:
    """How often the word is a cue, by the lexicon."""
    if tree.pos[i] == "VERB":
        entry = verbs().get(tree.lemma[i])
    elif tree.pos[i] == "NOUN":
        entry = nouns().get(tree.lemma[i])
    elif tree.pos[i] == "ADJ":
        entry = adjectives().get(tree.lemma[i])
    else:
        return 0.95 if tree.lower[i] == "according" else 0.0
    return entry.rate if entry is not None else 0.0


def statement_at(tree: Tree, i: int) -> bool:
    """Whether the token stands in a quotation long enough to be a statement."""
    k = tree.quote[i]
    return k >= 0 and tree.quotes[k].end - tree.quotes[k].start >= SHORTEST_STATEMENT


def rates(tree: Tree) -> list[float]:
    """:func:`rate_of` of every token."""
    if "rates" not in tree.memo:
        tree.memo["rates"] = [rate_of(tree, i) for i in range(len(tree))]
    return tree.memo["rates"]


def strong_cues(tree: Tree, start: int, end: int) -> int:
    """How many words of a stretch, statements in quotation marks apart, are strong cues."""
    if "strong" not in tree.memo:
        flags = (rate >= STRONG and not statement_at(tree, i) for i, rate in enumerate(rates(tree)))
        tree.memo["strong"] = [0, *accumulate(flags)]
    counts = tree.memo["strong"]
    return int(counts[max(start, end)] - counts[start])


def holds_statement(tree: Tree, start: int, end: int) -> bool:
    """Whether a token of the stretch stands in a quotation long enough to be a statement."""
    if "stated" not in tree.memo:
        tree.memo["stated"] = [0, *accumulate(statement_at(tree, i) for i in range(len(tree)))]
    counts = tree.memo["stated"]
    return bool(counts[end] > counts[start])


def holds_quote(tree: Tree, start: int, end: int) -> bool:
    """Whether a token of the stretch stands in quotation marks."""
    if "quoted" not in tree.memo:
        tree.memo["quoted"] = [0, *accumulate(k >= 0 for k in tree.quote)]
    counts = tree.memo["quoted"]
    return bool(counts[end] > counts[start])


def quote_relation(tree: Tree, start: int, end: int) -> str:
    """How a stretch lies to the quotations: ``whole``, ``in`` one, ``cut`` through one, with one inside, or ``none``."""
    a, b = tree.quote[start], tree.quote[end - 1]
    if a >= 0 and a == b:
        quote = tree.quotes[a]
        return "whole" if quote.start >= start - 1 and quote.end <= end + 1 else "in"
    if a >= 0 and tree.quotes[a].start < start - 1:
        return "cut"
    if b >= 0 and tree.quotes[b].end > end + 1:
        return "cut"
    if a >= 0:
        return "begins" if b < 0 else "both"
    if b >= 0:
        return "ends"
    return "holds" if holds_quote(tree, start, end) else "none"
