"""Reports made end to end: a real kernel, real files, nothing made twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from sample import analysed as invented

from toolkit.errors import MachineError, UsageError
from toolkit.findings import ArticleAnalysis
from toolkit.reporting import ReportRun, default_notebook, report
from toolkit.results import Analysis

pytestmark = pytest.mark.slow

Write = Callable[..., Path]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_report_its_data_and_its_notebook(made: ReportRun) -> None:
    assert made.exit_code == 0
    assert {r.state for r in made.reports} == {"made"}
    name = next(r.name for r in made.reports if r.doc_id == "norland-vestria")
    kept = ArticleAnalysis.load(made.folder / f"{name}.json")
    assert kept.article.source_path == "norland-vestria.txt"  # by its name: folders are a machine's own
    assert replace(kept, article=invented().article) == invented()
    executed = nbformat.read(made.folder / f"{name}.ipynb", as_version=4)
    assert all(cell.execution_count for cell in executed.cells if cell.cell_type == "code")
    page = (made.folder / f"{name}.html").read_text(encoding="utf-8")
    assert "<h1>Norland and Vestria settle on a ferry link, not on fish</h1>" in page
    assert f'href="{name}.ipynb"' in page
    assert len(page) < 250_000


def test_the_page_shows_the_rows(made: ReportRun) -> None:
    name = next(r.name for r in made.reports if r.doc_id == "norland-vestria")
    page = (made.folder / f"{name}.html").read_text(encoding="utf-8")
    for row in invented().commitments:
        assert page.count(f'id="row-{row.commitment_id}"') == 1
        assert page.count(f'id="at-{row.commitment_id}"') == 1


def test_file_names_are_never_the_articles_words(made: ReportRun) -> None:
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-") for name in files(made.folder))
    assert not [name for name in files(made.folder) if ".." in name]


def test_the_data_are_written_before_the_notebook_runs_and_nothing_else_is_left(made: ReportRun) -> None:
    kinds = sorted(Path(name).suffix for name in files(made.folder))
    assert kinds == sorted([".html"] * 4 + [".ipynb"] * 3 + [".json"] * 4)


def test_nothing_is_made_twice(tmp_path: Path, notebook: Write) -> None:
    template = notebook("x = 1")
    analysis = Analysis([invented(doc_id="one"), invented(doc_id="two")])
    first = report(analysis, tmp_path / "out", notebook=template, progress=False, corpus=False)
    before = {path: path.stat().st_mtime_ns for path in first.folder.glob("[a-z]*-*")}
    again = report(analysis, tmp_path / "out", notebook=template, progress=False, corpus=False)
    assert {r.state for r in again.reports} == {"unchanged"}
    assert {path: path.stat().st_mtime_ns for path in first.folder.glob("[a-z]*-*")} == before
    assert "2 up to date already" in again.summary()

    changed = Analysis([invented(doc_id="one"), invented(doc_id="two", title="Another title")])
    assert [
        r.state for r in report(changed, tmp_path / "out", notebook=template, progress=False, corpus=False).reports
    ] == [
        "unchanged",
        "made",
    ]
    (tmp_path / "out" / f"{first.reports[0].name}.html").write_text("half a file")
    assert [
        r.state for r in report(changed, tmp_path / "out", notebook=template, progress=False, corpus=False).reports
    ] == [
        "made",
        "unchanged",
    ]
    notebook("x = 2")
    assert {
        r.state for r in report(changed, tmp_path / "out", notebook=template, progress=False, corpus=False).reports
    } == {"made"}
    forced = report(changed, tmp_path / "out", notebook=template, progress=False, corpus=False, force=True)
    assert {r.state for r in forced.reports} == {"made"}


def test_an_own_notebook_with_parameters(tmp_path: Path, notebook: Write) -> None:
    template = notebook(
        "md:## Mine",
        "import json; print(json.load(open(doc))['article']['doc_id'], most + 1)",
        parameters='doc: str = ""\nmost: int = 3',
    )
    run = report(
        Analysis([invented()]),
        tmp_path / "out",
        notebook=template,
        parameters={"most": "41"},
        progress=False,
        corpus=False,
    )
    page = (run.folder / f"{run.reports[0].name}.html").read_text(encoding="utf-8")
    assert "norland-vestria 42" in page
    assert '<h2 id="h-mine">Mine</h2>' in page


def test_wrong_parameters_stop_before_anything_is_written(tmp_path: Path, notebook: Write) -> None:
    with pytest.raises(UsageError, match="did you mean 'most'"):
        report(
            Analysis([invented()]),
            tmp_path / "out",
            notebook=notebook(parameters='doc = ""\nmost = 3'),
            parameters={"mots": 1},
        )
    assert not (tmp_path / "out").exists()


def test_unusable_notebooks_and_folders_are_named(tmp_path: Path, notebook: Write) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        report(Analysis([]), tmp_path, notebook=tmp_path / "none.ipynb")
    (tmp_path / "text.ipynb").write_text("no notebook")
    with pytest.raises(UsageError, match="is not a notebook"):
        report(Analysis([]), tmp_path, notebook=tmp_path / "text.ipynb")
    with pytest.raises(UsageError, match="has no parameter 'doc'"):
        report(Analysis([]), tmp_path, notebook=notebook(parameters="most = 3"))
    with pytest.raises(MachineError, match="cannot be written to"):
        report(Analysis([]), tmp_path / "text.ipynb" / "out")


def test_no_articles_still_make_an_index(tmp_path: Path) -> None:
    run = report(Analysis([]), tmp_path / "out", corpus=False)
    assert run.exit_code == 0
    assert "No article was analysed" in run.index.read_text(encoding="utf-8")


def test_the_projects_notebooks_are_committed_without_outputs() -> None:
    for path in default_notebook().parent.glob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        assert not [cell for cell in code if cell["outputs"] or cell["execution_count"]], path.name


def test_reports_of_articles_that_are_gone_go_too_unless_changed_by_hand(tmp_path: Path, notebook: Write) -> None:
    template = notebook("x = 1")
    options = {"notebook": template, "progress": False, "corpus": False}
    three = Analysis([invented(doc_id=name) for name in ("one", "two", "three")])
    names = {r.doc_id: r.name for r in report(three, tmp_path / "out", **options).reports}  # type: ignore[arg-type]
    (tmp_path / "out" / f"{names['three']}.html").write_text("my own words")
    run = report(Analysis([invented(doc_id="one")]), tmp_path / "out", **options)  # type: ignore[arg-type]
    left = sorted(path.name for path in (tmp_path / "out").glob("t*-*"))
    assert left == [f"{names['three']}.html"]
    assert sorted(run.gone) == sorted([names["two"], names["three"]])
    assert f"changed by hand: {names['three']}.html" in run.summary()
