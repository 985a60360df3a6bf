"""English passes, also when it is short; other languages are named."""

from __future__ import annotations

import pytest

from toolkit.errors import ReadError
from toolkit.readers.language import check_english


@pytest.mark.parametrize(
    "text",
    [
        "The minister agreed.",
        "Protesters attack police.",
        "Norland threatens Sudland",
        "Norland threatens Sudland with sanctions, recalls ambassador, closes border crossings.",
        "Prime Minister Aleksandr Vasilyevich Kuznetsov met President Nursultan Abishuly Tokayev.",
        "Bundeskanzlerin Anna Schmidt told the Bundestag that the Grundgesetz would not be changed.",
        "OK",
    ],
)
def test_english(text: str) -> None:
    assert check_english(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister sagte am Montag, dass die Gespräche im Frühjahr fortgesetzt werden sollen.",
        "Le ministre a déclaré lundi que les négociations reprendraient au printemps à Genève.",
        "El ministro dijo el lunes que las conversaciones continuarán en la primavera en Ginebra.",
        "Министр заявил в понедельник, что переговоры будут продолжены.",
        "北京",
        "وزير الخارجية",
        "De minister zei maandag dat de gesprekken in het voorjaar worden voortgezet in de hoofdstad.",
        "12 345 67",
    ],
)
def test_other_languages(text: str) -> None:
    with pytest.raises(ReadError) as error:
        check_english(text)
    assert error.value.kind == "language"
