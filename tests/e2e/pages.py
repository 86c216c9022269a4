"""A small portal with one of everything, and the addresses of all its public pages."""

import datetime as dt

from django.conf import settings
from django.utils import timezone
from wagtail.models import Page

from bestpractice.models import Adoption
from directory.checking.links import all_link, entry_path, stop_link
from directory.messages.mailbox import link_to
from directory.models import Offer, Organisation, Post, Reminder
from directory.models.freshness import Way
from directory.upkeep.links import token_for
from library.models import DossierEntry, DossierPage, StartSlot
from regions.models import District, Postcode
from search import jobs, marks
from tests import factories as make
from vocabulary.models import Topic

LISTS = {
    "dossiers": "/dossiers/",
    "offers": "/angebote/",
    "organisations": "/einrichtungen/",
    "offers around a place": "/angebote/?ort=55116&umkreis=10&free=1",
    "offers on the map": "/angebote/?ansicht=karte&district=07315",
    "offers of an unknown place": "/angebote/?ort=Atlantis",
    "organisations on the map": "/einrichtungen/?ansicht=karte",
}


def furnish() -> dict[str, str]:
    """All districts, a practice in use, an offer that nobody confirmed, a material. Returns {what: address}."""
    make.portal(*make.district_rows())
    topic = Topic.objects.create(slug="sprache", name="Sprache und Dolmetschen")
    practice = make.PracticeFactory(
        parent=make.district_page(),
        title="Dolmetscherpool für Elterngespräche",
        what_did_not_work="<p>Der erste Anlauf schlief ein.</p>",
        since=dt.date(2023, 3, 1),
        topics=[topic],
    )
    for ags, stage in zip((make.TRIER, make.ALZEY), Adoption.Stage.values, strict=False):
        make.adoption(practice, ags, stage)
    mainz = District.objects.get(ags=make.MAINZ)
    organisation = make.OrganisationFactory(home_district=mainz, email="kontakt@example.org")
    organisation.topics.add(topic)
    make.LocationFactory(organisation=organisation, street="Am Markt 1", postcode="55116", place="Mainz")
    Postcode.objects.create(postcode="55116", place="Mainz", district=mainz, latitude=49.9989, longitude=8.2739)
    offer = make.OfferFactory(organisation=organisation, next_check_on=dt.date(2024, 1, 1), is_free=True)
    material = make.MaterialFactory(parent=make.association_page(), topics=[topic])
    Post.objects.update_or_create(district=mainz, defaults={"mailbox": "integration@example.org"})
    behind_links = asked(organisation, offer)
    settle()
    return {
        "home": "/",
        "search": "/suche/",
        "answers": "/suche/?q=Dolmetscherpool",
        "nothing found": "/suche/?q=Quastenflosser&language=xx",
        "ambiguous place": "/suche/?q=Sprachtreff&ort=Kaiserslautern",
        "districts": "/kreise/",
        "district": make.district_page().get_url(),
        "association": make.association_page().get_url(),
        "Land": make.land_page().get_url(),
        "practices": "/praxis/",
        "practice": practice.get_url(),
        "offer": offer.get_absolute_url(),
        "organisation": organisation.get_absolute_url(),
        "library": "/bibliothek/",
        **curated(practice, material, offer),
        "post": "/ansprechstelle/",
        "post of a place": "/ansprechstelle/?ort=07315",
        "text page": "/impressum/",
        "sign-in": "/konto/login/",
        "forgotten password": "/konto/password/reset/",
        "no such page": "/das-gibt-es-nicht/",
        **LISTS,
        **messages_about(offer),
        **kept_by(organisation, offer),
        **behind_links,
    }


def curated(practice: Page, material: Page, offer: Offer) -> dict[str, str]:
    """A material, and a dossier of three parts, which the Städtetag has on the start page."""
    entries = [
        DossierEntry(heading="Womit anfangen", page=practice, why="Weil es am wenigsten kostet.", was="x"),
        DossierEntry(page=material, was="x"),
        DossierEntry(heading="Unterstützungsangebote für Elterngespräche", offer=offer, why="Ganz nah.", was="x"),
        DossierEntry(heading="Zum Weiterlesen", link="https://example.org/", link_title="Das Gesetz im Wortlaut"),
    ]
    owner = make.association_page()
    dossier: DossierPage = make.DossierFactory(parent=owner, title="Dolmetschen in der Kita", entries=entries)
    today = timezone.localdate()
    StartSlot.objects.create(owner=owner, page=dossier, text="Jetzt anmelden.", until=today)
    settle()
    return {"material": material.get_url(), "dossier": dossier.get_url()}


def kept_by(organisation: Organisation, offer: Offer) -> dict[str, str]:
    """What an actor keeps by its link, and what a reader keeps on the pinboard."""
    return {
        "own entry": f"/pflege/{token_for(organisation)}/",
        "form of an entry": f"/pflege/{token_for(organisation)}/eintrag/",
        "form of an offer": f"/pflege/{token_for(organisation)}/angebot/{offer.pk}/",
        "lost link": f"{organisation.get_absolute_url()}link/",
        "pinboard": f"/merkliste/?e=offer:{offer.pk}&e=organisation:{organisation.pk}",
        "empty pinboard": "/merkliste/",
    }


def messages_about(offer: Offer) -> dict[str, str]:
    """The visitors' forms, and the private pages of one message that waits and one that is answered."""
    district = offer.organisation.home_district
    waiting = make.MessageFactory(district=district, offer=offer, kind="error", what="times", title=str(offer))
    answered = make.MessageFactory(district=district)
    answered.give_answer("Dienstags von 9 bis 12 Uhr.", by="Integrationsmanagement")
    return {
        "reported error": f"/zuschriften/fehler/angebot/{offer.pk}/",
        "question": "/zuschriften/frage/",
        "question to a district": f"/zuschriften/frage/?district={make.MAINZ}",
        "suggestion": "/zuschriften/vorschlag/",
        "waiting message": waiting.get_absolute_url(),
        "answered message": answered.get_absolute_url(),
        "message at the post": link_to(waiting, "integration@example.org").removeprefix(settings.WAGTAILADMIN_BASE_URL),
    }


def asked(organisation: Organisation, offer: Offer) -> dict[str, str]:
    """The pages behind the links of a mail that asked about both."""
    today = timezone.localdate()
    used = make.OfferFactory(organisation=organisation, title="Lernwerkstatt")
    answered = entry_path(used)
    for entry in ({"organisation": organisation}, {"offer": offer}, {"offer": used}):
        round = next(iter(entry.values())).next_check_on
        Reminder.objects.create(**entry, reason="due", number=1, to="actor", on=today, round=round)
    used.confirm(by="die Einrichtung selbst", way=Way.MAIL)
    superseded = entry_path(offer)
    organisation.upkeep_email = "pflege@example.org"
    organisation.save()
    paths = {"all asked": all_link([organisation], today), "no more mails": stop_link(organisations=[organisation])}
    return {
        "asked": entry_path(offer),
        "answered": answered,
        "superseded link": superseded,
        "unknown link": "/pruefung/quark/",
        **{what: address.removeprefix(settings.WAGTAILADMIN_BASE_URL) for what, address in paths.items()},
    }


def settle() -> None:
    """What the work process does until the search knows everything."""
    marks.budget().left = marks.SECONDS_AT_ONCE
    while jobs.build_waiting() + jobs.deliver_waiting():
        pass
