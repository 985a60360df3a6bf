"""The persons that an article names: full names first, then every later mention by surname.

The entity tagger is one voice among several: titles, roles, given names and appositions speak too, and the whole article
votes on what a name is. Once "Anna Berg" is known, every "Berg" is a mention, whatever the tagger says of it.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc, Token

from toolkit import lexicon
from toolkit.nlp.document import paragraphs
from toolkit.nlp.layers import Range

LONGEST = 5
"""No name of a person has more words."""

_NOT_NAMES = frozenset(map(str.lower, (*calendar.day_name, *calendar.month_name[1:], "I", "the", "a", "an")))
_TAGGED = {"PERSON": 0.7, "ORG": -0.6, "GPE": -0.8, "LOC": -1.0, "FAC": -0.8, "NORP": -0.8, "WORK_OF_ART": -0.6}
"""What the entity tagger's label of a name says for or against a person; set by hand."""
_ENOUGH, _ENOUGH_ALONE = 0.9, 1.4
"""Evidence from which on words are a person's name, and a single word is; set by hand."""
_ARTICLE = re.compile(r"^(al|el|ad|an|ar|as|ash|at|az|ul)[-‐‑](?=\w{3})")
"""The Arabic article before a surname: "al-Marri" and "Marri" are one name."""
_PLACE_AFTER = frozenset(
    {"street", "avenue", "road", "square", "airport", "county", "hospital", "university", "island"}
)


@cache
def given_names() -> dict[str, str]:
    """Gender (``m``, ``f`` or ``x``) of the given names known, by name in lower case."""
    return {row["name"].lower(): row["gender"] for row in lexicon.table("given_names")}


@cache
def honorifics() -> dict[str, str]:
    """Gender that a title before a name says (``x``: none), by title in lower case."""
    found: dict[str, str] = {}
    for gender, titles in lexicon.document("persons")["honorifics"].items():
        for title in titles:
            found[title.lower()] = found[title.lower().rstrip(".") + "."] = gender
    return found


@cache
def role_sectors() -> dict[str, str]:
    """PLOVER sector (maybe empty) of each head noun of a role, in lower case, plurals included."""
    found: dict[str, str] = {}
    for sector, nouns in lexicon.document("persons")["roles"].items():
        for noun in nouns:
            found.setdefault(noun.lower(), sector)
    for noun, sector in list(found.items()):
        plural = noun[:-3] + "men" if noun.endswith("man") else noun[:-1] + "ies" if noun.endswith("cy") else noun + "s"
        found.setdefault(plural, sector)
    return found


@cache
def _gendered() -> dict[str, str]:
    return {noun: gender for gender, nouns in lexicon.document("persons")["gendered"].items() for noun in nouns}


@cache
def _list(key: str) -> frozenset[str]:
    return frozenset(word.lower() for word in lexicon.document("persons")[key])


@cache
def _nicknames() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(n.lower() for n in pair) for pair in lexicon.document("persons")["nicknames"])


@cache
def _no_person_words() -> frozenset[str]:
    """Words that end or make names of organisations and things."""
    return frozenset(w.lower() for w in (*lexicon.words("bodies", "heads"), *lexicon.words("bodies", "things")))


@dataclass(slots=True)
class NameRun:
    """One place where a person is named: the words of the name, without title and role."""

    start: int
    end: int
    words: tuple[str, ...]
    honorific: int | None = None
    """Position of the title's first token ("Mr", "Sir"), if there is one."""

    @property
    def surname(self) -> str:
        """The last word that is no suffix, in lower case."""
        return _surname(self.words)


@dataclass(slots=True)
class Person:
    """A person of the article: all the forms of the name, and where they stand."""

    words: tuple[str, ...]
    gender: str | None = None
    runs: list[NameRun] = field(default_factory=list)
    forms: Counter[tuple[str, ...]] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """The name as the article writes it, in full."""
        return join_words(self.words)


def join_words(words: Iterable[str]) -> str:
    """Words of a name as they are written: hyphens join."""
    return " ".join(words).replace(" - ", "-").replace(" -", "-").replace("- ", "-")


