"""All analysed articles of a run, with what is asked of them together: the corpus report's data."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from toolkit.articles import Problem
from toolkit.corpus.accounts import Accounts, compare_accounts
from toolkit.corpus.clustering import Verdicts
from toolkit.corpus.corrections import read_corrections
from toolkit.corpus.events import events, named_events, side_by_side
from toolkit.corpus.ledger import THRESHOLD, Ledger, make_ledger
from toolkit.errors import UsageError
from toolkit.findings import ArticleAnalysis
from toolkit.schema import from_json, to_json

FORMAT = 1
OWN = ("title", "hide", "codebook")
"""What a report across articles takes of the project's codebook."""


@dataclass(frozen=True)
class Corpus:
    """Analysed articles, and the settings under which they are brought together.

    Attributes
    ----------
    articles
        The analysed articles, by name.
    pages
        Address of each article's report, by ``doc_id``; without one, nothing links to it.
    bare
        Articles whose page has no row that could be linked to, since another notebook made it or it failed early.
    failed
        Articles whose report did not run to its end.
    problems
        What could not be read or analysed.
    as_of
        The day on which deadlines count as passed; ``None``: the day of the newest article.
    threshold
        Likeness from which two commitments are one ledger entry, 0 to 1.
    corrections
        Verdicts on matches, by pair of commitment ids.
    accounts
        Events whose accounts are to be compared, as groups of article names; empty: those that are found.
    title
        The report's title; empty: the first finding.
    hide
        Columns that tables leave out (see :class:`toolkit.codebook.Codebook`).
    codebook
        SHA-256 of the project's ``readout.yaml``, if it has one.
    """

    articles: tuple[ArticleAnalysis, ...]
    pages: Mapping[str, str] = field(default_factory=dict)
    bare: frozenset[str] = frozenset()
    failed: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    as_of: dt.date | None = None
    threshold: float = THRESHOLD
    corrections: Verdicts = field(default_factory=dict)
    accounts: tuple[tuple[str, ...], ...] = ()
    title: str = ""
    hide: tuple[str, ...] = ()
    codebook: str = ""

    @classmethod
    def load(
        cls,
        path: Path | str,
        *,
        as_of: str = "",
        threshold: float = THRESHOLD,
        corrections: Path | str = "",
        accounts: Iterable[Iterable[str]] = (),
    ) -> Corpus:
        """The corpus that ``readout report`` listed in ``corpus.json``, and the articles' data beside it.

        Parameters
        ----------
        path
            The file ``corpus.json``.
        as_of
            The day on which deadlines count as passed (ISO); by default that of the newest article.
        threshold
            Likeness from which commitments are the same, 0 to 1.
        corrections
            CSV file of verdicts, see :func:`toolkit.corpus.read_corrections`; none by default.
        accounts
            Groups of ``doc_id`` to compare; by default the events that are found.

        Returns
        -------
        Corpus
            The articles brought together.

        Raises
        ------
        UsageError
            A file is missing or is something else, the date is none, or an account is not known.
        """
        folder = Path(path).parent
        try:
            listed = json.loads(Path(path).read_text(encoding="utf-8"))
            rows = listed["articles"]
            articles = tuple(ArticleAnalysis.load(folder / row["data"]) for row in rows)
            problems = tuple(from_json(Problem, row) for row in listed["problems"])
            own = listed.get("codebook", {})
        except FileNotFoundError as error:
            raise UsageError(
                f"There is no {error.filename!r}; `readout report` writes the files of a corpus."
            ) from None
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{str(path)!r} is not the list of a corpus: {error}") from error
        return cls(
            articles=tuple(sorted(articles, key=lambda a: a.doc_id)),
            pages={row["doc_id"]: row["page"] for row in rows},
            bare=frozenset(row["doc_id"] for row in rows if row["bare"]),
            failed=frozenset(row["doc_id"] for row in rows if row["failed"]),
            problems=problems,
            as_of=date_of(as_of),
            threshold=threshold,
            corrections=read_corrections(corrections) if corrections else {},
            accounts=tuple(named_events(accounts, [a.doc_id for a in articles])),
            **own | {"hide": tuple(own.get("hide", ()))},
        )

    def with_pages(self, pages: Mapping[str, str], bare: frozenset[str], failed: frozenset[str]) -> Corpus:
        """The same articles with what became of their reports; their ledger, once made, stays.

        Parameters
        ----------
        pages, bare, failed
            As the attributes of these names.

        Returns
        -------
        Corpus
            Another corpus.
        """
        other = replace(self, pages=pages, bare=bare, failed=failed)
        other.__dict__.update({name: self.__dict__[name] for name in ("ledger", "compared") if name in self.__dict__})
        return other

    def listing(self, data: Mapping[str, str]) -> str:
        """The text of ``corpus.json``: the articles, where their data and pages lie, and what is found in all together.

        Parameters
        ----------
        data
            File name of each article's data, by ``doc_id``.

        Returns
        -------
        str
            JSON, the same for the same articles.
        """
        rows = [
            {
                "doc_id": a.doc_id,
                "data": data[a.doc_id],
                "page": self.pages[a.doc_id],
                "bare": a.doc_id in self.bare,
                "failed": a.doc_id in self.failed,
                "sha256": hashlib.sha256(json.dumps(a.to_json(), sort_keys=True).encode()).hexdigest(),
            }
            for a in self.articles
        ]
        found = {
            "format": FORMAT,
            "articles": rows,
            "problems": to_json(self.problems),
            **({"codebook": {name: getattr(self, name) for name in OWN}} if self.codebook else {}),
            "as_of": to_json(self.day),
            "ledger": to_json(self.ledger.entries),
            "reports": to_json(self.ledger.reports),
            "matches": to_json(self.ledger.matches),
            "accounts": [
                {"articles": list(a.doc_ids), "others": list(a.others), "rows": to_json(a.rows)} for a in self.compared
            ],
        }
        return json.dumps(found, ensure_ascii=False, indent=1) + "\n"

    @cached_property
    def by_id(self) -> dict[str, ArticleAnalysis]:
        """The articles by name."""
        return {a.doc_id: a for a in self.articles}

    @cached_property
    def day(self) -> dt.date | None:
        """The day on which deadlines count as passed."""
        dates = [a.article.published for a in self.articles if a.article.published]
        return self.as_of or max(dates, default=None)

    @cached_property
    def ledger(self) -> Ledger:
        """All commitments brought together."""
        return make_ledger(self.articles, as_of=self.day, threshold=self.threshold, corrections=self.corrections)

    @cached_property
    def compared(self) -> tuple[Accounts, ...]:
        """The accounts of each event, those with most in common first."""
        if self.accounts:
            return tuple(compare_accounts(self.by_id, group, ledger=self.ledger) for group in self.accounts)
        found = [self._event(group) for group in events(self.articles, self.ledger)]
        return tuple(sorted(found, key=lambda a: (-len(a.shared), a.doc_ids)))

    def _event(self, group: Sequence[str]) -> Accounts:
        """The accounts of an event; of very many articles those that share most."""
        chosen = side_by_side(group, self.ledger)
        told = compare_accounts(self.by_id, chosen, ledger=self.ledger)
        return replace(told, others=tuple(doc_id for doc_id in group if doc_id not in chosen))

    @cached_property
    def waiting(self) -> tuple[tuple[str, str], ...]:
        """The pairs of corrections that name a commitment which is not among these articles."""
        known = {row.commitment_id for a in self.articles for row in a.commitments}
        return tuple(pair for pair in self.corrections if not known.issuperset(pair))

    def counts(self) -> dict[str, int]:
        """What can be counted over all articles, by the name that ``--fail-on`` takes.

        Returns
        -------
        dict
            Counts by name; :data:`COUNTS` describes them.
        """
        rows = [row for a in self.articles for row in a.commitments]
        entries = self.ledger.entries
        kinds = {kind: sum(row.kind == kind for row in rows) for kind in ("commitment", "refusal", "threat")}
        return {
            "articles": len(self.articles),
            "failed": len(self.failed),
            "unread": len(self.problems),
            "actors": len({actor.actor_id for a in self.articles for actor in a.actors}),
            "statements": sum(len(a.attributions) for a in self.articles),
            "unnamed": sum(row.source_id is None for a in self.articles for row in a.attributions),
            "experts": len({row.expert_name for a in self.articles for row in a.commentary}),
            "comments": sum(len(a.commentary) for a in self.articles),
            "commitments": kinds["commitment"],
            "refusals": kinds["refusal"],
            "threats": kinds["threat"],
            "conditional": sum(row.condition_span is not None for row in rows),
            "unsure": sum(row.confidence < 0.5 for row in rows),
            "undertakings": len(entries),
            "deadlines": sum(entry.deadline_to is not None for entry in entries),
            "passed": sum(entry.passed for entry in entries),
            "retold": sum(entry.n_articles > 1 for entry in entries),
            "contested": sum(entry.contested for entry in entries),
            "changed": sum(change.sure for change in self.ledger.changes),
            "events": len(self.compared),
        }


