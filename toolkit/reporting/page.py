"""The executed notebook as one HTML file that needs nothing else: style, script and figures are inside.

An nbconvert template of our own on nbconvert's ``base``, with Jinja's autoescape switched on. A ``Content-Security-Policy``
lets nothing be fetched and no script run but the one whose hash it names.
"""

from __future__ import annotations

import base64
import copy
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from toolkit.display.render import ESCAPED, clean, style_element, wrap
from toolkit.reporting.assets import TEMPLATES, assets
from toolkit.reporting.engine import Failure
from toolkit.reporting.sanitize import sanitized
from toolkit.reporting.steady import ANSI

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # see toolkit.reporting.engine

_HEADING = re.compile(r"\A\s*##[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*(?:\n|\Z)(?P<rest>.*)\Z", re.DOTALL)
EMPTY = wrap(Markup(""))
"""What a fragment shows that has nothing to show."""

_HIDDEN, _BRIEF, _CLOSING = "notebook-only", "brief", "closing"
_SETUP = {"parameters", "injected-parameters", "setup"}


def page(
    notebook: Any,
    title: str,
    *,
    name: str,
    failure: Failure | None = None,
    links: Mapping[str, str] | None = None,
    about: Sequence[str] = (),
) -> str:
    """The HTML of an executed notebook.

    Each second-level heading of a markdown cell opens a section, unless nothing would stand under it. All code is folded
    away at the end, with what the section tagged ``closing`` shows. Cells tagged ``notebook-only`` are left out.

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
    about
        What the page is about, in the few words of one line.
    """
    nodes, sections = _sections(notebook)
    known = {
        "title": clean(title),
        "about": [clean(words) for words in about],
        "contents": [(s["id"], s["title"]) for s in sections if _BRIEF not in s["kind"]],
        "sections": len(sections),
        "closing": any(s["closing"] for s in sections),
        "failure": failure,
        "links": dict(links or {}),
        "name": name,
        "code": [cell.source for cell in nodes.cells if cell.cell_type == "code" and cell.source.strip()],
    }
    resources = {"readout": known | assets(paged=_has_paged(notebook))}
    html, _ = _exporter().from_notebook_node(nodes, resources=resources)
    return with_footnotes(clean(html))


def _has_paged(notebook: Any) -> bool:
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    return any("data-paged=" in output.get("data", {}).get("text/html", "") for output in outputs)


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


def _sections(notebook: Any) -> tuple[Any, list[dict[str, Any]]]:
    """A copy of the notebook whose cells know which section they open, and the sections."""
    nodes = copy.deepcopy(notebook)
    nodes.cells = _ordered(nodes.cells)
    sections: list[dict[str, Any]] = []
    opening: list[Any] = []
    for cell in nodes.cells:
        cell.metadata["section"] = None
        if match := _heading(cell):
            kind = [tag for tag in cell.metadata.get("tags", []) if tag.isalpha()]
            anchor = _anchor(match["title"], {other["id"] for other in sections})
            sections.append(
                {"id": anchor, "title": match["title"], "first": not sections, "kind": kind, "closing": False}
            )
            cell.source = match["rest"]
            opening.append(cell)
    if sections:
        sections[-1]["closing"] = _CLOSING in sections[-1]["kind"]
    for cell, section in zip(opening, sections, strict=True):
        cell.metadata["section"] = section
    return nodes, sections


def _ordered(cells: Iterable[Any]) -> list[Any]:
    """The cells that a page shows or whose code it tells: those that only set things up first."""
    shown = [cell for cell in cells if _HIDDEN not in cell.metadata.get("tags", [])]
    setup = [cell for cell in shown if _SETUP & set(cell.metadata.get("tags", [])) and not cell.get("outputs")]
    return [*setup, *(cell for group in _groups(cell for cell in shown if cell not in setup) for cell in group)]


def _heading(cell: Any) -> re.Match[str] | None:
    return _HEADING.match(cell.source) if cell.cell_type == "markdown" else None


def _groups(cells: Iterable[Any]) -> Iterator[list[Any]]:
    """The cells by section; one under whose heading nothing would stand is left out, but for its code."""
    groups: list[list[Any]] = [[]]
    for cell in cells:
        if _heading(cell):
            groups.append([])
        groups[-1].append(cell)
    for group in groups:
        match = _heading(group[0]) if group else None
        bare = match and not match["rest"].strip() and not any(_shows(cell) for cell in group[1:])
        yield group[1:] if bare else group


def _shows(cell: Any) -> bool:
    """Whether anything of a cell is seen beside its code."""
    if cell.cell_type != "code":
        return bool(cell.source.strip())
    return any(output.get("data", {}).get("text/html") != EMPTY for output in cell.get("outputs", ()))


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
