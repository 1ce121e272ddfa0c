"""A council's OpenID Connect provider for tests: real keys and real tokens, made up on the spot.

In a test without a network ``Provider.session`` answers what the product asks. ``serving`` lets a browser meet it.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import ec
from requests.adapters import BaseAdapter

CLIENT, SECRET = "alongside", "kept between the two of them"


class Provider(BaseAdapter):
    """Knows one person. ``claims`` are put over what it would say of them; None leaves one out."""

    def __init__(self, issuer: str = "https://id.brightwater.example") -> None:
        super().__init__()
        self.issuer = issuer
        self.key = self.shown = ec.generate_private_key(ec.SECP256R1())
        """What tokens are signed with, and what is shown as its public half."""
        self.subject = "5a0c-ama"
        self.claims: dict[str, Any] = {}
        self.says: dict[str, Any] = {}
        """Put over what it says of itself."""
        self.algorithm, self.silent = "ES256", False
        self.asked: dict[str, dict[str, str]] = {}

    def settings(self, **more: str) -> dict[str, str]:
        """What settings.OIDC is for a council that has this provider."""
        own = {
            "issuer": self.issuer,
            "client_id": CLIENT,
            "secret": SECRET,
            "words": "Sign in with my Brightwater name",
        }
        return own | {"second_factor": "mfa"} | more

    # --- What a browser asks ---

    def agree(self, address: str) -> str:
        """Somebody comes to ``address`` and proves who they are: where they are sent back to."""
        asked = dict(parse_qsl(urlsplit(address).query))
        code = f"code{len(self.asked)}"
        self.asked[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def stop(self, address: str) -> str:
        """The same for somebody who stops."""
        asked = dict(parse_qsl(urlsplit(address).query))
        return f"{asked['redirect_uri']}?{urlencode({'error': 'access_denied', 'state': asked['state']})}"

    # --- What the product asks ---

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Status and JSON."""
        if path.endswith("/.well-known/openid-configuration"):
            places = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/keys"}
            return 200, {"issuer": self.issuer} | {one: self.issuer + to for one, to in places.items()} | self.says
        if path.endswith("/keys"):
            shown = jwt.algorithms.ECAlgorithm.to_jwk(self.shown.public_key(), as_dict=True)
            return 200, {"keys": [shown | {"kid": "one", "use": "sig", "alg": "ES256"}]}
        asked = self.asked.pop(form.get("code", ""), None)
        if asked is None or not self._proves(form, asked):
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "opens nothing", "token_type": "Bearer", "id_token": self.token(asked["nonce"])}

    def _proves(self, form: dict[str, str], asked: dict[str, str]) -> bool:
        told = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        return (
            asked["code_challenge_method"] == "S256"
            and asked["code_challenge"] == urlsafe_b64encode(told).rstrip(b"=").decode()
            and (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)
            and form.get("redirect_uri") == asked["redirect_uri"]
        )

    def token(self, nonce: str) -> str:
        """The identity token."""
        now = int(time.time())
        said = {"iss": self.issuer, "sub": self.subject, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce}
        said |= {"preferred_username": "ama.mensah", "email": "ama@brightwater.example", "email_verified": True}
        said = {name: value for name, value in (said | self.claims).items() if value is not None}
        key: Any = {"ES256": self.key, "HS256": SECRET.ljust(32), "none": None}[self.algorithm]
        return jwt.encode(said, key, algorithm=self.algorithm, headers={"kid": "one"})

    # --- Without a network ---

    def session(self) -> requests.Session:
        """What the product fetches pages with, if it asks nobody but this provider."""
        session = requests.Session()
        session.mount("https://", self)
        return session

    def send(self, request: requests.PreparedRequest, **_: Any) -> requests.Response:  # type: ignore[override]
        """Answers one request."""
        if self.silent:
            raise requests.ConnectTimeout("It does not answer.")
        status, told = self.answer(urlsplit(str(request.url)).path, dict(parse_qsl(str(request.body or ""))))
        response = requests.Response()
        response.status_code, response.url, response.request = status, str(request.url), request
        response.headers["Content-Type"] = "application/json"
        response._content = json.dumps(told).encode()
        return response

    def close(self) -> None:
        """Nothing is open."""


PAGE = (
    '<!doctype html><html lang="en"><title>Brightwater sign-in</title><h1>Brightwater sign-in</h1>'
    '<p><a href="{yes}">It is me</a> <a href="{no}">Stop</a></p></html>'
)


@contextmanager
def serving() -> Iterator[Provider]:
    """A provider on a port of this machine that hands people on to a second place of another origin, as many do."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.provider = Provider(f"http://localhost:{server.server_port}")  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.provider  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        provider: Provider = self.server.provider  # type: ignore[attr-defined]
        if self.path.startswith("/authorize"):
            elsewhere = provider.issuer.replace("localhost", "127.0.0.1")
            self._send(302, b"", Location=elsewhere + self.path.replace("/authorize", "/who"))
        elif self.path.startswith("/who"):
            yes, no = (one(self.path).replace("&", "&amp;") for one in (provider.agree, provider.stop))
            self._send(200, PAGE.format(yes=yes, no=no).encode(), **{"Content-Type": "text/html"})
        else:
            self._send_told({})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._send_told(dict(parse_qsl(body)))

    def _send_told(self, form: dict[str, str]) -> None:
        status, told = self.server.provider.answer(self.path, form)  # type: ignore[attr-defined]
        self._send(status, json.dumps(told).encode(), **{"Content-Type": "application/json"})

    def _send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quietly."""
