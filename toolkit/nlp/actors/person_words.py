"""What the names of persons are made of: given names, titles, roles, and the words that are no names."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc, Token

from toolkit import lexicon
from toolkit.nlp.document.parsing import paragraphs
from toolkit.nlp.layers import Range

NOT_NAMES = frozenset(map(str.lower, (*calendar.day_name, *calendar.month_name[1:], "I", "the", "a", "an")))
"""Words with a capital that are no names by themselves."""

_TITLE_CASE = 0.75
"""Share of the longer words of a unit with a capital from which on it is written like a headline; set by hand."""
_LONG_WORD, _FEWEST_LONG = 4, 4
"""Letters of the words that are counted for title case, and how many there are at least; set by hand."""


@cache
def given_names() -> dict[str, str]:
    """Gender (``m``, ``f`` or ``x``) of the given names known, by name in lower case."""
    return {row["name"].lower(): row["gender"] for row in lexicon.table("given_names")}


@cache
def honorifics() -> dict[str, str]:
    """Gender that a title before a name says (``x``: none), by title in lower case."""
    found: dict[str, str] = {}
    for gender, titles in lexicon.document("persons")["honorifics"].items():
        for title in titles:
            found[title.lower()] = found[title.lower().rstrip(".") + "."] = gender
    return found


@cache
def role_sectors() -> dict[str, str]:
    """PLOVER sector (maybe empty) of each head noun of a role, in lower case, plurals included."""
    found: dict[str, str] = {}
    for sector, nouns in lexicon.document("persons")["roles"].items():
        for noun in nouns:
            found.setdefault(noun.lower(), sector)
    for noun, sector in list(found.items()):
        plural = noun[:-3] + "men" if noun.endswith("man") else noun[:-1] + "ies" if noun.endswith("cy") else noun + "s"
        found.setdefault(plural, sector)
    return found


@cache
def gendered_nouns() -> dict[str, str]:
    """Gender of the nouns of roles and family that say one ("spokesman", "widow")."""
    return {noun: gender for gender, nouns in lexicon.document("persons")["gendered"].items() for noun in nouns}


@cache
def word_list(key: str) -> frozenset[str]:
    """A list of ``persons.yaml``, in lower case."""
    return frozenset(word.lower() for word in lexicon.document("persons")[key])


@cache
def nicknames() -> frozenset[frozenset[str]]:
    """Pairs of a given name and its short form, in lower case."""
    return frozenset(frozenset(n.lower() for n in pair) for pair in lexicon.document("persons")["nicknames"])


@cache
def no_person_words() -> frozenset[str]:
    """Words that end or make names of organisations and things."""
    return frozenset(w.lower() for w in (*lexicon.words("bodies", "heads"), *lexicon.words("bodies", "things")))


@dataclass(slots=True)
class NameRun:
    """One place where a person is named: the words of the name, without title and role."""

    start: int
    end: int
    words: tuple[str, ...]
    honorific: int | None = None
    """Position of the title's first token ("Mr", "Sir"), if there is one."""

    @property
    def surname(self) -> str:
        """The last word that is no suffix, in lower case."""
        return surname_of(self.words)


@dataclass(slots=True)
class Person:
    """A person of the article: all the forms of the name, and where they stand."""

    words: tuple[str, ...]
    gender: str | None = None
    runs: list[NameRun] = field(default_factory=list)
    forms: Counter[tuple[str, ...]] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """The name as the article writes it, in full."""
        return join_words(self.words)


@cache
def _article() -> re.Pattern[str]:
    """The Arabic article before a surname: "al-Marri" and "Marri" are one name."""
    return re.compile(rf"^({'|'.join(sorted(word_list('arabic_articles')))})[-‐‑](?=\w{{3}})")


def join_words(words: Iterable[str]) -> str:
    """Words of a name as they are written: hyphens join."""
    return " ".join(words).replace(" - ", "-").replace(" -", "-").replace("- ", "-")


def surname_of(words: tuple[str, ...]) -> str:
    """The surname, in lower case: the last word that is no suffix, or the first of a Chinese or Korean name."""
    suffixes = word_list("suffixes")
    kept = [word for word in words if word.lower() not in suffixes]
    last = _article().sub("", (kept or list(words))[-1].lower())
    reversed_ = len(kept) > 1 and kept[0].lower() in word_list("surname_first") and "-" not in kept[0]
    return kept[0].lower() if reversed_ and last not in given_names() else last


def before_full_stop(doc: Doc, position: int) -> int:
    """The position before another, a full stop left out: of "Col" in "Col . Berg"."""
    return position - 2 if position > 1 and doc[position - 1].text == "." else position - 1


def before_post(doc: Doc, end: int) -> int:
    """Where the words before a diplomat's post end: behind "ambassador" of "the ambassador in Ruritania"; ``end`` without one."""
    start = end
    while start > 0 and end - start < _POST and doc[start - 1].pos_ in ("PROPN", "DET"):
        start -= 1
    placed = start < end and start > 1 and doc[start - 1].lower_ in word_list("sent_to")
    return start - 1 if placed and doc[start - 2].lower_ in word_list("sent_abroad") else end


_POST = 6
"""Words that the place of a diplomat's post has at most."""


def is_capitalised(token: Token) -> bool:
    """Written with a capital and made of letters (full stops, apostrophes and hyphens allowed)."""
    text = token.text
    return text[0].isupper() and text.replace(".", "").replace("'", "").replace("’", "").replace("-", "").isalpha()


def title_case_units(doc: Doc) -> list[Range]:
    """Units written like a headline, nearly every word with a capital: capitals prove nothing there."""
    found = []
    for start, end, _ in paragraphs(doc):
        words = [t for t in doc[start:end] if t.is_alpha and len(t) >= _LONG_WORD]
        if len(words) >= _FEWEST_LONG and sum(t.text[0].isupper() for t in words) > _TITLE_CASE * len(words):
            found.append((start, end))
    return found


def folded(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words in lower case."""
    return tuple(word.lower() for word in words)


def surname_first(words: tuple[str, ...]) -> bool:
    """Whether the name begins with a surname, as Chinese and Korean names do."""
    return words[0].lower() in word_list("surname_first") and len(words) in (2, 3, 4)
