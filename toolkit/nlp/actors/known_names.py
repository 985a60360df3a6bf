"""Names of states, their people, capitals and metonyms, organisations and leaders: what they stand for, and when.

The facts are in the tables of :mod:`toolkit.lexicon`; here is only how a name is compared with them: accents, full stops,
possessives and a leading "the" do not count, capitals do ("US" and "us", "Turkey" and "turkey").
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from toolkit import lexicon
from toolkit.nlp.actors.gazetteer import NameEntry, Pieces, index, key_of, pieces, unify_apostrophes
from toolkit.records import ActorType

_OFFICE_FADES = dt.timedelta(days=15 * 365)
"""A title with a family name ("former President Carter") is taken for a known leader for so long after the office; set by
hand."""

_SMALL = frozenset({"of", "the", "for", "and"})


@cache
def words_of(key: str) -> frozenset[str]:
    """The single words of the expressions in a list of ``name_parts.yaml``, in lower case."""
    return frozenset(word for text in _parts(key) for word in key_of(pieces(text)))


def _parts(key: str) -> frozenset[str]:
    return lexicon.words("name_parts", key)


def choose(entries: Iterable[NameEntry], when: dt.date | None) -> NameEntry | None:
    """The entry that holds then: one with dates before one without, an office held before one past, that before one to come.

    Parameters
    ----------
    entries
        What a name may stand for.
    when
        The day; without it, today's meaning.
    """
    known, day = list(entries), when or dt.date.max
    others = [e for e in known if e.kind != "leader" and e.holds(day)]
    if others:
        return max(others, key=lambda e: (e.first, e.last) != (None, None))
    return _leader_of_day([e for e in known if e.kind == "leader"], day)


def _leader_of_day(leaders: list[NameEntry], day: dt.date) -> NameEntry | None:
    """The term of office that holds, if all that do are one person's; where none does, the nearest."""
    holding = [e for e in leaders if e.holds(day)]
    if holding:
        return max(holding, key=_rank) if _are_one(holding) else None
    return _nearest(leaders, day)


def _are_one(holding: list[NameEntry]) -> bool:
    """Whether terms of office of one day are one person's, or of one country."""
    return len({e.name for e in holding}) == 1 or len({e.code for e in holding}) == 1


def _nearest(leaders: list[NameEntry], day: dt.date) -> NameEntry | None:
    """The term of office that ended last before a day, or else begins first after it."""
    past = [e for e in leaders if e.last is not None and e.last < day]
    if past:
        return max(past, key=lambda e: e.last or dt.date.max)
    return min(leaders, key=lambda e: e.first or dt.date.max, default=None)


def _is_head(entry: NameEntry) -> bool:
    return entry.role in _parts("heads")


def _rank(entry: NameEntry) -> tuple[bool, dt.date]:
    """Which of several terms of office is meant: one of the first rank, then the latest."""
    return _is_head(entry), entry.first or dt.date.min


def _lookup(surface: Pieces, when: dt.date | None) -> NameEntry | None:
    forms = (f for f in index().get(key_of(surface), ()) if not f.titled and f.fits(surface))
    return choose((f.entry for f in forms if f.entry is not None), when)


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
    return leader_of(pieces(surname), when, key_of(pieces(title)), code)


def leader_of(surname: Pieces, when: dt.date | None, title: Collection[str], code: str | None) -> NameEntry | None:
    """As :func:`leader_called`, of names and titles that are cut into pieces, the title in lower case."""
    known = [e for e in _borne_after_title(surname) if code in (None, e.code)]
    known = _of_title(_of_time(known, when), set(title))
    if len({e.code for e in known}) > 1:
        known = [e for e in known if _is_head(e)]
    return max(known, key=_rank) if len({e.code for e in known}) == 1 else None


def _borne_after_title(surname: Pieces) -> list[NameEntry]:
    """The terms of office of all leaders who are called so after a title."""
    forms = (f for f in index().get(key_of(surname), ()) if f.titled and f.fits(surname))
    return [f.entry for f in forms if f.entry is not None]


