"""Lemmas, right also where the model is not."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from toolkit import lexicon


def lemma_of(token: Token) -> str:
    """The lemma in lower case, right also where the models' rules for verbs in -e go wrong ("hopes" to "hop")."""
    return _right_lemmas().get(token.lower_) or token.lemma_.lower()


@cache
def _right_lemmas() -> dict[str, str]:
    return {form: lemma for lemma, forms in lexicon.document("commissives")["lemmas"].items() for form in forms}
