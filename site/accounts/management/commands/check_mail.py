"""`manage.py check_mail ADDRESS`: sends a mail by the way that all mails take, and says what happened."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from core.outbox import send_now


class Command(BaseCommand):
    help = "Schickt eine Probemail über das Postausgangsfach und sagt, was der Mailserver geantwortet hat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="an wen")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["address"])
        except ValidationError as error:
            raise CommandError(f"{options['address']} ist keine Mailadresse.") from error
        name = settings.WAGTAIL_SITE_NAME
        mail = send_now(
            options["address"],
            f"Probemail von {name}",
            f"Diese Mail zeigt, dass {name} Mails verschicken kann.\n\n{timezone.localtime():%d.%m.%Y %H:%M}\n",
        )
        way = f"{settings.EMAIL_BACKEND.rsplit('.', 2)[-2]}, {settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        if mail.error:
            raise CommandError(f"Nicht verschickt ({way}): {mail.error}\nDer Arbeitsprozess versucht es weiter.")
        self.stdout.write(self.style.SUCCESS(f"Angenommen ({way}), Message-ID {mail.message_id}."))
