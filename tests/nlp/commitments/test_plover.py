"""PLOVER's root events for frames, on Docs built by hand."""

from __future__ import annotations

import pytest
from trees import drawn

from toolkit.nlp.commitments.frames.verbs import frames_of
from toolkit.nlp.commitments.plover import plover_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Zenda|nsubj|agreed agreed/VBD=agree|ROOT to|aux|pay pay/VB|xcomp|agreed", "AGREE"),
        ("Zenda|nsubj|agreed agreed/VBD=agree|ROOT to|aux|resign resign/VB|xcomp|agreed", "RETREAT"),
        ("Zenda|nsubj|agreed agreed/VBD=agree|ROOT on|prep|agreed pardon=pardon|pobj|on", "AGREE"),
        ("Zenda|nsubj|agreed agreed/VBD=agree|ROOT to|aux|pardon pardon/VB|xcomp|agreed", "CONCEDE"),
        ("Zenda|nsubj|signed signed/VBD=sign|ROOT a|det|treaty treaty|dobj|signed", "SUPPORT"),
        ("Zenda|nsubj|bowed bowed/VBD=bow|ROOT to|prep|bowed demands/NNS=demand|pobj|to", "CONCEDE"),
        ("Zenda|nsubj|refused refused/VBD=refuse|ROOT to|aux|resign resign/VB|xcomp|refused", "REJECT"),
        ("Zenda|nsubj|vowed vowed/VBD=vow|ROOT to|aux|attack attack/VB|xcomp|vowed", "THREATEN"),
    ],
)
def test_the_root_event(text: str, code: str) -> None:
    doc = drawn(text)
    (frame,) = frames_of(next(t for t in doc if t.dep_ == "ROOT"))
    assert plover_code(frame, frame.actions[0]) == code
