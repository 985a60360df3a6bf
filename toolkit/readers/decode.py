"""From bytes to text: which encoding, and the line ends."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from toolkit.errors import ReadError
from toolkit.readers.lines import BLANKS

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document (.docx, .odt, .epub)"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
)
_TEXT_ENCODING = re.compile(r"(?:utf-?8|iso-?8859|latin|windows|cp\d|koi8|gb|big5|shift|euc|mac)", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MOST_STRANGE = 0.05
"""The largest share of bytes beyond ASCII in English text; more is another alphabet, for the detector."""
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text and how it was come by; ``replaced`` counts bytes that could not be read."""

    text: str
    encoding: str
    replaced: int = 0


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """Decode a file: byte-order mark, strict UTF-8, what the file declares, Windows-1252, a detector; in this order.

    A byte-order mark is removed and line ends are made ``\\n``; nothing else is altered. A text that is UTF-8 but for
    a few bytes (a copy cut off in mid-character), no more than it has good characters beyond ASCII, is read as UTF-8 with
    U+FFFD for those, never as Windows-1252.

    Parameters
    ----------
    raw
        The file's bytes.
    declared
        The encoding that the file names itself, e.g. in a page's ``<meta charset>``.

    Raises
    ------
    ReadError
        ``kind`` is ``"empty"``, ``"binary"`` or ``"undecodable"``.
    """
    if not raw.strip():
        raise ReadError("empty", "The file is empty. Check that it was saved or downloaded fully.")
    for magic, what in _MAGIC:
        if raw.startswith(magic):
            raise ReadError("binary", f"The file is {what}, not text. Save its text as .txt or .html (UTF-8).")
    decoded = _with_bom(raw) or _utf16_without_bom(raw)
    if decoded is None and b"\x00" in raw:
        raise ReadError(
            "binary", "The file holds binary data (NUL bytes), not text. Save its text as .txt or .html (UTF-8)."
        )
    decoded = decoded or _utf8(raw) or _declared(raw, declared) or _cp1252(raw) or _detected(raw)
    return Decoded(_checked(decoded.text), decoded.encoding, decoded.replaced)


def _checked(text: str) -> str:
    controls = len(_CONTROL.findall(text))
    if controls > 8 and controls > 0.02 * len(text):
        raise ReadError(
            "binary", "The file holds mostly binary data, not text. Save its text as .txt or .html (UTF-8)."
        )
    if not text.strip(BLANKS):
        raise ReadError("empty", "The file holds nothing but white space. Check that it was saved or downloaded fully.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _with_bom(raw: bytes) -> Decoded | None:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            text = _try(raw[len(bom) :], encoding)
            if text is not None:
                return Decoded(text, f"{encoding}-sig" if encoding == "utf-8" else encoding)
            if encoding == "utf-8":
                return _utf8(raw[len(bom) :])
    return None


def _utf16_without_bom(raw: bytes) -> Decoded | None:
    """English text in UTF-16 has a NUL in every second byte, in one of the two places only."""
    head = raw[:2000]
    if len(raw) % 2 or len(head) < 8:
        return None
    for encoding, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        low = head[::2] if encoding == "utf-16-le" else head[1::2]
        if high.count(0) > 0.7 * len(high) and not low.count(0):
            text = _try(raw, encoding)
            return Decoded(text, encoding) if text is not None else None
    return None


def _utf8(raw: bytes) -> Decoded | None:
    text = _try(raw, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8")
    text = raw.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return Decoded(text, "utf-8", bad) if bad <= len(_MULTIBYTE.findall(raw)) else None


def _declared(raw: bytes, declared: str | None) -> Decoded | None:
    if not declared or not _TEXT_ENCODING.match(declared):
        return None
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return None
    # As browsers do: pages that declare Latin-1 are Windows-1252.
    name = "cp1252" if name in {"iso8859-1", "ascii"} else name
    text = _try(raw, name)
    return Decoded(text, name) if text is not None else None


def _cp1252(raw: bytes) -> Decoded | None:
    text = _try(raw, "cp1252")
    if text is not None:
        return Decoded(text, "cp1252")
    # bytes that Windows-1252 does not use, in what is otherwise plain English: damage, and no other alphabet
    strange = sum(byte > 0x7F for byte in raw)
    if strange > MOST_STRANGE * len(raw):
        return None
    text = raw.decode("cp1252", "replace")
    return Decoded(text, "cp1252", text.count("\ufffd"))


def _detected(raw: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:200_000]).best()
    text = _try(raw, best.encoding) if best else None
    if best is None or text is None:
        raise ReadError(
            "undecodable", "The file's characters could not be read in any known encoding. Save it as UTF-8 text."
        )
    return Decoded(text, best.encoding)
