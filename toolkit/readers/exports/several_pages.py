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
    found = _Walk()
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            found.end(node)
        elif node.tag in apart or (node.tag not in ("body", "html") and says(node, "beside")):
            walk.skip_subtree()
            found.depth += node.tag == "article"
        else:
            found.begin(node)
    return found.parts


@dataclass(slots=True)
class _Walk:
    """Parts found so far; how many ``article`` elements are open, and how many outermost ones there were."""

    parts: list[_Part] = field(default_factory=lambda: [_Part(False, 0)])
    depth: int = 0
    count: int = 0

    def begin(self, node: HtmlElement) -> None:
        """An element begins, and its text."""
        if node.tag == "article":
            self.depth += 1
            if self.depth == 1:
                self.count += 1
                self.parts.append(_Part(False, self.count))
        elif node.tag == "h1":
            self.parts.append(_Part(True, self.count if self.depth else 0))
        if node.tag in _LINES:
            self.parts[-1].lines.append([])
        self.parts[-1].lines[-1].append(node.text or "")

    def end(self, node: HtmlElement) -> None:
        """An element ends, and what stands behind it begins."""
        if node.tag == "article":
            self.depth -= 1
            if not self.depth:
                self.parts.append(_Part(False, 0))
        self.parts[-1].lines[-1].append(node.tail or "")
