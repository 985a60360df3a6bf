"""The formats that can be read; a further format is one module and one entry in ``_MODULES``.

A format's module has a constant ``FORMAT`` (or several, ``FORMATS``): a name, file extensions, ``sniff(raw, extension) ->
bool`` and ``read(raw)``, which yields one :class:`~toolkit.readers.draft.Draft` per article of the file, a
:class:`~toolkit.errors.ReadError` in the place of an article that is damaged, and :class:`~toolkit.readers.draft.Note` for
what is to be told; it raises ``ReadError`` where it can read nothing. ``read`` of a format that is a ``table`` is given the
:class:`~toolkit.readers.columns.Columns` as well.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from toolkit.errors import ReadError
from toolkit.lexicon import words
from toolkit.readers.draft import Draft, Note

# Special formats first: the first whose ``sniff`` says yes reads the file. Plain text takes what is left.
_MODULES = ("exports.documents", "exports.webarchives", "exports.pages", "html", "tables", "markdown", "plain")

DOCUMENTS = words("reading", "document_extensions")
"""Extensions of files that may well hold an article, but in a format that cannot be read: worth a word to the user."""
NO_ARTICLES = words("reading", "other_extensions")
"""Extensions of files that are no articles: passed over in folders without a word."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how to know it, and how to read it.

    ``strict`` if its extension promises it; ``large`` if its files hold more than text (pictures, many pages).
    """

    name: str
    extensions: tuple[str, ...]
    sniff: Callable[[bytes, str], bool]
    read: Callable[..., Iterable[Draft | ReadError | Note]]
    table: bool = False
    strict: bool = False
    large: bool = False


@cache
def formats() -> tuple[Format, ...]:
    """All formats, special ones first."""
    modules = [importlib.import_module(f"toolkit.readers.{name}") for name in _MODULES]
    return tuple(form for module in modules for form in getattr(module, "FORMATS", None) or (module.FORMAT,))


def extensions() -> tuple[str, ...]:
    """The file extensions that are read in folders, with their dots."""
    return tuple(dict.fromkeys(ext for form in formats() for ext in form.extensions))


def large_extensions() -> tuple[str, ...]:
    """The file extensions of tables, which hold many articles, and of documents with more than text in them."""
    return tuple(ext for form in formats() if form.table or form.large for ext in form.extensions)


def is_table(extension: str) -> bool:
    """Whether files with this extension are tables of articles."""
    return any(extension.lower() in form.extensions for form in formats() if form.table)


def choose(raw: bytes, extension: str) -> Format:
    """The format of a file, by its content and its extension.

    Raises
    ------
    ReadError
        ``kind`` is ``"format"``: the extension is that of a format which is no article text; or ``"damaged"``: the extension
        promises a format that the content is not.
    """
    extension = extension.lower()
    if extension in DOCUMENTS | NO_ARTICLES:
        raise ReadError("format", unreadable(extension))
    for form in formats():
        if form.sniff(raw, extension):
            return form
        if form.strict and extension in form.extensions and raw.strip():
            advice = "Check that it was saved or downloaded fully, or name it .txt if it is plain text."
            raise ReadError("damaged", f"The file is named {extension}, but is no {form.name}. {advice}")
    raise AssertionError("plain text takes what is left")


def unreadable(extension: str) -> str:
    """What to tell of a file whose format cannot be read."""
    known = ", ".join(extensions())
    return f"Files of type {extension or '(none)'} cannot be read as articles. Save the text as one of: {known}."


def needed(module: str, what: str, package: str, instead: str) -> Any:
    """A module that reading a format needs.

    Parameters
    ----------
    module, package
        Its name, and that of the package that brings it.
    what
        What cannot be read without it: "a Word document".
    instead
        What the file can be saved as, to do without.

    Raises
    ------
    ReadError
        ``kind`` is ``"missing_package"``: it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        raise ReadError(
            "missing_package",
            f"To read {what}, Python needs {package}, which is not installed. Run: python -m pip install {package} "
            f"(or save it as {instead}).",
        ) from None
