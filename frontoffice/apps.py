from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class FrontofficeConfig(AppConfig):
    name = "frontoffice"
    verbose_name = "onthaal"
    default = True

    def ready(self) -> None:
        from core.retention import register
        from frontoffice import receivers  # noqa: F401  (connects)
        from frontoffice.retention import POLICIES

        register(*POLICIES)


class PortalAdminConfig(admin_apps.AdminConfig):
    default_site = "frontoffice.site.PortalAdminSite"
    default = False
