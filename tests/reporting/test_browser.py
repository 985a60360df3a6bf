"""The pages in a real browser, opened from disk: nothing asked for, nothing complained of, switches switch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from toolkit.reporting import ReportRun

pytestmark = pytest.mark.slow


def article(made: ReportRun, hostile: bool = False) -> Path:
    names = {r.doc_id == "norland-vestria": r.name for r in made.reports}
    return made.folder / f"{names[not hostile]}.html"


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


def test_prints(visit: Any, made: ReportRun) -> None:
    page = visit(article(made)).page
    page.emulate_media(media="print")
    assert not page.locator(".code").first.is_visible()
    assert page.locator("#row-c-1").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_axe_finds_no_barrier(barriers: Any, made: ReportRun, width: int, scheme: str) -> None:
    for path in sorted(made.folder.glob("*.html")):
        assert barriers(path, viewport={"width": width, "height": 900}, color_scheme=scheme) == [], path.name
