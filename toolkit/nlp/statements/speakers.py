"""Whose words they are: the sources of attributions as actors of the article."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from toolkit.nlp.document import grammar
from toolkit.nlp.layers import ActorRegistry, AttributionSpan, Layers, Ranges
from toolkit.nlp.references.nominals import side_nouns
from toolkit.records import ActorType, MentionKind

FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_SPEAKS_FOR = frozenset({"spokesman", "spokeswoman", "spokesperson", "statement"})


def name_speakers(layers: Layers) -> None:
    """Fill in ``speakers`` and ``speaker_name`` of every attribution, and whom "I" and "we" in quotations mean.

    A source that is described, not named ("officials", "a diplomat"), has no speakers; its description is its name.
    """
    for attribution in layers.attributions:
        keys = _speakers(layers, attribution)
        attribution.speakers = keys
        attribution.speaker_name = _name(layers, attribution)
    _first_person(layers)


def _name(layers: Layers, attribution: AttributionSpan) -> str | None:
    """The speakers' names; the description where only somebody who speaks for them is meant ("a Zenda spokesman")."""
    head = layers.doc[attribution.source_head] if attribution.source_head is not None else None
    clusters = [layers.actors.clusters[key] for key in attribution.speakers]
    unnamed = head is not None and head.lower_ in _SPEAKS_FOR and all(c.type != ActorType.PERSON for c in clusters)
    if clusters and not unnamed:
        return " and ".join(c.name for c in clusters)
    return described(layers.doc, attribution.source)


def _speakers(layers: Layers, attribution: AttributionSpan) -> tuple[int, ...]:
    if attribution.source_head is None:
        return ()
    registry, doc = layers.actors, layers.doc
    inside = {i for start, end in attribution.source for i in range(start, end)}
    found: dict[int, None] = {}
    heads = grammar.conjuncts(doc[attribution.source_head])
    named = [t for head in heads for c in head.children if c.dep_ == "appos" for t in grammar.conjuncts(c)[1:]]
    for token in (*heads, *named):
        if inside and token.i not in inside:
            continue
        for key in meant(registry, token):
            found[key] = None
    return tuple(found)


def meant(registry: ActorRegistry, token: Token) -> tuple[int, ...]:
    """The actors that one source phrase names; its owner only where the noun speaks for it ("the Ruritanian side")."""
    keys = registry.resolve(token)
    if not keys:
        named = (registry.resolve(other) for other in token.children if other.dep_ == "appos")
        return next((found for found in named if found), ())
    if registry.at(token.i) is not None or token.pos_ in ("PRON", "DET") or len(keys) > 1:
        return keys
    if all(registry.clusters[key].type == ActorType.PERSON for key in keys):
        return keys
    return keys if token.lower_ in side_nouns() or token.lower_ in _SPEAKS_FOR else ()


def described(doc: Doc, ranges: Ranges) -> str | None:
    """The words of a phrase as a description: without the article that begins it."""
    if not ranges:
        return None
    start, end = ranges[0]
    while start < end - 1 and doc[start].lower_ in ("the", "a", "an"):
        start += 1
    return " ".join(doc[start:end].text.split())


def _first_person(layers: Layers) -> None:
    """ "I" and "we" in quoted words are the speaker's."""
    quoted = {i for quote in layers.quotes for i in range(quote.start, quote.end)}
    for attribution in layers.attributions:
        if not attribution.speakers:
            continue
        for start, end in attribution.content:
            for token in layers.doc[start:end]:
                if token.lower_ in FIRST_PERSON and token.i in quoted and not layers.actors.resolve(token):
                    _is_speaker(layers, token, attribution.speakers)


def _is_speaker(layers: Layers, token: Token, speakers: tuple[int, ...]) -> None:
    if len(speakers) == 1:
        cluster = layers.actors.clusters[speakers[0]]
        layers.actors.mention(cluster, token.i, token.i + 1, token.i, MentionKind.PRONOUN)
    else:
        layers.actors.refer(token.i, speakers)
