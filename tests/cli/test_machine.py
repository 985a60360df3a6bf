"""What the machine refuses, and runs that are cut off: real processes, one line, and nothing that stays behind."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import psutil
import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="needs signals and limits of POSIX")]

READOUT = [sys.executable, "-m", "toolkit.cli.main"]
TEXT = "Spain agreed to reopen the crossing by June, Foreign Minister Ana Ruiz said on Monday.\n"
NO_FORK = """
import os, subprocess, sys

def refuse(*_, **__):
    raise BlockingIOError(11, "Resource temporarily unavailable")

subprocess._fork_exec = os.fork = os.posix_spawn = refuse
from toolkit.cli.main import main
main(sys.argv[1:])
"""
UNPRIVILEGED = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]
"""What makes root obey permissions; others do anyway."""


class Desk:
    """A folder with articles, and a temporary folder and a cache of its own."""

    def __init__(self, folder: Path, temporary: Path) -> None:
        self.folder, self.temporary = folder, temporary
        self.articles, self.out = folder / "articles", folder / "out"
        self.articles.mkdir()
        self.environment = os.environ | {"TMPDIR": str(temporary), "READOUT_CACHE": str(folder / "cache")}
        self.article("crossing")

    def article(self, name: str, text: str = TEXT) -> None:
        (self.articles / f"{name}.txt").write_text(text)

    def notebook(self, code: str) -> Path:
        node = nbformat.v4.new_notebook()
        node.cells = [
            nbformat.v4.new_code_cell('doc: str = ""', metadata={"tags": ["parameters"]}),
            nbformat.v4.new_code_cell(code),
        ]
        nbformat.write(node, self.folder / "my.ipynb")
        return self.folder / "my.ipynb"

    def start(self, *arguments: object, before: list[str] | None = None) -> subprocess.Popen[str]:
        command = [*(before if before is not None else READOUT), *map(str, arguments)]
        return subprocess.Popen(
            command,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=heed_interrupts,
        )

    def run(self, *arguments: object, before: list[str] | None = None) -> tuple[int, list[str]]:
        """The exit status and the lines on stderr."""
        process = self.start(*arguments, before=before)
        _, told = process.communicate(timeout=300)
        return process.returncode, told.splitlines()

    def left(self) -> list[str]:
        """Drafts and folders of kernels that are still there."""
        drafts = [p for p in self.folder.rglob(".*") if re.search(r"\.\d+(-\d+)?$", p.name)]
        return sorted(p.name for p in [*drafts, *self.temporary.glob("readout-*")])

    def kernel(self) -> psutil.Process:
        """The kernel that is running, once it has said so."""
        told = wait(lambda: [p for p in self.temporary.glob("readout-*/kernel.pid") if p.read_text()])
        return psutil.Process(int(told[0].read_text()))


def wait(for_what: Callable[[], object], seconds: float = 120) -> list[Path]:
    """What a function gives as soon as it gives anything."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = for_what()
        if found:
            return found  # type: ignore[return-value]
        time.sleep(0.05)
    raise AssertionError("it did not come")


