"""Source, cue and content, by rules alone and with the learned stage, on sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from toolkit.nlp.document.quotes import find_quotes
from toolkit.nlp.layers import AttributionSpan, Layers, Ranges
from toolkit.nlp.statements.find import find_attributions
from toolkit.records import AttributionType, CueClass


def words(doc: Doc, ranges: Ranges) -> str:
    return " / ".join(doc[s:e].text.strip() for s, e in ranges)


@pytest.fixture(scope="module", params=[True, False], ids=["learned", "rules"])
def find(request: pytest.FixtureRequest, parse_text: Callable[..., Doc]) -> Callable[..., tuple[Doc, list]]:
    def found(text: str, mode: str = "complete") -> tuple[Doc, list[AttributionSpan]]:
        doc = parse_text(text)
        layers = Layers(doc, quotes=find_quotes(doc))
        find_attributions(layers, mode=mode, learned=request.param)
        return doc, layers.attributions

    return found


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The minister said that the bridge would reopen.", "The minister", "said", "that the bridge would reopen"),
        ("The bridge will reopen in May, the minister said.", "the minister", "said", "The bridge will reopen in May"),
        ("“The bridge will reopen,” said Anna Berg.", "Anna Berg", "said", "“The bridge will reopen,”"),
        ("According to the ministry, the bridge is safe.", "the ministry", "According to", "the bridge is safe"),
        ("The envoy warned of a new crisis in the valley.", "The envoy", "warned", "a new crisis in the valley"),
        ("Berg criticised the delay of the works.", "Berg", "criticised", "the delay of the works"),
        ("The report shows that prices fell in May.", "The report", "shows", "that prices fell in May"),
    ],
)  # fmt: skip
def test_frames(find: Callable, text: str, source: str, cue: str, content: str) -> None:
    doc, found = find(text)
    assert [(words(doc, a.source), words(doc, a.content)) for a in found] == [(source, content)]
    assert cue.split()[0] in words(doc, found[0].cue)
    assert found[0].source_head is not None
    assert any(s <= found[0].source_head < e for s, e in found[0].source)


@pytest.mark.parametrize(
    "text",
    [
        "The train left the station at noon.",
        "He wore a cap with the word “captain” on it.",
        "The wall is 12\" thick.",
        "She found her keys under the table.",
    ],
)  # fmt: skip
def test_no_statement(find: Callable, text: str) -> None:
    assert find(text)[1] == []


def test_name_with_description_after_its_statement(find: Callable) -> None:
    text = "The visit changed little, Ivan Petrov, deputy head of the Institute for Trade in Riga, told the daily on Monday."
    doc, found = find(text)
    assert len(found) == 1
    assert words(doc, found[0].source).startswith("Ivan Petrov")
    assert words(doc, found[0].content) == "The visit changed little"


def test_pieces_of_a_statement_are_joined(find: Callable) -> None:
    doc, found = find("“We will go,” the envoy said. “And we will not come back.”")
    assert [words(doc, a.content) for a in found] == ["“We will go,” / “And we will not come back.”"]
    assert found[0].type is AttributionType.DIRECT


def test_second_quotation_with_a_cue_of_its_own_is_not_joined(find: Callable) -> None:
    doc, found = find("“We will go tomorrow,” the envoy said. “And we will not come back,” his deputy added.")
    assert len(found) == 2
    assert words(doc, found[1].source) == "his deputy"


def test_quotation_left_open_goes_on_in_the_next_paragraph(find: Callable) -> None:
    doc, found = find("The envoy said: “We will go to the valley tomorrow.\n\n“And we will not come back.”\n")
    assert len(found) == 1
    assert "not come back" in words(doc, found[0].content)


def test_types(find: Callable) -> None:
    _, found = find("Berg said the plan was “a very great danger” to trade.\n\nBerg said the plan was bad for trade.")
    assert [a.type for a in found] == [AttributionType.MIXED, AttributionType.INDIRECT]


def test_negation_and_modality_are_kept(find: Callable) -> None:
    _, found = find("The ministry did not say whether the talks had failed.")
    assert [a.negated for a in found] == [True]
    _, found = find("The minister will say that the talks have failed.")
    assert [(a.negated, a.modality) for a in found] == [(False, "future")]


def test_cue_classes(find: Callable) -> None:
    _, found = find(
        "Berg said the law was good.\n\nBerg hopes the law will pass.\n\nThe study shows that the law works."
    )
    assert [a.cue_class for a in found] == [CueClass.SPEECH, CueClass.ATTITUDE, CueClass.FINDING]


def test_signature_and_transcript(find: Callable) -> None:
    doc, found = find("“A fine day for the whole valley.” — Anna Berg\n")
    assert [(words(doc, a.source), a.cue_class) for a in found] == [("Anna Berg", CueClass.PUNCTUATION)]
    doc, found = find('"BERG: I want to thank the people of the valley.\n')
    assert [words(doc, a.source) for a in found] == ["BERG"]


def test_relative_clause_keeps_pronoun_and_antecedent(find: Callable) -> None:
    doc, found = find("He met Anna Berg, who said that the bridge was unsafe.")
    assert any("Anna Berg" in words(doc, a.source) and "who" in words(doc, a.source) for a in found)


def test_precise_mode_is_a_part_of_the_complete_one(find: Callable) -> None:
    text = "Berg said the law was good. The firm wants to grow. He saw the plan. Critics call it a risk."
    _, complete = find(text)
    _, precise = find(text, mode="precise")
    assert {(a.cue_head, a.content) for a in precise} <= {(a.cue_head, a.content) for a in complete}
    assert all(0 <= a.confidence <= 1 for a in complete)


def test_nested_attributions_have_a_parent(parse_text: Callable[..., Doc]) -> None:
    doc = parse_text("Berg said that Petrov believes that the talks will fail. “She says it is over,” Petrov said.")
    layers = Layers(doc, quotes=find_quotes(doc))
    find_attributions(layers, with_nested=True)
    tree = [(doc[a.cue_head].text, a.parent) for a in layers.attributions]
    assert tree == [("said", None), ("believes", 0), ("said", None)]
    find_attributions(layers)
    assert [doc[a.cue_head].text for a in layers.attributions] == ["said", "said"]


def test_contents_do_not_overlap_and_leave_out_cue_and_source(find: Callable) -> None:
    text = (
        "Berg said Petrov had told him that the ministry believed the talks would fail, adding: “We have to go on.” "
        "“It is over,” Petrov replied, “and nobody will deny it,” although the ministry insisted that it was not."
    )
    _, found = find(text)
    taken: set[int] = set()
    for a in found:
        mine = {i for s, e in a.content for i in range(s, e)}
        assert mine
        assert not mine & taken
        assert not mine & {i for s, e in (*a.cue, *a.source) for i in range(s, e)}
        taken |= mine


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["said", "“", "”", '"', ":", "—", "according", "to", "He", "that", ",", ".", "\n", "it"]),
        max_size=25,
    )
)
def test_unparsed_texts_do_not_raise(pieces: list[str]) -> None:
    doc = spacy.blank("en")(" ".join(pieces))
    for learned in (True, False):
        layers = Layers(doc, quotes=find_quotes(doc))
        find_attributions(layers, learned=learned)


@pytest.mark.parametrize(
    "text", ["", "\n\n", ":", '"', "—", "according to", "“”“”", "Said said said: said.", "”― Berg"]
)
def test_odd_texts_do_not_raise(find: Callable, text: str) -> None:
    find(text)
