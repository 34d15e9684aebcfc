"""Addresses of the front desk."""

from django.urls import path

from frontoffice.views import ask, home

app_name = "frontoffice"
urlpatterns = [
    path("", home.home, name="home"),
    path("mijn-bureau/", home.my_desk, name="my_desk"),
    path("stel-je-vraag/", ask.ask, name="ask"),
    path("stel-je-vraag/<str:code>/", ask.asked, name="asked"),
]
