"""Readout as a component of a spaCy pipeline."""

from __future__ import annotations

import warnings

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from toolkit.errors import UsageError
from toolkit.nlp.component import REQUIRES, make_readout, rows_of
from toolkit.nlp.models import pick_model

TEXT = "Spain agreed to reopen the crossing, Foreign Minister Ana Ruiz said on Monday."


@pytest.fixture(scope="module")
def piped():
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp = spacy.load(pick_model())
    nlp.add_pipe("readout")
    return nlp


def test_it_is_added_by_name_and_hands_out_records(piped) -> None:
    rows = piped(TEXT)._.readout
    assert [a.source_name for a in rows.attributions] == ["Ana Ruiz"]
    assert TEXT[slice(*rows.attributions[0].content_spans[0])] == "Spain agreed to reopen the crossing"


def test_docs_can_be_stored_and_sent_to_other_processes(piped) -> None:
    doc = piped(TEXT)
    again = Doc(piped.vocab).from_bytes(doc.to_bytes())
    assert again._.readout == doc._.readout
    (binned,) = DocBin(docs=[doc], store_user_data=True).get_docs(piped.vocab)
    assert binned._.readout == doc._.readout
    sent = list(piped.pipe([TEXT, TEXT], n_process=2, batch_size=1))
    assert all(d._.readout == doc._.readout for d in sent)


def test_spans_are_marked_in_groups(piped) -> None:
    doc = piped(TEXT)
    assert [span.text for span in doc.spans["readout_statements"]] == ["Spain agreed to reopen the crossing"]
    assert {"readout_actors", "readout_cues", "readout_commitments"} <= set(doc.spans)


def test_a_doc_it_has_not_seen_has_no_records(piped) -> None:
    assert piped.make_doc("Nothing.")._.readout is None
    assert rows_of(piped.make_doc("Nothing.")) is None


def test_the_factory_takes_modes_that_there_are_and_reads_any_pipeline_with_a_tree(piped) -> None:
    with pytest.raises(UsageError, match="mode"):
        make_readout(piped, "readout", mode="guess", learned=True, nested=False)
    readout = make_readout(piped, "readout", mode="precise", learned=False, nested=False)
    rows = rows_of(readout(piped(TEXT)))
    assert rows is not None
    assert [c.kind for c in rows.commitments] == ["commitment"]


def test_spacy_is_told_what_the_component_needs(piped) -> None:
    assert piped.get_pipe_meta("readout").requires == REQUIRES
    assert piped.analyze_pipes()["problems"]["readout"] == []
    assert spacy.blank("en").add_pipe("readout") is not None
