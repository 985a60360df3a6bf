"""The invented article, analysed by hand."""

from __future__ import annotations

import pytest
import sample

from toolkit.findings import ArticleAnalysis


@pytest.fixture
def analysed() -> ArticleAnalysis:
    return sample.analysed()
