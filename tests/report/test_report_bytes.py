"""The same input gives the same bytes, in any folder, with any number of processes, in any order."""

from __future__ import annotations

from pathlib import Path

from conftest import invented

from toolkit.analysis import Analysis
from toolkit.reporting import report


def test_two_runs_in_different_folders_and_with_different_jobs_are_the_same(tmp_path: Path) -> None:
    one, two = invented(), invented(doc_id="second", title="A second article")
    runs = [
        report(Analysis([one, two]), tmp_path / "here", jobs=1, progress=False),
        report(Analysis([two, one]), tmp_path / "there" / "{deep} er", jobs=2, progress=False),
    ]
    first, second = ({path.name: path.read_bytes() for path in run.folder.iterdir()} for run in runs)
    assert sorted(first) == sorted(second)
    for name, content in first.items():
        assert content == second[name], name


def test_nothing_of_the_machine_is_in_the_files(tmp_path: Path) -> None:
    run = report(Analysis([invented()]), tmp_path / "out", progress=False, corpus=False)
    for path in run.folder.iterdir():
        content = path.read_text(encoding="utf-8")
        assert str(tmp_path) not in content, path.name
        assert "ipykernel_" not in content, path.name
