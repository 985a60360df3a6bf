"""``make bench``: measure, and write ``benchmarks/RESULTS.md``."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import sys
import tempfile
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from benchmarks.figures import FIGURES, LONG, Bench

RESULTS = Path(__file__).with_name("RESULTS.md")
SAMPLES = Path(__file__).parents[1] / "articles"
TOLD = ", ".join([*FIGURES, "or all"])


def main() -> None:
    """Measure the figures asked for; by default all but those that take hours."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "figures", nargs="*", metavar="FIGURE", help=f"{', '.join(FIGURES)}, or all; by default those that are quick"
    )
    parser.add_argument("--articles", type=Path, default=SAMPLES, help="a folder of .txt files; by default the samples")
    parser.add_argument("--repeats", type=int, default=5, help="each figure is the median of so many")
    parser.add_argument("--output", type=Path, default=RESULTS)
    asked = parser.parse_args()
    given = sorted(asked.articles.glob("*.txt"))
    rows: list[str] = []
    load = os.getloadavg()[0]
    if unknown := set(asked.figures) - set(FIGURES) - {"all"}:
        parser.error(f"there is no figure {', '.join(sorted(unknown))}")
    named = list(FIGURES) if "all" in asked.figures else asked.figures
    for name in named or [name for name in FIGURES if name not in LONG]:
        with tempfile.TemporaryDirectory() as folder:
            for told, ratio, aim in FIGURES[name](Bench(Path(folder), given, asked.repeats)):
                rows.append(f"| {told} | {ratio:.2f} | {aim} |")
                print(rows[-1], file=sys.stderr, flush=True)
                asked.output.write_text(document(rows, len(given), asked.repeats, load), encoding="utf-8")


def document(rows: Iterable[str], articles: int, repeats: int, load: float) -> str:
    """The page of results."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("spacy", "papermill", "nbconvert", "pandas"))
    return "\n".join(
        [
            "# Benchmark",
            "",
            f"`make bench`, {dt.date.today()}: ratios measured in one run, medians of {repeats}, on {articles} sample articles"
            " repeated with changes, so that nothing is cached by accident.",
            "",
            f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {_processor()}, {_memory()};"
            f" Python {platform.python_version()}, {versions}. Load when it began: {load:.1f}"
            f"{' (others were at work: figures of wall time are worse than they are)' if load > 0.5 else ''}.",
            "",
            "| figure | measured | to reach |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or "processor unknown"


def _memory() -> str:
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB"
    except (ValueError, OSError, AttributeError):
        return "memory unknown"


if __name__ == "__main__":
    main()
