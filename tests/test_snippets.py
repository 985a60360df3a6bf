"""What README and docs show runs, and prints what they say it does."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("sybil", reason="sybil is not installed (pip install sybil)")
snippets = pytest.importorskip("snippets")

ROOT = snippets.ROOT
LANGUAGES = {"python", "sh", "text", "json", "yaml", "csv", "sql", "{toctree}", "{eval-rst}", "{include}", ""}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder as the project's own, whose articles and reports are copies."""
    folder = tmp_path_factory.mktemp("pages")
    for name in ("tests", "docs", "notebooks"):
        (folder / name).symlink_to(ROOT / name, target_is_directory=True)
    return folder


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.rmtree(folder / "articles", ignore_errors=True)
    shutil.copytree(ROOT / "articles", folder / "articles")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("READOUT_CACHE", str(folder / "cache"))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary.md"))
    monkeypatch.setenv("MPLBACKEND", "agg")
    monkeypatch.setenv("COLUMNS", "120")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("page", snippets.PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_shows_runs(page: Path, here: Path) -> None:
    assert all(len(reason) > 8 for reason in snippets.run(page))


@pytest.mark.untraced
@pytest.mark.parametrize("page", snippets.PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_block_names_a_language_that_is_known(page: Path) -> None:
    opened = re.findall(r"^```(.*)$", page.read_text(encoding="utf-8"), re.M)
    assert set(opened) <= LANGUAGES
    assert not set(opened[::2]) & {""}, "a block without a language is neither run nor compared"
