"""One notebook run by papermill in a kernel of its own, and an honest answer whether it ran to its end."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from toolkit.reporting.leftovers import KERNEL, kernel_folder

# nbformat's validator checks IRIs with a grammar that takes over a second to build, in every process; notebooks hold no
# IRIs to check. jsonschema does without the optional module when it cannot be imported.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
# tried at the beginning of words only, so that a long word takes no longer than its length
_KERNEL_FILE = re.compile(r"(?<![^\s'\"<>])[^\s'\"<>]*?ipykernel_\d+[/\\]\d+\.py")


@dataclass(frozen=True)
class Failure:
    """Why a notebook did not run to its end.

    Attributes
    ----------
    cell
        Number of the cell, from 1; ``None`` if no cell is to blame.
    reason
        One line.
    traceback
        The lines that Python printed, without colours.
    """

    cell: int | None
    reason: str
    traceback: str = ""


@dataclass
class Execution:
    """An executed notebook (an nbformat node) and, if it failed, why."""

    notebook: Any
    failure: Failure | None = field(default=None)


def execute(
    notebook: Any,
    parameters: Mapping[str, Any],
    *,
    folder: Path | str,
    timeout: int | None = None,
    on_cell: Callable[[int, int], None] = lambda done, total: None,
) -> Execution:
    """Run a notebook with papermill; whatever happens in it, an :class:`Execution` comes back.

    Parameters
    ----------
    notebook
        An nbformat 4 node; it is changed in place.
    parameters
        Values for its ``parameters`` cell, checked before.
    folder
        Working folder of the kernel. The process stands in it meanwhile, so run one notebook at a time in a process.
    timeout
        Seconds that one cell may take.
    on_cell
        Called with the cell's number (from 1) and the number of cells when one begins.
    """
    from papermill.execute import execute_notebook

    _register_engine()
    seen: dict[str, Any] = {"notebook": notebook}
    error: BaseException | None = None
    try:
        with _quiet_kernel():
            execute_notebook(
                notebook,
                None,
                parameters=dict(parameters),
                engine_name="readout",
                kernel_name="python3",
                language="python",
                progress_bar=False,
                request_save_on_cell_execute=False,
                cwd=str(folder),
                execution_timeout=timeout,
                readout_seen=seen,
                readout_on_cell=on_cell,
            )
    except Exception as raised:
        error = raised
    executed = seen["notebook"]
    executed.cells = [
        cell for cell in executed.cells if "papermill-error-cell-tag" not in cell.metadata.get("tags", [])
    ]
    return Execution(executed, _failure(executed, error, seen.get("running")))


_STOPPED = {"DeadKernelError": "the kernel died", "CellTimeoutError": "the time allowed for a cell ran out"}


def _failure(notebook: Any, error: BaseException | None, running: int | None) -> Failure | None:
    """What went wrong, judged by the cells themselves: papermill's own marks call dead and pending cells completed."""
    kind = type(error).__name__
    if running and any("injected-parameters" in c.metadata.get("tags", []) for c in notebook.cells[: running - 1]):
        running -= 1  # the user's notebook has no such cell
    if kind in _STOPPED:
        return Failure(running, f"cell {running}: {_STOPPED[kind]}", f"{kind}: {plain(str(error)).strip()}")
    cells = (c for c in notebook.cells if "injected-parameters" not in c.metadata.get("tags", []))  # the user has none
    code = [(number, cell) for number, cell in enumerate(cells, 1) if cell.cell_type == "code"]
    for number, cell in code:
        if "raises-exception" not in cell.metadata.get("tags", []):
            for output in cell.outputs:
                if output.output_type == "error":
                    return _raised(number, output)
    if error is not None and kind != "PapermillExecutionError":  # that one only repeats what the outputs say
        message = plain(str(error)).strip()
        told = f"{kind}: {message}".splitlines()[0].rstrip(": ")
        return Failure(running, f"cell {running}: {told}" if running else told, f"{kind}: {message}")
    pending = [number for number, cell in code if cell.source.strip() and cell.execution_count is None]
    return Failure(pending[0], f"cell {pending[0]} was not run") if pending else None


def _raised(number: int, output: Any) -> Failure:
    name, value, trace = output.ename, plain(output.evalue), plain("\n".join(output.traceback))
    if name == "SystemExit":
        return Failure(number, f"cell {number} ended the run early (SystemExit: {value})", trace)
    return Failure(number, f"cell {number} failed: {name}: {value}".rstrip(": \n"), trace)


def plain(text: str) -> str:
    """Text of a kernel without colours, overwritten lines, and the process numbers that make every run different."""
    lines = ANSI.sub("", text).replace("\r\n", "\n").split("\n")
    kept = "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in lines)
    kept = _KERNEL_FILE.sub("<cell>", kept)
    for folder, name in _folders():
        kept = kept.replace(f"{folder}{os.sep}", f"<{name}>{os.sep}")
    return kept


@cache
def _folders() -> tuple[tuple[str, str], ...]:
    """Folders of this machine that a traceback may name, and what is told instead; IPython writes a user's own with ``~``."""
    places = ((sys.prefix, "environment"), (sys.base_prefix, "python"), (str(Path(__file__).parents[2]), "readout"))
    homes = [(home, "~") for home in [str(Path.home())] if home != os.sep]
    short = [(place.replace(home, tilde, 1), name) for place, name in places for home, tilde in homes]
    return (
        *(pair for pair in (*places, *short) if pair[0] not in ("", os.sep)),
        *((home, "home") for home, _ in homes),
    )


