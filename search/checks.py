"""``manage.py check --database default`` says when the index was made by another analysis."""

from django.core.checks import Warning as Caution
from django.db import connections
from django.db.utils import DatabaseError

from search.index import version
from search.models import SearchState


def index_is_current(app_configs, databases=None, **options) -> list[Caution]:
    """Only where databases are asked for; a database without tables has nothing to say."""
    for name in databases or ():
        try:
            state = SearchState.objects.using(name).order_by("pk").first()
        except DatabaseError:
            connections[name].close()
            continue
        if state is not None and state.version and state.version != version():
            words = f"The search index was made with {state.version}, now {version()} is installed."
            return [Caution(words, hint="Run: manage.py rebuild_search", id="search.W001")]
    return []
