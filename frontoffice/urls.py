"""Addresses of the front desk."""

from django.urls import path

from frontoffice.views import home

app_name = "frontoffice"
urlpatterns = [
    path("", home.home, name="home"),
    path("mijn-bureau/", home.my_desk, name="my_desk"),
]
