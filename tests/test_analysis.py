from __future__ import annotations

import datetime as dt
import html
import importlib
import json
import re
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import toolkit as tk
from toolkit.articles import Problem
from toolkit.errors import ModelNotFoundError, UsageError
from toolkit.records import EXTRACTED, TABLES
from toolkit.schema import columns

TEXT = "Spain agreed to reopen the crossing by June, Foreign Minister Ana Ruiz said on Monday.\n"


def article(doc_id: str = "crossing", text: str = TEXT) -> tk.Article:
    return tk.Article(doc_id, text, source_path=f"{doc_id}.txt")


@pytest.fixture(scope="module")
def analysis(tmp_path_factory: pytest.TempPathFactory) -> tk.Analysis:
    return tk.analyze([article("b"), article("a")], cache=tmp_path_factory.mktemp("cache"), progress=False)


def test_articles_come_in_the_order_given_and_by_name(analysis: tk.Analysis) -> None:
    assert list(analysis) == ["b", "a"]
    assert analysis["a"].article.text == TEXT
    with pytest.raises(KeyError, match="did you mean 'a'"):
        analysis["aa"]


def test_every_table_is_a_frame_with_its_columns(analysis: tk.Analysis) -> None:
    for name, record in TABLES.items():
        assert list(analysis.frame(name).columns) == [column.name for column in columns(record)]
        more = {"published", "source", "evidence"} if name in EXTRACTED else set()
        more -= {"evidence"} if name == "actors" else set()
        assert set(getattr(analysis, name).columns) == set(analysis.frame(name).columns) - {"meta"} | more
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
    monkeypatch.setattr("toolkit.analysis.analyze_one", lambda *_: pytest.fail("analysed again"))
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


def test_tables_are_analysed_in_one_line_and_metadata_goes_along(tmp_path: Path) -> None:
    import pandas as pd

    table = pd.DataFrame(
        {
            "body": [TEXT, "", TEXT, TEXT],
            "date": [pd.Timestamp("2024-05-06"), pd.NaT, "6 May 2024", "soon"],
            "outlet": ["AP", "AP", "AFP", "AP"],
            "wave": [1, 1, 2, 2],
            "language": ["English"] * 4,
        }
    )
    for _ in range(2):  # analysed, then kept
        found = tk.analyze(table, text="body", date="date", source="outlet", cache=tmp_path, progress=False)
        assert list(found) == ["row#1", "row#3"]
        assert found.problems["where"].tolist() == ["row 2", "row 4"]
        assert found.articles["published"].astype(str).tolist() == ["2024-05-06"] * 2
        assert found.articles[["wave", "meta_language"]].to_numpy().tolist() == [[1, "English"], [2, "English"]]
        assert found.frame("commitments", join=["wave"])["wave"].tolist() == [1, 2]
        assert [row.meta["wave"] for row in found.records("articles")] == [1, 2]
    with pytest.raises(UsageError, match="no column 'wav'; did you mean 'wave'"):
        found.frame("commitments", join="wav")


def test_parts_of_an_analysis(analysis: tk.Analysis) -> None:
    assert list(analysis[:1]) == ["b"]
    assert analysis[1].doc_id == "a"
    assert list(analysis[::-1]) == ["a", "b"]
    assert "c" not in analysis
    assert 5 not in analysis
    with pytest.raises(IndexError):
        analysis[5]


def test_articles_that_fulfil_conditions(tmp_path: Path) -> None:
    made = [
        tk.article(TEXT, date=f"2024-05-0{n}", source=source, doc_id=source, page=n)
        for n, source in enumerate(("AP", "AFP", "TASS"), 1)
    ]
    found = tk.analyze(made, cache=False, progress=False)
    assert list(found.where(source="AP")) == ["AP"]
    assert list(found.where(publisher=["TASS", "AP"])) == ["AP", "TASS"]
    assert list(found.where(published="2024-05-02")) == list(found.where(published=made[1].published)) == ["AFP"]
    assert list(found.where(page=lambda page: page > 1, source="TASS")) == ["TASS"]
    assert list(found.where(source=None)) == []
    assert list(found[:0].where(page=3)) == []
    with pytest.raises(UsageError, match="no column 'pages'; did you mean 'page'"):
        found.where(pages=3)


