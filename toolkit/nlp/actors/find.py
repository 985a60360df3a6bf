"""The actors that an article names: states, organisations, persons, each once, with all their named mentions."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from toolkit import lexicon
from toolkit.nlp.actors import countries, organisations, person_words, persons, roles, states, tagged_organisations
from toolkit.nlp.actors.collectives import BodySpan
from toolkit.nlp.actors.known_names import IGO, NameEntry, find_names, resolve_name
from toolkit.nlp.actors.naming import NamedRange, add_alias, initials, is_abbreviation, name_key, only_modifies
from toolkit.nlp.actors.person_words import NameRun, Person
from toolkit.nlp.document.parsing import paragraphs
from toolkit.nlp.layers import ActorCluster, ActorRegistry, Layers, Range
from toolkit.records import ActorType, MentionKind

SIGNED = frozenset({"byline", "furniture", "dateline", "publication", "correction"})
"""Units in which nobody acts: who wrote the article, what the site put around it."""


def find_actors(layers: Layers) -> None:
    """Find every named actor of the Doc and record its mentions in ``layers.actors``.

    Cluster first: names are collected from tables, titles, grammar and the entity tagger over the whole article, the
    article votes on what each is, and only then are mentions handed out, by string.
    """
    _Finder(layers).run()


class _Finder:
    """One pass over a Doc; holds what the steps share."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.doc: Doc = layers.doc
        self.registry: ActorRegistry = layers.actors
        self.when: dt.date | None = layers.anchor
        self.states: dict[str, ActorCluster] = {}
        self.bodies: dict[str, ActorCluster] = {}
        self.code_at: dict[int, str] = {}
        self.body_at: set[int] = set()
        self.domestic: Counter[str] = Counter()
        self.ties: dict[int, list[ActorCluster]] = {}

    def run(self) -> None:
        found = [n for n in find_names(self.doc, self.when) if not states.is_part_of_name(self.doc, n[0], n[1], n[2])]
        found = [n for n in found if not organisations.goes_on(self.doc, n[0], n[1])]
        found = sorted([*map(self.department, found), *states.quarters(self.doc, found)], key=lambda n: n[:2])
        placed = [n for n in found if n[2].type == ActorType.STATE and n[2].code != IGO]
        known = [
            n for n in found if n[2].type == ActorType.ORGANISATION or (n[2].code == IGO and n[2].kind != "leader")
        ]
        placed, known = self.seats(placed, self.shortened(known))
        signed = {i for start, end, kind in paragraphs(self.doc) if kind in SIGNED for i in range(start, end)}
        known = states.without_signatures(known, signed)
        for start, end, entry in placed:
            self.code_at.update((i, entry.code) for i in range(start, end) if entry.code)
        blocked = {i for start, end, _ in (*placed, *known) for i in range(start, end)}
        blocked |= signed
        leaders = {i for start, end, entry in found if entry.kind == "leader" for i in range(start, end)}
        named = persons.find_persons(self.doc, blocked, leaders)
        taken = {i for person in named for run in person.runs for i in range(run.start, run.end)}
        taken |= {i for start, end, _ in known for i in range(start, end)} | signed
        spans = organisations.find_bodies(self.doc, self.code_at, taken)
        self.add_states(placed, spans)
        self.add_known(known)
        self.add_bodies(spans)
        self.add_persons(named, taken)
        self.add_publisher(signed)
        facts = countries.Facts(self.code_at, self.domestic, self.ties, self.paper())
        countries.infer(self.doc, self.registry, facts)

    def paper(self) -> str | None:
        """The country of the paper that prints the article; agencies write for the world."""
        name = self.layers.publisher
        if not name or lexicon_kind(name) == "agency":
            return None
        entry = resolve_name(name, self.when)
        return entry.code if entry is not None and entry.code != IGO else None

    def department(self, name: NamedRange) -> NamedRange:
        """ "the Foreign Office", "the State Department": a body of its own, not merely another name of its state."""
        start, end, entry = name
        words = [t.text for t in self.doc[start:end]]
        departments = lexicon.words("bodies", "departments")
        if entry.kind != "metonym" or entry.type != ActorType.STATE or len(words) < 2 or words[-1] not in departments:
            return name
        if entry.code == IGO or words[-2:] == ["Oval", "Office"]:
            return name
        while len(words) > 2 and words[0].lower() in ("the", "us", "u.s.", "british", "german"):
            words = words[1:]
        return start, end, replace(entry, kind="organisation", name=" ".join(words), type=ActorType.ORGANISATION)

    def shortened(self, known: list[NamedRange]) -> list[NamedRange]:
        """ "the Congress" of an article on the Ruritanian National Congress is that one, and no parliament."""
        long = {n[2].name.split()[-1]: n[2] for n in known if n[2].plover_sector != "LEG" and " " in n[2].name}
        return [
            (start, end, long[self.doc[start].text])
            if end - start == 1 and entry.plover_sector == "LEG" and start and self._is_short(start, long)
            else (start, end, entry)
            for start, end, entry in known
        ]

    def _is_short(self, position: int, long: Mapping[str, NameEntry]) -> bool:
        return self.doc[position].text in long and self.doc[position - 1].lower_ == "the"

    def seats(self, placed: list[NamedRange], known: list[NamedRange]) -> tuple[list[NamedRange], list[NamedRange]]:
        """ "Brussels" is the European Union where the article names it, and acts: no state then."""
        by_name = {entry.name: entry for _, _, entry in known}
        seats = lexicon.document("bodies")["seats"]
        kept, moved = [], []
        for start, end, entry in placed:
            body = next((by_name[n] for n in seats.get(self.doc[start:end].text, ()) if n in by_name), None)
            if body is None:
                kept.append((start, end, entry))
            elif states.acts(states.head_of(self.doc, start, end)):
                moved.append((start, end, body))
        return kept, sorted([*known, *moved], key=lambda n: n[0])

    # states

    def add_states(self, placed: Iterable[NamedRange], spans: Iterable[BodySpan]) -> None:
        inside = {i: span for span in spans for i in range(span.start, span.end)}
        for start, end, entry in placed:
            if not entry.code or not states.counts(self.doc, start, end, entry, inside.get(start)):
                continue
            kind = states.mention_kind(entry)
            cluster = self.state(entry.code, entry.name)
            self.registry.mention(cluster, start, end, states.head_of(self.doc, start, end).i, kind)
            add_alias(cluster, self.doc[start:end].text)

    def state(self, code: str, name: str) -> ActorCluster:
        if code not in self.states:
            facts = {"country": code, "plover_sector": "GOV", "rule": "state", "confidence": 0.95}
            self.states[code] = self.registry.add(name, ActorType.STATE, **facts)
        return self.states[code]

    def add_publisher(self, signed: set[int]) -> None:
        """The article's publisher, where the text itself names it: who only signs the article does not act in it.

        A ministry that publishes its own account of a meeting does.
        """
        name = (self.layers.publisher or "").split()
        if not name or name_key(" ".join(name)) in self.bodies:
            return
        words = [t for t in self.doc if not t.is_space]
        hits = [
            (words[i].i, words[i + len(name) - 1].i + 1)
            for i in range(len(words) - len(name) + 1)
            if words[i].text == name[0] and [t.text for t in words[i : i + len(name)]] == name
        ]
        if not any(tagged_organisations.head_sectors().get(w) == "GOV" for w in name):
            hits = [hit for hit in hits if hit[0] not in signed]
        if not hits or all(self.registry.at(start) is not None for start, _ in hits):
            return
        code = next((self.code_at[i] for i in range(*hits[0]) if i in self.code_at), None)
        sector = next(
            (tagged_organisations.head_sectors()[w] for w in name if w in tagged_organisations.head_sectors()), "MED"
        )
        cluster = self.registry.add(
            " ".join(name), ActorType.ORGANISATION, country=code, plover_sector=sector, rule="publisher", confidence=0.9
        )
        for start, end in hits:
            self.mention_body(cluster, start, end)

    # organisations

    def add_known(self, known: Iterable[NamedRange]) -> None:
        for start, end, entry in known:
            key = name_key(entry.name)
            if key not in self.bodies:
                country = None if entry.code == IGO else entry.code
                self.bodies[key] = self.registry.add(
                    entry.name,
                    ActorType.ORGANISATION,
                    country=country,
                    plover_sector=entry.plover_sector,
                    rule="lexicon",
                    confidence=0.95,
                )
            if entry.plover_sector == "LEG" and entry.code:
                self.domestic[entry.code] += 1
            self.mention_body(self.bodies[key], start, end)

    def mention_body(self, cluster: ActorCluster, start: int, end: int) -> None:
        text = self.doc[start:end].text
        kind = MentionKind.ABBREVIATION if is_abbreviation(text) else MentionKind.NAME
        self.registry.mention(cluster, start, end, states.head_of(self.doc, start, end).i, kind)
        self.body_at.update(range(start, end))
        add_alias(cluster, text)

    def add_bodies(self, spans: Iterable[BodySpan]) -> None:
        ordered = sorted(spans, key=lambda s: (s.start - s.end, s.start))
        for span in ordered:
            text = self.body_name(span)
            key = name_key(text)
            short = self.abbreviation_after(span)
            cluster = self.bodies.get(key) or self.bodies.get(short or "") or self.longer(key) or self.spelt_out(key)
            if cluster is None:
                union = span.rule == "alone" and self.in_union(span)
                cluster = self.registry.add(
                    text,
                    span.type,
                    country=self.country_of(span),
                    plover_sector=IGO if union else span.sector,
                    rule=span.rule,
                    confidence=0.85 if span.rule != "tagger" else 0.6,
                )
            self.bodies.setdefault(key, cluster)
            if short is not None:
                self.bodies.setdefault(short, cluster)
            if cluster.country is None:
                cluster.country = self.country_of(span)
            self.mention_body(cluster, span.start, span.end)
            owned = next((i for i in range(span.start, span.end) if self.doc[i].tag_ == "POS"), span.end)
            if span.rule == "collective" and owned + 2 < span.end:
                add_alias(cluster, self.doc[owned + 1 : span.end].text)
            if span.start and self.doc[span.start - 1].lemma_.lower() in lexicon.words("bodies", "armed"):
                cluster.plover_sector = "REB"

    def abbreviation_after(self, span: BodySpan) -> str | None:
        """Key of the abbreviation in brackets after the name, if there is one."""
        after = self.doc[span.end : span.end + 2]
        return (
            name_key(after[1].text)
            if len(after) == 2 and after[0].text == "(" and is_abbreviation(after[1].text)
            else None
        )

    def body_name(self, span: BodySpan) -> str:
        """The name as written; a state's adjective is put before a collective that shares it with another."""
        if span.rule == "alone" and self.in_union(span) and self.doc[span.start].text == "Commission":
            return "European Commission"
        text = " ".join(self.doc[span.start : span.end].text.split())
        if span.state is not None and not span.start <= span.state < span.end:
            return f"{self.doc[span.state].text} {text}"
        return text

    def in_union(self, span: BodySpan) -> bool:
        """Whether a body named by one word is the European Union's: the article names the Union."""
        european = any(c.plover_sector == IGO and c.name.startswith("European") for c in self.bodies.values())
        return european and self.doc[span.start].text in lexicon.words("bodies", "union_alone")

    def country_of(self, span: BodySpan) -> str | None:
        for position in range(span.start, span.end):
            if position in self.code_at:
                return self.code_at[position]
        if span.state is not None:
            return self.code_at.get(span.state)
        before = span.start - 1
        if before > 0 and self.doc[before].tag_ == "POS":
            return self.code_at.get(before - 1)
        entry = resolve_name(self.doc[span.start : span.end].text, self.when)
        if entry is not None and entry.code != IGO:
            return entry.code
        return countries.described(self.doc, span.start, span.end, self.code_at)

    def longer(self, key: str) -> ActorCluster | None:
        """The one organisation whose name ends in these words: "Foreign Ministry" of "Ruritanian Foreign Ministry"."""
        if len(key.split()) < 2 and not key.isalpha():
            return None
        found = {c.key: c for k, c in self.bodies.items() if k.endswith(" " + key) and only_modifies(k, key)}
        return next(iter(found.values())) if len(found) == 1 else None

    def spelt_out(self, key: str) -> ActorCluster | None:
        """The one organisation whose initials these are."""
        if " " in key or not 2 < len(key) < 8:
            return None
        found = {c.key: c for k, c in self.bodies.items() if " " in k and initials(k) == key}
        return next(iter(found.values())) if len(found) == 1 else None

    # persons

    def add_persons(self, named: Iterable[Person], taken: set[int]) -> None:
        named = list(named)
        words = {i for person in named for run in person.runs for i in range(run.start, run.end)}
        for person in named:
            cluster = self.registry.add(person.name, ActorType.PERSON, gender=person.gender, rule="person")
            cluster.confidence = 0.9 if len(person.words) > 1 else 0.75
            for run in person.runs:
                head = states.head_of(self.doc, run.start, run.end).i
                self.registry.mention(cluster, run.start, run.end, head, MentionKind.NAME)
                add_alias(cluster, self.doc[run.start : run.end].text)
                titled = self.titled(run)
                if titled is not None:
                    add_alias(cluster, titled)
            self.describe(cluster, person, words)
            self.add_circle(cluster, person)

    def describe(self, cluster: ActorCluster, person: Person, words: set[int]) -> None:
        """Role, affiliation, country and sector, from what stands around the names and from the table of leaders."""
        found = [
            role
            for run in person.runs
            for role in roles.roles_of(self.doc, run, self.is_body, self.is_organisation, words)
        ]
        for run in person.runs:
            self.ties.setdefault(cluster.key, []).extend(self.workplace(run))
        best = next((r for r in found if r.role is not None), None)
        votes: Counter[str] = Counter()
        for role in found:
            if role.noun is not None:
                self.registry.refer(role.noun, (cluster.key,))
                if self.doc[role.noun].lower_ not in cluster.role_nouns:
                    cluster.role_nouns.append(self.doc[role.noun].lower_)
            code = self.country_of_role(role)
            if code is not None:
                votes[code] += 1
            body = self.owning_body(role)
            if body is not None:
                self.ties.setdefault(cluster.key, []).append(body)
        if best is not None and best.role is not None:
            cluster.role, cluster.role_range = self.doc[best.role[0] : best.role[1]].text, best.role
            cluster.plover_sector = (
                person_words.role_sectors().get(self.doc[best.noun].lower_) if best.noun is not None else None
            )
        with_affiliation = next((r for r in found if r.affiliation is not None), None)
        if with_affiliation is not None and with_affiliation.affiliation is not None:
            cluster.affiliation_range = with_affiliation.affiliation
            cluster.affiliation = self.doc[slice(*with_affiliation.affiliation)].text
        elif (named := next((r for r in found if r.owner is not None and self.is_owned(r.owner)), None)) is not None:
            self.affiliate(cluster, named)
        leader = self.leader(person)
        if leader is not None and votes and leader.code not in votes:
            leader = None
        if votes:
            code = votes.most_common(1)[0][0]
            cluster.country = None if code == IGO else code
            cluster.plover_sector = IGO if code == IGO else cluster.plover_sector
        elif leader is not None and leader.code != IGO:
            cluster.country = leader.code
        if leader is not None:
            cluster.plover_sector = cluster.plover_sector or leader.plover_sector
            add_alias(cluster, leader.name)
            office = (leader.role or "").split()[-1:]
            if (
                cluster.role is None
                and office
                and leader.holds(self.when or dt.date.max)
                and office[0] not in cluster.role_nouns
            ):
                cluster.role_nouns.extend(office)
            if len(person.words) == 1:
                cluster.name = leader.name
            if cluster.gender is None or len(person.words) == 1:
                said = person_words.given_names().get(leader.name.split()[0].lower())
                cluster.gender = said if said in ("m", "f") else cluster.gender

    def workplace(self, run: NameRun) -> list[ActorCluster]:
        """The organisation of "Anna Berg, who teaches law at Zenda University,"."""
        after = self.doc[run.end : run.end + 14]
        if len(after) < 4 or after[0].text != "," or after[1].lower_ != "who":
            return []
        if after[2].lemma_.lower() not in lexicon.words("bodies", "works"):
            return []
        for token in after[3:]:
            if token.is_punct:
                break
            body = self.registry.at(token.i)
            if body is not None and body.type == ActorType.ORGANISATION:
                return [body]
        return []

    def titled(self, run: NameRun) -> str | None:
        """The name with the title or the office before it: "Sir Giles", "President Berg"."""
        start = run.honorific if run.honorific is not None else roles.office_start(self.doc, run.start)
        return None if start == run.start else " ".join(self.doc[start : run.end].text.split())

    def leader(self, person: Person) -> NameEntry | None:
        """The entry of the table of leaders that the person's name leads to; a surname alone, with its title first."""
        texts = [person.name]
        if len(person.words) == 1:
            texts = [t for run in person.runs[:3] if (t := self.titled(run))] + texts
        for text in texts:
            entry = resolve_name(text, self.when)
            if entry is None or entry.kind != "leader":
                continue
            said = person_words.given_names().get(entry.name.split()[0].lower(), "x")
            titled = any(run.honorific is not None for run in person.runs)
            if not titled or person.gender is None or said in ("x", person.gender):
                return entry
        return None

    def add_circle(self, cluster: ActorCluster, person: Person) -> None:
        """ "the Berg administration", "Berg's government": an organisation of the person's country."""
        for run in person.runs:
            end = run.end + 1 if run.end < len(self.doc) and self.doc[run.end].tag_ == "POS" else run.end
            if end >= len(self.doc) or self.doc[end].lower_ not in lexicon.words("bodies", "circles"):
                continue
            text = f"{run.words[-1]} {self.doc[end].text}"
            body = self.bodies.get(name_key(text))
            if body is None:
                sector = "GOV" if self.doc[end].lower_ != "campaign" else "PTY"
                body = self.registry.add(
                    text,
                    ActorType.ORGANISATION,
                    country=cluster.country,
                    plover_sector=sector,
                    rule="circle",
                    confidence=0.7,
                )
                self.bodies[name_key(text)] = body
            self.mention_body(body, run.start, end + 1)

    def is_body(self, position: int) -> bool:
        return position in self.body_at or position in self.code_at

    def is_organisation(self, position: int) -> bool:
        return position in self.body_at

    def is_owned(self, owner: int) -> bool:
        body = self.registry.at(owner)
        return body is not None and body.type == ActorType.ORGANISATION

    def affiliate(self, cluster: ActorCluster, role: roles.Role) -> None:
        """ "the Farmers' Union's chairman" is of that union."""
        owner = role.owner if role.owner is not None else -1
        body = self.registry.at(owner)
        mention = next((m for m in body.mentions if m.start <= owner < m.end), None) if body is not None else None
        if body is not None and mention is not None:
            cluster.affiliation, cluster.affiliation_range = body.name, (mention.start, mention.end)

    def its(self, role: roles.Role) -> ActorCluster | None:
        """The organisation that "its" before a role means, where one is named last before in the sentence."""
        if role.role is None or role.role[0] == 0 or self.doc[role.role[0] - 1].lower_ not in ("its", "their"):
            return None
        start = role.role[0]
        if role.noun is not None and self.doc[role.noun].lower_ in lexicon.words("bodies", "of_states"):
            return None
        for position in range(start - 2, self.doc[start].sent.start - 1, -1):
            actor = self.registry.at(position)
            if actor is not None and actor.type != ActorType.PERSON:
                return actor if actor.type == ActorType.ORGANISATION else None
        return None

    def owning_body(self, role: roles.Role) -> ActorCluster | None:
        """The organisation named before a role; "the union's" means the one of that kind named last before."""
        if role.owner is None:
            return self.its(role)
        owner = self.registry.at(role.owner)
        if owner is not None:
            return owner if owner.type == ActorType.ORGANISATION else None
        noun = self.doc[role.owner].lower_.replace("organization", "organisation")
        kinds = lexicon.document("bodies")["kinds"]
        if noun not in kinds:
            return None
        named = [
            (mention.head, cluster)
            for cluster in self.registry.clusters
            if cluster.type == ActorType.ORGANISATION
            and (noun in name_key(cluster.name).split() or (cluster.plover_sector or "") in kinds[noun])
            for mention in cluster.mentions
            if mention.head < role.owner
        ]
        return max(named, key=lambda pair: pair[0])[1] if named else None

    def country_of_role(self, role: roles.Role) -> str | None:
        ranges: list[Range] = [r for r in (role.role, role.affiliation) if r is not None]
        if role.owner is not None:
            ranges.insert(0, (role.owner, role.owner + 1))
            owner = self.registry.at(role.owner)
            if owner is not None and owner.type == ActorType.PERSON and owner.country:
                return owner.country
        for start, end in ranges:
            for position in range(start, end):
                if position in self.code_at and not countries.is_field(self.doc, position, self.code_at):
                    return self.code_at[position]
        for start, end in ranges:
            for position in range(start, end):
                body = self.registry.at(position)
                if body is not None and body.type == ActorType.ORGANISATION:
                    return body.country or (IGO if body.plover_sector == IGO else None)
        if role.role is not None:
            code = roles.offices().get(self.doc[slice(*role.role)].text.lower())
            if code is not None:
                self.domestic[code] += 1
            return code
        return None


@cache
def _publisher_kinds() -> dict[str, str]:
    return {name_key(row["name"]): row["kind"] for row in lexicon.table("publishers")}


def lexicon_kind(publisher: str) -> str | None:
    """What a publisher is by the table of publishers: ``agency``, ``paper`` ..., or ``None``."""
    return _publisher_kinds().get(name_key(publisher))
