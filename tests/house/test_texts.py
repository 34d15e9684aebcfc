"""Words: every field has a Dutch name, every template is used, and everything a visitor reads can be translated."""

import re
from html import unescape
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.template import engines

from tests.house.law import APPS, ROOT, sources

TEMPLATES = ROOT / "templates"
OWN_MODELS = [model for app in APPS for model in apps.get_app_config(app).get_models()]
ENGLISH = set("the date name state time user company created updated with from at by".split())
NAMELESS = {"id", "created_at", "updated_at", "public_id", "password", "last_login", "is_superuser"}


def badly_named(name):
    """Tell what is wrong with a verbose name: a capital (unless an abbreviation) or an English word."""
    first = name.split(maxsplit=1)[0]
    shouting = re.match(r"[A-Z]{2,}", first)
    if first[0].isupper() and not shouting:
        return "begint met een hoofdletter"
    return "is Engels" if ENGLISH & set(name.lower().split()) else ""


def name_faults(found):
    """Return the models and fields without a Dutch name in lower case."""
    faults = []
    for model in found:
        names = {"": model._meta.verbose_name, " (meervoud)": model._meta.verbose_name_plural}
        for field in model._meta.local_fields + model._meta.local_many_to_many:
            if field.name in NAMELESS or field.auto_created:
                continue
            if field._verbose_name is None:
                faults.append(f"{model._meta.label}.{field.name}: geen naam")
            else:
                names[f".{field.name}"] = field.verbose_name
        faults += [
            f"{model._meta.label}{what}: {fault}" for what, name in names.items() if (fault := badly_named(str(name)))
        ]
        faults += [] if model._meta.original_attrs.get("verbose_name") else [f"{model._meta.label}: geen naam"]
    return faults


def test_every_model_and_field_has_a_dutch_name():
    assert name_faults(OWN_MODELS) == []


def test_a_model_without_names_is_seen():
    class Meta:
        app_label = "catalogue"
        managed = False
        verbose_name = "Date of something"

    fields = {"first_name": models.CharField(max_length=3), "kind": models.CharField("Soort", max_length=3)}
    planted = type("PlantedText", (models.Model,), {"__module__": "catalogue.models", "Meta": Meta, **fields})
    try:
        faults = name_faults([planted])
        assert "catalogue.PlantedText.first_name: geen naam" in faults
        assert "catalogue.PlantedText.kind: begint met een hoofdletter" in faults
        assert "catalogue.PlantedText: begint met een hoofdletter" in faults
    finally:
        del apps.all_models["catalogue"]["plantedtext"]
        apps.clear_cache()


# Django and its libraries look these up by name.
LIBRARY = ("account/", "mfa/", "admin/", "django/", "allauth/", "socialaccount/")
# Chosen by a part of the name: pattern -> the code that does it.
COMPOSED = {
    r"frontoffice/door_\w+\.html": "frontoffice/views/doors.py",
    r"placements/letter_\w+\.html": "placements/views/portfolio.py",
    r"placements/email/term_(soon|passed)_company\.\w+": "placements/services/watching.py",
}
SUFFIXES = {".html", ".txt", ".subject"}


def template_names():
    return sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*") if path.suffix in SUFFIXES)


def code_of_tags(texts):
    """Return the code that renders `components/<name>.html` by name."""
    return "\n".join(text for path, text in texts.items() if path.startswith("core/"))


def unused(names, texts):
    """Return the templates that no code and no other template names. `texts` gives the text of each file by its path."""
    joined = "\n".join(texts.values())
    found = []
    for name in names:
        app, _, rest = name.rsplit(".", 1)[0].partition("/")
        code = "\n".join(text for path, text in texts.items() if path.startswith(f"{app}/"))
        mailed = rest.startswith("email/") and f"{app}/email" in code and f'"{rest.removeprefix("email/")}"' in code
        whole = f'"{name}"' in joined or (rest.startswith(("email/", "sms/")) and f'"{app}/{rest}"' in joined)
        tag = app == "components" and f'"{rest}"' in code_of_tags(texts)
        composed = any(re.fullmatch(pattern, name) for pattern in COMPOSED)
        if not (tag or mailed or whole or composed or name.startswith(LIBRARY)):
            found.append(name)
    return found


def all_texts():
    code = {str(path.relative_to(ROOT)): path.read_text() for path in sources()}
    return code | {f"templates/{name}": (TEMPLATES / name).read_text() for name in template_names()}


def test_every_template_is_used():
    assert unused(template_names(), all_texts()) == []


def test_a_template_nobody_names_is_seen():
    assert unused(["schools/planted.html", "schools/email/planted.txt"], all_texts()) == [
        "schools/planted.html",
        "schools/email/planted.txt",
    ]


def test_library_templates_replace_one_of_the_library():
    """A template in a folder of a library counts only when that library (or Django) has one of that name, or we name it."""
    own = {name for name in template_names() if name.startswith(LIBRARY)}
    roots = [
        Path(import_module(module).__file__).parent for module in ("allauth", "django.contrib.admin", "django.forms")
    ]
    theirs = {
        str(path.relative_to(root / "templates"))
        for root in roots
        for path in (root / "templates").rglob("*")
        if path.is_file()
    }
    assert [name for name in unused_outside(own) if name not in theirs] == []


def unused_outside(names):
    joined = "\n".join(all_texts().values())
    return sorted(name for name in names if f'"{name}"' not in joined)


LOAD = re.compile(r"{%\s*load\s+([^%]+?)\s*%}")


