"""Sentences of an article by simple means, to show what stands near; the analysis itself uses the parse."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.articles import Article, ZoneKind

_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘'(]?[A-Z])")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|St|No|vs|etc)\.$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it stands."""

    start: int
    end: int
    text: str


def sentences(article: Article) -> list[Sentence]:
    """The sentences of the running text, without headline, dateline and furniture."""
    skipped = [(z.start, z.end) for z in article.zones if z.kind != ZoneKind.SUBHEAD]
    found = []
    for line in re.finditer(r"[^\n]+", article.text):
        start = line.start()
        for cut in [*(m.end() for m in _END.finditer(line.group())), len(line.group())]:
            end = line.start() + cut
            piece = article.text[start:end]
            if _ABBREVIATION.search(piece.rstrip()) and cut < len(line.group()):
                continue
            if piece.strip() and not any(a <= start and end <= b for a, b in skipped):
                left = len(piece) - len(piece.lstrip())
                found.append(Sentence(start + left, start + len(piece.rstrip()), piece.strip()))
            start = end
    return found
