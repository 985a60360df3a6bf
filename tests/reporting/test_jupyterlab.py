"""Displays in a real JupyterLab, in a real browser: its MathJax and its own style sheet leave them as they are."""

from __future__ import annotations

import importlib.util
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
import psutil
import pytest
import sample

from toolkit.results import Analysis

pytestmark = [pytest.mark.slow, pytest.mark.untraced]

ROOT = Path(__file__).parents[2]
PATIENCE = 120
"""Seconds after which a server or a page that does not come is given up."""

SETTINGS: dict[str, dict[str, Any]] = {
    "notebook-extension/tracker": {"windowingMode": "none"},  # every cell is in the page, also where it is not in sight
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True},
}

AMOUNTS = "$5 million in 2019 and $6 million in 2020"


class Lab(NamedTuple):
    """A JupyterLab that runs: the folder it shows, its address up to the path, and its token."""

    folder: Path
    url: str
    token: str


def _stop(server: subprocess.Popen[bytes]) -> None:
    """End the server and the kernels that it started, whatever they are doing."""
    family = psutil.Process(server.pid).children(recursive=True) if server.poll() is None else []
    server.terminate()
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
    for process in psutil.wait_procs(family, timeout=5)[1]:
        process.kill()


def _address(server: subprocess.Popen[bytes], runtime: Path, log: Path) -> str:
    """Where the server listens, as it writes it down itself once it does."""
    end = time.monotonic() + PATIENCE
    note = runtime / f"jpserver-{server.pid}.json"
    while time.monotonic() < end and server.poll() is None:
        try:
            return str(json.loads(note.read_text(encoding="utf-8"))["url"])
        except (FileNotFoundError, ValueError):
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-2000:]}")


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab on a free port of this machine, with settings of its own."""
    if importlib.util.find_spec("jupyterlab") is None:
        pytest.skip("JupyterLab is not installed (pip install jupyterlab)")
    folder, own, token = tmp_path_factory.mktemp("lab"), tmp_path_factory.mktemp("jupyter"), secrets.token_hex(16)
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    names += ("JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR", "READOUT_CACHE")
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    env = os.environ | {name: str(own / name.lower()) for name in names}
    env |= {"PYTHONPATH": path, "JUPYTER_TOKEN": token}
    for name, settings in SETTINGS.items():
        path_ = Path(env["JUPYTERLAB_SETTINGS_DIR"], "@jupyterlab", f"{name}.jupyterlab-settings")
        path_.parent.mkdir(parents=True, exist_ok=True)
        path_.write_text(json.dumps(settings), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [f"--ServerApp.port={port}", "--ServerApp.ip=127.0.0.1", f"--ServerApp.root_dir={folder}", "--no-browser"]
    options += ["--LabApp.expose_app_in_browser=True", "--allow-root"]
    log = own / "log"
    with log.open("wb") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options], cwd=folder, env=env, stdout=said, stderr=said
        )
        try:
            yield Lab(folder, _address(server, Path(env["JUPYTER_RUNTIME_DIR"]), log), token)
        finally:
            _stop(server)


RUN = """async path => {
  const app = window.jupyterapp;
  await app.restored;
  const panel = await app.commands.execute("docmanager:open", {path, kernel: {name: "python3"}});
  await panel.sessionContext.ready;
  await app.commands.execute("notebook:run-all-cells");
  await panel.context.save();
}"""
"""Open a notebook, run it from its first cell to its last (or to the first that fails), and save it."""

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


def opened(browser: Any, lab: Lab, path: str, width: int) -> Any:
    """The page of a notebook that was run."""
    page = browser.new_page(viewport={"width": width, "height": 1000})
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(f"{lab.url}lab?token={lab.token}")
    page.wait_for_function("window.jupyterapp")
    page.evaluate(RUN, path)
    return page


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
    shutil.copytree(ROOT / "articles", lab.folder / "articles")
    (lab.folder / "notebooks").mkdir()
    path = Path(shutil.copy(ROOT / "notebooks" / "explore.ipynb", lab.folder / "notebooks"))
    page = opened(browser, lab, "notebooks/explore.ipynb", 1440)
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    failed = [output.evalue for cell in cells for output in cell.outputs if output.output_type == "error"]
    assert failed == []
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert page.locator(".jp-RenderedHTMLCommon table.dataframe.mathjax_ignore").count() >= 7
    page.close()
