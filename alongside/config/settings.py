"""Settings. Everything that differs between councils comes from the environment; a missing one explains itself."""

from __future__ import annotations

import os
import re
import secrets
from datetime import date
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured

from alongside.shell import catalogues

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR = Path(os.environ.get("ALONGSIDE_VAR", BASE_DIR / "var"))
"""Where this machine keeps what is not in the repository: database, built styles, uploaded media."""

DEMO = os.environ.get("DEMO", "1" if (VAR / "demo").exists() else "0") == "1"
"""Set in the environment, or by `make run` and `make demo`, which leave a note beside the database they build."""
DEBUG = os.environ.get("DEBUG") == "1"
SECURE = not (DEMO or DEBUG)
"""A real council's site runs behind https; the demo on this machine does not."""


_missing: list[str] = []


def _required(name: str, why: str, *, in_the_demo: str) -> str:
    """A setting that a council has to give, because no other than its own would do."""
    value = os.environ.get(name)
    if not value and SECURE:
        _missing.append(f"{name} ({why})")
    return value or in_the_demo


def _kept_secret() -> str:
    """The demo's own secret, made once for each machine."""
    file = VAR / "secret_key"
    if not file.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()


SECRET_KEY = _required(
    "SECRET_KEY", "a long random text that signs sessions and forms", in_the_demo="" if SECURE else _kept_secret()
)
FIELD_KEY = _required(
    "FIELD_KEY", "another long random text, which encrypts second-factor secrets", in_the_demo=SECRET_KEY
)
SITE_URL = _required(
    "SITE_URL", "where the site is reached, for example https://leavingcare.example.gov.uk",
    in_the_demo=f"http://localhost:{os.environ.get('PORT', '8000')}",
)  # fmt: skip
CSRF_TRUSTED_ORIGINS = [SITE_URL]
_HOSTS = _required("ALLOWED_HOSTS", "the names under which the site is reached, with commas between", in_the_demo="*")
ALLOWED_HOSTS = [host.strip() for host in _HOSTS.split(",")]

# --- The council -----------------------------------------------------------------------------------------------------

COUNCIL = {
    "name": _required("COUNCIL_NAME", "the council's name", in_the_demo="Brightwater County Council"),
    "short_name": _required("COUNCIL_SHORT_NAME", "the name people use", in_the_demo="Brightwater"),
    "authority_code": _required(
        "COUNCIL_AUTHORITY_CODE", "the council's three-digit code in statutory returns", in_the_demo="899"
    ),
    "logo": os.environ.get("COUNCIL_LOGO", str(BASE_DIR / "alongside/demo/brightwater.svg") if DEMO else ""),
    "font": os.environ.get("COUNCIL_FONT", ""),
    "brand_colour": os.environ.get("COUNCIL_BRAND_COLOUR", "#0b5d66"),
    "action_colour": os.environ.get("COUNCIL_ACTION_COLOUR", "#b83a26"),
    "phone": _required("COUNCIL_PHONE", "where care leavers reach their team", in_the_demo="01632 960100"),
    "out_of_hours_phone": _required(
        "COUNCIL_OUT_OF_HOURS_PHONE", "the same, at night and at weekends", in_the_demo="01632 960999"
    ),
    "email": _required("COUNCIL_EMAIL", "the team's address", in_the_demo="leavingcare@brightwater.example"),
}

HOMES_CONTACT = os.environ.get("HOMES_CONTACT") or (
    "Commissioner of homes, homes@brightwater.example, 01632 960150"
    if DEMO
    else f"{COUNCIL['email']}, {COUNCIL['phone']}"
)
"""Whom those who run homes for children, or would, should talk to."""

QUICK_EXIT = os.environ.get("QUICK_EXIT", "https://www.bbc.co.uk/weather")
"""A harmless page, where somebody goes who has to leave at once."""
if not (urlsplit(QUICK_EXIT).scheme == "https" and urlsplit(QUICK_EXIT).netloc):
    raise ImproperlyConfigured(f"QUICK_EXIT is {QUICK_EXIT}; it has to be a whole address that begins with https://.")

_OPEN_GOVERNMENT = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
OPEN_DATA_LICENCE = {
    "name": os.environ.get("OPEN_DATA_LICENCE", "Open Government Licence v3.0"),
    "url": os.environ.get("OPEN_DATA_LICENCE_URL", _OPEN_GOVERNMENT),
}
"""The licence under which the offer is given to everybody as data."""

if _missing:
    raise ImproperlyConfigured(f"Alongside cannot start. Set in the environment: {'; '.join(_missing)}.")


LONGEST_DAYS, LONGEST_MONTHS = 3650, 120
"""No period of a council's own is longer."""


