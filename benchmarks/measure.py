"""Processor and wall time of commands, and articles to run them on."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

REPEATS = 5
"""Each figure is the median of so many."""

PYTHON = [sys.executable]
READOUT = [sys.executable, "-m", "toolkit.cli.main"]


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds of all its processes' processor time, seconds on the clock, and peak memory in MB.

    The memory is that of its largest process.
    """

    cpu: float
    wall: float
    peak: float


def run(command: Sequence[str | Path], folder: Path, **environment: str) -> Cost:
    """Run a command, and what it took with all its processes.

    Raises
    ------
    RuntimeError
        It failed; the message is the end of what it said.
    """
    began = time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1]), "TQDM_DISABLE": "1"} | environment,
    )  # fmt: skip
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        told = said.decode(errors="replace")[-2000:]
        raise RuntimeError(f"{' '.join(map(str, command))} ended with status {process.returncode}:\n{told}")
    return Cost(usage.ru_utime + usage.ru_stime, time.monotonic() - began, usage.ru_maxrss / 1024)


def median(measure: Callable[[], float], repeats: int = REPEATS) -> float:
    """The median of a figure that is measured several times."""
    return statistics.median(measure() for _ in range(repeats))


def spent() -> float:
    """Seconds of processor time of this process and its ended children."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def articles(given: Sequence[Path], folder: Path, count: int, seed: int = 0) -> Path:
    """A folder of so many articles: those given, over and over, each time changed, so that nothing is cached by accident.

    Parameters
    ----------
    given
        Files of plain text.
    folder
        Where to write; made.
    count
        How many.
    seed
        Another number makes other articles.
    """
    folder.mkdir(parents=True)
    texts = [path.read_text(encoding="utf-8") for path in given]
    for n in range(count):
        text = texts[n % len(texts)].rstrip()
        more = f"It was report number {n + 1} of series {seed + 1}, the office added."
        (folder / f"article-{n:05d}.txt").write_text(f"{text}\n\n{more}\n", encoding="utf-8")
    return folder
