"""The parameters of a notebook: declared in its tagged cell, checked before anything runs."""

from __future__ import annotations

import ast
import difflib
import io
import math
import tokenize
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.errors import UsageError

_Kind = type  # a field of that name hides the builtin below

GIVEN = "doc"
"""The parameter that every notebook must have: the analysed article's JSON file. The report sets it."""

_TYPES: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool, "list": list, "dict": dict}
_WORDS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True)
class Parameter:
    """A name that a notebook's ``parameters`` cell sets; ``type`` is ``None`` where nothing tells it.

    ``optional``: it may be ``None``; ``items``: the type of a list's items, if declared.
    """

    name: str
    type: type | None
    default: Any
    comment: str
    optional: bool = False
    items: _Kind | None = None


def declared(notebook: Mapping[str, Any]) -> dict[str, Parameter]:
    """The parameters that a notebook declares, by name.

    Parameters
    ----------
    notebook
        A notebook as nbformat 4 JSON; the first cell tagged ``parameters`` is read, nothing is run.

    Raises
    ------
    UsageError
        The cell is not Python.
    """
    for cell in notebook["cells"]:
        if "parameters" in cell.get("metadata", {}).get("tags", []):
            source = cell["source"]
            return _parse(source if isinstance(source, str) else "".join(source))
    return {}


def _parse(source: str) -> dict[str, Parameter]:
    try:
        body = ast.parse(source).body
    except SyntaxError as error:
        raise UsageError(f"The notebook's parameters cell is not Python: {error.msg}, line {error.lineno}.") from None
    comments = _comments(source)
    found: dict[str, Parameter] = {}
    for statement in body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            name, annotation, value = statement.target.id, ast.unparse(statement.annotation), statement.value
        elif isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            name, annotation, value = statement.targets[0].id, "", statement.value
        else:
            continue
        default = _literal(value)
        hinted, optional, items = _hinted(annotation)
        kind = hinted or (type(default) if type(default) in _TYPES.values() else None)
        found[name] = Parameter(name, kind, default, comments.get(statement.lineno, ""), optional, items)
    return found


def _hinted(annotation: str) -> tuple[type | None, bool, type | None]:
    """The type of an annotation, whether it may be ``None``, and the type of a list's items: ``list[str] | None``."""
    options = [option.strip() for option in annotation.split("|")]
    named = [option for option in options if option not in ("None", "")]
    if len(named) != 1:
        return None, "None" in options, None
    outer, _, inner = named[0].rstrip("]").partition("[")
    return _TYPES.get(outer), "None" in options, _TYPES.get(inner) if outer == "list" else None


def _literal(node: ast.expr | None) -> Any:
    try:
        return None if node is None else ast.literal_eval(node)
    except (ValueError, TypeError):
        return None


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.start[0]: token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT}


def checked(parameters: Mapping[str, Any], known: Mapping[str, Parameter]) -> dict[str, Any]:
    """The given values, texts from a command line turned into the declared types.

    Raises
    ------
    UsageError
        A parameter is not declared (the message names the nearest that is), is set by the report itself, or has another
        type than declared; or the notebook has no parameter ``doc``.
    """
    if GIVEN not in known:
        raise UsageError(
            f"The notebook has no parameter {GIVEN!r}: tag a cell 'parameters' and let it say "
            f'{GIVEN}: str = "article.json", the file of the analysed article.'
        )
    return {name: _fit(name, value, known) for name, value in sorted(parameters.items())}


def _fit(name: str, value: Any, known: Mapping[str, Parameter]) -> Any:
    if name == GIVEN:
        raise UsageError(f"The parameter {GIVEN!r} is set for each article by the report itself.")
    if name not in known:
        near = difflib.get_close_matches(name, [n for n in known if n != GIVEN], n=1, cutoff=0.5)
        others = ", ".join(n for n in known if n != GIVEN) or "none"
        hint = f"did you mean {near[0]!r}?" if near else f"it has: {others}."
        raise UsageError(f"The notebook has no parameter {name!r}; {hint}")
    declaration = known[name]
    fitted = _converted(value, declaration.type)
    if declaration.optional and value in (None, "None"):
        return None
    if not _is(fitted, declaration.type):
        assert declaration.type is not None
        raise UsageError(f"The parameter {name!r} takes {declaration.type.__name__}, but was given {value!r}.")
    if declaration.items is not None and not all(_is(item, declaration.items) for item in fitted):
        raise UsageError(
            f"The parameter {name!r} takes a list of {declaration.items.__name__}, but was given {value!r}."
        )
    return fitted


def _is(value: Any, kind: type | None) -> bool:
    """Whether a value has a type: a whole number is a float too, but no number that is none or without end."""
    if kind is float:
        return type(value) in (int, float) and math.isfinite(value)
    return kind is None or type(value) is kind


def _converted(value: Any, kind: type | None) -> Any:
    """A text as the declared type, if it reads as one; anything else as it is."""
    if not isinstance(value, str) or kind in (None, str):
        return value
    if kind is bool:
        return _WORDS.get(value.strip().lower(), value)
    try:
        return ast.literal_eval(value.strip()) if kind in (list, dict) else kind(value)
    except (ValueError, SyntaxError, TypeError):
        return value
