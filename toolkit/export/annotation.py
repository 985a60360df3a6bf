"""Exports for annotation tools: brat, doccano, Label Studio, and W3C Web Annotation."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from toolkit.articles import encodable
from toolkit.export.found import HEADS, Found, Row, generator, rows
from toolkit.files import made, write
from toolkit.findings import ArticleAnalysis
from toolkit.naming import output_name
from toolkit.records import Span, Spans

CONTEXT = 32
"""How many characters before and after a quotation a Web Annotation repeats, so that it is found in a changed page."""


def to_brat(found: Found, folder: Path) -> list[Path]:
    """brat standoff: a ``.txt`` and an ``.ann`` an article, and the ``annotation.conf`` that shows them.

    A row is an event, its parties, source, deadline ... are the arguments; an actor is a text-bound annotation a mention, all
    of one actor joined by an equivalence. Values become attributes, the row's id a note. Offsets count code points, as ours do.

    Parameters
    ----------
    found
        The analysis.
    folder
        Where to; made if missing.

    Returns
    -------
    list of Path
        The files.
    """
    made(folder)
    written, seen = [], []
    for analysed in found.values():
        held = list(rows(analysed))
        seen += held
        stem = folder / output_name(analysed.doc_id)
        write(stem.with_suffix(".txt"), encodable(analysed.article.text))
        write(stem.with_suffix(".ann"), "".join(f"{line}\n" for line in _brat(encodable(analysed.article.text), held)))
        written += [stem.with_suffix(".txt"), stem.with_suffix(".ann")]
    write(folder / "annotation.conf", _brat_conf(seen))
    return [*written, folder / "annotation.conf"]


def _brat(text: str, held: Iterable[Row]) -> Iterator[str]:
    bound, attributes, events = count(1), count(1), count(1)
    for number, row in enumerate(held, 1):
        arguments = [(role, f"T{next(bound)}", places) for role, places in _arguments(row)]
        for role, key, places in arguments:
            yield _bound(key, _brat_label(row, role), places, text)
        name = arguments[0][1] if row.table == "actors" else f"E{next(events)}"
        yield from _relation(row, name, [(role, key) for role, key, _ in arguments])
        for column in sorted(_CODED & set(row.values)):
            yield f"A{next(attributes)}\t{column.capitalize()} {name} {row.values[column]}"
        told = "; ".join(f"{key}={value}" for key, value in {"id": row.id, **row.told}.items())
        yield f"#{number}\tAnnotatorNotes {name}\t{' '.join(encodable(told).split())}"


def _arguments(row: Row) -> Iterator[tuple[str, Spans]]:
    """What becomes a text-bound annotation: every mention, else all pieces of a role together."""
    for role, spans in row.spans.items():
        yield from ((role, (span,)) for span in spans) if role == "mention" else [(role, spans)]


def _brat_label(row: Row, role: str) -> str:
    return (row.label if role == HEADS[row.table] else role).capitalize()


def _relation(row: Row, name: str, arguments: list[tuple[str, str]]) -> Iterator[str]:
    keys = [key for _, key in arguments]
    if row.table != "actors":
        others = "".join(f" {role.capitalize()}:{key}" for role, key in arguments[1:])
        yield f"{name}\t{row.label.capitalize()}:{keys[0]}{others}"
    elif len(keys) > 1:
        yield f"*\tEquiv {' '.join(keys)}"


_CODED = frozenset({"status", "stance"})
"""Columns that become attributes."""


def _bound(name: str, label: str, spans: Spans, text: str) -> str:
    """A text-bound annotation; brat's fragments may not cross a line's end."""
    pieces = [piece for start, end in spans for piece in _within_lines(start, end, text)]
    offsets = ";".join(f"{start} {end}" for start, end in pieces)
    return f"{name}\t{label} {offsets}\t{' '.join(text[start:end] for start, end in pieces)}"


def _within_lines(start: int, end: int, text: str) -> list[Span]:
    found = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\n]+", text[start:end])]
    return found or [(start, end)]


def _brat_conf(held: list[Row]) -> str:
    events: dict[str, set[str]] = defaultdict(set)
    values: dict[str, set[str]] = defaultdict(set)
    for row in held:
        if row.table != "actors":
            events[row.label.capitalize()].update(role.capitalize() for role in list(row.spans)[1:])
        for column in _CODED & set(row.values):
            values[column.capitalize()].add(str(row.values[column]))
    actors = {row.label.capitalize() for row in held if row.table == "actors"}
    parts = {
        "entities": sorted(actors.union(*events.values())),
        "relations": ["<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>"],
        "events": sorted(_event(name, roles) for name, roles in events.items()),
        "attributes": sorted(f"{name}\tArg:<EVENT>, Value:{'|'.join(sorted(of))}" for name, of in values.items()),
    }
    return "\n".join("\n".join([f"[{name}]", *lines, ""]) for name, lines in parts.items())


def _event(name: str, roles: set[str]) -> str:
    return f"{name}\t{', '.join(f'{role}*:{role}' for role in sorted(roles))}".rstrip()


def to_doccano(found: Found, path: Path) -> list[Path]:
    """doccano's JSON lines for sequence labelling with relations; offsets count code points, as ours do.

    Parameters
    ----------
    found
        The analysis.
    path
        The file.

    Returns
    -------
    list of Path
        The file.
    """
    lines = [json.dumps(_doccano(analysed), ensure_ascii=False) + "\n" for analysed in found.values()]
    write(path, "".join(lines))
    return [path]


def _doccano(analysed: ArticleAnalysis) -> dict[str, Any]:
    entities: list[dict[str, Any]] = []
    relations: list[dict[str, Any]] = []
    for row in rows(analysed):
        head = len(entities) + 1
        for _, label, (start, end) in pieces(row):
            entities.append({"id": len(entities) + 1, "start_offset": start, "end_offset": end, "label": label})
            if len(entities) > head:
                relations.append({"id": len(relations) + 1, "from_id": head, "to_id": len(entities), "type": label})
            entities[-1]["row_id"] = row.id
    return {
        "text": encodable(analysed.article.text),
        "entities": entities,
        "relations": relations,
        "doc_id": analysed.doc_id,
    }


def pieces(row: Row) -> Iterator[tuple[str, str, Span]]:
    """Every span of a row with its role and its label: the row's for its head, else what the span is."""
    for role, spans in row.spans.items():
        label = row.label if role == HEADS[row.table] else role
        yield from ((role, label, span) for span in spans)


