"""Whether a run would find all as the last one left it, told by file stamps alone, before anything heavy is imported.

What was asked and found is kept in the folder of analyses, not among the reports, which are the same wherever they are made.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.cache import default_folder
from toolkit.errors import MachineError
from toolkit.files import write
from toolkit.naming import CODEBOOK, CORRECTIONS, MANIFEST

if TYPE_CHECKING:
    from toolkit.reporting.outcome import ReportRun

Stamps = dict[str, list[int] | None]
"""Path, and what the system says of it: size, times of the last change to content and to the rest, and number."""

IRRELEVANT = {"progress", "jobs", "engine", "timeout", "dask", "piece"}
"""Options on which no report depends."""

ELSEWHERE = ("force", "summary", "junit", "fail_on")
"""Options that ask for more than reports, or for new ones."""

FILES = ("notebook", "corpus_notebook", "corrections", "codebook")
"""Options that name a file."""

COARSE = 2.0
"""Seconds within which some file systems cannot tell two changes apart."""


class LastRun:
    """The last run that made the reports of a folder, as asked for now.

    Parameters
    ----------
    paths
        The articles' files and folders.
    output
        The folder of reports.
    options
        All options of the command.
    """

    def __init__(self, paths: Iterable[Path], output: Path, options: Mapping[str, Any]) -> None:
        self.output = output
        self.usable = bool(options["cache"]) and not any(options[name] for name in ELSEWHERE)
        self.usable = self.usable and "GITHUB_ACTIONS" not in os.environ
        asked = {name: value for name, value in options.items() if name not in IRRELEVANT}
        today = time.strftime("%Y-%m-%d") if options["as_of"] == "today" else ""
        told = json.dumps([asked, str(Path.cwd()), today, sys.version, sys.path], default=str, sort_keys=True)
        self.asked = hashlib.sha256(told.encode()).hexdigest()
        self.file = default_folder() / "runs" / f"{hashlib.sha256(str(output.absolute()).encode()).hexdigest()}.json"
        self.began = time.time()
        self.inputs = self._inputs(list(paths), options) if self.usable else {}

    def _inputs(self, paths: list[Path], options: Mapping[str, Any]) -> Stamps:
        """The stamps of all that reports are made from; taken before anything is read."""
        package = Path(__file__).parents[1]
        named = filter(None, map(options.get, FILES))
        beside = [path.parent / name for path in paths for name in (CODEBOOK, CORRECTIONS)]
        shipped = [root / "notebooks" for root in (package, package.parent)]
        installed = map(Path, filter(None, sys.path))  # what is installed or removed changes the folder's stamp
        found = _stamps([*named, *beside, *installed])
        for path in [*paths, package, *shipped]:
            found |= dict(_below(path))
        self.usable = self.usable and all(found[str(path)] for path in paths)
        return found

    def said(self) -> tuple[list[str], str, int] | None:
        """The notes, the summary and the exit status of a run that would change nothing; ``None`` where one might."""
        if not self.usable:
            return None
        try:
            kept = json.loads(self.file.read_bytes())
            same = kept["asked"] == self.asked and kept["inputs"] == self.inputs
            if same and kept["outputs"] == _stamps(map(Path, kept["outputs"])):
                return list(kept["notes"]), str(kept["summary"]), int(kept["status"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return None

    def keep(self, run: ReportRun, notes: list[str]) -> None:
        """Remember that a run has left nothing to do, if so."""
        if not self.usable:
            return
        newest = max((stamp[1] for stamp in self.inputs.values() if stamp), default=0) / 1e9
        if run.failed or newest > self.began - COARSE:
            self.file.unlink(missing_ok=True)
            return
        again = run.again()
        kept = {
            "asked": self.asked,
            "inputs": self.inputs,
            "outputs": _stamps(self._outputs()),
            "notes": notes,
            "summary": again.summary(),
            "status": again.exit_code,
        }
        with suppress(MachineError):  # it can be found out again
            write(self.file, json.dumps(kept))

    def _outputs(self) -> list[Path]:
        folder = self.output.absolute()
        reports = json.loads((folder / MANIFEST).read_bytes())["reports"]
        names = {name for report in reports.values() for name in report["files"]} | {"index.html", MANIFEST}
        return [folder / name for name in sorted(names)]


def _stamps(paths: Iterable[Path]) -> Stamps:
    return {str(path): _stamp(path) for path in paths}


def _stamp(path: Path | os.DirEntry[str]) -> list[int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


def _below(path: Path | os.DirEntry[str], depth: int = 40) -> Iterator[tuple[str, list[int] | None]]:
    """The stamps of a file, or of a folder and all below it; folders of compiled code change with every version."""
    yield os.fspath(path), _stamp(path)
    if path.is_dir() and depth:
        with suppress(OSError), os.scandir(path) as entries:
            for entry in entries:
                if entry.name != "__pycache__":
                    yield from _below(entry, depth - 1)
