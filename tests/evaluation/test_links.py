from __future__ import annotations

import os
from pathlib import Path

import pytest

from toolkit.corpus.changes import SURE_LINK
from toolkit.errors import UsageError
from toolkit.evaluation import links

GOLD = Path(__file__).parents[1] / "gold" / "links.csv"
SHARED = Path(os.environ.get("READOUT_SHARED", Path(__file__).parents[3] / "shared")) / "gold"
HEAD = ",".join(links.COLUMNS)


@pytest.mark.slow
def test_links_that_are_told_as_sure_are_right() -> None:
    if not SHARED.is_dir():
        pytest.skip("needs the texts (name the folder that holds gold/news and gold/polnear in READOUT_SHARED)")
    figures = links.evaluate(GOLD, SHARED)
    sure = figures["levels"][f"{SURE_LINK:.2f}"]
    assert sure["found"] >= 14
    assert sure["p"] >= 0.95
    assert figures["look-alikes"] < SURE_LINK
    assert figures["lost"] <= 5


def test_a_link_is_judged_by_its_passages(tmp_path: Path) -> None:
    text = "On Monday, Norland agreed to reopen the ferry line across the Sound by May."
    (tmp_path / "texts").mkdir()
    for name in ("a", "b"):
        (tmp_path / "texts" / f"{name}.txt").write_text(text)
    start, end = text.index("reopen"), text.index(" by May")
    gold = tmp_path / "links.csv"
    gold.write_text(f"{HEAD}\ntexts,a,{start},{end},b,{start},{end},yes\ntexts,a,0,3,b,{start},{end},no\n")
    figures = links.evaluate(gold, tmp_path)
    assert figures["lost"] == 1
    assert figures["levels"]["0.62"]["right"] == 1
    assert "lost: 1" in links.table(figures)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "need the columns"),
        (f"{HEAD}\n", "a row"),
        ("corpus,doc_a\nx,y\n", "columns"),
        (f"{HEAD}\nt,a,0,1,b,0,1,no\n", "not there"),
    ],
    ids=["empty", "no row", "no column", "no article"],
)
def test_wrong_gold_is_told(tmp_path: Path, text: str, told: str) -> None:
    gold = tmp_path / "links.csv"
    gold.write_text(text)
    with pytest.raises(UsageError, match=told):
        links.evaluate(gold, tmp_path)
