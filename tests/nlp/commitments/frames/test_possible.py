"""What is possible or not, on Docs built by hand."""

from __future__ import annotations

import pytest
from frames import columns
from trees import drawn, token

from toolkit.nlp.commitments.frames.possible import existential_frames, possible_frames

Columns = tuple[str, ...]
STRIKE = (
    "They/PRP|nsubj|{0} {0}/VBD={1}|ROOT that/IN|mark|attack Zenda|nsubj|attack {2}/MD|aux|attack attack/VB|ccomp|{0}"
)
SEND = STRIKE.replace("attack", "send")
IF = " if/IN|mark|provoked provoked/VBN=provoke|advcl|attack"
IF_SENT = IF.replace("attack", "send")


def possible(text: str, verb: str) -> list[Columns]:
    doc = drawn(text)
    return [columns(doc, frame) for frame in possible_frames(token(doc, verb))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (STRIKE.format("warned", "warn", "might") + IF, ("may-harm-if", "threatened", "might", "Zenda", "-", "attack")),
        (STRIKE.format("hinted", "hint", "might") + IF, ("may-harm-if", "threatened", "might", "Zenda", "-", "attack")),
        (
            SEND.format("warned", "warn", "might") + IF_SENT,
            ("may-harm-if", "threatened", "might", "Zenda", "-", "send"),
        ),
        (SEND.format("hinted", "hint", "might") + IF_SENT, None),
        (STRIKE.format("warned", "warn", "might"), None),
        (STRIKE.format("warned", "warn", "must") + IF, None),
        (STRIKE.format("warned", "warn", "might").replace("Zenda", "prices/NNS=price") + IF, None),
        (STRIKE.format("warned", "warn", "might") + " not|neg|attack" + IF, None),
    ],
)
def test_harm_held_out_under_a_condition_threatens(text: str, expected: Columns | None) -> None:
    assert possible(text, "send" if "send" in text else "attack") == ([expected] if expected else [])


MUST = "He/PRP|nsubj|{0} {0}/VBD={1}|ROOT Zenda|nsubj|pay {2}/MD|aux|pay pay/VB|ccomp|{0} dearly/RB|advmod|pay"


@pytest.mark.parametrize(
    ("cue", "lemma", "modal", "counts"),
    [("said", "say", "must", True), ("warned", "warn", "could", True), ("said", "say", "could", False)],
)
def test_what_somebody_must_pay_is_a_threat_to_them(cue: str, lemma: str, modal: str, counts: bool) -> None:
    rows = possible(MUST.format(cue, lemma, modal), "pay")
    assert [(row[0], row[4]) for row in rows] == ([("will-suffer", "Zenda")] if counts else [])


CANNOT = "Zenda|nsubj|{0} {0}/VBD={1}|ROOT it/PRP|nsubj|{3} {2}|aux|{3} not|neg|{3} {3}/VB|ccomp|{0} terms/NNS|dobj|{3}"


@pytest.mark.parametrize(
    ("cue", "lemma", "aux", "verb", "counts"),
    [
        ("said", "say", "could/MD", "accept", True),
        ("said", "say", "could/MD", "see", False),
        ("said", "say", "may/MD", "accept", False),
        ("hoped", "hope", "could/MD", "accept", False),
        ("said", "say", "do/VBP", "accept", False),
    ],
)
def test_what_somebody_cannot_accept_is_refused(cue: str, lemma: str, aux: str, verb: str, counts: bool) -> None:
    rows = possible(CANNOT.format(cue, lemma, aux, verb), verb)
    assert rows == (
        [("can-not", "refused", f"{aux.partition('/')[0]} not", "it", "-", "accept terms")] if counts else []
    )


@pytest.mark.parametrize(("name", "counts"), [("we", True), ("they", False)])
def test_we_do_not_negotiate(name: str, counts: bool) -> None:
    text = f"He|nsubj|said said/VBD|ROOT {name}/PRP|nsubj|negotiate do/VBP|aux|negotiate not|neg|negotiate "
    text += "negotiate/VB|ccomp|said"
    assert bool(possible(text, "negotiate")) is counts


THERE = "there/EX|expl|be {0}/MD|aux|be be/VB|ROOT {1}|det|{2} {2}|attr|be"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (THERE.format("will", "no/DT", "talks") + " with|prep|talks rebels/NNS|pobj|with", "no talks with rebels"),
        (THERE.format("will", "some/DT", "talks"), None),
        (THERE.format("will", "no/DT", "rain"), None),
        (THERE.format("can", "no/DT", "question") + " of|prep|question leaving/VBG=leave|pcomp|of", "leaving"),
    ],
)
def test_what_there_will_not_be(text: str, expected: str | None) -> None:
    doc = drawn(text.replace(" talks|attr", " talks/NNS=talk|attr"))
    rows = [columns(doc, frame) for frame in existential_frames(token(doc, "be"), doc[1])]
    assert [(row[0], row[5]) for row in rows] == ([("there-will-be-no", expected)] if expected else [])


def test_there_is_no_question_of_it_without_a_modal_too_but_not_in_a_question() -> None:
    text = "there/EX|expl|is is/VBZ=be|ROOT no/DT|det|question question|attr|is of|prep|question leaving/VBG=leave|pcomp|of"
    assert [row[0] for row in possible(text, "is")] == ["there-will-be-no"]
    assert possible(text + " ?|punct|is", "is") == []
