"""The council's own name, logo, colours and font, and the style sheets as this council's pages get them.

The built style sheets (``npm run build`` into ``var/assets``) know no council. Here its colours and font are added as
CSS custom properties, once for each process, and served under a name with a fingerprint: a browser keeps them for good,
and a page needs one request for its whole look. Changing a colour needs a restart, not a build.

Whoever comes from elsewhere to a public page finds the style inside the page: a phone with a slow line shows it half a
second sooner. Its browser fetches the style sheet after that, for the pages to come.
"""

from __future__ import annotations

import base64
import colorsys
import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, resolve, reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from markupsafe import Markup

from alongside.shell.gate import public

SHEETS = ("public", "public.rtl", "light", "light.rtl", "staff", "staff.rtl")
EDITOR = "editor"
"""The content editor has Wagtail's own look; only its main colour is the council's."""
A_YEAR = 365 * 24 * 60 * 60
PAPER, WHITE = "#fffdf8", "#ffffff"
LEAST_CONTRAST = {"brand_colour": 7.0, "action_colour": 4.5}
"""WCAG AAA: 7 for text; 4.5 for the large bold words on the one main button."""


@dataclass(frozen=True, slots=True)
class Council:
    """Who runs this site, as its pages name it. ``logo`` is a file on this machine or empty."""

    name: str
    short_name: str
    logo: str
    font: str
    brand_colour: str
    action_colour: str
    phone: str
    out_of_hours_phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Served:
    """A file ready to be sent."""

    body: bytes
    packed: bytes
    content_type: str
    fingerprint: str

    @property
    def source(self) -> str:
        """How a content security policy names it."""
        return f"'sha256-{base64.b64encode(hashlib.sha256(self.body).digest()).decode()}'"


def council() -> Council:
    """The council of this deployment, from ``settings.COUNCIL``."""
    return Council(**{field: settings.COUNCIL[field] for field in Council.__dataclass_fields__})


def stylesheet(name: str, direction: str = "ltr") -> str:
    """The address of the style sheet ``public``, ``light`` or ``staff`` for a direction of writing."""
    sheet = f"{name}.rtl" if direction == "rtl" else name
    return reverse("look", args=[sheet, _sheet(sheet).fingerprint, "css"])


def arrives(request: HttpRequest) -> bool:
    """Whether somebody comes from elsewhere, so that their browser is not likely to have our style sheets.

    A browser that does not tell is not helped by it, nor sent the same style again and again.
    """
    return request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin"


def style_for_arriving(request: HttpRequest | None, name: str, direction: str) -> str:
    """The style sheet itself, for the head of a page on which somebody arrives; empty for everybody else.

    The request notes it for the policy of the page (see HeaderMiddleware).
    """
    if not request or not arrives(request):
        return ""
    served = _sheet(f"{name}.rtl" if direction == "rtl" else name)
    request.style_source = served.source  # type: ignore[attr-defined]
    return Markup(served.body.decode())  # noqa: S704  our own file and the council's colours


def is_a_style_of_ours(text: str) -> bool:
    """Whether this is one of our public style sheets, letter by letter."""
    return any(text.encode() == _sheet(name).body for name in SHEETS if not name.startswith("staff"))


def editor_stylesheet() -> str:
    """The address of the style sheet that gives the content editor the council's colour."""
    return reverse("look", args=[EDITOR, _editor().fingerprint, "css"])


def logo() -> str | None:
    """The address of the council's logo, or None where there is none."""
    file = council().logo
    return reverse("look", args=["logo", _logo(file).fingerprint, Path(file).suffix[1:]]) if file else None


def icon() -> str:
    """The address of the small picture in the browser's tab."""
    return reverse("look", args=["icon", _icon().fingerprint, "svg"])


def size_of(address: str) -> int:
    """How many bytes a style sheet, the logo or the icon has, by the address that the functions above gave."""
    return len(_find(resolve(address).kwargs["name"]).body)


