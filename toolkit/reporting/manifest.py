"""What the reports in a folder were made from, so that what has not changed is not made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from toolkit.naming import MANIFEST

_MADE_BY = (
    *("corpus", "display", "lexicon", "reporting"),
    *("analysis.py", "articles.py", "findings.py", "records.py", "schema.py", "tables.py"),
)
_LIBRARIES = ("jinja2", "matplotlib", "nbconvert", "papermill", "ipykernel", "networkx", "pygments", "scipy")


def digest(*parts: bytes) -> str:
    """SHA-256 over some parts, their lengths included."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()


@cache
def maker() -> str:
    """A digest of all that makes reports: this package's displays and templates, and the libraries' versions."""
    import platform

    root = Path(__file__).parents[1]
    files: list[Path] = []
    for name in _MADE_BY:
        path = root / name
        files += [p for p in path.rglob("*") if p.is_file() and p.suffix != ".pyc"] if path.is_dir() else [path]
    parts = [p.relative_to(root).as_posix().encode() + b"\0" + p.read_bytes() for p in sorted(files)]
    versions = [f"{name} {metadata.version(name)}".encode() for name in _LIBRARIES]
    return digest(*parts, *versions, platform.python_version().encode())


class Manifest:
    """The manifest of a folder of reports: for each report the key of what it was made from, and its files' digests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / MANIFEST
        self.entries: dict[str, dict[str, Any]] = self._read()

    def _read(self) -> dict[str, dict[str, Any]]:
        try:
            entries = json.loads(self.path.read_text(encoding="utf-8"))["reports"]
        except (OSError, ValueError, KeyError, TypeError):
            return {}
        return entries if isinstance(entries, dict) else {}

    def current(self, name: str, key: str) -> bool:
        """Whether the report's files are all there, unchanged, and made from what ``key`` stands for."""
        entry = self.entries.get(name)
        if not isinstance(entry, Mapping) or entry.get("key") != key or not isinstance(entry.get("files"), Mapping):
            return False
        return bool(entry["files"]) and all(
            _digest_of(self.folder / file) == known for file, known in entry["files"].items()
        )

    def put(self, name: str, key: str, files: Iterable[str]) -> None:
        """Record that a report was made."""
        self.entries[name] = {"key": key, "files": {file: _digest_of(self.folder / file) for file in sorted(files)}}

    def drop(self, name: str) -> None:
        """Forget a report that failed."""
        self.entries.pop(name, None)

    def retire(self, name: str) -> list[str]:
        """Remove the files of a report whose article is gone; returns those that stay since they were changed by hand."""
        known = self.entries.pop(name, {}).get("files") or {}
        changed = [file for file, was in known.items() if _digest_of(self.folder / file) not in (was, None)]
        for file in known:
            if file not in changed:
                (self.folder / file).unlink(missing_ok=True)
        return changed

    def text(self) -> str:
        """The manifest as it is written to :data:`~toolkit.naming.MANIFEST`."""
        return json.dumps({"reports": self.entries}, indent=1, sort_keys=True) + "\n"


def _digest_of(path: Path) -> str | None:
    try:
        return digest(path.read_bytes())
    except OSError:
        return None
