"""From frames to commitments: parties, counterparts, status, times, conditions, reporters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from spacy.tokens import Doc
from trees import drawn, token

from toolkit.nlp.commitments.find import find_commitments
from toolkit.nlp.layers import CommitmentSpan, Layers, TimeExpression
from toolkit.nlp.pipeline import read
from toolkit.records import ActorType, MentionKind
from toolkit.records import CommitmentStatus as Status

Reader = Callable[..., Layers]


@pytest.fixture
def analyse(parse_text: Callable[..., Doc]) -> Reader:
    def analysed(text: str) -> Layers:
        return read(parse_text(text, published=dt.date(2021, 3, 10)))

    return analysed


def names(layers: Layers, keys: tuple[int, ...]) -> list[str]:
    return [layers.actors.clusters[key].name for key in keys]


def only(layers: Layers) -> CommitmentSpan:
    assert len(layers.commitments) == 1
    return layers.commitments[0]


def words(layers: Layers, found: tuple[int, int] | None) -> str | None:
    return None if found is None else layers.doc[found[0] : found[1]].text


def test_both_that_agree_are_parties(analyse: Reader) -> None:
    layers = analyse("Kenya and Uganda agreed on Monday to reopen the ferry.")
    assert names(layers, only(layers).parties) == ["Kenya", "Uganda"]
    assert only(layers).status == Status.AGREED


def test_a_minister_binds_the_state(analyse: Reader) -> None:
    layers = analyse("Peru is a member of the pact. Peruvian Foreign Minister Ana Rojas promised to send doctors.")
    assert names(layers, only(layers).parties) == ["Peru"]


def test_a_counterpart_of_a_named_state_binds_it(analyse: Reader) -> None:
    layers = analyse(
        "Peruvian Foreign Minister Ana Rojas and her Chilean counterpart, Luis Soto, agreed to free the crew."
    )
    assert names(layers, only(layers).parties) == ["Peru", "Chile"]


def test_the_two_ministers_hold_such_an_office(analyse: Reader) -> None:
    layers = analyse(
        "Peru and Chile met in May. Peruvian Foreign Minister Ana Rojas wrote to a baker, Luis Soto. "
        "The two ministers agreed to free the crew."
    )
    assert names(layers, layers.commitments[-1].parties) == ["Peru", "Chile"]


def test_a_former_minister_binds_himself(analyse: Reader) -> None:
    layers = analyse(
        "Peru is a member of the pact. Former Peruvian Foreign Minister Ana Rojas promised to send doctors."
    )
    assert names(layers, only(layers).parties) == ["Ana Rojas"]


def test_resigning_is_personal(analyse: Reader) -> None:
    layers = analyse("Kenya is calm. Kenyan Prime Minister John Otieno promised to resign.")
    assert names(layers, only(layers).parties) == ["John Otieno"]


def test_we_is_the_side_of_who_speaks(analyse: Reader) -> None:
    layers = analyse('Peru is calm. "We will lift the curfew," Peruvian President Ana Rojas said.')
    found = only(layers)
    assert names(layers, found.parties) == ["Peru"]
    assert names(layers, found.reported_by) == ["Ana Rojas"]


def test_a_passive_binds_the_state_of_who_speaks(analyse: Reader) -> None:
    layers = analyse(
        "Kenyan Foreign Minister John Otieno said sanctions on Uganda would only be lifted when the crew is freed."
    )
    found = only(layers)
    assert names(layers, found.parties) == ["Kenya"]
    assert names(layers, found.counterparts) == ["Uganda"]
    assert found.status == Status.CONDITIONAL
    assert words(layers, found.condition) == "when the crew is freed"


def test_agreeing_with_somebody_binds_both(analyse: Reader) -> None:
    layers = analyse("Germany agreed with Ghana to build a port.")
    assert names(layers, only(layers).parties) == ["Germany", "Ghana"]


def test_rebels_are_not_their_state(analyse: Reader) -> None:
    layers = analyse("Rebels in Chad refused to hand over the airport.")
    assert names(layers, only(layers).parties) != ["Chad"]


def test_who_had_asked_is_the_counterpart_of_a_refusal(analyse: Reader) -> None:
    layers = analyse("Norway rejected a Danish proposal to share the fishing grounds with Iceland.")
    assert names(layers, only(layers).counterparts) == ["Denmark"]


def test_own_officials_are_no_counterparts(analyse: Reader) -> None:
    layers = analyse("Kenya promised to give Kenyan diplomats in Uganda better pay.")
    assert "Kenya" not in names(layers, only(layers).counterparts)


def test_another_states_future_is_no_pledge(analyse: Reader) -> None:
    assert not analyse("Kenyan Foreign Minister John Otieno said Uganda would withdraw its troops.").commitments
    assert analyse("Kenyan Foreign Minister John Otieno said Kenya would withdraw its troops.").commitments


def test_an_analysts_forecast_is_no_pledge(analyse: Reader) -> None:
    assert not analyse("Kenya will send troops, said Mary Smith, an analyst at Acme Research.").commitments


def test_an_unknown_group_that_will_do_something_is_left_out(analyse: Reader) -> None:
    assert not analyse("A technical group will meet in Nairobi in June.").commitments


def test_a_deadline_hangs_on_the_action(analyse: Reader) -> None:
    layers = analyse("Kenya agreed on Monday to reopen the ferry by 1 May.")
    deadline = only(layers).deadline
    assert deadline is not None
    assert deadline.last == dt.date(2021, 5, 1)


def test_a_time_that_closes_the_phrase_is_said_of_the_verb(analyse: Reader) -> None:
    deadline = only(analyse("Kenya promised to reopen the two ports from Monday.")).deadline
    assert deadline is not None
    assert deadline.relation == "from"


def test_the_time_of_agreeing_is_no_deadline(analyse: Reader) -> None:
    layers = analyse("On Monday Kenya agreed to reopen the ferry.")
    assert only(layers).deadline is None


def test_a_time_in_a_description_is_no_deadline(analyse: Reader) -> None:
    layers = analyse("Kenya agreed to return the ship that was seized by Uganda in 2019.")
    assert only(layers).deadline is None


def test_a_limit_at_the_last_action_holds_for_all(analyse: Reader) -> None:
    layers = analyse("Kenya and Uganda agreed to open the road and free the pilots by 1 May.")
    assert [c.deadline is not None for c in layers.commitments] == [True, True]


def test_what_is_done_at_once_takes_no_limit_of_the_next_action(analyse: Reader) -> None:
    layers = analyse("Kenya will close the mine with immediate effect and pay the debt by 2038.")
    assert [c.deadline and str(c.deadline.last) for c in layers.commitments] == [None, "2038-12-31"]


def test_a_deadline_is_counted_from_the_undertaking(analyse: Reader) -> None:
    layers = analyse("In 2015 Kenya agreed to close the mine by December.")
    assert [c.deadline and c.deadline.timex for c in layers.commitments] == ["2015-12"]


def test_a_limit_set_off_holds_for_its_own_action(analyse: Reader) -> None:
    layers = analyse("Kenya agreed to open the road, and to free the pilots by 1 May.")
    assert [c.deadline is not None for c in layers.commitments] == [False, True]


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Ghana promised not to attack the port.", "not to attack the port"),
        ("Ghana pledged that it would never raise the toll.", "never raise the toll"),
        ("Ghana agreed to end the war and not to arm the rebels.", "not to arm the rebels"),
        ("Ghana promised to open the port.", "open the port"),
        ("Ghana promised not only to open the port but also to pay.", "pay"),
        ("Ghana refused to open the port.", "open the port"),
    ],
)
def test_an_undertaking_to_abstain_says_so(analyse: Reader, text: str, action: str) -> None:
    layers = analyse(text)
    assert words(layers, layers.commitments[-1].action[0]) == action


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Ghana is willing to send troops if Togo asks for them.", "if Togo asks for them"),
        ("Ghana will open the border provided that Togo returns the trucks.", "provided that Togo returns the trucks"),
        ("Ghana is ready for talks on an equal basis.", "on an equal basis"),
        ("Ghana will not free the crew until Togo apologises.", "until Togo apologises"),
        ("Ghana agreed to send troops when the rainy season ends.", None),
        ("Ghana promised to find out whether Togo had paid.", None),
        ("Peru promised to send the ships, but only if the port is safe.", "only if the port is safe"),
        ("Peru will send the ships, but only after the talks end.", "only after the talks end"),
        ("Peru will send the ships, but not before it has counted them.", None),
    ],
)
def test_condition(analyse: Reader, text: str, condition: str | None) -> None:
    layers = analyse(text)
    assert words(layers, only(layers).condition) == condition


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ghana and Togo signed a treaty on fishing.", Status.AGREED),
        ("Ghana promised to send doctors.", Status.PLEDGED),
        ("Ghana will send doctors to Togo.", Status.PLEDGED),
        ("Ghana plans to send doctors.", Status.PLANNED),
        ("Ghana's president will visit Togo in May.", Status.PLANNED),
        ("Under the accord, Ghana will send doctors.", Status.AGREED),
        ("Ghana is ready to send doctors.", Status.READY),
        ("Ghana is ready to send doctors if Togo pays them.", Status.CONDITIONAL),
        ("Under the treaty Ghana is bound to give notice of floods.", Status.BACKGROUND),
        ("Ghana refused to send doctors.", Status.REFUSED),
        ("Ghana threatened to expel the doctors.", Status.THREATENED),
    ],
)
def test_status(analyse: Reader, text: str, status: Status) -> None:
    assert only(analyse(text)).status == status


def test_what_is_told_without_anothers_words_has_no_reporter(analyse: Reader) -> None:
    layers = analyse("Kenya and Uganda agreed to reopen the ferry.")
    assert only(layers).reported_by == ()


def test_a_reporter_is_named(analyse: Reader) -> None:
    layers = analyse("Ghana and Togo agreed to reopen the border, Ghanaian President Kofi Mensah said.")
    assert names(layers, only(layers).reported_by) == ["Kofi Mensah"]


def test_plover_codes(analyse: Reader) -> None:
    codes = {
        "Ghana promised to send doctors.": "AGREE",
        "Ghana and Togo signed a treaty on fishing.": "SUPPORT",
        "Ghana refused to send doctors.": "REJECT",
        "Ghana threatened to expel the doctors.": "THREATEN",
    }
    assert {text: only(analyse(text)).plover for text in codes} == codes


def test_nothing_raises_on_what_is_no_text(analyse: Reader) -> None:
    assert analyse("").commitments == []
    assert analyse("?!? -- (( ''' to agreed will 12 %").commitments == []


@pytest.mark.parametrize(
    "text",
    [
        "Analysts said the northern guerrillas will attack.",
        "A technical group will meet in May.",
        '"They will pay for it," a northern trader said.',
        "Observers said a southern militia is ready to attack the port.",
        "Kenyan Foreign Minister John Otieno said Ugandan rebels will attack the port.",
    ],
)
def test_what_is_only_foretold_leaves_no_actor_behind(analyse: Reader, text: str) -> None:
    layers = analyse(text)
    assert layers.commitments == []
    assert [c.name for c in layers.actors.clusters if c.rule == "party"] == []


def test_who_undertakes_without_a_name_becomes_an_actor(analyse: Reader) -> None:
    layers = analyse("The northern guerrillas will attack.")
    assert names(layers, only(layers).parties) == ["northern guerrillas"]
    assert [(m.start, m.end) for m in layers.actors.clusters[-1].mentions] == [(1, 3)]


@pytest.mark.parametrize(
    ("text", "reporters"),
    [
        ("Kenya refused direct talks with Uganda.", ["Kenya"]),
        ("Kenya threatened to close the border.", ["Kenya"]),
        ("Kenya promised to reopen the ferry.", ["Kenya"]),
        ("Kenya agreed to reopen the ferry.", []),
        ("Kenya plans to reopen the ferry.", []),
        ("Kenya and Uganda promised to reopen the ferry.", []),
        ("Uganda said that Kenya had promised to reopen the ferry.", ["Uganda"]),
    ],
)
def test_an_act_of_speech_is_told_by_who_does_it(analyse: Reader, text: str, reporters: list[str]) -> None:
    layers = analyse(text)
    assert names(layers, only(layers).reported_by) == reporters


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Kenya warned that Uganda would face serious consequences.", ["Uganda"]),
        ("Kenya warned Uganda that it would close the ferry.", ["Uganda"]),
        ("Kenya will close the ferry unless Uganda lifts the ban.", ["Uganda"]),
        ("Kenya will close the ferry unless Kenya lifts the ban.", []),
        ("Kenya rejected a plan proposed by African leaders.", ["African leaders"]),
    ],
)
def test_a_counterpart_is_who_suffers_is_told_or_is_to_act(analyse: Reader, text: str, others: list[str]) -> None:
    layers = analyse(text)
    assert names(layers, only(layers).counterparts) == others
    assert all(cluster.key == key for key, cluster in enumerate(layers.actors.clusters))


# On Docs built by hand: what of a frame's surroundings goes into its rows

AGREED = "Zenda|nsubj|agreed agreed/VBD=agree|ROOT to|aux|open open/VB|xcomp|agreed the|det|road road|dobj|open"
AND_FREE = "{}and|cc|open free/VB|conj|open pilots/NNS=pilot|dobj|free"


def built(text: str, **times: str) -> Layers:
    """The layers of a text that names the state Zenda; ``times`` are words and the relations of the times they head."""
    doc = drawn(text)
    layers = Layers(doc, anchor=dt.date(2021, 3, 10))
    zenda, day = layers.actors.add("Zenda", ActorType.STATE, country="ZEN"), dt.date(2021, 5, 1)
    for t in doc:
        if t.text == "Zenda":
            layers.actors.mention(zenda, t.i, t.i + 1, t.i, MentionKind.NAME)
    for word, relation in times.items():
        head = token(doc, word)
        layers.times.append(TimeExpression(head.i, head.i + 2, head.i, "2021-05-01", day, day, "day", relation))
    find_commitments(layers)
    return layers


def test_each_action_is_a_row_of_its_own_in_text_order() -> None:
    layers = built(f"{AGREED} {AND_FREE.format('')}")
    assert [words(layers, c.action[0]) for c in layers.commitments] == ["open the road", "free pilots"]
    assert {(c.rule, c.status, c.plover, names(layers, c.parties)[0]) for c in layers.commitments} == {
        ("agree-to", Status.AGREED, "AGREE", "Zenda")
    }


@pytest.mark.parametrize(("comma", "shared"), [("", True), (",|punct|open ", False)])
def test_a_deadline_of_the_last_action_holds_for_all_unless_it_is_set_off(comma: str, shared: bool) -> None:
    layers = built(f"{AGREED} {AND_FREE.format(comma)} by|prep|free May|pobj|by", by="by")
    assert [c.deadline is not None for c in layers.commitments] == [shared, True]


def test_a_clause_makes_it_conditional_and_a_manner_does_not() -> None:
    clause = built(f"{AGREED} if/IN|mark|paid paid/VBN=pay|advcl|open")
    assert (only(clause).status, words(clause, only(clause).condition)) == (Status.CONDITIONAL, "if paid")
    manner = built(f"{AGREED} on|prep|open an|det|basis equal/JJ|amod|basis basis|pobj|on")
    assert (only(manner).status, words(manner, only(manner).condition)) == (Status.AGREED, "on an equal basis")
