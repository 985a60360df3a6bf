"""Lemmas, right also where the model is not, and whether some tokens have one among the words wanted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

from spacy.tokens import Token

from toolkit import lexicon


def lemma_of(token: Token) -> str:
    """The lemma in lower case, right also where the models' rules for verbs in -e go wrong ("hopes" to "hop")."""
    return _right_lemmas().get(token.lower_) or token.lemma_.lower()


@cache
def _right_lemmas() -> dict[str, str]:
    return {form: lemma for lemma, forms in lexicon.document("commissives")["lemmas"].items() for form in forms}


def any_lemma(tokens: Iterable[Token], wanted: Collection[str]) -> bool:
    """Whether the lemma of one of ``tokens`` is ``wanted``."""
    return any(lemma_of(token) in wanted for token in tokens)


def any_word(tokens: Iterable[Token], wanted: Collection[str]) -> bool:
    """Whether one of ``tokens``, as it is written, is one of the words ``wanted``, in lower case."""
    return any(token.lower_ in wanted for token in tokens)
