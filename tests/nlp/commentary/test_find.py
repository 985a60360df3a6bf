"""Who is an outside observer, and how a statement assesses: rules on hand-built Docs, and the project's own gold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc
from trees import sketch, span, token

from toolkit.evaluation.commentary import evaluate, table
from toolkit.nlp.commentary.descriptions import describe
from toolkit.nlp.commentary.experts import standing
from toolkit.nlp.commentary.find import find_commentary
from toolkit.nlp.commentary.stance import assess
from toolkit.nlp.layers import AttributionSpan, Layers, Range
from toolkit.nlp.pipeline import read
from toolkit.records import ActorType, AttributionType, CueClass, ExpertKind, MentionKind, Stance

LEMMAS = {
    "was": "be",
    "shows": "show",
    "teaches": "teach",
    "failed": "fail",
    "gained": "gain",
    "criticised": "criticise",
}
VOCAB = spacy.blank("en").vocab
GOLD = Path(__file__).parents[2] / "gold" / "commentary"


def built(words: str, heads: list[int], deps: str, pos: str, tags: str | None = None) -> Doc:
    text = words.split()
    tagged = tags.split() if tags else ["NN"] * len(text)
    lemmas = [LEMMAS.get(word.lower(), word.lower()) for word in text]
    return Doc(VOCAB, text, heads=heads, deps=deps.split(), pos=pos.split(), tags=tagged, lemmas=lemmas)


def after(description: str, pos: str, tags: str) -> Doc:
    """A Doc "Jane Doe , <description> said", all words hanging on the verb; the description's are given."""
    words = f"Jane Doe , {description} said"
    n = len(words.split())
    deps = " ".join(["compound", "nsubj", "punct", *["dep"] * (n - 4), "ROOT"])
    heads = [1, n - 1, 1, *[n - 1] * (n - 4), n - 1]
    return built(words, heads, deps, f"PROPN PROPN PUNCT {pos} VERB", f"NNP NNP , {tags} VBD")


OBSERVERS = [
    ("a law professor at Strelsau University ,", "DET NOUN NOUN ADP PROPN PROPN PUNCT", "DT NN NN IN NNP NNP ,"),
    ("director of the Zenda Institute ,", "NOUN ADP DET PROPN PROPN PUNCT", "NN IN DT NNP NNP ,"),
    ("who teaches history at Strelsau College ,", "PRON VERB NOUN ADP PROPN PROPN PUNCT", "WP VBZ NN IN NNP NNP ,"),
    ("head of the Green Transition Centre ,", "NOUN ADP DET PROPN PROPN PROPN PUNCT", "NN IN DT NNP NNP NNP ,"),
    ("a former ambassador ,", "DET ADJ NOUN PUNCT", "DT JJ NN ,"),
    ("a military analyst ,", "DET ADJ NOUN PUNCT", "DT JJ NN ,"),
]


@pytest.mark.parametrize(("description", "pos", "tags"), OBSERVERS)
def test_observers(description: str, pos: str, tags: str) -> None:
    found = standing(after(description, pos, tags), [(0, 2)])
    assert found is not None
    assert found.kind is ExpertKind.EXPERT


PARTIES = [
    ("an analyst for the Marlow campaign ,", "DET NOUN ADP DET PROPN NOUN PUNCT", "DT NN IN DT NNP NN ,"),
    ("a campaign analyst ,", "DET NOUN NOUN PUNCT", "DT NN NN ,"),
    ("an economist at the Finance Ministry ,", "DET NOUN ADP DET PROPN PROPN PUNCT", "DT NN IN DT NNP NNP ,"),
    ("director of the Aviation Agency ,", "NOUN ADP DET PROPN PROPN PUNCT", "NN IN DT NNP NNP ,"),
    ("the education minister ,", "DET NOUN NOUN PUNCT", "DT NN NN ,"),
    ("a former governor ,", "DET ADJ NOUN PUNCT", "DT JJ NN ,"),
    ("an expert witness ,", "DET NOUN NOUN PUNCT", "DT NN NN ,"),
    ("fellow Democrats ,", "NOUN PROPN PUNCT", "NN NNPS ,"),
]


@pytest.mark.parametrize(("description", "pos", "tags"), PARTIES)
def test_parties_are_no_observers(description: str, pos: str, tags: str) -> None:
    assert standing(after(description, pos, tags), [(0, 2)]) is None


