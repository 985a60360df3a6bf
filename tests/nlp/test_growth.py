"""Work grows with an article's length, not with its square: counted in calls and characters, not by the clock."""

from __future__ import annotations

import pytest
from growth import TIMES, assert_linear, calls
from spacy.tokens import Doc

from toolkit.articles import Article
from toolkit.nlp.document.parsing import parse
from toolkit.nlp.document.quotes import quoted_spans
from toolkit.nlp.keyterms import installed, key_terms
from toolkit.nlp.pipeline import load_model, prepare, stages


class Counted(str):
    """A text that counts the characters that are copied or looked through from it."""

    seen = 0

    def __getitem__(self, key: object) -> str:  # type: ignore[override]
        part = super().__getitem__(key)  # type: ignore[index]
        Counted.seen += len(part)
        return part

    def rstrip(self, *given: object) -> str:  # type: ignore[override]
        Counted.seen += len(self)
        return super().rstrip()

    def rfind(self, *given: object) -> int:  # type: ignore[override]
        Counted.seen += len(self)
        return super().rfind(*given)  # type: ignore[arg-type]


@pytest.mark.parametrize("unit", ["6'2\" ", "'a ", "a' ", "s' ", "» ", '"a" ', "“a” ", "``a'' ", "5' "])
@pytest.mark.parametrize("lead", ["", '"', "He said: "])
def test_quotation_marks(unit: str, lead: str) -> None:
    works = []
    for times in TIMES:
        Counted.seen = 0
        text = Counted(lead + unit * 200 * times)
        works.append(calls(lambda text=text: list(quoted_spans(text))) + Counted.seen)  # type: ignore[misc]
    assert_linear(works)


def noted(text: str) -> Doc:
    return next(iter(parse(load_model(), [Article("x", text)])))[1]


@pytest.mark.skipif(not installed(), reason="textacy is not installed")
def test_key_terms() -> None:
    unit = "The border crossing serves small fishing ports, and a customs dispute closed the old coastal road again. "
    docs = [noted(unit * 80 * times) for times in TIMES]
    works = [calls(lambda doc=doc: key_terms(doc)) for doc in docs]  # type: ignore[misc]
    assert len(docs[0]) > 1400
    assert max(works) < 5 * works[0]
    assert key_terms(docs[-1])


SHAPES = {
    "feet and inches": "6'2\" ",
    "dates": "on Monday, May 6, 2024, ",
    "clauses": "who told the envoy of Malta that the minister, ",
    "names": "the Foreign Minister of Norway, Kari Lund, and ",
    "days": "which Norway announced on Tuesday and Spain reported in May, ",
    "ranges": "from May 3 to June 5, ",
    "months": "in May or ",
    "hours": "at 10 a.m. on Tuesday, ",
    "counted days": "within 30 days of ",
    "told days": "said on Monday ",
    "bounds": "by May 6 and ",
}


LONGER = {"clauses": (16,), "names": (16,)}
"""Shapes that are counted up to a sentence of 9,600 characters."""


@pytest.mark.parametrize("shape", SHAPES)
def test_stages_on_one_sentence(shape: str) -> None:
    unit = SHAPES[shape]
    works: dict[str, list[int]] = {}
    for times in (*TIMES, *LONGER.get(shape, ())):
        doc = noted("The officials said that " + unit * (600 // len(unit)) * times + "it rains.\n")
        prepare(doc)
        for name, stage in stages(doc):
            works.setdefault(name, []).append(calls(stage))
    for name, counts in works.items():
        if counts[-1] > 2_000:  # the square of twice the length would be four times the work
            assert counts[-1] < 3 * counts[-2], (name, counts)
    assert_linear(works["times"])
