"""Notices of correction: what an earlier version of the article said wrongly is no part of what it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from toolkit.lexicon import alternatives
from toolkit.readers.lines import Line

LONGEST = 3
"""So many paragraphs a notice may have below a label of its own ("Correction")."""
_FIRST_SENTENCE = r"[^.!?]{0,160}?"
_OPENING = r"[\s*•–—\[(]*"


@cache
def _notice() -> re.Pattern[str]:
    """How a notice begins, or what only a notice says in its first sentence."""
    label, item, version, changed, wrong, beginning, phrase = (
        alternatives("furniture", f"correction.{key}")
        for key in ("label", "item", "version", "changed", "wrong", "beginning", "phrase")
    )
    earlier = rf"\b{version}\ versions?"
    kinds = (
        rf"{label}(?:\s*\([^)]*\)|[\s,–-]+[^:.,\n]{{0,40}}\d[^:.\n]{{0,12}})?\s*:",
        rf"{beginning}\b",
        rf"{_FIRST_SENTENCE}{earlier}\ of\ (?:(?:this|our|an)\ {item}|the\ (?:article|story|headline|caption))\b",
        rf"(?:\w+(?:'s|s')?(?:\ \w+){{0,2}}:\ an?\ {earlier}\ {wrong}|an?\ {earlier}\ {_faults(wrong)})\b",
        rf"{_FIRST_SENTENCE}\bthis\ (?:\w+\ \d+\ )?{item}\ (?:has\ been|was|is|had)\ (?:\w+\ )?{changed}\b",
        rf"{_FIRST_SENTENCE}\bthis\ {item}\ (?:now\ says|was\ first\ published|first\ appeared)\b",
        rf"(?:this|the)\ {item}\ originally\b",
        rf"{_FIRST_SENTENCE}\b{phrase}\b",
    )
    return re.compile(f"(?ix){_OPENING}(?:{'|'.join(kinds)})")


def _faults(wrong: str) -> str:
    """Of the words for what an earlier version did, those that blame it."""
    return rf"(?!{alternatives('furniture', 'correction.blameless')}\b){wrong}"


@cache
def _accusation() -> re.Pattern[str]:
    """A sentence that may be a notice of a former day's article, or news of another paper's or of a draft."""
    item, version, wrong = (alternatives("furniture", f"correction.{key}") for key in ("item", "version", "wrong"))
    article = rf"(?:an?|the) {item} (?:on|in|published|about)\b[^.!?]{{0,120}}?\b{_faults(wrong)}"
    return re.compile(rf"(?i){_OPENING}(?:{article}|an? {version} version {wrong})\b")


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(rf"(?i)\W*{alternatives('furniture', 'correction.label')}\W*")


def is_correction(line: str, *, last: bool = False) -> bool:
    """Whether a line is a notice of what an earlier version of the article said wrongly.

    Parameters
    ----------
    line
        A line without outer white space.
    last
        Whether it is the article's last, where "An article on Tuesday misstated ..." and "An earlier version said ..." are
        such notices too.
    """
    plain = line.replace("’", "'")
    return bool(_notice().match(plain) or (last and _accusation().match(plain)))


def begin_of_notice(lines: Sequence[Line]) -> int | None:
    """Where a notice begins that stands at the end, below a line that says no more than "Correction"."""
    for i in range(len(lines) - 2, max(0, len(lines) - LONGEST - 2), -1):
        if _heading().fullmatch(lines[i].text):
            return i
    return None
