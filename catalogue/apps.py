from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "catalogue"
    verbose_name = "catalogus"

    def ready(self) -> None:
        from catalogue import reference
        from catalogue.reference import orientation, places, programmes, words

        reference.register(*places.TABLES, *programmes.TABLES, *words.TABLES, *orientation.TABLES)
