"""Writes what a release is made of into ``dist/``: ``python tools/archive.py DOCS OUT`` (``make dist``).

A wheel, a source distribution, and ``readout-VERSION-archive.zip`` for a repository such as Zenodo: every file that git tracks
(lock files, CITATION.cff and .zenodo.json among them), the built pages as ``docs-html/``, and both of the former. The same
commit gives the same bytes: files are sorted, and carry the commit's time, or SOURCE_DATE_EPOCH (reproducible-builds.org).
"""

from __future__ import annotations

import gzip
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
_BUILD = "import setuptools.build_meta as b, sys; out = sys.argv[1]; b.build_wheel(out); b.build_sdist(out)"
FIRST = 315532800
"""1980-01-01, before which ZIP knows no time."""


def tracked(root: Path) -> list[str]:
    """The files that git tracks and that are there, sorted."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True).stdout.decode()
    return sorted(name for name in listed.split("\0") if name and (root / name).is_file())


def moment(root: Path) -> int:
    """The time that all files carry, in seconds since 1970."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is None:
        given = subprocess.run(
            ["git", "log", "-1", "--format=%ct"], cwd=root, capture_output=True, text=True, check=True
        ).stdout
    return max(int(given), FIRST)


def zipped(files: Mapping[str, Path], target: Path, at: int) -> Path:
    """Put files, by their names inside, into an archive whose bytes depend on nothing else."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, path in sorted(files.items()):
            entry = zipfile.ZipInfo(name, time.gmtime(at)[:6])
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            entry.external_attr = (0o100755 if os.access(path, os.X_OK) else 0o100644) << 16
            packed.writestr(entry, path.read_bytes())
    return target


def repacked(sdist: Path, at: int) -> None:
    """Write a source distribution anew without what differs from build to build: order, times, owners."""
    held = io.BytesIO()
    with tarfile.open(sdist) as old, tarfile.open(fileobj=held, mode="w", format=tarfile.PAX_FORMAT) as new:
        for member in sorted(old.getmembers(), key=lambda member: member.name):
            member.mtime, member.uid, member.gid, member.uname, member.gname, member.pax_headers = at, 0, 0, "", "", {}
            new.addfile(member, old.extractfile(member) if member.isfile() else None)
    with sdist.open("wb") as file, gzip.GzipFile("", "wb", fileobj=file, mtime=at) as packed:
        packed.write(held.getvalue())


def packages(root: Path, names: list[str], out: Path, at: int) -> list[Path]:
    """Build wheel and source distribution from tracked files alone."""
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / name, Path(folder) / name)
        settings = {**os.environ, "SOURCE_DATE_EPOCH": str(at), "PYTHONHASHSEED": "0"}
        done = subprocess.run(
            [sys.executable, "-c", _BUILD, out], cwd=folder, env=settings, capture_output=True, text=True
        )
    if done.returncode:
        raise ValueError(f"the package cannot be built:\n{done.stderr}")
    repacked(next(out.glob("*.tar.gz")), at)
    return sorted(out.iterdir())


def make(root: Path, pages: Path, out: Path) -> list[Path]:
    """All files of a release.

    Raises
    ------
    ValueError
        The pages are not built, or the package cannot be.
    """
    if not (pages / "index.html").exists():
        raise ValueError(f"{pages} holds no built pages; run: make docs")
    version = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    out = out.resolve()
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    names, at, top = tracked(root), moment(root), f"readout-{version}"
    built = packages(root, names, out, at)
    files = {f"{top}/{name}": root / name for name in names}
    files |= {
        f"{top}/docs-html/{path.relative_to(pages).as_posix()}": path for path in pages.rglob("*") if _shown(path)
    }
    files |= {f"{top}/dist/{path.name}": path for path in built}
    return [*built, zipped(files, out / f"{top}-archive.zip", at)]


def _shown(path: Path) -> bool:
    """Whether a file of the built pages is one of them, and nothing that Sphinx keeps for its next run."""
    return path.is_file() and ".doctrees" not in path.parts and path.name != ".buildinfo"


if __name__ == "__main__":
    try:
        for path in make(ROOT, Path(sys.argv[1]), Path(sys.argv[2])):
            print(path)
    except ValueError as error:
        sys.exit(f"make dist: {error}")