def _local_clocks() -> dict[str, tuple[int, str]]:
    """LOCAL_CLOCKS="money_decided=3 working days,keep_in_touch=6 weeks": periods of the council's own, by clock."""
    text = os.environ.get("LOCAL_CLOCKS", "")
    told = re.compile(r"\s*(\w+)\s*=\s*(\d+)\s+(working day|day|week|month)s?\s*")
    found: dict[str, tuple[int, str]] = {}
    for part in filter(str.strip, text.split(",")):
        read = told.fullmatch(part)
        if read is None:
            raise ImproperlyConfigured(
                f"LOCAL_CLOCKS cannot be read: {part!r}. Write clock=3 working days (or days, weeks, months),"
                " with commas between."
            )
        name, count, unit = read[1], int(read[2]), read[3]
        if name in found:
            raise ImproperlyConfigured(f"LOCAL_CLOCKS names {name} twice.")
        found[name] = (count * 7, "days") if unit == "week" else (count, f"{unit}s")
        if found[name][0] > (LONGEST_MONTHS if unit == "month" else LONGEST_DAYS):
            raise ImproperlyConfigured(
                f"LOCAL_CLOCKS gives {name} too long: at most {LONGEST_DAYS} days or {LONGEST_MONTHS} months."
            )
    return found


LOCAL_CLOCKS = _local_clocks()
"""A council's own periods, by local clock: ``{"money_decided": (3, "working days")}``. Those left out run as usual."""

MONEY_LIMITS = {
    "team_manager": Decimal(os.environ.get("MONEY_LIMIT_TEAM_MANAGER", "500")),
    "out_of_hours": Decimal(os.environ.get("MONEY_LIMIT_OUT_OF_HOURS", "50")),
}
"""In pounds: what a team manager agrees to, and what the out-of-hours team pays before anybody countersigns."""


def _commenced() -> dict[str, date]:
    """COMMENCED="cwsa2026.s7=2027-04-01,cwsa2026.s9=2027-04-01": provisions that have since come into force."""
    text = os.environ.get("COMMENCED", "")
    pairs = (part.split("=") for part in text.split(",") if part.strip())
    try:
        return {provision.strip(): date.fromisoformat(on.strip()) for provision, on in pairs}
    except ValueError as error:
        raise ImproperlyConfigured(
            f"COMMENCED cannot be read: {text!r}. Write provision=YYYY-MM-DD, with commas between."
        ) from error


COMMENCED = _commenced()
"""Provisions of the Children's Wellbeing and Schools Act 2026 that are in force, and since when."""

URGENT_WORDS = os.environ.get("URGENT_WORDS", "")
"""A file with the council's own list of words that may mean danger; ours where it names none."""

VIEWS_KEPT_MONTHS = int(os.environ.get("VIEWS_KEPT_MONTHS", "24"))
"""What young people told us at any time is kept so long, and while a promise about it is under way."""
ANSWERS_KEPT_MONTHS = int(os.environ.get("ANSWERS_KEPT_MONTHS", "12"))
"""Texts and pictures of a consultation that were not chosen to be shown are kept so long after it was published."""
ANSWERS_SEALED_DAYS = int(os.environ.get("ANSWERS_SEALED_DAYS", "180"))
"""Answers that nobody has opened so long after the last day are thrown away sealed, with codes that nobody used."""
SIGN_UPS_KEPT_MONTHS = int(os.environ.get("SIGN_UPS_KEPT_MONTHS", "12"))
"""A sign-up to the covenant that was declined is deleted so many months after it came, with what it pledged."""

OFFER_REVIEW_MONTHS = int(os.environ.get("OFFER_REVIEW_MONTHS", "24"))
"""The local offer is looked at again at least this often; never less often than every 36 months."""

ACCOUNT_UNUSED_DAYS = int(os.environ.get("ACCOUNT_UNUSED_DAYS", "45"))
"""An account of somebody who works here, with which nobody has signed in for so many days, lets nobody in."""

READING_TIMES = int(os.environ.get("READING_TIMES", "3"))
READING_AT_LEAST = int(os.environ.get("READING_AT_LEAST", "15"))
READING_OUTSIDE = int(os.environ.get("READING_OUTSIDE", "3"))
"""Reading is shown to a manager from so many records in a day, where they are so many times what is usual; and from
more than so many records of people who are neither the reader's nor their team's."""

