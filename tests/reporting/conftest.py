"""Reports really made from the invented article, once a session, and the browser that looks at them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
import sample

from toolkit.findings import ArticleAnalysis
from toolkit.reporting import ReportRun, report
from toolkit.results import Analysis

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> ReportRun:
    """The report on the invented article and on a hostile one, made by the project's own notebook."""
    folder = tmp_path_factory.mktemp("made") / "a {folder} of 'reports'"
    return report(
        Analysis([sample.analysed(), renamed("<b>&{x}'\"../\u202e", sample.hostile())]), folder, progress=False, jobs=2
    )


def renamed(doc_id: str, analysed: ArticleAnalysis) -> ArticleAnalysis:
    from dataclasses import replace

    return replace(analysed, article=replace(analysed.article, doc_id=doc_id))


@pytest.fixture
def notebook(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes a small notebook: cells as texts, the first one tagged ``parameters``."""

    def write(*sources: str, parameters: str = 'doc: str = ""', name: str = "small.ipynb") -> Path:
        node = nbformat.v4.new_notebook()
        node.cells = [nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]})]
        node.cells += [
            nbformat.v4.new_markdown_cell(text[3:]) if text.startswith("md:") else nbformat.v4.new_code_cell(text)
            for text in sources
        ]
        nbformat.write(node, tmp_path / name)
        return tmp_path / name

    return write
