"""Runs on a LocalCluster with real worker processes: the same rows as here, whatever is killed meanwhile."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from toolkit.analysis import analyze
from toolkit.cli.main import main
from toolkit.cluster.listing import pieces, sources
from toolkit.cluster.running import connected
from toolkit.cluster.store import Store
from toolkit.cluster.tasks import check_versions
from toolkit.corrections import Corrections
from toolkit.errors import UsageError
from toolkit.export.databases import to_parquet
from toolkit.extraction import shaping_of
from toolkit.records import TABLES

distributed = pytest.importorskip("distributed", reason="Dask is not installed (extra cluster)")
parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (extra cluster)")

ROOT = Path(__file__).parents[2]
WORDS = """Ministers of {0} met in Geneva on Monday.

{0} will send 40 engineers to {1} by the end of June, Foreign Minister Anna Keller said.

"We agreed to reopen the border crossing," Keller told reporters. {1} refused to withdraw its troops.

"This is a step forward," said Peter Hale, an analyst at the Chatham House institute in London.
"""
PAIRS = ["France Mali", "Japan Kenya", "Norway Chad", "Spain Peru", "Italy Libya", "Poland Ghana"]


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setenv("READOUT_CACHE", str(tmp_path_factory.getbasetemp() / "cluster-cache"))


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
    ) as running:
        yield running


@pytest.fixture
def client(cluster: Any) -> Iterator[Any]:
    with distributed.Client(cluster) as client:
        yield client


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Articles, a table of which two rows share an id, a text that is there twice, a file that cannot be read."""
    made = tmp_path / "articles"
    made.mkdir()
    for n, pair in enumerate(PAIRS):
        (made / f"a{n}.txt").write_text(WORDS.format(*pair.split()), encoding="utf-8")
    (made / "a7-again.txt").write_text(WORDS.format(*PAIRS[1].split()), encoding="utf-8")
    (made / "empty.txt").write_text("", encoding="utf-8")
    rows = [{"id": name, "text": WORDS.format(*pair), "date": "2024-05-06"} for name, *pair in ROWS]
    (made / "table.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return made


ROWS = [("r1", "Brazil", "Cuba"), ("r1", "India", "Nepal"), ("r2", "Egypt", "Sudan")]


CODEBOOK = """topics:
  roads: [border crossing]
actors:
  Chatham House Institute: [Chatham House]
  Peter Hale:
    country: GBR
experts:
  strategist: [Peter Hale]
"""


def decide(folder: Path) -> None:
    """A codebook, decisions of all kinds that reach across pieces, and one that fits nothing."""
    found = analyze(folder, progress=False, keyterms=False)
    first, last = found["a0"], found["a5"]
    (folder / "readout.yaml").write_text(CODEBOOK)
    corrections = Corrections(folder / "corrections.jsonl", who="tester")
    corrections.reject(first, first.commitments[0].commitment_id)
    corrections.accept(last, last.attributions[0].attribution_id)
    corrections.merge(first.actors[0].actor_id, last.actors[0].actor_id)
    corrections.fact("Anna Keller", role="minister of all")
    line = json.loads((folder / "corrections.jsonl").read_text().splitlines()[0])
    with (folder / "corrections.jsonl").open("a") as file:
        file.write(json.dumps(line | {"row": "c-000000000000", "words": "nothing like this", "when": "2026"}) + "\n")


def extract(cluster: Any, *arguments: object) -> Any:
    command = ["extract", *arguments, "--dask", cluster.scheduler_address, "--no-progress"]
    return CliRunner().invoke(main, list(map(str, command)))


def table_of(folder: Path, name: str) -> Any:
    """A table as written by pieces, read in the order of their names."""
    import pyarrow as pa

    return pa.concat_tables([parquet.read_table(path) for path in sorted((folder / name).glob("*.parquet"))])


def same(rows: Path, local: Path) -> bool:
    """Whether tables by piece, put together, are to the byte those that a run here exports."""
    for name in TABLES:
        joined = local / f"{name}-joined.parquet"
        parquet.write_table(table_of(rows, name), joined)
        whole = local / f"{name}-whole.parquet"
        parquet.write_table(parquet.read_table(local / f"{name}.parquet"), whole)
        if joined.read_bytes() != whole.read_bytes():
            return False
    return True


def here(folder: Path, local: Path) -> Path:
    to_parquet(analyze(folder, progress=False, keyterms=False), local)
    return local


def test_rows_problems_decisions_and_status_are_those_of_a_run_here(
    cluster: Any, client: Any, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decide(folder)
    local = CliRunner().invoke(main, ["extract", str(folder), "-o", str(tmp_path / "jsonl"), "--no-progress"])
    done = extract(cluster, folder, "-o", tmp_path / "rows", "--piece", 2)
    assert (done.exit_code, local.exit_code) == (1, 1)
    assert "does not fit any more" in local.stderr
    dashboard, *told = done.stderr.splitlines()
    assert dashboard.startswith("Dask's dashboard: http")
    assert sorted(told) == sorted(local.stderr.splitlines())
    assert len(list((tmp_path / "rows" / "actors").iterdir())) > 3
    assert same(tmp_path / "rows", here(folder, tmp_path / "local"))
    run = json.loads((tmp_path / "rows" / "run.json").read_text())
    assert run["rows"] == {name: table_of(tmp_path / "rows", name).num_rows for name in TABLES}
    found = analyze(folder, client=client, piece=2, cache=tmp_path / "kept", progress=False, keyterms=False)
    for path in found.write(tmp_path / "memory"):
        assert path.read_bytes() == (tmp_path / "jsonl" / path.name).read_bytes(), path.name
    assert [str(one) for one in found.stale] == [line for line in local.stderr.splitlines() if "does not fit" in line]


def test_texts_in_memory_are_handed_over(client: Any, tmp_path: Path) -> None:
    texts = {name: WORDS.format(*pair) for name, *pair in ROWS[1:]}
    options: dict[str, Any] = {"progress": False, "keyterms": False}
    found = analyze(texts, client=client, piece=1, cache=False, **options).write(tmp_path / "cluster")
    local = analyze(texts, cache=False, **options).write(tmp_path / "here")
    assert [path.read_bytes() for path in found] == [path.read_bytes() for path in local]


def test_only_pieces_that_change_are_done_again(cluster: Any, folder: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows"
    first = extract(cluster, folder, "-o", rows, "--piece", 2)
    assert isinstance(first.exception, SystemExit), (first.stderr, repr(first.exception))
    before = stamps(rows)
    (folder / "a2.txt").write_text(WORDS.format("Chile", "Niger"), encoding="utf-8")
    (folder / "table.jsonl").unlink()
    extract(cluster, folder, "-o", rows, "--piece", 2)
    after = stamps(rows)
    again = {path for path, stamp in after.items() if before.get(path) != stamp}
    assert {Path(path).name[:11] for path in again if "_pieces/found" in path} == {"part-000001"}
    assert same(rows, here(folder, tmp_path / "local"))


def test_the_queries_of_the_docs_run_on_what_is_written(
    cluster: Any, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed (extra cluster)")
    extract(cluster, folder, "-o", tmp_path / "tables", "--piece", 3)
    monkeypatch.chdir(tmp_path)
    queries = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "scale.md").read_text(encoding="utf-8"), re.S)
    assert len(queries) >= 3
    for query in queries:
        assert duckdb.sql(query).fetchall(), query


def stamps(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*.parquet")}


def test_a_worker_killed_in_mid_run_loses_nothing(cluster: Any, client: Any, folder: Path, tmp_path: Path) -> None:
    rows, results = tmp_path / "rows", []
    thread = threading.Thread(target=lambda: results.append(extract(cluster, folder, "-o", rows, "--piece", 1)))
    thread.start()
    pids = client.run(os.getpid)
    wait_for(lambda: len(done_pieces(rows)) >= 1)
    os.kill(next(iter(pids.values())), signal.SIGKILL)
    killed_at = len(done_pieces(rows))
    thread.join()
    assert killed_at < len(done_pieces(rows)) == 12
    assert results[0].exit_code == 1, results[0].stderr
    assert same(rows, here(folder, tmp_path / "local"))


def test_a_run_whose_driver_was_killed_goes_on_where_it_was(cluster: Any, folder: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows"
    command = [sys.executable, "-m", "toolkit.cli.main", "extract", folder, "-o", rows, "--piece", "1", "--dask"]
    driver = subprocess.Popen(
        [*command, cluster.scheduler_address], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    wait_for(lambda: len(done_pieces(rows)) >= 2)
    driver.kill()
    driver.wait()
    assert not (rows / "run.json").exists()
    kept = {path: path.stat().st_mtime_ns for path in done_pieces(rows)}
    assert extract(cluster, folder, "-o", rows, "--piece", 1).exit_code == 1
    assert {path: path.stat().st_mtime_ns for path in kept} == kept
    assert same(rows, here(folder, tmp_path / "local"))


def done_pieces(rows: Path) -> list[Path]:
    return list((rows / "_pieces" / "found").glob("part-*.parquet"))


def wait_for(there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 300
    while not there():
        assert time.monotonic() < deadline, "the run makes no progress"
        time.sleep(0.02)


def test_addresses_are_read_and_written_through_fsspec(cluster: Any, folder: Path, tmp_path: Path) -> None:
    decide(folder)
    done = extract(cluster, f"file://{folder}", "-o", f"file://{tmp_path}/rows", "--piece", 4)
    assert f"file://{folder}/empty.txt: " in done.stderr
    assert "does not fit any more" in done.stderr
    local = analyze(folder, progress=False, keyterms=False)
    found = table_of(tmp_path / "rows", "articles").to_pylist()
    assert [row["source_path"] for row in found] == [f"file://{path}" for path in local.articles["source_path"]]
    for name in ("actors", "attributions", "commitments", "commentary"):
        to_parquet(local, tmp_path / "local")
        assert table_of(tmp_path / "rows", name).equals(parquet.read_table(tmp_path / "local" / f"{name}.parquet"))


@pytest.mark.slow
def test_reports_on_what_workers_found_are_those_of_a_run_here(cluster: Any, folder: Path, tmp_path: Path) -> None:
    for path in folder.glob("a[2-7]*"):
        path.unlink()
    command = ["report", str(folder), "--no-progress"]
    done = CliRunner().invoke(main, [*command, "-o", str(tmp_path / "a"), "--dask", cluster.scheduler_address])
    local = CliRunner().invoke(main, [*command, "-o", str(tmp_path / "b")])
    assert (done.exit_code, local.exit_code) == (1, 1), done.stderr
    pages = sorted(path.name for path in (tmp_path / "b").glob("*.html"))
    assert len(pages) == 7
    for name in pages:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_an_address_without_files_is_a_problem(tmp_path: Path) -> None:
    found, problems = sources([f"file://{tmp_path}/nothing"])
    assert not found
    assert [one.kind for one in problems] == ["missing"]


def test_tables_are_pieces_of_their_own(folder: Path) -> None:
    found, _ = sources([folder])
    assert [[Path(one.place).name for one in piece] for piece in pieces(found, 5)] == [
        ["a0.txt", "a1.txt", "a2.txt", "a3.txt", "a4.txt"],
        ["a5.txt", "a7-again.txt", "empty.txt"],
        ["table.jsonl"],
    ]


def test_an_address_is_no_path_without_a_scheduler(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["extract", "s3://bucket/news", "-o", str(tmp_path)])
    assert done.exit_code == 2
    assert "s3://bucket/news is not on this machine. Name a Dask scheduler" in done.stderr


def test_without_dask_one_line_says_how_to_install_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = CliRunner().invoke(main, ["extract", str(folder), "-o", str(tmp_path), "--dask", "tcp://127.0.0.1:1"])
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        "readout: Running on a cluster needs Dask, which is not installed. "
        "Install it with: python -m pip install 'readout-toolkit[cluster]'"
    ]


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.cluster.running.PATIENCE", 0.5)
    with (
        pytest.raises(UsageError, match=r"No Dask scheduler answers at 'tcp://127\.0\.0\.1:1'"),
        connected("tcp://127.0.0.1:1"),
    ):
        pytest.fail("it is connected")


def test_a_worker_with_another_version_says_so() -> None:
    reading: Any = {"mode": "complete", "learned": True, "nested": False}
    mine = shaping_of(None, reading)
    check_versions(mine, (mine["model"], reading, False))
    with pytest.raises(UsageError, match=r"has spacy .* instead of 3.0"):
        check_versions(mine | {"spacy": "3.0"}, (mine["model"], reading, False))


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(str(tmp_path))
    store.write("found/part-1.parquet", b"one")
    (tmp_path / "found" / ".part-2.parquet.draft").write_bytes(b"half")
    (tmp_path / "found" / "notes.txt").write_bytes(b"somebody else's")
    assert store.exists("found/part-1.parquet")
    assert not store.exists("found/part-2.parquet")
    store.keep_only("found", [])
    assert store.names("found") == ["notes.txt"]
