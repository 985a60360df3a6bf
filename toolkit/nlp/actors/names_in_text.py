"""Known names in a running text: where they stand, and whether they are there what they look like."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from spacy.tokens import Doc, Token

from toolkit import lexicon
from toolkit.nlp.actors.gazetteer import Form, NameEntry, Pieces, index, key_of, pieces, prefixes
from toolkit.nlp.actors.known_names import choose, leader_of, words_of
from toolkit.nlp.actors.naming import NamedRange

_COMPOUND = re.compile("[-\u2010-\u2015/]")
_INSIDE = "-–'’&/+."
"""Marks that may stand between the words of a name."""
_LONGEST_TITLE, _AROUND = 4, 3
"""Words of a title before a family name at most, and words to each side that tell whether a line is in capitals; set by
hand."""


def find_names(doc: Doc, when: dt.date | None = None) -> list[NamedRange]:
    """All known names in a Doc, in order: ``(start, end, entry)`` in token positions, end exclusive.

    Of overlapping names the longest is taken. A leader's family name is found after a title ("President Xi", "Mr
    Gorbachev"), the title is not part of it. A hyphenated token such as "U.S.-Russian" may yield two entries over the
    same token. Names of persons that look like a state's ("Mr Washington", "Michael Jordan") are left out.
    """
    words = [(piece, token.i) for token in doc for piece in pieces(token.text)]
    found: list[NamedRange] = []
    position = 0
    while position < len(words):
        stop, entry = _longest(doc, words, position, when)
        if stop == position:
            position += 1
            continue
        article = words[position][0].lower() == "the" and stop > position + 1
        start, end = words[position + article][1], words[stop - 1][1] + 1
        if entry is not None and not _misleading(doc, start, end, entry):
            found.append((start, end, entry))
        position = stop
    return found


def _parts(key: str) -> frozenset[str]:
    return lexicon.words("name_parts", key)


def _longest(
    doc: Doc, words: Sequence[tuple[str, int]], position: int, when: dt.date | None
) -> tuple[int, NameEntry | None]:
    """Where the longest name that begins at a word ends (there, if none does), and what it stands for."""
    stop, entry = position, None
    if not _begins_name(words[position][0]):
        return stop, entry
    for end in range(position + 1, len(words) + 1):
        surface = tuple(word for word, _ in words[position:end])
        forms = _forms_of(surface)
        if forms and _is_one_name(doc, words, position, end):
            meant = _meant(doc, words[position][1], surface, forms, when)
            if meant is not None or any(form.entry is None for form in forms):
                stop, entry = end, meant
        if key_of(surface) not in prefixes():
            break
    return stop, entry


@lru_cache(maxsize=50_000)
def _begins_name(word: str) -> bool:
    key = key_of((word,))
    return key in index() or key in prefixes()


def _forms_of(surface: Pieces) -> list[Form]:
    return [form for form in index().get(key_of(surface), ()) if form.fits(surface)]


def _is_one_name(doc: Doc, words: Sequence[tuple[str, int]], start: int, end: int) -> bool:
    return _whole(words, start, end, doc) and _unbroken(doc, words[start][1], words[end - 1][1])


def _meant(doc: Doc, start: int, surface: Pieces, forms: Iterable[Form], when: dt.date | None) -> NameEntry | None:
    """What a name at a place in the text stands for; a family name only after a title."""
    forms = list(forms)
    entry = choose((f.entry for f in forms if f.entry is not None and not f.titled), when)
    return _titled(doc, start, surface, when) if entry is None and any(f.titled for f in forms) else entry


def _whole(words: Sequence[tuple[str, int]], start: int, end: int, doc: Doc) -> bool:
    """Whether a run of pieces is made of whole tokens, or of whole parts of a token with hyphens or dashes."""
    opened = start > 0 and words[start - 1][1] == words[start][1]
    cut = end < len(words) and words[end][1] == words[end - 1][1]
    return all(_COMPOUND.search(doc[words[i][1]].text) for i, inside in ((start, opened), (end - 1, cut)) if inside)


def _unbroken(doc: Doc, first: int, last: int) -> bool:
    """Whether only hyphens, apostrophes and the like stand between the words of a name, and no comma or full stop."""
    return all(
        doc[i].text[0].isalnum() or doc[i].text[0] in _INSIDE or not doc[i].text.strip(" ")
        for i in range(first, last + 1)
    )


def _titled(doc: Doc, start: int, surname: Pieces, when: dt.date | None) -> NameEntry | None:
    """The leader meant by a family name after a title: an office, or "Mr" where the name is no common one."""
    title = _title_before(doc, start)
    borne = set(title) - _parts("no_title")
    in_office = bool(borne & words_of("office"))
    common = " ".join(surname) in _parts("common_surnames")
    if not borne or (common and (when is None or not in_office)):
        return None
    entry = leader_of(surname, when, title, None)
    if entry is not None and when is None and not (in_office and entry.role in _parts("heads")):
        return None
    return entry


def _title_before(doc: Doc, start: int) -> list[str]:
    """The words before a name that can be a title, in lower case."""
    title: list[str] = []
    for token in reversed(doc[max(0, start - _LONGEST_TITLE) : start]):
        word = token.text.rstrip(".").lower()
        if word not in words_of("office") and word not in words_of("honorific"):
            break
        title.insert(0, word)
    return title


def _misleading(doc: Doc, start: int, end: int, entry: NameEntry) -> bool:
    """Whether the words are not the name they look like: a verb, a word in a line of capitals, part of a person's name."""
    if entry.kind == "demonym" and doc[start].pos_ == "VERB":
        return True
    if doc[start].text.lower() in _parts("caps_words") and _shouted(doc, start):
        return True
    if entry.kind in ("leader", "organisation") or (entry.kind == "metonym" and end - start > 1):
        return False
    return _in_person(doc, start, end)


def _in_person(doc: Doc, start: int, end: int) -> bool:
    """Whether the words are part of a person's name: after a title, or next to more of what is tagged as one."""
    if start > 0 and doc[start - 1].text.rstrip(".").lower() in _parts("honorific"):
        return True
    if doc[start].ent_type_ != "PERSON":
        return False
    follows = start > 0 and doc[start].ent_iob_ == "I" and doc[start - 1].text[0].isupper()
    return follows or (doc[end - 1].ent_type_ == "PERSON" and end < len(doc) and _continues(doc[end]))


def _continues(token: Token) -> bool:
    return token.ent_iob_ == "I" and token.text[0].isupper()


def _shouted(doc: Doc, position: int) -> bool:
    """Whether the words around are written in capitals throughout, as in some headlines."""
    near = doc[max(0, position - _AROUND) : position + _AROUND + 1]
    around = [t.text for t in near if t.text.isalpha() and t.i != position]
    return len(around) > 1 and all(word.isupper() for word in around)
