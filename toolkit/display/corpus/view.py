"""A corpus as its displays need it: titles, dates and addresses of what stands in the articles' reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from urllib.parse import quote

from toolkit.corpus.collection import Corpus
from toolkit.corpus.entries import LedgerMatch, LedgerReport
from toolkit.corpus.parties import STATE
from toolkit.display.article.view import View, topic_names
from toolkit.display.words import day
from toolkit.records import Actor, ActorType, Commitment


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
        """Who published an article, as briefly as it can be told: publisher, else place, else its name."""
        article = self.corpus.by_id[doc_id].article
        place = " ".join(w.capitalize() if w.isupper() and len(w) > 3 else w for w in (article.dateline or "").split())
        return article.publisher or place or doc_id

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

    def topics(self, reports: Iterable[LedgerReport]) -> list[str]:
        """What some reports of undertakings are about, as readers call it."""
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
    def matches_of(self) -> dict[str, list[LedgerMatch]]:
        """The matches by the entries that they touch."""
        found: dict[str, list[LedgerMatch]] = {}
        for match in self.corpus.ledger.matches:
            ends = (self.report_by_id[match.commitment_a].entry_id, self.report_by_id[match.commitment_b].entry_id)
            for entry_id in dict.fromkeys(ends):
                found.setdefault(entry_id, []).append(match)
        return found

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
        return {actor.name.casefold(): actor.name for held in self.actors.values() for _, actor in held}

    def party(self, key: str) -> str:
        """The name of a party by its key (see :mod:`toolkit.corpus.parties`)."""
        if key.startswith(STATE):
            code = key.removeprefix(STATE)
            return self._states.get(code, code)
        return self._named.get(key, key)
