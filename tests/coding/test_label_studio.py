"""Label Studio there and back: rows left alone, moved, relabelled, deleted and drawn anew become decisions."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from toolkit.coding import read_label_studio
from toolkit.corrections.decisions import Action, read
from toolkit.errors import UsageError
from toolkit.findings import ArticleAnalysis
from toolkit.results import Analysis

Annotated = Callable[..., Path]


@pytest.fixture
def found(analysed: ArticleAnalysis) -> Analysis:
    return Analysis([analysed])


@pytest.fixture
def annotated(found: Analysis, tmp_path: Path) -> Annotated:
    """Writes what Label Studio exports after coders took over our predictions, each changed by a function."""

    def written(*edits: tuple[Any, Callable[[list[dict[str, Any]]], None]], **more: Any) -> Path:
        found.to_label_studio(tmp_path / "tasks.json")
        (task,) = json.loads((tmp_path / "tasks.json").read_text("utf-8"))
        annotations = []
        for who, edit in edits:
            result = json.loads(json.dumps(task["predictions"][0]["result"]))
            for region in result:
                region.pop("score")
                region["origin"] = "prediction"
            edit(result)
            annotations.append({"id": 1, "completed_by": who, "result": result, "was_cancelled": False} | more)
        exported = {"id": 7, "data": task["data"], "annotations": annotations, "predictions": [1]}
        (tmp_path / "export.json").write_text(json.dumps([exported]), encoding="utf-8")
        return tmp_path / "export.json"

    return written


def region(result: list[dict[str, Any]], key: str) -> dict[str, Any]:
    return next(one for one in result if one["id"] == key)


def test_what_was_left_alone_is_accepted(found: Analysis, annotated: Annotated, tmp_path: Path) -> None:
    taken = read_label_studio(annotated(("anna@x.org", lambda result: None)), found, tmp_path / "coding")
    assert taken.left == []
    (path,) = taken.files.values()
    decisions = read(path)
    assert path.name == "anna@x.org.jsonl"
    assert {d.action for d in decisions} == {Action.ACCEPT}
    n = sum(len(found.records(table)) for table in ("actors", "attributions", "commitments", "commentary"))
    assert (len(decisions), taken.decisions) == (n, {"anna@x.org": n})
    assert not list(Analysis(list(found.values()), corrections=None).rejected.index)


def test_regions_moved_deleted_relabelled_and_drawn(found: Analysis, annotated: Annotated, tmp_path: Path) -> None:
    def edit(result: list[dict[str, Any]]) -> None:
        region(result, "c-1.0")["value"]["end"] -= 4
        region(result, "c-5.0")["value"]["labels"] = ["threat"]
        for one in [one for one in result if one["id"].startswith("c-2.")]:
            result.remove(one)
        start = found["norland-vestria"].article.text.index("Share this page")
        drawn = {"start": start, "end": start + 5, "text": "Share", "labels": ["refusal"]}
        result.append({"id": "xY12", "type": "labels", "value": drawn})
        result.append({"id": "xY13", "type": "labels", "value": drawn | {"labels": ["deadline"], "end": start + 6}})
        result.append({"type": "relation", "from_id": "xY12", "to_id": "xY13"})

    taken = read_label_studio(annotated(({"id": 4, "email": "ben@x.org"}, edit)), found, tmp_path / "coding")
    (path,) = taken.files.values()
    changed = {d.row: d for d in read(path) if d.action is not Action.ACCEPT}
    first = found["norland-vestria"].commitments[0].action_spans[0]
    assert changed["c-1"].changes == {"action_spans": [[first[0], first[1] - 4]]}
    assert changed["c-5"].changes == {"kind": "threat"}
    assert changed["c-2"].action is Action.REJECT
    (added,) = (d for d in changed.values() if d.action is Action.ADD)
    assert (added.table, added.changes["kind"]) == ("commitments", "refusal")
    assert len(taken.left) == 1
    assert "a new deadline ('Share ')" in taken.left[0]


def test_regions_with_ids_of_label_studios_own_are_known_by_their_place(
    found: Analysis, annotated: Annotated, tmp_path: Path
) -> None:
    def renamed(result: list[dict[str, Any]]) -> None:
        for number, one in enumerate(result):
            one["id"] = f"Qz{number}"

    taken = read_label_studio(annotated((3, renamed)), found, tmp_path / "coding")
    (path,) = taken.files.values()
    assert path.name == "3.jsonl"
    assert {d.action for d in read(path)} == {Action.ACCEPT}


def test_each_coder_has_a_file_of_a_harmless_name_and_skipped_tasks_are_none(
    found: Analysis, annotated: Annotated, tmp_path: Path
) -> None:
    export = annotated(("../../anna", lambda result: None), ("ben", lambda result: result.clear()))
    taken = read_label_studio(export, found, tmp_path / "coding")
    assert sorted(path.name for path in (tmp_path / "coding").iterdir()) == ["anna.jsonl", "ben.jsonl"]
    assert {d.action for d in read(taken.files["ben"])} == {Action.REJECT}
    with pytest.raises(UsageError, match="is there already"):
        read_label_studio(export, found, tmp_path / "coding")
    assert read_label_studio(annotated(("c", print), was_cancelled=True), found, tmp_path / "new").files == {}


@pytest.mark.parametrize(
    "text", ["{}x", "[1]", '[{"data": {}}]', '[{"data": {"text": ""}, "annotations": [{"result": []}]}]']
)
def test_other_files_are_said(found: Analysis, tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="is no export of Label Studio; export the project as JSON"):
        read_label_studio(tmp_path / "a.json", found, tmp_path / "coding")
    with pytest.raises(UsageError, match="cannot be read"):
        read_label_studio(tmp_path / "b.json", found, tmp_path / "coding")


def test_articles_that_are_not_there_are_named(annotated: Annotated, tmp_path: Path) -> None:
    taken = read_label_studio(annotated(("anna", lambda result: None)), Analysis([]), tmp_path / "coding")
    assert "there is no article 'norland-vestria'" in taken.left[0]
    assert taken.files == {}
