"""What automation asks of a run: a step summary, JUnit XML, groups in the log, and gates of counts."""

from __future__ import annotations

import operator
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from toolkit.display.render import clean
from toolkit.errors import UsageError
from toolkit.files import write

if TYPE_CHECKING:
    from toolkit.corpus.collection import Corpus
    from toolkit.reporting.outcome import ReportRun
    from toolkit.results import Analysis

MOST = 300
"""Rows of a table in the step summary; GitHub shows no summary of more than 1 MiB."""

_OPERATORS = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}
_GATE = re.compile(r"\s*(?P<name>[a-z_]+)\s*(?P<sign>>=|<=|==|!=|>|<)\s*(?P<limit>\d+)\s*")
_MARKUP = re.compile(r"([\\`*_{}\[\]()#!|~<>&$@]|^[-+]|(?<=^\d)\.|:(?=//))")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Gate:
    """A condition on a count that makes a run fail: ``passed>0``."""

    name: str
    sign: str
    limit: int

    def __str__(self) -> str:
        return f"{self.name}{self.sign}{self.limit}"

    def hit(self, counts: Mapping[str, int]) -> bool:
        """Whether the condition holds, so that the run fails."""
        return bool(_OPERATORS[self.sign](counts[self.name], self.limit))


def gates(texts: Iterable[str]) -> tuple[Gate, ...]:
    """Gates as written on the command line; several may stand in one text, parted by commas.

    Raises
    ------
    UsageError
        A text is no condition, or names no count that there is; the message says which there are.
    """
    import difflib

    from toolkit.corpus.collection import COUNTS

    found = []
    for text in (part for whole in texts for part in whole.split(",")):
        match = _GATE.fullmatch(text)
        if match is None:
            raise UsageError(f"--fail-on {text!r}: write a count, a sign and a number, as in 'passed>0'")
        if match["name"] not in COUNTS:
            near = difflib.get_close_matches(match["name"], COUNTS, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(COUNTS)}"
            raise UsageError(f"--fail-on {text!r}: there is no count {match['name']!r}; {hint}")
        found.append(Gate(match["name"], match["sign"], int(match["limit"])))
    return tuple(found)


def hits(asked: Iterable[Gate], counts: Mapping[str, int]) -> list[str]:
    """The gates that make a run fail, each as a sentence."""
    return [f"{gate} holds: {gate.name} is {counts[gate.name]}" for gate in asked if gate.hit(counts)]


def escaped(text: str) -> str:
    """A text as plain text in Markdown, on one line: nothing in it is markup, a table's border, or a mention."""
    return _MARKUP.sub(r"\\\1", clean(" ".join(text.split())))


def summary(analysis: Analysis, run: ReportRun, corpus: Corpus, failed_gates: Iterable[str] = ()) -> str:
    """The run as Markdown for a step summary: what was made, what failed, which deadlines passed, one row an article."""
    counts = corpus.counts()
    parts = ["## Readout\n", _tally(run, counts)]
    parts += [_list("Gates that failed", failed_gates)]
    parts += [_list("Failed", (f"{r.doc_id}: {r.reason}" for r in run.failed))]
    parts += [_list("Not read", map(str, run.problems))]
    passed = [entry for entry in corpus.ledger.entries if entry.passed]
    told = (f"{', '.join(e.parties) or 'Party not named'}: {e.action} (due {e.deadline_to})" for e in passed)
    parts += [_list(f"Deadlines passed by {corpus.day}, outcome not reported", told)]
    parts += [_table(analysis, run)]
    return "\n".join(part for part in parts if part)


def _tally(run: ReportRun, counts: Mapping[str, int]) -> str:
    names = ("articles", "undertakings", "passed", "retold", "statements", "actors", "comments", "failed", "unread")
    head = "| " + " | ".join(names) + " |\n|" + " --: |" * len(names)
    return f"{head}\n| " + " | ".join(str(counts[name]) for name in names) + " |\n"


def _list(title: str, rows: Iterable[str]) -> str:
    shown = [escaped(row[:400]) for row in rows]
    if not shown:
        return ""
    more = [f"and {len(shown) - MOST} more"] if len(shown) > MOST else []
    return f"### {escaped(title)}\n\n" + "".join(f"- {row}\n" for row in [*shown[:MOST], *more])


