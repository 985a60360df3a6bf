"""Articles of many pieces told apart: each with a name of its own, the same text once, without the texts themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from toolkit.articles import SAME_TEXT, Article, Problem
from toolkit.corrections.naming_rows import text_hash
from toolkit.naming import all_different
from toolkit.readers.draft import Note
from toolkit.readers.duplicates import kept_once, plain_hash


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
    places = [place for place, one in enumerate(rows) if isinstance(one, Article)]
    articles = [one for one in rows if isinstance(one, Article)]
    names, renamed = all_different([one.doc_id for one in articles])
    named = [
        one if one.doc_id == name else replace(one, doc_id=name) for one, name in zip(articles, names, strict=True)
    ]
    kept, left_out = kept_once(named, keep=keep_duplicates)
    by_name = {one.doc_id: one for one in kept}
    changes, there = {}, {}
    for place, before, name in zip(places, articles, names, strict=True):
        after = by_name.get(name)
        if after is None:
            changes[place] = Change(left_out=True)
            continue
        there[place] = after
        if after is not before:
            changes[place] = Change(name, tuple(after.meta.get(SAME_TEXT, ())))
    problems = [one for one in rows if isinstance(one, Problem)]
    return Apart(changes, there, problems + left_out, [*(one for one in rows if isinstance(one, Note)), *renamed])
