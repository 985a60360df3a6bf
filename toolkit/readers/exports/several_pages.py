"""Does a web page hold several articles? Then trafilatura would take one of them, or make one of all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.lexicon import words
from toolkit.readers.exports.several import LEAST, heads_of
from toolkit.readers.pagedate import says

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LINES = frozenset({"p", "h1", "h2", "h3", "h4", "div", "time", "li", "br", "td"})
"""Elements that begin a line of their own."""


@dataclass(slots=True)
class _Part:
    """What stands below a main heading, or in an ``article`` element (its number), as lines."""

    headed: bool
    article: int
    lines: list[list[str]] = field(default_factory=lambda: [[]])

    @property
    def text(self) -> str:
        """The lines that are not empty."""
        told = (" ".join("".join(pieces).split()) for pieces in self.lines)
        return "\n".join(line for line in told if line)


def several_in_page(tree: HtmlElement) -> str | None:
    """What speaks for several articles in a page, for the message; ``None`` where nothing does.

    Several ``article`` elements, each with a main heading and an article's worth of text; or several main headings, each
    with a date or an author below it. Comments, teasers and the posts of a live page have neither.

    Parameters
    ----------
    tree
        The page, as it was saved.
    """
    texts = [(part, part.text) for part in _parts(tree)]
    long = [(part, text) for part, text in texts if len(text.split()) >= 2 * LEAST]
    if len({part.article for part, _ in long if part.headed and part.article}) > 1:
        return "more than one article element has a main heading and text"
    if len(heads_of(text for _, text in long)) > 1:
        return "more than one main heading has a date or an author"
    return None


def _parts(tree: HtmlElement) -> list[_Part]:
    """The page's texts, parted at main headings and at the outermost ``article`` elements; one walk, whatever the depth."""
    from lxml import etree

    apart = words("pages", "elements.apart")
    parts, depth, count = [_Part(False, 0)], 0, 0
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            depth -= node.tag == "article"
            if node.tag == "article" and not depth:
                parts.append(_Part(False, 0))
            parts[-1].lines[-1].append(node.tail or "")
            continue
        depth += node.tag == "article"
        if node.tag in apart or (node.tag not in ("body", "html") and says(node, "beside")):
            walk.skip_subtree()
            continue
        if node.tag == "article" and depth == 1:
            count += 1
            parts.append(_Part(False, count))
        elif node.tag == "h1":
            parts.append(_Part(True, count if depth else 0))
        if node.tag in _LINES:
            parts[-1].lines.append([])
        parts[-1].lines[-1].append(node.text or "")
    return parts
