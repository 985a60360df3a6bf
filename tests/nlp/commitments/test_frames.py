"""Which sentences undertake, refuse or threaten, and which only look as if they did.

Every sentence is parsed by the installed model; the rules' grammar is tested on hand-built trees in ``test_commissives.py``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from toolkit.nlp.commitments.frames.find import find_frames
from toolkit.records import CommitmentKind

LINES = (Path(__file__).parent / "frames.tsv").read_text(encoding="utf-8").splitlines()
SENTENCES = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(("kind", "sentence"), SENTENCES)
def test_kind(nlp: Language, kind: str, sentence: str) -> None:
    wanted = set() if kind == "-" else {CommitmentKind(kind)}
    assert {frame.kind for frame in find_frames(nlp(sentence))} == wanted


def actions(nlp: Language, sentence: str) -> list[str]:
    doc = nlp(sentence)
    return [doc[a.range[0] : a.range[1]].text for frame in find_frames(doc) for a in frame.actions]


def test_coordinated_actions_part(nlp: Language) -> None:
    found = actions(nlp, "Kenya and Uganda agreed to reopen the ferry, exchange customs data and abolish visas.")
    assert found == ["reopen the ferry", "exchange customs data", "abolish visas"]


def test_coordinated_objects_do_not(nlp: Language) -> None:
    assert actions(nlp, "Kenya agreed to share maps and photographs.") == ["share maps and photographs"]


def test_purposes_of_a_verb_that_only_carries_them_part(nlp: Language) -> None:
    found = actions(nlp, "The two sides will take steps to protect the dam and to restore the power lines.")
    assert found == ["take steps to protect the dam", "restore the power lines"]


def test_coordinated_doings_part(nlp: Language) -> None:
    found = actions(nlp, "Both governments promised to push for the release of the crew and the return of the ship.")
    assert found == ["push for the release of the crew", "the return of the ship"]


def test_an_infinitive_goes_on_with_an_infinitive(nlp: Language) -> None:
    found = actions(nlp, "The ministers agreed to cooperate on fighting malaria and train more nurses.")
    assert found == ["cooperate on fighting malaria", "train more nurses"]


def test_a_condition_is_no_part_of_the_action(nlp: Language) -> None:
    assert actions(nlp, "Ghana will reopen the border if Togo returns the trucks.") == ["reopen the border"]


def test_a_passive_is_named_with_its_subject(nlp: Language) -> None:
    found = actions(nlp, "The minister said that the embargo would be lifted in stages.")
    assert found == ["the embargo would be lifted in stages"]


def test_a_readiness_keeps_its_noun(nlp: Language) -> None:
    assert actions(nlp, "Peru expressed its readiness to host the talks.") == ["readiness to host the talks"]


def test_a_reporting_clause_is_no_part_of_the_action(nlp: Language) -> None:
    assert actions(nlp, "Peru will host the talks, its foreign minister said.") == ["host the talks"]


def test_would_is_a_supposition_inside_a_quotation(parse_text) -> None:  # type: ignore[no-untyped-def]
    from toolkit.nlp.document.quotes import find_quotes

    doc = parse_text('"I would sell the islands," the senator said.')
    assert not find_frames(doc, find_quotes(doc))
    doc = parse_text("The senator said he would sell the islands.")
    assert find_frames(doc, find_quotes(doc))
