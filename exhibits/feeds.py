"""A feed of published exhibitions in each language (Atom)."""

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from exhibits.models import Exhibition
from translations.texts import text_of

MOST = 50


class ExhibitionFeed(Feed):
    feed_type = Atom1Feed

    def title(self):
        return _("Tsuzuri: exhibitions")

    def subtitle(self):
        return _("Online exhibitions told with archival records")

    def link(self):
        return reverse("exhibits:home")

    def items(self):
        return Exhibition.objects.published()[:MOST]

    def item_title(self, item):
        return str(text_of(item, "title", get_language()))

    def item_description(self, item):
        return str(text_of(item, "summary", get_language()))

    def item_pubdate(self, item):
        return item.published_at

    def item_updateddate(self, item):
        return item.changed_at

    def item_guid(self, item):
        return f"urn:uuid:{item.uuid}"
