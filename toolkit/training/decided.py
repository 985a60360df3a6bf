"""A person's decisions on commitments as rows to fit on, beside those of gold."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from toolkit.corrections.decisions import Action, Decision, read
from toolkit.corrections.replay import judged_rows
from toolkit.errors import UsageError
from toolkit.findings import ArticleAnalysis
from toolkit.naming import CORRECTIONS
from toolkit.training.commitments import Judged

ABOUT_PARTIES = frozenset({"parties", "party_spans"})
"""Columns whose change says that the parties were wrong."""


def decided(folder: Path) -> dict[str, list[Judged]]:
    """The commitments of a folder's articles on which a person has decided.

    Parameters
    ----------
    folder
        Articles, with ``corrections.jsonl`` beside them.

    Returns
    -------
    dict
        Judged rows by article.

    Raises
    ------
    UsageError
        There are no such decisions.
    """
    from toolkit.analysis import analyze

    decisions = read(folder / CORRECTIONS)
    found = analyze(folder, corrections=False, keyterms=False).values() if decisions else []
    rows = of_decisions(found, decisions)
    if not rows:
        raise UsageError(f"{folder / CORRECTIONS}: holds no decision on a commitment of these articles.")
    return rows


def of_decisions(analysed: Iterable[ArticleAnalysis], decisions: Iterable[Decision]) -> dict[str, list[Judged]]:
    """Decisions on commitments as judged rows.

    Parameters
    ----------
    analysed
        Articles as the model left them.
    decisions
        A person's. A rejected row is wrong, and nothing is known of its parties; an edited one is right, but for the parties
        where these were changed.

    Returns
    -------
    dict
        By article.
    """
    rows: dict[str, list[Judged]] = {}
    for article, table, row, decision in judged_rows(analysed, decisions):
        if table == "commitments":
            right = decision.action is not Action.REJECT
            parties = not ABOUT_PARTIES & set(decision.changes) if right else None
            rows.setdefault(article.doc_id, []).append(Judged(row.rule, row.party_rule, right, parties))
    return rows
