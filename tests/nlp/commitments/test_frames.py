"""Which sentences undertake, refuse or threaten, which only look as if they did, and what their actions are.

The sentences are read as ``frames.parses.tsv`` has them parsed (see ``tests/parses.py``), so that another model changes no
expectation; one test says how far the installed model agrees.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from parses import rows, stored
from spacy.language import Language
from spacy.tokens import Doc

from toolkit.nlp.commitments.frames.find import find_frames
from toolkit.nlp.document.quotes import find_quotes
from toolkit.records import CommitmentKind

TABLE = Path(__file__).with_name("frames.tsv")
SENTENCES = rows(TABLE)
PARSES = stored(TABLE)
AGREEMENT = 0.97
"""Of the sentences, so many are to be read alike in the parses of any supported model (md 3.7.1: all, sm 3.8.0: 0.994)."""


def kinds(doc: Doc) -> set[CommitmentKind]:
    return {frame.kind for frame in find_frames(doc, find_quotes(doc))}


def test_every_sentence_has_its_parse() -> None:
    assert [s for _, s in SENTENCES] == list(PARSES), "run python tests/parses.py"


@pytest.mark.parametrize(("kind", "sentence"), SENTENCES)
def test_kind(kind: str, sentence: str) -> None:
    wanted = set() if kind == "-" else {CommitmentKind(kind)}
    assert kinds(PARSES[sentence]) == wanted


def test_the_installed_model_reads_them_alike(nlp: Language) -> None:
    read = nlp.pipe(PARSES)
    agreed = [kinds(doc) == kinds(parsed) for doc, parsed in zip(read, PARSES.values(), strict=True)]
    assert sum(agreed) >= AGREEMENT * len(agreed), f"{sum(agreed)} of {len(agreed)}"


@pytest.mark.parametrize(
    ("sentence", "actions"),
    [
        (
            "Kenya and Uganda agreed to reopen the ferry, exchange customs data and abolish visas.",
            ["reopen the ferry", "exchange customs data", "abolish visas"],
        ),
        # coordinated objects are one action
        ("Kenya agreed to share maps and photographs.", ["share maps and photographs"]),
        # purposes of a verb that only carries them part
        (
            "The two sides will take steps to protect the dam and to restore the power lines.",
            ["take steps to protect the dam", "restore the power lines"],
        ),
        # coordinated doings part
        (
            "Both governments promised to push for the release of the crew and the return of the ship.",
            ["push for the release of the crew", "the return of the ship"],
        ),
        # an infinitive goes on with an infinitive
        (
            "The ministers agreed to cooperate on fighting malaria and train more nurses.",
            ["cooperate on fighting malaria", "train more nurses"],
        ),
        # a condition is no part of the action, a reporting clause neither
        ("Ghana will reopen the border if Togo returns the trucks.", ["reopen the border"]),
        ("Peru will host the talks, its foreign minister said.", ["host the talks"]),
        # a passive is named with its subject, a readiness with its noun
        ("The minister said that the embargo would be lifted in stages.", ["the embargo would be lifted in stages"]),
        ("Peru expressed its readiness to host the talks.", ["readiness to host the talks"]),
    ],
)
def test_actions(sentence: str, actions: list[str]) -> None:
    doc = PARSES[sentence]
    assert [doc[a.range[0] : a.range[1]].text for f in find_frames(doc) for a in f.actions] == actions
