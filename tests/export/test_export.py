"""Every format is read back with a library of its own ecosystem, and says of the text what our rows say."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pandas as pd
import pytest
import sample
from click.testing import CliRunner
from lxml import etree

from toolkit import Analysis, Article
from toolkit.articles import Problem
from toolkit.cli.main import main
from toolkit.errors import UsageError
from toolkit.export import FORMATS
from toolkit.export.documents import QDA, TEI
from toolkit.export.found import HEADS, Row, rows
from toolkit.findings import ArticleAnalysis
from toolkit.lexicon import document
from toolkit.records import ROW_IDS

HOSTILE = '=HYPERLINK("http://x","y")'
BEFORE = "🚢 \x0b<b>&\n"
"""Two UTF-16 units for a character, one that XML cannot hold, markup, and a line's end."""


@pytest.fixture
def plain(analysed: ArticleAnalysis) -> ArticleAnalysis:
    return analysed


@pytest.fixture
def found(analysed: ArticleAnalysis) -> Analysis:
    """The invented article, and the same behind characters that offsets stumble over, its title a formula."""
    moved = _moved(analysed, len(BEFORE))
    text = BEFORE + analysed.article.text
    article = replace(
        analysed.article,
        doc_id='../"ship"',
        text=text,
        sha256="",
        title=HOSTILE,
        zones=(),
        meta={"Desk": "a\x00b", "desk": 2},
    )
    empty = ArticleAnalysis(Article("quiet", "Nothing was said."), (), (), (), ())
    other = replace(moved, article=article).renamed('../"ship"')
    return Analysis([analysed, other, empty], [Problem("lost.txt", None, "empty", "lost.txt: is empty")])


def _moved(value: Any, by: int) -> Any:
    """A record, or all of an article's records, with its spans moved along the text."""
    from dataclasses import fields, is_dataclass

    if isinstance(value, ArticleAnalysis):
        return replace(value, **{t: tuple(_moved(row, by) for row in getattr(value, t)) for t in HEADS})
    changed: dict[str, Any] = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if field.name in ("start", "end"):
            changed[field.name] = held + by
        elif field.name.endswith("_spans"):
            changed[field.name] = tuple((a + by, b + by) for a, b in held)
        elif field.name.endswith("_span") and held:
            changed[field.name] = (held[0] + by, held[1] + by)
        elif isinstance(held, tuple) and held and is_dataclass(held[0]):
            changed[field.name] = tuple(_moved(one, by) for one in held)
    return replace(value, **changed)


def every(found: Analysis) -> list[tuple[ArticleAnalysis, Row]]:
    return [(analysed, row) for analysed in found.values() for row in rows(analysed)]


def words(analysed: ArticleAnalysis, row: Row) -> list[str]:
    return [analysed.article.text[a:b] for spans in row.spans.values() for a, b in spans]


def test_rows_have_the_spans_of_their_records(plain: ArticleAnalysis) -> None:
    held = list(rows(plain))
    assert len(held) == sum(len(getattr(plain, table)) for table in HEADS)
    refused = next(row for row in held if row.label == "refusal")
    assert next(iter(refused.spans)) == "action"
    assert plain.article.text[slice(*refused.head[0])] == "widen the fishing zone"
    for row in held:
        assert row.values["confidence"]
        assert "doc_id" not in row.values
        assert ROW_IDS[row.table] not in {*row.values} - {"attribution_id"}