# --- The parts -------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "alongside.shell",
    "alongside.offer",
    "alongside.casework",
    "alongside.partners",  # its line of the menu comes after those of daily work
    "alongside.voice",
    "alongside.sufficiency",
    "alongside.board",
    *(["alongside.demo"] if DEMO else []),
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "rules",
    "simple_history",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "alongside.offer.kept_pages.KeptPagesMiddleware",  # before all that costs time
    "django.middleware.gzip.GZipMiddleware",  # a third of the bytes on a cheap phone
    "csp.middleware.CSPMiddleware",
    "alongside.shell.middleware.HeaderMiddleware",
    "alongside.shell.languages.LanguageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "alongside.shell.middleware.ActorMiddleware",
    "alongside.shell.sessions.SessionMiddleware",
    "alongside.shell.middleware.GateMiddleware",
    "alongside.shell.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "alongside.config.urls"
WSGI_APPLICATION = "alongside.config.wsgi.application"

_CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "alongside.shell.jinja.environment",
            "context_processors": _CONTEXT_PROCESSORS,
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT_PROCESSORS},
    },
]
FORM_RENDERER = "alongside.shell.forms.Renderer"

# --- The database ----------------------------------------------------------------------------------------------------

_DATABASE = os.environ.get("DATABASE_URL", f"sqlite:///{VAR / 'alongside.sqlite3'}")
DATABASES = {"default": dj_database_url.parse(_DATABASE, conn_max_age=60)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a transaction takes the writer's place when it begins, so none fails half-way for want of it.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-20000;"
        ),
    }
else:
    # A database that does not answer is soon known not to: kept pages are then served (alongside/offer/kept_pages.py).
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 3)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shell_cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
MAKE_FORMS = os.environ.get("MAKE_FORMS", "1") == "1"
"""Whether publishing has PDF files and the other forms made in the background."""

# --- Signing in ------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "shell.User"
AUTHENTICATION_BACKENDS = [
    "alongside.shell.accounts.RoleBackend",
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "after_sign_in"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "alongside.shell.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""  # who looks over a shoulder need not read whose site it is
ACCOUNT_SESSION_REMEMBER = False  # a phone may be shared
MFA_ADAPTER = "alongside.shell.accounts.MFAAdapter"
MFA_FORMS = {"add_webauthn": "alongside.shell.accounts.AddPasskey"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up: whoever opens an account knows whose it is
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
STAFF_MFA = SECURE and os.environ.get("STAFF_MFA", "1") == "1"
"""Staff must have a second factor (off in the demo)."""
ACCOUNT_RATE_LIMITS = {"enrol": "5/10m/ip,20/d/ip", "verify": "20/10m/ip,10/10m/key", "single_sign_on": "60/m/ip"}
"""How often an enrolment code may be tried from one address, over all processes; each code counts its own besides. The
same for the code of a proof, from one address and each code; and for single sign-on from one address, which may be that
of a whole council."""
PORTAL_CODE = SECURE and os.environ.get("PORTAL_CODE", "1") == "1"
"""A young person who signs in with a password also types a code from an e-mail (off in the demo)."""
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5


def _oidc() -> dict[str, str]:
    """The council's own OpenID Connect provider, by which staff sign in: all of it or none."""
    asked = {
        "OIDC_SERVER": os.environ.get("OIDC_SERVER", "").strip(),
        "OIDC_CLIENT_ID": os.environ.get("OIDC_CLIENT_ID", "").strip(),
        "OIDC_CLIENT_SECRET": os.environ.get("OIDC_CLIENT_SECRET", "").strip(),
    }
    words, second_factor = os.environ.get("OIDC_NAME", ""), os.environ.get("OIDC_SECOND_FACTOR", "")
    if not any((*asked.values(), words, second_factor)):
        return {}
    if lacking := [name for name, value in asked.items() if not value]:
        raise ImproperlyConfigured(
            f"Single sign-on is half set: give {' and '.join(lacking)} too, or nothing that begins with OIDC_."
        )
    if SECURE and not asked["OIDC_SERVER"].startswith("https://"):
        raise ImproperlyConfigured("OIDC_SERVER has to begin with https://.")
    return {
        "issuer": asked["OIDC_SERVER"].split("/.well-known/")[0].rstrip("/"),
        "client_id": asked["OIDC_CLIENT_ID"],
        "secret": asked["OIDC_CLIENT_SECRET"],
        "words": words or "Sign in with your work account",
        "second_factor": second_factor or "mfa",
    }


OIDC = _oidc()
"""Empty where staff sign in here only. See alongside/shell/single_sign_on.py."""
SOCIALACCOUNT_ADAPTER = "alongside.shell.single_sign_on.SingleSignOnAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "provider_class": "alongside.shell.single_sign_on.CouncilProvider",
        "OAUTH_PKCE_ENABLED": True,
        "SCOPE": ["openid", "profile"],
    }
}
SESSION_COOKIE_AGE = 9 * 60 * 60
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# --- What the browser is told ----------------------------------------------------------------------------------------

