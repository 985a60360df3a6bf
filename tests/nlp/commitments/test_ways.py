"""Ways of undertaking, refusing and threatening, varied: each sentence has its kind and what it is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from toolkit.nlp.pipeline import read
from toolkit.nlp.tabulate import make_rows

WAYS = {
    "refusal": [
        ("The Norwegian parliament voted down the treaty with Malta.", "the treaty with Malta"),
        ("The Norwegian parliament defeated a motion to send troops.", "a motion to send troops"),
        ("The Norwegian court dismissed Malta's request for extradition.", "Malta's request for extradition"),
        (
            "The Norwegian court denied Malta's request to extradite the banker.",
            "Malta's request to extradite the banker",
        ),
        ("Norway shot down a proposal to share the fish.", "a proposal to share the fish"),
        ("Norway opposes the plan to share the fish, its foreign minister said.", "the plan to share the fish"),
        ("Norway blocked the appointment of a Maltese judge.", "the appointment of a Maltese judge"),
        ("Norway scrapped plans to join the fund.", "join the fund"),
        ("Norway shelved a plan to send troops.", "send troops"),
        ("Norway abandoned its plan to buy the jets.", "buy the jets"),
        ("Norway dropped its promise to cut tariffs.", "cut tariffs"),
        ("Norway went back on its promise to send aid.", "its promise to send aid"),
        ("Norway backed out of a deal to sell the ships.", "a deal to sell the ships"),
        ("Norway remains opposed to lifting the embargo.", "lifting the embargo"),
    ],
    "threat": [
        ("Norway warned Malta of serious consequences.", "serious consequences"),
        ("Norway warned of serious consequences.", "serious consequences"),
        ("Norway hinted at sanctions against Malta.", "sanctions against Malta"),
    ],
    "commitment": [
        ("German industry has promised to hire more women.", "hire more women"),
        ("The tribe promised to open the road.", "open the road"),
        ("Norway has offered two field hospitals.", "two field hospitals"),
        ("Norway announced $5 million in aid for Malta.", "$5 million in aid for Malta"),
        ("Norway is preparing to send two ships to Malta.", "send two ships to Malta"),
    ],
}
NONE = [
    "The match promises to be a thriller.",
    "The sales tax plan has been defeated.",
    "Norway backed the plan for years.",
    "Norway went back on Monday.",
    "Norway dropped the ball in Malta.",
    "Norway hinted at a mistake.",
    "Norway voted on Monday.",
    "The price was prepared to perfection.",
]


@pytest.mark.parametrize(("kind", "text", "action"), [(kind, *told) for kind, rows in WAYS.items() for told in rows])
def test_each_way_has_its_kind_and_action(parse_text: Callable[..., Doc], kind: str, text: str, action: str) -> None:
    doc = parse_text(text)
    rows = make_rows(read(doc), doc.text).commitments
    assert [(row.kind.value, row.action) for row in rows] == [(kind, action)]


@pytest.mark.parametrize("text", NONE)
def test_the_same_words_elsewhere_undertake_nothing(parse_text: Callable[..., Doc], text: str) -> None:
    doc = parse_text(text)
    assert make_rows(read(doc), doc.text).commitments == ()
