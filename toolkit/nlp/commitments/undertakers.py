"""Who can undertake something, and what is undertaken of free will."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.actors.person_words import role_sectors
from toolkit.nlp.commitments.words import words
from toolkit.nlp.document.grammar import RELATIVE_PRONOUNS, child
from toolkit.nlp.document.lemmas import lemma_of


def can_undertake(holder: Token | None) -> bool:
    """Whether the phrase headed by ``holder`` can be bound: a name, a pronoun, or a noun of people or bodies."""
    if holder is None:
        return False
    if holder.pos_ == "PRON":
        return holder.lower_ not in RELATIVE_PRONOUNS - {"who", "which"} and holder.lower_ not in (
            "this", "there", "what", "something", "nothing", "everything", "anything", "these", "those", "one", "you",
        )  # fmt: skip
    if holder.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    lemma = lemma_of(holder)
    if lemma in words("undertakers") or holder.lower_ in words("undertakers"):
        return True
    if holder.pos_ == "PROPN":
        return holder.ent_type_ not in (
            "DATE",
            "TIME",
            "EVENT",
            "WORK_OF_ART",
            "LAW",
            "FAC",
            "PRODUCT",
            "MONEY",
            "PERCENT",
        )
    if holder.pos_ in ("ADJ", "NUM", "DET"):
        return holder.lower_ in ("both", "all", "two", "three", "four", "five", "others", "many", "several", "each")
    if lemma in words("not_undertakers"):
        return False
    if lemma in role_sectors():
        return True
    return (
        holder.tag_ == "NNS"
        and lemma.endswith(("er", "or", "ist", "ian", "ee", "ant", "man", "woman"))
        and child(holder, "relcl") is None
    )


def is_voluntary(verb: Token) -> bool:
    """Whether what ``verb`` says is done on purpose, and so can be undertaken."""
    lemma = lemma_of(verb)
    if lemma not in words("involuntary") and lemma not in ("take", "hold"):
        return True
    allowed = lexicon.document("commissives")["voluntary_objects"].get(lemma)
    if allowed is None:
        return False
    named = {lemma_of(c) for c in verb.children if c.dep_ in ("dobj", "obj", "prt", "oprd", "advmod", "acomp", "ccomp")}
    named |= {
        lemma_of(g)
        for c in verb.children
        if c.dep_ in ("dobj", "obj")
        for g in c.children
        if g.dep_ in ("conj", "amod")
    }
    if lemma in ("take", "hold"):
        return bool(named) and not named & {"year", "month", "week", "day", "hour", "minute", "time", "decade"}
    return bool(named & set(allowed))
