"""``readout.yaml`` as a project writes it: read without running anything, each fault told with its line."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from toolkit.articles import Article
from toolkit.codebook.contents import FACTS, NOBODY, Codebook, Named, Word
from toolkit.corrections.editing import Unfit, blank, changed
from toolkit.corrections.file import beside
from toolkit.errors import UsageError, did_you_mean
from toolkit.lexicon import document
from toolkit.naming import CODEBOOK
from toolkit.progress import say
from toolkit.records import ROW_IDS, TABLES, ExpertKind

_COUNTRY = re.compile(r"[A-Z]{3}")
_NULL = "tag:yaml.org,2002:null"


def beside_articles(named: bool | Path | str, given: Any, articles: Iterable[Article]) -> Codebook | None:
    """The codebook of articles.

    Parameters
    ----------
    named
        Its file; ``True`` for ``readout.yaml`` in the articles' folder, if it is there; ``False`` for none.
    given
        What was asked to be read.
    articles
        What was read.

    Returns
    -------
    Codebook or None
        What it says. One that lies in one of several folders of articles is not used, which is told.

    Raises
    ------
    UsageError
        The file that was named is not there, or something in it is wrong.
    """
    if not isinstance(named, bool):
        return load(named)
    if not named:
        return None
    file = beside(given, articles, CODEBOOK)
    say(_unused(articles) if file is None else _misnamed(file))
    return load(file) if file and (file.exists() or file.is_symlink()) else None


def _unused(articles: Iterable[Article]) -> Iterator[str]:
    """What is said of files in several folders, of which none can be taken for all articles."""
    for folder in sorted({Path(article.source_path).parent for article in articles if article.source_path}):
        if (folder / CODEBOOK).exists():
            yield f"{folder / CODEBOOK} is not used: the articles lie in several folders; name it to use it for all"


def _misnamed(file: Path) -> Iterator[str]:
    other = file.with_suffix(".yml")
    if other.exists() and not file.exists():
        yield f"{other} is not read; call it {file.name}"


def load(path: Path | str) -> Codebook:
    """The codebook of a file.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Codebook
        What it says.

    Raises
    ------
    UsageError
        The file cannot be read, or something in it is wrong; the message names the line.
    """
    found, faults = read(path)
    if faults:
        more = f" ({len(faults) - 1} more: readout check lists them)" if len(faults) > 1 else ""
        raise UsageError(f"{faults[0]}{more}")
    return found


def read(path: Path | str) -> tuple[Codebook, list[str]]:
    """The codebook of a file, and what is wrong in it.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    tuple
        What could be understood; a line for each fault, in the order of the file.

    Raises
    ------
    UsageError
        The file cannot be read, or is no YAML.
    """
    file = Path(path)
    try:
        raw = file.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise UsageError(f"{file}, line {line}: is not UTF-8; save the file in that encoding") from None
    reader = _Reader(file)
    said = reader.section(_composed(text, file))
    return Codebook(file, hashlib.sha256(raw).hexdigest(), **said), [fault for _, fault in sorted(reader.faults)]


class _Loader(yaml.SafeLoader):
    """Makes nodes only, and none that stands in two places."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.composer.ComposerError(None, None, "* and & of YAML are not known here; put it in quotes", mark)
        node: yaml.Node | None = super().compose_node(parent, index)
        return node


def _composed(text: str, file: Path) -> yaml.Node | None:
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
        return node
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f", line {mark.line + 1}" if mark else ""
        raise UsageError(
            f"{file}{where}: {error.problem}. Blanks, not tabs, before a line say what it is part of; put words with "
            "special characters (: # * & @ %) in quotes"
        ) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise UsageError(f"{file}, line {line}: holds a control character ({error.character:#x}); remove it") from None
    except RecursionError:
        raise UsageError(f"{file}: is nested too deeply; three levels are all it needs") from None


