"""Verbs that undertake, with their complements, on Docs built by hand."""

from __future__ import annotations

import pytest
from frames import columns
from trees import drawn, token

from toolkit.nlp.commitments.frames.verbs import frames_of, verb_frames

Columns = tuple[str, ...]
TO = "Zenda|nsubj|{0} {0}/VBD={1}|ROOT to|aux|{2} {2}/VB|xcomp|{0}"


def found(text: str) -> list[Columns]:
    doc = drawn(text)
    return [columns(doc, frame) for frame in verb_frames(next(t for t in doc if t.dep_ == "ROOT"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TO.format("agreed", "agree", "pay"), ("agree-to", "agreed", "agreed", "Zenda", "-", "pay")),
        (TO.format("vowed", "vow", "attack"), ("vow-harm", "threatened", "vowed", "Zenda", "-", "attack")),
        (TO.format("agreed", "agree", "attack"), ("agree-to", "agreed", "agreed", "Zenda", "-", "attack")),
        (TO.format("voted", "vote", "reject"), ("vote-refuse", "refused", "voted", "Zenda", "-", "reject")),
        ("Zenda|nsubj|decided decided/VBD=decide|ROOT not|neg|pay to|aux|pay pay/VB|xcomp|decided",
            ("decide-not", "refused", "decided", "Zenda", "-", "pay")),
        ("Zenda|nsubj|agree did/VBD=do|aux|agree not|neg|agree agree/VB|ROOT to|aux|pay pay/VB|xcomp|agree",
            ("not-agree", "refused", "agree", "Zenda", "-", "pay")),
        ("Zenda|nsubj|agreed has/VBZ=have|aux|agreed not|neg|agreed agreed/VBN=agree|ROOT to|aux|pay pay/VB|xcomp|agreed", None),
        ("Zenda|nsubj|vow did/VBD=do|aux|vow not|neg|vow vow/VB|ROOT to|aux|pay pay/VB|xcomp|vow", None),
        ("Zenda|nsubj|planned had/VBD=have|aux|planned planned/VBN=plan|ROOT to|aux|pay pay/VB|xcomp|planned", None),
        ("Zenda|nsubj|planned has/VBZ=have|aux|planned planned/VBN=plan|ROOT to|aux|pay pay/VB|xcomp|planned",
            ("plan-to", "planned", "planned", "Zenda", "-", "pay")),
        ("prices/NNS=price|nsubj|promised promised/VBD=promise|ROOT to|aux|fall fall/VB|xcomp|promised", None),
        ("treaty|nsubj|agreed agreed/VBD=agree|ROOT to|aux|pay pay/VB|xcomp|agreed", None),
        ("it/PRP|nsubjpass|decided was/VBD=be|auxpass|decided decided/VBN=decide|ROOT to|aux|pay pay/VB|xcomp|decided",
            ("decide-to", "planned", "decided", "-", "-", "pay")),
        ("talks/NNS|nsubjpass|planned were/VBD=be|auxpass|planned planned/VBN=plan|ROOT", None),
        ("Zenda|nsubj|assured assured/VBD=assure|ROOT Chad|dobj|assured that/IN|mark|pay it/PRP|nsubj|pay would/MD|aux|pay "
            "pay/VB|ccomp|assured", ("assure-that", "pledged", "assured", "Zenda", "Chad", "pay")),
        ("Zenda|nsubj|agreed agreed/VBD=agree|ROOT on|prep|agreed talks/NNS|pobj|on",
            ("agree-noun", "agreed", "agreed", "Zenda", "-", "talks")),
        ("Zenda|nsubj|agreed agreed/VBD=agree|ROOT on|prep|agreed sharing/VBG=share|pcomp|on",
            ("agree-ing", "agreed", "agreed", "Zenda", "-", "sharing")),
        ("Zenda|nsubj|pledged pledged/VBD=pledge|ROOT aid|dobj|pledged",
            ("pledge-object", "pledged", "pledged", "Zenda", "-", "aid")),
        ("Zenda|nsubj|pledged pledged/VBD=pledge|ROOT advice|dobj|pledged", None),
        ("Zenda|nsubj|pledged pledged/VBD=pledge|ROOT no/DT|det|aid aid|dobj|pledged", None),
        ("Zenda|nsubj|voted voted/VBD=vote|ROOT against/IN|prep|voted talks/NNS|pobj|against",
            ("vote-against", "refused", "voted against", "Zenda", "-", "talks")),
        ("Zenda|nsubj|agree may/MD|aux|agree agree/VB|ROOT to|aux|pay pay/VB|xcomp|agree",
            None),
        ("Zenda|nsubj|agree will/MD|aux|agree agree/VB|ROOT to|aux|pay pay/VB|xcomp|agree", None),
        ("Zenda|nsubj|slept slept/VBD=sleep|ROOT", None),
    ],
)  # fmt: skip
def test_what_a_verb_undertakes(text: str, expected: Columns | None) -> None:
    assert found(text) == ([expected] if expected else [])


def test_each_frame_of_the_table_has_its_reader_and_the_first_that_fits_counts() -> None:
    rows = [
        "Zenda|nsubj|signed signed/VBD=sign|ROOT a|det|treaty treaty|dobj|signed",
        "Zenda|nsubj|gave gave/VBD=give|ROOT in|prt|gave to|prep|in demands/NNS=demand|pobj|to",
        "Zenda|nsubj|rejected rejected/VBD=reject|ROOT the|det|plan plan|dobj|rejected",
        "Zenda|nsubj|said said/VBD=say|ROOT no/UH|intj|said to|prep|said talks/NNS|pobj|to",
        "Zenda|nsubj|threatened threatened/VBD=threaten|ROOT to|aux|leave leave/VB|xcomp|threatened",
        "Zenda|nsubj|declared declared/VBD=declare|ROOT war|dobj|declared",
        "Zenda|nsubj|declared declared/VBD=declare|ROOT a|det|truce truce|dobj|declared",
        "Zenda|nsubj|warned warned/VBD=warn|ROOT of|prep|warned sanctions/NNS=sanction|pobj|of",
        "Zenda|nsubj|reserved reserved/VBD=reserve|ROOT right|dobj|reserved to|aux|retaliate retaliate/VB|acl|right",
    ]
    rules = [
        "agreement",
        "yield",
        "reject-noun",
        "say-no",
        "threaten",
        "declare-harm",
        "agreement",
        "warn-of",
        "reserve-right",
    ]
    assert [row[0] for text in rows for row in found(text)] == rules


def test_a_participle_on_a_noun_only_mentions_it_and_what_stands_above_is_asked_elsewhere() -> None:
    doc = drawn("the|det|truce truce|ROOT agreed/VBN=agree|acl|truce on|prep|agreed talks/NNS|pobj|on")
    assert list(verb_frames(token(doc, "agreed"))) == []
    hoped = "They/PRP|nsubj|hoped hoped/VBD=hope|ROOT Zenda|nsubj|agreed agreed/VBD=agree|ccomp|hoped"
    verb = token(drawn(f"{hoped} to|aux|pay pay/VB|xcomp|agreed"), "agreed")
    assert list(verb_frames(verb)) == []
    assert [frame.rule for frame in frames_of(verb)] == ["agree-to"]
