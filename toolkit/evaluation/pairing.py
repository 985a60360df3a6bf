"""Gold and found attributions paired: by the words that their contents share, by exact pieces; and whether a source is right."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from toolkit.evaluation.brat import Attribution, GoldText
from toolkit.records import Spans

_T = TypeVar("_T")
OVERLAP = 0.5
"""From this Jaccard index of the words on, two contents are paired."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_EDGE = frozenset(" \t\r\n\f\v\u00a0\"“”„‟«»'‘’`,.")
_MARKS = frozenset('"“”„‟«»')
_LISTED = """
a an the this that these those i me my mine we us our ours you your yours he him his she her hers it its they them their
theirs who whom whose which what one some any all both each every no none other others another such same and or but nor of
in on at by for from to with about as into over under between among than then so if is are was were be been being has have
had do does did not also mr mrs ms dr s
"""
_FUNCTION_WORDS = frozenset(_LISTED.split())


class Text:
    """A gold text with the positions of its words and of what stands in quotation marks."""

    def __init__(self, gold: GoldText) -> None:
        self.gold, self.text = gold, gold.text
        self.words = [m.span() for m in _WORD.finditer(gold.text)]
        self._starts = [start for start, _ in self.words]
        self.quoted = list(_quoted(gold.text))

    def ids(self, spans: Spans) -> frozenset[int]:
        """The words that share a character with the spans, by number."""
        found = set()
        for start, end in spans:
            k = max(0, bisect_left(self._starts, start) - 1)
            for i in range(k, len(self.words)):
                if self.words[i][0] >= end:
                    break
                if self.words[i][1] > start:
                    found.add(i)
        return frozenset(found)

    def type_of(self, content: Spans) -> str:
        """``direct``, ``indirect`` or ``mixed``, by the double quotation marks in and around a content."""
        ids = self.ids(content)
        inside = sum(any(s <= self.words[i][0] and self.words[i][1] <= e for s, e in self.quoted) for i in ids)
        if ids and inside == len(ids):
            return "direct"
        marked = any(char in _MARKS for s, e in content for char in self.text[s:e])
        return "mixed" if inside or marked else "indirect"

    def pieces(self, spans: Spans) -> Spans:
        """The pieces without blanks and punctuation at their edges, those joined that have nothing else between them."""
        found: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            while start < end and self.text[start] in _EDGE:
                start += 1
            while start < end and self.text[end - 1] in _EDGE:
                end -= 1
            if start == end:
                continue
            if found and all(char in _EDGE for char in self.text[found[-1][1] : start]):
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            else:
                found.append((start, end))
        return tuple(found)

    def source_right(self, gold: Attribution, found: Attribution) -> bool:
        """Whether the found source is the gold one."""
        wanted, given = self.ids(gold.source), self.ids(found.source)
        if not wanted:
            return not given
        telling = {i for i in wanted if self.text[slice(*self.words[i])].lower() not in _FUNCTION_WORDS}
        return bool((telling or wanted) & given)


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    """Ranges in double quotation marks, line by line; a mark left open runs to the line's end."""
    for line in re.finditer(r"[^\r\n]+", text):
        opened: int | None = None
        for mark in re.finditer("[\"“”„‟«»]|``|''", line.group()):
            at, char = line.start() + mark.start(), mark.group()
            if opened is None:
                opened = at if char not in "”»" else None
            elif char not in "“„«":
                yield opened, at + 1
                opened = None
        if opened is not None:
            yield opened, line.end()


def match(text: Text, found: Sequence[Attribution]) -> tuple[dict[int, int], dict[int, int]]:
    """Pairs by overlap and pairs by exact pieces, each from gold's index to that of the found one."""
    golden = text.gold.attributions
    words, given = ([text.ids(a.content) for a in rows] for rows in (golden, found))
    pieces, trimmed = ([text.pieces(a.content) for a in rows] for rows in (golden, found))
    return _greedy(_scores(words, given, _share, OVERLAP)), _greedy(_scores(pieces, trimmed, _sameness, 1.0))


def _scores(
    wanted: Sequence[_T], given: Sequence[_T], alike: Callable[[_T, _T], float], least: float
) -> list[tuple[float, int, int]]:
    """How much gold's and found contents are alike, with their indices, from ``least`` on."""
    scores = ((alike(a, b), g, f) for g, a in enumerate(wanted) for f, b in enumerate(given))
    return [score for score in scores if score[0] >= least]


def _sameness(wanted: Spans, given: Spans) -> float:
    return float(bool(wanted) and wanted == given)


def _share(wanted: frozenset[int], given: frozenset[int]) -> float:
    """The Jaccard index of two sets of words; 0 where one is empty."""
    return len(wanted & given) / len(wanted | given) if wanted and given else 0.0


def _greedy(scores: list[tuple[float, int, int]]) -> dict[int, int]:
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for _, g, f in sorted(scores, key=lambda x: (-x[0], x[1], x[2])):
        if g not in paired and f not in taken:
            paired[g] = f
            taken.add(f)
    return paired
