"""A certificate authority of the benchmark's own, which lasts as long as a server of it and signs for that.

A crawl trusts it by OpenSSL's variable SSL_CERT_FILE, so nothing of the product is loosened for it.
"""

from __future__ import annotations

import ipaddress
import ssl
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509  # Scrapy's own dependency
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_LASTS: Final = timedelta(days=1)
_LEAVES: Final = x509.KeyUsage(
    digital_signature=True,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)
_PLAIN: Final = (
    serialization.Encoding.PEM,
    serialization.PrivateFormat.PKCS8,
    serialization.NoEncryption(),
)


def server_context(addresses: Sequence[str], authority: Path) -> ssl.SSLContext:
    """How a server at these addresses speaks TLS; who vouches for it is written to the file `authority`. No
    key outlasts the process."""
    key, own = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = (
        _begun("The benchmark's authority", "The benchmark's authority", key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    named = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(one)) for one in addresses])
    leaf = (
        _begun("The Docket Lantern", "The benchmark's authority", own)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_LEAVES, critical=True)
        .add_extension(named, critical=False)
        .sign(key, hashes.SHA256())
    )
    authority.write_bytes(root.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile() as file:  # ssl reads from files only
        file.write(own.private_bytes(*_PLAIN) + leaf.public_bytes(serialization.Encoding.PEM))
        file.flush()
        context.load_cert_chain(file.name)
    return context


def _begun(whose: str, by: str, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    subject, issuer = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) for name in (whose, by))
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + _LASTS)
    )
