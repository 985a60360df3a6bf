"""From layers to records: ids, order, rounding."""

from __future__ import annotations

import pytest
from trees import sketch

from toolkit.nlp.layers import AttributionSpan, CommentarySpan, CommitmentSpan, Layers
from toolkit.nlp.tabulate import _rounded, _unique, make_rows
from toolkit.records import (
    ActorType,
    AttributionType,
    CommitmentKind,
    CommitmentStatus,
    CueClass,
    ExpertKind,
    MentionKind,
    Stance,
)


def test_ids_that_come_again_are_numbered_from_two_on() -> None:
    assert _unique(["a", "b", "a", "a", "b", "a"]) == ["a", "b", "a-2", "a-3", "b-2", "a-4"]


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [(0.12345, 0.123), (1.5, 1.0), (-0.2, 0.0), (0.9996, 1.0), (0.0004, 0.0), (0.0006, 0.001)],
)
def test_confidence_has_three_decimals_between_nought_and_one(confidence: float, expected: float) -> None:
    assert _rounded(confidence) == expected


def said(cue: int, *content: tuple[int, int]) -> AttributionSpan:
    return AttributionSpan(
        ((cue, cue + 1),), content, (), cue, None, AttributionType.INDIRECT, CueClass.SPEECH, "test", 0.9
    )


def comment(attribution: int) -> CommentarySpan:
    return CommentarySpan(attribution, None, "X", ExpertKind.EXPERT, None, Stance.NEUTRAL, None, (), None, "test", 0.9)


def pledge(action: tuple[int, int], attribution: int | None = None) -> CommitmentSpan:
    kind, status = CommitmentKind.COMMITMENT, CommitmentStatus.PLEDGED
    return CommitmentSpan(
        kind, status, ((1, 2),), (action,), action[0], (0,), (), (), None, None, (), attribution, None, "test", 0.9
    )


@pytest.fixture
def layers() -> Layers:
    found = Layers(sketch("Zenda said/VBD so Berg hopes/VBZ so Zenda"))
    for name, type_, places in (
        ("Berg", ActorType.PERSON, [3]),
        ("Zenda", ActorType.STATE, [6, 0]),
        ("X", ActorType.GROUP, []),
    ):
        cluster = found.actors.add(name, type_)
        for place in places:
            found.actors.mention(cluster, place, place + 1, place, MentionKind.NAME)
    found.attributions = [said(4, (5, 6)), said(1, (2, 3))]
    return found


def test_rows_stand_in_the_order_of_the_text(layers: Layers) -> None:
    layers.commitments = [pledge((5, 6)), pledge((2, 3))]
    layers.commentary = [comment(0), comment(1)]
    rows = make_rows(layers, layers.doc.text)
    assert [row.name for row in rows.actors] == ["Zenda", "Berg"], "who is not mentioned is left out"
    assert [row.cue for row in rows.attributions] == ["said", "hopes"]
    assert [row.action_spans[0][0] for row in rows.commitments] == [11, 25]
    assert [row.attribution_id for row in rows.commentary] == [row.attribution_id for row in rows.attributions]


def test_mentions_are_sorted_and_told_once(layers: Layers) -> None:
    zenda = layers.actors.clusters[1]
    layers.actors.mention(zenda, 0, 1, 0, MentionKind.NAME)
    row = make_rows(layers, layers.doc.text).actors[0]
    assert [(m.start, m.end) for m in row.mentions] == [(0, 5), (28, 33)]


def test_a_commitment_points_to_its_statement(layers: Layers) -> None:
    layers.commitments = [pledge((5, 6), attribution=0), pledge((2, 3))]
    rows = make_rows(layers, layers.doc.text)
    by_cue = {row.cue: row.attribution_id for row in rows.attributions}
    assert [row.attribution_id for row in rows.commitments] == [None, by_cue["hopes"]]


def test_two_actions_of_the_same_words_have_two_ids(layers: Layers) -> None:
    layers.commitments = [pledge((2, 3)), pledge((2, 3)), pledge((2, 3))]
    first, *others = [row.commitment_id for row in make_rows(layers, layers.doc.text).commitments]
    assert others == [f"{first}-2", f"{first}-3"]
