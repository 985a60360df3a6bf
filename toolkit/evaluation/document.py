"""All figures at once, as Markdown that a document keeps between markers, so that what it says cannot drift.

``<!-- figures: endtoend -->`` opens a block and ``<!-- end -->`` closes it; what stands between is replaced by the command
and what it prints. A block whose gold was not given is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from toolkit import files
from toolkit.errors import UsageError
from toolkit.evaluation.comparison import comparison
from toolkit.evaluation.registry import EVALUATIONS, measure

OWN = {
    "endtoend": ("tests/gold/articles", "articles"),
    "commentary": ("tests/gold/commentary",),
    "accounts": ("tests/gold/accounts", "articles"),
    "ledger": ("tests/gold/ledger", "articles"),
    "speed": ("articles",),
}
"""Gold that comes with the project, by evaluation."""

PRECISE = " precise"
_BLOCK = re.compile(r"(<!-- figures: (?P<name>[a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_LEFT_OUT = ("misses", "articles")
"""Parts of figures that name single rows: a document would repeat the gold's words."""


def blocks(
    gold: Mapping[str, tuple[str, ...]],
    model: str | None = None,
    tell: Callable[[str], None] = lambda name: None,
    measured: Callable[[str, Mapping[str, Any]], None] = lambda name, figures: None,
) -> dict[str, str]:
    """Markdown by evaluation: the command, and what it prints without the single rows.

    Parameters
    ----------
    gold
        Paths by evaluation; :data:`OWN` is that of the project. With " precise" behind the name, in that mode.
    model
        As in :func:`toolkit.analyze`.
    tell
        Called with the name of each evaluation as it begins.
    measured
        Called with the name of each and its figures as it ends.
    """
    found: dict[str, str] = {}
    for key, paths in gold.items():
        name = key.removesuffix(PRECISE)
        if name not in EVALUATIONS:
            continue
        tell(key)
        mode = "precise" if key != name else None
        figures = measure(name, [Path(path) for path in paths], model=model, mode=mode)
        measured(key, figures)
        found[key] = block(name, paths, figures, mode)
        if mode is None and figures.get("calibration"):
            found[f"{name} calibration"] = _calibration(name, paths, figures)
        if key == "attribution":
            found["comparison"] = comparison(figures)
    return found


def block(name: str, paths: tuple[str, ...], figures: Mapping[str, Any], mode: str | None = None) -> str:
    """One evaluation as a fenced block."""
    import importlib

    shown = {
        key: type(value)() if key in _LEFT_OUT and not isinstance(value, int) else value
        for key, value in figures.items()
    }
    command = _command(name, paths) + (f" --mode {mode}" if mode else "")
    return _fenced(command, importlib.import_module(EVALUATIONS[name][0]).table(shown))


def _calibration(name: str, paths: tuple[str, ...], figures: Mapping[str, Any]) -> str:
    from toolkit.evaluation.calibration import table

    return _fenced(f"{_command(name, paths)} --calibration", table(figures["calibration"]))


def _fenced(command: str, text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"```text\n$ {command}\n{lines}\n```\n"


def _command(name: str, paths: tuple[str, ...]) -> str:
    return " ".join(["readout evaluate", name, *(_short(path) for path in paths)])


def _short(path: str) -> str:
    """A path without the folders of this machine: relative as given, else its last two parts."""
    return Path(*Path(path).parts[-2:]).as_posix() if Path(path).is_absolute() else Path(path).as_posix()


def markdown(found: Mapping[str, str]) -> str:
    """All blocks one after another, with their markers."""
    return "\n".join(f"<!-- figures: {name} -->\n{text}<!-- end -->\n" for name, text in found.items())


def renew(path: Path, found: Mapping[str, str]) -> list[str]:
    """Replace the blocks of a document; returns the names of those replaced.

    Raises
    ------
    UsageError
        The document cannot be read, or has no block at all.
    """
    try:
        before = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    names = [match["name"] for match in _BLOCK.finditer(before)]
    if not names:
        raise UsageError(f"{path}: there is no <!-- figures: NAME --> ... <!-- end --> to renew")

    def replaced(match: re.Match[str]) -> str:
        return f"{match[1]}{found[match['name']]}{match[3]}" if match["name"] in found else match[0]

    files.write(path, _BLOCK.sub(replaced, before))
    return [name for name in names if name in found]


def gold_paths(given: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The project's own gold and what was given of other, by evaluation."""
    found = dict(OWN)
    evaluations = {"polnear": "attribution"} | {name: name for name in ("news", "plover", "time", "names")}
    for name, evaluation in evaluations.items():
        if name in given:
            found[evaluation] = (given[name],)
            if evaluation == "attribution":
                found[evaluation + PRECISE] = (given[name],)
    if "speakers_texts" in given:
        found["speakers"] = (given["speakers_texts"], "tests/gold/speakers.jsonl")
    return found
