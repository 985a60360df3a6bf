"""The known names as one index: every way to write a name, and what it stands for.

Built once from the tables of :mod:`toolkit.lexicon`. A name is cut into pieces (words without accents, full stops and
apostrophes); the index goes by pieces in lower case, and each form keeps the capitals that it asks for.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from toolkit import lexicon
from toolkit.records import ActorType

IGO = "IGO"
"""In place of a country's code: an international organisation, which belongs to none."""

Pieces = tuple[str, ...]

_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "ə": "e"}
)
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u02bb\u00b4`]")
_PIECE = re.compile(r"[^\W_]+")
_SHORT = 5
"""Letters from which on a name with capitals inside may be written otherwise: "UNICEF" as "Unicef", "EU" only so."""


@dataclass(frozen=True, slots=True)
class NameEntry:
    """What a name stands for.

    ``code`` is ISO 3166-1 alpha-3 (ISO 3166-3 for former states, XKX for Kosovo), ``"IGO"`` or ``None`` (an organisation
    of no country). ``kind`` is the kind of name: state, official, abbreviation, historic, demonym, capital, city, metonym,
    leader, organisation or territory. ``name`` is the canonical name of what is meant: of the state, for a demonym or a
    capital. ``role`` is a leader's office, ``nationality`` the own country of one who serves an organisation of
    states. ``first`` and ``last`` bound the time for which the entry holds; ``None`` is without limit.
    """

    code: str | None
    kind: str
    name: str
    type: ActorType
    plover_sector: str | None = None
    role: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    nationality: str | None = None

    def holds(self, when: dt.date) -> bool:
        """Whether the entry holds on that day."""
        return (self.first is None or self.first <= when) and (self.last is None or when <= self.last)


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a name: its pieces with their capitals, and what it stands for (``None``: nothing in particular).

    A ``titled`` form, the part of a leader's name that follows a title, counts only after a title.
    """

    surface: Pieces
    entry: NameEntry | None
    titled: bool = False

    def fits(self, found: Pieces) -> bool:
        """Whether the pieces found in a text have the capitals that the name asks for."""
        return all(_same_case(mine, other) for mine, other in zip(self.surface, found, strict=True))


def unify_apostrophes(text: str) -> str:
    """The text with plain apostrophes."""
    return _APOSTROPHES.sub("'", text)


def pieces(text: str) -> Pieces:
    """The words of a name without accents, full stops and apostrophes, in the case they are written in."""
    if text.isascii():
        return tuple(_PIECE.findall(text.replace(".", "")))
    plain = unicodedata.normalize("NFKD", unify_apostrophes(text).translate(_LETTERS))
    return tuple(_PIECE.findall("".join(c for c in plain if not unicodedata.combining(c)).replace(".", "")))


def key_of(surface: Pieces) -> Pieces:
    """The pieces as the index has them."""
    return tuple(piece.lower() for piece in surface)


def _same_case(known: str, found: str) -> bool:
    """Whether a piece has the capitals that the name has; small words and digits may be written either way."""
    if known.islower() or not known[0].isalpha():
        return True
    if known.isupper() and len(known) > 1:
        return found.isupper()
    if len(known) < _SHORT and not known[1:].islower():
        return found in (known, known.upper())
    return found[0].isupper()


def parse_date(text: str, *, end: bool = False) -> dt.date | None:
    """A day from ``2004``, ``2004-03`` or ``2004-03-09``: the first that it may be, or the last; ``None`` for ``""``."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return dt.date(*parts)
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if end else 1)
    if not end:
        return dt.date(year, month, 1)
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def _bounds(row: dict[str, str]) -> tuple[dt.date | None, dt.date | None]:
    return parse_date(row["from"]), parse_date(row["to"], end=True)


@cache
def state_names() -> dict[str, str]:
    """The name of each state and territory, former ones too, by code."""
    names = {row["code"]: row["name"] for row in lexicon.table("states")}
    for row in lexicon.table("state_names"):
        if row["kind"] in ("state", "historic", "territory"):
            names.setdefault(row["code"], row["name"])
    return names


def _state_forms() -> Iterator[tuple[str, NameEntry]]:
    columns = {
        "name": "state",
        "official": "official",
        "adjectives": "demonym",
        "people": "demonym",
        "capitals": "capital",
    }
    names = state_names()
    for row in lexicon.table("states"):
        for column, kind in columns.items():
            entry = NameEntry(row["code"], kind, row["name"], ActorType.STATE, "GOV")
            yield from ((text, entry) for text in row[column].split("|") if text)
    for row in lexicon.table("state_names"):
        yield (
            row["name"],
            NameEntry(row["code"], row["kind"], names[row["code"]], ActorType.STATE, "GOV", None, *_bounds(row)),
        )
    for row in lexicon.table("metonyms"):
        code, sector = row["code"], row["sector"]
        type_ = ActorType.STATE if sector == "GOV" and code != IGO else ActorType.ORGANISATION
        name = names.get(code, row["name"]) if type_ == ActorType.STATE else row["name"]
        yield row["name"], NameEntry(code, "metonym", name, type_, sector, None, *_bounds(row))


def _organisation_forms() -> Iterator[tuple[str, NameEntry]]:
    for row in lexicon.table("organisations"):
        first, *others = row["names"].split("|")
        entry = NameEntry(
            row["code"] or None,
            "organisation",
            first,
            ActorType.ORGANISATION,
            row["sector"] or None,
            None,
            *_bounds(row),
        )
        yield from ((text, entry) for text in (first, *others))


def _leaders() -> Iterator[tuple[list[str], str, NameEntry]]:
    """Each term of office: the full names, the part used with a title, the entry."""
    for row in lexicon.table("leaders"):
        names = row["names"].split("|")
        sector = "IGO" if row["code"] == IGO else "GOV"
        entry = NameEntry(
            row["code"] or None,
            "leader",
            names[0],
            ActorType.PERSON,
            sector,
            row["role"] or None,
            *_bounds(row),
            nationality=row["nationality"] or None,
        )
        yield names, row["known_as"], entry


def _look_alikes() -> Iterator[tuple[str, NameEntry | None]]:
    names = state_names()
    types = {"organisation": ActorType.ORGANISATION, "leader": ActorType.PERSON}
    for row in lexicon.table("look_alikes"):
        if not row["code"]:
            yield row["name"], None
            continue
        type_ = types.get(row["kind"], ActorType.STATE)
        name = names[row["code"]] if type_ == ActorType.STATE else row["name"]
        yield row["name"], NameEntry(row["code"], row["kind"], name, type_)


def _forms() -> Iterator[Form]:
    for text, entry in (*_state_forms(), *_organisation_forms(), *_look_alikes()):
        surface = pieces(text)
        if surface[0] == "The" and len(surface) > 1:
            surface = surface[1:]
        yield Form(surface, entry)
    for names, known_as, leader in _leaders():
        yield from (Form(pieces(name), leader) for name in names)
        for short in dict.fromkeys([known_as] if known_as else [name.split()[-1] for name in names]):
            yield Form(pieces(short), leader, titled=True)


@cache
def index() -> dict[Pieces, tuple[Form, ...]]:
    """All forms of all names, by their pieces in lower case."""
    found: dict[Pieces, dict[Form, None]] = {}
    for form in _forms():
        found.setdefault(key_of(form.surface), {})[form] = None
    return {key: tuple(forms) for key, forms in found.items()}


@cache
def prefixes() -> frozenset[Pieces]:
    """The beginnings of the keys of the index that are longer."""
    return frozenset(key[:n] for key in index() for n in range(1, len(key)))
