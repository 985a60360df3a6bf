"""What a commissive frame is."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from toolkit.nlp.layers import Range, Ranges
from toolkit.records import CommitmentKind, CommitmentStatus

STATUS = {
    CommitmentKind.REFUSAL: CommitmentStatus.REFUSED,
    CommitmentKind.THREAT: CommitmentStatus.THREATENED,
    CommitmentKind.COMMITMENT: CommitmentStatus.PLEDGED,
}
"""What a kind of frame says of the action, where its word says nothing else."""


@dataclass(frozen=True, slots=True)
class Action:
    """One undertaken action: the verb or noun that heads it, and the words that name it."""

    head: Token
    range: Range


@dataclass(frozen=True, slots=True)
class Frame:
    """A place where somebody undertakes, refuses or threatens.

    Attributes
    ----------
    rule
        The name of the rule that found it.
    trigger
        The words that commit: "agreed", "readiness", "will".
    anchor
        The verb, adjective or noun that the trigger belongs to in the tree.
    holder
        Head of the noun phrase of who is bound; ``None`` where the clause does not name it ("sanctions will be lifted").
    actions
        The actions, coordinated ones apart, in text order; never empty.
    partner
        To, with or against whom it is said ("assured Turkey that"), or who had asked, if the frame itself names it.
    modal
        The frame rests on a future alone, so that it matters who says it.
    """

    kind: CommitmentKind
    status: CommitmentStatus
    rule: str
    trigger: Ranges
    anchor: Token
    holder: Token | None
    actions: tuple[Action, ...]
    partner: Token | None = None
    modal: bool = False


def refusal_frame(
    rule: str, trigger: Ranges, anchor: Token, holder: Token | None, actions: tuple[Action, ...], partner: Token | None = None
) -> Frame:  # fmt: skip
    """A frame by which somebody refuses; the parameters are the attributes of :class:`Frame`."""
    kind = CommitmentKind.REFUSAL
    return Frame(kind, STATUS[kind], rule, trigger, anchor, holder, actions, partner)


def threat_frame(
    rule: str, trigger: Ranges, anchor: Token, holder: Token | None, actions: tuple[Action, ...], partner: Token | None = None
) -> Frame:  # fmt: skip
    """A frame by which somebody threatens; the parameters are the attributes of :class:`Frame`."""
    kind = CommitmentKind.THREAT
    return Frame(kind, STATUS[kind], rule, trigger, anchor, holder, actions, partner)


def words_of(*tokens: Token | None) -> Ranges:
    """The token ranges of some tokens, neighbours joined, in text order."""
    found: list[Range] = []
    for position in sorted({t.i for t in tokens if t is not None}):
        if found and found[-1][1] == position:
            found[-1] = (found[-1][0], position + 1)
        else:
            found.append((position, position + 1))
    return tuple(found)
