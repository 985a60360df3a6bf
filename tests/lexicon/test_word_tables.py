"""The tables of words hold together: no word says two things, every entry can match, the code reads every column and value."""

from __future__ import annotations

import ast
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
import spacy

import toolkit
from toolkit import lexicon
from toolkit.corpus.similarity import normalised
from toolkit.nlp.commentary import affiliations, stance
from toolkit.nlp.time import words as times
from toolkit.records import CommitmentKind, CommitmentStatus

PACKAGE = Path(toolkit.__file__).parent
FOLDER = PACKAGE / "lexicon"
NAMES = sorted(path.stem for path in FOLDER.rglob("*.csv"))

KEYS = {
    "byline_roles": ("word",),
    "commissive_words": ("word", "frame", "takes"),
    "dateline_cities": ("city",),
    "headline_labels": ("label",),
    "publishers": ("name",),
    "reporting_adjectives": ("lemma",),
    "reporting_nouns": ("lemma",),
    "reporting_verbs": ("lemma",),
    "stance": ("word", "pos"),
    "given_names": ("name",),
    "states": ("code",),
    "commitment_confidence": ("feature",),
}
"""What tells the rows of a table apart; those of dated names are told apart in ``test_tables.py``."""

FORMS = ("action_words", "positions")
"""Tables whose rows hold the forms of a word, parted by blanks."""

EVIDENCE = {"commitment_confidence": {"n"}, "reporting_verbs": {"documents"}}
"""Columns for whoever reads the table: on how many rows, or articles, the figure beside them rests."""

ONE_WORD = {
    "commissive_words": "word",
    "reporting_adjectives": "lemma",
    "reporting_nouns": "lemma",
    "reporting_verbs": "lemma",
    "stance": "word",
}
"""Columns with which the lemma or the lower-case form of one token is compared."""

LONGEST_POSITION = 2
"""Words of speech are looked up one by one and in pairs."""


