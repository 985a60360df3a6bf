"""The persons that an article names: full names first, then every later mention by surname.

The entity tagger is one voice among several: titles, roles, given names and appositions speak too, and the whole article
votes on what a name is. Once "Anna Berg" is known, every "Berg" is a mention, whatever the tagger says of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from spacy.tokens import Doc

from toolkit.nlp.actors.person_candidates import candidate_runs, evidence, other_name_follows, run_at
from toolkit.nlp.actors.person_words import (
    NOT_NAMES,
    NameRun,
    Person,
    folded,
    gendered_nouns,
    given_names,
    honorifics,
    is_capitalised,
    nicknames,
    surname_first,
    surname_of,
    title_case_units,
    word_list,
)

_ENOUGH, _ENOUGH_ALONE = 0.9, 1.4
"""Evidence from which on words are a person's name, and a single word is; set by hand, as are the next."""
_IN_HEADLINE, _LEADER = 0.3, 0.5
"""What evidence from a headline is worth, and what is added where the table of leaders knows the name."""

Words = tuple[str, ...]
"""The words of a name, in lower case."""
_SHORT_FORM = 3
"""Letters of a given name that may be the beginning of a longer one: "Tom", "Tomas"."""


def find_persons(doc: Doc, blocked: Collection[int], leaders: Collection[int] = ()) -> list[Person]:
    """The persons named in the Doc, by first mention.

    Parameters
    ----------
    doc
        Parsed paragraph by paragraph.
    blocked
        Positions of tokens known to name something else (states, demonyms, organisations).
    leaders
        Positions of tokens that may name a leader of a state.
    """
    runs = list(candidate_runs(doc, blocked))
    known = _elected(doc, runs, leaders)
    full = {words for words in known if len(words) > 1}
    surnames = {surname_of(words) for words in full} | {word for words in full for word in _first_surnames(words)}
    kept = [run for run in runs if folded(run.words) in known or _is_bare_surname(doc, run, surnames)]
    kept.extend(_by_string(doc, kept, full, blocked))
    return _Clusters(doc).of(sorted(kept, key=lambda r: r.start))


def _is_bare_surname(doc: Doc, run: NameRun, surnames: Collection[str]) -> bool:
    return len(run.words) == 1 and folded(run.words)[0] in surnames and not other_name_follows(doc, run.end)


def _elected(doc: Doc, runs: Iterable[NameRun], leaders: Collection[int]) -> set[Words]:
    """The names that the article votes to be persons', over all places where they stand."""
    weak = {i for start, end in title_case_units(doc) for i in range(start, end)}
    votes: defaultdict[Words, float] = defaultdict(float)
    for run in runs:
        votes[folded(run.words)] += evidence(doc, run) * (_IN_HEADLINE if run.start in weak else 1.0)
        votes[folded(run.words)] += _LEADER if run.end - 1 in leaders else 0.0
    return {words for words, score in votes.items() if score >= (_ENOUGH if len(words) > 1 else _ENOUGH_ALONE)}


def _first_surnames(words: Words) -> list[str]:
    """What may be the first of two surnames, by which Spaniards and others are called: "Robledo" of Elena Robledo Vidal."""
    return [word for word in words[1:-1] if len(word) > 2 and word not in given_names()]


def _by_string(doc: Doc, kept: list[NameRun], full: Collection[Words], blocked: Collection[int]) -> Iterator[NameRun]:
    """Mentions that no candidate run gave: surnames and full names as strings, in headlines and inside other runs too."""
    taken = set(blocked).union(*(range(run.start, run.end) for run in kept))
    by_last = _names_by_last_word(doc, kept, full)
    for token in (t for t in doc if t.i not in taken and t.lower_ in by_last and is_capitalised(t)):
        start = _start_of_longest(doc, token.i, by_last[token.lower_])
        if start < token.i or _can_be_surname(doc, token.i):
            yield run_at(doc, start, token.i + 1)


def _names_by_last_word(doc: Doc, runs: Iterable[NameRun], full: Collection[Words]) -> dict[str, set[Words]]:
    """Full names as the Doc has them, by their last word; the surname alone, as an empty name, by its last part."""
    names: defaultdict[str, set[Words]] = defaultdict(set)
    for run in (run for run in runs if folded(run.words) in full):
        tokens = tuple(t.lower_ for t in doc[run.start : run.end])
        names[tokens[-1]].add(tokens)
        names[surname_of(run.words).split("-")[-1]].add(())
    return names


def _start_of_longest(doc: Doc, last: int, names: Iterable[Words]) -> int:
    """Where the longest of the names that end at a token begins; at the token itself, if none does."""
    for words in sorted(names, key=lambda w: (-len(w), w)):
        begin = last - len(words) + 1
        if words and begin >= 0 and tuple(t.lower_ for t in doc[begin : last + 1]) == words:
            return begin
    return last


