"""A person's decisions are rows to fit on: kept or not, and whether the parties were right."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from toolkit.cli.main import main
from toolkit.corrections import Corrections
from toolkit.corrections.decisions import LLM, read
from toolkit.errors import UsageError
from toolkit.findings import ArticleAnalysis
from toolkit.training.commitments import train
from toolkit.training.decided import decided, of_decisions


def test_decisions_say_what_was_right(tmp_path: Path, analysed: ArticleAnalysis) -> None:
    log = Corrections(tmp_path / "corrections.jsonl", who="Anna")
    log.accept(analysed, "c-1")
    log.edit(analysed, "c-2", status="planned")
    log.edit(analysed, "c-3", parties=["Vestria"])
    log.reject(analysed, "c-4")
    log.reject(analysed, analysed.attributions[0].attribution_id)
    log.who = f"{LLM}tiny"
    log.accept(analysed, "c-5")
    rows = of_decisions([analysed], read(log.path))
    assert [(row.right, row.parties) for row in rows[analysed.doc_id]] == [
        (True, True),
        (True, True),
        (True, False),
        (False, None),
    ]
    assert rows[analysed.doc_id][0].rule == analysed.commitments[0].rule


def test_they_are_added_to_the_fit(tmp_path: Path, analysed: ArticleAnalysis) -> None:
    log = Corrections(tmp_path / "corrections.jsonl", who="Anna")
    for row in analysed.commitments[:6]:
        log.reject(analysed, row.commitment_id)
    (rows,) = of_decisions([analysed], read(log.path)).values()
    told = train(None, tmp_path / "a.csv", also={f"d{i}": list(rows) for i in range(12)})
    assert (told["articles"], told["rows"], told["action"]["right"]) == (12, 72, 0.0)
    assert "feature,n,action,parties" in (tmp_path / "a.csv").read_text("utf-8")
    with pytest.raises(UsageError, match="decisions: 1 articles are too few"):
        train(None, tmp_path / "b.csv", also={"d": list(rows)})


def test_folders_without_decisions_are_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Norway agreed on Monday to send two ferries to Morocco by December.\n", encoding="utf-8"
    )
    with pytest.raises(UsageError, match="holds no decision on a commitment"):
        decided(tmp_path)
    told = CliRunner().invoke(main, ["train", "commitments"])
    assert told.exit_code == 2
    assert "Nothing to fit on" in told.output