def test_csv_opens_in_a_spreadsheet_without_running_formulas(found: Analysis, tmp_path: Path) -> None:
    paths = found.to_csv(tmp_path, exploded=True)
    raw = (tmp_path / "articles.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in paths)
    read = pd.read_csv(tmp_path / "articles.csv", encoding="utf-8-sig")
    assert list(read["title"])[1] == f"'{HOSTILE}"
    assert list(read["Desk"].dropna()) == ["a\x00b"]
    cells = [cell for path in paths for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    commitments = pd.read_csv(tmp_path / "commitments.csv", encoding="utf-8-sig")
    assert list(commitments["commitment_id"]) == [row.commitment_id for row in found.records("commitments")]
    assert "; ".join(found.records("commitments")[0].party_names) == commitments["party_names"][0]
    parties = pd.read_csv(tmp_path / "commitments_parties.csv", encoding="utf-8-sig")
    assert len(parties) == sum(len(row.parties) for row in found.records("commitments"))
    mentions = pd.read_csv(tmp_path / "actors_mentions.csv", encoding="utf-8-sig", keep_default_na=False)
    assert list(mentions.columns) == ["doc_id", "actor_id", "n", "start", "end", "kind"]
    texts = {analysed.doc_id: analysed.article.text for analysed in found.values()}
    assert texts["norland-vestria"][mentions["start"][0] : mentions["end"][0]] == "Norland"


def test_excel_has_a_sheet_a_table_and_the_codebook(found: Analysis, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    found.to_xlsx(path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [
        "articles",
        "actors",
        "attributions",
        "commitments",
        "commentary",
        "problems",
        "codebook",
    ]
    header, *lines = book["articles"].iter_rows(values_only=True)
    assert lines[1][header.index("title")] == HOSTILE
    assert [cell.data_type for cell in next(iter(book["articles"].iter_rows(min_row=3, max_row=3)))][
        header.index("title")
    ] != "f"
    assert lines[1][header.index("text")].startswith("🚢 \ufffd<b>&")
    assert lines[0][header.index("published")].date() == found["norland-vestria"].article.published
    first = path.read_bytes()
    found.to_xlsx(path)
    assert path.read_bytes() == first


def test_text_that_is_too_long_for_a_cell_of_excel_is_cut_and_says_so(plain: ArticleAnalysis, tmp_path: Path) -> None:
    long = replace(plain, article=replace(plain.article, text="x" * 40_000))
    Analysis([long]).to_xlsx(tmp_path / "a.xlsx")
    header, line = openpyxl.load_workbook(tmp_path / "a.xlsx")["articles"].iter_rows(values_only=True)
    cell = line[header.index("text")]
    assert len(cell) == 32_767
    assert cell.endswith("x [cut: 40000 characters]")


def test_parquet_keeps_lists_and_types(found: Analysis, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    found.to_parquet(tmp_path)
    read = pd.read_parquet(tmp_path / "commitments.parquet")
    assert [tuple(names) for names in read["party_names"]] == [row.party_names for row in found.records("commitments")]
    assert [[tuple(s) for s in spans] for spans in read["action_spans"]] == [
        list(r.action_spans) for r in found.records("commitments")
    ]
    assert [None if pd.isna(day) else day for day in read["deadline_to"]] == [
        r.deadline_to for r in found.records("commitments")
    ]
    articles = pd.read_parquet(tmp_path / "articles.parquet")
    assert json.loads(articles["meta"][1]) == {"Desk": "a\x00b", "desk": 2}


def test_databases_join(found: Analysis, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    found.to_sqlite(tmp_path / "a.sqlite")
    found.to_duckdb(tmp_path / "a.duckdb")
    query = (
        "select c.commitment_id, a.name from commitments c join commitments_parties p on p.doc_id = c.doc_id and "
        "p.commitment_id = c.commitment_id join actors a on a.actor_id = p.value and a.doc_id = c.doc_id order by 1, 2"
    )
    expected = sorted((r.commitment_id, n) for r in found.records("commitments") for n in r.party_names)
    with sqlite3.connect(tmp_path / "a.sqlite") as lite:
        assert lite.execute(query).fetchall() == expected
        assert lite.execute("select count(*) from problems").fetchall() == [(1,)]
        assert lite.execute('select "Desk", "desk_2" from articles where title like ?', ("=%",)).fetchall() == [
            ("a\x00b", "2")
        ]
    with duckdb.connect(str(tmp_path / "a.duckdb")) as duck:
        assert duck.execute(query).fetchall() == expected
        days = duck.execute("select deadline_to from commitments where deadline_to is not null").fetchall()
        assert sorted(days) == sorted((r.deadline_to,) for r in found.records("commitments") if r.deadline_to)


def test_json_lines_hold_to_their_schema(found: Analysis, tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    found.to_jsonl(tmp_path)
    for table in ("articles", *HEADS, "problems"):
        schema = json.loads((tmp_path / f"{table}.schema.json").read_text("utf-8"))
        for line in (tmp_path / f"{table}.jsonl").read_text("utf-8").splitlines():
            jsonschema.validate(json.loads(line), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"doc_id": 3}, schema)


def test_plover_events_and_gdelt_columns(found: Analysis, tmp_path: Path) -> None:
    found.to_plover(tmp_path / "p.jsonl")
    events = [json.loads(line) for line in (tmp_path / "p.jsonl").read_text("utf-8").splitlines()]
    assert [e["commitment_id"] for e in events] == [r.commitment_id for r in found.records("commitments")]
    first = found.records("commitments")[0]
    assert [a["name"] for a in events[0]["actors"]] == list(first.party_names)
    assert events[0]["event_date"] == "2031-05-12"
    found.to_gdelt(tmp_path / "g.tsv")
    table = pd.read_csv(tmp_path / "g.tsv", sep="\t", dtype=str, keep_default_na=False)
    refusal = next(row for row in found.records("commitments") if row.plover == "REJECT")
    line = table[table["GLOBALEVENTID"] == refusal.commitment_id].iloc[0]
    assert (line["EventRootCode"], line["QuadClass"], line["SQLDATE"]) == ("12", "3", "20310512")
    roots = {row.commitment_id: row.plover for row in found.records("commitments")}
    cameo = document("plover_codes")["cameo"]
    assert all(line["EventRootCode"] == cameo.get(roots[line["GLOBALEVENTID"]], "") for _, line in table.iterrows())


def test_label_studio_regions_are_where_our_spans_are(found: Analysis, tmp_path: Path) -> None:
    found.to_label_studio(tmp_path / "ls.json")
    tasks = json.loads((tmp_path / "ls.json").read_text("utf-8"))
    labels = {e.get("value") for e in etree.parse(tmp_path / "ls.xml").iter("Label")}
    for task, analysed in zip(tasks, found.values(), strict=True):
        regions = task["predictions"][0]["result"]
        assert [r["value"]["text"] for r in regions] == [w for row in rows(analysed) for w in words(analysed, row)]
        for region in regions:
            value = region["value"]
            assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
            assert set(value["labels"]) <= labels
        assert len({r["id"] for r in regions}) == len(regions)


def test_doccano_entities_and_relations(found: Analysis, tmp_path: Path) -> None:
    found.to_doccano(tmp_path / "d.jsonl")
    for line, analysed in zip((tmp_path / "d.jsonl").read_text("utf-8").splitlines(), found.values(), strict=True):
        read = json.loads(line)
        got = [read["text"][e["start_offset"] : e["end_offset"]] for e in read["entities"]]
        assert got == [w for row in rows(analysed) for w in words(analysed, row)]
        ids = {e["id"] for e in read["entities"]}
        assert all({r["from_id"], r["to_id"]} <= ids for r in read["relations"])


def test_brat_offsets_and_words_agree(found: Analysis, tmp_path: Path) -> None:
    paths = found.to_brat(tmp_path)
    assert all(path.parent == tmp_path for path in paths)
    assert len(paths) == 2 * len(found) + 1
    conf = (tmp_path / "annotation.conf").read_text("utf-8")
    for ann in tmp_path.glob("*.ann"):
        text = ann.with_suffix(".txt").read_text("utf-8")
        lines = ann.read_text("utf-8").splitlines()
        known = {line.split("\t")[0] for line in lines}
        for line in lines:
            key, middle, *rest = line.split("\t")
            if key.startswith("T"):
                label, offsets = middle.split(" ", 1)
                assert label in conf
                pieces = [text[int(a) : int(b)] for a, b in (pair.split() for pair in offsets.split(";"))]
                assert " ".join(pieces) == rest[0]
                assert "\n" not in "".join(pieces)
            elif key.startswith("E"):
                assert {argument.split(":")[1] for argument in middle.split()} <= known
            elif key.startswith("A"):
                assert middle.split()[1] in known
    assert {"Commitment", "Refusal", "Threat"} <= {
        line.split("\t")[0] for line in conf.split("[events]")[1].splitlines()
    }


def test_cas_is_read_by_cassis(found: Analysis, tmp_path: Path) -> None:
    cassis = pytest.importorskip("cassis")
    system_file, *files = found.to_cas(tmp_path)
    with system_file.open("rb") as file:
        system = cassis.load_typesystem(file)
    for path, analysed in zip(files, found.values(), strict=True):
        with path.open("rb") as file:
            cas = cassis.load_cas_from_xmi(file, typesystem=system)
        got = sorted(a.get_covered_text() for a in cas.select("readout.Commitment"))
        expected = sorted(
            w.replace("\x0b", "\ufffd")
            for row in rows(analysed)
            if row.table == "commitments"
            for w in words(analysed, row)
        )
        assert got == expected
    moved = found['../"ship"'].commitments[0]
    xmi = next(path for path in files if "ship" in path.name).read_text("utf-8")
    assert f'begin="{moved.action_spans[0][0] + 1}"' in xmi  # the ship counts twice in UTF-16


def test_web_annotations_quote_what_they_point_at(found: Analysis, tmp_path: Path) -> None:
    found.to_web_annotation(tmp_path / "a.jsonld")
    read = json.loads((tmp_path / "a.jsonld").read_text("utf-8"))
    assert read["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert read["total"] == len(every(found))
    for item, (analysed, row) in zip(read["first"]["items"], every(found), strict=True):
        text = analysed.article.text
        assert item["type"] == "Annotation"
        assert [t["selector"][1]["exact"] for t in item["target"]] == words(analysed, row)
        for target in item["target"]:
            position, quote = target["selector"]
            assert text[position["start"] - len(quote["prefix"]) : position["start"]] == quote["prefix"]
            assert text[position["start"] : position["end"]] == quote["exact"]


def test_tei_points_into_its_own_text(found: Analysis, tmp_path: Path) -> None:
    paths = found.to_tei(tmp_path)
    for path, analysed in zip(paths, found.values(), strict=True):
        root = etree.parse(path).getroot()
        name = {"t": TEI}
        (whole,) = root.xpath("//t:ab[@xml:id='text']/text()", namespaces=name)
        assert whole == analysed.article.text.replace("\x0b", "\ufffd")
        got = []
        for target in root.xpath("//t:annotation/@target", namespaces=name):
            for pointer in target.split():
                start, length = map(int, pointer.removeprefix("#string-range(text,").removesuffix(")").split(","))
                got.append(whole[start : start + length])
        assert got == [w.replace("\x0b", "\ufffd") for row in rows(analysed) for w in words(analysed, row)]
        ids = {f"#{key}" for key in root.xpath("//@xml:id")}
        assert set(root.xpath("//t:annotation/@corresp", namespaces=name)) <= ids
    assert etree.parse(paths[1]).findtext(f".//{{{TEI}}}title") == HOSTILE


def test_refi_qda_codes_the_passages(found: Analysis, tmp_path: Path) -> None:
    path = tmp_path / "a.qdpx"
    found.to_qdpx(path)
    first = path.read_bytes()
    found.to_qdpx(path)
    assert path.read_bytes() == first
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("project.qde"))
        texts = {name: archive.read(name).decode() for name in archive.namelist() if name.startswith("sources/")}
    assert [child.tag.split("}")[1] for child in root] == ["Users", "CodeBook", "Sources"]
    codes = {code.get("guid"): code.get("name") for code in root.iter(f"{{{QDA}}}Code")}
    guids = [e.get("guid") for e in root.iter() if e.get("guid")]
    assert len(set(guids)) == len(guids)
    refused = []
    for source in root.iter(f"{{{QDA}}}TextSource"):
        text = texts[source.get("plainTextPath").replace("internal://", "sources/")]
        for chosen in source.iter(f"{{{QDA}}}PlainTextSelection"):
            under = {codes[ref.get("targetGUID")] for ref in chosen.iter(f"{{{QDA}}}CodeRef")}
            if "refusal" in under:
                refused.append((text[int(chosen.get("startPosition")) : int(chosen.get("endPosition"))], under))
    assert refused == [("widen the fishing zone", {"refusal", "refused", "Vestria"})] * 2


def test_networks_are_read_by_networkx(found: Analysis, tmp_path: Path) -> None:
    for name, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        path = tmp_path / f"n.{name}"
        getattr(found, f"to_{name}")(path)
        graph = read(path)
        assert {facts["name"] for _, facts in graph.nodes(data=True)} == {a.name for a in found.records("actors")}
        pairs = [(p, c) for r in found.records("commitments") for p in r.parties for c in r.counterparts]
        assert sum(facts["weight"] for *_, facts in graph.edges(data=True)) == len(pairs) > 0
        first = path.read_bytes()
        getattr(found, f"to_{name}")(path)
        assert path.read_bytes() == first


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_to_export_is_exported(name: str, tmp_path: Path) -> None:
    pytest.importorskip({"parquet": "pyarrow", "duckdb": "duckdb", "cas": "cassis"}.get(name, "csv"))
    written = getattr(Analysis([]), f"to_{name.replace('-', '_')}")(tmp_path / FORMATS[name].file)
    assert all(path.exists() for path in written)
    assert written or name == "tei"


def test_a_missing_package_and_a_wrong_name_say_what_to_do(
    found: Analysis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    with pytest.raises(UsageError, match="pip install duckdb"):
        found.to_duckdb(tmp_path / "a.duckdb")
    with pytest.raises(UsageError, match="did you mean 'parquet'"):
        found.export(tmp_path, "parqet")


def test_a_folder_says_how_it_came_to_be(found: Analysis, tmp_path: Path) -> None:
    written = found.export(tmp_path / "out", "csv", "plover")
    names = {path.relative_to(tmp_path / "out").as_posix() for path in written}
    assert {"csv/commitments.csv", "plover.jsonl", "CODEBOOK.md", "run.json", "METHODS.md"} <= names
    run = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    assert run["counts"]["commitments"] == len(found.records("commitments"))
    assert run["problems"]
    assert set(run["files"]) == names - {"CODEBOOK.md", "run.json", "METHODS.md"}
    assert run["articles"]["quiet"] == found["quiet"].article.sha256
    methods = (tmp_path / "out" / "METHODS.md").read_text("utf-8")
    assert "We analysed 3 news articles, published from 2031-05-12 to 2031-05-12" in methods
    assert "`commitment_id`" in (tmp_path / "out" / "CODEBOOK.md").read_text("utf-8")


def test_a_folder_says_what_was_decided_by_hand(analysed: ArticleAnalysis, tmp_path: Path) -> None:
    from toolkit import Corrections

    log = Corrections(tmp_path / "corrections.jsonl", who="Anna")
    log.accept(analysed, "c-1")
    log.edit(analysed, "c-2", status="planned")
    log.reject(analysed, "c-3")
    log.reject(analysed, "c-4")
    log.undo()
    found = Analysis([analysed], corrections=log)
    found.export(tmp_path / "out", "csv")
    told = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))["corrections"]
    assert told["by action"] == {"accept": 1, "edit": 1, "reject": 1}
    assert (told["decisions"], told["by whom"], told["stale"], len(told["sha256"])) == (3, {"Anna": 3}, 0, 64)
    methods = (tmp_path / "out" / "METHODS.md").read_text("utf-8")
    assert "of which by hand 1 were accepted, 1 were corrected, 1 were rejected" in methods
    Analysis([analysed]).export(tmp_path / "none", "csv")
    assert json.loads((tmp_path / "none" / "run.json").read_text("utf-8"))["corrections"] == {"stale": 0}
    assert "by hand" not in (tmp_path / "none" / "METHODS.md").read_text("utf-8")


def test_the_figures_for_papers_are_those_of_the_documents() -> None:
    from toolkit.export.about import accuracy

    document = (Path(__file__).parents[2] / "docs" / "accuracy.md").read_text("utf-8")
    block = document.split("<!-- figures: news -->")[1].split("<!-- end -->")[0]
    measured = accuracy()
    assert f"\n{measured['articles']} articles\n" in block
    for name, figure in measured["rows"].items():
        line = next(line for line in block.splitlines() if line.startswith(f"{name} "))
        assert [float(cell) for cell in line.split()[4:7]] == [figure["p"], figure["r"], figure["f1"]]


def test_the_command_exports_what_was_saved(plain: ArticleAnalysis, tmp_path: Path) -> None:
    saved = Analysis([plain]).save(tmp_path / "a.json.gz")
    run = CliRunner().invoke(
        main, ["export", str(saved), "--to", "csv,brat", "--to", "gexf", "-o", str(tmp_path / "out")]
    )
    assert run.exit_code == 0, run.output
    assert (tmp_path / "out" / "csv" / "actors.csv").exists()
    assert (tmp_path / "out" / "network.gexf").exists()
    wrong = CliRunner().invoke(main, ["export", str(saved), "--to", "csvv", "-o", str(tmp_path / "out")])
    assert wrong.exit_code == 2
    assert "'csv'" in wrong.output


def test_the_sample_is_what_these_tests_think() -> None:
    assert {row.kind.value for row in sample.analysed().commitments} == {"commitment", "refusal", "threat"}
