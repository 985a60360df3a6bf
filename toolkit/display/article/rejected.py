"""What a person rejected in an article, struck out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from toolkit.display.article.view import join
from toolkit.display.render import Fragment, fragment
from toolkit.display.words import counted
from toolkit.findings import ArticleAnalysis
from toolkit.layout import one_line

_TOLD: dict[str, tuple[str, Callable[[Any], str]]] = {
    "commitments": ("commitment", lambda row: f"{join(row.party_names) or 'not named'}, {row.status}: {row.action}"),
    "attributions": ("statement", lambda row: f"{row.source_name or 'not named'}: {row.content}"),
    "commentary": ("judgement", lambda row: f"{row.expert_name or 'not named'}, {row.stance}: {row.target or ''}"),
    "actors": ("actor", lambda row: row.name),
}
"""What a row of each table is called, and says."""


def rejected(analysis: ArticleAnalysis, shown: bool = True) -> Fragment:
    """The rows that a person rejected, struck out.

    Parameters
    ----------
    analysis
        The analysed article.
    shown
        Whether to show them at all.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    held = [(_TOLD[table], row) for table in _TOLD for row in analysis.rejected.get(table, ())] if shown else []
    rows = [(kind, one_line(told(row))) for (kind, told), row in held]
    return fragment("rejected", counted(len(rows), "rejected row"), rows=rows)
