"""Fit the model that says how sure a stance is, on coded statements of experts.

Gold is a folder of news articles (``text/`` and ``gold/``, as ``readout evaluate news`` takes it) or a file of JSON lines with
``doc``, ``content`` (spans in code points), ``stance`` and ``statement_ok``, whose texts lie as ``<doc>.txt`` in a folder.
Statements of a mixed stance are left out: there are too few to fit. Nothing of the texts is kept but weights of forms.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from toolkit import files
from toolkit.errors import UsageError
from toolkit.nlp.commentary import clarity
from toolkit.nlp.commentary.stance import assess
from toolkit.nlp.document import grammar
from toolkit.nlp.document.parsing import char_span
from toolkit.nlp.layers import Ranges
from toolkit.records import Stance

PENALTY = 10.0
"""Inverse of scikit-learn's ``C``; the best of 1, 3, 10 and 33 by cross-validation."""
THRESHOLDS = {"negative": 0.55, "neutral": 0.55, "positive": 0.35}
"""Verdicts less likely are unclear. Praise is rare in news, so that the model is never surer of it; the rest keeps two thirds
right by cross-validation."""
LEAST = 3
"""A feature in fewer statements is left out."""
FOLDS = 10
BOM = "\ufeff"
"""A mark at the beginning of some texts; gold counts it."""


@dataclass(frozen=True, slots=True)
class Example:
    """A coded statement: its document, its features, the rules' verdict and the readers' stance."""

    document: str
    features: Mapping[str, float]
    verdict: str
    stance: str


def train(
    news: Path | None,
    statements: Path | None,
    texts: Path | None,
    output: Path | None = None,
    model: str | None = None,
    report: Callable[[str], None] | None = None,
) -> dict[str, Any]:
    """Fit the weights and write them.

    Parameters
    ----------
    news
        A folder with ``text/`` and ``gold/``; ``None`` for none.
    statements, texts
        A file of JSON lines and the folder of its texts; ``None`` for none.
    output
        Where to write; ``None`` for the file that is shipped with the package.
    model
        The spaCy model to parse with, ``None`` for the best installed.
    report
        Is told what is going on, a line at a time.

    Returns
    -------
    dict
        Number of statements by stance, and by cross-validation over documents: how often the rules alone are right, and how often
        those verdicts are that are given, with their share.

    Raises
    ------
    UsageError
        There is no gold, or a text of it is missing.
    """
    tell = report or (lambda line: None)
    coded = [*_news(news), *_lines(statements, texts)]
    if not coded:
        raise UsageError("No gold: give --news (a folder with text/ and gold/), or --statements and --texts")
    examples = list(_examples(coded, model))
    tell(f"{len(examples)} statements of {len({e.document for e in examples})} documents")
    figures = cross_validate(examples)
    fitted = fit(examples)
    path = output or Path(clarity.__file__).with_name(clarity.FILE)
    files.write(path, json.dumps(fitted, indent=1) + "\n")
    return {"statements": dict(Counter(e.stance for e in examples)), "features": len(fitted["weights"]), **figures}


Coded = tuple[str, Path, Sequence[tuple[Sequence[Sequence[int]], str]]]
"""A document's name, its text, and the spans and stances of its statements."""


def _news(folder: Path | None) -> Iterator[Coded]:
    for path in sorted((folder / "gold").glob("*.json")) if folder else ():
        experts = json.loads(path.read_text(encoding="utf-8"))["experts"]
        said = [(s["content"], s["stance"]) for expert in experts for s in expert["statements"]]
        if said and folder:
            yield path.stem, folder / "text" / f"{path.stem}.txt", said


