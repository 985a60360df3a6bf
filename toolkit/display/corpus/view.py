"""A corpus as its displays need it: titles, dates and addresses of what stands in the articles' reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Any
from urllib.parse import quote

from toolkit.corpus.changes import Change
from toolkit.corpus.collection import Corpus
from toolkit.corpus.entries import LedgerReport
from toolkit.corpus.parties import STATE, name_key
from toolkit.corrections.naming_rows import text_hash
from toolkit.display.article.view import View, topic_names
from toolkit.display.words import day
from toolkit.records import ROW_IDS, Actor, ActorType, Commitment


class CorpusView:
    """What displays ask of a :class:`~toolkit.corpus.collection.Corpus`."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    @cached_property
    def views(self) -> dict[str, View]:
        """The displays' view of each article."""
        return {a.doc_id: View(a) for a in self.corpus.articles}

    def title(self, doc_id: str) -> str:
        """An article's headline, or its name."""
        return self.corpus.by_id[doc_id].article.title or doc_id

    def source(self, doc_id: str) -> str:
        """Who published an article, or its title where that is not known."""
        return self.corpus.by_id[doc_id].article.publisher or self.title(doc_id)

    def date(self, doc_id: str) -> str:
        """When an article was published, for reading."""
        published = self.corpus.by_id[doc_id].article.published
        return day(published) if published else "undated"

    def page(self, doc_id: str, row_id: str | None = None) -> str | None:
        """Address of an article's report, or of the words of one of its rows in it."""
        page = self.corpus.pages.get(doc_id)
        return f"{page}#at-{row_id}" if page and row_id and doc_id not in self.corpus.bare else page

    def passage(self, doc_id: str, text: str) -> str | None:
        """Address of some words in an article's report: its text, and the words themselves where the browser can."""
        page = self.corpus.pages.get(doc_id)
        if doc_id in self.corpus.bare:
            return page
        words = text.split()
        ends = [words] if len(words) < 8 else [words[:4], words[-3:]]
        told = ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in ends)
        return f"{page}#the-article:~:text={told}" if page else None

    def label(self, doc_id: str, row_id: str) -> str:
        """The label of a row in its report: C1, S2, E3."""
        return self.views[doc_id].labels.get(row_id, "")

    @cached_property
    def docs(self) -> list[tuple[str, str, str, str | None]]:
        """The articles as cells of long tables point to them: title, source, day and address."""
        return [
            (self.title(d), self.source(d), str(a.article.published or ""), self.page(d))
            for d, a in self.corpus.by_id.items()
        ]

    @cached_property
    def texts(self) -> list[tuple[str, str]]:
        """Name and hash of the text of each article, in the order of :attr:`docs`."""
        return [(doc_id, text_hash(found.article.text)) for doc_id, found in self.corpus.by_id.items()]

    def mark(self, doc_id: str, table: str, row: Any, shown: str) -> list[Any]:
        """A row that a reader can mark where some words are shown, as :class:`~toolkit.display.paged.Paged` has it."""
        words = self.views[doc_id].known_by(table, row, shown)
        key = getattr(row, ROW_IDS[table])
        return [self._places[doc_id], key] if words is None else [self._places[doc_id], key, words]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {doc_id: place for place, doc_id in enumerate(self.corpus.by_id)}

    def at(self, doc_id: str, row_id: str = "") -> tuple[int, str]:
        """The place of an article in :attr:`docs`, and of the words of one of its rows in its report."""
        return self._places[doc_id], f"#at-{row_id}" if row_id and doc_id not in self.corpus.bare else ""

    def place(self, report: LedgerReport) -> tuple[int, str]:
        """Where the words of a report stand."""
        return self.at(report.doc_id, report.commitment_id)

    @cached_property
    def change_of(self) -> dict[str, Change]:
        """The changes of status by ledger entry."""
        return {change.entry.entry_id: change for change in self.corpus.ledger.changes}

    def topics(self, reports: Iterable[LedgerReport]) -> list[str]:
        """What some reports of commitments are about, as readers call it."""
        found = (c for r in reports for c in self.commitments[r.commitment_id].contexts)
        return topic_names(dict.fromkeys(found))

    @cached_property
    def commitments(self) -> dict[str, Commitment]:
        """The commitments of all articles by id."""
        return {row.commitment_id: row for a in self.corpus.articles for row in a.commitments}

    @cached_property
    def report_by_id(self) -> dict[str, LedgerReport]:
        """The ledger's reports by commitment id."""
        return {report.commitment_id: report for report in self.corpus.ledger.reports}

    @cached_property
    def actors(self) -> dict[str, list[tuple[str, Actor]]]:
        """Every actor with the articles it is in, by id: the same name and type have the same id everywhere."""
        found: dict[str, list[tuple[str, Actor]]] = {}
        for analysed in self.corpus.articles:
            for actor in analysed.actors:
                found.setdefault(actor.actor_id, []).append((analysed.doc_id, actor))
        return found

    @cached_property
    def _states(self) -> dict[str, str]:
        names: dict[str, Counter[str]] = {}
        for held in self.actors.values():
            for _, actor in held:
                if actor.type == ActorType.STATE and actor.country:
                    names.setdefault(actor.country, Counter())[actor.name] += 1
        return {code: min(found, key=lambda n: (-found[n], n)) for code, found in names.items()}

    @cached_property
    def _named(self) -> dict[str, str]:
        spelt: dict[str, Counter[str]] = {}
        for held in self.actors.values():
            for _, actor in held:
                spelt.setdefault(name_key(actor), Counter())[actor.name] += 1
        return {key: min(found, key=lambda n: (-found[n], n)) for key, found in spelt.items()}

    def party(self, key: str) -> str:
        """The name of a party by its key (see :mod:`toolkit.corpus.parties`)."""
        if key.startswith(STATE):
            code = key.removeprefix(STATE)
            return self._states.get(code, code)
        return self._named.get(key, key)