def test_a_present_office_outweighs_learning() -> None:
    doc = after(
        "a law professor and the education minister ,",
        "DET NOUN NOUN CCONJ DET NOUN NOUN PUNCT",
        "DT NN NN CC DT NN NN ,",
    )
    assert standing(doc, [(0, 2)]) is None


def test_kept_apart_by_kind() -> None:
    doc = after("a Republican strategist ,", "DET ADJ NOUN PUNCT", "DT JJ NN ,")
    found = standing(doc, [(0, 2)])
    assert found is not None
    assert found.kind is ExpertKind.STRATEGIST
    doc = after("president of the Farmers Union ,", "NOUN ADP DET PROPN PROPN PUNCT", "NN IN DT NNP NNP ,")
    found = standing(doc, [(0, 2)])
    assert found is not None
    assert found.kind is ExpertKind.ACTIVIST


def test_description_is_cut_into_what_is_over_and_what_is_not() -> None:
    doc = after("a former envoy , now a fellow ,", "DET ADJ NOUN PUNCT ADV DET NOUN PUNCT", "DT JJ NN , RB DT NN ,")
    assert [(doc[s.start : s.end].text, s.past) for s in describe(doc, 0, 2)] == [
        ("a former envoy", True),
        ("now a fellow", False),
    ]


def test_affiliation_is_the_body_not_the_field() -> None:
    doc = after(
        "a professor of law at Strelsau University ,",
        "DET NOUN ADP NOUN ADP PROPN PROPN PUNCT",
        "DT NN IN NN IN NNP NNP ,",
    )
    found = standing(doc, [(0, 2)])
    assert found is not None
    assert found.affiliation is not None
    assert doc[slice(*found.affiliation)].text == "Strelsau University"


SUCCESS = ("The deal was a success", [1, 2, 2, 4, 2], "det nsubj ROOT det attr", "DET NOUN AUX DET NOUN")
QUANTIFIED = (
    "The deal is not much of a problem", [1, 2, 2, 2, 2, 4, 7, 5], "det nsubj ROOT neg attr prep det pobj",
    "DET NOUN AUX PART ADJ ADP DET NOUN",
)  # fmt: skip
TOO_LATE = ("The deal came too late", [1, 2, 2, 4, 2], "det nsubj ROOT advmod advmod", "DET NOUN VERB ADV ADV")
LATE = ("The deal came late", [1, 2, 2, 2], "det nsubj ROOT advmod", "DET NOUN VERB ADV")
NO_SUCCESS = (
    "The deal was not a success",
    [1, 2, 2, 2, 5, 2],
    "det nsubj ROOT neg det attr",
    "DET NOUN AUX PART DET NOUN",
)
LACK = (
    "The deal shows a lack of courage",
    [1, 2, 2, 4, 2, 4, 5],
    "det nsubj ROOT det dobj prep pobj",
    "DET NOUN VERB DET NOUN ADP NOUN",
)
PLAIN = ("The deal was a treaty", [1, 2, 2, 4, 2], "det nsubj ROOT det attr", "DET NOUN AUX DET NOUN")
MIXED = (
    "The deal was wise though it failed", [1, 2, 2, 2, 6, 6, 2], "det nsubj ROOT acomp mark nsubj advcl",
    "DET NOUN AUX ADJ SCONJ PRON VERB",
)  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "stance", "words"),
    [
        (SUCCESS, Stance.POSITIVE, "a success"),
        (NO_SUCCESS, Stance.NEGATIVE, "not a success"),
        (QUANTIFIED, Stance.POSITIVE, "not much of a problem"),
        (TOO_LATE, Stance.NEGATIVE, "too late"),
        (LATE, Stance.NEUTRAL, None),
        (LACK, Stance.NEGATIVE, "courage"),
        (PLAIN, Stance.NEUTRAL, None),
        (MIXED, Stance.MIXED, "wise though it failed"),
    ],
)
def test_stance_has_its_words(parts: tuple[str, list[int], str, str], stance: Stance, words: str | None) -> None:
    doc = built(*parts)
    found = assess(doc, ((0, len(doc)),))
    assert found.stance is stance
    assert (doc[slice(*found.words)].text if found.words else None) == words
    assert found.target is not None
    assert doc[slice(*found.target)].text == "The deal"


