"""Which other articles of a run tell what an article's commitments tell, for a line in its report."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from toolkit.corpus.changes import SURE_LINK
from toolkit.display import Told
from toolkit.display.article.commitments import Elsewhere
from toolkit.naming import output_name

if TYPE_CHECKING:
    from toolkit.corpus.collection import Corpus
    from toolkit.corpus.entries import LedgerMatch, LedgerReport
    from toolkit.findings import ArticleAnalysis


MOST = 12
"""So many other articles' rows, the latest, are told beside one; the ledger's row, to which it leads, has all."""


def told_elsewhere(corpus: Corpus | None) -> dict[str, Told]:
    """For each article, by commitment, the ledger's row and the other articles' rows that surely tell the same.

    Parameters
    ----------
    corpus
        All the articles; where they are not brought together, none tells of another.

    Returns
    -------
    dict
        By ``doc_id``; articles of which no other tells are left out.
    """
    if corpus is None or len(corpus.articles) < 2:
        return {}
    from toolkit.reporting.across import NAME

    ledger = corpus.ledger
    reports = {report.commitment_id: report for report in ledger.reports}
    found: dict[str, dict[str, Elsewhere]] = defaultdict(dict)
    for one, other in sorted(_sure_pairs(ledger.matches)):
        entry = f"{NAME}.html#entry-{reports[one].entry_id}"
        told = found[reports[one].doc_id].setdefault(one, {"entry": entry, "others": []})
        told["others"].append(_other(corpus.by_id[reports[other].doc_id], reports[other]))
    for rows in found.values():
        for told in rows.values():
            told["others"] = sorted(told["others"], key=lambda other: (other["day"], other["name"], other["address"]))[
                -MOST:
            ]
    return dict(found)


def _other(analysed: ArticleAnalysis, report: LedgerReport) -> dict[str, str]:
    """How another article's row is named, where it stands, and when and how firmly it tells."""
    return {
        "name": _named(analysed),
        "address": f"{output_name(report.doc_id)}.html#row-{report.commitment_id}",
        "day": report.published.isoformat() if report.published else "",
        "status": report.status,
    }


def _sure_pairs(matches: Iterable[LedgerMatch]) -> Iterator[tuple[str, str]]:
    """The commitments that surely are one, both ways round."""
    for match in matches:
        if match.same and (match.ruled or match.likeness >= SURE_LINK):
            yield match.commitment_a, match.commitment_b
            yield match.commitment_b, match.commitment_a


def _named(analysed: ArticleAnalysis) -> str:
    from toolkit.display.article.view import View

    return analysed.article.publisher or View(analysed).title


def data_of(analysed: ArticleAnalysis, told: Mapping[str, Any] | None) -> str:
    """The text of an article's data file, with what other articles tell as well under ``also``."""
    if not told:
        return analysed.text()
    return json.dumps(analysed.to_json() | {"also": told}, ensure_ascii=False, indent=1) + "\n"
