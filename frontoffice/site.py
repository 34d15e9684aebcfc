"""The staff site: Django's admin under our own name."""

from django.contrib.admin import AdminSite


class PortalAdminSite(AdminSite):
    """The desk of the Steunpunt staff."""

    site_header = "Steunpunt Duaal Leren"
    site_title = "Steunpunt"
    index_title = "Vandaag"
    enable_nav_sidebar = False
