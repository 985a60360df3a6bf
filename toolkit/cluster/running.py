"""Connecting to a scheduler, and waiting for tasks: whatever a lost worker had, others do."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from toolkit.cluster.store import INSTALL
from toolkit.errors import MachineError, ReadoutError, UsageError
from toolkit.progress import progress_of

RETRIES = 2
"""How often a task is tried again that an error ended; that its worker was lost does not count."""

PATIENCE = 60
"""Seconds to wait for a scheduler to answer, and for a first worker."""


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """A client of the scheduler at an address.

    Parameters
    ----------
    address
        As the scheduler tells it: ``tcp://scheduler:8786``.

    Raises
    ------
    UsageError
        Dask is not installed, or no scheduler answers there.
    MachineError
        The scheduler has no workers.
    """
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(
            f"Running on a cluster needs Dask, which is not installed. Install it with: {INSTALL}"
        ) from None
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        told = f"No Dask scheduler answers at {address!r} ({error})"
        raise UsageError(f"{told}. Start one with 'dask scheduler', and name it as it says it is called.") from None
    with client:
        yield client


def greet(client: Any) -> None:
    """Tell where the dashboard is, and wait for a first worker.

    Raises
    ------
    MachineError
        None comes.
    """
    sys.stderr.write(f"Dask's dashboard: {client.dashboard_link}\n")  # of this run alone: no note to be kept
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        address = client.scheduler.address
        raise MachineError(
            f"The scheduler has no workers. Start some with: dask worker --nthreads 1 {address}"
        ) from None


def each(client: Any, task: Callable[..., Any], calls: Iterable[tuple[Any, ...]], what: str, shown: bool) -> list[Any]:
    """Run a task on workers once for each call; an error of one does not stop the others.

    Parameters
    ----------
    client
        The client.
    task
        An importable function.
    calls
        Its arguments.
    what
        What is being done, for the progress.
    shown
        Whether to show that.

    Returns
    -------
    list
        What the task returned, in the order of the calls.

    Raises
    ------
    ReadoutError
        A worker said so, or a task ended for another reason; what others had done is kept by then.
    """
    from distributed import as_completed

    name = f"{task.__name__}-{uuid.uuid4().hex}"
    futures = [client.submit(task, *call, key=(name, n), retries=RETRIES) for n, call in enumerate(calls)]
    places = {future.key: n for n, future in enumerate(futures)}
    results: list[Any] = [None] * len(futures)
    failed: list[BaseException] = []
    try:
        with closing(progress_of(len(futures), what, "piece", shown)) as bar:
            for future, result in as_completed(futures, loop=client.loop, with_results=True, raise_errors=False):
                bar.update()
                if future.status == "finished":
                    results[places[future.key]] = result
                else:
                    failed.append(future.exception() if future.status == "error" else ConnectionError(future.status))
                future.release()
    except OSError as error:
        failed.append(error)
    finally:
        client.cancel(futures)
    if failed:
        raise _told(failed, len(futures))
    return results


def _told(failed: list[BaseException], total: int) -> ReadoutError:
    """The error to raise for tasks that failed."""
    own = next((error for error in failed if isinstance(error, ReadoutError)), None)
    first = own or failed[0]
    kept = f"{len(failed)} of {total} pieces were not done; the others are kept: the same command goes on from there."
    if own is not None:
        return type(own)(f"{own} {kept}")
    return MachineError(f"{type(first).__name__}: {first} {kept}")
