"""What in a project's codebook matches nothing in its articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.articles import Article
from toolkit.codebook.carrying import described, pattern
from toolkit.codebook.contents import Codebook, Named, Word
from toolkit.conditions import meta_columns
from toolkit.errors import did_you_mean
from toolkit.evidence import sentences_of
from toolkit.findings import ArticleAnalysis
from toolkit.records import TABLES
from toolkit.schema import columns

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
    texts = [article.article.text for article in given]
    sentences = [sentence for article in given for sentence in _coded(article)] if codebook.topics else []
    for topic, words in codebook.topics.items():
        for word in words:
            if told := _word(word, topic, texts, sentences):
                yield word.line, told


def _actors(codebook: Codebook, given: list[ArticleAnalysis]) -> Iterator[tuple[int, str]]:
    texts = [article.article.text for article in given]
    actors = [actor for article in given for actor in article.actors]
    names = {name for actor in actors for name in (actor.name, *actor.aliases)}
    for one in codebook.actors:
        yield from _names(one, names, texts)


def _experts(codebook: Codebook, given: list[ArticleAnalysis]) -> Iterator[tuple[int, str]]:
    people = ["\n".join(filter(None, told)) for article in given for told in _described(article)]
    for kind, words in codebook.experts.items():
        for word in words:
            if not _hit(word, people):
                yield word.line, f"{word.text!r} of {kind} describes nobody who comments in these articles"


def _coded(article: ArticleAnalysis) -> Iterator[str]:
    """The sentences that topics are looked for in: those of commitments, and of what is said in comments."""
    text = article.article.text
    said = {row.attribution_id: row.content_spans for row in article.attributions}
    spans = [row.action_spans for row in article.commitments]
    spans += [said.get(row.attribution_id, ()) for row in article.commentary]
    for start, end in {sentences_of(text, one) for one in spans if one}:
        yield text[start:end]


def _described(article: ArticleAnalysis) -> Iterator[list[str | None]]:
    actors = {actor.actor_id: actor for actor in article.actors}
    for row in article.commentary:
        yield list(described(row, actors.get(row.expert_id or "")))


def _hit(word: Word, texts: Iterable[str], more: str = "") -> str | None:
    """The first words of texts that a word of the file matches."""
    finder = pattern((word.text + more,))
    return next((hit.group() for text in texts if (hit := finder.search(text))), None)


def _word(word: Word, topic: str, texts: list[str], sentences: list[str]) -> str | None:
    """What is to be said of a topic's word; nothing if it matches."""
    if _hit(word, sentences):
        return None
    if _hit(word, texts):
        return f"{word.text!r} of {topic} stands in articles, but in no sentence of a commitment or comment"
    longer = _hit(word, texts, "*")
    hint = f"; {longer!r} does: write '{word.text}*' for words that begin so" if longer else ""
    return f"{word.text!r} of {topic} occurs in no article{hint}"


def _names(one: Named, known: set[str], texts: list[str]) -> Iterator[tuple[int, str]]:
    """The aliases of an actor that no actor found has; its own name only where no alias leads to it either."""
    folded = {name.casefold() for name in known}
    lost = [word for word in one.aliases if word.text.casefold() not in folded]
    if one.name.text.casefold() not in folded and len(lost) == len(one.aliases):
        lost.append(one.name)
    for word in lost:
        hint = (
            "; its words stand in articles, but were taken for no actor"
            if _hit(word, texts)
            else did_you_mean(word.text, known, least=0.7)
        )
        yield word.line, f"no article has an actor called {word.text!r}{hint}"
