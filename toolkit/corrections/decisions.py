"""A researcher's decisions, one JSON object a line: appended only, never changed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from toolkit.errors import UsageError, did_you_mean
from toolkit.files import read_text, write


class Action(StrEnum):
    """What a decision does."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    ADD = "add"
    MERGE = "merge"
    SPLIT = "split"
    ALIAS = "alias"
    FACT = "fact"
    MATCH = "match"
    CALIBRATE = "calibrate"
    UNDO = "undo"


LLM = "llm:"
"""How the signature of a language model begins; its name follows."""

NEEDED: dict[Action, tuple[str, ...]] = {
    Action.ACCEPT: ("doc_id", "table", "row"),
    Action.REJECT: ("doc_id", "table", "row"),
    Action.EDIT: ("doc_id", "table", "row", "changes"),
    Action.ADD: ("doc_id", "table", "changes"),
    Action.MERGE: ("rows",),
    Action.SPLIT: ("doc_id", "row", "changes"),
    Action.ALIAS: ("name", "of"),
    Action.FACT: ("name", "changes"),
    Action.MATCH: ("rows", "same"),
    Action.CALIBRATE: ("table", "changes"),
    Action.UNDO: ("of",),
}
"""What each action cannot do without."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of a file of decisions.

    Attributes
    ----------
    action
        What it does.
    who, when, why
        Who decided (``llm:MODEL`` for a language model), when (ISO 8601, UTC), and a note.
    doc_id, sha256
        The article, and the SHA-256 of the text the decision was made on.
    table, row
        The table, and the id of its row; of :attr:`Action.SPLIT`, the actor.
    words
        What stood at the row's head then, by which the row is found again where its id has changed.
    changes
        Columns and their new values, as JSON holds them; of :attr:`Action.SPLIT`, ``mentions`` and ``name``; of
        :attr:`Action.CALIBRATE`, ``slope`` and ``intercept`` (see :mod:`toolkit.coding.calibration`).
    rows
        Ids: actors to merge into the first, or commitments that are (not) the same.
    same
        Of :attr:`Action.MATCH`: whether they are.
    name, of
        Of :attr:`Action.ALIAS`: the name, and the actor's it stands for; of :attr:`Action.FACT`: the actor's; of
        :attr:`Action.UNDO`: the id of the decision taken back.
    """

    action: Action
    who: str = ""
    when: str = ""
    why: str = ""
    doc_id: str | None = None
    sha256: str | None = None
    table: str | None = None
    row: str | None = None
    words: str | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    rows: tuple[str, ...] = ()
    same: bool | None = None
    name: str | None = None
    of: str | None = None

    @property
    def id(self) -> str:
        """Made of all that it says, so that it is the same in every copy of the file."""
        return f"d-{hashlib.sha256(self.line().encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"

    @property
    def by_person(self) -> bool:
        """Whether a person decided, and not a language model."""
        return not self.who.startswith(LLM)

    def line(self) -> str:
        """The decision as a line of the file.

        Returns
        -------
        str
            JSON, without the line's end; what is not said is left out.
        """
        said = {f.name: getattr(self, f.name) for f in fields(self)}
        return json.dumps({k: v for k, v in said.items() if v not in (None, "", (), {})}, ensure_ascii=False)


_KNOWN = frozenset(f.name for f in fields(Decision))


def parse(line: str, where: str) -> Decision:
    """The decision in a line.

    Parameters
    ----------
    line
        A JSON object.
    where
        The file and the line's number, for messages.

    Returns
    -------
    Decision
        What it says.

    Raises
    ------
    UsageError
        It is none; the message says where and why.
    """
    try:
        said = json.loads(line)
    except ValueError as error:
        raise UsageError(f"{where}: is no JSON ({error}); a decision is one JSON object a line") from None
    if not isinstance(said, dict) or "action" not in said:
        raise UsageError(f"{where}: is no decision; it needs at least an action: {', '.join(Action)}")
    _check_names(said, where)
    action = Action(said["action"])
    lacking = [name for name in NEEDED[action] if said.get(name) in (None, "", [], {})]
    if lacking:
        raise UsageError(f"{where}: {action} needs {', '.join(NEEDED[action])}, but has no {lacking[0]}")
    _check_kinds(said, where)
    if action is Action.MATCH and len(said["rows"]) != 2:
        raise UsageError(f"{where}: match needs two rows")
    return Decision(**said | {"action": action, "rows": tuple(said.get("rows", ()))})


