"""Failing articles: told with their reason, without harm to the others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from sample import analysed as invented

from toolkit.articles import Problem
from toolkit.reporting import ReportRun, report
from toolkit.reporting.forking.asking import can_fork
from toolkit.reporting.steady import plain
from toolkit.results import Analysis

pytestmark = pytest.mark.slow

BEHAVE = """
import os, sys, time
from toolkit import display
how = display.load(doc).article.title
if how == "raises":
    raise ValueError("<b>the {sum} is wrong</b>")
if how == "dies":
    os._exit(3)
if how == "exits":
    sys.exit(0)
if how == "hangs":
    time.sleep(600)
if how == "kills":
    os.kill(os.getppid(), 9)
    time.sleep(5)
"""


FORKS = pytest.param("fork", marks=pytest.mark.skipif(not can_fork(), reason="only Linux has all that forks take"))


@pytest.fixture(scope="module", params=[FORKS, "kernel"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, engine: str) -> ReportRun:
    folder = tmp_path_factory.mktemp("failing")
    node = nbformat.v4.new_notebook()
    node.cells = [
        nbformat.v4.new_code_cell('doc: str = ""', metadata={"tags": ["parameters"]}),
        nbformat.v4.new_markdown_cell("## Behaviour"),
        nbformat.v4.new_code_cell("print('before')"),
        nbformat.v4.new_code_cell(BEHAVE),
        nbformat.v4.new_code_cell("print('the end')"),
    ]
    nbformat.write(node, folder / "behave.ipynb")
    manners = ("works", "raises", "dies", "exits", "hangs", "kills")
    analysis = Analysis(
        [invented(doc_id=how, title=how) for how in manners],
        [Problem("articles/empty.txt", None, "empty", "the file is <empty>; give it words")],
    )
    return report(
        analysis,
        folder / "out",
        notebook=folder / "behave.ipynb",
        jobs=2,
        timeout=5,
        progress=False,
        corpus=False,
        engine=engine,
    )


def page(run: ReportRun, doc_id: str) -> str:
    name = next(r.name for r in run.reports if r.doc_id == doc_id)
    return (run.folder / f"{name}.html").read_text(encoding="utf-8")


def test_only_the_one_that_works_is_made(run: ReportRun) -> None:
    assert {r.doc_id: r.state for r in run.reports} == {
        "works": "made", "raises": "failed", "dies": "failed", "exits": "failed", "hangs": "failed",
        "kills": "failed",
    }  # fmt: skip
    assert run.exit_code == 1


@pytest.mark.parametrize(
    ("doc_id", "reason"),
    [
        ("raises", "cell 4 failed: ValueError: <b>the {sum} is wrong</b>"),
        ("dies", "cell 4: the kernel died"),
        ("exits", "cell 4 ended the run early (SystemExit: 0)"),
        ("hangs", "cell 4: the time allowed for a cell ran out"),
        ("kills", "the process that makes reports ended (status -9)"),
    ],
)
def test_the_reason_is_told_everywhere(run: ReportRun, doc_id: str, reason: str, engine: str) -> None:
    from markupsafe import escape

    if (doc_id, engine) == ("kills", "fork"):  # what it kills is the process that forked it
        reason = "cell 4: the kernel died"
    assert next(r.reason for r in run.reports if r.doc_id == doc_id) == reason
    assert f"failed: {doc_id}: {reason}" in run.summary()
    assert str(escape(reason)) in run.index.read_text(encoding="utf-8")
    top = page(run, doc_id).partition("<h2 ")[2][:600]
    assert "This report is incomplete" in top
    assert str(escape(reason)) in top


def test_what_was_done_is_kept(run: ReportRun, engine: str) -> None:
    for failed in run.failed:
        assert (run.folder / f"{failed.name}.json").is_file()
        executed = nbformat.read(run.folder / f"{failed.name}.ipynb", as_version=4)
        if (failed.doc_id, engine) == ("kills", "kernel"):  # with its process the outputs were lost
            continue
        outputs = [cell.outputs for cell in executed.cells if cell.cell_type == "code"]
        assert outputs[2][0].text == "before\n"
        assert outputs[-1] == []


def test_the_traceback_is_folded_and_escaped(run: ReportRun) -> None:
    shown = page(run, "raises")
    assert "<details><summary>Traceback</summary>" in shown
    assert "<b>the" not in shown
    assert "\x1b" not in shown


def test_the_index_lists_failures_and_problems_at_the_top(run: ReportRun) -> None:
    index = run.index.read_text(encoding="utf-8")
    assert index.index("5 failed") < index.index("<main")
    assert "the file is &lt;empty&gt;; give it words" in index
    assert "articles/empty.txt" in run.summary()


def test_a_failed_article_is_tried_again(run: ReportRun) -> None:
    assert all(failed.name not in (run.folder / ".readout.json").read_text(encoding="utf-8") for failed in run.failed)


def test_a_problem_alone_makes_the_exit_code_one(tmp_path: Path) -> None:
    assert (
        report(
            Analysis([], [Problem("a.txt", None, "empty", "empty")]), tmp_path, progress=False, corpus=False
        ).exit_code
        == 1
    )


def test_an_error_that_a_cell_declares_is_no_failure(tmp_path: Path, notebook: Callable[..., Path]) -> None:
    path = notebook("1 / 0")
    node = nbformat.read(path, as_version=4)
    node.cells[1].metadata["tags"] = ["raises-exception"]
    nbformat.write(node, path)
    assert report(Analysis([invented()]), tmp_path / "out", notebook=path, progress=False, corpus=False).exit_code == 0


def test_a_long_line_costs_no_more_than_its_length() -> None:
    assert plain("x" * 3_000_000 + "\ry") == "y"
    assert plain("/" * 1_000_000) == "/" * 1_000_000
    assert plain('File "/tmp/ipykernel_12/345.py", line 1') == 'File "<cell>", line 1'
