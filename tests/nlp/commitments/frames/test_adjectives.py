"""Adjectives that undertake or refuse, on Docs built by hand."""

from __future__ import annotations

import pytest
from frames import brief
from trees import drawn, token

from toolkit.nlp.commitments.frames.adjectives import adjective_frames
from toolkit.nlp.commitments.frames.commissive_words import commissives

Brief = tuple[str, str, str]
IS = "Zenda|nsubj|is is/VBZ=be|ROOT"


def found(text: str, adjective: str) -> list[Brief]:
    doc = drawn(text)
    return brief(doc, adjective_frames(token(doc, adjective), commissives(adjective, "adjective")[0]))


@pytest.mark.parametrize(
    ("text", "adjective", "expected"),
    [
        (f"{IS} ready/JJ|acomp|is to|aux|sign sign/VB|xcomp|ready", "ready", ("adjective-ready", "Zenda", "sign")),
        (f"{IS} set/JJ|acomp|is to|aux|sign sign/VB|xcomp|set", "set", ("adjective-planned", "Zenda", "sign")),
        (f"{IS} not|neg|is ready/JJ|acomp|is to|aux|sign sign/VB|xcomp|ready", "ready", ("adjective-not", "Zenda", "sign")),
        (f"{IS} not|neg|ready ready/JJ|acomp|is to|aux|sign sign/VB|xcomp|ready", "ready", ("adjective-not", "Zenda", "sign")),
        (f"{IS} unwilling/JJ|acomp|is to|aux|sign sign/VB|xcomp|unwilling", "unwilling", ("adjective-not", "Zenda", "sign")),
        (f"{IS} not|neg|is unwilling/JJ|acomp|is to|aux|sign sign/VB|xcomp|unwilling", "unwilling", None),
        (f"{IS} not|neg|is glad/JJ|acomp|is to|aux|sign sign/VB|xcomp|glad", "glad", None),
        (f"{IS} ready/JJ|acomp|is to|aux|attack attack/VB|xcomp|ready", "ready", ("adjective-harm", "Zenda", "attack")),
        (f"{IS} prepared/VBN|acomp|is to|aux|sign sign/VB|xcomp|prepared", "prepared", ("adjective-ready", "Zenda", "sign")),
        ("Zenda|nsubj|seems seems/VBZ=seem|ROOT ready/JJ|acomp|seems to|aux|sign sign/VB|xcomp|ready", "ready", None),
        ("It|nsubj|is is/VBZ=be|ROOT set/JJ|acomp|is to|aux|rain rain/VB=happen|xcomp|set", "set", None),
        ("prices/NNS=price|nsubj|is is/VBZ=be|ROOT ready/JJ|acomp|is to|aux|sign sign/VB|xcomp|ready", "ready", None),
        (f"{IS} ready/JJ|acomp|is to|aux|see see/VB|xcomp|ready", "ready", None),
        (f"{IS} ready/JJ|acomp|is", "ready", None),
        (f"{IS} ready/JJ|acomp|is for|prep|ready talks/NNS|pobj|for", "ready", ("adjective-ready", "Zenda", "talks")),
        (f"{IS} ready/JJ|acomp|is for|prep|ready it/PRP|pobj|for", "ready", None),
        (f"{IS} ready/JJ|acomp|is about/IN|prep|ready talks/NNS|pobj|about", "ready", None),
        (f"{IS} ready/JJ|acomp|is for|prep|ready advice|pobj|for", "ready", None),
    ],
)  # fmt: skip
def test_what_somebody_is_ready_for(text: str, adjective: str, expected: Brief | None) -> None:
    assert found(text, adjective) == ([expected] if expected else [])


@pytest.mark.parametrize(("adjective", "counts"), [("ready", True), ("open", False)])
def test_a_coordinated_adjective_is_said_of_the_same_actor_unless_the_table_bars_it(
    adjective: str, counts: bool
) -> None:
    text = f"{IS} strong/JJ|acomp|is and|cc|strong {adjective}/JJ|conj|strong to|aux|sign sign/VB|xcomp|{adjective}"
    assert found(text, adjective) == ([("adjective-ready", "Zenda", "sign")] if counts else [])


def test_a_participle_with_a_be_of_its_own_is_its_own_copula() -> None:
    text = "Zenda|nsubjpass|prepared is/VBZ=be|auxpass|prepared prepared/VBN|ROOT to|aux|sign sign/VB|xcomp|prepared"
    assert found(text, "prepared") == [("adjective-ready", "Zenda", "sign")]
