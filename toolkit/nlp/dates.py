"""Time expressions: value, interval, precision and relation."""

from __future__ import annotations

import datetime as dt

from spacy.tokens import Doc

from toolkit.nlp.layers import TimeExpression


def find_times(doc: Doc, anchor: dt.date | None) -> list[TimeExpression]:
    """The time expressions of a Doc, in order."""
    return []
