"""Who the source is, on Docs built by hand."""

from __future__ import annotations

import pytest
from trees import sketch

from toolkit.nlp.layers import Quote
from toolkit.nlp.statements.cluster import cluster_of
from toolkit.nlp.statements.cues import Cue, find_cues
from toolkit.nlp.statements.sources import Source, find_source, source_options
from toolkit.nlp.statements.tree import Tree, build


def read(text: str, cue: str, *quotes: tuple[int, int], **facts: dict[str, str]) -> tuple[Tree, Cue]:
    tree = build(sketch(text, **facts), [Quote(start, end, "“") for start, end in quotes])
    return tree, next(c for c in find_cues(tree) if tree.doc[c.head].text == cue)


def words(tree: Tree, source: Source) -> str:
    return " / ".join(tree.doc[start:end].text for start, end in source.ranges)


SAID = {"said": "ROOT:said"}


@pytest.mark.parametrize(
    ("text", "cue", "deps", "lemmas", "expected"),
    [
        ("Berg said/VBD so", "said", {"Berg": "nsubj:said"}, {}, "Berg"),
        ("talks said/VBN by Berg", "said", {"talks": "nsubjpass:said", "by": "agent:said", "Berg": "pobj:by"}, {}, "Berg"),
        ("deal said/VBN", "said", {"deal": "nsubjpass:said"}, {}, ""),
        ("deal appeared/VBD", "appeared", {"deal": "nsubj:appeared"}, {"appeared": "appear"}, ""),
        ("There/EX said/VBD", "said", {"There": "nsubj:said"}, {}, ""),
        ("Xinhua quoted/VBD Berg as saying/VBG", "quoted",
         {"Xinhua": "nsubj:quoted", "Berg": "dobj:quoted", "as": "prep:quoted", "saying": "pcomp:as"},
         {"quoted": "quote"}, "Berg"),
        ("Xinhua quoted/VBD Berg", "quoted", {"Xinhua": "nsubj:quoted", "Berg": "dobj:quoted"}, {"quoted": "quote"}, "Xinhua"),
        ("Berg 's claim/NN that", "claim", {"Berg": "poss:claim", "'s": "case:Berg", "that": "acl:claim"}, {}, "Berg 's"),
        ("claim/NN by Berg that", "claim", {"by": "prep:claim", "Berg": "pobj:by", "that": "acl:claim"}, {}, "Berg"),
        ("Berg made/VBD claim/NN that", "claim",
         {"Berg": "nsubj:made", "claim": "dobj:made", "that": "acl:claim"}, {"made": "make"}, "Berg"),
        ("according/VBG to Berg", "according", {"to": "prep:according", "Berg": "pobj:to"}, {}, "Berg"),
        ("Berg ( D-Md ) said/VBD so", "said", {"Berg": "dep:said", "D-Md": "dep:said"}, {}, "Berg"),
        ("so/RB said/VBD Anna Berg", "said", {"Anna": "compound:Berg"}, {}, "Anna Berg"),
        ("so/RB said/VBN Anna Berg", "said", {"Anna": "compound:Berg"}, {}, ""),
    ],
)  # fmt: skip
def test_source_by_grammar(text: str, cue: str, deps: dict, lemmas: dict, expected: str) -> None:
    root = "made" if "made" in text else cue
    facts = {"deps": deps | {root: f"ROOT:{root}"}, "lemmas": {"said": "say"} | lemmas}
    tree, found = read(text, cue, **facts)
    assert words(tree, find_source(tree, found)) == expected


def test_what_is_said_of_something_is_passive() -> None:
    tree, cue = read("deal appeared/VBD", "appeared", deps={"deal": "nsubj:appeared", "appeared": "ROOT:appeared"},
                     lemmas={"appeared": "appear"})  # fmt: skip
    source = find_source(tree, cue)
    assert source.passive
    assert source.subject is not None


def test_a_subject_in_the_quotation_is_the_parsers_mistake() -> None:
    deps = {"talks": "nsubj:said", "said": "ROOT:said"}
    tree, cue = read(
        "“ talks failed/VBN again/RB now/RB ” said/VBD Berg", "said", (0, 6), deps=deps, lemmas={"said": "say"}
    )
    assert words(tree, find_source(tree, cue)) == "Berg"


def test_a_signature_and_a_transcript_name_who_speaks() -> None:
    tree, cue = read("“ talks ” - Anna Berg", "-", (0, 3), deps={"Anna": "compound:Berg", "Berg": "appos:talks"})
    assert words(tree, find_source(tree, cue)) == "Anna Berg"
    for text, name in (("Anna Berg : talks go on", "Anna Berg"), ("PENCE : we won", "PENCE")):
        tree, cue = read(text, ":")
        assert words(tree, find_source(tree, cue)) == name


def test_the_relative_pronoun_apart_belongs_to_the_source() -> None:
    deps = {"men": "nsubj:left", "left": "ROOT:left", "who": "nsubj:said", "said": "relcl:men"}
    tree, cue = read("men left/VBD who said/VBD so", "said", deps=deps, lemmas={"said": "say"})
    assert words(tree, find_source(tree, cue)) == "men / who"


def test_options_come_from_grammar_then_from_both_sides_and_leave_the_content_out() -> None:
    deps = {
        "Berg": "nsubj:said",
        "said": "ROOT:said",
        "talks": "nsubj:failed",
        "failed": "ccomp:said",
        "Zenda": "dep:said",
    }
    tree, cue = read("Zenda Berg said/VBD talks failed/VBD", "said", deps=deps, lemmas={"said": "say"})
    options = source_options(tree, cue, find_source(tree, cue), ((3, 5),))
    assert [(o.kind, o.head.text if o.head is not None else None) for o in options] == [
        ("grammar", "Berg"),
        ("left1", "Zenda"),
        ("none", None),
    ]


@pytest.mark.parametrize(
    ("text", "deps", "expected"),
    [
        ("Berg said/VBD Monday that", {"Berg": "nsubj:said"}, (0, 3)),
        ("Berg said/VBD late/RB on Tuesday that", {"Berg": "nsubj:said"}, (0, 5)),
        ("Berg said/VBD yesterday that", {"Berg": "nsubj:said"}, (0, 3)),
        ("Berg said/VBD on record that", {"Berg": "nsubj:said"}, (0, 2)),
        ("so said/VBD Berg that", {"Berg": "nsubj:said", "so": "advmod:said"}, (1, 3)),
        ("Berg , X , said/VBD that", {"Berg": "nsubj:said", "X": "appos:Berg"}, (0, 5)),
    ],
)
def test_the_cluster_is_the_cue_with_its_source_and_day(text: str, deps: dict, expected: tuple[int, int]) -> None:
    tree, cue = read(text, "said", deps=deps | SAID, lemmas={"said": "say"})
    cluster = cluster_of(tree, cue, find_source(tree, cue))
    assert (cluster.start, cluster.end) == expected
