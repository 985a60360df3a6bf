"""What was found in an article beside what its gold says: one case a row, right, missed or a false alarm.

Gold is JSON in the schema of ``tests/gold/README.md``. Rows of the tier *borderline* are neither missed nor punished when
found; where two readers differ, ``<field>_or`` holds the second's value and both are right. A case is what an example in
``validate.ipynb`` shows, and what the figures of :mod:`toolkit.evaluation.articles` count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from toolkit.evaluation.matching import IOU, Names, Span, hull, iou, names_of, overlap, pairs, pieces_iou, spans_match
from toolkit.findings import ArticleAnalysis
from toolkit.records import CueClass, ExpertKind, Stance

Row = Mapping[str, Any]
NARRATION = "narration"
"""Who reports a commitment that the article tells in its own words."""


OPTIONAL = frozenset({CueClass.ATTITUDE, CueClass.JUDGEMENT, CueClass.FINDING, CueClass.NOUN})
"""Cues of attributions that gold need not list: what is hoped, judged or found is no statement by default."""


def tier(rows: Iterable[Row], borderline: bool) -> list[Row]:
    """The rows that every careful reader would have, or those that are open to dispute."""
    return [row for row in rows if (row.get("tier") == "borderline") is borderline]


def either(gold: Row, name: str) -> list[Any]:
    """What gold allows in a field: the reader's value, and the second reader's where it differs."""
    return [gold[name], *([gold[f"{name}_or"]] if f"{name}_or" in gold else [])]


class Outcome(StrEnum):
    """What became of a gold row, or of a found one that is not in gold.

    ``wrong source``: a statement found, but given to another; it counts as missed and as a false alarm. ``doubtful``: found,
    and of a kind that gold itself leaves open; neither rewarded nor punished.
    """

    RIGHT = "right"
    WRONG_SOURCE = "wrong source"
    MISSED = "missed"
    FALSE_ALARM = "false alarm"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True)
class Case:
    """A row of gold with the one found for it, or either alone.

    Attributes
    ----------
    table
        ``commitments``, ``attributions``, ``actors`` or ``experts``.
    gold, found
        Both in the gold's schema; ``found`` has ``confidence`` too.
    agree
        Of a pair: which of its fields are right.
    """

    doc_id: str
    table: str
    outcome: Outcome
    gold: Row | None = None
    found: Row | None = None
    agree: Mapping[str, bool] = field(default_factory=dict)

    @property
    def confidence(self) -> float | None:
        """The confidence of the found row."""
        return self.found["confidence"] if self.found else None


def found_rows(analysed: ArticleAnalysis) -> dict[str, list[dict[str, Any]]]:
    """An analysed article in the schema of the gold."""
    known = {actor.actor_id: actor.name for actor in analysed.actors}
    said = {row.attribution_id: row.content_spans for row in analysed.attributions}
    named = [r for r in analysed.commentary if r.expert_kind is ExpertKind.EXPERT and r.expert_name]
    keys = ("name", "type", "country", "role", "affiliation", "aliases", "confidence")
    return {
        "actors": [{key: getattr(actor, key) for key in keys} for actor in analysed.actors],
        "attributions": [_attribution(row) for row in analysed.attributions if row.content_spans],
        "commitments": [_commitment(row, known) for row in analysed.commitments if row.action_spans],
        "experts": [
            {"name": row.expert_name, "affiliation": row.affiliation, "confidence": row.confidence} for row in named
        ],
        "expert statements": [
            {
                "name": row.expert_name,
                "content": said[row.attribution_id],
                "stance": row.stance.value,
                "confidence": row.confidence,
            }
            for row in analysed.commentary
            if row.expert_kind is ExpertKind.EXPERT and row.expert_name
        ],
    }


def _attribution(row: Any) -> dict[str, Any]:
    return {
        "source": row.source_name,
        "source_span": hull(row.source_spans),
        "cue": hull(row.cue_spans),
        "content": row.content_spans,
        "type": row.type.value,
        "cue_class": row.cue_class.value,
        "confidence": row.confidence,
    }


def _commitment(row: Any, known: Mapping[str, str]) -> dict[str, Any]:
    deadline = {"span": row.deadline_span, "timex": row.deadline_timex, "to": str(row.deadline_to or "") or None}
    return {
        "kind": row.kind.value,
        "parties": [known.get(actor, actor) for actor in row.parties],
        "counterpart": [known.get(actor, actor) for actor in row.counterparts],
        "action": hull(row.action_spans),
        "trigger": hull(row.trigger_spans),
        "status": row.status.value,
        "deadline": deadline if row.deadline_timex else None,
        "condition": row.condition_span,
        "reported_by": known.get(row.reported_by[0], row.reported_by[0]) if row.reported_by else NARRATION,
        "reporters": [known.get(actor, actor) for actor in row.reported_by] or [NARRATION],
        "confidence": row.confidence,
        "party_confidence": row.party_confidence,
    }


def cases(gold: Row, analysed: ArticleAnalysis) -> list[Case]:
    """Every row of an article's gold and of its analysis, paired where they are the same."""
    found = found_rows(analysed)
    names = Names(gold["actors"], found["actors"])
    doc_id = analysed.doc_id
    return [
        *_commitment_cases(doc_id, gold, found["commitments"], names),
        *_attribution_cases(doc_id, gold, found["attributions"], names),
        *_actor_cases(doc_id, gold["actors"], found["actors"]),
        *_expert_cases(doc_id, gold["experts"], found["experts"], names),
        *_expert_statement_cases(doc_id, gold, found["expert statements"], names),
    ]


