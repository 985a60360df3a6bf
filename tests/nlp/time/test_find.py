"""Time expressions found in Docs: the clause's tense, and what only looks like a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from toolkit.nlp.time.find import clause_tense, find_times

VOCAB = spacy.blank("en").vocab
WEDNESDAY = dt.date(2021, 9, 15)


def times(doc: Doc, anchor: dt.date | None = WEDNESDAY) -> list[tuple[str, str | None, str]]:
    return [
        (doc[t.start : t.end].text, t.last.isoformat() if t.last else None, t.precision)
        for t in find_times(doc, anchor)
    ]


def built(words: str, heads: list[int], deps: str, tags: str, pos: str) -> Doc:
    return Doc(
        VOCAB, words.split(), heads=heads, deps=deps.split(), tags=tags.split(), pos=pos.split(), lemmas=words.split()
    )


def test_tense_of_the_clause_decides() -> None:
    doc = built(
        "He said they will meet on Monday", [1, 1, 4, 4, 1, 4, 5], "nsubj ROOT nsubj aux ccomp prep pobj",
        "PRP VBD PRP MD VB IN NNP", "PRON VERB PRON AUX VERB ADP PROPN",
    )  # fmt: skip
    assert times(doc) == [("on Monday", "2021-09-20", "day")]
    doc = built(
        "He said they met on Monday", [1, 1, 3, 1, 3, 4], "nsubj ROOT nsubj ccomp prep pobj",
        "PRP VBD PRP VBD IN NNP", "PRON VERB PRON VERB ADP PROPN",
    )  # fmt: skip
    assert times(doc) == [("on Monday", "2021-09-13", "day")]


def test_infinitive_lies_ahead_but_a_past_one_does_not() -> None:
    doc = built(
        "They agreed to meet on Monday", [1, 1, 3, 1, 3, 4], "nsubj ROOT aux xcomp prep pobj",
        "PRP VBD TO VB IN NNP", "PRON VERB PART VERB ADP PROPN",
    )  # fmt: skip
    assert clause_tense(doc[5]) == "future"
    doc = built(
        "They seem to have met on Monday", [1, 1, 4, 4, 1, 4, 5], "nsubj ROOT aux aux xcomp prep pobj",
        "PRP VBP TO VB VBN IN NNP", "PRON VERB PART AUX VERB ADP PROPN",
    )  # fmt: skip
    assert clause_tense(doc[6]) == "past"


def test_a_bound_set_in_the_past_lies_ahead_of_it_but_not_of_what_had_been() -> None:
    wanted = built(
        "They wanted it by March", [1, 1, 1, 1, 3], "nsubj ROOT dobj prep pobj", "PRP VBD PRP IN NNP",
        "PRON VERB PRON ADP PROPN",
    )  # fmt: skip
    assert times(wanted) == [("by March", "2022-03-31", "month")]
    before = built(
        "They wanted it before March", [1, 1, 1, 1, 3], "nsubj ROOT dobj prep pobj", "PRP VBD PRP IN NNP",
        "PRON VERB PRON ADP PROPN",
    )  # fmt: skip
    assert times(before) == [("before March", "2022-02-28", "month")]
    until = built(
        "They wanted it until March", [1, 1, 1, 1, 3], "nsubj ROOT dobj prep pobj", "PRP VBD PRP IN NNP",
        "PRON VERB PRON ADP PROPN",
    )  # fmt: skip
    assert times(until) == [("until March", "2022-03-31", "month")]
    within = built(
        "They wanted it within two weeks", [1, 1, 1, 1, 5, 3], "nsubj ROOT dobj prep nummod pobj", "PRP VBD PRP IN CD NNS",
        "PRON VERB PRON ADP NUM NOUN",
    )  # fmt: skip
    assert times(within) == [("within two weeks", "2021-09-29", "week")]
    met = built("They met in March", [1, 1, 1, 2], "nsubj ROOT prep pobj", "PRP VBD IN NNP", "PRON VERB ADP PROPN")
    assert times(met) == [("in March", "2021-03-31", "month")]
    fallen = built(
        "They had fallen by March", [2, 2, 2, 2, 3], "nsubj aux ROOT prep pobj", "PRP VBD VBN IN NNP",
        "PRON AUX VERB ADP PROPN",
    )  # fmt: skip
    assert times(fallen) == [("by March", "2021-03-31", "month")]


@pytest.mark.parametrize(
    ("word", "tag", "found"),
    [
        ("third", "JJ", ("in 12 months", "2021-09-15", "duration")),
        ("worst", "JJS", ("in 12 months", "2021-09-15", "duration")),
        ("worse", "JJR", ("in 12 months", "2021-09-15", "duration")),
        ("most", "RBS", ("in 12 months", "2021-09-15", "duration")),
        ("more", "RBR", ("in 12 months", "2021-09-15", "duration")),
        ("next", "JJ", ("in 12 months", "2022-09-15", "month")),
    ],
)
def test_only_what_is_ranked_looks_back(word: str, tag: str, found: tuple[str, str, str]) -> None:
    doc = built(
        f"It will be his {word} visit in 12 months", [2, 2, 2, 5, 5, 2, 5, 8, 6],
        "nsubj aux ROOT poss amod attr prep nummod pobj", f"PRP MD VB PRP$ {tag} NN IN CD NNS",
        "PRON AUX AUX PRON ADJ NOUN ADP NUM NOUN",
    )  # fmt: skip
    assert times(doc) == [found]


def ranked(what: str, pos: str = "NOUN") -> Doc:
    """ "It will be his third WHAT", a preposition hanging on the last word but those that follow it."""
    words = f"It will be his third visit {what}".split()
    more = len(words) - 7
    return built(
        " ".join(words), [2, 2, 2, 5, 5, 2, 5, *[6] * more], f"nsubj aux ROOT poss amod attr prep {'pobj ' * more}".strip(),
        f"PRP MD VB PRP$ JJ NN IN {'NN ' * more}".strip(), f"PRON AUX AUX PRON ADJ {pos} ADP {'NOUN ' * more}".strip(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pos", "back"), [("NOUN", True), ("PROPN", True), ("ADJ", True), ("NUM", True), ("VERB", False)]
)
def test_what_is_ranked_is_something_named(pos: str, back: bool) -> None:
    assert times(ranked("in 12 months", pos))[0][2] == ("duration" if back else "month")


def test_looking_back_takes_in_long_numbers_and_no_days() -> None:
    long = "in twenty - five to thirty - five years"
    assert times(ranked(long)) == [(long, "2021-09-15", "duration")]
    assert times(ranked("in Christmas")) == [("in Christmas", "2021-12-25", "day")]


def test_a_time_begins_up_to_eight_words_before_the_word_that_names_it() -> None:
    text = "within twenty - five to thirty - five years"
    assert [time for time, *_ in times(Doc(VOCAB, words=text.split()))] == [text]


def test_each_time_is_found_once_and_in_order() -> None:
    text = "from the beginning of the second half of next year to 2024 , not on Friday , 17 September"
    assert [time for time, *_ in times(Doc(VOCAB, words=text.split()))] == [
        "from the beginning of the second half of next year",
        "2024",
        "on Friday , 17 September",
    ]


def test_words_of_the_grammar_lie_in_tokens_of_the_doc() -> None:
    doc = Doc(
        VOCAB, words=["mid-May", "talks", ",", "year-end", "'s", "sum"], spaces=[True, False, True, False, True, True]
    )
    assert [time for time, *_ in times(doc)] == ["mid-May", "year-end"]


def test_ranked_visit_in_12_months_looks_back() -> None:
    doc = built(
        "It will be his third visit in 12 months", [2, 2, 2, 5, 5, 2, 5, 8, 6],
        "nsubj aux ROOT poss amod attr prep nummod pobj", "PRP MD VB PRP$ JJ NN IN CD NNS",
        "PRON AUX AUX PRON ADJ NOUN ADP NUM NOUN",
    )  # fmt: skip
    assert times(doc) == [("in 12 months", "2021-09-15", "duration")]


def test_people_called_may_and_march_are_no_months() -> None:
    doc = built("May said no", [1, 1, 1], "nsubj ROOT dobj", "NNP VBD UH", "PROPN VERB INTJ")
    assert times(doc) == []
    doc = built("talks led by May", [0, 0, 1, 2], "ROOT acl agent pobj", "NNS VBN IN NNP", "NOUN VERB ADP PROPN")
    assert times(doc) == []
    doc = built("talks held in May", [0, 0, 1, 2], "ROOT acl prep pobj", "NNS VBN IN NNP", "NOUN VERB ADP PROPN")
    assert times(doc) == [("in May", "2021-05-31", "month")]


def test_names_and_counts_are_no_times() -> None:
    doc = built(
        "the Sunday Times wrote", [2, 2, 3, 3], "det compound nsubj ROOT", "DT NNP NNPS VBD", "DET PROPN PROPN VERB"
    )
    assert times(doc) == []
    doc = built(
        "the 2016 Olympics began", [2, 2, 3, 3], "det nummod nsubj ROOT", "DT CD NNPS VBD", "DET NUM PROPN VERB"
    )
    assert times(doc) == []
    doc = built("he led 1500 troops", [1, 1, 3, 1], "nsubj ROOT nummod dobj", "PRP VBD CD NNS", "PRON VERB NUM NOUN")
    assert times(doc) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The envoy promised to return the archive by late November.", [("by late November", "2021-11-30", "month")]),
        ("Tuesday's talks lasted ten hours.", [("Tuesday", "2021-09-14", "day"), ("ten hours", None, "duration")]),
        ("The 45-year-old earns $20 an hour.", []),
        ("He told USA Today that talks resume today.", [("today", "2021-09-15", "day")]),
        ("The envoys wanted a text by Christmas.", [("by Christmas", "2021-12-25", "day")]),
        ("Exports had fallen by March.", [("by March", "2021-03-31", "month")]),
        ("Decree 131/2023 was read out.", []),
        ("Scores fell in the second half after a bad start.", []),
        ("The pact runs from 1 May to 30 June 2022.", [("from 1 May to 30 June 2022", "2022-06-30", "day")]),
        ("The summit is scheduled for October 9.", [("for October 9", "2021-10-09", "day")]),
    ],
)
def test_in_sentences(parse_text: Callable[..., Doc], sentence: str, found: list[tuple[str, str | None, str]]) -> None:
    assert times(parse_text(sentence)) == found


def test_undated_text_keeps_relative_times_without_bounds(parse_text: Callable[..., Doc]) -> None:
    doc = parse_text("They will meet next week and sign on 4 July 1986.")
    assert times(doc, None) == [("next week", None, "week"), ("on 4 July 1986", "1986-07-04", "day")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Deal due by Christmas", ("by Christmas", "2021-12-25", "day")),
        ("A truce for Easter", ("for Easter", "2021-04-04", "day")),
        ("Talks resume after Labor Day", ("after Labor Day", None, "day")),
        ("Talks until New Year's Eve", ("until New Year's Eve", "2021-12-31", "day")),
        ("Shops close on Christmas Day", ("on Christmas Day", "2021-12-25", "day")),
    ],
)
def test_a_text_may_end_with_a_holiday(text: str, found: tuple[str, str | None, str]) -> None:
    assert times(Doc(VOCAB, words=text.split())) == [found]


def test_empty_and_odd_docs() -> None:
    assert find_times(Doc(VOCAB), WEDNESDAY) == []
    assert find_times(Doc(VOCAB, words=["\n", "’", "\u200b", "20169"]), None) == []
