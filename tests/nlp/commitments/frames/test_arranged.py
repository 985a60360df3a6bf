"""Arranged and intended futures, on Docs built by hand."""

from __future__ import annotations

import pytest
from frames import brief
from trees import drawn, token

from toolkit.nlp.commitments.frames.arranged import arranged_frames


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Zenda|nsubj|is is/VBZ=be|ROOT to|aux|send send/VB|xcomp|is", "is", ("is-to", "Zenda", "send")),
        ("Zenda|nsubj|is is/VBZ=be|ROOT now/RB|advmod|is to|aux|send send/VB|xcomp|is", "is", ("is-to", "Zenda", "send")),
        ("Zenda|nsubj|is is/VBZ=be|ROOT due/JJ|acomp|is to|aux|leave leave/VB|xcomp|due", "is", ("is-to", "Zenda", "leave")),
        ("Zenda|nsubj|was was/VBD=be|ROOT due/JJ|acomp|was to|aux|leave leave/VB|xcomp|due", "was", None),
        ("Zenda|nsubj|was was/VBD=be|ROOT to|aux|leave leave/VB|xcomp|was", "was", ("is-to", "Zenda", "leave")),
        ("Zenda|nsubj|is is/VBZ=be|ROOT glad/JJ|acomp|is to|aux|leave leave/VB|xcomp|is", "is", None),
        ("Zenda|nsubj|is is/VBZ=be|ROOT to|aux|attack attack/VB|xcomp|is", "is", ("is-to-harm", "Zenda", "attack")),
        ("Zenda|nsubj|is is/VBZ=be|ROOT not|neg|is to|aux|send send/VB|xcomp|is", "is", None),
        ("it/PRP|nsubj|is is/VBZ=be|ROOT to|aux|send send/VB|xcomp|is", "is", None),
        ("prices/NNS=price|nsubj|is is/VBZ=be|ROOT to|aux|send send/VB|xcomp|is", "is", None),
        ("Zenda|nsubj|is is/VBZ=be|ROOT to|aux|lose lose/VB|xcomp|is", "is", None),
        ("Zenda|nsubj|was was/VBD=be|ROOT to|aux|met have/VB|aux|met met/VBN=meet|xcomp|was", "was", None),
        ("Zenda|nsubj|is is/VBZ=be|ROOT to|aux|sent be/VB|auxpass|sent sent/VBN=send|xcomp|is", "is", None),
        ("Zenda|nsubj|going is/VBZ=be|aux|going going/VBG=go|ROOT to|aux|send send/VB|xcomp|going", "going",
            ("is-to", "Zenda", "send")),
        ("Zenda|nsubj|going is/VBZ=be|aux|going not|neg|going going/VBG=go|ROOT to|aux|send send/VB|xcomp|going", "going",
            ("is-not-to", "Zenda", "send")),
        ("Zenda|nsubj|going will/MD|aux|going be/VB|aux|going going/VBG=go|ROOT to|aux|send send/VB|xcomp|going", "going", None),
        ("Zenda|nsubj|went went/VBD=go|ROOT to|aux|send send/VB|xcomp|went", "went", None),
    ],
)  # fmt: skip
def test_what_is_arranged(text: str, verb: str, expected: tuple[str, str, str] | None) -> None:
    doc = drawn(text)
    assert brief(doc, arranged_frames(token(doc, verb))) == ([expected] if expected else [])
