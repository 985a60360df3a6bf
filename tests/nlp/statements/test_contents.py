"""What may be the content of a cue, and what rules make of it, on Docs built by hand."""

from __future__ import annotations

import pytest
from trees import sketch

from toolkit.nlp.layers import Quote
from toolkit.nlp.statements.cluster import Cluster, cluster_of
from toolkit.nlp.statements.contents import cut_points, left_stretches, right_limit, right_stretches
from toolkit.nlp.statements.cues import Cue, find_cues
from toolkit.nlp.statements.rules import Choice, choose
from toolkit.nlp.statements.sources import find_source
from toolkit.nlp.statements.tree import Tree, build

SAID = {"Berg": "nsubj:said", "said": "ROOT:said"}
MARKS = dict.fromkeys("“”«»,", "punct:said")
QUOTED = (
    SAID
    | MARKS
    | {"we": "nsubj:won", "won": "conj:said", "now": "advmod:won", "so": "advmod:more", "more": "conj:said"}
)


def read(text: str, *quotes: tuple[int, int], cue: str = "said", **facts: dict[str, str]) -> tuple[Tree, Cue, Cluster]:
    there = {word.split("/")[0] for word in text.split()}
    facts["deps"] = {word: given for word, given in facts.get("deps", SAID).items() if word in there}
    facts["lemmas"] = {"said": "say"} | facts.get("lemmas", {})
    tree = build(sketch(text, **facts), [Quote(start, end, "“") for start, end in quotes])
    found = next(c for c in find_cues(tree) if tree.doc[c.head].text == cue)
    return tree, found, cluster_of(tree, found, find_source(tree, found))


def rights(text: str, *quotes: tuple[int, int], **facts: dict[str, str]) -> set[tuple[str, str, int, int]]:
    tree, _, cluster = read(text, *quotes, **facts)
    return {(s.first.kind, s.last.kind, *s.range) for s in right_stretches(tree, cluster)}


def lefts(text: str, *quotes: tuple[int, int], **facts: dict[str, str]) -> set[tuple[str, str, int, int]]:
    tree, _, cluster = read(text, *quotes, **facts)
    return {(s.first.kind, s.last.kind, *s.range) for s in left_stretches(tree, cluster)}


def test_a_clause_after_the_cue_may_end_before_its_last_modifier() -> None:
    deps = SAID | {
        "that": "mark:failed",
        "talks": "nsubj:failed",
        "failed": "ccomp:said",
        "in": "prep:failed",
        "May": "pobj:in",
    }
    found = rights("Berg said/VBD that talks failed/VBD in May .", deps=deps | {".": "punct:said"})
    assert {("ccomp", "own", 2, 7), ("ccomp", "cut:prep", 2, 5)} <= found
    tree, *_ = read("Berg said/VBD that talks failed/VBD in May .", deps=deps)
    assert cut_points(tree, 4, 2) == [5]


def test_a_quotation_after_the_cue_ends_with_its_mark() -> None:
    deps = SAID | MARKS | {"we": "conj:said"}
    assert ("quote", "quote", 3, 6) in rights("Berg said/VBD , “ we ” now/RB", (3, 6), deps=deps)


def test_what_hangs_on_an_object_may_be_the_content() -> None:
    deps = SAID | {"case": "dobj:said", "that": "acl:case", "of": "prep:case", "peace": "pobj:of"}
    kinds = {first for first, *_ in rights("Berg said/VBD case of peace that", deps=deps)}
    assert {"dobj", "dobj>acl", "dobj>prep>pobj"} <= kinds
    assert "dobj>prep" not in kinds


def test_a_sentence_and_a_quotation_before_the_cue() -> None:
    deps = {
        "talks": "nsubj:failed",
        "failed": "ccomp:said",
        "Berg": "nsubj:said",
        "said": "ROOT:said",
        "But": "cc:failed",
    }
    found = lefts("But talks , failed/VBD , Berg said/VBD", deps=deps | {",": "punct:failed"})
    assert {(first, start) for first, _, start, _ in found} >= {("child:ccomp", 0), ("second", 1), ("comma", 3)}
    assert {end for *_, end in found} == {4}
    assert {("quote", "cluster", 0, 3)} <= lefts("“ talks ” Berg said/VBD", (0, 3))


