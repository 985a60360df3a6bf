"""A release is what its tag says, and holds all that the package needs."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import release
import yaml

ROOT = Path(__file__).parents[1]
FILES = {
    "pyproject.toml": '[project]\nname = "x"\nversion = "1.2.0"\n',
    "CITATION.cff": "version: 1.2.0\ndate-released: 2026-05-06\n",
    "CHANGELOG.md": "# Changelog\n\n## 1.2.0 (2026-05-06)\n\n- New.\n\n## 1.1.0 (2026-01-02)\n\n- Old.\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def test_what_agrees_gives_the_notes_of_this_version(project: Path) -> None:
    assert release.notes("v1.2.0", project) == "- New.\n"


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("pyproject.toml", "1.2.0", "1.3.0", "pyproject.toml says 1.3.0"),
        ("CITATION.cff", "1.2.0", "1.1.0", "CITATION.cff says 1.1.0"),
        ("CITATION.cff", "2026-05-06", "2026-05-07", "date-released: 2026-05-07"),
        ("CITATION.cff", "date-released: 2026-05-06", "", "date-released: None"),
        ("CHANGELOG.md", "## 1.2.0 (2026-05-06)", "## 1.2.1 (2026-05-06)", "CHANGELOG.md says 1.2.1"),
        ("CHANGELOG.md", "1.2.0 (2026-05-06)", "1.2.0 (unreleased)", "give it its day"),
        ("CHANGELOG.md", "- New.", "", "no section"),
        ("CHANGELOG.md", "## ", "### ", "no section"),
    ],
)
def test_what_does_not_agree_is_told(project: Path, name: str, old: str, new: str, told: str) -> None:
    (project / name).write_text(FILES[name].replace(old, new))
    with pytest.raises(ValueError, match=told):
        release.notes("v1.2.0", project)


@pytest.mark.untraced
def test_a_tag_of_another_version_ends_with_status_one(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, ROOT / "tools" / "release.py", "v99"], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("This is no release: the tag says 99")


@pytest.mark.untraced
@pytest.mark.parametrize("path", sorted((ROOT / ".github").rglob("*.yml")), ids=lambda path: path.name)
def test_what_github_reads_is_yaml_and_pins_its_actions(path: Path) -> None:
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    steps = [step for job in read.get("jobs", {}).values() for step in job.get("steps", ())]
    assert all("@" in step["uses"] for step in steps if "uses" in step)
    assert all("permissions" in read for _ in steps[:1])


@pytest.mark.untraced
def test_hooks_run_what_the_environment_for_tests_has() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    programs = {Path(hook["entry"].split()[0]).name for hook in hooks}
    assert programs >= {"ruff", "mypy", "nbstripout"}
    assert not [program for program in programs if not shutil.which(program, path=str(Path(sys.executable).parent))]


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_package_and_the_notebooks(tmp_path: Path) -> None:
    source = tmp_path / "source"
    left = shutil.ignore_patterns("__pycache__", "*.egg-info", ".*")
    for name in ("toolkit", "notebooks"):
        shutil.copytree(ROOT / name, source / name, ignore=left)
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE", "MANIFEST.in"):
        shutil.copy(ROOT / name, source)
    build = "import setuptools.build_meta as b, sys; print(b.build_wheel(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", build, tmp_path], cwd=source, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        held = {name for name in wheel.namelist() if name.startswith("toolkit/")}
    expected = {p.relative_to(source).as_posix() for p in (source / "toolkit").rglob("*") if p.is_file()}
    expected |= {f"toolkit/notebooks/{p.name}" for p in (source / "notebooks").glob("*.ipynb")}
    assert held == expected
    assert "toolkit/py.typed" in held
