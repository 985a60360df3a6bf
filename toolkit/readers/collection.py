"""What :func:`toolkit.readers.read` returns: the articles, and what could not be read or was left out."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any, overload

from toolkit.articles import Article, Problem
from toolkit.naming import MATHLESS

_LINES, _ROWS, _WORDS = 10, 50, 8
"""Lines of each kind that are printed, rows that a notebook shows, and words of a text that stand for a missing title."""


class Articles(Sequence[Article]):
    """A list of articles that knows what could not be read.

    ``articles[0]`` is an article, ``articles[:3]`` a shorter list (with the same problems), ``articles["some-id"]`` the
    article of that id.

    Parameters
    ----------
    articles
        The articles, in the order in which they are to stay.

    Attributes
    ----------
    problems
        One :class:`~toolkit.articles.Problem` for each file or article that could not be read, or that has
        the text of another.
    notes
        What else is to be told: which columns of a table were taken for what, which ids had to be changed.
    how
        The options of the command line that read the same, as its words: ``("--text-column", "body")``.
    """

    def __init__(
        self,
        articles: Iterable[Article] = (),
        problems: Iterable[Problem] = (),
        notes: Iterable[str] = (),
        how: Iterable[str] = (),
    ) -> None:
        self._articles = tuple(articles)
        self.problems = tuple(problems)
        self.notes = tuple(map(str, notes))
        self.how = tuple(how)

    def __len__(self) -> int:
        return len(self._articles)

    def __iter__(self) -> Iterator[Article]:
        return iter(self._articles)

    @overload
    def __getitem__(self, key: int | str) -> Article: ...
    @overload
    def __getitem__(self, key: slice) -> Articles: ...
    def __getitem__(self, key: int | str | slice) -> Article | Articles:
        if isinstance(key, slice):
            return Articles(self._articles[key], self.problems, self.notes, self.how)
        if isinstance(key, str):
            return self._by_id(key)
        return self._articles[key]

    def _by_id(self, doc_id: str) -> Article:
        for article in self._articles:
            if article.doc_id == doc_id:
                return article
        near = difflib.get_close_matches(doc_id, [a.doc_id for a in self._articles], n=1)
        raise KeyError(f"There is no article {doc_id!r}." + (f" Did you mean {near[0]!r}?" if near else ""))

    def __repr__(self) -> str:
        lines = [self._summary()]
        lines += [f"  {a.doc_id}: {a.title or _beginning(a)}" for a in self._articles[:_LINES]]
        if len(self) > _LINES:
            lines.append(f"  … and {len(self) - _LINES} more")
        lines += [f"  ! {p.message}" for p in self.problems[:_LINES]]
        if len(self.problems) > _LINES:
            lines.append(f"  ! … and {len(self.problems) - _LINES} more problems")
        lines += [f"  ({note})" for note in self.notes[:_LINES]]
        return "\n".join(lines)

    def _summary(self) -> str:
        read = f"{len(self)} article{'' if len(self) == 1 else 's'} read"
        return f"{read}, {len(self.problems)} not" if self.problems else read

    def _repr_html_(self) -> str:
        columns = ("doc_id", "title", "publisher", "published", "dateline", "byline", "n_chars")
        rows = "".join(
            "<tr>" + "".join(f"<td>{_cell(row[c])}</td>" for c in columns) + "</tr>" for row in describe(self[:_ROWS])
        )
        head = "".join(f"<th>{c}</th>" for c in columns)
        more = f"<p>… and {len(self) - _ROWS} more</p>" if len(self) > _ROWS else ""
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>" if len(self) else ""
        wrong = "".join(f"<li>{escape(p.message)}</li>" for p in self.problems[:_ROWS])
        if len(self.problems) > _ROWS:
            wrong += f"<li>… and {len(self.problems) - _ROWS} more</li>"
        wrong += "".join(f"<li>{escape(note)}</li>" for note in self.notes[:_LINES])
        failed = f"<p>Left out:</p><ul>{wrong}</ul>" if wrong else ""
        return f'<div class="{MATHLESS}"><p>{self._summary()}</p>{table}{more}{failed}</div>'


def _cell(value: object) -> str:
    return "" if value is None else escape(str(value))


def _beginning(article: Article) -> str:
    words = article.text[:200].split()
    return " ".join(words[:_WORDS]) + ("…" if len(words) > _WORDS else "")


def describe(articles: Iterable[Article]) -> list[dict[str, Any]]:
    """What is known of each article, as plain dicts: one row an article, in order.

    Keys: ``doc_id``, ``title``, ``publisher``, ``published`` (ISO), ``dateline``, ``byline``, ``language``,
    ``n_chars``,
    ``encoding``, ``zones`` (how many) and ``source_path``; ``None`` where the article does not say.

    Parameters
    ----------
    articles
        Articles as read.

    Returns
    -------
    list of dict
        One a row.
    """
    return [
        {
            "doc_id": a.doc_id,
            "title": a.title,
            "publisher": a.publisher,
            "published": a.published.isoformat() if a.published else None,
            "dateline": a.dateline,
            "byline": a.byline,
            "language": a.language,
            "n_chars": len(a.text),
            "encoding": a.encoding,
            "zones": len(a.zones),
            "source_path": a.source_path,
        }
        for a in articles
    ]
