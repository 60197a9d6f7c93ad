"""All addresses. What they are is settled; see docs/reference/addresses.md."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.views.i18n import set_language

from archive import views as archive
from archive.names import views as authorities
from config import views
from config.sitemaps import SITEMAPS
from exhibits import views as exhibits
from exhibits.people.joining import join

urlpatterns = [
    path("", exhibits.root, name="root"),
    path("admin/language/", set_language, name="set_language"),
    path("admin/", admin.site.urls),
    path("id/panels/<uuid:uuid>", exhibits.permanent_panel, name="permanent-panel"),
    path("id/items/<uuid:uuid>", archive.permanent_item, name="permanent-item"),
    path("id/names/<uuid:uuid>", authorities.permanent_name, name="permanent-name"),
    path("id/exhibitions/<uuid:uuid>", exhibits.permanent_exhibition, name="permanent-exhibition"),
    re_path(
        r"^accent/(?P<light>[0-9a-f]{6})-(?P<dark>[0-9a-f]{6})\.css$",
        exhibits.accent,
        name="accent",
    ),
    path("preview/", include("exhibits.previews.urls")),
    path("join/<str:token>/", join, name="join"),
    path("translate/", include("translations.urls")),
    path("iiif/", include("iiif.urls")),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("healthz", views.alive, name="healthz"),
    path("readyz", views.ready, name="readyz"),
]
urlpatterns += i18n_patterns(
    path("", include("search.urls")),
    path("", include("exhibits.urls")),
    path("", include("archive.urls")),
)

if not settings.MEDIA_URL.startswith("http"):
    prefix = settings.MEDIA_URL.lstrip("/")
    urlpatterns.append(path(f"{prefix}<path:name>", archive.media, name="media"))

handler404 = "config.views.not_found"
handler500 = "config.views.server_error"
handler403 = "config.views.forbidden"
handler400 = "config.views.bad_request"
