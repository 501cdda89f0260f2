"""Numbers with three decimals alone, 20,299: what else of the file tells their sign, and where nothing does."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from tests.spreadsheets.builders import read

HOURS = range(1, 25)


def table(header: str, *, above: str = "", value: str = "{},299", delimiter: str = ";", last: str = "") -> bytes:
    rows = [f"14/01/2026;{hour};{value.format(1 + hour % 8)}" for hour in HOURS]
    lines = [above, f"Fecha;Hora;{header}", *rows, last]
    return "\n".join(line.replace(";", delimiter) for line in lines if line).encode()


def is_asked(content: bytes, name: str = "a.csv") -> bool:
    with pytest.raises(UnreadableFileError) as asked:
        read(content, name)
    return asked.value.question is Question.DECIMAL


@pytest.mark.parametrize(
    "content",
    [
        table("Compra (kW)"),
        table("Compra (kWh)"),
        table("Compra"),
        table("Compra (MW)"),
        table("Compra (MW)", value="{}.299"),
        table("Compra (MW)", delimiter="\t"),
        table("Compra (MW)", above="Precio medio: 45.20 €/MWh"),
        table("Compra (MW)", last="15/01/2026;1;950"),
    ],
    ids=["kW", "kWh", "no unit", "semicolons alone", "points", "tabs", "a point elsewhere", "one below a thousand"],
)
def test_without_more_it_is_asked(content: bytes) -> None:
    assert is_asked(content)


@pytest.mark.parametrize(
    ("above", "first"),
    [
        ("Total: 45,2 MWh", 0.002299),
        ("Precio medio 45,20 €/MWh", 0.002299),
        ("Pérdidas: 12,5 %", 0.002299),
        ("Energía 1.234,5 MWh", 0.002299),
    ],
)
def test_an_amount_with_its_unit_in_a_title_tells_the_sign(above: str, first: float) -> None:
    content = table("Compra (kW)", above=above, delimiter="\t")
    assert read(content, "a.txt", unit="kW").rows.mw[0] == pytest.approx(first)


@pytest.mark.parametrize("above", ["Versión 2,1", "A las 12.30 h", "12,299 MWh", "1,5 Wagner", "Total: 45.2 MWh"])
def test_other_numbers_in_a_title_tell_nothing(above: str) -> None:
    assert is_asked(table("Compra (kW)", above=above, delimiter="\t"), "a.txt")
