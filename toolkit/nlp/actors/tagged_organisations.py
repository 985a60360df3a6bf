"""What the entity tagger takes for an organisation, by vote over the article, and what names things."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from functools import cache

from spacy.tokens import Doc, Span, Token

from toolkit import lexicon
from toolkit.nlp.actors.collectives import BodySpan
from toolkit.nlp.actors.person_words import is_capitalised, role_sectors
from toolkit.nlp.actors.states import acts
from toolkit.nlp.document.grammar import ARTICLES, head_of
from toolkit.nlp.layers import Range
from toolkit.records import ActorType

_TIMES = 2
"""How often the tagger must see a single word, or a short name after "at", before it is believed."""
_ABBREVIATION = 6
"""Longer words in capitals are places in datelines, or shouting."""
_AT = frozenset({"at", "in", "near"})
_AFTER_HEADS = frozenset({"of", "for", "on", "in"})
_PLACE_NAME = 2
"""Words of the longest name that behind "at" or "in" is as likely a place, where it stands but once."""


@cache
def head_sectors() -> dict[str, str | None]:
    """PLOVER sector by head noun (with its capital) of the names of organisations."""
    found: dict[str, str | None] = {}
    for sector, nouns in lexicon.document("bodies")["heads"].items():
        for noun in nouns:
            found.setdefault(noun, sector or None)
    return found


def things() -> frozenset[str]:
    """Nouns of documents, events and places: a name that ends in one is no organisation."""
    return lexicon.words("bodies", "things")


def is_thing(doc: Doc, start: int, end: int) -> bool:
    """The run names a document, an event or a place: its head word, before any "of", says so."""
    words = list(doc[start:end])
    if words[-1].like_num:
        return True
    head = next((words[i - 1] for i, t in enumerate(words) if i and t.lower_ in _AFTER_HEADS), words[-1])
    return head.text in things() and head.text not in head_sectors()


def find_tagged(doc: Doc, headline: Collection[int], taken: Collection[int]) -> Iterator[BodySpan]:
    """What the entity tagger takes for an organisation, by vote over the article, headlines left out.

    Of names without a head noun of organisations ("Bank") only those that act: alone, the tagger is right about one in eight.
    """
    labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    found: list[Range] = []
    for start, end, label in _tags(doc):
        labels[doc[start:end].text][label] += 1
        if label == "ORG" and start not in headline:
            found.append((start, end))
    acting = {doc[start:end].text for start, end in found if _takes_part(head_of(doc, start, end))}
    for start, end in found:
        text, name = doc[start:end].text, doc[start : _with_place(doc, end)]
        sectors = _sector_heads(name)
        if (sectors or text in acting) and _is_body(name, doc[end - 1], labels[text]):
            yield BodySpan(name.start, name.end, ActorType.ORGANISATION, next(iter(sectors), None), "tagger")


def _takes_part(token: Token) -> bool:
    """Whether a name acts, is told what it is, speaks or is spoken for: "the company Zendoil", "according to Zendoil"."""
    if token.dep_ == "pobj":
        governor = token.head.head
        return governor.lower_ == "according" or governor.lemma_.lower() in role_sectors() or acts(token)
    if token.dep_ in ("appos", "compound", "nmod"):
        return token.head.lemma_.lower() in lexicon.document("bodies")["kinds"] or acts(token)
    return acts(token)


def _tags(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """What the tagger found, trimmed: begin, end, label."""
    for entity in doc.ents:
        start, end = _trimmed(doc, entity.start, entity.end)
        if start < end:
            yield start, end, entity.label_


def _is_body(name: Span, last: Token, votes: Counter[str]) -> bool:
    """Whether the tagger mostly takes the name for an organisation, and it is written as one."""
    return votes["ORG"] * 2 > votes.total() and not _is_office(name, last) and _plausible(name, votes["ORG"])


def _is_office(name: Span, last: Token) -> bool:
    """Whether a minister or a secretary follows: "Culture Secretary" names no organisation."""
    after = name.doc[name.end].text if name.end < len(name.doc) else ""
    return after in lexicon.words("bodies", "offices_after") and last.text not in head_sectors()


def _trimmed(doc: Doc, start: int, end: int) -> Range:
    """Without article, possessive and marks at the edges."""
    while start < end and (doc[start].lower_ in ARTICLES or not doc[start].text[0].isalnum()):
        start += 1
    while end > start and not _can_end(doc[end - 1]):
        end -= 1
    return start, end


def _can_end(token: Token) -> bool:
    return token.tag_ != "POS" and (token.text[-1] == "." or token.text[-1].isalnum())


def _with_place(doc: Doc, end: int) -> int:
    """Where the name ends with an "of" and a place: "Federated Dairy of Ruritania"."""
    if end + 1 >= len(doc) or doc[end].lower_ != "of" or doc[end + 1].ent_type_ != "GPE":
        return end
    after = end + 1
    while after < len(doc) and doc[after].ent_type_ == "GPE":
        after += 1
    return after


def _plausible(name: Span, times: int) -> bool:
    """Whether a name that the tagger saw so often can be an organisation's."""
    before = name.doc[name.start - 1].lower_ if name.start > 0 else ""
    if before in _AT and len(name) <= _PLACE_NAME and times < _TIMES:
        return name[-1].text in head_sectors()
    if before == "in" and "and" in [t.lower_ for t in name]:
        return bool(_sector_heads(name))
    return not _is_prefixed(name) and not _names_thing(name) and _written_as_name(name, times)


def _written_as_name(name: Span, times: int) -> bool:
    """Whether a name has the capitals of one; a single word is to be seen again and again."""
    if len(name) == 1:
        return name.text[0].isupper() and _plausible_word(name.text, times)
    return name.text[0].isupper() and sum(map(is_capitalised, name)) > 1


def _names_thing(name: Span) -> bool:
    return name[-1].text in things() or is_thing(name.doc, name.start, name.end)


def _plausible_word(word: str, times: int) -> bool:
    known = times >= _TIMES and word not in head_sectors()
    return known and (len(word) <= _ABBREVIATION or not word.isupper())


def _is_prefixed(name: Span) -> bool:
    """A letter and a hyphen, as of "E-Passport"."""
    return len(name) > 1 and len(name[0]) == 1 and name[1].text == "-"


def _sector_heads(name: Span) -> list[str | None]:
    """The sectors of the head nouns of organisations in a name."""
    return [head_sectors()[t.text] for t in name if t.text in head_sectors()]
