"""Transcripts: the labels with which turns begin ("QUESTION: ...", "MINISTER BRANDT: ...", "Q: ...", "Ned Price: ...")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from toolkit.articles import Zone, ZoneKind
from toolkit.lexicon import words
from toolkit.readers.lines import Line

_LABEL = re.compile(
    r"(?P<who>[^\W\d_][\w.'’ -]{0,60}?|[QA]\d{0,2})(?P<aside>\s*[(\[][^()\[\]\n]{1,60}[)\]])?\s*:(?!//)(?=\s|$)[ \t]*"
)
_INITIAL = re.compile(r"(?P<who>[QA])\.[ \t]+(?=[A-Z\"“'‘])")
"""Papers write "Q. ... A. ..." as well."""
_MOST_WORDS = 6
_NAME = re.compile(r"(?:[A-Z\u00c0-\u00de][\w.'’-]*|of|the|for|de|von|van|al|bin)$")
_CAPITALS = re.compile(r"(?:Mc|Mac|O['’]|[^\W\d_a-z])[^a-z]*$")


def find_turns(lines: Sequence[Line]) -> list[Zone]:
    """The labels of a transcript's turns, each with the colon and the blanks behind it; empty if the text is none.

    A text is a transcript if it has questions and answers, or turns of speakers of whom one speaks again; of speakers written
    like any name ("Ned Price:"), one must have a title, or there must be questions.

    Parameters
    ----------
    lines
        The paragraphs of running text, without those of head and foot.

    Returns
    -------
    list of Zone
        Of kind ``speaker``, in order.
    """
    found = [(line, match) for line in lines if (match := _label(line.text))]
    labels = [match["who"] for _, match in found]
    times = Counter(map(_plain, labels))
    if not _is_transcript(labels, times):
        return []
    return [
        Zone(line.start, line.start + match.end(), ZoneKind.SPEAKER)
        for line, match in found
        if _is_sure(match["who"])
        or times[_plain(match["who"])] > 1
        or (_is_titled(match["who"]) and line is not lines[0])
    ]


def _plain(who: str) -> str:
    return " ".join(who.casefold().replace("’", "'").split())


def _is_sure(who: str) -> bool:
    """Whether a label is no headline's ("Gov Fallin: Talks end"): it asks or answers, or stands in capitals."""
    return _role(who) is not None or _in_capitals(who)


def _in_capitals(who: str) -> bool:
    return len(who) > 2 and all(map(_CAPITALS.match, who.split()))


def _label(text: str) -> re.Match[str] | None:
    """The label of a speaker at the beginning of a line."""
    match = _INITIAL.match(text) or _LABEL.match(text)
    if match is None or not _is_speaker(match["who"]):
        return None
    rest = text[match.end() :]
    return match if not rest or re.search(r"[^\W\d_]{2}", rest) else None  # "GERMANY: 3"


def _is_speaker(who: str) -> bool:
    """Whether a label may name who speaks: a role, a name in capitals, or a name of several words."""
    tokens = who.split()
    if len(tokens) > _MOST_WORDS or _plain(who) in words("transcripts", "no_speaker") | words("headline_labels"):
        return False
    return _is_sure(who) or (len(tokens) > 1 and who[0].isupper() and all(map(_NAME.match, tokens)))


def _role(who: str) -> str | None:
    """Whether a label asks, answers or leads, by its words alone."""
    plain = re.sub(r"\d+$", "", _plain(who))
    return next((role for role in ("question", "answer", "chair") if plain in words("transcripts", role)), None)


def _is_titled(who: str) -> bool:
    plain = f" {who.casefold().replace('.', '')} "
    return any(
        plain.startswith(f" {title} ") for title in words("name_parts", "honorific") | words("name_parts", "office")
    )


def _is_transcript(labels: Sequence[str], times: Counter[str]) -> bool:
    if len(times) < 2:
        return False
    if any(_role(label) == "question" for label in labels):
        return True
    again = len(times) < len(labels)
    return again and (sum(map(_is_sure, labels)) > len(labels) / 2 or any(map(_is_titled, labels)))