SECURE_HSTS_SECONDS = 63_072_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_SSL_REDIRECT = SECURE
PROXIES = int(os.environ.get("PROXIES", "1" if SECURE else "0"))
"""How many proxies stand before the site; what they say of the visitor's address and of https is then believed."""
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/cms/"],
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF, "{0.scheme}://{0.netloc}".format(urlsplit(QUICK_EXIT))],  # "Leave now" is a form
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
EDITOR_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'"
)
"""The content editor (/cms/) needs inline styles and scripts of its own; no other page has them."""
PERSONAL_PREFIXES = ("/staff/", "/me/", "/partners/", "/accounts/", "/cms/", "/board/")
"""Pages under these hold personal things and are kept in no cache."""

# --- Language, time --------------------------------------------------------------------------------------------------

LANGUAGE_CODE = os.environ.get("ALONGSIDE_LANGUAGE", "en-gb")
"""The language in which the offer is written and its facts are kept; every other is a translation of it."""
_LANGUAGES = [
    ("en-gb", "English"),
    ("ar", "العربية"),
    ("ckb", "کوردیی سۆرانی"),
    ("ps", "پښتو"),
    ("fa", "دری / فارسی"),
    ("ti", "ትግርኛ"),
    ("am", "አማርኛ"),
    ("vi", "Tiếng Việt"),
    ("sq", "Shqip"),
    ("uk", "Українська"),
    ("so", "Soomaali"),
    ("pl", "Polski"),
]
_READ = {code.strip() for code in os.environ.get("OFFER_LANGUAGES", "").split(",") if code.strip()}
if _READ - {code for code, _ in _LANGUAGES}:
    raise ImproperlyConfigured(
        f"OFFER_LANGUAGES names what is no language of Alongside: {', '.join(sorted(_READ))}. "
        f"Choose from {', '.join(code for code, _ in _LANGUAGES[1:])}."
    )
# The sentences around the offer are drafts of a machine: a real council offers a language once a speaker has read them.
LANGUAGES = [(code, name) for code, name in _LANGUAGES if DEMO or code == LANGUAGE_CODE or code in {"en-gb", *_READ}]
LANGUAGES_BIDI = ["ar", "ckb", "ps", "fa"]
for _code in ("ps", "ti", "am", "so"):  # Django does not know these
    LANG_INFO.setdefault(
        _code,
        {
            "bidi": _code in LANGUAGES_BIDI,
            "code": _code,
            "name": {"ps": "Pashto", "ti": "Tigrinya", "am": "Amharic", "so": "Somali"}[_code],
            "name_local": dict(_LANGUAGES)[_code],
        },
    )
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [catalogues.compiled(VAR / "locale")]
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

# --- Files -----------------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [VAR / "assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR / "media"
PAPERS = VAR / "papers"
"""Papers of young people: never served by a web server, only handed out by a page that asks who is there."""
POST = VAR / "post"
"""Letters on their way to the print room: a file each, named by the letter's id. Whoever collects takes a name once."""
MEDIA_URL = "media/"
KEPT_PAGES = VAR / "pages"
"""Where rendered public pages are kept; None keeps none."""
COUNTS_ARE_WRITTEN_EVERY = 60.0
"""Seconds for which counts of readers are gathered in memory before they are written."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
LARGEST_UPLOAD = 256 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "alongside.shell.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- The content editor ----------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = COUNCIL["name"]
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_IMAGE_MODEL = "offer.OfferImage"
WAGTAILDOCS_DOCUMENT_MODEL = "offer.OfferDocument"
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_FINISH_WORKFLOW_ACTION = "alongside.offer.workflow.publish_agreed"
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False  # a correction of the same day leaves what others are agreeing as it is
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False

# --- E-mail ----------------------------------------------------------------------------------------------------------

EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_SECURITY = os.environ.get("EMAIL_SECURITY", "starttls")
if EMAIL_SECURITY not in ("starttls", "tls", "none"):
    raise ImproperlyConfigured(f"EMAIL_SECURITY is {EMAIL_SECURITY}; it can be starttls, tls or none.")
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_SECURITY == "starttls", EMAIL_SECURITY == "tls"
EMAIL_TIMEOUT = 10  # seconds: somebody waits for the page meanwhile
_ON_ITS_WAY = "smtp" if EMAIL_HOST else "console"
EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND", f"django.core.mail.backends.{_ON_ITS_WAY}.EmailBackend")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("EMAIL_FROM", COUNCIL["email"])

# --- Log -------------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
