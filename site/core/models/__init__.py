"""The ground floor's nouns, one file each."""

from core.models.files import Picture, Rendition, StoredFile
from core.models.mail import OutgoingMail
from core.models.operation import Heartbeat, JobRun
from core.models.pages import BasePage, HomePage, TextPage
from core.models.settings import PortalSettings

__all__ = [
    "BasePage",
    "Heartbeat",
    "HomePage",
    "JobRun",
    "OutgoingMail",
    "Picture",
    "PortalSettings",
    "Rendition",
    "StoredFile",
    "TextPage",
]
