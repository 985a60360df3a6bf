"""Docs built by hand, so that tests of rules over the tree do not depend on what a model makes of a sentence."""

from __future__ import annotations

from collections.abc import Mapping

import spacy
from spacy.tokens import Doc, Span, Token

VOCAB = spacy.blank("en").vocab
Row = tuple[str, str, str, int, str]
"""Word, lemma, tag/pos, head and dep of a token."""


def build(*rows: Row) -> Doc:
    """A Doc from ``(word, lemma, tag/pos, head, dep)``."""
    words, lemmas, tags, heads, deps = zip(*rows, strict=True)
    return Doc(
        VOCAB,
        words=list(words),
        lemmas=list(lemmas),
        tags=[t.split("/")[0] for t in tags],
        pos=[t.split("/")[1] for t in tags],
        heads=list(heads),
        deps=list(deps),
    )


_SMALL = {
    "a": "DT", "an": "DT", "the": "DT", "its": "PRP$", "their": "PRP$", "his": "PRP$", "her": "PRP$", "who": "WP", "of": "IN",
    "in": "IN", "at": "IN", "for": "IN", "with": "IN", "on": "IN", "from": "IN", "by": "IN", "to": "IN", "and": "CC",
    "'s": "POS", "(": "-LRB-", ")": "-RRB-",
}  # fmt: skip
_POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "JJ": "ADJ", "VB": "VERB", "VBD": "VERB", "VBZ": "VERB", "VBN": "VERB",
    "VBG": "VERB", "VBP": "VERB",
    "DT": "DET", "PRP$": "PRON", "WP": "PRON", "PRP": "PRON", "EX": "PRON",
    "IN": "ADP", "CC": "CCONJ", "POS": "PART", "RB": "ADV", "CD": "NUM", "MD": "AUX",
}  # fmt: skip


def sketch(
    text: str,
    *,
    ents: Mapping[str, str] | None = None,
    deps: Mapping[str, str] | None = None,
    lemmas: Mapping[str, str] | None = None,
) -> Doc:
    """A Doc of one sentence from words with blanks between them, for rules over names that need little of a tree.

    A word may carry its tag (``said/VBD``); without one it is a proper noun if it begins with a capital, else a noun, but
    for a few small words. ``ents`` gives labels of the entity tagger by phrase, ``deps`` label and head by word
    (``{"Berg": "nsubj:said"}``; the others hang on the one labelled ROOT, or on the first), ``lemmas`` the lemmas that differ
    from the words. Where a word stands more than once, the first is meant.
    """
    pairs = [word.rsplit("/", 1) if "/" in word else [word, _tag(word)] for word in text.split()]
    words = [word for word, _ in pairs]
    root = next((words.index(word) for word, given in (deps or {}).items() if given.startswith("ROOT:")), 0)
    heads, labels = [root] * len(words), ["dep"] * len(words)
    labels[root] = "ROOT"
    for word, given in (deps or {}).items():
        labels[words.index(word)], head = given.split(":")
        heads[words.index(word)] = words.index(head)
    doc = Doc(
        VOCAB,
        words=words,
        tags=[tag for _, tag in pairs],
        pos=[_POS.get(tag, "PUNCT") for _, tag in pairs],
        lemmas=[(lemmas or {}).get(word, word) for word in words],
        heads=heads,
        deps=labels,
    )
    doc.set_ents([span(doc, phrase, label) for phrase, label in (ents or {}).items()])
    return doc


def drawn(text: str, ents: Mapping[str, str] | None = None) -> Doc:
    """A Doc as :func:`sketch` makes it, of words that carry lemma, label and head: ``said/VBD=say|ROOT Berg|nsubj|said``."""
    words, deps, lemmas = [], {}, {}
    for item in text.split():
        tagged, *place = item.split("|")
        tagged, _, lemma = tagged.partition("=")
        word = tagged.rsplit("/", 1)[0]
        words.append(tagged)
        if place:
            deps[word] = ":".join(place if len(place) == 2 else [*place, word])
        if lemma:
            lemmas[word] = lemma
    return sketch(" ".join(words), ents=ents, deps=deps, lemmas=lemmas)


def _tag(word: str) -> str:
    if not any(c.isalnum() for c in word) or word.lower() in _SMALL:
        return _SMALL.get(word.lower(), ".")
    return "CD" if word.isdigit() else "NNP" if word[0].isupper() else "NN"


def span(doc: Doc, phrase: str, label: str = "") -> Span:
    """Where a phrase first stands in a Doc, its words with blanks between them."""
    words = phrase.split()
    starts = range(len(doc) - len(words) + 1)
    start = next(i for i in starts if [t.text for t in doc[i : i + len(words)]] == words)
    return Span(doc, start, start + len(words), label=label)


def token(doc: Doc, word: str) -> Token:
    """The first token of a Doc that is a word."""
    return next(t for t in doc if t.text == word)
