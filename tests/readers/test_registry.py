"""Every format is sniffed by content first; the last takes any text."""

from __future__ import annotations

import pytest

from toolkit.errors import ReadError
from toolkit.readers import registry


@pytest.mark.parametrize(
    ("raw", "extension", "name"),
    [
        (b"The ministers met.", ".txt", "plain text"),
        (b"The ministers met.", ".html", "plain text"),
        (b"The ministers met.", "", "plain text"),
        (b"<!DOCTYPE html><html>", ".txt", "web page"),
        (b"\xef\xbb\xbf\n<html lang='en'>", "", "web page"),
        (b"<!-- saved from url --><html>", ".htm", "web page"),
        ("<html>".encode("utf-16"), ".html", "web page"),
        (b"<p>The ministers met.</p>", ".HTML", "web page"),
        (b"The <b>html</b> page was down, he said. <html> is a tag.", ".txt", "plain text"),
    ],
)
def test_choice(raw: bytes, extension: str, name: str) -> None:
    assert registry.choose(raw, extension).name == name


@pytest.mark.parametrize("extension", [".doc", ".odt", ".xml", ".ODS", ".yaml"])
def test_formats_that_are_no_articles_are_refused_by_name(extension: str) -> None:
    with pytest.raises(ReadError, match=r"\.txt") as error:
        registry.choose(b"text", extension)
    assert error.value.kind == "format"


@pytest.mark.parametrize("extension", [".pdf", ".DOCX", ".rtf", ".epub", ".warc", ".mhtml"])
def test_a_name_that_promises_another_format_is_told(extension: str) -> None:
    with pytest.raises(ReadError, match="but is no") as error:
        registry.choose(b"The ministers met.", extension)
    assert error.value.kind == "damaged"


def test_extensions_are_named_once_and_none_is_refused() -> None:
    known = registry.extensions()
    assert len(set(known)) == len(known)
    assert not set(known) & (registry.DOCUMENTS | registry.NO_ARTICLES)
