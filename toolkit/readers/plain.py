"""Plain text: one file, one article."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.readers.decode import decode
from toolkit.readers.draft import Draft
from toolkit.readers.registry import Format


def sniff(raw: bytes, extension: str) -> bool:
    """Any text will do, whatever the extension."""
    return True


def read(raw: bytes) -> Iterator[Draft]:
    """The decoded file is the article's text."""
    decoded = decode(raw)
    meta = {"replaced_bytes": str(decoded.replaced)} if decoded.replaced else {}
    yield Draft(decoded.text, decoded.encoding, meta=meta)


FORMAT = Format("plain text", (".txt", ".text", ".md", ".markdown"), sniff, read)
