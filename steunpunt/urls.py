"""All addresses. Dutch in the address bar, English names in the code."""

from django.contrib import admin
from django.urls import include, path

handler404 = "frontoffice.views.errors.not_found"
handler403 = "frontoffice.views.errors.forbidden"
handler429 = "frontoffice.views.errors.too_many"
handler500 = "frontoffice.views.errors.server_error"

urlpatterns = [
    path("", include("core.health")),
    path("beheer/", admin.site.urls),
    path("aanmelden/", include("frontoffice.signin_urls")),
    path("opleidingen/", include("catalogue.urls")),
    path("lerenden/", include("learners.urls")),
    path("", include("campaigns.urls")),
    path("actieplan/", include("actionplan.urls")),
    path("", include("accounts.urls")),
    path("", include("mailing.urls")),
    path("bedrijven/", include("companies.urls")),
    path("scholen/", include("schools.urls")),
    path("matchen/", include("matchmaking.urls")),
    path("overeenkomsten/", include("placements.urls")),
    path("expertise/", include("expertise.urls")),
    path("", include("research.urls")),
    path("kennis/", include("knowledge.urls")),
    path("", include("frontoffice.urls")),
]
