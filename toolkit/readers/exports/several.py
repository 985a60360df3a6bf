"""Does a text look like several articles? Then it is none, in a form that is not known: numbering, labels, heads, end marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from toolkit.errors import ReadError
from toolkit.lexicon import words as listed
from toolkit.readers.byline import find_byline
from toolkit.readers.dateline import find_dateline, is_publisher
from toolkit.readers.exports.record import pattern_of, words
from toolkit.readers.lines import ends_sentence
from toolkit.readers.publication import find_publication
from toolkit.readers.titles import LONGEST

LEAST = 20
"""Words that each of several articles has at least; less is a caption, a brief or a list."""
_NOTICE = 60
"""Characters of a notice of copyright within which its year stands."""
_LONG_HEAD = 6
"""Lines a head has at most that are looked at."""
_COUNTED = re.compile(
    r"(?im)^[ \t]*(?P<what>(?:article|document|item|record|story|result)[ \t]*#?)?[ \t]*"
    r"(?P<number>\d{1,4})[ \t]*(?:of|/)[ \t]*(?P<total>\d{1,4})\b[^\n]{0,40}$"
)
_NUMBERED = re.compile(
    r"(?im)^[ \t]*(?:(?:document|doc|record|doc[ _-]?(?:id|no))[ \t]*[:#.]?[ \t]*#?(?P<one>\d{1,6})"
    r"|<{2,}[ \t]*(?P<two>\d{1,6})[ \t]*>{2,})[ \t]*:?[ \t]*$"
)
_TAGGED = re.compile(r"(?im)^[ \t]*<(doc|document|article|story|text|newsitem)\b[^>\n]{0,200}>")
_RULE = re.compile(r"(?m)^[ \t]*([-_=*#~•])(?:[ \t]?\1){2,}[ \t]*$|\f")
_STEP = re.compile(r"(?m)^[ \t]*(?:\[?\d{1,4}[.)\]]|#{1,2})[ \t]*(?=\S|$)")
_GAP = re.compile(r"\n[ \t]*(?:\n[ \t]*){3,}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def refusal(reason: str) -> ReadError:
    """What to tell of a file that looks like several articles."""
    return ReadError(
        "several",
        f"The file seems to hold several articles ({reason}), in no form that is known. Export them again in a form that "
        "Readout reads (see docs/exports.md), or put each into a file of its own.",
    )


def heads_of(parts: Iterable[str]) -> set[str]:
    """The different heads with which parts of a text begin: a title with a date, an author or a publisher."""
    return {head for part in parts if (head := _first_head(part))}


def several(text: str) -> str | None:
    """What speaks for several articles in one text, for the message; ``None`` where nothing does.

    One sign is not enough where an article may have it twice: rules part sections, numbers count theses, and a date alone
    heads each part of a timeline.
    """
    return next((reason for look in _SIGNS if (reason := look(text))), None)


def _long(text: str, times: int = 1) -> bool:
    return len(text.split()) >= times * LEAST


def _parts(text: str, marks: Sequence[re.Match[str]]) -> list[str]:
    """What stands below each mark, up to the next."""
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return [text[mark.end() : end] for mark, end in zip(marks, ends, strict=False)]


def _counts(text: str) -> str | None:
    """Articles are counted by name ("Article 1 of 3"), or from the first line on; figures count pictures too, above captions."""
    marks = [mark for mark in _COUNTED.finditer(text) if 0 < int(mark["number"]) <= int(mark["total"])]
    first = not text[: marks[0].start()].strip() if marks else False
    parts = zip(marks, _parts(text, marks), strict=True)
    found = {mark.group("number", "total") for mark, part in parts if first or mark["what"] or _long(part, 2)}
    totals = Counter(total for _, total in found)
    return "it is numbered: 1 of n, 2 of n" if max(totals.values(), default=0) > 1 else None


def _numbers(text: str) -> str | None:
    marks = list(_NUMBERED.finditer(text))
    numbers = [int(m["one"] or m["two"]) for m, part in zip(marks, _parts(text, marks), strict=True) if _long(part)]
    return f"{marks[0][0].strip()!r} and its like number it" if len(set(numbers)) > 1 else None


def _tags(text: str) -> str | None:
    marks = list(_TAGGED.finditer(text))
    return f"it has {marks[0][0].strip()!r} more than once" if sum(map(_long, _parts(text, marks))) > 1 else None


def _labels(text: str) -> str | None:
    """Labels that an article has once."""
    found = list(re.finditer(rf"(?im)^[ \t]*({pattern_of(words('once_an_article'))})[ \t]*:[ \t]*\S", text))
    labelled = Counter(match[1].casefold() for match in found)
    twice = [label for label, count in labelled.items() if count > 1]
    if len(twice) > 1:
        return f"{twice[0]!r} and {twice[1]!r} stand in it more than once"
    if twice and (_RULE.search(text) or (twice[0] in words("titles_once") and _apart(text, found, twice[0]))):
        return f"{twice[0]!r} stands in it more than once"
    return None


def _apart(text: str, marks: Sequence[re.Match[str]], label: str) -> bool:
    of_label = [mark for mark in marks if mark[1].casefold() == label]
    return sum(map(_long, _parts(text, of_label))) > 1


def _ends(text: str) -> str | None:
    """Marks at an article's end, and notices of copyright with a year, each with an article's worth of text above it."""
    for what, is_end in (("end mark", _is_end), ("copyright", _is_notice)):
        above, found = 0, 0
        for part in text.split("\n"):
            if is_end(part.strip()):
                found, above = found + (above >= LEAST), 0
            above += len(part.split())
        if found > 1:
            return f"more than one {what} stands in it"
    return None


@cache
def _end_marks() -> frozenset[str]:
    return frozenset(mark for mark in listed("furniture", "end") if re.search(r"\w{2}", mark))


def _is_end(part: str) -> bool:
    return part in _end_marks() or part.strip("-–— *") in _end_marks()


def _is_notice(part: str) -> bool:
    begins = re.match(r"(?i)(?:copyright\b|©|\(c\)\s)", part)
    return bool(begins and _YEAR.search(part[:_NOTICE]) and len(part.split()) <= LEAST)


def _heads(text: str) -> str | None:
    """Heads of articles: a title with two of date, byline, publisher and dateline, each with text below it."""
    lines = [part.strip() for part in text.split("\n") if part.strip()]
    heads = [at for at, facts in _found(lines) if len(facts) > 1]
    below = [_long(" ".join(lines[at:end])) for at, end in pairwise([*heads, len(lines)])]
    several = sum(below) > 1 and heads[0] < _LONG_HEAD
    return "more than one head, with title, date and author or publisher, stands in it" if several else None


def _parted_heads(text: str) -> str | None:
    """Heads of a title with one of them, where rules, page breaks, numbers or gaps part the text."""
    for mark in (_RULE, _STEP, _GAP):
        if len(heads_of(part for part in re.split(mark.pattern, text) if part and _long(part))) > 1:
            return "its parts have titles and dates or authors of their own"
    return None


def _found(lines: Sequence[str]) -> Iterator[tuple[int, set[str]]]:
    """Where runs of lines that are no sentences begin, and which facts of a head each names."""
    at = 0
    while at < len(lines):
        size = 0
        while (
            at + size < len(lines) and len(lines[at + size].split()) <= LONGEST and not ends_sentence(lines[at + size])
        ):
            size += 1
        if size:
            yield at, _facts(lines[at : at + min(size, _LONG_HEAD)], lines[at + size] if at + size < len(lines) else "")
        at += size + 1


def _facts(head: Sequence[str], after: str) -> set[str]:
    """Which of date, byline, publisher and dateline a head names; nothing if it has no line left for a title."""
    said = [_told(line.strip("*_# ")) for line in head]
    if all(said):
        return set()
    run_in = find_dateline(after)
    facts = {"dateline"} if run_in and (run_in.date or run_in.agency) else set()
    return facts.union(*said) - {"place"}


def _told(line: str) -> set[str]:
    """Which facts a line names; nothing if it may be a title."""
    found, place = find_publication(line), find_dateline(line)
    told = {
        "date": (found and found.date) or (place and place.alone and place.date),
        "publisher": (found and found.publisher) or is_publisher(line),
        "byline": find_byline(line, after_headline=False),
        "place": found or place,
    }
    return {name for name, value in told.items() if value}


def _first_head(part: str) -> str | None:
    """The head at the beginning of a part, figures aside, since page heads of a print differ in nothing else."""
    lines = [said.strip() for said in part.split("\n") if said.strip()]
    at, facts = next(_found(lines), (1, set()))
    return re.sub(r"\d+", "", lines[0]) if at == 0 and facts else None


_SIGNS: tuple[Callable[[str], str | None], ...] = (_counts, _numbers, _tags, _labels, _ends, _heads, _parted_heads)
"""Ways to look for several articles, the surest first."""
