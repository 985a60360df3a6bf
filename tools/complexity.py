"""Holds functions to a cyclomatic complexity of ten, but for a list of those above it, which may only shrink.

``python tools/complexity.py`` fails if a function above the limit is not listed in ``tools/complexity.csv``, if a listed one
has grown, or if one need not be listed any more, and says what to do. ``--update`` takes off the list what has got better and
follows functions that moved to another file; it never adds or raises one, unless ``--force`` is given as well.

Counted by radon: one for the function, one for each branch, loop, handler, comprehension and assertion, and one for each
condition joined by *and* or *or* (McCabe, A Complexity Measure, IEEE Transactions on Software Engineering 2(4), 1976).
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from radon.complexity import add_inner_blocks, cc_visit
from radon.visitors import Function

LIMIT = 10
ROOT = Path(__file__).parents[1]
LIST = Path(__file__).with_suffix(".csv")

Name = tuple[str, str]
"""A file, relative to the project, and a function's name in it, that of its class before it."""


def above(root: Path, package: str = "toolkit", limit: int = LIMIT) -> dict[Name, int]:
    """The complexity of every function of a package that is above the limit."""
    return {
        (path.relative_to(root).as_posix(), block.fullname): block.complexity
        for path in sorted((root / package).rglob("*.py"))
        for block in add_inner_blocks(cc_visit(path.read_text(encoding="utf-8")))
        if isinstance(block, Function) and block.complexity > limit
    }


def read(path: Path) -> dict[Name, int]:
    """The list: file, function, complexity."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["file"], row["function"]): int(row["complexity"]) for row in csv.DictReader(file)}


def write(path: Path, listed: Mapping[Name, int]) -> None:
    """Write the list, sorted, so that changes of it are easy to read."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["file", "function", "complexity"])
        table.writerows([*name, listed[name]] for name in sorted(listed))


def complaints(found: Mapping[Name, int], listed: Mapping[Name, int]) -> Iterator[str]:
    """What is against the rule, a line each, with what to do about it."""
    for name in sorted({*found, *listed}):
        where, now, before = ": ".join(name), found.get(name), listed.get(name)
        if before is None:
            yield f"{where} decides in {now} ways; split it, or make a table of its cases (at most {LIMIT})"
        elif now is None:
            yield f"{where} is not above {LIMIT} any more: take it off the list (--update)"
        elif now > before:
            yield f"{where} has grown from {before} to {now}"
        elif now < before:
            yield f"{where} has shrunk from {before} to {now}: say so in the list (--update)"


def shrunk(found: Mapping[Name, int], listed: Mapping[Name, int]) -> dict[Name, int]:
    """The list without what has got better; a function that moved to another file keeps its place in it."""
    kept = {name: min(listed[name], found[name]) for name in listed if name in found}
    gone = [name for name in listed if name not in found]
    for name in sorted(found.keys() - listed.keys()):
        old = next((g for g in gone if g[1] == name[1] and found[name] <= listed[g]), None)
        if old is not None:
            gone.remove(old)
            kept[name] = found[name]
    return kept


def main(arguments: Sequence[str] | None = None, root: Path = ROOT, path: Path = LIST) -> int:
    """The exit status: 0 if the rule holds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--update", action="store_true", help="take off the list what has got better")
    parser.add_argument("--force", action="store_true", help="with --update: add and raise as well")
    given = parser.parse_args(arguments)
    found, listed = above(root), read(path)
    if given.update:
        listed = found if given.force else shrunk(found, listed)
        write(path, listed)
    told = list(complaints(found, listed))
    print(
        *told, f"{len(found)} functions are above {LIMIT}; the highest is at {max(found.values(), default=0)}", sep="\n"
    )
    return int(bool(told))


if __name__ == "__main__":
    sys.exit(main())
