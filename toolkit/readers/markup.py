"""Web pages before their text is taken out: words that inline elements, heads and tables would swallow are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from toolkit.errors import ReadError
from toolkit.lexicon import words
from toolkit.readers.lines import ends_sentence
from toolkit.readers.pagedate import is_beside, says

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_GONE, _INLINE, _APART, _BLOCKS = (
    words("pages", f"elements.{kind}") for kind in ("struck", "phrase", "apart", "block")
)
_UNWRAPPED = words("pages", "elements.plain") | _GONE
_NOTE = re.compile(r"\s*[\[(]?(?:\d{1,3}|[*†‡§a-z])[\])]?\s*$")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML allows in no text, so that lxml refuses it."""
LEAST_WORDS, LEAST_CELL = 8, 4
"""Words that a paragraph and a cell of a table must have to be part of the article: fewer are a label."""
MOST_LOST = 200
"""So many pieces of text are looked for in the article, each in all of it."""
_NEAR = 3
"""So far above an element a quotation or a cell around it is looked for."""
_KEY = 40
"""So many letters tell one paragraph from another."""


def tree_of(page: str) -> HtmlElement:
    """The page as a tree, however deep its elements lie.

    Raises
    ------
    ReadError
        There is no element in it.
    """
    from lxml import etree, html

    # libxml2 drops what lies under 256 elements unless trees may be huge
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree: HtmlElement = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise ReadError("no_text", "The page could not be taken apart. Save the article's text as .txt.") from error
    return tree


def keep_words(tree: HtmlElement) -> None:
    """Change the tree so that no word is lost or run into the next: inline elements become text, ``<q>`` gets its marks."""
    for parent in reversed(list(tree.iter())):  # what lies deepest first
        if any(child.tag in _UNWRAPPED for child in parent):
            _unwrap(parent)
    for node in tree.iter(*_INLINE):
        _part(node)


class _Content:
    """Text and elements put one behind the other into an element; each piece of text is joined once, however many there are."""

    def __init__(self, parent: HtmlElement) -> None:
        self.parent = parent
        self.last: HtmlElement | None = None
        self.texts = [parent.text or ""]

    def write(self, *texts: str | None) -> None:
        self.texts += (text or "" for text in texts)

    def end(self) -> str:
        """The last characters written."""
        return "".join(self.texts[-4:])

    def keep(self, node: HtmlElement) -> None:
        """Go on behind a child that stays where it is."""
        self.flush()
        self.last = node

    def insert(self, node: HtmlElement) -> None:
        """Put an element behind what was written."""
        self.flush()
        node.tail = None
        if self.last is None:
            self.parent.insert(0, node)
        else:
            tail, self.last.tail = self.last.tail, None
            self.last.addnext(node)
            self.last.tail = tail
        self.last = node

    def flush(self) -> None:
        text = _NO_TEXT.sub("", "".join(self.texts))
        if self.last is None:
            self.parent.text = text
        else:
            self.last.tail = text
        self.texts = []


def _unwrap(parent: HtmlElement) -> None:
    """Make text of an element's inline children."""
    content = _Content(parent)
    for child in list(parent):
        tail = child.tail
        if child.tag not in _UNWRAPPED:
            content.keep(child)
        else:
            before, after = _quotation_marks(child, content.end()) if child.tag == "q" else ("", "")
            parent.remove(child)
            if not _is_left_out(child):
                content.write(before, child.text)
                for inner in list(child):
                    inner_tail = inner.tail
                    content.insert(inner)
                    content.write(inner_tail)
                content.write(after)
        content.write(tail)
    content.flush()


def _is_left_out(node: HtmlElement) -> bool:
    """Whether an inline element is no part of the sentence: struck out, or the mark of a note."""
    return node.tag in _GONE or (node.tag == "sup" and bool(_NOTE.match(node.text_content())))


def _quotation_marks(node: HtmlElement, told: str) -> tuple[str, str]:
    """The marks of a ``<q>`` behind what is ``told``: single ones within another, none where the page has set its own."""
    if told.rstrip()[-1:] in ("“", '"') or (node.text or "").lstrip()[:1] in ("“", '"'):
        return "", ""
    return ("‘", "’") if any(above.tag == "q" for above in islice(node.iterancestors(), _NEAR)) else ("“", "”")


