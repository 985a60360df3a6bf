"""Names of states, their people, capitals and metonyms, organisations and leaders: what they stand for, and when.

:func:`resolve_name` says what one name stands for, :func:`find_names` finds all known names in a Doc. The facts are in
the tables of :mod:`toolkit.lexicon`; here is only how a name is compared with them: accents, full stops, possessives and
a leading "the" do not count, capitals do ("US" and "us", "Turkey" and "turkey").
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from toolkit import lexicon
from toolkit.nlp.actors.gazetteer import (
    IGO,
    NameEntry,
    Pieces,
    index,
    key_of,
    pieces,
    prefixes,
    state_names,
    unify_apostrophes,
)
from toolkit.records import ActorType

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["IGO", "NameEntry", "find_names", "leader_called", "resolve_name", "state_names"]

_COMPOUND = re.compile("[-\u2010-\u2015/]")

_OFFICE_FADES = dt.timedelta(days=15 * 365)
"""A title with a family name ("former President Carter") is taken for a known leader for so long after the office."""


def _choose(entries: Iterable[NameEntry], when: dt.date | None) -> NameEntry | None:
    """The entry that holds then: one with dates before one without, an office held before one past, that before one to come."""
    known = list(entries)
    day = when or dt.date.max
    holding = [e for e in known if e.holds(day)]
    others = [e for e in holding if e.kind != "leader"]
    if others:
        return max(others, key=lambda e: e.first is not None or e.last is not None)
    if len({e.name for e in holding}) > 1 and len({e.code for e in holding}) > 1:
        return None
    if holding:
        return max(holding, key=lambda e: (e.role in _parts("heads"), e.first or dt.date.min))
    leaders = [e for e in known if e.kind == "leader"]
    past = [e for e in leaders if e.last is not None and e.last < day]
    if past:
        return max(past, key=lambda e: e.last or dt.date.max)
    return min(leaders, key=lambda e: e.first or dt.date.max, default=None)


@cache
def _parts(key: str) -> frozenset[str]:
    return lexicon.words("name_parts", key)


@cache
def _words_of(key: str) -> frozenset[str]:
    """The single words of the expressions in a list of ``name_parts``, in lower case."""
    return frozenset(word for text in _parts(key) for word in key_of(pieces(text)))


def _lookup(surface: Pieces, when: dt.date | None) -> NameEntry | None:
    forms = (f for f in index().get(key_of(surface), ()) if not f.titled and f.fits(surface))
    return _choose((f.entry for f in forms if f.entry is not None), when)


def leader_called(
    surname: str, when: dt.date | None = None, *, title: str = "", code: str | None = None
) -> NameEntry | None:
    """The leader who is meant by a title and a family name: ``leader_called("Clinton", when, title="President")``.

    Parameters
    ----------
    surname
        The part of the name that follows a title: ``"Putin"``, ``"Xi"``, ``"de Klerk"``.
    when
        The day from which to look: who is in office goes before who was. Without it, a name that leaders of two countries
        have is not resolved.
    title, code
        What is known besides: only holders of such an office, if there are any, and of that country.
    """
    return _leader(pieces(surname), when, key_of(pieces(title)), code)


def _leader(surname: Pieces, when: dt.date | None, title: Sequence[str], code: str | None) -> NameEntry | None:
    forms = (f for f in index().get(key_of(surname), ()) if f.titled and f.fits(surname))
    known = [f.entry for f in forms if f.entry is not None and code in (None, f.entry.code)]
    if when is not None:
        known = [e for e in known if (e.first is None or e.first <= when) and _fresh(e, when)]
        known = [e for e in known if e.holds(when)] or known
    else:
        known = [e for e in known if e.last is None] or known
    share = {id(e): len(set(key_of(pieces(e.role or ""))) & set(title)) for e in known}
    best = max(share.values(), default=0)
    known = [e for e in known if share[id(e)] == best]
    if best == 0 and set(title) & _parts("first_offices"):
        known = [e for e in known if e.role in _parts("heads")]
    if len({e.code for e in known}) > 1:
        known = [e for e in known if e.role in _parts("heads")]
    if len({e.code for e in known}) != 1:
        return None
    return max(known, key=lambda e: (e.role in _parts("heads"), e.first or dt.date.min))


def _fresh(entry: NameEntry, when: dt.date) -> bool:
    return entry.last is None or when <= entry.last + _OFFICE_FADES


def _variants(text: str) -> Iterator[Pieces]:
    """The name as it stands, without a possessive, inverted ("Korea, Republic of"), and each without a leading article."""
    text = unify_apostrophes(text.strip())
    last, comma, first = text.partition(", ")
    inverted = f"{first} {last}" if comma else text
    for variant in dict.fromkeys((text, re.sub(r"'s?$", "", text), inverted)):
        surface = pieces(variant)
        yield surface
        if len(surface) > 1 and surface[0].lower() == "the":
            yield surface[1:]


def resolve_name(text: str, when: dt.date | None = None) -> NameEntry | None:
    """What a name stands for, or ``None`` if it is not known or stands for nothing in particular.

    Parameters
    ----------
    text
        A name as it is written: ``"the Kremlin"``, ``"U.S."``, ``"Israelis"``, ``"South Korea's"``, ``"the Polish
        government"``, ``"eastern Ukraine"``, ``"President Xi"``. Capitals count: ``"us"`` and ``"turkey"`` are no states.
    when
        The day from which to look: ``"Moscow"`` is SUN before 26 December 1991, RUS after; of several leaders of a name
        the one in office is meant. Without it, today's meaning.
    """
    surfaces = [surface for surface in _variants(text) if surface]
    for read in (_lookup, _with_parts, _person, _transliterated):
        for surface in surfaces:
            if (entry := read(surface, when)) is not None:
                return entry
    return None


def _with_parts(surface: Pieces, when: dt.date | None) -> NameEntry | None:
    """A state's name with what may stand beside it: "Republic of", "eastern", "government"."""
    key = key_of(surface)
    for text in sorted(_parts("state_of")):
        start = key_of(pieces(text))
        if key[: len(start)] == start and len(key) > len(start):
            rest = surface[len(start) :]
            return _state(rest[1:] if rest[0] == "the" else rest, when)
    if len(key) > 1 and surface[0].islower() and key[0] in _words_of("part_of"):
        return (
            _lookup((surface[0].capitalize(), *surface[1:]), when)
            or _with_parts(surface[1:], when)
            or _state(surface[1:], when)
        )
    if len(key) > 1 and key[-1] in _parts("government"):
        rest = surface[:-1]
        return _state(rest[:-1] if rest[-1] == "s" and len(rest) > 1 else rest, when)
    return None


