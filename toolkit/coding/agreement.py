"""How far coders agree: Krippendorff's alpha on rows and columns, F1 on rows that they added, and what they disagree on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from toolkit.coding.judgements import Coder, Unit, characters, coders, head, kept, pairs, value
from toolkit.corrections import Decision
from toolkit.errors import UsageError

KEPT = "is a row"
"""What is agreed on first: whether a row is one at all."""

DISAGREEMENT = ("doc_id", "table", "row", "words", "column")


@dataclass(frozen=True)
class Alpha:
    """Agreement on one question.

    Attributes
    ----------
    rows
        How many rows at least two coders judged.
    same
        Of these, the share on which all say the same.
    alpha
        Krippendorff's alpha for nominal data (*Content Analysis*, 4th ed. 2019, ch. 12); ``None`` where all values are
        the same, since then nothing can be said.
    """

    rows: int
    same: float | None
    alpha: float | None


@dataclass(frozen=True)
class Agreement:
    """What coders agree and disagree on.

    Attributes
    ----------
    coders
        Their names.
    questions
        By ``table: column``, the agreement; ``is a row`` first.
    added
        By table: ``rows``, how many each added; ``f1`` of added rows, and ``characters``, F1 of the characters they cover;
        means over the pairs of coders.
    disagreements
        One dict each: article, table, row, words, column, and what every coder says.
    """

    coders: tuple[str, ...]
    questions: dict[str, Alpha]
    added: dict[str, dict[str, Any]]
    disagreements: list[dict[str, str]]

    def __str__(self) -> str:
        lines = [f"{'agreement of ' + ', '.join(self.coders):40}{'rows':>6}{'same':>8}{'alpha':>8}"]
        for name, one in self.questions.items():
            lines.append(f"{name:40}{one.rows:6}{_number(one.same):>8}{_number(one.alpha):>8}")
        if self.added:
            lines.append(f"{'added rows':40}{'each':>14}{'F1':>8}{'characters F1':>16}")
        for table, told in self.added.items():
            each = ", ".join(map(str, told["rows"]))
            lines.append(f"{table:40}{each:>14}{_number(told['f1']):>8}{_number(told['characters']):>16}")
        lines.append(f"disagreements: {len(self.disagreements)}")
        return "\n".join(lines)


def _number(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"


def agreement(paths: Sequence[Path]) -> Agreement:
    """Measure how far coders agree.

    Parameters
    ----------
    paths
        Their files of decisions, two or more.

    Returns
    -------
    Agreement
        What they agree on, and what not.

    Raises
    ------
    UsageError
        There are fewer than two files, or one is no file of decisions.
    """
    if len(paths) < 2:
        raise UsageError("Agreement needs the files of two coders or more.")
    people = coders(paths)
    shared = shared_units(people)
    tables = sorted({table for _, table, _ in shared})
    questions: dict[str, Alpha] = {}
    for table in tables:
        units = [unit for unit in shared if unit[1] == table]
        questions |= {f"{table}: {column}": _alpha(answers) for column, answers in asked(people, units).items()}
    return Agreement(tuple(p.name for p in people), questions, _added(people), disagreements(people))


def shared_units(people: Sequence[Coder]) -> list[Unit]:
    """The rows that at least two coders judged, in order."""
    every = sorted({unit for person in people for unit in person.rows})
    return [unit for unit in every if sum(unit in person.rows for person in people) > 1]


Answers = dict[Unit, list[str]]
"""What each coder says of each row; empty where a coder has not judged it."""


def asked(people: Sequence[Coder], units: Sequence[Unit]) -> dict[str, Answers]:
    """What each coder says, by question; columns that somebody changed, only of rows that all who judged them keep."""
    found: dict[str, Answers] = {KEPT: {unit: [_kept(d) for d in _held(people, unit)] for unit in units}}
    agreed = [unit for unit in units if "no" not in found[KEPT][unit]]
    for column in _changed(people, agreed):
        found[column] = {unit: [_value(d, column) for d in _held(people, unit)] for unit in agreed}
    return found


def _changed(people: Sequence[Coder], units: Sequence[Unit]) -> list[str]:
    """The columns that somebody changed in some of the rows."""
    decided = [person.rows[unit] for unit in units for person in people if unit in person.rows]
    return sorted(set().union(*(decision.changes for decision in decided)))


def _value(decision: Decision | None, column: str) -> str:
    return "" if decision is None else value(decision, column)


def _held(people: Sequence[Coder], unit: Unit) -> list[Decision | None]:
    return [person.rows.get(unit) for person in people]


def _kept(decision: Decision | None) -> str:
    return "" if decision is None else "yes" if kept(decision) else "no"


def _alpha(answers: Mapping[Unit, Sequence[str]]) -> Alpha:
    import krippendorff

    said = [list(filter(None, row)) for row in answers.values()]
    values = sorted(set().union(*said))
    same = _mean([float(len(set(row)) == 1) for row in said])
    if len(values) < 2:
        return Alpha(len(said), same, None)
    counts = [[row.count(one) for one in values] for row in said]
    return Alpha(len(said), same, float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")))


def _added(people: Sequence[Coder]) -> dict[str, dict[str, Any]]:
    tables = sorted({str(d.table) for person in people for d in person.added})
    return {table: _added_to(table, people) for table in tables}


def _added_to(table: str, people: Sequence[Coder]) -> dict[str, Any]:
    held = [[d for d in person.added if d.table == table] for person in people]
    told = [_shared(one, other) for one, other in combinations(held, 2) if one or other]
    rows, letters = zip(*told, strict=True)
    return {"rows": [len(one) for one in held], "f1": _mean(rows), "characters": _mean(letters)}


def _shared(one: Sequence[Decision], other: Sequence[Decision]) -> tuple[float, float]:
    """F1 of two coders' added rows, and of the characters they cover."""
    rows = 2 * len(pairs(one, other)) / (len(one) + len(other))
    first, second = _letters(one), _letters(other)
    return rows, 2 * len(first & second) / (len(first) + len(second)) if first or second else rows