def _check_names(said: dict[str, Any], where: str) -> None:
    if said["action"] not in list(Action):
        hint = did_you_mean(str(said["action"]), list(Action)) or "."
        raise UsageError(f"{where}: there is no action {said['action']!r}{hint} There are: {', '.join(Action)}")
    for name in said:
        if name not in _KNOWN:
            raise UsageError(f"{where}: a decision has no {name!r}{did_you_mean(name, _KNOWN) or ''}")


def _check_kinds(said: dict[str, Any], where: str) -> None:
    kinds = {"changes": dict, "rows": list, "same": bool}
    for name, value in said.items():
        if not isinstance(value, kinds.get(name, str)):
            raise UsageError(f"{where}: {name} should be {kinds.get(name, str).__name__}, but is {value!r}")


def read(path: Path | str) -> list[Decision]:
    """The decisions of a file, in its order; empty where there is no such file.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    list of Decision
        Those that are taken back included.

    Raises
    ------
    UsageError
        The file cannot be read, or a line is no decision; the message names it.
    """
    file = Path(path)
    try:
        text = read_text(file)
    except FileNotFoundError:
        return []
    lines = enumerate(text.split("\n"), 1)
    return [parse(line, f"{file}, line {number}") for number, line in lines if line.strip()]


def append(path: Path | str, decisions: Iterable[Decision]) -> None:
    """Add decisions at the end of a file; what stands there stays.

    Parameters
    ----------
    path
        The file; made if missing.
    decisions
        What to add.

    Raises
    ------
    MachineError
        It cannot be written.
    """
    file = Path(path)
    before = file.read_text(encoding="utf-8-sig") if file.exists() else ""
    if before and not before.endswith("\n"):
        before += "\n"
    write(file, before + "".join(f"{decision.line()}\n" for decision in decisions), errors="backslashreplace")


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that hold: those not taken back, the last of several that take each other's place.

    A decision to accept, reject or edit a row takes the place of an earlier one on the same row; edits of different columns add
    up. A verdict on a pair of commitments takes the place of an earlier one. An undo can itself be taken back. What a person
    decided stands against a language model.

    Parameters
    ----------
    decisions
        In the order in which they were made.

    Returns
    -------
    list of Decision
        In the same order.
    """
    kept: dict[Any, Decision] = {}
    for decision in not_undone(decisions):
        place = _place(decision)
        earlier = kept.get(place)
        if earlier is not None and earlier.by_person and not decision.by_person:
            continue
        kept.pop(place, None)
        kept[place] = _added_up(earlier, decision)
    return list(kept.values())


def not_undone(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that were not taken back, in their order, without those that take back.

    Parameters
    ----------
    decisions
        In the order in which they were made.

    Returns
    -------
    list of Decision
        Also those that a later one takes the place of.
    """
    given, undone = list(decisions), set[str]()
    for decision in reversed(given):
        if decision.action is Action.UNDO and decision.id not in undone:
            undone.add(str(decision.of))
    return [one for one in given if one.action is not Action.UNDO and one.id not in undone]


def _place(decision: Decision) -> Any:
    """What a decision is about: two on the same do not both hold."""
    if decision.action in (Action.ACCEPT, Action.REJECT, Action.EDIT):
        return decision.doc_id, decision.table, decision.row
    if decision.action is Action.MATCH:
        return frozenset(decision.rows)
    if decision.action is Action.ALIAS:
        return decision.action, decision.name
    if decision.action is Action.CALIBRATE:
        return decision.action, decision.table
    return decision.id


def _added_up(earlier: Decision | None, later: Decision) -> Decision:
    from dataclasses import replace

    if earlier is None or earlier.action is not Action.EDIT or later.action is not Action.EDIT:
        return later
    return replace(later, changes=earlier.changes | later.changes, words=earlier.words, sha256=earlier.sha256)


def now() -> str:
    """The time as decisions hold it: UTC, to the millisecond."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
