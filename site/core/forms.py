"""The admin's forms for files and pictures: an upload is what it says (settings name them as Wagtail's base forms)."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.uploads import judge_document, judge_picture


class CheckedDocumentForm(BaseDocumentForm):
    """WAGTAILDOCS_DOCUMENT_FORM_BASE: every way to upload a document passes here, the chooser's and the many's too."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            judge_document(file)
        return file


class WholePictureField(WagtailImageField):
    """Reads the picture before Wagtail asks for its size, which fails on one that ends in the middle."""

    def to_python(self, data: Any) -> Any:
        if isinstance(data, UploadedFile):
            judge_picture(data)
        return super().to_python(data)


class CheckedPictureForm(BaseImageForm):
    """WAGTAILIMAGES_IMAGE_FORM_BASE: Wagtail compares name and signature; here the picture is also read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].__class__ = WholePictureField  # Wagtail makes the field and takes no other
