"""The lead paragraph says what the records say, and each part leads to its rows."""

from __future__ import annotations

from dataclasses import replace

import sample

from toolkit.display.article.lead import Part, lead
from toolkit.display.article.view import View
from toolkit.display.words import counted, number
from toolkit.findings import ArticleAnalysis


def text(paragraphs: list[list[tuple[Part, ...]]]) -> str:
    return " ".join("".join(part.text for part in sentence) for sentences in paragraphs for sentence in sentences)


def parts(analysed: ArticleAnalysis) -> dict[str, tuple[str, ...]]:
    return {
        part.text: part.rows
        for sentences in lead(View(analysed))
        for sentence in sentences
        for part in sentence
        if part.rows
    }


def test_parties_are_named_with_what_they_did(analysed: ArticleAnalysis) -> None:
    said = text(lead(View(analysed)))
    assert said.startswith(
        "Norland and Vestria agreed on three undertakings, most of them on transport and travel, one of these with a deadline "
        "(September 2031)."
    )
    assert "Norland made one conditional commitment and announced one plan" in said
    assert "Vestria refused one step and threatened one measure" in said


def test_a_term_from_the_articles_day_has_only_an_end(analysed: ArticleAnalysis) -> None:
    assert "with a deadline (by 11 June 2031)" in text(lead(View(analysed)))


def test_each_part_rests_on_its_rows(analysed: ArticleAnalysis) -> None:
    found = parts(analysed)
    assert found["agreed on three undertakings"] == ("c-1", "c-2", "c-4")
    assert found["refused one step"] == ("c-5",)
    assert found["Ivo Lasse (3)"] == ("s-3", "s-4", "s-5")
    assert found["two rows, found with little certainty"] == ("c-6", "s-5")


def test_counts_in_the_lead_are_the_counts_of_rows(analysed: ArticleAnalysis) -> None:
    fewer = replace(analysed, commitments=analysed.commitments[:1], attributions=(), commentary=())
    said = text(lead(View(fewer)))
    assert "agreed on one undertaking, with a deadline (September 2031)." in said
    assert "Nobody is quoted or paraphrased." in said
    assert "certainty" not in said


def test_an_article_without_undertakings() -> None:
    nothing = sample.analysed(commitments=(), attributions=(), commentary=())
    assert text(lead(View(nothing))).startswith("The article reports no undertaking")


def test_undertakings_without_a_party_are_said_to_have_none(analysed: ArticleAnalysis) -> None:
    orphan = replace(analysed.commitments[1], parties=(), party_names=())
    said = text(lead(View(replace(analysed, commitments=(orphan,)))))
    assert said.startswith("One undertaking has no party that could be named.")


def test_a_single_party_agrees_to_what_it_undertakes(analysed: ArticleAnalysis) -> None:
    alone = replace(analysed.commitments[1], parties=("a-nor",), party_names=("Norland",))
    assert text(lead(View(replace(analysed, commitments=(alone,))))).startswith("Norland agreed to one undertaking.")


def test_what_is_shared_comes_first(analysed: ArticleAnalysis) -> None:
    shared, alone = analysed.commitments[1], analysed.commitments[6]
    rows = (shared, *(replace(alone, commitment_id=f"x-{n}") for n in range(3)))
    said = text(lead(View(replace(analysed, commitments=rows))))
    assert said.startswith("Norland and Vestria agreed on one undertaking. Norland announced three plans")


def test_many_parties_are_summed_up(analysed: ArticleAnalysis) -> None:
    row = analysed.commitments[1]
    rows = tuple(
        replace(row, commitment_id=f"c-{n}", parties=(f"a-{n}",), party_names=(f"Land {n}",)) for n in range(7)
    )
    assert "Three other parties account for three further rows." in text(
        lead(View(replace(analysed, commitments=rows)))
    )


def test_who_vouches_and_what_is_in_dispute(analysed: ArticleAnalysis) -> None:
    said, found = text(lead(View(analysed))), parts(analysed)
    assert "Of the seven, the article itself tells three, one side alone vouches for one" in said
    assert "In dispute: Vestria refuses and threatens" in said or "Vestria refuses, threatens" in said
    assert found["Vestria refuses"] == ("c-5",)
    assert found["threatens"] == ("c-6",)
    assert found["Ivo Lasse objects"] == ("s-5",)
    assert found["makes demands"] == ("s-4",)


def test_a_name_with_and_in_it_is_one(analysed: ArticleAnalysis) -> None:
    refusal = next(row for row in analysed.commitments if row.commitment_id == "c-5")
    one = replace(refusal, party_names=("Ministry of Trade and Fish",))
    two = replace(refusal, party_names=("Norland", "Vestria"))
    quiet = replace(analysed, attributions=(), commentary=())
    assert "Fish refuses." in text(lead(View(replace(quiet, commitments=(one,)))))
    assert "Norland and Vestria refuse." in text(lead(View(replace(quiet, commitments=(two,)))))


def test_how_sure_it_is_is_said_either_way(analysed: ArticleAnalysis) -> None:
    surely = replace(analysed, commitments=analysed.commitments[:1], attributions=(), commentary=())
    assert "No row was found with a confidence under 50 in 100." in text(lead(View(surely)))


def test_the_article_says_first_what_happened(analysed: ArticleAnalysis) -> None:
    view = View(analysed)
    assert view.opening is not None
    opening = view.text[slice(*view.opening)]
    assert opening.startswith("Norland and Vestria")
    assert opening.rstrip().endswith(".")


def test_numbers_in_words() -> None:
    assert [number(0), number(12), number(13)] == ["no", "twelve", "13"]
    assert counted(1, "party", "parties") == "one party"
    assert counted(2, "party", "parties") == "two parties"
