"""Reading files into articles; one file's trouble never stops the others."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import compress, groupby
from pathlib import Path
from typing import Any, TypeVar

from toolkit.articles import Article, Problem, remarks
from toolkit.errors import ReadError, UsageError
from toolkit.naming import all_different
from toolkit.readers import registry
from toolkit.readers.collection import Articles
from toolkit.readers.columns import Columns
from toolkit.readers.columns import drafts as table_drafts
from toolkit.readers.draft import Draft, Note
from toolkit.readers.duplicates import kept_once
from toolkit.readers.exports import pages, texts
from toolkit.readers.files import Found, PathLike, find, inner, problem, shown
from toolkit.readers.given import InMemory, sort_out
from toolkit.readers.ids import clean_id, document_ids
from toolkit.readers.making import MAX_CHARS, Checks, checked, make_article, too_long

T = TypeVar("T")

_BYTES_PER_CHAR = 12
"""Markup and scripts included, a file may have so many bytes a character before it is refused unread."""
_LARGE_BYTES = 2**30
"""A table, an export of many articles, or a document with pictures may be so large."""
_HEAD_BYTES = 200_000
"""So much of a large file is looked at to know an export."""
_GZIP = b"\x1f\x8b"


def read(
    given: Any,
    *,
    text: str | None = None,
    date: str | None = None,
    source: str | None = None,
    title: str | None = None,
    doc_id: str | None = None,
    check_language: bool = True,
    max_chars: int = MAX_CHARS,
    keep_duplicates: bool = False,
) -> Articles:
    """Read news articles, from files or from what is in memory.

    Parameters
    ----------
    given
        A path as text or :class:`~pathlib.Path`: a file, a folder (read with all below it, hidden files left out), or a
        pattern (``"2024/*.txt"``); a DataFrame, one row an article; a list of texts, or a dict from id to text; a list of
        dicts; articles; or a list of several of these. In a list, a string that looks like no path is a text.
    text, date, source, title, doc_id
        For tables (DataFrames; CSV, TSV, JSON, JSON lines, Excel and Parquet files, also as ``.gz``): names of the columns
        that hold these. ``None`` guesses by the usual names, which ``.notes`` tells; ``""`` is for none. All other columns
        are carried along as ``meta`` of the article.
    check_language
        Whether texts in other languages than English are refused.
    max_chars
        Texts with more characters are refused.
    keep_duplicates
        Whether articles of files that have the same text, white space and letter case aside, are all kept; by default the first
        is, and each of the others is a problem. Rows of a table stay in any case. The first lists the others in
        ``meta["same_text"]``.

    Returns
    -------
    Articles
        The articles, in the order given, folders sorted by name; ``.problems`` says what could not be read (which file,
        which row) and what to do about it, ``.notes`` what was guessed. A file's trouble is never raised.

    Raises
    ------
    UsageError
        Nothing was given or nothing that can be read, or a DataFrame lacks a column that was named.
    """
    things = sort_out(given)
    if not things:
        raise UsageError("Nothing to read was given. Name at least one file or folder of articles.")
    columns = Columns(text, date, source, title, doc_id)
    return take(things, columns, Checks(check_language, max_chars, not keep_duplicates))


def take(things: Iterable[Path | InMemory | Article], columns: Columns, checks: Checks) -> Articles:
    """The articles of things sorted out by :func:`toolkit.readers.given.sort_out`."""
    sources = _sources(things)
    files = [source for source in sources if isinstance(source, Found)]
    ids = dict(zip(files, document_ids(files), strict=True))
    made_before: list[bool] = []
    sorts: dict[type, list[Any]] = {Article: [], Problem: [], Note: []}
    for source in sources:
        for result in _read_one(source, ids, columns, checks):
            sorts[type(result)].append(result)
            made_before += [isinstance(source, Article)] * isinstance(result, Article)
    names, renamed = all_different([article.doc_id for article in sorts[Article]])
    kept, left_out = kept_once(
        list(map(named, sorts[Article], names)), set(compress(names, made_before)), not checks.only_one
    )
    return Articles(kept, sorts[Problem] + left_out, sorts[Note] + renamed, [*columns.options(), *checks.options()])


def _sources(things: Iterable[Path | InMemory | Article]) -> list[Found | Problem | InMemory | Article]:
    """What is given, in its order, with the files that are found in place of paths."""
    sources: list[Found | Problem | InMemory | Article] = []
    for are_paths, group in groupby(things, key=lambda thing: isinstance(thing, Path)):
        some = list(group)
        sources += find(some) if are_paths else some  # type: ignore[arg-type]
    return sources


def named(article: Article, name: str) -> Article:
    """The article under a name; the same where it has that already."""
    return article if article.doc_id == name else replace(article, doc_id=name)


def _read_one(
    source: Found | Problem | InMemory | Article, ids: dict[Found, str], columns: Columns, checks: Checks
) -> Iterator[Article | Problem | Note]:
    """The articles of one source, or what is wrong with it and them."""
    if isinstance(source, Problem):
        yield source
    elif isinstance(source, Article):
        yield _guarded(source.source_path or source.doc_id, None, partial(checked, source, checks))
    elif isinstance(source, InMemory):
        yield from _read_memory(source, columns, checks)
    else:
        yield from read_file(source, ids[source], columns, checks)


def read_file(found: Found, doc_id: str, columns: Columns, checks: Checks) -> Iterator[Article | Problem | Note]:
    """The articles of one file, what could not be read of it, and what is to be told.

    Parameters
    ----------
    found
        The file.
    doc_id
        Its id, as :func:`toolkit.readers.ids.document_ids` tells it from others.
    columns, checks
        As :func:`take` takes them.
    """
    opened = _guarded(found.path, None, partial(_open, found.path, columns, checks.max_chars))
    if isinstance(opened, Problem):
        own = opened.kind == "analysis" and not found.named
        yield Note(f"{opened} It was left out.") if own else opened
        return
    drafts, digest = opened
    stem = inner(found.path).stem
    several = sum(not isinstance(draft, Note) for draft in drafts) > 1
    yield from _articles(drafts, found.path, doc_id, several, checks, stem=stem, sha256=digest)


def _read_memory(given: InMemory, columns: Columns, checks: Checks) -> Iterator[Article | Problem | Note]:
    if given.columns is not None and columns.named:
        raise UsageError(
            f"{columns.named[0]} names a column of a table, but these are mere texts. Give a DataFrame or a list of dicts, "
            "or make each article with toolkit.article(text, date=..., source=...)."
        )
    try:
        drafts = list(table_drafts(given.table, given.columns or columns))
    except ReadError as error:
        raise UsageError(f"{given.what}: {error.message}") from None
    if not drafts:
        yield problem(given.what, "empty", "There are no rows in it.")
    yield from _articles(drafts, given.what, given.stem, True, checks)


def _articles(
    drafts: Iterable[Draft | ReadError | Note], path: PathLike, doc_id: str, several: bool, checks: Checks, **facts: Any
) -> Iterator[Article | Problem | Note]:
    """The articles that a source's drafts make; ids count the damaged ones too, so that they stay when those are mended."""
    n = 0
    for draft in drafts:
        if isinstance(draft, Note):
            yield Note(f"{shown(path)}: {draft}")
            continue
        n += 1
        if isinstance(draft, ReadError):
            yield problem(path, draft.kind, draft.message, draft.where or (f"article {n}" if several else None))
            continue
        name = clean_id(draft.doc_id) if draft.doc_id else f"{doc_id}#{n}" if several else doc_id
        of_file = {"source_path": shown(path), **facts, **({"sha256": ""} if draft.where else {})} if facts else {}
        make = partial(make_article, draft, name, checks=checks, **of_file)
        result = _guarded(path, draft.where or (f"article {n}" if several else None), make)
        yield result
        if isinstance(result, Article) and (told := remarks(result)):
            yield Note(f"{shown(path)}{f' ({draft.where or name})' if several else ''}: {told}")


