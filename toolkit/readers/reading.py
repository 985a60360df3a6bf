"""Reading files into articles; one file's trouble never stops the others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from toolkit.article import Article, Problem
from toolkit.errors import ReadError
from toolkit.readers import registry
from toolkit.readers.collection import Articles
from toolkit.readers.draft import Draft
from toolkit.readers.files import Found, PathLike, as_paths, find, problem, shown
from toolkit.readers.heading import find_heading
from toolkit.readers.ids import document_ids
from toolkit.readers.language import check_english
from toolkit.readers.lines import BLANKS

T = TypeVar("T")

MAX_CHARS = 1_000_000
"""The longest text that is taken for an article; a newspaper article has some 5,000 characters."""
_BYTES_PER_CHAR = 12
"""Markup and scripts included, a file may have so many bytes a character before it is refused unread."""


def read(paths: PathLike | Iterable[PathLike], *, check_language: bool = True, max_chars: int = MAX_CHARS) -> Articles:
    """Read news articles from files and folders.

    Parameters
    ----------
    paths
        A file, a folder (read with all below it, hidden files left out), or several of them.
    check_language
        Whether texts in other languages than English are refused.
    max_chars
        Texts with more characters are refused.

    Returns
    -------
    Articles
        The articles, in the order given, folders sorted by name; ``.problems`` says what could not be read and what to
        do about it. A file's trouble is never raised.

    Raises
    ------
    UsageError
        No path was given.
    """
    found = list(find(as_paths(paths)))
    files = [f for f in found if isinstance(f, Found)]
    ids = dict(zip(files, document_ids(files), strict=True))
    articles: list[Article] = []
    problems: list[Problem] = []
    for item in found:
        if isinstance(item, Problem):
            problems.append(item)
            continue
        for result in _read_file(item, ids[item], check_language, max_chars):
            (problems if isinstance(result, Problem) else articles).append(result)  # type: ignore[arg-type]
    return Articles(articles, problems)


def _read_file(found: Found, doc_id: str, check_language: bool, max_chars: int) -> Iterator[Article | Problem]:
    """The articles of a file, or what is wrong with it and them."""
    opened = _guarded(found.path, None, lambda: _open(found.path, max_chars))
    if isinstance(opened, Problem):
        yield opened
        return
    drafts, digest = opened
    for n, draft in enumerate(drafts, 1):
        several = len(drafts) > 1
        make = partial(
            make_article,
            draft,
            f"{doc_id}#{n}" if several else doc_id,
            stem=found.path.stem,
            check_language=check_language,
            max_chars=max_chars,
            source_path=shown(found.path),
            sha256=digest,
        )
        yield _guarded(found.path, f"article {n}" if several else None, make)


def _open(path: Path, max_chars: int) -> tuple[list[Draft], str]:
    """A file's drafts and the SHA-256 of its bytes."""
    size = path.stat().st_size
    if size > _BYTES_PER_CHAR * max_chars:
        raise ReadError("too_long", _too_long(f"{size:,} bytes", max_chars))
    raw = path.read_bytes()
    drafts = list(registry.choose(raw, path.suffix).read(raw))
    return drafts, hashlib.sha256(raw).hexdigest()


def _guarded(path: Path, where: str | None, work: Callable[[], T]) -> T | Problem:
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


def _too_long(size: str, max_chars: int) -> str:
    return (
        f"The text is too long for an article ({size}; the limit is {max_chars:,} characters). "
        "Split it into articles, or raise max_chars."
    )


def from_text(text: str, doc_id: str = "text", *, check_language: bool = True) -> Article:
    """An article from a text in memory, its zones found as in a file's; line ends are made ``\\n``.

    Raises
    ------
    ReadError
        The text is empty, far too long, or not English.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip(BLANKS):
        raise ReadError("empty", "The text is empty. Give the text of an article.")
    return make_article(Draft(text), doc_id, stem=doc_id, check_language=check_language)


def make_article(
    draft: Draft,
    doc_id: str,
    *,
    stem: str = "",
    check_language: bool = True,
    max_chars: int = MAX_CHARS,
    source_path: str | None = None,
    sha256: str = "",
) -> Article:
    """Make an article of what a reader found: check it, find its zones, and put together what is known of it.

    What the format declares goes before what the text's head says; the title is the headline as the text has it.

    Raises
    ------
    ReadError
        ``kind`` is ``"too_long"`` or ``"language"``.
    """
    if len(draft.text) > max_chars:
        raise ReadError("too_long", _too_long(f"{len(draft.text):,} characters", max_chars))
    language = check_english(draft.text) if check_language else (draft.language or None)
    heading = find_heading(draft.text, stem, draft.title, draft.published)
    meta = heading.meta | draft.meta
    for fact in ("publisher", "byline", "dateline"):
        if getattr(draft, fact):
            meta[f"{fact}_from"] = "metadata"
    return Article(
        doc_id,
        draft.text,
        title=heading.title or draft.title,
        publisher=draft.publisher or heading.publisher,
        byline=draft.byline or heading.byline,
        dateline=draft.dateline or heading.dateline,
        published=heading.published,
        language=language,
        url=draft.url,
        source_path=source_path,
        sha256=sha256,
        encoding=draft.encoding,
        meta=meta,
        zones=heading.zones,
    )
