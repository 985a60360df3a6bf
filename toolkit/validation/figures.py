"""Small figures drawn by matplotlib, as SVG that takes its colours and fonts from the page.

Each comes with a text that says what it shows; the tables beside them hold the same numbers.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from markupsafe import Markup, escape

from toolkit.display.render import clean

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, MUTED, FIRST, SECOND = "#010101", "#020202", "#030303", "#040404"
"""Stand-ins for colours of the page: put into the drawing here, exchanged for CSS variables in :func:`svg`."""

_VARIABLES = {INK: "--ink", MUTED: "--muted", FIRST: "--speech", SECOND: "--deed"}
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_KEPT = {"svg", "g", "path", "rect", "line", "text", "tspan", "use", "defs", "clipPath", "circle"}


@dataclass(frozen=True)
class Picture:
    """An SVG element for a page, and what it shows in words."""

    svg: Markup
    alt: str


@contextmanager
def drawing(width: float, height: float) -> Iterator[tuple[Figure, Axes]]:
    """A figure of the given size in inches, independent of the user's matplotlib settings."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    settings = {
        "svg.fonttype": "none",
        "svg.hashsalt": "readout",
        "text.parse_math": False,
        "font.size": 10,
        "font.family": ["DejaVu Sans"],
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
    with mpl.rc_context(), warnings.catch_warnings():
        # a name in a script that the font lacks: text stays text, and the page's fonts draw it
        warnings.filterwarnings("ignore", r"Glyph \d+ |Matplotlib currently does not support", UserWarning)
        mpl.rcdefaults()
        mpl.rcParams.update(settings)  # type: ignore[arg-type]  # its stubs want each key as a literal
        figure = Figure(figsize=(width, height), layout="constrained")
        axes = figure.subplots()
        axes.tick_params(colors=MUTED, length=0)
        for spine in axes.spines.values():
            spine.set_visible(False)
        yield figure, axes


def svg(figure: Figure, name: str, alt: str) -> Markup:
    """The figure as an SVG element to stand in a page.

    Only drawing elements are kept; ids are made unique by ``name``, and the stand-in colours become CSS variables.
    """
    target = io.StringIO()
    figure.savefig(
        target, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")), transparent=True
    )
    root = ElementTree.fromstring(target.getvalue())
    _prune(root, name, set(re.findall(r"url\(#([^)]+)\)", target.getvalue())))
    box = root.get("viewBox", "0 0 100 100")
    width = float(box.split()[2])
    body = "".join(_write(child) for child in root)
    for colour, variable in _VARIABLES.items():
        body = body.replace(colour, f"var({variable})")
    opening = Markup('<svg role="img" viewBox="{}" style="max-width:{:.0f}px" aria-label="{}">').format(
        box, width * 4 / 3, clean(alt)
    )
    return opening + Markup(body) + Markup("</svg>")


def _prune(element: ElementTree.Element, name: str, used: set[str]) -> None:
    for child in list(element):
        if child.tag.removeprefix(_SVG) not in _KEPT:
            element.remove(child)
        else:
            _prune(child, name, used)
    identity = element.attrib.pop("id", None)
    if identity and (identity in used or element.tag == f"{_SVG}path"):
        element.set("id", f"{name}-{identity}")
    for key, value in list(element.attrib.items()):
        if key == f"{_XLINK}href":
            del element.attrib[key]
            element.set("href", f"#{name}-{value.removeprefix('#')}")
        elif "url(#" in value:
            element.set(key, value.replace("url(#", f"url(#{name}-"))
        elif key == "style":
            element.set(key, re.sub(r"font: [^;]*|font-family: [^;]*;?", _font_size, value))


def _font_size(match: re.Match[str]) -> str:
    size = re.search(r"[\d.]+px", match.group())
    return f"font-size: {size.group()}" if size else ""


def _write(element: ElementTree.Element) -> str:
    tag = element.tag.removeprefix(_SVG)
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in element.attrib.items() if "{" not in key)
    text = escape((element.text or "").strip())
    return f"<{tag}{attributes}>{text}{''.join(_write(child) for child in element)}</{tag}>"
