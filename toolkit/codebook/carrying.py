"""A codebook carried out on what the model found, before a person's decisions: these always have the last word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from toolkit.codebook.contents import NOBODY, Codebook, Word
from toolkit.corrections.decisions import Action, Decision, standing
from toolkit.corrections.replay import replay
from toolkit.evidence import sentences_of
from toolkit.findings import ArticleAnalysis
from toolkit.progress import say
from toolkit.records import Actor, Commentary, ExpertKind, Spans

_ODD = str.maketrans("İı", "ii")


class Finder:
    """Finds any of some words: whole words of any case; ``*`` stands for the rest of a word, a blank for any blanks.

    Parameters
    ----------
    words
        At least one.
    """

    def __init__(self, *words: str) -> None:
        # what a text must hold for any chance of a match, which is found much sooner
        self._parts = [(word, folded(max(re.split(r"[*\s'’]+", word), key=len))) for word in words]

    def all(self, text: Searched) -> Iterator[re.Match[str]]:
        """All places where a word stands, in their order."""
        likely = tuple(word for word, part in self._parts if part in text.folded)
        if likely:
            yield from _pattern(likely).finditer(text.text)

    def first(self, texts: Iterable[Searched]) -> str | None:
        """The first words found in any of some texts."""
        return next((hit.group() for text in texts for hit in self.all(text)), None)


@lru_cache(maxsize=1024)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    told = (re.escape(w).replace(r"\*", r"\w*").replace(r"\ ", r"\s+").replace("'", "['’]") for w in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(told)})(?!\w)", re.IGNORECASE)


class Searched:
    """A text to be searched for many words."""

    def __init__(self, text: str) -> None:
        self.text, self.folded = text, folded(text)


def folded(text: str) -> str:
    """A text without regard to case."""
    return text.translate(_ODD).casefold()


Finders = Mapping[str, Finder]


def finders(lists: Mapping[str, tuple[Word, ...]]) -> Finders:
    """What finds the words of each list that has any."""
    return {name: Finder(*(word.text for word in words)) for name, words in lists.items() if words}


def decisions(codebook: Codebook) -> list[Decision]:
    """What a codebook says of actors, as decisions on the whole corpus: first all aliases, then the facts."""
    who = codebook.path.name
    aliases = [
        Decision(Action.ALIAS, who, name=alias.text, of=one.name.text)
        for one in codebook.actors
        for alias in one.aliases
        if alias.text != one.name.text
    ]
    facts = [
        Decision(Action.FACT, who, name=one.name.text, changes=dict(one.facts)) for one in codebook.actors if one.facts
    ]
    return [*aliases, *facts]


class Carried:
    """Articles with what a codebook says of actors, topics and experts.

    Parameters
    ----------
    codebook
        What the project says, if it has one.
    analysed
        What the model found.
    """

    def __init__(self, codebook: Codebook | None, analysed: Iterable[ArticleAnalysis]) -> None:
        self.codebook, self.given = codebook, list(analysed)
        self._own = decisions(codebook) if codebook else []
        self._done: tuple[list[Decision], list[ArticleAnalysis]] | None = None

    def before(self, later: Iterable[Decision]) -> list[ArticleAnalysis]:
        """The articles as a person's decisions find them.

        Parameters
        ----------
        later
            These decisions; an alias among them takes the place of the codebook's.

        Returns
        -------
        list of ArticleAnalysis
            In the order given, those on which it is carried out already as they are; a row of a topic has it first among its
            ``contexts``, and ``provenance`` says ``codebook``.
        """
        if self.codebook is None or not self.codebook.shaping:
            return self.given
        kept = {decision.id for decision in standing([*self._own, *later])} if self._own else set()
        left = [decision for decision in self._own if decision.id in kept]
        if self._done is None or self._done[0] != left:  # each decision asks anew, and few change this
            self._done = left, _carried_out(self.codebook, self.given, left)
        return self._done[1]


def _carried_out(codebook: Codebook, given: list[ArticleAnalysis], own: list[Decision]) -> list[ArticleAnalysis]:
    shaping = codebook.shaping
    todo = [article for article in given if article.provenance.get("codebook") != shaping]
    named = replay(todo, own)[0] if own else todo
    topics, kinds = finders(codebook.topics), finders(codebook.experts)
    done = {article.doc_id: _sorted_out(_about(article, topics), kinds) for article in named}
    return [
        replace(done[article.doc_id], provenance={**article.provenance, "codebook": shaping})
        if article.doc_id in done
        else article
        for article in given
    ]


def either(one: Codebook | None, other: Codebook | None) -> Codebook | None:
    """The codebook of two analyses brought together: the first's, where they differ, which is told."""
    if one and other and one.sha256 != other.sha256:
        say([f"the two have different codebooks; that of the first is used: {one.path}"])
    return one or other


def _about(article: ArticleAnalysis, topics: Finders) -> ArticleAnalysis:
    """The article, its commitments and comments under the topics of whose words one stands in their sentences."""
    text = article.article.text
    searched = Searched(text)
    here = {name: [hit.span() for hit in finder.all(searched)] for name, finder in topics.items()}
    if not any(here.values()):
        return article

    def contexts(spans: Spans, before: tuple[str, ...]) -> tuple[str, ...]:
        start, end = sentences_of(text, spans) if spans else (0, 0)
        own = [name for name, hits in here.items() if any(start <= a and b <= end for a, b in hits)]
        return tuple(dict.fromkeys([*own, *before]))

    said = {row.attribution_id: row.content_spans for row in article.attributions}
    commitments = (replace(row, contexts=contexts(row.action_spans, row.contexts)) for row in article.commitments)
    commentary = (
        replace(row, contexts=contexts(said.get(row.attribution_id, ()), row.contexts)) for row in article.commentary
    )
    return replace(article, commitments=tuple(commitments), commentary=tuple(commentary))


def _sorted_out(article: ArticleAnalysis, kinds: Finders) -> ArticleAnalysis:
    """The article, its comments under the kinds of whose words one describes who comments; those of nobody are rejected."""
    actors = {actor.actor_id: actor for actor in article.actors}
    kinded = [(_kind(row, actors.get(row.expert_id or ""), kinds), row) for row in article.commentary]
    kept = tuple(row if kind is None else _of_kind(row, kind) for kind, row in kinded if kind != NOBODY)
    out = tuple(row for kind, row in kinded if kind == NOBODY)
    rejected = {"commentary": (*article.rejected.get("commentary", ()), *out)} if out else {}
    return replace(article, commentary=kept, rejected={**article.rejected, **rejected})


def _of_kind(row: Commentary, kind: str) -> Commentary:
    return row if row.expert_kind == kind else replace(row, expert_kind=ExpertKind(kind))


def _kind(row: Commentary, actor: Actor | None, kinds: Finders) -> str | None:
    """The first kind that describes who comments."""
    told = [described(row, actor)]
    return next((kind for kind, finder in kinds.items() if finder.first(told)), None)


def described(row: Commentary, actor: Actor | None) -> Searched:
    """All that says who comments: name or description, other names, role, affiliation."""
    known = (actor.role, actor.affiliation, *actor.aliases) if actor else ()
    return Searched("\n".join(filter(None, (row.expert_name, row.affiliation, *known))))
