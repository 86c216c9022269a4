"""How a material is found: by its description and by the text of its file, page by page."""

from django.utils.translation import gettext as _
from wagtail.rich_text import get_text_for_indexing

from directory.models import DistrictPage
from directory.pagesource import PageSource
from library.models import DossierPage, FileText, MaterialPage
from library.queries import owner_name
from search.registry import Draft, TextPart
from vocabulary.queries import with_parents


class MaterialSource(PageSource[MaterialPage]):
    """Belongs to its owner's district; what associations and the Land keep is for everywhere."""

    kind = "material"
    model = MaterialPage

    def describe(self, page: MaterialPage) -> Draft:
        owner = page.get_parent().specific
        text = FileText.objects.filter(file=page.file).first() if page.file_id else None
        numbered = bool(text and text.has_page_numbers)
        pages = text.pages if text else []
        return Draft(
            url=page.get_url() or "",
            title=page.title,
            summary=page.summary,
            body=(
                TextPart(page.summary),
                TextPart(page.source, heading=_("Herausgegeben von")),
                *(TextPart(words, page=number if numbered else None) for number, words in enumerate(pages, 1)),
            ),
            owner=owner_name(owner),
            districts=(owner.district_id,) if isinstance(owner, DistrictPage) else (),
            topics=with_parents(page.topics.select_related("parent")),
            target_groups=tuple(page.target_groups.values_list("slug", flat=True)),
            languages=(page.language.code,) if page.language else (),
            tags=tuple(page.tags.values_list("name", flat=True)),
            names=(str(page.get_kind_display()),),
            date=page.published_on,
            valid_until=page.valid_until,
            facts={
                "material": page.kind,
                "format": page.file.file_extension.upper() if page.file else "Link",
                "pages": text.length if text else None,
                "file": page.file.url if page.file and page.file.file_extension.lower() == "pdf" else "",
                "licence": page.get_licence_display(),
                "is_example": page.is_example,
            },
        )


class DossierSource(PageSource[DossierPage]):
    """Found by what its editor says about the theme, everywhere.

    The entries have rows of their own; nothing of them stands here, so that what is withdrawn is gone at once.
    """

    kind = "dossier"
    model = DossierPage

    def describe(self, page: DossierPage) -> Draft:
        return Draft(
            url=page.get_url() or "",
            title=page.title,
            summary=page.summary,
            body=(
                TextPart(page.summary),
                TextPart(get_text_for_indexing(page.intro)),
                TextPart("\n".join(page.entries.exclude(heading="").values_list("heading", flat=True))),
            ),
            owner=owner_name(page.get_parent().specific),
            topics=with_parents(page.topics.select_related("parent")),
            date=page.published_on,
            facts={"is_example": page.is_example},
        )
