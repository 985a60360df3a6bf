"""One notebook run by papermill, in a fork or a kernel of its own, and an honest answer whether it ran to its end."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from toolkit.errors import MachineError
from toolkit.reporting.forking.asking import Asker, NotForked, Zygote
from toolkit.reporting.forking.needs import forks
from toolkit.reporting.leftovers import KERNEL, kernel_folder
from toolkit.reporting.steady import plain

# nbformat's validator checks IRIs with a grammar that takes over a second to build, in every process; notebooks hold no
# IRIs to check. jsonschema does without the optional module when it cannot be imported.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


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
    engine: str = "kernel",
    warm: Warm | None = None,
) -> Execution:
    """Run a notebook with papermill; whatever happens in it, an :class:`Execution` comes back.

    Parameters
    ----------
    notebook
        An nbformat 4 node; it is changed in place.
    parameters
        Values for its ``parameters`` cell, checked before.
    folder
        Working folder of the notebook. The process stands in it meanwhile, so run one notebook at a time in a process.
    timeout
        Seconds that one cell may take.
    on_cell
        Called with the cell's number (from 1) and the number of cells when one begins.
    engine
        One of :data:`toolkit.reporting.forking.needs.ENGINES`.
    warm
        Whose forks run notebooks; needed where ``engine`` is not ``kernel``.
    """
    from papermill.execute import execute_notebook

    _register_engine()
    seen: dict[str, Any] = {"notebook": notebook}
    error: BaseException | None = None
    try:
        execute_notebook(
            notebook,
            None,
            parameters=dict(parameters),
            engine_name="readout-report",
            kernel_name="python3",
            language="python",
            progress_bar=False,
            request_save_on_cell_execute=False,
            cwd=str(folder),
            execution_timeout=timeout,
            readout_seen=seen,
            readout_on_cell=on_cell,
            readout_engine=engine,
            readout_warm=warm,
        )
    except Exception as raised:
        error = raised
    executed = seen["notebook"]
    executed.cells = [
        cell for cell in executed.cells if "papermill-error-cell-tag" not in cell.metadata.get("tags", [])
    ]
    return Execution(executed, _failure(executed, error, seen.get("running")))


class Warm:
    """Whom a process asks for forks: the zygote that serves several or, once that has ended, one of its own.

    Parameters
    ----------
    shared
        A seat at a zygote that serves several processes.
    """

    def __init__(self, shared: Asker | None = None) -> None:
        self.shared = shared
        self.own: Zygote | None = None

    def asker(self) -> Asker:
        """Whom to ask now.

        Raises
        ------
        NotForked
            No process can be started.
        """
        if self.shared and self.shared.alive():
            return self.shared
        if self.own is None or not self.own.alive():
            self.close()
            try:
                self.own = warm_process()
            except OSError as error:
                raise NotForked(f"no process can be started: {error}") from error
        return self.own.asker()

    def was_lost(self, asker: Asker) -> bool:
        """Whether it was the zygote of several that ended, maybe through another's doing."""
        return asker is self.shared and not asker.alive()

    def close(self) -> None:
        """End the process's own zygote."""
        if self.own is not None:
            self.own.close()
            self.own = None


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


@cache
def _register_engine() -> None:
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager
    from papermill.engines import Engine, NBClientEngine, papermill_engines

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

    class ReportEngine(Engine):  # type: ignore[misc]  # papermill has no type hints
        """Forks or starts a kernel, tells of each cell that begins, and leaves the notebook where it can be found."""

        @classmethod
        def execute_managed_notebook(
            cls,
            nb_man: Any,
            kernel_name: str,
            *,
            readout_seen: dict[str, Any],
            readout_on_cell: Callable[[int, int], None],
            readout_engine: str,
            readout_warm: Warm | None,
            **options: Any,
        ) -> None:
            readout_seen["notebook"] = nb_man.nb
            start = nb_man.cell_start

            def cell_start(cell: Any, cell_index: int | None = None, **more: Any) -> None:
                start(cell, cell_index, **more)
                readout_seen["running"] = (cell_index or 0) + 1
                readout_on_cell(readout_seen["running"], len(nb_man.nb.cells))

            nb_man.cell_start = cell_start
            if readout_warm and (readout_engine == "fork" or (readout_engine == "auto" and forks(nb_man.nb))):
                try:
                    _fork(nb_man, kernel_name, readout_warm, **options)
                    return
                except NotForked as refused:
                    if readout_engine == "fork":
                        raise MachineError(f"the notebook cannot be run in a fork, since {refused}") from refused
            with _quiet_kernel():
                NBClientEngine.execute_managed_notebook(
                    nb_man, kernel_name, kernel_manager_class=OwnKernelManager, **options
                )

    papermill_engines.register("readout-report", ReportEngine)


def _fork(nb_man: Any, kernel_name: str, warm: Warm, **options: Any) -> None:
    """Run a notebook in a fork, and once more in another process's if it was lost together with others."""
    from nbclient.exceptions import DeadKernelError

    from toolkit.reporting.forking.engine import ForkEngine

    asker = warm.asker()
    try:
        ForkEngine.execute_managed_notebook(nb_man, kernel_name, asker=asker, **options)
    except (DeadKernelError, NotForked):
        if not warm.was_lost(asker):
            raise
        nb_man.notebook_start()
        ForkEngine.execute_managed_notebook(nb_man, kernel_name, asker=warm.asker(), **options)


_MATPLOTLIB = "svg.hashsalt: readout\ntext.parse_math: False\nsvg.fonttype: none\n"
"""Figures that are the same each time, and show "$5 to $6 bn" as it is."""


def _furnish(folder: Path) -> dict[str, str]:
    """Put start-up file and matplotlib's settings into an IPython folder; the variables that belong to them."""
    startup = folder / "profile_default" / "startup"
    startup.mkdir(parents=True)
    shutil.copy(Path(__file__).with_name("kernel_defaults.py"), startup / "00-readout.py")
    style = folder / "matplotlibrc"
    style.write_text(_MATPLOTLIB, encoding="utf-8")
    return {
        "IPYTHONDIR": str(folder),
        "MATPLOTLIBRC": str(style),
        "SOURCE_DATE_EPOCH": "0",  # matplotlib writes no other date into its files
        "JUPYTER_RUNTIME_DIR": str(folder),
        "PYTHONHASHSEED": "0",
        "TQDM_DISABLE": "1",  # bars of a run long past tell nothing, and no two are the same
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def warm_process(seats: int = 1) -> Zygote:
    """A zygote whose forks behave as the kernels of reports do.

    Raises
    ------
    OSError
        No process can be started.
    """
    return Zygote(os.environ, seats, _furnish)


class _quiet_kernel:
    """Gives kernels an IPython folder of their own: no start-up files or history of the user, no runtime files left."""

    def __enter__(self) -> None:
        self.folder = kernel_folder()
        settings = _furnish(Path(self.folder))
        self.before = {name: os.environ.get(name) for name in settings}
        os.environ.update(settings)

    def __exit__(self, *_: object) -> None:
        for name, value in self.before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        shutil.rmtree(self.folder, ignore_errors=True)
