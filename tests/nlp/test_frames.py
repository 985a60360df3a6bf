"""Which sentences undertake, refuse or threaten, and which only look as if they did.

Every sentence is parsed by the installed model; the rules' grammar is tested on hand-built trees in ``test_commissives.py``.
"""

from __future__ import annotations

import pytest
from spacy.language import Language

from toolkit.nlp.frames import find_frames
from toolkit.records import CommitmentKind

UNDERTAKINGS = """\
Norway and Sweden agreed to open a joint consulate in Nairobi.
Peru has pledged $40 million to rebuild the port.
The foreign minister promised that his country would take part in the census.
Ghana undertook to return the seized vessel within a month.
The rebels have consented to a prisoner exchange.
Mali's president gave an assurance that the elections would go ahead.
Both governments committed themselves to reducing tariffs.
The company has offered to pay for the clean-up.
Spain will send two hundred engineers to Haiti, the defence ministry announced.
The two leaders signed a treaty on fishing rights.
Chile accepted an invitation to join the group.
The premier said his government was ready to resume talks.
Kenya declared itself willing to mediate.
Turkey is prepared to host the conference, its ambassador said.
"We will honour our obligations," said the Greek finance minister.
The guerrillas announced a unilateral ceasefire.
Britain is to withdraw its last troops from the island in May.
Finland plans to double its aid to Nepal.
Ministers from the five countries reached agreement on a joint patrol.
The general promised free elections by March.
Jordan said it would free 30 prisoners.
Under the accord, Libya will pay compensation to the families.
The king has vowed to fight corruption.
President Mensah announced that he would step down next year.
Canada has expressed its willingness to accept the refugees.
The Dutch cabinet decided to extend the mission until 2015.
Angola yielded to a demand for the release of the pilots.
Cuba's offer to send doctors was welcomed by Brazil.
A deal to share the river's water was struck by Egypt and Sudan on Sunday.
The junta has bowed to international demands and will hold elections.
The union agreed in principle to end the strike.
Iraq is committed to the full implementation of the resolution, its envoy said.
The United States has assured Poland that it will keep its troops there.
Denmark intends to ratify the convention this autumn.
Vietnam has no objection to the visit and will grant visas, a spokesman said.
Bolivia made concessions on the border question.
The parties agreed on a timetable for disarmament.
Zambia and Malawi have agreed that the bridge should be reopened.
It was agreed that a commission would be set up.
Italy is going to provide helicopters, the prime minister told reporters.
Syria has agreed a truce with the rebels.
Both sides have pledged to respect the ceasefire.
The emir agreed yesterday, after long talks in Doha, to receive the delegation.
Serbia said it was willing to hand over the suspects if it received guarantees.
Thailand would welcome UN observers, its foreign minister said.
The central bank has guaranteed all deposits.
Hungary has given an undertaking to close the plant.
Tunisia's government approved a plan to release 300 detainees.
Mexico and Canada concluded a trade agreement.
China reiterated its commitment to work with the agency.
The kidnappers promised to free the hostages unharmed.
The opposition has dropped its objections and will take part in the vote, its leader said.
South Korea and Japan normalised relations and agreed to exchange ambassadors.
The archbishop volunteered to act as a go-between.
Oman has consented to let the aircraft land.
""".splitlines()

REFUSALS = """\
Estonia refused to extradite the banker.
The minister ruled out a devaluation.
Pakistan turned down an offer of mediation.
Iran has rejected a proposal to move the talks to Vienna.
The rebels rebuffed a call for a truce.
Turkey will not open its border, the premier said.
"We shall never recognise this regime," the president declared.
The government has no intention of raising taxes.
Cyprus declined to join the force.
Belgium vetoed the appointment.
Moscow said it would not attend the conference.
Israel is not prepared to negotiate with the group.
Cuba denied the ship permission to dock.
Talks with the kidnappers were out of the question, the minister said.
The general said he would never hand over power.
Peru dismissed a request for talks.
The union is unwilling to accept the offer.
Albania does not intend to change its law, an official said.
Nigeria has spurned an appeal for clemency.
The party reaffirmed its refusal to join the coalition.
Angola said no to a peacekeeping force.
India has again rejected international mediation over the valley.
The bank refuses loans to companies in the province.
Lebanon's president refused on Monday to sign the decree.
Ethiopia will no longer take part in the talks, its foreign minister said.
The Taliban would not surrender the wanted man, a spokesman said.
Nepal's request was turned down by the council.
France blocked a request to lift the embargo.
The separatists have refused a government offer of amnesty.
The minister said there would be no negotiations with hijackers.
There will be no compromise on the island, the president said.
Washington has ruled out lifting the ban.
Sudan refused entry to the investigators.
The Vatican has declined an invitation to mediate.
""".splitlines()

THREATS = """\
North Korea threatened to cancel the meeting.
Iran warned that it would close the strait.
The rebels vowed to attack foreign oil workers.
Turkey threatened Syria with military action.
The United States will impose sanctions on the regime, the president said.
The group has threatened to kill the hostages unless its demands are met.
Serbia gave Kosovo an ultimatum.
"We will retaliate," the defence minister said.
Russia said it would cut off gas supplies to Ukraine if the bill is not paid.
The unions have threatened a general strike.
The EU warned Belarus that it would freeze the assets of its leaders.
Militants vowed revenge for the killing.
Mexico is ready to impose tariffs on American goods.
Algeria announced that it would break off diplomatic relations with Morocco.
The general swore to crush the uprising.
Police will no longer tolerate protests in the square, the governor warned.
Zimbabwe said it would expel the ambassador.
The president renewed his threat to dissolve parliament.
The Houthis have threatened to resume their attacks on shipping.
Ankara may send troops across the border if the shelling continues, its premier warned.
The alliance will not hesitate to use force, its commander said.
The militia issued a threat against the ambassador.
Israel will respond harshly to any attack, the prime minister said.
Farmers say they will block the roads from Monday.
China will take countermeasures if the sale goes ahead, the foreign ministry said.
Sudan reserved the right to retaliate.
The airline's pilots have threatened to walk out.
The United States warned of severe consequences if the test took place.
Venezuela has warned Guyana of retaliation.
""".splitlines()

