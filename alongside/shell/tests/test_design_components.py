"""GOV.UK's components are exactly GOV.UK's: every example that ships with the version our styles are built from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import html5lib
import pytest
from django.conf import settings
from django.template import engines

COMPONENTS = settings.BASE_DIR / "node_modules/govuk-frontend/dist/govuk/components"
USED = [
    "back-link",
    "breadcrumbs",
    "button",
    "character-count",
    "checkboxes",
    "date-input",
    "details",
    "error-message",
    "error-summary",
    "fieldset",
    "file-upload",
    "generic-header",
    "hint",
    "input",
    "inset-text",
    "label",
    "pagination",
    "panel",
    "radios",
    "select",
    "service-navigation",
    "skip-link",
    "summary-list",
    "table",
    "tabs",
    "tag",
    "task-list",
    "textarea",
    "warning-text",
]


def examples(component: str) -> list[dict[str, Any]]:
    file = Path(COMPONENTS, component, "fixtures.json")
    assert file.exists(), "The examples come with the npm packages: npm ci"
    return json.loads(file.read_text())["fixtures"]


def drawn(component: str, options: dict[str, Any]) -> str:
    macro = "govuk" + "".join(word.capitalize() for word in component.split("-"))
    page = '{% from "govuk_frontend_jinja/components/' + component + '/macro.html" import ' + macro + " %}"
    return engines["jinja2"].env.from_string(page + "{{ " + macro + "(options) }}").render(options=options)


def normal(html: str) -> list[Any]:
    """The tree of a piece of HTML: white space that no browser shows is left out."""
    return [_node(node) for node in html5lib.parseFragment(html, namespaceHTMLElements=False)]


def _node(element: Any) -> Any:
    if not isinstance(element.tag, str):
        return ()
    attributes = sorted((name, " ".join(value.split())) for name, value in element.attrib.items())
    inside = [" ".join((element.text or "").split())]
    for child in element:
        inside += [_node(child), " ".join((child.tail or "").split())]
    return element.tag, attributes, [part for part in inside if part]


@pytest.mark.parametrize("component", USED)
def test_every_example_of_govuk_frontend_is_drawn_the_same(component: str) -> None:
    shown = examples(component)
    assert shown
    different = [e["name"] for e in shown if normal(drawn(component, e["options"])) != normal(e["html"])]
    assert different == []


def test_the_examples_belong_to_the_version_that_our_macros_follow() -> None:
    package = json.loads((settings.BASE_DIR / "package.json").read_text())
    assert package["dependencies"]["govuk-frontend"] == "6.3.0"


def test_the_normal_form_tells_different_markup_apart() -> None:
    assert normal('<p class="a">x</p>') == normal('<p  class="a" >\n x </p>')
    assert normal('<p class="a">x</p>') != normal('<p class="b">x</p>')
    assert normal("<p>x</p>") != normal("<p>y</p>")
