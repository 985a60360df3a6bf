"""Exports: the tables and the annotated texts in the formats of other tools."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import UsageError, did_you_mean
from toolkit.files import made

if TYPE_CHECKING:
    from toolkit.export.found import Found


@dataclass(frozen=True, slots=True)
class Format:
    """A format to export to.

    Attributes
    ----------
    home
        The module and function that write it.
    file
        The name of its file in a folder of exports, or of its folder if it has several.
    what
        What it is, for whom.
    """

    home: str
    file: str
    what: str

    @property
    def several(self) -> bool:
        """Whether it is a folder of files."""
        return "." not in self.file


FORMATS = {
    "csv": Format("tables:to_csv", "csv", "CSV, a file a table, for Excel, R, Stata, SPSS"),
    "xlsx": Format("tables:to_xlsx", "readout.xlsx", "Excel, a sheet a table and the codebook"),
    "parquet": Format("databases:to_parquet", "parquet", "Parquet, a file a table"),
    "sqlite": Format("databases:to_sqlite", "readout.sqlite", "SQLite, lists in tables of their own"),
    "duckdb": Format("databases:to_duckdb", "readout.duckdb", "DuckDB, as SQLite"),
    "jsonl": Format("tables:to_jsonl", "jsonl", "JSON lines with JSON Schema"),
    "plover": Format("networks:to_plover", "plover.jsonl", "PLOVER events as JSON lines"),
    "gdelt": Format("networks:to_gdelt", "gdelt.tsv", "events in GDELT's columns"),
    "label-studio": Format("annotation:to_label_studio", "label-studio.json", "Label Studio, rows as predictions"),
    "doccano": Format("annotation:to_doccano", "doccano.jsonl", "doccano, sequence labelling with relations"),
    "brat": Format("annotation:to_brat", "brat", "brat standoff"),
    "cas": Format("documents:to_cas", "cas", "UIMA CAS, for INCEpTION"),
    "web-annotation": Format("annotation:to_web_annotation", "annotations.jsonld", "W3C Web Annotation"),
    "tei": Format("documents:to_tei", "tei", "TEI P5 with stand-off spans"),
    "qdpx": Format("documents:to_qdpx", "readout.qdpx", "REFI-QDA, for NVivo, MAXQDA, ATLAS.ti, QualCoder"),
    "graphml": Format("networks:to_graphml", "network.graphml", "who undertakes what toward whom, as GraphML"),
    "gexf": Format("networks:to_gexf", "network.gexf", "the same, for Gephi"),
}
"""The formats by name."""


def known_format(name: str) -> Format:
    """The format of that name.

    Raises
    ------
    UsageError
        There is none; the message names those there are.
    """
    if name not in FORMATS:
        hint = did_you_mean(name, FORMATS) or "."
        raise UsageError(f"There is no format {name!r}{hint} There are: {', '.join(FORMATS)}.")
    return FORMATS[name]


def to_format(found: Found, name: str, path: Path | str, **options: Any) -> list[Path]:
    """Write one format.

    Parameters
    ----------
    found
        The analysis.
    name
        A key of :data:`FORMATS`.
    path
        The file, or the folder for formats of several files.
    options
        Those of the format: ``exploded`` of CSV.

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
    module, function = known_format(name).home.split(":")
    written: list[Path] = getattr(importlib.import_module(f"toolkit.export.{module}"), function)(
        found, Path(path), **options
    )
    return written


def export(found: Found, folder: Path | str, formats: Sequence[str], **options: Any) -> list[Path]:
    """Write formats into a folder, with the codebook, the run and a paragraph on methods.

    Parameters
    ----------
    found
        The analysis.
    folder
        Where to; made if missing.
    formats
        Keys of :data:`FORMATS`.
    options
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
    from toolkit.export.about import accompany

    target = made(Path(folder))
    written = []
    for name in dict.fromkeys(formats):
        known = known_format(name)
        written += to_format(found, name, target / known.file, **(options if name == "csv" else {}))
    return [*written, *accompany(found, target, formats, written)]
