"""Addresses of the front desk."""

from django.urls import path

from frontoffice.views import ask, demo, doors, home, language, quality, robots, styleguide

app_name = "frontoffice"
urlpatterns = [
    path("", home.home, name="home"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
    path("mijn-bureau/", home.my_desk, name="my_desk"),
    path("lerenden-en-ouders/", doors.door_learners, name="door_learners"),
    path("bedrijven-info/", doors.door_companies, name="door_companies"),
    path("scholen-info/", doors.door_schools, name="door_schools"),
    path("partners-info/", doors.door_partners, name="door_partners"),
    path("toegankelijkheid/", doors.accessibility, name="accessibility"),
    path("beloftes/", quality.quality, name="quality"),
    path("privacy/", doors.privacy, name="privacy"),
    path("stijlgids/", styleguide.styleguide, name="styleguide"),
    path("demo/", demo.demo, name="demo"),
    path("demo/<slug:slug>/", demo.demo_enter, name="demo_enter"),
    path("taal/", language.language, name="language"),
    path("stel-je-vraag/", ask.ask, name="ask"),
    path("stel-je-vraag/<str:code>/", ask.asked, name="asked"),
]
