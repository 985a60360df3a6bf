"""Accounts of one event side by side: what all report, what only one does, and in what they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from toolkit.corpus.accounts import AccountRow, Accounts
from toolkit.corpus.collection import Corpus
from toolkit.corpus.entries import LedgerReport
from toolkit.corpus.wording import compared
from toolkit.display.article.view import join
from toolkit.display.corpus.view import CorpusView
from toolkit.display.render import Fragment, fragment
from toolkit.display.words import SIGNS, counted, days
from toolkit.records import CommitmentStatus

FIELDS = {
    "wording": "wording",
    "party": "who is bound",
    "status": "status",
    "deadline": "deadline",
    "condition": "condition",
    "reporter": "who says so",
}


def accounts(corpus: Corpus) -> Fragment:
    """For every event told by several articles, their accounts side by side, with what each leaves out.

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
    told = [_event(view, number, found) for number, found in enumerate(corpus.compared, 1)]
    return fragment(
        "corpus_accounts", f"{counted(len(told), 'event')} told by several articles", events=told, signs=SIGNS
    )


def _event(view: CorpusView, number: int, found: Accounts) -> dict[str, Any]:
    names = _names(view, found.doc_ids)
    dates = list(dict.fromkeys(view.date(d) for d in found.doc_ids))
    heads = [{"doc_id": d, "name": names[d], "title": view.title(d), "page": view.page(d)} for d in found.doc_ids]
    ranked = sorted(found.rows, key=lambda row: (len(row.missing_in), found.doc_ids.index(row.reported_in[0])))
    return {
        "id": f"event-{number}",
        "title": f"{join(names.values())}, {join(dates)}",
        "heads": heads,
        "summary": [*_further(found), *_summary(found, names)],
        "rows": [_row(view, found, row, names) for row in ranked],
    }


def _names(view: CorpusView, doc_ids: Sequence[str]) -> dict[str, str]:
    """A short name for each account, with its title where two have the same publisher."""
    names = {d: view.source(d) for d in doc_ids}
    twice = {name for name, count in Counter(names.values()).items() if count > 1}
    return {d: f"{name}: {view.title(d)}" if name in twice else name for d, name in names.items()}


def _further(found: Accounts) -> list[str]:
    """That there are more articles than are compared, if so."""
    others, compared = len(found.others), len(found.doc_ids)
    return [f"{others} more articles tell of it; these are the {compared} that share most."] if others else []


def _summary(found: Accounts, names: dict[str, str]) -> list[str]:
    """What is common and what is not, in sentences."""
    every = "Both accounts" if len(found.doc_ids) == 2 else f"All {len(found.doc_ids)} accounts"
    told = [f"{every} report {counted(len(found.shared), 'commitment')}."]
    for doc_id, name in names.items():
        alone = sum(row.reported_in == (doc_id,) for row in found.partial)
        if alone:
            told.append(f"{counted(alone, 'commitment is', 'commitments are').capitalize()} told by {name} alone.")
    fields = {
        field: sum(any(d.field == field for d in row.differences) for row in found.rows)
        for field in ("party", "status", "deadline", "condition")
    }
    differing = [f"{FIELDS[field]} ({count})" for field, count in fields.items() if count]
    if differing:
        told.append(f"Where they tell of the same commitment, they differ on {join(differing)}.")
    return told


def _row(view: CorpusView, found: Accounts, row: AccountRow, names: dict[str, str]) -> dict[str, Any]:
    reports = [report for d in found.doc_ids if (report := row.report(d))]
    wordings = dict(zip((r.doc_id for r in reports), compared([r.core for r in reports]), strict=True))
    differing = [d.field for d in row.differences]
    cells = [_cell(view, row, doc_id, differing) | {"name": names[doc_id]} for doc_id in found.doc_ids]
    for doc_id, cell in zip(found.doc_ids, cells, strict=True):
        if cell["report"]:
            cell["report"]["wording"] = wordings[doc_id]
    return {
        "entry_id": row.entry_id,
        "action": reports[0].core if len(reports) == 1 else min((r.core for r in reports), key=len),
        "differences": [FIELDS[field] for field in differing],
        "cells": cells,
    }


def _cell(view: CorpusView, row: AccountRow, doc_id: str, differing: Sequence[str]) -> dict[str, Any]:
    """What an account says of a commitment; where it is silent, the passage that comes nearest."""
    report = row.report(doc_id)
    if report:
        told = _told(view, report, differing)
        return {"report": told, "passage": None, "status": report.status, "due": report.deadline_words or ""}
    passage = next((passage for passage in row.nearest if passage.doc_id == doc_id), None)
    near = {"text": passage.text, "page": view.passage(doc_id, passage.text)} if passage else None
    return {"report": None, "passage": near, "status": "", "due": ""}


def _told(view: CorpusView, report: LedgerReport, differing: Sequence[str]) -> dict[str, Any]:
    """One account's version: facts by field, those in which the accounts differ marked."""
    until = days(report.deadline_from, report.deadline_to)
    status = CommitmentStatus(report.status)
    facts = [
        ("party", "Who", join(report.parties) or "not named", None),
        ("status", "Status", f"{SIGNS[status]} {status.value}", None),
        ("deadline", "By", report.deadline_words or report.deadline or "none given", until),
        ("condition", "If", report.condition or "none given", None),
        ("reporter", "Reported", join(report.reported_by) or "the account itself", None),
    ]
    shown = [
        {"label": label, "value": value, "note": note if note and note not in value else None, "differs": field in differing}
        for field, label, value, note in facts
        if value != "none given" or field in differing
    ]  # fmt: skip
    return {
        "label": view.label(report.doc_id, report.commitment_id),
        "page": view.page(report.doc_id, report.commitment_id),
        "kind": report.kind,
        "facts": shown,
    }
