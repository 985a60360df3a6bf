"""Saved pages (.mhtml) and archives of the web (.warc): their pages, then read as any other."""

from __future__ import annotations

import email
import email.policy
import io
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stderr
from typing import Any

from toolkit.errors import ReadError
from toolkit.readers.decode import decode
from toolkit.readers.draft import Draft
from toolkit.readers.exports.documents import opened, page_drafts
from toolkit.readers.registry import Format, needed

_HEAD = 4_000
"""Bytes in which the header of a saved page stands."""
_RECORD = b"WARC/1."
_CRAWL_AGAIN = "Download it again, or save the page as .html."
_Response = tuple[str, bytes | ReadError]
"""Where a page of an archive comes from, and the page, or what is wrong with it."""


def read_mhtml(raw: bytes) -> Iterator[Draft]:
    """The page of a saved web archive (.mhtml, .mht).

    Raises
    ------
    ReadError
        There is no page in it, or no article in the page.
    """
    message = email.message_from_bytes(raw, policy=email.policy.default)
    address = message.get("Snapshot-Content-Location") or message.get("Content-Location")
    parts = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not parts:
        raise ReadError("no_text", "The saved page holds no HTML. Save the page again, as HTML or as text.")
    # frames and advertisements are pages too: the one that was saved is named by its address, or else is the longest
    main = max(parts, key=lambda part: (part.get("Content-Location") == address, len(str(part.get_payload()))))
    payload = opened("saved page", lambda: main.get_payload(decode=True))
    raw_page = payload if isinstance(payload, bytes) else str(payload).encode("utf-8", "replace")
    page = decode(raw_page, main.get_content_charset()).text
    for draft in page_drafts(page.encode("utf-8", "replace")):
        if isinstance(draft, ReadError):
            raise draft
        draft.url = draft.url or address or main.get("Content-Location")
        yield draft


def read_warc(raw: bytes) -> Iterator[Draft | ReadError]:
    """The pages of an archive of the web, each that holds an article its own; the others are named, and what is damaged.

    Raises
    ------
    ReadError
        The archive is damaged from its beginning, or there is no page in it.
    """
    warcio = needed("warcio.archiveiterator", "a web archive", "warcio", "pages of .html")
    logging.getLogger("warcio").setLevel(logging.CRITICAL)
    with redirect_stderr(io.StringIO()) as said:  # where the library tells of damage
        found = list(_responses(raw, warcio.ArchiveIterator, said))
    errors = [page for _, page in found if isinstance(page, ReadError)]
    if len(errors) == len(found):
        nothing = ReadError("no_text", "The web archive holds no page. Save the articles' text as .txt.")
        raise errors[0] if errors else nothing
    for place, page in found:
        yield from _placed(place, page_drafts(page) if isinstance(page, bytes) else [page])


def _placed(place: str, drafts: Iterable[Draft | ReadError]) -> Iterator[Draft | ReadError]:
    """The articles of a page, or what is wrong with it, with where it comes from."""
    for draft in drafts:
        if isinstance(draft, ReadError):
            yield ReadError(draft.kind, draft.message, place)
        else:
            draft.url = draft.url or place
            yield draft


def _responses(raw: bytes, iterator: Callable[[io.BytesIO], Any], said: io.StringIO) -> Iterator[_Response]:
    """The pages of an archive; where a record cannot be read, what is wrong, and then those after it."""
    at = 0
    while at >= 0:
        stream = io.BytesIO(raw)
        stream.seek(at)
        archive = iterator(stream)
        try:
            yield from _readable(archive, said)
            return
        except Exception:  # damaged archives raise whatever the library meets first
            told = f"The web archive cannot be read from here to its next record. {_CRAWL_AGAIN}"
            yield f"byte {archive.offset}", ReadError("damaged", told)
            # a record that says it is longer than it is has taken the beginning of the next one
            before = archive.member_info[0] if archive.member_info else archive.offset
            at = raw.find(_RECORD, 1 + (archive.offset if raw.startswith(_RECORD, archive.offset) else before))


def _readable(archive: Any, said: io.StringIO) -> Iterator[_Response]:
    """The pages up to the end or to a record that cannot be read, each followed by what is wrong with it."""
    place, heard = "", said.tell()
    for record in archive:
        if said.tell() > heard:  # after the record before
            told = f"A record is longer or shorter than it says; its page may be cut off. {_CRAWL_AGAIN}"
            yield place, ReadError("damaged", told)
        place, heard = record.rec_headers.get_header("WARC-Target-URI") or "", said.tell()
        if record.length is None or record.rec_type is None:
            raise ValueError("a record does not say how long it is, or of what kind")
        if _is_page(record):
            yield place, record.content_stream().read()
            if said.tell() > heard or record.raw_stream.limit > 0:
                yield place, ReadError("damaged", f"The page is cut off in the web archive. {_CRAWL_AGAIN}")
                heard = said.tell()


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    kind = (headers or record.rec_headers).get_header("Content-Type") or ""
    answered = headers.get_statuscode() == "200" if headers else record.rec_type == "resource"
    return bool(record.rec_type in ("response", "resource") and "html" in kind.lower() and answered)


def _is_mhtml(raw: bytes, extension: str) -> bool:
    head = raw[:_HEAD].lower()
    saved = b"multipart/related" in head or (b"content-type: text/html" in head and b"content-location:" in head)
    return b"mime-version:" in head and saved


FORMATS = (
    Format(
        "web archive",
        (".warc",),
        lambda raw, extension: raw.lstrip().startswith(b"WARC/"),
        read_warc,
        strict=True,
        large=True,
    ),
    Format("saved page", (".mhtml", ".mht"), _is_mhtml, read_mhtml, strict=True, large=True),
)
