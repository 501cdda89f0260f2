"""Columns beside a purchase that are called after a newer version of it, or after a change to it, by a bare word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.spreadsheets.sheet import Cell
from ravenwits_desktop.spreadsheets.tables.totals_beside import is_another_amount, values_of
from ravenwits_desktop.spreadsheets.texts import words

CHANGED_BESIDE = QT_TRANSLATE_NOOP(
    "Message",
    "“{column}” beside “{purchase}” holds values as well ({count}), and they were left aside: if they change the "
    "purchase, correct its values, or choose the other column.",
)
_NEWER = words.any_word(
    r"v(?:ers(?:ion|ione|ao)?)?\.? ?\d+(?:\.\d+)*", r"rev(?:ision|isao|isione)?\.? ?\d+",
    "fina(?:l|le|les|is|aux)", "finali", "endgultig[a-z]*", "definitiv[a-z]*",
    "corregid[oa]s?", "corrigid[oa]s?", "corrige[es]?s?", "corrett[oaie]", "corrected", "korrigiert[a-z]*",
    "rectificad[oa]s?", "retificad[oa]s?", "rectifie[es]?s?", "rettificat[oaie]", "berichtigt[a-z]*",
    "nuev[oa]s?", "nov[oa]s?", "new", "neu(?:e[rsn]?)?", "nouve(?:au|aux|lles?)", "nuov[oaie]",
    "revisad[oa]s?", "revist[oa]s?", "revised", "revise[es]?s?", "rivist[oaie]", "revidiert[a-z]*",
    "actualizad[oa]s?", "atualizad[oa]s?", "updated?", "actualise[es]?s?", "aggiornat[oaie]", "aktualisiert[a-z]*",
    "modificad[oa]s?", "modified", "modifie[es]?s?", "modificat[oaie]", "geandert[a-z]*", "ajustad[oa]s?",
    "adjusted", "ajustees?", "angepasst[a-z]*", "aggiustat[oaie]", "reprogramad[oa]s?", "reprogramacion",
    "vigentes?", "ultim[oa]s?", "latest", "aktuell[a-z]*", "confirmad[oa]s?", "confirmed", "aprobad[oa]s?",
    "approved", "validad[oa]s?", "validated", "validee?s?", "validat[oaie]", "validiert[a-z]*",
    "ofertas?", "ofertad[oa]s?", "offers?", "offerta", "offres?", "angebot",
)  # fmt: skip
_CHANGES = words.any_word(
    "ajustes?", "ajustements?", "adjustments?", "anpassung(?:en)?", "aggiustament[oi]", "correcci(?:on|ones)",
    "correcao", "correcoes", "corrections?", "correzion[ei]", "korrektur(?:en)?", "rettific(?:a|he)", "rectificacion",
    "overrides?", "modificacion(?:es)?", "modifications?", "modifica", "sobrescrit[oa]",
)  # fmt: skip
_PLAIN = words.any_word(
    "valor(?:es)?", "values?", "valeurs?", "valor[ei]", "werte?", "datos?", "data", "manual(?:es)?", "manuell?[a-z]*",
    "manuale?", "[gmk]wh?", "de", "la", "el", "l[ae]s?", "the", "of", "version", "versione", "fassung",
)  # fmt: skip
_BEGINS = words.any_word(
    "inici(?:o|al|ales)", "start", "begin(?:n|ning)?", "desde", "from", "debut", "inizi(?:o|ale)", "initial"
)
_ENDS = words.any_word("fina(?:l|le)")
_FLAGS = (0.0, 1.0)
_LEAST = 1e-9


def names_newer(name: str) -> bool:
    """Whether a name says that its values are a newer version, or which version, and nothing else: “Final”, “V2”."""
    return _says_only(_NEWER, name)


def newer_beside(chosen: str, cells: Mapping[str, Sequence[Cell]]) -> tuple[str, ...]:
    """Those of `cells`, by name, that have other values than those called `chosen` and may be newer ones."""
    newer = [name for name in cells if name != chosen and names_newer(name)]
    known = values_of({name: cells[name] for name in (chosen, *newer)}) if newer else {}
    if chosen not in known:
        return ()
    part = known.pop(chosen)
    return tuple(
        name for name, values in known.items() if len(values) == len(part) and is_another_amount(values, part, ())
    )


def change_warnings(chosen: str, cells: Mapping[str, Sequence[Cell]]) -> tuple[Message, ...]:
    """What has to be seen where one of `cells` is called after changes to the values called `chosen`.

    Or after a newer version, of which there are a few values alone. Noughts change nothing, nor do the same values.
    """
    warnings = []
    changing = [name for name in cells if name != chosen and may_change(name)]
    known = values_of({name: cells[name] for name in (chosen, *changing)}) if changing else {}
    part = known.pop(chosen, np.zeros(0))
    for name, values in known.items():
        if len(values) != len(part):
            continue
        told = np.isfinite(values)
        if names_newer(name) and (told.sum() * 2 >= np.isfinite(part).sum() or np.isin(values[told], _FLAGS).all()):
            continue
        changed = told & (np.abs(values) > _LEAST) & ~np.isclose(values, part)
        if count := int(changed.sum()):
            warnings.append(Message(CHANGED_BESIDE, {"column": name, "purchase": chosen, "count": count}))
    return tuple(warnings)


def may_change(name: str, names: Sequence[str] = ()) -> bool:
    """Whether the values of a column called `name` may be newer than those of the purchase, or change them.

    “Final” beside a beginning among the other `names` is the end of something.
    """
    if _ENDS.search(words.folded(name)) and any(_BEGINS.search(words.folded(other)) for other in names):
        return False
    return names_newer(name) or _says_only(_CHANGES, name)


def _says_only(said: re.Pattern[str], name: str) -> bool:
    plain = words.folded(name.replace("_", " "))
    left = said.sub(" ", plain)
    return left != plain and not any(map(str.isalpha, _PLAIN.sub(" ", left))) and not words.names_price(name)
