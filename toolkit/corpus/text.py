"""Sentences of an article by simple means, to show what stands near; the analysis itself uses the parse."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from toolkit.articles import Article, ZoneKind
from toolkit.layout import one_line, paragraph_spans, sentence_spans


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its white space evened out, and where it stands."""

    start: int
    end: int
    text: str


def sentences(article: Article) -> list[Sentence]:
    """The sentences of the running text, without headline, dateline and furniture."""
    skipped = [(z.start, z.end) for z in article.zones if z.kind != ZoneKind.SUBHEAD]
    cuts = sorted({cut for zone in skipped for cut in zone})
    found = []
    for first, last in paragraph_spans(article.text):
        edges = [first, *(cut for cut in cuts if first < cut < last), last]
        for start, end in (span for a, b in pairwise(edges) for span in sentence_spans(article.text, a, b)):
            if not any(a <= start and end <= b for a, b in skipped):
                found.append(Sentence(start, end, one_line(article.text[start:end])))
    return found
