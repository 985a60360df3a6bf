from __future__ import annotations

import warnings

import pytest
import spacy
from spacy.tokens import Doc, DocBin

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
