"""Executed notebooks without what differs from run to run: times, random ids, process numbers, paths of the machine."""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

from toolkit.reporting.streams import merged

ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
# tried at the beginning of words only, so that a long word takes no longer than its length
_KERNEL_FILE = re.compile(r"(?<![^\s'\"<>])[^\s'\"<>]*?ipykernel_\d+[/\\]\d+\.py")


def plain(text: str) -> str:
    """Text of a kernel without colours, overwritten lines, and the process numbers that make every run different."""
    lines = ANSI.sub("", text).replace("\r\n", "\n").split("\n")
    kept = "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in lines)
    kept = _KERNEL_FILE.sub("<cell>", kept)
    for folder, name in _folders():
        kept = kept.replace(f"{folder}{os.sep}", f"<{name}>{os.sep}")
    return kept


@cache
def _folders() -> tuple[tuple[str, str], ...]:
    """Folders of this machine that a traceback may name, and what is told instead; IPython writes a user's own with ``~``."""
    places = ((sys.prefix, "environment"), (sys.base_prefix, "python"), (str(Path(__file__).parents[2]), "readout"))
    homes = [(home, "~") for home in [str(Path.home())] if home != os.sep]
    short = [(place.replace(home, tilde, 1), name) for place, name in places for home, tilde in homes]
    return (
        *(pair for pair in (*places, *short) if pair[0] not in ("", os.sep)),
        *((home, "home") for home, _ in homes),
    )


_ADDRESS = re.compile(r"(?<= at )0x[0-9a-f]{6,16}(?=>|&gt;)")
_STYLER = re.compile(r"\bT_[0-9a-f]{5}(?![0-9a-f])")


def _steady(text: str, cell: int) -> str:
    """Without addresses in memory and the random ids of pandas' Styler, which are numbered by cell."""
    known: dict[str, str] = {}
    numbered = _STYLER.sub(lambda match: known.setdefault(match.group(), f"T_{cell:02d}x{len(known):02d}"), text)
    return _ADDRESS.sub("0x0", numbered)


WIDGET = "application/vnd.jupyter.widget-view+json"
DROPPED = ("papermill", "execution", "ExecuteTime", "collapsed", "scrolled", "trusted", "widgets")


def normalise(notebook: Any) -> Any:
    """Take out of an executed notebook all that differs from run to run: times, random ids, process numbers, paths."""
    for key in DROPPED:
        notebook.metadata.pop(key, None)
    for number, cell in enumerate(notebook.cells, 1):
        cell.id = f"cell-{number:02d}"
        for key in DROPPED:
            cell.metadata.pop(key, None)
        if cell.cell_type != "code":
            continue
        cell.outputs = merged(cell.outputs)
        for output in cell.outputs:
            _normalise_output(output, number)
    return notebook


def _normalise_output(output: Any, number: int) -> None:
    output.get("metadata", {}).pop("execution", None)
    data = output.get("data", {})
    if "text/html" in data:  # a widget that also shows itself without a kernel
        data.pop(WIDGET, None)
    for kind in ("text/plain", "text/html"):
        if isinstance(data.get(kind), str):
            data[kind] = _steady(data[kind], number)
    if output.output_type == "stream":
        output.text = plain(output.text)
    elif output.output_type == "error":
        output.evalue, output.traceback = plain(output.evalue), [plain(line) for line in output.traceback]
