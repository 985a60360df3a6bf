"""Changes a module in small ways, one at a time, and names the changes that no test of it notices.

``python tools/mutants.py toolkit/nlp/x.py [TEST ...]`` works in a copy of the project, with cosmic-ray. Without tests named it
runs those that import the module or lie where it does: ``tests/nlp/test_x.py``, else all in the nearest folder of tests.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
TIMEOUT = 120.0
"""Seconds that the tests may take with one change; one that never ends counts as noticed."""


def imported(path: Path) -> Iterator[str]:
    """The names of all modules that a file imports, and of all that may be modules."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def concerned(module: Path, root: Path = ROOT) -> list[Path]:
    """The test files that concern a module, both relative to the project."""
    name = ".".join(module.with_suffix("").parts).removesuffix(".__init__")
    tests = sorted((root / "tests").rglob("test_*.py"))
    found = {path for path in tests if name in imported(path)}
    room = root / "tests" / module.parent.relative_to(module.parts[0])
    found |= {path for path in tests if path == room / f"test_{module.stem}.py"}
    while not found and room != root:
        found |= {path for path in tests if room in path.parents}
        room = room.parent
    return sorted(path.relative_to(root) for path in found)


def copy(root: Path, target: Path) -> None:
    """Copy what git knows or would take; what it ignores stays behind."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    for name in filter(None, subprocess.check_output(listed, cwd=root, text=True).split("\0")):
        if (root / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, target / name)


def configuration(module: Path, tests: Sequence[Path]) -> str:
    """What cosmic-ray is told, as TOML."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "-p",
        "no:testmon",
        "-p",
        "no:cacheprovider",
        "-m",
        "not slow",
    ]
    quoted = " ".join(f"'{part}'" for part in [*command, *(path.as_posix() for path in tests)])
    return (
        f"[cosmic-ray]\nmodule-path = {json.dumps(module.as_posix())}\ntimeout = {TIMEOUT}\nexcluded-modules = []\n"
        f'test-command = {json.dumps(quoted)}\n[cosmic-ray.distributor]\nname = "local"\n'
    )


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Print each change that lived, as a diff; the exit status is 0 if all could be tried."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("module", type=Path, help="the module to change, such as toolkit/naming.py")
    parser.add_argument("tests", type=Path, nargs="*", help="the tests to run instead of those found")
    given = parser.parse_args(arguments)
    if not (root / given.module).is_file():
        parser.error(f"there is no module {given.module}")
    tests = given.tests or concerned(given.module, root)
    print("Tests:", *tests, file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copied = Path(folder, "project")
        copy(root, copied)
        (copied / "cosmic-ray.toml").write_text(configuration(given.module, tests), encoding="utf-8")
        # no bytecode: a change within the same second, of the same length, would go unseen
        environment = os.environ | {"PYTHONPATH": str(copied), "PYTHONDONTWRITEBYTECODE": "1"}
        program = Path(sys.executable).with_name("cosmic-ray")
        for step in (["init", "cosmic-ray.toml", "s.sqlite"], ["baseline", "cosmic-ray.toml"]):
            if subprocess.run([program, *step], cwd=copied, env=environment).returncode:
                print("The tests fail without any change, or the module cannot be read", file=sys.stderr)
                return 1
        subprocess.run([program, "exec", "cosmic-ray.toml", "s.sqlite"], cwd=copied, env=environment, check=True)
        report = [program.with_name("cr-report"), "--show-diff", "--surviving-only", "s.sqlite"]
        return subprocess.run(report, cwd=copied, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
