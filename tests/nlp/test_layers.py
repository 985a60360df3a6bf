"""What is told of the stages is what runs."""

from __future__ import annotations

import re

import spacy

from toolkit.nlp import layers, pipeline


def test_the_table_of_stages_has_those_that_run_in_their_order() -> None:
    table = re.findall(r"^(\w+) +``", str(layers.__doc__), re.MULTILINE)
    assert table == [name for name, _ in pipeline.stages(spacy.blank("en")("Talks"))]
