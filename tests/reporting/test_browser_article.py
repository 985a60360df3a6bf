"""The report on an article in a real browser: its first screen, its table, its links both ways, its size and its looks."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
import sample

from toolkit import display
from toolkit.analysis import analyze
from toolkit.display.article.checks import sure
from toolkit.display.article.lead import lead
from toolkit.display.article.view import View
from toolkit.findings import ArticleAnalysis
from toolkit.readers import read
from toolkit.reporting import ReportRun
from toolkit.reporting.page import page as page_of

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SCREEN = 844
"""Height in CSS pixels of a common phone, 390 wide."""


def page_on(folder: Path, analysed: ArticleAnalysis) -> Path:
    """The page that the project's notebook makes of an article, its cells run in this process."""
    notebook = nbformat.read(ROOT / "notebooks" / "article_report.ipynb", 4)  # type: ignore[no-untyped-call]
    known: dict[str, Any] = {"display": display, "article": analysed}
    (folder / "article.json").write_text(analysed.text(), encoding="utf-8")
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if "parameters" in tags:
            exec(cell.source, known)
            known["doc"] = folder / "article.json"
        elif cell.source.startswith("display."):
            data, metadata = eval(cell.source, known)._repr_mimebundle_()
            cell.outputs = [nbformat.v4.new_output("execute_result", data, metadata=metadata)]  # type: ignore[no-untyped-call]
    path = folder / f"{analysed.doc_id}.html"
    html = page_of(notebook, View(analysed).title, name=analysed.doc_id, about=display.about(analysed))
    path.write_text(html, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, ArticleAnalysis]:
    """The pages of the project's sample articles, and what is on them."""
    folder = tmp_path_factory.mktemp("articles")
    found = analyze(read(ROOT / "articles"), progress=False)
    return {page_on(folder, analysed): analysed for analysed in found.values()}


def article(made: ReportRun) -> Path:
    return made.folder / f"{next(r.name for r in made.reports if r.doc_id == 'norland-vestria')}.html"


def rows(page: Any) -> Any:
    return page.locator("table[data-table=commitments] tbody tr:visible")


def plain(text: str) -> str:
    return " ".join(re.sub(r"[“”‘’\"'…]", "", text).split())


def test_the_first_screen_of_a_phone_tells_who_does_what(visit: Any, samples: dict[Path, ArticleAnalysis]) -> None:
    clauses = """() => [...document.querySelectorAll('.lead a')].filter(a => a.getBoundingClientRect().bottom <= innerHeight)
        .map(a => [a.dataset.rows, a.textContent])"""
    for path, analysed in samples.items():
        page = visit(path, viewport={"width": 390, "height": SCREEN}).page
        seen = dict(page.evaluate(clauses))
        told = plain(page.locator(".lead").all_inner_texts()[0])
        by_id = {row.commitment_id: row for row in analysed.commitments}
        assert seen, path.name
        assert any(row.party_names[0] in told for key, row in by_id.items() if key in seen), path.name
        verbs = ("agreed", "pledged", "ready", "plan", "Refused", "Threatened", "If")
        assert any(verb in told for verb in verbs), (path.name, told)


def test_leads_are_short_and_assert_only_what_sure_rows_say(samples: dict[Path, ArticleAnalysis]) -> None:
    for analysed in samples.values():
        told = repr(display.lead(analysed))
        assert len(told.split()) <= 60, told
        known = {row.commitment_id: row for row in analysed.commitments}
        for sentence in lead(View(analysed)):
            for clause in sentence.clauses:
                row = known[clause.row]
                assert sure(row)
                assert plain(clause.words).lower() in plain(row.action).lower()
                condition = analysed.article.text[slice(*row.condition_span)] if row.condition_span else ""
                assert plain(clause.condition).lower() in plain(condition).lower()


