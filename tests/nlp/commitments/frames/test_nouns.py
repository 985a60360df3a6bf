"""Nouns that undertake, refuse or threaten, on Docs built by hand."""

from __future__ import annotations

import pytest
from frames import columns
from trees import drawn, token

from toolkit.nlp.commitments.frames.commissive_words import commissives
from toolkit.nlp.commitments.frames.nouns import noun_frames

Columns = tuple[str, ...]
TO = "to|aux|pay pay/VB|acl|{0}"


def found(text: str, noun: str, frame: str = "noun") -> list[Columns]:
    doc = drawn(text)
    return [columns(doc, frame) for frame in noun_frames(token(doc, noun), commissives(noun, frame)[0])]


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        ("Zenda|nsubj|made made/VBD=make|ROOT a|det|pledge pledge|dobj|made " + TO.format("pledge"), "pledge",
            ("noun-light-pledge", "pledged", "pledge", "Zenda", "-", "pay")),
        ("Zenda|nsubj|won won/VBD=win|ROOT a|det|pledge pledge|dobj|won from|prep|pledge Chad|pobj|from " + TO.format("pledge"),
            "pledge", ("noun-light-pledge", "pledged", "pledge", "Chad", "-", "pay")),
        ("Zenda|poss|pledge 's|case|Zenda pledge|nsubj|came " + TO.format("pledge") + " came/VBD=come|ROOT", "pledge",
            ("noun-owned-pledge", "pledged", "pledge", "Zenda", "-", "pay")),
        ("a|det|pledge pledge|nsubj|came " + TO.format("pledge") + " came/VBD=come|ROOT", "pledge", None),
        ("Zenda|nsubj|drew drew/VBD=draw|ROOT plan|dobj|drew " + TO.format("plan"), "plan",
            ("noun-governed-plan", "planned", "plan", "Zenda", "-", "pay")),
        ("Zenda|nsubj|sought sought/VBD=seek|ROOT a|det|pledge pledge|dobj|sought by|prep|pledge Chad|pobj|by "
            + TO.format("pledge"), "pledge", None),
        ("this/DT|nsubj|was was/VBD=be|ROOT a|det|vow vow|attr|was " + TO.format("vow"), "vow",
            ("noun-is-vow", "pledged", "vow", "-", "-", "pay")),
        ("this/DT|nsubj|was was/VBD=be|ROOT not|neg|was a|det|vow vow|attr|was " + TO.format("vow"), "vow", None),
        ("Zenda|nsubj|has has/VBZ=have|ROOT no/DT|det|intention intention|dobj|has of|prep|intention paying/VBG=pay|pcomp|of",
            "intention", ("no-intention", "refused", "intention", "Zenda", "-", "paying")),
        ("Zenda|nsubj|made made/VBD=make|ROOT no/DT|det|pledge pledge|dobj|made " + TO.format("pledge"), "pledge", None),
        ("Zenda|nsubj|withdrew withdrew/VBD=withdraw|ROOT its|poss|offer offer|dobj|withdrew " + TO.format("offer"), "offer",
            ("noun-withdrawn", "refused", "withdrew .. offer", "Zenda", "-", "pay")),
        ("Zenda|nsubj|withdraw may/MD|aux|withdraw withdraw/VB|ROOT its|poss|offer offer|dobj|withdraw " + TO.format("offer"),
            "offer", None),
        ("Zenda|poss|vow 's|case|Zenda vow|ROOT to|aux|attack attack/VB|acl|vow", "vow",
            ("noun-owned-harm", "threatened", "vow", "Zenda", "-", "attack")),
        ("Zenda|nsubj|got got/VBD=get|ROOT word|dobj|got " + TO.format("word"), "word", None),
        ("Zenda|poss|refusal 's|case|Zenda refusal|ROOT " + TO.format("refusal"), "refusal",
            ("refusal-noun-owned", "refused", "refusal", "Zenda", "-", "pay")),
        ("no/DT|det|refusal refusal|ROOT by|prep|refusal Zenda|pobj|by " + TO.format("refusal"), "refusal", None),
        ("Zenda|nsubj|issued issued/VBD=issue|ROOT a|det|threat threat|dobj|issued to|aux|leave leave/VB|acl|threat", "threat",
            ("threat-noun", "threatened", "threat", "Zenda", "-", "leave")),
        ("Zenda|nsubj|issued issued/VBD=issue|ROOT a|det|threat threat|dobj|issued against/IN|prep|threat Chad|pobj|against",
            "threat", ("threat-noun", "threatened", "threat", "Zenda", "-", "a threat against Chad")),
        ("Zenda|nsubj|issued issued/VBD=issue|ROOT a|det|threat threat|dobj|issued", "threat", None),
        ("Zenda|nsubj|sought sought/VBD=seek|ROOT a|det|refusal refusal|dobj|sought by|prep|refusal Chad|pobj|by "
            + TO.format("refusal"), "refusal", None),
    ],
)  # fmt: skip
def test_what_a_noun_says(text: str, noun: str, expected: Columns | None) -> None:
    assert found(text, noun) == ([expected] if expected else [])


OUT = "{} is/VBZ=be|ROOT{} out/IN|prep|is of|prep|out the|det|question question|pobj|of {}"


@pytest.mark.parametrize(
    ("subject", "negation", "after", "expected"),
    [
        ("lifting/VBG=lift|csubj|is bans/NNS|dobj|lifting", "", "", "lifting bans"),
        ("talks/NNS|nsubj|is", "", "", "talks"),
        ("it/PRP|nsubj|is", "", "to|aux|lift lift/VB|xcomp|is", "lift"),
        ("it/PRP|nsubj|is", "", "", None),
        ("talks/NNS|nsubj|is", " not|neg|is", "", None),
    ],
)
def test_what_is_out_of_the_question(subject: str, negation: str, after: str, expected: str | None) -> None:
    rows = found(OUT.format(subject, negation, after), "question", "out-of-the")
    trigger = "out of the question"
    assert rows == ([("out-of-the-question", "refused", trigger, "-", "-", expected)] if expected else [])


def test_another_question_is_none() -> None:
    text = "talks/NNS|nsubj|is is/VBZ=be|ROOT part|attr|is of|prep|part the|det|question question|pobj|of"
    assert found(text, "question", "out-of-the") == []
