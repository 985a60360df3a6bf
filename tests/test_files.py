"""Files are written whole or not at all, and drafts of runs that are gone are swept away."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sample import analysed as invented

from toolkit import files
from toolkit.cache import Cache
from toolkit.errors import MachineError
from toolkit.reporting import ci, leftovers
from toolkit.results import Analysis
from toolkit.tables import write_tables
from toolkit.training import commitments

PACKAGE = Path(__file__).parents[1] / "toolkit"


@pytest.fixture
def gone() -> int:
    """The number of a process that is there no longer."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def writers() -> dict[str, Callable[[Path], Any]]:
    """Everything that writes a named file, each with what makes it write to the path given."""
    analysis = Analysis([invented()])
    return {
        "text": lambda path: files.write(path, "new"),
        "cache.json": lambda path: _put(path),
        "analysis.json": lambda path: invented().save(path),
        "analyses.json.gz": lambda path: analysis.save(path),
        "actors.jsonl": lambda path: write_tables({"actors": analysis.records("actors")}, path.parent),
        "summary.md": lambda path: ci.write_summary(path, "new"),
        "confidence.csv": lambda path: commitments.write([], path, "new"),
    }


def _put(path: Path) -> None:
    store = Cache(path.parent)
    store._path = lambda name: path  # type: ignore[method-assign]
    store.put("name", "new")


@pytest.mark.parametrize("name", writers())
def test_who_reads_the_old_file_goes_on_reading_it(tmp_path: Path, name: str) -> None:
    path, held = tmp_path / name, tmp_path / "held"
    path.write_text("old")
    os.link(path, held)  # what a reader has open: the same file, whatever its name becomes
    writers()[name](path)
    assert held.read_text() == "old"
    assert path.read_bytes() not in (b"old", b"")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([name, "held"])


def test_nothing_else_writes() -> None:
    """All writing goes through one function; only the kernel's own folder, which is thrown away, is written to directly."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
                given = [
                    a.value for a in [*node.args, *(k.value for k in node.keywords)] if isinstance(a, ast.Constant)
                ]
                opened = called == "open" and any(
                    isinstance(g, str) and set(g) & set("wax+") and len(g) < 4 for g in given
                )
                if opened or called in ("write_text", "write_bytes", "NamedTemporaryFile", "mkstemp"):
                    found.add(path.relative_to(PACKAGE).as_posix())
    assert found == {"files.py", "reporting/engine.py", "reporting/forking/asking.py"}


@pytest.mark.skipif(os.name != "posix", reason="needs limits on files")
def test_what_stood_there_stays_when_the_disk_is_full(tmp_path: Path) -> None:
    import resource

    path = tmp_path / "a.json"
    path.write_text("old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(MachineError, match=r"a\.json cannot be written: File too large"):
            files.write(path, "x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]
    assert path.read_text() == "old"


def test_an_interrupted_draft_does_not_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        files.write(tmp_path / "a.json", "new")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name != "posix", reason="needs links and devices")
def test_links_stay_links_modes_stay_and_devices_are_written_to(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    files.write(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o640
    files.write(Path(os.devnull), "new")
    assert not Path(os.devnull).is_file()


def test_lone_surrogates_are_written_as_asked(tmp_path: Path) -> None:
    files.write(tmp_path / "a", "\ud800é")
    files.write(tmp_path / "b", "\ud800é", errors="backslashreplace")
    assert (tmp_path / "a").read_text("utf-8") == "?é"
    assert (tmp_path / "b").read_text("utf-8") == "\\ud800é"


def test_drafts_of_the_dead_are_swept_and_nothing_else(tmp_path: Path, gone: int) -> None:
    kept = [f".a.html.{os.getpid()}", ".profile", f".settings.{gone}", f"b.html.{gone}", "c.html", ".readout.json"]
    for name in [*kept, f".a.html.{gone}", f".b-1.json.{gone}", f"..readout.json.{gone}", f".tables.jsonl.{gone}"]:
        (tmp_path / name).write_text("")
    files.made(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(kept)


def test_the_cache_is_swept_when_it_is_opened(tmp_path: Path, gone: int) -> None:
    kept, swept = tmp_path / "ab" / "abc.json", tmp_path / "ab" / f".abc.json.{gone}"
    kept.parent.mkdir()
    for path in (kept, swept):
        path.write_text(json.dumps(1))
    Cache(tmp_path)
    assert list(kept.parent.iterdir()) == [kept]


def test_folders_of_kernels_are_swept_when_their_process_is_gone(
    tmp_path: Path, gone: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    own = leftovers.kernel_folder()
    kept = [Path(own).name, "readout-of-mine", f"other-{gone}-x"]
    for name in (f"readout-{gone}-x", *kept[1:]):
        (tmp_path / name).mkdir()
    with suppress(OSError):
        (tmp_path / f"readout-{gone}-link").symlink_to(tmp_path / "readout-of-mine")
    leftovers.sweep()
    assert sorted(p.name for p in tmp_path.iterdir() if not p.is_symlink()) == sorted(kept)
    assert (tmp_path / "readout-of-mine").is_dir()
