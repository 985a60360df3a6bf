"""Folders of kernels in the system's folder for temporary files, and what runs that were cut off left there."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import tempfile
from pathlib import Path

from toolkit.files import alive

_FOLDER = re.compile(r"readout-(?P<pid>\d+)-.+")
KERNEL = "kernel.pid"
"""The file in such a folder that tells the number of the kernel's process."""


def kernel_folder() -> str:
    """A new folder for a kernel of this process, whose number is part of its name."""
    return tempfile.mkdtemp(prefix=f"readout-{os.getpid()}-")


def clear(pid: int) -> None:
    """End the kernels of a process that has just ended, and remove their folders."""
    for folder in _folders(pid):
        with contextlib.suppress(OSError, ValueError):
            os.kill(int((folder / KERNEL).read_text(encoding="ascii")), getattr(signal, "SIGKILL", signal.SIGTERM))
        shutil.rmtree(folder, ignore_errors=True)


def sweep() -> None:
    """Remove the folders of processes that are there no longer; their kernels end by themselves."""
    for folder in _folders():
        match = _FOLDER.fullmatch(folder.name)
        if match and not alive(int(match["pid"])):
            shutil.rmtree(folder, ignore_errors=True)


def _folders(pid: int | None = None) -> list[Path]:
    """This user's folders of kernels, of one process or of all."""
    found = Path(tempfile.gettempdir()).glob(f"readout-{pid or '*'}-*")
    return [folder for folder in found if folder.is_dir() and not folder.is_symlink() and _is_own(folder)]


def _is_own(folder: Path) -> bool:
    try:
        return os.name != "posix" or folder.stat().st_uid == os.getuid()
    except OSError:
        return False
