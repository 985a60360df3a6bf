"""What became of reports: made, up to date already, or failed, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.articles import Problem
from toolkit.corpus.collection import Corpus

MADE, UNCHANGED, FAILED = "made", "unchanged", "failed"


@dataclass(frozen=True)
class ArticleReport:
    """What became of one article.

    Attributes
    ----------
    doc_id
        The article's name in all tables.
    name
        The stem of its files.
    state
        ``made``, ``unchanged`` or ``failed``.
    reason
        Why it failed.
    """

    doc_id: str
    name: str
    state: str
    reason: str | None = None


@dataclass(frozen=True)
class ReportRun:
    """What a call of :func:`report` did.

    Attributes
    ----------
    folder
        Where the files are.
    reports
        One entry an article, in the order of the analysis.
    problems
        What could not be read or analysed, and so has no report.
    across
        What became of ``corpus.html``, the report across articles, if it was asked for.
    corpus
        The articles brought together, as that report shows them.
    gone
        Names of reports that were removed, since their articles are no longer there.
    left
        Files of those that stay, since somebody changed them.
    """

    folder: Path
    reports: tuple[ArticleReport, ...]
    problems: tuple[Problem, ...] = ()
    across: ArticleReport | None = None
    corpus: Corpus | None = None
    gone: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def index(self) -> Path:
        """The page that lists all reports."""
        return self.folder / "index.html"

    @property
    def failed(self) -> tuple[ArticleReport, ...]:
        """The reports that did not succeed."""
        every = (*self.reports, *([self.across] if self.across else []))
        return tuple(report for report in every if report.state == FAILED)

    @property
    def exit_code(self) -> int:
        """0 if all went well, 1 if an article failed or could not be read."""
        return int(bool(self.failed or self.problems))

    def again(self) -> ReportRun:
        """What the same call would do once more: nothing.

        Returns
        -------
        ReportRun
            The same reports, unchanged.
        """
        reports = tuple(replace(report, state=UNCHANGED) for report in self.reports)
        across = replace(self.across, state=UNCHANGED) if self.across else None
        return replace(self, reports=reports, across=across, gone=(), left=())

    def summary(self) -> str:
        """What was done, in lines for a console; the last names the index.

        Returns
        -------
        str
            Lines without one's end.
        """
        counts = {state: sum(r.state == state for r in self.reports) for state in (MADE, UNCHANGED, FAILED)}
        words = {MADE: "made", UNCHANGED: "up to date already", FAILED: "failed"}
        tally = ", ".join(f"{count} {words[state]}" for state, count in counts.items() if count) or "nothing to do"
        lines = [f"{len(self.reports)} report{'s' if len(self.reports) != 1 else ''}: {tally}"]
        if self.across and self.across.state != FAILED:
            lines.append(f"across articles: {self.folder / 'corpus.html'} {words[self.across.state]}")
        if self.corpus and self.corpus.waiting:
            named = ", ".join(" and ".join(pair) for pair in self.corpus.waiting[:5])
            lines.append(f"corrections on commitments that are not among these articles: {named}")
        if self.gone:
            lines.append(f"removed, since their articles are gone: {', '.join(self.gone)}")
        if self.left:
            lines.append(f"left of these, since they were changed by hand: {', '.join(self.left)}")
        lines += [f"failed: {report.doc_id}: {report.reason}" for report in self.failed]
        lines += [f"not read: {problem}" for problem in self.problems]
        return "\n".join([*lines, f"Open {self.index}"])
