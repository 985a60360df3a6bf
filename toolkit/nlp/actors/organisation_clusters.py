"""Organisations as actors: every name of one brought together, its country and its sector."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace

from spacy.tokens import Doc

from toolkit import lexicon
from toolkit.nlp.actors import states
from toolkit.nlp.actors.collectives import BodySpan
from toolkit.nlp.actors.country_facts import CountryFacts, described, first_code, names_union
from toolkit.nlp.actors.gazetteer import IGO, NameEntry
from toolkit.nlp.actors.known_names import resolve_name
from toolkit.nlp.actors.naming import NamedRange, add_alias, initials, is_abbreviation, name_key, only_modifies
from toolkit.nlp.actors.tagged_organisations import head_sectors
from toolkit.nlp.document.grammar import head_of
from toolkit.nlp.layers import ActorCluster, Layers, Range
from toolkit.records import ActorType, MentionKind

CERTAIN, PUBLISHER, LIKELY, CIRCLE, TAGGED = 0.95, 0.9, 0.85, 0.7, 0.6
"""Confidence that an organisation is one, by what says so: the tables, the article's publisher, the words of its name, a
person's name before "administration" and its like, the entity tagger alone. Set by hand."""

_INITIALS = range(3, 8)
"""Letters of an abbreviation that may be looked for in the initials of a name."""


def as_department(doc: Doc, name: NamedRange) -> NamedRange:
    """ "the Foreign Office", "the State Department": a body of its own, not merely another name of its state."""
    start, end, entry = name
    words = [t.text for t in doc[start:end]]
    departments = lexicon.words("bodies", "departments")
    if entry.kind != "metonym" or entry.type != ActorType.STATE or len(words) < 2 or words[-1] not in departments:
        return name
    if entry.code == IGO or " ".join(words[-2:]) in lexicon.words("bodies", "not_departments"):
        return name
    while len(words) > 2 and words[0].lower() in lexicon.words("bodies", "before_departments"):
        words = words[1:]
    return start, end, replace(entry, kind="organisation", name=" ".join(words), type=ActorType.ORGANISATION)


def as_namesakes(doc: Doc, known: Iterable[NamedRange]) -> list[NamedRange]:
    """Known organisations, short names read as the article means them.

    "the Congress" of an article on the Ruritanian National Congress is that one, and no parliament.
    """
    known = list(known)
    long = {n[2].name.split()[-1]: n[2] for n in known if n[2].plover_sector != "LEG" and " " in n[2].name}

    def meant(start: int, end: int, entry: NameEntry) -> NameEntry:
        short = end - start == 1 and entry.plover_sector == "LEG" and start > 0 and doc[start - 1].lower_ == "the"
        return long.get(doc[start].text, entry) if short else entry

    return [(start, end, meant(start, end, entry)) for start, end, entry in known]


def split_seats(
    doc: Doc, placed: Iterable[NamedRange], known: Iterable[NamedRange]
) -> tuple[list[NamedRange], list[NamedRange]]:
    """Names of states and of organisations, the seats that mean an organisation moved from the first to the second.

    "Brussels" is the European Union where the article names it, and acts: no state then.
    """
    known = list(known)
    by_name = {entry.name: entry for _, _, entry in known}
    seats = lexicon.document("bodies")["seats"]
    kept, moved = [], []
    for start, end, entry in placed:
        body = next((by_name[n] for n in seats.get(doc[start:end].text, ()) if n in by_name), None)
        if body is None:
            kept.append((start, end, entry))
        elif states.acts(head_of(doc, start, end)):
            moved.append((start, end, body))
    return kept, sorted([*known, *moved], key=lambda n: n[0])


