"""Names as keys: which words count when two names are compared, abbreviations and initials."""

from __future__ import annotations

from toolkit.nlp.actors.known_names import NameEntry
from toolkit.nlp.layers import ActorCluster

NamedRange = tuple[int, int, NameEntry]


def add_alias(cluster: ActorCluster, text: str) -> None:
    """Record another name of an actor, once."""
    text = " ".join(text.split())
    if text not in cluster.aliases:
        cluster.aliases.append(text)


def name_key(text: str) -> str:
    """The name as names are compared: lower case, without article and full stops, "organisation" in one spelling."""
    words = text.lower().replace(".", "").replace("’", "'").replace("organisation", "organization").split()
    while words and words[0] in ("the", "a", "an"):
        words = words[1:]
    return " ".join(words)


def only_modifies(longer: str, shorter: str) -> bool:
    """Whether what the longer name adds is only an adjective or a possessor before it."""
    added = longer[: -len(shorter)].split()
    return 0 < len(added) <= 3 and not any(w in ("of", "for", "in", "and", "at") for w in added)


def initials(key: str) -> str:
    """The initials of a key's words, function words left out."""
    return "".join(
        word[0] for word in key.replace("-", " ").split() if word not in ("of", "for", "and", "the", "in", "on")
    )


def is_abbreviation(text: str) -> bool:
    """Whether a name is one short word in capitals: "EU", "U.N."."""
    letters = text.replace(".", "")
    return letters.isupper() and len(letters) <= 7 and " " not in letters
