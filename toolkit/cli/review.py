"""The command ``readout review``: a language model's second opinion, sent only with ``--send``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from toolkit.cli.group import SOME_FAILED, say, tell_problems
from toolkit.cli.options import analysed, analysis_options, reading_options
from toolkit.errors import UsageError

DEFAULT_URL = "http://localhost:11434/v1"
"""Where Ollama listens on one's own machine."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--llm", "model", required=True, metavar="MODEL", help="The model, as the server knows it.")
@click.option(
    "--url",
    default=DEFAULT_URL,
    show_default=True,
    help="The server's OpenAI-compatible interface: Ollama, vLLM, a service.",
)
@click.option(
    "--key-from", default="OPENAI_API_KEY", show_default=True, help="Environment variable with the server's key."
)
@click.option("--send", is_flag=True, help="Send the questions; without it, they are only shown.")
@click.option("--limit", type=click.IntRange(1), help="Ask no more than so many questions.")
@click.option("--timeout", type=click.FloatRange(0.1), default=120.0, show_default=True, help="Seconds for an answer.")
@reading_options
@analysis_options
def review(
    paths: tuple[Path, ...],
    model: str,
    url: str,
    key_from: str,
    send: bool,
    limit: int | None,
    timeout: float,
    **options: Any,
) -> None:
    """Ask a language model about rows to check and sentences without a row; grounded answers become decisions.

    Shows what would be sent, and to where. Nothing is sent without --send.
    """
    from itertools import islice

    from toolkit.corrections import Corrections
    from toolkit.corrections.file import beside
    from toolkit.review import asking, questions

    named = options.pop("corrections", None)
    analysis = analysed(paths, corrected=False, keyterms=False, **options)
    path = named or beside(list(paths), [held.article for held in analysis.values()])
    if path is None:
        raise UsageError("These articles lie in no one folder; name the file of decisions: --corrections FILE")
    log = Corrections(path)
    asked = list(islice(questions(analysis.values(), log.decisions), limit))
    say(f"{asking.cost(asked)}, to {url}")
    if not send:
        for question in asked:
            click.echo(question.asked())
        say("nothing was sent; add --send to ask")
        sys.exit(tell_problems(analysis.records("problems")))
    done = asking.review(analysis, asked, log, model, url, os.environ.get(key_from, ""), timeout)
    say(str(done))
    for failed in done.failed:
        say(f"failed: {failed}")
    click.echo(path)
    sys.exit(max(tell_problems(analysis.records("problems")), SOME_FAILED if done.failed else 0))
