"""What hangs on a noun that undertakes, on Docs built by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Token
from trees import drawn, token

from toolkit.nlp.commitments.frames import noun_parts
from toolkit.nlp.commitments.frames.commissive_words import commissives

MADE = "Zenda|nsubj|made made/VBD=make|ROOT a|det|pledge pledge|dobj|made"


def of(text: str, word: str = "pledge", ents: dict[str, str] | None = None) -> Token:
    return token(drawn(text, ents), word)


def text_of(found: Token | None) -> str | None:
    return None if found is None else found.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MADE, "made"),
        (MADE.replace("a|det", "the/DT|det"), None),
        (MADE.replace("made/VBD=make", "made/VBD=get"), None),
        (f"{MADE} never/RB|neg|made", None),
        ("a|det|pledge pledge|nsubj|came came/VBD=come|ROOT", None),
    ],
)
def test_the_verb_that_brings_a_noun_up_as_new(text: str, expected: str | None) -> None:
    assert text_of(noun_parts.governing(of(text))) == expected


def test_under_a_demand_no_verb_brings_it_up() -> None:
    text = "They/PRP|nsubj|urged urged/VBD=urge|ROOT Zenda|dobj|urged to|aux|make make/VB|xcomp|urged a|det|pledge"
    assert noun_parts.governing(of(f"{text} pledge|dobj|make")) is None


@pytest.mark.parametrize(
    ("text", "ents", "expected"),
    [
        ("Zenda|poss|pledge 's|case|Zenda pledge|ROOT", None, "Zenda"),
        ("its|poss|pledge pledge|ROOT", None, "its"),
        ("a|det|pledge pledge|ROOT by|prep|pledge Zenda|pobj|by", None, "Zenda"),
        ("a|det|pledge pledge|ROOT of|prep|pledge Zenda|pobj|of", {"Zenda": "GPE"}, "Zenda"),
        ("a|det|pledge pledge|ROOT of|prep|pledge help|pobj|of", None, None),
    ],
)
def test_whose_pledge_it_is(text: str, ents: dict[str, str] | None, expected: str | None) -> None:
    assert text_of(noun_parts.owner_of(of(text, ents=ents))) == expected


def test_a_light_verb_puts_a_noun_forward_also_one_coordinated_with_its_object() -> None:
    verb, light = noun_parts.light_verb(of(MADE))
    assert (text_of(verb), light) == ("made", True)
    verb, light = noun_parts.light_verb(of(MADE.replace("pledge|dobj", "hint|dobj") + " and|cc|hint pledge|conj|hint"))
    assert (text_of(verb), light) == ("made", True)
    assert noun_parts.light_verb(of("Zenda|nsubj|burnt burnt/VBD=burn|ROOT a|det|pledge pledge|dobj|burnt"))[1] is False
    has = of("Zenda|nsubj|has has/VBZ=have|ROOT a|det|pledge pledge|dobj|has")
    assert (noun_parts.light_verb(has)[1], noun_parts.light_verb(has, have=True)[1]) == (False, True)


@pytest.mark.parametrize(
    ("text", "received", "expected"),
    [
        (MADE, False, "Zenda"),
        (MADE.replace("a|det|pledge", "Chad|poss|pledge"), False, "Chad"),
        (MADE.replace("a|det|pledge", "its|poss|pledge"), False, "Zenda"),
        (f"{MADE} from|prep|pledge Chad|pobj|from", True, "Chad"),
        (f"{MADE} from|prep|made Chad|pobj|from", True, "Chad"),
        (MADE, True, None),
        ("a|det|pledge pledge|nsubjpass|made was/VBD=be|auxpass|made made/VBN=make|ROOT by|agent|made Zenda|pobj|by", False,
            "Zenda"),
    ],
)  # fmt: skip
def test_who_gives_a_pledge(text: str, received: bool, expected: str | None) -> None:
    doc = drawn(text)
    assert text_of(noun_parts.giver(token(doc, "pledge"), token(doc, "made"), received)) == expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("to|aux|pay pay/VB|acl|pledge", "pay"),
        ("to|aux|pay pay/VB|xcomp|made", "pay"),
        ("that/IN|mark|pay it/PRP|nsubj|pay will/MD|aux|pay pay/VB|acl|pledge", "pay"),
        ("that/IN|mark|pay it/PRP|nsubj|pay must/MD|aux|pay pay/VB|acl|pledge", None),
        ("it/PRP|nsubj|pay will/MD|aux|pay pay/VB|acl|pledge", None),
        ("of|prep|pledge paying/VBG=pay|pcomp|of", "paying"),
        ("of|prep|pledge talks/NNS|pobj|of", "talks"),
        ("against/IN|prep|pledge talks/NNS|pobj|against", None),
        ("of|prep|pledge Chad|pobj|of", None),
        ("", None),
    ],
)
def test_what_a_noun_undertakes(after: str, expected: str | None) -> None:
    doc = drawn(f"{MADE} {after}")
    actions = noun_parts.content(token(doc, "pledge"), commissives("pledge", "noun")[0])
    assert [doc[a.head.i].text for a in actions] == ([expected] if expected else [])


def test_a_readiness_is_named_with_its_noun_and_a_plan_takes_no_noun() -> None:
    doc = drawn("Zenda|nsubj|voiced voiced/VBD=voice|ROOT readiness|dobj|voiced to|aux|pay pay/VB|acl|readiness")
    (action,) = noun_parts.content(token(doc, "readiness"), commissives("readiness", "noun")[0])
    assert doc[slice(*action.range)].text == "readiness to pay"
    doc = drawn("Zenda|nsubj|has has/VBZ=have|ROOT a|det|plan plan|dobj|has for|prep|plan talks/NNS|pobj|for")
    assert noun_parts.content(token(doc, "plan"), commissives("plan", "noun")[0]) == ()


def test_its_word_is_given_only_where_it_is_somebodys() -> None:
    assert noun_parts.is_given(of("Zenda|nsubj|gave gave/VBD=give|ROOT its|poss|word word|dobj|gave", "word"))
    assert not noun_parts.is_given(of("Zenda|nsubj|gave gave/VBD=give|ROOT a|det|word word|dobj|gave", "word"))
    assert not noun_parts.is_given(of("Zenda|nsubj|got got/VBD=get|ROOT its|poss|word word|dobj|got", "word"))


def test_what_is_sought_and_what_is_addressed() -> None:
    assert noun_parts.is_sought(of("Zenda|nsubj|seeks seeks/VBZ=seek|ROOT", "seeks"))
    assert noun_parts.is_sought(of("Zenda|nsubj|demands demands/VBZ=demand|ROOT", "demands"))
    assert not noun_parts.is_sought(of("Zenda|nsubj|makes makes/VBZ=make|ROOT", "makes"))
    threat = "Zenda|nsubj|made made/VBD=make|ROOT a|det|threat threat|dobj|made"
    assert noun_parts.is_addressed(of(f"{threat} against/IN|prep|threat Chad|pobj|against", "threat"))
    assert noun_parts.is_addressed(of(f"{threat} Chad|dative|made", "threat"))
    assert not noun_parts.is_addressed(of(f"{threat} before/IN|prep|threat Chad|pobj|before", "threat"))
