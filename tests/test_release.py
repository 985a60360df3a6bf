"""A release is what its tag says, and holds all that the package needs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import archive
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


def test_zenodo_is_told_what_the_citation_says() -> None:
    told = json.loads((ROOT / ".zenodo.json").read_text(encoding="utf-8"))
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    for name in ("title", "version", "license", "keywords"):
        assert told[name] == citation[name]
    assert [creator["name"] for creator in told["creators"]] == [author["name"] for author in citation["authors"]]
    assert (told["upload_type"], told["access_right"], told["language"]) == ("software", "open", "eng")
    assert told["description"].startswith("<p>")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small project under git, with built pages."""
    root = tmp_path / "small"
    (root / "pages").mkdir(parents=True)
    (root / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
        '[project]\nname = "small"\nversion = "1.0"\n[tool.setuptools]\npy-modules = ["small"]\n'
    )
    for name, text in {
        "small.py": "a = 1\n",
        "CITATION.cff": "x\n",
        ".gitignore": "pages/\n",
        "a b.txt": "é\n",
    }.items():
        (root / name).write_text(text, encoding="utf-8")
    (root / "pages" / "index.html").write_text("<p>built</p>")
    (root / "pages" / ".buildinfo").write_text("of the next run")
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "all")):
        subprocess.run([*git, *words], cwd=root, check=True)
    (root / "untracked.txt").write_text("mine")
    return root


@pytest.mark.slow
def test_an_archive_holds_sources_pages_and_packages_with_the_same_bytes_each_time(small: Path, tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in archive.make(small, small / "pages", tmp_path / "out")}
    for path in small.glob("*.*"):
        os.utime(path, (1_900_000_000, 1_900_000_000))
    again = {path.name: path.read_bytes() for path in archive.make(small, small / "pages", tmp_path / "again")}
    assert first == again
    assert set(first) == {"small-1.0-py3-none-any.whl", "small-1.0.tar.gz", "readout-1.0-archive.zip"}
    with zipfile.ZipFile(tmp_path / "out" / "readout-1.0-archive.zip") as zipped:
        held = {name.removeprefix("readout-1.0/") for name in zipped.namelist()}
        assert zipped.read("readout-1.0/a b.txt").decode() == "é\n"
    tracked = {"pyproject.toml", "small.py", "CITATION.cff", ".gitignore", "a b.txt"}
    assert held == {*tracked, "docs-html/index.html", "dist/small-1.0-py3-none-any.whl", "dist/small-1.0.tar.gz"}
    with tarfile.open(tmp_path / "out" / "small-1.0.tar.gz") as sdist:
        assert "small-1.0/small.py" in sdist.getnames()


def test_without_built_pages_it_says_what_to_run(small: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="make docs"):
        archive.make(small, small / "nothing", tmp_path / "out")
    assert not (tmp_path / "out").exists()
