from django.db import migrations, models
from django.db.models import F


def read_everything_again(apps, schema_editor):
    """The work process fills the new column: no row says yet where its thing is, and whether it is free."""
    if apps.get_model("search", "SearchDocument").objects.exists():
        marks = apps.get_model("search", "Mark").objects
        marks.get_or_create(key="everything", defaults={"version": 0})
        marks.filter(key="everything").update(version=F("version") + 1, attempts=0, retry_at=None, error="")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="indexeddocument",
            name="points",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="searchdocument",
            name="points",
            field=models.JSONField(default=list),
        ),
        migrations.RunPython(read_everything_again, migrations.RunPython.noop),
    ]
