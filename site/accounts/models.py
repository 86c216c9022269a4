"""Who signs in, and in which role from when to when."""

import datetime as dt
from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from regions.models import Association, District


class UserManager(BaseUserManager["User"]):
    """Makes people by mail address."""

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Without a password the person cannot sign in until an invitation is accepted."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    @transaction.atomic
    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An operator: the role carries the rights, so that it can also end."""
        user = self.create_user(email, password, **fields)
        Role.objects.create(user=user, kind=Role.Kind.OPERATOR)
        return user


class User(AbstractUser):
    """A person who signs in by mail address. Groups and administrator flag follow from the roles (rights.py)."""

    username = None  # type: ignore[assignment]  # the mail address is the name to sign in with
    email = models.EmailField(
        _("Mailadresse"), unique=True, error_messages={"unique": _("Diese Adresse hat schon ein Konto.")}
    )
    is_example = models.BooleanField(default=False, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]  # ours has no user name

    class Meta:
        verbose_name = _("Person")
        verbose_name_plural = _("Personen")
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_any_case")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email


class RoleQuerySet(models.QuerySet["Role"]):
    def active(self, on: dt.date | None = None) -> "RoleQuerySet":
        """Roles in force on a day (today in Europe/Berlin), first and last day included."""
        day = on or timezone.localdate(timezone=timezone.get_default_timezone())
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        )


class Role(models.Model):
    """What a person may be, for which district or association, between which days (both included)."""

    class Kind(models.TextChoices):
        MANAGER = "manager", _("Integrationsmanager:in")
        DEPUTY = "deputy", _("Vertretung")
        EDITOR = "editor", _("Redaktion eines Verbands")
        LAND = "land", _("Land")
        OPERATOR = "operator", _("Betrieb")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles", verbose_name=_("Person"))
    kind = models.CharField(_("Rolle"), max_length=10, choices=Kind)
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, blank=True, related_name="roles", verbose_name=_("Kreis")
    )
    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, null=True, blank=True, related_name="roles", verbose_name=_("Verband")
    )
    valid_from = models.DateField(_("ab"), null=True, blank=True)
    valid_until = models.DateField(_("bis einschließlich"), null=True, blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("Rolle")
        verbose_name_plural = _("Rollen")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=["manager", "deputy"], district__isnull=False, association__isnull=True)
                | Q(kind="editor", district__isnull=True, association__isnull=False)
                | Q(kind__in=["land", "operator"], district__isnull=True, association__isnull=True),
                name="accounts_role_has_its_body",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lte=F("valid_until")),
                name="accounts_role_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(kind="deputy") | Q(valid_from__isnull=False, valid_until__isnull=False),
                name="accounts_deputy_has_dates",
            ),
        ]

    def __str__(self) -> str:
        body = self.district or self.association
        return f"{self.get_kind_display()}, {body}" if body else self.get_kind_display()

    def clean(self) -> None:
        needs_district = self.kind in (self.Kind.MANAGER, self.Kind.DEPUTY)
        errors = {}
        if needs_district != bool(self.district_id):
            errors["district"] = _("Diese Rolle gilt für einen Kreis.") if needs_district else _("Bitte leer lassen.")
        if (self.kind == self.Kind.EDITOR) != bool(self.association_id):
            errors["association"] = (
                _("Diese Rolle gilt für einen Verband.") if self.kind == self.Kind.EDITOR else _("Bitte leer lassen.")
            )
        if self.kind == self.Kind.DEPUTY and not (self.valid_from and self.valid_until):
            errors["valid_until"] = _("Eine Vertretung hat einen ersten und einen letzten Tag.")
        if self.valid_from and self.valid_until and self.valid_from > self.valid_until:
            errors["valid_until"] = _("Der letzte Tag liegt vor dem ersten.")
        if errors:
            raise ValidationError(errors)


class Notice(models.Model):
    """A message inside the portal to one person; shown on the admin's home until it was read."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    text = models.CharField(_("Nachricht"), max_length=500)
    detail = models.TextField(_("Einzelheiten"), blank=True)
    url = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("Nachricht")
        verbose_name_plural = _("Nachrichten")
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return self.text
