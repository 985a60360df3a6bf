"""How sure the rules' verdict on a stance is: a model fitted on coded expert statements (``readout train stance``).

The rules of :mod:`toolkit.nlp.commentary.stance` weigh evaluative words. On real news they are right for half of all statements,
so a verdict is given only where the model, which reads their weights and a few forms of the statement, finds it likely enough;
else the stance is *unclear*. The model is multinomial logistic regression; data, figures and limits stand in
``stance_card.md`` beside the weights.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from spacy.tokens import Token

from toolkit.nlp.commentary.evaluative_words import listed
from toolkit.nlp.commentary.stance import LEAST, Assessment

FILE = "stance.json"
"""The weights, beside this module."""
_MOST = 3.0
"""Sums of evaluative weights above it count no more."""
_FULL = 1.0
_LONGEST = 60
_MANY = 6
"""Words of a statement, and adjectives or adverbs in it, above these count no more; both are scaled to at most 2."""


def features(assessment: Assessment, tokens: Sequence[Token]) -> dict[str, float]:
    """What the model reads of a statement.

    Parameters
    ----------
    assessment
        The rules' verdict, with the weights of evaluative words.
    tokens
        The words of the statement.

    Returns
    -------
    dict
        Values by name; names that are not there are 0.
    """
    good, bad = ([max(0.0, sign * w) for w in assessment.weights] for sign in (1, -1))
    lower = {t.lower_ for t in tokens}
    found = {
        f"verdict {assessment.stance}": 1.0,
        f"rule {assessment.rule}": 1.0,
        "good": min(sum(good), _MOST),
        "bad": min(sum(bad), _MOST),
        "net": sum(good) - sum(bad),
        "best": max(good, default=0.0),
        "worst": max(bad, default=0.0),
        "plainly good": float(_plain(good, bad)),
        "plainly bad": float(_plain(bad, good)),
        "length": 2 * min(len(tokens), _LONGEST) / _LONGEST,
        "number": float(any(t.pos_ == "NUM" for t in tokens)),
        "past": float(any(t.tag_ == "VBD" for t in tokens)),
        "compares": float(any(t.tag_ in {"JJR", "JJS", "RBR", "RBS"} for t in tokens)),
    }
    for pos in ("ADJ", "ADV"):
        found[pos] = 2 * min(sum(t.pos_ == pos for t in tokens), _MANY) / _MANY
    return found | {f"word {word}": 1.0 for word in listed("telling") & lower}


def _plain(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether a word of full weight speaks for one side, and none to speak of for the other."""
    return max(one, default=0.0) >= _FULL and max(other, default=0.0) < LEAST


def chances(found: Mapping[str, float], model: Mapping[str, Any] | None = None) -> dict[str, float]:
    """How likely each stance is, by the shipped model or another of the same form.

    Parameters
    ----------
    found
        As returned by :func:`features`.
    model
        ``classes``, ``intercept`` (a number a class) and ``weights`` (numbers by feature).
    """
    model = model or shipped()
    rows = [(value, model["weights"][name]) for name, value in found.items() if name in model["weights"]]
    scores = [base + sum(value * row[k] for value, row in rows) for k, base in enumerate(model["intercept"])]
    powers = [math.exp(score - max(scores)) for score in scores]
    return {name: power / sum(powers) for name, power in zip(model["classes"], powers, strict=True)}


@cache
def shipped() -> Mapping[str, Any]:
    """The model that is shipped with the package, with the ``thresholds`` from which on each verdict is given."""
    model: Mapping[str, Any] = json.loads(resources.files(__package__).joinpath(FILE).read_text(encoding="utf-8"))
    return model


def is_clear(assessment: Assessment, tokens: Sequence[Token]) -> bool:
    """Whether a verdict is likely enough to be given; one that an explicit concession makes mixed always is."""
    return assessment.rule == "concession" or passes(assessment.stance, features(assessment, tokens), shipped())


def passes(verdict: str, found: Mapping[str, float], model: Mapping[str, Any]) -> bool:
    """Whether a model finds a verdict likely enough, by its features; never for one that it does not know."""
    least: float = model["thresholds"].get(verdict, 1.0)
    return chances(found, model).get(verdict, 0.0) >= least
