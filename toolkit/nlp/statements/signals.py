"""Facts about single words and stretches that the learned stage asks for again and again."""

from __future__ import annotations

from itertools import accumulate

from toolkit.nlp.statements.cues import ACCORDING, adjectives, nouns, verbs
from toolkit.nlp.statements.tree import Tree

STRONG = 0.4
"""Rate from which on a word is a strong cue."""


def level(rate: float) -> str:
    """A rate as one of six words."""
    return "abcdef"[min(5, int(rate * 6))]


_LEXICONS = {"VERB": verbs, "NOUN": nouns, "ADJ": adjectives}


def rate_of(tree: Tree, i: int) -> float:
    """How often the word is a cue, by the lexicon."""
    lexicon = _LEXICONS.get(tree.pos[i])
    if lexicon is None:
        return ACCORDING if tree.lower[i] == "according" else 0.0
    entry = lexicon().get(tree.lemma[i])
    return entry.rate if entry is not None else 0.0


def rates(tree: Tree) -> list[float]:
    """:func:`rate_of` of every token."""
    if "rates" not in tree.memo:
        tree.memo["rates"] = [rate_of(tree, i) for i in range(len(tree))]
    return tree.memo["rates"]


def strong_cues(tree: Tree, start: int, end: int) -> int:
    """How many words of a stretch, statements in quotation marks apart, are strong cues."""
    if "strong" not in tree.memo:
        flags = (rate >= STRONG and not tree.in_statement(i) for i, rate in enumerate(rates(tree)))
        tree.memo["strong"] = [0, *accumulate(flags)]
    counts = tree.memo["strong"]
    return int(counts[max(start, end)] - counts[start])


def holds_statement(tree: Tree, start: int, end: int) -> bool:
    """Whether a token of the stretch stands in a quotation long enough to be a statement."""
    if "stated" not in tree.memo:
        tree.memo["stated"] = [0, *accumulate(tree.in_statement(i) for i in range(len(tree)))]
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
    if a < 0 and b < 0:
        return "holds" if holds_quote(tree, start, end) else "none"
    # The marks themselves may be left out of the stretch.
    begun = a >= 0 and tree.quotes[a].start < start - 1
    cut = begun or (b >= 0 and tree.quotes[b].end > end + 1)
    if a == b:
        return "in" if cut else "whole"
    return "cut" if cut else _QUOTED_AT[a >= 0, b >= 0]


_QUOTED_AT = {(True, False): "begins", (False, True): "ends", (True, True): "both"}
"""How a stretch lies that no quotation runs out of, by whether it begins and ends in one."""