def needless_loads(text):
    """Return the tag libraries that a template loads and does not use."""
    libraries = engines["django"].engine.template_libraries
    rest = LOAD.sub("", text)
    found = []
    for name in " ".join(LOAD.findall(text)).split():
        library = libraries[name]
        tags = any(re.search(rf"{{%\s*{tag}\b", rest) for tag in library.tags)
        filters = any(re.search(rf"(?:\||{{%\s*filter\s+){one}\b", rest) for one in library.filters)
        if not (tags or filters or "_(" in rest and name == "i18n"):
            found.append(name)
    return found


def test_no_template_loads_what_it_does_not_use():
    faults = {name: found for name in template_names() if (found := needless_loads((TEMPLATES / name).read_text()))}
    assert faults == {}


def test_a_needless_load_is_seen():
    assert needless_loads("{% load i18n static %}<p>{% translate 'Dag' %}</p>") == ["static"]


def tells_mistakes_twice(text):
    """Say whether a page under the common head names the mistakes of `form` in its content too."""
    own = re.sub(r"{% block errors %}.*?{% endblock.*?%}", "", text, flags=re.DOTALL)
    return '{% extends "layouts/' in text and "{% error_summary form %}" in own


def test_no_page_tells_the_mistakes_of_a_form_twice():
    """The head of a page (layouts/headed.html) does it for everybody."""
    assert [name for name in template_names() if tells_mistakes_twice((TEMPLATES / name).read_text())] == []


def test_mistakes_told_twice_are_seen():
    page = '{% extends "layouts/form.html" %}{% block errors %}{% error_summary form %}{% endblock errors %}'
    assert not tells_mistakes_twice(page)
    assert tells_mistakes_twice(page + "{% block content %}{% error_summary form %}{% endblock %}")


def test_the_old_names_of_the_translation_tags_are_not_used():
    old = re.compile(r"{%\s*(?:end)?(?:block)?trans\s")
    assert [name for name in template_names() if old.search((TEMPLATES / name).read_text())] == []


# What learners, parents, companies, schools and partners read. The staff site is Dutch only.
READ_BY_VISITORS = (
    "account accounts actionplan campaigns catalogue companies components expertise frontoffice knowledge layouts learners"
    " matchmaking mfa placements research schools"
).split()
TRANSLATED = re.compile(r"{%\s*blocktranslate.*?{%\s*endblocktranslate\s*%}", re.DOTALL)
COMMENTED = re.compile(
    r"{%\s*comment.*?{%\s*endcomment\s*%}|{#.*?#}|<!--.*?-->|<script.*?</script>|<style.*?</style>", re.DOTALL
)
# Blocks that hold a class or the name of a picture, and what is written for builders or is a name.
NO_WORDS = re.compile(r"{%\s*block (?:body_class|page_class|tone)\s*%}.*?{%\s*endblock[^%]*%}", re.DOTALL)
FOR_BUILDERS = {"frontoffice/styleguide.html"}
NAMES = {"Steunpunt Duaal Leren"}
PLURAL = re.compile(r"""\|pluralize:"[^"]+\"""")
CODE = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
TAG = re.compile(r"<[^>]*>", re.DOTALL)
HIDDEN = re.compile(r"""<input type="hidden"[^>]*>""")  # nobody sees or hears its value
SPOKEN = re.compile(r"""\b(?:alt|title|placeholder|aria-label|value)="([^"]*[^\W\d_]{2}[^"]*)\"""")
QUOTED = re.compile(
    r"""{%\s*(?!url|static|include|extends|load|translate|if|elif|block|with|for|url)(\w+)\b([^%]*)%}"""
)
LITERAL = re.compile(r"""(?<!_\()["']([A-Z][^"']*\s[^"']*|[A-Z][a-zé]+[^"']*)["']""")
WORD = re.compile(r"[^\W\d_]{2,}")


def bare_words(text):
    """Return the words in a template that a visitor reads and that no translation tag holds."""
    text = NO_WORDS.sub(" ", TRANSLATED.sub(" ", COMMENTED.sub(" ", text)))
    found = PLURAL.findall(text) + [
        literal for _tag, rest in QUOTED.findall(text) for literal in LITERAL.findall(rest)
    ]
    text = HIDDEN.sub(" ", unescape(CODE.sub(" ", text)))
    found += SPOKEN.findall(text)
    found += [line.strip() for line in TAG.sub("\n", text).splitlines() if WORD.search(line)]
    return [words for words in found if words not in NAMES]


def visitor_templates():
    found = [path for folder in READ_BY_VISITORS for path in sorted((TEMPLATES / folder).glob("*.html"))]
    return [path for path in found if str(path.relative_to(TEMPLATES)) not in FOR_BUILDERS]


def test_every_word_a_visitor_reads_can_be_translated():
    found = {
        str(path.relative_to(TEMPLATES)): words
        for path in visitor_templates()
        if (words := bare_words(path.read_text()))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("<p>Dag {{ name }}</p>", ["Dag"]),
        ('<img alt="Een lerende aan het werk">', ["Een lerende aan het werk"]),
        ('{% button "Ga verder" href=url %}', ["Ga verder"]),
        ('{% button _("Ga verder") href=url %}{% blocktranslate %}Dag{% endblocktranslate %}', []),
        ('{{ n }}{{ n|pluralize:"dag,dagen" }}', ['|pluralize:"dag,dagen"']),
        ("{% block body_class %}home{% endblock %}{% block kicker %}Voor jou{% endblock %}", ["Voor jou"]),
        ("<p>{% translate 'Dag' %} {{ name }}, 3 &middot; {# hint #}</p>", []),
    ],
)
def test_bare_words_are_seen(text, seen):
    assert bare_words(text) == seen
