"""Fixtures that all tests share."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sample
from hypothesis import settings
from spacy.language import Language
from spacy.tokens import Doc

from toolkit.findings import ArticleAnalysis

ROOT = Path(__file__).parents[1]

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # see toolkit.reporting.engine

# A busy machine is no failure, and the same run gives the same verdict.
settings.register_profile("readout", deadline=None, derandomize=True)
settings.register_profile("quick", settings.get_profile("readout"), max_examples=25)
settings.load_profile("readout")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The language model that is installed."""
    from toolkit.nlp.pipeline import load_model

    return load_model()


@pytest.fixture(scope="session")
def parse_text(nlp: Language) -> Callable[..., Doc]:
    """A function from an article's text (and its other fields) to a parsed Doc."""
    from toolkit.articles import Article
    from toolkit.nlp.document.parsing import parse

    def parsed(text: str, **fields: object) -> Doc:
        article = Article("test", text, **fields)  # type: ignore[arg-type]
        return next(iter(parse(nlp, [article])))[1]

    return parsed


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold data that is kept beside the project; users do not have it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the gold data that is kept beside the project is not there")
    return folder


@pytest.fixture
def analysed() -> ArticleAnalysis:
    """The invented article, analysed by hand."""
    return sample.analysed()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


class Visit:
    """A page opened from disk, with all that it asked for and complained of."""

    def __init__(self, browser: Any, path: Path, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.said: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.said.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.goto(path.as_uri())


@pytest.fixture
def visit(browser: Any) -> Iterator[Any]:
    visits: list[Visit] = []

    def open_page(path: Path, **options: Any) -> Visit:
        visits.append(Visit(browser, path, **options))
        return visits[-1]

    yield open_page
    for opened in visits:
        opened.context.close()
