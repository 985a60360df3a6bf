"""What in a project's codebook matches nothing in its articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from toolkit.articles import Article
from toolkit.codebook.carrying import Finder, Searched, described
from toolkit.codebook.contents import Codebook, Named, Word
from toolkit.errors import did_you_mean
from toolkit.evidence import sentences_of
from toolkit.findings import ArticleAnalysis
from toolkit.records import TABLES
from toolkit.schema import columns
from toolkit.selection import meta_columns

BESIDE = frozenset({"evidence"})
"""Columns that tables of a notebook have beside those of the records."""


def unmatched(codebook: Codebook, analysed: Iterable[ArticleAnalysis]) -> list[str]:
    """What matches nothing, a line each, in the order of the file.

    Parameters
    ----------
    codebook
        What the project says.
    analysed
        Its articles as the model left them.

    Returns
    -------
    list of str
        Each with the file and the line, what is not found, and what to do where that can be told.
    """
    given = list(analysed)
    found = [
        *_topics(codebook, given),
        *_actors(codebook, given),
        *_experts(codebook, given),
        *_columns(codebook, [article.article for article in given]),
    ]
    return _lines(codebook, found)


def unknown_columns(codebook: Codebook | None, articles: Iterable[Article]) -> list[str]:
    """The columns to hide that no table has, a line each.

    Parameters
    ----------
    codebook
        What the project says, if it has one.
    articles
        Its articles, whose metadata are columns too.
    """
    return _lines(codebook, _columns(codebook, articles)) if codebook else []


def _lines(codebook: Codebook, found: Iterable[tuple[int, str]]) -> list[str]:
    return [f"{codebook.path}, line {line}: {told}" for line, told in sorted(found, key=lambda one: one[0])]


def _columns(codebook: Codebook, articles: Iterable[Article]) -> Iterator[tuple[int, str]]:
    if not codebook.hide:
        return
    meta = {name for article in articles for name in meta_columns(article.meta)}
    for word in codebook.hide:
        table, _, column = word.text.rpartition(".")
        known = {c.name for name in ([table] if table else TABLES) for c in columns(TABLES[name])} | BESIDE | meta
        if column not in known:
            yield word.line, f"there is no column {column!r} to hide{did_you_mean(column, known) or ''}"


def _topics(codebook: Codebook, given: list[ArticleAnalysis]) -> Iterator[tuple[int, str]]:
    texts = [Searched(article.article.text) for article in given] if codebook.topics else []
    sentences = [sentence for article in given for sentence in _coded(article)] if codebook.topics else []
    for topic, words in codebook.topics.items():
        for word in words:
            if told := _word(word, topic, texts, sentences):
                yield word.line, told


def _coded(article: ArticleAnalysis) -> Iterator[Searched]:
    """The sentences that topics are looked for in: those of commitments, and of what is said in comments."""
    text = article.article.text
    said = {row.attribution_id: row.content_spans for row in article.attributions}
    spans = [row.action_spans for row in article.commitments]
    spans += [said.get(row.attribution_id, ()) for row in article.commentary]
    for start, end in {sentences_of(text, one) for one in spans if one}:
        yield Searched(text[start:end])


def _word(word: Word, topic: str, texts: list[Searched], sentences: list[Searched]) -> str | None:
    """What is to be said of a topic's word; nothing if it matches."""
    finder = Finder(word.text)
    if finder.first(sentences):
        return None
    if finder.first(texts):
        return f"{word.text!r} of {topic} stands in articles, but in no sentence of a commitment or comment"
    longer = Finder(f"{word.text}*").first(texts)
    hint = f"; {longer!r} does: write '{word.text}*' for words that begin so" if longer else ""
    return f"{word.text!r} of {topic} occurs in no article{hint}"


def _actors(codebook: Codebook, given: list[ArticleAnalysis]) -> Iterator[tuple[int, str]]:
    """The aliases that no actor found has; an actor's own name only where no alias leads to it either."""
    if not codebook.actors:
        return
    texts = [Searched(article.article.text) for article in given]
    actors = [actor for article in given for actor in article.actors]
    known = {name.casefold(): name for actor in actors for name in (actor.name, *actor.aliases)}
    for one in codebook.actors:
        yield from ((word.line, _nobody(word, texts, known.values())) for word in _lost(one, known))


def _lost(one: Named, known: Mapping[str, str]) -> list[Word]:
    lost = [word for word in one.aliases if word.text.casefold() not in known]
    alone = one.name.text.casefold() not in known and len(lost) == len(one.aliases)
    return [*lost, *([one.name] if alone else [])]


def _nobody(word: Word, texts: list[Searched], known: Iterable[str]) -> str:
    """What is to be said of a name that no actor has."""
    if Finder(word.text).first(texts):
        hint = "; its words stand in articles, but were taken for no actor"
    else:
        hint = did_you_mean(word.text, known, least=0.7)
    return f"no article has an actor called {word.text!r}{hint}"


def _experts(codebook: Codebook, given: list[ArticleAnalysis]) -> Iterator[tuple[int, str]]:
    people = [one for article in given for one in _described(article)]
    for kind, words in codebook.experts.items():
        for word in words:
            if not Finder(word.text).first(people):
                yield word.line, f"{word.text!r} of {kind} describes nobody who comments in these articles"


def _described(article: ArticleAnalysis) -> Iterator[Searched]:
    actors = {actor.actor_id: actor for actor in article.actors}
    for row in article.commentary:
        yield described(row, actors.get(row.expert_id or ""))
