"""Who acts, speaks and judges over all articles: actors, commitments among them, statements over time, experts."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from itertools import combinations
from typing import Any

from toolkit.corpus.collection import Corpus
from toolkit.corpus.parties import party_keys
from toolkit.display.article.view import topic, topic_names
from toolkit.display.corpus.figures import Bond, bins, dots, stances
from toolkit.display.corpus.figures import network as network_figure
from toolkit.display.corpus.view import CorpusView
from toolkit.display.render import Fragment, fragment
from toolkit.display.words import counted, day
from toolkit.records import Actor, Commentary, Stance

MOST = 200
"""How many actors are listed."""

SPEAKERS = 15
"""How many speakers are followed over time."""

BONDS = 24
"""How many pairs of parties are drawn."""

STANCES = {Stance.POSITIVE: "+", Stance.NEGATIVE: "−", Stance.MIXED: "±", Stance.NEUTRAL: "="}
"""A sign for each stance; always shown beside its word."""

UNTOLD = "On nothing that was told"
"""Heads the comments whose words tell of no topic."""


def actors(corpus: Corpus, most: int = MOST) -> Fragment:
    """The actors over all articles, those in most articles first, with every role they are given.

    Parameters
    ----------
    corpus
        The articles brought together.
    most
        How many actors to show; the number of all is told.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    view = CorpusView(corpus)
    said: Counter[str] = Counter(
        i for a in corpus.articles for row in a.attributions for i in dict.fromkeys(row.source_ids)
    )
    bound: Counter[str] = Counter(
        i for a in corpus.articles for row in a.commitments for i in dict.fromkeys(row.parties)
    )
    rows = [_actor(view, actor_id, held, said, bound) for actor_id, held in view.actors.items()]
    rows.sort(key=lambda row: (-len(row["articles"]), -row["mentions"], row["name"], row["id"]))
    shown = rows[:most]
    return fragment("corpus_actors", f"{len(rows)} actors", rows=shown, total=len(rows), hidden=len(rows) - len(shown))


def _actor(
    view: CorpusView, actor_id: str, held: list[tuple[str, Actor]], said: Counter[str], bound: Counter[str]
) -> dict[str, Any]:
    roles = [role for _, actor in held if (role := _role(actor))]
    return {
        "id": actor_id,
        "name": held[0][1].name,
        "type": held[0][1].type.value,
        "country": next((actor.country for _, actor in held if actor.country), None),
        "roles": list(dict.fromkeys(roles)),
        "articles": [{"title": view.title(d), "page": view.page(d)} for d, _ in held],
        "mentions": sum(len(actor.mentions) for _, actor in held),
        "said": said[actor_id],
        "bound": bound[actor_id],
    }


def _role(actor: Actor) -> str:
    role, affiliation = actor.role or "", actor.affiliation or ""
    return ", ".join(filter(None, (role, "" if affiliation in role else affiliation)))


def network(corpus: Corpus, most: int = BONDS) -> Fragment:
    """Who undertakes toward whom, and who together: states and those who speak for them as one, each undertaking once.

    Parameters
    ----------
    corpus
        The articles brought together.
    most
        How many parties the figure shows.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    view = CorpusView(corpus)
    found: dict[tuple[str, str, bool], list[str]] = defaultdict(list)
    known = {a.doc_id: {actor.actor_id: actor for actor in a.actors} for a in corpus.articles}
    for entry in corpus.ledger.entries:
        pairs: set[tuple[str, str, bool]] = set()
        for report in corpus.ledger.reports_of(entry.entry_id):
            row = view.commitments[report.commitment_id]
            bound = party_keys(row.parties, known[report.doc_id])
            toward = party_keys(row.counterparts, known[report.doc_id]) - bound
            pairs |= {(a, b, False) for a in bound for b in toward}
            pairs |= {(a, b, True) for a, b in combinations(sorted(bound), 2)}
        for pair in pairs:
            found[pair].append(entry.entry_id)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    bonds = [Bond(view.party(a), view.party(b), len(ids), together) for (a, b, together), ids in ranked]
    rows = [{"bond": bond, "entries": ids} for bond, (_, ids) in zip(bonds, ranked, strict=True)]
    return fragment(
        "corpus_network",
        counted(len(rows), "pair of parties", "pairs of parties"),
        rows=rows[: 4 * most],
        figure=network_figure(bonds[:most]) if bonds else None,
        drawn=min(most, len(bonds)),
        total=len(bonds),
    )


def statements(corpus: Corpus, most: int = SPEAKERS) -> Fragment:
    """How often whom is quoted or paraphrased, over time: those with most statements.

    Parameters
    ----------
    corpus
        The articles brought together.
    most
        How many speakers to show.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    view = CorpusView(corpus)
    told: dict[str, Counter[dt.date | None]] = defaultdict(Counter)
    where: dict[str, set[str]] = defaultdict(set)
    for analysed in corpus.articles:
        for row in analysed.attributions:
            for speaker in dict.fromkeys(row.source_ids):
                told[speaker][analysed.article.published] += 1
                where[speaker].add(analysed.doc_id)
    names = {actor_id: held[0][1].name for actor_id, held in view.actors.items()}
    ranked = sorted((s for s in told if s in names), key=lambda s: (-told[s].total(), names[s], s))
    periods = bins(sorted({date for s in ranked[:most] for date in told[s] if date}))
    rows = [
        {
            "name": names[s],
            "total": told[s].total(),
            "articles": len(where[s]),
            "counts": [sum(n for date, n in told[s].items() if date and a <= date <= b) for _, a, b in periods],
            "undated": told[s][None],
        }
        for s in ranked[:most]
    ]
    dated = [(names[s], sorted((d, n) for d, n in told[s].items() if d)) for s in ranked[:most]]
    dated = [(name, counts) for name, counts in dated if counts]
    return fragment(
        "corpus_statements",
        f"{counted(len(ranked), 'speaker')}",
        rows=rows,
        periods=[label for label, _, _ in periods],
        undated=any(row["undated"] for row in rows),
        hidden=max(0, len(ranked) - most),
        figure=dots(dated, "statements", "Statements by speaker and date of the article") if dated else None,
    )