def _of_time(known: list[NameEntry], when: dt.date | None) -> list[NameEntry]:
    """Those in office, or else those who were not long ago; without a day those whose office has not ended, or else all."""
    if when is None:
        return [e for e in known if e.last is None] or known
    fresh = [e for e in known if _is_fresh(e, when)]
    return [e for e in fresh if e.holds(when)] or fresh


def _is_fresh(entry: NameEntry, when: dt.date) -> bool:
    """Whether a title can stand for who bears it, or bore it not long ago."""
    return (entry.first or when) <= when and (entry.last is None or when <= entry.last + _OFFICE_FADES)


def _of_title(known: list[NameEntry], title: set[str]) -> list[NameEntry]:
    """Those whose office shares most words with the title; some titles only heads bear, whatever the table calls them."""
    shared = [len(title.intersection(key_of(pieces(e.role or "")))) for e in known]
    best = max(shared, default=0)
    if best == 0 and title & _parts("first_offices"):
        return [e for e in known if _is_head(e)]
    return [e for e, words in zip(known, shared, strict=True) if words == best]


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
    of = next((form for form in _state_of() if key[: len(form)] == form), None)
    if of is not None and len(key) > len(of):
        rest = surface[len(of) :]
        return _state(rest[1:] if rest[0] == "the" else rest, when)
    if len(key) < 2:
        return None
    if surface[0].islower() and key[0] in words_of("part_of"):
        return _part_of(surface, when)
    return _state(_without_possessive(surface[:-1]), when) if key[-1] in _parts("government") else None


def _part_of(surface: Pieces, when: dt.date | None) -> NameEntry | None:
    """ "eastern Ukraine": a name of its own, or that of the state."""
    capitalised = (surface[0].capitalize(), *surface[1:])
    return _lookup(capitalised, when) or _state(surface[1:], when)


def _without_possessive(surface: Pieces) -> Pieces:
    return surface[:-1] if surface[-1] == "s" and len(surface) > 1 else surface


@cache
def _state_of() -> tuple[Pieces, ...]:
    return tuple(key_of(pieces(text)) for text in sorted(_parts("state_of")))


def _state(surface: Pieces, when: dt.date | None) -> NameEntry | None:
    entry = _lookup(surface, when) if surface else None
    return entry if entry is not None and entry.type == ActorType.STATE else None


def _person(surface: Pieces, when: dt.date | None) -> NameEntry | None:
    """A leader's name after titles and countries ("Russian President Putin"), or a well-known family name alone."""
    for start in range(1, len(surface)):
        entry = _after_title(surface[:start], surface[start:], when)
        if entry is not None:
            return entry
    if " ".join(surface) in _parts("common_surnames"):
        return None
    return leader_of(surface, when, (), None)


def _after_title(title: Pieces, name: Pieces, when: dt.date | None) -> NameEntry | None:
    """The leader of a name, where all words before it are a title's or name the country."""
    rest = tuple(word for word in title if word.lower() not in _title_words() and word != "s")
    country = _lookup(rest, when)
    if rest and country is None:
        return None
    code = country.code if country is not None else None
    entry = _lookup(name, when)
    if entry is not None and _is_leader_of(entry, code):
        return entry
    return leader_of(name, when, key_of(title), code) if len(rest) < len(title) else None


def _is_leader_of(entry: NameEntry, code: str | None) -> bool:
    return entry.kind == "leader" and code in (None, entry.code)


@cache
def _title_words() -> frozenset[str]:
    return words_of("office") | words_of("honorific") | _SMALL


def _transliterated(surface: Pieces, when: dt.date | None) -> NameEntry | None:
    """A leader whose full name is spelled another way: "Mohamed Javad Zarif", "Abdelfattah Al-Sisi"."""
    if len(surface) < 2 or not all(piece[0].isupper() or piece in _parts("particles") for piece in surface):
        return None
    return choose(_sounds().get(_sound(key_of(surface)), ()), when)


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
