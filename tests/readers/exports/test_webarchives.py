"""Archives of the web that are damaged: what can be read is, what cannot is a problem of its own, and stderr stays quiet."""

from __future__ import annotations

import gzip
import io

import pytest
from test_databases import FERRY
from test_documents import PAGE, crawled, saved

from toolkit.errors import ReadError
from toolkit.readers import registry
from toolkit.readers.draft import Draft
from toolkit.readers.exports import webarchives

RAW = crawled(PAGE, PAGE.replace("Kenya", "Norway"), PAGE.replace("Kenya", "Malta"))
_, SECOND, THIRD = (at for at in range(len(RAW)) if RAW.startswith(b"WARC/", at))
NOISE = b"\x00\xff" * 400

DAMAGED = {
    "whole": (RAW, "012", []),
    "the last page cut off": (RAW[: THIRD + 700], "012", ["/2"]),
    "the last header cut off": (RAW[: THIRD + 40], "01", [f"byte {THIRD}"]),
    "a line between records": (RAW[:SECOND] + b"garbage\r\n\r\n" + RAW[SECOND:], "012", [f"byte {SECOND}"]),
    "noise between records": (RAW[:SECOND] + NOISE + RAW[SECOND:], "012", [f"byte {SECOND}"]),
    "a record longer than it says": (
        RAW.replace(b"</html>", b"</html>" + b"x" * 90, 1),
        "012",
        ["/0"],
    ),
    "a record shorter than it says": (RAW.replace(b"HTTP/1.1 200 OK", b"HTTQ", 1), "12", ["byte 1018"]),
    "a length that takes the next record": (RAW.replace(b"Content-Length: ", b"Content-Length: 1", 1), "02", ["/0"]),
    "no length": (RAW.replace(b"Content-Length: ", b"X-Was: ", 1), "12", ["byte 0"]),
    "another version": (RAW[:SECOND] + b"WARC/9.9\r\n" + RAW[SECOND + 10 :], "02", [f"byte {SECOND}"]),
    "no kind of record": (RAW.replace(b"WARC-Type: response", b"X: y", 1), "12", ["byte 0"]),
    "the whole again behind a piece": (RAW + RAW[:50] + RAW, "012012", []),
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_what_is_whole_is_read_and_what_is_damaged_is_named(damage: str, capfd: pytest.CaptureFixture[str]) -> None:
    raw, read, wrong = DAMAGED[damage]
    found = list(webarchives.read_warc(raw))
    drafts = [draft for draft in found if isinstance(draft, Draft)]
    errors = [error for error in found if isinstance(error, ReadError)]
    assert "".join(str(draft.url)[-1] for draft in drafts) == read
    assert [str(error.where).removeprefix("https://example.org") for error in errors] == wrong
    assert {error.kind for error in errors} <= {"damaged"}
    assert capfd.readouterr() == ("", "")


def test_a_packed_body_that_is_damaged_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    body = bytearray(gzip.compress((PAGE + "<p>" + PAGE * 20).encode()))
    body[len(body) // 2 :] = b"\x00" * (len(body) // 2)
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    headers = [("Content-Type", "text/html"), ("Content-Encoding", "gzip")]
    http = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record("https://example.org/0", "response", io.BytesIO(body), http_headers=http)
    )
    found = list(registry.choose(out.getvalue(), ".warc").read(out.getvalue()))
    assert [error.where for error in found if isinstance(error, ReadError)][-1:] == ["https://example.org/0"]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("raw", [b"WARC/1.0\r\nnonsense", b"WARC/1.0\r\n", RAW[:40]], ids=["nonsense", "empty", "cut"])
def test_an_archive_with_nothing_to_read_is_refused(raw: bytes) -> None:
    with pytest.raises(ReadError, match="cannot be read"):
        list(webarchives.read_warc(raw))


@pytest.mark.parametrize(
    ("of", "to"),
    [
        (b"Content-Transfer-Encoding: 8bit\r\n", b""),
        (b"Content-Transfer-Encoding: 8bit\r\n", b"Content-Description: caf\xe9\r\n"),
        (b"boundary=", b"title=\xff\xfe; boundary="),
        (b"From: <Saved", b"From: <\xae\xe5 Saved"),
    ],
    ids=["no encoding of transfer", "a bad byte in the part's header", "in a parameter", "in the first line"],
)
def test_a_saved_page_with_letters_beyond_ascii_where_headers_say_nothing_of_them(of: bytes, to: bytes) -> None:
    raw = saved(PAGE.replace("Kenya", "Kénya")).replace(of, to, 1)
    (draft,) = [found for found in webarchives.read_mhtml(raw) if isinstance(found, Draft)]
    assert FERRY.replace("Kenya", "Kénya") in draft.text
