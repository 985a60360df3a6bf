"""From bytes to text: which encoding, and the line ends."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

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
MOST_STRANGE = 0.12
"""The largest share of bytes beyond ASCII in Latin text (a short one with quotation marks); more is another alphabet, for the
detector."""
FEW_CONTROLS, MOST_CONTROLS = 8, 0.02
"""So many control characters, and so large a share of them, a text may hold."""
_SAMPLE_UTF16, _FEWEST_UTF16, _SAMPLE = 2000, 8, 200_000
"""Bytes in which UTF-16 is looked for, and those that tell it at least; bytes that the detector sees, enough for any."""
MOST_NULS = 0.7
"""Share of NUL among the high bytes of English in UTF-16 that is more than chance."""
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
_MARKS = re.compile(
    rb"[\x85\x91-\x97]|[\xc0\xc1\xc4-\xe1\xe3-\xff](?=[A-Za-z\s.,;:!?'\"\x80-\xff-]|$)|[\xc2\xc3\xe2](?=[a-z])"
)
"""Bytes that are no UTF-8 but good Windows-1252: quotation marks and dashes, and letters, after a letter. Those with which most
letters begin in UTF-8 are more likely what a cut left of one, unless a letter follows."""
_MAC = re.compile(r"(?<=[A-Za-z])Õ(?=(?:s|t|re|ve|ll|d|m)\b)|(?<![^\s(])Ò(?=[A-Za-z])")
"""Quotation marks and apostrophes of Mac OS Roman, as Windows-1252 reads them."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text and how it was come by.

    ``replaced`` counts bytes that could not be read (U+FFFD in the text), ``mixed`` those of Windows-1252 in a text of UTF-8.
    """

    text: str
    encoding: str
    replaced: int = 0
    mixed: int = 0

    @property
    def meta(self) -> dict[str, str]:
        """What is to be recorded of it with the article: ``mixed_bytes``."""
        return {"mixed_bytes": str(self.mixed)} if self.mixed else {}


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """Decode a file: byte-order mark, strict UTF-8, what the file declares, Windows-1252, a detector; in this order.

    A byte-order mark is removed and line ends are made ``\\n``; nothing else is altered. A text that is UTF-8 but for a few
    bytes, no more than it has good characters beyond ASCII, is read as UTF-8; of those bytes, marks and letters of Windows-1252
    (two texts pasted together) are read as such, others (a copy cut off in mid-character) become U+FFFD.

    Parameters
    ----------
    raw
        The file's bytes.
    declared
        The encoding that the file names itself, e.g. in a page's ``<meta charset>``.

    Returns
    -------
    Decoded
        The text, its encoding, and what of it could not be read.

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
    decoded = _with_bom(raw) or _utf16_without_bom(raw) or _bytewise(raw, declared)
    return replace(decoded, text=_checked(decoded.text))


def _bytewise(raw: bytes, declared: str | None) -> Decoded:
    """A text in an encoding that has no NUL bytes."""
    if b"\x00" in raw:
        raise ReadError(
            "binary", "The file holds binary data (NUL bytes), not text. Save its text as .txt or .html (UTF-8)."
        )
    return _utf8(raw) or _declared(raw, declared) or _cp1252(raw) or _detected(raw)


def _checked(text: str) -> str:
    controls = len(_CONTROL.findall(text))
    if controls > FEW_CONTROLS and controls > MOST_CONTROLS * len(text):
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
    head = raw[:_SAMPLE_UTF16]
    if len(raw) % 2 or len(head) < _FEWEST_UTF16:
        return None
    for encoding, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        low = head[::2] if encoding == "utf-16-le" else head[1::2]
        if high.count(0) > MOST_NULS * len(high) and not low.count(0):
            text = _try(raw, encoding)
            return Decoded(text, encoding) if text is not None else None
    return None


def _utf8(raw: bytes) -> Decoded | None:
    text = _try(raw, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8")
    bad: list[str] = []

    def instead(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        read, end = _one_byte(error)
        bad.append(read)
        return read, end

    codecs.register_error("readout", instead)
    text = raw.decode("utf-8", "readout")
    if len(bad) > len(_MULTIBYTE.findall(raw)):
        return None
    replaced = bad.count("\ufffd")
    return Decoded(text, "utf-8" if replaced == len(bad) else "utf-8 and cp1252", replaced, len(bad) - replaced)


def _one_byte(error: UnicodeDecodeError) -> tuple[str, int]:
    """What a byte that is no UTF-8 stands for, and where to go on."""
    raw, at = error.object, error.start
    found = _MARKS.match(raw, at) if error.reason != "unexpected end of data" else None
    before = raw[at - 1 : at] if at else b""
    if found and (found[0] < b"\xc0" or before.isalpha() or before >= b"\xc0"):
        return found[0].decode("cp1252"), at + 1
    return "\ufffd", error.end


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
        return Decoded(raw.decode("mac_roman"), "mac-roman") if _MAC.search(text) else Decoded(text, "cp1252")
    # bytes that Windows-1252 does not use, in what is otherwise plain English: damage, and no other alphabet
    strange = sum(byte > 0x7F for byte in raw)
    if strange > MOST_STRANGE * len(raw):
        return None
    text = raw.decode("cp1252", "replace")
    return Decoded(text, "cp1252", text.count("\ufffd"))


def _detected(raw: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE]).best()
    text = _try(raw, best.encoding) if best else None
    if best is None or text is None:
        raise ReadError(
            "undecodable", "The file's characters could not be read in any known encoding. Save it as UTF-8 text."
        )
    return Decoded(text, best.encoding)
