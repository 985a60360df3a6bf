"""Parses of test sentences, stored beside them, so that tests of rules do not change with the model that is installed.

``NAME.tsv`` holds sentences (its last column; lines that begin with ``#`` are remarks), ``NAME.parses.tsv`` one line for each:
the sentence and its words, tags, parts of speech, heads, labels, lemmas and entities, each column with one item per token.
``python tests/parses.py`` parses what has no parse yet, with the installed model, and drops parses of sentences that are gone;
with ``--again`` it parses all anew. The parses are then material of the tests: read a changed one before you keep it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from trees import VOCAB

HERE = Path(__file__).parent
SUFFIX = ".parses.tsv"
HEAD = "# Parses of the sentences of {name}, written by tests/parses.py; model: {models}\n"
NONE = "-"
"""In the column of entities: the token is in none. In that of lemmas "=" says that it is the word in lower case."""


def rows(path: Path) -> list[tuple[str, ...]]:
    """The rows of a table of sentences, without remarks."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def as_line(doc: Doc) -> str:
    """A parsed sentence as a line."""
    columns = (
        [t.text for t in doc],
        [t.tag_ for t in doc],
        [t.pos_ for t in doc],
        [str(t.head.i) for t in doc],
        [t.dep_ for t in doc],
        ["=" if t.lemma_ == t.lower_ else t.lemma_ for t in doc],
        [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else NONE for t in doc],
    )
    return "\t".join([doc.text, *(" ".join(column) for column in columns)])


def as_doc(line: str) -> Doc:
    """The Doc of a line."""
    text, *columns = line.split("\t")
    words, tags, pos, heads, deps, lemmas, entities = (column.split(" ") for column in columns)
    return Doc(
        VOCAB,
        words=words,
        spaces=_spaces(text, words),
        tags=tags,
        pos=pos,
        heads=[int(head) for head in heads],
        deps=deps,
        lemmas=[word.lower() if lemma == "=" else lemma for word, lemma in zip(words, lemmas, strict=True)],
        ents=["O" if entity == NONE else entity for entity in entities],
    )


def _spaces(text: str, words: list[str]) -> list[bool]:
    """Whether a blank follows each word in the text."""
    found, position = [], 0
    for word in words:
        position = text.index(word, position) + len(word)
        found.append(text[position : position + 1] == " ")
    return found


def stored(path: Path) -> dict[str, Doc]:
    """The stored parses of a table of sentences, by sentence."""
    docs = [as_doc("\t".join(row)) for row in rows(path.with_suffix(SUFFIX))]
    return {doc.text: doc for doc in docs}


def store(path: Path, nlp: Language, again: bool = False) -> int:
    """Write the parses that a table of sentences lacks (all, if ``again``); how many were made."""
    target = path.with_suffix(SUFFIX)
    known = {row[0]: "\t".join(row) for row in rows(target)} if target.exists() and not again else {}
    sentences = list(dict.fromkeys(row[-1] for row in rows(path)))
    lacking = [sentence for sentence in sentences if sentence not in known]
    known.update((doc.text, as_line(doc)) for doc in nlp.pipe(lacking))
    model = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
    head = HEAD.format(name=path.name, models=model) if not target.exists() or again else _head(target, model)
    target.write_text(head + "".join(known[s] + "\n" for s in sentences), encoding="utf-8", newline="\n")
    return len(lacking)


def _head(target: Path, model: str) -> str:
    """The head of a file of parses, with this model named too."""
    head = target.read_text(encoding="utf-8").splitlines()[0]
    return (head if model in head else f"{head}, {model}") + "\n"


def main(arguments: list[str]) -> None:
    """Store the parses of all tables of sentences that have a file of parses, or that are named."""
    from toolkit.nlp.pipeline import load_model

    named = [Path(a) for a in arguments if not a.startswith("-")]
    tables = named or [p.with_name(p.name.removesuffix(SUFFIX) + ".tsv") for p in sorted(HERE.rglob("*" + SUFFIX))]
    for path in tables:
        print(f"{path}: {store(path, load_model(), again='--again' in arguments)} parsed")


if __name__ == "__main__":
    main(sys.argv[1:])
