"""A SPARQL server, asked over the SPARQL 1.1 Protocol: one question, one answer, and a sentence for what goes wrong.

SPARQLWrapper makes the requests. Its guess at what a query is (``setQuery``) is not used: it takes a word in a comment for the
form, and what it holds for an update it sends as one. The form is read by :mod:`kg.sparql`, which lets no update pass.
"""

from __future__ import annotations

import ast
import base64
import http.client
import math
import os
import queue
import re
import ssl
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from kg import sparql, wire
from kg.project import ProjectError
from kg.rows import Rows
from kg.store import QueryError

if TYPE_CHECKING:
    from SPARQLWrapper import SPARQLWrapper

USER, PASSWORD = "KG_STORE_USER", "KG_STORE_PASSWORD"  # in the environment
MOST_BYTES = 512 * 1024**2
_SHORT = 1500  # characters of a query that go into the address; longer ones are posted
_BUSY = (429, 503)
_ENDED = (408, 504)


class Told(NamedTuple):
    """An answer, and how many rows the server says it gives at most (None: it says nothing)."""

    rows: Rows
    most: int | None


@dataclass(eq=False)
class _RefusedError(Exception):
    """An answer that is none: its status, what the server says of it, where it was got, and when to come again."""

    status: int
    reason: str
    said: str
    address: str
    again: str


class _Got(NamedTuple):
    body: bytes
    headers: Message
    address: str


def told(url: str) -> str:
    """The URL as it may be told: without the user name and the password in it, also where they break it."""
    return re.sub(r"//.*@", "//", url, flags=re.DOTALL)


class Endpoint:
    """The SPARQL server at ``url``, whose parameters go with every question. Nothing is sent before the first one.

    A user name and a password, which stand in the URL or in the environment, go with every question, too, to this address alone.
    They are nowhere told.
    """

    def __init__(self, url: str) -> None:
        self.url = told(url).partition("#")[0]
        try:
            parts = urlsplit(url)
            named = bool(parts.hostname) and parts.port != 0
            self._user, self._password = _credentials(parts.username, parts.password)
        except ValueError:
            named = False
        if not named or not url.isascii() or not url.isprintable() or " " in url:
            odd = "; what is no letter or digit in a password is written as %40 for @" if self.url != url else ""
            raise ProjectError(f"{self.url}: this is no URL of a server{odd}")
        if ":" in self._user:
            raise ProjectError(f"{self.url}: a user name has no colon")
        self._address = parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()
        self._parameters = parse_qsl(parts.query, keep_blank_values=True)

    def asked(self, query: str, seconds: float) -> Told:
        """The answer to a query, asked again where the server is busy and says when to come back.

        Raises ProjectError, in a sentence with the URL, where no server is there, or where it takes longer than ``seconds``,
        refuses, breaks off, or answers with what is no answer; QueryError where it holds the query to be at fault.
        """
        form = sparql.check(query)
        got = self._got(query, form, seconds)
        kind = got.headers.get("Content-Type", "").partition(";")[0].strip()
        if state := got.headers.get("X-SQL-State"):
            said = got.headers.get("X-SQL-Message", "").partition("  ")[0]
            raise ProjectError(f"{self.url}: the server ended the query before it was done ({state} {said})".replace(" )", ")"))
        try:
            rows = wire.read(got.body, form)
        except ValueError as error:
            wanted = "SPARQL results in JSON" if wire.media(form) == wire.ROWS else "N-Triples"
            raise ProjectError(
                f"{self.url}: the answer, {kind or 'of no type'}, cannot be read as {wanted}; is this the URL of a SPARQL server?"
            ) from error
        most = got.headers.get("X-SPARQL-MaxRows", "")
        return Told(rows, int(most) if most.isdecimal() and int(most) else None)

    def _got(self, query: str, form: str, seconds: float) -> _Got:
        end = time.monotonic() + seconds
        while True:
            try:
                return self._fetched(query, form, max(end - time.monotonic(), 0.001))
            except Exception as error:
                again = error.again if isinstance(error, _RefusedError) and error.status in _BUSY else ""
                if not again.isdecimal() or time.monotonic() + max(int(again), 1) >= end:
                    raise self._failure(error, seconds) from error
                time.sleep(max(int(again), 1))

    def _fetched(self, query: str, form: str, seconds: float) -> _Got:
        """What is got in a thread, since a timeout of a socket starts anew with each byte."""
        told: queue.Queue[_Got | Exception] = queue.Queue()
        wrapper = self._request(query, form, seconds)

        def fetch() -> None:
            try:
                told.put(_read(wrapper))
            except Exception as error:  # noqa: BLE001 - told to the one who waits
                told.put(error)

        threading.Thread(target=fetch, daemon=True).start()
        try:
            got = told.get(timeout=seconds)
        except queue.Empty:
            got = TimeoutError()
        if isinstance(got, Exception):
            raise got
        if got.address != self._address:
            raise _RefusedError(301, "", "", got.address, "")
        return got

    def _request(self, query: str, form: str, seconds: float) -> SPARQLWrapper:
        from SPARQLWrapper import GET, JSON, POST, SPARQLWrapper

        secret = self._authorization

        class Asking(SPARQLWrapper):
            """Its own ``setCredentials`` would send them on to wherever the server sends on to."""

            def _createRequest(self) -> urllib.request.Request:  # noqa: N802 - that of the library
                request = super()._createRequest()
                if secret:
                    request.add_unredirected_header("Authorization", secret)
                return request

        wrapper = Asking(self._address, returnFormat=JSON, agent="line-of-sight")
        wrapper.setOnlyConneg(True)
        wrapper.setTimeout(math.ceil(seconds))
        wrapper.setMethod(GET if len(query) <= _SHORT else POST)
        for name, value in self._parameters:
            wrapper.addParameter(name, value)
        wrapper.queryString = query
        wrapper.queryType = form if wire.media(form) == wire.ROWS else "SELECT"  # it only chooses a header, replaced here:
        wrapper.addCustomHttpHeader("Accept", wire.media(form))
        return wrapper

    @property
    def _authorization(self) -> str:
        """The user name and the password as HTTP has them (RFC 7617); "" where there are none."""
        pair = f"{self._user}:{self._password}".encode()
        return f"Basic {base64.b64encode(pair).decode()}" if len(pair) > 1 else ""

    def _failure(self, error: Exception, seconds: float) -> ProjectError:
        """What went wrong, in a sentence."""
        if isinstance(error, _RefusedError):
            return self._refused(error)
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        if isinstance(reason, TimeoutError):
            return ProjectError(
                f"{self.url}: the server did not answer in full within {seconds:g} seconds (--seconds gives it more){self._way()}"
            )
        if isinstance(reason, MemoryError):
            return ProjectError(f"{self.url}: the answer has more than {MOST_BYTES // 1024**2} MB; ask for less")
        if isinstance(reason, http.client.IncompleteRead):
            return ProjectError(f"{self.url}: the connection ended before the answer did")
        if isinstance(reason, ssl.SSLCertVerificationError):
            return ProjectError(f"{self.url}: the certificate of the server cannot be trusted ({reason.verify_message})")
        if isinstance(reason, ssl.SSLError):
            return ProjectError(
                f"{self.url}: no encrypted connection comes about ({reason.reason}); is it an address with http://?"
            )
        if isinstance(reason, OSError | http.client.HTTPException | ValueError | str):
            said = getattr(reason, "strerror", None) or reason
            return ProjectError(f"{self.url}: no answer from a server there ({said or type(reason).__name__}){self._way()}")
        raise error

    def _refused(self, refusal: _RefusedError) -> ProjectError:
        status = f"HTTP status {refusal.status}" + (f" ({refusal.reason})" if refusal.reason else "")
        said = f": {refusal.said}" if refusal.said and not (self._password and self._password in refusal.said) else ""
        if refusal.address != self._address:
            return ProjectError(f"{self.url}: the server sends on to {told(refusal.address)}; give that URL")
        match refusal.status:
            case 400:
                return QueryError(f"{self.url}: the server does not accept the query{said}")
            case 401:
                if self._authorization:
                    return ProjectError(f"{self.url}: the server does not take the user name and the password that were given")
                return ProjectError(f"{self.url}: the server asks for a user name and a password; {USER} and {PASSWORD} give them")
            case 404:
                return ProjectError(
                    f"{self.url}: nothing is at this address ({status}); is the path another, such as /sparql or /query?"
                )
            case code if code in _ENDED:
                return ProjectError(f"{self.url}: the server ended the query before it was done ({status}){said}")
        return ProjectError(f"{self.url}: the server answers with {status}{said}{self._way()}")

    def _way(self) -> str:
        """The proxy that a request goes through, in words."""
        parts = urlsplit(self.url)
        proxy = urllib.request.getproxies().get(parts.scheme)
        if not proxy or urllib.request.proxy_bypass(parts.hostname or ""):
            return ""
        found = urlsplit(proxy if "//" in proxy else f"//{proxy}")
        return f", asked through the proxy {found.hostname}" + (f":{found.port}" if found.port else "")


