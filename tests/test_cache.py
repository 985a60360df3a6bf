from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import toolkit
from toolkit.cache import SHAPING, Cache, code_fingerprint, default_folder, key


def test_what_is_put_is_got(tmp_path: Path) -> None:
    store = Cache(tmp_path / "new")
    store.put(key("a"), {"x": [1, None, "é"]})
    assert store.get(key("a")) == {"x": [1, None, "é"]}
    assert store.get(key("b")) is None


def test_a_damaged_file_counts_as_missing(tmp_path: Path) -> None:
    store = Cache(tmp_path)
    store.put(key("a"), 1)
    next(tmp_path.rglob("*.json")).write_bytes(b"\xff{")
    assert store.get(key("a")) is None


def test_no_folder_keeps_nothing() -> None:
    store = Cache(None)
    store.put(key("a"), 1)
    assert store.get(key("a")) is None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    Cache(tmp_path / "file").put(key("a"), 1)


def test_keys_depend_on_every_part() -> None:
    assert len({key("a", {"b": 1}), key("a", {"b": 2}), key("b", {"b": 1})}) == 3
    assert key({"a": 1, "b": 2}) == key({"b": 2, "a": 1})


def test_the_folder_can_be_named(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("READOUT_CACHE", str(tmp_path))
    assert default_folder() == tmp_path


def test_the_fingerprint_is_of_the_code_that_shapes_an_analysis() -> None:
    assert len(code_fingerprint()) == 64


def test_all_that_the_analysis_imports_makes_kept_ones_stale_when_it_changes() -> None:
    root = Path(toolkit.__file__).parent
    parts = [root / name for name in SHAPING]
    files = [file for part in parts for file in (part.rglob("*.py") if part.is_dir() else [part])]
    imported = {
        name for file in files for name in re.findall(r"^\s*from toolkit\.(\w+)", file.read_text("utf-8"), re.M)
    }
    assert imported - {"errors"} == {name.removesuffix(".py") for name in SHAPING}


WRITER = """
import sys, threading
from pathlib import Path
from toolkit.cache import Cache, key
store = Cache(Path(sys.argv[1]))

def work(n):
    for turn in range(20):
        store.put(key("same"), {"text": f"{n}" * 1_000_000, "by": n})
        found = store.get(key("same"))
        assert found["text"] == f"{found['by']}" * 1_000_000

threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
hooked = []
threading.excepthook = hooked.append
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
sys.exit(len(hooked))
"""


@pytest.mark.untraced
def test_many_threads_and_processes_may_write_the_same_at_once(tmp_path: Path) -> None:
    processes = [subprocess.Popen([sys.executable, "-c", WRITER, tmp_path]) for _ in range(3)]
    assert [process.wait() for process in processes] == [0, 0, 0]
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".json"]
