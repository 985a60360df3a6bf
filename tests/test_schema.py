from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

import pytest

from toolkit.articles import Article, Zone, ZoneKind
from toolkit.records import TABLES, Actor, ActorType, Mention, MentionKind, article_row
from toolkit.schema import codebook, columns, from_json, json_schema, to_json
from toolkit.tables import frame, lines


def an_actor(**changes: object) -> Actor:
    facts: dict[str, object] = {
        "doc_id": "d",
        "actor_id": "a-1",
        "name": "Ana Ruiz",
        "type": ActorType.PERSON,
        "country": None,
        "role": "minister",
        "affiliation": None,
        "aliases": ("Ruiz",),
        "mentions": (Mention(0, 8, MentionKind.NAME),),
        "plover_sector": None,
        "members": (),
        "rule": "name",
        "confidence": 0.9,
    }
    return Actor(**(facts | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("record", TABLES.values(), ids=TABLES)
def test_every_field_is_declared_with_what_it_holds(record: type) -> None:
    assert all(c.doc for c in columns(record))


def test_a_field_without_column_is_refused() -> None:
    @dataclass
    class Bare:
        x: int

    with pytest.raises(TypeError, match=r"Bare\.x"):
        columns(Bare)


def test_records_survive_json() -> None:
    actor = an_actor()
    assert from_json(Actor, json.loads(json.dumps(to_json(actor)))) == actor
    article = Article(
        "d", "Text.", published=dt.date(2024, 5, 1), zones=(Zone(0, 4, ZoneKind.HEADLINE),), meta={"a": "b"}
    )
    assert from_json(Article, json.loads(json.dumps(to_json(article)))) == article


def test_a_wrong_value_is_refused() -> None:
    with pytest.raises(ValueError, match="planet"):
        from_json(Actor, to_json(an_actor()) | {"type": "planet"})


@pytest.mark.parametrize("record", TABLES.values(), ids=TABLES)
def test_frames_have_the_same_dtypes_with_and_without_rows(record: type) -> None:
    empty = frame(record, [])
    assert list(empty.columns) == [c.name for c in columns(record)]
    assert [str(d) for d in empty.dtypes] == [c.dtype for c in columns(record)]


def test_filled_frames_keep_the_dtypes_of_empty_ones() -> None:
    filled = frame(Actor, [an_actor(), an_actor(country="ESP")])
    assert filled.dtypes.to_dict() == frame(Actor, []).dtypes.to_dict()
    assert filled["country"].isna().tolist() == [True, False]
    dated = frame(TABLES["articles"], [article_row(Article("d", "x", published=dt.date(1986, 3, 1)))])
    assert dated["published"].iloc[0].year == 1986


def test_enumerated_columns_know_all_their_values() -> None:
    assert list(frame(Actor, [an_actor()])["type"].cat.categories) == [t.value for t in ActorType]


def test_lines_are_one_object_each_with_keys_in_order() -> None:
    written = lines([an_actor(), an_actor(name="Zoë\nX")]).splitlines()
    assert len(written) == 2
    assert list(json.loads(written[1])) == [c.name for c in columns(Actor)]


def test_json_schema_describes_what_is_written() -> None:
    schema = json_schema("actors", Actor)
    assert schema["required"] == list(to_json(an_actor()))
    assert schema["properties"]["type"]["enum"] == [t.value for t in ActorType]
    assert {"type": "null"} in schema["properties"]["country"]["anyOf"]


def test_the_codebook_names_every_column() -> None:
    book = codebook(TABLES)
    for name, record in TABLES.items():
        assert f"## {name}" in book
        assert all(f"| `{c.name}` |" in book for c in columns(record))
