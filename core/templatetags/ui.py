"""The component tags of the house, in every template without `{% load %}`.

Properties are strict: a name a component does not know is refused when the template is compiled.
"""

from django import template

from core.ui import actions, codes, figures, forms, languages, layout, lists, progress, surfaces

register = template.Library()
for part in (actions, codes, figures, forms, languages, layout, lists, progress, surfaces):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
