"""Verbs that refuse or threaten, on Docs built by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from frames import columns
from spacy.tokens import Token
from trees import drawn, token

from toolkit.nlp.commitments.frames import refusals
from toolkit.nlp.commitments.frames.commissive_words import Commissive, commissives
from toolkit.nlp.commitments.frames.frame import Frame

Columns = tuple[str, ...]
Reader = Callable[[Token, Commissive], Frame | None]


def found(read: Reader, frame: str, text: str) -> Columns | None:
    """What a reader makes of the verb at the root, in the first use of its lemma in the table."""
    doc = drawn(text)
    verb = next(t for t in doc if t.dep_ == "ROOT")
    made = read(verb, commissives(verb.lemma_, frame)[0])
    return None if made is None else columns(doc, made)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zenda|nsubj|refused refused/VBD=refuse|ROOT to|aux|pay pay/VB|xcomp|refused",
            ("refuse-to", "refused", "refused", "Zenda", "-", "pay")),
        ("Zenda|nsubj|rejected rejected/VBD=reject|ROOT the|det|plan plan|dobj|rejected of|prep|plan Chad|pobj|of",
            ("reject-noun", "refused", "rejected", "Zenda", "-", "the plan of Chad")),
        ("Zenda|nsubj|rejected rejected/VBD=reject|ROOT a|det|request request|dobj|rejected from|prep|request Chad|pobj|from",
            ("reject-noun", "refused", "rejected", "Zenda", "Chad", "a request from Chad")),
        ("the|det|plan plan|nsubjpass|rejected was/VBD=be|auxpass|rejected rejected/VBN=reject|ROOT by|agent|rejected "
            "Zenda|pobj|by", ("reject-noun", "refused", "rejected", "Zenda", "-", "the plan")),
        ("Zenda|nsubj|rejected rejected/VBD=reject|ROOT never/RB|neg|rejected the|det|plan plan|dobj|rejected", None),
        ("Zenda|nsubj|rejected rejected/VBD=reject|ROOT it/PRP|dobj|rejected", None),
        ("Zenda|nsubj|rejected rejected/VBD=reject|ROOT the|det|charge charge|dobj|rejected", None),
        ("Zenda|nsubj|rejected rejected/VBD=reject|ROOT the|det|notion notion|dobj|rejected", None),
        ("Zenda|nsubj|rejected rejected/VBD=reject|ROOT the|det|theme theme|dobj|rejected that/IN|mark|fell it/PRP|nsubj|fell "
            "fell/VBD=fall|acl|theme", None),
        ("Zenda|nsubj|declined declined/VBD=decline|ROOT interview|dobj|declined", None),
        ("court|nsubj|rejected rejected/VBD=reject|ROOT the|det|appeal appeal|dobj|rejected", None),
        ("voters/NNS=voter|nsubj|rejected rejected/VBD=reject|ROOT the|det|plan plan|dobj|rejected", None),
        ("Zenda|nsubj|dismissed dismissed/VBD=dismiss|ROOT the|det|idea idea|dobj|dismissed", None),
        ("Zenda|nsubj|dismissed dismissed/VBD=dismiss|ROOT the|det|plan plan|dobj|dismissed",
            ("dismiss-noun", "refused", "dismissed", "Zenda", "-", "the plan")),
        ("Zenda|nsubj|turned turned/VBD=turn|ROOT down/RP|prt|turned the|det|plan plan|dobj|turned",
            ("turn-noun", "refused", "turned down", "Zenda", "-", "the plan")),
        ("Zenda|nsubj|turned turned/VBD=turn|ROOT the|det|plan plan|dobj|turned", None),
        ("Zenda|nsubj|turned turned/VBD=turn|ROOT down/RP|prt|turned the|det|road road|dobj|turned", None),
        ("Zenda|nsubj|ruled ruled/VBD=rule|ROOT out/RP|prt|ruled paying/VBG=pay|xcomp|ruled",
            ("rule-to", "refused", "ruled out", "Zenda", "-", "paying")),
        ("Zenda|nsubj|reneged reneged/VBD=renege|ROOT on|prep|reneged payment|pobj|on",
            ("renege-noun", "refused", "reneged", "Zenda", "-", "payment")),
        ("Zenda|nsubj|declined declined/VBD=decline|ROOT to|aux|be be/VB|xcomp|declined", None),
        ("Zenda|nsubj|declined declined/VBD=decline|ROOT to|aux|pay pay/VB|xcomp|declined",
            ("decline-to", "refused", "declined", "Zenda", "-", "pay")),
    ],
)  # fmt: skip
def test_what_is_refused(text: str, expected: Columns | None) -> None:
    assert found(refusals.refusal, "refuse", text) == expected


@pytest.mark.parametrize(
    ("text", "verb", "politely", "silent"),
    [
        ("comment/VB|ROOT", "comment", False, True),
        ("speak/VB|ROOT", "speak", False, False),
        ("speak/VB|ROOT", "speak", True, True),
        ("give/VB|ROOT details/NNS=detail|dobj|give", "give", False, True),
        ("give/VB|ROOT grain|dobj|give", "give", False, False),
        ("publish/VB|ROOT details/NNS=detail|dobj|publish", "publish", False, False),
        ("accept/VB|ROOT he/PRP|nsubj|lost lost/VBD=lose|ccomp|accept", "accept", False, True),
        ("accept/VB|ROOT terms/NNS|dobj|accept", "accept", False, False),
    ],
)
def test_what_is_only_silence(text: str, verb: str, politely: bool, silent: bool) -> None:
    assert refusals.is_silence(token(drawn(text), verb), politely) is silent


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zenda|nsubj|threatened threatened/VBD=threaten|ROOT to|aux|leave leave/VB|xcomp|threatened", ("Zenda", "-", "leave")),
        ("Zenda|nsubj|threatened threatened/VBD=threaten|ROOT Chad|dobj|threatened with|prep|threatened war|pobj|with",
            ("Zenda", "Chad", "war")),
        ("Zenda|nsubj|threatened threatened/VBD=threaten|ROOT Chad|dobj|threatened with|prep|Chad war|pobj|with",
            ("Zenda", "Chad", "war")),
        ("Zenda|nsubj|threatened threatened/VBD=threaten|ROOT that/IN|mark|leave it/PRP|nsubj|leave would/MD|aux|leave "
            "leave/VB|ccomp|threatened", ("Zenda", "-", "leave")),
        ("Zenda|nsubj|threatened threatened/VBD=threaten|ROOT retaliation|dobj|threatened", ("Zenda", "-", "retaliation")),
        ("Zenda|nsubj|threatened threatened/VBD=threaten|ROOT peace|dobj|threatened", None),
        ("Zenda|nsubj|threatened threatened/VBD=threaten|ROOT Chad|dobj|threatened with|prep|threatened a|det|knife "
            "knife|pobj|with", None),
        ("drought|nsubj|threatened threatened/VBD=threaten|ROOT to|aux|ruin ruin/VB|xcomp|threatened", None),
        ("Chad|nsubjpass|threatened was/VBD=be|auxpass|threatened threatened/VBN=threaten|ROOT with|prep|threatened "
            "war|pobj|with", None),
        ("Zenda|nsubj|threatened threatened/VBD=threaten|ROOT never/RB|neg|threatened to|aux|leave leave/VB|xcomp|threatened",
            None),
    ],
)  # fmt: skip
def test_what_is_threatened(text: str, expected: Columns | None) -> None:
    rows = found(refusals.threat, "threaten", text)
    assert rows == (("threaten", "threatened", "threatened", *expected) if expected else None)


def test_after_threatening_it_is_given_up() -> None:
    doc = drawn(
        "left/VBD|ROOT after/IN|prep|left threatening/VBG=threaten|pcomp|after to|aux|stay stay/VB|xcomp|threatening"
    )
    assert refusals.threat(token(doc, "threatening"), commissives("threaten", "threaten")[0]) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zenda|nsubj|declared declared/VBD=declare|ROOT war|dobj|declared on|prep|war Chad|pobj|on",
            ("declare-harm", "threatened", "declared", "Zenda", "-", "war on Chad")),
        ("Zenda|nsubj|declared declared/VBD=declare|ROOT peace|dobj|declared", None),
        ("Zenda|nsubj|declared declared/VBD=declare|ROOT never/RB|neg|declared war|dobj|declared", None),
        ("drought|nsubj|declared declared/VBD=declare|ROOT war|dobj|declared", None),
    ],
)  # fmt: skip
def test_declared_harm(text: str, expected: Columns | None) -> None:
    assert found(refusals.declared_harm, "declare", text) == expected


def test_a_strike_that_is_called_off_is_none() -> None:
    called = "Zenda|nsubj|called called/VBD=call|ROOT a|det|strike strike|dobj|called"
    doc = drawn(called)
    assert refusals.declared_harm(token(doc, "called"), commissives("call", "declare")[0]) is not None
    doc = drawn(f"{called} off/RP|prt|called")
    assert refusals.declared_harm(token(doc, "called"), commissives("call", "declare")[0]) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zenda|nsubj|said said/VBD=say|ROOT no/UH|intj|said to|prep|said talks/NNS|pobj|to",
            ("say-no", "refused", "said no", "Zenda", "-", "talks")),
        ("Zenda|nsubj|said said/VBD=say|ROOT no/UH|intj|said to|prep|no talks/NNS|pobj|to",
            ("say-no", "refused", "said no", "Zenda", "-", "talks")),
        ("no/UH|intj|said Zenda|nsubj|said said/VBD=say|ROOT to|prep|said talks/NNS|pobj|to", None),
        ("Zenda|nsubj|said said/VBD=say|ROOT no/UH|intj|said in|prep|said June|pobj|in", None),
    ],
)  # fmt: skip
def test_who_says_no_to_what(text: str, expected: Columns | None) -> None:
    assert found(refusals.no_to, "refuse-no", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zenda|nsubj|warned warned/VBD=warn|ROOT Chad|dobj|warned of|prep|warned sanctions/NNS=sanction|pobj|of",
            ("warn-of", "threatened", "warned", "Zenda", "Chad", "sanctions")),
        ("Zenda|nsubj|warned warned/VBD=warn|ROOT of|prep|warned rain|pobj|of", None),
        ("Zenda|nsubj|warned warned/VBD=warn|ROOT never/RB|neg|warned of|prep|warned sanctions/NNS=sanction|pobj|of", None),
        ("report|nsubj|warned warned/VBD=warn|ROOT of|prep|warned sanctions/NNS=sanction|pobj|of", None),
    ],
)  # fmt: skip
def test_harm_that_only_who_warns_could_do(text: str, expected: Columns | None) -> None:
    assert found(refusals.warning, "warn", text) == expected


RESERVED = "Zenda|nsubj|reserved reserved/VBD=reserve|ROOT the|det|{0} {0}|dobj|reserved to|aux|{1} {1}/VB|acl|{0}"


@pytest.mark.parametrize(
    ("noun", "verb", "counts"), [("right", "retaliate", True), ("right", "speak", False), ("room", "retaliate", False)]
)
def test_the_right_that_is_reserved(noun: str, verb: str, counts: bool) -> None:
    rows = found(refusals.reserving, "reserve", RESERVED.format(noun, verb))
    assert rows == (("reserve-right", "threatened", "reserved .. right", "Zenda", "-", verb) if counts else None)
