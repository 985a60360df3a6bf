"""A bar for those who watch, few lines for a log."""

from __future__ import annotations

import io
import sys

import pytest

from toolkit.progress import LINES, progress_of


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, total: int, shown: bool = True) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    progress = progress_of(total, "Reports", "report", shown)
    for _ in range(total):
        progress.set_postfix_str("cell 3/4")
        progress.update()
    progress.close()
    return stream.getvalue()


@pytest.mark.parametrize("total", [1, 3, 250])
def test_a_log_gets_a_few_plain_lines(monkeypatch: pytest.MonkeyPatch, total: int) -> None:
    monkeypatch.delenv("TQDM_DISABLE", raising=False)
    text = told(io.StringIO(), monkeypatch, total)
    assert "\r" not in text
    assert len(text.splitlines()) == min(total, LINES)
    assert text.splitlines()[-1] == f"Reports: {total} of {total} report{'s' if total > 1 else ''}"


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TQDM_DISABLE", raising=False)
    assert "\r" in told(Terminal(), monkeypatch, 2)


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
def test_nothing_is_said_when_not_wanted(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO) -> None:
    assert told(stream, monkeypatch, 3, shown=False) == ""
    monkeypatch.setenv("TQDM_DISABLE", "1")
    assert told(stream, monkeypatch, 3) == ""
