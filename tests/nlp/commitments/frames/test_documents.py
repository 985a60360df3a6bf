"""What documents hold and bind to, on Docs built by hand."""

from __future__ import annotations

import pytest
from frames import columns
from trees import drawn, token

from toolkit.nlp.commitments.frames.documents import document_frames

Columns = tuple[str, ...]


def found(text: str, verb: str) -> list[Columns]:
    doc = drawn(text)
    return [columns(doc, frame) for frame in document_frames(token(doc, verb))]


INCLUDE = "the|det|agenda agenda|nsubj|include {}/MD|aux|include include/VB|ROOT a|det|timetable timetable|dobj|include"
FOR = "the|det|{0} {0}|nsubj|provides provides/VBZ=provide|ROOT for|prep|provides talks/NNS|pobj|for"
LAYS = (
    "the|det|{0} {0}|nsubj|calls calls/VBZ=call|ROOT for/IN|mark|meet Zenda|nsubj|meet to|aux|meet meet/VB|advcl|calls"
)
BINDS = "the|det|{0} {0}|nsubj|obliges obliges/VBZ=oblige|ROOT {1}|dobj|obliges to|aux|pay pay/VB|xcomp|obliges"


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        (INCLUDE.format("would"), "include", ("document-future", "pledged", "would include", "-", "-", "a timetable")),
        (INCLUDE.format("may"), "include", None),
        (INCLUDE.format("would").replace("agenda", "basket"), "include", None),
        (INCLUDE.format("would").replace("timetable timetable", "big big/JJ"), "include", None),
        (INCLUDE.format("would") + " not|neg|include", "include", None),
        (FOR.format("treaty"), "provides", ("document-standing", "background", "provides for", "-", "-", "talks")),
        (FOR.format("agenda"), "provides", None),
        (FOR.format("treaty").replace("for|prep", "with|prep").replace("pobj|for", "pobj|with"), "provides", None),
        (LAYS.format("accord"), "calls", ("document-clause", "agreed", "calls", "Zenda", "-", "meet")),
        (LAYS.format("agenda"), "calls", None),
        (LAYS.format("accord").replace("Zenda", "prices/NNS=price"), "calls", None),
        (LAYS.format("accord").replace("for/IN", "as/IN"), "calls", None),
        (BINDS.format("treaty", "countries/NNS=country"), "obliges",
            ("document-binds", "background", "obliges", "countries", "-", "pay")),
        (BINDS.format("statement", "countries/NNS=country"), "obliges",
            ("document-binds", "agreed", "obliges", "countries", "-", "pay")),
        (BINDS.format("agenda", "countries/NNS=country"), "obliges", None),
        (BINDS.format("treaty", "prices/NNS=price"), "obliges", None),
        (BINDS.format("treaty", "countries/NNS=country").replace("pay/VB", "pay/NN").replace("to|aux|pay", ""), "obliges", None),
    ],
)  # fmt: skip
def test_what_a_document_holds(text: str, verb: str, expected: Columns | None) -> None:
    assert found(text, verb) == ([expected] if expected else [])


def test_that_clauses_lay_down_what_is_to_be() -> None:
    text = "treaty|nsubj|provides provides/VBZ=provide|ROOT that/IN|mark|{0} Zenda|nsubj|{0} {0}/{1}|ccomp|provides"
    assert found(text.format("pay", "VB"), "provides") == [
        ("document-clause", "agreed", "provides", "Zenda", "-", "pay")
    ]
    assert found(text.format("pays", "VBZ"), "provides") == []


BOUND = "{}|prep|bound the|det|{} {}|pobj|{} Zenda|nsubjpass|bound is/VBZ=be|auxpass|bound bound/VBN=bind|ROOT"


@pytest.mark.parametrize(
    ("under", "paper", "duty", "expected"),
    [
        ("under/IN", "treaty", "to|aux|pay pay/VB|xcomp|bound", "pay"),
        ("under/IN", "treaty", "to/IN|prep|bound paying/VBG=pay|pcomp|to", "paying"),
        ("under/IN", "sky", "to|aux|pay pay/VB|xcomp|bound", None),
        ("beyond/IN", "treaty", "to|aux|pay pay/VB|xcomp|bound", None),
        ("under/IN", "treaty", "", None),
    ],
)
def test_who_is_bound_under_a_treaty(under: str, paper: str, duty: str, expected: str | None) -> None:
    text = BOUND.format(under, paper, paper, under.partition("/")[0])
    rows = [("bound-under", "background", "bound", "Zenda", "-", expected)] if expected else []
    assert found(f"{text} {duty}", "bound") == rows