def _surname(words: tuple[str, ...]) -> str:
    suffixes = _list("suffixes")
    kept = [word for word in words if word.lower() not in suffixes]
    last = _ARTICLE.sub("", (kept or list(words))[-1].lower())
    if kept and len(kept) > 1 and kept[0].lower() in _list("surname_first") and "-" not in kept[0]:
        from_given = given_names().get(last)
        if from_given is None:
            return kept[0].lower()
    return last


def is_capitalised(token: Token) -> bool:
    """Written with a capital and made of letters (full stops, apostrophes and hyphens allowed)."""
    text = token.text
    return text[0].isupper() and text.replace(".", "").replace("'", "").replace("’", "").replace("-", "").isalpha()


def title_case_units(doc: Doc) -> list[Range]:
    """Units written like a headline, nearly every word with a capital: capitals prove nothing there."""
    found = []
    for start, end, _ in paragraphs(doc):
        words = [t for t in doc[start:end] if t.is_alpha and len(t) > 3]
        if len(words) >= 4 and sum(t.text[0].isupper() for t in words) > 0.75 * len(words):
            found.append((start, end))
    return found


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
    runs = list(_candidate_runs(doc, blocked))
    votes: defaultdict[tuple[str, ...], float] = defaultdict(float)
    for run in runs:
        votes[_folded(run.words)] += _evidence(doc, run) * (0.3 if run.start in weak else 1.0)
        votes[_folded(run.words)] += 0.5 if run.end - 1 in leaders else 0.0
    known = {words for words, score in votes.items() if score >= (_ENOUGH if len(words) > 1 else _ENOUGH_ALONE)}
    full = {words for words in known if len(words) > 1}
    surnames = {_surname(words) for words in full}
    kept = []
    for run in runs:
        words = _folded(run.words)
        if words in known or (len(words) == 1 and words[0] in surnames):
            kept.append(run)
    kept.extend(_by_string(doc, kept, full, blocked))
    return _clustered(doc, sorted(kept, key=lambda r: r.start))


def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.lower() for word in words)


def _candidate_runs(doc: Doc, blocked: Collection[int]) -> Iterator[NameRun]:
    """Runs of capitalised words that could be a person's name."""
    position, size = 0, len(doc)
    while position < size:
        if not _opens_name(doc, position, blocked):
            position += 1
            continue
        end = _name_end(doc, position, blocked)
        start = _trim_start(doc, position, end)
        if end - start <= LONGEST + 2:
            yield _run(doc, start, end)
        position = end


def _run(doc: Doc, start: int, end: int) -> NameRun:
    return NameRun(start, end, tuple(doc[start:end].text.split()), _honorific_before(doc, start))


def _opens_name(doc: Doc, position: int, blocked: Collection[int]) -> bool:
    token = doc[position]
    if not _is_name_word(doc, position, blocked):
        return False
    return (
        token.pos_ == "PROPN" or token.ent_type_ == "PERSON" or token.lower_ in given_names() or _titled(doc, position)
    )


def _titled(doc: Doc, position: int) -> bool:
    return position > 0 and doc[position - 1].lower_ in honorifics() and doc[position - 1].text[0].isupper()


