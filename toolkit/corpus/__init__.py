"""Across articles: the ledger of commitments, and accounts of one event compared."""

from toolkit.corpus.accounts import Accounts, compare_accounts
from toolkit.corpus.corrections import read_corrections
from toolkit.corpus.entries import LedgerEntry
from toolkit.corpus.events import events
from toolkit.corpus.ledger import Ledger, make_ledger

__all__ = ["Accounts", "Ledger", "LedgerEntry", "compare_accounts", "events", "make_ledger", "read_corrections"]
