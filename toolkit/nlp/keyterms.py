"""What an article is about, in a few terms, by textacy."""

from __future__ import annotations

import importlib
import sys
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MISSING = (
    "key terms are left out, since textacy is not installed: from Python 3.13 on, only the lock file brings it "
    "(make, or pip install --no-deps -r requirements.lock)"
)
"""What to tell where :func:`installed` says no."""


MOST_TOKENS = 3_000
"""An article says what it is about in so many tokens, some 17,000 characters: terms of what follows are not looked for."""


def installed() -> bool:
    """Whether textacy is there; its floret keeps plain ``pip install`` from bringing it to Python 3.13 and newer."""
    return find_spec("textacy") is not None


def key_terms(doc: Doc, most: int = 6) -> tuple[str, ...]:
    """The terms that an article turns on: nouns with their adjectives and fellow nouns, names left out.

    Parameters
    ----------
    doc
        A tagged and lemmatised Doc; of one longer than :data:`MOST_TOKENS`, only so much is looked at.
    most
        How many terms to give.

    Returns
    -------
    tuple of str
        Terms of several words first, the weightiest before others; none where the text is too short to tell. A term that
        shares a word with one before it is left out.

    Notes
    -----
    The weights are SGRank's as textacy implements it: Danesh, Sumner and Martin, SGRank: Combining Statistical and Graphical
    Methods to Improve the State of the Art in Unsupervised Keyphrase Extraction, *SEM 2015. The window in which terms are
    taken to occur together is the whole article: textacy moves a shorter one on by single tokens, and each time compares all
    terms in it with each other.
    """
    if len(doc) > MOST_TOKENS:
        doc = doc[:MOST_TOKENS].as_doc()
    nouns = {_normal(token) for token in doc if token.pos_ == "NOUN"}
    kept: list[str] = []
    taken: set[str] = set()
    for term in _ranked(doc):
        words = term.split()
        stems = {word.rstrip("s") for word in words}
        if words[-1] in nouns and not stems & taken:
            kept.append(term)
            taken |= stems
    return tuple(kept[:most])


def _ranked(doc: Doc) -> list[str]:
    """Candidates, those of several words first, then by weight."""
    sgrank = _textacy("textacy.extract.keyterms.sgrank").sgrank
    try:
        ranked = sgrank(
            doc,
            normalize=_normal,
            ngrams=(1, 2, 3),
            include_pos=("NOUN", "ADJ"),
            topn=100,
            window_size=max(_WINDOW, len(doc)),
        )
    except (ValueError, ZeroDivisionError):  # fewer than two candidates
        return []
    return [term for term, _ in sorted(ranked, key=lambda item: (" " not in item[0], -round(item[1], 9), item[0]))]


_WINDOW = 1500
"""textacy's own window, in tokens: most articles are shorter."""


def _normal(token: Token) -> str:
    """Lower case, but capitals inside a sentence ("European", "NATO") are meant."""
    return token.text if not token.is_sent_start and not token.is_lower else token.lower_


def _textacy(module: str) -> Any:
    """A module of textacy, also where floret is missing.

    textacy imports floret, with which it guesses languages, when it is imported itself, and floret has no wheels from
    Python 3.13 on. What is put in its place for that moment refuses to be used.
    """
    if "textacy" in sys.modules or find_spec("floret") is not None:
        return importlib.import_module(module)
    absent = ModuleType("floret")
    absent._floret = object  # type: ignore[attr-defined]  # named in type hints only
    absent.__getattr__ = _refuse  # type: ignore[method-assign]
    names = ("floret", "floret.floret")
    sys.modules.update(dict.fromkeys(names, absent))
    try:
        return importlib.import_module(module)
    finally:
        for name in names:
            del sys.modules[name]


def _refuse(name: str) -> NoReturn:
    if name.startswith("__"):
        raise AttributeError(name)
    raise ImportError("textacy guesses languages with floret, which is not installed")
