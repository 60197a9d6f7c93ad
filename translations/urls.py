"""Addresses of the translators' desk, below /translate/."""

from django.urls import include, path

app_name = "translate"
urlpatterns = [
    path("desk/", include("translations.desk.urls")),
    path("help/", include("translations.help.urls")),
    path("exchange/", include("translations.exchange.urls")),
    path("machine/", include("translations.machine.urls")),
    path("digest/", include("translations.digest.urls")),
    path("", include("translations.board.urls")),
]