def experts(corpus: Corpus) -> Fragment:
    """Outside observers and their stances by topic, with a figure of the stances; those that tell of no topic last.

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
    by_topic: dict[str, list[tuple[str, Commentary]]] = defaultdict(list)
    for analysed in corpus.articles:
        for row in analysed.commentary:
            by_topic[next(iter(topic_names(row.contexts)), UNTOLD)].append((analysed.doc_id, row))
    ranked = sorted(by_topic.items(), key=lambda item: (item[0] == UNTOLD, -len(item[1]), item[0]))
    topics = [_topic(view, title, rows) for title, rows in ranked]
    people = len({row.expert_name for rows in by_topic.values() for _, row in rows})
    bars = [(title, [sum(row.stance == stance for _, row in rows) for stance in STANCES]) for title, rows in ranked]
    return fragment(
        "corpus_experts",
        counted(people, "expert"),
        topics=topics,
        figure=stances(bars, [(sign, stance.value) for stance, sign in STANCES.items()]) if bars else None,
    )


def _topic(view: CorpusView, title: str, rows: list[tuple[str, Commentary]]) -> dict[str, Any]:
    counts = Counter(row.stance for _, row in rows)
    ordered = sorted(rows, key=lambda item: (_when(view, item[0]), item[1].expert_name or ""))
    return {
        "title": title,
        "stances": [(sign, stance.value, counts[stance]) for stance, sign in STANCES.items() if counts[stance]],
        "rows": [_comment(view, doc_id, row) for doc_id, row in ordered],
    }


def _comment(view: CorpusView, doc_id: str, row: Commentary) -> dict[str, Any]:
    shown = view.views[doc_id]
    anchor = row.commentary_id if row.stance_span else row.attribution_id
    return {
        "name": row.expert_name or "unnamed",
        "kind": row.expert_kind.value,
        "affiliation": row.affiliation,
        "stance": row.stance.value,
        "sign": STANCES[row.stance],
        "target": topic(" ".join((row.target or "").split())),
        "words": shown.words(row.stance_span),
        "source": view.source(doc_id),
        "date": view.date(doc_id),
        "label": view.label(doc_id, row.commentary_id),
        "title": view.title(doc_id),
        "page": view.page(doc_id, anchor),
    }


def published(corpus: Corpus) -> Fragment:
    """The articles by publisher and date.

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
    by_source: dict[str, list[str]] = defaultdict(list)
    for analysed in corpus.articles:
        by_source[analysed.article.publisher or "Publisher unknown"].append(analysed.doc_id)
    ranked = sorted(by_source.items(), key=lambda item: (-len(item[1]), item[0]))
    groups = [
        {"name": name, "rows": [_article(view, d) for d in sorted(ids, key=lambda d: _when(view, d))]}
        for name, ids in ranked
    ]
    dated = [
        (name, sorted(Counter(date for d in ids if (date := corpus.by_id[d].article.published)).items()))
        for name, ids in ranked
    ]
    dated = [(name, counts) for name, counts in dated if counts][:SPEAKERS]
    return fragment(
        "corpus_published",
        f"{counted(len(corpus.articles), 'article')}",
        groups=groups,
        total=len(corpus.articles),
        problems=corpus.problems,
        figure=dots(dated, "published", "Articles by publisher and date")
        if len(corpus.articles) > 1 and dated
        else None,
    )


def _when(view: CorpusView, doc_id: str) -> tuple[str, str]:
    date = view.corpus.by_id[doc_id].article.published
    return (date.isoformat() if date else "9999", doc_id)


def _article(view: CorpusView, doc_id: str) -> dict[str, Any]:
    analysed = view.corpus.by_id[doc_id]
    date = analysed.article.published
    return {
        "title": view.title(doc_id),
        "page": view.page(doc_id),
        "failed": doc_id in view.corpus.failed,
        "date": day(date) if date else "undated",
        "sort": date.isoformat() if date else "",
        "commitments": len(analysed.commitments),
        "statements": len(analysed.attributions),
        "actors": len(analysed.actors),
        "comments": len(analysed.commentary),
    }
