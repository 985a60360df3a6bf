"""The desk without a browser: what it shows, what its buttons do, and what stands in its place where no kernel is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from toolkit import Analysis, Corrections
from toolkit.corrections.decisions import read
from toolkit.corrections.editing import editable
from toolkit.display.desk import Desk
from toolkit.display.desk.rows import TABLES, deadline_text
from toolkit.display.desk.still import MOST, still
from toolkit.errors import UsageError
from toolkit.export.found import HEADS
from toolkit.findings import ArticleAnalysis

DOC = "norland-vestria"


@pytest.fixture
def desk(analysed: ArticleAnalysis, tmp_path: Path) -> Desk:
    return Analysis([analysed], corrections=Corrections(tmp_path / "corrections.jsonl", who="M. Quill")).explore()


def row(desk: Desk, key: str) -> dict[str, Any]:
    return next(row for article in desk.held["articles"] for row in article["rows"] if row["id"] == key)


def sent(desk: Desk) -> list[Any]:
    """What the browser is sent from now on."""
    told: list[Any] = []
    desk.send = lambda content, buffers=None: told.append(content)  # type: ignore[method-assign]
    return told


def test_each_row_is_there_with_its_words(desk: Desk, analysed: ArticleAnalysis) -> None:
    assert len(desk.held["articles"][0]["rows"]) == sum(len(getattr(analysed, name)) for name in TABLES)
    text = analysed.article.text
    for held in desk.held["articles"][0]["rows"]:
        about = TABLES[held["table"]]
        if held["table"] == "commentary":
            continue
        spans = held["spans"][HEADS[held["table"]]]
        assert " … ".join(text[a:b] for a, b in spans) == held["values"][about.what]
    paragraphs = desk.held["articles"][0]["paragraphs"]
    assert all(text[start : start + len(words)] == words for start, _, words in paragraphs)
    json.dumps(desk.held)


def test_whatever_a_desk_changes_can_be_changed() -> None:
    for name, table in TABLES.items():
        known = {*editable(name), "action", "content", "condition"}
        assert {field.name for field in table.fields} <= known
        assert {table.who, table.status, table.speaker} <= {field.name for field in table.fields}


def test_the_values_that_a_desk_shows_change_nothing_when_they_are_saved(desk: Desk, analysed: ArticleAnalysis) -> None:
    before = desk.analysis["norland-vestria"].commitments
    for held in [held for held in desk.held["articles"][0]["rows"] if held["table"] == "commitments"]:
        desk.edit(
            DOC, held["id"], **{name: value or None for name, value in held["values"].items() if name != "action"}
        )
    after = desk.analysis["norland-vestria"].commitments
    kept = ("parties", "counterparts", "status", "deadline_from", "deadline_to", "condition_span", "reported_by")
    assert [[getattr(r, name) for name in kept] for r in after] == [[getattr(r, name) for name in kept] for r in before]


def test_several_speakers_are_told_one_by_one(analysed: ArticleAnalysis) -> None:
    first, *others = analysed.attributions
    both = replace(first, source_ids=("a-bra", "a-las"), source_name="Ada Brandt and Ivo Lasse")
    shown = Analysis([replace(analysed, attributions=(both, *others))]).explore()
    assert row(shown, first.attribution_id)["values"]["source"] == ["Ada Brandt", "Ivo Lasse"]
    assert row(shown, "s-7")["values"]["source"] == ["An aide who asked not to be named"]


def test_decisions_are_kept_and_tables_follow(desk: Desk) -> None:
    an: Any = desk.analysis
    before = an.commitments
    desk.reject(DOC, "c-5", why="a plan")
    assert "c-5" not in list(an.commitments["commitment_id"])
    assert "c-5" in list(before["commitment_id"])
    assert row(desk, "c-5")["rejected"]
    desk.accept(DOC, "c-5")
    assert row(desk, "c-5") | {"confidence": 0} == row(desk, "c-5") | {"confidence": 0, "origin": "accepted"}
    desk.edit(DOC, "c-1", status="planned", parties=["Vestria"], condition="as soon as the first ship sails")
    assert row(desk, "c-1")["values"]["parties"] == ["Vestria"]
    assert an.commitments.set_index("commitment_id").loc["c-1", "status"] == "planned"
    assert [made.action.value for made in read(an.corrections.path)] == ["reject", "accept", "edit"]
    assert desk.held["log"] == {"place": str(an.corrections.path), "decisions": 2, "stale": 0}
    assert repr(desk).endswith("2 decisions>")


def test_the_last_decision_or_that_on_a_row_is_taken_back(desk: Desk) -> None:
    desk.reject(DOC, "c-5")
    desk.edit(DOC, "c-1", status="planned")
    desk.undo(DOC, "c-5")
    assert not row(desk, "c-5")["rejected"]
    desk.undo()
    assert row(desk, "c-1")["origin"] == "model"
    with pytest.raises(UsageError, match="Nothing was decided at this desk"):
        desk.undo()
    with pytest.raises(UsageError, match="Nothing was decided on this row"):
        desk.undo(DOC, "c-5")
    for _ in range(3):  # within a millisecond: each is a decision of its own
        desk.reject(DOC, "c-5")
        assert row(desk, "c-5")["rejected"]
        desk.undo()
        assert not row(desk, "c-5")["rejected"]


def test_what_was_corrected_is_not_accepted_away(desk: Desk) -> None:
    desk.edit(DOC, "c-1", status="planned")
    with pytest.raises(UsageError, match="corrected already"):
        desk.accept(DOC, "c-1")
    desk.reject(DOC, "c-1")
    with pytest.raises(UsageError, match="rejected already"):
        desk.reject(DOC, "c-1")


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ({"does": "reject", "doc_id": DOC, "row": "c-5"}, {"kind": "done", "does": "reject", "row": "c-5"}),
        ({"does": "undo"}, {"kind": "refused", "does": "undo", "why": "Nothing was decided at this desk yet."}),
        ({"does": "accept", "doc_id": DOC, "row": "c-none"}, "has no row"),
        ({"does": "edit", "doc_id": DOC, "row": "c-1", "changes": {"deadline": "soon"}}, "no deadline"),
        ({"does": "edit", "doc_id": DOC, "row": "c-1", "changes": {"action": "no such words"}}, "0 times"),
        ({"does": "edit", "doc_id": "gone", "row": "c-1", "changes": {}}, "no article"),
        ({"does": "shout"}, "shout"),
    ],
    ids=lambda value: None,
)
def test_buttons_are_answered(desk: Desk, asked: dict[str, Any], answer: Any) -> None:
    told = sent(desk)
    desk._answer(desk, asked, [])
    assert told[-1] == answer if isinstance(answer, dict) else answer in told[-1]["why"]


def test_a_folder_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    told = sent(desk)
    desk.analysis.corrections.path = tmp_path / "nothing" / "corrections.jsonl"
    (tmp_path / "nothing").write_text("a file")
    desk._answer(desk, {"does": "reject", "doc_id": DOC, "row": "c-5"}, [])
    assert told[-1]["kind"] == "refused"
    assert not row(desk, "c-5")["rejected"]


def test_a_page_without_a_kernel_shows_the_rows_as_tables(desk: Desk, analysed: ArticleAnalysis) -> None:
    desk.reject(DOC, "c-5")
    data, metadata = desk._repr_mimebundle_()
    assert metadata["text/html"] == {"readout": "escaped"}
    assert "widen the fishing zone" in data["text/html"]
    assert data["text/html"].count("data-paged=") == 3
    many = replace(
        analysed, commitments=tuple(replace(analysed.commitments[0], commitment_id=f"x-{n}") for n in range(MOST + 9))
    )
    shown = still(Analysis([many]).explore().held["articles"])
    assert f"the first {MOST} of {MOST + 9}" in shown._repr_html_()
    assert "No row was found." in still([])._repr_html_()


@pytest.mark.parametrize("told", ["2031-09", "2031", "2031-09-30", "2031-09/2031-12"])
def test_deadlines_are_worded_as_they_are_decided(desk: Desk, told: str) -> None:
    desk.edit(DOC, "c-1", deadline=told)
    assert row(desk, "c-1")["values"]["deadline"] == told
    assert deadline_text(replace(desk.analysis[DOC].commitments[0], deadline_timex="P10D")).count("-") >= 2