def _part(node: HtmlElement) -> None:
    """A blank between an inline element and the one right behind it, where two words would run together."""
    following = node.getnext()
    if node.tail or following is None or following.tag not in _INLINE:
        return
    before = (node.text_content().split() or [""])[-1]
    after = (following.text_content().split() or [""])[0]
    if len(before) > 1 and len(after) > 1 and after[0].isalnum() and not node.text_content()[-1:].isspace():
        node.tail = " "


def pieces(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The elements that hold a paragraph's words and no other paragraph, outside menus, asides and forms, in order."""
    from lxml import etree

    above = _containers(tree)
    walk = etree.iterwalk(tree, events=("start",))
    for _, node in walk:
        if node.tag in _APART:
            walk.skip_subtree()
        elif node not in above:
            walk.skip_subtree()
            text = " ".join(node.text_content().split())
            if text:
                yield node, text


def _containers(tree: HtmlElement) -> set[HtmlElement]:
    """The elements with a block inside them; each is looked at once."""
    above: set[HtmlElement] = set()
    for node in tree.iter(*_BLOCKS):
        parent = node.getparent()
        while parent is not None and parent not in above:
            above.add(parent)
            parent = parent.getparent()
    return above


def complete(tree: HtmlElement, lines: Sequence[str], title: str | None) -> list[str]:
    """The lines of an article with the paragraphs that its page shows between them and they lack, each in its place.

    Such are leads between headline and text, sentences in tables and in elements that hold no paragraphs usually. What stands
    beside the article (links, captions, newsletters) and what is no sentence stays out.

    Parameters
    ----------
    tree
        The page.
    lines
        The paragraphs that were taken out of it.
    title
        Its headline, which may be the first of the lines.

    Returns
    -------
    list of str
        All lines as they were, and more.
    """
    walk = _Comparison(lines, title)
    for node, text in pieces(tree):
        walk.see(node, text)
    return [line for i in range(len(lines) + 1) for line in (*walk.found.get(i, ()), *lines[i : i + 1])]


class _Comparison:
    """One walk over the pieces of a page beside the lines that were taken out of it; ``found`` stands before line n."""

    def __init__(self, lines: Sequence[str], title: str | None) -> None:
        self.lines = [_letters(line) for line in lines]
        self.headline = _letters(title or "")
        self.places = {bare[:_KEY]: i for i, bare in reversed(list(enumerate(self.lines))) if bare}
        self.at = int(bool(self.headline) and self.lines[:1] == [self.headline])
        self.seen = self.layout = False
        self.looked = 0
        self.waiting: list[str] = []  # what is only known to stand in the article when a line of it follows
        self.found: dict[int, list[str]] = {}

    def see(self, node: HtmlElement, text: str) -> None:
        bare = _letters(text)
        place = self.places.get(bare[:_KEY], -1)
        if node.tag == "h1" or bare == self.headline:
            self.seen, self.waiting = True, []
            self.layout = next(node.iterancestors("td"), None) is not None
        elif place + 1 >= max(self.at, 1):
            self.found.setdefault(self.at, []).extend(self.waiting if self.seen else [])
            self.at, self.seen, self.waiting = place + 1, True, []
        elif self.seen and self._is_lost(node, text, bare):
            kept = self.found.setdefault(self.at, []) if self._is_cell(node) else self.waiting
            kept.append(text)

    def _is_lost(self, node: HtmlElement, text: str, bare: str) -> bool:
        """Whether a piece is a sentence of the article, or one of its leads, which need no full stop, and no line has it."""
        sentence, words = ends_sentence(text), len(text.split())
        if self._is_cell(node):
            belongs = sentence and words >= LEAST_CELL
        else:
            lead = not self.found and (node.tag in ("p", "h2", "h3", "blockquote") or says(node, "lead"))
            belongs = (sentence or lead) and words >= LEAST_WORDS and not is_beside(node)
        self.looked += belongs
        return belongs and self.looked <= MOST_LOST and bare not in "".join(self.lines)

    def _is_cell(self, node: HtmlElement) -> bool:
        """Whether a piece stands in a table, and the table is not the page's layout."""
        return not self.layout and any(
            above.tag in ("td", "th") for above in (node, *islice(node.iterancestors(), _NEAR))
        )


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text)
