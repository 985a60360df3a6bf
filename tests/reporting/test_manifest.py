"""What a folder of reports was made from: a report counts as made only while all its files are as they were written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.naming import MANIFEST
from toolkit.reporting.manifest import Manifest


def made(folder: Path, *files: str) -> Manifest:
    """A folder with one report "r", made from "key", as it is found when it is opened again."""
    for file in files:
        (folder / file).write_text(file, encoding="utf-8")
    manifest = Manifest(folder)
    manifest.put("r", "key", files)
    (folder / MANIFEST).write_text(manifest.text(), encoding="utf-8")
    return Manifest(folder)


def test_a_report_is_current_while_key_and_files_are_the_same(tmp_path: Path) -> None:
    manifest = made(tmp_path, "a.html", "b.html")
    assert manifest.current("r", "key")
    assert not manifest.current("r", "other")
    assert not manifest.current("other", "key")


def test_a_report_without_files_is_never_current(tmp_path: Path) -> None:
    assert not made(tmp_path).current("r", "key")


@pytest.mark.parametrize("harm", [lambda p: p.unlink(), lambda p: p.write_text("by hand", encoding="utf-8")])
def test_a_report_with_one_file_gone_or_changed_is_not_current(tmp_path: Path, harm: Callable[[Path], object]) -> None:
    manifest = made(tmp_path, "a.html", "b.html")
    harm(tmp_path / "b.html")
    assert not manifest.current("r", "key")


@pytest.mark.parametrize("entry", ["[]", '{"key": "key"}', '{"key": "key", "files": []}', '{"key": "key", "files": 1}'])
def test_an_entry_that_is_damaged_is_not_current(tmp_path: Path, entry: str) -> None:
    (tmp_path / MANIFEST).write_text(f'{{"reports": {{"r": {entry}}}}}', encoding="utf-8")
    assert not Manifest(tmp_path).current("r", "key")


def test_files_changed_by_hand_are_kept_when_their_article_is_gone(tmp_path: Path) -> None:
    manifest = made(tmp_path, "a.html", "b.html")
    (tmp_path / "b.html").write_text("by hand", encoding="utf-8")
    assert manifest.retire("r") == ["b.html"]
    assert [(tmp_path / file).exists() for file in ("a.html", "b.html")] == [False, True]
    assert not manifest.current("r", "key")