class _Reader:
    """Takes what the file says, and notes what is wrong with it by line."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.faults: list[tuple[int, str]] = []

    def fault(self, line: int, message: str) -> None:
        self.faults.append((line, f"{self.file}, line {line}: {message}"))

    def section(self, root: yaml.Node | None) -> dict[str, Any]:
        """The whole file; sections that are wrong or empty are left out."""
        found: dict[str, Any] = {}
        for key, node in self.pairs(root, "the file") if root is not None and not _empty(root) else ():
            if key.text not in SECTIONS:
                hint = did_you_mean(key.text, SECTIONS) or "."
                self.fault(key.line, f"there is no {key.text!r}{hint} There are: {', '.join(SECTIONS)}")
            elif not _empty(node) and (value := SECTIONS[key.text](self, node)) is not None:
                found[key.text] = value
        return found

    def pairs(self, node: yaml.Node, what: str) -> Iterator[tuple[Word, yaml.Node]]:
        """Names and what is said under each; a name that comes again is a fault."""
        if not isinstance(node, yaml.MappingNode):
            self.fault(_line(node), f"{what} should be lines of the form 'name: ...', each with a colon and a blank")
            return
        seen: dict[str, int] = {}
        for key_node, value in node.value:
            key = self.text(key_node, f"a name in {what}")
            if key is None:
                continue
            if key.text.casefold() in seen:
                first = seen[key.text.casefold()]
                self.fault(key.line, f"{key.text!r} stands here again, first in line {first}; put both together")
                continue
            seen[key.text.casefold()] = key.line
            yield key, value

    def text(self, node: yaml.Node, what: str) -> Word | None:
        """A text as it is written: NO is Norway's code, not a truth value."""
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip() or _empty(node):
            self.fault(_line(node), f"{what} should be text")
            return None
        return Word(unicodedata.normalize("NFC", " ".join(node.value.split())), _line(node))

    def title(self, node: yaml.Node) -> str | None:
        found = self.text(node, "title")
        return found.text if found else None

    def threshold(self, node: yaml.Node) -> float | None:
        try:
            found = float(node.value) if isinstance(node, yaml.ScalarNode) else -1.0
        except ValueError:
            found = -1.0
        if 0 <= found <= 1:
            return found
        self.fault(_line(node), "threshold should be a likeness from 0 to 1, as 0.5")
        return None

    def words(self, node: yaml.Node, what: str) -> tuple[Word, ...]:
        """A list of words, or one word."""
        if isinstance(node, yaml.MappingNode) or _empty(node):
            self.fault(_line(node), f"{what} should be a list of words: [one, another]")
            return ()
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        found = [word for item in items if (word := self.text(item, f"a word of {what}"))]
        for word in found:
            if not re.search(r"\w", word.text):
                self.fault(word.line, f"{word.text!r} of {what} has no letter or digit")
        return tuple(word for word in found if re.search(r"\w", word.text))

    def topics(self, node: yaml.Node) -> dict[str, tuple[Word, ...]]:
        """Topics; those of the lexicon by their name or title."""
        own = {title.casefold(): name for name, e in document("topics").items() for title in (name, str(e["title"]))}
        found: dict[str, tuple[Word, ...]] = {}
        for key, value in self.pairs(node, "topics"):
            name = own.get(key.text.casefold(), key.text)
            found[name] = (*found.get(name, ()), *self.words(value, key.text))
        return found

    def experts(self, node: yaml.Node) -> dict[str, tuple[Word, ...]]:
        known = (*(kind.value for kind in ExpertKind), NOBODY)
        found = {}
        for key, value in self.pairs(node, "experts"):
            if key.text in known:
                found[key.text] = self.words(value, key.text)
            else:
                hint = did_you_mean(key.text, known) or "."
                self.fault(key.line, f"there is no kind of expert {key.text!r}{hint} There are: {', '.join(known)}")
        return found

    def hide(self, node: yaml.Node) -> tuple[Word, ...]:
        found = []
        for word in self.words(node, "hide"):
            table, _, column = word.text.rpartition(".")
            if column in {"doc_id", "published", "source", *ROW_IDS.values()}:
                self.fault(word.line, f"{column!r} cannot be hidden: rows are joined or counted by it")
            elif table and table not in TABLES:
                hint = did_you_mean(table, TABLES) or "."
                self.fault(word.line, f"there is no table {table!r}{hint} There are: {', '.join(TABLES)}")
            else:
                found.append(word)
        return tuple(found)

    def actors(self, node: yaml.Node) -> tuple[Named, ...]:
        found = [self.actor(key, value) for key, value in self.pairs(node, "actors")]
        names = {one.name.text.casefold(): one.name for one in found}
        for one in found:
            for alias in one.aliases:
                other = names.setdefault(alias.text.casefold(), one.name)
                if other is not one.name:
                    self.fault(alias.line, f"{alias.text!r} already stands for {other.text!r} (line {other.line})")
        return tuple(found)

    def actor(self, name: Word, node: yaml.Node) -> Named:
        if not isinstance(node, yaml.MappingNode):
            return Named(name, () if _empty(node) else self.words(node, name.text))
        aliases: tuple[Word, ...] = ()
        facts: dict[str, str] = {}
        for key, value in self.pairs(node, name.text):
            if key.text == "aliases":
                aliases = self.words(value, f"aliases of {name.text}")
            elif key.text not in FACTS:
                known = ("aliases", *FACTS)
                hint = did_you_mean(key.text, known) or "."
                self.fault(key.line, f"actors have no {key.text!r}{hint} They have: {', '.join(known)}")
            elif (said := self.text(value, key.text)) and self.fits(key.text, said):
                facts[key.text] = said.text
        return Named(name, aliases, facts)

    def fits(self, column: str, said: Word) -> bool:
        """Whether a column of actors can hold a value."""
        if column == "country" and not _COUNTRY.fullmatch(said.text):
            self.fault(said.line, f"country should be an ISO 3166-1 alpha-3 code as NOR, but is {said.text!r}")
            return False
        try:
            changed("actors", blank("actors", "", {}), {column: said.text}, "", str)
        except Unfit as error:
            self.fault(said.line, str(error))
            return False
        return True


SECTIONS: dict[str, Callable[[_Reader, yaml.Node], Any]] = {
    "title": _Reader.title,
    "threshold": _Reader.threshold,
    "topics": _Reader.topics,
    "actors": _Reader.actors,
    "experts": _Reader.experts,
    "hide": _Reader.hide,
}
"""What a file may say, and how each is taken."""


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _empty(node: yaml.Node) -> bool:
    """Whether nothing stands after a colon."""
    return isinstance(node, yaml.ScalarNode) and node.tag == _NULL
