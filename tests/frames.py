"""Commissive frames as rows of words, so that tests can say what they expect of one."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from toolkit.nlp.commitments.frames.frame import Frame


def columns(doc: Doc, frame: Frame) -> tuple[str, ...]:
    """Rule, status, trigger (pieces parted by " .. "), head of who is bound, head of the other side, actions (" | ")."""
    trigger = " .. ".join(doc[start:end].text for start, end in frame.trigger)
    actions = " | ".join(doc[action.range[0] : action.range[1]].text for action in frame.actions)
    return frame.rule, str(frame.status), trigger, _word(frame.holder), _word(frame.partner), actions


def brief(doc: Doc, frames: Iterable[Frame]) -> list[tuple[str, str, str]]:
    """Of each frame the rule, the head of who is bound, and the actions."""
    rows = (columns(doc, frame) for frame in frames)
    return [(row[0], row[3], row[5]) for row in rows]


def _word(token: Token | None) -> str:
    return "-" if token is None else token.text
