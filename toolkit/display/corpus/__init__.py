"""Many analysed articles shown together: what changed, who is bound, accounts, ledger and people of the corpus report."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.codebook import Codebook
from toolkit.corpus.collection import Corpus
from toolkit.display.corpus.accounts import accounts
from toolkit.display.corpus.findings import headline
from toolkit.display.corpus.ledger import changes, ledger, matches
from toolkit.display.corpus.overview import brief, extent, firmness, times
from toolkit.display.corpus.people import actors, experts, network
from toolkit.display.corpus.provenance import load, provenance
from toolkit.display.render import Bundle, alive, bundle, wrap
from toolkit.findings import ArticleAnalysis

__all__ = [
    "Corpus",
    "accounts",
    "actors",
    "brief",
    "changes",
    "experts",
    "extent",
    "firmness",
    "headline",
    "ledger",
    "load",
    "matches",
    "network",
    "provenance",
    "shown",
    "times",
]


def shown(articles: Iterable[ArticleAnalysis], plain: str, codebook: Codebook | None = None) -> Bundle:
    """What several articles tell together, as a notebook shows it: the first screen of the report across articles.

    Parameters
    ----------
    articles
        The analysed articles.
    plain
        The same in few words, for consoles.
    codebook
        What the project says of them.

    Returns
    -------
    Bundle
        The forms by MIME type.
    """
    own = codebook.across if codebook else {}
    corpus = Corpus(tuple(sorted(articles, key=lambda analysed: analysed.doc_id)), **own)
    parts = (brief(corpus), changes(corpus), firmness(corpus))
    return bundle(wrap(alive("".join(str(part.body) for part in parts))), plain)