def _cases(
    doc_id: str,
    table: str,
    gold: Sequence[Row],
    found: Sequence[Row],
    paired: Mapping[int, int],
    agree: Callable[[Row, Row], dict[str, bool]] = lambda g, f: {},
    doubtful: Callable[[Row], bool] = lambda f: False,
) -> list[Case]:
    rows = []
    for i, row in enumerate(gold):
        if i in paired:
            other = found[paired[i]]
            rows.append(Case(doc_id, table, Outcome.RIGHT, row, other, agree(row, other)))
        else:
            rows.append(Case(doc_id, table, Outcome.MISSED, row))
    taken = set(paired.values())
    for j, row in enumerate(found):
        if j not in taken:
            rows.append(Case(doc_id, table, Outcome.DOUBTFUL if doubtful(row) else Outcome.FALSE_ALARM, None, row))
    return rows


def _commitment_cases(doc_id: str, gold: Row, found: list[dict[str, Any]], names: Names) -> list[Case]:
    core, open_rows = tier(gold["commitments"], False), tier(gold["commitments"], True)

    def agree(g: Row, f: Row) -> dict[str, bool]:
        told = names.keys(f["reporters"])
        tellers = (g["reported_by"], *g.get("reporters", ()), *g.get("reporters_or", ()))
        return {
            "parties": names.keys(f["parties"]) in [names.keys(v) for v in either(g, "parties")],
            "counterparts": names.keys(f["counterpart"]) in [names.keys(v) for v in either(g, "counterpart")],
            "status": f["status"] in either(g, "status"),
            "reported_by": any(names.key(teller) in told for teller in tellers),
        }

    def weight(g: Row, f: Row) -> float:
        if g["kind"] != f["kind"] or not spans_match(g["action"], f["action"]):
            return 0.0
        return iou(g["action"], f["action"]) + 1e-6 * sum(agree(g, f).values())  # the fields break ties

    def all_fields(g: Row, f: Row) -> dict[str, bool]:
        return agree(g, f) | _edges(g, f)

    paired = pairs(core, found, weight)
    doubtful = lambda f: any(spans_match(g["action"], f["action"]) for g in open_rows)  # noqa: E731
    return _cases(doc_id, "commitments", core, found, paired, all_fields, doubtful)


def _edges(g: Row, f: Row) -> dict[str, bool]:
    """Whether the deadline and the condition are right, where gold or analysis has one."""
    found: dict[str, bool] = {}
    a, b = g.get("deadline"), f.get("deadline")
    if a or b:
        same = a and b and (_share_a_character(a["span"], b["span"]) or (a["timex"] and a["timex"] == b["timex"]))
        found["deadline"] = bool(same)
    if a and b and a.get("to"):
        found["deadline_to"] = a["to"] == b["to"]
    c, d = g.get("condition"), f.get("condition")
    if c or d:
        found["condition"] = bool(c and d and spans_match(c, d))
    return found


def _share_a_character(a: Span | None, b: Span | None) -> bool:
    return bool(a and b) and overlap(a, b) > 0  # type: ignore[arg-type]


def same_source(g: Row, f: Row, names: Names) -> bool:
    """Whether two attributions have the same source: equal names, or source spans that touch."""
    return names.key(g["source"]) == names.key(f["source"]) or _share_a_character(g["source_span"], f["source_span"])