def _is_name_word(doc: Doc, position: int, blocked: Collection[int]) -> bool:
    token = doc[position]
    if position in blocked or not is_capitalised(token):
        return False
    if token.lower_ in _NOT_NAMES:
        named = position > 0 and "PERSON" in (token.ent_type_, doc[position - 1].ent_type_)
        return named and _is_surname_here(doc, position)
    if token.is_upper and len(token) > 3 and token.ent_type_ != "PERSON":
        return False
    lower = token.lower_
    if (
        lower == "m."
        and position > 0
        and doc[position - 1].lower_ in given_names()
        and is_capitalised(doc[position - 1])
    ):
        return True
    if lower in _list("modifiers") and position + 1 < len(doc) and _is_office_word(doc[position + 1].lower_):
        return False
    if lower in honorifics() or lower in role_sectors() or lower in _no_person_words():
        return _is_surname_here(doc, position) or _is_given_here(doc, position)
    return token.pos_ not in ("DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "NUM", "INTJ")


def _is_office_word(word: str) -> bool:
    return word in role_sectors() or word in _list("modifiers")


def _is_surname_here(doc: Doc, position: int) -> bool:
    """ "King" in "Tom King said": a word of another use right after a given name, with no name after it."""
    if position == 0 or doc[position - 1].lower_ not in given_names() or not is_capitalised(doc[position - 1]):
        return False
    if doc[position].lower_ in _no_person_words() and doc[position].ent_type_ != "PERSON":
        return False
    after = doc[position + 1] if position + 1 < len(doc) else None
    return after is None or not is_capitalised(after)


def _is_given_here(doc: Doc, position: int) -> bool:
    """ "Bill" in "Mr Bill Berg": a given name that is also another word, after a title or tagged as a person's."""
    if doc[position].lower_ not in given_names() or position + 1 >= len(doc):
        return False
    after = doc[position + 1]
    named = is_capitalised(after) and after.lower_ not in _no_person_words()
    return named and (_titled(doc, position) or doc[position].ent_type_ == after.ent_type_ == "PERSON")


def _name_end(doc: Doc, start: int, blocked: Collection[int]) -> int:
    """Where the run of name words that begins at ``start`` ends; particles and hyphens only between words."""
    end, size = start + 1, len(doc)
    particles, suffixes = _list("particles"), _list("suffixes")
    while end < size:
        token = doc[end]
        if _breaks(doc, end):
            break
        if (_is_name_word(doc, end, blocked) and token.pos_ != "VERB") or token.lower_ in suffixes:
            end += 1
        elif (
            token.text == "-" and not doc[end - 1].whitespace_ and not token.whitespace_
        ) or token.lower_ in particles:
            after = end + 1
            while after < size and (doc[after].lower_ in particles or doc[after].text == "-"):
                after += 1
            joined = token.text == "-" and after < size and doc[after].is_alpha
            if after < size and (joined or _is_name_word(doc, after, blocked)) and after - end <= 3:
                end = after + 1
            else:
                break
        else:
            break
    return end


def _breaks(doc: Doc, position: int) -> bool:
    """A sentence or a unit begins at the token."""
    token = doc[position]
    return token.is_space or (token.is_sent_start is True and not doc[position - 1].text.endswith("."))


def _trim_start(doc: Doc, start: int, end: int) -> int:
    """Leave out words before the given name: "Yesterday Anna Berg" is Anna Berg."""
    names = given_names()
    if end - start < 3 or doc[start].lower_ in names:
        return start
    for position in range(start + 1, end - 1):
        before = doc[position - 1]
        if (
            doc[position].lower_ in names
            and is_capitalised(doc[position])
            and before.text != "-"
            and len(before.text.rstrip(".")) > 1
        ):
            return position
    return start


def _honorific_before(doc: Doc, start: int) -> int | None:
    position = start - 1
    if position >= 0 and doc[position].text == "." and position > 0:
        position -= 1
    if position < 0 or doc[position].lower_ not in honorifics() or not doc[position].text[0].isupper():
        return None
    if doc[position].lower_ == "m." and position > 0 and doc[position - 1].lower_ in given_names():
        return None
    while position > 0 and doc[position - 1].lower_ in honorifics() and doc[position - 1].text[0].isupper():
        position -= 1
    return position


def _evidence(doc: Doc, run: NameRun) -> float:
    """How strongly this place says that the run names a person; negative: that it does not."""
    score = 0.0
    tagged = doc[run.end - 1].ent_type_ or doc[run.start].ent_type_
    score += _TAGGED.get(tagged, 0.0)
    if run.honorific is not None:
        score += 2.0
    elif _role_precedes(doc, run.start) and len(run.words) < 4:
        score += 1.5
    elif len(run.words) > 1 and _role_before_comma(doc, run.start):
        score += 1.2
    first = run.words[0].lower()
    if len(run.words) > 1:
        score += 1.5 if first in given_names() else 0.0
        score += 0.5 if _surname_first(run.words) else 0.0
        score += 0.5 if _speaks(doc[run.end - 1]) else 0.0
        score += 1.2 if _role_follows(doc, run.end) else 0.0
    last = doc[run.end - 1]
    if tagged == "PERSON":
        score += 0.3 if last.dep_ in ("nsubj", "nsubjpass", "poss", "agent") or _speaks(last) else 0.0
        score += 0.2 if len(run.words) > 1 and last.dep_ in ("dobj", "conj", "pobj") else 0.0
    if len(run.words) == 1 and last.is_upper and len(last) > 2:
        score -= 1.0
    if run.end < len(doc) and (doc[run.end].lower_ in _PLACE_AFTER or _heads_name(doc[run.end])):
        score -= 2.0
    return score


def _heads_name(token: Token) -> bool:
    """A capitalised head noun of organisations after a name: "Anna Berg Foundation"."""
    return token.text in lexicon.words("bodies", "heads") and token.text not in ("Times", "Post")


def _role_precedes(doc: Doc, start: int) -> bool:
    """A role right before the name: "Minister Berg", "Col. Berg"."""
    position = start - 1
    if position > 0 and doc[position].text == ".":
        position -= 1
    return position >= 0 and doc[position].lower_ in role_sectors()


def _role_before_comma(doc: Doc, start: int) -> bool:
    """A role, a comma, the name: "its environment minister, Anna Berg", "the Minister of Trade, Anna Berg"."""
    if start < 2 or doc[start - 1].text != ",":
        return False
    for token in reversed(doc[max(0, start - 8) : start - 1]):
        if token.text in (",", ".", ";") or token.pos_ in ("VERB", "AUX"):
            return False
        if token.lower_ in role_sectors():
            return True
    return False


def _surname_first(words: tuple[str, ...]) -> bool:
    return words[0].lower() in _list("surname_first") and len(words) in (2, 3, 4)


def _role_follows(doc: Doc, end: int) -> bool:
    """ ", the deputy director", ", 43, a teacher": a description of a person after a comma."""
    if end >= len(doc) or doc[end].text != ",":
        return False
    for token in doc[end + 1 : end + 9]:
        if token.text in (",", ".", ";") or token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return False
        if token.lower_ in role_sectors():
            return True
    return False


def _speaks(token: Token) -> bool:
    return token.dep_ == "nsubj" and token.head.lemma_ in ("say", "tell", "add", "argue", "write", "note", "explain")


def _by_string(
    doc: Doc, kept: list[NameRun], full: Collection[tuple[str, ...]], blocked: Collection[int]
) -> Iterator[NameRun]:
    """Mentions that no candidate run gave: surnames and full names as strings, in headlines and inside other runs too."""
    taken = {i for run in kept for i in range(run.start, run.end)}
    by_last: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for run in kept:
        tokens = tuple(t.lower_ for t in doc[run.start : run.end])
        if _folded(run.words) in full:
            by_last[tokens[-1]].add(tokens)
            by_last[_surname(run.words).split("-")[-1]].add(())
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
        if start == position and token.lower_ in _NOT_NAMES and token.dep_ not in ("nsubj", "nsubjpass", "poss"):
            continue
        if start == position and (token.pos_ in ("VERB", "ADV", "ADP", "AUX") or _inside_other_name(doc, position)):
            continue
        yield _run(doc, start, position + 1)


def _inside_other_name(doc: Doc, position: int) -> bool:
    """The surname is the first part of another capitalised name ("Berg Street"), or follows another given name."""
    after = doc[position + 1] if position + 1 < len(doc) else None
    if after is not None and after.lower_ in _PLACE_AFTER:
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
        for word in dict.fromkeys(_folded(person.words)):
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
    if run.start > 0 and doc[run.start - 1].lower_ in _gendered():
        return _gendered()[doc[run.start - 1].lower_]
    if len(run.words) > 1:
        said = given_names().get(run.words[0].lower(), "x")
        return None if said == "x" or _surname_first(run.words) else said
    # Few women's given names are surnames; many men's are ("Stanley", "Clinton").
    return "f" if given_names().get(run.words[0].lower()) == "f" else None


def _compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names with one surname can be one person's: equal, shortened or abbreviated given names."""
    first, second = one[0].lower().rstrip("."), other[0].lower().rstrip(".")
    if first == second or frozenset((first, second)) in _nicknames():
        return True
    if len(first) == 1 or len(second) == 1:
        short, long = (one, other) if len(first) == 1 else (other, one)
        return first[0] == second[0] and len(short) <= len(long)
    shorter, longer = sorted((first, second), key=len)
    return len(shorter) >= 3 and longer.startswith(shorter)


def _contains(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether the shorter name is a run of words of the longer one, but not its given names alone."""
    long, short = _folded(longer), _folded(shorter)
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
