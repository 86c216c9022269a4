"""What a pull brought, into the tables of the district."""

from directory.exchange.running import run_subscribed
from directory.models import Offer, Organisation, Source
from directory.subscribed.gather import Gathered
from directory.subscribed.release import free


def write(source: Source, gathered: Gathered) -> None:
    """New, changed, ended; inside the caller's transaction."""
    keep_own_offers(source, {record.key for record in gathered.read.directory.organisations})
    run_subscribed(source, gathered.read)


def keep_own_offers(source: Source, keys: set[str]) -> None:
    """An organisation that ends, but for which the district keeps offers of its own, becomes the district's."""
    own = Offer.objects.filter(organisation__source=source).exclude(source=source).values("organisation")
    for organisation in Organisation.objects.filter(source=source, pk__in=own):
        if organisation.source_key not in keys:
            free(organisation)
