"""A Doc's words, tree, sentences and quotations as plain lists: what the attribution stage reads many times over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from spacy.attrs import DEP, HEAD, LEMMA, LOWER, POS, SENT_START, TAG
from spacy.tokens import Doc

from toolkit.nlp.document.parsing import paragraphs
from toolkit.nlp.layers import Quote

SKIPPED = frozenset({"furniture", "publication", "dateline", "correction"})
"""Kinds of units that carry no parse and no statement."""


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
    sents: list[tuple[int, int]]
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

    def is_word(self, i: int) -> bool:
        """Whether the token is neither punctuation nor blank."""
        return self.pos[i] not in ("PUNCT", "SPACE") and any(c.isalnum() for c in self.lower[i])

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """The range without the blanks, commas and full stops at its edges; quotation marks stay."""
        lower = self.lower
        while start < end and (lower[start] in _EDGE or lower[start].isspace()):
            start += 1
        while end > start and (lower[end - 1] in _EDGE or lower[end - 1].isspace()):
            end -= 1
        return start, end

    def snap(self, start: int, end: int, lowest: int = 0, highest: int | None = None) -> tuple[int, int]:
        """The trimmed range with the quotation marks that stand right at its edges, not beyond ``lowest``/``highest``."""
        start, end = self.trim(start, end)
        if start >= end:
            return start, end
        highest = len(self) if highest is None else highest
        k = self.quote[start]
        if k >= 0 and self.quotes[k].start == start - 1 >= lowest:
            start -= 1
        k = self.quote[end - 1]
        if k >= 0 and end < self.quotes[k].end <= min(highest, end + 3):
            closing = self.quotes[k].end
            end = end if any(self.is_word(i) for i in range(end, closing)) else closing
        return start, end


_EDGE = frozenset({",", ".", ";", ":", "-", "–", "—", "--", "...", "…", ""})


def build(doc: Doc, quotes: list[Quote]) -> Tree:
    """The lists for a Doc; one that is not parsed has a sentence a unit, and every token is its own root."""
    n = len(doc)
    strings = doc.vocab.strings
    array = doc.to_array([HEAD, DEP, POS, TAG, LEMMA, SENT_START, LOWER]).tolist() if n else []
    names: dict[int, str] = {}

    def name(key: int) -> str:
        if key not in names:
            names[key] = strings[key] if key else ""
        return names[key]

    head, dep, pos, tag, lemma = [], [], [], [], []
    for i, row in enumerate(array):
        offset = row[0] if row[0] < 1 << 63 else row[0] - (1 << 64)
        head.append(i + offset if 0 <= i + offset < n else i)
        dep.append(name(row[1]))
        pos.append(name(row[2]))
        tag.append(name(row[3]))
        lemma.append(name(row[4]).lower())
    kids: list[list[int]] = [[] for _ in range(n)]
    for i, h in enumerate(head):
        if h != i:
            kids[h].append(i)
    left, right = _edges(head)
    units = paragraphs(doc)
    sents, sent = _sentences(units, [row[5] for row in array], n)
    unit = [0] * n
    for k, (start, end, _) in enumerate(units):
        unit[start:end] = [k] * (end - start)
    quote = [-1] * n
    for k, q in enumerate(quotes):
        quote[q.start : q.end] = [k] * (q.end - q.start)
    lower = [name(row[6]) or doc[i].text.lower() for i, row in enumerate(array)]
    lemma = [known or word for known, word in zip(lemma, lower, strict=True)]
    return Tree(doc, head, dep, pos, tag, lemma, lower, kids, left, right, sent, sents, unit, units, quote, quotes)


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


def _sentences(units: list[tuple[int, int, str]], starts: list[int], n: int) -> tuple[list[tuple[int, int]], list[int]]:
    """Sentence ranges, none over a unit's end, and the sentence of each token."""
    sents: list[tuple[int, int]] = []
    sent = [0] * n
    for first, last, _ in units:
        begin = first
        for i in range(first, last):
            if i > begin and starts[i] == 1:
                sents.append((begin, i))
                begin = i
        if begin < last:
            sents.append((begin, last))
    for k, (begin, end) in enumerate(sents):
        sent[begin:end] = [k] * (end - begin)
    return sents, sent