def test_concession_hedges() -> None:
    doc = built(*MIXED)
    assert [doc[slice(*hedge)].text for hedge in assess(doc, ((0, len(doc)),)).hedges] == ["though it failed"]


def test_hedges_but_not_the_month() -> None:
    doc = built(
        "The deal may perhaps fail",
        [1, 4, 4, 4, 4],
        "det nsubj aux advmod ROOT",
        "DET NOUN AUX ADV VERB",
        "DT NN MD RB VB",
    )
    assert [doc[slice(*hedge)].text for hedge in assess(doc, ((0, 5),)).hedges] == ["may", "perhaps"]
    doc = built("The May deal failed", [2, 2, 3, 3], "det compound nsubj ROOT", "DET PROPN NOUN VERB", "DT NNP NN VBD")
    assert assess(doc, ((0, 4),)).hedges == ()


def test_compounds_and_people_do_not_evaluate() -> None:
    doc = built(
        "The bully pulpit moved the poor",
        [2, 2, 3, 3, 5, 3],
        "det compound nsubj ROOT det dobj",
        "DET NOUN NOUN VERB DET ADJ",
    )
    assert assess(doc, ((0, 6),)).stance is Stance.NEUTRAL


def test_judging_cue_evaluates_its_object() -> None:
    doc = built("Berg criticised the plan", [1, 1, 3, 1], "nsubj ROOT det dobj", "PROPN VERB DET NOUN", "NNP VBD DT NN")
    found = assess(doc, ((2, 4),), doc[1])
    assert found.stance is Stance.NEGATIVE
    assert assess(doc, ((2, 4),)).stance is Stance.NEUTRAL


# Who comments: statements on sketched Docs


DOE_SAID = {"Jane": "compound:Doe", "Doe": "nsubj:said", "said": "ROOT:said"}


def statement(doc: Doc, source: str, content: str, head: str, sure: float = 0.8, **facts: object) -> AttributionSpan:
    """What a source says, head being the last word of its name or noun."""
    ranges: list[Range] = [(found.start, found.end) for found in (span(doc, source), span(doc, content))]
    return AttributionSpan(
        cue=((ranges[0][1], ranges[0][1] + 1),), content=(ranges[1],), source=(ranges[0],), cue_head=ranges[0][1],
        source_head=token(doc, head).i, type=AttributionType.INDIRECT, cue_class=CueClass.SPEECH, rule="test", confidence=sure,
        **facts,  # type: ignore[arg-type]
    )  # fmt: skip


def commented(doc: Doc, *statements: AttributionSpan, person: str = "") -> list[tuple[str | None, str, str, float]]:
    """Name, kind, rule (of who speaks) and confidence of the commentary found."""
    layers = Layers(doc, attributions=list(statements))
    if person:
        named = span(doc, person)
        known = layers.actors.add(person, ActorType.PERSON)
        layers.actors.mention(known, named.start, named.end, named.end - 1, MentionKind.NAME)
    find_commentary(layers)
    return [(c.expert_name, c.expert_kind.value, c.rule.split("+")[0], c.confidence) for c in layers.commentary]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("analysts/NNS", "unnamed"), ("strategists/NNS", "strategist"), ("activists/NNS", "activist"),
        ("newspapers/NNS", "press"), ("polls/NNS", "poll"), ("farmers/NNS", None), ("Analyst", None), ("Poll", "poll"),
        ("Ana's analysts/NNS", None),
        ("campaign analysts/NNS", None), ("a survey", "poll"),
    ],
)  # fmt: skip
def test_sources_without_a_name_are_told_by_their_noun(source: str, kind: str | None) -> None:
    words = [word.partition("/")[0] for word in source.split()]
    head = words[-1]
    deps = {head: "nsubj:said", "said": "ROOT:said", **({words[0]: f"poss:{head}"} if "'s" in source else {})}
    deps |= {word: f"compound:{head}" for word in words[:-1] if "'s" not in word}
    doc = sketch(f"{source} said/VBD it/PRP fell/VBD", deps=deps, lemmas={head: head.lower().removesuffix("s")})
    found = commented(doc, statement(doc, " ".join(words), "it fell", head))
    assert found == ([(" ".join(words), kind, "unnamed_source", 0.56)] if kind else [])