@public
@require_safe
def look(request: HttpRequest, name: str, fingerprint: str, suffix: str) -> HttpResponse:
    """A style sheet, the logo or the icon, to be kept for a year: its name changes when it does."""
    served = _find(name)
    if served.fingerprint != fingerprint:
        raise Http404
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(served.packed if packed else served.body, content_type=served.content_type)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


urlpatterns = [path("<str:name>-<slug:fingerprint>.<slug:suffix>", look, name="look")]


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours written as #rrggbb, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def colour_faults(of: Council) -> list[str]:
    """What is wrong with a council's colours, each in a sentence."""
    faults = []
    for field, least in LEAST_CONTRAST.items():
        colour, against = getattr(of, field), PAPER if field == "brand_colour" else WHITE
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
            faults.append(f"{field} is {colour!r}; write a colour as #rrggbb.")
        elif contrast(colour, against) < least:
            faults.append(
                f"{field} {colour} has a contrast of {contrast(colour, against):.1f} with {against}; "
                f"at least {least:g} is needed for everyone to read it. Choose a darker colour."
            )
    return faults


def custom_properties(of: Council) -> str:
    """A council's colours and font as CSS custom properties."""
    brand, action = of.brand_colour, of.action_colour
    properties = {
        "--brand": brand,
        "--brand-dark": _mixed(brand, "#000000", 0.4),
        "--brand-soft": _mixed(brand, WHITE, 0.89),
        "--action": action,
        "--action-dark": _mixed(action, "#000000", 0.3),
        "--govuk-brand-colour": brand,
        "--govuk-link-colour": _mixed(brand, "#000000", 0.08),
        "--govuk-link-hover-colour": _mixed(brand, "#000000", 0.4),
    }
    if of.font:
        properties["--font"] = re.sub(r"[;{}<>@]", "", of.font)
    return ":root{" + ";".join(f"{name}:{value}" for name, value in properties.items()) + "}"


def _find(name: str) -> Served:
    if name in SHEETS:
        return _sheet(name)
    if name == EDITOR:
        return _editor()
    if name == "icon":
        return _icon()
    if name == "logo" and council().logo:
        return _logo(council().logo)
    raise Http404


@lru_cache
def _sheet(name: str) -> Served:
    file = Path(settings.STATICFILES_DIRS[0]) / f"{name}.css"
    if not file.exists():
        raise ImproperlyConfigured(f"{file} is missing. Build the style sheets: npm ci && npm run build")
    return _served(file.read_text() + custom_properties(council()), "text/css; charset=utf-8")


@lru_cache
def _editor() -> Served:
    """Wagtail mixes all its shades from the hue, saturation and lightness of one colour."""
    red, green, blue = (value / 255 for value in _channels(council().brand_colour))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    shades = {"hue": f"{hue * 360:.0f}", "saturation": f"{saturation:.0%}", "lightness": f"{lightness:.0%}"}
    properties = ";".join(f"--w-color-primary-{name}:{value}" for name, value in shades.items())
    return _served(f":root,:host{{{properties}}}", "text/css; charset=utf-8")


@lru_cache
def _logo(file: str) -> Served:
    kind = mimetypes.guess_type(file)[0]
    if kind not in ("image/svg+xml", "image/png", "image/webp"):
        raise ImproperlyConfigured(f"The council's logo {file} must be an SVG, PNG or WebP file.")
    return _served(Path(file).read_bytes(), kind)


@lru_cache
def _icon() -> Served:
    """The first letter of the council's name on its colour."""
    of = council()
    return _served(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" '
        f'fill="{of.brand_colour}"/><text x="16" y="23" text-anchor="middle" font-family="sans-serif" font-size="20" '
        f'font-weight="700" fill="#fff">{of.short_name[:1]}</text></svg>',
        "image/svg+xml",
    )


def _served(content: str | bytes, content_type: str) -> Served:
    body = content.encode() if isinstance(content, str) else content
    return Served(body, gzip.compress(body, 9, mtime=0), content_type, hashlib.sha256(body).hexdigest()[:12])


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mixed(colour: str, other: str, share: float) -> str:
    """``colour`` with a ``share`` (0 to 1) of another in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one * (1 - share) + two * share):02x}" for one, two in pairs)


def _luminance(colour: str) -> float:
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
