"""The executed notebook as one HTML file that needs nothing else: style, script and figures are inside.

An nbconvert template of our own on nbconvert's ``base``, with Jinja's autoescape switched on. A ``Content-Security-Policy``
lets nothing be fetched and no script run but the one whose hash it names.
"""

from __future__ import annotations

import base64
import copy
import re
import sys
from collections.abc import Mapping
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from toolkit.display.render import ESCAPED, clean, style_element
from toolkit.reporting.assets import TEMPLATES, assets
from toolkit.reporting.engine import ANSI, Failure
from toolkit.reporting.sanitize import sanitized

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # see toolkit.reporting.engine

_HEADING = re.compile(r"\A\s*##[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*(?:\n|\Z)(?P<rest>.*)\Z", re.DOTALL)
_HIDDEN = "notebook-only"
_SETUP = {"parameters", "injected-parameters", "setup"}


def page(
    notebook: Any, title: str, *, name: str, failure: Failure | None = None, links: Mapping[str, str] | None = None
) -> str:
    """The HTML of an executed notebook.

    Each second-level heading of a markdown cell opens a section; code is folded behind its output. Cells tagged
    ``notebook-only`` are left out; cells that only set things up come last.

    Parameters
    ----------
    notebook
        An nbformat 4 node.
    title
        The page's title and first heading: plain text.
    name
        Stem of the files beside the page.
    failure
        Why the notebook did not run to its end; said at the top.
    links
        Text and address of files beside the page.
    """
    nodes, contents = _sections(notebook)
    known = {"title": clean(title), "contents": contents, "failure": failure, "links": dict(links or {}), "name": name}
    resources = {"readout": known | assets()}
    html, _ = _exporter().from_notebook_node(nodes, resources=resources)
    return with_footnotes(clean(html))


_LINK = re.compile(r'<a (?P<attributes>[^>]*?href="(?P<address>[^"#][^"]*)"[^>]*)>')


def with_footnotes(html: str) -> str:
    """A page whose links to other pages are numbered, with a list of their addresses: both are seen in print only.

    Links to the same file have the same number; addresses within a file are left out, since paper cannot follow them.
    """
    main, end, rest = html.partition("</main>")
    notes: dict[str, int] = {}

    def numbered(match: re.Match[str]) -> str:
        number = notes.setdefault(match["address"].partition("#")[0], len(notes) + 1)
        return f'<a {match["attributes"]} data-note="{number}">'

    before, start, body = main.partition("<main")
    body = _LINK.sub(numbered, body)
    if not notes:
        return html
    items = "".join(f"<li>{address}</li>" for address in notes)
    listed = f'<section class="footnotes" aria-labelledby="links"><h2 id="links">Links</h2><ol>{items}</ol></section>\n'
    return f"{before}{start}{body}{listed}{end}{rest}"


def _sections(notebook: Any) -> tuple[Any, list[tuple[str, str]]]:
    """A copy of the notebook whose cells know which section they open, and the table of contents."""
    nodes = copy.deepcopy(notebook)
    shown = [cell for cell in nodes.cells if _HIDDEN not in cell.metadata.get("tags", [])]
    setup = [cell for cell in shown if _SETUP & set(cell.metadata.get("tags", [])) and not cell.get("outputs")]
    nodes.cells = [cell for cell in shown if cell not in setup] + setup
    contents: list[tuple[str, str]] = []
    for cell in nodes.cells:
        cell.metadata["section"] = None
        match = _HEADING.match(cell.source) if cell.cell_type == "markdown" else None
        if match:
            anchor = _anchor(match["title"], {used for used, _ in contents})
            cell.metadata["section"] = {
                "id": anchor,
                "title": match["title"],
                "first": not contents,
                "kind": " ".join(tag for tag in cell.metadata.get("tags", []) if tag.isalpha()),
            }
            cell.source = match["rest"]
            contents.append((anchor, match["title"]))
    return nodes, contents


def _anchor(title: str, used: set[str]) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "section"
    numbered = (f"{slug}-{n}" for n in range(2, len(used) + 3))
    return slug if slug not in used else next(name for name in numbered if name not in used)


@cache
def _exporter() -> Any:
    from nbconvert.exporters.templateexporter import TemplateExporter
    from nbconvert.filters.highlight import Highlight2HTML
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    class Exporter(TemplateExporter):
        """nbconvert's machinery without what its own HTML exporter adds."""

        output_mimetype = "text/html"

    def markdown(source: str) -> Markup:
        renderer = IPythonRenderer(escape=True, allow_harmful_protocols=False, exclude_anchor_links=True)
        html = MarkdownWithMath(renderer=renderer).render(clean(source))
        return Markup(re.sub(r"<(/?)h1\b", r"<\1h2", html))  # raw HTML is escaped; the page has its own h1

    def code(source: str) -> Markup:
        return Markup(Highlight2HTML(pygments_lexer="python")(clean(source)))

    def html(output: Any) -> Markup:
        source = output.data["text/html"]
        if output.get("metadata", {}).get("text/html") == ESCAPED:
            return Markup(clean(source.replace(style_element(), "")))
        return Markup(clean(sanitized(source)))

    def svg_address(source: str) -> str:
        return "data:image/svg+xml;base64," + base64.b64encode(source.encode("utf-8", "replace")).decode()

    exporter = Exporter(
        template_name="readout", template_file="index.html.j2", extra_template_basedirs=[str(TEMPLATES)]
    )
    exporter.environment.autoescape = True
    exporter.environment.finalize = lambda value: "" if value is None else value
    exporter.filters = {}
    for name, own in {
        "markdown_safe": markdown,
        "code": code,
        "own_html": html,
        "svg_address": svg_address,
        "plain": lambda text: escape(clean(ANSI.sub("", text))),
    }.items():
        exporter.register_filter(name, own)
    return exporter
