"""The lists of words hold together: none stands twice, every entry can match, and the code reads every list."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import spacy
import yaml
from spacy.language import Language

import toolkit
from toolkit import lexicon

PACKAGE = Path(toolkit.__file__).parent
FOLDER = PACKAGE / "lexicon"
FILES = sorted(FOLDER.rglob("*.yaml"))
NAMES = [path.stem for path in FILES]

FEWEST = 3
"""Lists with fewer entries may be the same by chance."""

MAY_BE_SAME = {
    # what it threatens to "call", and what harms where it is called or organised: another strike may join only one
    frozenset(("commissives:classes.stoppages", f"harm:pairs.{verb}"))
    for verb in ("call", "organise", "organize")
}
"""Lists (``file:key``) that are the same today and need not be tomorrow, each with its reason. Inside one file, a list that
must stay the same as another is written once and referred to (``&name``, ``*name``)."""

READ_WHOLE = {"topics"}
"""Files whose top-level keys are entries themselves, which the code walks through (the topics' names)."""

ONE_WORD = {"lemma_", "lower_", "norm_"}
"""Attributes of a token that are one word in lower case but for lemmas of names; ``lemma_of`` is another."""
COMPARES_ONE = {"any_lemma", "any_word"}
"""Functions that compare one word of each token with the list that is their second argument."""

Key = tuple[str, str]


@cache
def lists() -> dict[str, list[object]]:
    """Every list of every YAML file, by ``file:path.to.key``."""
    return {f"{name}:{path}": entries for name in NAMES for path, entries in _lists(lexicon.document(name), "")}


def _lists(content: Any, path: str) -> Iterator[tuple[str, list[object]]]:
    if isinstance(content, dict):
        for key, below in content.items():
            yield from _lists(below, f"{path}.{key}" if path else str(key))
    elif isinstance(content, list):
        yield path, content


class Uses(ast.NodeVisitor):
    """Where a module reads which list, and whether it compares one word with it.

    Attributes
    ----------
    seen
        Number of times that each list is read.
    alone
        Number of those times that one word of one token is looked up in it.
    """

    def __init__(self, tree: ast.Module, readers: dict[str, tuple[Key, ...] | str]) -> None:
        self.readers = readers
        self.seen: dict[Key, int] = defaultdict(int)
        self.alone: dict[Key, int] = defaultdict(int)
        self.bound = _bound_to_one_word(tree)
        self.visit(tree)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if node.name not in self.readers:  # what only passes a list on is no use of it
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        for key in self.read(node):
            self.seen[key] += 1
        if _name(node.func) in COMPARES_ONE and len(node.args) == 2:
            self._count(node.args[1])
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        if isinstance(node.ops[0], ast.In | ast.NotIn) and self.is_one_word(node.left):
            self._count(node.comparators[0])
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if isinstance(node.op, ast.BitAnd):
            for one, other in ((node.left, node.right), (node.right, node.left)):
                if isinstance(one, ast.Set) and all(map(self.is_one_word, one.elts)):
                    self._count(other)
        self.generic_visit(node)

    def _count(self, node: ast.expr) -> None:
        for key in self.lists_of(node):
            self.alone[key] += 1

    def lists_of(self, node: ast.expr) -> list[Key]:
        """The lists that an expression is made of: one, or several joined."""
        if isinstance(node, ast.BinOp):
            return [*self.lists_of(node.left), *self.lists_of(node.right)]
        return list(self.read(node)) if isinstance(node, ast.Call) else []

    def read(self, call: ast.Call) -> tuple[Key, ...]:
        """The lists that a call returns: of ``lexicon.words``, or of a function that does no more than call it."""
        name, args = _name(call.func), [a.value for a in call.args if isinstance(a, ast.Constant)]
        if name == "words" and len(args) == 2 and not isinstance(self.readers.get(name), str):
            return ((str(args[0]), str(args[1])),)
        known = self.readers.get(name, ())
        if isinstance(known, str):
            return ((known, str(args[0])),) if len(args) == 1 else ()
        return known

    def is_one_word(self, node: ast.expr) -> bool:
        """Whether an expression is the lemma or the lower-case form of one token."""
        if isinstance(node, ast.Name):
            return node.id in self.bound
        return _is_one_word(node)


def _is_one_word(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return _name(node.func) == "lemma_of" or (_name(node.func) == "lower" and _is_one_word(_owner(node.func)))
    return isinstance(node, ast.Attribute) and node.attr in ONE_WORD


def _owner(node: ast.expr) -> ast.expr:
    return node.value if isinstance(node, ast.Attribute) else node


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _bound_to_one_word(tree: ast.Module) -> set[str]:
    """Names that a module gives to lemmas and lower-case forms and to nothing else."""
    values: dict[str, list[bool]] = defaultdict(list)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            names = [n for target in node.targets for n in ast.walk(target) if isinstance(n, ast.Name)]
            for n in names:
                values[n.id].append(len(names) == 1 and _is_one_word(node.value))
        elif isinstance(node, ast.NamedExpr):
            values[node.target.id].append(_is_one_word(node.value))
        elif isinstance(node, ast.arg):
            values[node.arg].append(False)
        elif isinstance(node, ast.For | ast.comprehension):
            for n in ast.walk(node.target):
                if isinstance(n, ast.Name):
                    values[n.id].append(False)
    return {name for name, ones in values.items() if all(ones)}


@cache
def trees() -> dict[str, ast.Module]:
    """Every module of the package, parsed, by its name."""
    paths = [path for path in PACKAGE.rglob("*.py") if path.parent != FOLDER]
    modules = {path: ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in paths}
    return {module.removesuffix(".__init__"): ast.parse(path.read_text("utf-8")) for path, module in modules.items()}


def _passed_on(function: ast.FunctionDef) -> tuple[Key, ...] | str:
    """What a function passes on: lists, or the name of the file of which it passes on the list that it is asked for."""
    body = [s for s in function.body if not (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))]
    if len(body) != 1 or not isinstance(body[0], ast.Return) or body[0].value is None:
        return ()
    value = body[0].value
    if isinstance(value, ast.Call) and ast.unparse(value.func) == "lexicon.words" and len(value.args) == 2:
        file, key = value.args
        if isinstance(file, ast.Constant) and isinstance(key, ast.Name):
            return str(file.value)
    reads = Uses(ast.Module([], []), {}).lists_of(value)
    return tuple(reads)


@cache
def uses() -> tuple[dict[Key, int], dict[Key, int]]:
    """How often each list is read, and how often to look up one word, in the whole package."""
    own = {
        module: {f.name: found for f in tree.body if isinstance(f, ast.FunctionDef) and (found := _passed_on(f))}
        for module, tree in trees().items()
    }
    seen: dict[Key, int] = defaultdict(int)
    alone: dict[Key, int] = defaultdict(int)
    for module, tree in trees().items():
        known = dict(own[module])
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module in own:
                there = own[node.module]
                known |= {a.asname or a.name: there[a.name] for a in node.names if a.name in there}
        found = Uses(tree, known)
        for total, part in ((seen, found.seen), (alone, found.alone)):
            for key, n in part.items():
                total[key] += n
    return seen, alone


def looked_up_alone() -> list[Key]:
    """The lists in which nothing but one word of a token is ever looked up."""
    seen, alone = uses()
    whole = {(str(n.value.args[0].value), str(n.slice.value)) for n in _subscripts()}  # type: ignore[attr-defined]
    return sorted(key for key, n in alone.items() if n == seen[key] and key not in whole)


def _subscripts() -> Iterator[ast.Subscript]:
    """``document("file")["key"]``: what is done with it is not followed."""
    for tree in trees().values():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Subscript)
                and isinstance(node.slice, ast.Constant)
                and isinstance(node.value, ast.Call)
                and _name(node.value.func) == "document"
                and isinstance(node.value.args[0], ast.Constant)
            ):
                yield node


