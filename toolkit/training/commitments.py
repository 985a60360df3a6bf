"""The confidence of commitments, fitted on gold: whether the action is right, and whether the parties are.

Two logistic regressions with a penalty on the weights, over the rule that found a row and how its parties were found, each
by its name and its family (the first word: "will", "agree"), so that rare rules lean on their kin. The rules were written
while such gold was read; what they flatter themselves by is taken off (:data:`FLATTERED`). ``confidence.md`` beside the rules
is the model card.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from toolkit import files
from toolkit.errors import UsageError
from toolkit.nlp.commitments.confidence import Weights, features, weighed

FOLDS = 10
"""Parts of the articles in cross-validation."""

STRENGTH = 0.3
"""Inverse of the penalty on squared weights; the best of .03, .1, .3 and 1 by cross-validation for both."""

FLATTERED = {"action": 0.6, "parties": 0.4}
"""Log-odds taken off: by so much the rules are more often right on the articles that they were written with than on those
that nobody read, measured by the two shares alone."""


class Judged(NamedTuple):
    """A row: its rule, how its parties were found, whether it is right, and whether they are (``None``: of no wrong row)."""

    rule: str
    party_rule: str
    right: bool
    parties: bool | None


def fit(rows: Sequence[Judged], flattered: Mapping[str, float] = FLATTERED) -> list[dict[str, Any]]:
    """The table of weights.

    Parameters
    ----------
    rows
        Judged rows.
    flattered
        Log-odds to take off what the rows show, for ``action`` and for ``parties``.

    Returns
    -------
    list of dict
        ``feature`` (``*``: of all rows), ``n`` rows that have it, and the weights ``action`` and ``parties``.
    """
    named = [(features(row.rule, row.party_rule), row) for row in rows]
    used = Counter(name for names, _ in named for name in names)
    action = _weights([(names, row.right) for names, row in named])
    parties = _weights([(_of_parties(names), row.parties) for names, row in named if row.parties is not None])
    action["*"], parties["*"] = action["*"] - flattered["action"], parties["*"] - flattered["parties"]
    counts = [("*", len(rows)), *sorted(used.items())]
    return [
        {"feature": name, "n": n, "action": round(action[name], 3), "parties": round(parties.get(name, 0.0), 3)}
        for name, n in counts
    ]


def _of_parties(names: Iterable[str]) -> list[str]:
    """The features that say how the parties were found; the rule tells nothing more of whether they are right."""
    return [name for name in names if name.startswith("party")]


def _weights(rows: Sequence[tuple[Sequence[str], bool | None]]) -> dict[str, float]:
    """Weights of features by logistic regression; a right and a wrong row without any stand for what was not seen."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    if not rows:
        return {"*": 0.0}
    table = DictVectorizer()
    found = table.fit_transform([dict.fromkeys(names, 1.0) for names, _ in rows] + [{}, {}])
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit(found, [bool(ok) for _, ok in rows] + [True, False])
    return {
        "*": float(model.intercept_[0]),
        **dict(zip(table.get_feature_names_out(), model.coef_[0].tolist(), strict=True)),
    }


def judged(gold: Path) -> dict[str, list[Judged]]:
    """The commitments found in each article of a folder with gold, doubtful ones left out.

    Parameters
    ----------
    gold
        A folder with ``text/<article>.txt`` and ``gold/<article>.json``.

    Returns
    -------
    dict
        Judged rows by article; an article without rows has none.
    """
    from toolkit.evaluation.articles import load
    from toolkit.evaluation.cases import Outcome, cases
    from toolkit.evaluation.matching import hull

    analysis, golden = load(gold / "gold", gold / "text")
    rows: dict[str, list[Judged]] = {}
    for name, wanted in golden.items():
        found = {(c.kind.value, hull(c.action_spans)): c for c in analysis[name].commitments}
        kept = rows.setdefault(name, [])
        for case in cases(wanted, analysis[name]):
            if case.table == "commitments" and case.found is not None and case.outcome is not Outcome.DOUBTFUL:
                row = found[case.found["kind"], case.found["action"]]
                right = case.outcome is Outcome.RIGHT
                kept.append(Judged(row.rule, row.party_rule, right, case.agree["parties"] if right else None))
    return rows


