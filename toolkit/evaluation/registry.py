"""Every evaluation by name: its module, the gold it asks for, and how to run it."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Sequence
from pathlib import Path
from typing import Any

EVALUATIONS = {
    "accounts": (
        "toolkit.evaluation.accounts",
        ("GOLD", "ARTICLES"),
        "Accounts of one event compared: what both report, and in what they differ.",
    ),
    "attribution": (
        "toolkit.evaluation.attribution",
        ("GOLD",),
        "Source, cue and content, on brat standoff (PolNeAR).",
    ),
    "commentary": ("toolkit.evaluation.commentary", ("GOLD",), "Experts and their stances."),
    "corrections": (
        "toolkit.evaluation.corrections",
        ("ARTICLES", "CORRECTIONS"),
        "What is found against your own decisions: precision, recall of whole articles, with intervals.",
    ),
    "endtoend": (
        "toolkit.evaluation.articles",
        ("GOLD", "ARTICLES"),
        "Whole articles: commitments, attributions, actors and experts against gold.",
    ),
    "ledger": (
        "toolkit.evaluation.ledger",
        ("GOLD", "ARTICLES"),
        "The ledger across articles: reports of one commitment brought together, and its changes of status.",
    ),
    "links": (
        "toolkit.evaluation.links",
        ("GOLD", "TEXTS"),
        "Links between reports that sound alike: how sure they are, by likeness.",
    ),
    "news": (
        "toolkit.evaluation.news",
        ("GOLD",),
        "Real news with gold: all tables, on articles that rules were not made with.",
    ),
    "names": ("toolkit.evaluation.names", ("GOLD",), "Names of states, people and bodies to country codes."),
    "plover": ("toolkit.evaluation.plover", ("GOLD",), "Commitments, refusals and threats on PLOVER's gold records."),
    "speakers": ("toolkit.evaluation.speakers", ("TEXTS", "GOLD"), "He, she and they to the right speaker."),
    "speed": ("toolkit.evaluation.speed", ("ARTICLES",), "Cost of the extractors beside the bare spaCy pipeline."),
    "time": ("toolkit.evaluation.time", ("GOLD",), "Time expressions to intervals."),
}
"""Name, module, paths and summary of each; the module has ``evaluate(*paths, **options)`` and ``table(figures)``."""


def measure(name: str, paths: Sequence[Path | str], **options: str | None) -> dict[str, Any]:
    """The figures of an evaluation; options that it does not take, or that are ``None``, are left out."""
    evaluation = importlib.import_module(EVALUATIONS[name][0])
    accepted = inspect.signature(evaluation.evaluate).parameters
    taken = {key: value for key, value in options.items() if value is not None and key in accepted}
    figures: dict[str, Any] = evaluation.evaluate(*paths, **taken)
    return figures
