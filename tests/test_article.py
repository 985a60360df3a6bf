"""The article: its text, its zones, its hash."""

from __future__ import annotations

import hashlib

import pytest

from toolkit.articles import Article, Problem, Zone, ZoneKind


def test_hash_of_an_article_made_in_memory() -> None:
    assert Article("x", "Zürich").sha256 == hashlib.sha256("Zürich".encode()).hexdigest()
    assert Article("x", "Zürich", sha256="given").sha256 == "given"
    assert len(Article("x", "\udcff").sha256) == 64


def test_spans_of_one_kind() -> None:
    zones = (Zone(0, 4, ZoneKind.HEADLINE), Zone(5, 9, ZoneKind.FURNITURE), Zone(10, 14, ZoneKind.FURNITURE))
    article = Article("x", "Head text more", zones=zones)
    assert article.spans(ZoneKind.FURNITURE) == [(5, 9), (10, 14)]
    assert article.spans(ZoneKind.BYLINE) == []


def test_an_article_cannot_be_altered() -> None:
    with pytest.raises(AttributeError):
        Article("x", "text").text = "other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (Problem("a/b.txt", None, "empty", "a/b.txt: The file is empty."), "a/b.txt: The file is empty."),
        (Problem("a/b.txt", "line 3", "failed", "No end."), "a/b.txt (line 3): No end."),
    ],
)
def test_a_problem_names_its_file_once(problem: Problem, line: str) -> None:
    assert str(problem) == line
