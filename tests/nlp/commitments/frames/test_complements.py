"""What hangs on a verb that undertakes, on Docs built by hand."""

from __future__ import annotations

import pytest
from trees import drawn, token

from toolkit.nlp.commitments.frames import complements


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Zenda|nsubj|agreed agreed/VBD|ROOT", "agreed", "Zenda"),
        (
            "terms/NNS|nsubjpass|agreed were/VBD=be|auxpass|agreed agreed/VBN|ROOT by|agent|agreed Zenda|pobj|by",
            "agreed",
            "Zenda",
        ),
        ("terms/NNS|nsubjpass|agreed were/VBD=be|auxpass|agreed agreed/VBN|ROOT", "agreed", None),
        ("there/EX|expl|agreed agreed/VBD|ROOT", "agreed", None),
    ],
)
def test_who_is_bound(text: str, verb: str, expected: str | None) -> None:
    found = complements.holder_of(token(drawn(text), verb))
    assert (found and found.text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zenda|nsubj|agreed agreed/VBD|ROOT with|prep|agreed Chad|pobj|with", "Chad"),
        ("Zenda|nsubj|agreed agreed/VBD|ROOT on|prep|agreed Chad|pobj|on", None),
        ("Zenda|nsubj|agreed agreed/VBD|ROOT with|prep|agreed relief|pobj|with", None),
        ("with|prep|agreed Chad|pobj|with Zenda|nsubj|agreed agreed/VBD|ROOT", None),
        ("Zenda|nsubj|agreed agreed/VBD|ROOT Chad|dative|agreed", "Chad"),
    ],
)
def test_with_whom_or_to_whom(text: str, expected: str | None) -> None:
    found = complements.partner_of(token(drawn(text), "agreed"))
    assert (found and found.text) == expected


AGREE = "They/PRP|nsubj|{0} {0}|ROOT that/IN|mark|pay Zenda|nsubj|pay"


@pytest.mark.parametrize(
    ("text", "verb", "opinion", "holds"),
    [
        (AGREE.format("agreed/VBD") + " will/MD|aux|pay pay/VB|ccomp|agreed", "agreed", False, True),
        (AGREE.format("agreed/VBD") + " would/MD|aux|pay pay/VB|ccomp|agreed", "agreed", False, True),
        (AGREE.format("agreed/VBD") + " should/MD|aux|pay pay/VB|ccomp|agreed", "agreed", True, True),
        (AGREE.format("agree/VBP") + " should/MD|aux|pay pay/VB|ccomp|agree", "agree", True, False),
        (AGREE.format("agree/VBP") + " should/MD|aux|pay pay/VB|ccomp|agree", "agree", False, True),
        (AGREE.format("agreed/VBD") + " pay/VB|ccomp|agreed", "agreed", False, True),
        (AGREE.format("agreed/VBD") + " pay/VBP|ccomp|agreed", "agreed", False, False),
        (AGREE.format("agreed/VBD").replace("that/IN", "whether/IN") + " will/MD|aux|pay pay/VB|ccomp|agreed", "agreed", False,
            False),
    ],
)  # fmt: skip
def test_a_clause_of_the_future(text: str, verb: str, opinion: bool, holds: bool) -> None:
    doc = drawn(text.replace("|agreed/VBD", "|agreed").replace("|agree/VBP", "|agree"))
    assert (complements.future_clause(token(doc, verb), opinion) is not None) is holds


@pytest.mark.parametrize(("subject", "dep", "matters"), [
    ("it/PRP", "nsubj", False), ("prices/NNS=price", "nsubj", True), ("Chad", "nsubjpass", True),
])  # fmt: skip
def test_the_subject_of_a_clause_is_part_of_the_action_where_it_is_nobody_bound(
    subject: str, dep: str, matters: bool
) -> None:
    clause = token(drawn(f"{subject}|{dep}|pay pay/VB|ROOT"), "pay")
    assert complements.subject_matters(clause) is matters


@pytest.mark.parametrize(
    ("under", "ents", "expected"),
    [
        ("talks/NNS|pobj|on", None, "talks"),
        ("sharing/VBG=share|pcomp|on", None, "sharing"),
        ("share/VB|pcomp|on", None, None),
        ("it/PRP|pobj|on", None, None),
        ("Friday|pobj|on", {"Friday": "DATE"}, None),
        ("Chad|pobj|on", {"Chad": "GPE"}, None),
        ("principle|pobj|on", None, None),
        ("high/JJ|pobj|on", None, None),
    ],
)
def test_what_can_name_an_action_under_a_preposition(
    under: str, ents: dict[str, str] | None, expected: str | None
) -> None:
    doc = drawn(f"Zenda|nsubj|agreed agreed/VBD|ROOT on|prep|agreed {under}", ents)
    found = complements.prepositional(token(doc, "agreed"), "on")
    assert (found and found.text) == expected


def test_upon_is_on_and_what_stands_before_the_verb_is_not_its_complement() -> None:
    upon = token(drawn("Zenda|nsubj|agreed agreed/VBD|ROOT upon/IN|prep|agreed talks/NNS|pobj|upon"), "agreed")
    assert complements.prepositional(upon, "on") is not None
    assert complements.prepositional(upon, "to") is None
    before = token(drawn("on|prep|agreed talks/NNS|pobj|on Zenda|nsubj|agreed agreed/VBD|ROOT"), "agreed")
    assert complements.prepositional(before, "on") is None


@pytest.mark.parametrize(
    ("text", "ents", "expected"),
    [
        ("Chad|poss|plan 's|case|Chad plan|ROOT", None, "Chad"),
        ("its|poss|plan plan|ROOT", None, None),
        ("a|det|plan plan|ROOT from|prep|plan Chad|pobj|from", None, "Chad"),
        ("a|det|plan plan|ROOT by|prep|plan Chad|pobj|by", None, "Chad"),
        ("a|det|plan plan|ROOT for|prep|plan Chad|pobj|for", None, None),
        ("a|det|plan plan|ROOT made/VBN=make|acl|plan by|agent|made Chad|pobj|by", None, "Chad"),
        ("a|det|plan Chadian/JJ|amod|plan plan|ROOT", {"Chadian": "NORP"}, "Chadian"),
        ("a|det|plan sober/JJ|amod|plan plan|ROOT", None, None),
    ],
)
def test_whose_plan_it_is(text: str, ents: dict[str, str] | None, expected: str | None) -> None:
    found = complements.from_whom(token(drawn(text, ents), "plan"))
    assert (found and found.text) == expected


def test_the_object_that_a_relative_pronoun_stands_for() -> None:
    doc = drawn("the|det|plan plan|ROOT that/WDT|dobj|refused Zenda|nsubj|refused refused/VBD|relcl|plan")
    found = complements.object_of(token(doc, "refused"))
    assert found is not None
    assert found.text == "plan"


@pytest.mark.parametrize(("text", "now"), [
    ("Zenda|nsubj|agree did/VBD=do|aux|agree agree/VB|ROOT", True),
    ("Zenda|nsubj|agreed has/VBZ=have|aux|agreed agreed/VBN|ROOT", False),
    ("Zenda|nsubj|agree did/VBD=do|aux|agree agree/VB|ROOT yet/RB|advmod|agree", False),
])  # fmt: skip
def test_what_has_not_happened_yet_declines_nothing(text: str, now: bool) -> None:
    doc = drawn(text)
    assert complements.is_now(next(t for t in doc if t.dep_ == "ROOT")) is now
