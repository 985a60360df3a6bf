"""Where people object, demand and agree beside what they answer, as far as the table of commitments does not tell it."""

from __future__ import annotations

from typing import Any

from toolkit.display.article.checks import LOW, sure
from toolkit.display.article.repeats import content_words
from toolkit.display.article.reporters import sides
from toolkit.display.article.view import View, join, phrase
from toolkit.display.render import Fragment, fragment
from toolkit.display.words import taken, verb
from toolkit.findings import ArticleAnalysis
from toolkit.lexicon import words
from toolkit.records import Attribution, Commitment, Spans

SHARED = 2
"""Words that tell something which a statement must share with an action that it answers; set by hand."""


PLURAL = words("report_words", "plural")
"""Words for speakers not known who are several."""


def disputes(analysis: ArticleAnalysis, check_below: float = LOW) -> Fragment:
    """Objections, demands and agreement in words of speech that are in no commitment, each beside what it answers.

    Parameters
    ----------
    analysis
        The analysed article.
    check_below
        Rows with less confidence (0 to 1) are marked as to be checked.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    view = View(analysis)
    rows = [
        {
            "id": row.attribution_id,
            "label": view.labels[row.attribution_id],
            "who": _speaker(view, row),
            "verb": taken(row.stand, len(row.source_ids) > 1 or (row.source_name or "").lower() in PLURAL),
            "words": phrase(row.content.removeprefix("that ")),
            "check": not sure(row, check_below),
            "answers": _told(view, answered(view, row)),
        }
        for row in view.attributions
        if row.stand and len(row.content.split()) > 2 and not _in_table(view, row)
    ]
    return fragment("disputes", f"{len(rows)} statements that object, demand or agree", rows=rows)


def _speaker(view: View, row: Attribution) -> str:
    named = [view.name(actor_id) for actor_id in row.source_ids]
    return join(named) if len(named) > 1 else row.source_name or "Somebody not named"


def _in_table(view: View, row: Attribution) -> bool:
    """Whether a commitment tells it already: one that stands in the same words."""
    return any(
        commitment.attribution_id == row.attribution_id or _overlap(commitment.action_spans, row.content_spans)
        for commitment in view.commitments
    )


def _overlap(one: Spans, two: Spans) -> bool:
    return any(a < d and c < b for a, b in one for c, d in two)


def answered(view: View, row: Attribution) -> Commitment | None:
    """The commitment of somebody else that shares most words with what is said, if it shares enough and both are known."""
    own = {side for actor_id in row.source_ids for side in sides(view, actor_id)}
    said = content_words(row.content)
    others = [c for c in view.commitments if own and c.parties and not own & set(c.parties)]
    best = max(others, key=lambda other: len(said & content_words(other.action)), default=None)
    return best if best and len(said & content_words(best.action)) >= SHARED else None


def _told(view: View, row: Commitment | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "id": row.commitment_id,
        "label": view.labels[row.commitment_id],
        "who": join(row.party_names) or "not named",
        "verb": verb(row.status, view.several(row)),
        "words": phrase(row.action),
    }
