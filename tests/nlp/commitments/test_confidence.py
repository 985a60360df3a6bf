"""How the parties of a commitment were found, which says how far they can be believed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from toolkit.nlp.pipeline import read
from toolkit.nlp.tabulate import make_rows


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Norway agreed to open the port.", "name-state"),
        ("NATO agreed to open the port.", "abbreviation-organisation"),
        ("Norway and Malta agreed to open the port.", "several-named"),
        ("Norway and Malta met on Monday. The two countries agreed to open the port.", "several-meant"),
        ("Norwegian Foreign Minister Kari Lund agreed to open the port. Norway was glad.", "bound-person"),
        ('"We agree to open the port," Norwegian Foreign Minister Kari Lund said.', "pronoun-we"),
        ("Norway met Malta on Monday. It agreed to open the port.", "pronoun-third"),
        ("Thirty hauliers agreed to open the port.", "unnamed"),
        ("The Norwegian government agreed to open the port. Norway told the rebels.", "bound-organisation"),
        ("Sanctions will be lifted, Norwegian Foreign Minister Kari Lund said.", "untold"),
    ],
)
def test_how_parties_were_found(parse_text: Callable[..., Doc], text: str, how: str) -> None:
    doc = parse_text(text)
    found = make_rows(read(doc), doc.text).commitments
    assert [row.party_rule for row in found] == [how]


def test_parties_known_by_name_are_surer_than_those_of_a_pronoun(parse_text: Callable[..., Doc]) -> None:
    doc = parse_text('Norway agreed to open the port. "We agree to close the mine," Kari Lund, a miner, said.')
    named, meant = make_rows(read(doc), doc.text).commitments
    assert named.party_confidence > meant.party_confidence
