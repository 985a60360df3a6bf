"""Which articles decisions are about, told by the articles' ids and texts' hashes alone."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.corrections.decisions import Action, Decision, standing
from toolkit.corrections.naming_rows import text_hash
from toolkit.findings import ArticleAnalysis
from toolkit.records import Actor

OF_ACTORS = (Action.MERGE, Action.ALIAS, Action.FACT, Action.SPLIT)
"""What is decided about actors; it is carried out before what is decided about rows, so that these find them."""


def id_and_hash(article: ArticleAnalysis) -> tuple[str, str]:
    """What decides whether a decision is about an article: its id, and the SHA-256 of its text."""
    return article.doc_id, text_hash(article.article.text)


class Places:
    """Which articles a decision is about."""

    def __init__(self, articles: Iterable[tuple[str, str]]) -> None:
        self.names: dict[str, int] = {}
        self.texts: dict[str, list[int]] = {}
        for index, (doc_id, sha256) in enumerate(articles):
            self.names[doc_id] = index
            self.texts.setdefault(sha256, []).append(index)

    def of(self, decision: Decision) -> Iterable[int]:
        """Places of the articles that a decision is about: of all, of the one named, or of one with the same text."""
        if decision.doc_id is None:
            return self.names.values()
        same = self.texts.get(str(decision.sha256), [])
        index = self.names.get(decision.doc_id)
        return [index] if index is not None and (index in same or not same) else same[:1]


def assigned(articles: Iterable[tuple[str, str]], decisions: Iterable[Decision]) -> dict[int, list[Decision]]:
    """Which decisions are about which articles.

    Parameters
    ----------
    articles
        Id of each article, and the SHA-256 of its text.
    decisions
        In the order in which they were made.

    Returns
    -------
    dict
        By place of the article, the decisions in the order in which they are carried out; nothing for most articles.
    """
    places = Places(articles)
    mine: dict[int, list[Decision]] = {}
    held = [d for d in standing(decisions) if d.action is not Action.MATCH]
    for decision in sorted(held, key=lambda d: d.action not in OF_ACTORS):  # actors first, so that rows find them
        for index in places.of(decision):
            mine.setdefault(index, []).append(decision)
    return mine


def on_names(decisions: Iterable[Decision], actors: Iterable[Actor]) -> list[Decision]:
    """Decisions on one article without those on names that none of its actors has, which are most where a corpus has many.

    Parameters
    ----------
    decisions
        As :func:`assigned` gives them.
    actors
        The article's actors as the model found them.

    Returns
    -------
    list of Decision
        In the same order.
    """
    given = list(decisions)
    if any(decision.action in (Action.MERGE, Action.SPLIT) for decision in given):  # these bring names of their own
        return given
    names = {name.casefold() for actor in actors for name in (actor.actor_id, actor.name, *actor.aliases)}
    return [decision for decision in given if _has(names, decision)]


def _has(names: set[str], decision: Decision) -> bool:
    """Whether a decision is on no name, or on one of these, to which the names that it gives are added."""
    if decision.action not in (Action.ALIAS, Action.FACT):
        return True
    name = str(decision.name).casefold()
    told = (decision.of, decision.changes.get("name"), *(decision.changes.get("aliases") or ()))
    if name in names:
        names |= {str(one).casefold() for one in told if one}
    return name in names or name.startswith("a-")  # an alias gives the actor another id
