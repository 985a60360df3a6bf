"""The way of two coders from a sample to corrections that the next run carries out, by the commands alone."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT

import toolkit as tk
from toolkit.cli.main import main


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sample articles."""
    made = tmp_path_factory.mktemp("own") / "articles"
    made.mkdir()
    held = sorted((ROOT / "articles").glob("*.txt"))
    for path in held[:2]:
        (made / path.name).write_bytes(path.read_bytes())
    return made


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def fill(sheet: Path, to: Path, verdicts: dict[int, str]) -> None:
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows):
        row["verdict"] = verdicts.get(number, "right" if row["row"] else "")
    with to.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_from_a_sample_to_corrections(folder: Path, tmp_path: Path) -> None:
    coding = tmp_path / "coding"
    drawn = run("sample", folder, "--n", "2", "--unit", "articles", "-o", coding, "--no-progress")
    assert drawn.exit_code == 0, drawn.output
    assert (coding / "plan.json").exists()
    assert run("sample", folder, "-o", coding, "--no-progress").exit_code == 2
    for name, verdicts in (("anna", {0: "wrong"}), ("ben", {0: "wrong", 1: "wrong"})):
        fill(coding / "sheet.csv", coding / f"{name}.csv", verdicts)
        read = run(
            "read-sheet", coding / f"{name}.csv", folder, "--who", name, "-o", coding / f"{name}.jsonl", "--no-progress"
        )
        assert read.exit_code == 0, read.output
    coders = [coding / "anna.jsonl", coding / "ben.jsonl"]
    told = run("agreement", *coders, "-o", coding / "differ.csv")
    assert told.exit_code == 0, told.output
    assert "disagreements: 1" in told.output
    assert "commitments: is a row" in told.output
    corrections = folder / "corrections.jsonl"
    sheet = tmp_path / "open.csv"
    first = run("adjudicate", *coders, "-o", corrections, "--sheet", sheet)
    assert (first.exit_code, sheet.exists()) == (1, True), first.output
    fill_decided(sheet, "ben")
    second = run("adjudicate", *coders, "-o", corrections, "--settled", sheet, "--who", "carol")
    assert second.exit_code == 0, second.output
    lines = [json.loads(line) for line in corrections.read_text("utf-8").splitlines()]
    assert sum(line["action"] == "reject" for line in lines) == 2
    assert lines[-1]["who"] == "ben; settled by carol"
    found = tk.analyze(folder)
    assert len(found.rejected) == 2
    assert set(found.commitments["origin"]) == {"accepted"}
    (tmp_path / "coding" / "all.jsonl").write_bytes(corrections.read_bytes())
    measured = run(
        "evaluate", "corrections", folder, coding / "all.jsonl", "--json", tmp_path / "figures.json", "--calibration"
    )
    assert measured.exit_code == 0, measured.output
    figures = json.loads((tmp_path / "figures.json").read_text("utf-8"))["commitments"]
    assert figures["precision"] == pytest.approx(1 - 2 / figures["judged"])
    assert figures["recall"] == 1.0
    few = run("calibrate", folder, "--no-progress")
    assert few.exit_code == 0, few.output
    assert "too few" in few.output or "Brier" in few.output


def fill_decided(sheet: Path, name: str) -> None:
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 1
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(row | {"decided": name} for row in rows)


def test_calibrating_without_decisions_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Norway agreed on Monday to send two ferries to Morocco by December.\n", encoding="utf-8"
    )
    told = run("calibrate", tmp_path, "--no-progress")
    assert told.exit_code == 2
    assert "no decisions on these articles" in told.output
