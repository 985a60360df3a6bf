"""The persons that an article names: full names first, then every later mention by surname.

The entity tagger is one voice among several: titles, roles, given names and appositions speak too, and the whole article
votes on what a name is. Once "Anna Berg" is known, every "Berg" is a mention, whatever the tagger says of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from spacy.tokens import Doc

from toolkit.nlp.actors.person_candidates import candidate_runs, evidence, run_at
from toolkit.nlp.actors.person_words import (
    NOT_NAMES,
    PLACE_AFTER,
    NameRun,
    Person,
    folded,
    gendered_nouns,
    given_names,
    honorifics,
    is_capitalised,
    nicknames,
    role_sectors,
    surname_first,
    surname_of,
    title_case_units,
)

__all__ = ["NameRun", "Person", "find_persons", "role_sectors"]

_ENOUGH, _ENOUGH_ALONE = 0.9, 1.4
"""Evidence from which on words are a person's name, and a single word is; set by hand."""


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
    weak = {i for start, end in title_case_units(doc) for i in range(start, end)}
    runs = list(candidate_runs(doc, blocked))
    votes: defaultdict[tuple[str, ...], float] = defaultdict(float)
    for run in runs:
        votes[folded(run.words)] += evidence(doc, run) * (0.3 if run.start in weak else 1.0)
        votes[folded(run.words)] += 0.5 if run.end - 1 in leaders else 0.0
    known = {words for words, score in votes.items() if score >= (_ENOUGH if len(words) > 1 else _ENOUGH_ALONE)}
    full = {words for words in known if len(words) > 1}
    surnames = {surname_of(words) for words in full} | {word for words in full for word in _first_surnames(words)}
    kept = []
    for run in runs:
        words = folded(run.words)
        if words in known or (len(words) == 1 and words[0] in surnames):
            kept.append(run)
    kept.extend(_by_string(doc, kept, full, blocked))
    return _clustered(doc, sorted(kept, key=lambda r: r.start))


def _first_surnames(words: tuple[str, ...]) -> list[str]:
    """What may be the first of two surnames, by which Spaniards and others are called: "Robledo" of Elena Robledo Vidal."""
    return [word for word in words[1:-1] if len(word) > 2 and word not in given_names()]


def _by_string(
    doc: Doc, kept: list[NameRun], full: Collection[tuple[str, ...]], blocked: Collection[int]
) -> Iterator[NameRun]:
    """Mentions that no candidate run gave: surnames and full names as strings, in headlines and inside other runs too."""
    taken = {i for run in kept for i in range(run.start, run.end)}
    by_last: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for run in kept:
        tokens = tuple(t.lower_ for t in doc[run.start : run.end])
        if folded(run.words) in full:
            by_last[tokens[-1]].add(tokens)
            by_last[surname_of(run.words).split("-")[-1]].add(())
    for token in doc:
        position = token.i
        if position in taken or position in blocked or token.lower_ not in by_last or not is_capitalised(token):
            continue
        start = position
        for words in sorted(by_last[token.lower_], key=lambda w: (-len(w), w)):
            begin = position - len(words) + 1
            if words and begin >= 0 and tuple(t.lower_ for t in doc[begin : position + 1]) == words:
                start = begin
                break
        if start == position and token.lower_ in NOT_NAMES and token.dep_ not in ("nsubj", "nsubjpass", "poss"):
            continue
        if start == position and (token.pos_ in ("VERB", "ADV", "ADP", "AUX") or _inside_other_name(doc, position)):
            continue
        yield run_at(doc, start, position + 1)


def _inside_other_name(doc: Doc, position: int) -> bool:
    """The surname is the first part of another capitalised name ("Berg Street"), or follows another given name."""
    after = doc[position + 1] if position + 1 < len(doc) else None
    if after is not None and after.lower_ in PLACE_AFTER:
        return True
    return position > 0 and doc[position - 1].lower_ in given_names() and is_capitalised(doc[position - 1])


def _clustered(doc: Doc, runs: list[NameRun]) -> list[Person]:
    """Persons from runs: full names that agree are one; bare surnames and given names go to the person they fit."""
    persons: list[Person] = []
    by_surname: defaultdict[str, list[Person]] = defaultdict(list)
    for run in sorted(runs, key=lambda r: (len(r.words) == 1, r.start)):
        if len(run.words) == 1:
            continue
        person = next((p for p in by_surname[run.surname] if _compatible(p.words, run.words)), None)
        person = person or next((p for p in persons if _contains(p.words, run.words)), None)
        if person is None:
            person = Person(run.words)
            persons.append(person)
            by_surname[run.surname].append(person)
        _record(doc, person, run)
    by_word: defaultdict[str, list[Person]] = defaultdict(list)
    for person in persons:
        for word in dict.fromkeys(folded(person.words)):
            by_word[word].append(person)
    for run in runs:
        if len(run.words) == 1:
            _attach(doc, run, persons, by_surname, by_word)
    for person in persons:
        person.runs.sort(key=lambda r: r.start)
    return sorted(persons, key=lambda p: p.runs[0].start)


def _record(doc: Doc, person: Person, run: NameRun) -> None:
    person.runs.append(run)
    person.forms[run.words] += 1
    if len(run.words) > len(person.words) or (
        len(person.words) == 1 and len(run.words) == 1 and run.words[0].istitle()
    ):
        person.words = run.words
    gender = _gender(doc, run)
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
    return len(shorter) >= 3 and longer.startswith(shorter)


def _contains(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether the shorter name is a run of words of the longer one, but not its given names alone."""
    long, short = folded(longer), folded(shorter)
    return len(long) > len(short) > 1 and any(
        long[i : i + len(short)] == short for i in range(1, len(long) - len(short) + 1)
    )


def _attach(
    doc: Doc,
    run: NameRun,
    persons: list[Person],
    by_surname: defaultdict[str, list[Person]],
    by_word: defaultdict[str, list[Person]],
) -> None:
    """Give a one-word name to the person it means, or to a new one; knights go by the given name ("Sir Giles")."""
    word = run.surname
    gender = _gender(doc, run)
    fitting = [p for p in by_surname[word] if gender is None or p.gender in (None, gender)]
    by_given = run.honorific is None or doc[run.start - 1].lower_ in (
        "sir",
        "dame",
        "lady",
        "sheikh",
        "king",
        "queen",
        "prince",
    )
    others = [p for p in by_word[run.words[0].lower()] if by_given or p.words[0].lower() != word]
    if not fitting and len(others) == 1:
        fitting = others
    if not fitting:
        if run.honorific is None and by_surname[word] and gender is None:
            fitting = by_surname[word]
        else:
            person = Person(run.words)
            persons.append(person)
            by_surname[word].append(person)
            fitting = [person]
    _record(doc, _likeliest(run, fitting), run)


def _likeliest(run: NameRun, persons: list[Person]) -> Person:
    """Of several with one surname: the one the article names most, then the one named last before."""
    if len(persons) == 1:
        return persons[0]
    before = [p for p in persons if p.runs and p.runs[0].start < run.start] or persons

    def prominence(person: Person) -> tuple[int, int]:
        last = max((r.start for r in person.runs if r.start < run.start), default=-1)
        return sum(person.forms.values()), last

    return max(before, key=prominence)
