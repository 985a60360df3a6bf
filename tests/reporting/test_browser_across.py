"""The report across articles and the index in a real browser: searched, chosen, sorted, sent as an address, printed."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import corpora
import nbformat
import pytest
import sample

from toolkit.analysis import analyze
from toolkit.corpus.collection import Corpus
from toolkit.display import corpus as show
from toolkit.findings import ArticleAnalysis
from toolkit.naming import output_name
from toolkit.readers import read
from toolkit.reporting.index import index_page
from toolkit.reporting.outcome import ArticleReport, ReportRun
from toolkit.reporting.page import page as page_of
from toolkit.results import Analysis

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("READOUT_SHARED", ROOT.parent / "shared"))


def pages(folder: Path, articles: Iterable[ArticleAnalysis], **settings: Any) -> ReportRun:
    """``corpus.html`` and ``index.html`` of some articles, as the project's notebook makes them, without the articles' own."""
    told = tuple(sorted(articles, key=lambda analysed: analysed.doc_id))
    names = {analysed.doc_id: output_name(analysed.doc_id) for analysed in told}
    corpus = Corpus(told, pages={doc_id: f"{name}.html" for doc_id, name in names.items()}, **settings)
    notebook = nbformat.read(ROOT / "notebooks" / "corpus_report.ipynb", 4)  # type: ignore[no-untyped-call]
    for cell in notebook.cells:
        if cell.source.startswith("show."):
            data, metadata = eval(cell.source, {"show": show, "corpus": corpus, "threshold": 0.34})._repr_mimebundle_()
            cell.outputs = [nbformat.v4.new_output("execute_result", data, metadata=metadata)]  # type: ignore[no-untyped-call]
    (folder / "corpus.html").write_text(page_of(notebook, show.headline(corpus), name="corpus"), encoding="utf-8")
    reports = tuple(ArticleReport(doc_id, name, "made") for doc_id, name in names.items())
    run = ReportRun(folder, reports, across=ArticleReport("corpus", "corpus", "made"), corpus=corpus)
    run.index.write_text(index_page(Analysis(told), run), encoding="utf-8")
    return run


def word(number: int) -> str:
    """A word of its own for each number."""
    return "".join(syllables[number // 12**place % 12] for place, syllables in enumerate([SYLLABLES] * 3))


SYLLABLES = ["ba", "de", "ki", "lo", "mu", "ra", "se", "ti", "vo", "zu", "pel", "nar"]


def large(count: int) -> list[ArticleAnalysis]:
    """Articles with six commitments each, no two alike, and the statements of the invented article."""
    spoken = sample.analysed()
    found = []
    for n in range(count):
        rows = [
            {
                "parties": f"Kell {n % 100}, Norland {n % 97}",
                "action": f"build {word(8 * n + k)} {word(5 * n + 3 * k + 700)}",
            }
            for k in range(6)
        ]
        made = corpora.article(f"a{n}", rows, actors=spoken.actors)
        found.append(replace(made, attributions=spoken.attributions * 3))
    return found


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> ReportRun:
    """The pages of the project's sample articles."""
    analysis = analyze(read(ROOT / "articles"), progress=False, keyterms=False)
    return pages(tmp_path_factory.mktemp("samples"), analysis.values())


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> ReportRun:
    """The pages of five hundred articles."""
    return pages(tmp_path_factory.mktemp("many"), large(500))


@pytest.fixture(scope="module")
def polnear(tmp_path_factory: pytest.TempPathFactory) -> ReportRun:
    """The pages of 84 real articles of no common subject."""
    texts = SHARED / "gold" / "polnear" / "dev" / "text"
    if not texts.is_dir():
        pytest.skip("needs PolNeAR (name the folder that holds gold/polnear in READOUT_SHARED)")
    return pages(tmp_path_factory.mktemp("polnear"), analyze(read(texts), progress=False, keyterms=False).values())


def shown(page: Any, table: str) -> int:
    return page.locator(f"[data-paged={table}] tbody tr:visible").count()  # type: ignore[no-any-return]


def hits(page: Any, table: str) -> int:
    return int(page.locator(f"[data-paged={table}] .more output").get_attribute("data-hits"))