def content_weight(g: Row, f: Row) -> float:
    """How well the contents of two attributions agree; 0 if they are not the same."""
    value = pieces_iou(g["content"], f["content"])
    return value if value >= IOU else 0.0


def _attribution_cases(doc_id: str, gold: Row, found: list[dict[str, Any]], names: Names) -> list[Case]:
    rows = tier(gold["attributions"], False)
    paired = pairs(rows, found, lambda g, f: content_weight(g, f) if same_source(g, f, names) else 0.0)
    open_rows = [*tier(gold["attributions"], True), *(gold.get("attributions_borderline") or [])]
    triggers = [row["trigger"] for row in gold["commitments"] if row.get("trigger")]

    def doubtful(f: Row) -> bool:
        if f["cue_class"] in OPTIONAL or any(content_weight(g, f) for g in open_rows):
            return True
        return any(_share_a_character(trigger, f["cue"]) for trigger in triggers)

    left = [i for i in range(len(rows)) if i not in paired]
    taken = set(paired.values())
    spare = [j for j in range(len(found)) if j not in taken and not doubtful(found[j])]
    again = pairs([rows[i] for i in left], [found[j] for j in spare], content_weight)
    mistaken = {left[i]: spare[j] for i, j in again.items()}

    def agree(g: Row, f: Row) -> dict[str, bool]:
        return {"type": g["type"] == f["type"], "cue": _share_a_character(g.get("cue"), f["cue"])}

    found_cases = _cases(doc_id, "attributions", rows, found, paired | mistaken, agree, doubtful)
    wrong = [(rows[i], found[j]) for i, j in mistaken.items()]
    return [
        _mistaken(case) if any(g is case.gold and f is case.found for g, f in wrong) else case for case in found_cases
    ]


def _mistaken(case: Case) -> Case:
    return Case(case.doc_id, case.table, Outcome.WRONG_SOURCE, case.gold, case.found, case.agree)


def _actor_cases(doc_id: str, gold: Sequence[Row], found: Sequence[Row]) -> list[Case]:
    def weight(g: Row, f: Row) -> float:
        first, second = names_of(g), names_of(f)
        return len(set(first) & set(second)) + (1000 if first[0] == second[0] else 0)

    def agree(g: Row, f: Row) -> dict[str, bool]:
        return {name: f[name] in either(g, name) for name in ("type", "country")}

    core, open_rows = tier(gold, False), tier(gold, True)
    doubtful = lambda f: any(weight(g, f) for g in open_rows)  # noqa: E731
    return _cases(doc_id, "actors", core, found, pairs(core, found, weight), agree, doubtful)


def _expert_cases(doc_id: str, gold: Sequence[Row], found: Iterable[Row], names: Names) -> list[Case]:
    once = {names.key(row["name"]): row for row in reversed(list(found))}
    listed = [once[key] for key in reversed(once)]
    core, in_doubt = tier(gold, False), names.keys(row["name"] for row in tier(gold, True))
    paired = pairs(core, listed, lambda g, f: float(names.key(g["name"]) == names.key(f["name"])))
    return _cases(doc_id, "experts", core, listed, paired, doubtful=lambda f: names.key(f["name"]) in in_doubt)


def _expert_statement_cases(doc_id: str, gold: Row, found: Sequence[Row], names: Names) -> list[Case]:
    """What the experts of gold say, with its stance where it is clear; others' statements are a matter of who is an expert."""
    said = [
        {"name": expert["name"], **statement}
        for expert in tier(gold["experts"], False)
        for statement in _statements(expert, gold["attributions"])
    ]
    speakers = names.keys(row["name"] for row in said)
    rows = [row for row in found if names.key(row["name"]) in speakers]

    def weight(g: Row, f: Row) -> float:
        return content_weight(g, f) if names.key(g["name"]) == names.key(f["name"]) else 0.0

    def agree(g: Row, f: Row) -> dict[str, bool]:
        clear = f["stance"] != Stance.UNCLEAR
        return {"clear": clear, **({"stance": f["stance"] in either(g, "stance")} if clear else {})}

    return _cases(doc_id, "expert statements", said, rows, pairs(said, rows, weight), agree)


def _statements(expert: Row, attributions: Sequence[Row]) -> list[Row]:
    """An expert's statements: listed with their contents, or by their places among the attributions."""
    if "statements" in expert:
        return list(expert["statements"])
    placed = zip(expert.get("attributions", ()), expert.get("stances", ()), strict=False)
    return [{"content": attributions[place]["content"], "stance": stance} for place, stance in placed]
