"""How people sign in: what we ask of allauth, and the roles that open the content editor."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.models import Login
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.shell import clock, design, keys, queries
from alongside.shell.models import User
from alongside.shell.refusals import AccountUnused, NoMail
from alongside.shell.roles import EDITORS, Record, Role, Verb

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs themself up: accounts are opened by the council."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def pre_login(self, request: HttpRequest, user: User, **given: Any) -> HttpResponse | None:
        """Whoever proved who they are is let in, unless their account lay unused for too long."""
        on = clock.today()
        if queries.is_locked(user.pk, on=on):
            names = ", ".join(one.name for one in queries.workers_with(Role.SYSTEM_ADMIN, on=on) if one.id != user.pk)
            who = names or "Whoever looks after accounts here"
            raise AccountUnused(
                f"Nobody has signed in with your account for more than {settings.ACCOUNT_UNUSED_DAYS} days. "
                f"{who} can open it again."
            )
        return super().pre_login(request, user, **given)

    def get_login_stages(self) -> list[str]:
        """As usual, but that a second factor shown to the council's own provider counts here too."""
        own = {"allauth.mfa.stages.AuthenticateStage": "alongside.shell.single_sign_on.SecondFactorStage"}
        return [own.get(stage, stage) for stage in super().get_login_stages()]

    def is_login_by_code_required(self, login: Login) -> bool:
        """A young person who signs in with a password also types a code sent to them; a passkey is enough by itself."""
        if not settings.PORTAL_CODE or not queries.is_young_person(login.user.pk, on=clock.today()):
            return False
        methods = {one.get("method") for one in get_authentication_records(self.request, login.user)}
        return not methods & {"mfa", "code"}

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A code or a link. Raises ``NoMail`` where the mail server does not take it, which the log explains."""
        told = {"council": design.council(), "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60}
        try:
            super().send_mail(template_prefix, email, context | told)
        except (SMTPException, OSError) as failed:
            log.exception("An e-mail to somebody who signs in could not be sent.")
            raise NoMail(gettext("We cannot send you an e-mail just now. Try again in a few minutes.")) from failed


class MFAAdapter(DefaultMFAAdapter):
    """Second-factor secrets lie encrypted in the database; allauth's own default would keep them readable."""

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a passkey is called until its owner says otherwise."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("My phone") if not count else gettext("My phone or key, number %(n)s") % {"n": count + 1}

    def build_totp_svg(self, url: str) -> str:
        """The picture for the app, to stand within a page: without the first line of a file of its own."""
        svg = super().build_totp_svg(url)
        return svg[svg.index("<svg") :]

    def encrypt(self, text: str) -> str:
        """The text, unreadable without FIELD_KEY."""
        return keys.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The text again."""
        return keys.decrypt(encrypted_text)


class AddPasskey(AddWebAuthnForm):
    """A passkey: it opens the account by itself unless its owner wants it beside the password only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What do you call it?")
        alone = self.fields["passwordless"]
        alone.label, alone.initial = _("It is enough by itself: I need no password with it"), True
        alone.help_text = _("It asks for your face, your finger or the PIN of the phone")


def password_link(user: User) -> str:
    """Where this person chooses a password; works once, for ``PASSWORD_RESET_TIMEOUT`` seconds."""
    token = EmailAwarePasswordResetTokenGenerator().make_token(user)
    who = user_pk_to_url_str(user)
    return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs={"uidb36": who, "key": token})


def send_password_link(user: User) -> None:
    """Send somebody who works here a link to choose a password. Raises ``NoMail``."""
    days = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)
    name = design.council().short_name
    _write(
        user.email,
        f"Your account at {name}",
        f"Hello {user.name},\n\nthere is an account for you to work with. Choose a password here within {days} days:"
        f"\n\n{password_link(user)}\n\nDid you not expect this? Then delete it.\n",
    )


def tell_of_new_address(user: User, new: str) -> None:
    """Tell the address that an account had that it has another one now. Raises ``NoMail``."""
    _write(
        user.email,
        f"Your account at {design.council().short_name}",
        f"Hello {user.name},\n\nyou sign in with {new} from now on. Was that not agreed with you? Ring whoever looks"
        " after accounts at once.\n",
    )


def _write(to: str, subject: str, words: str) -> None:
    try:
        send_mail(subject, words, None, [to])
    except (SMTPException, OSError) as failed:
        log.exception("An e-mail about an account could not be sent.")
        raise NoMail(gettext("We cannot send an e-mail just now, so nothing was changed. Try again later.")) from failed


OPENED = {
    "wagtailadmin.access_admin": EDITORS,
    "wagtail_localize.submit_translation": ((Record.OFFER_TEXT, Verb.UPDATE),),
    "board.view_report": ((Record.ACTION_PLANS, Verb.CREATE),),
    "board.change_report": ((Record.ACTION_PLANS, Verb.CREATE),),
}
"""What the content editor asks for → any one of these one must be able to do."""


class RoleBackend(BaseBackend):
    """Opens Wagtail's editor to those who hold an editing role today."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        """Signing in is for the other backends."""
        return

    def has_perm(self, user: Any, perm: str, obj: Any = None) -> bool:
        """Only what ``OPENED`` names is decided here."""
        if perm not in OPENED or not user.is_active:
            return False
        actor = queries.actor_for(user.pk, on=clock.today())
        return any(actor.can(record, verb) for record, verb in OPENED[perm])
