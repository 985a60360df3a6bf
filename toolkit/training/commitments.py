"""The confidence of commitments, rule by rule: how often rows of a rule were right on gold data, drawn toward the rest.

Few rules have many rows, so each rule's share is drawn toward that of its family (the rule's first word: "will", "agree"),
and each family's toward a common one, by adding so many rows of it (empirical Bayes with a fixed weight, as in Efron &
Morris, *Data analysis using Stein's estimator and its generalizations*, JASA 1975). The common share is set below what the
gold shows, since the rules were written while reading it. ``confidence.md`` beside the rules is the model card.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from toolkit import files
from toolkit.errors import UsageError

COMMON = 0.6
"""Share of right rows to be expected of a rule that nothing is known of, on texts that nobody tuned to."""

FOLDS = 10
"""Parts of the articles in cross-validation."""

WEIGHT = 40.0
"""How many rows the family's share counts for in a rule's, and the common share in a family's."""

Tally = Mapping[str, tuple[int, int]]
"""By rule: rows, and right rows."""


def tally(rows: Iterable[tuple[str, bool]]) -> dict[str, tuple[int, int]]:
    """Rows and right rows of each rule, from pairs of rule and whether right."""
    n: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for rule, is_right in rows:
        n[rule] += 1
        right[rule] += is_right
    return {rule: (n[rule], right[rule]) for rule in sorted(n)}


def fit(counts: Tally, common: float = COMMON, weight: float = WEIGHT) -> list[dict[str, Any]]:
    """The table of confidences.

    Returns
    -------
    list of dict
        ``rule`` (``*`` for all others, ``word-*`` for others of a family), ``n``, ``right``, ``confidence``; families first.
    """
    families: dict[str, list[int]] = {}
    for rule, (n, right) in counts.items():
        family = families.setdefault(family_of(rule), [0, 0])
        family[0], family[1] = family[0] + n, family[1] + right
    drawn = {name: (right + weight * common) / (n + weight) for name, (n, right) in families.items()}
    table = [{"rule": "*", "n": 0, "right": 0, "confidence": common}]
    for name in sorted(families):
        n, right = families[name]
        table.append({"rule": f"{name}-*", "n": n, "right": right, "confidence": round(drawn[name], 3)})
    for rule, (n, right) in sorted(counts.items()):
        share = (right + weight * drawn[family_of(rule)]) / (n + weight)
        table.append({"rule": rule, "n": n, "right": right, "confidence": round(share, 3)})
    return table


def family_of(rule: str) -> str:
    """The first word of a rule's name."""
    return rule.split("-", 1)[0]


Judged = tuple[str, bool, bool]
"""The rule of a row, whether anybody is known to be bound, and whether the row is right."""


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
                kept.append((row.rule, bool(row.parties), case.outcome is Outcome.RIGHT))
    return rows


def train(gold: Path, output: Path | None = None, report: Callable[[str], None] | None = None) -> dict[str, Any]:
    """Fit the confidence of each rule on articles with gold, and write the table.

    Parameters
    ----------
    gold
        A folder with ``text/<article>.txt`` and ``gold/<article>.json``; add articles of your own to it, or give yours.
    output
        Where to write; ``None`` for the table that is shipped with the package.
    report
        Is told what is going on, a line at a time.

    Returns
    -------
    dict
        How many articles, rows and right rows there were; ``crossvalidated``: mean confidence, share right and calibration
        error of rows whose article the fit had not seen; ``curve``: the same fitted on fewer articles, by their number.

    Raises
    ------
    UsageError
        The folder has no ``gold/`` or no ``text/``, or fewer than ten articles.
    """
    rows = judged(_checked(gold))
    if len(rows) < FOLDS:
        raise UsageError(f"{gold}: {len(rows)} articles are too few to fit on; at least {FOLDS} are needed")
    everything = [row for article in rows.values() for row in article]
    (report or (lambda line: None))(f"{len(rows)} articles, {len(everything)} rows")
    write(fit(tally((rule, right) for rule, _, right in everything)), output or default_file(), COMMENT)
    curve = {str(n): crossvalidated(rows, n) for n in _sizes(len(rows))}
    right = sum(right for *_, right in everything)
    return {
        "articles": len(rows),
        "rows": len(everything),
        "right": right,
        "crossvalidated": crossvalidated(rows),
        "curve": curve,
    }


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


def crossvalidated(rows: Mapping[str, Sequence[Judged]], articles: int | None = None) -> dict[str, float | None]:
    """Calibration on articles that the fit had not seen, in ten folds.

    Parameters
    ----------
    rows
        Judged rows by article.
    articles
        On so many articles each fold is fitted; ``None`` for all that it leaves.

    Returns
    -------
    dict
        ``confidence``: mean; ``right``: share; ``ece``: expected calibration error; ``brier``: mean squared distance of
        confidence and truth.
    """
    from toolkit.evaluation.calibration import reliability

    names = sorted(rows)
    told: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        seen = [name for place, name in enumerate(names) if place % FOLDS != fold][:articles]
        table = fit(tally((rule, right) for name in seen for rule, _, right in rows[name]))
        told += _told(table, [row for name in names[fold::FOLDS] for row in rows[name]])
    curve = reliability(told)
    return {"confidence": curve["confidence"], "right": curve["right"], "ece": curve["ece"], "brier": _brier(told)}


def _brier(told: Sequence[tuple[float, bool]]) -> float | None:
    """Mean squared distance of confidence and truth (Brier, Monthly Weather Review 78, 1950)."""
    return sum((confidence - right) ** 2 for confidence, right in told) / len(told) if told else None


def _told(table: Iterable[Mapping[str, Any]], rows: Iterable[Judged]) -> list[tuple[float, bool]]:
    """The confidence that a table of :func:`fit` gives each row, and whether the row is right."""
    from toolkit.nlp.commitments.find import UNNAMED

    known = {row["rule"]: row["confidence"] for row in table}
    found = ((known.get(rule, known.get(f"{family_of(rule)}-*", known["*"])), named, ok) for rule, named, ok in rows)
    return [(confidence if named else confidence * UNNAMED, ok) for confidence, named, ok in found]


def write(table: Iterable[Mapping[str, Any]], path: str | Path, comment: str) -> Path:
    """Write a table of :func:`fit` as CSV under a comment on its provenance."""
    lines = [f"# {line}" for line in comment.splitlines()]
    lines.append("rule,n,right,confidence")
    lines += [f"{row['rule']},{row['n']},{row['right']},{row['confidence']}" for row in table]
    files.write(Path(path), "\n".join(lines) + "\n")
    return Path(path)


def default_file() -> Path:
    """The table that is shipped with the package."""
    import toolkit.lexicon

    return Path(str(toolkit.lexicon.__file__)).parent / "commitment_confidence.csv"


COMMENT = """\
How often commitments of each rule are right on real news with gold. Written by `readout train commitments`
(toolkit.training.commitments); toolkit/nlp/commitments/confidence.md is the model card."""