def test_columns_are_named_in_the_order_of_the_table() -> None:
    found = tk.analyze([TEXT], cache=False, progress=False, keyterms=False)
    with pytest.raises(UsageError, match="no column 'sorce'; did you mean 'source'") as refused:
        found.where(sorce="AP")
    named = str(refused.value).partition("They have: ")[2].rstrip(".").split(", ")
    assert [name for name in named if name in found.articles.columns] == [
        c for c in found.articles.columns if c in named
    ]


def test_analyses_are_added_and_none_takes_the_place_of_another(
    analysis: tk.Analysis, capsys: pytest.CaptureFixture[str]
) -> None:
    assert list(analysis + analysis[:1]) == ["b", "a"]
    assert "kept once" in capsys.readouterr().err
    problem = Problem("x", None, "empty", "x: is empty")
    other = tk.Analysis(tk.analyze(article("a", TEXT * 2), cache=False, progress=False).values(), [problem])
    both = analysis + other
    assert list(both) == ["b", "a", "a-2"]
    assert both["a-2"].article.text == TEXT * 2
    assert {row.doc_id for name in EXTRACTED for row in both["a-2"].tables[name]} == {"a-2"}
    assert "'a-2'" in capsys.readouterr().err
    assert (both + other).records("problems") == (problem,)
    with pytest.raises(TypeError):
        analysis + 3  # type: ignore[operator]


def test_articles_with_one_id_stay_two(capsys: pytest.CaptureFixture[str]) -> None:
    found = tk.analyze([article("a"), article("a", TEXT * 2)], cache=False, progress=False)
    assert list(found) == ["a", "a-2"]
    assert len(found.commitments) == 3
    assert "2 articles have the id 'a'" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["found.json", "found.json.gz"])
def test_a_saved_analysis_is_loaded(tmp_path: Path, name: str) -> None:
    made = [
        tk.article(TEXT, doc_id="b", page=3, tags=["x"]),
        tk.Article("a", TEXT + "\ud800"),
        tk.Article("c", ""),
    ]
    found = tk.analyze(made, cache=False, progress=False)
    again = tk.load(found.save(tmp_path / name))
    assert list(again) == ["b", "a"]
    assert again == found
    assert again.records("problems") == found.records("problems") != ()
    assert again.articles.equals(found.articles)
    assert list(tk.load(found["a"].save(tmp_path / "a.json"))) == ["a"]


@pytest.mark.parametrize("content", [None, b"", b"{}", b"[]", b'{"format": 9, "articles": []}', b"\x1f\x8bno"])
def test_what_is_no_saved_analysis_is_refused_by_name(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=r"x\.json"):
        tk.load(path)


def test_wrong_names_are_told_the_near_ones(analysis: tk.Analysis) -> None:
    with pytest.raises(UsageError, match="did you mean 'complete'"):
        tk.analyze(article(), mode="compleet")
    with pytest.raises(ModelNotFoundError, match="did you mean"):
        tk.analyze(article(), model="spacy_md_pipelin")
    with pytest.raises(KeyError, match="did you mean 'commitments'"):
        analysis.frame("comitments")
    with pytest.raises(KeyError, match="did you mean 'actors'"):
        analysis.records("actor")


def test_folders_and_paths_are_analysed_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "a.csv").write_text(f'text\n"{TEXT * 2}"\n')
    (tmp_path / "c.xml").write_text("<rss/>")
    for given in (tmp_path, str(tmp_path), [tmp_path / "a.csv", str(tmp_path / "b.txt"), tmp_path / "c.xml"]):
        found = tk.analyze(given, cache=False, progress=False)
        assert list(found) == ["a", "b"]
        assert found.problems["kind"].tolist() == ["format"]
    assert list(tk.analyze([TEXT, "another"], cache=False, progress=False)) == ["text#1", "text#2"]


