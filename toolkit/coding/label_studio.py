"""What coders did to our rows in Label Studio, as a file of decisions each.

The file is Label Studio's export as JSON (labelstud.io, *Label Studio JSON format of annotated tasks*): a list of tasks with
``data`` and ``annotations``. A region is known by its id, which is the row's with a number; where the id is another one, by
its label and place.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.corrections import Corrections
from toolkit.corrections.editing import editable
from toolkit.errors import UsageError
from toolkit.export.annotation import pieces
from toolkit.export.found import Row, rows
from toolkit.records import CommitmentKind, Span

if TYPE_CHECKING:
    from toolkit.findings import ArticleAnalysis
    from toolkit.results import Analysis

NEW_ROWS = {
    **{kind.value: ("commitments", "action_spans") for kind in CommitmentKind},
    "statement": ("attributions", "content_spans"),
}
"""By label, the table of a region that a coder drew, and its spans' column."""

KINDS = {"commitments": "kind", "actors": "type"}
"""Columns that a region's label stands for."""


@dataclass
class Taken:
    """What came of an export.

    Attributes
    ----------
    files
        By coder, the file of decisions.
    decisions
        By coder, how many there are.
    left
        What could not be taken over, each in a sentence.
    """

    files: dict[str, Path] = field(default_factory=dict)
    decisions: dict[str, int] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of text with a label, as a coder left it."""

    id: str
    label: str
    span: Span


def read_label_studio(path: Path, analysis: Analysis, folder: Path) -> Taken:
    """Turn an export into files of decisions: rows kept, changed, deleted and drawn anew.

    A row whose regions are all as they were is accepted, one without its main region is rejected, moved regions and other
    labels are edits, and new regions of a commitment, refusal, threat or statement are added.

    Parameters
    ----------
    path
        The export, as JSON.
    analysis
        The articles as they were exported, without corrections.
    folder
        Where the files of decisions go, one a coder; must hold none of their names yet.

    Returns
    -------
    Taken
        The files, and what could not be taken over.

    Raises
    ------
    UsageError
        The file is no such export, or a coder has a file already.
    """
    taken, logs = Taken(), dict[str, Corrections]()
    for number, (doc_id, who, regions) in enumerate(_annotations(path), 1):
        if doc_id not in analysis:
            taken.left.append(f"{path}, annotation {number}: there is no article {doc_id!r}")
            continue
        if who not in logs:
            file = folder / f"{_plain(who)}.jsonl"
            if file.exists():
                raise UsageError(f"{file} is there already; name another folder, or move it away.")
            logs[who], taken.files[who] = Corrections(file, who), file
        taken.left += [f"{doc_id}, {who}: {told}" for told in _decide(logs[who], analysis[doc_id], regions)]
    taken.decisions = {who: len(log) for who, log in logs.items()}
    return taken


def _annotations(path: Path) -> Iterator[tuple[str, str, list[Region]]]:
    """Article, coder and regions of every annotation that was handed in."""
    wrong = UsageError(f"{path}: is no export of Label Studio; export the project as JSON (not JSON-MIN)")
    try:
        tasks = json.loads(path.read_text(encoding="utf-8"))
        for task in tasks:
            for annotation in task["annotations"]:
                if not annotation.get("was_cancelled"):
                    yield str(task["data"]["doc_id"]), _who(annotation), list(_regions(annotation["result"]))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, AttributeError):
        raise wrong from None


def _who(annotation: Mapping[str, Any]) -> str:
    """A coder's address or, where the export has only that, number."""
    who = annotation.get("completed_by", "coder")
    return str(who.get("email") or who.get("id") if isinstance(who, dict) else who)


def _plain(who: str) -> str:
    """A coder's name as a file's: what comes from an export is never a path."""
    return re.sub(r"[^\w.@+-]+", "_", who).strip("._") or "coder"


def _regions(result: Iterable[Mapping[str, Any]]) -> Iterator[Region]:
    for one in result:
        if one.get("type") == "labels":
            value = one["value"]
            yield Region(str(one["id"]), str(value["labels"][0]), (int(value["start"]), int(value["end"])))


class _Annotation:
    """The regions of an annotation, each taken once: by id, or else by label and place."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self.left = {region.id: region for region in regions}

    def take(self, key: str, label: str, span: Span) -> Region | None:
        at_place = (region.id for region in self.left.values() if (region.label, region.span) == (label, span))
        found = key if key in self.left else next(at_place, None)
        return None if found is None else self.left.pop(found)


def _decide(log: Corrections, article: ArticleAnalysis, regions: Iterable[Region]) -> Iterator[str]:
    """Write down what a coder did to an article; yields what could not be taken over."""
    annotation = _Annotation(regions)
    for row in rows(article):
        now: dict[str, list[Region]] = defaultdict(list)
        for number, (role, label, span) in enumerate(pieces(row)):
            region = annotation.take(f"{row.id}.{number}", label, span)
            if region is not None:
                now[role].append(region)
        yield from _on_row(log, article, row, now)
    for region in annotation.left.values():
        yield from _on_new(log, article, region)


def _on_row(log: Corrections, article: ArticleAnalysis, row: Row, now: Mapping[str, list[Region]]) -> Iterator[str]:
    if not now.get(next(iter(row.spans))):
        log.reject(article, row.id)
        return
    changes = _changes(row, now)
    try:
        if changes:
            log.edit(article, row.id, **changes)
        else:
            log.accept(article, row.id)
    except UsageError as error:
        yield str(error)


def _changes(row: Row, now: Mapping[str, list[Region]]) -> dict[str, Any]:
    """The columns that moved regions and another label change."""
    changes: dict[str, Any] = {}
    for role, was in row.spans.items():
        spans = sorted(region.span for region in now.get(role, ()))
        if spans != sorted(was) and (column := _column(row.table, role)):
            changes[column] = [list(span) for span in spans] if column.endswith("s") else [*spans, None][0]
    label = now[next(iter(row.spans))][0].label
    return changes | ({KINDS[row.table]: label} if label != row.label and row.table in KINDS else {})


def _column(table: str, role: str) -> str:
    """The column of a role's spans, if a person may change it."""
    return next((name for name in (f"{role}_spans", f"{role}_span") if name in editable(table)), "")


def _on_new(log: Corrections, article: ArticleAnalysis, region: Region) -> Iterator[str]:
    words = article.article.text[slice(*region.span)]
    if region.label not in NEW_ROWS:
        yield f"a new {region.label} ({words!r}) belongs to no row; say it in a sheet or a notebook"
        return
    table, column = NEW_ROWS[region.label]
    changes: dict[str, Any] = {column: [list(region.span)]}
    try:
        log.add(article, table, **changes | ({"kind": region.label} if table == "commitments" else {}))
    except UsageError as error:
        yield f"{words!r}: {error}"
