"""The lead: what the surest rows say, in their own words and at most sixty of them; each clause leads to its row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise, zip_longest

from toolkit.display.article.checks import LOW, sure
from toolkit.display.article.view import View, join, phrase, topic, with_article
from toolkit.display.words import bridge, condition_words, verb, without_holder
from toolkit.lexicon import words
from toolkit.records import Attribution, AttributionType, Commitment, CommitmentStatus, CueClass

MOST = 60
"""Words of a lead, all counted: as many as two minutes' readers take in at once."""
CLAUSE = 13
"""Words of one clause; a longer wording is cut, at a comma where there is one."""
CONDITION = 9
"""Words of its condition, likewise."""
SPARE = 3
"""So many words over that length are not worth a cut: "within ten …" tells nothing."""

_MAIN = (CommitmentStatus.AGREED, CommitmentStatus.PLEDGED, CommitmentStatus.READY, CommitmentStatus.PLANNED)
_SIDES = {
    CommitmentStatus.REFUSED: "Refused:",
    CommitmentStatus.THREATENED: "Threatened:",
    CommitmentStatus.CONDITIONAL: "If:",
}


@dataclass(frozen=True)
class Clause:
    """Words of one row: who, what they did, what leads to the row's words, these, and those of the condition."""

    row: str
    words: str
    who: str = ""
    verb: str = ""
    bridge: str = ""
    condition: str = ""

    @property
    def length(self) -> int:
        """How many words it has, signs that stand alone among them."""
        return sum(len(part.split()) for part in (self.who, self.verb, self.bridge, self.words, self.condition))


@dataclass(frozen=True)
class Sentence:
    """Clauses under one head: "Refused:", or nothing where the clauses name the party themselves."""

    head: str
    clauses: tuple[Clause, ...]
    note: str = field(default="")


def lead(view: View, check_below: float = LOW) -> list[Sentence]:
    """The lead in sentences: who did what, then what was refused, threatened and made to depend on something.

    Parties of the headline and of the first sentence come first. Rows that are to be checked are left out, and so are
    those whose words tell nothing ("the demand").

    Parameters
    ----------
    view
        The article.
    check_below
        Rows with less confidence (0 to 1) are to be checked.

    Returns
    -------
    list of Sentence
        At most :data:`MOST` words; where no row is sure, what was said.
    """
    queues = _by_kind([row for group in view.groups for row in group if sure(row, check_below) and _telling(row)])
    chosen = _chosen(queues, view)
    return _sentences(chosen, queues) or _nothing_sure(view)


def _sentences(chosen: Mapping[str, Clause], queues: Sequence[Sequence[Commitment]]) -> list[Sentence]:
    main, *sides = [[row for row in queue if row.commitment_id in chosen] for queue in queues]
    told = [_sentence(chosen, own) for _, own in groupby(main, key=lambda row: set(row.parties))]
    told += [_sentence(chosen, found, head) for head, found in zip(_SIDES.values(), sides, strict=True) if found]
    return told


def _by_kind(rows: Sequence[Commitment]) -> list[list[Commitment]]:
    """What was undertaken, then what was refused, threatened, and made to depend on something."""
    kinds = [_MAIN, *((status,) for status in _SIDES)]
    return [[row for row in rows if row.status in kind] for kind in kinds]


def _sentence(chosen: Mapping[str, Clause], rows: Iterable[Commitment], head: str = "") -> Sentence:
    clauses = [chosen[row.commitment_id] for row in rows]
    return Sentence(head, tuple(_named_once(clauses) if head else _without_repeats(clauses)))


def _telling(row: Commitment) -> bool:
    return len(row.action.split()) > 2


def _chosen(queues: Sequence[Sequence[Commitment]], view: View) -> dict[str, Clause]:
    """The clauses that the lead has room for: two of what was undertaken for one of each other kind, in turn."""
    main, *sides = queues
    turns = zip_longest(main[::2], main[1::2], *sides)
    # the first of every kind comes before the second of any
    ordered = [row for a, b, *others in turns for row in (a, *others, b) if row is not None]
    chosen: dict[str, Clause] = {}
    heads = {status: len(head.split()) for status, head in _SIDES.items()}
    room = MOST
    for row in ordered:
        clause = _clause(view, row)
        needed = clause.length + heads.get(row.status, 0)
        if needed <= room:
            chosen[row.commitment_id] = clause
            heads.pop(row.status, None)
            room -= needed
    return chosen


def _clause(view: View, row: Commitment) -> Clause:
    who = join(with_article(name) for name in row.party_names)
    held = without_holder(row.action)
    leads_to = "to" if held != row.action else bridge(view.text, row, view.analysis.commitments)
    text = shortened(phrase(held) if leads_to else topic(phrase(held)))
    if row.status in _MAIN:
        return Clause(row.commitment_id, text, who[:1].upper() + who[1:], verb(row.status, view.several(row)), leads_to)
    conditional = row.status in (CommitmentStatus.CONDITIONAL, CommitmentStatus.THREATENED)
    condition = (
        shortened(condition_words(phrase(view.words(row.condition_span) or "")), CONDITION, SPARE)
        if conditional
        else ""
    )
    return Clause(row.commitment_id, text, who, "–", leads_to, condition)


def _without_repeats(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses of one party: it is named once, and what it did once in a row."""
    yield from clauses[:1]
    for before, clause in pairwise(clauses):
        yield replace(clause, who="", verb="" if before.verb == clause.verb and clause.bridge else clause.verb)


def shortened(text: str, most: int = CLAUSE, spare: int = 0) -> str:
    """The words, or the first of them with an ellipsis: up to a comma in their second half, or before a small word."""
    given = text.split()
    if len(given) <= most + spare:
        return text
    kept = given[:most]
    comma = next((n for n in range(most, most // 2 - 1, -1) if kept[n - 1].endswith((",", ";", " –"))), None)
    kept = kept[:comma] if comma else kept
    while len(kept) > 1 and kept[-1].strip(",;–\"“”'").lower() in words("function_words") | {""}:
        kept.pop()
    return phrase(f"{' '.join(kept).rstrip(',;:–')} …")


def _nothing_sure(view: View) -> list[Sentence]:
    weak = len(view.commitments)
    note = "No commitment, refusal or threat was found." if not weak else "No commitment is sure enough to stand here."
    return [Sentence("", (), note), *_said(view)]


def _said(view: View, room: int = MOST - 10) -> list[Sentence]:
    """What was said, where nobody is bound: quotations of those in the headline and the first sentence before others."""
    clauses: list[Clause] = []
    for row in _quotable(view):
        words = re.sub(r",(?=[\"”’]?$)", "", phrase(view.text[slice(*min(row.content_spans))]))
        clause = Clause(row.attribution_id, shortened(words, 20), row.source_name or "", "–")
        if clause.length <= room and len(words.split()) > 3:
            clauses.append(clause)
            room -= clause.length
    return [Sentence("Said:", tuple(_named_once(clauses[:3])))] if clauses else []


def _quotable(view: View) -> list[Attribution]:
    said = [row for row in view.attributions if row.source_id and sure(row) and row.cue_class == CueClass.SPEECH]
    quoted = [row for row in said if row.type == AttributionType.DIRECT]
    return sorted(quoted or said, key=lambda row: row.source_id not in view.prominent)


def _named_once(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses under a head: who comes twice in a row is named once."""
    yield from clauses[:1]
    for before, clause in pairwise(clauses):
        yield replace(clause, who="", verb="") if before.who == clause.who else clause
