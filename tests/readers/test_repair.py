"""Damaged characters are made whole and counted; sound ones are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.readers import read
from toolkit.readers.decode import decode
from toolkit.readers.repair import lost, repair

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


TEXT = "“We agree,” José said. Kenya’s cabinet met – and agreed."


def read_as(text: str, codec: str, errors: str = "strict") -> str:
    return "".join(bytes([byte]).decode(codec, errors) for byte in text.encode())


@pytest.mark.parametrize(
    "damaged",
    [
        *(TEXT.encode().decode(codec) for codec in ("latin-1", "mac_roman", "cp437", "cp1250", "cp1251")),
        read_as(TEXT, "cp1252", "replace"),
        read_as(TEXT, "cp1252", "ignore"),
        read_as(read_as(TEXT, "cp1252", "replace"), "cp1252", "replace"),
    ],
)
def test_utf8_read_in_other_encodings_also_where_bytes_were_lost(damaged: str) -> None:
    assert repair(damaged) == (TEXT, {"wrongly decoded": 5})


@pytest.mark.parametrize(
    ("text", "fixed", "counts"),
    [
        ("\x93We agree,\x94 he said.", "“We agree,” he said.", {"control characters": 2}),
        ("&ldquo;We agree&rdquo; &#8211; R&D, AT&T; x &lt; y", "“We agree” – R&D, AT&T; x < y", {"entities": 4}),
        ("R&amp;D, &amp;#8220;yes&amp;ldquo;", "R&D, “yes“", {"entities": 3}),
        ("“Sound” marks, JosÃ© and ‘more’ of them", "“Sound” marks, José and ‘more’ of them", {"wrongly decoded": 1}),
        ("Kenya†, Uganda‡ and 5 â€", "Kenya†, Uganda‡ and 5 ”", {"wrongly decoded": 1}),
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


@pytest.mark.parametrize(
    ("raw", "text", "encoding", "mixed", "replaced"),
    [
        (
            b"\xe2\x80\x9cYes,\xe2\x80\x9d he said.\n\x93No,\x94 he said.",
            "“Yes,” he said.\n“No,” he said.",
            "utf-8 and cp1252",
            2,
            0,
        ),
        ("José met Núñez at the café – ".encode() + b"Jos\xe9 N\xfa\xf1ez, ch\xe2teau", None, "utf-8 and cp1252", 4, 0),
        ("A café – and it".encode() + b" \xff is caf\xc3", "A café – and it \ufffd is caf\ufffd", "utf-8", 0, 2),
        (
            b"\xd2We agree,\xd3 he said. Kenya\xd5s cabinet met.",
            "“We agree,” he said. Kenya’s cabinet met.",
            "mac-roman",
            0,
            0,
        ),
        (
            "“We agree,” José said to the minister of Kenya on Monday at the port of Kisumu.".encode("cp1252")
            + "é”".encode(),
            "“We agree,” José said to the minister of Kenya on Monday at the port of Kisumu.Ã©â€\ufffd",
            "cp1252",
            0,
            1,
        ),
    ],
)
def test_two_encodings_in_one_text(raw: bytes, text: str | None, encoding: str, mixed: int, replaced: int) -> None:
    found = decode(raw)
    assert found.text == (text or "José met Núñez at the café – José Núñez, château")
    assert (found.encoding, found.mixed, found.replaced) == (encoding, mixed, replaced)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Kenya?s cabinet and Jos? N??ez agreed, ?we will pay,? he said.", 3),
        ("Kenya\ufffds cabinet agreed, \ufffdwe will pay,\ufffd he said.", 3),
        ("Who agreed? Who did not?Nobody said, but “why?” was asked.", 0),
        ("See https://post.example/a?id=3&b=x?y=2 and a?b=1.", 0),
        ("They agreed.", 0),
    ],
)
def test_characters_that_are_lost_for_good_are_counted(text: str, count: int) -> None:
    assert lost(text) == count


def test_what_was_repaired_and_lost_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Talks end\n\n{as_cp1252('“We agree,“ he said to them.')}", "utf-8")
    (tmp_path / "b.txt").write_bytes("Talks end\n\nThe café talks ended in the town.".encode() + b"\xff")
    articles = read(tmp_path)
    assert articles[0].meta["repaired"] == "2 wrongly decoded"
    assert [note.split(": ", 1)[1] for note in articles.notes] == [
        "characters repaired: 2 wrongly decoded",
        "characters lost before or in reading, shown as \ufffd or ? in words: 1",
    ]
