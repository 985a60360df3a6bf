"""Characters that were damaged on their way: UTF-8 read as Windows-1252, control characters, entities in plain text.

ftfy (Speer 2019, https://ftfy.readthedocs.io) decides what is damage: it changes only sequences that are no text in any
language. What was repaired is counted by kind.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

_ENTITY = re.compile(r"&(?:amp;){0,3}(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_C1 = re.compile("[\x80-\x9f]")
_SUSPECT = re.compile("[^\x00-\x7f]")
_CLOSING = re.compile("â€(?:\ufffd|ï¿½|(?=[\\x00-\\x7f]|$))|Ã¢â‚¬(?:\ufffd|ï¿½)")
"""A closing quotation mark (E2 80 9D) whose last byte, which Windows-1252 lacks, was lost: ftfy can but guess."""
_IN_WORDS = re.compile(r"(?<=[^\W\d_])\?+(?=[^\W\d_])(?![^\s?]*=)|(?<![^\s(\[])\?(?=[A-Za-z]{2})")
"""Question marks where no sentence ends, as of a program that could not write a letter; addresses (``?id=3``) have them too."""


def repair(text: str) -> tuple[str, dict[str, int]]:
    """The text with what was damaged made whole, and how many characters of each kind were.

    Parameters
    ----------
    text
        A text as it was read.

    Returns
    -------
    (str, dict)
        Kinds: ``"entities"`` (``&ldquo;`` as such in a text), ``"control characters"`` (C1, meant as Windows-1252) and
        ``"wrongly decoded"`` (``â€œ`` for a quotation mark). Empty if the text is sound; line ends are never touched.
    """
    counts: Counter[str] = Counter()
    text = _counted(_ENTITY, text, _unescaped, "entities", counts)
    if _SUSPECT.search(text):
        text = "\n".join(_redecoded(line, counts) for line in text.split("\n"))
    return text, dict(counts)


def _counted(pattern: re.Pattern[str], text: str, made: Any, kind: str, counts: Counter[str]) -> str:
    """The text with each match made anew; those that change are counted."""

    def one(match: re.Match[str]) -> str:
        new: str = made(match)
        counts[kind] += new != match[0]
        return new

    found = pattern.sub(one, text)
    counts += Counter()  # kinds of which there were none
    return found


def _unescaped(match: re.Match[str]) -> str:
    import html

    found = html.unescape(re.sub("&(?:amp;)+", "&", match[0]))
    return match[0] if found == "\n" or len(found) > 2 else found


def _redecoded(line: str, counts: Counter[str]) -> str:
    """A line as it was before it was decoded wrongly, once or more."""
    if not _SUSPECT.search(line):
        return line
    import ftfy

    fixed = ftfy.fix_text_segment(_CLOSING.sub("”", line), _config())
    if fixed == line:
        return line
    controls = len(_C1.findall(line))
    kind = "control characters" if controls and len(fixed) == len(line) else "wrongly decoded"
    counts[kind] += controls if kind == "control characters" else max(1, len(_SUSPECT.findall(_changed(line, fixed))))
    return fixed


def _changed(line: str, fixed: str) -> str:
    """The words of a repaired line that are others than before."""
    before, after = line.split(" "), fixed.split(" ")
    if len(before) != len(after):
        return fixed
    return "".join(new for old, new in zip(before, after, strict=True) if new != old)


@cache
def _config() -> Any:
    """Decoding alone: quotation marks, ligatures, widths and line ends stay as they are."""
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        remove_terminal_escapes=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )


def lost(text: str) -> int:
    """How many characters a text has lost for good: U+FFFD, or question marks within words, if there are two or more."""
    marks = len(_IN_WORDS.findall(text)) if "?" in text else 0
    return text.count("\ufffd") + (marks if marks > 1 else 0)


def told(counts: dict[str, int]) -> str:
    """The counts in words: "7 wrongly decoded, 2 entities"."""
    return ", ".join(f"{count} {kind}" for kind, count in counts.items())
