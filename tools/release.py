"""Checks that a release is what its tag says, and prints what changed in it: ``python tools/release.py v0.2.0``.

pyproject.toml, CITATION.cff and the newest section of CHANGELOG.md must name the version of the tag, and the section and the
citation the same day. Needs nothing but Python, so that it runs before anything is installed.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
_SECTION = re.compile(r"^## (?P<version>\S+) \((?P<day>[^)]+)\)\n(?P<notes>.*?)(?=^## |\Z)", re.M | re.S)


def notes(tag: str, root: Path = ROOT) -> str:
    """What changed in the release of a tag, in Markdown.

    Raises
    ------
    ValueError
        Files and tag do not agree; the message says which and what to do.
    """
    version = tag.removeprefix("v")
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    section = _SECTION.search((root / "CHANGELOG.md").read_text(encoding="utf-8"))
    citation = dict(
        re.findall(r"^(version|date-released): *(\S+)$", (root / "CITATION.cff").read_text(encoding="utf-8"), re.M)
    )
    if section is None or not section["notes"].strip():
        raise ValueError("CHANGELOG.md has no section '## VERSION (DAY)' with words in it")
    for name, found in (
        ("pyproject.toml", project),
        ("CITATION.cff", citation.get("version")),
        ("the first section of CHANGELOG.md", section["version"]),
    ):
        if found != version:
            raise ValueError(f"the tag says {version}, {name} says {found}")
    try:
        dt.date.fromisoformat(section["day"])
    except ValueError:
        raise ValueError(f"CHANGELOG.md says {version} ({section['day']}); give it its day, as 2026-01-31") from None
    if citation.get("date-released") != section["day"]:
        raise ValueError(
            f"CITATION.cff says date-released: {citation.get('date-released')}, CHANGELOG.md {section['day']}"
        )
    return section["notes"].strip() + "\n"


if __name__ == "__main__":
    try:
        sys.stdout.write(notes(*sys.argv[1:2]))
    except ValueError as error:
        sys.exit(f"This is no release: {error}.")
