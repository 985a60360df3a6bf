"""What an undertaking or an assessment is about, in the terms of PLOVER's contexts: *military*, *economic*, *legal* ...

A topic is read off single words (``lexicon/en/topics.yaml``): those of the action itself count most, those of its sentence
less, and the sentence before speaks only where neither says anything ("to cooperate", "to do so").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from spacy.tokens import Doc, Span

from toolkit import lexicon
from toolkit.nlp.layers import Range

INSIDE, AROUND = 3.0, 0.4
"""What a word counts inside the action, and elsewhere in its sentence."""

FAINT = 0.35
"""What a word counts that names who acts rather than what it is about."""

PHRASE = 1.5
"""How much more a phrase of several words counts."""

NAMED = frozenset({"ORG", "PERSON"})
"""Entities whose words tell nothing: the Security Council is not about security."""

SECOND = 0.6
"""From which share of the first topic's score on another is named too."""

MOST = 3
_LONGEST = 4

Terms = dict[tuple[str, ...], list[tuple[str, float]]]


@cache
def _terms() -> Terms:
    """Topics and weight of each word or phrase of the lexicon."""
    found: Terms = {}
    for name, entry in lexicon.document("topics").items():
        weight = float(entry.get("weight", 1.0))
        for key, share in (("words", 1.0), ("faint", FAINT)):
            for words in dict.fromkeys(entry.get(key, ())):
                for form in dict.fromkeys((words, words.replace("-", " - "))):  # as models part hyphened words
                    found.setdefault(tuple(form.split()), []).append((name, weight * share))
    return found


def topics_of(doc: Doc, ranges: Sequence[Range], most: int = MOST) -> tuple[str, ...]:
    """The topics of some words of a Doc, the likeliest first; empty where no word tells.

    Parameters
    ----------
    doc
        With lemmas and sentences.
    ranges
        Token ranges of the action (or of what is assessed).
    most
        How many topics at most.
    """
    if not ranges:
        return ()
    sentence = doc[min(start for start, _ in ranges)].sent
    weighed = _weighed(sentence, ranges)
    if not weighed and sentence.start:
        weighed = [(topic, weight) for _, topic, weight in _told(doc[sentence.start - 1].sent)]
    scores: dict[str, float] = defaultdict(float)
    for topic, weight in weighed:
        scores[topic] += weight
    return _ranked(scores, most)


def _weighed(sentence: Span, ranges: Sequence[Range]) -> list[tuple[str, float]]:
    """The topics of the words inside, which may run over several sentences in a quotation, then of those around."""
    inside = {i for start, end in ranges for i in range(start, end)}
    told = sorted(_told(sentence), key=lambda word: word[0] not in inside)
    found = [(topic, weight * (INSIDE if at in inside else AROUND)) for at, topic, weight in told]
    for start, end in ranges:
        if end > sentence.end:
            beyond = sentence.doc[max(start, sentence.end) : end]
            found += [(topic, weight * INSIDE) for _, topic, weight in _told(beyond)]
    return found


def _ranked(scores: Mapping[str, float], most: int) -> tuple[str, ...]:
    """The topics by score; of those with the same, the one told first."""
    ranked = sorted(scores, key=lambda name: -scores[name])
    return tuple(name for name in ranked if scores[name] >= SECOND * scores[ranked[0]])[:most]


def _told(span: Span) -> Iterator[tuple[int, str, float]]:
    """Position, topic and weight of each word or phrase of the lexicon, the longest where several begin."""
    forms = [("", "") if token.ent_type_ in NAMED else (token.lemma_.lower(), token.lower_) for token in span]
    terms, place = _terms(), 0
    while place < len(forms):
        length = next((n for n in range(_LONGEST, 0, -1) if _term(forms[place : place + n], n)), 0)
        key = _term(forms[place : place + length], length) if length else None
        for topic, weight in terms[key] if key else ():
            yield span.start + place, topic, weight * (PHRASE if length > 1 else 1.0)
        place += max(1, length)


def _term(forms: Sequence[tuple[str, str]], length: int) -> tuple[str, ...] | None:
    """The lexicon's entry that these words are, by lemma or as they stand."""
    if len(forms) < length:
        return None
    terms = _terms()
    for way in (tuple(lemma for lemma, _ in forms), tuple(word for _, word in forms)):
        if way in terms:
            return way
    return None
