"""The papermill engine ``readout``: ``papermill --engine readout in.ipynb out.ipynb`` runs a notebook without starting a kernel.

Parameters, the output notebook and error banners are papermill's own. Where no fork is possible, and for notebooks that ask
for more than a fork offers (:func:`~toolkit.reporting.forking.needs.forks`), papermill's own engine does the work.
"""

from __future__ import annotations

import atexit
import os
import platform
import time
from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NBClientEngine
from papermill.log import logger

from toolkit.reporting.forking.asking import Asker, Died, NotForked, Run, Zygote
from toolkit.reporting.forking.needs import forks, imports
from toolkit.reporting.streams import merged

LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": platform.python_version(),
}
"""What an IPython kernel says of its language."""


class ForkEngine(Engine):  # type: ignore[misc]  # papermill has no type hints
    """Runs a notebook in a fork of a warm process."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        *,
        log_output: bool = False,
        stdout_file: Any = None,
        stderr_file: Any = None,
        start_timeout: float = 60,
        execution_timeout: float | None = None,
        asker: Asker | None = None,
        **options: Any,
    ) -> None:
        """Run the cells of papermill's notebook.

        Parameters
        ----------
        nb_man, kernel_name, log_output, stdout_file, stderr_file, start_timeout, execution_timeout
            As papermill's own engine takes them.
        asker
            Whom to ask for the fork, if not this process's own zygote.

        Raises
        ------
        NotForked
            There can be no fork; nothing has run.
        CellTimeoutError
            A cell took longer than ``execution_timeout`` seconds; it was ended with all that it had begun.
        DeadKernelError
            The notebook's process ended before the notebook did.
        """
        notebook = nb_man.nb
        # papermill's client decides what becomes of messages, as it does with those of a kernel
        client = PapermillNotebookClient(
            nb_man,
            log=logger,
            log_output=log_output,
            stdout_file=stdout_file,
            stderr_file=stderr_file,
            record_timing=False,
        )
        client.reset_execution_trackers()
        limit = execution_timeout or options.get("timeout")
        with (asker or _own()).run(_cells(notebook), os.getcwd(), imports(notebook)) as run:  # noqa: PTH109
            _Listener(client, run, start_timeout, limit).follow(nb_man)
        notebook.metadata["language_info"] = dict(LANGUAGE)


class ReadoutEngine(Engine):  # type: ignore[misc]
    """Forks where that is possible and enough, and leaves the rest to papermill's own engine."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:
        """Run the cells of papermill's notebook; takes what papermill's own engine takes."""
        if forks(nb_man.nb):
            try:
                ForkEngine.execute_managed_notebook(nb_man, kernel_name, **options)
                return
            except NotForked as refused:
                logger.warning(f"A kernel runs the notebook, since {refused}.")
        NBClientEngine.execute_managed_notebook(nb_man, kernel_name, **options)


class _Listener:
    """Turns what a run says into a notebook's outputs, cell by cell."""

    def __init__(self, client: Any, run: Run, start_timeout: float, limit: float | None) -> None:
        self.client, self.limit = client, limit
        self.until: float | None = time.monotonic() + start_timeout
        self.messages = run.messages(lambda: self.until)
        self.first: dict[str, Any] | None = None

    def follow(self, manager: Any) -> None:
        """Listen until the last cell has ended."""
        if any(_runs(cell) for cell in manager.nb.cells):
            self.first = self._next(
                None
            )  # before papermill is told of anything, since another engine may have to begin
        for index, cell in enumerate(manager.nb.cells):
            manager.cell_start(cell, index)
            try:
                well = not _runs(cell) or self._cell(cell, index)
                if not well:
                    manager.cell_exception(cell, cell_index=index)
                    return
            except BaseException:
                manager.cell_exception(cell, cell_index=index)
                raise
            finally:
                if cell.cell_type == "code":
                    cell.outputs = merged(cell.outputs)
                manager.cell_complete(cell, cell_index=index)

    def _cell(self, cell: Any, index: int) -> bool:
        """Listen to one cell; whether the next may follow."""
        cell.outputs = []
        self.client.clear_before_next_output = False
        while True:
            message = self._next(cell)
            if "msg_type" in message:
                heads = {"header": {"msg_type": message["msg_type"]}, "parent_header": {"msg_id": ""}}
                self.client.process_message(heads | message, cell, index)
            elif "ends" in message:
                return bool(message["well"]) or _may_fail(cell)

    def _next(self, cell: Any) -> dict[str, Any]:
        if self.first is not None:
            message, self.first = self.first, None
            return message
        try:
            message = next(self.messages)
        except TimeoutError:
            if cell is None:
                raise NotForked("no process was forked in time") from None
            limit: Any = self.limit
            raise CellTimeoutError.error_from_timeout_and_cell("Cell execution timed out", limit, cell) from None
        except Died:
            raise DeadKernelError("Kernel died") from None
        if "begins" in message:
            self.until = time.monotonic() + self.limit if self.limit else None
        return message


def _cells(notebook: Any) -> list[dict[str, Any]]:
    return [
        {"index": index, "source": cell.source, "may_fail": _may_fail(cell)}
        for index, cell in enumerate(notebook.cells)
        if _runs(cell)
    ]


def _runs(cell: Any) -> bool:
    """Whether nbclient would run a cell."""
    return (
        cell.cell_type == "code" and bool(cell.source.strip()) and "skip-execution" not in cell.metadata.get("tags", [])
    )


def _may_fail(cell: Any) -> bool:
    return "raises-exception" in cell.metadata.get("tags", [])


_started: list[tuple[dict[str, str], Zygote]] = []
"""The zygote that this process has started, and the environment at that time."""


def _own() -> Asker:
    """This process's own zygote: another one where the last has died, or the environment has changed since."""
    environment = dict(os.environ)
    if _started and (_started[0][0] != environment or not _started[0][1].alive()):
        close_own()
    if not _started:
        try:
            _started.append((environment, Zygote(environment)))
        except OSError as error:
            raise NotForked(f"no process can be started: {error}") from error
    return _started[0][1].asker()


@atexit.register
def close_own() -> None:
    """End this process's own zygote."""
    while _started:
        _started.pop()[1].close()
