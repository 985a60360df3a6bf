"""All figures as Markdown: renewed between markers, without the words of single gold rows; and the options around."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from toolkit.cli.main import main
from toolkit.errors import UsageError
from toolkit.evaluation import document as everything
from toolkit.evaluation.attribution import HUMAN
from toolkit.evaluation.calibration import reliability
from toolkit.evaluation.comparison import comparison

NAMES = {"states": [{"text": "France", "code": "FRA"}, {"text": "Nowhereland", "code": "FRA"}]}


@pytest.fixture
def names(tmp_path: Path) -> Path:
    path = tmp_path / "names.json"
    path.write_text(json.dumps(NAMES))
    return path


def test_a_block_is_the_command_and_its_print_without_single_rows(names: Path) -> None:
    (text,) = everything.blocks({"names": (str(names),)}).values()
    assert text.startswith(f"```text\n$ readout evaluate names {names.parent.name}/names.json\n")
    assert "0.500" in text
    assert "Nowhereland" not in text


def test_rows_are_left_out_and_numbers_of_the_same_name_kept() -> None:
    figures = {"articles": 11, "words": 5, "parse": 2.0, "stages": {"quotes": 1.0}, "ratio": 1.5}
    assert "11 articles, 5 words" in everything.block("speed", ("articles",), figures)


def test_only_measured_blocks_are_renewed(tmp_path: Path) -> None:
    document = tmp_path / "doc.md"
    before = "a\n<!-- figures: names -->\nold\n<!-- end -->\nb\n<!-- figures: time -->\nkept\n<!-- end -->\n"
    document.write_text(before)
    assert everything.renew(document, {"names": "new\n", "speed": "x\n"}) == ["names"]
    assert document.read_text() == before.replace("old", "new")
    assert everything.renew(document, {"names": "new\n"}) == ["names"]
    assert document.read_text() == before.replace("old", "new")


def test_a_document_without_markers_is_refused(tmp_path: Path) -> None:
    (tmp_path / "doc.md").write_text("nothing")
    with pytest.raises(UsageError, match="figures: NAME"):
        everything.renew(tmp_path / "doc.md", {})
    with pytest.raises(UsageError, match=r"gone\.md"):
        everything.renew(tmp_path / "gone.md", {})


def test_markdown_has_the_markers_that_renew_looks_for(tmp_path: Path) -> None:
    document = tmp_path / "doc.md"
    document.write_text(everything.markdown({"names": "one\n"}))
    everything.renew(document, {"names": "two\n"})
    assert document.read_text() == everything.markdown({"names": "two\n"})


def test_the_comparison_has_people_in_its_last_row() -> None:
    row = {"exact": {"f1": 1.0}, "overlap": {"f1": 2.0}, "full": {"f1": 3.0}, "source accuracy": 4.0}
    lines = comparison(dict.fromkeys(("all", "direct", "indirect", "mixed"), row)).splitlines()
    assert lines[2] == "| Readout | 1.0 | 2.0 | 3.0 | 3.0 | 3.0 | 3.0 | 4.0 |"
    assert lines[-1].startswith(f"| people against people | {HUMAN['all']['exact']}")
    assert {line.count("|") for line in lines} == {9}


def test_the_projects_document_names_only_evaluations_that_exist() -> None:
    document = Path(__file__).parents[2] / "docs" / "accuracy.md"
    named = {match["name"] for match in everything._BLOCK.finditer(document.read_text("utf-8"))}
    given = {"news": "w", "polnear": "p", "plover": "p", "time": "t", "names": "n", "speakers_texts": "s"}
    measured = ("attribution", "endtoend", "plover")
    known = set(everything.gold_paths(given)) | {"comparison", *(f"{name} calibration" for name in measured)}
    assert named == known


def test_the_command_finds_gold_in_a_folder_and_one_option_goes_before_it(
    tmp_path: Path, names: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, Any] = {}
    monkeypatch.setattr(everything, "blocks", lambda gold, *_: seen.update(gold) or {"names": "x\n"})
    (tmp_path / "names").mkdir()
    inside = tmp_path / "names" / "inside.json"
    inside.write_text("{}")
    done = CliRunner().invoke(main, ["evaluate", "all", "--gold", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert seen["names"] == (str(inside),)
    assert "attribution" not in seen
    assert "<!-- figures: names -->" in done.stdout
    CliRunner().invoke(main, ["evaluate", "all", "--gold", str(tmp_path), "--names", str(names)])
    assert seen["names"] == (str(names),)


def test_calibration_is_printed_and_drawn(tmp_path: Path, names: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from toolkit.evaluation import names as evaluation

    drawn, arguments = tmp_path / "curve.svg", ["evaluate", "names", str(names), "--calibration"]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2
    assert "no rows with a confidence" in done.stderr
    plain = evaluation.evaluate(names)
    told = {"rows": reliability([(0.9, True), (0.8, False)])}
    monkeypatch.setattr(evaluation, "evaluate", lambda path: {**plain, "calibration": told})
    done = CliRunner().invoke(main, [*arguments, "--figure", str(drawn)])
    assert done.exit_code == 0, done.output
    assert "expected calibration error" in done.stdout
    assert "<svg" in drawn.read_text()
