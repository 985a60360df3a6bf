"""What was read, file by file: format, articles, dates, publishers, encodings, and which articles are there twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any

from toolkit.articles import Article
from toolkit.readers.collection import Articles
from toolkit.readers.duplicates import duplicates, near_duplicates

WIDEST = 48
"""Characters a column of the printed table may take."""


_ID = attrgetter("doc_id")
_COLUMNS = (
    *("file", "format", "articles", "from", "to", "publishers", "languages", "encodings", "repaired", "undated"),
    *("duplicates", "alike", "problems"),
)


def summary(articles: Articles) -> list[dict[str, Any]]:
    """One row a file.

    Returns
    -------
    list of dict
        ``file``, ``format``, ``articles`` (how many), ``from`` and ``to`` (first and last day, ISO), ``publishers``,
        ``languages``, ``encodings``, ``repaired`` (articles whose characters were mended), ``undated``, ``duplicates`` (how
        many repeat the text of an article before, left out or not), ``alike`` (how many nearly do) and ``problems``; ``None``
        where there is nothing to tell. Files in the order read, those without an article last.
    """
    left_out, problems = _problems(articles, duplicate=True), _problems(articles, duplicate=False)
    again = set(chain.from_iterable(others for _, *others in duplicates(articles)))
    alike = {second for _, second, _ in near_duplicates(articles)}
    files: dict[str, list[Article]] = {}
    for article in articles:
        files.setdefault(article.source_path or "(in memory)", []).append(article)
    rows = []
    for path in dict.fromkeys([*files, *left_out, *problems]):
        some = files.get(path, [])
        told = _told(some) | {
            "file": path,
            "duplicates": len(again.intersection(map(_ID, some))) + left_out[path] or None,
            "alike": len(alike.intersection(map(_ID, some))) or None,
            "problems": problems[path] or None,
        }
        rows.append({name: told[name] for name in _COLUMNS})
    return rows


def _problems(articles: Articles, duplicate: bool) -> Counter[str]:
    """How many articles of each file have the text of another, or have other problems."""
    return Counter(p.source_path for p in articles.problems if (p.kind == "duplicate") is duplicate)


def _told(some: Sequence[Article]) -> dict[str, Any]:
    """What the articles of one file have in common."""
    days = sorted(article.published for article in some if article.published)
    first, last = (days[0].isoformat(), days[-1].isoformat()) if days else (None, None)
    return {
        "format": _listed(map(_format, some)),
        "articles": len(some),
        "from": first,
        "to": last,
        "publishers": _listed(map(attrgetter("publisher"), some)),
        "languages": _listed(map(attrgetter("language"), some)),
        "encodings": _listed(map(attrgetter("encoding"), some)),
        "repaired": _count("repaired" in article.meta for article in some),
        "undated": _count(article.published is None for article in some),
    }


def _format(article: Article) -> str | None:
    """The database that an article was exported from, or the form of its file."""
    found = article.meta.get("database") or article.meta.get("format")
    return str(found) if found else None


def _count(which: Iterable[bool]) -> int | None:
    """How many, and nothing for none."""
    return sum(which) or None


def _listed(values: Iterable[Any], most: int = 3) -> str | None:
    """The values that are there, the most frequent first."""
    counts = Counter(str(value) for value in values if value)
    named = [name for name, _ in counts.most_common(most)]
    rest = len(counts) - len(named)
    return ", ".join(named) + (f" and {rest} more" if rest else "") or None


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Rows as a table of aligned columns; an empty cell is ``-``, so that no column shifts."""
    if not rows:
        return ""
    cells = [list(rows[0]), *([_cell(value) for value in row.values()] for row in rows)]
    widths = [max(len(line[i]) for line in cells) for i in range(len(cells[0]))]
    return "\n".join("  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip() for line in cells)


def _cell(value: Any) -> str:
    text = "-" if value in (None, "") else " ".join(str(value).split())
    if len(text) <= WIDEST:
        return text
    return f"…{text[1 - WIDEST :]}" if "/" in text else f"{text[: WIDEST - 1]}…"  # of a path the end tells most
