"""Words for the date on which something was made, sent, printed, fetched or approved, or until which it had to be."""

from __future__ import annotations

import re

_CHANGED = (
    r"actuali[stz]|atualiz|aggiorn|updat|aktualis|oppdater|opdater|uppdater|paivit|bijwerk|bijgewerkt|modif|wijzig"
    r"|anderung|endring|andring|correc|correz|korrekt|revis|refresh|mi(?:se|ses) a jour|maj(?![a-z])"
)
_SENT = (
    r"envi|envo[iy]|invio|inviat|send|sent(?![a-z])|versand|versend|verzend|verzonden|transmi|trasmi|tramet|trames"
    r"|remision|remit|remes|upload|subid|pujad|hochgelad|presentac|presentaz|submi|comunicac|notific|recep|recib|receb"
    r"|ricez|ricev|recei|empfang|eingang|mottak|mottag|modtag|ontvang|lahet|skicka|publi|pubbl"
    r"|veroffentlich|gepubliceerd|julkais|difus|diffus"
)
_MADE = (
    r"elabora|prepara|cria[cd]|creac|creat|creaz|cread|genera[cdtz]|gerac|gerad|redac|redaz|redig|erstell|erzeug"
    r"|opprett|oprett|skapad|skapan|luonti|luotu|aanmaak|confec|emis|emet|edic|edit|ediz|ausgabe|utsted|udsted|utfard"
    r"|issu|impre|imprim|stamp|druck|ausdruck|gedruckt|ausgedruckt|print|utskrift|utskriv|udskrift|udskriv|tulost"
    r"|afdruk|afgedrukt"
)
_FETCHED = (
    r"descarr?eg|descarg|downl|heruntergelad|extrac|extraz|estraz|estratt|consult|abruf|abgeruf|abfrag|telecharg"
    r"|scaric|retriev|hentet|hente|hamtad|hamtning|haku|haettu|opvra|opgehaald|expor|espor|utdrag|uttag"
)
_APPROVED = (
    r"aprob|aprov|approv|approb|genehmig|freigabe|freigegeb|godkj?en|godkan|hyvaksy|goedkeur|goedgekeur"
    r"|valida[cdtz]|autori[sz]|firma|signat|unterschrift|unterzeichn"
)
_MAKING = rf"(?:{_CHANGED}|{_SENT}|{_MADE}|{_FETCHED}|{_APPROVED})\w*"
"""Beginnings of words for a making, a change, a sending, a print, a fetching or an approval, folded."""
_TODAY = (
    r"(?:hoy|hoje|heute|heutig\w*|oggi|avui|today|aujourd|vandaag|huidige|dagens|i ?dag|actual|atual|attuale|actuelle"
    r"|aktuell\w*|current|odiern[oa]|corr(?:i?ente)|en curso|sistema|system\w*)(?![a-z])"
)
_LIMIT = (
    r"(?:limit|tope(?![a-z])|maxim|massim|cierre|tancament|fechamento|cloture|chiusura|frist|deadline|(?:fin de )?plazo"
    r"|(?:fim de )?prazo|scaden|due(?![a-z])|cut\W?off|uiterste)\w*"
)
_RUN = r"(?:ejecu|execu|esecu|ausfuhr|proces|calcul|berechn|beregn|corrida|lanza|lanc[ae]m|simula|run(?![a-z]))\w*"
_NOUN = (
    r"(?:fechas?|datas?|dates?|dias?|giorno|jour|days?|datum|dato|dag|tag|horas?|ora|heure|moment\w*|zeitpunkt|tijdstip"
    r"|tidspunkte?t?)"
)
_LEADS = (
    r"(?:d[eoai]l?|d[eao]s|dell[ao]|dell?['’]?|of|d|d['’]|des|der|du|l|l['’]|el|la|las?|les?|los|il|o|a|the|van|het|for"
    r"|av|af|vo[mn]|y|e|et|and|und|hora|ora|heure|time|uhrzeit|ultim[oa]|ultima?|derni\w+|letzt\w+|last|latest|sist[ea]?"
    r"|senaste?|sidste|laatste|darrer[ae]?|prevista?)"
)
_DATE = r"(?:datum|dato|date|day|tag|dag|termin|zeit(?:punkt)?|time|tidspunkt|paiva(?:maara)?|pvm|moment)(?![a-z])"
_NAMED = rf"(?<![a-z]){_NOUN}(?:[\W_]+{_LEADS}(?![a-z])){{0,4}}[\W_]*(?<![a-z])"
_OF_MAKING = re.compile(
    rf"{_NAMED}{_MAKING}|(?<![a-z]){_MAKING}[ _-]?{_DATE}"
    r"|(?<![a-z])(?:ultim[oa]|derniere|letzte|last|latest|sist[ea]?|senaste?|sidst|laatste?|viimeksi|darrera)"
    rf"[\W_]+(?:{_CHANGED})"
)
_OF_LIMIT = re.compile(
    rf"{_NAMED}(?:{_TODAY}|{_LIMIT}|{_RUN})|(?<![a-z])(?:{_TODAY}|{_LIMIT}|{_RUN})[ _-]?{_DATE}"
    rf"|(?<![a-z])date du jour(?![a-z])|(?<![a-z])today[’' ]?s date|^{_LIMIT}$"
)
_DONE = (
    r"(?:aproba[dt][oa]?|aprova[dt][oa]?|approvat[oa]|approved|approuvee?|genehmigt|freigegeben|godkjent|godkendt|godkand"
    r"|hyvaksytty|goedgekeurd|publiee?|publicat|pubblicat[oa]|published|publisert|publicerad|offentliggjort|julkaistu"
    r"|veroffentlicht|gepubliceerd|oppdatert|opdateret|uppdaterad|paivitetty|bijgewerkt|aktualisiert|sent|sendt|skickad"
    r"|versendet|versandt|verzonden|lahetetty|subid[oa]|uploaded|hochgeladen|presentad[oa]|remitid[oa]|recibid[oa]"
    r"|recebid[oa]|ricevut[oa]|recue?|received|empfangen|eingegangen|mottatt|mottagen|modtaget|ontvangen|firmad[oa]"
    r"|signed|unterzeichnet|autorizad[oa]|gedruckt|ausgedruckt|imprimee?|afgedrukt|abgerufen|heruntergeladen|descarregat"
    r"|telechargee?|scaricat[oa]|hentet|hamtad|haettu|opgehaald|calculad[oa]|calcolat[oa]|ejecutad[oa]|revisad[oa]"
    r"|comunicad[oa]|notificad[oa]|enviat|emes|actualitzat)"
)
_ON = r"(?:el|em|en|il|le|on|am|den|de|dia|dato|op|a|fecha)"
_BY = r"(?:por|by|von|par|da|per|av|af|door)(?: \w+){1,3}?"
_WAS_DONE = re.compile(
    rf"^(?:(?:laatst|senast|sist|sidst|zuletzt|last|viimeksi) )?{_DONE}(?: {_BY})?(?: {_ON})*$"
    rf"|(?<![a-z]){_DONE}(?: {_BY})?(?: {_ON})+$"
)
"""What was done on the date that follows; in “Programa aprobado 30/11/2026” it says nothing of it."""


def names_date_of_making(plain: str) -> bool:
    """Whether a folded text speaks of the date of a making, a change, a sending, a print, an approval or the like."""
    return bool(_OF_MAKING.search(plain))


def leads_to_other_date(plain: str) -> bool:
    """Whether folded words without punctuation lead to the date of a making, of today, of a run or of a deadline."""
    return bool(_OF_MAKING.search(plain) or _OF_LIMIT.search(plain) or _WAS_DONE.search(plain))
