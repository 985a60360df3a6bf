"""The lead says what the surest rows say, in their own words, at most sixty of them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import sample

from toolkit.display.article.lead import MOST, Sentence, lead, shortened
from toolkit.display.article.view import View
from toolkit.display.words import bridge, counted, number, without_holder
from toolkit.findings import ArticleAnalysis
from toolkit.records import Commitment, CommitmentKind, CommitmentStatus


def text(sentences: list[Sentence]) -> str:
    """The lead as it reads."""
    told = []
    for sentence in sentences:
        clauses = []
        for clause in sentence.clauses:
            led = " ".join(filter(None, (clause.who, clause.verb)))
            joint = f"{led}:" if led and not clause.bridge and clause.verb != "–" else led
            ends = filter(None, (clause.words, clause.condition))
            clauses.append(" ".join(filter(None, (joint, clause.bridge, ", ".join(ends)))))
        told.append(" ".join(filter(None, (sentence.note, sentence.head, "; ".join(clauses)))))
    return ". ".join(told)


def test_parties_come_with_what_they_did_in_the_words_of_their_rows(analysed: ArticleAnalysis) -> None:
    assert text(lead(View(analysed))) == (
        "Norland and Vestria agreed to reopen the ferry line across the Sound; to share the cost of dredging it; to meet "
        "every three months. "
        "Refused: Vestria – to widen the fishing zone. "
        "If: Norland – to lift the toll on Vestrian lorries, as soon as the first ship sails"
    )


def test_every_clause_is_text_of_its_row(analysed: ArticleAnalysis) -> None:
    rows = {row.commitment_id: row for row in analysed.commitments}
    clauses = [clause for sentence in lead(View(analysed)) for clause in sentence.clauses]
    assert len(clauses) > 4
    for clause in clauses:
        assert clause.words.removesuffix(" …") in rows[clause.row].action


def test_no_row_to_check_is_asserted(analysed: ArticleAnalysis) -> None:
    assert "close its ports" not in text(lead(View(analysed)))
    assert "close its ports" in text(lead(View(analysed), check_below=0.3))
    nobody = tuple(replace(row, parties=(), party_names=()) for row in analysed.commitments)
    said = text(lead(View(replace(analysed, commitments=nobody))))
    assert said.startswith("No commitment is sure enough to stand here.")
    assert "ferry" not in said.replace("Said:", "").split("Said")[0]


def test_there_are_no_more_than_sixty_words(analysed: ArticleAnalysis) -> None:
    row = analysed.commitments[1]
    long = " ".join(f"word{n}" for n in range(40))
    rows = tuple(
        replace(row, commitment_id=f"c-{n}", action=long, parties=(f"a-{n}",), party_names=(f"Land {n}",))
        for n in range(9)
    )
    said = text(lead(View(replace(analysed, commitments=rows))))
    assert 40 < len(said.split()) <= MOST
    assert "…" in said


def test_without_commitments_it_says_so_and_what_was_said(analysed: ArticleAnalysis) -> None:
    said = text(lead(View(replace(analysed, commitments=()))))
    assert said.startswith("No commitment, refusal or threat was found.")
    assert "Said: Ada Brandt – " in said
    assert "We will lift the toll on Vestrian lorries" in said
    assert text(lead(View(sample.analysed(commitments=(), attributions=())))).endswith("was found.")


def test_those_of_the_headline_come_first(analysed: ArticleAnalysis) -> None:
    assert {"a-nor", "a-ves"} <= View(analysed).prominent
    brandt = replace(analysed.commitments[0], commitment_id="c-0", parties=("a-bra",), party_names=("Ada Brandt",))
    rows = (brandt, *analysed.commitments)
    assert [group[0].party_names[0] for group in View(replace(analysed, commitments=rows)).groups][-1] == "Ada Brandt"


def test_who_refuses_twice_is_named_once(analysed: ArticleAnalysis) -> None:
    refused = next(row for row in analysed.commitments if row.commitment_id == "c-5")
    more = replace(refused, commitment_id="c-8", action="sail the northern route", action_spans=((0, 4),))
    assert "Refused: Vestria – sail the northern route; to widen the fishing zone" in text(
        lead(View(replace(analysed, commitments=(refused, more))))
    )


def _row(words: str, action: str, **changes: object) -> tuple[str, Commitment]:
    start = words.index(action)
    row = replace(sample.commitments()[0], action_spans=((start, start + len(action)),), action=action)
    return words, replace(row, **changes)  # type: ignore[arg-type]


REFUSAL = {"kind": CommitmentKind.REFUSAL, "status": CommitmentStatus.REFUSED}
THREAT = {"kind": CommitmentKind.THREAT, "status": CommitmentStatus.THREATENED}


@pytest.mark.parametrize(
    ("words", "action", "changes", "expected"),
    [
        ("They agreed to sign it.", "sign it", {}, "to"),
        ("They will jointly sign it.", "sign it", {}, "to"),
        ("They would each sign it.", "sign it", {}, "to"),
        ("They pledged technical help.", "technical help", {}, ""),
        ("They are committed to following this.", "following this", {}, ""),
        ("They are committed to bringing peace.", "bringing peace", {}, ""),
        ("They promised to bring peace.", "bring peace", {}, "to"),
        ("They agreed to a truce.", "a truce", {}, ""),
        ("They will not sign it.", "sign it", REFUSAL, "to"),
        ("They would sign no text.", "sign no text", REFUSAL, "would"),
        ("They will not tolerate attacks.", "tolerate attacks", THREAT, "not to"),
        ("They will by no means tolerate it.", "tolerate it", THREAT, "not to"),
    ],
)
def test_what_leads_to_an_action(words: str, action: str, changes: dict[str, object], expected: str) -> None:
    assert bridge(*_row(words, action, **changes), ()) == expected


def test_an_action_carried_on_is_worded_as_the_first() -> None:
    words = "They agreed to sign it and keep it."
    (_, first), (_, second) = _row(words, "sign it"), _row(words, "keep it")
    assert bridge(words, second, [first, second]) == "to"
    assert bridge(words, second, [second]) == ""


@pytest.mark.parametrize(
    ("action", "shown"),
    [("its readiness to talk to them", "talk to them"), ("send help to them", "send help to them"), ("to", "to")],
)
def test_the_noun_that_holds_an_action_is_left_out(action: str, shown: str) -> None:
    assert without_holder(action) == shown


@pytest.mark.parametrize(
    ("words", "most", "shown"),
    [
        ("one two three", 3, "one two three"),
        ("one two three four", 3, "one two three …"),
        ("one two, three four", 3, "one two …"),
        ("close ports of the north", 4, "close ports …"),
        ("call it “a big step” ahead now", 5, "call it “a big step” …"),
        ("call it “a big step ahead” now", 5, "call it “a big step …”"),
    ],
)
def test_long_wordings_are_cut_where_they_can_end(words: str, most: int, shown: str) -> None:
    assert shortened(words, most) == shown


def test_numbers_in_words() -> None:
    assert [number(0), number(12), number(13)] == ["no", "twelve", "13"]
    assert counted(1, "party", "parties") == "one party"
    assert counted(2, "party", "parties") == "two parties"


def test_the_fragment_says_the_same_and_leads_to_its_rows(analysed: ArticleAnalysis) -> None:
    from toolkit import display

    shown = display.lead(analysed)
    assert repr(shown).startswith("Norland and Vestria agreed to reopen the ferry line across the Sound; to share")
    assert re.findall(r'href="#row-(c-\d)" data-rows="\1"', shown.body)[:3] == ["c-1", "c-2", "c-4"]
