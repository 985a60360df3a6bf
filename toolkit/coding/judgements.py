"""What each coder holds of each row, from files of decisions."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.corrections.decisions import Action, Decision, read, standing
from toolkit.errors import UsageError
from toolkit.records import Spans

AS_FOUND = "as found"
"""The value of a column that a coder left as it was."""

ALIKE = 0.5
"""Share of their characters in common (intersection over union) from which two coders' added rows are one."""

JUDGED = (Action.ACCEPT, Action.REJECT, Action.EDIT)

Unit = tuple[str, str, str]
"""Article, table and id of a row."""


@dataclass(frozen=True)
class Coder:
    """One coder's decisions.

    Attributes
    ----------
    name
        Who: the stem of the file.
    rows
        By row, the decision that stands.
    added
        Rows that the coder added.
    others
        Decisions on actors, matches and the like.
    """

    name: str
    rows: Mapping[Unit, Decision] = field(default_factory=dict)
    added: Sequence[Decision] = ()
    others: Sequence[Decision] = ()


def coders(paths: Sequence[Path]) -> list[Coder]:
    """The coders of some files of decisions.

    Parameters
    ----------
    paths
        One file a coder.

    Returns
    -------
    list of Coder
        In the order of the files.

    Raises
    ------
    UsageError
        A file is missing, is no file of decisions, or two have the same name.
    """
    for path in paths:
        if not path.is_file():
            raise UsageError(f"{path}: there is no such file; give files of decisions, one a coder")
    names = [path.stem for path in paths]
    for name in names:
        if names.count(name) > 1:
            raise UsageError(f"Two files are called {name!r}; coders go by the names of their files.")
    return [_coder(path) for path in paths]


def _coder(path: Path) -> Coder:
    held = standing(read(path))
    rows = {(str(d.doc_id), str(d.table), str(d.row)): d for d in held if d.action in JUDGED}
    added = [d for d in held if d.action is Action.ADD]
    return Coder(path.stem, rows, added, [d for d in held if d.action not in (*JUDGED, Action.ADD)])


def kept(decision: Decision) -> bool:
    """Whether the coder holds the row to be one, be it with another value in a column."""
    return decision.action is not Action.REJECT


def value(decision: Decision, column: str) -> str:
    """What a column of a row should hold, in one string."""
    if column not in decision.changes:
        return AS_FOUND
    return json.dumps(decision.changes[column], ensure_ascii=False, sort_keys=True)


def head(decision: Decision) -> Spans:
    """Where an added row stands: its action, its content, or its first spans."""
    spans = [v for k, v in sorted(decision.changes.items()) if k.endswith("_spans")]
    first: Sequence[Sequence[int]] = (
        decision.changes.get("action_spans") or decision.changes.get("content_spans") or next(iter(spans), [])
    )
    return tuple((int(start), int(end)) for start, end, *_ in first)


def characters(spans: Spans) -> set[int]:
    """The characters that spans cover."""
    return {i for start, end in spans for i in range(start, end)}


def alike(one: Decision, other: Decision) -> float:
    """How far two added rows cover the same characters of the same table: intersection over union, 0 to 1."""
    if (one.doc_id, one.table) != (other.doc_id, other.table):
        return 0.0
    first, second = characters(head(one)), characters(head(other))
    if not first or not second:
        return float(one.changes == other.changes)
    return len(first & second) / len(first | second)


def pairs(one: Sequence[Decision], other: Sequence[Decision]) -> list[tuple[Decision, Decision]]:
    """Added rows of two coders that are one, the most alike first, each once."""
    ranked = sorted(
        ((alike(a, b), i, j) for i, a in enumerate(one) for j, b in enumerate(other)), key=lambda t: (-t[0], t[1], t[2])
    )
    taken: tuple[set[int], set[int]] = set(), set()
    found = []
    for likeness, i, j in ranked:
        if likeness >= ALIKE and i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            found.append((one[i], other[j]))
    return found
