"""Verbs whose object is an agreement, a proposal or a demand, on Docs built by hand."""

from __future__ import annotations

import pytest
from frames import columns
from trees import drawn, token

from toolkit.nlp.commitments.frames.agreements import with_object, yielding
from toolkit.nlp.commitments.frames.commissive_words import commissives

SIGNED = "Zenda|nsubj|signed signed/VBD=sign|ROOT a|det|{0} {0}|dobj|signed"


def made(text: str, verb: str, lemma: str) -> tuple[str, ...] | None:
    doc = drawn(text)
    frame = with_object(token(doc, verb), commissives(lemma, "object")[0])
    return None if frame is None else columns(doc, frame)


@pytest.mark.parametrize(
    ("text", "verb", "lemma", "expected"),
    [
        (SIGNED.format("treaty"), "signed", "sign", ("agreement", "agreed", "signed .. treaty", "Zenda", "-", "a treaty")),
        (SIGNED.format("letter"), "signed", "sign", None),
        (SIGNED.format("pact") + " to|aux|free free/VB|acl|pact", "signed", "sign",
            ("agreement-to", "agreed", "signed .. pact", "Zenda", "-", "free")),
        (SIGNED.format("pact") + " on|prep|pact sharing/VBG=share|pcomp|on", "signed", "sign",
            ("agreement-ing", "agreed", "signed .. pact", "Zenda", "-", "sharing")),
        (SIGNED.format("pact") + " on|prep|pact cooperation|pobj|on", "signed", "sign",
            ("agreement-on", "agreed", "signed .. pact", "Zenda", "-", "cooperation")),
        (SIGNED.format("consensus"), "signed", "sign",
            ("agreement-umbrella", "agreed", "signed .. consensus", "Zenda", "-", "a consensus")),
        (SIGNED.format("treaty") + " in|prep|signed 1979|pobj|in", "signed", "sign",
            ("agreement", "background", "signed .. treaty", "Zenda", "-", "a treaty")),
        (SIGNED.format("treaty") + " in|prep|signed 2179|pobj|in", "signed", "sign",
            ("agreement", "agreed", "signed .. treaty", "Zenda", "-", "a treaty")),
        (SIGNED.format("treaty") + " with|prep|signed Chad|pobj|with", "signed", "sign",
            ("agreement", "agreed", "signed .. treaty", "Zenda", "Chad", "a treaty")),
        ("Zenda|nsubj|signed signed/VBD=sign|ROOT no/DT|det|treaty treaty|dobj|signed", "signed", "sign", None),
        ("a|det|treaty treaty|nsubjpass|signed was/VBD=be|auxpass|signed signed/VBN=sign|ROOT by|agent|signed Zenda|pobj|by",
            "signed", "sign", ("agreement", "agreed", "treaty .. signed", "Zenda", "-", "a treaty")),
        ("the|det|treaty treaty|nsubjpass|signed was/VBD=be|auxpass|signed signed/VBN=sign|ROOT", "signed", "sign", None),
        ("a|det|treaty treaty|nsubjpass|signed was/VBD=be|auxpass|signed signed/VBN=sign|ROOT in|prep|signed 1979|pobj|in",
            "signed", "sign", None),
        ("left/VBD|ROOT after/IN|prep|left signing/VBG=sign|pcomp|after the|det|treaty treaty|dobj|signing", "signing", "sign",
            None),
        ("Zenda|nsubj|announced announced/VBD=announce|ROOT a|det|truce truce|dobj|announced", "announced", "announce",
            ("agreement", "pledged", "announced .. truce", "Zenda", "-", "a truce")),
        ("a|det|truce truce|nsubjpass|announced was/VBD=be|auxpass|announced announced/VBN=announce|ROOT by|agent|announced "
            "Zenda|pobj|by", "announced", "announce", None),
        ("Zenda|nsubj|adopted adopted/VBD=adopt|ROOT a|det|package package|dobj|adopted of|prep|package "
            "sanctions/NNS=sanction|pobj|of", "adopted", "adopt",
            ("agreement-harm", "threatened", "adopted .. package", "Zenda", "-", "a package of sanctions")),
        ("Zenda|nsubj|accept did/VBD=do|aux|accept not|neg|accept accept/VB|ROOT the|det|plan plan|dobj|accept", "accept",
            "accept", ("not-accept", "refused", "accept", "Zenda", "-", "the plan")),
        ("Zenda|nsubj|accepted has/VBZ=have|aux|accepted not|neg|accepted accepted/VBN=accept|ROOT the|det|plan "
            "plan|dobj|accepted", "accepted", "accept", None),
        ("prices/NNS=price|nsubj|struck struck/VBD=strike|ROOT a|det|deal deal|dobj|struck", "struck", "strike",
            ("agreement-umbrella", "agreed", "struck .. deal", "-", "-", "a deal")),
    ],
)  # fmt: skip
def test_what_is_made_with_its_object(text: str, verb: str, lemma: str, expected: tuple[str, ...] | None) -> None:
    assert made(text, verb, lemma) == expected


def test_an_agreement_whose_content_a_clause_of_its_own_tells_is_not_told_here() -> None:
    text = (
        SIGNED.format("pact")
        + " under/IN|prep|free which/WDT|pobj|under it/PRP|nsubj|free will/MD|aux|free free/VB|relcl|pact"
    )
    assert made(text, "signed", "sign") is None


@pytest.mark.parametrize(
    ("text", "verb", "lemma", "expected"),
    [
        ("Zenda|nsubj|bowed bowed/VBD=bow|ROOT to|prep|bowed demands/NNS=demand|pobj|to", "bowed", "bow",
            ("yield", "agreed", "bowed", "Zenda", "-", "demands")),
        ("Zenda|nsubj|bowed bowed/VBD=bow|ROOT to|prep|bowed guests/NNS=guest|pobj|to", "bowed", "bow", None),
        ("Zenda|nsubj|bowed bowed/VBD=bow|ROOT to|prep|bowed demands/NNS=demand|pobj|to from|prep|demands Chad|pobj|from",
            "bowed", "bow", ("yield", "agreed", "bowed", "Zenda", "Chad", "demands from Chad")),
        ("Zenda|nsubj|gave gave/VBD=give|ROOT in|prt|gave to|prep|in demands/NNS=demand|pobj|to", "gave", "give",
            ("yield", "agreed", "gave", "Zenda", "-", "demands")),
        ("Zenda|nsubj|gave gave/VBD=give|ROOT answers/NNS=answer|dobj|gave to|prep|answers demands/NNS=demand|pobj|to", "gave",
            "give", None),
        ("Zenda|nsubj|bow did/VBD=do|aux|bow not|neg|bow bow/VB|ROOT to|prep|bow demands/NNS=demand|pobj|to", "bow", "bow", None),
    ],
)  # fmt: skip
def test_who_yields(text: str, verb: str, lemma: str, expected: tuple[str, ...] | None) -> None:
    doc = drawn(text)
    frame = yielding(token(doc, verb), commissives(lemma, "yield")[0])
    assert (None if frame is None else columns(doc, frame)) == expected
