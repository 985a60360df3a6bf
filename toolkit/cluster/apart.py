"""Articles of many pieces told apart: each with a name of its own, the same text once, without the texts themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from toolkit.articles import SAME_TEXT, Article, Problem
from toolkit.corrections.naming_rows import text_hash
from toolkit.naming import all_different
from toolkit.readers.draft import Note
from toolkit.readers.duplicates import kept_once, plain_hash
from toolkit.readers.reading import named

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """What all articles together make of one.

    Attributes
    ----------
    doc_id
        Its new name; ``None`` where it keeps its own.
    same_text
        What its ``meta`` lists of the others of the same text.
    left_out
        Whether it is left out, as another has its text.
    """

    doc_id: str | None = None
    same_text: tuple[dict[str, Any], ...] = ()
    left_out: bool = False

    def made(self, article: Article) -> Article:
        """The article as changed."""
        meta = {**article.meta, SAME_TEXT: list(self.same_text)} if self.same_text else article.meta
        return replace(article, doc_id=self.doc_id or article.doc_id, meta=meta)


def light(article: Article) -> Article:
    """What tells an article from others: some 700 bytes, in place of its text a hash of the plain words.

    Parameters
    ----------
    article
        The article as read.

    Returns
    -------
    Article
        Its name, title, publisher, date, path and the names of what else is known; ``sha256`` is that of the whole text, as
        decisions note it.
    """
    return Article(
        article.doc_id,
        plain_hash(article.text),
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        source_path=article.source_path,
        sha256=text_hash(article.text),
        meta=dict.fromkeys(article.meta),
    )


@dataclass(frozen=True, slots=True)
class Apart:
    """Rows told apart.

    Attributes
    ----------
    changes
        What becomes of articles, by place of the row; those not named stay as they are.
    kept
        The light articles that are kept, by place of the row.
    problems, notes
        What could not be read or was left out, and what else is to be told, as a run here has them.
    """

    changes: dict[int, Change]
    kept: dict[int, Article]
    problems: list[Problem]
    notes: list[str]


def told_apart(rows: Sequence[Article | Problem | Note], keep_duplicates: bool) -> Apart:
    """What all that was read makes of each article, as :func:`toolkit.readers.reading.take` does here.

    Parameters
    ----------
    rows
        Light articles, problems and notes, in reading order.
    keep_duplicates
        Whether all articles of one text are kept.
    """
    there = {place: one for place, one in enumerate(rows) if isinstance(one, Article)}
    articles = list(there.values())
    names, renamed = all_different([one.doc_id for one in articles])
    kept, left_out = kept_once(list(map(named, articles, names)), keep=keep_duplicates)
    by_name = {one.doc_id: one for one in kept}
    after = dict(zip(there, map(by_name.get, names), strict=True))
    return Apart(
        {place: _change(new) for place, new in after.items() if new is not rows[place]},
        {place: new for place, new in after.items() if new is not None},
        [*_of(Problem, rows), *left_out],
        [*_of(Note, rows), *renamed],
    )


def _of(kind: type[T], rows: Iterable[object]) -> list[T]:
    return [one for one in rows if isinstance(one, kind)]


def _change(new: Article | None) -> Change:
    return Change(left_out=True) if new is None else Change(new.doc_id, tuple(new.meta.get(SAME_TEXT) or ()))
