"""The lines of a text that count for layout: stripped, with wrapped lines of a paragraph taken together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from toolkit.layout import paragraph_spans

BLANKS = "".join(c for c in map(chr, range(0x3001)) if c.isspace()) + "\u200b\u200e\u200f\ufeff"
"""All that Unicode calls white space, and what is as invisible: zero-width space, direction marks, byte-order mark."""
PARAGRAPH = 8
"""Words that a line of running text has at least."""
LEAST_STOPPED = 0.6
"""The least share of paragraphs that end in full stops in a text that is punctuated."""
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


class Lines(list[Line]):
    """The lines of a text in order."""

    def are_stopped(self, i: int) -> bool:
        """Whether the paragraphs behind line ``i`` end in full stops, so that a line without one stands out."""
        paragraphs, ended = self._stops[i + 1]
        return paragraphs > 0 and ended >= LEAST_STOPPED * paragraphs

    @cached_property
    def _stops(self) -> list[tuple[int, int]]:
        """How many paragraphs stand from each line on, and how many of them end as sentences do."""
        counts = [(0, 0)]
        for line in reversed(self):
            paragraphs, ended = counts[-1]
            long = line.words >= PARAGRAPH
            stopped = long and (ends_sentence(line.text) or line.text.rstrip("\"'”’)")[-1:] in ":,;")
            counts.append((paragraphs + long, ended + stopped))
        return counts[::-1]


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does; a closing abbreviation in capitals ("the U.S.") does not count."""
    text = text.rstrip()
    return bool(_TERMINAL.search(text)) and not _ABBREVIATION.search(text)


def read_lines(text: str) -> Lines:
    """The lines of a text in order; paragraphs that were broken by width are one line each."""
    lines = Lines()
    last = 0
    for start, end in paragraph_spans(text):
        words = text[start:end].strip(BLANKS)
        if words:
            at = start + text[start:end].index(words)
            lines.append(Line(at, at + len(words), words, not lines or text.count("\n", last, at) > 1))
            last = at + len(words)
    return lines
