"""What every public page needs of the site's own pages."""

from django import template
from django.utils.translation import get_language

from exhibits.composition.pages import site_page_links

register = template.Library()


@register.simple_tag
def site_pages() -> list:
    """Links to the plain pages, for the foot."""
    return site_page_links(get_language())
