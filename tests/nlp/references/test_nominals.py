"""What descriptions mean, on Docs built by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Token
from trees import VOCAB, sketch, span

from toolkit.nlp.layers import ActorCluster, AttributionSpan, Layers, Quote
from toolkit.nlp.references import nominals, whereabouts
from toolkit.nlp.references.resolve import _Resolver, resolve_references
from toolkit.records import ActorType, AttributionType, CueClass, MentionKind


class Article:
    """A Doc with its actors; what they are called says where they stand."""

    def __init__(self, text: str, **facts: dict[str, str]) -> None:
        self.layers = Layers(sketch(text, **facts))

    def actor(self, name: str, type_: ActorType, **facts: object) -> ActorCluster:
        where = span(self.layers.doc, name)
        cluster = self.layers.actors.add(name, type_, **facts)
        self.layers.actors.mention(cluster, where.start, where.end, where.end - 1, MentionKind.NAME)
        return cluster

    def token(self, word: str) -> Token:
        return next(t for t in self.layers.doc if t.text == word)

    def means(self, word: str, resolve: bool = True) -> tuple[str, ...]:
        """The names of those that a word means once references are resolved."""
        if resolve:
            resolve_references(self.layers)
        return self.layers.actors.names(self.layers.actors.resolve(self.token(word)))

    @property
    def scene(self) -> whereabouts.Scene:
        return whereabouts.build(self.layers)


STATE, PERSON, BODY = ActorType.STATE, ActorType.PERSON, ActorType.ORGANISATION


@pytest.mark.parametrize(
    ("text", "deps", "expected"),
    [
        ("Zenda officials met/VBD", {"Zenda": "compound:officials", "officials": "nsubj:met", "met": "ROOT:met"}, (0,)),
        ("officials from Zenda met/VBD", {"from": "prep:officials", "Zenda": "pobj:from"}, (0,)),
        ("officials in Zenda met/VBD", {"in": "prep:officials", "Zenda": "pobj:in"}, (0,)),
        ("officials near/IN Zenda met/VBD", {"near": "prep:officials", "Zenda": "pobj:near"}, ()),
        ("Berg officials met/VBD", {"Berg": "compound:officials", "officials": "nsubj:met", "met": "ROOT:met"}, ()),
    ],
)
def test_owners_stand_before_a_noun_or_after_a_preposition(text: str, deps: dict[str, str], expected: tuple) -> None:
    article = Article(text, deps=deps)
    name = "Zenda" if "Zenda" in text else "Berg"
    article.actor(name, STATE if name == "Zenda" else PERSON)
    assert nominals.owners(article.token("officials"), article.layers.actors) == expected


@pytest.mark.parametrize(("prefix", "expected"), [("anti", ()), ("pro", ()), ("inner", (0,))])
def test_who_is_against_a_state_does_not_belong_to_it(prefix: str, expected: tuple) -> None:
    article = Article(f"{prefix} - Zenda marchers", deps={"Zenda": "compound:marchers", "marchers": "ROOT:marchers"})
    article.actor("Zenda", STATE)
    assert nominals.owners(article.token("marchers"), article.layers.actors) == expected


def berg(article: Article, **facts: object) -> ActorCluster:
    known = {"country": "ZEN", "role": "foreign minister", "role_nouns": ["minister"]} | facts
    return article.actor("Berg", PERSON, **known)


@pytest.mark.parametrize(
    ("phrase", "deps", "facts", "expected"),
    [
        ("the minister", {"the": "det:minister"}, {}, 0),
        ("a minister", {"a": "det:minister"}, {}, None),
        ("the foreign/JJ minister", {"the": "det:minister", "foreign": "amod:minister"}, {}, 0),
        ("the prime/JJ minister", {"the": "det:minister", "prime": "amod:minister"}, {}, None),
        ("the minister", {"the": "det:minister"}, {"role": "deputy minister"}, None),
        ("the minister", {"the": "det:minister"}, {"role": None}, 0),
        ("the envoy", {"the": "det:envoy"}, {}, None),
        ("the minister of Zenda", {"the": "det:minister", "of": "prep:minister", "Zenda": "pobj:of"}, {}, 0),
        ("the minister of Zenda", {"the": "det:minister", "of": "prep:minister", "Zenda": "pobj:of"}, {"country": "RUR"}, None),
        ("the minister of Zenda", {"the": "det:minister", "of": "prep:minister", "Zenda": "pobj:of"}, {"country": None}, 0),
    ],
)  # fmt: skip
def test_a_definite_role_is_the_person_who_has_it(phrase: str, deps: dict, facts: dict, expected: int | None) -> None:
    article = Article(f"Berg spoke/VBD . {phrase} smiled/VBD", deps=deps)
    berg(article, **facts)
    if "Zenda" in phrase:
        article.actor("Zenda", STATE, country="ZEN")
    word = "envoy" if "envoy" in phrase else "minister"
    assert nominals.person_of_role(article.token(word), article.scene) == expected


def test_its_minister_may_be_named_later_if_there_is_but_one() -> None:
    article = Article("Zenda minister met/VBD Berg and Roe", deps={"Zenda": "poss:minister"})
    article.actor("Zenda", STATE, country="ZEN")
    berg(article)
    noun = article.token("minister")
    assert nominals.office_holder(noun, article.scene) == 1
    article.actor("Roe", PERSON, country="ZEN", role_nouns=["minister"])
    assert nominals.office_holder(noun, article.scene) is None


@pytest.mark.parametrize(
    ("name", "sector", "phrase", "expected"),
    [
        ("Freedom Party", None, "the party", True),
        ("Freedom", "PTY", "the party", True),
        ("Freedom", "MIL", "the party", False),
        ("Freedom Party", None, "a party", False),
        ("Freedom Party", None, "the old/JJ party", False),
    ],
)
def test_the_party_is_the_last_body_of_that_kind(name: str, sector: str | None, phrase: str, expected: bool) -> None:
    deps = {"party": "nsubj:lost", "lost": "ROOT:lost", phrase.split()[0]: "det:party"} | (
        {"old": "amod:party"} if "old" in phrase else {}
    )
    article = Article(f"{name} spoke/VBD . {phrase} lost/VBD", deps=deps)
    article.actor(name, BODY, plover_sector=sector)
    assert (nominals.organisation(article.token("party"), article.scene) == 0) is expected


def test_her_party_is_the_one_the_person_belongs_to() -> None:
    article = Article("Berg of Freedom Party said/VBD her party won/VBD", deps={"her": "poss:party"})
    person = berg(article, affiliation_range=(2, 4))
    article.actor("Freedom Party", BODY)
    article.layers.actors.mention(person, 5, 6, 5, MentionKind.PRONOUN)
    assert nominals.own_body(article.token("party"), article.layers.actors) == 1
    person.affiliation_range = None
    assert nominals.own_body(article.token("party"), article.layers.actors) is None


@pytest.mark.parametrize(("noun", "expected"), [("country", (1,)), ("government", (1,)), ("house", ())])
def test_his_country_is_the_possessors_state(noun: str, expected: tuple) -> None:
    article = Article(f"Berg of Zenda loves/VBZ his {noun}", deps={"his": f"poss:{noun}"})
    person = berg(article)
    article.actor("Zenda", STATE, country="ZEN")
    article.layers.actors.mention(person, 4, 5, 4, MentionKind.PRONOUN)
    assert nominals.own_state(article.token(noun), article.layers.actors) == expected


@pytest.mark.parametrize(
    ("text", "word", "country", "expected"),
    [
        ("the Taoiseach left/VBD Zenda", "Taoiseach", "IRL", (0,)),
        ("the Taoiseach left/VBD Zenda", "Taoiseach", "ZEN", ()),
        ("the taoiseach/NN left/VBD Zenda", "taoiseach", "IRL", ()),
        ("the Butler left/VBD Zenda", "Butler", "IRL", ()),
        ("Zenda said/VBD the Chancellor left/VBD", "Chancellor", "ZEN", (0,)),
    ],
)
def test_an_office_without_a_name_speaks_for_its_state(text: str, word: str, country: str, expected: tuple) -> None:
    deps = {"the": f"det:{word}", word: "nsubj:left", "left": "ROOT:left"}
    if "said" in text:
        deps |= {"Zenda": "nsubj:said", "said": "ROOT:said", "left": "ccomp:said"}
    article = Article(text, deps=deps)
    article.actor("Zenda", STATE, country=country)
    assert nominals.state_of_office(article.token(word), article.layers.actors) == expected


def test_the_two_koreas_are_the_states_with_that_name() -> None:
    article = Article("South Zenda met/VBD North Zenda ; Zendas talked/VBD")
    article.actor("South Zenda", STATE)
    noun = article.token("Zendas")
    assert nominals.twins(noun, article.layers.actors) == ()
    article.actor("North Zenda", STATE)
    assert nominals.twins(noun, article.layers.actors) == (0, 1)


@pytest.mark.parametrize(
    ("phrase", "deps", "number", "group"),
    [
        ("the two/CD sides/NNS", {"the": "det:sides", "two": "nummod:sides"}, 2, True),
        ("both/DT sides/NNS", {"both": "det:sides"}, 2, True),
        ("the three/CD sides/NNS", {"the": "det:sides", "three": "nummod:sides"}, 3, True),
        ("two/CD sides/NNS", {"two": "nummod:sides"}, 2, False),
        ("the sides/NNS", {"the": "det:sides"}, 2, True),
        ("sides/NNS", {}, None, False),
        ("the sides/NNS and three/CD", {"the": "det:sides", "and": "cc:sides", "three": "conj:sides"}, 2, True),
        ("the two/CD boats/NNS", {"the": "det:boats", "two": "nummod:boats"}, 2, False),
        ("the two/CD sides/NNS of", {"the": "det:sides", "two": "nummod:sides", "of": "prep:sides"}, 2, False),
    ],
)
def test_numbers_of_known_parties(phrase: str, deps: dict[str, str], number: int | None, group: bool) -> None:
    word = "boats" if "boats" in phrase else "sides"
    noun = Article(f"{phrase} met/VBD", deps={word: "nsubj:met", "met": "ROOT:met"} | deps).token(word)
    assert nominals.number_of(noun) == number
    assert nominals.is_known_group(noun) is group


# what the pass over the text makes of it


def two_states(rest: str, deps: dict[str, str], **facts: dict[str, str]) -> Article:
    start = {"Zenda": "nsubj:met", "met": "ROOT:met", "with": "prep:met", "Ruritania": "pobj:with"}
    article = Article(f"Zenda met/VBD with Ruritania {rest}", deps=start | deps, **facts)
    article.actor("Zenda", STATE, country="ZEN")
    article.actor("Ruritania", STATE, country="RUR")
    return article


def test_the_two_sides_are_the_partners() -> None:
    article = two_states(
        "; the two/CD sides/NNS spoke/VBD", {"the": "det:sides", "two": "nummod:sides", "sides": "nsubj:spoke"}
    )
    assert article.means("sides") == ("Zenda", "Ruritania")


def test_they_are_the_last_plural_and_else_the_partners() -> None:
    article = two_states("; they/PRP left/VBD", {"they": "nsubj:left", "left": "conj:met"})
    assert article.means("they") == ("Zenda", "Ruritania")
    deps = {
        "Zenda": "compound:envoys",
        "envoys": "nsubj:met",
        "met": "ROOT:met",
        "they": "nsubj:left",
        "left": "conj:met",
    }
    article = Article("Zenda envoys/NNS met/VBD ; they/PRP left/VBD", deps=deps)
    article.actor("Zenda", STATE, country="ZEN")
    assert article.means("envoys") == ("Zenda",)
    assert article.means("they", resolve=False) == ("Zenda",)


def test_it_is_the_subject_of_the_clause_above() -> None:
    deps = {"Zenda": "nsubj:said", "said": "ROOT:said", "it": "nsubj:won", "won": "ccomp:said", "Berg": "dobj:won"}
    article = Article("Zenda said/VBD it/PRP won/VBD over Berg", deps=deps)
    article.actor("Zenda", STATE)
    berg(article)
    assert article.means("it") == ("Zenda",)
    article = Article(
        "Berg said/VBD it/PRP won/VBD",
        deps={"Berg": "nsubj:said", "said": "ROOT:said", "it": "nsubj:won", "won": "ccomp:said"},
    )
    berg(article)
    assert article.means("it") == (), "a person is no it"


def test_who_is_the_noun_before_it_with_those_beside_it() -> None:
    deps = {"Berg": "nsubj:left", "left": "ROOT:left", "who": "nsubj:won", "won": "relcl:Berg"}
    article = Article("Berg who won/VBD left/VBD", deps=deps)
    berg(article)
    assert article.means("who") == ("Berg",)


@pytest.mark.parametrize(("gender", "expected"), [("f", ("Berg",)), (None, ("Berg",)), ("m", ())])
def test_she_is_a_woman(gender: str | None, expected: tuple) -> None:
    article = Article(
        "Berg spoke/VBD ; she/PRP left/VBD", deps={"Berg": "nsubj:spoke", "spoke": "ROOT:spoke", "she": "nsubj:left"}
    )
    berg(article, gender=gender)
    assert article.means("she") == expected


def test_a_noun_beside_a_name_means_it() -> None:
    deps = {"minister": "nsubj:spoke", "spoke": "ROOT:spoke", "Berg": "appos:minister", "the": "det:minister"}
    article = Article("the minister , Berg , spoke/VBD", deps=deps)
    berg(article)
    assert article.means("minister") == ("Berg",)


# where a token stands


def test_wholly_quoted_sentences_part_nobody_from_what_was_said_before() -> None:
    words = ["Berg", "spoke", "“", "yes", "”", "she", "left"]
    doc = Doc(VOCAB, words=words, sent_starts=[i in (0, 2, 5) for i in range(len(words))])
    scene = whereabouts.build(Layers(doc, quotes=[Quote(2, 5, "“")]))
    assert scene.sentence == [1, 1, 1, 1, 1, 2, 2]
    assert scene.quoted == [False, False, True, True, True, False, False]


def test_earlier_mentions_come_last_first_and_not_from_afar(monkeypatch: pytest.MonkeyPatch) -> None:
    article = Article("Zenda Ruritania Berg now/RB")
    for name in ("Berg", "Zenda", "Ruritania"):
        article.actor(name, STATE)
    scene = article.scene
    assert [m.head for m in scene.before(2)] == [1, 0]
    scene.record(article.layers.actors.mention(article.layers.actors.clusters[0], 3, 4, 3, MentionKind.NOMINAL))
    assert [m.head for m in scene.before(4 - 1)] == [2, 1, 0]
    assert [m.head for m in scene.named] == [0, 1, 2, 3]
    scene.sentence[:] = [0, 1, 1, whereabouts.FAR]
    assert [m.head for m in scene.before(3)] == [2, 1, 0]
    scene.sentence[3] += 1
    assert [m.head for m in scene.before(3)] == [2, 1]


def test_a_name_in_apposition_is_carried_by_what_it_describes() -> None:
    deps = {
        "minister": "nsubj:spoke",
        "spoke": "ROOT:spoke",
        "Berg": "appos:minister",
        "of": "prep:Berg",
        "Zenda": "pobj:of",
    }
    doc = Article("minister Berg of Zenda spoke/VBD", deps=deps).layers.doc
    assert whereabouts.carrier(doc[1]).text == "minister"
    assert whereabouts.carrier(doc[0]).text == "minister"
    assert whereabouts.governor(doc[3]).text == "spoke"


def test_the_innermost_statement_owns_a_token() -> None:
    article = Article("Zenda said/VBD Berg said/VBD so now/RB")
    kind = (AttributionType.INDIRECT, CueClass.SPEECH, "test", 0.9)
    article.layers.attributions = [
        AttributionSpan(((3, 4),), ((4, 5),), (), 3, 2, *kind),
        AttributionSpan(((1, 2),), ((2, 6),), (), 1, None, *kind),
    ]
    scene = article.scene
    assert scene.owner == [-1, -1, 1, 1, 0, 1]
    assert scene.source_of == {2: 0}


def plural_of(
    distance: int, *, known: bool = True, quoted: bool = False, dep: str = "dobj", several: bool = False
) -> tuple[str, ...]:
    """Whom "they" means where one known plural stands so many sentences back, and partners were named before."""
    start = {"Zenda": "nsubj:met", "met": "ROOT:met", "with": "prep:met", "Ruritania": "pobj:with"}
    deps = start | {"envoys": f"{dep}:met", "they": "nsubj:left", "left": "conj:met"}
    article = Article("Zenda met/VBD with Ruritania ; envoys/NNS and so on ; they/PRP left/VBD", deps=deps)
    article.actor("Zenda", STATE, country="ZEN")
    article.actor("Ruritania", STATE, country="RUR")
    body = article.layers.actors.add("Envoys", ActorType.GROUP)
    if known:
        article.layers.actors.refer(5, (0, body.key) if several else (body.key,))
    resolver = _Resolver(article.layers)
    resolver.scene.sentence[:] = [0] * 5 + [0] * 5 + [distance] * 2
    resolver.scene.quoted[5] = quoted
    resolver.run()
    return article.means("they", resolve=False)


@pytest.mark.parametrize(("distance", "expected"), [(0, ("Envoys",)), (1, ("Envoys",)), (2, ("Zenda", "Ruritania"))])
def test_a_plural_far_back_is_less_likely_than_the_partners(distance: int, expected: tuple) -> None:
    assert plural_of(distance) == expected


def test_a_subject_reaches_further_and_several_actors_further_still() -> None:
    assert plural_of(3, dep="nsubj") == ("Envoys",)
    assert plural_of(4, dep="nsubj") == ("Zenda", "Ruritania"), "so far back nobody looks"
    assert plural_of(2, several=True) == ("Zenda", "Envoys")


def test_an_unknown_plural_before_they_leaves_it_open_where_it_is_near() -> None:
    assert plural_of(0, known=False) == ()
    assert plural_of(1, known=False) == ("Zenda", "Ruritania")


def test_a_plural_in_a_quotation_is_less_likely_outside_it() -> None:
    assert plural_of(1, quoted=True) == ("Zenda", "Ruritania")


def test_a_group_of_known_actors_is_its_members() -> None:
    article = Article("Trio met/VBD Zenda Ruritania")
    for name in ("Zenda", "Ruritania"):
        article.actor(name, STATE)
    trio = article.actor("Trio", ActorType.GROUP)
    registry = article.layers.actors
    assert registry.resolve(article.token("Trio")) == (2,)
    trio.members = (0, 1)
    assert registry.resolve(article.token("Trio")) == (0, 1)
    registry.refer(0, (1,))
    assert registry.resolve(article.token("Trio")) == (1,)
    assert registry.resolve(article.token("met")) == ()
