"""``make lint`` holds functions to a complexity; the list of exceptions only shrinks."""

from __future__ import annotations

from pathlib import Path

import complexity
import pytest


def function(name: str, ways: int) -> str:
    return (
        f"def {name}(x):\n"
        + "".join(f"    if x == {n}:\n        return {n}\n" for n in range(ways - 1))
        + "    return x\n\n"
    )


class House:
    """A package of one module, and its list."""

    def __init__(self, root: Path) -> None:
        self.root, self.list = root, root / "list.csv"
        (root / "toolkit").mkdir()

    def holds(self, *arguments: str, file: str = "m.py", **ways: int) -> bool:
        for old in (self.root / "toolkit").iterdir():
            old.unlink()
        source = "".join(function(name, n) for name, n in ways.items())
        (self.root / "toolkit" / file).write_text(source)
        return complexity.main(arguments, self.root, self.list) == 0


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(tmp_path)
    assert made.holds("--update", "--force", f=15, g=12, h=10)
    return made


def test_what_is_listed_may_stay(house: House) -> None:
    assert complexity.read(house.list) == {("toolkit/m.py", "f"): 15, ("toolkit/m.py", "g"): 12}
    assert house.holds(f=15, g=12, h=10)


@pytest.mark.parametrize(
    ("ways", "told"),
    [
        ({"f": 15, "g": 12, "new": 11}, "new decides in 11 ways"),
        ({"f": 16, "g": 12}, "f has grown from 15 to 16"),
        ({"f": 14, "g": 12}, "f has shrunk from 15 to 14"),
        ({"f": 15, "g": 10}, "g is not above 10 any more"),
        ({"f": 15}, "g is not above 10 any more"),
    ],
)
def test_every_change_is_told(
    house: House, ways: dict[str, int], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not house.holds(**ways)
    assert told in capsys.readouterr().out


def test_an_update_only_shrinks(house: House) -> None:
    assert house.holds("--update", f=13, g=10)
    assert complexity.read(house.list) == {("toolkit/m.py", "f"): 13}
    assert not house.holds("--update", f=14, new=11)
    assert complexity.read(house.list) == {("toolkit/m.py", "f"): 13}


def test_an_update_follows_what_moved_but_not_what_grew(house: House) -> None:
    assert house.holds("--update", file="n.py", f=15, g=11)
    assert complexity.read(house.list) == {("toolkit/n.py", "f"): 15, ("toolkit/n.py", "g"): 11}
    assert not house.holds("--update", file="m.py", f=16, g=11)


def test_conditions_and_methods_are_counted(tmp_path: Path) -> None:
    (tmp_path / "toolkit").mkdir()
    joined = " and ".join(f"x != {n}" for n in range(11))
    (tmp_path / "toolkit" / "m.py").write_text(f"class C:\n    def m(self, x):\n        return {joined}\n")
    assert complexity.above(tmp_path) == {("toolkit/m.py", "C.m"): 11}
