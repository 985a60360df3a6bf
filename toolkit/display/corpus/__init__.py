"""Many analysed articles shown together: ledger, accounts, people and figures of the corpus report."""

from __future__ import annotations

from toolkit.corpus.collection import Corpus
from toolkit.display.corpus.accounts import accounts
from toolkit.display.corpus.ledger import ledger, matches
from toolkit.display.corpus.people import actors, experts, network, published, statements
from toolkit.display.corpus.sections import brief, load, provenance

__all__ = [
    "Corpus",
    "accounts",
    "actors",
    "brief",
    "experts",
    "ledger",
    "load",
    "matches",
    "network",
    "provenance",
    "published",
    "statements",
]
