"""The lines of a text that count for layout: stripped, with wrapped lines of a paragraph taken together."""

from __future__ import annotations

import itertools
import re
import statistics
from dataclasses import dataclass

BLANKS = "".join(c for c in map(chr, range(0x3001)) if c.isspace()) + "\u200b\u200e\u200f\ufeff"
"""All that Unicode calls white space, and what is as invisible: zero-width space, direction marks, byte-order mark."""
_TERMINAL = re.compile(r"""[.!?…]["'”’»)\]]*$""")
_ABBREVIATION = re.compile(r"(?<![\w'’])(?:[A-Za-z]\.)+$")


@dataclass(frozen=True, slots=True)
class Line:
    """A non-blank line, or a paragraph of wrapped lines: ``text[start:end]`` without outer white space.

    ``apart`` says whether a blank line (or the text's beginning) stands before it.
    """

    start: int
    end: int
    text: str
    apart: bool

    @property
    def words(self) -> int:
        """How many words."""
        return len(self.text.split())


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does; a closing abbreviation in capitals ("the U.S.") does not count."""
    text = text.rstrip()
    return bool(_TERMINAL.search(text)) and not _ABBREVIATION.search(text)


def read_lines(text: str) -> list[Line]:
    """The lines of a text in order; paragraphs that were broken by width are one line each."""
    blocks = _blocks(text)
    width = _width(blocks)
    return [line for block in blocks for line in _joined(text, block, width)]


def _blocks(text: str) -> list[list[Line]]:
    blocks: list[list[Line]] = [[]]
    position = 0
    for raw in text.split("\n"):
        stripped = raw.strip(BLANKS)
        if stripped:
            start = position + raw.index(stripped)
            blocks[-1].append(Line(start, start + len(stripped), stripped, not blocks[-1]))
        elif blocks[-1]:
            blocks.append([])
        position += len(raw) + 1
    return [block for block in blocks if block]


def _width(blocks: list[list[Line]]) -> float | None:
    """The width at which the text's lines were broken, or ``None`` if they were not."""
    inner = [line for block in blocks for line in block[:-1]]
    if len(inner) < 4:
        return None
    width = statistics.quantiles((len(line.text) for line in inner), n=10)[-1]
    full = sum(len(line.text) > 0.7 * width for line in inner)
    ended = sum(ends_sentence(line.text) for line in inner)
    return width if 30 <= width <= 110 and full > 0.6 * len(inner) and ended < 0.4 * len(inner) else None


def _joined(text: str, block: list[Line], width: float | None) -> list[Line]:
    if width is None:
        return block
    joined = [block[0]]
    for before, line in itertools.pairwise(block):
        full = len(before.text) >= 0.72 * width
        if full or (line.text[0].islower() and not ends_sentence(before.text)):
            first = joined[-1]
            joined[-1] = Line(first.start, line.end, text[first.start : line.end], first.apart)
        else:
            joined.append(line)
    return joined
