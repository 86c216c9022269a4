"""What stands in one cell, as people write it: yes and no, days, times, numbers, several words."""

import datetime as dt
import re
import unicodedata
from functools import lru_cache

from directory.exchange.columns import MISTAKES, unguarded

YES = {"ja", "j", "yes", "y", "x", "xx", "1", "wahr", "true", "✓", "✔", "✗", "☒", "ok", "vorhanden", "immer"}
NO = {"", "nein", "n", "no", "0", "-", "–", "—", "falsch", "false", "☐", "keine", "kein", "nicht vorhanden", "/"}
FREE = {"kostenlos", "kostenfrei", "gratis", "umsonst", "keine", "frei"}  # in a column of costs
DAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
DAY_NAMES = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
MONTHS = {
    name: number
    for number, name in enumerate(
        "januar februar märz april mai juni juli august september oktober november dezember".split(), start=1
    )
}
# NUL and half letters databases refuse, the others XML.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
REMARK = re.compile(
    r"(stand|summe|gesamt|insgesamt|anzahl|total|quelle|seite|erstellt|gedruckt|aktualisiert|letzte aktualisierung)"
    r"(\s*[:\d].*|\s+(am|vom|\w+ 20\d\d)\b.*|)$|(alle )?angaben ohne\b",
    re.IGNORECASE,
)
EXCEL_DAY_ONE = dt.date(1899, 12, 30)
SERIALS = range(20_000, 80_000)  # 1954 to 2119 as a spreadsheet counts days
NOT_ALNUM = re.compile(r"[^a-z0-9]+")


def clean(text: str) -> str:
    """Without what no database holds and without blanks (also unbreakable ones) at the ends."""
    return UNWRITABLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def said(text: str) -> str:
    """What a cell of a file says; nothing where its formula has failed."""
    text = clean(text)
    return "" if text in MISTAKES else unguarded(text)


def is_remark(text: str) -> bool:
    """Whether a cell that stands alone in its row speaks of the list, below it: "Stand: März 2026", "Summe 12"."""
    return REMARK.match(text) is not None


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """For comparing only: small letters and digits, umlauts written out, everything else one blank."""
    text = text.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    plain = unicodedata.normalize("NFKD", text)
    latin = NOT_ALNUM.sub(" ", plain.encode("ascii", "ignore").decode()).strip()
    return latin or " ".join(unicodedata.normalize("NFKC", text).split())


def flag(text: str) -> bool | None:
    """None: neither yes nor no."""
    word = text.strip().casefold().rstrip(".")
    return True if word in YES else False if word in NO else None


def day(text: str) -> dt.date | None:
    """ISO, German, with the month's name, or as a spreadsheet's number of days; None: no date."""
    text = text.strip()
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", text):
        year, month, date = map(int, match.groups())
    elif match := re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{2}|\d{4})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?", text):
        date, month, year = map(int, match.groups())
    elif match := re.fullmatch(r"(\d{1,2})\.\s*([^\W\d_]+)\s+(\d{4})", text):
        date, month, year = int(match[1]), MONTHS.get(match[2].casefold(), 0), int(match[3])
    elif re.fullmatch(r"\d{5}(?:[.,]0+)?", text) and int(text[:5]) in SERIALS:
        return EXCEL_DAY_ONE + dt.timedelta(days=int(text[:5]))
    else:
        return None
    try:
        return dt.date(year + 2000 if year < 100 else year, month, date)
    except ValueError:
        return None


def clock(text: str) -> dt.time | None:
    """ "9", "9:30", "09.30 Uhr"; None: no time."""
    match = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?(?::(\d{2})(?:\.\d+)?)?\s*(?:Uhr|h)?", text.strip(), re.IGNORECASE)
    if match is None:
        return None
    try:
        return dt.time(int(match[1]), int(match[2] or 0), int(match[3] or 0))
    except ValueError:
        return None


def number(text: str) -> float | None:
    try:
        found = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return found if abs(found) < 1000 else None  # also NaN and infinities


def weekday(text: str) -> int | None:
    """0 is Monday."""
    word = text.strip().casefold().rstrip(".")
    if word in DAY_NAMES or word in DAYS:
        return (DAY_NAMES if word in DAY_NAMES else DAYS).index(word)
    return int(word) if re.fullmatch("[0-6]", word) else None


def words(text: str) -> tuple[str, ...]:
    """Several values in one cell. A comma may belong to one of them: what they mean decides, in words.py."""
    return tuple(dict.fromkeys(word for part in re.split(r"[;\n|•]", text) if (word := part.strip())))
