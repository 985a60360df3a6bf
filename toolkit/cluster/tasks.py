"""What workers do, a piece at a time: paths in, a path out. A piece whose file is there is not done again."""

from __future__ import annotations

import json
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.articles import Article, Problem
from toolkit.cluster.apart import Change, light
from toolkit.cluster.listing import Source
from toolkit.cluster.store import Store, filesystem, is_remote
from toolkit.codebook import Codebook
from toolkit.codebook.carrying import Carried
from toolkit.corrections import Stale
from toolkit.corrections.decisions import Decision
from toolkit.corrections.replay import corrected
from toolkit.errors import UsageError
from toolkit.export.databases import arrow_table
from toolkit.extraction import Options, analyze_one, shaping_of
from toolkit.findings import ArticleAnalysis
from toolkit.readers.columns import Columns
from toolkit.readers.draft import Note
from toolkit.readers.files import Found, shown
from toolkit.readers.making import Checks
from toolkit.readers.reading import read_file
from toolkit.records import EXTRACTED, TABLES, Actor
from toolkit.schema import from_json, to_json

if TYPE_CHECKING:
    import pyarrow as pa

_ONE_AT_A_TIME = threading.Lock()
"""Workers with several threads share one model, which is not made for that."""

_KINDS = {Article: "article", Problem: "problem", Note: "note"}
_RECORDS = {"article": Article, "problem": Problem}


def read_pieces(
    root: str, target: str, listed: Sequence[Source], columns: Columns, checks: Checks, size: int
) -> list[Article | Problem | Note]:
    """Read files into a Parquet file of articles, problems and notes in row groups of ``size``.

    Parameters
    ----------
    root, target
        The folder of the run, and the file to write in it.
    listed
        The files.
    columns, checks
        As :func:`toolkit.readers.reading.take` takes them.
    size
        Rows a group.

    Returns
    -------
    list
        What was read, in order; articles as :func:`toolkit.cluster.apart.light` has them.
    """
    store = Store(root)
    if not store.exists(target):
        store.write_table(target, as_read(one for source in listed for one in _read(source, columns, checks)), size)
    held = store.read_table(target, columns=["kind", "light"])
    return [_back(*row) for row in zip(*held.to_pydict().values(), strict=True)]


def _back(kind: str, row: str) -> Article | Problem | Note:
    return Note(json.loads(row)) if kind == "note" else from_json(_RECORDS[kind], json.loads(row))


def as_read(things: Iterable[Article | Problem | Note]) -> pa.Table:
    """Articles, problems and notes as they are kept between reading and analysis."""
    import pyarrow as pa

    rows: dict[str, list[str]] = {"kind": [], "light": [], "whole": []}
    for one in things:
        rows["kind"].append(_KINDS[type(one)])
        if isinstance(one, Article):
            rows["light"].append(json.dumps(to_json(light(one))))
            rows["whole"].append(json.dumps(to_json(one)))
        else:
            rows["light"].append(json.dumps(to_json(one)))
            rows["whole"].append("")
    return pa.table(rows, schema=pa.schema([(name, pa.large_string()) for name in rows]))


def _read(source: Source, columns: Columns, checks: Checks) -> Iterator[Article | Problem | Note]:
    """What a file holds, called as it was given, wherever it was opened."""
    with tempfile.TemporaryDirectory(prefix="readout-") as folder:
        path = Path(source.place)
        if is_remote(source.place):
            fs, place = filesystem(source.place)
            path = Path(folder) / Path(place).name
            try:
                fs.get_file(place, str(path))
            except OSError as error:
                reason = f"The file cannot be fetched ({error}). Check its rights."
                yield Problem(source.told, None, "unreadable", f"{source.told}: {reason}")
                return
        here, told = shown(path), shown(source.told)
        for one in read_file(Found(path, "", source.named), source.doc_id, columns, checks):
            if isinstance(one, Article):
                yield replace(one, source_path=told)
            elif isinstance(one, Problem):
                yield replace(one, source_path=told, message=one.message.replace(here, told))
            else:
                yield Note(one.replace(here, told))


