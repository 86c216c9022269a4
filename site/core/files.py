"""Who may open a stored file or a picture: whoever may read something that shows it, and whoever keeps it."""

from collections.abc import Callable, Iterable
from enum import Enum, auto
from pathlib import PurePosixPath

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db.models import Model
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from modelcluster.fields import ParentalKey
from wagtail.documents import permissions as file_permissions
from wagtail.documents.views.serve import serve as serve_stored_file
from wagtail.images import permissions as picture_permissions
from wagtail.models import Page, ReferenceIndex

from core.models import Picture, Rendition, StoredFile
from core.visibility import is_public, may_read

PUBLIC_SECONDS = 300  # how long a copy elsewhere may outlive the unpublishing of the page that showed it
PICTURE_TYPES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}


Uses = Callable[[StoredFile | Picture], Iterable[Page]]
_uses_besides: list[Uses] = []


def register_uses(uses: Uses) -> None:
    """For an app whose pages show files that are not part of the page itself, such as earlier versions."""
    _uses_besides.append(uses)


def pages_using(thing: StoredFile | Picture) -> list[Page]:
    """The pages whose live version uses a file or picture.

    The reference index only names candidates: it is written later by the work process. Each is read again as it is
    now, so a use that stands in a draft, or was taken out, does not count.
    """
    of_pages = ContentType.objects.get_for_model(Page)
    candidates = ReferenceIndex.get_references_to(thing).filter(base_content_type=of_pages)
    ids = set(candidates.values_list("object_id", flat=True)) | _ids_by_foreign_key(thing)
    pages = Page.objects.live().filter(pk__in=ids).specific()
    besides = [page for uses in _uses_besides for page in uses(thing) if page.live]
    return [*(page for page in pages if _uses(page, thing)), *besides]


class Access(Enum):
    """What a reader may do with a file: nothing, open it, or open it as everybody may."""

    NONE = auto()
    PRIVATE = auto()
    PUBLIC = auto()


def access_of(request: HttpRequest, thing: StoredFile | Picture) -> Access:
    """Open for whoever may edit what lies in the thing's collection, and for readers of a page that uses it."""
    pages = pages_using(thing)
    if any(is_public(page) and page.may_be_read_by(AnonymousUser()) for page in pages):
        return Access.PUBLIC
    if keeps(request.user, thing) or any(may_read(page, request) for page in pages):
        return Access.PRIVATE
    return Access.NONE


def keeps(user: AbstractBaseUser | AnonymousUser, thing: StoredFile | Picture) -> bool:
    """Whether a person may edit a file or picture, because its collection is that of the person's own body."""
    permissions = file_permissions if isinstance(thing, StoredFile) else picture_permissions
    return bool(permissions.permission_policy.user_has_permission_for_instance(user, "change", thing))


def refuse_unless_open(document: StoredFile, request: HttpRequest) -> None:
    """Hook before_serve_document. Raises Http404: whether there is such a file is nobody else's business."""
    if access_of(request, document) is Access.NONE:
        raise Http404


@require_safe
def serve_document(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    """Wagtail's view of a document, whose hook asks `refuse_unless_open`; the answer says who may keep a copy."""
    response: HttpResponseBase = serve_stored_file(request, document_id, filename)
    _say_who_may_keep(response, access_of(request, StoredFile.objects.get(pk=document_id)))
    return response


@require_safe
def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture or one of its sizes, by its place below MEDIA_URL. Documents are never answered here."""
    picture = _picture_at(path)
    access = access_of(request, picture) if picture else Access.NONE
    if picture and path == picture.file.name and not keeps(request.user, picture):
        access = Access.NONE  # an original may tell where and by whom it was taken; its sizes carry no such data
    if access is Access.NONE:
        raise Http404
    response = _picture_answer(request, path)
    _say_who_may_keep(response, access)
    return response


def serve_size_in(request: HttpRequest, path: str, version: Page) -> HttpResponseBase:
    """A size of a picture that this version of a page shows, for somebody to whom just this version is shown.

    Never an original. Raises Http404.
    """
    picture = _picture_at(path)
    if picture is None or path == picture.file.name or not _uses(version, picture):
        raise Http404
    response = _picture_answer(request, path)
    _say_who_may_keep(response, Access.PRIVATE)
    return response


def _picture_answer(request: HttpRequest, path: str) -> HttpResponseBase:
    """Raises Http404 when it is no picture, or the storage has lost it."""
    kind = PICTURE_TYPES.get(PurePosixPath(path).suffix.lower())
    if kind is None or not default_storage.exists(path):
        raise Http404
    changed = int(default_storage.get_modified_time(path).timestamp())
    response: HttpResponseBase | None = get_conditional_response(request, last_modified=changed)
    if response is None:
        response = FileResponse(default_storage.open(path), content_type=kind)
        response["Last-Modified"] = http_date(changed)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'"
    return response


def _say_who_may_keep(response: HttpResponseBase, access: Access) -> None:
    if access is Access.PUBLIC:
        patch_cache_control(response, public=True, max_age=PUBLIC_SECONDS)
    else:
        patch_cache_control(response, private=True, no_store=True)


def _picture_at(path: str) -> Picture | None:
    if "\0" in path:  # PostgreSQL compares no such text
        return None
    rendition = Rendition.objects.filter(file=path).select_related("image").first()
    return rendition.image if rendition else Picture.objects.filter(file=path).first()


def _ids_by_foreign_key(thing: Model) -> set[str]:
    ids: set[str] = set()
    for relation in type(thing)._meta.get_fields(include_hidden=True):
        model = relation.related_model
        if not (relation.auto_created and relation.one_to_many and isinstance(model, type)):
            continue  # a generic relation, as that of the tags, has no key
        field = relation.field.name  # type: ignore[union-attr]  # one_to_many: it has the key's field
        for page in _pages_in(model):
            rows = model._default_manager.filter(**{field: thing.pk})
            ids.update(str(pk) for pk in rows.values_list(page, flat=True))
    return ids


def _pages_in(model: type[Model]) -> list[str]:
    """The names by which a model is a page, or a row of one, for `values_list`."""
    if issubclass(model, Page):
        return ["pk"]
    parents = [field for field in model._meta.get_fields() if isinstance(field, ParentalKey)]
    return [field.attname for field in parents if issubclass(field.remote_field.model, Page)]


def _uses(page: Page, thing: Model) -> bool:
    """Reads the references out of the page itself: the same search that fills the reference index."""
    wanted = (ContentType.objects.get_for_model(thing).pk, str(thing.pk))
    return any(
        (content_type, str(pk)) == wanted
        for content_type, pk, _model_path, _content_path in ReferenceIndex._extract_references_from_object(page)
    )
