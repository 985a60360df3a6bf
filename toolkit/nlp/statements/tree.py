"""A Doc's words, tree, sentences and quotations as plain lists: what the attribution stage reads many times over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from spacy.attrs import DEP, HEAD, LEMMA, LOWER, POS, SENT_START, TAG
from spacy.tokens import Doc

from toolkit.nlp.document.parsing import paragraphs
from toolkit.nlp.layers import Quote, Range

_MARKS_BEHIND = 3
"""A quotation ends so near behind its last word that only marks can stand between: full stop, ellipsis, closing mark."""
SHORTEST_STATEMENT = 6
"""Tokens, marks included, from which on a quotation is taken for a statement of its own whose inside reports nothing."""


@dataclass(slots=True)
class Tree:
    """One list entry a token; ``sents``, ``units`` and ``quotes`` are ranges, ``sent``, ``unit``, ``quote`` their index.

    ``quote`` is -1 outside quotations; ``left`` and ``right`` are the first and last position of a token's subtree;
    ``groups`` numbers lemmas of like meaning alike; ``memo`` keeps what was worked out once.
    """

    doc: Doc
    head: list[int]
    dep: list[str]
    pos: list[str]
    tag: list[str]
    lemma: list[str]
    lower: list[str]
    kids: list[list[int]]
    left: list[int]
    right: list[int]
    sent: list[int]
    sents: list[Range]
    unit: list[int]
    units: list[tuple[int, int, str]]
    quote: list[int]
    quotes: list[Quote]
    groups: Mapping[str, int] = field(default_factory=dict)
    memo: dict[str, list[Any]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.head)

    def child(self, i: int, *labels: str) -> int | None:
        """The first child of ``i`` with one of the labels."""
        for k in self.kids[i]:
            if self.dep[k] in labels:
                return k
        return None

    def opens_quote(self, i: int) -> bool:
        """Whether a quotation begins with the token."""
        return self.quote[i] >= 0 and self.quotes[self.quote[i]].start == i

    def in_statement(self, i: int) -> bool:
        """Whether the token stands in a quotation long enough to be a statement."""
        k = self.quote[i]
        return k >= 0 and self.quotes[k].end - self.quotes[k].start >= SHORTEST_STATEMENT

    def after_blanks(self, start: int, end: int) -> int:
        """The first position from ``start`` on that is no blank, or ``end``."""
        while start < end and self.lower[start].isspace():
            start += 1
        return start

    def is_word(self, i: int) -> bool:
        """Whether the token is neither punctuation nor blank."""
        return self.pos[i] not in ("PUNCT", "SPACE") and any(c.isalnum() for c in self.lower[i])

    def trim(self, start: int, end: int) -> Range:
        """The range without the blanks, commas and full stops at its edges; quotation marks stay."""
        lower = self.lower
        while start < end and (lower[start] in _EDGE or lower[start].isspace()):
            start += 1
        while end > start and (lower[end - 1] in _EDGE or lower[end - 1].isspace()):
            end -= 1
        return start, end

    def snap(self, start: int, end: int, lowest: int = 0, highest: int | None = None) -> Range:
        """The trimmed range with the quotation marks that stand right at its edges, not beyond ``lowest``/``highest``."""
        start, end = self.trim(start, end)
        if start >= end:
            return start, end
        highest = len(self) if highest is None else highest
        k = self.quote[start]
        if k >= 0 and self.quotes[k].start == start - 1 >= lowest:
            start -= 1
        k = self.quote[end - 1]
        if k >= 0 and end < self.quotes[k].end <= min(highest, end + _MARKS_BEHIND):
            closing = self.quotes[k].end
            end = end if any(self.is_word(i) for i in range(end, closing)) else closing
        return start, end


_EDGE = frozenset({",", ".", ";", ":", "-", "–", "—", "--", "...", "…", ""})


def build(doc: Doc, quotes: list[Quote]) -> Tree:
    """The lists for a Doc; one that is not parsed has a sentence a unit, and every token is its own root."""
    n = len(doc)
    rows = doc.to_array([HEAD, SENT_START, *_WORDS]).tolist() if n else []
    dep, pos, tag, lemma, lower = _strings(doc, [row[2:] for row in rows])
    head = _heads([row[0] for row in rows])
    kids, (left, right) = _kids(head), _edges(head)
    units = paragraphs(doc)
    sents = _sentences(units, [row[1] for row in rows])
    sent, unit = _numbers(sents, n), _numbers([u[:2] for u in units], n)
    quote = _numbers([(q.start, q.end) for q in quotes], n, none=-1)
    return Tree(doc, head, dep, pos, tag, lemma, lower, kids, left, right, sent, sents, unit, units, quote, quotes)


def _kids(head: list[int]) -> list[list[int]]:
    kids: list[list[int]] = [[] for _ in head]
    for i, h in enumerate(head):
        if h != i:
            kids[h].append(i)
    return kids


_WORDS = (DEP, POS, TAG, LEMMA, LOWER)


def _strings(doc: Doc, rows: list[list[int]]) -> Iterator[list[str]]:
    """The columns :data:`_WORDS` as strings; a token without a lemma or a lower form has its text for it."""
    strings = doc.vocab.strings
    names = {key: strings[key] if key else "" for row in rows for key in row}
    dep, pos, tag, lemma, lower = ([names[row[k]] for row in rows] for k in range(len(_WORDS)))
    lower = [known or doc[i].text.lower() for i, known in enumerate(lower)]
    lemma = [known.lower() or word for known, word in zip(lemma, lower, strict=True)]
    yield from (dep, pos, tag, lemma, lower)


def _heads(offsets: list[int]) -> list[int]:
    """The position of each token's head; its own where there is none."""
    n = len(offsets)
    heads = [i + (offset if offset < 1 << 63 else offset - (1 << 64)) for i, offset in enumerate(offsets)]
    return [h if 0 <= h < n else i for i, h in enumerate(heads)]


def _numbers(ranges: Sequence[Range], n: int, none: int = 0) -> list[int]:
    """For each of ``n`` tokens, the number of the range that holds it, or ``none``."""
    found = [none] * n
    for k, (start, end) in enumerate(ranges):
        found[start:end] = [k] * (end - start)
    return found


def _edges(head: list[int]) -> tuple[list[int], list[int]]:
    """First and last position of each token's subtree, whether or not the tree is projective."""
    n = len(head)
    left, right, waiting = list(range(n)), list(range(n)), [0] * n
    for i, h in enumerate(head):
        waiting[h] += h != i
    ready = [i for i in range(n) if not waiting[i]]
    while ready:
        i = ready.pop()
        h = head[i]
        if h == i:
            continue
        left[h] = min(left[h], left[i])
        right[h] = max(right[h], right[i])
        waiting[h] -= 1
        if not waiting[h]:
            ready.append(h)
    return left, right


def _sentences(units: list[tuple[int, int, str]], starts: list[int]) -> list[Range]:
    """Sentence ranges, none over a unit's end."""
    sents: list[Range] = []
    for first, last, _ in units:
        begins = [first, *(i for i in range(first + 1, last) if starts[i] == 1), last]
        sents.extend((start, end) for start, end in pairwise(begins) if start < end)
    return sents
