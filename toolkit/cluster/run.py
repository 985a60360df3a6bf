"""A run on a cluster: read by pieces, told apart together, analysed by pieces, corrected and written by pieces.

The driver holds of each article no more than what tells it from others (some 700 bytes), never a text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from toolkit.articles import Article, Problem
from toolkit.cache import SHAPING, code_fingerprint, key
from toolkit.cluster import tasks
from toolkit.cluster.apart import Change, light, told_apart
from toolkit.cluster.listing import fetched, pieces, sources
from toolkit.cluster.running import each, greet
from toolkit.cluster.store import Store, is_remote
from toolkit.codebook import Codebook
from toolkit.codebook.checking import unknown_columns
from toolkit.codebook.reading import beside_articles
from toolkit.corrections import Corrections, Stale
from toolkit.corrections.decisions import Action, Decision, standing
from toolkit.corrections.file import beside
from toolkit.corrections.places import assigned
from toolkit.export.databases import arrow_table
from toolkit.extraction import Options, read_with, shaping_of
from toolkit.findings import ArticleAnalysis
from toolkit.naming import CODEBOOK, CORRECTIONS
from toolkit.progress import say
from toolkit.readers.collection import Articles
from toolkit.readers.columns import Columns
from toolkit.readers.given import sort_out
from toolkit.readers.making import Checks
from toolkit.readers.reading import take
from toolkit.records import TABLES
from toolkit.results import Analysis
from toolkit.schema import to_json

PIECE = 500
"""Articles a piece by default: a minute or two of work."""

WORK = "_pieces"
"""In a folder of results, the folder of what lies between the steps; readers of Parquet pass over names with ``_``."""

DONE = "run.json"
"""In a folder of results, the file that is written last: what was done, and with what."""

Given = Sequence[Path | str] | Articles


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
        calls = []
        for n, found in enumerate(self.found):
            name = self._target("", n, [found, mine.get(n, {}), known if n in mine else {}, shaped])[1:]
            calls.append((self.root, output, name, found, mine.get(n, {}), known if n in mine else {}, own))
        stale: list[Stale] = []
        problems, rows = list(self.problems), Counter[str](articles=0)
        for told, more, counts in self.each(tasks.tables_of_piece, calls, "Writing"):
            stale += told
            problems += more
            rows.update(counts)
        store, problems = Store(output), list(dict.fromkeys(problems))
        names = [call[2] for call in calls]
        listed = self._target("", 0, [problems])[1:]
        store.write_table(f"problems/{listed}", arrow_table(TABLES["problems"], problems))
        for table in TABLES:
            store.keep_only(table, [listed] if table == "problems" else names)
        facts = {"rows": {**rows, "problems": len(problems)}, "pieces": len(names), "made_with": self.provenance}
        store.write(DONE, (json.dumps(facts, indent=1) + "\n").encode())
        say(map(str, stale))
        return Written([f"{output}/{table}" for table in TABLES], problems, dict(rows))

    def _decisions(self, own: tasks.Own) -> tuple[dict[int, dict[str, list[Decision]]], Mapping[str, Any]]:
        """The decisions by piece and article, and the actors of other pieces that they merge others into."""
        decisions, held = own[1], [one for _, one in self.articles]
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


def given_of(articles: Any, columns: Columns, checks: Checks) -> Given:
    """What was given, as paths and addresses for the workers to read; or as articles, where it is no path and is read here.

    Raises
    ------
    UsageError
        It cannot be read.
    """
    if isinstance(articles, Articles):
        return articles
    items = [articles] if isinstance(articles, str | PathLike) else articles
    if isinstance(items, list | tuple) and all(isinstance(item, str | PathLike) for item in items):
        things = [thing for item in items for thing in ([item] if is_remote(item) else sort_out([item]))]
        paths = [thing for thing in things if isinstance(thing, str | Path)]
        if paths and len(paths) == len(things):
            return paths
    return take(sort_out(articles), columns, checks)


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
        analysis = run.analysis(decisions_on(run, articles, corrections), codebook_of(run, articles, codebook))
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


def decisions_on(run: Run, given: Any, named: bool | Path | str) -> Corrections | None:
    """The decisions to carry out: those of the file named, or else those beside the articles; of an address, in memory."""
    if named is not True:
        return Corrections(named) if named else None
    with fetched(given, CORRECTIONS) as copy:
        if copy is not None:
            held = Corrections()
            held.take(copy)
            return held
    file = beside(given, [one for _, one in run.articles])
    return Corrections(file) if file else None


def codebook_of(run: Run, given: Any, named: bool | Path | str) -> Codebook | None:
    """The codebook to carry out: that of the file named, or else that beside the articles."""
    held = [one for _, one in run.articles]
    with fetched(given, CODEBOOK) as copy:
        own = beside_articles(copy if copy is not None and named is True else named, given, held)
    say(unknown_columns(own, held))
    return own
