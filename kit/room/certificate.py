"""The certificate by which pages are served encrypted: one that was given, looked at before anything starts, or a self-made one.

What is asked of it is asked of the TLS library itself, in memory: it shakes hands with a browser that trusts this
certificate alone, and says whether it is valid today and names the host.
"""

import hashlib
import os
import secrets
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import platformdirs

from kit.errors import StartError
from kit.messages import _

OUT_OF_DATE, OTHER_NAME, OTHER_NUMBER, NOT_YET = 10, 62, 64, 9  # as OpenSSL numbers what it finds
DAYS, SPARE_DAYS = 90, 7  # how long a self-made one lasts; when a new one is made before the old one runs out
OWN_FILE = "https.pem"

UNREADABLE = _(
    "The file “{file}” cannot be read. “--certificate” and “--key” need files in PEM form that you may read."
)
NO_CERTIFICATE = _(
    "There is no certificate in PEM form in “{file}”. It would begin with “-----BEGIN CERTIFICATE-----”."
)
NO_KEY = _("There is no private key in PEM form in “{file}”. Say with --key in which file it is.")
LOCKED_KEY = _(
    "The key in “{file}” is protected by a password. Give the room one without, in a file that only you may read."
)
NOT_ITS_KEY = _(
    "The key in “{key}” does not belong to the certificate in “{file}”. Right would be the one it was made with."
)
NOT_VALID = _(
    "The certificate in “{file}” is not valid today: it has run out, or begins later. Renew it and start again."
)
FOREIGN = _(
    "The certificate in “{file}” does not name “{host}”, where people would join, but: {names}. Say by which of these they join, such as --address https://{first}:{port}"
)
NOT_USABLE = _("The certificate in “{file}” cannot be used: {reason}.")
KEY_ALONE = _("“--key” says where the key of a certificate is, so it needs --certificate too.")
NEEDS = _("A self-made certificate needs one more package: pip install cryptography. Or give one with --certificate.")
NOT_KEPT = _("The self-made certificate cannot be kept in “{file}”. The kit needs to be able to write there.")


class _Unlike(Exception):
    """The certificate is not as it should be; `code` is OpenSSL's number for it."""

    def __init__(self, code: int):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Certificate:
    """Files in PEM form; they may be one and the same."""

    file: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        """What a server needs to serve encrypted."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(self.file, self.key, password=lambda: "")  # never asks at the terminal
        return context

    @property
    def fingerprint(self) -> str:
        """What a browser shows under “SHA-256 fingerprint”."""
        digits = hashlib.sha256(ssl.PEM_cert_to_DER_cert(_first(self.file.read_text()))).hexdigest().upper()
        return ":".join(digits[place : place + 2] for place in range(0, len(digits), 2))

    def names(self, host: str) -> bool:
        """Whether the certificate is valid today and names this host."""
        try:
            _looked_at(self, host)
        except _Unlike:
            return False
        return True


def given(certificate: str, key: str | None) -> Certificate:
    """The certificate in a file of a person's own, with a key in it or beside it. Raises StartError."""
    file, beside = Path(certificate).absolute(), Path(key or certificate).absolute()
    held, secret = _read(file), _read(beside)
    if "-----BEGIN CERTIFICATE-----" not in held:
        raise StartError(NO_CERTIFICATE, file=str(file))
    if "PRIVATE KEY-----" not in secret:
        raise StartError(NO_KEY, file=str(beside))
    if "ENCRYPTED" in secret:
        raise StartError(LOCKED_KEY, file=str(beside))
    made = Certificate(file, beside)
    try:
        made.context()
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            raise StartError(NOT_ITS_KEY, key=str(beside), file=str(file)) from error
        raise StartError(NOT_USABLE, file=str(file), reason=error.reason or str(error)) from error
    return made


