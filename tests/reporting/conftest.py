"""Reports really made from the invented article, once a session, and the browser that looks at them."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import labs
import nbformat
import pytest
import sample

from toolkit.findings import ArticleAnalysis
from toolkit.reporting import ReportRun, report
from toolkit.results import Analysis


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[labs.Lab]:
    """A JupyterLab that runs as long as the tests do."""
    with labs.running(tmp_path_factory) as lab:
        yield lab


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


@pytest.fixture
def barriers(visit: Any) -> Callable[..., list[Any]]:
    """A function that opens a page and gives what axe-core finds against accessibility in it."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("axe-core is not installed (pip install axe-playwright-python)")
    axe = Path(found.origin).with_name("axe.min.js").read_text(encoding="utf-8")
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

    def look(path: Path, before: str = "", **options: Any) -> list[Any]:
        page = visit(path, bypass_csp=True, **options).page  # the page's own policy would not let axe in
        if before:
            page.evaluate(before)
        page.evaluate(axe)
        violations = page.evaluate("rules => axe.run(document, {runOnly: rules}).then(r => r.violations)", rules)
        return [(v["id"], [node["html"][:200] for node in v["nodes"][:3]]) for v in violations]

    return look
