"""Persons as actors: role, affiliation, country and sector, from the words around their names and the table of leaders."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import takewhile

from toolkit import lexicon
from toolkit.nlp.actors import roles
from toolkit.nlp.actors.country_facts import CountryFacts, apposed, first_code, is_field
from toolkit.nlp.actors.gazetteer import IGO, NameEntry
from toolkit.nlp.actors.known_names import resolve_name
from toolkit.nlp.actors.naming import add_alias, name_key
from toolkit.nlp.actors.organisation_clusters import OrganisationClusters
from toolkit.nlp.actors.person_words import NameRun, Person, given_names, role_sectors
from toolkit.nlp.document.grammar import head_of
from toolkit.nlp.layers import ActorCluster, Layers, Range
from toolkit.records import ActorType, MentionKind

FULL_NAME, ONE_WORD = 0.9, 0.75
"""Confidence that a person is one, with a name of several words and of one; set by hand."""

_CLAUSE = 14
"""Words after a name in which "who teaches law at ..." is read; set by hand, as is the next."""
_TITLES_TRIED = 3
"""How many places with a title before a surname are looked up in the table of leaders."""
_POSSESSIVES = frozenset({"its", "their"})


class PersonClusters:
    """The persons of one article.

    Parameters
    ----------
    layers
        What is known of the Doc; persons are added to its actors.
    organisations
        The organisations of the article, all but those called after persons.
    facts
        What the article tells of countries; offices and ties to organisations are noted there.
    """

    def __init__(self, layers: Layers, organisations: OrganisationClusters, facts: CountryFacts) -> None:
        self.doc, self.registry, self.when = layers.doc, layers.actors, layers.anchor
        self.organisations, self.facts = organisations, facts

    def add(self, named: Collection[Person]) -> None:
        """Add the persons and what the article says of each, in the order given."""
        taken = {i for person in named for run in person.runs for i in range(run.start, run.end)}
        for person in named:
            cluster = self.registry.add(person.name, ActorType.PERSON, gender=person.gender, rule="person")
            cluster.confidence = FULL_NAME if len(person.words) > 1 else ONE_WORD
            for run in person.runs:
                head = head_of(self.doc, run.start, run.end).i
                self.registry.mention(cluster, run.start, run.end, head, MentionKind.NAME)
                add_alias(cluster, self.doc[run.start : run.end].text)
                titled = self._titled(run)
                if titled is not None:
                    add_alias(cluster, titled)
            self._describe(cluster, person, taken)
            for run in person.runs:
                self.organisations.add_circle(cluster, run.words[-1], run.start, run.end)

    def _describe(self, cluster: ActorCluster, person: Person, taken: Collection[int]) -> None:
        """Role, affiliation, country and sector, from what stands around the names and from the table of leaders."""
        found = [role for run in person.runs for role in roles.roles_of(self.doc, run, self._names, taken)]
        self._note_nouns(cluster, found)
        votes = self._votes(person, found)
        bodies = (*map(self._workplace, person.runs), *map(self._owning_body, found))
        self.facts.ties[cluster.key] = [body for body in bodies if body is not None]
        self._set_role(cluster, found)
        self._set_affiliation(cluster, found)
        leader = self._leader(person, votes)
        self._set_country(cluster, votes, leader)
        if leader is not None:
            self._recognise(cluster, leader, surname_only=len(person.words) == 1)

    def _votes(self, person: Person, found: Iterable[roles.Role]) -> Counter[str]:
        """The countries that roles say or, where none does, a description after the name."""
        votes = Counter(code for role in found if (code := self._country_of(role)) is not None)
        if not votes:
            told = (apposed(self.doc, run.end, self.facts.codes) for run in person.runs)
            votes.update(code for code in told if code is not None)
        return votes

    def _set_country(self, cluster: ActorCluster, votes: Counter[str], leader: NameEntry | None) -> None:
        """The country that most roles say, or else the leader's; organisations of states have none."""
        code = votes.most_common(1)[0][0] if votes else leader.code if leader is not None else None
        if leader is not None and leader.nationality is not None:
            cluster.nationality = leader.nationality
            code = code if code == leader.nationality else IGO  # an envoy for Syria is no Syrian
        cluster.country = None if code == IGO else code
        if votes and code == IGO:
            cluster.plover_sector = IGO

    def _names(self, position: int) -> ActorType | None:
        """Whether the token belongs to the name of an organisation or else of a state or place."""
        if position in self.organisations.tokens:
            return ActorType.ORGANISATION
        return ActorType.STATE if position in self.facts.codes else None

    def _note_nouns(self, cluster: ActorCluster, found: Iterable[roles.Role]) -> None:
        """The head nouns of roles, which mean the person where they stand."""
        for role in found:
            if role.noun is not None:
                self.registry.refer(role.noun, (cluster.key,))
                if self.doc[role.noun].lower_ not in cluster.role_nouns:
                    cluster.role_nouns.append(self.doc[role.noun].lower_)

    def _set_role(self, cluster: ActorCluster, found: Iterable[roles.Role]) -> None:
        """The first role, and the sector that its noun says."""
        for role in found:
            if role.role is not None:
                cluster.role, cluster.role_range = self.doc[slice(*role.role)].text, role.role
                cluster.plover_sector = (
                    role_sectors().get(self.doc[role.noun].lower_) if role.noun is not None else None
                )
                return

    def _set_affiliation(self, cluster: ActorCluster, found: Collection[roles.Role]) -> None:
        """The first affiliation; without one, the first owner of a role: "the Farmers' Union's chairman" is of that union."""
        said = next((role.affiliation for role in found if role.affiliation is not None), None)
        if said is not None:
            cluster.affiliation, cluster.affiliation_range = self.doc[slice(*said)].text, said
            return
        for owner in (role.owner for role in found if role.owner is not None):
            body = self._organisation_at(owner)
            if body is not None:
                cluster.affiliation, cluster.affiliation_range = body.name, _mention_at(body, owner)
                return

    def _organisation_at(self, position: int) -> ActorCluster | None:
        body = self.registry.at(position)
        return body if body is not None and body.type == ActorType.ORGANISATION else None

    def _recognise(self, cluster: ActorCluster, leader: NameEntry, surname_only: bool) -> None:
        """What the table of leaders adds: the full name, the sector, the office held on the article's day, the gender."""
        cluster.plover_sector = cluster.plover_sector or leader.plover_sector
        add_alias(cluster, leader.name)
        if cluster.role is None and leader.holds(self.when or dt.date.max):
            office = (leader.role or "").split()[-1:]
            cluster.role_nouns = list(dict.fromkeys([*cluster.role_nouns, *office]))
        if surname_only:
            cluster.name, cluster.gender = leader.name, _gender_of(leader) or cluster.gender
        cluster.gender = cluster.gender or _gender_of(leader)

    def _workplace(self, run: NameRun) -> ActorCluster | None:
        """The organisation of "Anna Berg, who teaches law at Zenda University,"."""
        after = self.doc[run.end : run.end + _CLAUSE]
        if len(after) < 4 or after[0].text != "," or after[1].lower_ != "who":
            return None
        if after[2].lemma_.lower() not in lexicon.words("bodies", "works"):
            return None
        clause = takewhile(lambda token: not token.is_punct, after[3:])
        return next(filter(None, (self._organisation_at(token.i) for token in clause)), None)

    def _titled(self, run: NameRun) -> str | None:
        """The name with the title or the office before it: "Sir Giles", "President Berg"."""
        start = run.honorific if run.honorific is not None else roles.office_start(self.doc, run.start)
        return None if start == run.start else " ".join(self.doc[start : run.end].text.split())

    def _leader(self, person: Person, votes: Collection[str | None]) -> NameEntry | None:
        """The entry of the table of leaders that the person's name leads to, unless roles say another country."""
        sure = person.gender is not None and any(run.honorific is not None for run in person.runs)
        genders = (None, person.gender) if sure else (None, "f", "m")
        found = next((leader for leader in self._leaders(person) if _gender_of(leader) in genders), None)
        return None if found is not None and votes and not self._may_be(found, person, votes) else found

    def _may_be(self, leader: NameEntry, person: Person, votes: Collection[str | None]) -> bool:
        """Whether a leader can be one of whom roles say these countries; one who serves many states may be named with any."""
        serves = len(person.words) > 1 and self.when is not None and leader.holds(self.when)
        return leader.code in votes or (leader.nationality is not None and (serves or leader.nationality in votes))

    def _leaders(self, person: Person) -> Iterator[NameEntry]:
        """The leaders that a person's name can mean; a surname alone, with its title first."""
        titled = map(self._titled, person.runs[:_TITLES_TRIED] if len(person.words) == 1 else ())
        entries = (resolve_name(text, self.when) for text in (*titled, person.name) if text)
        return (entry for entry in entries if entry is not None and entry.kind == "leader")

    def _owning_body(self, role: roles.Role) -> ActorCluster | None:
        """The organisation named before a role; "the union's" means the one of that kind named last before."""
        if role.owner is None:
            return self._its(role)
        if self.registry.at(role.owner) is not None:
            return self._organisation_at(role.owner)
        noun = self.doc[role.owner].lower_.replace("organization", "organisation")
        kinds = lexicon.document("bodies")["kinds"]
        if noun not in kinds:
            return None
        named = [
            (mention.head, cluster)
            for cluster in self.registry.clusters
            if cluster.type == ActorType.ORGANISATION and _is_kind(cluster, noun, kinds[noun])
            for mention in cluster.mentions
            if mention.head < role.owner
        ]
        return max(named, key=lambda pair: pair[0])[1] if named else None

    def _its(self, role: roles.Role) -> ActorCluster | None:
        """The organisation that "its" before a role means, where one is named last before in the sentence."""
        if role.role is None or role.role[0] == 0 or self.doc[role.role[0] - 1].lower_ not in _POSSESSIVES:
            return None
        start = role.role[0]
        if role.noun is not None and self.doc[role.noun].lower_ in lexicon.words("bodies", "of_states"):
            return None
        for position in range(start - 2, self.doc[start].sent.start - 1, -1):
            actor = self.registry.at(position)
            if actor is not None and actor.type != ActorType.PERSON:
                return actor if actor.type == ActorType.ORGANISATION else None
        return None

    def _country_of(self, role: roles.Role) -> str | None:
        """Country of a role: its owner's, that of a state or an organisation in its words, or of an office only one has."""
        owner = self.registry.at(role.owner) if role.owner is not None else None
        if owner is not None and owner.type == ActorType.PERSON and owner.country:
            return owner.country
        codes, positions = self.facts.codes, list(role.positions())
        own = (i for i in positions if not is_field(self.doc, i, codes) and not self._is_others(role, i))
        said = first_code(own, codes)
        if said is not None:
            return said
        body = next(filter(None, map(self._organisation_at, positions)), None)
        return self._country_of_office(role) if body is None else _country_of_body(body)

    def _is_others(self, role: roles.Role, position: int) -> bool:
        """Whether a state is where one is sent ("ambassador in Ruritania") or only what one is for or against."""
        if self.doc[max(0, position - 2) : position].text.lower() in lexicon.words("persons", "leanings"):
            return True
        noun = self.doc[role.noun].lower_ if role.noun is not None else ""
        if role.noun is None or noun not in lexicon.words("persons", "sent_abroad") or position < role.noun:
            return False
        between = {token.lower_ for token in self.doc[role.noun + 1 : position]}
        return bool(between & lexicon.words("persons", "sent_to"))

    def _country_of_office(self, role: roles.Role) -> str | None:
        """Country of an office that only one has and that is named without it; counted as named."""
        office = self.doc[slice(*role.role)].text.lower() if role.role is not None else ""
        code, named = roles.offices().get(office), set(self.facts.codes.values())
        shared = office in lexicon.document("persons")["shared_offices"]
        if code is None or (shared and named and code not in named):
            return None
        self.facts.domestic[code] += 1
        return code


def _mention_at(body: ActorCluster, position: int) -> Range:
    """Where the mention of an organisation that covers the token begins and ends."""
    return next((m.start, m.end) for m in body.mentions if m.start <= position < m.end)


def _country_of_body(body: ActorCluster) -> str | None:
    return body.country or (IGO if body.plover_sector == IGO else None)


def _gender_of(leader: NameEntry) -> str | None:
    """Gender (``m`` or ``f``) that a leader's given name says."""
    said = given_names().get(leader.name.split()[0].lower(), "x")
    return None if said == "x" else said


def _is_kind(cluster: ActorCluster, noun: str, sectors: Collection[str]) -> bool:
    """Whether an organisation can be meant by a noun: it stands in the name, or the sector is one of its own."""
    return noun in name_key(cluster.name).split() or (cluster.plover_sector or "") in sectors
