"""Where speakers stand, by their words of speech."""

from __future__ import annotations

import pytest

from toolkit.nlp.statements.stands import stand_of
from toolkit.records import CueClass


@pytest.mark.parametrize(
    ("cue", "content", "negated", "expected"),
    [
        ("urged", "Norland to leave", False, "demand"),
        ("called for", "a truce", False, "demand"),
        ("called", "for a truce", False, "demand"),
        ("called", "the deal a fraud", False, None),
        ("welcomed", "the deal", False, "agreement"),
        ("agree", "to it", True, "disagreement"),
        ("rejected", "the plan", False, "disagreement"),
        ("rejected", "the plan", True, None),
        ("said", "it was raining", False, None),
        ("said", "Norland must leave the bay", False, "demand"),
        ("said", "the boats have to go", False, "demand"),
        ("said", "we must be patient", False, None),
        ("said", "mustard is cheap", False, None),
        ("welcomed", "that all must leave", False, "agreement"),
        ("did not say", "Norland must leave", True, None),
    ],
)
def test_stands_are_read_off_the_words_of_speech(cue: str, content: str, negated: bool, expected: str | None) -> None:
    assert stand_of(cue, content, CueClass.SPEECH, negated) == expected
