"""Disagreements settled: what coders agree on becomes the corrections, the rest is a sheet for whoever decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.coding.agreement import DISAGREEMENT, added_groups, disagreements, shared_units
from toolkit.coding.judgements import Coder, Unit, coders
from toolkit.coding.sheets import sheet_lines
from toolkit.corrections.decisions import Decision, append, now, read
from toolkit.errors import UsageError, did_you_mean

DECIDED = "decided"
"""The column of the sheet in which the name of the coder stands whose decision is taken."""

NOBODY = "nobody"
"""In its place: nobody's, the row stays as the model found it, or is not added."""


@dataclass(frozen=True)
class Settled:
    """What came of an adjudication.

    Attributes
    ----------
    decisions
        What stands: agreed on, made by one coder alone, or settled.
    open
        Disagreements that nobody settled, one dict each as in :class:`toolkit.coding.Agreement`.
    """

    decisions: list[Decision]
    open: list[dict[str, str]]


def adjudicate(
    paths: Sequence[Path], settled: Path | None = None, prefer: str | None = None, who: str | None = None
) -> Settled:
    """Bring coders' decisions together.

    Parameters
    ----------
    paths
        Their files of decisions; a single one is taken as it is.
    settled
        The sheet of disagreements, with names of coders filled in under ``decided`` (``nobody``: none of them).
    prefer
        A coder whose decision is taken wherever coders disagree and the sheet says nothing.
    who
        Who settled; stands beside the coders in what was settled.

    Returns
    -------
    Settled
        What stands, and what is open still.

    Raises
    ------
    UsageError
        A file cannot be read, or a name is none of the coders'.
    """
    if not paths:
        raise UsageError("Adjudication needs a file of decisions, better two.")
    people = coders(paths)
    chosen = _chosen(settled, people)
    if prefer is not None:
        _check(prefer, people, "--prefer")
    told = disagreements(people)
    choice = _choices(told, chosen, prefer)
    done = [*_rows(people, told, choice, who), *_added(people, choice, who)]
    left = [one for one in told if _unit(one) not in choice]
    return Settled([*_others(people), *done], left)


def _choices(
    told: Sequence[Mapping[str, str]], chosen: Mapping[tuple[str, ...], str], prefer: str | None
) -> dict[Unit, str]:
    """By row, whose decision is taken; one name a row, since a decision is taken as a whole."""
    named: dict[Unit, set[str]] = {}
    for one in told:
        named.setdefault(_unit(one), set()).update(filter(None, [chosen.get(_key(one))]))
    for unit, names in named.items():
        if len(names) > 1:
            raise UsageError(
                f"{' '.join(unit)}: {' and '.join(sorted(names))} are both named under {DECIDED}; name one."
            )
    choice = {unit: next(iter(names), prefer) for unit, names in named.items()}
    return {unit: name for unit, name in choice.items() if name is not None}


def _unit(one: Mapping[str, str]) -> Unit:
    return one["doc_id"], one["table"], one["row"]


def _rows(
    people: Sequence[Coder], told: Sequence[Mapping[str, str]], choice: Mapping[Unit, str], who: str | None
) -> list[Decision]:
    """One decision a row: what all say, what the only coder says, or what was chosen; none where it is open."""
    disputed, shared = {_unit(one) for one in told}, set(shared_units(people))
    found = []
    for unit in sorted({unit for person in people for unit in person.rows}):
        held = {person.name: person.rows[unit] for person in people if unit in person.rows}
        if unit not in disputed:
            names = list(held) if unit in shared else [next(iter(held))]
            found.append(_signed(next(iter(held.values())), names, None))
        elif choice.get(unit) in held:
            found.append(_signed(held[choice[unit]], [choice[unit]], who))
    return found


def _added(people: Sequence[Coder], choice: Mapping[Unit, str], who: str | None) -> list[Decision]:
    """Rows that all coders added, or the only one; of the others those that were chosen."""
    found = []
    for group in added_groups(people):
        first = next(iter(group.values()))
        name = choice.get((str(first.doc_id), str(first.table), first.id))
        if len(group) == len(people):
            found.append(_signed(first, list(group), None))
        elif name in group:
            found.append(_signed(group[str(name)], [str(name)], who))
    return found


def _others(people: Sequence[Coder]) -> list[Decision]:
    """Decisions on actors, matches and the like, each once."""
    said: dict[str, Decision] = {}
    for person in people:
        for decision in person.others:
            said.setdefault(replace(decision, who="", when="", why="").line(), decision)
    return list(said.values())


def _signed(decision: Decision, names: Sequence[str], settled_by: str | None) -> Decision:
    """A decision with all who stand for it."""
    signed = ", ".join(names) + (f"; settled by {settled_by}" if settled_by else "")
    return replace(decision, who=signed, when=decision.when or now())


def _chosen(path: Path | None, people: Sequence[Coder]) -> dict[tuple[str, ...], str]:
    """By disagreement, the name that stands under ``decided``."""
    if path is None:
        return {}
    chosen = {}
    for number, line in sheet_lines(path, (*DISAGREEMENT, DECIDED), "readout adjudicate"):
        if line[DECIDED]:
            _check(line[DECIDED], people, f"{path}, line {number}")
            chosen[_key(line)] = line[DECIDED]
    return chosen


def _key(line: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(line[name] for name in ("doc_id", "table", "row", "column"))


def _check(name: str, people: Sequence[Coder], where: str) -> None:
    known = [*(person.name for person in people), NOBODY]
    if name not in known:
        raise UsageError(f"{where}: {name!r} is none of {', '.join(known)}{did_you_mean(name, known)}")


def keep(settled: Settled, output: Path) -> int:
    """Add what stands to a file of decisions, without what stands there already.

    Parameters
    ----------
    settled
        What came of the adjudication.
    output
        The file; made if missing.

    Returns
    -------
    int
        How many were added.

    Raises
    ------
    UsageError
        The file holds what is no decision.
    """
    there = {one.id for one in read(output)}
    new = [one for one in settled.decisions if one.id not in there]
    if new:
        append(output, new)
    return len(new)
