"""The Ukrainian catalogue says all that the code and the templates say, with the same placeholders."""

import ast
import re
from collections import Counter
from pathlib import Path

import django
import pytest
from babel.messages.pofile import read_po
from django.utils.translation import ngettext, override
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = "locale/uk/LC_MESSAGES/django.po"
HOW_TO_MEND = "run “make messages” and translate what is new"

#: Which arguments of each marking function are texts, a context first where it takes one.
TEXTS = {"gettext": (0,), "ngettext": (0, 1), "pgettext": (0, 1), "npgettext": (0, 1, 2)}
LITERAL = r"""[urb]?(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
CALL = re.compile(rf"(?<!\w)(_|n?p?gettext)\(\s*({LITERAL}(?:\s*,\s*{LITERAL})*)")
#: The one name besides their own under which the gathering finds marking functions.
KNOWN_RENAMING = {("gettext", "_"), ("gettext_lazy", "_")}
#: A named or plain field of “%”, a field of str.format(), a literal “%%”, a tag of HTML.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|%%|\{\w*\}|</?[a-z][^>]*>")


def read(path):
    with path.open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module")
def catalogue():
    return [message for message in read(ROOT / "assistance" / CATALOGUE) if message.id]


def forms_of(text):
    return list(text) if isinstance(text, tuple | list) else [text]


def placeholders_of(text):
    return Counter(PLACEHOLDER.findall(text))


def message_of(function, texts):
    """Return context and text, a pair where there is a plural, as the catalogue has them."""
    context, texts = (texts[0], texts[1:]) if function.startswith(("p", "np")) else (None, texts)
    return context, texts[0] if len(texts) == 1 else tuple(texts)


def function_of(call, imported):
    """Return the marking function that ``call`` calls under whatever name, without “_lazy” and “_noop”."""
    if isinstance(call.func, ast.Attribute):
        name = call.func.attr
    else:
        name = imported.get(call.func.id, "") if isinstance(call.func, ast.Name) else ""
    return re.sub("_(lazy|noop)$", "", name)


def imports_in(tree):
    return [alias for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names]


def messages_in_python(code):
    tree = ast.parse(code)
    imported = {alias.asname or alias.name: alias.name for alias in imports_in(tree)}
    for call in ast.walk(tree):
        function = function_of(call, imported) if isinstance(call, ast.Call) else ""
        texts = [call.args[place] for place in TEXTS.get(function, ()) if place < len(call.args)]
        if texts and all(isinstance(text, ast.Constant) for text in texts):
            yield message_of(function, [text.value for text in texts])


def messages_in_template(source):
    for name, literals in CALL.findall(templatize(source)):
        function = "gettext" if name == "_" else name
        texts = [ast.literal_eval(literal) for literal in re.findall(LITERAL, literals)]
        yield message_of(function, texts[: len(TEXTS[function])])


def python_files():
    files = [path for path in (ROOT / "assistance").rglob("*.py") if "migrations" not in path.parts]
    return [*files, ROOT / "tracker" / "settings.py"]


def template_files():
    return list((ROOT / "assistance" / "templates").rglob("*.html"))


def missing(catalogue, files, messages_in):
    known = {(message.context, message.id) for message in catalogue}
    known |= {(message.context, message.id[0]) for message in catalogue if message.pluralizable}
    found = {path: set(messages_in(path.read_text("utf-8"))) for path in files}
    return {
        str(path.relative_to(ROOT)): sorted(map(str, texts - known)) for path, texts in found.items() if texts - known
    }


def test_placeholders_stay_the_same_in_every_translation(catalogue):
    different = [
        translated
        for message in catalogue
        for translated in forms_of(message.string)
        if placeholders_of(translated) not in [placeholders_of(text) for text in forms_of(message.id)]
    ]

    assert different == []


def test_apostrophes_and_quotation_marks_are_typographic_in_every_translation(catalogue):
    texts = [translated for message in catalogue for translated in forms_of(message.string)]

    assert [text for text in texts if re.search("['\"“”]", re.sub("<[^>]*>", "", text))] == []


def test_code_marks_no_text_missing_from_the_catalogue(catalogue):
    assert missing(catalogue, python_files(), messages_in_python) == {}, HOW_TO_MEND


def test_templates_mark_no_text_missing_from_the_catalogue(catalogue):
    assert missing(catalogue, template_files(), messages_in_template) == {}, HOW_TO_MEND


def test_marking_functions_go_by_names_that_gathering_knows():
    renamed = [
        f"{path.relative_to(ROOT)}: {alias.name} as {alias.asname}"
        for path in python_files()
        for alias in imports_in(ast.parse(path.read_text("utf-8")))
        if "gettext" in alias.name and alias.asname and (alias.name, alias.asname) not in KNOWN_RENAMING
    ]

    assert renamed == []


@pytest.mark.parametrize(
    ("code", "messages"),
    [
        ("from django.utils.translation import gettext_lazy as _later\n_later('One ' 'text')", [(None, "One text")]),
        ("from x import ngettext\nngettext('one', 'many', 2)", [(None, ("one", "many"))]),
        ("from django.utils import translation\ntranslation.pgettext('month', 'May')", [("month", "May")]),
        ("from x import gettext as _\n_(word.label)\nother('text')", []),
    ],
)
def test_texts_in_code_are_found_under_any_name(code, messages):
    assert list(messages_in_python(code)) == messages


@pytest.mark.parametrize(
    ("source", "messages"),
    [
        ("{% translate 'A text' as caption %}", [(None, "A text")]),
        ('{% translate "It\'s" context "c" %}', [("c", "It's")]),
        ('{{ value|default:_("none") }}', [(None, "none")]),
        (
            "{% blocktranslate count n=n trimmed %}\n{{ n }} row\n{% plural %}{{ n }} rows{% endblocktranslate %}",
            [(None, ("%(n)s row", "%(n)s rows"))],
        ),
    ],
)
def test_texts_in_templates_are_found_in_every_tag(source, messages):
    assert list(messages_in_template("{% load i18n %}" + source)) == messages


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "1 донор"),
        (2, "2 донори"),
        (5, "5 донорів"),
        (11, "11 донорів"),
        (21, "21 донор"),
    ],
)
def test_plural_has_the_form_its_number_asks_for(number, text):
    with override("uk"):
        assert ngettext("%(count)s donor", "%(count)s donors", number) % {"count": number} == text


def test_plural_rule_is_that_of_djangos_own_catalogue():
    ours = read(ROOT / "assistance" / CATALOGUE)
    theirs = read(Path(django.__file__).parent / "conf" / CATALOGUE)

    assert ours.num_plurals == theirs.num_plurals
    assert re.sub(r"\s", "", ours.plural_expr) == re.sub(r"\s", "", theirs.plural_expr)
