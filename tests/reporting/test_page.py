"""The page of a notebook: self-contained, safe, sound HTML, every link leads somewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import nbformat
import pytest

from toolkit.reporting import ReportRun
from toolkit.reporting.engine import Failure
from toolkit.reporting.page import EMPTY, page, with_footnotes
from toolkit.reporting.steady import normalise, plain

VOID = {"meta", "link", "img", "input", "br", "hr"}
V4 = nbformat.v4


class Page(HTMLParser):
    """Notes what a test asks about, and whether every element is closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, attrs)
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, (tag, self.getpos())

    def values(self, attribute: str) -> list[str]:
        return [attributes[attribute] or "" for _, attributes in self.tags if attribute in attributes]


def pages(run: ReportRun) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(run.folder.glob("*.html"))]


def notebook(*cells: Any) -> Any:
    return V4.new_notebook(cells=list(cells))


def output(**data: str) -> Any:
    mime = {key.replace("__", "+").replace("_", "/"): value for key, value in data.items()}
    return V4.new_code_cell("x", outputs=[V4.new_output("display_data", data=mime)])


@pytest.mark.slow
def test_made_pages_are_sound_and_every_internal_link_resolves(made: ReportRun) -> None:
    for html in pages(made):
        parsed = Page(html)
        ids = parsed.values("id")
        assert len(ids) == len(set(ids))
        targets = [link[1:] for link in parsed.values("href") if link.startswith("#") and "=" not in link]
        assert set(targets) <= set(ids)
        for reference in parsed.values("aria-labelledby"):
            assert reference in ids


@pytest.mark.slow
def test_made_pages_ask_for_nothing(made: ReportRun) -> None:
    for html in pages(made):
        parsed = Page(html)
        assert not [src for src in parsed.values("src") if not src.startswith("data:")]
        assert not [link for link in parsed.values("href") if re.match(r"(?i)\s*(https?|//|javascript|data)", link)]
        assert "url(http" not in html
        assert "@import" not in html
        assert {tag for tag, _ in parsed.tags}.isdisjoint({"link", "iframe", "object", "embed", "base", "form"})


@pytest.mark.slow
def test_the_policy_allows_our_script_and_no_other(made: ReportRun) -> None:
    for html in pages(made):
        scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
        assert len(scripts) == 1
        digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
        assert policy
        assert f"script-src 'sha256-{digest}'" in policy[1]
        assert policy[1].startswith("default-src 'none';")
        assert html.index("Content-Security-Policy") < html.index("<title>")


@pytest.mark.slow
def test_made_pages_have_landmarks_and_ordered_headings(made: ReportRun) -> None:
    for html in pages(made):
        tags = [tag for tag, _ in Page(html).tags]
        assert [tags.count(tag) for tag in ("main", "h1", "header")] == [1, 1, 1]
        levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
        assert 'lang="en"' in html
        assert 'class="skip" href="#main"' in html


def test_outputs_of_other_notebooks_cannot_run_scripts_or_break_the_page() -> None:
    hostile = "</pre></style><script>alert(1)</script>\x1b[31m{{ 7*7 }}"
    html = page(
        notebook(
            V4.new_markdown_cell(f"## {hostile}\n\ntext <script>alert(2)</script> [x](javascript:alert(3))"),
            V4.new_code_cell(f"print('{hostile}')", outputs=[V4.new_output("stream", name="stdout", text=hostile)]),
            output(text_plain=hostile),
            output(text_markdown=hostile),
            output(application_javascript="alert(4)", text_plain="a script"),
            output(image_svg__xml="<svg><script>alert(5)</script></svg>"),
        ),
        hostile,
        name="x",
        failure=Failure(1, hostile, hostile),
    )
    parsed = Page(html)
    assert [tag for tag, _ in parsed.tags].count("script") == 1
    assert not [link for link in parsed.values("href") if "javascript" in link.lower()]
    assert "\x1b" not in html


def test_headings_make_sections_with_names_of_their_own() -> None:
    html = page(notebook(*(V4.new_markdown_cell("## The same\n\nwords") for _ in range(2))), "t", name="x")
    assert re.findall(r'<section id="([^"]*)" aria-labelledby="h-\1"', html) == ["the-same", "the-same-2"]
    assert html.count("<p>words</p>") == 2


def test_a_notebooks_own_title_stands_below_the_pages() -> None:
    html = page(notebook(V4.new_markdown_cell("# Mine")), "t", name="x")
    assert html.count("<h1") == 1
    assert re.search(r"<h2[^>]*>Mine", html)