def test_the_search_of_the_index_finds_a_statement_and_says_when_there_is_nothing(
    visit: Any, samples: ReportRun
) -> None:
    page = visit(samples.index).page
    search = page.get_by_label("Search in articles, commitments, statements and actors")
    search.fill("poetry about trees")
    assert page.get_by_role("tab", selected=True).inner_text() == "Statements 1"
    assert "poetry about trees" in page.locator("[data-paged=statements] tbody").inner_text()
    search.fill("xyzzy")
    assert page.locator(".nothing").inner_text() == "Nothing found for “xyzzy”"
    assert [tab.inner_text() for tab in page.get_by_role("tab").all()] == [
        "Articles 0",
        "Commitments 0",
        "Statements 0",
        "Actors 0",
    ]


def test_a_view_is_sent_by_its_address(visit: Any, samples: ReportRun) -> None:
    page = visit(samples.index).page
    page.get_by_role("tab", name="Commitments").click()
    page.get_by_label("Status in commitments").select_option("refused")
    refused = hits(page, "commitments")
    assert 0 < refused < 60
    assert "status=refused" in page.url
    page.reload()
    assert hits(page, "commitments") == shown(page, "commitments") == refused
    assert page.get_by_label("Status in commitments").input_value() == "refused"
    page.goto(samples.index.as_uri() + "#status=refused")
    assert page.get_by_role("tab", selected=True).inner_text() == f"Commitments {refused}"
    ledger = visit(samples.folder / "corpus.html").page
    ledger.goto((samples.folder / "corpus.html").as_uri() + "#status=refused")
    ledger.reload()
    statuses = ledger.locator("[data-paged=ledger] tbody td.status").all_inner_texts()
    assert statuses
    assert all("refused" in status for status in statuses)


def counts(page: Any) -> list[tuple[str, int]]:
    links: list[list[str]] = page.locator("a[data-count]").evaluate_all(
        "all => all.map(a => [a.hash, a.dataset.count])"
    )
    return [(address, int(count)) for address, count in links]


@pytest.mark.parametrize("run", ["samples", "many", "made"])
def test_every_count_shows_as_many_rows(visit: Any, run: str, request: pytest.FixtureRequest) -> None:
    page = visit(request.getfixturevalue(run).folder / "corpus.html").page
    told = counts(page)
    assert len(told) > 10
    for address, count in told[:120]:
        page.evaluate("hash => { location.hash = hash; dispatchEvent(new HashChangeEvent('hashchange')); }", address)
        table = re.search(r"table=(\w+)", address)
        assert table
        assert hits(page, table[1]) == count, address


def test_the_first_rows_are_the_same_with_and_without_scripts(visit: Any, samples: ReportRun) -> None:
    for path in (samples.index, samples.folder / "corpus.html"):
        drawn = visit(path).page
        plain = visit(path, java_script_enabled=False).page
        cells = "[...row.cells].map(cell => cell.className + cell.textContent.replace(/\\s+/g, ' ').trim())"
        rows = f"all => all.map(body => [...body.rows].map(row => {cells}))"
        names = drawn.locator("[data-paged]").evaluate_all("all => all.map(t => t.dataset.paged)")
        for name in names:
            tables = [page.locator(f"[data-paged={name}] tbody").evaluate_all(rows) for page in (drawn, plain)]
            if not any("verdict" in cell for row in tables[0][0] for cell in row):  # boxes work by script only
                assert tables[0] == tables[1], name


def test_long_tables_show_fifty_rows_then_all_and_are_sorted(visit: Any, many: ReportRun) -> None:
    page = visit(many.folder / "corpus.html").page
    total = hits(page, "ledger")
    assert (shown(page, "ledger"), total > 100) == (50, True)
    page.locator("[data-paged=ledger]").get_by_role("button", name=f"Show all {total}").click()
    assert shown(page, "ledger") == total
    page.locator("[data-paged=ledger]").get_by_role("button", name="Show the first 50").click()
    page.locator("[data-paged=ledger] thead").get_by_role("button", name="Who").click()
    names = page.locator("[data-paged=ledger] tbody td.names").all_inner_texts()
    assert names == sorted(names, key=str.lower)
    last = page.locator("[data-paged=ledger] tbody tr").last.get_attribute("id")
    page.goto(page.url.split("#")[0] + f"#{last}")
    assert page.locator(f"#{last}").is_visible()


def test_rows_are_saved_as_csv(visit: Any, samples: ReportRun) -> None:
    page = visit(samples.folder / "corpus.html").page
    page.goto(page.url + "#status=refused")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save these rows of ledger as CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(saved.value.path()).read_text(encoding="utf-8"))))
    assert len(rows) == hits(page, "ledger") > 0
    assert {"who", "history", "what", "to_whom", "by", "last", "source"} == set(rows[0])