def _state(surface: Pieces, when: dt.date | None) -> NameEntry | None:
    entry = _lookup(surface, when) if surface else None
    return entry if entry is not None and entry.type == ActorType.STATE else None


def _person(surface: Pieces, when: dt.date | None) -> NameEntry | None:
    """A leader's name after titles and countries ("Russian President Putin"), or a well-known family name alone."""
    for start in range(1, len(surface)):
        title, name = surface[:start], surface[start:]
        words = _words_of("office") | _words_of("honorific") | {"of", "the", "for", "and"}
        rest = tuple(w for w in title if w.lower() not in words and w != "s")
        country = _lookup(rest, when) if rest else None
        if rest and country is None:
            continue
        code = country.code if country else None
        entry = _lookup(name, when)
        if entry is not None and entry.kind == "leader" and code in (None, entry.code):
            return entry
        if len(rest) < len(title) and (entry := _leader(name, when, key_of(title), code)) is not None:
            return entry
    if " ".join(surface) in _parts("common_surnames"):
        return None
    return _leader(surface, when, (), None)


def _transliterated(surface: Pieces, when: dt.date | None) -> NameEntry | None:
    """A leader whose full name is spelled another way: "Mohamed Javad Zarif", "Abdelfattah Al-Sisi"."""
    if len(surface) < 2 or not all(piece[0].isupper() or piece in _parts("particles") for piece in surface):
        return None
    return _choose(_sounds().get(_sound(key_of(surface)), ()), when)


@cache
def _sounds() -> dict[str, tuple[NameEntry, ...]]:
    found: dict[str, list[NameEntry]] = {}
    for key, forms in index().items():
        leaders = [f.entry for f in forms if f.entry is not None and f.entry.kind == "leader" and not f.titled]
        if len(key) > 1 and leaders:
            found.setdefault(_sound(key), []).extend(leaders)
    return {sound: tuple(entries) for sound, entries in found.items()}


def _sound(key: Pieces) -> str:
    text = "".join(piece for piece in key if piece not in _parts("particles"))
    for pattern, replacement in lexicon.document("name_parts")["transliteration"]:
        text = re.sub(pattern, replacement, text)
    return text


