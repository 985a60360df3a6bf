"""A JupyterLab of its own for tests, and notebooks opened and run in it."""

from __future__ import annotations

import importlib.util
import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
import psutil
import pytest

ROOT = Path(__file__).parents[1]
PATIENCE = 120
"""Seconds after which a server or a page that does not come is given up."""

SETTINGS: dict[str, dict[str, Any]] = {
    "notebook-extension/tracker": {"windowingMode": "none"},  # every cell is in the page, also where it is not in sight
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True},
}


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


@contextmanager
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
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


def opened(browser: Any, lab: Lab, path: str, width: int) -> Any:
    """The page of a notebook that was run."""
    page = browser.new_page(viewport={"width": width, "height": 1000})
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(f"{lab.url}lab?reset&token={lab.token}")
    page.wait_for_function("window.jupyterapp")
    page.evaluate(RUN, path)
    return page


def failures(path: Path) -> list[str]:
    """What the cells of a notebook that was run and saved failed with."""
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    return [output.evalue for cell in cells for output in cell.outputs if output.output_type == "error"]
