"""The workflows are well formed, and what they run is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

pytestmark = pytest.mark.untraced

ROOT = Path(__file__).parents[1]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def steps(path: Path) -> list[dict[str, Any]]:
    """The steps of all jobs."""
    return [step for job in loaded(path)["jobs"].values() for step in job.get("steps", [job])]


def loaded(path: Path) -> dict[Any, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def runs(path: Path) -> list[str]:
    return [step["run"] for step in steps(path) if "run" in step]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_says_when_it_runs_what_it_may_do_and_in_what_order(path: Path) -> None:
    workflow = loaded(path)
    assert {"name", True, "permissions", "jobs"} <= set(workflow), "YAML reads the key 'on' as true"
    for job in workflow["jobs"].values():
        needed = job.get("needs", [])
        assert set([needed] if isinstance(needed, str) else needed) <= set(workflow["jobs"])
        assert "uses" in job or {"runs-on", "steps"} <= set(job)
        assert all(("run" in step) != ("uses" in step) for step in job.get("steps", []))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_what_a_workflow_uses_is_there_or_has_its_version(path: Path) -> None:
    for step in steps(path):
        used = step.get("uses", "")
        assert not used or (ROOT / used).is_file() or re.fullmatch(r"[\w-]+/[\w-]+@(?:v\d+|release/v\d+)", used)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_targets_scripts_and_files_are_there(path: Path) -> None:
    for command in runs(path):
        targets = re.findall(r"(?m)^\s*make ([a-z-]+)", command)
        assert [target for target in targets if not re.search(rf"(?m)^{target}:", MAKEFILE)] == []
        named = set(re.findall(r"(?:-r |^|python )((?:\.ci|tools)/[\w.]+|[\w-]+\.lock)", command))
        assert [name for name in named if not (ROOT / name).is_file()] == []


def test_tests_run_on_every_python_and_system_that_is_promised() -> None:
    found = re.search(r"\(3, (\d+)\) <= sys\.version_info\[:2\] < \(3, (\d+)\)", MAKEFILE)
    assert found is not None
    promised = [f"3.{n}" for n in range(*map(int, found.groups()))]
    jobs = loaded(ROOT / ".github/workflows/tests.yml")["jobs"]
    assert [job["strategy"]["matrix"]["python"] for job in jobs.values()] == [promised] * len(jobs)
    systems = {jobs["linux"]["runs-on"], *jobs["others"]["strategy"]["matrix"]["os"]}
    assert systems == {"ubuntu-latest", "macos-latest", "windows-latest"}


def test_a_release_is_tested_built_checked_against_the_changelog_and_published_without_a_password() -> None:
    workflow = loaded(ROOT / ".github/workflows/release.yml")
    assert workflow[True]["push"] == {"tags": ["v*"]}
    jobs = workflow["jobs"]
    assert jobs["tests"]["uses"] == "./.github/workflows/tests.yml"
    assert (jobs["build"]["needs"], jobs["publish"]["needs"]) == ("tests", "build")
    commands = "\n".join(runs(ROOT / ".github/workflows/release.yml"))
    assert commands.index("tools/release.py") < commands.index("python -m build") < commands.index("twine check")
    assert jobs["publish"]["permissions"]["id-token"] == "write"
    assert any("gh-action-pypi-publish" in step.get("uses", "") for step in jobs["publish"]["steps"])
    assert "password" not in (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")


def test_dependabot_looks_after_packages_and_actions() -> None:
    updates = loaded(ROOT / ".github/dependabot.yml")["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"pip", "github-actions"}


def test_hooks_run_what_make_lint_runs() -> None:
    hooks = loaded(ROOT / ".pre-commit-config.yaml")["repos"][0]["hooks"]
    entries = {hook["entry"].removeprefix(".venv/bin/").split(" --")[0] for hook in hooks}
    lint = MAKEFILE.partition("\nlint:")[2].partition("\n\n")[0]
    linted = {line.strip().removeprefix("@$(BIN)/") for line in lint.splitlines()[1:]}
    assert {"ruff check", "ruff format", "mypy", "nbstripout", "python tools/complexity.py"} == entries
    assert {command.split(" .")[0].split(" --")[0] for command in linted} == entries - {"nbstripout"}
