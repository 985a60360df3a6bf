from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import toolkit as tk
from toolkit.article import Problem
from toolkit.errors import ModelNotFoundError
from toolkit.records import EXTRACTED, TABLES

TEXT = "Spain agreed to reopen the crossing by June, Foreign Minister Ana Ruiz said on Monday.\n"


def article(doc_id: str = "crossing", text: str = TEXT) -> tk.Article:
    return tk.Article(doc_id, text, source_path=f"{doc_id}.txt")


@pytest.fixture(scope="module")
def analysis(tmp_path_factory: pytest.TempPathFactory) -> tk.Analysis:
    return tk.analyze([article("b"), article("a")], cache=tmp_path_factory.mktemp("cache"), progress=False)


def test_articles_come_sorted_and_by_name(analysis: tk.Analysis) -> None:
    assert list(analysis) == ["a", "b"]
    assert analysis["a"].article.text == TEXT
    with pytest.raises(KeyError, match="did you mean 'a'"):
        analysis["aa"]


def test_every_table_is_a_frame_with_its_columns(analysis: tk.Analysis) -> None:
    for name in TABLES:
        assert list(getattr(analysis, name).columns) == list(analysis.frame(name).columns)
    assert len(analysis.articles) == 2


def test_every_span_is_evidence_in_the_text(analysis: tk.Analysis) -> None:
    for row in (row for name in EXTRACTED for row in analysis.records(name)):
        for name in dir(row):
            spans = (
                getattr(row, name)
                if name.endswith("_spans")
                else (getattr(row, name),)
                if name.endswith("_span")
                else ()
            )
            for start, end in filter(None, spans):
                assert 0 <= start < end <= len(TEXT)
                assert TEXT[start:end].strip() == TEXT[start:end]


def test_an_analysis_survives_its_file(analysis: tk.Analysis, tmp_path: Path) -> None:
    first = analysis["a"]
    assert tk.ArticleAnalysis.load(first.save(tmp_path / "a.json")) == first


def test_a_file_of_another_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"format": 99}')
    with pytest.raises(ValueError, match="format 99"):
        tk.ArticleAnalysis.load(tmp_path / "a.json")


def test_what_was_analysed_once_is_not_analysed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = tk.analyze(article(), cache=tmp_path, progress=False)
    monkeypatch.setattr("toolkit.analysis._analyze_one", lambda *_: pytest.fail("analysed again"))
    assert tk.analyze(article(), cache=tmp_path, progress=False)["crossing"] == first["crossing"]


def test_another_text_or_date_is_analysed_anew(tmp_path: Path) -> None:
    tk.analyze(article(), cache=tmp_path, progress=False)
    tk.analyze(article(text=TEXT + "More.\n"), cache=tmp_path, progress=False)
    assert len(list(tmp_path.rglob("*.json"))) == 2


def test_one_article_that_fails_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    from toolkit.nlp import pipeline

    whole = pipeline.read

    def breaks_on_b(doc, **options):
        if doc.text.startswith("Broken"):
            raise RuntimeError("no such luck")
        return whole(doc, **options)

    monkeypatch.setattr(pipeline, "read", breaks_on_b)
    found = tk.analyze([article("a"), article("b", "Broken text."), article("c")], cache=False, progress=False)
    assert list(found) == ["a", "c"]
    (problem,) = found.records("problems")
    assert (problem.source_path, problem.kind) == ("b.txt", "analysis")
    assert "no such luck" in problem.message


def test_problems_of_reading_are_taken_over() -> None:
    class Read(list):
        problems = (Problem("x.txt", None, "empty", "is empty"),)

    assert tk.analyze(Read(), progress=False).problems["kind"].tolist() == ["empty"]


def test_processes_find_the_same(tmp_path: Path) -> None:
    articles = [article(f"d{n}", TEXT * (n + 1)) for n in range(4)]
    alone = tk.analyze(articles, cache=False, progress=False)
    together = tk.analyze(articles, cache=False, progress=False, jobs=2)
    assert [alone[k].to_json() for k in alone] == [together[k].to_json() for k in together]


