"""The words of ``lexicon/en/commissives.yaml``, and lemmas to look them up by."""

from __future__ import annotations

from functools import cache

from toolkit import lexicon


@cache
def words(key: str) -> frozenset[str]:
    """A list of ``lexicon/en/commissives.yaml`` as a set; ``key`` is the path to it, steps joined by ``.``."""
    return lexicon.words("commissives", key)
