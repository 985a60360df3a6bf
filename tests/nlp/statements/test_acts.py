from __future__ import annotations

import pytest
from spacy.tokens import Doc
from trees import VOCAB

from toolkit.nlp.layers import AttributionSpan, CommitmentSpan, Layers
from toolkit.nlp.pipeline import read
from toolkit.nlp.statements.acts import mark_acts
from toolkit.nlp.tabulate import make_rows
from toolkit.records import ActorType, AttributionType, CommitmentKind, CommitmentStatus, CueClass

WORDS = ["Spain", "said", "Spain", "agreed", "to", "reopen", "the", "crossing"]


def statement(cue: int, content: tuple[int, int], **facts: object) -> AttributionSpan:
    kinds = {"type": AttributionType.INDIRECT, "cue_class": CueClass.SPEECH} | facts
    return AttributionSpan(((cue, cue + 1),), (content,), (), cue, None, rule="test", confidence=0.9, **kinds)  # type: ignore[arg-type]


def act(trigger: int, attribution: int | None) -> CommitmentSpan:
    kind, status = CommitmentKind.COMMITMENT, CommitmentStatus.AGREED
    at = ((trigger, trigger + 1),)
    return CommitmentSpan(
        kind, status, at, ((5, 8),), 5, (), (), (), None, None, (), attribution, None, "test", 0.9, "test", 0.9
    )


def layers_of(*attributions: AttributionSpan, speaker: ActorType = ActorType.STATE) -> Layers:
    """ "Spain said Spain agreed to ...": with these statements, all the speaker's, and the agreement as an act."""
    layers = Layers(Doc(VOCAB, words=WORDS, sent_starts=[True, *[False] * 7]), attributions=list(attributions))
    layers.actors.add("Spain", speaker)
    for found in attributions:
        found.speakers = (0,)
    layers.commitments = [act(3, len(attributions) - 1)]
    return layers


def told(layers: Layers) -> list[bool]:
    mark_acts(layers)
    return [found.tells_act for found in layers.attributions]


def test_only_what_has_the_trigger_for_its_cue_tells_of_an_act() -> None:
    assert told(layers_of(statement(1, (2, 8)), statement(3, (4, 8)))) == [False, True]


@pytest.mark.parametrize("speaker", list(ActorType))
def test_a_person_who_undertakes_says_so(speaker: ActorType) -> None:
    assert told(layers_of(statement(3, (4, 8)), speaker=speaker)) == [speaker != ActorType.PERSON]


@pytest.mark.parametrize("type_", list(AttributionType))
def test_an_act_in_quoted_words_is_a_statement(type_: AttributionType) -> None:
    assert told(layers_of(statement(3, (4, 8), type=type_))) == [type_ == AttributionType.INDIRECT]


@pytest.mark.parametrize("kind", list(CueClass))
def test_no_act_is_told_by_according_to_or_by_a_colon(kind: CueClass) -> None:
    statements = {CueClass.ACCORDING_TO, CueClass.PUNCTUATION}
    assert told(layers_of(statement(3, (4, 8), cue_class=kind))) == [kind not in statements]


def test_marking_takes_nothing_away_and_moves_nothing() -> None:
    layers = layers_of(statement(1, (2, 8)), statement(3, (4, 8), parent=0))
    before = list(layers.attributions)
    mark_acts(layers)
    assert layers.attributions == before
    assert layers.commitments[0].attribution == 1


def test_the_statement_of_an_act_is_the_one_around_it() -> None:
    layers = layers_of(statement(1, (2, 8)), statement(3, (4, 8), parent=0))
    mark_acts(layers)
    assert [index for index, _ in layers.statements()] == [0]
    assert [layers.statement_at(index) for index in (0, 1, None)] == [0, 0, None]
    layers.attributions[1].parent = None
    assert layers.statement_at(1) is None


def test_rows_leave_the_act_out_and_point_to_the_statement_around_it() -> None:
    layers = layers_of(statement(1, (2, 8)), statement(5, (6, 8), parent=2), statement(3, (4, 8), parent=0))
    mark_acts(layers)
    rows = make_rows(layers, layers.doc.text)
    outer, inner = rows.attributions
    assert (outer.cue, inner.cue) == ("said", "reopen")
    assert inner.parent == rows.commitments[0].attribution_id == outer.attribution_id


def statements(parse_text, text: str) -> list[str]:
    layers = read(parse_text(text))
    return [layers.doc[a.cue[0][0] : a.cue[-1][1]].text for _, a in layers.statements()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spain and Morocco agreed to reopen the crossing by June.", []),
        ("Foreign Minister Ana Ruiz promised to reopen the crossing.", ["promised"]),
        ("Spain said it would reopen the crossing.", ["said"]),
        ("According to Spain, Morocco will reopen the crossing.", ["According to"]),
        ('Spain and Morocco agreed to "reopen the crossing without delay".', ["agreed"]),
    ],
)
def test_statements_of_a_text(parse_text, text: str, expected: list[str]) -> None:
    assert statements(parse_text, text) == expected


def test_what_stood_in_an_act_stands_in_the_statement_around_it(parse_text) -> None:
    layers = read(
        parse_text("Ana Ruiz, the foreign minister, said that Spain had agreed to reopen the crossing by June.")
    )
    (commitment,) = layers.commitments
    around = layers.statement_at(commitment.attribution)
    assert around is not None
    assert layers.doc[layers.attributions[around].cue_head].text == "said"
