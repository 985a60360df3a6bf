"""The report across articles: ``corpus.html``, made by a notebook after the articles' reports."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import UsageError
from toolkit.files import write
from toolkit.naming import CORRECTIONS
from toolkit.reporting.assets import has_rows
from toolkit.reporting.manifest import digest, maker
from toolkit.reporting.parameters import GIVEN, checked

if TYPE_CHECKING:
    from toolkit.codebook import Codebook
    from toolkit.corpus.collection import Corpus
    from toolkit.reporting.outcome import ArticleReport
    from toolkit.results import Analysis

NAME = "corpus"
"""Stem of the files of the report across articles; an article's files never have this name, since theirs end in a hash."""


NOTEBOOK = "corpus_report.ipynb"


@dataclass(frozen=True)
class CorpusOptions:
    """How the articles are brought together.

    Attributes
    ----------
    notebook
        Another notebook than the project's ``corpus_report.ipynb``.
    as_of
        The day on which deadlines count as passed; by default that of the newest article.
    corrections
        CSV file of verdicts on matches.
    parameters
        Values for other parameters of the notebook.
    """

    notebook: Path | None = None
    as_of: dt.date | None = None
    corrections: Path | None = None
    parameters: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Prepared:
    """What the report across articles is made of, checked before anything runs."""

    notebook: Path
    source: bytes
    values: dict[str, Any]
    corrections: str | None


def declared_across(options: CorpusOptions) -> dict[str, Any]:
    """The parameters that the notebook across articles declares."""
    from toolkit.reporting.notebooks import default_notebook, read_notebook

    return read_notebook(options.notebook or default_notebook(NOTEBOOK))[1]


def prepare(options: CorpusOptions, codebook: Codebook | None = None) -> Prepared:
    """Read and check all that a user gave; the codebook's threshold holds where none is given.

    Raises
    ------
    UsageError
        The notebook or the corrections cannot be used, or a parameter is unknown or has the wrong type.
    """
    from toolkit.corpus.collection import date_of
    from toolkit.corpus.corrections import corrections_text
    from toolkit.reporting.notebooks import default_notebook, read_notebook

    path = options.notebook or default_notebook(NOTEBOOK)
    source, known = read_notebook(path)
    given = _usual(codebook, known) | dict(options.parameters or {})
    text = None
    named = options.corrections or given.get("corrections")
    if named:
        text = corrections_text(named) or None
        given["corrections"] = CORRECTIONS if text else ""
    if options.as_of:
        given["as_of"] = options.as_of.isoformat()
    values = checked(given, known)
    date_of(str(values.get("as_of", "")))
    if not 0 <= values.get("threshold", 0.5) <= 1:
        raise UsageError(f"The parameter 'threshold' is a likeness from 0 to 1, but was given {values['threshold']!r}.")
    return Prepared(path, source, values, text)


def _usual(codebook: Codebook | None, known: Mapping[str, Any]) -> dict[str, Any]:
    """What the codebook says of the notebook's parameters."""
    said = {"threshold": codebook.threshold} if codebook and codebook.threshold is not None else {}
    return {name: value for name, value in said.items() if name in known}


def corpus_of(analysis: Analysis, prepared: Prepared) -> Corpus:
    """The corpus as the notebook will see it, for counts and data, before any page is made.

    Raises
    ------
    UsageError
        The accounts to compare are not among the articles.
    """
    from toolkit.corpus.collection import Corpus, date_of
    from toolkit.corpus.corrections import parse_corrections
    from toolkit.corpus.events import named_events
    from toolkit.corpus.ledger import THRESHOLD

    values, own = prepared.values, analysis.codebook.across if analysis.codebook else {}
    return Corpus(
        **own | {"threshold": float(values.get("threshold", own.get("threshold", THRESHOLD)))},
        articles=tuple(analysis.values()),
        problems=tuple(analysis.records("problems")),
        as_of=date_of(str(values.get("as_of", ""))),
        corrections=parse_corrections(prepared.corrections or ""),
        accounts=tuple(named_events(values.get("accounts", []), list(analysis))),
    )


def with_pages(corpus: Corpus, reports: Sequence[ArticleReport], folder: Path) -> Corpus:
    """The corpus with the pages that were made in a folder; what is found in all articles is not sought again."""
    return corpus.with_pages(
        pages={report.doc_id: f"{report.name}.html" for report in reports},
        bare=frozenset(r.doc_id for r in reports if not has_rows(folder / f"{r.name}.html")),
        failed=frozenset(report.doc_id for report in reports if report.state == "failed"),
    )


def make_task(
    corpus: Corpus, reports: Sequence[ArticleReport], prepared: Prepared, folder: Path, timeout: int | None
) -> tuple[str, dict[str, Any]]:
    """Write the corpus's data; the key of what its report is made from, and the task that makes it."""
    from toolkit.display.corpus import extent, headline

    listing = corpus.listing({report.doc_id: f"{report.name}.json" for report in reports})
    _write_if_new(folder / f"{NAME}.json", listing)
    if prepared.corrections is None:
        (folder / CORRECTIONS).unlink(missing_ok=True)
    else:
        _write_if_new(folder / CORRECTIONS, prepared.corrections)
    parameters = {GIVEN: f"{NAME}.json", **prepared.values}
    key = digest(
        listing.encode("utf-8", "backslashreplace"),
        prepared.source,
        json.dumps(parameters, sort_keys=True).encode(),
        (prepared.corrections or "").encode(),
        maker().encode(),
    )
    task = {
        "notebook": str(prepared.notebook.resolve()),
        "folder": str(folder.resolve()),
        "name": NAME,
        "title": corpus.title or headline(corpus),
        "about": extent(corpus),
        "parameters": parameters,
        "timeout": timeout,
    }
    return key, task


def _write_if_new(path: Path, text: str) -> None:
    data = text.encode("utf-8", "backslashreplace")
    if not path.is_file() or path.read_bytes() != data:
        write(path, data.decode("utf-8"))
