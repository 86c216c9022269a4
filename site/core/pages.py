"""The portal's own pages: home, and the texts that the law wants, with placeholders that production refuses."""

from django.conf import settings
from django.contrib.auth.models import Group
from wagtail.models import Page, Site

from core.checks import PLACEHOLDER
from core.models import HomePage, TextPage

SOURCES = (
    "<h2>Quellen</h2><ul>"
    "<li>Kreisgrenzen: © GeoBasis-DE / BKG (VG250), dl-de/by-2-0, vereinfacht</li>"
    "<li>Fläche und Bevölkerung: Statistisches Bundesamt (Destatis), Gebietsstand 31.12.2019</li>"
    "<li>Anteil ausländischer Bevölkerung: © Statistische Ämter des Bundes und der Länder, Regionalatlas AI002-1, "
    "2019, dl-de/by-2-0</li>"
    "<li>Postleitzahlen und Orte: GeoNames, CC BY 4.0</li></ul>"
)
TEXTS = [
    ("impressum", "Impressum", f"<p>{PLACEHOLDER} Name, Anschrift und Kontakt des Anbieters (§ 5 DDG).</p>{SOURCES}"),
    (
        "datenschutz",
        "Datenschutz",
        f"<p>{PLACEHOLDER} Verantwortliche Stelle, Zwecke und Rechtsgrundlagen (Art. 13 DSGVO).</p>"
        "<p>Diese Seiten laden nichts von anderen Servern und setzen ohne Anmeldung kein Cookie.</p>",
    ),
    (
        "barrierefreiheit",
        "Erklärung zur Barrierefreiheit",
        f"<p>{PLACEHOLDER} Stand der Vereinbarkeit, Kontakt und Schlichtungsverfahren (§ 7 LBGG, BITV 2.0).</p>",
    ),
    (
        "leichte-sprache",
        "Leichte Sprache",
        "<p>Auf dieser Seite finden Sie Hilfe.</p><p>Sie können nach einem Ort suchen.</p>"
        "<p>Dann sehen Sie, wer Ihnen dort hilft.</p><p>Sie können auch eine Frage eingeben.</p>"
        "<p>Zum Beispiel: Wo lerne ich Deutsch?</p>",
    ),
]


def set_up_site() -> HomePage:
    """Makes home page, site and text pages where they are missing; changes nothing that is there."""
    home: HomePage | None = HomePage.objects.first()
    if home is None:
        root = Page.get_first_root_node()
        home = root.add_child(instance=HomePage(title=settings.WAGTAIL_SITE_NAME, slug="start"))
        for welcome in root.get_children().filter(slug="home"):  # Wagtail's own first page
            for site in Site.objects.filter(root_page=welcome):
                site.root_page = home
                site.site_name = site.site_name or settings.WAGTAIL_SITE_NAME
                site.save()
            welcome.delete()
        Group.objects.filter(name__in=["Moderators", "Editors"]).delete()  # Wagtail's own; ours follow from roles
    if not Site.objects.filter(is_default_site=True).exists():
        Site.objects.create(
            is_default_site=True, hostname="localhost", root_page=home, site_name=settings.WAGTAIL_SITE_NAME
        )
    for slug, title, body in TEXTS:
        if not TextPage.objects.filter(slug=slug).exists():
            home.refresh_from_db()
            home.add_child(instance=TextPage(slug=slug, title=title, body=body, show_in_menus=True))
    assert home is not None
    return home
