from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from toolkit.cli.group import Group
from toolkit.cli.main import main
from toolkit.records import TABLES

TEXT = "Spain agreed to reopen the crossing by June, Foreign Minister Ana Ruiz said on Monday.\n"


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setenv("READOUT_CACHE", str(tmp_path_factory.getbasetemp() / "cli-cache"))


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "crossing.txt").write_text(TEXT)
    return folder


def run(*arguments: object):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_every_command_and_option_says_what_it_does() -> None:
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command
        assert command.get_short_help_str(), name
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert parameter.help or parameter.name == "style", f"{name} {parameter.name}"  # type: ignore[attr-defined]


def test_commands_that_are_imported_later_say_the_same_in_the_list() -> None:
    assert isinstance(main, Group)
    for name, (_, told) in main.later.items():
        command = main.get_command(click.Context(main), name)
        assert command
        assert command.name == name
        assert " ".join((command.help or "").split("\n\n")[0].split()) == told


def test_extract_writes_every_table_and_names_the_files(articles: Path, tmp_path: Path) -> None:
    done = run("extract", articles, "--output", tmp_path / "out", "--no-progress")
    assert done.exit_code == 0
    assert [Path(line).name for line in done.stdout.split()] == [f"{name}.jsonl" for name in TABLES]
    (row,) = (json.loads(line) for line in (tmp_path / "out" / "articles.jsonl").read_text().splitlines())
    assert row["text"] == TEXT


def test_one_bad_file_is_named_and_the_rest_goes_on(articles: Path, tmp_path: Path) -> None:
    (articles / "bad.txt").write_bytes(b"\x00\x01\x02" * 100)
    done = run("extract", articles, "--output", tmp_path / "out", "--no-progress")
    assert done.exit_code == 1
    assert "bad.txt" in done.stderr
    assert len((tmp_path / "out" / "articles.jsonl").read_text().splitlines()) == 1
    assert len((tmp_path / "out" / "problems.jsonl").read_text().splitlines()) == 1


@pytest.mark.parametrize("arguments", [(), ("extract",), ("extract", "x.txt"), ("nonsense",)])
def test_wrong_usage_is_status_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_misspelt_command_is_told_the_right_one() -> None:
    assert "Did you mean 'extract'" in run("extarct").stderr


def test_a_missing_model_is_status_2_and_says_how_to_install_one(articles: Path, tmp_path: Path) -> None:
    done = run("extract", articles, "-o", tmp_path / "out", "--model", "xx_no_such_model")
    assert done.exit_code == 2
    assert "pip install" in done.stderr


def test_read_prints_one_article_a_line(articles: Path) -> None:
    assert "crossing" in run("read", articles).stdout
    assert json.loads(run("read", articles, "--json").stdout)["doc_id"] == "crossing"


def test_the_codebook_names_every_table() -> None:
    assert all(f"## {name}" in run("codebook").stdout for name in TABLES)
    assert set(json.loads(run("codebook", "--format", "json-schema").stdout)) == set(TABLES)


def test_info_says_which_model() -> None:
    done = run("info")
    assert done.exit_code == 0
    assert "model " in done.stdout


def test_a_gate_fails_under_its_floor(tmp_path: Path) -> None:
    gold = tmp_path / "time.json"
    item = {"expr": "tomorrow", "tense": "future", "from": "2020-01-02", "to": "2020-01-02"}
    gold.write_text(json.dumps({"dateline": "2020-01-01", "items": [item]}))
    gate = tmp_path / "gate.json"
    figures = tmp_path / "figures.json"
    assert run("evaluate", "time", gold, "--gate", gate, "--pin", "--json", figures).exit_code == 0
    assert run("evaluate", "time", gold, "--gate", gate).exit_code == 0
    pinned = json.loads(gate.read_text())
    assert pinned["floors"]
    gate.write_text(json.dumps(pinned | {"floors": dict.fromkeys(pinned["floors"], 101.0)}))
    failed = run("evaluate", "time", gold, "--gate", gate)
    assert failed.exit_code == 1
    assert "under its floor" in failed.stderr


