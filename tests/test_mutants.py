"""``make mutants`` finds the change that no test notices."""

from __future__ import annotations

import subprocess
from pathlib import Path

import mutants
import pytest


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in {
        "toolkit/__init__.py": "",
        "toolkit/room/__init__.py": "",
        "toolkit/room/seen.py": "LEAST = 3\n\n\ndef enough(n):\n    return n >= LEAST\n",
        "toolkit/room/alone.py": "",
        "tests/room/test_seen.py": "",
        "tests/room/test_others.py": "",
        "tests/test_far.py": "from toolkit.room.seen import enough\n\n\ndef test_it():\n    assert enough(9) and not enough(2)\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    return tmp_path


@pytest.mark.parametrize(
    ("module", "tests"),
    [
        ("toolkit/room/seen.py", ["tests/room/test_seen.py", "tests/test_far.py"]),
        ("toolkit/room/alone.py", ["tests/room/test_others.py", "tests/room/test_seen.py"]),
    ],
)
def test_the_tests_that_concern_a_module(project: Path, module: str, tests: list[str]) -> None:
    assert [path.as_posix() for path in mutants.concerned(Path(module), project)] == tests


@pytest.mark.slow
def test_the_change_that_lives_is_shown_and_nothing_is_changed_here(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    module = project / "toolkit" / "room" / "seen.py"
    before = module.read_bytes()
    assert mutants.main(["toolkit/room/seen.py", "tests/test_far.py"], project) == 0
    told = capfd.readouterr().out
    assert "+LEAST = 4" in told  # 3 is not tried
    assert "+    return n < LEAST" not in told
    assert module.read_bytes() == before


def test_a_module_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        mutants.main(["toolkit/no.py"])
    assert "no module" in capsys.readouterr().err
