"""The words that the rules on commitments look for, and how they ask a token's neighbours for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.document.grammar import child

NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})
"""Entity labels of those who act."""

NO = frozenset({"no", "neither"})


@cache
def words(key: str) -> frozenset[str]:
    """A list of ``lexicon/en/commissives.yaml`` as a set; ``key`` is the path to it, steps joined by ``.``."""
    return lexicon.words("commissives", key)


@cache
def harm_words(key: str) -> frozenset[str]:
    """A list of ``lexicon/en/harm.yaml`` as a set."""
    return lexicon.words("harm", key)


def under_prepositions(
    token: Token, prepositions: Collection[str], labels: Collection[str] = ("prep",)
) -> Iterator[tuple[Token, Token]]:
    """The prepositions of a word that are among ``prepositions``, each with the noun or gerund under it.

    Parameters
    ----------
    token
        The word they hang on.
    prepositions
        The prepositions wanted, in lower case.
    labels
        The labels under which one may hang on the word.
    """
    for other in token.children:
        if other.dep_ in labels and other.lower_ in prepositions:
            inner = child(other, "pobj", "pcomp")
            if inner is not None:
                yield other, inner
