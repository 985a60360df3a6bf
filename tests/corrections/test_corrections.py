"""Decisions survive: made once in a file, they are carried out at every run, or listed where they no longer fit."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import toolkit as tk
from toolkit import Analysis, Corrections
from toolkit.cli.main import main
from toolkit.corpus import read_corrections
from toolkit.corrections import Decision
from toolkit.corrections.decisions import Action, parse, read, standing
from toolkit.errors import UsageError
from toolkit.findings import ArticleAnalysis
from toolkit.records import Commitment, Origin, row_id


@pytest.fixture
def log(tmp_path: Path) -> Corrections:
    return Corrections(tmp_path / "corrections.jsonl", who="M. Quill")


def again(log: Corrections, article: ArticleAnalysis) -> Analysis:
    """As the next run sees it: the file read anew, the model's rows as they were."""
    return Analysis([article], corrections=Corrections(log.path))


def one(analysis: Analysis, row: str) -> Any:
    held = [r for t in ("actors", "attributions", "commitments", "commentary") for r in analysis.records(t)]
    return next(
        r
        for r in held
        if row in (getattr(r, f"{k}_id", "") for k in ("actor", "attribution", "commitment", "commentary"))
    )


def refusal(article: ArticleAnalysis) -> Commitment:
    return next(row for row in article.commitments if row.kind.value == "refusal")


def test_a_rejected_row_goes_and_is_not_lost(log: Corrections, analysed: ArticleAnalysis) -> None:
    log.reject(analysed, refusal(analysed).commitment_id, why="it is a plan")
    found = again(log, analysed)
    assert len(found.commitments) == len(analysed.commitments) - 1
    assert list(found.rejected["words"]) == ["widen the fishing zone"]
    assert found["norland-vestria"].rejected["commitments"] == (refusal(analysed),)
    line = json.loads(log.path.read_text("utf-8"))
    assert (line["who"], line["why"], line["action"]) == ("M. Quill", "it is a plan", "reject")
    assert dt.datetime.fromisoformat(line["when"]).tzinfo is not None


def test_accepted_and_edited_rows_say_so(log: Corrections, analysed: ArticleAnalysis) -> None:
    first, second = analysed.commitments[:2]
    log.accept(analysed, first.commitment_id)
    log.edit(analysed, second.commitment_id, status="planned", deadline="2031-10", parties=["Vestria", "Norland"])
    found = again(log, analysed)
    assert [row.origin for row in found.records("commitments")[:3]] == [Origin.ACCEPTED, Origin.CORRECTED, Origin.MODEL]
    row = one(found, second.commitment_id)
    assert (row.status.value, row.deadline_from, row.deadline_to) == (
        "planned",
        dt.date(2031, 10, 1),
        dt.date(2031, 10, 31),
    )
    assert (row.parties, row.party_names) == (("a-ves", "a-nor"), ("Vestria", "Norland"))
    assert (row.confidence, row.party_confidence) == (1.0, 1.0)
    assert row.party_countries == ("NLD",)
    assert found.commitments["origin"].tolist()[:2] == ["accepted", "corrected"]


def test_later_decisions_win_and_edits_add_up(log: Corrections, analysed: ArticleAnalysis) -> None:
    key = analysed.commitments[0].commitment_id
    log.edit(analysed, key, status="planned")
    log.edit(analysed, key, plover="CONSULT")
    row = one(again(log, analysed), key)
    assert (row.status.value, row.plover) == ("planned", "CONSULT")
    log.reject(analysed, key)
    assert key not in list(again(log, analysed).commitments["commitment_id"])
    log.accept(analysed, key)
    assert one(again(log, analysed), key).status == analysed.commitments[0].status


def test_undo_is_a_decision_and_can_be_undone(log: Corrections, analysed: ArticleAnalysis) -> None:
    key = analysed.commitments[0].commitment_id
    made = log.reject(analysed, key)
    taken_back = log.undo()
    assert key in list(again(log, analysed).commitments["commitment_id"])
    log.undo(taken_back)
    assert key not in list(again(log, analysed).commitments["commitment_id"])
    assert log.frame()["stands"].tolist() == [True, False, False]
    assert len(log.path.read_text("utf-8").splitlines()) == 3
    with pytest.raises(UsageError, match="no decision 'd-nothing'"):
        log.undo("d-nothing")
    assert made.id == Corrections(log.path).decisions[0].id