LOOK_ALIKES = """\
Poland demanded that Russia agree to an inquiry.
The secretary-general urged both sides to accept the plan.
Analysts expect the bank to cut rates.
The minister hopes that India will sign the treaty.
Iran must agree to inspections, the envoy said.
The two presidents discussed trade.
Mr Ito denied that he had agreed to resign.
The talks failed to reach an agreement.
Brazil has yet to ratify the treaty.
If Egypt agrees to the terms, the canal will reopen.
Prices will rise next year, economists said.
The ambassador declined to comment.
The spokesman refused to give details.
Will Spain accept the offer?
Relations will improve, the minister predicted.
The president rejected allegations of fraud.
The army killed three rebels.
The court rejected his appeal.
The storm threatens the coast.
Sweden called on Norway to refuse the request.
He was accused of refusing to pay.
Nobody promised to help the refugees.
The deal could lead to lower prices.
The agreement collapsed on Friday.
Voters will go to the polls on Sunday.
The summit will be held in Oslo in May.
The envoy met leaders of the opposition to seek their agreement.
A promising start was followed by defeat.
The drought threatens millions with famine.
The rejected plan was put aside.
Malta asked whether Italy would open its ports.
Observers doubt that the general will keep his promise.
The talks would be difficult, he said.
The country's economy will grow by two per cent, the bank said.
Cameroon resumed diplomatic relations with Chad last week.
The Soviet Union withdrew its troops from the valley.
A French warship arrived in the port on Tuesday.
The senator criticised the decision to send troops.
Kuwait praised Oman's role in the negotiations.
The minister said the sanctions should be lifted.
Unless it rains soon the harvest will fail.
The opposition leader was sentenced to ten years in prison.
""".splitlines()


def kinds(nlp: Language, sentence: str) -> set[str]:
    return {str(frame.kind) for frame in find_frames(nlp(sentence))}


@pytest.mark.parametrize("sentence", UNDERTAKINGS)
def test_undertaking(nlp: Language, sentence: str) -> None:
    assert kinds(nlp, sentence) == {CommitmentKind.COMMITMENT}


@pytest.mark.parametrize("sentence", REFUSALS)
def test_refusal(nlp: Language, sentence: str) -> None:
    assert kinds(nlp, sentence) == {CommitmentKind.REFUSAL}


@pytest.mark.parametrize("sentence", THREATS)
def test_threat(nlp: Language, sentence: str) -> None:
    assert kinds(nlp, sentence) == {CommitmentKind.THREAT}


@pytest.mark.parametrize("sentence", LOOK_ALIKES)
def test_look_alike(nlp: Language, sentence: str) -> None:
    assert kinds(nlp, sentence) == set()


def actions(nlp: Language, sentence: str) -> list[str]:
    doc = nlp(sentence)
    return [doc[a.range[0] : a.range[1]].text for frame in find_frames(doc) for a in frame.actions]


def test_coordinated_actions_part(nlp: Language) -> None:
    found = actions(nlp, "Kenya and Uganda agreed to reopen the ferry, exchange customs data and abolish visas.")
    assert found == ["reopen the ferry", "exchange customs data", "abolish visas"]


def test_coordinated_objects_do_not(nlp: Language) -> None:
    assert actions(nlp, "Kenya agreed to share maps and photographs.") == ["share maps and photographs"]


def test_purposes_of_a_verb_that_only_carries_them_part(nlp: Language) -> None:
    found = actions(nlp, "The two sides will take steps to protect the dam and to restore the power lines.")
    assert found == ["take steps to protect the dam", "restore the power lines"]


def test_coordinated_doings_part(nlp: Language) -> None:
    found = actions(nlp, "Both governments promised to push for the release of the crew and the return of the ship.")
    assert found == ["push for the release of the crew", "the return of the ship"]


def test_an_infinitive_goes_on_with_an_infinitive(nlp: Language) -> None:
    found = actions(nlp, "The ministers agreed to cooperate on fighting malaria and train more nurses.")
    assert found == ["cooperate on fighting malaria", "train more nurses"]


def test_a_condition_is_no_part_of_the_action(nlp: Language) -> None:
    assert actions(nlp, "Ghana will reopen the border if Togo returns the trucks.") == ["reopen the border"]


def test_a_passive_is_named_with_its_subject(nlp: Language) -> None:
    found = actions(nlp, "The minister said that the embargo would be lifted in stages.")
    assert found == ["the embargo would be lifted in stages"]


def test_a_readiness_keeps_its_noun(nlp: Language) -> None:
    assert actions(nlp, "Peru expressed its readiness to host the talks.") == ["readiness to host the talks"]


def test_a_reporting_clause_is_no_part_of_the_action(nlp: Language) -> None:
    assert actions(nlp, "Peru will host the talks, its foreign minister said.") == ["host the talks"]


def test_would_is_a_supposition_inside_a_quotation(parse_text) -> None:  # type: ignore[no-untyped-def]
    from toolkit.nlp.quotes import find_quotes

    doc = parse_text('"I would sell the islands," the senator said.')
    assert not find_frames(doc, find_quotes(doc))
    doc = parse_text("The senator said he would sell the islands.")
    assert find_frames(doc, find_quotes(doc))
