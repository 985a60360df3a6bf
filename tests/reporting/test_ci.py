"""What automation is told: summaries, JUnit XML, gates; and that article's words are never markup or commands there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from sample import analysed as invented

from toolkit.articles import Problem
from toolkit.corpus.collection import COUNTS, Corpus, date_of
from toolkit.errors import MachineError, UsageError
from toolkit.reporting import ci
from toolkit.reporting.outcome import ArticleReport, ReportRun
from toolkit.results import Analysis

PROBLEM = Problem("articles/\x00|bad|.txt", None, "empty", "the file is <empty>")


def ran(tmp_path: Path, as_of: str = "") -> tuple[Analysis, ReportRun, Corpus]:
    analysis = Analysis([invented(title="A | [title](javascript:x) <script>"), invented(doc_id="second")], [PROBLEM])
    reports = (
        ArticleReport("norland-vestria", "n-1", "made"),
        ArticleReport("second", "s-1", "failed", "cell 2 failed: <b>\x07"),
    )
    corpus = Corpus(
        articles=tuple(analysis.values()),
        failed=frozenset({"second"}),
        problems=tuple(analysis.records("problems")),
        as_of=date_of(as_of),
    )
    return analysis, ReportRun(tmp_path, reports, corpus.problems, ArticleReport("corpus", "corpus", "made")), corpus


@pytest.mark.parametrize(
    ("text", "counts", "hit"),
    [
        ("passed>0", {"passed": 1}, True),
        ("passed>0", {"passed": 0}, False),
        (" passed >= 2 ", {"passed": 2}, True),
        ("articles==0", {"articles": 0}, True),
        ("articles!=3", {"articles": 3}, False),
        ("statements<5", {"statements": 4}, True),
        ("statements<=5", {"statements": 6}, False),
    ],
)
def test_a_gate_is_a_condition_on_a_count(text: str, counts: dict[str, int], hit: bool) -> None:
    (gate,) = ci.gates([text])
    assert gate.hit(counts) is hit
    assert bool(ci.hits([gate], counts)) is hit


def test_several_gates_may_stand_in_one_text() -> None:
    assert [str(gate) for gate in ci.gates(["passed>0, unread>2", "failed>0"])] == [
        "passed>0",
        "unread>2",
        "failed>0",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("passd>0", "did you mean 'passed'"),
        ("passed", "as in 'passed>0'"),
        ("passed>few", "as in"),
        ("zzz>1", "there are: "),
    ],
)
def test_what_is_no_gate_is_told_with_what_is(text: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        ci.gates([text])


def test_every_count_has_a_value_and_a_description(tmp_path: Path) -> None:
    counts = ran(tmp_path)[2].counts()
    assert list(counts) == list(COUNTS)
    assert counts["failed"] == counts["unread"] == 1
    assert (counts["commitments"], counts["refusals"], counts["threats"]) == (10, 2, 2)
    documented = (Path(__file__).parents[2] / "docs" / "ci.md").read_text(encoding="utf-8")
    for name, meaning in COUNTS.items():
        assert f"| `{name}` | {meaning} |" in documented


def test_the_summary_names_failures_passed_deadlines_and_articles(tmp_path: Path) -> None:
    analysis, run, corpus = ran(tmp_path, "2031-12-01")
    text = ci.summary(analysis, run, corpus, ["passed>0 holds: passed is 1"])
    assert "- passed\\>0 holds: passed is 1" in text
    assert "### Deadlines passed by 2031-12-01, outcome not reported" in text
    assert "reopen the ferry line across the Sound (due 2031-09-30)".replace("(", "\\(").replace(")", "\\)") in text
    assert "second: cell 2 failed" in text
    lines = text.splitlines()
    header = next(line for line in lines if line.startswith("| article |"))
    row = next(line for line in lines if line.startswith("| A \\|"))
    assert row.replace("\\|", "").count("|") == header.count("|")


def test_nothing_that_an_article_says_is_markup_in_the_summary(tmp_path: Path) -> None:
    analysis, run, corpus = ran(tmp_path)
    text = ci.summary(analysis, run, corpus)
    assert "<script>" not in text
    assert "](javascript" not in text
    assert "\x00" not in text
    assert ci.escaped("a\nb  c") == "a b c"
    assert ci.escaped("@team #3 `x`") == "\\@team \\#3 \\`x\\`"


def test_junit_has_a_case_for_each_report_unread_file_and_gate(tmp_path: Path) -> None:
    _, run, corpus = ran(tmp_path, "2031-12-01")
    root = ElementTree.fromstring(ci.junit(run, ci.gates(["passed>0,unread>5"]), corpus.counts()))
    reports, gates = root.findall("testsuite")
    assert (reports.get("tests"), reports.get("failures"), reports.get("errors")) == ("4", "1", "1")
    assert (gates.get("tests"), gates.get("failures")) == ("2", "1")
    failed = root.find(".//testcase[@name='second']/failure")
    assert failed is not None
    assert failed.get("message") == "cell 2 failed: <b>\ufffd"
    assert root.find(".//testcase[@name='corpus']/failure") is None


def test_githubs_own_file_is_added_to_and_any_other_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, other = tmp_path / "step.md", tmp_path / "deep" / "other.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(own))
    for path in (own, other):
        ci.write_summary(path, "once")
        ci.write_summary(path, "twice")
    assert own.read_text() == "once\ntwice\n"
    assert other.read_text() == "twice"
    with pytest.raises(MachineError, match="cannot be written"):
        ci.write_summary(tmp_path, "a folder")


@pytest.mark.parametrize("line", ["::error::x", "  ::set-output name=a::b", "ok\n::stop-commands::x", "see ##[error]x"])
def test_no_line_of_the_log_is_a_command_to_the_runner(line: str) -> None:
    told = ci.harmless(line)
    assert not any(part.strip().startswith("::") for part in told.split("\n"))
    assert "##[" not in told


def test_many_articles_keep_the_summary_short(tmp_path: Path) -> None:
    _, run, corpus = ran(tmp_path)
    many: Any = [invented(doc_id=f"d{n}") for n in range(ci.MOST + 5)]
    reports = tuple(ArticleReport(a.doc_id, a.doc_id, "made") for a in many)
    text = ci.summary(Analysis(many), replace(run, reports=reports), corpus)
    assert "and 5 more" in text


def test_what_failed_is_told_to_github_in_one_line_each(tmp_path: Path) -> None:
    _, run, _ = ran(tmp_path)
    told = ci.error_commands(run, ["passed>0 holds: passed is 3"])
    assert all(line.startswith("::error title=Readout::") and "\n" not in line for line in told)
    assert any("second: cell 2 failed" in line for line in told)
    assert told[-1].endswith("passed>0 holds: passed is 3")
