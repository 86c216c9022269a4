"""What a mistyped word was meant to be: the likeliest word in use, and none when nothing is near."""

import pytest

from search.analysis.spelling import Speller, slips

IN_USE = {
    "Wohnungsgeberbestätigung": 4,
    "Wohnung": 90,
    "Hebamme": 12,
    "Kindertagesstätte": 30,
    "Dolmetscherpool": 6,
    "Führerschein": 20,
    "Straße": 40,
    "Termin": 200,
    "Termine": 150,
    "Kita": 80,
    "Kur": 5,
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Wohnungsgeberbestetigung", "Wohnungsgeberbestätigung"),
        ("wohnungsgeberbestätigng", "Wohnungsgeberbestätigung"),
        ("Hebame", "Hebamme"),
        ("Hebmame", "Hebamme"),
        ("Kindertagestätte", "Kindertagesstätte"),
        ("Dolmetcherpol", "Dolmetscherpool"),
        ("Fuehrerschein", "Führerschein"),
        ("Fürerschein", "Führerschein"),
        ("Strase", "Straße"),
        ("Wonung", "Wohnung"),
        ("Trmin", "Termin"),
    ],
)
def test_the_word_in_use_is_found(typed: str, meant: str) -> None:
    assert Speller(IN_USE).corrections(typed)[0].word == meant


@pytest.mark.parametrize("typed", ["Kra", "Kup", "Zahnarzt", "Fahrradwerkstatt", "", "Кита"])
def test_a_short_or_a_strange_word_is_left_alone(typed: str) -> None:
    assert Speller(IN_USE).corrections(typed) == []


def test_the_beginning_of_a_word_is_enough_while_it_is_typed() -> None:
    found = [correction.word for correction in Speller(IN_USE).corrections("Dolmt", 3, beginning=True)]
    assert found == ["Dolme"]


def test_of_equally_near_words_the_more_usual_one_comes_first() -> None:
    found = [correction.word for correction in Speller({"Kurs": 3, "Kuss": 300}).corrections("Kuds", 2)]
    assert found == ["Kuss", "Kurs"]


def test_likely_slips_weigh_less_than_unlikely_ones() -> None:
    assert slips("wonung", "wohnung") < slips("wohung", "wohnung")
    assert slips("hebame", "hebamme") < slips("hebmme", "hebamme")
    assert slips("wohnugn", "wohnung") < slips("wohnuxx", "wohnung")
    assert slips("temrin", "termin") < 1 < slips("xermin", "termin")
    assert slips("termin", "termin") == 0
