"""Fixtures that all tests share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sample
from hypothesis import settings
from spacy.language import Language
from spacy.tokens import Doc

from toolkit.findings import ArticleAnalysis

ROOT = Path(__file__).parents[1]

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
