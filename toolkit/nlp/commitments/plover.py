"""PLOVER event codes for commitments (https://github.com/openeventdata/PLOVER): a narrower scheme beside our own kinds."""

from __future__ import annotations

from toolkit import lexicon
from toolkit.nlp.commitments.frames.frame import Action, Frame
from toolkit.nlp.document.grammar import VERBAL
from toolkit.nlp.document.lemmas import lemma_of
from toolkit.records import CommitmentKind


def plover_code(frame: Frame, action: Action) -> str:
    """The root event that PLOVER gives a commitment.

    A refusal is REJECT, a threat THREATEN. An undertaking is AGREE, unless it is carried out as it is reported: signing a
    treaty is SUPPORT, yielding to a demand CONCEDE; stepping down is RETREAT.
    """
    if frame.kind == CommitmentKind.REFUSAL:
        return "REJECT"
    if frame.kind == CommitmentKind.THREAT:
        return "THREATEN"
    codes = lexicon.document("plover_codes")
    if lemma_of(frame.anchor) in codes["trigger"]:
        return str(codes["trigger"][lemma_of(frame.anchor)])
    if action.head.pos_ in VERBAL:
        return str(codes["action"].get(lemma_of(action.head), "AGREE"))
    return "AGREE"
