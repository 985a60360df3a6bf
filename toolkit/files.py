"""Files written whole or not at all; drafts of runs that were cut off are swept away.

Everything that Readout leaves on a disk goes through :func:`write`.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from toolkit.errors import MachineError, UsageError
from toolkit.interrupts import held

_DRAFT = re.compile(r"\..+\.(?:csv|gz|html|ipynb|json|jsonl|md|npz|png|svg|xml)\.(?P<pid>\d+)(?:-\d+)?")
_ADVICE = {
    errno.ENOSPC: "make room there, or name another folder",
    errno.EDQUOT: "make room there, or name another folder",
    errno.EFBIG: "files may not be that large here; lift the limit, or name another folder",
    errno.EACCES: "name a folder that you may write to",
    errno.EPERM: "name a folder that you may write to",
    errno.EROFS: "name a folder that you may write to",
    errno.EAGAIN: "end other programs, or ask for fewer --jobs",
    errno.ENOMEM: "end other programs, or ask for fewer --jobs",
}


def told(error: OSError) -> str:
    """What the system says went wrong, and what to do about it where that is known."""
    advice = _ADVICE.get(error.errno or 0)
    return f"{error.strerror or error}" + (f"; {advice}" if advice else "")


def read_text(path: Path | str, advice: str = "") -> str:
    """The text of a file that a user names, without a byte order mark.

    Parameters
    ----------
    path
        The file, UTF-8.
    advice
        What to do about it where it is not, or cannot be read; ends the message.

    Raises
    ------
    FileNotFoundError
        There is no such file: some callers take that for an empty one.
    UsageError
        It cannot be read, or is not UTF-8; the message names it.
    """
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise UsageError(f"{path}: cannot be read ({reason}{f'; {advice}' if advice else ''})") from error


def write(path: Path, content: str | bytes, *, errors: str = "replace") -> None:
    """Write a file whole or not at all: a reader never sees half of it, and what stood there before stays if it fails.

    Parameters
    ----------
    path
        The file, whose folder is made if missing; where it is a link, what that leads to. Pipes and devices are written to
        as they are.
    content
        Text is written as UTF-8, its line ends as they are.
    errors
        What becomes of lone surrogates, as :meth:`str.encode` takes it.

    Raises
    ------
    MachineError
        The file cannot be written; the message names it.
    """
    data = content.encode("utf-8", errors) if isinstance(content, str) else content
    target = path.resolve() if path.is_symlink() else path
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = _draft_of(target)
        with _discarded([(draft, target)]):
            _fill(draft, target, data)
            draft.replace(target)
    except OSError as error:
        raise MachineError(f"{path} cannot be written: {told(error)}") from error


def drafts(contents: Mapping[Path, str]) -> list[tuple[Path, Path]]:
    """Drafts of files that belong together, for :func:`publish`: each with the file that it is to become.

    Raises
    ------
    MachineError
        One cannot be written; then none stays.
    """
    targets = [path.resolve() if path.is_symlink() else path for path in contents]
    made = [(_draft_of(target), target) for target in targets]
    path = None
    try:
        with _discarded(made):
            for (draft, path), content in zip(made, contents.values(), strict=True):
                _fill(draft, path, content.encode("utf-8", "replace"))
    except OSError as error:
        raise MachineError(f"{path} cannot be written: {told(error)}") from error
    return made


def publish(made: Sequence[tuple[Path, Path]]) -> None:
    """Make drafts the files that they are of: all of them, though Ctrl-C comes meanwhile.

    Raises
    ------
    MachineError
        One cannot be moved to its place; then no draft stays.
    """
    path = None
    try:
        with held(), _discarded(made):
            for draft, path in made:
                draft.replace(path)
    except OSError as error:
        raise MachineError(f"{path} cannot be written: {told(error)}") from error


def _draft_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")


def _fill(draft: Path, path: Path, data: bytes) -> None:
    draft.write_bytes(data)
    with contextlib.suppress(OSError):
        draft.chmod(path.stat().st_mode & 0o777)


@contextlib.contextmanager
def _discarded(made: Iterable[tuple[Path, Path]]) -> Iterator[None]:
    """Lets no draft stay where something stops what is done with it: a full disk, Ctrl-C."""
    try:
        yield
    except BaseException:
        for draft, _ in made:
            with contextlib.suppress(OSError):
                draft.unlink()
        raise


def made(folder: Path) -> Path:
    """The folder, made if missing, without the drafts of runs that are gone, and found to be writable.

    Raises
    ------
    MachineError
        It cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sweep([folder])
        probe = folder / f".readout.json.{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise MachineError(f"The folder {str(folder)!r} cannot be written to: {told(error)}") from error
    return folder


def sweep(folders: Iterable[Path], pid: int | None = None) -> None:
    """Remove drafts: those of a process that has ended just now, or of all that are there no longer.

    Parameters
    ----------
    folders
        Where to look; not below.
    pid
        The process whose drafts are meant, whether or not its number lives on.
    """
    for folder in folders:
        for path in folder.glob(".*"):
            match = _DRAFT.fullmatch(path.name)
            if match and (int(match["pid"]) == pid if pid else not alive(int(match["pid"]))):
                with contextlib.suppress(OSError):
                    path.unlink()


def alive(pid: int) -> bool:
    """Whether a process is there and runs; one that has ended may keep its number until somebody asks for its status."""
    import psutil

    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True
