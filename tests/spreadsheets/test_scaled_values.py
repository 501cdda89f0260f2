"""A file that says its values are multiples of their unit is asked about, wherever it says so."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from tests.spreadsheets.builders import read, xlsx

SAID = [
    "Valores en miles de MWh",
    "Datos en miles",
    "Cifras en miles",
    "Values in thousands",
    "Factor de escala: 1000",
    "Factor 1000",
    "Multiplicador x1000",
    "(x1.000)",
    "Datos en 1000 kWh",
    "Unidad: 10 MW",
    "Werte in tausend",
]
NOT_SAID = [
    "Precios en miles de €/MWh",
    "Perfil de 1000 clientes",
    "Factor de potencia: 1,00",
    "Total: 1000 MWh",
    "Unidad: MWh",
    "Factor: 1",
    "Potencia contratada: 10 MW",
]


def table(before: list[str], after: list[str], header: str = "Compra (MWh)") -> bytes:
    rows = [f"14/01/2026;{hour};{hour + 19},5" for hour in range(1, 25)]
    return "\n".join([*before, f"Fecha;Hora;{header}", *rows, *after]).encode()


@pytest.mark.parametrize("header", ["Compra (MWh)", "Compra"])
@pytest.mark.parametrize("said", SAID)
def test_multiples_of_the_unit_are_asked_about(said: str, header: str) -> None:
    for content in (table([said], [], header), table([], [said], header)):
        with pytest.raises(UnreadableFileError) as asked:
            read(content, "a.csv")
        assert asked.value.question is Question.UNIT
        assert said in str(asked.value.message) or header == "Compra"


def test_a_factor_in_a_cell_of_its_own_is_asked_about() -> None:
    rows = [["Factor", 1000], ["Hora", "Compra (MWh)"], *([f"14/01/2026 {h:02}:00", h + 0.5] for h in range(1, 24))]
    with pytest.raises(UnreadableFileError) as asked:
        read(xlsx(rows), "a.xlsx")
    assert asked.value.question is Question.UNIT


@pytest.mark.parametrize("said", NOT_SAID)
def test_what_speaks_of_something_else_is_no_multiple(said: str) -> None:
    for content in (table([said], []), table([], [said])):
        assert float(read(content, "a.csv").rows.mw[0]) == 20.5


def test_the_answer_settles_it() -> None:
    assert float(read(table(["Datos en miles"], []), "a.csv", unit="kWh").rows.mw[0]) == 0.0205
