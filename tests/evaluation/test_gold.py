"""The hand-made gold of the sample articles is well formed: every span hits its words, every name leads to an actor."""

from __future__ import annotations

import datetime as dt
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from toolkit.readers import read
from toolkit.records import ActorType, AttributionType, CommitmentKind, CommitmentStatus, Stance

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
NAMES = sorted(path.stem for path in (GOLD / "articles").glob("*.json"))
ACCOUNTS = sorted(path.stem for path in (GOLD / "accounts").glob("*.json"))
STATUS_OF_KIND = {"refusal": {"refused"}, "threat": {"threatened"}}

QUOTE_MARK = re.compile(r"[\"“]|(?<!\w)'|'(?!\w)")

Row = dict[str, Any]
each_article = pytest.mark.parametrize("name", NAMES)
each_account = pytest.mark.parametrize("name", ACCOUNTS)


@cache
def gold(name: str) -> Row:
    return json.loads((GOLD / "articles" / f"{name}.json").read_text("utf-8"))


@cache
def text(name: str) -> str:
    return read(ROOT / gold(name)["file"])[0].text


def spans(name: str) -> list[tuple[list[int], str]]:
    """Every span of a gold file with the words it must hit."""
    found: list[tuple[list[int], str]] = []
    for row in gold(name)["attributions"] + gold(name)["attributions_borderline"]:
        found += zip(row["content"], row["content_text"], strict=True)
        found += [(row[key], row[f"{key}_text"]) for key in ("cue",) if row[key]]
        found += [(row["source_span"], row["source_text"])] if row["source_span"] else []
    for row in gold(name)["commitments"]:
        found += [(row[key], row[f"{key}_text"]) for key in ("action", "trigger", "condition") if row[key]]
        found += [(row["deadline"]["span"], row["deadline"]["text"])] if row["deadline"] else []
    notes = [note["text"] for note in gold(name)["distractor_notes"]]
    return found + list(zip(gold(name)["distractors"], notes, strict=True))


def test_every_sample_article_has_gold() -> None:
    samples = {path.stem for path in (ROOT / "articles").iterdir() if path.suffix in {".txt", ".html"}}
    assert samples == set(NAMES)
    assert len(samples) == 13


@each_article
def test_spans_hit_their_words(name: str) -> None:
    assert len(text(name)) == gold(name)["n_chars"]
    for (start, end), words in spans(name):
        assert 0 <= start < end
        assert text(name)[start:end] == words
        assert words == words.strip()


@each_article
def test_spans_neither_begin_nor_end_inside_a_word(name: str) -> None:
    for (start, end), words in spans(name):
        before, after = text(name)[start - 1 : start], text(name)[end : end + 1]
        assert not (before.isalnum() and words[0].isalnum()), words
        assert not (after.isalnum() and words[-1].isalnum()), words


@each_article
def test_actors_are_named_once_and_typed(name: str) -> None:
    actors = gold(name)["actors"]
    names = [n for actor in actors for n in {actor["name"], *actor["aliases"]}]
    assert len(names) == len(set(names))
    for actor in actors:
        ActorType(actor["type"])
        assert actor["country"] is None or re.fullmatch("[A-Z]{3}", actor["country"])
        assert any(n in text(name) for n in (actor["name"], *actor["aliases"])), actor["name"]


@each_article
def test_attributions_are_typed_by_their_quotation_marks(name: str) -> None:
    for row in gold(name)["attributions"] + gold(name)["attributions_borderline"]:
        pieces = row["content_text"]
        marks = [bool(QUOTE_MARK.search(piece.replace("s' ", "s "))) for piece in pieces]
        direct = all(piece[0] in "\"“'" and not re.search(r"[\"”'] \w", piece) for piece in pieces)
        expected = (
            AttributionType.DIRECT if direct else AttributionType.MIXED if any(marks) else AttributionType.INDIRECT
        )
        assert row["type"] == expected, pieces
        assert row["sources"][0] == row["source"]