def test_boxes_write_the_corrections_file(visit: Any, samples: ReportRun, tmp_path: Path) -> None:
    from toolkit.corpus import read_corrections

    page = visit(samples.folder / "corpus.html").page
    save = page.locator("[data-paged=matches] .corrections")
    assert save.is_disabled()
    page.locator("[data-paged=matches] tbody input").first.check()
    page.locator("[data-paged=matches] tbody tr").nth(1).locator("input").nth(1).check()
    assert save.inner_text() == "Save corrections.jsonl (2)"
    with page.expect_download() as saved:
        save.click()
    saved.value.save_as(tmp_path / "corrections.jsonl")
    assert sorted(read_corrections(tmp_path / "corrections.jsonl").values()) == [False, True]


def test_a_row_of_accounts_opens_the_wordings_without_scripts_too(visit: Any, samples: ReportRun) -> None:
    page = visit(samples.folder / "corpus.html", java_script_enabled=False).page
    fine = page.locator(".accounts .fine").first
    assert not fine.is_visible()
    page.locator(".accounts summary").first.click()
    assert fine.is_visible()


def test_the_first_screen_of_a_phone_holds_a_party_an_action_and_a_status(visit: Any, samples: ReportRun) -> None:
    for path in (samples.index, samples.folder / "corpus.html"):
        page = visit(path, viewport={"width": 390, "height": 844}).page
        text = page.evaluate("document.elementsFromPoint(20, 300).length && document.body.innerText")[:900]
        assert "hold joint patrols off the Atlantic coast" in text
        assert "refused in October 2023" in text
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_rows_are_low_and_no_type_is_small(visit: Any, samples: ReportRun) -> None:
    page = visit(samples.folder / "corpus.html", viewport={"width": 1300, "height": 900}).page
    heights = sorted(page.locator("[data-paged=ledger] tbody tr").evaluate_all("all => all.map(r => r.offsetHeight)"))
    assert heights[len(heights) // 2] <= 60
    seen = "e => e.offsetParent && [...e.childNodes].some(node => node.nodeType == 3 && node.data.trim())"
    sizes = page.evaluate(
        f"[...document.querySelectorAll('main *')].filter({seen}).map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 12


def test_five_hundred_articles_make_pages_of_four_megabytes_at_most(visit: Any, many: ReportRun) -> None:
    for name in ("index.html", "corpus.html"):
        assert (many.folder / name).stat().st_size <= 4_000_000, name
        page = visit(many.folder / name).page
        assert page.evaluate("document.querySelectorAll('tr').length") < 1000


def test_unrelated_articles_make_no_change_and_a_short_index(visit: Any, polnear: ReportRun) -> None:
    assert polnear.corpus is not None
    assert not any(change.sure for change in polnear.corpus.ledger.changes)
    assert polnear.index.stat().st_size <= 1_200_000
    page = visit(polnear.index, viewport={"width": 1280, "height": 900}).page
    assert page.evaluate("document.documentElement.scrollHeight") <= 6000


def test_the_changes_of_the_samples_stay(samples: ReportRun) -> None:
    assert samples.corpus is not None
    told = [(change.first.core, change.last.status) for change in samples.corpus.ledger.changes if change.sure]
    assert any("joint patrols" in words and status == "refused" for words, status in told)
    assert any("visas" in words and status == "conditional" for words, status in told)


def test_the_samples_print_on_twenty_pages_at_most(visit: Any, samples: ReportRun) -> None:
    page = visit(samples.folder / "corpus.html").page
    page.emulate_media(media="print")
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert 0 < len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 20


@pytest.mark.parametrize(
    ("width", "options"),
    [
        (1300, {"color_scheme": "light"}),
        (1300, {"color_scheme": "dark"}),
        (390, {"color_scheme": "light"}),
        (390, {"color_scheme": "dark"}),
        (800, {"forced_colors": "active"}),
    ],
    ids=["wide light", "wide dark", "phone light", "phone dark", "forced colours"],
)
def test_axe_finds_no_barrier(
    barriers: Callable[..., list[Any]], samples: ReportRun, width: int, options: dict[str, Any]
) -> None:
    for path in (samples.index, samples.folder / "corpus.html"):
        assert barriers(path, viewport={"width": width, "height": 900}, **options) == [], path.name
