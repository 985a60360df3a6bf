"""What an evaluative word is said of, on Docs built by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from trees import drawn, token

from toolkit.nlp.commentary.target import target_of, topic

DEAL = "the|det|deal deal|nsubj|{0}"


def said_of(doc: Doc, word: str, inside: set[int] | None = None) -> str | None:
    within = inside if inside is not None else set(range(len(doc)))
    found = target_of(token(doc, word), [t for t in doc if t.i in within], within)
    return None if found is None else doc[slice(*found)].text


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (DEAL.format("is") + " is/VBZ=be|ROOT wise/JJ|acomp|is", "wise", "the deal"),
        (DEAL.format("is") + " is/VBZ=be|ROOT a|det|success success|attr|is", "success", "the deal"),
        ("He/PRP|nsubj|called called/VBD=call|ROOT " + DEAL.format("x").replace("nsubj|x", "dobj|called")
            + " unwise/JJ|oprd|called", "unwise", "the deal"),
        ("He/PRP|nsubj|praised praised/VBD=praise|ROOT the|det|deal deal|dobj|praised", "praised", "the deal"),
        (DEAL.format("x").replace("nsubj|x", "nsubjpass|praised") + " was/VBD=be|auxpass|praised praised/VBN=praise|ROOT",
            "praised", "the deal"),
        (DEAL.format("harmed") + " harmed/VBD=harm|ROOT trade|dobj|harmed", "harmed", "the deal"),
        ("trade|nsubjpass|harmed was/VBD=be|auxpass|harmed harmed/VBN=harm|ROOT by|agent|harmed the|det|deal deal|pobj|by",
            "harmed", "the deal"),
        ("a|det|plan wise/JJ|amod|plan plan|nsubj|came came/VBD=come|ROOT", "wise", "a wise plan"),
        ("a|det|failure failure|nsubj|came of|prep|failure talks/NNS|pobj|of came/VBD=come|ROOT", "failure", "talks"),
        (DEAL.format("is") + " is/VBZ=be|ROOT a|det|sign sign|attr|is of|prep|sign weakness|pobj|of", "weakness", "the deal"),
        ("they/PRP|nsubj|regard regard/VBP|ROOT the|det|pact pact|dobj|regard as|prep|regard a|det|success success|pobj|as",
            "success", "the pact"),
        (DEAL.format("made") + " made/VBD=make|ROOT progress|dobj|made", "progress", "the deal"),
        ("Ana|nsubj|is is/VBZ=be|ROOT worried/JJ|acomp|is about|prep|worried the|det|deal deal|pobj|about", "worried",
            "the deal"),
        (DEAL.format("works") + " works/VBZ=work|ROOT badly/RB|advmod|works", "badly", "the deal"),
        ("the|det|deal deal|ROOT which/WDT|nsubj|failed failed/VBD=fail|relcl|deal", "failed", "the deal"),
    ],
)  # fmt: skip
def test_what_it_is_said_of(text: str, word: str, expected: str) -> None:
    assert said_of(drawn(text), word) == expected


def test_what_is_said_of_the_speaker_is_said_of_the_thing_itself() -> None:
    doc = drawn("I/PRP|nsubj|am am/VBP=be|ROOT happy/JJ|acomp|am")
    assert said_of(doc, "happy") == "happy"
    doc = drawn("I/PRP|nsubj|am am/VBP=be|ROOT a|det|friend true/JJ|amod|friend friend|attr|am")
    assert said_of(doc, "friend") == "a true friend"


def test_the_topic_is_the_subject_of_the_main_clause_or_its_noun() -> None:
    doc = drawn("He/PRP|nsubj|said said/VBD=say|ROOT the|det|deal deal|nsubj|fell fell/VBD=fall|ccomp|said")
    assert topic(list(doc), {2, 3, 4}) == (2, 4)
    doc = drawn("a|det|treaty treaty|ROOT")
    assert topic(list(doc), {0, 1}) == (0, 2)
    assert topic(list(doc), set()) is None


def test_words_outside_the_statement_are_cut_off_unless_the_target_stands_there() -> None:
    doc = drawn("the|det|deal new/JJ|amod|deal deal|nsubj|failed failed/VBD=fail|ROOT")
    assert said_of(doc, "failed", {1, 2, 3}) == "new deal"
    assert said_of(doc, "failed", {3}) == "the new deal"