def analyze_piece(
    root: str,
    target: str,
    read: tuple[str, int],
    changes: Mapping[int, Change],
    options: Options,
    provenance: tuple[Mapping[str, str], Mapping[str, str]],
) -> str:
    """Analyse the articles of one row group into a Parquet file of analyses and problems.

    Parameters
    ----------
    root, target
        The folder of the run, and the file to write in it.
    read
        The file of articles as read, and the number of the row group.
    changes
        What becomes of articles, by their place in the group; the others stay as they are.
    options
        Model, how to read, and whether to find key terms.
    provenance
        What the driver says that analyses depend on, and how the articles were read.

    Returns
    -------
    str
        ``target``.

    Raises
    ------
    UsageError
        The worker has other versions than the driver.
    """
    import pyarrow as pa

    store = Store(root)
    if store.exists(target):
        return target
    shaping, how = provenance
    check_versions(shaping, options)
    rows: dict[str, list[str]] = {"kind": [], "whole": []}
    for article in _articles(store.read_table(read[0], group=read[1]), changes):
        with _ONE_AT_A_TIME:
            found = analyze_one(article, options)
        if not isinstance(found, Problem):
            found = ArticleAnalysis(article, **found, provenance={**shaping, **how, "sha256": article.sha256}).to_json()
        rows["kind"].append("problem" if isinstance(found, Problem) else "article")
        rows["whole"].append(json.dumps(to_json(found)))
    store.write_table(target, pa.table(rows, schema=pa.schema([(name, pa.large_string()) for name in rows])))
    return target


def check_versions(shaping: Mapping[str, str], options: Options) -> None:
    """See that what is installed here is what the driver has.

    Raises
    ------
    UsageError
        It is not.
    """
    import socket

    mine = shaping_of(options[0], options[1])
    others = [f"{name} {mine[name]:.12} instead of {shaping[name]:.12}" for name in mine if mine[name] != shaping[name]]
    if others:
        raise UsageError(f"The worker on {socket.gethostname()} has {', '.join(others)}. Install the same everywhere.")


def _articles(held: pa.Table, changes: Mapping[int, Change]) -> Iterator[Article]:
    for place, (kind, whole) in enumerate(zip(held["kind"].to_pylist(), held["whole"].to_pylist(), strict=True)):
        change = changes.get(place, Change())
        if kind == "article" and not change.left_out:
            yield change.made(from_json(Article, json.loads(whole)))


def analyses(root: str, name: str) -> list[ArticleAnalysis | Problem]:
    """What :func:`analyze_piece` wrote."""
    held = Store(root).read_table(name).to_pydict()
    return [
        ArticleAnalysis.from_json(json.loads(whole)) if kind == "article" else from_json(Problem, json.loads(whole))
        for kind, whole in zip(held["kind"], held["whole"], strict=True)
    ]


Own = tuple[Codebook | None, tuple[Decision, ...]]
"""The project's codebook, and all decisions, before which it is carried out."""


def _with_codebook(found: Iterable[ArticleAnalysis | Problem], own: Own) -> list[ArticleAnalysis]:
    return Carried(own[0], (one for one in found if isinstance(one, ArticleAnalysis))).before(own[1])


def actors_of(root: str, name: str, wanted: frozenset[str], own: Own) -> dict[str, Actor]:
    """Those of a piece's actors that decisions merge others into."""
    found = _with_codebook(analyses(root, name), own)
    return {actor.actor_id: actor for one in found for actor in one.actors if actor.actor_id in wanted}


def tables_of_piece(
    root: str,
    output: str,
    target: str,
    found: str,
    decisions: Mapping[str, Sequence[Decision]],
    known: Mapping[str, Actor],
    own: Own,
) -> tuple[list[Stale], list[Problem], dict[str, int]]:
    """Carry out decisions on a piece's analyses and write its tables.

    Parameters
    ----------
    root, found
        The folder of the run, and the file of analyses in it.
    output, target
        The folder of results, and the name of the file to write for each table.
    decisions
        Those about each article, by its name.
    known
        Actors of all articles that decisions merge others into.
    own
        The project's codebook, and all decisions.

    Returns
    -------
    tuple
        Decisions that do not fit, what could not be analysed, and the number of rows by table.
    """
    stale: list[Stale] = []
    store, held = Store(output), analyses(root, found)
    done = [
        corrected(one, decisions[one.doc_id], known, stale) if one.doc_id in decisions else one
        for one in _with_codebook(held, own)
    ]
    counts = {}
    for table in ("articles", *EXTRACTED):
        rows = [row for one in done for row in one.tables[table]]
        counts[table] = len(rows)
        if not store.exists(f"{table}/{target}"):
            store.write_table(f"{table}/{target}", arrow_table(TABLES[table], rows))
    return stale, [one for one in held if isinstance(one, Problem)], counts
