"""The grammar behind commissive frames, on hand-built trees."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.tokens import Doc
from trees import Row, build

from toolkit import lexicon
from toolkit.nlp.commitments.conditions import condition_of
from toolkit.nlp.commitments.deadlines import deadline_of
from toolkit.nlp.commitments.frames.actions import is_doing, noun_actions, phrase_range, things, verb_actions
from toolkit.nlp.commitments.frames.blocks import block, denied, is_generic
from toolkit.nlp.commitments.frames.find import find_frames
from toolkit.nlp.commitments.frames.harm import is_fate, is_hostile, is_hostile_noun
from toolkit.nlp.commitments.undertakers import can_undertake, is_voluntary
from toolkit.nlp.document.clauses import is_infinitive
from toolkit.nlp.document.lemmas import lemma_of
from toolkit.nlp.layers import Quote, TimeExpression


def with_object(verb: str, lemma: str, noun: str, *more: Row) -> Doc:
    """ "Mali will VERB NOUN", with more words after."""
    return build(
        ("Mali", "Mali", "NNP/PROPN", 2, "nsubj"),
        ("will", "will", "MD/AUX", 2, "aux"),
        (verb, lemma, "VB/VERB", 2, "ROOT"),
        (noun, noun.removesuffix("s"), "NNS/NOUN", 2, "dobj"),
        *more,
    )


@pytest.mark.parametrize(
    ("verb", "noun", "hostile"),
    [
        ("attack", "bases", True),
        ("fight", "crime", False),
        ("impose", "sanctions", True),
        ("impose", "quotas", True),
        ("open", "quotas", False),
        ("lift", "sanctions", False),
        ("resume", "attacks", True),
        ("resume", "talks", False),
        ("cut", "ties", True),
        ("cut", "tariffs", False),
        ("suspend", "aid", True),
        ("suspend", "tests", False),
        ("strike", "deals", False),
        ("strike", "bases", True),
        ("withdraw", "troops", False),
        ("close", "borders", True),
        ("take", "measures", False),
        ("send", "doctors", False),
    ],
)
def test_harm(verb: str, noun: str, hostile: bool) -> None:
    assert is_hostile(with_object(verb, verb, noun)[2]) is hostile


def test_a_measure_is_hostile_only_if_something_says_so() -> None:
    doc = with_object(
        "take",
        "take",
        "measures",
        ("against", "against", "IN/ADP", 3, "prep"),
        ("Chad", "Chad", "NNP/PROPN", 4, "pobj"),
    )
    assert is_hostile_noun(doc[3])
    assert is_hostile(doc[2])
    assert not is_hostile_noun(with_object("take", "take", "measures")[3])


def test_leaving_talks_is_harm_leaving_a_town_is_not() -> None:
    for place, hostile in (("talks", True), ("town", False)):
        doc = build(
            ("Mali", "Mali", "NNP/PROPN", 2, "nsubj"),
            ("will", "will", "MD/AUX", 2, "aux"),
            ("withdraw", "withdraw", "VB/VERB", 2, "ROOT"),
            ("from", "from", "IN/ADP", 2, "prep"),
            (place, place.removesuffix("s"), "NNS/NOUN", 3, "pobj"),
        )
        assert is_hostile(doc[2]) is hostile


def test_what_will_befall_somebody() -> None:
    assert is_fate(with_object("face", "face", "consequences")[2])
    assert not is_fate(with_object("face", "face", "voters")[2])


def test_lemmas_that_models_get_wrong() -> None:
    doc = build(("hopes", "hop", "VBZ/VERB", 0, "ROOT"), ("hops", "hop", "VBZ/VERB", 0, "conj"))
    assert [lemma_of(token) for token in doc] == ["hope", "hop"]


def embedded(governor: str, lemma: str, modal: str = "will", mark: str = "that") -> Doc:
    """ "Peru GOVERNOR that Mali MODAL sign"."""
    return build(
        ("Peru", "Peru", "NNP/PROPN", 1, "nsubj"),
        (governor, lemma, "VBD/VERB", 1, "ROOT"),
        (mark, mark, "IN/SCONJ", 5, "mark"),
        ("Mali", "Mali", "NNP/PROPN", 5, "nsubj"),
        (modal, modal, "MD/AUX", 5, "aux"),
        ("sign", "sign", "VB/VERB", 1, "ccomp"),
    )


@pytest.mark.parametrize(
    ("doc", "reason"),
    [
        (embedded("said", "say"), None),
        (embedded("demanded", "demand"), "demand"),
        (embedded("hoped", "hope"), "attitude"),
        (embedded("said", "say", "must"), "modal"),
        (embedded("said", "say", mark="if"), "hypothetical"),
        (embedded("warned", "warn"), None),
    ],
)
def test_contexts(doc: Doc, reason: str | None) -> None:
    assert block(doc[5]) == reason


def test_an_infinitive_of_purpose_undertakes_nothing() -> None:
    rows: list[Row] = [
        ("Mali", "Mali", "NNP/PROPN", 1, "nsubj"),
        ("flew", "fly", "VBD/VERB", 1, "ROOT"),
        ("to", "to", "TO/PART", 3, "aux"),
        ("sign", "sign", "VB/VERB", 1, "advcl"),
    ]
    doc = build(*rows)
    assert is_infinitive(doc[3])
    assert block(doc[3]) == "purpose"
    rows[1] = ("continued", "continue", "VBD/VERB", 1, "ROOT")
    rows[3] = ("refuse", "refuse", "VB/VERB", 1, "xcomp")
    assert block(build(*rows)[3]) is None


def test_no_longer_denies() -> None:
    doc = build(
        ("Mali", "Mali", "NNP/PROPN", 4, "nsubj"),
        ("will", "will", "MD/AUX", 4, "aux"),
        ("no", "no", "RB/ADV", 3, "neg"),
        ("longer", "long", "RBR/ADV", 4, "advmod"),
        ("pay", "pay", "VB/VERB", 4, "ROOT"),
    )
    assert denied(doc[4])
    doc = build(
        ("Mali", "Mali", "NNP/PROPN", 2, "nsubj"),
        ("will", "will", "MD/AUX", 2, "aux"),
        ("pay", "pay", "VB/VERB", 2, "ROOT"),
    )
    assert not denied(doc[2])


def test_who_can_undertake() -> None:
    doc = build(
        ("ministers", "minister", "NNS/NOUN", 0, "ROOT"),
        ("prices", "price", "NNS/NOUN", 0, "conj"),
        ("voters", "voter", "NNS/NOUN", 0, "conj"),
        ("hijackers", "hijacker", "NNS/NOUN", 0, "conj"),
        ("they", "they", "PRP/PRON", 0, "conj"),
        ("this", "this", "DT/PRON", 0, "conj"),
    )
    assert [can_undertake(token) for token in doc] == [True, False, False, True, True, False]


def test_what_happens_is_not_undertaken() -> None:
    assert not is_voluntary(with_object("suffer", "suffer", "losses")[2])
    assert not is_voluntary(with_object("end", "end", "week")[2])
    assert is_voluntary(with_object("end", "end", "war")[2])
    assert is_voluntary(with_object("pay", "pay", "damages")[2])


def test_a_relative_clause_without_article_or_name_is_generic() -> None:
    rows: list[Row] = [
        ("Parties", "party", "NNS/NOUN", 3, "nsubj"),
        ("who", "who", "WP/PRON", 2, "nsubj"),
        ("refuse", "refuse", "VBP/VERB", 0, "relcl"),
        ("lose", "lose", "VBP/VERB", 3, "ROOT"),
    ]
    assert is_generic(build(*rows)[2])
    named = build(("Mali", "Mali", "NNP/PROPN", 3, "nsubj"), *rows[1:])
    assert not is_generic(named[2])


@pytest.fixture
def coordinated() -> Doc:
    # Mali agreed to cooperate on fighting crime and train doctors if paid by May .
    return build(
        ("Mali", "Mali", "NNP/PROPN", 1, "nsubj"),
        ("agreed", "agree", "VBD/VERB", 1, "ROOT"),
        ("to", "to", "TO/PART", 3, "aux"),
        ("cooperate", "cooperate", "VB/VERB", 1, "xcomp"),
        ("on", "on", "IN/ADP", 3, "prep"),
        ("fighting", "fight", "VBG/VERB", 4, "pcomp"),
        ("crime", "crime", "NN/NOUN", 5, "dobj"),
        ("and", "and", "CC/CCONJ", 5, "cc"),
        ("train", "train", "VB/VERB", 5, "conj"),
        ("doctors", "doctor", "NNS/NOUN", 8, "dobj"),
        ("if", "if", "IN/SCONJ", 11, "mark"),
        ("paid", "pay", "VBN/VERB", 8, "advcl"),
        ("by", "by", "IN/ADP", 8, "prep"),
        ("May", "May", "NNP/PROPN", 12, "pobj"),
        (".", ".", "./PUNCT", 1, "punct"),
    )


def test_like_goes_with_like(coordinated: Doc) -> None:
    found = verb_actions(coordinated[3])
    assert [coordinated[a.range[0] : a.range[1]].text for a in found] == [
        "cooperate on fighting crime",
        "train doctors",
    ]


def test_conditions_and_times_stay_with_their_action(coordinated: Doc) -> None:
    first, second = coordinated[3], coordinated[8]
    assert condition_of(first, [second]) is None
    assert condition_of(second) == (10, 12)
    by_may = TimeExpression(12, 14, 12, "2021-05", dt.date(2021, 5, 1), dt.date(2021, 5, 31), "month", "by")
    assert deadline_of([by_may], second, [first], dt.date(2021, 3, 10)) is by_may
    assert deadline_of([by_may], first, [second], dt.date(2021, 3, 10)) is None
    assert deadline_of([by_may], second, [first], dt.date(2021, 6, 10)) is None  # past


def test_doings_part_and_things_do_not() -> None:
    rows: list[Row] = [
        ("the", "the", "DT/DET", 1, "det"),
        ("release", "release", "NN/NOUN", 1, "ROOT"),
        ("of", "of", "IN/ADP", 1, "prep"),
        ("sailors", "sailor", "NNS/NOUN", 2, "pobj"),
        ("and", "and", "CC/CCONJ", 3, "cc"),
        ("the", "the", "DT/DET", 6, "det"),
        ("delivery", "delivery", "NN/NOUN", 3, "conj"),
        ("of", "of", "IN/ADP", 6, "prep"),
        ("maps", "map", "NNS/NOUN", 7, "pobj"),
    ]
    doc = build(*rows)
    assert [doc[a.range[0] : a.range[1]].text for a in noun_actions(doc[1])] == [
        "the release of sailors",
        "the delivery of maps",
    ]
    rows[6] = ("wives", "wife", "NNS/NOUN", 3, "conj")
    assert len(noun_actions(build(*rows)[1])) == 1
    assert is_doing(doc[6])
    assert not is_doing(doc[8])


def test_the_contents_of_a_document_all_part() -> None:
    doc = build(
        ("a", "a", "DT/DET", 1, "det"),
        ("map", "map", "NN/NOUN", 1, "ROOT"),
        ("and", "and", "CC/CCONJ", 1, "cc"),
        ("a", "a", "DT/DET", 4, "det"),
        ("flag", "flag", "NN/NOUN", 1, "conj"),
    )
    assert [doc[a.range[0] : a.range[1]].text for a in things(doc[1])] == ["a map", "a flag"]


def test_an_action_is_named_without_what_links_it(coordinated: Doc) -> None:
    assert phrase_range(coordinated[3], [coordinated[8]]) == (3, 7)


def test_a_prefix_that_was_split_off_belongs_to_the_action() -> None:
    doc = build(
        ("to", "to", "TO/PART", 3, "aux"),
        ("re", "re", "VB/VERB", 3, "dep"),
        ("-", "-", "HYPH/PUNCT", 3, "punct"),
        ("open", "open", "VB/VERB", 3, "ROOT"),
        ("roads", "road", "NNS/NOUN", 3, "dobj"),
    )
    assert phrase_range(doc[3]) == (1, 5)


def test_would_is_a_supposition_only_where_it_and_its_subject_are_quoted() -> None:
    doc = build(
        ("They", "they", "PRP/PRON", 2, "nsubj"),
        ("would", "would", "MD/AUX", 2, "aux"),
        ("pay", "pay", "VB/VERB", 2, "ROOT"),
    )
    found = {(start, end): len(find_frames(doc, [Quote(start, end, '"')])) for start, end in ((0, 3), (0, 1), (1, 3))}
    assert found == {(0, 3): 0, (0, 1): 1, (1, 3): 1}


def test_lists_hold_no_word_of_two_meanings() -> None:
    assert not lexicon.words("harm", "benefits") & lexicon.words("harm", "concessions") - {"ban"}
    assert not lexicon.words("commissives", "undertakers") & lexicon.words("commissives", "classes.crimes")


def test_only_a_time_at_the_end_of_the_phrase_passes_its_noun() -> None:
    ports = [
        ("close", "close", "VB/VERB", 0, "ROOT"),
        ("ports", "port", "NNS/NOUN", 0, "dobj"),
        ("from", "from", "IN/ADP", 1, "prep"),
        ("Monday", "Monday", "NNP/PROPN", 2, "pobj"),
    ]
    monday = TimeExpression(2, 4, 2, "2021-03-15", dt.date(2021, 3, 15), None, "day", "from")
    assert deadline_of([monday], build(*ports)[0], [], None) is monday
    assert deadline_of([monday], build(*ports, ("firmly", "firmly", "RB/ADV", 0, "advmod"))[0], [], None) is None
