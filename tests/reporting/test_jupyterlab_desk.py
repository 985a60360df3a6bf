"""The working desk in a real JupyterLab, in a real browser: rows are chosen, opened in their articles, and corrected."""

from __future__ import annotations

import importlib.util
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
import sample
from labs import Lab, failures, opened

from toolkit.results import Analysis

pytestmark = [pytest.mark.slow, pytest.mark.untraced]

ROOT = Path(__file__).parents[2]

AGAIN = """async source => {
  const app = window.jupyterapp, notebook = app.shell.currentWidget.content;
  notebook.activeCellIndex = notebook.widgets.findIndex(cell => cell.model.sharedModel.source === source);
  await app.commands.execute("notebook:run-cell");
}"""
"""Run a cell once more."""

HOSTILE = "<img src=x onerror=alert(1)><b>$5 and $6</b> \U0001f6a2"
"""What an article may say: markup, amounts in dollars, and a character of two UTF-16 units."""


def line(page: Any, words: str) -> Any:
    return page.locator(".desk-rows tbody tr", has_text=words).first


def here(page: Any) -> str:
    """The words of the chosen row, as the article beside it marks them."""
    return "".join(page.locator(".desk-words mark.here").all_inner_texts())


def told(page: Any, words: str) -> None:
    """Wait until the desk tells so."""
    page.locator(".desk-said", has_text=words).wait_for()


