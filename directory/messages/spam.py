"""What keeps machines out without a captcha: the form's signed stamp, links in a text, signs that nobody can see."""

import re
import secrets
from enum import Enum, auto

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

FASTEST = 3  # seconds; nobody reads a form and writes a sentence in less
OLDEST = 24 * 60 * 60  # seconds; a form kept open for a day is sent once more
MOST_LINKS = 2
LINK = re.compile(r"https?://|\bwww\.|\[url\b|<a\s", re.IGNORECASE)
# Control characters but tab and newline, and what turns the direction of a text round (Trojan source); the marks that
# Arabic and Hebrew need (U+200E, U+200F, U+061C) stay.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")

_signer = TimestampSigner(salt="directory.messages")


class Age(Enum):
    """How long somebody had a form before them."""

    FINE = auto()
    TOO_FAST = auto()
    TOO_OLD = auto()
    NOT_OURS = auto()


def new_stamp() -> str:
    """When a form was shown, signed, with a number of its own."""
    return _signer.sign(secrets.token_urlsafe(16))


def age_of(stamp: str) -> Age:
    try:
        _signer.unsign(stamp, max_age=OLDEST)
    except SignatureExpired:
        return Age.TOO_OLD
    except BadSignature:
        return Age.NOT_OURS
    try:
        _signer.unsign(stamp, max_age=FASTEST)
    except SignatureExpired:
        return Age.FINE
    return Age.TOO_FAST


def number_of(stamp: str) -> str:
    """The form's own number; BadSignature for a stamp that is not ours."""
    return _signer.unsign(stamp)


def without_unseen(text: str) -> str:
    return UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def links_in(*texts: str) -> int:
    return sum(len(LINK.findall(text)) for text in texts)
