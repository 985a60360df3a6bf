"""The report across articles, really made: with its links, its data, its corrections, and when it is made again."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sample import analysed as invented

from toolkit.corpus import read_corrections
from toolkit.corpus.ledger import THRESHOLD
from toolkit.errors import UsageError
from toolkit.reporting import ReportRun, report
from toolkit.reporting.across import CorpusOptions
from toolkit.reporting.notebooks import default_notebook, read_notebook
from toolkit.results import Analysis

pytestmark = pytest.mark.slow

QUICK = "print('an article')"
ACROSS = "from toolkit.display import corpus as show\nshow.brief(show.load(doc))"


@pytest.fixture
def make(tmp_path: Path, notebook: Callable[..., Path]) -> Callable[..., ReportRun]:
    """A function that makes reports with the smallest notebooks."""
    articles = notebook(QUICK, name="article.ipynb")
    across = notebook(
        "print(as_of, corrections)", parameters='doc: str = ""\nas_of: str = ""\ncorrections: str = ""', name="a.ipynb"
    )

    def run(*analysed: object, **options: object) -> ReportRun:
        return report(
            Analysis(analysed or [invented()]),  # type: ignore[arg-type]
            tmp_path / "out",
            notebook=articles,
            corpus=CorpusOptions(**{"notebook": across, **options}),  # type: ignore[arg-type]
            progress=False,
        )

    return run


def test_the_projects_own_notebook_makes_a_page_that_links_both_ways(made: ReportRun) -> None:
    page = (made.folder / "corpus.html").read_text(encoding="utf-8")
    index = made.index.read_text(encoding="utf-8")
    assert made.across is not None
    assert made.across.state == "made"
    assert 'href="corpus.html"' in index
    assert 'href="index.html"' in page
    assert "Content-Security-Policy" in page
    for anchor in re.findall(r'href="#([^"=]+)"', page):
        assert f'id="{anchor}"' in page, anchor
    linked = set(re.findall(r'href="([^"#]+\.html)#(at-[^":]+)"', page))
    assert linked
    for name, anchor in linked:
        assert f'id="{anchor}"' in (made.folder / name).read_text(encoding="utf-8"), (name, anchor)
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", page)


def test_the_data_beside_it_hold_the_ledger_and_name_the_articles(made: ReportRun) -> None:
    data = json.loads((made.folder / "corpus.json").read_text(encoding="utf-8"))
    assert {row["doc_id"] for row in data["articles"]} == {r.doc_id for r in made.reports}
    assert made.corpus is not None
    assert len(data["ledger"]) == len(made.corpus.ledger.entries) > 0


def test_the_notebook_declares_what_the_library_takes() -> None:
    _, known = read_notebook(default_notebook("corpus_report.ipynb"))
    assert known["threshold"].default == THRESHOLD
    assert {"doc", "as_of", "corrections", "accounts"} <= set(known)
    assert all(parameter.comment and parameter.type for parameter in known.values())


def test_it_is_made_again_only_when_something_it_shows_has_changed(make: Callable[..., ReportRun]) -> None:
    states = [
        make().across,
        make().across,
        make(as_of=dt.date(2032, 1, 1)).across,
        make(invented(title="Other")).across,
    ]
    assert [entry.state for entry in states if entry] == ["made", "unchanged", "made", "made"]


def test_corrections_are_kept_beside_it_and_named_without_their_folder(
    make: Callable[..., ReportRun], tmp_path: Path
) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("commitment_a,commitment_b,same\nc-1,c-2,yes\n")
    run = make(corrections=mine)
    assert run.across is not None
    assert run.across.state == "made"
    assert read_corrections(run.folder / "corrections.jsonl") == {("c-1", "c-2"): True}
    assert run.corpus is not None
    assert run.corpus.corrections == {("c-1", "c-2"): True}
    assert "corrections.jsonl" in (run.folder / "corpus.html").read_text()
    mine.write_text("commitment_a,commitment_b,same\nc-1,c-2,no\n")
    again = make(corrections=mine)
    assert again.across is not None
    assert again.across.state == "made"


def test_wrong_corrections_and_parameters_are_told_before_anything_runs(
    make: Callable[..., ReportRun], tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=r"gone\.csv"):
        make(corrections=tmp_path / "gone.csv")
    with pytest.raises(UsageError, match="did you mean 'as_of'"):
        make(parameters={"as_off": "2030-01-01"})
    with pytest.raises(UsageError, match="not a day"):
        make(parameters={"as_of": "soon"})
    assert not (tmp_path / "out").exists()


def test_no_article_and_a_failing_notebook_leave_a_page_that_says_so(
    make: Callable[..., ReportRun], notebook: Callable[..., Path], tmp_path: Path
) -> None:
    empty = report(
        Analysis([]),
        tmp_path / "empty",
        corpus=CorpusOptions(notebook=notebook(ACROSS, name="b.ipynb")),
        progress=False,
    )
    assert empty.exit_code == 0
    assert "No article was analysed." in (empty.folder / "corpus.html").read_text()
    failed = make(notebook=notebook("1/0", name="c.ipynb"))
    assert failed.exit_code == 1
    assert "corpus: cell 2 failed: ZeroDivisionError" in failed.summary()
    assert "This report is incomplete" in (failed.folder / "corpus.html").read_text()
    assert ">failed<" in failed.index.read_text()


def test_it_can_be_left_out(make: Callable[..., ReportRun], notebook: Callable[..., Path], tmp_path: Path) -> None:
    run = report(Analysis([invented()]), tmp_path / "alone", notebook=notebook(QUICK), corpus=False, progress=False)
    assert run.across is None
    assert not (run.folder / "corpus.html").exists()
    assert "corpus.html" not in run.index.read_text()


def test_a_failed_article_is_marked_across(notebook: Callable[..., Path], tmp_path: Path) -> None:
    bad = notebook("1/0", name="bad.ipynb")
    run = report(Analysis([invented()]), tmp_path / "failing", notebook=bad, progress=False)
    assert run.across is not None
    assert run.across.state == "made"
    assert '<span class="kind">failed</span>' in (run.folder / "corpus.html").read_text()