def test_code_is_folded_and_cells_for_the_notebook_alone_are_left_out() -> None:
    hidden = V4.new_markdown_cell("only in Jupyter", metadata={"tags": ["notebook-only"]})
    setup = V4.new_code_cell("import this", metadata={"tags": ["setup"]})
    html = page(notebook(hidden, setup, V4.new_markdown_cell("## One"), output(text_html="<b>two</b>")), "t", name="x")
    assert "only in Jupyter" not in html
    assert html.count('<div class="code">') == 1
    assert html.index("two") < html.index("<details>") < html.index('<div class="code">') < html.rindex("this")
    Page(html)


def test_the_closing_section_and_the_code_are_one_block_at_the_end() -> None:
    end = V4.new_markdown_cell("## End", metadata={"tags": ["closing"]})
    html = page(
        notebook(V4.new_markdown_cell("## One"), output(text_plain="1"), end, output(text_plain="2")), "t", name="x"
    )
    closing = html[html.index("<section", html.index(">One<")) :]
    assert closing.count("<details>") == closing.count("<section") == 1
    assert closing.index("<summary><h2") < closing.index(">2<") < closing.index('<div class="code">')
    Page(html)


def test_no_heading_has_nothing_under_it() -> None:
    empty = V4.new_code_cell("x", outputs=[V4.new_output("display_data", {"text/html": EMPTY})])
    cells = [V4.new_markdown_cell(f"## {title}") for title in ("One", "Two", "Three")]
    html = page(notebook(cells[0], empty, cells[1], output(text_plain="there"), cells[2]), "t", name="x")
    assert re.findall(r"<h2[^>]*>([^<]*)", html) == ["Two", "Code"]
    assert html.count("x</span>") == 2
    Page(html)


def test_money_is_not_mathematics() -> None:
    html = page(notebook(V4.new_markdown_cell("from $5 to $6 bn")), "t", name="x")
    assert "from $5 to $6 bn" in html


def test_images_have_alternative_texts() -> None:
    png = "iVBORw0KGgoAAAANSUhEUg=="
    described = V4.new_code_cell(
        "x", outputs=[V4.new_output("display_data", {"image/png": png}, metadata={"alt": "A bar"})]
    )
    html = page(notebook(output(image_png=png), described), "t", name="x")
    alts = [attributes.get("alt") for tag, attributes in Page(html).tags if tag == "img"]
    assert alts[0]
    assert alts[1] == "A bar"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[0;31mValueError\x1b[0m: no", "ValueError: no"),
        ("/tmp/ipykernel_4711/42.py:1: UserWarning: x", "<cell>:1: UserWarning: x"),
        ("an ordinary line", "an ordinary line"),
        ("a 10%\ra 50%\ra 99%\nb\r\nc", "a 99%\nb\nc"),
    ],
)
def test_colours_and_process_numbers_are_taken_out(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_executed_notebooks_lose_times_and_random_ids() -> None:
    cell = V4.new_code_cell(
        "x", metadata={"papermill": {"start_time": "now"}, "execution": {"t": "1"}, "tags": ["keep"]}
    )
    node = V4.new_notebook(
        cells=[cell],
        metadata={"papermill": {"output_path": "/x"}, "kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    normal = normalise(node)
    assert normal.cells[0].metadata == {"tags": ["keep"]}
    assert normal.cells[0].id == "cell-01"
    assert normal.metadata == {"kernelspec": {"name": "python3", "display_name": "Python 3"}}


def test_links_to_other_files_are_footnotes_in_print() -> None:
    html = (
        '<header><a href="index.html">all</a></header><main><a class="x" href="a.html#row-1">1</a> <a href="#here">2</a> '
        '<a href="https://example.org/?a=1&amp;b=2" rel="noreferrer">3</a> <a href="a.html#row-2">4</a></main>'
    )
    noted = with_footnotes(html)
    assert '<a class="x" href="a.html#row-1" data-note="1">1</a> <a href="#here">2</a>' in noted
    assert 'rel="noreferrer" data-note="2">3</a> <a href="a.html#row-2" data-note="1">4</a>' in noted
    assert "<ol><li>a.html</li><li>https://example.org/?a=1&amp;b=2</li></ol></section>\n</main>" in noted
    assert '<a href="index.html">all</a>' in noted
    assert with_footnotes("<main><a href='#x'>1</a></main>") == "<main><a href='#x'>1</a></main>"
