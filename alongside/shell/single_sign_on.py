"""Single sign-on with the council's own OpenID Connect provider: what we ask of it, and what we refuse.

allauth keeps the state, does PKCE and trades the code for a token. It sends no nonce, believes a token's signature
unread because it came straight from the provider, and takes the issuer that the provider gives itself; here all three
are checked. Nobody gets an account by it, and no account is found by an e-mail address: see docs/adr/0028.
"""

from __future__ import annotations

import hashlib
from hmac import compare_digest
from typing import Any
from uuid import UUID

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from requests import RequestException

from alongside.shell import actions, clock, queries, sessions
from alongside.shell.middleware import note_refusal
from alongside.shell.refusals import WrongState
from alongside.shell.roles import Role

PROVIDER = "council"
"""What allauth calls the one provider that there is."""
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
SIGNED_BY = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures by a key that only the provider holds: never one made with the secret that we hold too."""
CLAIMS = ("iss", "sub", "aud", "exp", "iat", "nonce")
CLOCKS_DIFFER = 60
"""Seconds."""


class Wrong(OAuth2Error):
    """Something in the provider's answer is not as it must be; one word says what, for the audit."""


class Exchange(OpenIDConnectOAuth2Adapter):
    """Trades the provider's code for a token, and believes of the token what was checked."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself; refused where it is not the one that the settings name."""
        told: dict[str, Any] = super().openid_config
        addresses = [str(told.get(one, "")) for one in ENDPOINTS]
        safe = all(one.startswith("https://" if settings.SECURE else ("https://", "http://")) for one in addresses)
        if not safe or str(told.get("issuer", "")).rstrip("/") != settings.OIDC["issuer"]:
            raise Wrong("provider")
        return told

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Where the provider sends people back: one address, which the council tells it once."""
        return settings.SITE_URL + reverse("back_from_single_sign_on")

    def get_access_token_data(self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: Any = None) -> Any:
        """The provider's answer to the code; the verifier that went with it gives the nonce to expect."""
        self.nonce = nonce_of(pkce_code_verifier)
        try:
            return super().get_access_token_data(request, app, client, pkce_code_verifier)
        except (KeyError, ValueError) as error:
            raise Wrong("answer") from error

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        """No use for the access token: it is kept nowhere, not even in the session."""
        return SocialToken(token="")

    def complete_login(self, request: HttpRequest, app: Any, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Who it is, by the identity token alone."""
        claims = self._checked(str(kwargs["response"].get("id_token", "")), app.client_id)
        return self.get_provider().sociallogin_from_response(request, claims)

    def _checked(self, token: str, client_id: str) -> dict[str, Any]:
        """What the token says, once its key, issuer, audience, times and nonce are found right."""
        try:
            claims = jwt.decode(
                token,
                self._key_of(token),
                algorithms=SIGNED_BY,
                audience=client_id,
                issuer=self.openid_config["issuer"],
                leeway=CLOCKS_DIFFER,
                options={"require": list(CLAIMS)},
            )
        except jwt.PyJWTError as error:
            raise Wrong("token") from error
        if claims["aud"] not in (client_id, [client_id]) or claims.get("azp", client_id) != client_id:
            raise Wrong("audience")
        if not compare_digest(str(claims["nonce"]).encode(), self.nonce.encode()):
            raise Wrong("nonce")
        return claims

    def _key_of(self, token: str) -> jwt.PyJWK:
        """The key of the provider's that the token says it was signed with."""
        named = jwt.get_unverified_header(token).get("kid")
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        for key in jwt.PyJWKSet.from_dict(answer.json()).keys:
            if key.key_id == named and key.public_key_use in (None, "sig"):
                return key
        raise Wrong("key")


def nonce_of(verifier: str) -> str:
    """What must come back in the token: a hash of the secret that this browser's session keeps until then."""
    return hashlib.sha256(f"nonce {verifier}".encode()).hexdigest()


class CouncilProvider(OpenIDConnectProvider):
    """The council's provider. It knows who somebody is; everything else about an account is kept here."""

    oauth2_adapter_class = Exchange

    def get_pkce_params(self) -> dict[str, Any]:
        """What goes along to the provider beside the usual: PKCE, and the nonce."""
        params = super().get_pkce_params()
        return params | {"nonce": nonce_of(params["code_verifier"])}

    def redirect(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send somebody to the provider, or say that it does not answer."""
        try:
            return super().redirect(request, *args, **kwargs)
        except (OAuth2Error, RequestException) as error:
            return render_authentication_error(request, self, exception=error)

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Issuer and subject in one: another provider's subject of the same name is somebody else."""
        return hashlib.sha256(f"{data['iss']}\n{data['sub']}".encode()).hexdigest()

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """By what name their owner knows the account over there, and whether a second factor was shown this time."""
        return {"name": str(data.get("preferred_username", "")), "second_factor": shows_second_factor(data)}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """Nothing: nobody is signed up."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """None: no account is found by an address."""
        return []


def shows_second_factor(claims: dict[str, Any]) -> bool:
    """Whether the token says so, in a word that the council's settings name; or the council vouches for it."""
    if settings.OIDC["second_factor"] == "always":
        return True
    methods = claims.get("amr", [])
    said = {str(one) for one in (methods if isinstance(methods, list) else [methods])} | {str(claims.get("acr", ""))}
    return bool(said & set(settings.OIDC["second_factor"].split()))


class SecondFactorStage(AuthenticateStage):
    """Asks for a second factor while signing in, except of those who have just shown one to the provider."""

    def handle(self) -> tuple[Any, bool]:
        """Nothing to do, or the page that asks."""
        login = (self.login.signal_kwargs or {}).get("sociallogin")
        if login is not None and login.account.extra_data.get("second_factor"):
            return None, True
        return super().handle()


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Lets in those who joined this sign-in to their account themselves, and nobody else."""

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[SocialApp]:
        """The provider that the settings name; none that somebody wrote into the database."""
        return [
            SocialApp(
                provider=CouncilProvider.id,
                provider_id=PROVIDER,
                name=own["words"],
                client_id=own["client_id"],
                secret=own["secret"],
                settings={"server_url": own["issuer"]},
            )
            for own in (settings.OIDC,)
            if own
        ]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The provider said who it is: join it to the account of who asked for that, or see whether it may come in."""
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            raise ImmediateHttpResponse(_join(request, sociallogin))
        user = sociallogin.user if sociallogin.is_existing else None
        if user is None:
            raise ImmediateHttpResponse(refused(request, "subject", not_joined()))
        if not user.is_active:
            closed = _("Your account here is closed. Ask whoever looks after accounts where you work.")
            raise ImmediateHttpResponse(refused(request, "closed", closed, user.pk))
        if Role.YOUNG_PERSON in queries.actor_for(user.pk, on=clock.today()).roles:
            raise ImmediateHttpResponse(refused(request, "young person", not_joined(), user.pk))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Any = None,
    ) -> None:
        """Somebody stopped on the provider's page, or something was not as it must be."""
        if error == AuthError.CANCELLED:
            raise ImmediateHttpResponse(render(request, "account/single_sign_on_stopped.html"))
        if exception is None and "state" not in (extra_context or {}):
            # Nobody in this browser asked for it, or too long ago: a forged form, which leaves no line either.
            raise ImmediateHttpResponse(_page(request, did_not_work(), 400))
        raise ImmediateHttpResponse(refused(request, why_of(exception), did_not_work(), status=400))


def begin_joining(request: HttpRequest) -> HttpResponse:
    """Lead the owner of an account to the provider to join it, where they prove who they are anew.

    Somebody else may still be signed in over there in the same browser.
    """
    return begin(request, process=AuthProcess.CONNECT, data={"user": str(request.user.pk)}, prompt="login")


def begin(
    request: HttpRequest,
    *,
    process: str = AuthProcess.LOGIN,
    next_url: str | None = None,
    data: Any = None,
    **asked: str,
) -> HttpResponse:
    """Lead somebody to the provider, which is ``asked`` this besides.

    The answer is a page that goes on by itself, not a redirect: a browser holds every address to which a form is led
    on to our ``form-action``, and a provider may lead on to others that nobody told us.
    """
    provider = get_adapter().get_provider(request, PROVIDER)
    answer = provider.redirect(request, process=process, next_url=next_url, data=data, auth_params=asked)
    if not answer.has_header("Location"):
        return answer
    address = answer.headers["Location"]
    page = render(request, "account/single_sign_on_away.html", {"address": address})
    page.headers["Refresh"] = f"0; url={address}"
    return page


def come_back(request: HttpRequest) -> HttpResponse:
    """Somebody comes back from the provider."""
    try:
        return OAuth2CallbackView.adapter_view(Exchange(request, PROVIDER))(request)
    except (OAuth2Error, RequestException) as error:
        return refused(request, why_of(error), did_not_work(), status=400)


def why_of(error: Exception | None) -> str:
    """What was wrong, in the words of the audit: they never hold what the provider said."""
    if isinstance(error, Wrong):
        return str(error)
    return "provider silent" if isinstance(error, RequestException) else "provider refuses"


def did_not_work() -> str:
    """What somebody is told when the answer is not as it must be. What was wrong stands in the audit alone."""
    return _("Nothing was opened. Please try once more. If it happens again, tell whoever looks after accounts here.")


def not_joined() -> str:
    """What somebody is told whose work account is joined to none here; the same for everybody."""
    return _(
        "This work account is not joined to an account here. Sign in with your password once more, and choose "
        "“Single sign-on” under your name. No account here yet? Ask your manager."
    )


def refused(
    request: HttpRequest, why: str, told: str, user_id: UUID | None = None, *, status: int = 403
) -> HttpResponse:
    """The page for somebody who was not let in, and its line in the audit."""
    sessions.sign_in_refused(user_id, detail={"way": "single sign-on", "why": why})
    return _page(request, told, status)


def _page(request: HttpRequest, told: str, status: int) -> HttpResponse:
    return render(request, "account/single_sign_on_refused.html", {"told": told}, status=status)


def _join(request: HttpRequest, sociallogin: SocialLogin) -> HttpResponse:
    """Join to the account of whoever asked for it; in this very session, and nobody has signed in or out since."""
    asked = (sociallogin.state.get("data") or {}).get("user")
    if not request.user.is_authenticated or str(request.user.pk) != asked:
        return refused(request, "session", did_not_work(), status=400)
    try:
        actions.join_single_sign_on(
            provider=sociallogin.account.provider,
            uid=sociallogin.account.uid,
            told=sociallogin.account.extra_data,
            by=request.actor,  # type: ignore[attr-defined]
        )
    except WrongState as refusal:
        note_refusal(request, refusal)
        return _page(request, str(refusal), refusal.status)
    messages.success(request, _("Joined. From now on you can sign in with your work account."))
    return redirect("single_sign_on")
