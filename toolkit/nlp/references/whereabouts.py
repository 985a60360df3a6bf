"""Where in the article a token stands: which sentence, inside a quotation, inside whose statement."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from toolkit.nlp.document.parsing import paragraphs
from toolkit.nlp.layers import ActorCluster, ActorMention, Layers

FAR = 12
"""Sentences beyond which no earlier mention is thought of."""
MOST = 100
"""Mentions beyond which no earlier one is thought of: an endless sentence is no reason to look at all of them."""
_IN_PHRASE = frozenset({"conj", "prep", "pobj", "poss", "compound", "appos", "agent", "dative", "amod", "nmod"})
"""Labels under which a token is part of an argument, not an argument itself."""
_MOST_APPOSED = 3
"""So many appositions hang on one another at most: "the minister, Anna Berg, a lawyer"."""


@dataclass(slots=True)
class Scene:
    """The Doc as the resolution of references sees it; built once, in linear time.

    ``sentence`` counts sentences that are not wholly quoted, so that a long quotation does not part a pronoun from the
    speaker before it. ``owner`` is the position of the innermost attribution whose content holds the token, or -1.
    """

    layers: Layers
    sentence: list[int]
    paragraph: list[int]
    quoted: list[bool]
    owner: list[int]
    source_of: dict[int, int] = field(default_factory=dict)
    """Attribution by position of its source's head."""
    named: list[ActorMention] = field(default_factory=list)
    _heads: list[int] = field(default_factory=list)

    @property
    def doc(self) -> Doc:
        """The Doc."""
        return self.layers.doc

    def before(self, position: int) -> Iterator[ActorMention]:
        """The mentions so far, last one first, not further away than ``FAR`` sentences or ``MOST`` mentions."""
        here, last = self.sentence[position], bisect_left(self._heads, position) - 1
        for index in range(last, max(-1, last - MOST), -1):
            mention = self.named[index]
            if here - self.sentence[mention.head] > FAR:
                return
            yield mention

    def record(self, mention: ActorMention) -> None:
        """Add a mention that has just been found to those that :meth:`before` gives."""
        index = bisect_left(self._heads, mention.head)
        self._heads.insert(index, mention.head)
        self.named.insert(index, mention)

    def cluster(self, mention: ActorMention) -> ActorCluster:
        """The actor of a mention."""
        return self.layers.actors.clusters[mention.actor]

    def content_actors(self, attribution: int) -> set[int]:
        """Keys of the actors named within the content of an attribution."""
        found = set()
        for start, end in self.layers.attributions[attribution].content:
            for index in range(bisect_left(self._heads, start), bisect_left(self._heads, end)):
                found.add(self.named[index].actor)
        return found


def build(layers: Layers) -> Scene:
    """The scene of a Doc whose named actors, quotations and attributions are known."""
    doc = layers.doc
    quoted = [False] * len(doc)
    for quote in layers.quotes:
        quoted[quote.start : quote.end] = [True] * (quote.end - quote.start)
    scene = Scene(layers, _sentences(doc, quoted), _paragraph_numbers(doc), quoted, _owners(layers))
    scene.source_of = {a.source_head: i for i, a in enumerate(layers.attributions) if a.source_head is not None}
    mentions = (m for c in layers.actors.clusters for m in c.mentions)
    scene.named = sorted(mentions, key=lambda m: (m.head, m.start, m.actor))
    scene._heads = [m.head for m in scene.named]
    return scene


def _owners(layers: Layers) -> list[int]:
    """The innermost attribution whose content holds each token: shorter ones are written over longer ones."""
    owner = [-1] * len(layers.doc)
    lengths = [sum(end - start for start, end in a.content) for a in layers.attributions]
    for index in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        for start, end in layers.attributions[index].content:
            owner[start:end] = [index] * (end - start)
    return owner


def _sentences(doc: Doc, quoted: list[bool]) -> list[int]:
    numbers, number, fresh = [], 0, True
    for token in doc:
        fresh = fresh or bool(token.is_sent_start)
        if fresh and not quoted[token.i] and not token.is_space and not token.is_punct:
            number, fresh = number + 1, False
        numbers.append(number)
    return numbers


def _paragraph_numbers(doc: Doc) -> list[int]:
    numbers = [0] * len(doc)
    for number, (start, end, _) in enumerate(paragraphs(doc)):
        numbers[start:end] = [number] * (end - start)
    return numbers


def carrier(token: Token) -> Token:
    """The token that stands in the clause for a name in apposition: "minister" in "the minister, Anna Berg, said"."""
    current = token
    for _ in range(_MOST_APPOSED):
        if current.dep_ != "appos" or current.head.i >= current.i:
            break
        current = current.head
    return current


def governor(token: Token) -> Token:
    """The verb (or root) that the token is an argument of, through prepositions and conjuncts."""
    current = token
    while current.dep_ in _IN_PHRASE and current.head.i != current.i:
        current = current.head
    return current.head
