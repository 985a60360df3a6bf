"""Confidence fitted to a person's own decisions: of the rows given 0.8, 80 % should be kept.

The method is Platt's (1999, *Probabilistic outputs for support vector machines*, in *Advances in Large Margin Classifiers*): a
logistic function of the confidence's log-odds, its targets drawn a little toward the middle, which few decisions suffice for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.corrections.decisions import Action, Decision
from toolkit.corrections.replay import calibrated, judged_rows, log_odds
from toolkit.evaluation.calibration import reliability
from toolkit.findings import ArticleAnalysis
from toolkit.records import EXTRACTED

FEWEST = 30
"""Judged rows from which a table is calibrated."""

EACH = 5
"""Right rows, and wrong rows, that are needed for it."""

FOLDS = 10
"""Parts of the articles in cross-validation."""

Judged = tuple[str, float, bool]
"""Article, confidence and whether the row is right."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What came of calibrating a table.

    Attributes
    ----------
    table
        Its name.
    rows, right
        Judged rows, and those that a person keeps.
    before, after
        Mean squared distance of confidence and truth (Brier score), and expected calibration error, as they are and by
        cross-validation over articles; ``None`` where there are too few rows.
    slope, intercept
        Of the log-odds.
    """

    table: str
    rows: int
    right: int
    before: tuple[float, float] | None = None
    after: tuple[float, float] | None = None
    slope: float = 1.0
    intercept: float = 0.0

    @property
    def gains(self) -> bool:
        """Whether rows of articles that the fit had not seen are nearer to the truth."""
        return self.before is not None and self.after is not None and self.after[0] < self.before[0]

    def __str__(self) -> str:
        told = f"{self.table:14}{self.rows:6} judged{self.right:6} right"
        if self.before is None or self.after is None:
            return f"{told}   too few: {FEWEST} are needed, {EACH} of them right and {EACH} wrong"
        errors = "calibration error {:.3f} -> {:.3f}, Brier {:.3f} -> {:.3f}"
        return f"{told}   {errors.format(self.before[1], self.after[1], self.before[0], self.after[0])}"

    def decision(self) -> Decision:
        """The fit as a decision that every later run carries out.

        Returns
        -------
        Decision
            Not yet written down.
        """
        changes = {"slope": round(self.slope, 4), "intercept": round(self.intercept, 4)}
        why = f"fitted on {self.rows} judged rows"
        return Decision(Action.CALIBRATE, table=self.table, changes=changes, why=why)


def calibrate(analysed: Iterable[ArticleAnalysis], decisions: Iterable[Decision]) -> list[Fit]:
    """Fit each table's confidence to decisions on its rows.

    Parameters
    ----------
    analysed
        What the model found, without corrections.
    decisions
        A person's.

    Returns
    -------
    list of Fit
        One a table with judged rows.
    """
    held: dict[str, list[Judged]] = {table: [] for table in EXTRACTED}
    for article, table, row, decision in judged_rows(analysed, decisions):
        held[table].append((article.doc_id, float(row.confidence), decision.action is not Action.REJECT))
    return [_fit(table, rows) for table, rows in held.items() if rows]


def _fit(table: str, rows: Sequence[Judged]) -> Fit:
    right = sum(is_right for *_, is_right in rows)
    if not _enough(rows):
        return Fit(table, len(rows), right)
    slope, intercept = platt(rows)
    return Fit(table, len(rows), right, _errors(rows), _errors(_unseen(rows)), slope, intercept)


def _enough(rows: Sequence[Judged], fewest: int = FEWEST, each: int = EACH) -> bool:
    right = sum(is_right for *_, is_right in rows)
    return len(rows) >= fewest and min(right, len(rows) - right) >= each


def platt(rows: Sequence[Judged]) -> tuple[float, float]:
    """Slope and intercept of the log-odds.

    Parameters
    ----------
    rows
        Judged rows, right and wrong ones.

    Returns
    -------
    tuple
        Slope and intercept.
    """
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    right = sum(is_right for *_, is_right in rows)
    targets = [(right + 1) / (right + 2) if r else 1 / (len(rows) - right + 2) for *_, r in rows]
    odds = np.array([log_odds(confidence) for _, confidence, _ in rows])
    both = np.concatenate([odds, odds]).reshape(-1, 1)
    weights = np.concatenate([targets, 1 - np.array(targets)])
    classes = np.repeat([1, 0], len(rows))
    model = LogisticRegression(C=1e6).fit(both, classes, sample_weight=weights)
    return float(model.coef_[0][0]), float(model.intercept_[0])


def _unseen(rows: Sequence[Judged]) -> list[Judged]:
    """Rows with the confidence of fits that had not seen their article."""
    folds = {doc_id: n % FOLDS for n, doc_id in enumerate(sorted({doc_id for doc_id, *_ in rows}))}
    found = []
    for fold in sorted(set(folds.values())):
        rest = [row for row in rows if folds[row[0]] != fold]
        slope, intercept = platt(rest) if _enough(rest, 1, 1) else (1.0, 0.0)
        found += [(d, calibrated(c, slope, intercept), r) for d, c, r in rows if folds[d] == fold]
    return found


def _errors(rows: Sequence[Judged]) -> tuple[float, float]:
    brier = sum((confidence - is_right) ** 2 for _, confidence, is_right in rows) / len(rows)
    return brier, float(reliability((confidence, is_right) for _, confidence, is_right in rows)["ece"])
