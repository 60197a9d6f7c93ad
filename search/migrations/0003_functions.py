"""What the store needs to read only some of what matches."""

from django.db import migrations

from search.stores import postgres, sqlite


def create_functions(apps, schema_editor):
    for statement in store_of(schema_editor).FUNCTIONS:
        schema_editor.execute(statement)


def drop_functions(apps, schema_editor):
    for statement in store_of(schema_editor).DROP_FUNCTIONS:
        schema_editor.execute(statement)


def store_of(schema_editor):
    return postgres if schema_editor.connection.vendor == "postgresql" else sqlite


class Migration(migrations.Migration):
    dependencies = [("search", "0002_vocabulary")]
    operations = [migrations.RunPython(create_functions, drop_functions)]
