"""Two or more wordings of one commitment, word by word: what each says that no other does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_PIECE = re.compile(r"\s+|[^\W_]+(?:['’-][^\W_]+)*|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a wording; ``own`` if no other wording has it at this place."""

    text: str
    own: bool


def compared(wordings: Sequence[str]) -> list[list[Piece]]:
    """Each wording cut into what it shares with at least one other and what is its own.

    Words are compared without regard to case, in their order (longest matching blocks, Ratcliff and Obershelp 1988);
    white space and punctuation belong to the words around them. Joined, the pieces give the wording back.
    """
    cut = [_PIECE.findall(text) for text in wordings]
    keys = [[piece.casefold() for piece in pieces if _is_word(piece)] for pieces in cut]
    told = []
    for n, pieces in enumerate(cut):
        shared: set[int] = set()
        for m, other in enumerate(keys):
            if m != n:
                blocks = SequenceMatcher(None, keys[n], other, autojunk=False).get_matching_blocks()
                shared |= {i for block in blocks for i in range(block.a, block.a + block.size)}
        told.append(_joined(pieces, shared if len(keys) > 1 else set(range(len(keys[n])))))
    return told


def _is_word(piece: str) -> bool:
    return piece[0].isalnum()


def _joined(pieces: Sequence[str], shared: set[int]) -> list[Piece]:
    """Neighbouring pieces of one kind as one; what stands between words goes with them only where both are own."""
    place = -1
    marked: list[bool | None] = []
    for piece in pieces:
        if _is_word(piece):
            place += 1
            marked.append(place not in shared)
        else:
            marked.append(None)
    for n, own in enumerate(marked):
        if own is None:
            before = next((x for x in reversed(marked[:n]) if x is not None), False)
            after = next((x for x in marked[n:] if x is not None), False)
            marked[n] = bool(before and after)
    found: list[Piece] = []
    for piece, own in zip(pieces, marked, strict=True):
        if found and found[-1].own == own:
            found[-1] = Piece(found[-1].text + piece, bool(own))
        else:
            found.append(Piece(piece, bool(own)))
    return found