def test_nothing_before_the_cue_is_no_content() -> None:
    assert lefts("Berg said/VBD so") == set()


def test_the_subject_of_a_passive_may_be_the_content() -> None:
    deps = {"talks": "nsubjpass:said", "said": "ROOT:said"}
    assert ("subject", "subject", 0, 1) in lefts("talks said/VBN", deps=deps)


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("Berg said/VBD so now", None, 4),
        ("Berg said/VBD : “ we won ”", (3, 7), 7),
        ("Berg said/VBD “ we won", (2, 5), 5),
    ],
)
def test_the_limit_on_the_right(text: str, quote: tuple[int, int] | None, expected: int) -> None:
    tree, cue, _ = read(text, *([quote] if quote else []))
    assert right_limit(tree, cue.head) == expected


@pytest.mark.parametrize(("mark", "expected"), [(":", 7), (",", 7), (".", 3)])
def test_a_quotation_announced_by_a_colon_may_be_the_next_sentence(mark: str, expected: int) -> None:
    tree, cue, _ = read(f"Berg said/VBD {mark} “ we won ”", (3, 7), deps=SAID | {mark: "punct:said"})
    tree.sents[:] = [(0, 3), (3, 7)]
    tree.sent[:] = [0] * 3 + [1] * 4
    assert right_limit(tree, cue.head) == expected


@pytest.mark.parametrize(("mark", "expected"), [(":", 7), (",", 3)])
def test_only_a_colon_announces_a_quotation_in_the_next_paragraph(mark: str, expected: int) -> None:
    tree, cue, _ = read(f"Berg said/VBD {mark} “ we won ”", (3, 7), deps=SAID | {mark: "punct:said"})
    tree.sents[:], tree.units[:] = [(0, 3), (3, 7)], [(0, 3, "body"), (3, 7, "body")]
    tree.sent[:] = tree.unit[:] = [0] * 3 + [1] * 4
    assert right_limit(tree, cue.head) == expected


CLAUSE = SAID | {"talks": "nsubj:failed", "failed": "ccomp:said"}
TOLD = {"Berg": "nsubj:called", "called": "ROOT:called"}


@pytest.mark.parametrize(
    ("text", "quotes", "deps", "rule", "content"),
    [
        ("Berg said/VBD talks failed/VBD", [], CLAUSE, "clause", ["talks failed"]),
        ("talks failed/VBD now/RB , Berg said/VBD", [], CLAUSE | {"now": "advmod:failed"}, "preposed", ["talks failed now"]),
        ("talks failed/VBD , Berg said/VBD", [], CLAUSE, None, []),
        ("“ we won now ” Berg said/VBD", [(0, 5)], SAID, "quote", ["“ we won now ”"]),
        ("“ we ” Berg said/VBD", [(0, 3)], SAID, None, []),
        ("Berg said/VBD “ we won now ”", [(2, 7)], QUOTED, "quote", ["“ we won now ”"]),
        ("“ we won now ” Berg said/VBD « and more so »", [(0, 5), (7, 12)], QUOTED | {"and": "cc:more"},
         "quote", ["“ we won now ”", "« and more so »"]),
        ("Berg said/VBD him to go/VB", [], SAID | {"him": "dobj:said", "go": "xcomp:said", "to": "aux:go"},
         "infinitive", ["him to go"]),
        ("Berg said/VBD to go/VB", [], SAID | {"go": "xcomp:said", "to": "aux:go"}, "infinitive", ["to go"]),
        ("Berg said/VBD deal as mistake", [], SAID | {"deal": "dobj:said", "as": "prep:said", "mistake": "pobj:as"},
         "object", ["deal as mistake"]),
        ("Berg said/VBD deal in May", [], SAID | {"deal": "dobj:said", "in": "prep:said", "May": "pobj:in"}, "object", ["deal"]),
        ("Berg said/VBD of talks", [], SAID | {"of": "prep:said", "talks": "pobj:of"}, "preposition", ["talks"]),
        ("Berg said/VBD in talks", [], SAID | {"in": "prep:said", "talks": "pobj:in"}, None, []),
    ],
)  # fmt: skip
def test_rules(text: str, quotes: list, deps: dict, rule: str | None, content: list[str]) -> None:
    tree, cue, cluster = read(text, *quotes, deps=deps)
    choice = choose(tree, cue, cluster)
    assert (choice.rule if choice else None) == rule
    assert [tree.doc[s:e].text for s, e in choice.pieces] == content if choice else not content