def test_problems_of_reading_are_taken_over() -> None:
    class Read(list):
        problems = (Problem("x.txt", None, "empty", "is empty"),)

    assert tk.analyze(Read(), progress=False).problems["kind"].tolist() == ["empty"]


FERRY = [
    "KISUMU, Sept. 12, 2023 (LH) - Kenya agreed on Tuesday to reopen the ferry terminal by October 1, Transport Minister Daniel "
    "Mwangi said after talks in the lake port.",
    "Uganda pledged to send two inspectors to the terminal by November, and refused to join the long-planned inquiry.",
]


def wrapped(width: int = 80, between: str = "\n\n", **options: Any) -> str:
    lines = (textwrap.fill(text, width, **options) for text in FERRY)
    return between.join(["Kenya, Uganda settle ferry dispute", *lines])


WAYS = {
    **{f"width {width}": wrapped(width) for width in (40, 60, 72, 80, 100)},
    "no blank lines": wrapped(between="\n"),
    "indented": wrapped(between="\n", initial_indent="   "),
    "double spaced": wrapped(between="\n\n\n").replace("\n", "\n\n"),
    "trailing blanks": wrapped().replace("\n", "   \n"),
    "all indented": textwrap.indent(wrapped(), "      "),
    "quoted": "\n".join(f"> {line}" for line in wrapped(72).split("\n")),
    "hyphens": wrapped(62, break_on_hyphens=True),
    "carriage returns": wrapped().replace("\n", "\r\n"),
    "tabs": textwrap.indent(wrapped(72), "\t"),
}


def test_the_same_is_found_however_lines_were_broken() -> None:
    def rows(found: tk.ArticleAnalysis) -> list[tuple[Any, ...]]:
        return [(c.kind, c.party_names, c.action, c.deadline_to) for c in found.commitments]

    made = {way: tk.article(text) for way, text in {"": wrapped(1000), **WAYS}.items()}
    found = tk.analyze([replace(art, doc_id=way) for way, art in made.items()], cache=False, progress=False)
    expected = rows(found[""])
    assert [str(row[3]) for row in expected[:2]] == ["2023-10-01", "2023-11-30"]
    assert {way: rows(found[way]) for way in WAYS} == dict.fromkeys(WAYS, expected)


ENDS = [
    *(
        "X is",
        "Spain is",
        "He said that",
        '"We will',
        "According to",
        "The minister, who",
        "by",
        "Spain agreed to",
        "If",
    ),
    *(
        "Ruiz said:",
        "Kenya and Uganda are",
        "until",
        "Spain's",
        "the U.S.",
        "“",
        "(",
        "He is to",
        "not",
        "Does",
        "than",
        "$",
    ),
]


def test_an_article_may_end_anywhere() -> None:
    text = "Spain agreed on Monday to reopen the crossing by June, Foreign Minister Ana Ruiz said. "
    articles = [
        *(tk.article(text + end) for end in ENDS),
        *(tk.article(end, check_language=False) for end in ENDS[:14]),
    ]
    found = tk.analyze(articles, cache=False, progress=False)
    assert (len(found), len(found.problems)) == (len(articles), 0)


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


def test_a_text_may_end_anywhere() -> None:
    ends = [
        "is",
        "was",
        "will",
        "to",
        "not",
        "if",
        "by",
        "as",
        "going",
        "is to",
        "so as",
        "“",
        '"We will',
        "no",
        "there is",
        "due",
    ]
    texts = {
        end: f"Spain agreed on Monday to reopen the crossing by June, Ana Ruiz said. The minister {end}" for end in ends
    }
    analysis = tk.analyze(texts, cache=False, progress=False, keyterms=False)
    assert analysis.records("problems") == ()
    assert all(len(analysis[end].commitments) >= 1 for end in ends)


