"""The commitment ledger: one entry an undertaking, with all its reports in several articles."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.analysis import Analysis, ArticleAnalysis
from toolkit.corpus.similarity import WEIGHTS, Match, Wording, match
from toolkit.corpus.text import sentences
from toolkit.errors import UsageError
from toolkit.records import Commitment, row_id
from toolkit.schema import column

if TYPE_CHECKING:
    import pandas as pd

THRESHOLD = 0.55
"""Likeness from which two commitments count as the same; chosen on the gold of the two accounts among the samples."""

Key = tuple[str, str]
"""``(doc_id, commitment_id)``."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One undertaking and how it stands."""

    entry_id: str = column("Id of the entry, made of its first report.")
    action: str = column("The undertaking, as its first report words it.")
    parties: tuple[str, ...] = column("Names of those who are bound, over all reports.")
    countries: tuple[str, ...] = column("Their countries.")
    n_reports: int = column("Number of reports.")
    n_articles: int = column("Number of articles that report it.")
    first_mention: dt.date | None = column("Date of the first report.")
    last_mention: dt.date | None = column("Date of the last report.")
    statuses: tuple[str, ...] = column("Status by date, changes only: pledged, agreed, refused ...")
    deadline_from: dt.date | None = column(
        "First day on which the deadline may fall, by the last report that gives one."
    )
    deadline_to: dt.date | None = column("Last day on which it may fall.")
    overdue: bool = column("The deadline has passed on the date the ledger was made for, and no report refuses it.")
    condition: str | None = column("The condition, by the last report that gives one.")


@dataclass(frozen=True, slots=True)
class LedgerReport:
    """One report of an undertaking."""

    entry_id: str = column("The ledger entry.")
    doc_id: str = column("The article.")
    commitment_id: str = column("The commitment in that article.")
    publisher: str | None = column("Who published it.")
    published: dt.date | None = column("When.")
    kind: str = column("Commitment, refusal or threat.")
    status: str = column("Its status in this report.")
    action: str = column("Its wording in this report.")
    parties: tuple[str, ...] = column("The parties in this report.")
    reported_by: tuple[str, ...] = column("Who says so; empty: the article's own narration.")
    deadline: str | None = column("The deadline in this report, in TIMEX3 style.")
    condition: str | None = column("The condition in this report.")
    likeness: float = column("How alike it is to the report of the entry that it is most like; 1 for a sole report.")
    confidence: float = column("Confidence of the commitment.")


@dataclass(frozen=True)
class Ledger:
    """All entries and reports, as of a date."""

    entries: tuple[LedgerEntry, ...]
    reports: tuple[LedgerReport, ...]
    as_of: dt.date | None = None

    def frame(self) -> pd.DataFrame:
        """One row an entry."""
        from toolkit.tables import frame

        return frame(LedgerEntry, self.entries)

    def reports_frame(self) -> pd.DataFrame:
        """One row a report."""
        from toolkit.tables import frame

        return frame(LedgerReport, self.reports)

    def reports_of(self, entry_id: str) -> tuple[LedgerReport, ...]:
        """The reports of an entry, by date."""
        return tuple(report for report in self.reports if report.entry_id == entry_id)

    def _repr_html_(self) -> str:
        return self.frame().to_html(escape=True, index=False)


