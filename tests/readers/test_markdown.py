"""Markdown is read as the text that it sets."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from toolkit.readers import read
from toolkit.readers.markdown import plain

PAGE = """---
title: "Spain to reopen crossing"
date: 2031-05-04
author: [Ana Roe, Li Wu]
outlet: Daily Post
tags: [a, b]
---

# Spain to **reopen** crossing

Spain _agreed_ on [Tuesday](https://example.org/a "A") to reopen the
crossing by **June 1**, Foreign Minister *Ana Ruiz* said.

> "We will pay for the repairs," she told reporters. ~~We will not.~~

![A picture](x.png)

- Norway pledged two boats.
- Malta pledged `one`.
"""


def test_marks_go_and_words_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(PAGE, "utf-8")
    (article,) = read(path)
    assert article.text == (
        "Spain to reopen crossing\n\n"
        "Spain agreed on Tuesday to reopen the\ncrossing by June 1, Foreign Minister Ana Ruiz said.\n\n"
        '"We will pay for the repairs," she told reporters.\n\nNorway pledged two boats.\n\nMalta pledged one.\n'
    )
    assert (article.title, article.publisher, article.byline) == (
        "Spain to reopen crossing",
        "Daily Post",
        "Ana Roe, Li Wu",
    )
    assert (article.published, article.meta["format"]) == (dt.date(2031, 5, 4), "Markdown")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2031. The year of talks.", "2031. The year of talks.\n"),
        ("Aid of $5 and 3 * 4 * 5 for snake_case_name.", "Aid of $5 and 3 * 4 * 5 for snake_case_name.\n"),
        ("Talks end\n=========\nThey met.", "Talks end\n\nThey met.\n"),
        ("| who | what |\n|---|---|\n| Spain | pays |", "who\n\nwhat\n\nSpain\n\npays\n"),
        ("One\\\ntwo \\*three\\* &amp; four", "One\ntwo *three* & four\n"),
        ("    They met in an indented paragraph.", "They met in an indented paragraph.\n"),
        ("He said <b>no</b>.", "He said <b>no</b>.\n"),
        ("<https://example.org/a> and [a ref][1]\n\n[1]: https://example.org", "https://example.org/a and a ref\n"),
    ],
)
def test_forms(text: str, said: str) -> None:
    assert plain(text) == said


@pytest.mark.parametrize("head", ["---\nThey met.\n---\n", "---\na: [\n---\n", "---\ndate: soon\n---\n", "---\n\n"])
def test_a_head_that_declares_nothing_loses_no_word(head: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"{head}The ministers of Spain and Malta met and agreed to go on.\n", "utf-8")
    (article,) = read(path)
    assert "The ministers of Spain and Malta met and agreed to go on." in article.text
    assert "They met" not in head or "They met." in article.text
