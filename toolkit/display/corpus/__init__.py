"""Many analysed articles shown together: what changed, who is bound, accounts, ledger and people of the corpus report."""

from __future__ import annotations

from toolkit.corpus.collection import Corpus
from toolkit.display.corpus.accounts import accounts
from toolkit.display.corpus.findings import headline
from toolkit.display.corpus.ledger import changes, ledger, matches
from toolkit.display.corpus.overview import brief, extent, firmness, times
from toolkit.display.corpus.people import actors, experts, network
from toolkit.display.corpus.provenance import load, provenance

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
    "times",
]
