"""What a codebook says of actors, topics and experts is carried out before a person's decisions, which win."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from toolkit import Analysis, Corrections
from toolkit.codebook import Codebook, load
from toolkit.codebook.carrying import Finder, Searched
from toolkit.findings import ArticleAnalysis


@pytest.fixture
def codebook(tmp_path: Path) -> Callable[[str], Codebook]:
    def made(text: str) -> Codebook:
        path = tmp_path / "readout.yaml"
        path.write_text(text, encoding="utf-8")
        return load(path)

    return made


@pytest.mark.parametrize(
    ("word", "text", "hit"),
    [
        ("dam", "a Dam.", "Dam"),
        ("dam", "the dams", None),
        ("dam*", "the dams", "dams"),
        ("*sharing", "water-sharing and timesharing", "sharing"),
        ("water-shar*", "WATER-SHARING", "WATER-SHARING"),
        ("line of control", "line\nof   control", "line\nof   control"),
        ("people's", "the people’s army", "people’s"),
        ("u.n.", "the u.n. and uxny", "u.n."),
        ("c++", "in C++, c", "C++"),
        ("5g", "15g", None),
        ("река*", "у реки рекам", "рекам"),
        ("istanbul", "İSTANBUL", "İSTANBUL"),
        ("straße", "STRAßE, strasse", "STRAßE"),
        ("strasse", "Straße", None),
        ("kelvin", "\u212aelvin", "\u212aelvin"),
    ],
)
def test_words_are_whole_words_with_stars(word: str, text: str, hit: str | None) -> None:
    assert Finder("zzz", word).first([Searched(text)]) == hit


def test_a_row_is_of_a_topic_whose_word_stands_in_its_sentence(
    codebook: Callable[[str], Codebook], analysed: ArticleAnalysis
) -> None:
    own = codebook("topics:\n  Lorries: [lorries]\n  Fish: ['fish*', cod]\n  Small states: [modest but real]\n")
    found = Analysis([analysed], codebook=own)
    for row, before in zip(found.records("commitments"), analysed.commitments, strict=True):
        sentence = str(found.evidence(row.commitment_id)).casefold()
        named = [t for t, w in (("Lorries", "lorries"), ("Fish", "fish"), ("Small states", "modest")) if w in sentence]
        assert list(row.contexts) == [*named, *before.contexts]
        assert (row.origin, row.confidence) == (before.origin, before.confidence)
    assert {"Lorries", "Fish"} <= {t for row in found.records("commitments") for t in row.contexts}
    assert found.records("commentary")[0].contexts[0] == "Small states"


def test_words_for_a_topic_of_the_lexicon_join_it(
    codebook: Callable[[str], Codebook], analysed: ArticleAnalysis
) -> None:
    found = Analysis([analysed], codebook=codebook("topics:\n  Transport and travel: [toll]\n"))
    row = next(row for row in found.records("commitments") if "toll" in row.action)
    assert row.contexts.count("transport") == 1
    assert "Transport and travel" not in row.contexts


def test_actors_are_merged_named_and_told_of_as_decisions_do(
    codebook: Callable[[str], Codebook], analysed: ArticleAnalysis
) -> None:
    own = codebook("actors:\n  Ada Brandt:\n    aliases: [Norland]\n    plover_sector: GOV\n    country: NOR\n")
    found = Analysis([analysed], codebook=own)
    log = Corrections(own.path.with_name("other.jsonl"))
    log.alias("Norland", "Ada Brandt")
    log.fact("Ada Brandt", plover_sector="GOV", country="NOR")
    assert found.records("actors") == Analysis([analysed], corrections=log).records("actors")
    assert "Norland" not in set(found.actors["name"])
    assert found.stale == []


def test_a_persons_decision_wins(codebook: Callable[[str], Codebook], analysed: ArticleAnalysis) -> None:
    own = codebook("topics:\n  Fish: [fishing]\nactors:\n  Kingdom: [Norland]\n")
    log = Corrections(own.path.with_name("corrections.jsonl"))
    row = next(row for row in analysed.commitments if "fishing" in row.action)
    log.alias("Norland", "Republic")
    log.edit(analysed, row.commitment_id, contexts=["legal"])
    found = Analysis([analysed], corrections=log, codebook=own)
    assert "Republic" in set(found.actors["name"])
    assert "Kingdom" not in set(found.actors["name"])
    assert next(r for r in found.records("commitments") if r.commitment_id == row.commitment_id).contexts == ("legal",)
    assert found.stale == []


@pytest.mark.parametrize("word", ["Quill", "'Salthaven *'"])
def test_who_comments_is_of_the_kind_whose_words_describe_them(
    codebook: Callable[[str], Codebook], analysed: ArticleAnalysis, word: str
) -> None:
    found = Analysis([analysed], codebook=codebook(f"experts:\n  activist: [{word}]\n"))
    kinds = {row.expert_name: row.expert_kind.value for row in found.records("commentary")}
    before = {row.expert_name: row.expert_kind.value for row in analysed.commentary}
    assert kinds == before | {name: "activist" for name in before if "Quill" in name}


def test_the_comment_of_who_is_no_observer_is_rejected_not_lost(
    codebook: Callable[[str], Codebook], analysed: ArticleAnalysis
) -> None:
    found = Analysis([analysed], codebook=codebook("experts:\n  none: [Quill]\n"))
    assert all("Quill" not in row.expert_name for row in found.records("commentary"))
    assert list(found.rejected["table"]) == ["commentary"]


def test_it_is_carried_out_once_and_its_mark_is_no_title(
    codebook: Callable[[str], Codebook], analysed: ArticleAnalysis
) -> None:
    text = "topics:\n  Fish: [fishing]\nactors:\n  Kingdom: [Norland]\n"
    own = codebook(text)
    found = Analysis([analysed], codebook=own)
    assert found[0].provenance["codebook"] == own.shaping
    untold = replace(found[0], commitments=tuple(replace(row, contexts=()) for row in found[0].commitments))
    again = Analysis([untold], codebook=own)
    assert again.records("commitments") == untold.commitments
    assert codebook(f"title: Other\n{text}").shaping == own.shaping
    assert codebook(text.replace("fishing", "fishery")).shaping != own.shaping
    assert codebook("title: Other\n").shaping == ""


def test_parts_and_sums_keep_it(
    codebook: Callable[[str], Codebook], analysed: ArticleAnalysis, capsys: pytest.CaptureFixture[str]
) -> None:
    other = replace(analysed, article=replace(analysed.article, doc_id="b")).renamed("b")
    own = codebook("actors:\n  Kingdom: [Norland]\n")
    one, two = Analysis([analysed], codebook=own), Analysis([other])
    for found in (one + two, two + one):
        assert (found.actors["name"] == "Kingdom").sum() == 2
    assert (one + two)[:1].codebook == own
    assert "different" not in capsys.readouterr().err
    another = codebook("actors:\n  Realm: [Norland]\n")
    assert (one + Analysis([other], codebook=another)).codebook == own
    assert "different codebooks" in capsys.readouterr().err


def test_hidden_columns_leave_tables_and_exports(
    codebook: Callable[[str], Codebook], analysed: ArticleAnalysis, tmp_path: Path
) -> None:
    found = Analysis([analysed], codebook=codebook("hide: [plover, commitments.parties, evidence, articles.text]\n"))
    assert not {"plover", "parties", "evidence"} & set(found.commitments.columns)
    assert "text" not in found.articles.columns
    assert "parties" in found.frame("commitments").columns
    found.export(tmp_path, "csv", "sqlite", exploded=True)
    header = (tmp_path / "csv" / "commitments.csv").read_text("utf-8-sig").split("\r\n")[0].split(",")
    assert "action" in header
    assert not {"plover", "parties"} & set(header)
    assert not (tmp_path / "csv" / "commitments_parties.csv").exists()
