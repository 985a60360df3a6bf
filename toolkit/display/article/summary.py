"""The head of a report: the article's card, the lead, what it all rests on."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping, Sequence
from importlib import metadata

from toolkit.articles import remarks
from toolkit.display.article import lead as leads
from toolkit.display.article.view import View
from toolkit.display.render import Fragment, fragment
from toolkit.display.words import day
from toolkit.findings import ArticleAnalysis

WORDS_A_MINUTE = 230
"""Silent reading speed of English non-fiction: Brysbaert (2019), 238 words a minute over 190 studies, rounded down."""


def card(analysis: ArticleAnalysis) -> Fragment:
    """What the article is, how long, and what one should doubt about it.

    Parameters
    ----------
    analysis
        The analysed article.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    view, article = View(analysis), analysis.article
    facts = [
        ("Publisher", article.publisher),
        ("By", article.byline),
        ("Date", f"{article.published:%A}, {day(article.published)}" if article.published else None),
        ("Place", article.dateline.title() if article.dateline and article.dateline.isupper() else article.dateline),
        ("Length", f"{view.n_words:,} words, {max(1, round(view.n_words / WORDS_A_MINUTE))} min"),
        ("Key terms", ", ".join(analysis.keyterms or ()) or None),
    ]
    return fragment(
        "card",
        f"{article.title or analysis.doc_id} ({article.publisher or 'publisher unknown'}, {article.published or 'undated'})",
        facts=[(name, value) for name, value in facts if value],
        url=article.url if (article.url or "").startswith(("https://", "http://")) else None,
        doubts=doubts(view),
        counts=_counts(view),
    )


def _counts(view: View) -> list[tuple[int, str, str]]:
    """Number, what it counts, and the section that shows it."""
    dated = sum(bool(row.deadline_to or row.deadline_from) for row in view.commitments)
    rows = [
        (len(view.commitments), "undertaking", "undertakings", "undertakings"),
        (dated, "deadline", "deadlines", "deadlines"),
        (len(view.attributions), "statement", "statements", "statements"),
        (len(view.actors), "actor", "actors", "actors"),
        (len(view.commentary), "expert comment", "expert comments", "experts"),
    ]
    return [(count, one if count == 1 else many, anchor) for count, one, many, anchor in rows]


def doubts(view: View) -> list[str]:
    """Reasons to doubt what the report says of the article as a whole."""
    article, found = view.article, []
    if article.published is None:
        found.append("The article has no date, so that relative times (“next month”) could not be resolved.")
    if article.publisher is None:
        found.append("The publisher is not named.")
    if article.language not in (None, "en"):
        found.append(f"The text seems to be in another language than English ({article.language}).")
    if article.encoding.lower().replace("-", "").replace("_", "") not in ("utf8", "ascii", "utf8sig"):
        found.append(f"The file is not UTF-8; it was decoded as {article.encoding}.")
    unnamed = sum(row.source_id is None for row in view.attributions)
    if unnamed * 3 > len(view.attributions):
        found.append(f"For {unnamed} of {len(view.attributions)} statements the speaker could not be identified.")
    if view.n_words < 60:
        found.append("The text is very short.")
    return found


def lead(analysis: ArticleAnalysis, check_below: float = 0.5) -> Fragment:
    """What happened, in the article's first sentence, and what was found, in sentences each part of which links to
    its rows.

    Parameters
    ----------
    analysis
        The analysed article.
    check_below
        Rows with less confidence (0 to 1) are counted as doubtful.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    view = View(analysis)
    paragraphs = leads.lead(view, check_below)
    told = (" ".join("".join(part.text for part in sentence) for sentence in sentences) for sentences in paragraphs)
    return fragment("lead", " ".join(told), paragraphs=paragraphs, opening=view.words(view.opening))


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
    words = ["readout", "report", source, "--model", made["model"], "--mode", made.get("mode", "complete")]
    how = made.get("attributions", "")
    words += [flag for told, flag in (("rules alone", "--rules-alone"), ("nested", "--nested")) if told in how]
    words += [
        *options,
        *(word for key, value in parameters.items() for word in ("--parameter", f"{key}={_literal(value)}")),
    ]
    return shlex.join(words)


_NAMES = {
    "attributions": "Attributions by",
    "model_sha256": "SHA-256 of the model's record",
    "readout": "Readout",
    "code": "SHA-256 of the rules",
    "model": "Language model",
    "model_version": "Model version",
    "spacy": "spaCy",
    "python": "Python",
    "mode": "Mode",
}
