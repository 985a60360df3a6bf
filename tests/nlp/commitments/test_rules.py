"""What each rule of commissive frames makes of a sentence as parsed in ``rules.parses.tsv`` (see ``tests/parses.py``)."""

from __future__ import annotations

from pathlib import Path

import pytest
from parses import rows, stored
from spacy.tokens import Doc, Token

from toolkit.nlp.commitments.frames.find import find_frames
from toolkit.nlp.commitments.frames.frame import Frame
from toolkit.nlp.document.quotes import find_quotes

TABLE = Path(__file__).with_name("rules.tsv")
RULES = rows(TABLE)
PARSES = stored(TABLE)
NOTHING = ("-",) * 6


def columns(doc: Doc, frame: Frame) -> tuple[str, ...]:
    """The frame as a row of the table, without the sentence."""
    trigger = " .. ".join(doc[start:end].text for start, end in frame.trigger)
    actions = " | ".join(doc[action.range[0] : action.range[1]].text for action in frame.actions)
    return frame.rule, str(frame.status), trigger, word(frame.holder), word(frame.partner), actions


def word(token: Token | None) -> str:
    return "-" if token is None else token.text


@pytest.mark.parametrize(("wanted", "sentence"), [(row[:-1], row[-1]) for row in RULES])
def test_rule(wanted: tuple[str, ...], sentence: str) -> None:
    doc = PARSES[sentence]
    assert [columns(doc, f) for f in find_frames(doc, find_quotes(doc))] == ([] if wanted == NOTHING else [wanted])
