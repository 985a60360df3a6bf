"""The pages in a real browser, opened from disk: nothing asked for, nothing complained of, switches switch."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from toolkit.reporting import ReportRun

pytestmark = pytest.mark.slow


class Visit:
    """A page opened from disk, with all that it asked for and complained of."""

    def __init__(self, browser: Any, path: Path, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.said: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.said.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.goto(path.as_uri())


def article(made: ReportRun, hostile: bool = False) -> Path:
    names = {r.doc_id == "norland-vestria": r.name for r in made.reports}
    return made.folder / f"{names[not hostile]}.html"


@pytest.fixture
def visit(browser: Any) -> Iterator[Any]:
    visits: list[Visit] = []

    def open_page(path: Path, **options: Any) -> Visit:
        visits.append(Visit(browser, path, **options))
        return visits[-1]

    yield open_page
    for opened in visits:
        opened.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 900, 1440])
def test_opens_from_disk_without_a_request_or_a_complaint(visit: Any, made: ReportRun, width: int, scheme: str) -> None:
    for path in sorted(made.folder.glob("*.html")):
        opened = visit(path, viewport={"width": width, "height": 900}, color_scheme=scheme)
        assert [url for url in opened.asked if url != path.as_uri()] == []
        assert opened.said == []
        assert opened.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path.name
        assert opened.page.locator("h1").is_visible()


def test_hostile_words_run_nothing_and_are_shown_as_words(visit: Any, made: ReportRun) -> None:
    opened = visit(article(made, hostile=True))
    assert opened.page.locator("h1").inner_text().startswith("<script>alert(1)</script>")
    assert opened.page.title().startswith("<script>")
    assert opened.page.locator("img").count() == 0
    assert opened.said == []


def test_the_policy_stops_a_script_that_got_in(visit: Any, made: ReportRun, tmp_path: Path) -> None:
    html = article(made).read_text(encoding="utf-8")
    injected = tmp_path / "injected.html"
    injected.write_text(
        html.replace("<h1>", "<img src=x onerror='document.title=1'><script>document.title=2</script><h1>"),
        encoding="utf-8",
    )
    opened = visit(injected)
    assert opened.page.title().startswith("Norland")
    assert any("Content Security Policy" in said for said in opened.said)


@pytest.mark.parametrize("scripts", [True, False])
def test_layers_switch_with_and_without_scripts(visit: Any, made: ReportRun, scripts: bool) -> None:
    page = visit(article(made), java_script_enabled=scripts).page
    mark, label = page.locator("#at-c-1"), page.locator(".words .ref-commitments").first
    assert label.is_visible()
    marked = mark.bounding_box()
    page.locator("input.layer-commitments").uncheck()
    assert not label.is_visible()
    assert mark.is_visible()
    assert marked is not None
    assert page.locator(".words .ref-statements").first.is_visible()
    page.locator("input.layer-commitments").check()
    assert label.is_visible()


def test_switching_a_layer_takes_its_look_away(visit: Any, made: ReportRun) -> None:
    page = visit(article(made)).page
    background = "getComputedStyle(document.querySelector('#at-c-1')).backgroundColor"
    before = page.evaluate(background)
    page.locator("input.layer-commitments").uncheck()
    assert page.evaluate(background) == "rgba(0, 0, 0, 0)" != before


def test_a_row_leads_to_its_words_and_back(visit: Any, made: ReportRun) -> None:
    page = visit(article(made), viewport={"width": 1440, "height": 900}).page
    page.locator("#row-c-3 a.ref").first.click()
    assert page.url.endswith("#at-c-3")
    assert page.locator("#at-c-3").evaluate("e => e.matches(':target')")
    page.locator(".words a.ref[href='#row-c-3']").click()
    assert page.url.endswith("#row-c-3")
    page.locator(".words .trg[data-rows='c-5']").click()
    assert page.url.endswith("#row-c-5")


def test_a_table_is_searched_and_sorted(visit: Any, made: ReportRun) -> None:
    page = visit(article(made)).page
    table = page.locator("table[data-table=undertakings]")
    section = page.locator("section#undertakings")
    section.locator("input[type=search]").fill("fishing")
    rows = table.locator("tbody tr:not(.group)")
    assert next(row for row in rows.all() if row.is_visible()).get_attribute("id") == "row-c-5"
    assert sum(row.is_visible() for row in rows.all()) == 1
    assert "1 of 7" in section.locator("output").inner_text()
    section.locator("input[type=search]").fill("")
    actors = page.locator("table[data-table=actors]")
    actors.get_by_role("button", name="Actor").click()
    names = actors.locator("tbody th").all_inner_texts()
    assert [name.split("\n")[0] for name in names] == sorted(name.split("\n")[0] for name in names)
    assert actors.locator("thead th").first.get_attribute("aria-sort") == "ascending"


def test_a_search_hides_rows_on_a_phone_too(visit: Any, made: ReportRun) -> None:
    page = visit(article(made), viewport={"width": 390, "height": 800}).page
    page.locator("section#undertakings input[type=search]").fill("fishing")
    assert page.locator("#row-c-5").is_visible()
    assert not page.locator("#row-c-1").is_visible()


def test_without_scripts_everything_is_there(visit: Any, made: ReportRun) -> None:
    page = visit(article(made), java_script_enabled=False).page
    for row in ("#row-c-1", "#row-s-1", "#row-e-1", "#row-a-nor", "#at-c-1"):
        assert page.locator(row).is_visible()


def test_the_keyboard_reaches_links_switches_and_code(visit: Any, made: ReportRun) -> None:
    page = visit(article(made), viewport={"width": 1440, "height": 900}).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    reached = set()
    for _ in range(400):
        page.keyboard.press("Tab")
        tag = page.evaluate("document.activeElement.tagName + ' ' + document.activeElement.className")
        if tag.startswith("BODY"):
            break
        reached.add(tag.strip())
    assert {"SUMMARY", "INPUT layer-actors", "INPUT", "BUTTON sort", "BUTTON copy", "A ref"} <= reached


def test_a_row_is_cited(visit: Any, made: ReportRun) -> None:
    opened = visit(article(made))
    opened.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened.page.locator("#row-c-1 button.copy").click()
    cited = opened.page.evaluate("navigator.clipboard.readText()")
    assert "reopen the ferry line across the Sound" in cited
    assert "Harbour Wire, 12 May 2031" in cited
    assert "c-1" in cited


def shown(page: Any, table: str) -> int:
    return page.locator(f"table[data-table={table}] tbody tr:visible").count()


def test_the_index_is_searched_and_filtered(visit: Any, made: ReportRun) -> None:
    index = visit(made.index).page
    assert shown(index, "articles") == 2
    everything, actors = shown(index, "undertakings"), shown(index, "actors")
    search = index.get_by_label("Search in everything")
    search.fill("toll lorries")
    assert 0 < shown(index, "undertakings") < everything
    assert shown(index, "actors") == 0
    search.fill("")
    assert shown(index, "actors") == actors
    index.get_by_label("Status in undertakings").select_option("refused")
    refused = shown(index, "undertakings")
    assert 0 < refused < everything
    assert f"{refused} of {everything} rows" in index.locator("section:has(#undertakings) output").inner_text()
    index.get_by_label("Type in actors").select_option("state")
    assert 0 < shown(index, "actors") < actors


def test_undertakings_are_filtered_by_topic_under_their_party(visit: Any, made: ReportRun) -> None:
    page = visit(article(made)).page
    page.get_by_label("Topic in undertakings").select_option("Transport and travel")
    assert page.locator("table[data-table=undertakings] tr.group:visible").all_inner_texts() == [
        "Norland and Vestria 3",
        "Transport and travel\n(Norland and Vestria)",
    ]
    page.get_by_label("Topic in undertakings").select_option("")
    assert page.locator("table[data-table=undertakings] tr.group:visible").count() == 7


def test_prints(visit: Any, made: ReportRun) -> None:
    page = visit(article(made)).page
    page.emulate_media(media="print")
    assert not page.locator("details.code").first.is_visible()
    assert page.locator("#row-c-1").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_axe_finds_no_barrier(visit: Any, made: ReportRun, width: int, scheme: str) -> None:
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("axe-core is not installed (pip install axe-playwright-python)")
    axe = Path(found.origin).with_name("axe.min.js").read_text(encoding="utf-8")
    for path in sorted(made.folder.glob("*.html")):
        # the page's own policy would not let axe in
        page = visit(path, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True).page
        page.evaluate(axe)
        rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        violations = page.evaluate("rules => axe.run(document, {runOnly: rules}).then(r => r.violations)", rules)
        assert [(v["id"], [node["html"][:200] for node in v["nodes"][:3]]) for v in violations] == [], path.name