def test_rows_are_added_by_words_or_spans(log: Corrections, analysed: ArticleAnalysis) -> None:
    log.add(analysed, "commitments", action="publish the survey of the sea bed", parties=["Norland"], status="planned")
    log.add(analysed, "commitments", action_spans=[[0, 7]], kind="refusal", parties=["Salthaven Institute"])
    found = again(log, analysed)
    mine = [row for row in found.records("commitments") if row.origin is Origin.ADDED]
    assert [row.action for row in mine] == ["Norland", "publish the survey of the sea bed"]
    assert [row.status.value for row in mine] == ["refused", "planned"]
    assert mine[0].party_names == ("Salthaven Institute",)
    actor = next(row for row in found.records("actors") if row.name == "Salthaven Institute")
    assert [analysed.article.text[m.start : m.end] for m in actor.mentions] == ["Salthaven Institute"]
    assert again(log, analysed).records("commitments") == found.records("commitments")
    with pytest.raises(UsageError, match=r"\d times"):
        log.add(analysed, "commitments", action="Norland")
    with pytest.raises(UsageError, match="needs action_spans"):
        log.add(analysed, "commitments", status="planned")


def test_a_state_that_a_correction_names_has_its_country(log: Corrections, analysed: ArticleAnalysis) -> None:
    log.edit(analysed, refusal(analysed).commitment_id, counterparts=["Norway"])
    found = again(log, analysed)
    assert next(row for row in found.records("actors") if row.name == "Norway").country == "NOR"
    assert one(found, refusal(analysed).commitment_id).counterpart_names == ("Norway",)


def test_actors_are_merged_everywhere(log: Corrections, analysed: ArticleAnalysis) -> None:
    log.merge("a-nor", "a-bra")
    found = again(log, analysed)
    assert "a-bra" not in list(found.actors["actor_id"])
    assert "a-bra" not in json.dumps(found["norland-vestria"].to_json())
    norland = one(found, "a-nor")
    assert "Ada Brandt" in norland.aliases
    assert len(norland.mentions) == len(one(Analysis([analysed]), "a-nor").mentions) + 3
    said = [row for row in found.records("attributions") if row.source_id == "a-nor"]
    assert said
    assert all("Norland" in row.source_name for row in said)


def test_an_actor_is_split_by_its_mentions(log: Corrections, analysed: ArticleAnalysis) -> None:
    vestria = one(Analysis([analysed]), "a-ves")
    demonym = next(m for m in vestria.mentions if m.kind.value == "demonym")
    log.split(analysed, "a-ves", [(demonym.start, demonym.end)], "Vestrian hauliers", type="group")
    found = again(log, analysed)
    new = next(row for row in found.records("actors") if row.name == "Vestrian hauliers")
    assert (new.mentions, new.type.value, new.origin) == ((demonym,), "group", Origin.ADDED)
    assert demonym not in one(found, "a-ves").mentions
    with pytest.raises(UsageError, match="some of this one's mentions"):
        log.split(analysed, "a-ves", [(0, 1)], "Nobody")


def test_an_alias_and_a_fact_hold_for_the_whole_corpus(log: Corrections, analysed: ArticleAnalysis) -> None:
    other = replace(analysed, article=replace(analysed.article, doc_id="b")).renamed("b")
    log.fact("Vestria", country="DNK", plover_sector="GOV")
    log.alias("Norland", "Kingdom of Norland")
    found = Analysis([analysed, other], corrections=Corrections(log.path))
    named = found.actors.set_index("actor_id")
    assert set(named.loc["a-ves", "country"]) == {"DNK"}
    key = row_id("a", "state", "Kingdom of Norland")  # as in an article that has this name itself
    assert set(named.loc[key, "name"]) == {"Kingdom of Norland"}
    assert "a-nor" not in named.index
    assert any(key in row.parties for row in found.records("commitments"))
    row = one(found, refusal(analysed).commitment_id)
    assert row.party_countries == ("DNK",)
    assert any("Kingdom of Norland" in row.party_names for row in found.records("commitments"))
    with pytest.raises(UsageError, match="did you mean 'country'"):
        log.fact("Vestria", contry="DNK")


