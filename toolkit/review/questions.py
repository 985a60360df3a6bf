"""What a language model is asked about: rows that are to be checked, and sentences with a cue that no row came of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from toolkit.articles import ZoneKind
from toolkit.corrections import Decision
from toolkit.corrections.decisions import standing
from toolkit.display.article.checks import LOW, sure
from toolkit.evidence import sentences_of
from toolkit.export.found import Row, rows
from toolkit.findings import ArticleAnalysis
from toolkit.layout import paragraph_spans, sentence_spans
from toolkit.lexicon import words
from toolkit.records import ROW_IDS, CommitmentKind, CommitmentStatus, Span, Stance

CODED: dict[str, tuple[str, tuple[str, ...]]] = {
    "commitments": ("status", tuple(CommitmentStatus)),
    "commentary": ("stance", tuple(Stance)),
}
"""By table, the column that an answer may set right, and its values."""

TOLD = {
    "commitments": ("party_names", "status", "kind", "counterpart_names", "deadline_timex"),
    "attributions": ("source_name", "type"),
    "commentary": ("expert_name", "affiliation", "stance", "target"),
}
"""By table, what of a row is told in the question."""

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_ENDINGS = ("", "s", "es", "d", "ed", "ing")
_OPEN = ("ing", "es", "ed")
"""Endings before which a final *e* or *y* goes: making, tries, tried."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: a stretch of text and, if there is one, the row in it.

    Attributes
    ----------
    doc_id
        The article.
    start, end
        The stretch of its text.
    text
        Its words.
    row
        The row that is doubted; ``None`` for a sentence that may lack one.
    """

    doc_id: str
    start: int
    end: int
    text: str
    row: Row | None = None

    @property
    def where(self) -> str:
        """The stretch, as decisions note it."""
        return f"characters {self.start}-{self.end}"

    @property
    def about(self) -> str:
        """What is asked about: the row's id, or the stretch."""
        return self.row.id if self.row else self.where

    def asked(self) -> str:
        """The question as it is sent.

        Returns
        -------
        str
            JSON with the text and, where a row is doubted, what it says.
        """
        if self.row is None:
            return json.dumps({"text": self.text}, ensure_ascii=False)
        held = self.row.values
        said = {name: held[name] for name in TOLD[self.row.table] if name in held}
        words_at = [self.text[a - self.start : b - self.start] for a, b in self.row.head]
        told = {"table": self.row.table, "words": " ... ".join(words_at), **said}
        return json.dumps({"text": self.text, "row": told}, ensure_ascii=False)

    def schema(self) -> dict[str, Any]:
        """The JSON Schema that the answer is bound to.

        Returns
        -------
        dict
            For a row: ``verdict``, ``value``, ``quote``; for a sentence: ``commitments``.
        """
        quote = {"type": "string"}
        if self.row is not None:
            values = ["", *CODED.get(self.row.table, ("", ()))[1]]
            verdict = {"type": "string", "enum": ["right", "wrong", "other value", "unsure"]}
            return _object(verdict=verdict, value={"type": "string", "enum": values}, quote=quote)
        kinds, statuses = list(CommitmentKind), list(CommitmentStatus)
        one = _object(
            kind={"type": "string", "enum": kinds},
            status={"type": "string", "enum": statuses},
            party=quote,
            action=quote,
        )
        return _object(commitments={"type": "array", "items": one})


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def questions(
    analysed: Iterable[ArticleAnalysis], decisions: Iterable[Decision] = (), below: float = LOW
) -> Iterator[Question]:
    """What there is to ask.

    Parameters
    ----------
    analysed
        The articles.
    decisions
        What was decided already, by whomever; those rows are not asked about again.
    below
        Rows with less confidence (0 to 1), or without parties, are doubted.

    Yields
    ------
    Question
        Article by article: its doubted rows, then sentences with a cue of commitments that no row came of.
    """
    held = list(standing(decisions))
    done = {(d.doc_id, said) for d in held for said in (d.row, d.why)}
    for article in analysed:
        for question in (*_doubted(article, below), *_bare(article)):
            if (article.doc_id, question.about) not in done:
                yield question


def _doubted(article: ArticleAnalysis, below: float) -> Iterator[Question]:
    records = {getattr(record, ROW_IDS[table]): record for table in TOLD for record in getattr(article, table)}
    for row in rows(article):
        if row.id in records and not sure(records[row.id], below):
            start, end = sentences_of(article.article.text, row.head)
            yield Question(article.doc_id, start, end, article.article.text[start:end], row)


def _bare(article: ArticleAnalysis) -> Iterator[Question]:
    """Sentences of running text with a commissive word, in which no commitment's words or trigger stand."""
    text = article.article.text
    taken = _taken(article)
    for paragraph in paragraph_spans(text):
        for start, end in sentence_spans(text, *paragraph):
            if _has_cue(text[start:end]) and not _meet((start, end), taken):
                yield Question(article.doc_id, start, end, text[start:end])


def _taken(article: ArticleAnalysis) -> list[Span]:
    """Where commitments stand, and what is no running text."""
    held = [row for row in rows(article) if row.table == "commitments"]
    zones = [(zone.start, zone.end) for zone in article.article.zones if zone.kind is not ZoneKind.DATELINE]
    return [*zones, *(span for row in held for span in (*row.head, *row.spans.get("trigger", ())))]


def _meet(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span shares characters with one of the others."""
    return any(start < span[1] and end > span[0] for start, end in others)


def _has_cue(sentence: str) -> bool:
    return any(word.casefold() in _forms() for word in WORD.findall(sentence))


@cache
def _forms() -> frozenset[str]:
    """The commissive words of the lexicon in every regular form; a form too many costs a question and no row."""
    found: set[str] = set()
    for word in words("commissive_words"):
        found.update(word + ending for ending in _ENDINGS)
        if word.endswith("e"):
            found.update(word[:-1] + ending for ending in _OPEN)
        if word.endswith("y"):
            found.update(word[:-1] + ending for ending in ("ies", "ied"))
    return frozenset(found)