def test_no_list_stands_twice() -> None:
    long = [(where, entries) for where, entries in lists().items() if len(entries) >= FEWEST]
    pairs = [(a, b, one, other) for (a, one), (b, other) in combinations(long, 2) if one is not other]
    same = {frozenset((a, b)) for a, b, one, other in pairs if set(map(str, one)) == set(map(str, other))}
    assert same - MAY_BE_SAME == set(), "the same words in two places: keep one and let both readers ask for it"
    assert MAY_BE_SAME - same == set(), "no longer the same: leave them out of MAY_BE_SAME"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_word_stands_twice_in_a_list(path: Path) -> None:
    twice = []
    for node in _sequences(yaml.compose(path.read_text(encoding="utf-8"))):
        entries = [item.value for item in node.value if isinstance(item, yaml.ScalarNode)]
        twice += [(entry, node.start_mark.line + 1) for entry in set(entries) if entries.count(entry) > 1]
    assert sorted(twice) == []


def _sequences(node: yaml.Node | None) -> Iterator[yaml.SequenceNode]:
    if isinstance(node, yaml.SequenceNode):
        yield node
    for below in node.value if isinstance(node, yaml.MappingNode | yaml.SequenceNode) else ():
        for part in below if isinstance(below, tuple) else (below,):
            yield from _sequences(part)


def test_uses_are_followed_through_functions_that_pass_a_list_on() -> None:
    found = looked_up_alone()
    assert len(found) > 60
    through = {("bodies", "state_nouns"), ("commissives", "documents"), ("harm", "tied"), ("addressing", "audience")}
    assert through <= set(uses()[1])


@pytest.mark.parametrize("key", looked_up_alone(), ids=":".join)
def test_an_entry_looked_up_as_one_word_is_one_word(key: Key) -> None:
    entries = sorted(lexicon.words(*key))
    assert [entry for entry in entries if len(english().tokenizer(entry)) != 1 or entry != entry.lower()] == []


def whole() -> set[str]:
    """The files of which all words are asked for at once: ``words("file")``."""
    calls = [n for tree in trees().values() for n in ast.walk(tree) if isinstance(n, ast.Call)]
    single = [call.args[0] for call in calls if _name(call.func) == "words" and len(call.args) == 1]
    return {str(arg.value) for arg in single if isinstance(arg, ast.Constant)} & set(NAMES)


@cache
def english() -> Language:
    return spacy.blank("en")


@cache
def told() -> dict[str, set[str]]:
    """For each YAML file, the words of the strings in the modules that name it or import from one that does."""
    strings = {
        module: {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
        for module, tree in trees().items()
    }
    imports = {
        module: {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
        for module, tree in trees().items()
    }
    found: dict[str, set[str]] = {}
    for name in NAMES:
        naming = {module for module, texts in strings.items() if name in texts}
        near = naming | {module for module, there in imports.items() if there & naming}
        texts = [text for module in near for text in strings[module] if not re.search(r"\s", text)]
        found[name] = set(texts) | {text.split(".")[0] for text in texts} if naming else set()
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_list_is_read(name: str) -> None:
    assert told()[name], f"nothing reads {name}.yaml"
    if name not in READ_WHOLE | whole():
        assert [key for key in lexicon.document(name) if str(key) not in told()[name]] == []


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.csv")), ids=lambda path: path.stem)
def test_every_table_is_read(path: Path) -> None:
    constants = (n.value for tree in trees().values() for n in ast.walk(tree) if isinstance(n, ast.Constant))
    assert path.stem in constants
