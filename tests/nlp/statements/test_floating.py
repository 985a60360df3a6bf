"""Quotations that stand free, on Docs built by hand."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from trees import drawn

from toolkit.nlp.document.parsing import known
from toolkit.nlp.layers import AttributionSpan, Layers, Quote, Range
from toolkit.nlp.statements.floating import AFTER, BEFORE, NOBODY, add_free_quotes
from toolkit.nlp.statements.tree import build
from toolkit.records import ActorType, AttributionType, CueClass, MentionKind


@dataclass
class Text:
    """A text of sentences, in paragraphs parted by ``||``; words between ``“`` and ``”`` are quoted.

    ``cued`` are attributions by the word of their cue: what is said and who says it, each a phrase.
    """

    text: str
    persons: tuple[str, ...] = ("Holt", "Ruiz")
    kinds: dict[int, str] = field(default_factory=dict)
    marks: str = "“"

    def __post_init__(self) -> None:
        starts, units, words, rows = [], [], 0, []
        for paragraph in self.text.split(" || "):
            begin = words
            for sentence in paragraph.split(" / "):
                starts.append(words)
                rows.append(sentence)
                words += len(sentence.split())
            units.append((begin, words, self.kinds.get(len(units), "body")))
        docs = [drawn(row) for row in rows]
        self.doc = type(docs[0]).from_docs(docs, ensure_whitespace=False)
        known(self.doc)["units"] = units
        opened: list[int] = []
        self.quotes: list[Quote] = []
        for token in self.doc:
            if token.text in ("“", "‘"):
                opened.append(token.i)
            elif token.text in ("”", "’") and opened:
                start = opened.pop()
                self.quotes.append(Quote(start, token.i + 1, self.doc[start].text))
        self.quotes += [Quote(start, units[-1][1], self.doc[start].text, closed=False) for start in opened]
        self.layers = Layers(self.doc, quotes=self.quotes)
        for name in self.persons:
            actor = self.layers.actors.add(name, ActorType.PERSON)
            for token in self.doc:
                if token.text == name:
                    self.layers.actors.mention(actor, token.i, token.i + 1, token.i, MentionKind.NAME)

    def at(self, word: str) -> int:
        return next(t.i for t in self.doc if t.text == word)

    def said(self, cue: str, who: str | None, *content: Range, kind: CueClass = CueClass.SPEECH) -> AttributionSpan:
        head, source = self.at(cue), None if who is None else self.at(who)
        return AttributionSpan(
            ((head, head + 1),), content, () if source is None else ((source, source + 1),), head, source,
            AttributionType.DIRECT, kind, "test", 0.8,
        )  # fmt: skip

    def free(self, *found: AttributionSpan) -> list[tuple[str, str | None, float]]:
        """Of each attribution that was added: the words, who speaks, and how sure that is."""
        made = add_free_quotes(build(self.doc, self.quotes), self.layers, list(found))
        return [
            (" | ".join(self.doc[s:e].text.strip() for s, e in a.content),
             None if a.source_head is None else self.doc[a.source_head].text, a.confidence)
            for a in made if a.rule == "free"
        ]  # fmt: skip


TOLD = "Holt|nsubj|nodded nodded/VBD=nod|ROOT ."
QUOTE = "“ We go/VBP|ROOT . ”"


@pytest.mark.parametrize("between", [" / ", " || "])
def test_the_person_told_of_right_before_speaks(between: str) -> None:
    assert Text(TOLD + between + QUOTE).free() == [(QUOTE.replace("/VBP|ROOT", ""), "Holt", BEFORE)]


def test_nobody_speaks_where_no_person_is_near() -> None:
    assert Text(QUOTE).free()[0][1:] == (None, NOBODY)
    assert Text(f"Rain|nsubj|fell fell/VBD=fall|ROOT . / {QUOTE}").free()[0][1:] == (None, NOBODY)
    assert Text(f"{TOLD} || Rain|nsubj|fell fell/VBD=fall|ROOT . || {QUOTE}").free()[0][1:] == (None, NOBODY)
    assert Text(f"{TOLD} || {QUOTE}", kinds={0: "headline"}).free()[0][1:] == (None, NOBODY)


@pytest.mark.parametrize(
    ("subject", "head"), [("She/PRP", "She"), ("minister", "minister"), ("It/PRP", None), ("rain", None)]
)
def test_a_pronoun_or_an_office_means_a_person(subject: str, head: str | None) -> None:
    text = Text(f"{subject}|nsubj|nodded nodded/VBD=nod|ROOT . / {QUOTE}")
    assert text.free()[0][1] == head


def test_the_name_in_apposition_speaks() -> None:
    text = Text(f"envoy|nsubj|nodded Ruiz|appos|envoy nodded/VBD=nod|ROOT . / {QUOTE}")
    assert text.free()[0][1] == "Ruiz"


def test_who_says_something_in_the_sentence_before_speaks_but_not_who_is_cited() -> None:
    text = "Holt|nsubj|met met/VBD=meet|ROOT them . Ruiz said/VBD so ."
    sentence = Text(f"{text} / {QUOTE}")
    assert sentence.free(sentence.said("said", "Ruiz", (6, 7)))[0][1] == "Holt", (
        "the subject stands nearest to what is told"
    )
    rain = Text(f"Rain|nsubj|fell fell/VBD=fall|ROOT Ruiz said/VBD . / {QUOTE}")
    assert rain.free(rain.said("said", "Ruiz", (0, 2)))[0][1] == "Ruiz"
    assert rain.free(rain.said("said", "Ruiz", (0, 2), kind=CueClass.ACCORDING_TO))[0][1] is None


@pytest.mark.parametrize(
    ("asked", "head"),
    [
        ("Ruiz|nsubj|asked asked/VBD=ask|ROOT .", "Ruiz"),
        ("Ruiz|nsubj|slept slept/VBD=sleep|ROOT .", None),
        ("Ruiz|nsubj|asked asked/VBD=ask|ROOT terms|dobj|asked .", None),
    ],
)
def test_who_is_said_to_say_it_in_a_sentence_of_its_own_right_after(asked: str, head: str | None) -> None:
    assert Text(f"{QUOTE} / {asked}").free()[0][1] == head
    assert Text(f"{QUOTE} || {asked}").free()[0][1] is None


def test_whom_the_next_paragraph_quotes_from_its_beginning_speaks() -> None:
    text = Text(f"{QUOTE} || “ so|dep|said it goes ” said/VBD=say|ROOT Ruiz|nsubj|said .")
    (found,) = text.free(text.said("said", "Ruiz", (5, 10)))
    assert found[1:] == ("Ruiz", AFTER)
    later = Text(f"{QUOTE} || Holt said/VBD=say|ROOT “ so it goes ” .")
    assert later.free(later.said("said", "Holt", (7, 12)))[0][1:] == (None, NOBODY)


def test_a_speaker_goes_on_after_his_cue_and_after_a_free_quotation() -> None:
    text = Text(f"“ so it goes ” said/VBD=say|ROOT Ruiz|nsubj|said . || {QUOTE}")
    cued = text.said("said", "Ruiz", (0, 5))
    assert text.free(cued) == []
    assert cued.content == ((0, 5), (8, 13))
    two = Text(f"{TOLD} / {QUOTE} || “ You stay/VBP|ROOT . ”")
    assert [words.count("|") for words, *_ in two.free()] == [1], "two pieces of one attribution"


@pytest.mark.parametrize(
    ("quote", "counts"),
    [
        ("“ Yes/UH|ROOT ! ”", False),
        ("“ We go/VBP|ROOT , ”", False),
        ("“ We go/VBP|ROOT ! ”", True),
        ("“ We go/VBP|ROOT so", True),
    ],
)
def test_what_is_shouted_or_does_not_end_is_none_unless_it_is_left_open(quote: str, counts: bool) -> None:
    assert bool(Text(f"{TOLD} || {quote}").free()) is counts


def test_a_quotation_inside_a_sentence_or_in_a_headline_is_none() -> None:
    assert Text("The play “ War/NN|ROOT goes on . ” opened").free() == []
    assert Text(f"{QUOTE} || {TOLD}", kinds={0: "headline"}).free() == []


def test_single_marks_count_only_where_most_are_single() -> None:
    single = "‘ We go/VBP|ROOT . ’"
    assert Text(f"{TOLD} || {single}").free() != []
    assert [row[0][0] for row in Text(f"{TOLD} || {single} || {QUOTE}").free()] == ["“"]


def test_of_two_quotations_around_a_cue_the_first_is_let_go() -> None:
    text = Text(f"{QUOTE} / envoy|nsubj|said said/VBD=say|ROOT . / “ You stay/VBP|ROOT . ”", persons=())
    both = text.said("said", "envoy", (0, 5), (8, 13))
    text.free(both)
    assert both.content == ((8, 13),)