def find_names(doc: Doc, when: dt.date | None = None) -> list[tuple[int, int, NameEntry]]:
    """All known names in a Doc, in order: ``(start, end, entry)`` in token positions, end exclusive.

    Of overlapping names the longest is taken. A leader's family name is found after a title ("President Xi", "Mr
    Gorbachev"), the title is not part of it. A hyphenated token such as "U.S.-Russian" may yield two entries over the
    same token. Names of persons that look like a state's ("Mr Washington", "Michael Jordan") are left out.
    """
    words = [(piece, token.i) for token in doc for piece in pieces(token.text)]
    found: list[tuple[int, int, NameEntry]] = []
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


def _longest(
    doc: Doc, words: Sequence[tuple[str, int]], position: int, when: dt.date | None
) -> tuple[int, NameEntry | None]:
    """Where the longest name that begins at a word ends (there, if none does), and what it stands for."""
    stop, entry = position, None
    for end in range(position + 1, len(words) + 1):
        surface = tuple(word for word, _ in words[position:end])
        key = key_of(surface)
        forms = [f for f in index().get(key, ()) if f.fits(surface)]
        if forms and _whole(words, position, end, doc) and _unbroken(doc, words[position][1], words[end - 1][1]):
            hit = _choose((f.entry for f in forms if f.entry is not None and not f.titled), when)
            if hit is None and any(f.titled for f in forms):
                hit = _titled(doc, words[position][1], surface, when)
            if hit is not None or any(f.entry is None for f in forms):
                stop, entry = end, hit
        if key not in prefixes():
            break
    return stop, entry


def _whole(words: Sequence[tuple[str, int]], start: int, end: int, doc: Doc) -> bool:
    """Whether a run of pieces is made of whole tokens, or of whole parts of a token with hyphens or dashes."""
    opened = start > 0 and words[start - 1][1] == words[start][1]
    cut = end < len(words) and words[end][1] == words[end - 1][1]
    return all(_COMPOUND.search(doc[words[i][1]].text) for i, inside in ((start, opened), (end - 1, cut)) if inside)


def _unbroken(doc: Doc, first: int, last: int) -> bool:
    """Whether only hyphens, apostrophes and the like stand between the words of a name, and no comma or full stop."""
    return all(
        doc[i].text[0].isalnum() or doc[i].text[0] in "-–'’&/+." or not doc[i].text.strip(" ")
        for i in range(first, last + 1)
    )


def _titled(doc: Doc, start: int, surname: Pieces, when: dt.date | None) -> NameEntry | None:
    """The leader meant by a family name after a title: an office, or "Mr" where the name is no common one."""
    title: list[str] = []
    while start - len(title) > 0 and len(title) < 4:
        word = doc[start - len(title) - 1].text.rstrip(".").lower()
        if word not in _words_of("office") and word not in _words_of("honorific") and word != "of":
            break
        title.insert(0, word)
    borne = set(title) - _parts("no_title")
    if not borne or (
        (when is None or not borne & _words_of("office")) and " ".join(surname) in _parts("common_surnames")
    ):
        return None
    entry = _leader(surname, when, title, None)
    if entry is None or (when is None and (entry.role not in _parts("heads") or not borne & _words_of("office"))):
        return None
    return entry


def _misleading(doc: Doc, start: int, end: int, entry: NameEntry) -> bool:
    """Whether the words are not the name they look like: a verb, or part of a person's name."""
    first, last = doc[start], doc[end - 1]
    if entry.kind == "demonym" and first.pos_ == "VERB":
        return True
    if (
        _shouted(doc, start)
        and entry.kind in ("abbreviation", "organisation")
        and first.text.lower() in _parts("caps_words")
    ):
        return True
    if entry.kind in ("leader", "organisation") or (entry.kind == "metonym" and end - start > 1):
        return False
    before = doc[start - 1] if start > 0 else None
    if before is not None and before.text.rstrip(".").lower() in _parts("honorific"):
        return True
    if first.ent_type_ != "PERSON":
        return False
    joined = before is not None and first.ent_iob_ == "I" and before.text[0].isupper()
    return joined or (
        end < len(doc) and doc[end].ent_iob_ == "I" and last.ent_type_ == "PERSON" and doc[end].text[0].isupper()
    )


def _shouted(doc: Doc, position: int) -> bool:
    """Whether the words around are written in capitals throughout, as in some headlines."""
    around = [t.text for t in doc[max(0, position - 3) : position + 4] if t.text.isalpha() and t.i != position]
    return len(around) > 1 and all(word.isupper() for word in around)
