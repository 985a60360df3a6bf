"""Imports run one way, and nothing heavy is imported before it is used."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

pytestmark = pytest.mark.untraced

TESTS = Path(__file__).parent
PACKAGE = TESTS.parent / "toolkit"
LONGEST, SHORTEST = 320, 20
"""Lines that a module has at most, and at least: a shorter one is a neighbour's. ``__init__`` only names its package."""
GROUND = {"layout", "errors", "files", "interrupts", "schema", "articles", "records", "naming", "lexicon", "findings"}
MAY_IMPORT = {
    "readers": GROUND | {"readers"},
    "nlp": GROUND | {"nlp"},
    "training": GROUND | {"analysis", "corrections", "nlp", "training", "evaluation"},
    "extraction": GROUND | {"cache", "nlp"},
    "tables": GROUND,
    "cache": GROUND,
    "interrupts": set(),
    "progress": set(),
    "export": GROUND | {"export", "tables"},
    "corrections": GROUND | {"corrections"},
    "codebook": GROUND | {"codebook", "selection", "corrections", "evidence", "progress"},
    "selection": GROUND,
    "evidence": GROUND | {"export"},
    "exploring": GROUND | {"corpus", "display", "evidence", "export", "nlp"},
    "results": GROUND
    | {"codebook", "selection", "corrections", "evidence", "exploring", "export", "tables", "progress"},
    "saved": GROUND | {"export", "results"},
    "analysis": GROUND
    | {"cache", "cluster", "codebook", "corrections", "display", "extraction", "nlp", "progress", "readers", "results"},
}
"""What each part of the package may import of the package; parts not named here may import anything but the command line."""


def imported(path: Path) -> set[str]:
    """The modules that a file imports, and those from which it imports a name, in full."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {a.name for node in nodes if isinstance(node, ast.Import) for a in node.names}
    named = [(node.module or "", a.name) for node in nodes if isinstance(node, ast.ImportFrom) for a in node.names]
    inner = {f"{module}.{name}" for module, name in named} & KNOWN
    return names | inner | {module for module, name in named if f"{module}.{name}" not in KNOWN}


def parts_imported(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imported(path) if name.startswith("toolkit.")}


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


MODULES = sorted(PACKAGE.rglob("*.py"))
KNOWN = frozenset(map(module_of, MODULES))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    part, imported = part_of(path), parts_imported(path)
    if part in GROUND:
        assert imported <= GROUND
    elif part in MAY_IMPORT:
        assert imported <= MAY_IMPORT[part]
    if part != "cli":
        assert "cli" not in imported


def test_no_circles() -> None:
    """No module imports itself through others, neither when it is loaded nor later nor for types."""
    imports = {module_of(path): imported(path) & KNOWN - {module_of(path)} for path in MODULES}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        pytest.fail(f"modules import each other in a circle: {' -> '.join(error.args[1])}")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_modules_are_neither_long_nor_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST
    assert lines >= SHORTEST or path.stem == "__init__"


def test_every_module_of_extraction_is_imported_by_a_test() -> None:
    """What a test reaches only through other modules, no test of its own holds."""
    tested = set().union(*map(imported, TESTS.rglob("*.py")))
    extracting = {module_of(path) for path in MODULES if part_of(path) == "nlp" and path.stem != "__init__"}
    assert sorted(extracting - tested) == []


def test_tests_mirror_the_rooms() -> None:
    """Tests of a room lie in a folder of its name; fuzzing looks at all readers."""
    folders = {path.parent.relative_to(TESTS) for path in TESTS.rglob("test_*.py")}
    assert sorted(folder for folder in folders - {Path("fuzz")} if not (PACKAGE / folder).is_dir()) == []


def loaded_after(statement: str) -> set[str]:
    code = f"{statement}\nimport sys; print(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stdout.split()}


@pytest.mark.parametrize("statement", ["import toolkit", "from toolkit.cli import main"])
def test_nothing_heavy_is_imported_at_the_start(statement: str) -> None:
    assert not loaded_after(statement) & {"spacy", "textacy", "pandas", "numpy", "matplotlib", "papermill", "nbconvert"}


def test_readers_import_neither_spacy_nor_pandas() -> None:
    assert not loaded_after("import toolkit.readers") & {"spacy", "textacy", "pandas"}


def test_only_the_report_imports_papermill_and_nbconvert() -> None:
    for path in MODULES:
        if part_of(path) != "reporting":
            source = path.read_text(encoding="utf-8")
            assert "import papermill" not in source
            assert "import nbconvert" not in source
