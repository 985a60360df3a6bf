"""What the entity tagger takes for an organisation, by vote over the article, and what names things."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from functools import cache

from spacy.tokens import Doc

from toolkit import lexicon
from toolkit.nlp.actors.collectives import BodySpan
from toolkit.nlp.actors.person_words import is_capitalised
from toolkit.nlp.layers import Range
from toolkit.records import ActorType


@cache
def head_sectors() -> dict[str, str | None]:
    """PLOVER sector by head noun (with its capital) of the names of organisations."""
    found: dict[str, str | None] = {}
    for sector, nouns in lexicon.document("bodies")["heads"].items():
        for noun in nouns:
            found.setdefault(noun, sector or None)
    return found


@cache
def things() -> frozenset[str]:
    """Nouns of documents, events and places: a name that ends in one is no organisation."""
    return lexicon.words("bodies", "things")


def is_thing(doc: Doc, start: int, end: int) -> bool:
    """The run names a document, an event or a place: its head word, before any "of", says so."""
    words = list(doc[start:end])
    if words[-1].like_num:
        return True
    head = next((words[i - 1] for i, t in enumerate(words) if i and t.lower_ in ("of", "for", "on", "in")), words[-1])
    return head.text in things() and head.text not in head_sectors()


_TAGGED_MINIMUM = 2
"""How often the tagger must see a single word before it is believed."""
_ABBREVIATION = 6
"""Longer words in capitals are places in datelines, or shouting."""


def find_tagged(doc: Doc, headline: Collection[int], taken: Collection[int]) -> Iterator[BodySpan]:
    """What the entity tagger takes for an organisation, by vote over the article."""
    labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    found: list[tuple[str, int, int]] = []
    for entity in doc.ents:
        start, end = _trimmed(doc, entity.start, entity.end)
        if start == end:
            continue
        text = doc[start:end].text
        labels[text][entity.label_] += 1
        if entity.label_ == "ORG" and start not in headline:
            found.append((text, start, _with_place(doc, end)))
    for text, start, end in found:
        votes = labels[text]
        if (
            end < len(doc)
            and doc[end].text in ("Minister", "Secretary", "Ministers")
            and text.split()[-1] not in head_sectors()
        ):
            continue
        if votes["ORG"] * 2 > sum(votes.values()) and _plausible(doc, start, end, votes["ORG"]):
            yield BodySpan(start, end, ActorType.ORGANISATION, _sector_of(doc, start, end), "tagger")


def _trimmed(doc: Doc, start: int, end: int) -> Range:
    """Without article, possessive and marks at the edges."""
    while start < end and (doc[start].lower_ in ("the", "a", "an") or not doc[start].text[0].isalnum()):
        start += 1
    while end > start and (
        doc[end - 1].tag_ == "POS" or (doc[end - 1].text[-1] not in "." and not doc[end - 1].text[-1].isalnum())
    ):
        end -= 1
    return start, end


def _with_place(doc: Doc, end: int) -> int:
    """Where the name ends with an "of" and a place: "Federated Dairy of Ruritania"."""
    if end + 1 >= len(doc) or doc[end].lower_ != "of" or doc[end + 1].ent_type_ != "GPE":
        return end
    after = end + 1
    while after < len(doc) and doc[after].ent_type_ == "GPE" and is_capitalised(doc[after]):
        after += 1
    return after


def _plausible(doc: Doc, start: int, end: int, times: int) -> bool:
    words = doc[start:end]
    if words[0].i > 0 and words[0].nbor(-1).lower_ in ("at", "in", "near") and len(words) < 3 and times < 2:
        return words[-1].text in head_sectors()
    if words[0].i > 0 and words[0].nbor(-1).lower_ == "in" and any(t.lower_ == "and" for t in words):
        return any(t.text in head_sectors() for t in words)
    if any(len(w) == 1 and w.is_upper for w in words[:1]) and len(words) > 1 and words[1].text == "-":
        return False
    if not words[0].text[0].isupper() or is_thing(doc, start, end) or words[-1].text in things():
        return False
    if len(words) == 1:
        text = words[0].text
        return (
            times >= _TAGGED_MINIMUM
            and text not in head_sectors()
            and (len(text) <= _ABBREVIATION or not text.isupper())
        )
    return sum(is_capitalised(t) for t in words) >= 2


def _sector_of(doc: Doc, start: int, end: int) -> str | None:
    return next((head_sectors()[t.text] for t in doc[start:end] if t.text in head_sectors()), None)