@cache
def _register_engine() -> None:
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager
    from papermill.engines import NBClientEngine, papermill_engines

    class OwnKernelManager(AsyncKernelManager):
        """Starts kernels with the Python that runs this, whatever kernels a user has installed by that name."""

        def __init__(self, **options: Any) -> None:
            # sockets in the run's own folder: parallel kernels cannot take each other's ports, and nobody can listen
            own = {"transport": "ipc", "ip": f"{os.environ['IPYTHONDIR']}/kernel"} if os.name == "posix" else {}
            super().__init__(**options | own)

        @property
        def kernel_spec(self) -> KernelSpec:
            # being interrupted is how kernels are told to end, and no error to be logged
            argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--log-level=CRITICAL"]
            return KernelSpec(argv=argv, display_name="Python 3", language="python")

        async def _async_launch_kernel(self, kernel_cmd: list[str], **options: Any) -> None:
            await super()._async_launch_kernel(kernel_cmd, **options)
            told = Path(os.environ["IPYTHONDIR"], KERNEL)
            told.write_text(str(getattr(self.provisioner, "pid", "")), encoding="ascii")

        _launch_kernel = _async_launch_kernel

    class Engine(NBClientEngine):  # type: ignore[misc]  # papermill has no type hints
        """papermill's own engine, told of each cell that begins, and leaving the notebook where it can be found."""

        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:
            seen, on_cell = options.pop("readout_seen"), options.pop("readout_on_cell")
            seen["notebook"] = nb_man.nb
            start = nb_man.cell_start

            def cell_start(cell: Any, cell_index: int | None = None, **more: Any) -> None:
                start(cell, cell_index, **more)
                seen["running"] = (cell_index or 0) + 1
                on_cell(seen["running"], len(nb_man.nb.cells))

            nb_man.cell_start = cell_start
            return super().execute_managed_notebook(
                nb_man, kernel_name, kernel_manager_class=OwnKernelManager, **options
            )

    papermill_engines.register("readout", Engine)


_MATPLOTLIB = "svg.hashsalt: readout\ntext.parse_math: False\nsvg.fonttype: none\n"
"""Figures that are the same each time, and show "$5 to $6 bn" as it is."""


class _quiet_kernel:
    """Gives kernels an IPython folder of their own: no start-up files or history of the user, no runtime files left."""

    def __enter__(self) -> None:
        self.folder = kernel_folder()
        startup = Path(self.folder, "profile_default", "startup")
        startup.mkdir(parents=True)
        shutil.copy(Path(__file__).with_name("kernel_defaults.py"), startup / "00-readout.py")
        style = Path(self.folder, "matplotlibrc")
        style.write_text(_MATPLOTLIB, encoding="utf-8")
        settings = {
            "IPYTHONDIR": self.folder,
            "MATPLOTLIBRC": str(style),
            "SOURCE_DATE_EPOCH": "0",  # matplotlib writes no other date into its files
            "JUPYTER_RUNTIME_DIR": self.folder,
            "PYTHONHASHSEED": "0",
            "TQDM_DISABLE": "1",  # bars of a run long past tell nothing, and no two are the same
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        }
        self.before = {name: os.environ.get(name) for name in settings}
        os.environ.update(settings)

    def __exit__(self, *_: object) -> None:
        for name, value in self.before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        shutil.rmtree(self.folder, ignore_errors=True)


_ADDRESS = re.compile(r"(?<= at )0x[0-9a-f]{6,16}(?=>|&gt;)")
_STYLER = re.compile(r"\bT_[0-9a-f]{5}(?![0-9a-f])")


def _steady(text: str, cell: int) -> str:
    """Without addresses in memory and the random ids of pandas' Styler, which are numbered by cell."""
    known: dict[str, str] = {}
    numbered = _STYLER.sub(lambda match: known.setdefault(match.group(), f"T_{cell:02d}x{len(known):02d}"), text)
    return _ADDRESS.sub("0x0", numbered)


DROPPED = ("papermill", "execution", "ExecuteTime", "collapsed", "scrolled", "trusted", "widgets")


def normalise(notebook: Any) -> Any:
    """Take out of an executed notebook all that differs from run to run: times, random ids, process numbers, paths."""
    for key in DROPPED:
        notebook.metadata.pop(key, None)
    for number, cell in enumerate(notebook.cells, 1):
        cell.id = f"cell-{number:02d}"
        for key in DROPPED:
            cell.metadata.pop(key, None)
        if cell.cell_type != "code":
            continue
        for output in cell.outputs:
            output.get("metadata", {}).pop("execution", None)
            for kind, told in output.get("data", {}).items():
                if isinstance(told, str) and kind in ("text/plain", "text/html"):
                    output.data[kind] = _steady(told, number)
            if output.output_type == "stream":
                output.text = plain(output.text)
            elif output.output_type == "error":
                output.evalue, output.traceback = plain(output.evalue), [plain(line) for line in output.traceback]
    return notebook
