"""Typed reading of environment variables.

A missing value has a safe default; a wrong one stops the start with a sentence
that names the variable, what it holds and what it may hold.
"""

import os
import re
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}
LOOPBACK = {"localhost", "127.0.0.1", "::1", "[::1]"}


def text(name: str, default: str = "") -> str:
    """The variable without surrounding spaces; empty counts as missing."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    """A yes/no value."""
    value = text(name, "1" if default else "0").lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} is {value!r}: write 1 or 0 (or yes, no, true, false).")
    return value in TRUE


def items(name: str, default: str = "") -> list[str]:
    """A list separated by commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """One of a few words, in upper case."""
    value = text(name, default).upper()
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}: choose one of {', '.join(allowed)}.")
    return value


def number(name: str, default: int, *, low: int, high: int) -> int:
    """A whole number within bounds."""
    value = text(name, str(default))
    # Longer ones would not even be converted by int().
    is_number = value.isascii() and value.isdigit() and len(value) < 20
    if not is_number or not low <= int(value) <= high:
        raise ImproperlyConfigured(
            f"{name} is {value!r}: write a whole number from {low} to {high}."
        )
    return int(value)


def url(name: str, default: str = "", schemes: tuple[str, ...] = ("http", "https")) -> str:
    """An absolute address with one of the schemes; a trailing slash is dropped."""
    value = text(name, default)
    if value and not is_address(value, schemes):
        known = ", ".join(f"{scheme}://" for scheme in schemes)
        raise ImproperlyConfigured(
            f"{name} is {without_password(value)!r}: write an address that begins with one of "
            f"{known}."
        )
    return value.rstrip("/")


def is_address(value: str, schemes: tuple[str, ...]) -> bool:
    """Whether scheme, host and port can be read. A database may have a path in place of a host."""
    try:
        parts = urlsplit(value)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    has_path = not parts.scheme.startswith(("http", "redis")) and bool(parts.path or parts.netloc)
    return "://" in value and parts.scheme in schemes and (bool(host) or has_path)


def without_password(address: str) -> str:
    """An address as it may be written into a log."""
    return re.sub(r":[^:/@]*@", ":…@", address)


def place(name: str, default: str) -> str:
    """A path of this site (not its root) or an absolute address; ends with a slash."""
    value = text(name, default)
    is_path = value.startswith("/") and not value.startswith("//") and value.strip("/")
    if not is_path and not is_address(value, ("http", "https")):
        raise ImproperlyConfigured(
            f"{name} is {value!r}: write a path such as {default} or an https:// address."
        )
    return value.rstrip("/") + "/"


def dotted_path(name: str) -> str:
    """The place of a class in Python: package.module.Class."""
    value = text(name)
    parts = value.split(".")
    if value and not (len(parts) > 1 and all(part.isidentifier() for part in parts)):
        raise ImproperlyConfigured(
            f"{name} is {value!r}: write where the class stands, such as package.module.Class."
        )
    return value


def mail_address(name: str, default: str) -> str:
    """An e-mail address, at will with a name before it: Tsuzuri <desk@archive.example>."""
    value = text(name)
    if not value:
        return default
    try:
        validate_email(parseaddr(value)[1] if value.isprintable() else "")
    except ValidationError as error:
        raise ImproperlyConfigured(
            f"{name} is {value!r}: write an address such as desk@archive.example."
        ) from error
    return value


@dataclass(frozen=True)
class MailServer:
    host: str
    port: int
    user: str
    password: str
    tls: str  # one of MAIL_PORTS


MAIL_PORTS = {"starttls": 587, "implicit": 465, "none": 25}


def mail_server(name: str) -> MailServer | None:
    """From smtp://user:password@host:port?tls=starttls; None where no mail is sent."""
    value = url(name, schemes=("smtp",))
    if not value:
        return None
    parts = urlsplit(value)
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    tls = asked.pop("tls", "starttls")
    if asked or tls not in MAIL_PORTS or parts.path or not parts.hostname:
        raise ImproperlyConfigured(
            f"{name} is {without_password(value)!r}: write smtp://user:password@host:port, and "
            f"at its end ?tls= with one of {', '.join(MAIL_PORTS)}."
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.hostname, parts.port or MAIL_PORTS[tls], user, password, tls)


def folder(name: str, default: Path) -> Path:
    """A folder, made when it is missing."""
    path = Path(text(name, str(default))).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name} is {str(path)!r}: {error.strerror}.") from error
    return path


def is_local(site_url: str) -> bool:
    """Whether an address belongs to this machine alone."""
    return (urlsplit(site_url).hostname or "") in LOOPBACK
