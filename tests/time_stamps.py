"""A time-stamp authority on loopback for tests: its certificates, and answers by openssl."""

import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_CONFIG = """
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""


@dataclass
class TestAuthority:
    """An authority with its own root, in a folder."""

    __test__ = False
    folder: Path
    status: int = 200
    garbage: bytes | None = None
    asked: int = 0

    @property
    def root(self) -> Path:
        """The PEM to be pinned."""
        return self.folder / "root.pem"

    def stamp(self, query: bytes) -> bytes:
        """The answer to a request."""
        asked, answer = self.folder / "query.tsq", self.folder / "answer.tsr"
        asked.write_bytes(query)
        subprocess.run(
            [
                *("openssl", "ts", "-reply", "-config", self.folder / "tsa.cnf"),
                *("-queryfile", asked, "-out", answer, "-signer", self.folder / "tsa.pem"),
                *("-inkey", self.folder / "tsa.key"),
            ],
            check=True,
            capture_output=True,
        )
        return answer.read_bytes()

    async def _answer(self, request: web.Request) -> web.Response:
        self.asked += 1
        query = await request.read()
        if self.status != 200:
            return web.Response(status=self.status)
        body = self.stamp(query) if self.garbage is None else self.garbage
        return web.Response(body=body, content_type="application/timestamp-reply")

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[str]:
        """Its address, while it answers."""
        app = web.Application()
        app.router.add_post("/tsa", self._answer)
        runner = web.AppRunner(app)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/tsa"
        finally:
            await runner.cleanup()


def authority_in(folder: Path, name: str = "Test") -> TestAuthority:
    """An authority with new keys."""
    folder.mkdir(parents=True, exist_ok=True)
    key, signer = rsa.generate_private_key(65537, 2048), rsa.generate_private_key(65537, 2048)
    root_name, tsa_name = _name(f"{name} root"), _name(f"{name} TSA")
    root = (
        _builder(root_name, root_name, key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    tsa = (
        _builder(tsa_name, root_name, signer.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "root.pem").write_bytes(root.public_bytes(pem))
    (folder / "tsa.pem").write_bytes(tsa.public_bytes(pem))
    (folder / "tsa.key").write_bytes(
        signer.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    (folder / "serial").write_text("01\n")
    (folder / "tsa.cnf").write_text(_CONFIG.format(folder=folder))
    return TestAuthority(folder)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPublicKey
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365))
    )
