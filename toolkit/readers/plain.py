"""Plain text: one article, or the export of a database with many."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.errors import ReadError
from toolkit.readers.decode import decode
from toolkit.readers.draft import Draft
from toolkit.readers.exports import texts
from toolkit.readers.registry import Format


def sniff(raw: bytes, extension: str) -> bool:
    """Any text will do, whatever the extension."""
    return True


def read(raw: bytes) -> Iterator[Draft | ReadError]:
    """The decoded file is the article's text, unless it is an export: then each of its articles has its own."""
    decoded = decode(raw)
    yield from texts.drafts(decoded.text, decoded.encoding, decoded.meta)


FORMAT = Format("plain text", (".txt", ".text"), sniff, read)
