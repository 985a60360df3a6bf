"""Questions to clauses and verbs, on Docs built by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Token
from trees import sketch

from toolkit.nlp.document import clauses, grammar


def token(text: str, word: str, **facts: dict[str, str]) -> Token:
    return next(t for t in sketch(text, **facts) if t.text == word)


AGREED = {"Zenda": "nsubj:agreed", "agreed": "ROOT:agreed"}


@pytest.mark.parametrize(
    ("text", "deps", "expected"),
    [
        ("Zenda agreed/VBD to go/VB", {"to": "aux:go", "go": "xcomp:agreed"}, "go"),
        ("Zenda agreed/VBD go/VB", {"go": "xcomp:agreed"}, "go"),
        ("Zenda agreed/VBD going/VBG", {"going": "xcomp:agreed"}, None),
        ("to go/VB Zenda agreed/VBD", {"to": "aux:go", "go": "xcomp:agreed"}, None),
        ("Zenda agreed/VBD to re/VB - open/VB", {"to": "aux:re", "re": "xcomp:agreed"}, "open"),
        ("Zenda agreed/VBD to go/VB", {"to": "aux:go", "go": "advcl:agreed"}, "go"),
        ("Zenda agreed/VBD itself to go/VB", {"to": "aux:go", "go": "advcl:agreed", "itself": "dobj:agreed"}, "go"),
        ("Zenda agreed/VBD terms to go/VB", {"to": "aux:go", "go": "advcl:agreed", "terms": "dobj:agreed"}, None),
        ("Zenda agreed/VBD us to go/VB", {"to": "aux:go", "go": "advcl:agreed", "us": "nsubj:go"}, None),
        ("Zenda agreed/VBD us to go/VB", {"to": "aux:go", "go": "ccomp:agreed", "us": "nsubj:go"}, "go"),
        ("Zenda agreed/VBD us go/VB", {"go": "ccomp:agreed", "us": "nsubj:go"}, None),
    ],
)
def test_the_infinitive_that_a_verb_undertakes(text: str, deps: dict[str, str], expected: str | None) -> None:
    found = clauses.infinitive_of(token(text, "agreed", deps=AGREED | deps))
    assert (found.text if found is not None else None) == expected


def test_an_infinitive_of_its_own_or_of_the_one_before() -> None:
    deps = {"agreed": "ROOT:agreed", "to": "aux:go", "go": "xcomp:agreed", "see": "conj:go", "and": "cc:go"}
    assert clauses.is_infinitive(token("agreed/VBD to go/VB and see/VB", "see", deps=deps))
    assert not clauses.is_infinitive(token("agreed/VBD to go/VB and he see/VB", "see", deps=deps | {"he": "nsubj:see"}))
    assert not clauses.is_infinitive(
        token(
            "agreed/VBD to go/VB and saw/VBD",
            "saw",
            deps={k: v for k, v in deps.items() if k != "see"} | {"saw": "conj:go"},
        )
    )


@pytest.mark.parametrize(
    ("word", "tag", "dep", "expected"),
    [
        ("what", "WP", "dobj", True),
        ("how", "WRB", "advmod", True),
        ("that", "WDT", "mark", False),
        ("it", "PRP", "dobj", False),
    ],
)
def test_an_indirect_question_has_its_word_in_front(word: str, tag: str, dep: str, expected: bool) -> None:
    deps = {"asked": "ROOT:asked", word: f"{dep}:do", "do": "ccomp:asked"}
    assert clauses.is_indirect_question(token(f"asked/VBD {word}/{tag} to do/VB", "do", deps=deps)) is expected


def test_what_stands_under_coordinated_prepositions() -> None:
    deps = {
        "committed": "ROOT:committed",
        "to": "prep:committed",
        "peace": "pobj:to",
        "and": "cc:to",
        "for": "conj:to",
        "trade": "pobj:for",
    }
    found = clauses.further(token("committed/VBD to peace and for trade", "peace", deps=deps))
    assert [t.text for t in found] == ["trade"]


def test_the_verb_above_a_noun_and_the_own_subject() -> None:
    deps = {"Zenda": "nsubj:went", "went": "ROOT:went", "to": "prep:went", "talks": "pobj:to", "left": "conj:went"}
    text = "Zenda went/VBD to talks and left/VBD"
    assert clauses.governing_verb(token(text, "talks", deps=deps)).text == "went"
    subject, passive = clauses.own_subject(token(text, "left", deps=deps))
    assert (subject.text, passive) == ("Zenda", False)
    assert clauses.own_subject(token(text, "went", deps=deps | {"Zenda": "nsubjpass:went"}))[1]
    assert clauses.own_subject(token(text, "left", deps=deps | {"left": "xcomp:went"})) == (None, False)
    assert clauses.is_passive(token(text, "went", deps=deps | {"Zenda": "nsubjpass:went"}))
    assert not clauses.is_passive(token(text, "went", deps=deps))


WENT = {"Zenda": "nsubj:went", "went": "ROOT:went"}


@pytest.mark.parametrize(
    ("text", "verb", "deps", "lemmas", "expected"),
    [
        ("Zenda went/VBD", "went", WENT, {}, ("Zenda", False)),
        ("Zenda went/VBN", "went", WENT | {"Zenda": "nsubjpass:went"}, {}, ("Zenda", True)),
        ("Zenda went/VBD and saw/VBD", "saw", WENT | {"saw": "conj:went"}, {}, ("Zenda", False)),
        ("Zenda went/VBD to see/VB", "see", WENT | {"to": "aux:see", "see": "xcomp:went"}, {}, ("Zenda", False)),
        ("Zenda urged/VBD Berg to go/VB", "go",
         {"Zenda": "nsubj:urged", "urged": "ROOT:urged", "Berg": "dobj:urged", "to": "aux:go",
          "go": "xcomp:urged"}, {}, ("Berg", False)),
        ("Zenda promised/VBD Berg to go/VB", "go",
         {"Zenda": "nsubj:promised", "promised": "ROOT:promised", "Berg": "dobj:promised", "to": "aux:go",
          "go": "xcomp:promised"},
         {"promised": "promise"}, ("Zenda", False)),
        ("Zenda went/VBD saying/VBG", "saying", WENT | {"saying": "advcl:went"}, {}, ("Zenda", False)),
        ("Zenda went/VBD while saying/VBG", "saying", WENT | {"saying": "advcl:went", "while": "mark:saying"}, {}, (None, False)),
        ("Zenda went/VBD by saying/VBG", "saying", WENT | {"by": "prep:went", "saying": "pcomp:by"}, {}, ("Zenda", False)),
        ("Zenda quoted/VBD Berg as saying/VBG", "saying",
         {"Zenda": "nsubj:quoted", "quoted": "ROOT:quoted", "Berg": "dobj:quoted", "as": "prep:quoted", "saying": "pcomp:as"},
         {}, ("Berg", False)),
        ("talks held/VBN there/RB", "held", {"talks": "ROOT:talks", "held": "acl:talks"}, {}, ("talks", True)),
        ("talks going/VBG there/RB", "going", {"talks": "ROOT:talks", "going": "acl:talks"}, {}, ("talks", False)),
        ("talks that went/VBD", "went",
         {"talks": "ROOT:talks", "went": "relcl:talks", "that": "nsubj:went"}, {}, ("that", False)),
        ("talks who/WP went/VBD", "went",
         {"talks": "ROOT:talks", "went": "relcl:talks", "who": "nsubj:went"}, {}, ("talks", False)),
        ("talks we/PRP held/VBD", "held", {"talks": "ROOT:talks", "held": "relcl:talks", "we": "dep:talks"}, {}, (None, False)),
        ("went/VBD", "went", {}, {}, (None, False)),
    ],
)  # fmt: skip
def test_subject(text: str, verb: str, deps: dict, lemmas: dict, expected: tuple[str | None, bool]) -> None:
    found, passive = grammar.subject(token(text, verb, deps=deps, lemmas=lemmas))
    assert (found.text if found is not None else None, passive) == expected


@pytest.mark.parametrize(
    ("text", "verb", "deps", "lemmas", "expected"),
    [
        ("Zenda not/RB went/VBD", "went", WENT | {"not": "neg:went"}, {}, True),
        ("Zenda never/RB went/VBD", "went", WENT | {"never": "advmod:went"}, {}, True),
        ("Zenda soon/RB went/VBD", "went", WENT | {"soon": "advmod:went"}, {}, False),
        ("nobody went/VBD", "went", {"nobody": "nsubj:went", "went": "ROOT:went"}, {}, True),
        ("no/DT envoy went/VBD", "went", {"no": "det:envoy", "envoy": "nsubj:went", "went": "ROOT:went"}, {}, True),
        ("Zenda refused/VBD to go/VB", "go",
         {"refused": "ROOT:refused", "to": "aux:go", "go": "xcomp:refused"}, {"refused": "refuse"}, True),
        ("Zenda not/RB refused/VBD to go/VB", "go",
         {"not": "neg:refused", "refused": "ROOT:refused", "to": "aux:go", "go": "xcomp:refused"}, {"refused": "refuse"}, False),
        ("Zenda agreed/VBD to go/VB", "go", AGREED | {"to": "aux:go", "go": "xcomp:agreed"}, {"agreed": "agree"}, False),
        ("Zenda went/VBD without/IN saying/VBG", "saying", WENT | {"without": "prep:went", "saying": "pcomp:without"}, {}, True),
        ("not/RB go/VB and see/VB", "see", {"not": "neg:go", "go": "ROOT:go", "and": "cc:go", "see": "conj:go"}, {}, True),
        ("not/RB go/VB but/CC see/VB", "see", {"not": "neg:go", "go": "ROOT:go", "but": "cc:go", "see": "conj:go"}, {}, False),
        ("not/RB go/VB and saw/VBD", "saw", {"not": "neg:go", "go": "ROOT:go", "and": "cc:go", "saw": "conj:go"}, {}, False),
        ("not/RB go/VB and will/MD see/VB", "see",
         {"not": "neg:go", "go": "ROOT:go", "and": "cc:go", "see": "conj:go", "will": "aux:see"}, {}, False),
        ("not/RB go/VB and we/PRP see/VB", "see",
         {"not": "neg:go", "go": "ROOT:go", "and": "cc:go", "see": "conj:go", "we": "nsubj:see"}, {}, False),
    ],
)  # fmt: skip
def test_negated(text: str, verb: str, deps: dict, lemmas: dict, expected: bool) -> None:
    assert grammar.negated(token(text, verb, deps=deps, lemmas=lemmas)) is expected


@pytest.mark.parametrize(
    ("auxiliary", "expected"),
    [("will", "future"), ("would", "conditional"), ("may", "possible"), ("must", "obliged"), ("did", None)],
)
def test_modality_of_an_auxiliary(auxiliary: str, expected: str | None) -> None:
    deps = {"go": "ROOT:go", auxiliary: "aux:go"}
    assert grammar.modality(token(f"Zenda {auxiliary}/MD go/VB", "go", deps=deps)) == expected


def test_a_contracted_had_is_no_condition() -> None:
    for tag, expected in (("MD", "conditional"), ("VBD", None)):
        assert (
            grammar.modality(token(f"we/PRP 'd/{tag} gone/VBN", "gone", deps={"gone": "ROOT:gone", "'d": "aux:gone"}))
            == expected
        )


@pytest.mark.parametrize(
    ("verb", "lemma", "expected"), [("going", "go", "future"), ("has", "have", "obliged"), ("likes", "like", None)]
)
def test_modality_of_an_infinitive(verb: str, lemma: str, expected: str | None) -> None:
    deps = {verb: f"ROOT:{verb}", "to": "aux:leave", "leave": f"xcomp:{verb}"}
    assert grammar.modality(token(f"{verb}/VBZ to leave/VB", "leave", deps=deps, lemmas={verb: lemma})) == expected