def _credentials(user: str | None, password: str | None) -> tuple[str, str]:
    """The user name and the password of a URL, or, where it has none, those of the environment."""
    if user is None and password is None:
        return os.environ.get(USER, ""), os.environ.get(PASSWORD, "")
    return unquote(user or ""), unquote(password or "")


def _read(wrapper: SPARQLWrapper) -> _Got:
    try:
        response = wrapper.query().response
    except Exception as error:
        status = error if isinstance(error, urllib.error.HTTPError) else error.__context__
        if not isinstance(status, urllib.error.HTTPError):
            raise
        with status:
            sent = status.headers.get("Location", "") if status.code // 100 == 3 else ""
            address = urljoin(status.url, sent).partition("?")[0]
            raise _RefusedError(status.code, status.reason, _said(error), address, status.headers.get("Retry-After", "")) from error
    with response:
        body = response.read(MOST_BYTES + 1)
        if len(body) > MOST_BYTES:
            raise MemoryError
        if response.length:  # what the server announced and did not send
            raise http.client.IncompleteRead(body, response.length)
        return _Got(body, response.headers, response.geturl().partition("?")[0])


def _said(error: Exception) -> str:
    """What the server says, the first line; SPARQLWrapper hands some on as the spelling of bytes in its own sentence."""
    if isinstance(error, urllib.error.HTTPError):
        said = error.read(4096)
    else:
        _, _, spelled = str(error).partition("Response:\n")
        said = ast.literal_eval(spelled) if spelled else b""
    first = " ".join(said.decode(errors="replace").strip().partition("\n")[0].split())[:200]
    return "" if first.startswith("<") else first
