"""What users call is described in numpydoc's sections: Parameters, Returns, Raises."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import toolkit

pytestmark = pytest.mark.untraced

PACKAGE = Path(toolkit.__file__).parent
_IMPORT = re.compile(r"from (toolkit[\w.]*) import ([\w, ]+)")
_SECTION = re.compile(r"^(?P<title>\w[\w ]*)\n-{3,}\n", re.M)


def modules() -> Iterator[str]:
    """The packages that say what they offer, which README, docs and notebooks import from."""
    for path in sorted(PACKAGE.rglob("__init__.py")):
        if "__all__" in path.read_text(encoding="utf-8"):
            yield ".".join(("toolkit", *path.parent.relative_to(PACKAGE).parts))


NAMED = ("toolkit.nlp.component",)
"""Modules that users reach by a name of spaCy's: ``nlp.add_pipe("readout")``."""


def documented() -> Iterator[str]:
    """The other modules that README, docs and notebooks import from, and those that :data:`NAMED` tells."""
    root = PACKAGE.parent
    texts = [
        path.read_text("utf-8") for path in (root / "README.md", *root.glob("docs/*.md"), *root.glob("notebooks/*"))
    ]
    imports = {match.groups() for text in texts for match in _IMPORT.finditer(text)}
    known = {".".join(path.relative_to(root).with_suffix("").parts) for path in PACKAGE.rglob("*.py")}
    found = {name for module, names in imports for name in (module, *(f"{module}.{n}" for n in names.split(", ")))}
    yield from sorted(found & known | set(NAMED))


def offered(module: str) -> list[str]:
    """The public names of a module: those it lists, or all that it defines."""
    loaded = importlib.import_module(module)
    defined = [k for k, v in vars(loaded).items() if getattr(v, "__module__", "") == module and not k.startswith("_")]
    return getattr(loaded, "__all__", defined)


def own(member: Any) -> bool:
    return getattr(member, "__module__", "").split(".")[0] == "toolkit"


def callables() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function, class, and method of such a class, once, by the name a user calls it."""
    seen = set()
    for module in (*modules(), *documented()):
        loaded = importlib.import_module(module)
        for name in offered(module):
            member = getattr(loaded, name)
            if own(member) and callable(member) and id(member) not in seen:
                seen.add(id(member))
                yield f"{module}.{name}", member
                if inspect.isclass(member):
                    yield from ((f"{module}.{name}.{key}", method) for key, method in methods(member))


def methods(of: type) -> Iterator[tuple[str, Callable[..., Any]]]:
    for name, member in vars(of).items():
        method = member.__func__ if isinstance(member, classmethod | staticmethod) else member
        if inspect.isfunction(method) and method.__name__ == name and not name.startswith("_"):
            yield name, method


def sections(described: str) -> dict[str, str]:
    """The sections of a docstring by title."""
    found = list(_SECTION.finditer(described))
    ends = [match.start() for match in found[1:]] + [len(described)]
    return {match["title"]: described[match.end() : end] for match, end in zip(found, ends, strict=False)}


def named(section: str) -> set[str]:
    """The names that a section describes: those at the margin, several parted by commas."""
    heads = re.findall(r"^(\S[^:\n]*)", section, re.M)
    return {name.strip(" *") for head in heads for name in head.split(",")}


def parameters(of: Callable[..., Any]) -> set[str]:
    if inspect.isclass(of) and issubclass(of, BaseException):
        return set()
    return {name for name in inspect.signature(of).parameters if name not in ("self", "cls") and name[0] != "_"}


def raised(of: Callable[..., Any]) -> set[str]:
    """The errors that the function's own lines raise by name, unless functions inside it do or it may catch them itself."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(of))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    found: set[str] = set()
    open_nodes: list[ast.AST] = list(tree.body)
    while open_nodes:
        node = open_nodes.pop()
        if isinstance(node, ast.Raise) and node.exc is not None:
            name = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            if isinstance(name, ast.Name) and name.id[0].isupper():
                found.add(name.id)
        if isinstance(node, ast.Try) and node.handlers:
            open_nodes += [*node.handlers, *node.orelse, *node.finalbody]
        elif not isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            open_nodes += list(ast.iter_child_nodes(node))
    return found


def missing(of: Callable[..., Any]) -> Iterator[str]:
    """What a docstring does not tell, a line each."""
    told = sections(inspect.getdoc(of) or "")
    if inspect.isclass(of):
        told["Parameters"] = told.get("Parameters", "") + told.get("Attributes", "")
        wanted = parameters(of)
        if dataclasses.is_dataclass(of):  # the fields of records are described for the codebook
            wanted = {field.name for field in dataclasses.fields(of) if "doc" not in field.metadata}
        yield from (f"parameter {name}" for name in sorted(wanted - named(told["Parameters"])))
        return
    yield from (f"parameter {name}" for name in sorted(parameters(of) - named(told.get("Parameters", ""))))
    if inspect.signature(of).return_annotation not in ("None", "NoReturn", None) and not told.keys() & {
        "Returns",
        "Yields",
    }:
        yield "what it returns"
    yield from (f"error {name}" for name in sorted(raised(of) - named(told.get("Raises", ""))))


PUBLIC = dict(callables())


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_tells_what_it_takes_returns_and_raises(name: str) -> None:
    assert not list(missing(PUBLIC[name]))


def test_the_names_users_import_are_among_them() -> None:
    assert {"toolkit.read", "toolkit.analyze", "toolkit.Analysis.where", "toolkit.display.lead"} <= set(PUBLIC)
    assert {
        "toolkit.validation.measures.confusion",
        "toolkit.validation.measuring.place",
        "toolkit.nlp.component.make_readout",
    } <= set(PUBLIC)


def test_what_is_not_told_is_found() -> None:
    def told(a: int, b: int) -> int:
        """Add.

        Parameters
        ----------
        a
            A number, not: b.
        """
        if a < b:
            raise ValueError("less")
        return a + b

    assert list(missing(told)) == ["parameter b", "what it returns", "error ValueError"]
