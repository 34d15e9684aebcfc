"""Forms rendered with our own field template."""

from django.forms.renderers import TemplatesSetting


class PortalFormRenderer(TemplatesSetting):
    """Look for form templates in the project first; a field is `components/field.html`."""

    field_template_name = "components/field.html"
    form_template_name = "components/form.html"