def heed_interrupts() -> None:
    """Undo what shells do to what they start in the background, such as these tests: it ignores Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def ended(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    temporary = Path(tempfile.mkdtemp(prefix="t-"))  # short: the names of sockets must not exceed 107 bytes
    yield Desk(tmp_path, temporary)
    shutil.rmtree(temporary, ignore_errors=True)


def one_line(told: list[str], *words: str) -> None:
    assert len(told) == 1, told
    assert told[0].startswith("readout: ")
    for word in words:
        assert word in told[0]


@pytest.mark.parametrize(
    "command",
    [
        ["extract", "ARTICLES", "--no-progress", "-o", "OUT"],
        ["extract", "ARTICLES", "--no-progress", "-o", "OUT/new"],
        ["report", "ARTICLES", "--no-progress", "-o", "OUT"],
        ["report", "ARTICLES", "--no-progress", "-o", "OUT/new"],
        ["new-notebook", "OUT/my.ipynb"],
    ],
    ids=" ".join,
)
def test_a_folder_that_is_read_only_is_one_line(desk: Desk, command: list[str]) -> None:
    root = os.geteuid() == 0
    if root and not shutil.which("setpriv"):
        pytest.skip("root may write anywhere, and setpriv is not there to take that away")
    desk.out.mkdir()
    desk.out.chmod(0o555)
    filled = [part.replace("ARTICLES", str(desk.articles)).replace("OUT", str(desk.out)) for part in command]
    status, told = desk.run(*filled, before=[*(UNPRIVILEGED if root else []), *READOUT])
    assert status == 2
    one_line(told, str(desk.out), "Permission denied", "name a folder that you may write to")
    assert not list(desk.out.iterdir())


@pytest.mark.parametrize("command", ["extract", "report"])
def test_a_cache_that_is_read_only_is_no_trouble(desk: Desk, command: str) -> None:
    root = os.geteuid() == 0
    if root and not shutil.which("setpriv"):
        pytest.skip("root may write anywhere, and setpriv is not there to take that away")
    cache = desk.folder / "cache"
    cache.mkdir()
    cache.chmod(0o555)
    before = [*(UNPRIVILEGED if root else []), *READOUT]
    status, told = desk.run(command, desk.articles, "--no-progress", "-o", desk.out, before=before)
    assert (status, [line for line in told if "readout:" in line]) == (0, [])


DISK = 'mount -t tmpfs -o size="$1" tmpfs "$2" || exit 77; shift 2; "$@"; status=$?; ls -A "$OUT"; exit "$status"'


@pytest.mark.parametrize(("command", "size"), [("extract", "8k"), ("report", "64k"), ("report", "16k")])
def test_a_full_disk_is_one_line(desk: Desk, command: str, size: str) -> None:
    desk.out.mkdir()
    desk.environment["OUT"] = str(desk.out)
    unshare = ["unshare", "-rm", "sh", "-c", DISK, "sh", size, str(desk.out)]
    if not shutil.which("unshare") or subprocess.run([*unshare, "true"], env=desk.environment).returncode:
        pytest.skip("no file system can be mounted here")
    process = desk.start(command, desk.articles, "--no-progress", "-o", desk.out, before=[*unshare, *READOUT])
    there, told = process.communicate(timeout=300)
    assert process.returncode == 2
    one_line(told.splitlines(), "No space left on device", "make room there")
    assert not [name for name in there.splitlines() if re.fullmatch(r"\..*\.\d+", name)]


@pytest.mark.parametrize("command", ["extract", "report"])
def test_no_process_to_be_had_is_one_line(desk: Desk, command: str) -> None:
    for number in range(4):
        desk.article(f"a-{number}", TEXT * (number + 1))
    arguments = [command, desk.articles, "--no-progress", "-o", desk.out, *(["-j", 2] if command == "extract" else [])]
    status, told = desk.run(*arguments, before=[sys.executable, "-c", NO_FORK])
    assert status == 2
    one_line(told, "No process can be started", "fewer --jobs")
    assert desk.left() == []


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_leaves_nothing(desk: Desk, number: int, status: int) -> None:
    slow = desk.notebook("import time\ntime.sleep(600)")
    process = desk.start("report", desk.articles, "--no-progress", "-o", desk.out, "--notebook", slow)
    kernel = desk.kernel()
    os.killpg(process.pid, number)  # as a terminal does
    _, told = process.communicate(timeout=60)
    assert process.returncode == status
    assert told.splitlines() == (["readout: stopped"] if number == signal.SIGINT else [])
    assert desk.left() == []
    assert wait(lambda: ended(kernel))
    assert not list(desk.out.glob("*.html"))


def test_a_validation_that_is_stopped_leaves_nothing(desk: Desk) -> None:
    process = desk.start("evaluate", "report", "-o", desk.out / "v.html")
    kernel = desk.kernel()
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told.splitlines()) == (130, ["readout: stopped"])
    assert wait(lambda: ended(kernel))
    assert desk.left() == []
    assert not list(desk.out.iterdir())


def test_what_was_made_before_it_was_stopped_is_not_made_again(desk: Desk) -> None:
    desk.article("slow", TEXT * 2)
    code = (
        "import time, pathlib\nif len(pathlib.Path(doc).read_text()) and 'slow' in doc: time.sleep(600)\nprint('done')"
    )
    arguments = ["report", desk.articles, "--no-progress", "-o", desk.out, "--notebook", desk.notebook(code)]
    process = desk.start(*arguments)
    wait(lambda: list(desk.out.glob("crossing*.html")))
    desk.kernel()
    time.sleep(1)
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=60)
    assert "crossing" in (desk.out / ".readout.json").read_text()


@pytest.mark.parametrize(
    ("whom", "status", "said"),
    [("all", 130, "readout: stopped"), ("child", 2, "readout: A process that analyses articles ended")],
)
def test_analysing_in_several_processes_stops_at_once_with_one_line(
    desk: Desk, whom: str, status: int, said: str
) -> None:
    for number in range(40):
        desk.article(f"a-{number}", TEXT * (10 + number % 7))
    process = desk.start("extract", desk.articles, "-o", desk.out, "-j", 2)
    assert process.stderr is not None
    first = process.stderr.readline()
    assert "Analysing" in first
    children = psutil.Process(process.pid).children(recursive=True)
    if whom == "all":
        os.killpg(process.pid, signal.SIGINT)
    else:
        children[-1].kill()  # as the system does when memory runs out
    _, told = process.communicate(timeout=60)
    assert process.returncode == status
    lines = [line for line in told.splitlines() if not line.startswith("Analysing")]
    assert len(lines) == 1, lines
    assert lines[0].startswith(said)
    assert wait(lambda: all(map(ended, children)))
    assert desk.left() == []


def test_a_run_that_is_killed_ends_its_workers_and_the_next_one_sweeps(desk: Desk) -> None:
    slow = desk.notebook("import time\ntime.sleep(600)")
    arguments = ["report", desk.articles, "--no-progress", "-o", desk.out, "--notebook"]
    process = desk.start(*arguments, slow)
    kernel = desk.kernel()
    workers = psutil.Process(process.pid).children()
    process.kill()
    process.communicate(timeout=60)
    assert wait(lambda: all(map(ended, [kernel, *workers])))
    assert desk.left() == []
    process = desk.start(*arguments, slow)
    kernel = desk.kernel()
    workers = psutil.Process(process.pid).children()
    for worker in workers:
        worker.suspend()  # else it would clear up when its parent is gone
    for each in [process, *workers]:
        each.kill()
    process.communicate(timeout=60)
    assert len(desk.left()) == 1
    assert wait(lambda: ended(kernel))
    status, _ = desk.run(*arguments, desk.notebook("print('done')"))
    assert status == 0
    assert desk.left() == []
