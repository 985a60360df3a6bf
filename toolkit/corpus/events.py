"""Events that several articles tell: those that are found, and those that a user names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from toolkit.corpus.changes import EVENT_DAYS
from toolkit.corpus.ledger import Ledger
from toolkit.findings import ArticleAnalysis

MOST = 12
"""So many accounts of an event are set side by side; where more articles tell of it, those that share most commitments."""


def events(
    analysis: Mapping[str, ArticleAnalysis] | Iterable[ArticleAnalysis], ledger: Ledger
) -> list[tuple[str, ...]]:
    """Groups of articles that tell of one event: of nearly the same day, and with a commitment in common.

    Parameters
    ----------
    analysis
        The analysed articles.
    ledger
        Which reports are of one commitment, as :func:`make_ledger` gives it.

    Returns
    -------
    list of tuple
        The ``doc_id`` of each group of two or more articles, sorted.
    """
    import networkx as nx

    articles = analysis.values() if isinstance(analysis, Mapping) else analysis
    days = {a.doc_id: a.article.published for a in articles if a.article.published}
    graph = nx.Graph()
    for entry in ledger.entries:
        docs = {report.doc_id for report in ledger.reports_of(entry.entry_id)} & days.keys()
        dated = sorted(docs, key=lambda doc_id: (days[doc_id], doc_id))
        # whoever is near in time to one is connected with it by those between
        graph.add_edges_from((d, e) for d, e in pairwise(dated) if (days[e] - days[d]).days <= EVENT_DAYS)
    return sorted(tuple(sorted(group)) for group in nx.connected_components(graph))


def side_by_side(group: Sequence[str], ledger: Ledger) -> tuple[str, ...]:
    """The articles of an event that are compared: all, or of very many those that share most, each wording once if possible.

    Parameters
    ----------
    group
        The articles that tell of the event, as :func:`events` gives them.
    ledger
        Which reports are of one commitment.

    Returns
    -------
    tuple of str
        At most :data:`MOST` of them, sorted.
    """
    if len(group) <= MOST:
        return tuple(group)
    shares = {doc_id: sum(entry.n_articles > 1 for entry, _ in ledger.told_by([doc_id])) for doc_id in group}
    ranked = sorted(group, key=lambda doc_id: (-shares[doc_id], doc_id))
    return tuple(sorted(list(dict.fromkeys([*_firsts(ranked, ledger), *ranked]))[:MOST]))


def _firsts(ranked: Sequence[str], ledger: Ledger) -> list[str]:
    """The first articles of each wording."""
    told = {d: [r.core for _, reports in ledger.told_by([d]) for r in reports if r.doc_id == d] for d in ranked}
    known = {tuple(told[doc_id]): doc_id for doc_id in reversed(ranked)}
    return [doc_id for doc_id in ranked if known[tuple(told[doc_id])] == doc_id]


def named_events(groups: Iterable[Iterable[str]], known: Mapping[str, object] | Iterable[str]) -> list[tuple[str, ...]]:
    """Events as a user names them: groups of article names, checked.

    Parameters
    ----------
    groups
        For each event, the names of the articles that tell of it.
    known
        The names of all articles.

    Returns
    -------
    list of tuple of str
        For each event its articles, each once.

    Raises
    ------
    UsageError
        A group has fewer than two articles, or an article is not known; the message names the nearest that is.
    """
    import difflib

    from toolkit.errors import UsageError

    there = list(known)
    found = []
    if isinstance(groups, str) or not all(isinstance(group, Sequence) for group in groups):
        raise UsageError(f"Accounts to compare: {groups!r} is no list of lists of articles, as [['one', 'two']]")
    for group in groups:
        names = (group,) if isinstance(group, str) else tuple(dict.fromkeys(group))
        for name in names:
            if name not in there:
                near = difflib.get_close_matches(str(name), there, n=1, cutoff=0.4)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                raise UsageError(f"Accounts to compare: there is no article {name!r}{hint}")
        if len(names) < 2:
            raise UsageError(f"Accounts to compare: {names!r} is a single article; name two or more for each event")
        found.append(names)
    return found
