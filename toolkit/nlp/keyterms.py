"""What an article is about, in a few terms, by textacy."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def key_terms(doc: Doc, most: int = 6) -> tuple[str, ...]:
    """The terms that an article turns on: nouns with their adjectives and fellow nouns, names left out.

    Parameters
    ----------
    doc
        A tagged and lemmatised Doc.
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
    Methods to Improve the State of the Art in Unsupervised Keyphrase Extraction, *SEM 2015.
    """
    from textacy.extract.keyterms.sgrank import sgrank

    nouns = {_normal(token) for token in doc if token.pos_ == "NOUN"}
    try:
        # textacy calls it with tokens, though its hints say spans
        ranked = sgrank(doc, normalize=_normal, ngrams=(1, 2, 3), include_pos=("NOUN", "ADJ"), topn=100)  # type: ignore[arg-type]
    except (ValueError, ZeroDivisionError):  # fewer than two candidates
        return ()
    kept: list[str] = []
    for term, _ in sorted(ranked, key=lambda item: (" " not in item[0], -round(item[1], 9), item[0])):
        stems = {word.rstrip("s") for word in term.split()}
        if term.split()[-1] in nouns and not any(stems & {w.rstrip("s") for w in other.split()} for other in kept):
            kept.append(term)
    return tuple(kept[:most])


def _normal(token: Token) -> str:
    """Lower case, but capitals inside a sentence ("European", "NATO") are meant."""
    return token.text if not token.is_sent_start and not token.is_lower else token.lower_
