"""Who tells of a commitment, who is bound by it and toward whom, where no name says so at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from toolkit.nlp.pipeline import read
from toolkit.nlp.tabulate import make_rows
from toolkit.records import Commitment

Rows = Callable[[str], tuple[Commitment, ...]]


@pytest.fixture
def commitments_in(parse_text: Callable[..., Doc]) -> Rows:
    def found(text: str) -> tuple[Commitment, ...]:
        doc = parse_text(text)
        return make_rows(read(doc), doc.text).commitments

    return found


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Norway will send two ships to Malta, government officials said.", "government officials"),
        ("Norway will send two ships to Malta, a senior official said.", "a senior official"),
        ("Norway will send two ships to Malta, sources said.", "sources"),
        ("Taliban officials said the Taliban would free the pilots.", "Taliban officials"),
        ("Norwegian officials said Norway would send two ships to Malta.", "Norway"),
        (
            "A senior official met reporters on Monday. Norway will send two ships to Malta, the official said.",
            "A senior official",
        ),
    ],
)
def test_a_source_without_a_name_is_told_as_the_text_calls_it(commitments_in: Rows, text: str, who: str) -> None:
    (row,) = commitments_in(text)
    assert row.reported_by_names == (who,)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Most EU nations agreed to open the port.", ("EU nations",)),
        ("NATO allies agreed to open the port.", ("NATO allies",)),
        ("The EU agreed to open the port.", ("European Union",)),
        ("The hauliers met on Monday. They agreed to open the port.", ("hauliers",)),
        ("Some of the Norwegian hauliers agreed to open the port.", ("Norwegian hauliers",)),
        ("The Taliban rule Afghanistan now. The Taliban agreed to open the road.", ("Taliban",)),
    ],
)
def test_members_are_not_their_body_and_they_are_who_was_named(
    commitments_in: Rows, text: str, who: tuple[str, ...]
) -> None:
    (row,) = commitments_in(text)
    assert tuple(name.removeprefix("Most ") for name in row.party_names) == who


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Norway agreed to meet Malta in Italy.", ("Malta",)),
        ("Norway promised to open an office in Italy.", ()),
        ("Norway promised to cut tolls in line with Malta's rules.", ()),
        ("Norway promised to cut tolls under the Maltese accord.", ()),
        ("Norway promised to send ships to Malta.", ("Malta",)),
        ("Norway promised to send its soldiers home, according to Malta.", ()),
    ],
)
def test_where_and_by_what_measure_is_not_toward_whom(commitments_in: Rows, text: str, whom: tuple[str, ...]) -> None:
    (row,) = commitments_in(text)
    assert row.counterpart_names == whom


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Malta asked for more. Norway refused to send a ship.", ("Malta",)),
        ("Malta asked for more. Norway is ready to talk.", ("Malta",)),
        ("Malta asked for more. Norway threatened to close the port.", ("Malta",)),
        ("Malta asked for more. Norway promised to build a port.", ()),
        ("Malta asked for more. The Seamen's Union refused to load the ship.", ()),
    ],
)
def test_what_a_state_refuses_threatens_or_offers_is_toward_the_other_state(
    commitments_in: Rows, text: str, whom: tuple[str, ...]
) -> None:
    (row,) = commitments_in(text)
    assert row.counterpart_names == whom
