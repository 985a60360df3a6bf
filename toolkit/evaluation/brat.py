"""Gold attributions in brat standoff: ``text/<stem>.txt`` and ``attributions/<stem>_<annotator>.ann``, as in PolNeAR.

An attribution is an event whose arguments are the roles Source, Cue and Content; each is a list of character spans
(``T3  Content 10 24;40 61`` is one content in two pieces).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.errors import UsageError
from toolkit.records import Spans

ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution: three roles, each a tuple of character spans; ``cue_class`` and ``confidence`` of a found one."""

    source: Spans = ()
    cue: Spans = ()
    content: Spans = ()
    cue_class: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text and what one annotator found in it; offsets count in ``text``, which is the file's, line ends as they are."""

    stem: str
    text: str
    attributions: list[Attribution] = field(default_factory=list)


def read_annotations(path: Path) -> list[Attribution]:
    """The attributions of one standoff file that have a content, in text order."""
    spans: dict[str, Spans] = {}
    events: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        if len(cells) < 2:
            continue
        if cells[0].startswith("T"):
            pieces = cells[1].partition(" ")[2].split(";")
            spans[cells[0]] = tuple((int(s), int(e)) for s, e in (piece.split() for piece in pieces))
        elif cells[0].startswith("E"):
            events.append(cells[1].split()[1:])
    found = []
    for arguments in events:
        roles: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for argument in arguments:
            name, _, key = argument.partition(":")
            roles[name.rstrip("0123456789").lower()].extend(spans.get(key, ()))
        if roles["content"]:
            source, cue, content = (tuple(sorted(roles[role])) for role in ROLES)
            found.append(Attribution(source, cue, content))
    return sorted(found, key=lambda a: (a.content, a.cue))


def read_gold(folder: Path, annotator: str | None = None) -> list[GoldText]:
    """The texts of a folder with the attributions of one annotator each, sorted by name.

    Parameters
    ----------
    folder
        Holds ``text/`` and ``attributions/``.
    annotator
        Whose annotation is taken; ``None`` for the first by name. Texts without one are left out.

    Raises
    ------
    UsageError
        The folder has not these parts.
    """
    if not (folder / "text").is_dir() or not (folder / "attributions").is_dir():
        raise UsageError(f"{folder}: no brat standoff here; it should hold the folders text/ and attributions/")
    files: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        stem, _, who = path.name.removesuffix(".ann").rpartition("_")
        if annotator in (None, who):
            files[stem].append(path)
    found = []
    for path in sorted((folder / "text").glob("*.txt")):
        stem = path.name.removesuffix(".txt")
        if stem in files:
            found.append(GoldText(stem, path.read_bytes().decode("utf-8"), read_annotations(files[stem][0])))
    return found
