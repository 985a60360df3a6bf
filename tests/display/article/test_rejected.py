"""What a person decided, as a report shows it: rejected rows struck out, the others with what was decided on them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from toolkit import Analysis, Corrections, display
from toolkit.findings import ArticleAnalysis


@pytest.fixture
def decided(analysed: ArticleAnalysis, tmp_path: Path) -> ArticleAnalysis:
    log = Corrections(tmp_path / "corrections.jsonl", who="M. Quill")
    log.reject(analysed, "c-5")
    log.reject(analysed, "s-6")  # takes the expert's judgement with it
    log.reject(analysed, "a-qui")
    log.accept(analysed, "c-1")
    log.edit(analysed, "c-2", status="planned")
    log.add(analysed, "commitments", action="publish the survey of the sea bed", parties=["Norland"])
    return Analysis([analysed], corrections=log)["norland-vestria"]


def test_rejected_rows_of_every_table_are_struck_out_on_request(decided: ArticleAnalysis) -> None:
    html = display.rejected(decided).__html__()
    assert re.findall(r'class="role">rejected (\w+)<', html) == ["commitment", "statement", "judgement", "actor"]
    assert "<s>Vestria, refused: widen the fishing zone</s>" in html
    assert "<s>Marit Quill</s>" in html
    assert display.rejected(decided, shown=False).__html__() == ""
    assert "widen" not in display.commitments(decided).__html__()


def test_rows_say_what_was_decided_on_them(decided: ArticleAnalysis) -> None:
    html = display.commitments(decided).__html__()
    rows = re.findall(r'<tr role="row" id="row-(\S+?)".*?</tr>', html, re.S)
    told = {row: re.search(rf'id="row-{row}".*?</tr>', html, re.S)[0] for row in rows}  # type: ignore[index]
    assert 'class="by-hand">accepted<' in told["c-1"]
    assert 'class="by-hand">corrected<' in told["c-2"]
    assert sum('class="by-hand">added<' in one for one in told.values()) == 1
    assert "by-hand" not in told["c-3"]


def test_hostile_words_of_rejected_rows_are_escaped(analysed: ArticleAnalysis) -> None:
    from dataclasses import replace

    row = replace(analysed.commitments[0], action="<script>x</script>")
    shown = display.rejected(replace(analysed, rejected={"commitments": (row,)}))
    assert "<script>" not in shown.__html__()
