"""Further ways to reach an organisation, each for a function; never a person's name."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from directory.models.organisation import Organisation
from directory.models.row import EntryRow


class Contact(EntryRow):
    """Whom to call for what: "Anmeldung Sprachkurse"."""

    organisation = ParentalKey(
        Organisation, on_delete=models.CASCADE, related_name="contacts", verbose_name=_("Einrichtung oder Initiative")
    )
    function = models.CharField(
        _("Wofür"), max_length=120, help_text=_("Die Funktion, kein Name: „Anmeldung Sprachkurse“.")
    )
    email = models.EmailField(_("Mailadresse"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=40, blank=True)

    class Meta(EntryRow.Meta):
        verbose_name = _("Kontakt")
        verbose_name_plural = _("Kontakte")

    def __str__(self) -> str:
        return self.function
