"""The loader of word lists."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from toolkit import lexicon
from toolkit.errors import UsageError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lexicon of our own, with nothing remembered."""
    for function in (lexicon.table, lexicon.document, lexicon.words):
        monkeypatch.setattr(lexicon, function.__name__, function.__wrapped__)
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    (tmp_path / "en").mkdir()
    return tmp_path


def test_a_table_has_rows_and_no_comments(folder: Path) -> None:
    (folder / "pets.csv").write_text(
        '# from life\nname,sound\ncat,"miaow, purr"\n\n# a late remark\nfish,\n', encoding="utf-8"
    )
    assert lexicon.table("pets") == ({"name": "cat", "sound": "miaow, purr"}, {"name": "fish", "sound": ""})
    assert lexicon.words("pets") == {"cat", "fish"}
    assert lexicon.words("pets", "sound") == {"miaow, purr"}


def test_a_row_with_a_cell_too_many_is_named(folder: Path) -> None:
    (folder / "pets.csv").write_text("name,sound\ncat,miaow,purr\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"pets\.csv"):
        lexicon.table("pets")


def test_a_document_yields_its_words_by_key(folder: Path) -> None:
    (folder / "en" / "cues.yaml").write_text("speech: [say, tell]\nfinding:\n  strong: [prove]\n", encoding="utf-8")
    assert lexicon.words("cues", "speech") == {"say", "tell"}
    assert lexicon.words("cues", "finding.strong") == {"prove"}
    assert lexicon.words("cues") == {"say", "tell", "prove"}
    with pytest.raises(UsageError, match="no 'thought'"):
        lexicon.words("cues", "thought")


def test_an_unknown_name_tells_what_there_is(folder: Path) -> None:
    (folder / "pets.csv").write_text("name\ncat\n", encoding="utf-8")
    with pytest.raises(UsageError, match="there are: pets"):
        lexicon.table("pest")
    with pytest.raises(UsageError, match="no column 'colour'"):
        lexicon.words("pets", "colour")
