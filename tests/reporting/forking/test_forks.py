"""Notebooks in forks: as in a kernel, each on its own, and ended with all that they began."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

pytest.importorskip("papermill")
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import execute_notebook

from toolkit.reporting.forking.asking import Died, NotForked, Zygote, can_fork
from toolkit.reporting.forking.engine import ForkEngine, ReadoutEngine, close_own
from toolkit.reporting.forking.processes import MARK

pytestmark = [
    pytest.mark.skipif(not can_fork(), reason="only Linux has all that forks take"),
    pytest.mark.slow,
    pytest.mark.untraced,
]

papermill_engines.register("test-fork", ForkEngine)
papermill_engines.register("test-readout", ReadoutEngine)


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    found = Zygote(dict(os.environ))
    yield found
    found.close()


@pytest.fixture
def fresh() -> Iterator[Zygote]:
    found = Zygote(dict(os.environ))
    yield found
    found.close()


def notebook(*sources: str, **metadata: Any) -> Any:
    node = new_notebook(
        metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": ""} | metadata}
    )
    node.cells = [
        new_markdown_cell(text[3:]) if text.startswith("md:") else new_code_cell(text, metadata={"tags": []})
        for text in sources
    ]
    return node


def ran(zygote: Zygote, *sources: str, **options: Any) -> list[list[Any]]:
    """The outputs of each cell."""
    node = notebook(*sources)
    return outputs(
        execute_notebook(node, None, engine_name="test-fork", asker=zygote.asker(), progress_bar=False, **options)
    )


def outputs(node: Any) -> list[list[Any]]:
    return [cell.outputs for cell in node.cells if cell.cell_type == "code"]


def printed(zygote: Zygote, *sources: str, **options: Any) -> str:
    """What the last cell printed."""
    return "".join(output.text for output in ran(zygote, *sources, **options)[-1])


def marked(zygote: Zygote) -> list[int]:
    """The processes that descend from a zygote, itself included, and run."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == zygote.mark and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
        except psutil.Error:
            continue
    return found


def soon(condition: Callable[[], bool], patience: float = 60) -> bool:
    until = time.monotonic() + patience
    while not condition() and time.monotonic() < until:
        time.sleep(0.05)
    return condition()


def only_zygote_runs(zygote: Zygote) -> bool:
    return soon(lambda: marked(zygote) == [zygote.process.pid])


def test_what_a_cell_shows_is_what_a_kernel_would_show(zygote: Zygote) -> None:
    shown = ran(
        zygote,
        "md:# Text",
        "import asyncio\nawait asyncio.sleep(0)\n6 * 7",
        "!echo bang",
        "%%bash\necho from bash",
        "import os, sys\nprint('one')\nprint('wrong', file=sys.stderr)\ncode = os.system('echo past Python')",
        "from IPython.display import display, clear_output\nprint('gone')\nclear_output()\ndisplay({'a': 1})",
        "handle = display('early', display_id=True)\nhandle.update('late')",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
        "In[1], _, asyncio.get_running_loop().is_running()",
    )
    texts = [
        [getattr(output, "text", None) or dict(output.get("data", {})).get("text/plain") for output in cell]
        for cell in shown
    ]
    assert texts[:3] == [["42"], ["bang\r\n"], ["from bash\n"]]
    assert texts[3] == ["one\npast Python\n", "wrong\n"]
    assert texts[4:6] == [["{'a': 1}"], ["'late'"]]
    assert shown[6][0].data["image/png"].startswith("iVBOR")
    assert texts[7] == ["('import asyncio\\nawait asyncio.sleep(0)\\n6 * 7', 42, True)"]
    assert shown[7][0].execution_count == 8


def test_parameters_are_injected_and_a_folder_is_stood_in(zygote: Zygote, tmp_path: Path) -> None:
    assert printed(zygote, "print(1)", cwd=tmp_path) == "1\n"
    assert printed(zygote, "import os\nprint(os.getcwd())", cwd=tmp_path) == f"{tmp_path}\n"
    (tmp_path / "beside.py").write_text("told = 'imported from the folder'")
    assert printed(zygote, "import beside\nprint(beside.told)", cwd=tmp_path) == "imported from the folder\n"
    node = notebook("x = 1", "print(x)")
    node.cells[0].metadata["tags"] = ["parameters"]
    done = execute_notebook(node, None, {"x": 5}, engine_name="test-fork", asker=zygote.asker(), progress_bar=False)
    assert outputs(done)[-1][0].text == "5\n"
    assert done.metadata.papermill["exception"] is None
    assert done.metadata.language_info["file_extension"] == ".py"