class OrganisationClusters:
    """The organisations of one article, by the keys of their names.

    Parameters
    ----------
    layers
        What is known of the Doc; organisations are added to its actors.
    facts
        What the article tells of countries; the parliaments named are counted there.
    """

    def __init__(self, layers: Layers, facts: CountryFacts) -> None:
        self.doc, self.registry, self.when = layers.doc, layers.actors, layers.anchor
        self.facts = facts
        self.by_key: dict[str, ActorCluster] = {}
        self.tokens: set[int] = set()
        """Positions of the tokens that name an organisation."""

    def add_known(self, known: Iterable[NamedRange]) -> None:
        """Add the organisations that the tables know."""
        for start, end, entry in known:
            key = name_key(entry.name)
            if key not in self.by_key:
                self.by_key[key] = self.registry.add(
                    entry.name,
                    ActorType.ORGANISATION,
                    country=None if entry.code == IGO else entry.code,
                    plover_sector=entry.plover_sector,
                    rule="lexicon",
                    confidence=CERTAIN,
                )
            if entry.plover_sector == "LEG" and entry.code:
                self.facts.domestic[entry.code] += 1
            self.mention(self.by_key[key], start, end)

    def mention(self, cluster: ActorCluster, start: int, end: int) -> None:
        """Record that the tokens ``start`` to ``end`` name an organisation."""
        text = self.doc[start:end].text
        kind = MentionKind.ABBREVIATION if is_abbreviation(text) else MentionKind.NAME
        self.registry.mention(cluster, start, end, head_of(self.doc, start, end).i, kind)
        self.tokens.update(range(start, end))
        add_alias(cluster, text)

    def add_found(self, spans: Iterable[BodySpan]) -> None:
        """Add the organisations found in the text, long names before short ones."""
        for span in sorted(spans, key=lambda s: (s.start - s.end, s.start)):
            cluster = self._cluster_of(span)
            if cluster.country is None:
                cluster.country = self._country(span)
            self.mention(cluster, span.start, span.end)
            self._add_own_name(cluster, span)
            if span.start and self.doc[span.start - 1].lemma_.lower() in lexicon.words("bodies", "armed"):
                cluster.plover_sector = "REB"

    def _cluster_of(self, span: BodySpan) -> ActorCluster:
        """The organisation that a span names: one known by this name, or a new one."""
        text, short = self._name(span), self._abbreviation_after(span)
        key = name_key(text)
        cluster = self.by_key.get(key) or self.by_key.get(short or "") or self._longer(key) or self._spelt_out(key)
        if cluster is None:
            cluster = self.registry.add(
                text,
                span.type,
                country=self._country(span),
                plover_sector=IGO if self._is_of_union(span) else span.sector,
                rule=span.rule,
                confidence=TAGGED if span.rule == "tagger" else LIKELY,
            )
        self.by_key.setdefault(key, cluster)
        if short is not None:
            self.by_key.setdefault(short, cluster)
        return cluster

    def _add_own_name(self, cluster: ActorCluster, span: BodySpan) -> None:
        """A collective's name without its owner: "state media" of "Ruritania's state media"."""
        owned = next((i for i in range(span.start, span.end) if self.doc[i].tag_ == "POS"), span.end)
        if span.rule == "collective" and owned + 2 < span.end:
            add_alias(cluster, self.doc[owned + 1 : span.end].text)

    def _abbreviation_after(self, span: BodySpan) -> str | None:
        """Key of the abbreviation in brackets after the name, if there is one."""
        after = self.doc[span.end : span.end + 2]
        bracketed = len(after) == 2 and after[0].text == "(" and is_abbreviation(after[1].text)
        return name_key(after[1].text) if bracketed else None

    def _name(self, span: BodySpan) -> str:
        """The name as written; a state's adjective is put before a collective that shares it with another."""
        if self._is_of_union(span):
            names: Mapping[str, str] = lexicon.document("bodies")["union_alone"]
            return names[self.doc[span.start].text]
        text = " ".join(self.doc[span.start : span.end].text.split())
        if span.state is not None and not span.start <= span.state < span.end:
            return f"{self.doc[span.state].text} {text}"
        return text

    def _is_of_union(self, span: BodySpan) -> bool:
        """Whether a body named by one word is the European Union's: the article names the Union."""
        alone = span.rule == "alone" and self.doc[span.start].text in lexicon.document("bodies")["union_alone"]
        return alone and names_union(self.registry)

    def _country(self, span: BodySpan) -> str | None:
        codes = self.facts.codes
        inside = first_code(range(span.start, span.end), codes)
        if inside is not None:
            return inside
        before = span.start - 1
        if span.state is not None:
            return codes.get(span.state)
        if before > 0 and self.doc[before].tag_ == "POS":
            return codes.get(before - 1)
        entry = resolve_name(self.doc[span.start : span.end].text, self.when)
        if entry is not None and entry.code != IGO:
            return entry.code
        return described(self.doc, (span.start, span.end), codes)

    def _longer(self, key: str) -> ActorCluster | None:
        """The one organisation whose name ends in these words: "Foreign Ministry" of "Ruritanian Foreign Ministry"."""
        if len(key.split()) < 2 and not key.isalpha():
            return None
        found = {c.key: c for k, c in self.by_key.items() if k.endswith(" " + key) and only_modifies(k, key)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _spelt_out(self, key: str) -> ActorCluster | None:
        """The one organisation whose initials these are."""
        if " " in key or len(key) not in _INITIALS:
            return None
        found = {c.key: c for k, c in self.by_key.items() if " " in k and initials(k) == key}
        return next(iter(found.values())) if len(found) == 1 else None

    def add_circle(self, person: ActorCluster, surname: str, start: int, end: int) -> None:
        """Add what is called after a person, "the Berg administration", "Berg's government".

        Parameters
        ----------
        person
            Whose it is; its country is the organisation's.
        surname
            The name as it stands there.
        start, end
            The tokens of the name, without a possessive.
        """
        noun = end + 1 if end < len(self.doc) and self.doc[end].tag_ == "POS" else end
        circles = lexicon.document("bodies")["circles"]
        sector = next((s for s in circles if noun < len(self.doc) and self.doc[noun].lower_ in circles[s]), None)
        if sector is None:
            return
        text = f"{surname} {self.doc[noun].text}"
        key = name_key(text)
        state = self._state_of(person, noun)
        if state is not None:
            self.by_key.setdefault(key, state)
        if key not in self.by_key:
            self.by_key[key] = self.registry.add(
                text,
                ActorType.ORGANISATION,
                country=person.country,
                plover_sector=sector,
                rule="circle",
                confidence=CIRCLE,
            )
        self.mention(self.by_key[key], start, noun + 1)

    def _state_of(self, person: ActorCluster, noun: int) -> ActorCluster | None:
        """The state that "the Berg administration" means: Berg's own, where the article names it and tells of no opponents."""
        if self.doc[noun].lower_ not in lexicon.words("bodies", "as_state") or states.is_torn(self.doc):
            return None
        own = (c for c in self.registry.clusters if c.type == ActorType.STATE and c.country == person.country)
        return next(own, None) if person.country else None

    def add_publisher(self, publisher: str | None, signed: Set[int]) -> None:
        """Add the article's publisher, where the text itself names it.

        Who only signs the article does not act in it; a ministry that publishes its own account of a meeting does.

        Parameters
        ----------
        publisher
            Its name, if it is known.
        signed
            Positions of the tokens in which nobody acts.
        """
        name = (publisher or "").split()
        if name_key(" ".join(name)) in self.by_key:
            return
        sectors = [head_sectors()[word] for word in name if word in head_sectors()]
        hits = self._runs(name, set() if "GOV" in sectors else signed)
        if all(self.registry.at(start) is not None for start, _ in hits):
            return
        cluster = self.registry.add(
            " ".join(name),
            ActorType.ORGANISATION,
            country=first_code(range(*hits[0]), self.facts.codes),
            plover_sector=next(iter(sectors), "MED"),
            rule="publisher",
            confidence=PUBLISHER,
        )
        for start, end in hits:
            self.mention(cluster, start, end)

    def _runs(self, name: list[str], without: Set[int]) -> list[Range]:
        """Where the words of a name stand, blanks left out, and begin at none of some positions."""
        if not name:
            return []
        words = [(t.text, t.i) for t in self.doc if not t.is_space]
        texts, count = [text for text, _ in words], len(name)
        places = (i for i, text in enumerate(texts) if text == name[0] and texts[i : i + count] == name)
        return [(words[i][1], words[i + count - 1][1] + 1) for i in places if words[i][1] not in without]
