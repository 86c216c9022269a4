"""A new draft of a practice that begins elsewhere than in its form: written down for a district, or out of a file."""

from typing import Any

from django.db import transaction
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log

from accounts.models import User
from bestpractice.models import PracticePage
from directory.models import DistrictPage, Post
from regions.load import UMLAUTS
from regions.models import District


def contact_of(district: District) -> str:
    """The district's mailbox is nearly always right, and it outlives the person who writes."""
    post = Post.objects.filter(district=district).exclude(mailbox="").first()
    return f"{post}, {post.mailbox}" if post else ""


@transaction.atomic
def new_draft(district: District, person: User, *, title: str, **texts: Any) -> PracticePage:
    """Below the district's page, published by nobody. What a published practice must have may still be missing."""
    practice = PracticePage(title=title, live=False, has_unpublished_changes=True, owner=person)
    for field, text in {"contact": contact_of(district), **texts}.items():
        setattr(practice, field, text)
    parent = DistrictPage.objects.get(district=district)
    practice.slug = find_available_slug(parent, slugify(title.translate(UMLAUTS)) or "praxis")
    parent.add_child(instance=practice)
    log(instance=practice, action="wagtail.create", user=person)
    practice.save_revision(user=person, clean=False)
    return practice
