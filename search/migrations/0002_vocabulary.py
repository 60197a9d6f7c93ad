"""The words that texts are written with; a rebuild of the index fills the table."""

from django.db import migrations

from search.stores import postgres, sqlite


def create_vocabulary(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in (postgres if vendor == "postgresql" else sqlite).VOCABULARY:
        schema_editor.execute(statement)


def drop_vocabulary(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS search_vocabulary")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create_vocabulary, drop_vocabulary)]
