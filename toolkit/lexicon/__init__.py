"""Word lists and facts about the world, read from the data files in this folder.

Words of the English language are in ``en/``; what is true in any language (states, offices, organisations) lies beside it.
Tables are CSV files (:func:`table`), structured lists are YAML files (:func:`document`), and :func:`words` makes a set
of either, :func:`alternatives` a regular expression. Lines that begin with ``#`` are comments; those at the top of a file
say where its facts come from.
Everything is read once and kept; nothing here imports more than the standard library and, for YAML, ``yaml``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from toolkit.errors import UsageError

FOLDERS = ("en", ".")
"""Where data files lie; no name stands in both."""


def _files(suffix: str) -> dict[str, Traversable]:
    """The data files of one kind, by name without suffix."""
    files = [f for folder in FOLDERS for f in resources.files(__name__).joinpath(folder).iterdir()]
    return {f.name.removesuffix(suffix): f for f in sorted(files, key=lambda f: f.name) if f.name.endswith(suffix)}


def _read(name: str, suffix: str) -> str:
    files = _files(suffix)
    if name not in files:
        raise UsageError(f"The lexicon has no {name + suffix!r}; there are: {', '.join(files) or 'none'}.")
    return files[name].read_text(encoding="utf-8")


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``<name>.csv``, each a dict from column to text; an empty cell is ``""``. Do not change them.

    Raises
    ------
    UsageError
        There is no such table, or a row has another number of cells than the header; the message names it.
    """
    lines = [line for line in _read(name, ".csv").splitlines() if line.strip() and not line.startswith("#")]
    reader = csv.DictReader(lines, strict=True)
    rows = tuple(reader)
    for row in rows:
        if None in row or None in row.values():
            raise UsageError(f"The lexicon's {name}.csv has a row with too many or too few cells: {row}")
    return rows


@cache
def document(name: str) -> Any:
    """The content of ``<name>.yaml``. Do not change it.

    Raises
    ------
    UsageError
        There is no such file.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(_read(name, ".yaml"), Loader=loader)


@cache
def words(name: str, key: str | None = None) -> frozenset[str]:
    """The words of a list, as a set.

    Parameters
    ----------
    name
        A YAML file or, if there is none of that name, a CSV file.
    key
        For YAML, the path to one list inside, steps joined by ``.``; without it all words of the file. For CSV the
        column; without it the first.

    Raises
    ------
    UsageError
        There is no such file, or no such key or column.
    """
    if name in _files(".yaml"):
        content = document(name)
        for step in key.split(".") if key else ():
            if not isinstance(content, Mapping) or step not in content:
                raise UsageError(f"The lexicon's {name}.yaml has no {key!r}.")
            content = content[step]
        return frozenset(_leaves(content))
    rows = table(name)
    column = key or next(iter(rows[0]), "") if rows else ""
    if rows and column not in rows[0]:
        raise UsageError(f"The lexicon's {name}.csv has no column {key!r}; it has: {', '.join(rows[0])}.")
    return frozenset(row[column] for row in rows if row[column])


@cache
def alternatives(name: str, key: str | None = None) -> str:
    """The words of a list as one group of a regular expression, the longest first, blanks of any kind between them.

    Parameters
    ----------
    name, key
        As for :func:`words`.

    Raises
    ------
    UsageError
        There is no such list.
    """
    ordered = sorted(words(name, key), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(re.escape(word).replace(chr(92) + ' ', chr(92) + 's+') for word in ordered)})"


def _leaves(content: Any) -> Iterator[str]:
    if isinstance(content, Mapping):
        yield from _leaves(content.values())
    elif isinstance(content, Iterable) and not isinstance(content, str):
        for item in content:
            yield from _leaves(item)
    elif content is not None:
        yield str(content)
