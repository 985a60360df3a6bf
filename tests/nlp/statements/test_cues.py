"""Which words may be cues, on Docs built by hand."""

from __future__ import annotations

import re

import pytest
from spacy.tokens import Doc
from trees import VOCAB, sketch

from toolkit.nlp.layers import Quote
from toolkit.nlp.statements.cues import Cue, adjectives, find_cues, nouns, verbs
from toolkit.nlp.statements.tree import build
from toolkit.records import CueClass


def cues(text: str, *quotes: tuple[int, int], **facts: dict[str, str]) -> list[Cue]:
    return find_cues(build(sketch(text, **facts), [Quote(start, end, "“") for start, end in quotes]))


def kinds(found: list[Cue]) -> list[tuple[str, int]]:
    return [(cue.kind, cue.head) for cue in found]


def test_a_verb_has_its_auxiliaries_and_particle_with_it() -> None:
    deps = {
        "has": "aux:pointed",
        "not": "neg:pointed",
        "pointed": "ROOT:pointed",
        "out": "prt:pointed",
        "Berg": "nsubj:pointed",
    }
    (cue,) = cues("Berg has/VBZ not/RB pointed/VBN out/RB", deps=deps, lemmas={"pointed": "point"})
    assert (cue.kind, cue.tokens) == ("verb", [1, 2, 3, 4])
    assert cue.entry == verbs()["point"]


@pytest.mark.parametrize("dep", ["aux", "auxpass", "amod"])
def test_an_auxiliary_is_no_cue(dep: str) -> None:
    assert cues("said/VBN people", deps={"said": f"{dep}:people", "people": "ROOT:people"}) == []


def test_an_unknown_verb_may_be_a_cue_that_the_lexicon_does_not_know() -> None:
    (cue,) = cues("Berg frobnicated/VBD", lemmas={"frobnicated": "frobnicate"})
    assert not cue.entry.known


def test_according_needs_its_to() -> None:
    (cue,) = cues("according/VBG to Berg")
    assert (cue.kind, cue.tokens, cue.entry.cue_class) == ("according", [0, 1], CueClass.ACCORDING_TO)
    assert cues("according/VBG with Berg") == []


@pytest.mark.parametrize(
    ("text", "deps", "expected"),
    [
        ("claim/NN that", {"that": "acl:claim"}, [("noun", 0)]),
        ("claim/NN that", {"that": "det:claim"}, []),
        ("adamant/JJ that", {"that": "ccomp:adamant"}, [("adjective", 0)]),
        ("adamant/JJ that", {"adamant": "amod:that", "that": "ROOT:that"}, []),
    ],
)
def test_nouns_and_adjectives_need_a_complement(text: str, deps: dict[str, str], expected: list) -> None:
    assert "claim" in nouns()
    assert "adamant" in adjectives()
    assert kinds(cues(text, deps=deps)) == expected


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("Berg : talks go on", None, [("punctuation", 1, 0.4)]),
        ("Berg : “ talks ”", (2, 5), [("punctuation", 1, 0.5)]),
        ("Berg - talks go on", None, []),
        ("Berg - “ talks ”", (2, 5), [("punctuation", 1, 0.5)]),
        ("at 18 : 30 talks", None, []),
        ("Roundup : talks end", None, []),
        ("Berg :", None, []),
        (": talks", None, []),
        ("“ talks ” - Anna Berg", (0, 3), [("signature", 3, 0.6)]),
        ("“ talks ” - they go on", (0, 3), []),
        ("“ talks ” : Anna Berg", (0, 3), [("punctuation", 3, 0.4)]),
    ],
)
def test_colons_and_dashes(text: str, quote: tuple[int, int] | None, expected: list) -> None:
    found = cues(text, *([quote] if quote else []))
    assert [(cue.kind, cue.head, cue.entry.rate) for cue in found] == expected


@pytest.mark.parametrize(("words", "found"), [(14, True), (15, False)])
def test_a_speaker_before_a_colon_is_short(words: int, found: bool) -> None:
    assert bool(cues("X " * words + ": talks go on")) is found


def test_inside_a_statement_only_a_transcript_and_a_closing_dash_report() -> None:
    assert kinds(cues("“ PENCE : we said/VBD so ”", (0, 7))) == [("transcript", 2)]
    assert cues("“ Pence : we said/VBD so ”", (0, 7)) == []
    assert kinds(cues("“ we said/VBD so now/RB ”- Anna Berg", (0, 6))) == [("signature", 5)]


@pytest.mark.parametrize(
    ("label", "speaks"), [("Op-Ed", False), ("Fact check", False), ("Berg", True), ("Smith-Berg", True)]
)
def test_what_stands_before_a_colon_is_no_speaker_where_it_names_a_kind_of_article(label: str, speaks: bool) -> None:
    words = [part for word in label.split() for part in re.split("(-)", word)]
    spaces = ["-" not in label] * (len(words) - 1)
    said = Doc(VOCAB, [*words, ":", "Talks", "end"], [*spaces, False, True, True, False])
    said[0].is_sent_start = True
    for token in said[1:]:
        token.is_sent_start = False
    assert said.text == f"{label}: Talks end"
    found = [cue for cue in find_cues(build(said, [])) if cue.kind == "punctuation"]
    assert bool(found) is speaks