def to_label_studio(found: Found, path: Path) -> list[Path]:
    """Label Studio's tasks with our rows as predictions, and the labelling interface beside it (``.xml``).

    Regions bear the row's id, so that what coders make of them is told apart from what they add. Offsets count code points, as
    Label Studio's have since 1.4 (label-studio-frontend, pull request 308).

    Parameters
    ----------
    found
        The analysis.
    path
        The file of tasks.

    Returns
    -------
    list of Path
        The tasks and the interface.
    """
    tasks = [_task(analysed) for analysed in found.values()]
    regions = [region for task in tasks for region in task["predictions"][0]["result"]]
    labels = sorted({label for region in regions for label in region["value"]["labels"]})
    face = ["<View>", '  <Labels name="label" toName="text">', *(f'    <Label value="{label}"/>' for label in labels)]
    face += ["  </Labels>", '  <Text name="text" value="$text" granularity="symbol"/>', "</View>"]
    write(path, json.dumps(tasks, ensure_ascii=False, indent=1) + "\n")
    write(path.with_suffix(".xml"), "\n".join(face) + "\n")
    return [path, path.with_suffix(".xml")]


def _task(analysed: ArticleAnalysis) -> dict[str, Any]:
    article, held = analysed.article, list(rows(analysed))
    text = encodable(article.text)
    result = [region for row in held for region in _regions(row, text)]
    scores = [row.values["confidence"] for row in held]
    data = {"text": text, "doc_id": analysed.doc_id, "title": article.title, "publisher": article.publisher}
    score = round(sum(scores) / len(scores), 4) if scores else 0.0
    return {"data": data, "predictions": [{"model_version": generator(analysed), "score": score, "result": result}]}


def _regions(row: Row, text: str) -> Iterator[dict[str, Any]]:
    for number, (_, label, (start, end)) in enumerate(pieces(row)):
        yield {
            "id": f"{row.id}.{number}",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "score": row.values["confidence"],
            "value": {"start": start, "end": end, "text": text[start:end], "labels": [label]},
            **({"meta": {"text": [f"{key}: {value}" for key, value in row.told.items()]}} if not number else {}),
        }


def to_web_annotation(found: Found, path: Path) -> list[Path]:
    """W3C Web Annotation (JSON-LD): an annotation a row, with positions and quotations, as Recogito and Hypothesis know them.

    Positions count code points, as the data model asks for (W3C Recommendation, Web Annotation Data Model, 4.2.5).

    Parameters
    ----------
    found
        The analysis.
    path
        The file.

    Returns
    -------
    list of Path
        The file.
    """
    items = [_web(analysed, row) for analysed in found.values() for row in rows(analysed)]
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:readout:annotations",
        "type": "AnnotationCollection",
        "total": len(items),
        "first": {"id": "urn:readout:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    write(path, json.dumps(collection, ensure_ascii=False, indent=1) + "\n")
    return [path]


def _web(analysed: ArticleAnalysis, row: Row) -> dict[str, Any]:
    name, text = output_name(analysed.doc_id), encodable(analysed.article.text)
    source = analysed.article.url or f"urn:readout:article:{name}"
    tags = [f"{key}: {encodable(value)}" for key, value in row.told.items()]
    return {
        "id": f"urn:readout:{name}:{row.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "generator": {"id": "urn:readout", "type": "Software", "name": generator(analysed)},
        "body": [
            {"type": "TextualBody", "purpose": "classifying", "value": row.label},
            *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags),
        ],
        "target": [
            {"source": source, "selector": _selectors(text, span), "purpose": label} for _, label, span in pieces(row)
        ],
    }


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    start, end = span
    quoted = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
    }
    return [{"type": "TextPositionSelector", "start": start, "end": end}, quoted]