def decisions(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(text) for text in (folder / "corrections.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def tour(browser: Any, lab: Lab) -> Iterator[Any]:
    """``explore.ipynb``, run from its first cell to its last on articles of its own."""
    folder = lab.folder / "desk"
    shutil.copytree(ROOT / "articles", folder / "articles")
    (folder / "notebooks").mkdir()
    path = Path(shutil.copy(ROOT / "notebooks" / "explore.ipynb", folder / "notebooks"))
    page = opened(browser, lab, "desk/notebooks/explore.ipynb", 1500)
    assert failures(path) == []
    page.wait_for_selector(".desk-rows tbody tr")
    yield page
    page.close()


def test_rows_are_chosen_opened_and_corrected_and_the_table_follows(tour: Any, lab: Lab) -> None:
    folder = lab.folder / "desk" / "articles"
    counts = 'analysis.commitments["origin"].value_counts()'
    output = tour.locator(".jp-Cell", has_text=counts).last.locator(".jp-OutputArea-output")
    total = tour.locator(".desk-rows tbody tr").count()
    assert " ".join(output.inner_text().split()).startswith(f"origin model {total} accepted 0")
    tour.locator(".desk-country").select_option("MAR")
    tour.locator(".desk-status").select_option("refused")
    assert 0 < tour.locator(".desk-rows tbody tr").count() < 20
    assert set(tour.locator(".desk-rows tbody td.status").all_inner_texts()) == {"refused"}
    tour.locator(".desk-source").select_option("Levanter News")
    tour.locator(".desk-from").fill("2023-10-01")
    tour.locator(".desk-until").fill("2023-10-31")
    assert set(tour.locator(".desk-rows tbody td.published").all_inner_texts()) == {"2023-10-06"}
    line(tour, "joint patrols").click()
    assert "joint patrols" in here(tour)
    view = "e => [e.scrollTop, e.offsetTop, e.clientHeight, e.querySelector('.here').offsetTop]"
    top, _, height, at = tour.locator(".desk-words").evaluate(view)
    assert top <= at <= top + height
    tour.keyboard.press("r")
    told(tour, "Rejected.")
    assert "rejected" in line(tour, "joint patrols").inner_text()
    tour.get_by_role("button", name="Clear").click()
    tour.locator(".desk-search").fill("scanners")
    line(tour, "four cargo scanners").click()
    tour.keyboard.press("e")
    tour.locator(".desk-form [name=status]").select_option("planned")
    tour.locator(".desk-form [name=parties]").fill("Spain; Morocco")
    tour.locator(".desk-form [name=deadline]").fill("2024-05")
    tour.locator(".desk-why").fill("the contract says so")
    tour.locator(".desk-save").click()
    told(tour, "Corrected.")
    assert "Spain, Morocco" in line(tour, "four cargo scanners").inner_text()
    rejected, edited = decisions(folder)
    assert (rejected["action"], edited["action"], edited["why"]) == ("reject", "edit", "the contract says so")
    assert edited["changes"] == {"parties": ["Spain", "Morocco"], "status": "planned", "deadline": "2024-05"}
    tour.evaluate(AGAIN, counts)
    assert " ".join(output.inner_text().split()).startswith(f"origin model {total - 2} corrected 1")


def test_keys_move_decide_and_take_back_and_leave_the_notebook_alone(tour: Any, lab: Lab) -> None:
    cells = tour.locator(".jp-Cell").count()
    tour.locator(".desk-search").fill("")
    tour.get_by_role("button", name="Clear").click()
    tour.locator(".desk-rows tbody tr").first.click()
    ids = "e => e.map(row => row.dataset.row)"
    rows = tour.locator(".desk-rows tbody tr").evaluate_all(ids)
    chosen = "document.querySelector('.desk-rows tr.here').dataset.row"
    for key, place in (("j", 1), ("ArrowDown", 2), ("k", 1), ("ArrowUp", 0), ("k", 0)):
        tour.keyboard.press(key)
        assert tour.evaluate(chosen) == rows[place], key
        assert tour.evaluate("document.activeElement.closest('tr').dataset.row") == rows[place], key
    told(tour, "first row")
    tour.keyboard.press("a")
    told(tour, "Accepted.")
    assert tour.evaluate(chosen) == rows[1]
    tour.keyboard.press("u")
    told(tour, "Taken back.")
    assert tour.evaluate(chosen) == rows[0]
    assert "accepted" not in tour.locator(".desk-rows tr.here").inner_text()
    tour.keyboard.press("/")
    tour.keyboard.type("jar")  # letters of the search are no keys
    assert tour.locator(".desk-search").input_value() == "jar"
    tour.keyboard.press("Escape")
    assert tour.locator(".jp-Cell").count() == cells
    made = decisions(lab.folder / "desk" / "articles")
    assert [one["action"] for one in made[-2:]] == ["accept", "undo"]


def test_columns_sort_and_tables_switch(tour: Any) -> None:
    tour.get_by_role("button", name="Clear").click()
    tour.locator(".desk-rows thead th.published button").click()
    dates = tour.locator(".desk-rows tbody td.published").all_inner_texts()
    assert dates == sorted(dates)
    tour.locator(".desk-rows thead th.published button").click()
    assert tour.locator(".desk-rows tbody td.published").all_inner_texts() == sorted(dates, reverse=True)
    tour.locator(".desk-tabs label", has_text="Experts").click()
    tour.locator(".desk-rows tbody tr").first.click()
    tour.keyboard.press("e")
    tour.locator(".desk-form [name=stance]").select_option("mixed")
    tour.locator(".desk-save").click()
    told(tour, "Corrected.")
    assert "mixed" in tour.locator(".desk-rows tr.here").inner_text()


@pytest.fixture(scope="module")
def hostile(browser: Any, lab: Lab) -> Iterator[Any]:
    """A desk with an article that says what would disturb a page; its decisions are kept in memory."""
    plain = sample.analysed(text=f"{sample.TEXT}It cost {HOSTILE} to close the port.\n", title=HOSTILE)
    first, *others = plain.commitments
    start = plain.article.text.index(HOSTILE)
    spans = ((start, start + len(HOSTILE)),)
    dear = replace(plain, commitments=(replace(first, action=HOSTILE, action_spans=spans), *others))
    Analysis([dear]).save(lab.folder / "hostile.json")
    cells = ['import toolkit as tk\nan = tk.load("hostile.json")', "an.explore()", "an.commitments[['action']]"]
    nodes = [nbformat.v4.new_code_cell(source) for source in cells]
    nbformat.write(nbformat.v4.new_notebook(cells=nodes), lab.folder / "hostile.ipynb")
    page = opened(browser, lab, "hostile.ipynb", 1500)
    page.wait_for_selector(".desk-rows tbody tr")
    yield page
    page.close()


def test_words_of_articles_stay_words(hostile: Any) -> None:
    line(hostile, HOSTILE).click()
    assert here(hostile) == HOSTILE
    assert HOSTILE in hostile.locator(".desk-of").inner_text()
    assert hostile.locator(".desk :is(img, mjx-container)").count() == 0
    assert "kept in memory" in hostile.locator(".desk-log").inner_text()


def test_words_selected_in_the_article_become_the_span(hostile: Any) -> None:
    line(hostile, HOSTILE).click()
    hostile.keyboard.press("e")
    select = """() => {
      const range = document.createRange();
      const node = [...document.querySelectorAll('.desk-words p:last-child span')].pop().firstChild;
      range.setStart(node, node.data.indexOf('close'));
      range.setEnd(node, node.data.indexOf(' port') + 5);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    }"""
    hostile.evaluate(select)
    hostile.locator(".desk-words").dispatch_event("mouseup")
    hostile.get_by_role("button", name="Take the words selected in the article as action").click()
    hostile.locator(".desk-save").click()
    told(hostile, "Corrected.")
    assert here(hostile) == "close the port"
    hostile.evaluate(AGAIN, "an.commitments[['action']]")
    hostile.locator("table.dataframe", has_text="close the port").wait_for()


def test_what_cannot_be_done_is_told(hostile: Any) -> None:
    line(hostile, "widen the fishing zone").click()
    hostile.keyboard.press("e")
    hostile.locator(".desk-form [name=deadline]").fill("soon")
    hostile.locator(".desk-save").click()
    told(hostile, "is no deadline")
    hostile.keyboard.press("Escape")
    assert hostile.locator(".desk-form").count() == 0


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_no_barrier(hostile: Any, theme: str) -> None:
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("axe-core is not installed (pip install axe-playwright-python)")
    hostile.evaluate(Path(found.origin).with_name("axe.min.js").read_text(encoding="utf-8"))
    hostile.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", theme)
    light = str(theme.endswith("Light")).lower()
    hostile.wait_for_selector(f"body[data-jp-theme-light='{light}']", state="attached")
    line(hostile, "widen the fishing zone").click()
    hostile.keyboard.press("e")
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    barriers = hostile.evaluate("rules => axe.run('.desk', {runOnly: rules}).then(r => r.violations)", rules)
    hostile.keyboard.press("Escape")
    assert [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in barriers] == []
