"""Parameters: read off the notebook without running it, checked with their types, the near match named."""

from __future__ import annotations

from typing import Any

import pytest

from toolkit.errors import UsageError
from toolkit.reporting.parameters import Parameter, checked, declared


def notebook(source: str, tag: str = "parameters") -> dict[str, Any]:
    return {"cells": [{"cell_type": "code", "metadata": {"tags": [tag]}, "source": source.splitlines(keepends=True)}]}


KNOWN = declared(
    notebook(
        'doc: str = "a.json"  # the article\nmost: int = 3\nbelow = 0.5\nloud = False\n'
        'layers: list[str] = ["a"]\nfree = None\nhalf: int | None = 2\n'
    )
)


def test_declarations_with_types_defaults_and_comments() -> None:
    assert KNOWN["doc"] == Parameter("doc", str, "a.json", "the article")
    assert (KNOWN["layers"].items, KNOWN["half"].optional) == (str, True)
    assert {name: parameter.type for name, parameter in KNOWN.items()} == {
        "doc": str, "most": int, "below": float, "loud": bool, "layers": list, "free": None, "half": int,
    }  # fmt: skip


def test_only_the_tagged_cell_is_read() -> None:
    assert declared(notebook("x = 1", tag="other")) == {}


def test_nothing_is_run() -> None:
    assert declared(notebook("x = __import__('os').getpid()\nx.y = 3"))["x"].default is None


def test_a_cell_that_is_not_python() -> None:
    with pytest.raises(UsageError, match="is not Python"):
        declared(notebook("%magic"))


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ({"most": 5}, 5),
        ({"most": "5"}, 5),
        ({"below": "0.25"}, 0.25),
        ({"below": 1}, 1),
        ({"loud": "yes"}, True),
        ({"loud": False}, False),
        ({"layers": '["x", "y"]'}, ["x", "y"]),
        ({"free": "000123"}, "000123"),
        ({"half": "7"}, 7),
        ({"half": "None"}, None),
    ],
)
def test_values_and_texts_that_fit(given: dict[str, Any], value: Any) -> None:
    assert next(iter(checked(given, KNOWN).values())) == value


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"mots": 5}, "did you mean 'most'"),
        ({"zzz": 5}, "it has: most, below, loud, layers, free"),
        ({"most": "five"}, "takes int, but was given 'five'"),
        ({"most": True}, "takes int"),
        ({"most": 1.5}, "takes int"),
        ({"loud": 1}, "takes bool"),
        ({"layers": "x"}, "takes list"),
        ({"doc": "other.json"}, "set for each article"),
        ({"x=1;import os;y": 1}, "has no parameter"),
    ],
)
def test_what_does_not_fit_is_named(given: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        checked(given, KNOWN)


def test_a_notebook_must_take_the_article() -> None:
    with pytest.raises(UsageError, match="has no parameter 'doc'"):
        checked({}, declared(notebook("most = 3")))


@pytest.mark.parametrize(
    "given",
    [
        {"below": "nan"},
        {"below": float("inf")},
        {"half": "x"},
        {"layers": "[1, 2]"},
        {"layers": "{[]: 1}"},
        {"layers": "[b'x']"},
    ],
)
def test_values_that_no_type_has_are_errors(given: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match=f"The parameter {next(iter(given))!r} takes"):
        checked(given, KNOWN)
