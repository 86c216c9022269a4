from django.db import migrations
from django.db.models import F


def read_everything_again(apps, schema_editor):
    """The work process writes the new facet: no row says yet whether its thing is recommended."""
    if apps.get_model("search", "SearchDocument").objects.exists():
        marks = apps.get_model("search", "Mark").objects
        marks.get_or_create(key="everything", defaults={"version": 0})
        marks.filter(key="everything").update(version=F("version") + 1, attempts=0, retry_at=None, error="")


class Migration(migrations.Migration):
    dependencies = [("search", "0004_topic_words")]

    operations = [migrations.RunPython(read_everything_again, migrations.RunPython.noop)]
