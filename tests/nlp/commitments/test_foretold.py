"""Who only foretells what others will do, on hand-built trees."""

from __future__ import annotations

import pytest
from trees import Row, build

from toolkit.nlp.commitments.foretold import Telling
from toolkit.nlp.commitments.frames.frame import STATUS, Action, Frame
from toolkit.nlp.commitments.parties import PartyFinder
from toolkit.nlp.layers import AttributionSpan, Layers, Quote
from toolkit.records import ActorType, AttributionType, CommitmentKind, CueClass

PERU, CHILE, MINISTER, TRADER, PERUVIAN_TRADER = range(5)


def telling(
    holder: Row | None = ("Peru", "Peru", "NNP/PROPN", 3, "nsubj"),
    source: str | None = "minister",
    speakers: tuple[int, ...] = (),
    parties: tuple[int, ...] = (PERU,),
    rule: str = "will",
    modal: bool = True,
    quoted: bool = False,
    before: Row | None = None,
) -> bool:
    """Whether "(BEFORE) HOLDER will pay, SOURCE said" is foretold, told by ``speakers`` and binding ``parties``."""
    doc = build(
        before or ("then", "then", "RB/ADV", 3, "advmod"),
        holder or ("there", "there", "EX/PRON", 3, "expl"),
        ("will", "will", "MD/AUX", 3, "aux"),
        ("pay", "pay", "VB/VERB", 5, "ccomp"),
        (source or "it", source or "it", "NN/NOUN", 5, "nsubj"),
        ("said", "say", "VBD/VERB", 5, "ROOT"),
    )
    layers = Layers(doc)
    layers.actors.add("Peru", ActorType.STATE, country="PER", plover_sector="GOV")
    layers.actors.add("Chile", ActorType.STATE, country="CHL", plover_sector="GOV")
    layers.actors.add("Ana", ActorType.PERSON, country="PER", plover_sector="GOV", role="foreign minister")
    layers.actors.add("Tim", ActorType.PERSON, role="farmer")
    layers.actors.add("Eva", ActorType.PERSON, country="PER", role="farmer")
    if quoted:
        layers.quotes = [Quote(0, 4, '"')]
    statement = None
    if source is not None:
        statement = AttributionSpan(
            cue=((5, 6),), content=((0, 4),), source=((4, 5),), cue_head=5, source_head=4, rule="", confidence=1.0,
            type=AttributionType.INDIRECT, cue_class=CueClass.SPEECH,
        )  # fmt: skip
    kind = CommitmentKind.COMMITMENT
    frame = Frame(
        kind, STATUS[kind], rule, ((2, 3),), doc[3], None if holder is None else doc[1], (Action(doc[3], (3, 4)),),
        modal=modal,
    )  # fmt: skip
    return Telling(PartyFinder(layers), frame, statement, speakers, parties).is_foretold()


THEY: Row = ("they", "they", "PRP/PRON", 3, "nsubj")
IT: Row = ("it", "it", "PRP/PRON", 3, "nsubj")
GROUP: Row = ("group", "group", "NN/NOUN", 3, "nsubj")


@pytest.mark.parametrize(
    ("speakers", "parties", "foretold"),
    [
        ((MINISTER,), (PERU,), False),
        ((MINISTER,), (CHILE,), True),
        ((PERU,), (CHILE,), True),
        ((TRADER,), (CHILE,), False),  # of no known country
        ((PERUVIAN_TRADER,), (CHILE,), False),  # no official
        ((MINISTER,), (TRADER,), False),
        ((), (PERU,), False),
    ],
)
def test_an_official_foretells_what_another_state_will_do(
    speakers: tuple[int, ...], parties: tuple[int, ...], foretold: bool
) -> None:
    assert telling(speakers=speakers, parties=parties) is foretold
    assert not telling(speakers=speakers, parties=parties, modal=False)


def test_an_observer_foretells_but_for_himself() -> None:
    assert telling(source="analyst", parties=(PERU,))
    assert telling(source="analyst", parties=(PERU,), rule="adjective-ready", modal=False)
    assert not telling(source="analyst", parties=(PERU,), rule="agree-to", modal=False)
    assert not telling(source="analyst", parties=(TRADER,), speakers=(TRADER,))
    assert not telling(source="farmer", parties=(PERU,))


def test_the_terms_of_an_agreement_are_told_by_anybody() -> None:
    assert not telling(source="analyst", rule="will-under")


def test_nobody_undertakes_where_nobody_is_bound() -> None:
    assert telling(holder=None, parties=())
    assert not telling(holder=None, parties=(PERU,))
    assert not telling(holder=None, parties=(), rule="document-future")
    assert not telling(parties=())


def test_a_group_that_nobody_knows_undertakes_nothing() -> None:
    article: Row = ("a", "a", "DT/DET", 1, "det")
    assert telling(holder=GROUP, before=article)
    assert not telling(holder=GROUP, before=("the", "the", "DT/DET", 1, "det"))
    assert not telling(holder=GROUP, before=article, rule="agree-to", modal=False)


def test_others_in_a_quotation_are_not_who_speaks() -> None:
    assert telling(holder=THEY, quoted=True)
    assert not telling(holder=THEY)
    assert not telling(holder=THEY, quoted=True, source="spokesman")
    assert not telling(holder=THEY, quoted=True, source=None)
    assert not telling(holder=("we", "we", "PRP/PRON", 3, "nsubj"), quoted=True)


def test_it_is_a_thing_where_a_private_person_speaks() -> None:
    assert telling(holder=IT, speakers=(TRADER,))
    assert not telling(holder=IT, speakers=(MINISTER,))
    assert not telling(holder=IT)
    assert not telling(holder=THEY, speakers=(TRADER,))