@pytest.mark.parametrize("merging", [False, True])
def test_names_that_decisions_give_are_known_to_later_ones(
    log: Corrections, analysed: ArticleAnalysis, merging: bool
) -> None:
    other = replace(analysed, article=replace(analysed.article, doc_id="b")).renamed("b")
    log.alias("Norland", "Kingdom")
    log.keep(Decision(Action.FACT, name="KINGDOM", changes={"name": "Realm", "aliases": ["The Crown"]}))
    log.alias("realm", "Norway")
    log.fact("the crown", country="NOR")
    if merging:
        log.merge("a-nobody", "a-none")
    found = Analysis([analysed, other], corrections=Corrections(log.path))
    assert found.stale == []
    assert list(found.actors.query("country == 'NOR'")["name"]) == ["Norway", "Norway"]


def test_an_actor_named_by_its_former_id_is_found_after_an_alias(log: Corrections, analysed: ArticleAnalysis) -> None:
    key = refusal(analysed).commitment_id
    log.edit(analysed, key, parties=["a-nor"])
    log.alias("Norland", "Kingdom of Norland")
    found = again(log, analysed)
    assert found.stale == []
    assert one(found, key).party_names == ("Kingdom of Norland",)


def test_a_rejected_statement_takes_its_assessment_with_it(log: Corrections, analysed: ArticleAnalysis) -> None:
    statement = analysed.commentary[0].attribution_id
    log.reject(analysed, statement)
    found = again(log, analysed)
    assert statement not in json.dumps([row.attribution_id for row in found.records("commentary")])
    assert {row["table"] for _, row in found.rejected.iterrows()} == {"attributions", "commentary"}


def test_a_rejected_actor_is_nobodys_party(log: Corrections, analysed: ArticleAnalysis) -> None:
    log.reject(analysed, "a-ves")
    found = again(log, analysed)
    assert "a-ves" not in json.dumps([a.to_json()["commitments"] for a in found.values()])
    assert one(found, refusal(analysed).commitment_id).party_names == ()


EDITS: dict[str, Callable[[ArticleAnalysis], ArticleAnalysis]] = {
    "text before": lambda a: replace(a, article=replace(a.article, text="New. " + a.article.text, sha256="")),
    "row gone": lambda a: replace(a, commitments=tuple(r for r in a.commitments if r is not refusal(a))),
    "other words": lambda a: replace(
        a,
        commitments=tuple(
            replace(r, commitment_id="c-new", action_spans=((0, 7),)) if r is refusal(a) else r for r in a.commitments
        ),
    ),
}


@pytest.mark.parametrize("change", ["row gone", "other words"])
def test_a_decision_that_no_longer_fits_is_listed_and_kept(
    log: Corrections, analysed: ArticleAnalysis, change: str
) -> None:
    made = log.edit(analysed, refusal(analysed).commitment_id, status="planned")
    found = again(log, EDITS[change](analysed))
    assert [stale.decision.id for stale in found.stale] == [made.id]
    assert "no row of these words" in str(found.stale[0])
    assert all(row.origin is Origin.MODEL for row in found.records("commitments"))
    assert again(log, analysed).stale == []


def test_a_row_is_found_again_by_its_words_where_the_text_moved(log: Corrections, analysed: ArticleAnalysis) -> None:
    log.edit(analysed, refusal(analysed).commitment_id, status="planned")
    by = len("New. ")
    moved = tuple(
        replace(
            r, commitment_id=f"{r.commitment_id}-x", action_spans=tuple((a + by, b + by) for a, b in r.action_spans)
        )
        for r in analysed.commitments
    )
    found = again(log, replace(EDITS["text before"](analysed), commitments=moved))
    assert not found.stale
    assert one(found, f"{refusal(analysed).commitment_id}-x").status.value == "planned"