def test_a_person_counts_in_all_statements_once_described_and_doubtful_or_empty_ones_are_left_out() -> None:
    doc = sketch(
        "Jane Doe , a historian , said/VBD it/PRP fell/VBD and rose/VBD",
        deps=DOE_SAID,
    )
    sure = statement(doc, "Jane Doe", "it fell", "Doe", speakers=(0,))
    later = statement(doc, "Jane Doe", "rose", "Doe", speakers=(0,))
    doubtful = statement(doc, "Jane Doe", "rose", "Doe", sure=0.29, speakers=(0,))
    empty = statement(doc, "Jane Doe", "rose", "Doe", speakers=(0,))
    empty.content = ()
    found = commented(doc, sure, later, doubtful, empty, person="Jane Doe")
    assert [(name, kind) for name, kind, *_ in found] == [("Jane Doe", "expert")] * 2


def test_a_statement_inside_one_of_the_same_person_is_counted_once() -> None:
    doc = sketch(
        "Jane Doe , a historian , said/VBD it/PRP fell/VBD and rose/VBD",
        deps=DOE_SAID,
    )
    outer = statement(doc, "Jane Doe", "it fell and rose", "Doe", speakers=(0,))
    inner = statement(doc, "Jane Doe", "rose", "Doe", speakers=(0,), parent=0)
    assert len(commented(doc, outer, inner, person="Jane Doe")) == 1
    inner.speakers = ()
    assert len(commented(doc, outer, inner, person="Jane Doe")) == 1, "and so is one of nobody known"


def test_a_named_person_whom_the_registry_does_not_know_is_described_in_the_source() -> None:
    doc = sketch("Jane Doe , a historian , said/VBD it/PRP fell/VBD", deps=DOE_SAID)
    found = commented(doc, statement(doc, "Jane Doe , a historian ,", "it fell", "Doe"))
    assert [(name, kind) for name, kind, *_ in found] == [("Jane Doe", "expert")]
    minister = sketch("Jane Doe , a minister , said/VBD it/PRP fell/VBD", deps=DOE_SAID)
    assert commented(minister, statement(minister, "Jane Doe , a minister ,", "it fell", "Doe")) == []
    single = sketch("Doe , a historian , said/VBD it/PRP fell/VBD", deps={"Doe": "nsubj:said", "said": "ROOT:said"})
    assert commented(single, statement(single, "Doe , a historian ,", "it fell", "Doe")) == [], "one word is no name"


def test_later_statements_of_an_expert_count(parse_text: Callable[..., Doc]) -> None:
    doc = parse_text(
        "The truce is fragile, said Clara Voss, a senior fellow at the Zenda Institute for Peace.\n"
        "The monitors have been very effective, Voss said.\nMinister Otto Klein said the truce was fragile."
    )
    layers = read(doc)
    assert [(c.expert_name, c.stance) for c in layers.commentary] == [
        ("Clara Voss", Stance.NEGATIVE),
        ("Clara Voss", Stance.POSITIVE),
    ]
    assert all(c.expert_kind is ExpertKind.EXPERT for c in layers.commentary)


@pytest.mark.slow
def test_own_gold() -> None:
    figures = evaluate(GOLD)
    assert figures["f1"] >= 0.95, table(figures)
    right, of = figures["stance"]
    assert right >= 0.95 * of, table(figures)
    clear, of = figures["clear"]
    assert clear >= 0.8 * of, table(figures)
    right, of = figures["kinds"]
    assert right >= 0.93 * of, table(figures)


def test_seed_article_has_one_expert_with_three_statements(shared: Path) -> None:
    from toolkit.articles import Article
    from toolkit.nlp.document.parsing import parse
    from toolkit.nlp.pipeline import load_model

    text = next((shared / "articles").glob("*.txt")).read_text(encoding="utf-8")
    layers = read(next(iter(parse(load_model(), [Article("seed", text)])))[1])
    experts = [c for c in layers.commentary if c.expert_kind is ExpertKind.EXPERT]
    expected = [Stance.POSITIVE, Stance.MIXED, Stance.POSITIVE]
    assert all(c.stance in (stance, Stance.UNCLEAR) for c, stance in zip(experts, expected, strict=True))
    assert any(c.stance is not Stance.UNCLEAR for c in experts)
    assert len({c.expert_name for c in experts}) == 1
