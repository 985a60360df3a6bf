"""Fitting how sure a stance is, on examples of our own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc

from toolkit.errors import UsageError
from toolkit.nlp.commentary.clarity import chances
from toolkit.training.stance import Example, cross_validate, fit, train

EXAMPLES = [
    Example(f"d{n}", {"bad": float(n % 2), "word it": 1.0, f"once {n}": 1.0}, ("neutral", "negative")[n % 2], stance)
    for n, stance in enumerate(["neutral", "negative"] * 30)
]


def test_fit_learns_what_tells() -> None:
    model = fit(EXAMPLES)
    assert chances({"bad": 1.0}, model)["negative"] > 0.6
    assert chances({"bad": 0.0}, model)["neutral"] > 0.6
    assert "once 3" not in model["weights"]


def test_cross_validation_gives_what_is_right_and_how_much_is_given() -> None:
    figures = cross_validate(EXAMPLES)
    assert figures == {"rules": 1.0, "always neutral": 0.5, "clear": 1.0, "coverage": 1.0}
    wrong = [Example(e.document, e.features, "neutral", e.stance) for e in EXAMPLES]
    figures = cross_validate(wrong)
    assert (figures["rules"], figures["clear"], figures["coverage"]) == (0.5, 1.0, 0.5)


def test_without_gold_it_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--news"):
        train(None, None, None)
    lines = tmp_path / "rows.jsonl"
    lines.write_text(json.dumps({"doc": "a", "content": [[0, 9]], "stance": "neutral", "statement_ok": True}) + "\n")
    with pytest.raises(UsageError, match="--texts"):
        train(None, lines, None)
    with pytest.raises(UsageError, match=r"a\.txt: the text"):
        train(None, lines, tmp_path)


def test_gold_of_both_forms_is_read(tmp_path: Path, parse_text: Callable[..., Doc]) -> None:
    sentence = "The truce is a failure."
    for folder in ("news/text", "news/gold", "texts"):
        (tmp_path / folder).mkdir(parents=True)
    rows = []
    for n in range(12):
        stance = ("neutral", "negative")[n % 2]
        text = "\ufeff" + sentence if n == 1 else sentence
        said = {"content": [[text.index("T"), len(text) - 1]], "stance": stance}
        (tmp_path / "news/text" / f"n{n}.txt").write_text(text, encoding="utf-8")
        (tmp_path / "news/gold" / f"n{n}.json").write_text(json.dumps({"experts": [{"statements": [said]}]}))
        (tmp_path / "texts" / f"t{n}.txt").write_text(text, encoding="utf-8")
        rows.append({"doc": f"t{n}", "content": said["content"], "stance": stance, "statement_ok": n != 5})
    lines = tmp_path / "rows.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows))
    figures = train(tmp_path / "news", lines, tmp_path / "texts", tmp_path / "weights.json")
    assert figures["statements"] == {"neutral": 12, "negative": 11}
    assert set(json.loads((tmp_path / "weights.json").read_text())) == {"classes", "intercept", "weights", "thresholds"}