def test_rows_are_low_columns_full_and_nothing_is_overdue(visit: Any, samples: dict[Path, ArticleAnalysis]) -> None:
    for path, analysed in samples.items():
        page = visit(path, viewport={"width": 1300, "height": 900}).page
        heights = sorted(row.bounding_box()["height"] for row in rows(page).all())
        assert len(heights) == len(View(analysed).commitments)
        assert heights[len(heights) // 2] <= 60, (path.name, heights)
        empty = """() => [...document.querySelectorAll('.deeds thead th')].map((head, column) => {
            const cells = [...document.querySelectorAll('.deeds tbody tr')].map(row => row.cells[column].textContent.trim());
            return [head.textContent, cells.filter(cell => !cell).length / cells.length]; })"""
        assert not [column for column in page.evaluate(empty) if column[1] > 0.7], path.name
        assert "overdue" not in page.locator("body").inner_text().lower()
        assert page.locator(".group, .about th").count() == 0
        assert path.stat().st_size <= 130_000


def test_type_comes_in_six_sizes_none_too_small(visit: Any, samples: dict[Path, ArticleAnalysis]) -> None:
    sizes = """() => [...new Set([...document.querySelectorAll('body *')].filter(e => e.checkVisibility() &&
        [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())).map(e => parseFloat(getComputedStyle(e).fontSize)))]"""
    for width in (390, 1300):
        page = visit(next(iter(samples)), viewport={"width": width, "height": 900}).page
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found = sorted(page.evaluate(sizes))
        assert found[0] >= 12, found
        assert len(found) <= 6, found


@pytest.mark.parametrize("scripts", [True, False])
def test_chips_show_as_many_rows_as_they_say(visit: Any, samples: dict[Path, ArticleAnalysis], scripts: bool) -> None:
    for path in samples:
        page = visit(path, viewport={"width": 1300, "height": 900}, java_script_enabled=scripts).page
        for chip in page.locator(".chips label:has(.chip)").all():
            chip.click()
            assert rows(page).count() == int(chip.inner_text().split()[-1]), (path.name, chip.inner_text())
            assert rows(page).first.locator(".who").inner_text().strip()


def test_what_is_filtered_out_is_faint_in_the_article(visit: Any, made: ReportRun) -> None:
    page = visit(article(made), viewport={"width": 1440, "height": 900}).page
    page.locator(".chips label", has_text="refused").click()
    assert page.locator("#at-c-1").evaluate("e => e.classList.contains('dim')")
    assert not page.locator("#at-c-5").evaluate("e => e.classList.contains('dim')")
    page.locator(".chips label", has_text="all").click()
    assert page.locator(".words .dim").count() == 0


def test_the_table_is_searched_and_sorted_as_a_whole(visit: Any, made: ReportRun) -> None:
    page = visit(article(made)).page
    page.locator(".on-demand summary").click()
    page.get_by_label("Search in commitments").fill("fishing")
    assert rows(page).count() == 1
    assert "1 of 7" in page.locator(".on-demand output").inner_text()
    page.locator(".chips label", has_text="agreed").click()
    assert rows(page).count() == 0
    assert "0 of 7" in page.locator(".on-demand output").inner_text()
    page.locator(".chips label", has_text="all").click()
    page.get_by_label("Search in commitments").fill("")
    page.get_by_label("Topic in commitments").select_option("Transport and travel")
    assert rows(page).count() == 2
    page.get_by_label("Topic in commitments").select_option("")
    page.get_by_role("button", name="Status").click()
    page.get_by_role("button", name="Status").click()
    words = [text.split()[-1] for text in page.locator(".deeds .status").all_inner_texts()]
    assert words == ["threatened", "refused", "planned", "conditional", "agreed", "agreed", "agreed"]
    named = [bool(row.locator(".who:not(.again)").count()) for row in rows(page).all()]
    assert named == [True, False, True, False, True, False, False]


def test_columns_stay_where_they_are_when_rows_are_filtered(visit: Any, samples: dict[Path, ArticleAnalysis]) -> None:
    page = visit(next(iter(samples)), viewport={"width": 1300, "height": 900}).page
    heads = "() => [...document.querySelectorAll('.deeds thead th')].map(e => e.getBoundingClientRect().left)"
    before = page.evaluate(heads)
    page.locator(".chips label", has_text="refused").click()
    assert page.evaluate(heads) == before


@pytest.mark.parametrize("scripts", [True, False])
def test_layers_switch_with_and_without_scripts(visit: Any, made: ReportRun, scripts: bool) -> None:
    page = visit(article(made), java_script_enabled=scripts).page
    label = page.locator(".words .ref-commitments").first
    background = "getComputedStyle(document.querySelector('#at-c-1')).backgroundColor"
    assert label.is_visible()
    assert not page.locator(".words .ref-statements").first.is_visible()
    before = page.evaluate(background)
    page.locator("input.layer-commitments").uncheck()
    assert not label.is_visible()
    assert page.locator("#at-c-1").is_visible()
    assert page.evaluate(background) == "rgba(0, 0, 0, 0)" != before
    page.locator("input.layer-statements").check()
    assert page.locator(".words .ref-statements").first.is_visible()


def test_a_row_leads_to_its_words_and_back(visit: Any, made: ReportRun) -> None:
    page = visit(article(made), viewport={"width": 1440, "height": 900}).page
    page.locator("#row-c-3 a.ref").first.click()
    assert page.url.endswith("#at-c-3")
    assert page.locator("#at-c-3").evaluate("e => e.matches(':target')")
    page.locator(".words a.ref[href='#row-c-3']").click()
    assert page.url.endswith("#row-c-3")
    page.locator(".words .trg[data-rows='c-5']").click()
    assert page.url.endswith("#row-c-5")


def test_what_a_link_names_is_opened_and_marked(visit: Any, made: ReportRun) -> None:
    page = visit(article(made), viewport={"width": 1440, "height": 900}).page
    page.locator(".disputes a.ref[href='#row-s-4']").click()
    statement = page.locator("#row-s-4")
    assert statement.is_visible()
    statement.locator("a.ref").first.click()
    assert page.locator("input.layer-statements").is_checked()
    assert page.locator(".words .ref-statements").first.is_visible()
    page.locator(".chips label", has_text="refused").click()
    page.locator(".lead a").first.click()
    assert page.locator("#row-c-1").is_visible()


def test_the_line_of_what_to_check_opens_its_list(visit: Any, made: ReportRun) -> None:
    page = visit(article(made)).page
    line = page.locator(".to-check summary")
    assert "two rows" in line.inner_text()
    assert not page.locator(".checks .unsure").first.is_visible()
    line.click()
    assert page.locator(".checks .unsure:visible").count() == 2
    count = int(page.locator(".chips label", has_text="to check").inner_text().split()[-1])
    assert page.locator(".checks .unsure a[href^='#row-c']").count() == count


def test_a_search_hides_rows_on_a_phone_too(visit: Any, made: ReportRun) -> None:
    page = visit(article(made), viewport={"width": 390, "height": SCREEN}).page
    assert page.locator("#row-c-2 .who").inner_text() == "Norland and Vestria"  # each card names its party
    page.locator(".on-demand summary").click()
    page.get_by_label("Search in commitments").fill("fishing")
    assert page.locator("#row-c-5").is_visible()
    assert not page.locator("#row-c-1").is_visible()


def test_without_scripts_everything_is_there(visit: Any, made: ReportRun) -> None:
    page = visit(article(made), java_script_enabled=False).page
    for row in ("#row-c-1", "#row-e-1", "#row-a-nor", "#at-c-1"):
        assert page.locator(row).is_visible()
    page.locator("#row-a-bra summary").click()
    assert page.locator("#row-s-1").is_visible()
    page.locator("label", has_text="who reports it").click()
    assert page.locator("#row-c-3 .more").is_visible()


def test_the_keyboard_reaches_links_switches_and_code(visit: Any, made: ReportRun) -> None:
    page = visit(article(made), viewport={"width": 1440, "height": 900}).page
    page.locator("label", has_text="who reports it").click()
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    page.locator("body").press("Home")
    page.evaluate("document.querySelector('.skip').focus()")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    reached = set()
    for _ in range(400):
        page.keyboard.press("Tab")
        tag = page.evaluate("document.activeElement.tagName + ' ' + document.activeElement.className")
        if tag.startswith("BODY"):
            break
        reached.add(tag.strip())
    assert {"SUMMARY", "INPUT layer-actors", "INPUT chip", "BUTTON sort", "BUTTON copy", "A ref"} <= reached


def test_a_row_is_cited(visit: Any, made: ReportRun) -> None:
    opened = visit(article(made))
    opened.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened.page.locator("label", has_text="who reports it").click()
    opened.page.locator("#row-c-1 button.copy").click()
    assert opened.page.evaluate("navigator.clipboard.readText()") == (
        "“reopen the ferry line across the Sound” (Norland and Vestria, agreed). “Norland and Vestria settle on a ferry link, "
        f"not on fish”, Harbour Wire, 12 May 2031, characters {sample.span('reopen')[0]}–{sample.span('the Sound')[1]}. "
        "[norland-vestria, c-1]"
    )


LOOKS: list[dict[str, Any]] = [
    {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, "forced_colors": forced}
    for width, scheme, forced in (
        (390, "light", "none"),
        (900, "dark", "none"),
        (1300, "light", "none"),
        (1300, "light", "active"),
    )
]


@pytest.mark.parametrize("look", LOOKS, ids=["phone", "dark", "light", "forced"])
def test_axe_finds_no_barrier_in_a_sample(
    barriers: Any, samples: dict[Path, ArticleAnalysis], look: dict[str, Any]
) -> None:
    for path in list(samples)[::4]:
        assert barriers(path, **look) == [], path.name


@pytest.fixture
def long_page(tmp_path: Path) -> Path:
    """A page whose article has many more rows than usual."""
    analysed = sample.analysed()
    row, said = analysed.commitments[1], analysed.attributions[0]
    long = "keep the channel open " * 9
    several = tuple(
        replace(row, commitment_id=f"x-{n}", action=long, parties=(f"a-{n}",), party_names=(f"Land {n}",))
        for n in range(60)
    )
    spoken = tuple(replace(said, attribution_id=f"y-{n}") for n in range(60))
    return page_on(tmp_path, replace(analysed, commitments=several, attributions=spoken))


def test_heads_stay_in_sight_and_nothing_overflows(visit: Any, long_page: Path) -> None:
    page = visit(long_page, viewport={"width": 1300, "height": 700}).page
    page.evaluate("scrollTo({ top: 1500, behavior: 'instant' })")
    assert 0 <= page.locator(".contents").bounding_box()["y"] < 5
    assert 0 < page.locator(".deeds thead th").first.bounding_box()["y"] < 60
    narrow = visit(long_page, viewport={"width": 320, "height": 700}).page
    assert narrow.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
