"""What to check by hand: rows or articles drawn at random within strata, so that figures come with an interval."""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import UsageError, check_one_of, did_you_mean
from toolkit.records import EXTRACTED, ROW_IDS

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.results import Analysis

UNITS = ("rows", "articles")
BANDS = (0.5, 0.8)
"""Where numbers from 0 to 1 are cut into strata: rows to check, doubtful ones, sure ones."""

FEWEST = 2
"""How many a stratum needs, so that its spread can be estimated (Cochran 1977, *Sampling Techniques*, section 5.3)."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn: a row, or an article (``row`` is empty)."""

    stratum: str
    doc_id: str
    row: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What was drawn and from how many, so that counts can be weighed.

    Attributes
    ----------
    table
        Of which table rows are checked.
    unit
        Whether ``rows`` or ``articles`` were drawn; only whole articles show what is missing.
    by
        Columns whose values make the strata.
    seed
        Of the random numbers; the same seed draws the same.
    sizes
        By stratum, how many there are.
    drawn
        What was drawn, in reading order.
    """

    table: str
    unit: str
    by: tuple[str, ...]
    seed: int
    sizes: dict[str, int]
    drawn: tuple[Drawn, ...]

    def shares(self) -> dict[str, float]:
        """By stratum, which share of it was drawn.

        Returns
        -------
        dict
            From 0 to 1.
        """
        counts = Counter(one.stratum for one in self.drawn)
        return {stratum: counts[stratum] / size for stratum, size in self.sizes.items()}

    def text(self) -> str:
        """The plan as JSON.

        Returns
        -------
        str
            What :meth:`read` reads.
        """
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def read(cls, path: Path) -> Plan:
        """The plan of a file.

        Parameters
        ----------
        path
            A ``plan.json`` that ``readout sample`` wrote.

        Returns
        -------
        Plan
            What was drawn.

        Raises
        ------
        UsageError
            The file cannot be read, or is no plan.
        """
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
            drawn = tuple(Drawn(**one) for one in said.pop("drawn"))
            return cls(**said | {"by": tuple(said["by"]), "drawn": drawn})
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(f"{path}: is no plan of a sample ({error}); write one with: readout sample") from error


def draw(
    analysis: Analysis,
    n: int = 50,
    table: str = "commitments",
    by: Sequence[str] = (),
    unit: str = "rows",
    seed: int = 0,
) -> Plan:
    """Draw rows of a table, or articles, at random: from each stratum as much as its size asks for, two at least.

    Parameters
    ----------
    analysis
        The articles.
    n
        How many to draw; all, if there are not so many.
    table
        ``commitments``, ``attributions``, ``commentary`` or ``actors``.
    by
        Columns whose values make strata (``status``, ``source``, metadata); years of dates, three bands of numbers.
    unit
        ``rows`` or ``articles``.
    seed
        Of the random numbers.

    Returns
    -------
    Plan
        What was drawn.

    Raises
    ------
    UsageError
        There is no such table, unit or column, nothing to draw from, or ``n`` is too small for the strata.
    """
    check_one_of("table", table, tuple(EXTRACTED))
    check_one_of("unit", unit, UNITS)
    every = list(_every(analysis, table, by, unit))
    if not every:
        raise UsageError(f"There are no {table if unit == 'rows' else unit} to draw from.")
    held: dict[str, list[Drawn]] = defaultdict(list)
    for one in every:
        held[one.stratum].append(one)
    sizes = {stratum: len(held[stratum]) for stratum in sorted(held)}
    chance = random.Random(seed)
    drawn = {one for stratum, k in shared_out(n, sizes).items() for one in chance.sample(held[stratum], k)}
    return Plan(table, unit, tuple(by), seed, sizes, tuple(one for one in every if one in drawn))


def _every(analysis: Analysis, table: str, by: Sequence[str], unit: str) -> Iterator[Drawn]:
    """All that can be drawn, in reading order."""
    frame = analysis.articles
    if unit == "rows":
        rows = analysis.frame(table)
        frame = rows.merge(frame.drop(columns=[c for c in rows.columns if c != "doc_id"], errors="ignore"), on="doc_id")
    keys = frame[ROW_IDS[table]] if unit == "rows" else [""] * len(frame)
    for stratum, doc_id, row in zip(_strata(frame, by), frame["doc_id"], keys, strict=True):
        yield Drawn(stratum, str(doc_id), str(row))


def shared_out(n: int, sizes: Mapping[str, int]) -> dict[str, int]:
    """How many to draw from each stratum: in proportion to its size (largest remainders), two at least.

    Parameters
    ----------
    n
        How many in all.
    sizes
        By stratum, how many there are.

    Returns
    -------
    dict
        By stratum; in all ``n``, or all there are.

    Raises
    ------
    UsageError
        ``n`` is too small for so many strata.
    """
    total = sum(sizes.values())
    if n >= total:
        return dict(sizes)
    fewest = {stratum: min(FEWEST, size) for stratum, size in sizes.items()}
    if n < sum(fewest.values()):
        raise UsageError(
            f"{len(sizes)} strata need a sample of at least {sum(fewest.values())}, but {n} were asked for; "
            "draw more, or by fewer columns."
        )
    wanted = {stratum: n * size / total for stratum, size in sizes.items()}
    counts = {stratum: max(fewest[stratum], int(share)) for stratum, share in wanted.items()}
    while (left := n - sum(counts.values())) != 0:
        step, bounds = (1, sizes) if left > 0 else (-1, fewest)
        free = [stratum for stratum in counts if counts[stratum] != bounds[stratum]]
        counts[max(free, key=lambda s: step * (wanted[s] - counts[s]))] += step
    return counts


def _strata(frame: pd.DataFrame, by: Iterable[str]) -> list[str]:
    """The name of each row's stratum: its values of the columns."""
    columns = list(by)
    for column in columns:
        if column not in frame.columns:
            raise UsageError(
                f"There is no column {column!r} to draw by{did_you_mean(column, list(frame.columns)) or '.'}"
            )
    parts = [[_band(value) for value in frame[column]] for column in columns]
    return [", ".join(values) for values in zip(*parts, strict=True)] if parts else ["all"] * len(frame)


def _band(value: Any) -> str:
    import pandas as pd

    if isinstance(value, tuple | list):
        return "; ".join(map(str, value)) or "none"
    if pd.isna(value):
        return "none"
    if hasattr(value, "year"):
        return str(value.year)
    if isinstance(value, float):
        low, high = BANDS
        return f"below {low}" if value < low else f"{low} to {high}" if value < high else f"{high} or more"
    return str(value)
