"""Who acts, judges, and has to do with whom, over all articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from toolkit.corpus.collection import Corpus
from toolkit.display.article.view import topic, topic_names
from toolkit.display.corpus.overview import rows_of
from toolkit.display.corpus.rows import TO, WITH, pairs
from toolkit.display.corpus.view import CorpusView
from toolkit.display.paged import Column, Filter, Paged, Row, listed, unquoted
from toolkit.display.render import Fragment, fragment
from toolkit.display.words import counted
from toolkit.records import Actor, Commentary

BUSIEST = 10
"""How many parties stand in the matrix of who has to do with whom; the table below it has all."""

SURE = 0.5
"""Confidence below which a stance is not told but *unclear*."""

UNCLEAR = "unclear"


def actors(corpus: Corpus) -> Fragment:
    """The actors over all articles, those in most articles first, with every role they are given.

    Parameters
    ----------
    corpus
        The articles brought together.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    table = actors_table(corpus)
    return fragment(
        "corpus_table", counted(len(table.rows), "actor"), table=table, folded="Actors", nothing="No actor was found."
    )


def actors_table(corpus: Corpus) -> Paged:
    """The actors as a long table; the same name and type is one actor.

    Parameters
    ----------
    corpus
        The articles brought together.
    """
    view = CorpusView(corpus)
    said = Counter(i for a in corpus.articles for row in a.attributions for i in dict.fromkeys(row.source_ids))
    bound = Counter(i for a in corpus.articles for row in a.commitments for i in dict.fromkeys(row.parties))
    rows = [_actor(actor_id, held, said, bound) for actor_id, held in view.actors.items()]
    rows.sort(key=lambda row: (-row["articles"], -row["mentions"], row["name"]))
    columns = (
        Column("name", "Actor"),
        Column("type", "Type", "brief", "actors.type"),
        Column("roles", "Roles", of="actors.role"),
        Column("country", "Country", "brief", "actors.country"),
        *(Column(key, key.capitalize(), "num") for key in ("articles", "mentions", "statements", "commitments")),
    )
    filters = (Filter("type", "Type", "type"), Filter("country", "Country", "country"))
    caption = "Actors over all articles, those in most articles first."
    return Paged("actors", caption, columns, rows, filters).without(corpus.hide)


def _actor(actor_id: str, held: Sequence[tuple[str, Actor]], said: Counter[str], bound: Counter[str]) -> Row:
    roles = (_role(actor) for _, actor in held)
    return {
        "name": held[0][1].name,
        "type": held[0][1].type.value,
        "roles": "; ".join(listed(roles)),
        "country": next((actor.country for _, actor in held if actor.country), ""),
        "articles": len(held),
        "mentions": sum(len(actor.mentions) for _, actor in held),
        "statements": said[actor_id],
        "commitments": bound[actor_id],
    }


def _role(actor: Actor) -> str:
    role, affiliation = actor.role or "", actor.affiliation or ""
    return ", ".join(filter(None, (role, "" if affiliation in role else affiliation)))


def network(corpus: Corpus) -> Fragment:
    """Who is bound to whom, and who together: the busiest as a matrix, all as a table; each number leads to its rows.

    Parameters
    ----------
    corpus
        The articles brought together.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    view, found = CorpusView(corpus), Counter[str]()
    for entry in corpus.ledger.entries:
        found.update(pairs(view, corpus.ledger.reports_of(entry.entry_id)))
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    rows = [{"pair": [name, rows_of("ledger", pair=name), ""], "count": count} for name, count in ranked]
    columns = (Column("pair", "Who → to whom, or + together with whom", "link"), Column("count", "Commitments", "num"))
    caption = (
        "Each commitment counts once, however many articles tell of it. A state and those who speak for it are one."
    )
    return fragment(
        "corpus_network",
        counted(len(rows), "pair of parties", "pairs of parties"),
        table=Paged("pairs", caption, columns, rows),
        matrix=_grid(found),
        nothing="Of no commitment it is sure both who is bound and to whom.",
    )


def _grid(found: Counter[str]) -> dict[str, Any]:
    """The busiest parties, those who are bound down and those to whom across; together counts both ways."""
    cells = _cells(found)
    busy = Counter[str]()
    for pair, held in cells.items():
        busy.update(dict.fromkeys(pair, sum(count for _, count, _ in held)))
    top = [name for name, _ in sorted(busy.items(), key=lambda item: (-item[1], item[0]))[:BUSIEST]]
    inside = [pair for pair in cells if set(pair) <= set(top)]
    down, across = (sorted({pair[side] for pair in inside}, key=top.index) for side in (0, 1))
    return {
        "across": across,
        "rows": [{"name": name, "cells": [cells.get((name, o), []) for o in across]} for name in down],
    }


def _cells(found: Counter[str]) -> dict[tuple[str, str], list[tuple[str, int, str]]]:
    """Name, count and address of the rows, by pair of parties."""
    cells: dict[tuple[str, str], list[tuple[str, int, str]]] = defaultdict(list)
    for name, count in found.items():
        first, sign, second = name.partition(TO if TO in name else WITH)
        told = name, count, rows_of("ledger", pair=name)
        cells[first, second].append(told)
        if sign == WITH:
            cells[second, first].append(told)
    return cells


def experts(corpus: Corpus) -> Fragment:
    """Outside observers, how they judge what, and in which words.

    Parameters
    ----------
    corpus
        The articles brought together.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    view = CorpusView(corpus)
    rows = [_comment(view, a.doc_id, row) for a in corpus.articles for row in a.commentary]
    rows.sort(key=lambda row: (view.docs[row["source"][0][0]][2], row["expert"]), reverse=True)
    stances = sorted(Counter(row["stance"] for row in rows).items(), key=lambda item: (-item[1], item[0]))
    columns = (
        Column("expert", "Expert", "brief"),
        Column("affiliation", "Affiliation", "brief", "commentary.affiliation"),
        Column("stance", "Judgement", "brief", "commentary.stance"),
        Column("target", "On what", "brief", "commentary.target"),
        Column("words", "In these words", "quote"),
        Column("source", "Source", "at"),
    )
    filters = (
        Filter("stance", "Judgement", "stance"),
        Filter("expert", "Expert", "expert"),
        Filter("subject", "Topic", of="commentary.contexts"),
    )
    caption = "One row a comment of an outside observer."
    return fragment(
        "corpus_experts",
        counted(len({row["expert"] for row in rows}), "expert"),
        table=Paged("experts", caption, columns, rows, filters, view.docs, "commentary", view.texts).without(
            corpus.hide
        ),
        counts=[(count, stance, rows_of("experts", stance=stance)) for stance, count in stances],
        nothing="No outside observer comments.",
    )


def _comment(view: CorpusView, doc_id: str, row: Commentary) -> Row:
    shown = view.views[doc_id]
    statement = shown.statements.get(row.attribution_id)
    anchor = row.commentary_id if row.stance_span else row.attribution_id
    words = unquoted(statement.content if statement else shown.words(row.stance_span) or "")
    return {
        "expert": row.expert_name or "unnamed",
        "affiliation": row.affiliation or "",
        "stance": row.stance.value if row.confidence >= SURE else UNCLEAR,
        "target": topic(" ".join((row.target or "").split())),
        "words": words,
        "source": [view.at(doc_id, anchor)],
        "marks": [view.mark(doc_id, "commentary", row, words)],
        "subject": topic_names(row.contexts)[:1],
    }
