"""The table of commissive words, ``lexicon/en/commissive_words.csv``, whose head says what each column means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.commitments.frames.actions import is_doing
from toolkit.nlp.commitments.frames.frame import STATUS
from toolkit.nlp.commitments.frames.harm import is_harmful, is_hostile_noun, spares_nobody
from toolkit.nlp.commitments.undertakers import can_undertake
from toolkit.nlp.commitments.words import words
from toolkit.nlp.document.grammar import VERBAL, child
from toolkit.nlp.document.lemmas import lemma_of
from toolkit.records import CommitmentKind, CommitmentStatus

AMOUNTS = frozenset({"MONEY", "QUANTITY", "CARDINAL"})
REFLEXIVES = ("self", "selves")

_OBJECTS: dict[str, Callable[[Token], bool]] = {
    "doing": lambda noun: is_doing(noun) or noun.tag_ == "VBG",
    "harm": is_hostile_noun,
    "amount": lambda noun: noun.ent_type_ in AMOUNTS,
    "counted": lambda noun: any(c.dep_ == "nummod" for c in noun.children),
    "self": lambda noun: noun.lower_.endswith(REFLEXIVES),
}
"""What may be asked of an object beside its lemma's being in a list."""

_WHO: dict[str, Callable[[Token | None], bool]] = {
    "": lambda holder: True,
    "actors": can_undertake,
    "asked": lambda holder: holder is None or holder.pos_ == "PROPN" or lemma_of(holder) not in words("not_refusing"),
}


@dataclass(frozen=True, slots=True)
class Commissive:
    """One use of a word that undertakes, refuses or threatens: a row of the table."""

    word: str
    frame: str
    polarity: CommitmentKind
    status: CommitmentStatus
    takes: tuple[str, ...]
    particle: str
    objects: tuple[str, ...]
    declines: frozenset[str]
    threatens: bool
    who: str
    special: frozenset[str]

    @property
    def prepositions(self) -> tuple[str, ...]:
        """The prepositions under which its action may stand, in the order tried."""
        return tuple(take.removesuffix("_np") for take in self.takes if take.endswith("_np"))

    def allows(self, noun: Token) -> bool:
        """Whether what a noun names can be what the word is about."""
        barred = [name[1:] for name in self.objects if name.startswith("-")]
        wanted = [name for name in self.objects if not name.startswith("-")]
        if any(_is_one(noun, name) for name in barred):
            return False
        return not wanted or any(_is_one(noun, name) for name in wanted)

    def counts_of(self, holder: Token | None) -> bool:
        """Whether the word counts when ``holder`` is who does it."""
        return _WHO[self.who](holder)


def _is_one(noun: Token, name: str) -> bool:
    return _OBJECTS[name](noun) if name in _OBJECTS else lemma_of(noun) in words(f"classes.{name}")


@cache
def _table() -> dict[str, tuple[Commissive, ...]]:
    found: dict[str, list[Commissive]] = {}
    for row in lexicon.table("commissive_words"):
        kind = CommitmentKind(row["polarity"])
        entry = Commissive(
            word=row["word"],
            frame=row["frame"],
            polarity=kind,
            status=CommitmentStatus(row["status"]) if row["status"] else STATUS[kind],
            takes=tuple(row["takes"].split()),
            particle=row["particle"],
            objects=tuple(row["objects"].split()),
            declines=frozenset(row["declines"].split()),
            threatens=bool(row["harm"]),
            who=row["who"],
            special=frozenset(row["special"].split()),
        )
        found.setdefault(entry.word, []).append(entry)
    return {word: tuple(entries) for word, entries in found.items()}


def commissives(word: str, *frames: str) -> tuple[Commissive, ...]:
    """The uses of a word in the given frames (all if none is given), in the table's order.

    Parameters
    ----------
    word
        A lemma; for adjectives and participles the word as written, in lower case.
    frames
        Names of frames, as in the table.
    """
    found = _table().get(word, ())
    return tuple(entry for entry in found if entry.frame in frames) if frames else found


def turned(entry: Commissive, head: Token) -> tuple[CommitmentKind, str]:
    """What becomes of an undertaking through what is undertaken, and the name of the turn: to abstain, to refuse, to harm."""
    abstains = head.pos_ in VERBAL and child(head, "neg") is not None
    hostile = is_harmful(head)
    if spares_nobody(head) if abstains else entry.threatens and hostile and not _refuses(entry, head):
        return CommitmentKind.THREAT, "harm"
    if abstains and not hostile and "not-to" in entry.declines:
        return CommitmentKind.REFUSAL, "not"
    return (CommitmentKind.REFUSAL, "refuse") if _refuses(entry, head) else (entry.polarity, "")


def _refuses(entry: Commissive, head: Token) -> bool:
    """ "Voted to reject"."""
    return "refuse" in entry.declines and head.pos_ in VERBAL and lemma_of(head) in words("refusing")