COUNTS = {
    "articles": "articles analysed",
    "failed": "articles whose report did not run to its end",
    "unread": "files and articles that could not be read or analysed, or have the text of another",
    "actors": "actors, each counted once over all articles",
    "statements": "statements attributed to somebody",
    "unnamed": "statements whose speaker is not among the actors",
    "experts": "outside experts and other commentators",
    "comments": "expert comments",
    "commitments": "reports of commitments",
    "refusals": "reports of refusals",
    "threats": "reports of threats",
    "conditional": "reports with a condition",
    "unsure": "reports of commitments with a confidence below 0.5",
    "undertakings": "ledger entries: commitments, each counted once over all articles",
    "deadlines": "ledger entries with a deadline that has a date",
    "passed": "ledger entries whose deadline has passed on the day given by --as-of, and whose outcome no later article tells",
    "retold": "ledger entries that several articles report",
    "contested": "ledger entries whose reports of one day differ in status",
    "changed": "ledger entries whose status is surely another one from one day to a later one",
    "events": "events told by several articles",
}
"""What :meth:`Corpus.counts` counts."""


def date_of(text: str) -> dt.date | None:
    """A day written as 2026-11-23; nothing for an empty text.

    Raises
    ------
    UsageError
        The text is no such day.
    """
    try:
        return dt.date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise UsageError(f"{text!r} is not a day; write it as 2026-11-23") from None


def settings(corpus: Corpus) -> dict[str, Any]:
    """What the corpus was brought together with, for its provenance."""
    named = "; ".join(" + ".join(group) for group in corpus.accounts)
    return {
        "Deadlines as of": corpus.day,
        "Likeness of one commitment": corpus.threshold,
        "Corrections applied": len(corpus.corrections) - len(corpus.waiting),
        "Corrections on commitments that are not among these articles": len(corpus.waiting) or None,
        "Accounts named": named or None,
        "SHA-256 of the project's codebook": corpus.codebook or None,
        "Columns hidden by it": ", ".join(corpus.hide) or None,
    }
