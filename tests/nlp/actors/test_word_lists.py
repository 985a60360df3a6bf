"""The word lists of actors: each is read, holds no word twice, and only words that can be met."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from toolkit import lexicon

pytestmark = pytest.mark.untraced

SOURCES = [p.read_text(encoding="utf-8") for p in (Path(__file__).parents[3] / "toolkit").rglob("*.py")]
FILES = ("bodies", "persons", "name_parts", "place_names")
LISTS = [(name, key) for name in FILES for key in lexicon.document(name)]
PHRASES = {
    "shared_offices",
    *("government", "legislature", "judiciary", "military", "opposition", "rebels", "media"),
    *(
        "not_departments",
        "union_alone",
        "seats",
        "two_word_roles",
        "offices",
        "state_of",
        "office",
        "heads",
        "transliteration",
    ),
}
"""Lists whose entries may have several words."""


def entries(content: Any) -> Iterator[str]:
    if isinstance(content, Mapping):
        for value in content.values():
            yield from entries(value)
    elif isinstance(content, list):
        for value in content:
            yield from entries(value)
    else:
        yield str(content)


@pytest.mark.parametrize(("name", "key"), LISTS)
def test_a_list_is_read(name: str, key: str) -> None:
    assert any(re.search(rf"[\"']{key}[\"']", source) for source in SOURCES)


@pytest.mark.parametrize(
    ("name", "key"), [k for k in LISTS if k[1] not in {"nicknames", "kinds", "seats", "transliteration"}]
)
def test_no_word_stands_twice(name: str, key: str) -> None:
    assert [w for w, times in Counter(entries(lexicon.document(name)[key])).items() if times > 1] == []


@pytest.mark.parametrize(("name", "key"), [k for k in LISTS if k[1] not in PHRASES or k == ("bodies", "heads")])
def test_where_single_words_are_compared_no_phrase_waits(name: str, key: str) -> None:
    assert [w for w in entries(lexicon.document(name)[key]) if " " in w] == []
