"""The table of the shared cache, in which sign-in attempts are counted across processes."""

from django.core.management import call_command
from django.db import migrations


def make_it(apps, schema_editor):
    """Make the table where it is not there yet."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("shell", "0001_initial")]
    operations = [migrations.RunPython(make_it, migrations.RunPython.noop)]
