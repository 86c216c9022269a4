"""Which section of a practice a heading means, guessed by its words; the person may say otherwise."""

import re

# Stems, because headings are inflected and compound: "Zielsetzungen", "Personalkosten". The first that fits counts, so
# the narrow ones stand before the wide ones: "Was hat nicht funktioniert?" before "Was wurde gemacht?".
WORDS: dict[str, tuple[str, ...]] = {
    "contact": ("kontakt", "ansprechpartner", "ansprechperson", "ansprechstelle", "rückfragen"),
    "summary": ("kurzbeschreibung", "zusammenfassung", "kurzfassung", "auf einen blick", "kurz gesagt", "kurzinfo"),
    "what_did_not_work": (
        "nicht geklappt", "nicht funktioniert", "nicht gelungen", "stolperstein", "hürde", "huerde", "hindernis",
        "schwierigkeit", "herausforderung", "probleme", "lessons learned", "lernerfahrung", "lehren", "erfahrungen",
        "anders machen",
    ),
    "transfer_tips": (
        "übertragbar", "uebertragbar", "transfer", "tipp", "empfehlung", "hinweise für", "nachahm", "nachnutz",
    ),
    "conditions": (
        "gelingensbeding", "erfolgsfaktor", "voraussetzung", "rahmenbeding", "bedingung", "erfolgskriter",
        "damit es trägt",
    ),
    "evaluation": (
        "evaluation", "auswertung", "wirkungsmessung", "monitoring", "erfolgskontrolle", "qualitätssicherung",
    ),
    "legal_basis": ("rechtsgrundlage", "rechtlich", "gesetzlich", "recht"),
    "funding": ("finanzierung", "förder", "foerder", "zuwendung", "drittmittel", "geldgeber"),
    "what_it_took": (
        "kosten", "aufwand", "ressource", "personal", "stellenanteil", "budget", "haushalt", "sachmittel",
        "gebraucht", "ausstattung",
    ),
    "results": ("ergebnis", "wirkung", "erfolg", "resultat", "erreicht", "bilanz", "nutzen", "mehrwert", "gebracht"),
    "partners": (
        "partner", "kooperation", "beteiligte", "netzwerk", "zusammenarbeit", "akteur", "mitwirkende", "träger",
    ),
    "goals": ("ziel", "zweck", "absicht"),
    "starting_point": (
        "ausgangslage", "ausgangssituation", "ausgangspunkt", "anlass", "hintergrund", "problem", "bedarf",
        "einleitung", "situation", "gefehlt", "warum",
    ),
    "what_we_did": (
        "umsetzung", "durchführung", "maßnahme", "massnahme", "vorgehen", "ablauf", "beschreibung", "inhalt",
        "konzept", "projekt", "angebot", "aktivität", "methode", "so geht", "was wir", "was wurde", "umgesetzt",
        "getan", "schritte",
    ),
}  # fmt: skip
FOR_WHOM = re.compile(r"zielgruppe\w*")  # says for whom, not what for
ENDINGS = "(?:e|en|n|s|es|er|se|sse|ssen)?"


def guess(heading: str) -> str:
    """The field of the section, or nothing. A stem counts at the beginning of a word and at the end of a compound."""
    words = FOR_WHOM.sub("", " ".join(re.findall(r"\w+", heading.casefold())))
    return next((field for field, fits in PATTERNS.items() if fits.search(words)), "")


PATTERNS = {
    field: re.compile("|".join(rf"\b{re.escape(stem)}|{re.escape(stem)}{ENDINGS}\b" for stem in stems))
    for field, stems in WORDS.items()
}
