"""What the library does in the background. Tasks may run twice: a process can die between the work and its note."""

from django_tasks import task

from core.models import StoredFile
from library.extraction import take
from library.links.checking import check


@task()
def take_text(file_pk: int) -> str:
    """Reads a stored file; returns its state. A file deleted meanwhile is no mistake."""
    stored = StoredFile.objects.filter(pk=file_pk).first()
    return str(take(stored).state) if stored else "gone"


@task()
def check_link(material_pk: int) -> str:
    """Looks whether a material's link still leads somewhere; returns what was found."""
    return check(material_pk)
