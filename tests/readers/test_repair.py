"""Damaged characters are made whole and counted; sound ones are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.readers import read
from toolkit.readers.decode import decode
from toolkit.readers.repair import repair

SOUND = (
    "“We agree,” José Núñez said – in Côte d’Ivoire, Åland and Łódź. Café №5: 10 € for 3 km²… «Oui», „Ja“, 你好, Мир."
)


def as_cp1252(text: str, times: int = 1) -> str:
    for _ in range(times):
        text = text.encode("utf-8").decode("cp1252")
    return text


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize(
    "text",
    ["“We agree,“ he said.", "José Núñez agreed.", "Kenya’s cabinet – and Côte d’Ivoire’s – met.", "It costs 10 €."],
)
def test_utf8_read_as_windows_1252_once_or_twice(text: str, times: int) -> None:
    fixed, counts = repair(f"First line.\n{as_cp1252(text, times)}")
    assert fixed == f"First line.\n{text}"
    assert counts == {"wrongly decoded": sum(not c.isascii() for c in text)}


@pytest.mark.parametrize(
    ("text", "fixed", "counts"),
    [
        ("\x93We agree,\x94 he said.", "“We agree,” he said.", {"control characters": 2}),
        ("&ldquo;We agree&rdquo; &#8211; R&D, AT&T; x &lt; y", "“We agree” – R&D, AT&T; x < y", {"entities": 4}),
        (SOUND, SOUND, {}),
        ("Plain ASCII, R&D and A&B; all of it.", "Plain ASCII, R&D and A&B; all of it.", {}),
        ("red \x1b[31m and tab\t", "red \x1b[31m and tab\t", {}),
    ],
)
def test_other_damage_and_none(text: str, fixed: str, counts: dict[str, int]) -> None:
    assert repair(text) == (fixed, counts)


@pytest.mark.parametrize("bad", [b"\x80", b"\xff", b"\xe2\x80", b"\x9d", b"\xc3"])
@pytest.mark.parametrize(
    "text", ["The café talks ended in the town and they agreed to it.", "He said: “We agree,” and left."]
)
def test_a_bad_byte_turns_no_text_into_another_alphabet(text: str, bad: bytes) -> None:
    decoded = decode(text.encode() + bad)
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith(text)
    assert decoded.replaced >= 1


@pytest.mark.parametrize("bad", [b"\x81", b"\x8d", b"\x9d"])
def test_bytes_that_windows_1252_lacks_make_plain_english_no_other_alphabet(bad: bytes) -> None:
    decoded = decode(b"The ministers met on Monday in the old town hall and agreed to it." + bad)
    assert decoded.text.rstrip("\ufffd").endswith("agreed to it.")


def test_what_was_repaired_and_lost_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Talks end\n\n{as_cp1252('“We agree,“ he said to them.')}", "utf-8")
    (tmp_path / "b.txt").write_bytes("Talks end\n\nThe café talks ended in the town.".encode() + b"\xff")
    articles = read(tmp_path)
    assert articles[0].meta["repaired"] == "2 wrongly decoded"
    assert [note.split(": ", 1)[1] for note in articles.notes] == [
        "characters repaired: 2 wrongly decoded",
        "bytes that could not be read, shown as \ufffd: 1",
    ]