@cache
def constants() -> dict[Path, set[str]]:
    """The strings in each module outside the lexicon."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        if path.parent != FOLDER:
            nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            found[path] = {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return found


def read_with(name: str) -> set[str]:
    """The strings in the modules that name a table."""
    return set().union(*(texts for texts in constants().values() if name in texts))


def cells(name: str, column: str) -> list[str]:
    """The entries of a column, each form apart."""
    told = [row[column] for row in lexicon.table(name) if row[column]]
    return [form for cell in told for form in cell.split()] if column == "forms" else told


@pytest.mark.parametrize("name", NAMES)
def test_every_column_is_read(name: str) -> None:
    columns = list(lexicon.table(name)[0])
    if len(columns) > 1:  # of a table with one column, that is read which is asked for
        assert [column for column in columns if column not in read_with(name) | EVIDENCE.get(name, set())] == []


@pytest.mark.parametrize("name", KEYS)
def test_no_word_stands_twice(name: str) -> None:
    counts = Counter(tuple(row[column] for column in KEYS[name]) for row in lexicon.table(name))
    assert [key for key, n in counts.items() if n > 1] == []


@pytest.mark.parametrize("name", FORMS)
def test_no_form_stands_twice(name: str) -> None:
    assert [form for form, n in Counter(cells(name, "forms")).items() if n > 1] == []


def test_no_table_says_what_a_list_or_another_table_says() -> None:
    """A table and a list of the same words are one: keep one, and let both readers ask for it."""
    tables = {f"{name}:{column}": cells(name, column) for name, column in ONE_WORD.items()}
    tables |= {name: cells(name, "forms") for name in FORMS}
    tables |= {name: cells(name, KEYS[name][0]) for name in ("byline_roles", "headline_labels", "dateline_cities")}
    lists = {f"{path.stem}": lexicon.document(path.stem) for path in sorted(FOLDER.rglob("*.yaml"))}
    sets = {name: frozenset(words) for name, words in tables.items()}
    sets |= {f"{name}:{key}": found for name, content in lists.items() for key, found in sets_of(content, "")}
    same = [(a, b) for a, b in combinations(sets, 2) if sets[a] == sets[b] and (a in tables or b in tables)]
    assert same == []


def sets_of(content: object, path: str) -> list[tuple[str, frozenset[str]]]:
    if isinstance(content, dict):
        return [pair for key, below in content.items() for pair in sets_of(below, f"{path}.{key}".strip("."))]
    return [(path, frozenset(map(str, content)))] if isinstance(content, list) else []


@pytest.mark.parametrize("name", ONE_WORD)
def test_an_entry_compared_with_one_word_is_one_word_in_lower_case(name: str) -> None:
    split = spacy.blank("en").tokenizer
    assert [word for word in cells(name, ONE_WORD[name]) if len(split(word)) != 1 or word != word.lower()] == []


def test_every_form_of_an_action_is_read_as_its_head() -> None:
    rows = [
        (form.replace("_", " "), row["head"]) for row in lexicon.table("action_words") for form in row["forms"].split()
    ]
    assert [form for form, head in rows if normalised(form) != head] == []


def test_words_of_positions_are_no_longer_than_what_is_looked_up() -> None:
    for row in lexicon.table("positions"):
        if row["position"] != "obligation":  # looked for in all that is said
            assert [form for form in row["forms"].split() if len(form.split("_")) > LONGEST_POSITION] == []


@pytest.mark.parametrize("name", ["byline_roles", "headline_labels"])
def test_words_that_are_compared_in_lower_case_stand_so(name: str) -> None:
    assert [word for word in cells(name, KEYS[name][0]) if word != word.lower().strip()] == []


# The columns of commissive words are a small language of their own; each of its words is read somewhere

FRAMES = PACKAGE / "nlp" / "commitments" / "frames"


@pytest.mark.parametrize("column", ["frame", "takes", "objects", "declines", "who", "special"])
def test_every_value_of_commissive_words_is_read(column: str) -> None:
    read = set().union(*(texts for path, texts in constants().items() if FRAMES in path.parents))
    read |= set(lexicon.document("commissives")["classes"])
    used = {value.strip("-") for row in lexicon.table("commissive_words") for value in row[column].split()}
    prepositions = {value for value in used if value.endswith("_np")}
    assert sorted(used - prepositions - read) == []


def test_every_class_of_objects_is_one_that_a_word_takes() -> None:
    used = {value.strip("-") for row in lexicon.table("commissive_words") for value in row["objects"].split()}
    read = set().union(*(texts for path, texts in constants().items() if PACKAGE / "nlp" in path.parents))
    classes = set(lexicon.document("commissives")["classes"])
    assert sorted(name for name in classes - used if f"classes.{name}" not in read) == []


def test_kinds_statuses_and_parts_of_speech_are_known() -> None:
    rows = lexicon.table("commissive_words")
    assert {row["polarity"] for row in rows} <= set(CommitmentKind)
    assert {row["status"] for row in rows} <= {"", *CommitmentStatus}
    assert {row["harm"] for row in rows} <= {"", "threat"}
    judging = lexicon.table("stance")
    assert {row["pos"] for row in judging} == {"ADJ", "ADV", "NOUN", "VERB"}
    assert {row["polarity"] for row in judging} == {"positive", "negative"}
    assert {row["target"] for row in judging} == {"subject", "object"}


# Phrases that are looked for word by word: none is longer than what is looked at


@pytest.mark.parametrize(
    ("file", "keys", "longest"),
    [
        ("experts", list(lexicon.document("experts")), affiliations._LONGEST_ENTRY),
        ("assessments", ["hedges"], stance._LONGEST_HEDGE),
        (
            "times",
            ["relations", "fillers", "steps", "which", "cuts", "parts", "edges", "holidays", "at_once"],
            times._LONGEST,
        ),
    ],
    ids=["experts", "hedges", "times"],
)
def test_no_phrase_is_longer_than_what_is_looked_at(file: str, keys: list[str], longest: int) -> None:
    told = [entry for key in keys for entry in lexicon.words(file, key)]
    assert told
    split = affiliations._PIECES.findall if file == "experts" else times.split
    assert [entry for entry in told if len(split(entry)) > longest] == []
