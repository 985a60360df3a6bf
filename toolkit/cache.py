"""Analysed articles on disk, under a name made of everything that shaped them."""

from __future__ import annotations

import hashlib
import importlib.resources
import json
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from toolkit.errors import MachineError
from toolkit.files import sweep, write

SHAPING = ("nlp", "lexicon", "records.py", "schema.py", "articles.py", "layout.py")
"""The parts of this package whose change makes a cached analysis stale."""


def default_folder() -> Path:
    """Where analyses are kept: ``$READOUT_CACHE``, else the user's cache folder."""
    named = os.environ.get("READOUT_CACHE")
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_cache_dir("readout"))


@cache
def code_fingerprint(parts: tuple[str, ...] = SHAPING) -> str:
    """SHA-256 over the files of parts of this package, by default :data:`SHAPING`: code, word lists and weights."""
    digest = hashlib.sha256()
    root = Path(str(importlib.resources.files("toolkit")))
    for name in parts:
        path = root / name
        files = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix != ".pyc") if path.is_dir() else [path]
        for file in files:
            digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def key(*parts: Any) -> str:
    """The name of a cached value that the given JSON-able parts determine."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


class Cache:
    """A folder of JSON files; a damaged or unreadable one counts as missing.

    Parameters
    ----------
    folder
        Made when first written to; what runs that were cut off left in it is swept away. ``None`` keeps nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        if folder is not None:
            sweep(folder.glob("[0-9a-f][0-9a-f]"))

    def _path(self, name: str) -> Path | None:
        return None if self.folder is None else self.folder / name[:2] / f"{name}.json"

    def get(self, name: str) -> Any:
        """The value kept under a name, or ``None``."""
        path = self._path(name)
        try:
            return None if path is None else json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    def put(self, name: str, value: Any) -> None:
        """Keep a JSON-able value; a full or read-only disk is no error, since it can be computed again."""
        path = self._path(name)
        if path is None:
            return
        with suppress(MachineError):
            write(path, json.dumps(value))
