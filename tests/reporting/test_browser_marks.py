"""A reader marks rows of a report opened from disk, saves the decisions, and the next run carries them out."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import toolkit as tk
from toolkit.cli.main import main
from toolkit.corrections import replay
from toolkit.corrections.decisions import read
from toolkit.findings import ArticleAnalysis
from toolkit.naming import output_name

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
DOCS = ("2023-05-09_readout_madrid", "2023-05-09_readout_rabat")


class Desk:
    """A folder of articles and the reports on it."""

    def __init__(self, folder: Path) -> None:
        self.articles, self.reports = folder / "articles", folder / "reports"
        self.articles.mkdir()
        for doc in DOCS:
            shutil.copy(ROOT / "articles" / f"{doc}.txt", self.articles)
        self.run()

    def run(self) -> str:
        """Make the reports as a user does; what was said."""
        done = CliRunner().invoke(main, ["report", str(self.articles), "-o", str(self.reports), "--no-progress"])
        assert done.exit_code == 0, done.output
        return done.output

    def page(self, doc: str) -> Path:
        return self.reports / f"{output_name(doc)}.html"

    def rows(self, doc: str = DOCS[0]) -> dict[str, Any]:
        return {row.commitment_id: row for row in tk.analyze(self.articles, progress=False)[doc].commitments}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def save(page: Any, folder: Path) -> list[Any]:
    """Save the decisions into the folder of the articles, as a reader does."""
    with page.expect_download() as saved:
        page.locator(".decisions .corrections").click()
    assert saved.value.suggested_filename == "corrections.jsonl"
    saved.value.save_as(folder / "corrections.jsonl")
    return read(folder / "corrections.jsonl")


def mark(page: Any, row: str, word: str) -> None:
    page.locator(f"[id='{row}'] button.as-{word}").first.click()


def test_marks_of_an_article_are_saved_and_carried_out_by_the_next_run(visit: Any, desk: Desk) -> None:
    page = visit(desk.page(DOCS[0]), viewport={"width": 1300, "height": 900}).page
    assert page.locator(".decisions").is_hidden()
    assert page.locator(".mark-as button:visible").count() == 0
    page.get_by_role("button", name="Mark rows right or wrong").click()
    kept, gone, undone = list(desk.rows())[:3]
    mark(page, f"row-{kept}", "right")
    mark(page, f"row-{gone}", "wrong")
    mark(page, f"row-{undone}", "wrong")
    page.get_by_role("button", name="Undo").click()
    statement = page.locator(".said [data-mark]").first.get_attribute("data-mark")
    page.locator(".speakers summary").first.click()
    mark(page, f"row-{statement}", "wrong")
    comment = page.locator(".expert [data-mark]")
    page.get_by_label("Your name").fill("M. Quill")
    page.get_by_role("button", name="Done").click()
    assert page.locator(f"#row-{gone} .marked").inner_text() == "✗ wrong"
    assert (
        page.locator(f"#row-{gone} .words-of").evaluate("e => getComputedStyle(e).textDecorationLine") == "line-through"
    )
    assert page.locator(f"#row-{kept} .marked").inner_text() == "✓ right"
    assert not page.locator(f"#row-{undone} .marked").is_visible()
    made = save(page, desk.articles)
    assert [(d.action.value, d.table, d.row) for d in made] == [
        ("accept", "commitments", kept),
        ("reject", "commitments", gone),
        ("reject", "attributions", statement),
    ]
    assert {(d.doc_id, d.who) for d in made} == {(DOCS[0], "M. Quill")}
    assert made[1].words == "hold joint patrols off the Atlantic coast from July"
    assert "does not fit" not in desk.run()
    assert gone not in desk.rows()
    assert undone in desk.rows()
    assert desk.rows()[kept].origin.value == "accepted"
    page.reload()
    assert page.locator(f"#row-{gone}").count() == 0
    assert page.locator(f"#row-{statement}").count() == 0
    assert page.locator(f"#row-{kept} .by-hand").inner_text() == "accepted"
    assert page.locator(".decisions").is_hidden()
    assert comment.count() == 0


def test_marks_survive_a_reload_until_the_page_is_made_again(visit: Any, desk: Desk) -> None:
    page = visit(desk.page(DOCS[0])).page
    page.get_by_role("button", name="Mark rows right or wrong").click()
    first, second = list(desk.rows())[:2]
    mark(page, f"row-{first}", "wrong")
    mark(page, f"row-{second}", "right")
    page.reload()
    assert page.locator(f"#row-{first}.marked-wrong").count() == 1
    assert page.locator(".decisions output").inner_text() == "2 decided"
    page.get_by_role("button", name="Mark rows right or wrong").click()
    mark(page, f"row-{second}", "right")  # once more takes it back
    assert page.locator(".decisions output").inner_text() == "1 decided"
    other = visit(desk.page(DOCS[1])).page
    assert other.locator(".decisions").is_hidden()


def test_marks_in_the_ledger_are_carried_out_in_every_article_that_tells_it(visit: Any, desk: Desk) -> None:
    page = visit(desk.reports / "corpus.html", viewport={"width": 1300, "height": 900}).page
    page.get_by_role("button", name="Mark rows right or wrong").click()
    row = page.locator("[data-paged=ledger] tbody tr", has_text="customs post").first
    row.locator(".as-wrong").click()
    assert row.locator("th.what").evaluate("e => getComputedStyle(e).textDecorationLine") == "line-through"
    page.get_by_label("Search in ledger").fill("customs")  # rows drawn anew keep their marks
    assert page.locator("[data-paged=ledger] tr.marked-wrong").count() == 1
    made = save(page, desk.articles)
    assert {d.doc_id for d in made} == set(DOCS)
    before = {doc: desk.rows(doc) for doc in DOCS}
    assert not {d.row for d in made} & {key for rows in before.values() for key in rows}
    assert "does not fit" not in desk.run()
    page.reload()
    assert page.locator("[data-paged=ledger] tr.marked-wrong").count() == 0
    assert page.locator(".decisions").is_hidden()


def test_an_experts_comment_and_a_match_go_into_the_same_file(visit: Any, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    shutil.copy(ROOT / "articles" / "2023-10-06_followup_beni_enzar.txt", desk.articles)
    desk.run()
    page = visit(desk.reports / "corpus.html", viewport={"width": 1300, "height": 900}).page
    page.get_by_role("button", name="Mark rows right or wrong").click()
    page.locator("[data-paged=experts] tbody tr").first.locator(".as-right").click()
    page.locator("[data-paged=matches] .verdict input").first.check()
    made = save(page, desk.articles)
    assert [d.action.value for d in made] == ["accept", "match"]
    assert made[0].table == "commentary"
    page.get_by_role("button", name="Undo").click()
    assert not page.locator("[data-paged=matches] .verdict input").first.is_checked()
    desk.run()
    found = tk.analyze(desk.articles, progress=False)
    assert found.stale == []
    assert [row.origin.value for row in found.records("commentary") if row.commentary_id == made[0].row] == ["accepted"]


def test_rows_of_hostile_words_are_marked_too(visit: Any, made: Any) -> None:
    name = next(report.name for report in made.reports if report.doc_id != "norland-vestria")
    page = visit(made.folder / f"{name}.html").page
    page.get_by_role("button", name="Mark rows right or wrong").click()
    page.locator(".deeds .as-wrong").first.click()
    with page.expect_download() as saved:
        page.locator(".decisions .corrections").click()
    decisions = read(saved.value.path())  # those that tell a row once more go with it
    article = ArticleAnalysis.load(made.folder / f"{name}.json")
    (corrected,), stale = replay([article], decisions)  # also where the page could not show the article's name
    assert stale == []
    assert not {one.row for one in decisions} & {row.commitment_id for row in corrected.commitments}
    assert len(corrected.commitments) == len(article.commitments) - len(decisions) < len(article.commitments)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier_while_rows_are_marked(
    visit: Any, barriers: Callable[..., list[Any]], desk: Desk, scheme: str
) -> None:
    for path in (desk.page(DOCS[0]), desk.reports / "corpus.html"):
        assert barriers(path, before=MARKING, viewport={"width": 1300, "height": 900}, color_scheme=scheme) == []


MARKING = """() => {
  document.querySelector('.marking').click();
  document.querySelectorAll('.mark-as .as-wrong')[0].click();
  document.querySelectorAll('.mark-as .as-right')[1].click();
}"""
