"""Whose words they are: the sources of attributions as actors of the article."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from toolkit import lexicon
from toolkit.nlp.document import grammar
from toolkit.nlp.layers import ActorRegistry, AttributionSpan, Layers, Ranges
from toolkit.nlp.references.nominals import side_nouns
from toolkit.nlp.statements.turns import RULES as TURNS
from toolkit.records import ActorType, MentionKind

FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})


def _speaks_for(noun: Token) -> bool:
    """Whether a noun means one who speaks for the actor that is named with it: "a Zenda spokesman"."""
    return noun.lower_ in lexicon.words("statements", "speaks_for")


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
    unnamed = head is not None and _speaks_for(head) and all(c.type != ActorType.PERSON for c in clusters)
    if clusters and not unnamed:
        return " and ".join(layers.actors.names(attribution.speakers))
    return described(layers.doc, attribution.source)


def _speakers(layers: Layers, attribution: AttributionSpan) -> tuple[int, ...]:
    if attribution.source_head is None:
        return ()
    registry, doc = layers.actors, layers.doc
    heads = grammar.conjuncts(doc[attribution.source_head])
    named = [t for head in heads for c in grammar.children(head, "appos") for t in grammar.conjuncts(c)[1:]]
    spoken = [t for t in (*heads, *named) if not attribution.source or _within(t, attribution.source)]
    return tuple(dict.fromkeys(key for token in spoken for key in meant(registry, token)))


def _within(token: Token, ranges: Ranges) -> bool:
    return any(start <= token.i < end for start, end in ranges)


def meant(registry: ActorRegistry, token: Token) -> tuple[int, ...]:
    """The actors that one source phrase names; its owner only where the noun speaks for it ("the Ruritanian side")."""
    keys = registry.resolve(token)
    if not keys:
        return next(filter(None, map(registry.resolve, grammar.children(token, "appos"))), ())
    is_name = registry.at(token.i) is not None or token.pos_ in ("PRON", "DET")
    if is_name or len(keys) > 1 or registry.clusters[keys[0]].type == ActorType.PERSON:
        return keys
    return keys if token.lower_ in side_nouns() or _speaks_for(token) else ()


def described(doc: Doc, ranges: Ranges) -> str | None:
    """The words of a phrase as a description: without the article that begins it."""
    if not ranges:
        return None
    start, end = ranges[0]
    while start < end - 1 and doc[start].lower_ in grammar.ARTICLES:
        start += 1
    return " ".join(doc[start:end].text.split())


def _first_person(layers: Layers) -> None:
    """ "I" and "we" in quoted words, and in the turns of a transcript, are the speaker's."""
    for token, speakers in _own_words(layers):
        if token.lower_ in FIRST_PERSON and not layers.actors.resolve(token):
            _is_speaker(layers, token, speakers)


def _own_words(layers: Layers) -> Iterator[tuple[Token, tuple[int, ...]]]:
    """The words that are given as a known speaker's own, each with the speakers."""
    quoted = {i for quote in layers.quotes for i in range(quote.start, quote.end)}
    for attribution in layers.attributions:
        for start, end in attribution.content if attribution.speakers else ():
            words = layers.doc[start:end]
            yield from ((t, attribution.speakers) for t in words if t.i in quoted or attribution.rule in TURNS)


def _is_speaker(layers: Layers, token: Token, speakers: tuple[int, ...]) -> None:
    if len(speakers) == 1:
        cluster = layers.actors.clusters[speakers[0]]
        layers.actors.mention(cluster, token.i, token.i + 1, token.i, MentionKind.PRONOUN)
    else:
        layers.actors.refer(token.i, speakers)
