"""Bytes to text: which encoding, in which order, and what is no text at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import ReadError
from toolkit.readers.decode import decode

TEXT = "The café’s owner said: “We’re staying – whatever they decide.”\nHer €5 tea is known in Zürich.\n"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("cp1252"), "cp1252"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32"), "utf-32-le"),
    ],
)
def test_the_same_text_in_every_encoding(raw: bytes, encoding: str) -> None:
    decoded = decode(raw)
    assert (decoded.text, decoded.encoding, decoded.replaced) == (TEXT, encoding, 0)


def test_short_windows_text_is_not_left_to_the_detector() -> None:
    assert decode("It’s over".encode("cp1252")).text == "It’s over"


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("iso-8859-2", "łąka"),
        ("iso-8859-1", "³±ka"),
        ("latin1", "³±ka"),
        ("no-such-code", "³±ka"),
        ("rot13", "³±ka"),
        ("unicode_escape", "³±ka"),
        (None, "³±ka"),
    ],
)
def test_what_a_page_declares_goes_before_windows(declared: str | None, expected: str) -> None:
    assert decode("łąka".encode("iso-8859-2"), declared).text == expected


def test_utf8_goes_before_what_a_page_declares() -> None:
    assert decode("Zürich".encode(), "iso-8859-1").text == "Zürich"


def test_a_cut_off_utf8_text_is_not_read_as_windows() -> None:
    raw = TEXT.encode("utf-8") + "…".encode()[:2]
    decoded = decode(raw)
    assert (decoded.text, decoded.encoding) == (TEXT + "\ufffd", "utf-8")
    assert decoded.replaced == 1


def test_line_ends_are_one_character_and_nothing_else_is_altered() -> None:
    assert decode(b"a\r\nb\rc\n\x0cd\te \xc2\xa0f\xe2\x80\xa8g").text == "a\nb\nc\n\x0cd\te \xa0f\u2028g"
    assert decode("a\ufeffb\u200b".encode()).text == "a\ufeffb\u200b"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        ("\ufeff \u00a0\n".encode(), "empty"),
        (b"%PDF-1.7 text", "binary"),
        (b"PK\x03\x04word/document.xml", "binary"),
        (b"{\\rtf1 Hello}", "binary"),
        (b"The text\x00 with a NUL in it", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        (b"\xff\xfe\x00\xd8", "binary"),
    ],
)
def test_what_is_no_text(raw: bytes, kind: str) -> None:
    with pytest.raises(ReadError) as error:
        decode(raw)
    assert error.value.kind == kind
    assert "." in error.value.message


@pytest.mark.parametrize(("ascii_letters", "kind"), [(71, None), (70, "binary")])
def test_utf16_without_mark_is_mostly_ascii(ascii_letters: int, kind: str | None) -> None:
    assert refused(("a" * ascii_letters + "\u0431" * (100 - ascii_letters)).encode("utf-16-le")) == kind


@pytest.mark.parametrize(("text", "kind"), [("Yes.", None), ("No.", "binary")])
def test_three_characters_are_too_few_for_utf16_without_mark(text: str, kind: str | None) -> None:
    assert refused(text.encode("utf-16-le")) == kind


@pytest.mark.parametrize(
    ("controls", "letters", "kind"), [(8, 10, None), (9, 10, "binary"), (20, 980, None), (21, 979, "binary")]
)
def test_a_few_control_characters_are_damage_and_many_are_no_text(
    controls: int, letters: int, kind: str | None
) -> None:
    assert refused(b"\x01" * controls + b"a" * letters) == kind


@pytest.mark.parametrize(("damaged", "encoding"), [(2, "utf-8"), (3, "cp1252")])
def test_damaged_utf8_has_at_most_as_many_bad_characters_as_good(damaged: int, encoding: str) -> None:
    decoded = decode("café, Zürich".encode() + b" \x81" * damaged + b" and much that is plain" * 10)
    assert (decoded.encoding, decoded.replaced) == (encoding, damaged)


@pytest.mark.parametrize(("strange", "windows"), [(12, True), (13, False)])
def test_more_than_twelve_in_a_hundred_beyond_ascii_is_left_to_the_detector(strange: int, windows: bool) -> None:
    raw = b"\x81" * strange + b"a" * (100 - strange)
    read = None if refused(raw) else decode(raw)
    assert (read is not None and (read.encoding, read.replaced) == ("cp1252", strange)) == windows


def refused(raw: bytes) -> str | None:
    """The kind of error with which bytes are refused, if they are."""
    try:
        decode(raw)
    except ReadError as error:
        return error.kind
    return None


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(raw: bytes) -> None:
    kind = refused(raw)
    assert kind in {None, "empty", "binary", "undecodable"}
    if kind is None:
        text = decode(raw).text
        assert text.strip()
        assert "\r" not in text


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).map(lambda text: f"Said: {text}"))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()).text == text
