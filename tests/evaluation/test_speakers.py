"""The hand-read speakers: a well-formed file, and a scorer that tells right from wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from spacy.tokens import Doc

from toolkit.evaluation.speakers import load, score, table
from toolkit.nlp.actors.find import find_actors
from toolkit.nlp.layers import Layers
from toolkit.nlp.references.resolve import resolve_references

GOLD = Path(__file__).parents[1] / "gold" / "speakers.jsonl"


def test_gold_has_enough_items_and_no_text() -> None:
    items = load(GOLD)
    assert len(items) >= 100
    for item in items:
        assert set(item) == {"doc", "start", "end", "names"}
        assert 0 <= item["start"] < item["end"] <= item["start"] + 4
        assert item["names"]


def test_gold_points_at_pronouns(shared: Path) -> None:
    for item in load(GOLD):
        path = shared / "gold" / "polnear" / "dev" / "text" / f"{item['doc']}.txt"
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        assert text[item["start"] : item["end"]].lower() in ("he", "she", "they")


def test_scorer_knows_right_from_wrong(parse_text: Callable[..., Doc]) -> None:
    text = "Anna Lindqvist met Peter Moravec. She said little."
    layers = Layers(parse_text(text))
    find_actors(layers)
    resolve_references(layers)
    where = {"doc": "a", "start": text.index("She"), "end": text.index("She") + 3}
    right = score({"a": layers}, [{**where, "names": ["Anna Lindqvist"]}])
    wrong = score({"a": layers}, [{**where, "names": ["Peter Moravec"]}])
    assert (right["right"], right["n"], right["misses"]) == (1, 1, [])
    assert (wrong["right"], wrong["answered"]) == (0, 1)
    assert wrong["misses"][0]["found"] == ["Anna Lindqvist"]
    assert "Peter Moravec" in table(wrong)


def test_articles_that_were_not_read_are_left_out() -> None:
    assert score({}, load(GOLD)) == {"n": 0, "right": 0, "answered": 0, "share": None, "misses": []}
