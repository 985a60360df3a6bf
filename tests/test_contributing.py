"""What CONTRIBUTING.md names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from toolkit.lexicon import FOLDERS

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
HOUSE, RECIPES = TEXT.split("\n## Recipes\n")
RECIPE = {part.split("\n", 1)[0]: part for part in RECIPES.split("\n### ")[1:]}
NAMED = re.findall(r"`([\w./-]+)`|\]\(([\w./-]+)\)", TEXT)
PATHS = sorted(
    {path for pair in NAMED for path in pair if "/" in path or path.endswith((".csv", ".md", ".py", ".yaml"))}
)


@pytest.mark.parametrize("path", PATHS)
def test_paths_are_there(path: str) -> None:
    lexicon = [ROOT / "toolkit" / "lexicon" / folder / path for folder in FOLDERS] if "/" not in path else []
    assert any(place.exists() for place in (ROOT / path, *lexicon))


def test_there_are_twelve_recipes_and_each_names_files() -> None:
    assert [title.split(".")[0] for title in RECIPE] == [str(n) for n in range(1, 13)]
    assert [title for title, text in RECIPE.items() if not re.search(r"`(?:toolkit|notebooks)/[^`]+`", text)] == []


def test_the_map_has_twenty_lines_and_every_room() -> None:
    lines = re.findall(r"(?m)^\| (`.+?) \|", HOUSE)
    assert len(lines) == 20
    rooms = [f"{p.relative_to(ROOT).as_posix()}/" for p in (ROOT / "toolkit").iterdir() if (p / "__init__.py").exists()]
    rooms += [
        f"{p.relative_to(ROOT).as_posix()}/" for p in (ROOT / "toolkit/nlp").iterdir() if (p / "__init__.py").exists()
    ]
    assert [room for room in rooms if room != "toolkit/nlp/" and f"`{room}`" not in HOUSE] == []


@pytest.mark.parametrize("target", re.findall(r"(?m)^`?make ([a-z-]+)|`make ([a-z-]+)`", TEXT))
def test_targets_are_in_the_makefile(target: tuple[str, str]) -> None:
    name = next(filter(None, target))
    assert re.search(rf"(?m)^{name}:", (ROOT / "Makefile").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("_MODULES", "toolkit/readers/registry.py"),
        ("_EXPORTS", "toolkit/readers/exports/texts.py"),
        ("FORMAT", "toolkit/readers/plain.py"),
        ("productions", "toolkit/nlp/time/periods.py"),
        (".cm-refusal", "toolkit/display/style.css"),
    ],
)
def test_names_are_in_their_files(name: str, path: str) -> None:
    assert name in TEXT
    assert path in TEXT
    assert name in (ROOT / path).read_text(encoding="utf-8")
