"""The ground floor's nouns, one file each."""

from core.models.files import Document, Image, Rendition
from core.models.operation import Heartbeat, JobRun
from core.models.mail import OutgoingMail
from core.models.pages import BasePage, HomePage, TextPage
from core.models.settings import PortalSettings

__all__ = [
    "BasePage",
    "Document",
    "Heartbeat",
    "HomePage",
    "Image",
    "JobRun",
    "OutgoingMail",
    "PortalSettings",
    "Rendition",
    "TextPage",
]
