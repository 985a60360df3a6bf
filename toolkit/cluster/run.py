"""A run on a cluster: read by pieces, told apart together, analysed by pieces, corrected and written by pieces.

The driver holds of each article no more than what tells it from others (some 700 bytes), never a text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from toolkit.articles import Article, Problem
from toolkit.cache import SHAPING, code_fingerprint, default_folder, key
from toolkit.cluster import tasks
from toolkit.cluster.apart import Change, light, told_apart
from toolkit.cluster.given import Given, codebook_of, decisions_on, given_of
from toolkit.cluster.listing import pieces, sources
from toolkit.cluster.running import each, greet
from toolkit.cluster.store import Store, is_remote
from toolkit.codebook import Codebook
from toolkit.corrections import Corrections, Stale
from toolkit.corrections.decisions import Action, Decision, standing
from toolkit.corrections.places import assigned
from toolkit.export.databases import arrow_table
from toolkit.extraction import Options, read_with, shaping_of
from toolkit.findings import ArticleAnalysis
from toolkit.progress import say
from toolkit.readers.collection import Articles
from toolkit.readers.columns import Columns
from toolkit.readers.making import Checks
from toolkit.records import TABLES
from toolkit.results import Analysis
from toolkit.schema import to_json

PIECE = 500
"""Articles a piece by default: a minute or two of work."""

WORK = "_pieces"
"""In a folder of results, the folder of what lies between the steps; readers of Parquet pass over names with ``_``."""

DONE = "run.json"
"""In a folder of results, the file that is written last: what was done, and with what."""


@dataclass
class Run:
    """The analysis of articles on a cluster.

    Parameters
    ----------
    client
        A client of Dask.
    root
        The folder or address to keep pieces in, which all workers see.
    columns, checks
        How to read.
    options
        Model, how to analyse, and whether to find key terms.
    size
        Articles a piece.
    shown
        Whether to show progress.

    Attributes
    ----------
    found
        The files of analyses, in reading order.
    problems
        What could not be read.
    articles
        Of each article the number of its piece, and what tells it from others.
    provenance
        What analyses depend on.
    """

    client: Any
    root: str
    columns: Columns
    checks: Checks
    options: Options
    size: int = PIECE
    shown: bool = True
    found: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    articles: list[tuple[int, Article]] = field(default_factory=list)
    provenance: dict[str, str] = field(default_factory=dict)

    @property
    def kept(self) -> list[Article]:
        """What tells the articles from others, in reading order."""
        return [one for _, one in self.articles]

    def each(self, task: Any, calls: Iterable[tuple[Any, ...]], what: str) -> list[Any]:
        """Run a task on workers once for each call."""
        return each(self.client, task, calls, what, self.shown)

    def analyze(self, given: Given) -> None:
        """Read and analyse articles: paths and addresses, or articles that were read here.

        Raises
        ------
        ReadoutError
            Something stops it: other versions on a worker, a folder that cannot be written to, no workers.
        """
        shaping = shaping_of(self.options[0], self.options[1])
        greet(self.client)
        if isinstance(given, Articles):
            read, how = self._handed_over(given), read_with(given.how)
        else:
            read, how = self._read(given), read_with([*self.columns.options(), *self.checks.options()])
        calls = [
            (self.root, self._target("found", n, [part, changes, self.options, shaping, how]),
             part, changes, self.options, (shaping, how))
            for n, (part, changes) in enumerate(read)
        ]  # fmt: skip
        self.provenance = shaping | how
        self.found = self.each(tasks.analyze_piece, calls, "Analysing")

    def _target(self, folder: str, number: int, made_of: list[Any]) -> str:
        """The name of a piece's file, made of all that shapes it: one that is there is what it would be."""
        return f"{folder}/part-{number:06d}-{key(to_json(made_of))[:16]}.parquet"

    def _handed_over(self, given: Articles) -> list[tuple[tuple[str, int], dict[int, Change]]]:
        """Articles of this process written for the workers, a file a piece; they are told apart already."""
        self.problems = list(given.problems)
        say(given.notes)
        self.articles = [(n // self.size, light(one)) for n, one in enumerate(given)]
        read: list[tuple[tuple[str, int], dict[int, Change]]] = []
        for n, start in enumerate(range(0, len(given), self.size)):
            some = list(given[start : start + self.size])
            name = self._target("read", n, [some])
            if not Store(self.root).exists(name):
                Store(self.root).write_table(name, tasks.as_read(some), self.size)
            read.append(((name, 0), {}))
        return read

    def _read(self, paths: Sequence[Path | str]) -> list[tuple[tuple[str, int], dict[int, Change]]]:
        """Files read by workers: row groups, and what all articles together make of each."""
        listed, self.problems = sources(paths)
        shaped = [code_fingerprint((*SHAPING, "readers")), asdict(self.columns), asdict(self.checks), self.size]
        calls = [
            (self.root, self._target("read", n, [*shaped, some]), some, self.columns, self.checks, self.size)
            for n, some in enumerate(pieces(listed, self.size))
        ]
        results = self.each(tasks.read_pieces, calls, "Reading")
        apart = told_apart([one for rows in results for one in rows], not self.checks.only_one)
        self.problems += apart.problems
        say(apart.notes)
        read: list[tuple[tuple[str, int], dict[int, Change]]] = []
        first = 0
        for call, rows in zip(calls, results, strict=True):
            for group, start in enumerate(range(0, len(rows), self.size)):
                places = range(first + start, first + min(start + self.size, len(rows)))
                self.articles += [(len(read), apart.kept[place]) for place in places if place in apart.kept]
                changes = {n: apart.changes[place] for n, place in enumerate(places) if place in apart.changes}
                read.append(((call[1], group), changes))
            first += len(rows)
        return read

    def analysis(self, corrections: Corrections | None, codebook: Codebook | None) -> Analysis:
        """All of it in memory, as a run here gives it."""
        held = [one for name in self.found for one in tasks.analyses(self.root, name)]
        problems = [*self.problems, *(one for one in held if isinstance(one, Problem))]
        return Analysis((one for one in held if isinstance(one, ArticleAnalysis)), problems, corrections, codebook)

    def write(self, output: str, corrections: Corrections | None, codebook: Codebook | None) -> Written:
        """Carry out the codebook and decisions, and write the tables, by piece, as folders of Parquet files.

        Parameters
        ----------
        output
            The folder or address of results.
        corrections
            The decisions to carry out.
        codebook
            The project's codebook.

        Returns
        -------
        Written
            What is told of it.
        """
        decisions = corrections.decisions if corrections else ()
        own = (codebook, tuple(decisions))
        mine, known = self._decisions(own)
        shaped = [codebook.sha256, own[1]] if codebook else []
        calls = [
            (self.root, output, self._target("", n, [found, some, merged, shaped])[1:], found, some, merged, own)
            for n, found in enumerate(self.found)
            for some in [mine.get(n, {})]
            for merged in [known if some else {}]
        ]
        stale: list[Stale] = []
        problems, rows = list(self.problems), Counter[str](articles=0)
        for told, more, counts in self.each(tasks.tables_of_piece, calls, "Writing"):
            stale += told
            problems += more
            rows.update(counts)
        say(map(str, stale))
        return self._finished(output, [call[2] for call in calls], list(dict.fromkeys(problems)), rows)

    def _finished(self, output: str, names: list[str], problems: list[Problem], rows: Mapping[str, int]) -> Written:
        """What is left when all pieces are written: the problems, the removal of what earlier runs left, and the last file."""
        store, listed = Store(output), self._target("", 0, [problems])[1:]
        store.write_table(f"problems/{listed}", arrow_table(TABLES["problems"], problems))
        for table in TABLES:
            store.keep_only(table, [listed] if table == "problems" else names)
        facts = {"rows": {**rows, "problems": len(problems)}, "pieces": len(names), "made_with": self.provenance}
        store.write(DONE, (json.dumps(facts, indent=1) + "\n").encode())
        return Written([f"{output}/{table}" for table in TABLES], problems, dict(rows))

    def _decisions(self, own: tasks.Own) -> tuple[dict[int, dict[str, list[Decision]]], Mapping[str, Any]]:
        """The decisions by piece and article, and the actors of other pieces that they merge others into."""
        decisions, held = own[1], self.kept
        mine: dict[int, dict[str, list[Decision]]] = {}
        for place, some in assigned(((one.doc_id, one.sha256) for one in held), decisions).items():
            mine.setdefault(self.articles[place][0], {})[held[place].doc_id] = some
        wanted = frozenset(one.rows[0] for one in standing(decisions) if one.action is Action.MERGE and one.rows)
        known: dict[str, Any] = {}
        if wanted:
            calls = [(self.root, name, wanted, own) for name in self.found]
            for some in self.each(tasks.actors_of, calls, "Looking for actors"):
                known |= some
        return mine, known


def root_of(cache: bool | Path | str) -> str:
    """The folder to keep pieces in, for what :func:`toolkit.analyze` was told of its cache; empty: none to keep."""
    if cache is True:
        return str((default_folder() / "cluster").absolute())
    return cache if is_remote(cache) else str(Path(cache).absolute()) if cache else ""  # type: ignore[return-value]


def analysis_of(
    run: Run, articles: Any, corrections: bool | Path | str, codebook: bool | Path | str = True
) -> Analysis:
    """What :func:`toolkit.analyze` returns, found on a cluster.

    Parameters
    ----------
    run
        The run; without a root, what workers write is thrown away at the end.
    articles
        What is to be analysed.
    corrections, codebook
        What to carry out, as :func:`toolkit.analyze` takes them.

    Returns
    -------
    Analysis
        All of it in memory.
    """
    given = given_of(articles, run.columns, run.checks)
    with TemporaryDirectory(prefix="readout-") if not run.root else nullcontext(run.root) as root:
        run.root = root
        run.analyze(given)
        analysis = run.analysis(
            decisions_on(run.kept, articles, corrections), codebook_of(run.kept, articles, codebook)
        )
    say(map(str, analysis.stale))
    return analysis


@dataclass(frozen=True, slots=True)
class Written:
    """What a run wrote.

    Attributes
    ----------
    folders
        The folders of the tables.
    problems
        What could not be read or analysed.
    rows
        Number of rows by table.
    """

    folders: list[str]
    problems: list[Problem]
    rows: dict[str, int]
