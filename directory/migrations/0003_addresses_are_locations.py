from django.db import migrations


class Migration(migrations.Migration):
    """Apart from the copying before it: PostgreSQL alters no table that has rows waiting for their checks."""

    dependencies = [("directory", "0002_places_and_sources")]

    operations = [
        migrations.RemoveField(model_name="organisation", name=name)
        for name in ("street", "postcode", "place", "hide_address")
    ]