def _letters(added: Sequence[Decision]) -> set[tuple[str, int]]:
    return {(str(d.doc_id), i) for d in added for i in characters(head(d))}


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def disagreements(people: Sequence[Coder]) -> list[dict[str, str]]:
    """What coders disagree on, row by row and column by column; then rows that not all of them added.

    Parameters
    ----------
    people
        The coders.

    Returns
    -------
    list of dict
        Article, table, row, words, column, and by coder what each says (empty: not judged).
    """
    return [*_on_rows(people), *_on_added(people)]


def _on_rows(people: Sequence[Coder]) -> Iterator[dict[str, str]]:
    for unit in shared_units(people):
        words = next(str(d.words or "") for d in _held(people, unit) if d is not None)
        for column, answers in asked(people, [unit]).items():
            said = answers.get(unit, [])
            if len(set(filter(None, said))) > 1:
                yield _told((*unit, words, column), people, said)


def _on_added(people: Sequence[Coder]) -> Iterator[dict[str, str]]:
    for group in added_groups(people):
        if len(group) < len(people):
            some = next(iter(group.values()))
            said = [_added_words(group.get(person.name)) for person in people]
            yield _told((str(some.doc_id), str(some.table), some.id, _added_words(some), "added"), people, said)


def _told(where: Sequence[str], people: Sequence[Coder], said: Sequence[str]) -> dict[str, str]:
    return dict(zip(DISAGREEMENT, where, strict=True)) | {p.name: a for p, a in zip(people, said, strict=True)}


def _added_words(decision: Decision | None) -> str:
    if decision is None:
        return ""
    return "; ".join(f"{name}={value(decision, name)}" for name in decision.changes)


def added_groups(people: Sequence[Coder]) -> list[dict[str, Decision]]:
    """Rows that coders added, those that are one together: by coder, the decision."""
    groups: list[dict[str, Decision]] = []
    for person in people:
        left = list(person.added)
        for group in groups:
            match = pairs([next(iter(group.values()))], left)
            if match:
                group[person.name] = match[0][1]
                left.remove(match[0][1])
        groups += [{person.name: decision} for decision in left]
    return groups
