"""The table of commissive words: its cells are of known words, and every accessor asks for what it holds."""

from __future__ import annotations

from collections import Counter

import pytest
from trees import build

from toolkit import lexicon
from toolkit.nlp.commitments.frames.commissive_words import commissives
from toolkit.nlp.commitments.words import words
from toolkit.records import CommitmentKind, CommitmentStatus

ROWS = lexicon.table("commissive_words")
FRAMES = {
    "undertake", "object", "yield", "refuse", "refuse-no", "threaten", "declare", "warn", "reserve", "adjective", "noun",
    "out-of-the",
}  # fmt: skip
SPECIAL = {
    "agent", "it", "no-passive", "had", "opinion", "addressee", "politely", "no-conjunct", "have",
    "named", "given",
}  # fmt: skip
OBJECT_TESTS = {"doing", "harm", "amount", "counted", "self"}


def cells(column: str) -> set[str]:
    return {part for row in ROWS for part in row[column].split()}


def test_cells_are_of_known_words() -> None:
    assert cells("frame") == FRAMES
    assert cells("polarity") == set(CommitmentKind)
    assert cells("status") < set(CommitmentStatus)
    assert cells("declines") == {"denied", "not-to", "refuse", "against"}
    assert cells("harm") == {"threat"}
    assert cells("who") == {"actors", "asked"}
    assert cells("special") == SPECIAL
    prepositions = {take for take in cells("takes") if take.endswith("_np")}
    assert cells("takes") - prepositions == {"to", "that", "object", "ing", "np"}
    for name in {part.removeprefix("-") for part in cells("objects")} - OBJECT_TESTS:
        assert words(f"classes.{name}"), name


def test_the_head_explains_every_word_of_a_cell() -> None:
    path = next(folder / "commissive_words.csv" for folder in _folders() if (folder / "commissive_words.csv").is_file())
    head = "".join(line for line in path.read_text(encoding="utf-8").splitlines(True) if line.startswith("#"))
    for name in FRAMES | SPECIAL | OBJECT_TESTS | {"denied", "not-to", "refuse", "against", "actors", "asked"}:
        assert name in head, name


def _folders() -> list:  # type: ignore[type-arg]
    from importlib import resources

    return [resources.files(lexicon) / folder for folder in lexicon.FOLDERS]


def test_only_a_word_that_something_turns_stands_twice_in_a_frame() -> None:
    twice = [key for key, n in Counter((row["word"], row["frame"]) for row in ROWS).items() if n > 1]
    assert twice == [("offer", "undertake")], "readiness with an infinitive, a pledge with an object"


def test_uses_of_a_word_come_in_the_order_of_the_table() -> None:
    assert [entry.frame for entry in commissives("sign")] == ["object", "yield"]
    assert [entry.frame for entry in commissives("plan")] == ["undertake", "noun"]
    assert [entry.frame for entry in commissives("plan", "noun", "adjective")] == ["noun"]
    assert commissives("sleep") == ()


def test_status_is_the_words_own_or_that_of_its_kind() -> None:
    assert commissives("agree")[0].status == CommitmentStatus.AGREED
    assert commissives("refuse")[0].status == CommitmentStatus.REFUSED
    assert commissives("threaten")[0].status == CommitmentStatus.THREATENED


def test_a_particle_named_like_a_truth_value_stays_a_word() -> None:
    assert {row["word"]: row["particle"] for row in ROWS if row["particle"]}["shrug"] == "off"


@pytest.mark.parametrize(
    ("word", "frame", "noun", "allowed"),
    [
        ("agree", "undertake", "truce", True),  # an agreement
        ("agree", "undertake", "framework", True),  # agreeable
        ("agree", "undertake", "withdrawal", True),  # a doing
        ("agree", "undertake", "cow", False),
        ("commit", "undertake", "money", True),
        ("commit", "undertake", "murder", False),  # a crime
        ("commit", "undertake", "themselves", False),
        ("promise", "undertake", "money", True),
        ("promise", "undertake", "glimpse", False),
        ("plan", "undertake", "withdrawal", True),
        ("plan", "undertake", "cow", False),
        ("plan", "undertake", "suggestion", False),  # barred, though a doing
        ("refuse", "refuse", "cow", True),  # no list: anything
        ("deny", "refuse", "visa", True),
        ("deny", "refuse", "cow", False),
    ],
)
def test_what_a_word_is_about(word: str, frame: str, noun: str, allowed: bool) -> None:
    doc = build((noun, noun, "NN/NOUN", 0, "ROOT"))
    assert commissives(word, frame)[-1].allows(doc[0]) is allowed


def test_an_amount_can_be_offered_whatever_its_noun() -> None:
    doc = build(("cows", "cow", "NNS/NOUN", 0, "ROOT"))
    offer = commissives("offer", "undertake")[-1]
    assert not offer.allows(doc[0])
    doc[0].ent_type_ = "QUANTITY"
    assert offer.allows(doc[0])


def test_whose_doing_counts() -> None:
    doc = build(
        ("minister", "minister", "NN/NOUN", 0, "ROOT"),
        ("voter", "voter", "NN/NOUN", 0, "conj"),
        ("rain", "rain", "NN/NOUN", 0, "conj"),
    )
    who = {word: [commissives(word)[0].counts_of(t) for t in (*doc, None)] for word in ("agree", "decide", "reject")}
    assert who == {
        "agree": [True, True, True, True],
        "decide": [True, False, False, False],
        "reject": [True, False, True, True],
    }


def test_who_can_undertake_is_not_among_those_who_cannot() -> None:
    assert not words("undertakers") & words("not_undertakers")