def test_a_phrase_after_a_preposition_is_less_sure_than_an_object() -> None:
    found = {}
    for name, deps in (("object", {"talks": "dobj:said"}), ("preposition", {"of": "prep:said", "talks": "pobj:of"})):
        tree, cue, cluster = read(
            "Berg said/VBD of talks" if name == "preposition" else "Berg said/VBD talks", deps=SAID | deps
        )
        choice = choose(tree, cue, cluster)
        assert isinstance(choice, Choice)
        found[name] = choice.confidence
    assert found["preposition"] == pytest.approx(0.8 * found["object"])


def test_a_signed_quotation_and_a_line_of_a_transcript() -> None:
    tree, cue, cluster = read("“ we won ” - Anna Berg", (0, 4), cue="-", deps={"Anna": "compound:Berg"})
    choice = choose(tree, cue, cluster)
    assert choice == Choice(((0, 4),), "signature", 0.85)
    tree, cue, cluster = read("PENCE : we won now", cue=":", deps={})
    cue.kind = "transcript"
    assert choose(tree, cue, cluster) == Choice(((2, 5),), "transcript", 0.85)


def test_according_to_takes_the_sentence_before_or_the_rest_after() -> None:
    deps = {"according": "ROOT:according", "went": "ccomp:according", "talks": "nsubj:went", "well": "advmod:went"}
    deps |= {",": "punct:according", "to": "prep:according", "Berg": "pobj:to"}
    for words, piece in (("talks went/VBD well/RB", (0, 3)), ("talks went/VBD", None)):
        tree, cue, cluster = read(
            f"{words} , according/VBG to Berg",
            cue="according",
            deps={k: v for k, v in deps.items() if piece or k != "well"},
        )
        expected = Choice((piece,), "according_to", 0.9) if piece else None
        assert choose(tree, cue, cluster) == expected, "two words are no statement"
    deps = {"went": "ROOT:went", "according": "prep:went", "to": "prep:according", "Berg": "pobj:to"}
    tree, cue, cluster = read("according/VBG to Berg , talks went/VBD", cue="according", deps=deps)
    assert choose(tree, cue, cluster) == Choice(((4, 6),), "according_to", 0.9)


def test_a_word_that_the_lexicon_does_not_know_reports_no_clause() -> None:
    deps = {"Berg": "nsubj:hummed", "hummed": "ROOT:hummed", "failed": "ccomp:hummed"}
    tree, cue, cluster = read("Berg hummed/VBD talks failed/VBD", cue="hummed", deps=deps)
    assert not cue.entry.known
    assert choose(tree, cue, cluster) is None


def test_beside_the_first_complement_two_modifiers_of_another_may_be_cut() -> None:
    deps = SAID | {
        "deal": "dobj:said",
        "failed": "ccomp:said",
        "in": "prep:failed",
        "May": "pobj:in",
        "of": "prep:May",
        "year": "pobj:of",
    }
    found = rights("Berg said/VBD deal failed/VBD in May of year", deps=deps)
    assert {end for first, last, _, end in found if (first, last) == ("dobj", "cut:prep")} == {4, 6}
