"""Which files to read: paths and folders to a list, in a fixed order, with what is wrong about them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.articles import Problem
from toolkit.lexicon import words
from toolkit.naming import CODEBOOK, CORRECTIONS, MANIFEST
from toolkit.readers import registry
from toolkit.records import TABLES

PathLike = str | os.PathLike[str]
_PLAIN_NAMES = words("reading", "other_names")
_MOST_BESIDE = 2000
"""Names in a folder among which one like the missing is looked for: more would take seconds."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read; ``key`` tells it from files of the same name, wherever the folder lies; ``named``: not by its folder."""

    path: Path
    key: str
    named: bool = True


def shown(path: PathLike) -> str:
    """A path as text that can be stored and printed: undecodable bytes and control characters are escaped."""
    text = os.fspath(path)
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def absolute(path: PathLike) -> str:
    """The path from the root, without ``..``; links are left as they are, since a linked copy is a file of its own."""
    return os.path.abspath(path)  # noqa: PTH100


def problem(path: PathLike, kind: str, message: str, where: str | None = None) -> Problem:
    """A problem with a file; the message begins with the file's name."""
    return Problem(shown(path), where, kind, f"{shown(path)}: {message}")


def inner(path: Path) -> Path:
    """The path without the ``.gz`` of a compressed file: what its name says of its format."""
    return path.with_suffix("") if path.suffix.lower() == ".gz" else path


def is_pattern(path: PathLike) -> bool:
    """Whether a path has the signs ``*``, ``?`` or ``[`` of a pattern."""
    return any(sign in os.fspath(path) for sign in "*?[")


def find(paths: Iterable[Path]) -> Iterator[Found | Problem]:
    """The files to read, each once: files as given, folders with all below them and patterns sorted by name."""
    seen: set[str] = set()
    for path in paths:
        for found in _one(path):
            if isinstance(found, Found):
                place = absolute(found.path)
                if place in seen:
                    continue
                seen.add(place)
            yield found


def _one(path: Path) -> Iterator[Found | Problem]:
    try:
        if path.is_dir():
            yield from _folder(path)
        elif path.is_file():
            yield Found(path, "/".join(Path(absolute(path)).parts[-2:]))
        elif path.is_symlink():
            yield problem(path, "missing", "The link leads nowhere, or to itself. Check what it points to.")
        elif is_pattern(path) and not path.exists():
            yield from _matching(path)
        elif path.exists():
            yield problem(path, "format", "This is neither a file nor a folder. Give text files.")
        else:
            yield problem(path, "missing", _missing(path))
    except (OSError, ValueError) as error:
        yield problem(path, "unreadable", f"The path cannot be opened ({_reason(error)}). Check its name and rights.")


def _matching(pattern: Path) -> Iterator[Found | Problem]:
    import glob

    paths = sorted(glob.glob(str(pattern), recursive=True))  # noqa: PTH207 (Path.glob takes no absolute pattern)
    if not paths:
        yield problem(pattern, "missing", "No file has a name like this. Check the pattern.")
    for path in paths:
        yield from _one(Path(path))


def _missing(path: Path) -> str:
    import difflib

    try:
        beside = sorted(entry.name for entry in path.parent.iterdir())[:_MOST_BESIDE]
    except OSError:
        return "There is no such file or folder. Check the path."
    near = difflib.get_close_matches(path.name, beside, n=1)
    told = f"Did you mean {shown(near[0])!r}?" if near else "Check the path."
    text = " To read a text itself, use toolkit.article(...), or a list of texts." if " " in path.name else ""
    return f"There is no such file or folder. {told}{text}"


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _folder(root: Path) -> Iterator[Found | Problem]:
    name = Path(absolute(root)).name
    empty = True
    for found in _walk(root, frozenset()):
        empty = False
        if isinstance(found, Path):
            yield Found(found, "/".join((name, *found.relative_to(root).parts)), named=False)
        else:
            yield found
    if empty:
        known = ", ".join(registry.extensions())
        yield problem(root, "no_articles", f"The folder holds no articles. Put files in it that end in {known}.")


def _walk(folder: Path, above: frozenset[tuple[int, int]]) -> Iterator[Path | Problem]:
    """Files worth reading below a folder, sorted; ``above`` holds the folders it lies in, to notice links in a circle."""
    try:
        status = folder.stat()
        entries = sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError as error:
        yield problem(folder, "unreadable", f"The folder cannot be opened ({_reason(error)}). Check its access rights.")
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        yield problem(folder, "link", "The link leads back to a folder above it and was not followed. Remove it.")
        return
    pages = {p.stem for p in entries if p.suffix.lower() in (".html", ".htm")}
    own = _own_output(folder, {p.name for p in entries})
    for entry in entries:
        if entry.name.startswith((".", "~$")) or entry.name in own:
            continue
        # Browsers keep a saved page's pictures and frames in a folder beside it.
        saved = entry.name.removesuffix("_files") if entry.name.endswith("_files") else None
        if _is_dir(entry):
            if saved not in pages:
                yield from _walk(entry, above | {here})
        else:
            yield from _judge(entry)


def _own_output(folder: Path, names: set[str]) -> set[str]:
    """The files of Readout in a folder: codebook, corrections, reports by their manifest, and its tables, where all are there."""
    tables = {f"{table}.jsonl" for table in TABLES}
    own = {CODEBOOK, CORRECTIONS} | (tables if tables <= names else set())
    if MANIFEST not in names:
        return own
    try:
        reports = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["reports"]
        return own | {file for report in reports.values() for file in report["files"]} | {"index.html", "corpus.json"}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return own


def _is_dir(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _judge(path: Path) -> Iterator[Path | Problem]:
    extension = inner(path).suffix.lower()
    if extension in registry.extensions():
        if path.stem.lower() in _PLAIN_NAMES:
            return
        if _is_file(path):
            yield path
        else:
            yield from (p for p in _one(path) if isinstance(p, Problem))
    elif extension in registry.NO_ARTICLES or path.name.lower() in _PLAIN_NAMES or path.stem.lower() in _PLAIN_NAMES:
        return
    else:
        yield problem(path, "format", registry.unreadable(extension))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