def _lines(path: Path | None, texts: Path | None) -> Iterator[Coded]:
    if path is None:
        return
    if texts is None:
        raise UsageError(f"{path}: give --texts, the folder of its texts, too")
    said: dict[str, list[tuple[Sequence[Sequence[int]], str]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["statement_ok"]:
            said.setdefault(row["doc"], []).append((row["content"], row["stance"]))
    yield from ((name, texts / f"{name}.txt", rows) for name, rows in said.items())


def _examples(coded: Sequence[Coded], model: str | None) -> Iterator[Example]:
    from toolkit.articles import Article
    from toolkit.nlp.document.parsing import parse
    from toolkit.nlp.pipeline import load_model

    texts = [_text(path) for _, path, _ in coded]
    articles = [Article(name, text.removeprefix(BOM)) for (name, *_), text in zip(coded, texts, strict=True)]
    parsed = parse(load_model(model), articles)
    for (name, _, said), text, (_, doc) in zip(coded, texts, parsed, strict=True):
        for spans, stance in said:
            content = _ranges(doc, spans, int(text.startswith(BOM)))
            if content and stance != Stance.MIXED:
                yield _example(name, doc, content, stance)


def _text(path: Path) -> str:
    if not path.exists():
        raise UsageError(f"{path}: the text of a coded document is missing")
    return path.read_text(encoding="utf-8")


def _example(name: str, doc: Doc, content: Ranges, stance: str) -> Example:
    verdict = assess(doc, content)
    words = [t for start, end in content for t in doc[start:end] if not t.is_space]
    return Example(name, clarity.features(verdict, words), str(verdict.stance), stance)


def _ranges(doc: Doc, spans: Sequence[Sequence[int]], shift: int) -> Ranges:
    """The tokens that share a character with spans of the gold's text."""
    places = ((t.i, *char_span(doc, t.i, t.i + 1)) for t in doc)
    inside = {i for i, first, last in places for start, end in spans if first < end - shift and start - shift < last}
    starts = [i for i in sorted(inside) if i - 1 not in inside]
    return tuple(grammar.run_around(start, inside) for start in starts)


def fit(examples: Sequence[Example]) -> dict[str, Any]:
    """The model of :func:`toolkit.nlp.commentary.clarity.chances`, fitted on examples.

    Returns
    -------
    dict
        ``classes``, ``intercept``, ``weights`` by feature, and ``thresholds``.
    """
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    used = Counter(name for e in examples for name in e.features if e.features[name])
    rows = [{name: value for name, value in e.features.items() if used[name] >= LEAST} for e in examples]
    table = DictVectorizer(sparse=False)
    model = LogisticRegression(C=1 / PENALTY, max_iter=1000).fit(
        table.fit_transform(rows), [e.stance for e in examples]
    )
    bases, weights = model.intercept_, model.coef_
    if len(bases) == 1:  # of two classes scikit-learn keeps the second's weights only
        bases, weights = np.append([0.0], bases), np.vstack([np.zeros_like(weights), weights])
    columns = zip(table.get_feature_names_out(), weights.T.round(4).tolist(), strict=True)
    return {
        "classes": model.classes_.tolist(),
        "intercept": bases.round(4).tolist(),
        "weights": dict(columns),
        "thresholds": THRESHOLDS,
    }


def cross_validate(examples: Sequence[Example], seed: int = 0) -> dict[str, float]:
    """How good verdicts are that the model would let pass, each judged by a model that has not seen its document.

    Returns
    -------
    dict
        ``rules``: share of the rules' verdicts that are right; ``always neutral``: share of neutral statements; ``clear``: right
        ones among the verdicts that are given; ``coverage``: their share of all.
    """
    names = sorted({e.document for e in examples})
    random.Random(seed).shuffle(names)
    given: list[Example] = []
    for number in range(FOLDS):
        held = set(names[number::FOLDS])
        model = fit([e for e in examples if e.document not in held])
        seen = (e for e in examples if e.document in held)
        given += [e for e in seen if clarity.passes(e.verdict, e.features, model)]
    return {
        "rules": _share_right(examples),
        "always neutral": sum(e.stance == Stance.NEUTRAL for e in examples) / len(examples),
        "clear": _share_right(given),
        "coverage": len(given) / len(examples),
    }


def _share_right(examples: Sequence[Example]) -> float:
    return sum(e.verdict == e.stance for e in examples) / len(examples) if examples else 0.0
