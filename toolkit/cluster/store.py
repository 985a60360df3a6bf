"""Files of partitions, wherever fsspec can write: a folder that all workers see, S3, HDFS."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from toolkit.errors import MachineError, UsageError
from toolkit.files import told

if TYPE_CHECKING:
    import pyarrow as pa

INSTALL = "python -m pip install 'readout-toolkit[cluster]'"
"""The command that installs what running on a cluster needs."""


def is_remote(path: Any) -> bool:
    """Whether a path is the address of something elsewhere: ``s3://bucket/folder``, ``hdfs://host/folder``."""
    return isinstance(path, str) and "://" in path


def filesystem(url: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it.

    Raises
    ------
    UsageError
        fsspec, or what it needs for addresses of this kind, is not installed.
    """
    try:
        import fsspec

        fs, path = fsspec.core.url_to_fs(url)
        return fs, str(path)
    except ImportError as error:
        raise UsageError(f"{url} cannot be opened: {error}. Install what a cluster needs with: {INSTALL}") from None
    except ValueError as error:
        raise UsageError(f"{url} cannot be opened: {error}.") from None


@dataclass(frozen=True)
class Store:
    """A folder of partitions. A file is there whole or not at all, so that one that is there need not be made again.

    Attributes
    ----------
    root
        Its path or address.
    """

    root: str

    @cached_property
    def _place(self) -> tuple[Any, str]:
        fs, path = filesystem(self.root)
        return fs, path.rstrip("/")

    def exists(self, name: str) -> bool:
        """Whether a file is there."""
        fs, root = self._place
        return bool(fs.exists(f"{root}/{name}"))

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole or not at all.

        Raises
        ------
        MachineError
            It cannot be written.
        """
        fs, root = self._place
        folder, _, last = f"{root}/{name}".rpartition("/")
        draft = f"{folder}/.{last}.{uuid.uuid4().hex}"
        try:
            fs.makedirs(folder, exist_ok=True)
            fs.pipe_file(draft, data)
            fs.mv(draft, f"{folder}/{last}")
        except OSError as error:
            with contextlib.suppress(OSError):
                fs.rm_file(draft)
            raise MachineError(f"{self.root}/{name} cannot be written: {told(error)}") from error

    def write_table(self, name: str, table: pa.Table, group: int | None = None) -> None:
        """Write a Parquet file, in row groups of so many rows."""
        import pyarrow as pa
        from pyarrow import parquet

        raw = pa.BufferOutputStream()
        parquet.write_table(table, raw, compression="zstd", row_group_size=group)
        self.write(name, raw.getvalue().to_pybytes())

    def read_table(self, name: str, *, group: int | None = None, columns: list[str] | None = None) -> pa.Table:
        """Read a Parquet file, or one of its row groups, or some columns."""
        from pyarrow import parquet

        fs, root = self._place
        with fs.open(f"{root}/{name}", "rb") as file, parquet.ParquetFile(file) as held:
            return held.read(columns) if group is None else held.read_row_group(group, columns)

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder, sorted, drafts included."""
        fs, root = self._place
        fs.invalidate_cache()
        try:
            return sorted(str(path).rpartition("/")[2] for path in fs.ls(f"{root}/{folder}", detail=False))
        except FileNotFoundError:
            return []

    def keep_only(self, folder: str, names: Iterable[str]) -> None:
        """Remove from a folder the partitions and drafts that are no part of the run: those of what was there before."""
        fs, root = self._place
        wanted = set(names)
        for name in self.names(folder):
            if name not in wanted and (name.startswith((".part-", "part-"))):
                fs.rm_file(f"{root}/{folder}/{name}")
