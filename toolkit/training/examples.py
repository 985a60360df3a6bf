"""Texts with gold as the attribution stage sees them: possible cues, their candidate contents, and which of them gold wants."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc

from toolkit.evaluation.brat import Attribution, GoldText
from toolkit.evaluation.pairing import Text
from toolkit.nlp.document.parsing import char_span
from toolkit.nlp.document.quotes import find_quotes
from toolkit.nlp.layers import Range
from toolkit.nlp.statements.cluster import Cluster, cluster_of
from toolkit.nlp.statements.contents import right_limit
from toolkit.nlp.statements.cues import Cue, find_cues
from toolkit.nlp.statements.learned.model import Content, candidates, worth_scoring
from toolkit.nlp.statements.rules import SIGNED
from toolkit.nlp.statements.sources import Source, find_source
from toolkit.nlp.statements.tree import Tree, build

SHARPNESS = 12.0
"""How much more of the wanted share an exact content gets than one that overlaps less: exp(-SHARPNESS * loss of IoU)."""


@dataclass(slots=True)
class Item:
    """A cue of a text, its candidate contents, and gold's view: their IoU with the gold content it is a cue of."""

    cue: Cue
    source: Source
    cluster: Cluster
    contents: list[Content]
    shares: list[float] | None = None
    gold: int | None = None

    @property
    def best(self) -> float:
        """The highest IoU of a candidate; 0 for what is no cue in gold."""
        return max(self.shares) if self.shares else 0.0


@dataclass(slots=True)
class Example:
    """A text with its tree, gold and cues."""

    tree: Tree
    text: Text
    shift: int
    items: list[Item]

    def chars(self, ranges: Iterable[Range]) -> tuple[Range, ...]:
        """Token ranges to characters of the gold file."""
        spans = (char_span(self.tree.doc, *r) for r in ranges)
        return tuple((s + self.shift, e + self.shift) for s, e in spans)


def example(doc: Doc, gold: GoldText, groups: dict[str, int]) -> Example:
    """The cues of a text with their candidates, those that are cues in gold marked."""
    tree = build(doc, find_quotes(doc))
    tree.groups = groups
    items = []
    for cue in find_cues(tree):
        if cue.kind in SIGNED or not worth_scoring(tree, cue):
            continue
        source = find_source(tree, cue)
        cluster = cluster_of(tree, cue, source)
        contents = candidates(tree, cluster)
        if contents:
            items.append(Item(cue, source, cluster, contents))
    found = Example(tree, Text(gold), int(gold.text.startswith("\ufeff")), items)
    for number, attribution in enumerate(gold.attributions):
        _mark(found, number, attribution)
    return found


def _tokens(found: Example, spans: Iterable[tuple[int, int]]) -> set[int]:
    """Tokens that share a character with spans of the gold file."""
    doc = found.tree.doc
    tokens: set[int] = set()
    for start, end in spans:
        span = doc.char_span(
            max(0, start - found.shift), min(end - found.shift, len(doc.text)), alignment_mode="expand"
        )
        if span is not None:
            tokens.update(range(span.start, span.end))
    return tokens


def _mark(found: Example, number: int, attribution: Attribution) -> None:
    """Give a gold attribution to the cue that has the best candidate for it: a verb rather than a noun, the last of them."""
    best: tuple[tuple[float, bool, int], Item, list[float]] | None = None
    cue = _tokens(found, attribution.cue)
    content = {i for i in _tokens(found, attribution.content) if found.tree.is_word(i)}
    for item in found.items:
        if _is_cue(item.cue, cue):
            shares = _shares(found.tree, item, content)
            key = (round(max(shares), 3), item.cue.kind == "verb", item.cue.head)
            if best is None or key > best[0]:
                best = key, item, shares
    if best is not None and best[0][0] > best[1].best:
        best[1].shares, best[1].gold = best[2], number


def _is_cue(cue: Cue, gold: set[int]) -> bool:
    """Whether a cue is gold's: its head is; one that is no verb or noun by any of its tokens."""
    return cue.head in gold or (cue.kind in ("punctuation", "adjective") and not gold.isdisjoint(cue.tokens))


def _shares(tree: Tree, item: Item, wanted: set[int]) -> list[float]:
    """The IoU of each candidate with what gold wants, as far as contents of the cue can reach."""
    first, last = tree.units[tree.unit[item.cue.head]][0], right_limit(tree, item.cue.head)
    here = {i for i in wanted if first <= i < last}
    return [_iou(tree, content, here) for content in item.contents]


def _iou(tree: Tree, content: Content, wanted: set[int]) -> float:
    words = {i for s in content if s is not None for i in range(*s.range) if tree.is_word(i)}
    return len(words & wanted) / len(words | wanted) if words | wanted else 0.0


def wanted_shares(item: Item) -> list[float]:
    """What share of probability each candidate should get: the best most, none where no candidate is half right."""
    if item.shares is None or item.best < 0.5:
        return [0.0] * len(item.contents)
    raw = [math.exp(SHARPNESS * (s - item.best)) if s >= 0.5 else 0.0 for s in item.shares]
    return [r / sum(raw) for r in raw]