def read_corrections(path: Path | str) -> dict[tuple[str, str], bool]:
    """A researcher's verdicts on matches: CSV with the columns ``commitment_a``, ``commitment_b``, ``same`` (yes or no).

    Raises
    ------
    UsageError
        The file cannot be read, lacks a column, or holds another verdict than yes or no; the message names the line.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as handle:
            rows = list(csv.DictReader(handle))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); corrections are a CSV file") from error
    found = {}
    for number, row in enumerate(rows, start=2):
        verdict = (row.get("same") or "").strip().casefold()
        pair = row.get("commitment_a"), row.get("commitment_b")
        if not all(pair) or verdict not in {"yes", "no"}:
            raise UsageError(f"{path}, line {number}: needs commitment_a, commitment_b and same (yes or no)")
        found[(str(pair[0]).strip(), str(pair[1]).strip())] = verdict == "yes"
    return found


def make_ledger(
    analysis: Analysis | Sequence[ArticleAnalysis],
    *,
    as_of: dt.date | None = None,
    threshold: float = THRESHOLD,
    corrections: Mapping[tuple[str, str], bool] | None = None,
) -> Ledger:
    """Bring the commitments of all articles together: the same undertaking is one entry.

    Two commitments are the same when they are at least ``threshold`` alike (see :func:`toolkit.corpus.similarity.match`),
    on average over the reports already together (average linkage), unless a correction says otherwise.

    Parameters
    ----------
    analysis
        The analysed articles.
    as_of
        The date on which deadlines count as passed; without one, nothing is overdue.
    threshold
        Likeness from which commitments are the same, 0 to 1.
    corrections
        Verdicts by pair of commitment ids, as :func:`read_corrections` gives them.
    """
    analysed = list(analysis.values()) if isinstance(analysis, Analysis) else list(analysis)
    held = [(a, row) for a in analysed for row in a.commitments]
    likeness = _Likeness(held, analysed)
    clusters = _cluster(held, likeness, threshold, corrections or {})
    entries: list[LedgerEntry] = []
    reports: list[LedgerReport] = []
    for members in clusters:
        made = [_report(held[i], members, i, likeness) for i in members]
        entry = _entry([held[i] for i in members], made, as_of)
        entries.append(entry)
        reports.extend(replace(report, entry_id=entry.entry_id) for report in made)
    order = sorted(range(len(entries)), key=lambda k: (entries[k].first_mention or dt.date.max, clusters[k][0]))
    rank = {entries[k].entry_id: n for n, k in enumerate(order)}
    reports.sort(key=lambda r: (rank[r.entry_id], r.published or dt.date.max))
    return Ledger(tuple(entries[k] for k in order), tuple(reports), as_of)


Held = tuple[ArticleAnalysis, Commitment]


class _Likeness:
    """The likeness of any two rows, worked out when asked for."""

    def __init__(self, held: Sequence[Held], analysed: Iterable[ArticleAnalysis]) -> None:
        actions = [row.action for _, row in held]
        wording = Wording([*actions, *(s.text for a in analysed for s in sentences(a.article))])
        self._rows = [row for _, row in held]
        self._alike = wording.likeness(actions, actions)

    def __call__(self, i: int, j: int) -> Match:
        return match(self._rows[i], self._rows[j], float(self._alike[i, j]))

    def near(self, threshold: float) -> list[tuple[int, int]]:
        """The pairs that are at least ``threshold`` alike in all; wording alone rules most of them out."""
        import numpy as np

        least = (threshold - sum(WEIGHTS[1:])) / WEIGHTS[0]
        candidates = np.argwhere(np.triu(self._alike >= least, 1)).tolist()
        return [(i, j) for i, j in candidates if self(i, j).total >= threshold]


def _cluster(
    held: Sequence[Held], likeness: _Likeness, threshold: float, corrections: Mapping[tuple[str, str], bool]
) -> list[list[int]]:
    """Clusters of positions in ``held``; verdicts bind."""
    place: dict[str, list[int]] = {}
    for i, (_, row) in enumerate(held):
        place.setdefault(row.commitment_id, []).append(i)
    ruled = {
        frozenset((i, j)): same
        for (first, second), same in corrections.items()
        for i in place.get(first, ())
        for j in place.get(second, ())
        if i != j
    }
    together = [(min(pair), max(pair)) for pair, same in ruled.items() if same]
    seeds = _components(range(len(held)), together)
    # Average linkage never reaches beyond what single links connect, so each connected part can be clustered alone.
    parts = _components(range(len(held)), [*likeness.near(threshold), *together])
    apart = {pair for pair, same in ruled.items() if not same}
    found = []
    for part in parts:
        inside = set(part)
        found += _average_linkage([c for c in seeds if c[0] in inside], held, likeness, threshold, apart)
    return sorted(found)


def _average_linkage(
    clusters: list[list[int]], held: Sequence[Held], likeness: _Likeness, threshold: float, apart: set[frozenset[int]]
) -> list[list[int]]:
    """Join the most alike pair of clusters until none is at least ``threshold`` alike on average."""
    while True:
        best, pair = threshold, None
        for a, b in combinations(range(len(clusters)), 2):
            links = [(i, j) for i in clusters[a] for j in clusters[b]]
            if any(frozenset(link) in apart for link in links) or not _may_join(held, links):
                continue
            mean = sum(likeness(i, j).total for i, j in links) / len(links)
            if mean >= best:
                best, pair = mean, (a, b)
        if pair is None:
            return [sorted(c) for c in clusters]
        clusters[pair[0]] += clusters.pop(pair[1])


def _may_join(held: Sequence[Held], links: Iterable[tuple[int, int]]) -> bool:
    """Two rows of one article were told apart there, unless they are worded the same."""
    return all(held[i][0].doc_id != held[j][0].doc_id or held[i][1].action == held[j][1].action for i, j in links)


def _components(nodes: Iterable[int], edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    return sorted(sorted(c) for c in nx.connected_components(graph))


def _condition(held: Held) -> str | None:
    analysed, row = held
    return " ".join(analysed.article.text[slice(*row.condition_span)].split()) if row.condition_span else None


def _report(held: Held, members: Sequence[int], index: int, likeness: _Likeness) -> LedgerReport:
    analysed, row = held
    others = [likeness(index, j).total for j in members if j != index]
    return LedgerReport(
        entry_id="",
        doc_id=analysed.doc_id,
        commitment_id=row.commitment_id,
        publisher=analysed.article.publisher,
        published=analysed.article.published,
        kind=row.kind.value,
        status=row.status.value,
        action=row.action,
        parties=row.party_names,
        reported_by=row.reported_by_names,
        deadline=row.deadline_timex,
        condition=_condition(held),
        likeness=max(others, default=1.0),
        confidence=row.confidence,
    )


def _entry(held: Sequence[Held], reports: Sequence[LedgerReport], as_of: dt.date | None) -> LedgerEntry:
    order = sorted(range(len(held)), key=lambda k: (reports[k].published or dt.date.max, k))
    rows = [held[k][1] for k in order]
    told = [reports[k] for k in order]
    dates = [r.published for r in told if r.published]
    due = [row for row in rows if row.deadline_to]
    statuses = [r.status for n, r in enumerate(told) if n == 0 or told[n - 1].status != r.status]
    conditions = [r.condition for r in told if r.condition]
    refused = told[-1].kind == "refusal"
    last = due[-1].deadline_to if due else None
    return LedgerEntry(
        entry_id=row_id("l", told[0].doc_id, told[0].commitment_id),
        action=told[0].action,
        parties=tuple(dict.fromkeys(name for r in told for name in r.parties)),
        countries=tuple(dict.fromkeys(code for row in rows for code in row.party_countries)),
        n_reports=len(told),
        n_articles=len({r.doc_id for r in told}),
        first_mention=min(dates, default=None),
        last_mention=max(dates, default=None),
        statuses=tuple(statuses),
        deadline_from=due[-1].deadline_from if due else None,
        deadline_to=last,
        overdue=bool(as_of and last and last < as_of and not refused),
        condition=conditions[-1] if conditions else None,
    )
