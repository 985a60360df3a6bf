from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import UsageError
from toolkit.evaluation.speed import evaluate, table
from toolkit.nlp.pipeline import read, stages


def test_the_stages_one_by_one_are_what_read_runs(parse_text) -> None:
    text = "Spain agreed to reopen the crossing by June, Foreign Minister Ana Ruiz said on Monday."
    doc = parse_text(text)
    names = []
    for name, stage in stages(doc):
        names.append(name)
        stage()
    assert names == [
        "quotes",
        "actors",
        "attribution",
        "coreference",
        "speakers",
        "addressees",
        "times",
        "commitments",
        "acts",
        "commentary",
    ]
    assert read(parse_text(text)).commitments


def test_every_stage_is_timed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Spain agreed to reopen the crossing by June, Foreign Minister Ana Ruiz said.\n")
    figures = evaluate(tmp_path)
    assert figures["ratio"] > 1
    assert figures["words"] > 10
    assert all(name in table(figures) for name in figures["stages"])


def test_no_article_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")
    with pytest.raises(UsageError):
        evaluate(tmp_path)
