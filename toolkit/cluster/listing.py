"""What is to be read, in pieces: files of a folder, or of an address that fsspec knows, told apart without opening them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any

from toolkit.articles import Problem
from toolkit.cluster.store import filesystem, is_remote
from toolkit.files import write
from toolkit.naming import CODEBOOK, CORRECTIONS
from toolkit.readers import registry
from toolkit.readers.files import Found, absolute, find, inner, is_pattern, problem
from toolkit.readers.ids import document_ids

ALONE = 20_000_000
"""A file of more bytes is a piece of its own, as tables are, which hold many articles."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    Attributes
    ----------
    place
        Where workers find it: its path from the root, or its address.
    told
        How it is called in results: its path as given, or its address.
    stamp
        What tells that it is the same as before: its size, and the time of its last change or its tag.
    size
        In bytes.
    named
        Whether it was given itself, not the folder it lies in.
    doc_id
        The id of its article.
    """

    place: str
    told: str
    stamp: str
    size: int
    named: bool
    doc_id: str = ""

    @property
    def alone(self) -> bool:
        """Whether it is a piece of its own."""
        return self.size > ALONE or registry.is_table(inner(Path(self.place)).suffix)


def sources(paths: Sequence[Path | str]) -> tuple[list[Source], list[Problem]]:
    """The files of folders, patterns and addresses, in reading order, and what is wrong with paths.

    Parameters
    ----------
    paths
        What was given.

    Raises
    ------
    UsageError
        An address cannot be opened.
    """
    found: list[tuple[Found, Source]] = []
    problems: list[Problem] = []
    for remote, group in groupby(paths, is_remote):
        for one in _remote(map(str, group)) if remote else _local(map(Path, group)):
            if isinstance(one, Problem):
                problems.append(one)
            else:
                found.append(one)
    ids = document_ids([place for place, _ in found])
    return [replace(source, doc_id=name) for (_, source), name in zip(found, ids, strict=True)], problems


def _local(paths: Iterable[Path]) -> Iterator[tuple[Found, Source] | Problem]:
    for found in find(paths):
        if isinstance(found, Problem):
            yield found
            continue
        try:
            status = found.path.stat()
            stamp, size = f"{status.st_size}-{status.st_mtime_ns}", status.st_size
        except OSError:  # the reader will tell
            stamp, size = "", 0
        yield found, Source(absolute(found.path), str(found.path), stamp, size, found.named)


def _remote(urls: Iterable[str]) -> Iterator[tuple[Found, Source] | Problem]:
    for url in urls:
        fs, root = filesystem(url)
        try:
            held = fs.glob(root, detail=True) if is_pattern(root) else fs.find(root, detail=True)
        except OSError as error:
            yield problem(url, "unreadable", f"It cannot be listed ({error}). Check the address and its rights.")
            continue
        if not held:
            yield problem(url, "missing", "There is no file at this address. Check it.")
        for path, facts in sorted(held.items()):
            yield from _judged(fs, root, path, facts)


def _judged(fs: Any, root: str, path: str, facts: dict[str, Any]) -> Iterator[tuple[Found, Source] | Problem]:
    """A file at an address, unless it is hidden, no article, or Readout's own: as in folders here."""
    below = PurePosixPath(path.removeprefix(root).lstrip("/"))
    full, extension = str(fs.unstrip_protocol(path)), inner(Path(path)).suffix.lower()
    if any(part.startswith(".") for part in below.parts) or below.name in (CODEBOOK, CORRECTIONS):
        return
    if path == root or extension in registry.extensions():
        key = "/".join((PurePosixPath(root).name, *below.parts))
        yield Found(Path(path), key), Source(full, full, _stamp(facts), int(facts.get("size") or 0), path == root)
    elif extension not in registry.NO_ARTICLES:
        yield problem(full, "format", registry.unreadable(extension))


def _stamp(facts: dict[str, Any]) -> str:
    """What tells one state of a file from another, as far as the file system says."""
    return "-".join(str(facts[name]) for name in ("size", "ETag", "mtime", "LastModified", "created") if name in facts)


def pieces(listed: Iterable[Source], size: int) -> Iterator[list[Source]]:
    """Files to read at once: so many small ones, or one table."""
    some: list[Source] = []
    for source in listed:
        if some and (source.alone or len(some) >= size):
            yield some
            some = []
        some.append(source)
        if source.alone:
            yield some
            some = []
    if some:
        yield some


@contextmanager
def fetched(given: Any, name: str) -> Iterator[Path | None]:
    """A copy of the project's file of some name that lies beside articles at an address; ``None`` where there is none."""
    one = given[0] if isinstance(given, list | tuple) and len(given) == 1 else given
    fs, root = filesystem(one) if is_remote(one) else (None, "")
    if fs is None or not fs.exists(f"{root}/{name}"):
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="readout-") as folder:
        copy = Path(folder) / name
        write(copy, fs.cat_file(f"{root}/{name}"))
        yield copy