def check_names(certificate: Certificate, host: str, port: int) -> None:
    """Raise StartError unless a certificate is valid today and names the host by which people join."""
    file = str(certificate.file)
    try:
        _looked_at(certificate, host)
    except _Unlike as error:
        if error.code in (OUT_OF_DATE, NOT_YET):
            raise StartError(NOT_VALID, file=file) from error
        if error.code in (OTHER_NAME, OTHER_NUMBER):
            named = _named(_looked_at(certificate, ""))
            first = next((one for one in named if "*" not in one), host)
            raise StartError(
                FOREIGN, file=file, host=host, names=", ".join(named[:5]) or "–", first=first, port=str(port)
            ) from error
        raise StartError(NOT_USABLE, file=file, reason=f"OpenSSL {error.code}") from error
    except ssl.SSLError as error:
        raise StartError(NOT_USABLE, file=file, reason=error.reason or str(error)) from error


def self_made(hosts: Sequence[str], folder: Path | None = None) -> Certificate:
    """A certificate for these names and numbers, made once and kept; a new one when others are needed or it runs out. Raises StartError."""
    file = (folder or platformdirs.user_data_path("pair-selling-kit")) / OWN_FILE
    kept = Certificate(file, file)
    try:
        if all(_lasts(kept, host) for host in hosts):
            return kept
    except (OSError, ValueError):
        pass  # none yet, or not one that can be used
    try:
        written = _made(hosts)
    except ImportError as error:
        raise StartError(NEEDS) from error
    try:
        _keep(file, written)
    except OSError as error:
        raise StartError(NOT_KEPT, file=str(file)) from error
    return kept


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii", errors="replace")
    except OSError as error:
        raise StartError(UNREADABLE, file=str(file)) from error


def _first(pem: str) -> str:
    """The first certificate in a file, which is the one that a browser is shown."""
    end = "-----END CERTIFICATE-----"
    return pem[pem.index("-----BEGIN CERTIFICATE-----") :].partition(end)[0] + end + "\n"


def _named(certificate: dict) -> list[str]:
    return [name for _kind, name in certificate.get("subjectAltName", ())]


def _lasts(certificate: Certificate, host: str) -> bool:
    """Whether a certificate names a host and does not run out within days. Raises OSError (`ssl.SSLError` is one)."""
    try:
        ends = ssl.cert_time_to_seconds(str(_looked_at(certificate, host)["notAfter"]))
    except _Unlike:
        return False
    return ends > time.time() + SPARE_DAYS * 24 * 3600


def _looked_at(certificate: Certificate, host: str) -> dict:
    """What a browser learns that trusts this certificate and asks for a host ("": any). Raises _Unlike, or what `ssl` raises."""
    browser = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    browser.check_hostname = bool(host)
    browser.load_verify_locations(cadata=_first(certificate.file.read_text()))
    browser.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
    asking = browser.wrap_bio(back, there, server_hostname=host or None)
    answering = certificate.context().wrap_bio(there, back, server_side=True)
    for _round in range(10):
        waits = [_goes_on(one) for one in (asking, answering)]
        if not any(waits):
            return asking.getpeercert() or {}
    raise ssl.SSLError("no handshake")


def _goes_on(side: ssl.SSLObject) -> bool:
    """Whether this side of a handshake waits for the other."""
    try:
        side.do_handshake()
    except ssl.SSLWantReadError:
        return True
    except ssl.SSLCertVerificationError as error:
        raise _Unlike(error.verify_code) from error
    return False


def _made(hosts: Sequence[str]) -> bytes:
    """A new key and its certificate for some hosts, in PEM form."""
    from cryptography import x509  # only who asks for a self-made one needs it
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, f"Pair Selling {secrets.token_hex(3)}")])
    digital = dict.fromkeys(
        ["content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign",
         "encipher_only", "decipher_only"], False)  # fmt: skip
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))  # a phone's clock may be a little behind
        .not_valid_after(now + timedelta(days=DAYS))
        .add_extension(x509.SubjectAlternativeName([_general(host) for host in hosts]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, **digital), critical=True)
        .add_extension(x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return certificate.public_bytes(serialization.Encoding.PEM) + secret


def _general(host: str):
    from cryptography import x509

    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _keep(file: Path, written: bytes) -> None:
    """Put a file that only its owner may read in the place of the one before, whole or not at all."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.{os.getpid()}")
    new.unlink(missing_ok=True)
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
        opened.write(written)
    new.replace(file)
