"""``make`` sets up an environment from whatever is there, says what is missing, and recovers from what was left half made."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.untraced,
    pytest.mark.skipif(os.name != "posix" or not shutil.which("make"), reason="needs make and a POSIX shell"),
]

ROOT = Path(__file__).parents[1]
TOOLS = ("make", "sh", "rm", "touch", "mkdir", "cp", "cat")
ENVIRONMENT_PYTHON = '#!/bin/sh\necho "python $*" >> "$LOG"\n[ "$2" != pip ] || [ -e "${0%/*}/pip" ]\n'
"""The Python inside an environment; it has pip if the file ``pip`` lies beside it."""

PYTHON = """#!/bin/sh
case "$*" in
*venv*)
  echo "venv" >> "$LOG"
  mkdir -p .venv/bin
  cp "$INSIDE" .venv/bin/python
  [ -z "$WITHOUT_VENV" ] || { echo "ensurepip is not available"; exit 1; }
  touch .venv/bin/pip ;;
esac
"""
UV = """#!/bin/sh
[ -z "$BROKEN_UV" ] || exit 127
echo "uv $*" >> "$LOG"
[ "$1" != venv ] || { mkdir -p .venv/bin; cp "$INSIDE" .venv/bin/python; }
"""


def executable(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script)
    path.chmod(0o755)
    return path


class House:
    """A folder with the project's Makefile, where only the tools named are on the path."""

    def __init__(self, folder: Path, **tools: str) -> None:
        self.folder, self.log = folder / "project", folder / "log"
        self.path = folder / "bin"
        inside = executable(folder / "inside", ENVIRONMENT_PYTHON)
        self.folder.mkdir()
        for name in ("Makefile", "requirements.lock", "pyproject.toml"):
            shutil.copy(ROOT / name, self.folder)
        for name, script in tools.items():
            executable(self.path / name, script)
        for name in TOOLS:
            found = shutil.which(name)
            assert found
            self.path.mkdir(exist_ok=True)
            (self.path / name).symlink_to(found)
        self.environment = {"PATH": str(self.path), "LOG": str(self.log), "INSIDE": str(inside)}
        self.ready = self.folder / ".venv" / "ready"

    def make(self, **environment: str) -> subprocess.CompletedProcess[str]:
        self.log.write_text("")
        return subprocess.run(
            ["make", "setup"], cwd=self.folder, env=self.environment | environment, capture_output=True, text=True
        )

    def called(self) -> list[str]:
        return self.log.read_text().splitlines()


def test_without_venv_it_says_what_to_install_leaves_nothing_and_recovers(tmp_path: Path) -> None:
    house = House(tmp_path, python3=PYTHON)
    for _ in range(2):
        done = house.make(WITHOUT_VENV="1")
        assert done.returncode != 0
        assert "apt install python3-venv" in done.stderr
        assert "uv" in done.stderr
        assert not (house.folder / ".venv").exists()
    assert house.make().returncode == 0
    assert house.ready.exists()


def test_a_half_made_environment_is_made_anew(tmp_path: Path) -> None:
    house = House(tmp_path, python3=PYTHON)
    executable(house.folder / ".venv" / "bin" / "python", ENVIRONMENT_PYTHON)
    assert house.make().returncode == 0
    assert "venv" in house.called()
    assert house.ready.exists()


def test_what_is_ready_is_not_made_again(tmp_path: Path) -> None:
    house = House(tmp_path, python3=PYTHON)
    house.make()
    done = house.make()
    assert done.returncode == 0
    assert not [call for call in house.called() if "venv" in call or "install" in call]


def test_an_environment_whose_python_has_gone_is_made_anew(tmp_path: Path) -> None:
    house = House(tmp_path, python3=PYTHON)
    house.make()
    inside = house.folder / ".venv" / "bin" / "python"
    inside.unlink()
    inside.symlink_to(tmp_path / "gone")
    assert house.make().returncode == 0
    assert "venv" in house.called()


def test_uv_is_preferred(tmp_path: Path) -> None:
    house = House(tmp_path, python3=PYTHON, uv=UV)
    assert house.make(WITHOUT_VENV="1").returncode == 0
    assert any(call.startswith("uv venv") for call in house.called())
    assert any(call.startswith("uv pip install") for call in house.called())
    assert "venv" not in house.called()


def test_uv_does_without_a_python(tmp_path: Path) -> None:
    house = House(tmp_path, uv=UV)
    assert house.make().returncode == 0
    assert any(call.startswith("uv venv") and "3.11" in call for call in house.called())


def test_a_uv_that_does_not_run_is_none(tmp_path: Path) -> None:
    house = House(tmp_path, python3=PYTHON, uv=UV)
    assert house.make(BROKEN_UV="1").returncode == 0
    assert "venv" in house.called()


def test_without_python_and_uv_it_says_so(tmp_path: Path) -> None:
    done = House(tmp_path).make()
    assert done.returncode != 0
    assert "Python 3.11 or newer, or uv" in done.stderr
