"""Quotation marks to spans, paragraph by paragraph."""

from __future__ import annotations

from spacy.tokens import Doc

from toolkit.nlp.layers import Quote


def find_quotes(doc: Doc) -> list[Quote]:
    """The quotations of a Doc, in order."""
    return []
