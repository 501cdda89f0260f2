"""Columns beside a purchase that are called after a newer version of it, or after a change to it, by a bare word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.spreadsheets.sheet import Cell
from ravenwits_desktop.spreadsheets.tables.parts_beside import counts_beside, is_left_beside
from ravenwits_desktop.spreadsheets.tables.sparse_beside import is_sparse, may_change_some, names_known
from ravenwits_desktop.spreadsheets.tables.totals_beside import is_another_amount, values_of
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.figures import number_share

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
    "ofertas?", "ofertad[oa]s?", "offers?", "offerta", "offres?", "angebot", "revision(?:es)?", "revisao",
    "revisione", "revisjon", "revisie", "manual(?:es)?", "manuell?[a-z]*", "manuale?", "handmatig[a-z]*",
)  # fmt: skip
_CHANGES = words.any_word(
    "ajustes?", "ajustements?", "adjustments?", "anpassung(?:en)?", "aggiustament[oi]", "correcci(?:on|ones)",
    "correcao", "correcoes", "corrections?", "correzion[ei]", "korrektur(?:en)?", "rettific(?:a|he)", "rectificacion",
    "overrides?", "modificacion(?:es)?", "modifications?", "modifica", "sobrescrit[oa]", "korre[kc][a-z]*",
    "korrigering(?:ar)?", "correcties?",
    "aanpassing(?:en)?", "justering(?:er)?", "endring(?:er)?", "[aæ]ndring(?:[ae]r)?", "anderung(?:en)?",
    "wijziging(?:en)?",
    "cambios?", "changes?", "changements?", "alterac(?:ao|oes)", "variac(?:ion|iones|ao|oes)", "variazion[ei]",
    "deltas?", "δ", r"\+ ?/? ?[-−–]", "±", "(?:in|de)crement[oi]s?", "increas[a-z]*",
    "increments?", "aument[oi]s?", "extras?", "adicional(?:es)?", "additional", "zuschlag", "zuschlage", "aufschlag",
    "abschlag", "sustitu[a-z]*", "reemplaz[a-z]*", "substitu[a-z]*", "sostitu[a-z]*", "replace[a-z]*", "rempla[a-z]*",
    "ersetzt?", "ersatz", "muutos", "korjau[a-z]*", "recalculo", "reajustes?",
)  # fmt: skip
_PLAIN = words.any_word(
    "valor(?:es)?", "values?", "valeurs?", "valor[ei]", "werte?", "datos?", "data", "[gmk]wh?", "de", "la", "el",
    "l[ae]s?", "the", "of", "por", "by", "par", "durch", "version", "versione", "fassung",
)  # fmt: skip
_BEGINS = words.any_word(
    "inici(?:o|al|ales)", "start", "begin(?:n|ning)?", "desde", "from", "debut", "inizi(?:o|ale)", "initial"
)
_ENDS = words.any_word("fina(?:l|le)")
_FLAGS = {0.0, 1.0}
_LEAST = 1e-9


def names_newer(name: str) -> bool:
    """Whether a name says that its values are a newer version, or which version, and nothing else: “Final”, “V2”.

    “Ajuste final” is a change.
    """
    return _says_only(_NEWER, name) and not _says_only(_CHANGES, name)


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

    Or after a newer version, of which there are a few values alone, or where a name tells nothing against a few values
    being changes, or to what contracts or the demand's own generation give beside it. Noughts change nothing, nor do
    the same values.
    """
    warnings = []
    changing = [
        name
        for name in cells
        if name != chosen
        and (may_change(name) or is_left_beside(chosen, name) or may_change_some_rows(name, cells[name]))
    ]
    known = values_of({name: cells[name] for name in (chosen, *changing)}) if changing else {}
    part = known.pop(chosen, np.zeros(0))
    for name, values in known.items():
        if len(values) != len(part):
            continue
        told = np.isfinite(values)
        beside = is_left_beside(chosen, name) and counts_beside(name, values, part)
        few = told.sum() * 2 <= np.isfinite(part).sum()
        changes = _says_only(_CHANGES, name) and (few or not _are_flags(values[told]))
        newer = names_newer(name) and not np.isin(values[told], list(_FLAGS)).all()  # of each hour, it may be
        if not (beside or changes or (few and (newer or may_change_some(values, part)))):
            continue
        changed = told & (np.abs(values) > _LEAST) & ~np.isclose(values, part)
        if count := int(changed.sum()):
            warnings.append(Message(CHANGED_BESIDE, {"column": name, "purchase": chosen, "count": count}))
    return tuple(warnings)


def may_change_some_rows(name: str, cells: Sequence[Cell]) -> bool:
    """Whether a column of a few values may change the purchase in these rows, by its name and how much it holds.

    One without a name, that is called by its letters, tells nothing at all.
    """
    changes = any(said.search(words.spaced(name)) for said in (_NEWER, _CHANGES))
    if names_known(name, changes=changes) or (not changes and not any(map(str.isalpha, name))):
        return False
    return is_sparse(cells) and bool(number_share(cells)[0])


def may_change(name: str, names: Sequence[str] = ()) -> bool:
    """Whether the values of a column called `name` may be newer than those of the purchase, or change them.

    “Final” beside a beginning among the other `names` is the end of something.
    """
    if _ENDS.search(words.folded(name)) and any(_BEGINS.search(words.folded(other)) for other in names):
        return False
    return names_newer(name) or _says_only(_CHANGES, name)


def _are_flags(values: Floats) -> bool:
    """Whether values say yes and no: noughts and ones, and both of them."""
    return set(np.unique(values).tolist()) == _FLAGS


def _says_only(said: re.Pattern[str], name: str) -> bool:
    plain = words.spaced(name)
    if not said.search(plain) or words.names_price(name):
        return False
    left = _PLAIN.sub(" ", _CHANGES.sub(" ", _NEWER.sub(" ", plain)))
    return not any(map(str.isalpha, left))
