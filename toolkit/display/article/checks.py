"""What a reader should check before believing it: unsure rows, unknown parties and speakers, and the article itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from toolkit.display.article.marks import Mark, nest
from toolkit.display.article.view import View, join
from toolkit.display.render import Fragment, fragment
from toolkit.display.words import counted
from toolkit.findings import ArticleAnalysis
from toolkit.records import Commentary, Commitment, Spans

LOW = 0.5
"""Rows of less confidence than this are to be checked first: they are more often wrong than right."""


def sure(row: Any, below: float = LOW) -> bool:
    """Whether a row need not be checked before it is believed, and names whom it is about."""
    parties = getattr(row, "parties", True)
    return bool(parties) and min(row.confidence, getattr(row, "party_confidence", 1.0)) >= below


def to_check(analysis: ArticleAnalysis, check_below: float = LOW) -> Fragment:
    """One line that opens a list: rows of low confidence or with gaps, each in its sentence, and doubts about the article.

    Parameters
    ----------
    analysis
        The analysed article.
    check_below
        Rows with less confidence (0 to 1) are to be checked.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    view = View(analysis)
    rows = sorted(doubtful(view, check_below), key=lambda item: (item["confidence"], item["label"]))
    unknown = [
        (row.attribution_id, view.labels[row.attribution_id], row.source_name or "nobody named")
        for row in view.attributions
        if row.source_id is None and sure(row, check_below)
    ]
    undated = [
        (row.commitment_id, view.labels[row.commitment_id], view.words(row.deadline_span))
        for row in view.commitments
        if row.deadline_span and row.deadline_to is None and row.deadline_from is None
    ]
    told = (
        [counted(len(rows), "row")] * bool(rows)
        + [brief for brief, _ in doubts(view)]
        + [counted(len(undated), "time without a date", "times without a date")] * bool(undated)
        + [counted(len(unknown), "statement of a speaker not known", "statements of speakers not known")]
        * bool(unknown)
    )
    lists = [("Times that could not be given a date", undated), ("Speakers who are not among the actors", unknown)]
    return fragment("to_check", f"To check: {', '.join(told)}", rows=rows, doubts=doubts(view), lists=lists, told=told)


def doubtful(view: View, below: float = LOW) -> list[dict[str, Any]]:
    """Every row of which something is to be checked, with what it is and the reasons."""
    kinds: tuple[tuple[Sequence[Any], Callable[[View, Any], tuple[str, str, Spans]]], ...] = (
        (view.commitments, _commitment),
        (view.attributions, _statement),
        (view.commentary, _judgement),
    )
    return [
        _item(view, *told(view, row), row, reasons)
        for rows, told in kinds
        for row in rows
        if (reasons := _reasons(view, row, below))
    ]


def _reasons(view: View, row: Any, below: float) -> list[str]:
    found = []
    if row.confidence < below:
        found.append(f"confidence {row.confidence * 100:.0f} in 100 (rule “{row.rule.replace('_', ' ')}”)")
    if isinstance(row, Commitment):
        if not row.parties:
            found.append("who is bound is not known")
        elif row.confidence >= below and not sure(row, below):
            found.append("who is bound is not sure")
    return found


def _commitment(view: View, row: Commitment) -> tuple[str, str, Spans]:
    return row.commitment_id, f"{join(row.party_names) or 'party not named'}, {row.status.value}", row.action_spans


def _statement(view: View, row: Any) -> tuple[str, str, Spans]:
    return (
        row.attribution_id,
        f"{row.type.value} speech of {row.source_name or 'a speaker not named'}",
        row.content_spans,
    )


def _judgement(view: View, row: Commentary) -> tuple[str, str, Spans]:
    said = view.statements.get(row.attribution_id)
    spans = (row.stance_span,) if row.stance_span else said.content_spans if said else ()
    return row.commentary_id, f"judgement of {row.expert_name or 'an observer not named'}", spans


def _item(view: View, key: str, what: str, spans: Spans, row: Any, reasons: list[str]) -> dict[str, Any]:
    around = view.sentence(spans)
    evidence = nest(view.text, [Mark(a, b, "hit") for a, b in spans], *around) if around else Markup("")
    return {
        "id": key,
        "label": view.labels[key],
        "what": what,
        "evidence": evidence,
        "reasons": reasons,
        "confidence": row.confidence,
    }


def doubts(view: View) -> list[tuple[str, str]]:
    """Reasons to doubt what the report says of the article as a whole: in a few words, and in a sentence."""
    article, encoding = view.article, view.article.encoding.lower().replace("-", "").replace("_", "")
    language = article.language or "en"
    cases = (
        (
            article.published is None,
            "no date",
            "The article has no date: relative times (“next month”) are not resolved.",
        ),
        (language != "en", "language", f"The text seems to be in another language than English ({language})."),
        (
            encoding not in ("utf8", "ascii", "utf8sig"),
            "encoding",
            f"The file is not UTF-8; it was decoded as {article.encoding}.",
        ),
        (view.n_words < 60, "very short", "The text is very short."),
    )
    return [(brief, told) for true, brief, told in cases if true]