def _table(analysis: Analysis, run: ReportRun) -> str:
    if not run.reports:
        return ""
    columns = ("article", "publisher", "date", "undertakings", "statements", "actors", "state")
    lines = ["### Articles\n", f"| {' | '.join(columns)} |", "|---|---|---|--:|--:|--:|---|"]
    for report in run.reports[:MOST]:
        analysed = analysis[report.doc_id]
        article = analysed.article
        cells = [
            article.title or report.doc_id,
            article.publisher or "",
            str(article.published or ""),
            *(str(len(rows)) for rows in (analysed.commitments, analysed.attributions, analysed.actors)),
            report.state,
        ]
        lines.append("| " + " | ".join(escaped(cell[:200]) for cell in cells) + " |")
    if len(run.reports) > MOST:
        lines.append(f"\nand {len(run.reports) - MOST} more")
    return "\n".join(lines) + "\n"


def write_summary(path: Path, text: str) -> None:
    """Write a step summary: added to the file that GitHub names, as it asks for; any other file is written anew.

    Raises
    ------
    MachineError
        The file cannot be written.
    """
    own = os.environ.get("GITHUB_STEP_SUMMARY")
    if own and Path(own).resolve() == path.resolve():
        before = path.read_bytes() if path.is_file() else b""
        write(path, before + f"{text}\n".encode("utf-8", "replace"))
    else:
        write(path, text)


def junit(run: ReportRun, asked: Iterable[Gate], counts: Mapping[str, int]) -> str:
    """The run as JUnit XML: a test case for each report, each file that could not be read, and each gate.

    A report or gate that failed is a *failure*, a file that could not be read an *error*. No times are given, so that the
    same run gives the same bytes.
    """
    root = ElementTree.Element("testsuites", name="readout")
    made = _suite(root, "reports")
    for report in (*run.reports, *([run.across] if run.across else [])):
        case = _case(made, "report", report.doc_id)
        if report.state == "failed":
            ElementTree.SubElement(case, "failure", message=_plain(report.reason or "failed"))
    for problem in run.problems:
        case = _case(made, "read", problem.source_path)
        ElementTree.SubElement(case, "error", message=_plain(problem.message), type=_plain(str(problem.kind)))
    ruled = _suite(root, "gates")
    for gate in asked:
        case = _case(ruled, "gate", str(gate))
        if gate.hit(counts):
            ElementTree.SubElement(case, "failure", message=f"{gate.name} is {counts[gate.name]}")
    for suite in list(root):
        if not len(suite):
            root.remove(suite)
            continue
        for name, tag in (("tests", "testcase"), ("failures", "testcase/failure"), ("errors", "testcase/error")):
            suite.set(name, str(len(suite.findall(tag))))
    ElementTree.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _suite(root: ElementTree.Element, name: str) -> ElementTree.Element:
    return ElementTree.SubElement(root, "testsuite", name=name)


def _case(suite: ElementTree.Element, kind: str, name: str) -> ElementTree.Element:
    return ElementTree.SubElement(suite, "testcase", classname=f"readout.{kind}", name=_plain(name))


def _plain(text: str) -> str:
    """Without the characters that XML 1.0 cannot hold."""
    return _CONTROL.sub("\ufffd", text)


def on_github() -> bool:
    """Whether this runs in a GitHub Actions job."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def error_commands(run: ReportRun, failed_gates: Iterable[str] = ()) -> list[str]:
    """Commands that make GitHub show what went wrong at the head of the run: a report, a file or a gate each."""
    told = [
        *(f"{report.doc_id}: {report.reason}" for report in run.failed),
        *map(str, run.problems),
        *failed_gates,
    ]
    return [f"::error title=Readout::{_as_data(clean(line))}" for line in told]


def _as_data(text: str) -> str:
    """A message inside a command to GitHub's runner, which ends at the line's end."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def harmless(line: str) -> str:
    """A line of the log in which nothing is a command to GitHub's runner, whatever an article's name is."""
    return re.sub(r"(?m)^(\s*):(?=:)", r"\1∶", clean(line)).replace("##[", "## [")
