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
from benchmarks.measure import REPEATS

RESULTS = Path(__file__).with_name("RESULTS.md")
SAMPLES = Path(__file__).parents[1] / "articles"


def main() -> None:
    """Measure the figures asked for; by default all but those that take hours."""
    asked = _asked()
    given = sorted(asked.articles.glob("*.txt"))
    if not given:
        sys.exit(f"{asked.articles}: no .txt file to measure with")
    load, rows, failed = os.getloadavg()[0], [], False
    for name in asked.figures:
        with tempfile.TemporaryDirectory() as folder:
            try:
                for told, ratio, aim in FIGURES[name](Bench(Path(folder), given, asked.repeats, asked.quick)):
                    rows.append(f"| {told} | {ratio:.2f} | {aim} |")
                    print(rows[-1], file=sys.stderr, flush=True)
                    asked.output.write_text(document(rows, len(given), asked, load), encoding="utf-8")
            except RuntimeError as error:  # the others can still be measured
                print(f"{name}: {error}", file=sys.stderr, flush=True)
                failed = True
    sys.exit(failed)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    told = f"{', '.join(FIGURES)}, or all; by default all but those that take hours ({', '.join(sorted(LONG))})"
    parser.add_argument("figures", nargs="*", metavar="FIGURE", help=told)
    parser.add_argument(
        "--figure", action="append", default=[], metavar="NAME", help="the same; can be given several times"
    )
    parser.add_argument("--articles", type=Path, default=SAMPLES, help="a folder of .txt files; by default the samples")
    parser.add_argument("--repeats", type=int, help="each figure is the median of so many; by default 5")
    parser.add_argument(
        "--quick", action="store_true", help="one measurement each, and a tenth of the articles for growth"
    )
    parser.add_argument("--output", type=Path, default=RESULTS)
    asked = parser.parse_args()
    asked.repeats = asked.repeats or (1 if asked.quick else REPEATS)
    named = [*asked.figures, *asked.figure]
    if unknown := set(named) - set(FIGURES) - {"all"}:
        parser.error(f"there is no figure {', '.join(sorted(unknown))}")
    usual = [name for name in FIGURES if asked.quick or name not in LONG]
    asked.figures = list(FIGURES) if "all" in named else named or usual
    return asked


def document(rows: Iterable[str], articles: int, asked: argparse.Namespace, load: float) -> str:
    """The page of results."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("spacy", "papermill", "nbconvert", "pandas"))
    return "\n".join(
        [
            "# Benchmark",
            "",
            f"`make bench`, {dt.date.today()}: ratios measured in one run, {_medians(asked)}, on {articles} articles"
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


def _medians(asked: argparse.Namespace) -> str:
    size = ", growth with a tenth of the articles" if asked.quick else ""
    return f"medians of {asked.repeats}{size}" if asked.repeats > 1 else f"one measurement each{size}"


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
