from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class FrontofficeConfig(AppConfig):
    name = "frontoffice"
    verbose_name = "onthaal"
    default = True


class PortalAdminConfig(admin_apps.AdminConfig):
    default_site = "frontoffice.site.PortalAdminSite"
    default = False
