import uuid

from django.db import migrations, models

MODELS = ("location", "offer", "organisation")


def give_each_its_own(apps, schema_editor):
    for name in MODELS:
        model = apps.get_model("directory", name)
        rows = list(model.objects.only("pk"))
        for row in rows:
            row.uid = uuid.uuid4()
        model.objects.bulk_update(rows, ["uid"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_addresses_are_locations")]
    atomic = False  # PostgreSQL alters no table that has rows waiting for their checks

    operations = [
        *(
            migrations.AddField(name, "uid", models.UUIDField(default=uuid.uuid4, editable=False, null=True))
            for name in MODELS
        ),
        migrations.RunPython(give_each_its_own, migrations.RunPython.noop),
        *(
            migrations.AlterField(name, "uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True))
            for name in MODELS
        ),
    ]