def test_an_article_of_another_name_and_the_same_text_is_the_same(log: Corrections, analysed: ArticleAnalysis) -> None:
    log.reject(analysed, refusal(analysed).commitment_id)
    found = again(log, analysed.renamed("elsewhere"))
    assert len(found.rejected) == 1
    assert (
        again(
            log, replace(analysed.renamed("else"), article=replace(analysed.article, doc_id="else", text="Other."))
        ).stale
        == []
    )


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"status": "agree"}, "one of agreed, pledged"),
        ({"statuss": "agreed"}, "did you mean 'status'"),
        ({"action_spans": [[5, 99_999]]}, "outside the text"),
        ({"deadline": "soon"}, "is no deadline"),
        ({"deadline": "2031-13"}, "is no deadline"),
        ({"kind": None}, "cannot be empty"),
        ({"contexts": "military"}, "it holds a list"),
        ({"plover": 3}, "it holds str"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_what_a_column_cannot_hold_is_refused_when_it_is_decided(
    log: Corrections, analysed: ArticleAnalysis, changes: dict[str, Any], told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        log.edit(analysed, refusal(analysed).commitment_id, **changes)
    assert not log.path.exists()


def test_a_wrong_value_in_the_file_is_stale_and_stops_nothing(log: Corrections, analysed: ArticleAnalysis) -> None:
    made = log.edit(analysed, refusal(analysed).commitment_id, status="planned")
    log.path.write_text(made.line().replace('"planned"', '"sure"') + "\n", "utf-8")
    found = again(log, analysed)
    assert "cannot be 'sure'" in str(found.stale[0])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 1: is no JSON"),
        ("[]", "no decision"),
        ('{"action": "rejct"}', "did you mean 'reject'"),
        ('{"action": "reject", "doc_id": "a", "table": "commitments"}', "has no row"),
        ('{"action": "undo", "of": "d-1", "by": "me"}', "has no 'by'"),
        ('{"action": "match", "rows": ["c-1", "c-2"], "same": "yes"}', "same should be bool"),
        ('{"action": "match", "rows": ["c-1"], "same": true}', "two rows"),
    ],
    ids=str,
)
def test_a_line_that_is_no_decision_is_named(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "corrections.jsonl"
    path.write_text(f"{line}\n", "utf-8")
    with pytest.raises(UsageError, match=told):
        read(path)


def test_decisions_are_appended_and_survive_a_missing_line_end(tmp_path: Path) -> None:
    path = tmp_path / "corrections.jsonl"
    first = Decision(Action.ALIAS, name="A", of="B")
    path.write_text(first.line(), "utf-8")
    Corrections(path, who="x").match("c-1", "c-2", same=True)
    assert [d.action for d in read(path)] == [Action.ALIAS, Action.MATCH]
    assert parse(first.line(), "here") == first


def test_verdicts_on_matches_are_decisions(tmp_path: Path) -> None:
    log = Corrections(tmp_path / "corrections.jsonl")
    log.match("c-1", "c-2", same=True)
    log.match("c-2", "c-1", same=False)
    assert read_corrections(log.path) == {("c-2", "c-1"): False}
    assert [d.same for d in standing(log.decisions)] == [False]


def test_parts_and_sums_keep_their_corrections(log: Corrections, analysed: ArticleAnalysis, tmp_path: Path) -> None:
    log.reject(analysed, refusal(analysed).commitment_id)
    found = again(log, analysed)
    assert len(found[:1].rejected) == 1
    assert len(found.where(title=analysed.article.title).rejected) == 1
    second = Corrections(tmp_path / "other.jsonl")
    other = analysed.renamed("b")
    second.accept(other, analysed.commitments[0].commitment_id)
    both = found + Analysis([other], corrections=second)
    assert len(both.rejected) == 1
    assert "accepted" in set(both.commitments["origin"])
    found.corrections.undo()
    assert len(found.corrected().rejected) == 0


def test_saved_and_loaded_with_what_was_decided(log: Corrections, analysed: ArticleAnalysis, tmp_path: Path) -> None:
    log.reject(analysed, refusal(analysed).commitment_id)
    log.accept(analysed, analysed.commitments[0].commitment_id)
    found = again(log, analysed)
    back = tk.load(found.save(tmp_path / "an.json"))
    assert back["norland-vestria"] == found["norland-vestria"]
    assert len(back.rejected) == 1


def test_every_run_carries_them_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUT_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "Ferry\n\nNorway agreed on Monday to reopen the ferry line by June. Sweden refused to pay for it.\n"
    )
    found = tk.analyze(folder, progress=False, keyterms=False)
    (agreed,) = [row for row in found.records("commitments") if row.kind.value == "commitment"]
    found.corrections.edit(found["a"], agreed.commitment_id, status="planned")
    assert found.corrections.path == folder / "corrections.jsonl"
    assert one(found.corrected(), agreed.commitment_id).status.value == "planned"
    assert one(tk.analyze(folder, progress=False, keyterms=False), agreed.commitment_id).status.value == "planned"
    run = CliRunner().invoke(main, ["extract", str(folder), "-o", str(tmp_path / "out"), "--no-progress"])
    assert run.exit_code == 0, run.output
    rows = [json.loads(line) for line in (tmp_path / "out" / "commitments.jsonl").read_text("utf-8").splitlines()]
    assert [row["origin"] for row in rows] == ["corrected", "model"]
    assert "problems" not in run.output or (tmp_path / "out" / "problems.jsonl").read_text() == ""
    (folder / "a.txt").write_text("Ferry\n\nNorway is quiet. Sweden refused to pay for it.\n")
    run = CliRunner().invoke(main, ["extract", str(folder), "-o", str(tmp_path / "out"), "--no-progress"])
    assert "does not fit any more" in run.output
    plain = tk.analyze(folder, progress=False, keyterms=False, corrections=False)
    assert plain.corrections.path is None