def _can_be_surname(doc: Doc, position: int) -> bool:
    """Whether a word that is a known surname can be one here.

    Not as the first part of another capitalised name ("Berg Street"), after another given name, or as another part of
    speech.
    """
    token = doc[position]
    if token.pos_ in ("VERB", "ADV", "ADP", "AUX"):
        return False
    if token.lower_ in NOT_NAMES and token.dep_ not in ("nsubj", "nsubjpass", "poss"):
        return False
    if other_name_follows(doc, position + 1):
        return False
    return position == 0 or doc[position - 1].lower_ not in given_names() or not is_capitalised(doc[position - 1])


class _Clusters:
    """Persons from runs: full names that agree are one; bare surnames and given names go to the person they fit."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.persons: list[Person] = []
        self.by_surname: defaultdict[str, list[Person]] = defaultdict(list)
        self.by_word: defaultdict[str, list[Person]] = defaultdict(list)

    def of(self, runs: Sequence[NameRun]) -> list[Person]:
        """The persons whom the runs, in text order, name."""
        for run in runs:
            if len(run.words) > 1:
                self._record(self._of_full_name(run), run)
        for person in self.persons:
            for word in dict.fromkeys(folded(person.words)):
                self.by_word[word].append(person)
        for run in runs:
            if len(run.words) == 1:
                self._record(self._of_one_word(run), run)
        for person in self.persons:
            person.runs.sort(key=lambda r: r.start)
        return sorted(self.persons, key=lambda p: p.runs[0].start)

    def _new(self, run: NameRun) -> Person:
        person = Person(run.words)
        self.persons.append(person)
        self.by_surname[run.surname].append(person)
        return person

    def _of_full_name(self, run: NameRun) -> Person:
        """The person of a full name: one of that surname whose given names agree, or one whose name holds it."""
        person = next((p for p in self.by_surname[run.surname] if _compatible(p.words, run.words)), None)
        person = person or next((p for p in self.persons if _contains(p.words, run.words)), None)
        return person or self._new(run)

    def _of_one_word(self, run: NameRun) -> Person:
        """The person that a one-word name means, or a new one; knights go by the given name ("Sir Giles")."""
        gender = _gender(self.doc, run)
        namesakes = self.by_surname[run.surname]
        fitting = [p for p in namesakes if gender is None or p.gender in (None, gender)]
        if not fitting:
            others = self._holding(run)
            fitting = others if len(others) == 1 else []
        return _likeliest(run, fitting) if fitting else self._new(run)

    def _holding(self, run: NameRun) -> list[Person]:
        """The persons whose full name holds the word; after a title that goes with surnames, not as the given name."""
        others = self.by_word[run.words[0].lower()]
        if run.honorific is None or self.doc[run.start - 1].lower_ in word_list("by_given_name"):
            return others
        return [p for p in others if p.words[0].lower() != run.surname]

    def _record(self, person: Person, run: NameRun) -> None:
        """Note one more place where a person is named, and what it adds to name and gender."""
        person.runs.append(run)
        person.forms[run.words] += 1
        better_written = len(person.words) == len(run.words) == 1 and run.words[0].istitle()
        if len(run.words) > len(person.words) or better_written:
            person.words = run.words
        gender = _gender(self.doc, run)
        if gender is not None and (person.gender is None or run.honorific is not None):
            person.gender = gender


def _gender(doc: Doc, run: NameRun) -> str | None:
    """Gender as a title, a role word before the name or the given name says it."""
    if run.honorific is not None:
        for token in doc[run.honorific : run.start]:
            said = honorifics().get(token.lower_, "x")
            if said != "x":
                return said
    if run.start > 0 and doc[run.start - 1].lower_ in gendered_nouns():
        return gendered_nouns()[doc[run.start - 1].lower_]
    if len(run.words) > 1:
        said = given_names().get(run.words[0].lower(), "x")
        return None if said == "x" or surname_first(run.words) else said
    # Few women's given names are surnames; many men's are ("Stanley", "Clinton").
    return "f" if given_names().get(run.words[0].lower()) == "f" else None


def _compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names with one surname can be one person's: equal, shortened or abbreviated given names."""
    first, second = one[0].lower().rstrip("."), other[0].lower().rstrip(".")
    if first == second or frozenset((first, second)) in nicknames():
        return True
    if len(first) == 1 or len(second) == 1:
        short, long = (one, other) if len(first) == 1 else (other, one)
        return first[0] == second[0] and len(short) <= len(long)
    shorter, longer = sorted((first, second), key=len)
    return len(shorter) >= _SHORT_FORM and longer.startswith(shorter)


def _contains(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether the shorter name is a run of words of the longer one, but not its given names alone."""
    long, short = folded(longer), folded(shorter)
    return len(long) > len(short) > 1 and any(
        long[i : i + len(short)] == short for i in range(1, len(long) - len(short) + 1)
    )


def _likeliest(run: NameRun, persons: list[Person]) -> Person:
    """Of several with one surname: the one the article names most, then the one named last before."""
    if len(persons) == 1:
        return persons[0]
    before = [p for p in persons if p.runs and p.runs[0].start < run.start] or persons

    def prominence(person: Person) -> tuple[int, int]:
        last = max((r.start for r in person.runs if r.start < run.start), default=-1)
        return sum(person.forms.values()), last

    return max(before, key=prominence)
