"""A feed of published exhibitions in each language (Atom)."""

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from exhibits.editions.facts import text_from
from exhibits.models import Edition

MOST = 50


class ExhibitionFeed(Feed):
    """Of these editions; the newest exhibition comes first."""

    feed_type = Atom1Feed

    def __init__(self, editions: list[Edition]):
        self.editions = editions

    def title(self):
        return _("Tsuzuri: exhibitions")

    def subtitle(self):
        return _("Online exhibitions told with archival records")

    def link(self):
        return reverse("exhibits:home")

    def items(self):
        return self.editions[:MOST]

    def item_title(self, item):
        return str(text_from(item.facts["title"], get_language()))

    def item_description(self, item):
        return str(text_from(item.facts["summary"], get_language()))

    def item_link(self, item):
        return item.get_current_url()

    def item_pubdate(self, item):
        return item.exhibition.published_at

    def item_updateddate(self, item):
        return item.frozen_at

    def item_guid(self, item):
        return f"urn:uuid:{item.facts['uuid']}"
