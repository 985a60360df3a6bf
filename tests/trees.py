"""Docs built by hand, so that tests of rules over the tree do not depend on what a model makes of a sentence."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

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
