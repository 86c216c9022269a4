from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):

    dependencies = [
        ("directory", "0006_verifications_and_reminders"),
    ]

    operations = [
        migrations.AddField(
            model_name=model,
            name="changed_at",
            field=models.DateTimeField(auto_now=True, db_index=True, default=timezone.now, verbose_name="zuletzt geändert"),
            preserve_default=False,
        )
        for model in ("offer", "organisation")
    ]
