"""A folder with a readout.yaml: the command, notebooks and ``toolkit.analyze`` all do as it says."""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import toolkit as tk
from toolkit.cli.main import main
from toolkit.corpus.ledger import THRESHOLD
from toolkit.errors import UsageError

ROOT = Path(__file__).parents[2]
TEXT = """\
title: Posts & <patrols>
threshold: 0.9
topics:
  Custom houses: ['customs post*']
actors:
  Kingdom of Morocco: {aliases: [Morocco], plover_sector: GOV}
hide: [deadline_to, counterpart_names]
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def folder(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("READOUT_CACHE", str(cache))
    articles = tmp_path / "articles"
    articles.mkdir()
    for name in ("2023-05-10_agency_spain_morocco.txt", "2023-10-06_followup_beni_enzar.txt"):
        shutil.copy(ROOT / "articles" / name, articles)
    return articles


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def state(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir() if path.suffix == ".html"}


def sources(notebook: Path) -> str:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return "".join("".join(cell["source"]) + "\n" for cell in cells)


def table(page: str, column: str) -> Any:
    """The data of the long table that has a column."""
    found = re.findall(r"<script[^>]*application/json[^>]*>(.*?)</script>", page, re.DOTALL)
    tables = [json.loads(html.unescape(text)) for text in found]
    return next(t for t in tables if "columns" in t and any(c[0] == column for c in t["columns"]))


def test_init_writes_a_file_once_and_check_reads_it(folder: Path) -> None:
    done = run("init", folder)
    assert (done.exit_code, done.stdout.strip()) == (0, str(folder / "readout.yaml"))
    (folder / "readout.yaml").write_text("title: Mine\n", encoding="utf-8")
    again = run("init", folder)
    assert again.exit_code == 2
    assert "stays as it is" in again.stderr
    assert (folder / "readout.yaml").read_text(encoding="utf-8") == "title: Mine\n"
    assert run("init", folder / "nowhere").exit_code == 2


def test_check_names_what_matches_nothing(folder: Path) -> None:
    assert run("check", folder, "--no-progress").exit_code == 2  # there is none
    (folder / "readout.yaml").write_text(TEXT, encoding="utf-8")
    good = run("check", folder, "--no-progress")
    assert (good.exit_code, good.stdout) == (0, "")
    wrong = TEXT.replace("title", "titel").replace("[Morocco]", "[Morocco, Atlantis]")
    (folder / "readout.yaml").write_text(wrong, encoding="utf-8")
    done = run("check", folder, "--no-progress")
    assert done.exit_code == 1
    first, second = done.stdout.splitlines()
    assert "line 1: there is no 'titel'; did you mean 'title'?" in first
    assert "line 6: no article has an actor called 'Atlantis'" in second
    (folder / "readout.yaml").write_text("title: [", encoding="utf-8")
    assert run("check", folder, "--no-progress").exit_code == 2


def test_a_wrong_file_stops_a_run_before_anything_is_analysed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.analysis._run", lambda *a: pytest.fail("an article was analysed"))
    (folder / "readout.yaml").write_text("title: x\ntopic: y\n", encoding="utf-8")
    for command in ("report", "extract"):
        done = run(command, folder, "-o", tmp_path / "out", "--no-cache", "--no-progress")
        assert done.exit_code == 2
        assert done.stderr.strip() == (
            f"readout: {folder / 'readout.yaml'}, line 2: there is no 'topic'; did you mean 'topics'? "
            "There are: title, threshold, topics, actors, experts, hide"
        )
    with pytest.raises(UsageError, match="line 2"):
        tk.analyze(folder, progress=False)


def test_report_notebook_and_library_do_as_it_says(folder: Path, tmp_path: Path) -> None:
    (folder / "readout.yaml").write_text(TEXT, encoding="utf-8")
    out = tmp_path / "out"
    done = run("report", folder, "-o", out, "--no-progress")
    assert done.exit_code == 0, done.stderr
    across, index = ((out / name).read_text(encoding="utf-8") for name in ("corpus.html", "index.html"))
    assert all("<h1>Posts &amp; &lt;patrols&gt;</h1>" in page for page in (across, index))
    listing = json.loads((out / "corpus.json").read_text(encoding="utf-8"))
    found = tk.analyze(folder, progress=False)
    assert found.codebook is not None
    assert listing["codebook"]["codebook"] == found.codebook.sha256
    assert found.codebook.sha256 in across
    # the topic is a filter, the alias merged, the columns gone
    ledger = table(across, "what")
    assert "topic" in [key for key, *_ in ledger["filters"]]
    assert "Custom houses" in json.dumps(ledger["rows"])
    assert not {"by", "to_whom"} & {key for key, *_ in ledger["columns"]}
    assert not {"deadline_to", "counterpart_names"} & set(found.commitments.columns)
    names = {row.name for row in found.records("actors")}
    assert "Kingdom of Morocco" in names
    assert "Morocco" not in names
    data = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(out.glob("2023*.json"))]
    assert {actor["name"] for article in data for actor in article["actors"]} == names
    rows = {row["commitment_id"]: row["contexts"] for article in data for row in article["commitments"]}
    assert rows == {row.commitment_id: list(row.contexts) for row in found.records("commitments")}
    # the threshold parts what is one commitment without it
    assert "threshold = 0.9\n" in sources(out / "corpus.ipynb")
    assert found.ledger().threshold == 0.9
    assert [entry["entry_id"] for entry in listing["ledger"]] == [e.entry_id for e in found.ledger().entries]
    free = tk.analyze(folder, progress=False, codebook=False)
    assert free.ledger().threshold == THRESHOLD
    assert len(free.ledger().entries) < len(found.ledger().entries)


def test_what_changes_is_made_anew_and_no_more(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "readout.yaml").write_text(TEXT, encoding="utf-8")
    out = tmp_path / "out"
    assert run("report", folder, "-o", out, "--no-progress").exit_code == 0
    first = state(out)
    monkeypatch.setattr("toolkit.analysis._run", lambda todo, *a: (pytest.fail(str(one)) for one in todo))
    assert run("report", folder, "-o", out, "--no-progress").exit_code == 0
    same = state(out)
    assert {name for name in first if first[name] != same[name]} <= {"index.html"}
    (folder / "readout.yaml").write_text(TEXT.replace("Posts", "Houses"), encoding="utf-8")
    assert run("report", folder, "-o", out, "--no-progress").exit_code == 0
    titled = state(out)
    assert {name for name in first if same[name] != titled[name]} == {"index.html", "corpus.html"}
    (folder / "readout.yaml").write_text(TEXT.replace("Custom houses", "Posts"), encoding="utf-8")
    assert run("report", folder, "-o", out, "--no-progress").exit_code == 0
    assert all(titled[name] != stamp for name, stamp in state(out).items())


def test_a_given_parameter_wins_and_another_file_can_be_named(folder: Path, tmp_path: Path) -> None:
    named = tmp_path / "mine.yaml"
    named.write_text(TEXT, encoding="utf-8")
    (folder / "readout.yaml").write_text("title: Not this\n", encoding="utf-8")
    out = tmp_path / "out"
    done = run("report", folder, "-o", out, "--codebook", named, "-p", "threshold=0.2", "--no-progress")
    assert done.exit_code == 0, done.stderr
    assert "Posts &amp;" in (out / "index.html").read_text(encoding="utf-8")
    assert "threshold = 0.2\n" in sources(out / "corpus.ipynb")


def test_exports_say_which_codebook_they_rest_on(folder: Path, tmp_path: Path) -> None:
    (folder / "readout.yaml").write_text(TEXT, encoding="utf-8")
    assert run("export", folder, "--to", "csv", "-o", tmp_path / "out", "--no-progress").exit_code == 0
    told = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert told["codebook"]["title"] == "Posts & <patrols>"
    assert told["codebook"]["hidden"] == ["deadline_to", "counterpart_names"]
    methods = (tmp_path / "out" / "METHODS.md").read_text(encoding="utf-8")
    assert "set 1 topic, 1 actor's names and facts," in methods
    assert told["codebook"]["sha256"] in methods
    assert "of which by hand or by the project's codebook" in methods
    assert "deadline_to" not in (tmp_path / "out" / "csv" / "commitments.csv").read_text("utf-8-sig").split("\n")[0]


def test_the_file_is_no_article_and_of_several_folders_none_is_taken(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "readout.yaml").write_text(TEXT, encoding="utf-8")
    found = tk.analyze(folder, progress=False)
    assert found.records("problems") == ()
    assert "readout" not in found
    (folder / "readout.yaml").rename(folder / "readout.yml")
    assert tk.analyze(folder, progress=False).codebook is None
    assert f"{folder / 'readout.yml'} is not read; call it readout.yaml" in capsys.readouterr().err
    (folder / "readout.yml").rename(folder / "readout.yaml")
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.txt").write_text("Spain agreed to reopen the post on Monday.\n", encoding="utf-8")
    capsys.readouterr()
    both = tk.analyze([folder, other], progress=False)
    assert both.codebook is None
    assert "several folders; name it" in capsys.readouterr().err
    assert tk.analyze([folder, other], progress=False, codebook=folder / "readout.yaml").codebook is not None