def train(
    gold: Path | None,
    output: Path | None = None,
    report: Callable[[str], None] | None = None,
    also: Mapping[str, list[Judged]] | None = None,
) -> dict[str, Any]:
    """Fit both confidences on articles with gold, and write the table.

    Parameters
    ----------
    gold
        A folder with ``text/<article>.txt`` and ``gold/<article>.json``; add articles of your own to it, or give yours.
    output
        Where to write; ``None`` for the table that is shipped with the package.
    report
        Is told what is going on, a line at a time.
    also
        More judged rows by article, as :mod:`toolkit.training.decided` makes them of a person's decisions.

    Returns
    -------
    dict
        How many articles and rows there were; for ``action`` and ``parties`` what :func:`crossvalidated` says, and
        ``curve``: the same fitted on fewer articles, by their number.

    Raises
    ------
    UsageError
        The folder has no ``gold/`` or no ``text/``, or fewer than ten articles.
    """
    rows = (judged(_checked(gold)) if gold else {}) | dict(also or {})
    if len(rows) < FOLDS:
        raise UsageError(
            f"{gold or 'decisions'}: {len(rows)} articles are too few to fit on; at least {FOLDS} are needed"
        )
    everything = [row for article in rows.values() for row in article]
    (report or (lambda line: None))(f"{len(rows)} articles, {len(everything)} rows")
    write(fit(everything), output or default_file(), COMMENT)
    curve = {str(n): crossvalidated(rows, n) for n in _sizes(len(rows))}
    return {"articles": len(rows), "rows": len(everything), **crossvalidated(rows), "curve": curve}


def _checked(folder: Path) -> Path:
    for part in ("gold", "text"):
        if not (folder / part).is_dir():
            raise UsageError(
                f"{folder}: has no folder {part}/; give one with text/<article>.txt and gold/<article>.json"
            )
    return folder


def _sizes(articles: int) -> list[int]:
    """Numbers of articles at which the learning curve is told: doubled up to what a fold leaves."""
    most = articles - articles // FOLDS
    sizes = [n for n in (8, 16, 32, 64, 128, 256, 512) if n < most]
    return [*sizes, most]


def crossvalidated(rows: Mapping[str, Sequence[Judged]], articles: int | None = None) -> dict[str, dict[str, Any]]:
    """Calibration on articles that the fit had not seen, in ten folds, with nothing taken off.

    Parameters
    ----------
    rows
        Judged rows by article.
    articles
        On so many articles each fold is fitted; ``None`` for all that it leaves.

    Returns
    -------
    dict
        For ``action`` and ``parties``: ``n`` rows; ``confidence``: mean; ``right``: share; ``ece``: expected calibration
        error; ``brier``: mean squared distance of confidence and truth; ``brier of the mean``: that of the share for all.
    """
    names = sorted(rows)
    told: dict[str, list[tuple[float, bool]]] = {"action": [], "parties": []}
    for fold in range(FOLDS):
        seen = [name for place, name in enumerate(names) if place % FOLDS != fold][:articles]
        table = fit([row for name in seen for row in rows[name]], dict.fromkeys(FLATTERED, 0.0))
        weights = {line["feature"]: (line["action"], line["parties"]) for line in table}
        _tell(told, weights, [row for name in names[fold::FOLDS] for row in rows[name]])
    return {name: _figures(pairs) for name, pairs in told.items()}


def _tell(told: Mapping[str, list[tuple[float, bool]]], weights: Weights, rows: Iterable[Judged]) -> None:
    """Add what weights say of rows, and what is so."""
    for row in rows:
        action, parties = weighed(features(row.rule, row.party_rule), weights)
        told["action"].append((action, row.right))
        if row.parties is not None:
            told["parties"].append((parties, row.parties))


def _figures(told: Sequence[tuple[float, bool]]) -> dict[str, Any]:
    """The Brier score is the mean squared distance of confidence and truth (Brier, Monthly Weather Review 78, 1950)."""
    from toolkit.evaluation.calibration import reliability

    curve = reliability(told)
    share = curve["right"] or 0.0
    brier = sum((confidence - right) ** 2 for confidence, right in told) / len(told) if told else None
    figures = {"n": len(told), "confidence": curve["confidence"], "right": curve["right"], "ece": curve["ece"]}
    return figures | {"brier": brier, "brier of the mean": share * (1 - share)}


def write(table: Iterable[Mapping[str, Any]], path: str | Path, comment: str) -> Path:
    """Write a table of :func:`fit` as CSV under a comment on its provenance."""
    lines = [f"# {line}" for line in comment.splitlines()]
    lines.append("feature,n,action,parties")
    lines += [f"{row['feature']},{row['n']},{row['action']},{row['parties']}" for row in table]
    files.write(Path(path), "\n".join(lines) + "\n")
    return Path(path)


def default_file() -> Path:
    """The table that is shipped with the package."""
    import toolkit.lexicon

    return Path(str(toolkit.lexicon.__file__)).parent / "commitment_confidence.csv"


COMMENT = """\
What the rule of a commitment and how its parties were found add to the log-odds that action and kind, and that the parties are
right, on real news with gold. Written by `readout train commitments` (toolkit.training.commitments);
toolkit/nlp/commitments/confidence.md is the model card."""
