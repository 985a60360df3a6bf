"""What holds for any input at all."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.readers import read
from toolkit.readers.heading import find_heading
from toolkit.readers.markup import keep_words, tree_of
from toolkit.readers.repair import repair

PIECES = [
    *(
        "MOSCOW, March 25 (Xinhua) -- ",
        "By Jane Doe",
        "From Our Correspondent, Vienna",
        "Xinhua, March 25, 2016",
        "(END)",
    ),
    *("Adjust font size:", "Enditem", "Share on Facebook", "The two sides agreed to meet again.", "Talks end in smoke"),
    *(
        "\n",
        "\n\n",
        " ",
        "\t",
        "\r\n",
        "\u202e",
        "\u200b",
        "BYLINE: ",
        "DATELINE: Paris",
        "- ",
        ":",
        "'",
        '"',
        ".",
        "(AFP)",
    ),
    *("â€œ", "Ã©", "&amp;#8220;", "Correction: ", "PRESS RELEASE", "> ", "An earlier version of this article said "),
]


@st.composite
def patchwork(draw: st.DrawFn) -> str:
    """Texts of pieces that the rules look for, in any order."""
    return "".join(draw(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=25)))


@given(patchwork(), st.text(max_size=30), st.one_of(st.none(), st.text(max_size=30)))
@settings(max_examples=300, deadline=None)
def test_zones_are_sorted_apart_and_within_the_text(text: str, name: str, title: str | None) -> None:
    zones = find_heading(text, name, title).zones
    assert all(0 <= z.start < z.end <= len(text) for z in zones)
    assert all(a.end <= b.start for a, b in itertools.pairwise(zones))
    assert all(text[z.start : z.end].strip() for z in zones)


@pytest.mark.parametrize("suffix", [".txt", ".html"])
@given(raw=st.one_of(st.binary(max_size=400), patchwork().map(lambda t: t.encode("utf-8", "surrogatepass"))))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_make_read_raise(tmp_path: Path, suffix: str, raw: bytes) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(raw)
    articles = read(path)
    assert len(articles) + len(articles.problems) == 1
    mended = {"mixed_bytes", "lost_characters", "repaired"} & set(articles[0].meta) if articles else set()
    if articles and suffix == ".txt" and articles[0].encoding == "utf-8" and not mended:
        assert articles[0].text == raw.decode().replace("\r\n", "\n").replace("\r", "\n")


def test_very_long_lines_are_read(tmp_path: Path) -> None:
    for i, unit in enumerate(("The talks go on. ", "Moscow, ", "A.", "said (", "\n-", 'he said "')):
        (tmp_path / f"{i}.txt").write_text("The ministers have met in the town. " + unit * 50_000, encoding="utf-8")
    articles = read(tmp_path, check_language=False)
    assert [len(articles), articles.problems] == [6, ()]


INLINE = ["time", "q", "span", "b", "a", "sub", "abbr", "ins", "font", "em", "p", "div", "td"]


@st.composite
def markup(draw: st.DrawFn, depth: int = 4) -> str:
    """Elements within elements, with words between them."""
    pieces = draw(st.lists(st.sampled_from(["Norway", " agreed ", "to lend", " 4 ", ".", "“No”", " ", ""]), max_size=4))
    if depth:
        inner = draw(st.lists(st.tuples(st.sampled_from(INLINE), markup(depth - 1)), max_size=3))
        pieces += [f"<{tag}>{content}</{tag}>" for tag, content in inner]
    return "".join(draw(st.permutations(pieces)))


@given(markup())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_unwrapping_elements_loses_and_moves_no_letter(content: str) -> None:
    tree = tree_of(f"<div>{content}</div>")
    before = re.sub(r"\W", "", tree.text_content())
    keep_words(tree)
    assert re.sub(r"\W", "", tree.text_content()) == before
    assert not any(tree.iter("q", "time", "abbr", "ins", "font"))


@given(patchwork())
@settings(max_examples=200, deadline=None)
def test_repair_leaves_what_is_repaired_alone(text: str) -> None:
    once, _ = repair(text)
    assert repair(once) == (once, {})
