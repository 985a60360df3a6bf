"""A project's codebook is read without running anything, and every fault is told with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from toolkit.codebook.reading import load, read
from toolkit.errors import UsageError

STARTER = Path(__file__).parents[2] / "toolkit" / "codebook" / "starter.yaml"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "readout.yaml"


WHOLE = """\
title: The river, and "its" people
threshold: 0.5
topics:
  Dams: [dam*, spill  way]
  Military and security: hotline
  ECONOMIC:
    - haggle
actors:
  Norway:
    aliases: [NO, Yes, on, 007, 1e3, "null"]
    country: NOR
    type: state
  Teesta body: [Teesta Commission]
  Bhutan:
experts:
  none: ['Ministry of *']
hide: [plover, commitments.party_rule]
"""


def test_all_is_taken_as_it_is_written(file: Path) -> None:
    file.write_text(WHOLE, encoding="utf-8")
    found = load(file)
    assert (found.title, found.threshold) == ('The river, and "its" people', 0.5)
    topics = {name: [word.text for word in words] for name, words in found.topics.items()}
    assert topics == {"Dams": ["dam*", "spill way"], "military": ["hotline"], "economic": ["haggle"]}
    norway, teesta, bhutan = found.actors
    assert [word.text for word in norway.aliases] == ["NO", "Yes", "on", "007", "1e3", "null"]
    assert norway.facts == {"country": "NOR", "type": "state"}
    assert (teesta.name.line, [word.text for word in teesta.aliases]) == (13, ["Teesta Commission"])
    assert (bhutan.aliases, bhutan.facts) == ((), {})
    assert found.hidden("commitments") == {"plover", "party_rule"}
    assert found.hidden("actors") == {"plover"}


def test_bytes_before_the_text_and_ends_of_lines_of_windows_do_no_harm(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode())
    assert load(file).topics["military"][0].line == 5


@pytest.mark.parametrize(
    "text", ["", "# nothing yet\n", "---\n", "topics:\nactors:\nhide:\n"], ids=["empty", "comment", "mark", "sections"]
)
def test_a_file_that_says_nothing_changes_nothing(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    found = load(file)
    assert (found.title, found.threshold, dict(found.topics), found.actors, found.shaping) == ("", None, {}, (), "")


FAULTS = {
    "tittle: x": (1, "did you mean 'title'"),
    "<<: x": (1, "there is no '<<'"),
    "- a\n- b": (1, "name: ..."),
    "just words": (1, "name: ..."),
    "title: [a]": (1, "title should be text"),
    "title: a\ntitle: b": (2, "first in line 1"),
    "threshold: high": (1, "from 0 to 1"),
    "threshold: 1.5": (1, "from 0 to 1"),
    "threshold: .nan": (1, "from 0 to 1"),
    "threshold: [0.5]": (1, "from 0 to 1"),
    "topics: [a, b]": (1, "topics should be lines"),
    "topics:\n  Dams:": (2, "list of words"),
    "topics:\n  Dams: {a: b}": (2, "list of words"),
    "topics:\n  Dams: [[a]]": (2, "should be text"),
    "topics:\n  Dams: ['*']": (2, "no letter"),
    "topics:\n  Dams: [a]\n  dams: [b]": (3, "first in line 2"),
    "actors:\n  Norway: {alias: [x]}": (2, "did you mean 'aliases'"),
    "actors:\n  Norway: {country: NO}": (2, "alpha-3"),
    "actors:\n  Norway: {type: kingdom}": (2, "person, state"),
    "actors:\n  A: [C]\n  B: [C]": (3, "stands for 'A' (line 2)"),
    "actors:\n  A: [B]\n  B: [C]": (2, "stands for 'B' (line 3)"),
    "experts:\n  activists: [x]": (2, "did you mean 'activist'"),
    "hide: [doc_id]": (1, "cannot be hidden"),
    "hide: [commitment.plover]": (1, "did you mean 'commitments'"),
}


@pytest.mark.parametrize(("text", "told"), FAULTS.items(), ids=[f"fault {n}" for n in range(len(FAULTS))])
def test_a_fault_is_told_with_its_line(file: Path, text: str, told: tuple[int, str]) -> None:
    file.write_text(text, encoding="utf-8")
    line, words = told
    with pytest.raises(UsageError, match=re.escape(f"{file}, line {line}: ")) as error:
        load(file)
    assert words in str(error.value)
    assert "\n" not in str(error.value)


UNREADABLE = {
    "title: a: b": "line 1",
    "topics:\n\tDams: [a]": "line 2: found character",
    "topics:\n  Dams: [a, b\nhide: [x]": "line 3",
    "title: &a x\nhide: [*a]": "line 2",
    "title: @x": "line 1",
    "title: x\n---\ntitle: y": "line 2",
    "title: x\n\x00": "line 2: holds a control character",
    "[" * 2000: "nested too deeply",
}


@pytest.mark.parametrize(("text", "told"), UNREADABLE.items(), ids=[f"text {n}" for n in range(len(UNREADABLE))])
def test_what_is_no_yaml_is_told_in_one_line(file: Path, text: str, told: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as error:
        read(file)
    assert told in str(error.value)
    assert str(error.value).startswith(str(file))
    assert "\n" not in str(error.value)


def test_all_faults_are_found_and_the_rest_is_taken(file: Path) -> None:
    file.write_text("titel: x\nthreshold: 7\ntopics:\n  Dams: [dam]\nhide: [row.x]\n", encoding="utf-8")
    found, faults = read(file)
    assert [fault.split(":")[0][-1] for fault in faults] == ["1", "2", "5"]
    assert list(found.topics) == ["Dams"]
    with pytest.raises(UsageError, match="2 more"):
        load(file)


def test_a_file_that_is_none_is_told(file: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load(file)
    file.write_bytes("title: x\nhide: [é]".encode("latin-1"))
    with pytest.raises(UsageError, match="line 2: is not UTF-8"):
        load(file)


def test_nothing_in_it_is_ever_run(file: Path, tmp_path: Path) -> None:
    file.write_text(f"title: !!python/object/apply:os.mkdir ['{tmp_path / 'made'}']\n", encoding="utf-8")
    assert read(file)[1]
    assert not (tmp_path / "made").exists()


def test_the_starter_says_nothing_until_its_examples_are_let_in(file: Path) -> None:
    text = STARTER.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    assert load(file).shaping == ""
    examples = re.compile(r"^# (?=[a-z]+:( |$)|  )", re.MULTILINE)
    file.write_text(examples.sub("", text), encoding="utf-8")
    found = load(file)
    assert (found.title != "", found.threshold, found.hide != ()) == (True, 0.4, True)
    assert list(found.topics) == ["Dams and barrages", "Water sharing", "transport"]
    assert [one.name.text for one in found.actors] == ["Teesta Commission", "Norway"]
    assert list(found.experts) == ["activist", "none"]
