"""The head of a report: the article's card, the lead, what it all rests on."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping, Sequence
from importlib import metadata

from toolkit.articles import remarks
from toolkit.display.article import lead as leads
from toolkit.display.article.checks import LOW
from toolkit.display.article.view import View
from toolkit.display.render import Fragment, fragment
from toolkit.display.words import day
from toolkit.findings import ArticleAnalysis


def about(analysis: ArticleAnalysis) -> list[str]:
    """What the article is, in the few words of one line: who wrote it, when, for whom, where, and how long it is.

    Parameters
    ----------
    analysis
        The analysed article.

    Returns
    -------
    list of str
        The facts that are known, each in a few words.
    """
    article = analysis.article
    facts = (
        _quiet(article.byline),
        f"{article.published:%A}, {day(article.published)}" if article.published else "date not given",
        article.publisher or "publisher not given",
        _quiet(article.dateline),
        f"{View(analysis).n_words:,} words",
    )
    return [fact for fact in facts if fact]


def _quiet(text: str | None) -> str:
    """Names written in capitals as others are: "DOHA, Qatar" is Doha, Qatar."""
    return " ".join(
        word.title() if word.isupper() and len(word.strip(",.")) > 3 else word for word in (text or "").split()
    )


def lead(analysis: ArticleAnalysis, check_below: float = LOW) -> Fragment:
    """What the surest rows say, in at most sixty words of their own; each clause leads to its row.

    Parameters
    ----------
    analysis
        The analysed article.
    check_below
        Rows with less confidence (0 to 1) are not asserted.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    sentences = leads.lead(View(analysis), check_below)
    blocks = [[s for s in sentences if not s.head], [s for s in sentences if s.head]]
    blocks = [block for block in blocks if block]
    body = fragment("lead", "", blocks=blocks).body
    return Fragment(body, " ".join(body.striptags().split()))


def provenance(analysis: ArticleAnalysis, parameters: Mapping[str, object] | None = None) -> Fragment:
    """What the report was made of and with: enough to make it again.

    Parameters
    ----------
    analysis
        The analysed article.
    parameters
        The values of the notebook's parameters.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    article, given = analysis.article, dict(sorted((parameters or {}).items()))
    rows = [
        ("Article", analysis.doc_id),
        ("Source file", article.source_path),
        ("SHA-256 of the source", article.sha256),
        ("Encoding", article.encoding),
        ("Notes on reading", remarks(article)),
        ("Address", article.url),
        *made_with(analysis.provenance),
        *((f"Parameter {key}", _told(value)) for key, value in given.items()),
        ("Command", command(analysis.provenance, article.source_path, given)),
    ]
    rows = [(name, str(value)) for name, value in rows if value not in (None, "")]
    return fragment(
        "provenance", f"Made from {article.source_path or analysis.doc_id}, SHA-256 {article.sha256}", rows=rows
    )


_TOOLS = ("papermill", "nbconvert", "ipykernel", "matplotlib", "networkx", "textacy", "jinja2")
"""What shapes a page beside what the analysis records."""


def version_of(package: str) -> str:
    """A package's version; textacy may be missing, since plain ``pip install`` leaves it out on Python 3.13 and newer."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "(not installed)"


def made_with(made: Mapping[str, str]) -> list[tuple[str, str]]:
    """What an analysis depends on, as readers call it, and the versions of the tools that make pages."""
    named = [(_NAMES.get(key, key), value) for key, value in made.items() if key != "sha256"]
    return [*named, ("Tools", ", ".join(f"{name} {version_of(name)}" for name in _TOOLS))]


def _literal(value: object) -> str:
    """A value as the command line takes it; lists as JSON, whose quotes a shell leaves alone."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else str(value)


def _told(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def command(
    made: Mapping[str, str], source: str | None, parameters: Mapping[str, object], options: Sequence[str] = ()
) -> str | None:
    """The command that makes the report again from the same files, with the same versions; ``None`` if it is not known."""
    if not source or "model" not in made:
        return None
    words = [
        "readout",
        "report",
        source,
        *shlex.split(made.get("reading", "")),
        "--model",
        made["model"],
        "--mode",
        made.get("mode", "complete"),
    ]
    how = made.get("attributions", "")
    words += [flag for told, flag in (("rules alone", "--rules-alone"), ("nested", "--nested")) if told in how]
    words += [
        *options,
        *(word for key, value in parameters.items() for word in ("--parameter", f"{key}={_literal(value)}")),
    ]
    return shlex.join(words)


_NAMES = {
    "attributions": "Attributions by",
    "codebook": "SHA-256 of the project's topics, actors and experts",
    "reading": "Read with",
    "model_sha256": "SHA-256 of the model's record",
    "readout": "Readout",
    "code": "SHA-256 of the rules",
    "model": "Language model",
    "model_version": "Model version",
    "spacy": "spaCy",
    "python": "Python",
    "mode": "Mode",
}
