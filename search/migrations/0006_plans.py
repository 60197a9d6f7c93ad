"""The page of results: plans are never made anew, few results take one statement less."""

from django.db import migrations

from search.stores import postgres, sqlite


def create_functions(apps, schema_editor):
    for statement in store_of(schema_editor).FUNCTIONS:
        schema_editor.execute(statement)


def store_of(schema_editor):
    return postgres if schema_editor.connection.vendor == "postgresql" else sqlite


class Migration(migrations.Migration):
    dependencies = [("search", "0005_page")]
    operations = [migrations.RunPython(create_functions, migrations.RunPython.noop)]
