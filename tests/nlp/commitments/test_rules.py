"""What each rule of commissive frames makes of a sentence as parsed in ``rules.parses.tsv`` (see ``tests/parses.py``)."""

from __future__ import annotations

from pathlib import Path

import pytest
from frames import columns
from parses import rows, stored

from toolkit.nlp.commitments.frames.find import find_frames
from toolkit.nlp.document.quotes import find_quotes

TABLE = Path(__file__).with_name("rules.tsv")
RULES = rows(TABLE)
PARSES = stored(TABLE)
NOTHING = ("-",) * 6


@pytest.mark.parametrize(("wanted", "sentence"), [(row[:-1], row[-1]) for row in RULES])
def test_rule(wanted: tuple[str, ...], sentence: str) -> None:
    doc = PARSES[sentence]
    assert [columns(doc, f) for f in find_frames(doc, find_quotes(doc))] == ([] if wanted == NOTHING else [wanted])
