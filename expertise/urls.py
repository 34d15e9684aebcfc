"""Addresses of the pool of expertise."""

from django.urls import path

from expertise.views import desk

app_name = "expertise"
urlpatterns = [
    path("", desk.start, name="start"),
    path("experten/", desk.directory, name="directory"),
    path("vraag/", desk.ask, name="ask"),
    path("vragen/", desk.own, name="requests"),
    path("vragen/<uuid:request_id>/", desk.request_page, name="request"),
    path("vragen/<uuid:request_id>/intrekken/", desk.withdraw, name="request_withdraw"),
    path("tevreden/<str:token>/", desk.satisfaction, name="satisfaction"),
]
