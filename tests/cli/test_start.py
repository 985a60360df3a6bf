"""What need not be imported is not: help, and a run that has nothing to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.cli.main import main
from toolkit.cli.unchanged import LastRun
from toolkit.naming import MANIFEST
from toolkit.reporting.outcome import ArticleReport, ReportRun

pytestmark = pytest.mark.untraced

HEAVY = {
    "IPython", "dask", "jupyter_client", "lxml", "matplotlib", "nbconvert", "nbformat", "networkx", "numpy", "pandas",
    "papermill", "psutil", "pyarrow", "scipy", "spacy", "textacy", "tqdm", "trafilatura", "zmq",
}  # fmt: skip


def loaded(code: str) -> set[str]:
    asked = f"import sys, atexit\natexit.register(lambda: print('\\n', *sys.modules, file=sys.stderr))\n{code}"
    run = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in run.stderr.splitlines()[-1].split()}


COMMANDS = ("", "'report', ", "'extract', ", "'export', ", "'evaluate', ", "'read', ")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_imports_nothing_heavy(command: str) -> None:
    found = loaded(f"from toolkit.cli.main import main\nmain([{command}'--help'])")
    assert found.isdisjoint(HEAVY)


def test_the_package_imports_nothing_heavy() -> None:
    found = loaded("import toolkit")
    assert found.isdisjoint({*HEAVY, "click", "json", "inspect"})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with articles that were there long enough, and reports."""
    (tmp_path / "articles" / "older").mkdir(parents=True)
    (tmp_path / "reports").mkdir()
    for name in ("articles/a.txt", "articles/older/b.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
        os.utime(tmp_path / name, (time.time() - 100,) * 2)
    for name in ("articles", "articles/older"):
        os.utime(tmp_path / name, (time.time() - 100,) * 2)
    manifest = {"reports": {name: {"files": {f"{name}.html": ""}} for name in "ab"}}
    (tmp_path / "reports" / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    for name in ("a.html", "b.html", "index.html"):
        (tmp_path / "reports" / name).write_text(name, encoding="utf-8")
    monkeypatch.setenv("READOUT_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setattr("toolkit.cli.unchanged.COARSE", -1e9)  # the tests' own sources may be new
    monkeypatch.chdir(tmp_path)
    return tmp_path


def last(*options: str) -> LastRun:
    context = main.commands["report"].make_context("report", ["articles", "-o", "reports", *options])
    return LastRun(context.params["paths"], context.params["output"], context.params)


def keep(*options: str, state: str = "made") -> None:
    done = ReportRun(Path("reports"), (ArticleReport("a", "a", state), ArticleReport("b", "b", "made")))
    last(*options).keep(done, ["a note"])


def test_a_run_that_would_change_nothing_says_what_it_would_say(folder: Path) -> None:
    assert last().said() is None
    keep()
    known = last().said()
    assert known is not None
    notes, summary, status = known
    assert notes == ["a note"]
    assert summary.startswith("2 reports: 2 up to date already\n")
    assert status == 0


def edit(path: str) -> Callable[[], object]:
    return lambda: Path(path).write_text("changed", encoding="utf-8")


CHANGES: dict[str, Callable[[], object]] = {
    "an article": edit("articles/a.txt"),
    "an article below": edit("articles/older/b.txt"),
    "an article with its old date and size": lambda: (
        Path("articles/a.txt").write_text("x" * len("articles/a.txt"), encoding="utf-8"),
        os.utime("articles/a.txt", (0, 0)),
    ),
    "one more": edit("articles/c.txt"),
    "one less": lambda: Path("articles/a.txt").unlink(),
    "another name": lambda: Path("articles/a.txt").rename("articles/z.txt"),
    "corrections": edit("articles/corrections.jsonl"),
    "a report": edit("reports/a.html"),
    "a report that is gone": lambda: Path("reports/b.html").unlink(),
    "the index": edit("reports/index.html"),
    "the record of it": edit(f"reports/{MANIFEST}"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_any_change_is_noticed(folder: Path, what: str) -> None:
    keep()
    CHANGES[what]()
    assert last().said() is None


@pytest.mark.parametrize(
    "options",
    [["--mode", "precise"], ["--rules-alone"], ["-p", "most=3"], ["--no-cache"], ["--force"], ["--junit", "j.xml"]],
)
def test_other_options_are_another_run(folder: Path, options: list[str]) -> None:
    keep()
    assert last(*options).said() is None
    assert last("--no-progress", "--jobs", "2", "--engine", "kernel").said() is not None


def test_a_failed_report_is_tried_again(folder: Path) -> None:
    keep()
    keep(state="failed")
    assert last().said() is None


def test_what_changed_just_now_is_looked_at_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.cli.unchanged.COARSE", 2.0)
    Path("articles/a.txt").write_text("new", encoding="utf-8")
    keep()
    assert last().said() is None


def test_a_damaged_record_counts_as_none(folder: Path) -> None:
    keep()
    last().file.write_text("{", encoding="utf-8")
    assert last().said() is None


def test_a_run_that_would_change_nothing_imports_nothing_heavy(folder: Path) -> None:
    words = ["report", "articles", "-o", "reports"]
    asked = (
        "import toolkit.cli.unchanged as u\nfrom toolkit.cli.main import main\n"
        "u.LastRun.said = lambda self: (['a note'], 'all is well', 0)\n"
        f"main({words!r})"
    )
    assert loaded(asked).isdisjoint(HEAVY)