def test_written_tables_are_the_same_twice(analysis: tk.Analysis, tmp_path: Path) -> None:
    once, twice = analysis.write(tmp_path / "1"), analysis.write(tmp_path / "2")
    assert [p.name for p in once] == [f"{name}.jsonl" for name in TABLES]
    assert [p.read_bytes() for p in once] == [p.read_bytes() for p in twice]


def test_a_missing_model_is_one_clear_error() -> None:
    with pytest.raises(ModelNotFoundError, match="pip install"):
        tk.analyze(article(), model="xx_no_such_model", progress=False)


def test_a_wrong_name_of_the_package_is_told_the_right_one() -> None:
    with pytest.raises(AttributeError, match="did you mean 'analyze'"):
        tk.analyse  # noqa: B018


def test_provenance_says_what_shaped_the_rows(analysis: tk.Analysis) -> None:
    provenance = analysis["a"].provenance
    assert provenance["sha256"] == analysis["a"].article.sha256
    assert {"readout", "code", "model", "model_version", "model_sha256", "spacy", "python", "mode"} <= set(provenance)


def test_the_model_is_known_by_its_hash(analysis: tk.Analysis) -> None:
    from toolkit.nlp.models import model_hash

    assert re.fullmatch("[0-9a-f]{64}", analysis["a"].provenance["model_sha256"])
    assert model_hash("no_such_model") == "unknown"


def test_provenance_gives_the_command_that_makes_the_report_again(analysis: tk.Analysis) -> None:
    from toolkit import display

    model = analysis["a"].provenance["model"]
    assert f"readout report a.txt --model {model} --mode complete" in display.provenance(analysis["a"]).body


def test_reprs_say_what_is_there(analysis: tk.Analysis) -> None:
    assert repr(analysis).startswith("<Analysis of 2 articles")
    assert "<script>" not in tk.Analysis([], [])._repr_html_()
    hostile = tk.analyze(article("<script>alert(1)</script>"), cache=False, progress=False)
    assert "<script>" not in hostile._repr_html_()


def test_lone_surrogates_can_be_written(tmp_path: Path) -> None:
    analysis = tk.analyze(article("s", "A \ud800 stray mark.\n"), cache=tmp_path, progress=False)
    for path in analysis.write(tmp_path / "out"):
        for line in path.read_text(encoding="utf-8").splitlines():
            json.loads(line)


def test_key_terms_are_found_when_asked_for_and_kept(tmp_path: Path) -> None:
    longer = article(
        text=TEXT + "The border crossing serves fishing ports; a customs dispute closed the border crossing.\n"
    )
    plain = tk.analyze(longer, cache=tmp_path, progress=False, keyterms=False)
    assert plain["crossing"].keyterms is None
    asked = tk.analyze(longer, cache=tmp_path, progress=False)
    assert asked["crossing"].keyterms
    assert tk.analyze(longer, cache=tmp_path, progress=False, keyterms=False)["crossing"] == asked["crossing"]


def test_a_kept_analysis_that_makes_no_sense_is_made_anew(tmp_path: Path) -> None:
    first = tk.analyze(article(), cache=tmp_path, progress=False)
    (kept,) = tmp_path.rglob("*.json")
    kept.write_text(json.dumps({"format": 1, "provenance": {}}))
    assert tk.analyze(article(), cache=tmp_path, progress=False)["crossing"] == first["crossing"]


def test_rules_alone_and_nested_statements_are_options(tmp_path: Path) -> None:
    text = "Minister Ana Ruiz said that Spain had told Morocco that the crossing would reopen.\n"
    plain = tk.analyze(article(text=text), cache=tmp_path, progress=False)["crossing"]
    nested = tk.analyze(article(text=text), cache=tmp_path, progress=False, nested=True)["crossing"]
    ruled = tk.analyze(article(text=text), cache=tmp_path, progress=False, learned=False)["crossing"]
    assert not any(row.parent for row in plain.attributions)
    inner = [row for row in nested.attributions if row.parent]
    assert [row.cue for row in inner] == ["had told"]
    assert inner[0].parent == plain.attributions[0].attribution_id
    assert ruled.provenance["attributions"] == "rules alone"