def test_the_cache_asks_for_content_and_not_for_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = tk.Article("a", TEXT, source_path="here/a.txt", meta={"desk": "one"})
    second = tk.Article("a", TEXT, source_path="there/a.txt", meta={"desk": "two"})
    once = tk.analyze(first, cache=tmp_path, progress=False, keyterms=False)
    monkeypatch.setattr("toolkit.analysis.analyze_one", lambda *_: pytest.fail("analysed again"))
    again = tk.analyze(second, cache=tmp_path, progress=False, keyterms=False)
    assert again["a"].article == second
    assert again["a"].commitments == once["a"].commitments


@pytest.mark.parametrize("change", [{"published": dt.date(2031, 5, 4)}, {"publisher": "AP"}, {"doc_id": "b"}])
def test_what_an_analysis_depends_on_is_analysed_anew(change: dict[str, Any], tmp_path: Path) -> None:
    article = tk.Article("a", TEXT)
    tk.analyze(article, cache=tmp_path, progress=False, keyterms=False)
    before = len(list(tmp_path.rglob("*.json")))
    tk.analyze(replace(article, **change), cache=tmp_path, progress=False, keyterms=False)
    assert len(list(tmp_path.rglob("*.json"))) == before + 1


def test_the_command_in_the_report_names_columns_and_other_options_of_reading(tmp_path: Path) -> None:
    from toolkit.display import provenance

    path = tmp_path / "a.csv"
    path.write_text(f'body text,day\n"{TEXT}",2024-05-06\n')
    columns = {"text": "body text", "date": "day"}
    for given in ({}, {"keep_duplicates": True, "check_language": False}):
        read = tk.read(path, **columns, **given)
        for found in (
            tk.analyze(path, cache=False, progress=False, keyterms=False, **columns, **given),
            tk.analyze(read[:1], cache=False, progress=False, keyterms=False),
        ):
            told = html.unescape(provenance(found[0]).body)
            more = " --any-language --keep-duplicates" if given else ""
            assert f"a.csv --text-column 'body text' --date-column day{more} --model" in told
    plain = tk.analyze(article(), cache=False, progress=False, keyterms=False)[0]
    assert "Read with" not in provenance(plain).body


def test_a_notebook_shows_what_several_articles_tell_together() -> None:
    import sample

    importlib.import_module("toolkit.analysis")  # hands in how a notebook shows it
    analysis = tk.Analysis([sample.analysed()])
    data, metadata = analysis._repr_mimebundle_()
    assert "Norland" in data["text/html"]
    assert metadata["text/html"] == {"readout": "escaped"}
    assert 'href="#table' not in data["text/html"]
    assert data["text/plain"] == repr(analysis)
    assert "Analysis" in tk.Analysis([], [])._repr_mimebundle_()["text/html"]


SPAWNED = """
import multiprocessing, sys
import toolkit as tk

def work():
    multiprocessing.set_start_method("spawn")
    texts = [f"OSLO, 12 May 2031 - Norland will send {n + 2} ships to Vestria, the minister said." for n in range(4)]
    print(len(tk.analyze(texts, jobs=2, cache=False, progress=False, keyterms=False)))

"""


@pytest.mark.untraced
@pytest.mark.slow
@pytest.mark.parametrize(
    ("ending", "told"),
    [
        pytest.param("if __name__ == '__main__':\n    work()\n", "4\n", id="guarded"),
        pytest.param(
            "if multiprocessing.current_process().name == 'MainProcess':\n    work()\nelse:\n    work()\n",
            "put its calls under \"if __name__ == '__main__':\"",
            id="bare",
        ),
    ],
)
def test_processes_that_are_not_forked_need_a_guard_and_the_error_says_so(
    tmp_path: Path, ending: str, told: str
) -> None:
    script = tmp_path / "script.py"
    script.write_text(SPAWNED + ending, encoding="utf-8")
    run = subprocess.run([sys.executable, script], capture_output=True, text=True)
    assert told in run.stdout + run.stderr
