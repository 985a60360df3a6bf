"""Displays in a real JupyterLab, in a real browser: its MathJax and its own style sheet leave them as they are."""

from __future__ import annotations

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

AMOUNTS = "$5 million in 2019 and $6 million in 2020"


SPILT = r"""() => [...document.querySelectorAll(".readout :is(td, th)")].flatMap(cell => {
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), end = cell.getBoundingClientRect().right;
  const spilt = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest(".vh, .again")) continue;
    for (const word of node.data.matchAll(/(?<!\S)\S{1,40}(?!\S)/g)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      if (range.getClientRects().length > 1 || range.getBoundingClientRect().right > end + 1) spilt.push(word[0]);
    }
  }
  return spilt;
})"""
"""Words of tables that are broken, or run out of their cells; hashes may be broken."""


SHOWS = (
    'import toolkit as tk\nfrom toolkit import corpus, display\nanalysis = tk.load("analysis.json")',
    "analysis",
    "article = analysis['norland-vestria']\narticle",
    *(f"display.{name}(article)" for name in ("lead", "commitments", "disputes", "speakers")),
    "display.provenance(article)",
    "tk.highlight(article)",
    "tk.read('dear.txt')",
    "corpus.make_ledger(analysis)",
    "corpus.compare_accounts(analysis)",
    "from IPython.display import HTML\nHTML('<p id=control>$x^2$ and $y^2$</p>')",
)
"""Cells of a notebook; the last shows that there is a MathJax at work, and when it is done."""


AMOUNTLESS = ("disputes", "speakers", "provenance")
"""Displays that show neither the title nor the text nor an undertaking."""


@pytest.fixture(scope="module", params=[1440, 1150])
def page(request: pytest.FixtureRequest, browser: Any, lab: Lab) -> Iterator[Any]:
    """JupyterLab with a notebook that shows articles with dollar amounts in title, text, and rows."""
    plain = sample.analysed(text=f"{sample.TEXT}Dredging cost {AMOUNTS}.\n", title=f"The link cost {AMOUNTS}")
    first, *others = plain.commitments
    dear = replace(plain, commitments=(replace(first, action=f"pay {AMOUNTS}"), *others))
    Analysis([dear, dear.renamed("again")]).save(lab.folder / "analysis.json")
    (lab.folder / "dear.txt").write_text(f"The link cost {AMOUNTS}\n\n{sample.TEXT}", encoding="utf-8")
    cells = [nbformat.v4.new_code_cell(source) for source in SHOWS]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), lab.folder / "shows.ipynb")
    shown = opened(browser, lab, "shows.ipynb", request.param)
    shown.wait_for_selector("#control mjx-container", state="attached")
    yield shown
    shown.close()


def test_amounts_in_dollars_are_no_formulas(page: Any) -> None:
    outputs = page.locator(".jp-OutputArea-output.jp-RenderedHTMLCommon")
    assert outputs.count() == len(SHOWS) - 1
    assert page.locator("#control mjx-container").count() == 2
    assert page.locator("mjx-container").count() == 2
    texts = [" ".join(text.split()) for text in outputs.all_inner_texts()]
    without = {source for source, text in zip(SHOWS[1:], texts, strict=True) if AMOUNTS not in text}
    assert without == {"analysis", *map("display.{}(article)".format, AMOUNTLESS), SHOWS[-1]}


def test_tables_share_their_width_out_by_need(page: Any) -> None:
    assert page.locator(".readout td").count() >= 20
    assert page.evaluate(SPILT) == []


@pytest.mark.parametrize(
    ("elements", "look", "value"),
    [
        (":is(ul, ol)", "listStyleType", "none"),
        (":is(ul, ol)", "paddingLeft", "0px"),
        ("tbody tr", "backgroundColor", "rgba(0, 0, 0, 0)"),
    ],
)
def test_the_look_is_that_of_the_report(page: Any, elements: str, look: str, value: str) -> None:
    styles = "(found, look) => found.map(e => getComputedStyle(e)[look])"
    assert set(page.locator(f".readout {elements}").evaluate_all(styles, look)) == {value}


def test_the_tour_runs_to_its_end(browser: Any, lab: Lab) -> None:
    folder = lab.folder / "tour"
    shutil.copytree(ROOT / "articles", folder / "articles")
    (folder / "notebooks").mkdir()
    path = Path(shutil.copy(ROOT / "notebooks" / "explore.ipynb", folder / "notebooks"))
    page = opened(browser, lab, "tour/notebooks/explore.ipynb", 1440)
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert failures(path) == []
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert page.locator(".jp-RenderedHTMLCommon table.dataframe.mathjax_ignore").count() >= 7
    page.close()
