"""What in a codebook matches nothing is named with its line, and what matches is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.codebook.checking import unmatched
from toolkit.codebook.reading import load
from toolkit.findings import ArticleAnalysis

TOLD = {
    "topics:\n  Fish: [fishing]": "",
    "topics:\n  Fish: [Submarine]": "line 2: 'Submarine' of Fish occurs in no article",
    "topics:\n  Roads: [lorr]": "'lorries' does: write 'lorr*'",
    "topics:\n  Talks: [herring]": "stands in articles, but in no sentence of a commitment or comment",
    "actors:\n  Kingdom: [Norland]": "",
    "actors:\n  Norland: {country: NOR}": "",
    "actors:\n  Kingdom: [Norlund]": "no article has an actor called 'Norlund'; did you mean 'Norland'",
    "actors:\n  Kingdom: [lorries]": "taken for no actor",
    "actors:\n  Atlantis:": "no article has an actor called 'Atlantis'",
    "experts:\n  activist: [Quill]": "",
    "experts:\n  activist: [Lasse]": "'Lasse' of activist describes nobody",
    "hide: [plover, commitments.status, evidence]": "",
    "hide: [plovr]": "there is no column 'plovr' to hide; did you mean 'plover'",
    "hide: [actors.status]": "there is no column 'status' to hide",
    "title: x\nthreshold: 0.2": "",
}


@pytest.mark.parametrize(("text", "told"), TOLD.items(), ids=[f"case {n}" for n in range(len(TOLD))])
def test_what_matches_nothing_is_told(tmp_path: Path, analysed: ArticleAnalysis, text: str, told: str) -> None:
    path = tmp_path / "readout.yaml"
    path.write_text(text, encoding="utf-8")
    lines = unmatched(load(path), [analysed])
    assert bool(lines) == bool(told)
    assert told in "\n".join(lines)


def test_lines_come_in_the_order_of_the_file(tmp_path: Path, analysed: ArticleAnalysis) -> None:
    path = tmp_path / "readout.yaml"
    path.write_text("hide: [nope]\nexperts:\n  press: [nobody]\ntopics:\n  A: [zzz]\n", encoding="utf-8")
    assert [line.split(":")[0] for line in unmatched(load(path), [analysed])] == [
        f"{path}, line {n}" for n in (1, 3, 5)
    ]