@each_article
def test_commitments_are_well_formed(name: str) -> None:
    known = {actor["name"] for actor in gold(name)["actors"]}
    for row in gold(name)["commitments"]:
        CommitmentStatus(row["status"])
        usual = {s.value for s in CommitmentStatus} - {"refused", "threatened"}
        assert row["status"] in STATUS_OF_KIND.get(CommitmentKind(row["kind"]).value, usual)
        assert {*row["parties"], *row["counterpart"]} <= known
        assert row["reported_by"] == row["reporters"][0]
        assert row["tier"] in {"core", "borderline"}
        assert row["status"] != "conditional" or row["condition"]
        if row["deadline"]:
            assert row["deadline"]["relation"] in {"by", "before", "within", "on", "from", "until"}
            assert row["deadline"]["to"] is None or dt.date.fromisoformat(row["deadline"]["to"])


@each_article
def test_reporters_are_actors_or_speak_in_the_article(name: str) -> None:
    known = {actor["name"] for actor in gold(name)["actors"]} | {"narration"}
    known |= {source for row in gold(name)["attributions"] for source in row["sources"]}
    for row in gold(name)["commitments"]:
        assert set(row["reporters"]) <= known


@each_article
def test_core_undertakings_are_no_distractors(name: str) -> None:
    actions = [row["action"] for row in gold(name)["commitments"]]
    for start, end in gold(name)["distractors"]:
        for first, last in actions:
            shared = min(end, last) - max(start, first)
            assert shared < 0.6 * min(end - start, last - first), text(name)[start:end]


@each_article
def test_experts_speak_with_a_stance(name: str) -> None:
    rows = gold(name)["attributions"]
    for expert in gold(name)["experts"]:
        assert expert["affiliation"] in text(name)
        assert len(expert["attributions"]) == len(expert["stances"]) == len(expert["targets"]) > 0
        for index, stance, target in zip(expert["attributions"], expert["stances"], expert["targets"], strict=True):
            assert rows[index]["source"] == expert["name"]
            assert Stance(stance)
            assert target in text(name)


def test_the_analysis_has_three_experts() -> None:
    assert len(gold("analysis_aegean_hotline")["experts"]) == 3


@each_account
def test_accounts_point_at_what_the_documents_say(name: str) -> None:
    account = json.loads((GOLD / "accounts" / f"{name}.json").read_text("utf-8"))
    for row in account["undertakings"]:
        assert set(row["reports"]) <= set(account["documents"])
        undertaken = [doc for doc, report in row["reports"].items() if report["commitment"]]
        assert row["undertaken_in"] == ("both" if len(undertaken) == 2 else undertaken[0])
        for doc, report in row["reports"].items():
            start, end = report["span"]
            assert text(doc)[start:end] == report["text"]
            listed = report["span"] in [c["action"] for c in gold(doc)["commitments"]]
            assert listed == report["commitment"]


@each_account
def test_accounts_hold_every_undertaking_of_their_documents(name: str) -> None:
    account = json.loads((GOLD / "accounts" / f"{name}.json").read_text("utf-8"))
    for doc in account["documents"]:
        here = [row["reports"][doc]["span"] for row in account["undertakings"] if doc in row["reports"]]
        assert all(row["action"] in here for row in gold(doc)["commitments"])


@each_account
def test_accounts_differ_in_every_telling_way(name: str) -> None:
    account = json.loads((GOLD / "accounts" / f"{name}.json").read_text("utf-8"))
    fields = {difference["field"] for row in account["undertakings"] for difference in row["differences"]}
    assert fields == {"deadline", "condition", "party", "status", "wording"}


def test_samples_share_no_sentence_with_the_texts_kept_beside_the_project(shared: Path) -> None:
    def runs(path: Path) -> set[tuple[str, ...]]:
        words = re.findall(r"[a-z0-9']+", path.read_text("utf-8", "replace").lower())
        return {tuple(words[i : i + 12]) for i in range(len(words) - 11)}

    mine = set().union(*(runs(path) for path in (ROOT / "articles").iterdir()))
    patterns = ("articles/*.txt", "gold/polnear/*/text/*.txt", "gold/plover/text/*.txt")
    for path in (path for pattern in patterns for path in sorted(shared.glob(pattern))):
        assert mine.isdisjoint(runs(path)), path.name
