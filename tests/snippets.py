"""Runs what README and docs show, page by page, block by block, in a folder with sample articles.

``python`` and ``sh`` blocks run; of a line that says ``# status 1``, that status is expected. A ``text`` block right below one
is what it prints, with ``...`` for any words. Two comments, which readers do not see, help: ``<!-- invisible-code: python`` holds
a set-up, and ``<!-- skip: next "reason" -->`` leaves out the block below. ``READOUT_RENEW=1`` writes anew what blocks print.
"""

from __future__ import annotations

import ast
import contextlib
import doctest
import io
import os
import re
import shlex
import subprocess
from pathlib import Path
from unittest import SkipTest

from click.testing import CliRunner
from sybil import Document, Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, SkipParser

from toolkit.cli.main import main

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
RENEW = os.environ.get("READOUT_RENEW") == "1"
_SAME = doctest.OutputChecker().check_output
_TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
_GAP = re.compile(r"\s*")


def _keep(example: Example, printed: str) -> None:
    lines = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
    example.namespace["printed"] = (example.region.end, lines)


def run_python(example: Example) -> None:
    """Run a block as a notebook's cell: its last expression is shown."""
    source = str(example.parsed)
    tree = ast.parse(source, str(example.path))
    ast.increment_lineno(tree, example.line + example.parsed.line_offset)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, str(example.path), "exec"), example.namespace)
        if isinstance(last, ast.Expr):
            shown = eval(compile(ast.Expression(last.value), str(example.path), "eval"), example.namespace)
            if shown is not None:
                print(shown if isinstance(shown, str) else repr(shown))
    _keep(example, printed.getvalue())


def run_shell(example: Example) -> None:
    """Run the lines of a block that call ``readout``; of ``make``, see that its targets are there."""
    printed = ""
    for line in str(example.parsed).replace("\\\n", " ").splitlines():
        words = [os.path.expandvars(word) for word in shlex.split(line, comments=True)]
        if words[:1] == ["readout"]:
            done = CliRunner().invoke(main, words[1:], prog_name="readout")
            expected = re.search(r"# status (\d)", line)
            assert done.exit_code == (int(expected[1]) if expected else 0), f"{line}\n{done.output}\n{done.exception!r}"
            printed += done.stdout
        elif words[:1] == ["cp"]:
            subprocess.run(words, check=True)
        elif words[:1] == ["make"]:
            assert {word for word in words[1:] if "=" not in word} <= _TARGETS, line
        else:
            assert not words, f"not run: {line!r}; leave out its block with a reason"
    _keep(example, printed)


def compare(example: Example) -> str | None:
    """Compare a block with what the one right above it has printed."""
    end, printed = example.namespace.get("printed", (-1, ""))
    between = _GAP.match(example.document.text, end) if end >= 0 else None
    if between is None or between.end() != example.region.start:
        return None
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    if _SAME(str(example.parsed), printed, flags):
        return None
    example.namespace["renewed"].append((example.region.start, example.region.end, f"```text\n{printed}```"))
    return (
        None if RENEW else f"see CONTRIBUTING.md to renew what is shown; shown:\n{example.parsed}\nprinted:\n{printed}"
    )


_SYBIL = Sybil(
    parsers=[
        CodeBlockParser("python", run_python),
        CodeBlockParser("sh", run_shell),
        CodeBlockParser("text", compare),
        SkipParser(),
    ],
    encoding="utf-8",
)


def blocks(page: Path) -> Document:
    """The blocks of a page, in their order."""
    return _SYBIL.parse(page)


def run(page: Path) -> list[str]:
    """Run a page's blocks in the current folder; the reasons of those that are left out."""
    document, reasons = blocks(page), []
    document.namespace["renewed"] = renewed = []  # type: list[tuple[int, int, str]]
    for example in document.examples():
        try:
            example.evaluate()
        except SkipTest as reason:
            reasons.append(str(reason))
    if RENEW and renewed:
        text = document.text
        for start, end, block in reversed(renewed):
            text = text[:start] + block + text[end:]
        page.write_text(text, encoding="utf-8")
    return reasons
