"""Which names of sheets say a day, and which are kept as the choice for the next file."""

from __future__ import annotations

import pytest

from ravenwits_desktop.spreadsheets.days.dated_sheets import is_of_a_day, names_a_day
from tests.spreadsheets.builders import read, xlsx

DAYS = """
03-12-2026 2026-12-03 20261203 03122026 031226 2026_12_03 3-12 3.12. 03_12 Hoja_3-12 Prog_03-12 Compra03122026
30_nov nov_30 Programa_3_dic 3_de_diciembre Dec_3rd 1º_dic
Lunes lunes_30 LUN 30_lun compra_lun_30 Segunda-feira 2ª_feira Programa_martes MARTES_(2) sábado mié Fredag
Hoy ayer Mañana pasado_mañana Tomorrow D+1 D1 D-1 heute
S49 Semana_49 KW_49 W49 23_al_29_nov Diciembre DIC-26 dic 30 7 Día_3 dia3
"""
OTHERS = """
Programa Escenario_B Norte Sur Hoja1 Sheet1 Planta_1 Cliente_12 Compra Ventas Mercado Diario MID1 MID_2 Madrid P48 PBF
Compra_v2 A B Datos Resumen Escenario_1.2 6.1TD Tarifa_2.0TD Contrato_marco Mar_Menor Viento Turno_de_mañana 24h
"""


@pytest.mark.parametrize("name", DAYS.split())
def test_a_date_a_weekday_and_words_that_count_days_say_a_day(name):
    assert names_a_day(name.replace("_", " "))


@pytest.mark.parametrize("name", OTHERS.split())
def test_a_scenario_a_plant_and_a_version_say_none(name):
    assert not names_a_day(name.replace("_", " "), ["Otra"])


def test_the_beginning_of_a_weekday_says_a_day_where_other_sheets_have_others():
    assert names_a_day("Plan mar", ["Plan lun", "Plan mié"])
    assert names_a_day("L", ["M", "X"])
    assert names_a_day("Mi", ["Do", "Fr"])
    assert not names_a_day("Plan mar", ["Plan sol"])
    assert not names_a_day("S", ["N"])


@pytest.mark.parametrize(("name", "says"), [("Hoja 24", True), ("Plan 2411", True), ("Planta 3", False)])
def test_a_number_says_a_day_where_it_is_that_of_the_rows(name, says):
    rows = [["Fecha", "Hora", "Compra (MW)"], *(["24/11/2026", hour, 1.5] for hour in range(1, 25))]
    assert is_of_a_day(read(xlsx([], sheets={name: rows}))) is says
