"""Names as keys: which words count when two names are compared, abbreviations and initials."""

from __future__ import annotations

from toolkit.nlp.actors.gazetteer import NameEntry
from toolkit.nlp.document.grammar import ARTICLES
from toolkit.nlp.layers import ActorCluster

NamedRange = tuple[int, int, NameEntry]
"""A known name in a Doc: start and end in token positions, end exclusive, and what it stands for."""

_LINKS = frozenset({"of", "for", "in", "and", "at"})
"""Words that join two names: what stands before one is more than an adjective or a possessor."""
_WITHOUT_INITIAL = frozenset({"of", "for", "and", "the", "in", "on"})
_LONGEST_ADDITION = 3
"""Words by which a name may be longer than its short form; set by hand, as is the next."""
_LONGEST_ABBREVIATION = 7


def add_alias(cluster: ActorCluster, text: str) -> None:
    """Record another name of an actor, once."""
    text = " ".join(text.split())
    if text not in cluster.aliases:
        cluster.aliases.append(text)


def name_key(text: str) -> str:
    """The name as names are compared: lower case, without article and full stops, "organisation" in one spelling."""
    words = text.lower().replace(".", "").replace("’", "'").replace("organisation", "organization").split()
    while words and words[0] in ARTICLES:
        words = words[1:]
    return " ".join(words)


def only_modifies(longer: str, shorter: str) -> bool:
    """Whether what the longer key adds is only an adjective or a possessor before the shorter one."""
    added = longer[: -len(shorter)].split()
    return 0 < len(added) <= _LONGEST_ADDITION and not _LINKS.intersection(added)


def initials(key: str) -> str:
    """The initials of a key's words, function words left out."""
    return "".join(word[0] for word in key.replace("-", " ").split() if word not in _WITHOUT_INITIAL)


def is_abbreviation(text: str) -> bool:
    """Whether a name is one short word in capitals: "EU", "U.N."."""
    letters = text.replace(".", "")
    return letters.isupper() and len(letters) <= _LONGEST_ABBREVIATION and " " not in letters