CHANGES = {
    "modules": ("import json\njson.changed = 1", "import json\nprint(hasattr(json, 'changed'))", "False"),
    "environment": ("import os\nos.environ['CHANGED'] = '1'", "import os\nprint('CHANGED' in os.environ)", "False"),
    "folder": ("import os\nos.chdir('/')", "import os\nprint(os.getcwd() == '/')", "False"),
    "figures": (
        "import matplotlib\nmatplotlib.rcParams['font.size'] = 77",
        "import matplotlib\nprint(matplotlib.rcParams['font.size'])",
        "10.0",
    ),
    "names": ("changed = 1", "print('changed' in globals())", "False"),
    "builtins": (
        "import builtins\nbuiltins.changed = 1",
        "import builtins\nprint(hasattr(builtins, 'changed'))",
        "False",
    ),
    "files": ("import os\nos.open('/', 0)", "import os\nprint(len(os.listdir('/proc/self/fd')))", None),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_one_notebook_changes_is_as_ever_in_the_next(zygote: Zygote, what: str) -> None:
    change, look, expected = CHANGES[what]
    before = printed(zygote, look)
    ran(zygote, change)
    assert printed(zygote, look) == before
    assert expected is None or before == f"{expected}\n"


def test_no_two_notebooks_draw_the_same_numbers(zygote: Zygote) -> None:
    draw = "import random, uuid\nimport numpy as np\nprint(random.random(), np.random.random(), uuid.uuid4())"
    state = random.getstate()
    first, second = (printed(zygote, draw).split() for _ in range(2))
    assert not set(first) & set(second)
    assert random.getstate() == state


def test_what_is_imported_before_knows_that_it_is_in_a_notebook(zygote: Zygote) -> None:
    assert printed(zygote, "import pandas as pd\nprint(pd.get_option('display.max_columns'))") == "20\n"
    assert (
        printed(zygote, "import sys\nprint(sys.stdout.isatty(), '__IPYTHON__' in dir(__builtins__))") == "False True\n"
    )


def test_notebooks_find_their_environment_as_it_is(zygote: Zygote) -> None:
    names = printed(zygote, "import os\nprint(*sorted(os.environ))").split()
    assert "OPENBLAS_NUM_THREADS" not in set(names) - set(os.environ)
    assert set(os.environ) - {"PYTEST_CURRENT_TEST"} <= set(names)


GRANDCHILD = "import subprocess\nsubprocess.Popen(['sleep', '1000'], start_new_session=True)\n"
DAEMON = "import subprocess\nsubprocess.run(['sh', '-c', 'setsid sleep 1000 >/dev/null 2>&1 &'])\n"
HANGS = {
    "sleeping": "import time\ntime.sleep(1000)",
    "holding the interpreter": "import re\nre.match('(a+)+$', 'a' * 100 + 'b')",
    "ignoring signals": "import signal, time\nfor n in (2, 15, 1):\n    signal.signal(n, signal.SIG_IGN)\ntime.sleep(1000)",
    "printing": "while True:\n    print('x')",
    "awaiting": "import asyncio\nawait asyncio.sleep(1000)",
    "in a shell": "!sleep 1000",
}


@pytest.mark.parametrize("how", HANGS)
def test_a_cell_that_takes_too_long_is_ended_with_all_that_it_began(zygote: Zygote, how: str) -> None:
    node = notebook("print('before')", GRANDCHILD + DAEMON + HANGS[how], "print('after')")
    with pytest.raises(CellTimeoutError):
        execute_notebook(
            node, None, engine_name="test-fork", asker=zygote.asker(), progress_bar=False, execution_timeout=2
        )
    assert only_zygote_runs(zygote)
    assert printed(zygote, "print('the next')") == "the next\n"


@pytest.mark.parametrize("end", ["os._exit(3)", "os.kill(os.getpid(), 9)", "exit()", "os.abort()"])
def test_a_process_that_ends_early_is_told_and_the_rest_goes_on(zygote: Zygote, end: str, tmp_path: Path) -> None:
    path = tmp_path / "out.ipynb"
    with pytest.raises(DeadKernelError):
        execute_notebook(
            notebook("print('before')", f"import os\n{GRANDCHILD}{DAEMON}{end}", "print('after')"),
            path, engine_name="test-fork", asker=zygote.asker(), progress_bar=False,
        )  # fmt: skip
    assert "before" in path.read_text("utf-8")
    assert only_zygote_runs(zygote)
    assert printed(zygote, "print('the next')") == "the next\n"


def test_an_error_is_marked_by_papermill_and_ends_the_run(zygote: Zygote, tmp_path: Path) -> None:
    path = tmp_path / "out.ipynb"
    with pytest.raises(PapermillExecutionError, match="ValueError"):
        execute_notebook(
            notebook("raise ValueError('no')", "print('after')"),
            path, engine_name="test-fork", asker=zygote.asker(), progress_bar=False,
        )  # fmt: skip
    text = path.read_text("utf-8")
    assert "papermill-error-cell-tag" in text
    assert "after\\n" not in text


def test_a_notebook_that_ends_well_leaves_nothing_running(zygote: Zygote) -> None:
    ran(
        zygote, GRANDCHILD + DAEMON, "import threading, time\nthreading.Thread(target=time.sleep, args=(1000,)).start()"
    )
    assert only_zygote_runs(zygote)


def test_a_zygote_that_is_killed_takes_its_notebook_along_and_the_next_has_another(tmp_path: Path) -> None:
    close_own()
    options: dict[str, Any] = {"engine_name": "test-readout", "progress_bar": False}
    killing = f"import os\nprint(os.environ['{MARK}'])\n{GRANDCHILD}{DAEMON}os.kill(os.getppid(), 9)\nimport time\ntime.sleep(9)"
    with pytest.raises(DeadKernelError):
        execute_notebook(notebook(killing), tmp_path / "out.ipynb", **options)
    done = execute_notebook(notebook("print('the next')"), None, **options)
    assert outputs(done)[-1][0].text == "the next\n"
    close_own()
    left = [p for p in psutil.process_iter(["cmdline"]) if p.info["cmdline"] == ["sleep", "1000"]]
    assert not [p.pid for p in left if p.is_running() and p.environ().get(MARK)]


DRIVER = """
import os, sys
from papermill.engines import papermill_engines
from papermill.execute import execute_notebook
from toolkit.reporting.forking.engine import ReadoutEngine
papermill_engines.register("r", ReadoutEngine)
execute_notebook(sys.argv[1], None, engine_name="r", progress_bar=False)
"""


def test_a_driver_that_is_killed_leaves_nothing_running(tmp_path: Path) -> None:
    import nbformat

    told = tmp_path / "told"
    cell = (
        f"import os, time\n{GRANDCHILD}{DAEMON}open({str(told)!r}, 'w').write(os.environ['{MARK}'])\ntime.sleep(1000)"
    )
    nbformat.write(notebook(cell), tmp_path / "in.ipynb")
    driver = subprocess.Popen([sys.executable, "-c", DRIVER, tmp_path / "in.ipynb"])
    try:
        assert soon(lambda: told.is_file() and bool(told.read_text()))
    finally:
        driver.kill()
        driver.wait()

    class Gone:
        mark = told.read_text()

    assert soon(lambda: not marked(Gone))  # type: ignore[arg-type]


def test_two_hundred_runs_leave_no_descriptors_and_no_processes(fresh: Zygote) -> None:
    def count() -> list[int]:
        return [len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in (os.getpid(), fresh.process.pid)]

    asker = fresh.asker()
    cells = [{"index": 0, "source": "1", "may_fail": False}]
    counts = []
    for _ in range(200):
        with asker.run(cells, "/") as run:
            for message in run.messages(lambda: time.monotonic() + 60):
                if "all" in message:
                    break
        counts.append(count())
    assert soon(lambda: not psutil.Process(fresh.process.pid).children())
    assert counts[-1] == counts[0]
    assert asker.alive()


def test_a_run_that_cannot_begin_says_so(fresh: Zygote) -> None:
    fresh.process.kill()
    fresh.process.wait()
    with pytest.raises(NotForked), fresh.asker().run([], "/") as run:
        next(run.messages(lambda: time.monotonic() + 60))
    assert not fresh.asker().alive()


def test_a_run_tells_that_its_process_died(fresh: Zygote) -> None:
    cells = [{"index": 0, "source": "import os\nos._exit(1)", "may_fail": False}]
    with pytest.raises(Died), fresh.asker().run(cells, "/") as run:
        list(run.messages(lambda: time.monotonic() + 60))


def test_papermills_own_command_finds_the_engine(tmp_path: Path) -> None:
    import importlib.metadata

    import nbformat

    known = importlib.metadata.entry_points(group="papermill.engine")
    assert known["readout"].value == "toolkit.reporting.forking.engine:ReadoutEngine"
    node = notebook("x = 1", "print(x + 1)")
    node.cells[0].metadata["tags"] = ["parameters"]
    nbformat.write(node, tmp_path / "in.ipynb")
    call = [sys.executable, "-m", "papermill", "--engine", "readout", "-p", "x", "41", "in.ipynb", "out.ipynb"]
    subprocess.run(call, check=True, cwd=tmp_path, capture_output=True)
    assert outputs(nbformat.read(tmp_path / "out.ipynb", as_version=4))[-1][0].text == "42\n"