def test_decisions_without_a_file_are_kept_in_memory_until_they_are_saved(
    analysed: ArticleAnalysis, tmp_path: Path
) -> None:
    found = Analysis([analysed])
    made = found.corrections.reject(found[0], refusal(analysed).commitment_id)
    assert repr(found.corrections) == "<1 decisions in memory>"
    assert len(found.corrected().commitments) == len(found.commitments) - 1
    file = found.corrections.save(tmp_path / "corrections.jsonl")
    later = found.corrections.accept(found[0], analysed.commitments[0].commitment_id)
    assert found.corrections.save(file) == file
    assert read(file) == [made, later]


def test_tables_follow_when_an_analysis_is_refreshed(log: Corrections, analysed: ArticleAnalysis) -> None:
    found = Analysis([analysed], corrections=log)
    before = found.commitments
    log.reject(analysed, refusal(analysed).commitment_id)
    assert found.commitments is before
    assert found.refresh() is found
    assert len(found.commitments) == len(before) - 1
    assert list(found.rejected["words"]) == ["widen the fishing zone"]


def test_a_rejected_row_can_be_decided_on_again(log: Corrections, analysed: ArticleAnalysis) -> None:
    key = refusal(analysed).commitment_id
    log.reject(analysed, key)
    gone = again(log, analysed)
    log.accept(gone["norland-vestria"], key)
    found = again(log, analysed)
    assert one(found, key).origin is Origin.ACCEPTED
    assert found["norland-vestria"].rejected == {}


def test_words_stand_for_spans_also_over_a_line_end(log: Corrections, analysed: ArticleAnalysis) -> None:
    key = refusal(analysed).commitment_id
    text = analysed.article.text.replace("patrol boats", "patrol\nboats")
    broken = replace(analysed, article=replace(analysed.article, text=text, sha256=""))
    log.edit(broken, key, action="withdraw its patrol boats", condition="as soon as the first ship sails")
    row = one(Analysis([broken], corrections=log), key)
    assert row.action == "withdraw its patrol boats"
    assert text[slice(*row.condition_span)] == "as soon as the first ship sails"
    log.edit(broken, key, condition="")
    assert one(Analysis([broken], corrections=log), key).condition_span is None
    with pytest.raises(UsageError, match="0 times"):
        log.edit(broken, key, action="no such words")


def test_decisions_of_another_file_are_taken_over_once(
    log: Corrections, analysed: ArticleAnalysis, tmp_path: Path
) -> None:
    other = Corrections(tmp_path / "saved.jsonl", who="A. Reader")
    other.reject(analysed, refusal(analysed).commitment_id)
    assert (log.take(other.path), log.take(other.path)) == (1, 0)  # type: ignore[arg-type]
    assert len(again(log, analysed).commitments) == len(analysed.commitments) - 1
    assert (Analysis([analysed], corrections=log) + Analysis([])).corrections.path == log.path
    with pytest.raises(UsageError, match="no such file"):
        log.take(tmp_path / "nothing.jsonl")
