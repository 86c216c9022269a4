"""A holder's name on the post's card, the basis on which it is shown, and that it was taken back."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models.post import Post


class HolderName(models.Model):
    """Shown until it is withdrawn; then the record of basis and days stays, and the name goes.

    The database itself holds that nobody is named without a basis, and that a withdrawn name is gone.
    """

    class Basis(models.TextChoices):
        CONSENT = "consent", _("Einwilligung der Person")
        EMPLOYER = "employer", _("Entscheidung des Dienstherrn oder Arbeitgebers")
        OTHER = "other", _("andere Grundlage")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="holder_names")
    name = models.CharField(_("Name, wie er auf der Seite steht"), max_length=120, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("Wessen Name es ist"),
    )  # fmt: skip
    basis = models.CharField(_("Rechtsgrundlage"), max_length=10, choices=Basis)
    basis_date = models.DateField(_("vom"))
    note = models.CharField(
        _("Vermerk"), max_length=300, blank=True, help_text=_("Zum Beispiel, wo das Schriftstück liegt.")
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("Name der Stelleninhaber:in")
        verbose_name_plural = _("Namen der Stelleninhaber:innen")
        ordering: ClassVar = ["-recorded_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(withdrawn_at__isnull=True), name="directory_one_name_on_a_post"
            ),
            models.CheckConstraint(
                condition=(Q(withdrawn_at__isnull=True) & ~Q(name="") & ~Q(basis=""))
                | Q(withdrawn_at__isnull=False, name="", note=""),
                name="directory_withdrawn_name_is_gone",
            ),
        ]

    def __str__(self) -> str:
        """Without the name: what is logged about this row must not keep it."""
        return f"{self._meta.verbose_name}, {self.post}"

    def empty(self) -> None:
        """Leaves the record without the name; `posts.names.withdraw` also takes it out of everything else."""
        self.name = self.note = ""
        self.person = None
        self.withdrawn_at = timezone.now()
