"""The methods by which an analysis writes itself in the formats of other tools."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from toolkit.export import FORMATS, export, to_format
from toolkit.export.found import Found
from toolkit.files import write
from toolkit.records import TABLES
from toolkit.schema import to_json
from toolkit.tables import write_tables

FORMAT = 2
"""Version of the file that :meth:`Exporting.save` writes."""


def _writer(name: str) -> Callable[..., list[Path]]:
    """A method that writes one format: ``path`` is the file, or the folder for formats of several files."""

    def method(self: Any, path: Path | str, **options: Any) -> list[Path]:
        return to_format(cast(Found, self), name, path, **options)

    kind = "a folder of files" if FORMATS[name].several else "a file"
    method.__name__ = f"to_{name.replace('-', '_')}"
    method.__qualname__ = f"Exporting.{method.__name__}"
    method.__doc__ = f"""Write {kind}: {FORMATS[name].what}.

        Parameters
        ----------
        path
            Where to; what is there is replaced.

        Returns
        -------
        list of Path
            The files written.

        Raises
        ------
        UsageError
            It needs a package that is not installed.
        MachineError
            It cannot be written.
        """
    return method


class Exporting:
    """Gives an analysis ``to_csv`` and its like, and :meth:`export` for several at once."""

    to_csv = _writer("csv")
    to_xlsx = _writer("xlsx")
    to_parquet = _writer("parquet")
    to_sqlite = _writer("sqlite")
    to_duckdb = _writer("duckdb")
    to_jsonl = _writer("jsonl")
    to_plover = _writer("plover")
    to_gdelt = _writer("gdelt")
    to_label_studio = _writer("label-studio")
    to_doccano = _writer("doccano")
    to_brat = _writer("brat")
    to_cas = _writer("cas")
    to_web_annotation = _writer("web-annotation")
    to_tei = _writer("tei")
    to_qdpx = _writer("qdpx")
    to_graphml = _writer("graphml")
    to_gexf = _writer("gexf")

    def write(self, folder: Path | str) -> list[Path]:
        """Write one JSON-lines file a table; returns their paths.

        Parameters
        ----------
        folder
            Where to; made if missing.

        Returns
        -------
        list of Path
            The files.
        """
        return write_tables({name: cast(Found, self).records(name) for name in TABLES}, Path(folder))

    def save(self, path: Path | str) -> Path:
        """Write all of it to one JSON file, compressed if the name ends in ``.gz``; :func:`load` reads it back.

        Parameters
        ----------
        path
            The file to write.

        Returns
        -------
        Path
            The same.
        """
        articles = [a.to_json() for a in cast(Found, self).values()]
        found = {"format": FORMAT, "articles": articles, "problems": to_json(cast(Found, self).records("problems"))}
        raw = (json.dumps(found, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")
        target = Path(path)
        write(target, gzip.compress(raw, mtime=0) if target.suffix == ".gz" else raw)
        return target

    def export(self, folder: Path | str, *formats: str, **options: Any) -> list[Path]:
        """Write formats into a folder, with ``CODEBOOK.md``, ``run.json`` and ``METHODS.md``.

        Parameters
        ----------
        folder
            Where to; made if missing.
        *formats
            Names of :data:`toolkit.export.FORMATS`.
        **options
            Of CSV: ``exploded``.

        Returns
        -------
        list of Path
            The files written.

        Raises
        ------
        UsageError
            There is no such format, or it needs a package that is not installed.
        MachineError
            A file cannot be written.
        """
        return export(cast(Found, self), folder, formats, **options)
