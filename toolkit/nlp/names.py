"""Names of states, their people, capitals and metonyms, organisations and leaders: what they stand for, and when.

:func:`resolve_name` says what one name stands for, :func:`find_names` finds all known names in a Doc. The facts are in
the tables of :mod:`toolkit.lexicon`; here is only how a name is compared with them: accents, full stops, possessives and
a leading "the" do not count, capitals do ("US" and "us", "Turkey" and "turkey").
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from toolkit import lexicon
from toolkit.records import ActorType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

IGO = "IGO"
"""In place of a country's code: an organisation of states."""

Pieces = tuple[str, ...]

_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae"}
)
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u02bb\u00b4`]")
_PIECE = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class NameEntry:
    """What a name stands for.

    ``code`` is ISO 3166-1 alpha-3 (ISO 3166-3 for former states, XKX for Kosovo), ``"IGO"`` or ``None`` (an organisation
    of no country). ``kind`` is the kind of name: state, official, abbreviation, historic, demonym, capital, city, metonym,
    leader, organisation or territory. ``role`` is a leader's office. ``first`` and ``last`` bound the time for which the
    entry holds; ``None`` is without limit.
    """

    code: str | None
    kind: str
    name: str
    type: ActorType
    plover_sector: str | None = None
    role: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None

    def holds(self, when: dt.date) -> bool:
        """Whether the entry holds on that day."""
        return (self.first is None or self.first <= when) and (self.last is None or when <= self.last)


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write a name: its pieces with their capitals, and what it stands for."""

    surface: Pieces
    entry: NameEntry | None


def pieces(text: str) -> Pieces:
    """The words of a name without accents, full stops and apostrophes, in the case they are written in."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return tuple(_PIECE.findall(_APOSTROPHES.sub("'", plain).replace(".", "")))


def _key(surface: Pieces) -> Pieces:
    return tuple(piece.lower() for piece in surface)


def _same_case(known: str, found: str) -> bool:
    """Whether a piece is written with the capitals that the name has; small words and digits may be either."""
    if known.islower() or not known[0].isalpha():
        return True
    if known.isupper() and len(known) > 1:
        return found.isupper()
    return found[0].isupper()


def _date(text: str, *, end: bool = False) -> dt.date | None:
    """A day from ``2004``, ``2004-03`` or ``2004-03-09``: the first (or the last) that it may be."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return dt.date(*parts)
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if end else 1)
    if not end:
        return dt.date(year, month, 1)
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def _state_forms() -> Iterator[tuple[str, NameEntry]]:
    columns = {
        "name": "state",
        "official": "official",
        "adjectives": "demonym",
        "people": "demonym",
        "capitals": "capital",
    }
    names = {}
    for row in lexicon.table("states"):
        names[row["code"]] = row["name"]
        for column, kind in columns.items():
            entry = NameEntry(row["code"], kind, row["name"], ActorType.STATE, "GOV")
            cell = row[column]
            yield from ((text, entry) for text in ([cell] if column == "official" else cell.split("|")) if text)
    for row in lexicon.table("state_names"):
        if row["kind"] in ("state", "historic", "territory"):
            names.setdefault(row["code"], row["name"])
    for row in lexicon.table("state_names"):
        bounds = _date(row["from"]), _date(row["to"], end=True)
        yield (
            row["name"],
            NameEntry(row["code"], row["kind"], names[row["code"]], ActorType.STATE, "GOV", None, *bounds),
        )
    for row in lexicon.table("metonyms"):
        bounds = _date(row["from"]), _date(row["to"], end=True)
        code = row["code"]
        type_ = ActorType.STATE if row["sector"] == "GOV" and code != IGO else ActorType.ORGANISATION
        yield row["name"], NameEntry(code, "metonym", names.get(code, row["name"]), type_, row["sector"], None, *bounds)


def _organisation_forms() -> Iterator[tuple[str, NameEntry]]:
    for row in lexicon.table("organisations"):
        first, *others = row["names"].split("|")
        bounds = _date(row["from"]), _date(row["to"], end=True)
        entry = NameEntry(
            row["code"] or None, "organisation", first, ActorType.ORGANISATION, row["sector"] or None, None, *bounds
        )
        yield from ((text, entry) for text in (first, *others))


def _leader_forms() -> Iterator[tuple[str, NameEntry]]:
    for row in lexicon.table("leaders"):
        first, *others = row["names"].split("|")
        bounds = _date(row["from"]), _date(row["to"], end=True)
        sector = "IGO" if row["code"] == IGO else "GOV"
        entry = NameEntry(row["code"] or None, "leader", first, ActorType.PERSON, sector, row["role"], *bounds)
        yield from ((text, entry) for text in (first, *others))


@cache
def _index() -> dict[Pieces, tuple[_Form, ...]]:
    """All forms of all names, by their pieces in lower case."""
    found: dict[Pieces, list[_Form]] = {}
    for text, entry in (*_state_forms(), *_organisation_forms(), *_leader_forms()):
        surface = pieces(text)
        if surface[0] in ("the", "The") and len(surface) > 1:
            surface = surface[1:]
        form = _Form(surface, entry)
        forms = found.setdefault(_key(surface), [])
        if form not in forms:
            forms.append(form)
    return {key: tuple(forms) for key, forms in found.items()}


@cache
def _prefixes() -> frozenset[Pieces]:
    return frozenset(key[:n] for key in _index() for n in range(1, len(key)))


def _choose(entries: Iterable[NameEntry], when: dt.date | None) -> NameEntry | None:
    """The entry that holds at that time; one with dates goes before one without, an office held before one past."""
    entries = list(entries)
    day = when or dt.date.max
    holding = [e for e in entries if e.holds(day)]
    if holding:
        return max(holding, key=lambda e: (e.first is not None or e.last is not None, e.kind != "leader"))
    leaders = [e for e in entries if e.kind == "leader"]
    past = [e for e in leaders if e.last is not None and e.last < day]
    if past:
        return max(past, key=lambda e: e.last or dt.date.max)
    return min(leaders, key=lambda e: e.first or dt.date.min, default=None)


def _lookup(surface: Pieces, when: dt.date | None) -> NameEntry | None:
    forms = _index().get(_key(surface), ())
    fitting = [f.entry for f in forms if all(map(_same_case, f.surface, surface))]
    return _choose((e for e in fitting if e is not None), when)


def _surfaces(text: str) -> Iterator[Pieces]:
    """The name as it stands, without a leading article, and without a possessive."""
    text = _APOSTROPHES.sub("'", text.strip())
    bare = re.sub(r"'s?$", "", text)
    for variant in dict.fromkeys((text, bare)):
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
        government"``, ``"President Xi"``. Capitals count: ``"us"`` and ``"turkey"`` are no states.
    when
        The day from which to look: ``"Moscow"`` is SUN before 26 December 1991, RUS after; of several leaders of a name
        the one in office is meant. Without it, today's meaning.
    """
    for surface in _surfaces(text):
        if surface and (entry := _lookup(surface, when)) is not None:
            return entry
    return None


def find_names(doc: Doc, when: dt.date | None = None) -> list[tuple[int, int, NameEntry]]:
    """All known names in a Doc, in order: ``(start, end, entry)`` in token positions, end exclusive.

    Of overlapping names the longest is taken. A hyphenated token such as "U.S.-Russian" may yield two entries over the
    same token.
    """
    words = [(piece, token.i) for token in doc for piece in pieces(token.text)]
    index, prefixes = _index(), _prefixes()
    found: list[tuple[int, int, NameEntry]] = []
    position = 0
    while position < len(words):
        best, entry = position, None
        key: Pieces = ()
        for stop in range(position, min(position + 12, len(words))):
            key = (*key, words[stop][0].lower())
            if key in index and _adjacent(doc, words[stop][1], words[position][1]):
                hit = _lookup(tuple(w for w, _ in words[position : stop + 1]), when)
                if hit is not None:
                    best, entry = stop + 1, hit
            if key not in prefixes:
                break
        if entry is not None and not _misleading(doc[words[position][1]], doc[words[best - 1][1]], entry):
            found.append((words[position][1], words[best - 1][1] + 1, entry))
            position = best
        else:
            position += 1
    return found


def _adjacent(doc: Doc, last: int, first: int) -> bool:
    """Whether only hyphens, apostrophes and the like stand between the words of a name."""
    return all(
        len(doc[i].text) == 1 or doc[i].text[0].isalnum() or doc[i].text in ("'s", "’s") for i in range(first, last + 1)
    )


_PERSONAL = frozenset(["mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "dame", "prof", "professor"])


def _misleading(first: Token, last: Token, entry: NameEntry) -> bool:
    """Whether the words are not the name they look like: a verb, or part of a person's name."""
    if first.pos_ == "VERB" and entry.kind == "demonym":
        return True
    if entry.kind in ("leader", "organisation") or first.i != last.i or first.i == 0:
        return False
    before = first.nbor(-1)
    if before.text.rstrip(".").lower() in _PERSONAL:
        return True
    return before.text in lexicon.words("given_names") and before.ent_type_ == "PERSON"