def _open(path: Path, columns: Columns, max_chars: int) -> tuple[list[Draft | ReadError | Note], str]:
    """A file's drafts and the SHA-256 of its bytes."""
    extension = inner(path).suffix
    large = extension.lower() in registry.large_extensions() or _is_large_export(path, _BYTES_PER_CHAR * max_chars)
    limit = _LARGE_BYTES if large else _BYTES_PER_CHAR * max_chars
    if path.stat().st_size > limit:
        raise ReadError("too_long", too_long(f"{path.stat().st_size:,} bytes", max_chars))
    raw = content = path.read_bytes()
    if raw.startswith(_GZIP):
        content = _decompressed(path, limit)
        if len(content) > limit:
            raise ReadError("too_long", too_long(f"more than {limit:,} bytes when decompressed", max_chars))
    form = registry.choose(content, extension)
    drafts = list(form.read(content, columns) if form.table else form.read(content))
    for draft in drafts:
        if isinstance(draft, Draft):
            draft.meta.setdefault("format", form.name)
    return drafts, hashlib.sha256(raw).hexdigest()


def _is_large_export(path: Path, limit: int) -> bool:
    """Whether a file that is too large for one article begins as a database's export of many does."""
    if path.stat().st_size <= limit:
        return False
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    return pages.sniff(head, path.suffix.lower()) or texts.known(head.decode("utf-8", "replace")) is not None


def _decompressed(path: Path, limit: int) -> bytes:
    """What a gzip file holds, at most one byte more than the limit."""
    try:
        with gzip.open(path) as file:
            return file.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        message = f"The compressed file is damaged ({error}). Compress it again, or unpack it first."
        raise ReadError("unreadable", message) from None


def _guarded(path: PathLike, where: str | None, work: Callable[[], T]) -> T | Problem:
    """What ``work`` returns, or the problem that stopped it: no file's trouble may stop the others."""
    try:
        return work()
    except ReadError as error:
        return problem(path, error.kind, error.message, error.where or where)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return problem(path, "unreadable", f"The file cannot be opened ({reason}). Check its access rights.", where)
    except Exception as error:  # a bug, or markup no one foresaw
        said = f"{type(error).__name__}: {error!s:.200}"
        return problem(path, "failed", f"Reading failed ({said}). Save the text as plain .txt and try again.", where)