def test_a_starter_notebook_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "mine.ipynb"
    done = run("new-notebook", path)
    assert done.exit_code == 0
    assert str(path) in done.stdout
    assert f"--notebook {path}" in done.stderr
    assert run("new-notebook", path).exit_code == 2
    assert "--corpus-notebook" in run("new-notebook", tmp_path / "all.ipynb", "--across").stderr


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--fail-on", "passd>0", "did you mean 'passed'"),
        ("--as-of", "tomorrow", "not a day"),
        ("--corrections", "gone.csv", "gone.csv"),
        ("--parameter", "tresholt=1", "did you mean 'threshold'"),
        ("--parameter", "threshold=high", "takes float"),
    ],
)
def test_report_tells_wrong_options(articles: Path, tmp_path: Path, option: str, value: str, told: str) -> None:
    done = run("report", articles, "-o", tmp_path / "out", "--no-progress", option, value)
    assert done.exit_code == 2
    assert told in done.stderr


@pytest.mark.slow
def test_report_writes_summary_and_junit_and_fails_on_a_gate(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    quick = {"notebook": "new-notebook", "corpus-notebook": "new-notebook"}
    for name in quick:
        run("new-notebook", tmp_path / f"{name}.ipynb", *(["--across"] if name != "notebook" else []))
    given = [f for name in quick for f in (f"--{name}", tmp_path / f"{name}.ipynb")]
    files = ["--summary", tmp_path / "summary.md", "--junit", tmp_path / "junit.xml"]
    options = ["-o", tmp_path / "out", "--no-progress", *given, *files]
    done = run("report", articles, *options, "--fail-on", "articles>0,unread>0", "--as-of", "today")
    assert done.exit_code == 1
    assert "gate: articles>0 holds: articles is 1" in done.stderr
    assert "unread" not in done.stderr
    assert "::group::Analysing the articles\n::endgroup::" in done.stderr
    assert "articles\\>0 holds" in (tmp_path / "summary.md").read_text()
    assert 'name="articles&gt;0"' in (tmp_path / "junit.xml").read_text()
    assert run("report", articles, *options, "--fail-on", "unread>0", "--as-of", "today").exit_code == 0


def test_what_does_not_look_english_is_read_when_asked_for(tmp_path: Path) -> None:
    french = tmp_path / "fr.txt"
    french.write_text(
        "Le ministre des affaires étrangères a déclaré que la frontière serait ouverte au mois de juin.\n" * 3
    )
    refused = run("extract", french, "-o", tmp_path / "out", "--no-progress")
    assert refused.exit_code == 1
    assert "--any-language" in refused.stderr
    assert run("extract", french, "-o", tmp_path / "out", "--no-progress", "--any-language").exit_code == 0


def test_tables_of_articles_are_read_and_the_guess_is_told(tmp_path: Path) -> None:
    table = tmp_path / "articles.csv"
    table.write_text(f'headline,main,date,desk\nOne,"{TEXT.strip()}",2024-05-06,world\nTwo,,2024-05-06,home\n')
    done = run("extract", table, "-o", tmp_path / "out", "--no-progress", "--text-column", "main", "--title-column", "")
    assert done.exit_code == 1
    assert "read date from 'date' (guessed" in done.stderr
    assert f"{table} (row 2): The text is empty" in done.stderr
    (row,) = (json.loads(line) for line in (tmp_path / "out" / "articles.jsonl").read_text().splitlines())
    assert (row["doc_id"], row["published"], row["title"]) == ("articles#1", "2024-05-06", None)
    assert (row["meta"]["desk"], row["meta"]["headline"]) == ("world", "One")
    shown = run("read", table, "--text-column", "main")
    assert "2024-05-06" in shown.stdout
    assert "title from 'headline'" in shown.stderr
    assert "did you mean 'main'" in run("read", table, "--text-column", "mian").stderr


def test_a_mistyped_path_makes_no_report(tmp_path: Path) -> None:
    done = run("report", tmp_path / "artikles", "--output", tmp_path / "out")
    assert done.exit_code == 1
    assert "There is no such file or folder" in done.stderr
    assert not (tmp_path / "out").exists()
