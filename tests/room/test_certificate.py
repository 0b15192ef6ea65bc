"""A certificate is looked at before anything starts: readable, with its key, valid today, and for the host at which people join."""

import ipaddress
import socket
import ssl
import stat
import sys
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from kit.errors import StartError
from kit.room import certificate
from kit.room.certificate import check_names, given, self_made

DAY = timedelta(days=1)


def written(folder, names=("kit.example",), starts=-DAY, ends=DAY, password=b"", by=None):
    """Files of a certificate and its key; by an authority of its own if `by` is one (key and name)."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "kit")])
    said = [x509.DNSName(one) if one[-1].isalpha() else x509.IPAddress(ipaddress.ip_address(one)) for one in names]
    issuer, signing = by or (name, key)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) + starts)
        .not_valid_after(datetime.now(UTC) + ends)
        .add_extension(x509.SubjectAlternativeName(said), critical=False)
        .sign(signing, hashes.SHA256())
    )
    folder.mkdir(exist_ok=True)
    locked = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked)
    )
    (folder / "both.pem").write_bytes((folder / "cert.pem").read_bytes() + (folder / "key.pem").read_bytes())
    return str(folder / "cert.pem"), str(folder / "key.pem")


def test_a_certificate_with_its_key_beside_it_or_in_it_is_taken(tmp_path):
    file, key = written(tmp_path, ("kit.example", "*.wide.example", "192.0.2.7", "2001:db8::7"))
    for one in (given(file, key), given(str(tmp_path / "both.pem"), None)):
        for host in ("kit.example", "a.wide.example", "192.0.2.7", "2001:db8::7"):
            check_names(one, host, 8900)


def test_one_of_an_authority_is_taken_without_asking_whether_this_computer_trusts_it(tmp_path):
    authority = (
        x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "somebody")]),
        ec.generate_private_key(ec.SECP256R1()),
    )
    check_names(given(*written(tmp_path, by=authority)), "kit.example", 8900)


@pytest.mark.parametrize("host", ["other.example", "192.0.2.8", "sub.kit.example"])
def test_a_foreign_certificate_is_said_with_the_names_it_has(tmp_path, host):
    made = given(*written(tmp_path))
    with pytest.raises(StartError, match=r"does not name “.*kit\.example.*--address https://kit\.example:8900"):
        check_names(made, host, 8900)


def test_of_the_names_that_are_said_one_is_proposed_that_people_can_open(tmp_path):
    made = given(*written(tmp_path, ("*.wide.example", "kit.example")))
    with pytest.raises(StartError, match=r"\*\.wide\.example, kit\.example\..*--address https://kit\.example:8900"):
        check_names(made, "other.example", 8900)


@pytest.mark.parametrize(("starts", "ends"), [(-2 * DAY, -DAY), (DAY, 2 * DAY)])
def test_one_that_has_run_out_or_begins_later_is_said(tmp_path, starts, ends):
    made = given(*written(tmp_path, starts=starts, ends=ends))
    with pytest.raises(StartError, match="not valid today"):
        check_names(made, "kit.example", 8900)


def test_a_key_of_another_certificate_is_said(tmp_path):
    file, _key = written(tmp_path / "one")
    _file, key = written(tmp_path / "two")
    with pytest.raises(StartError, match="does not belong to the certificate"):
        given(file, key)


def test_a_key_with_a_password_is_said_and_nobody_is_asked_for_it(tmp_path):
    with pytest.raises(StartError, match="protected by a password"):
        given(*written(tmp_path, password=b"secret"))


def test_files_that_are_missing_or_hold_something_else_are_said(tmp_path):
    file, key = written(tmp_path)
    (tmp_path / "other.pem").write_text("nonsense")
    (tmp_path / "cut.pem").write_text("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    for two, sentence in [
        ((str(tmp_path / "none.pem"), key), "cannot be read"),
        ((str(tmp_path), key), "cannot be read"),
        ((file, str(tmp_path / "none.pem")), "cannot be read"),
        ((str(tmp_path / "other.pem"), key), "no certificate in PEM form"),
        ((file, None), "no private key in PEM form"),
        ((file, str(tmp_path / "other.pem")), "no private key in PEM form"),
        ((str(tmp_path / "cut.pem"), key), "cannot be used"),
    ]:
        with pytest.raises(StartError, match=sentence):
            given(*two)


# Self-made


def test_it_is_made_once_kept_for_its_owner_alone_and_names_every_host(tmp_path):
    made = self_made(["192.0.2.7", "localhost", "::1"], tmp_path / "kit")
    for host in ("192.0.2.7", "localhost", "::1"):
        check_names(made, host, 8900)
    if sys.platform != "win32":
        assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    again = self_made(["localhost", "192.0.2.7"], tmp_path / "kit")
    assert again.fingerprint == made.fingerprint and [one.name for one in made.file.parent.iterdir()] == ["https.pem"]


def test_another_address_makes_a_new_one(tmp_path):
    first = self_made(["192.0.2.7"], tmp_path).fingerprint
    assert self_made(["192.0.2.7", "192.0.2.8"], tmp_path).fingerprint != first


def test_one_that_runs_out_soon_or_is_damaged_is_made_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(certificate, "DAYS", certificate.SPARE_DAYS - 1)
    first = self_made(["192.0.2.7"], tmp_path).fingerprint
    monkeypatch.undo()
    second = self_made(["192.0.2.7"], tmp_path)
    assert second.fingerprint != first
    second.file.write_text(second.file.read_text()[:300])
    check_names(self_made(["192.0.2.7"], tmp_path), "192.0.2.7", 8900)


def test_without_the_library_the_sentence_names_the_command(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "cryptography", None)
    with pytest.raises(StartError, match="pip install cryptography"):
        self_made(["192.0.2.7"], tmp_path)


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path):
    (tmp_path / "kit").write_text("a file")
    with pytest.raises(StartError, match="cannot be kept"):
        self_made(["192.0.2.7"], tmp_path / "kit")


def test_the_fingerprint_is_the_one_that_a_browser_computes(tmp_path):
    made = self_made(["localhost"], tmp_path)
    here, there = socket.socketpair()
    with here, there:
        import threading

        def answer():
            with made.context().wrap_socket(there, server_side=True) as secure:
                secure.recv(1)

        thread = threading.Thread(target=answer)
        thread.start()
        browser = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        browser.check_hostname, browser.verify_mode = False, ssl.CERT_NONE
        with browser.wrap_socket(here, server_hostname="localhost") as secure:
            seen = x509.load_der_x509_certificate(secure.getpeercert(binary_form=True)).fingerprint(hashes.SHA256())
            secure.send(b".")
        thread.join(20)
    assert bytes.fromhex(made.fingerprint.replace(":", "")) == seen
