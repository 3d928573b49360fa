"""A server that answers as an S3 bucket does, as far as the evidence store asks it."""

import re
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import ClassVar
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape


class Bucket:
    """Objects by path. `refusing` is the status of every answer while it is set."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.refusing = 0
        handler = type("Handler", (_Handler,), {"bucket": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "Bucket":
        self._thread.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    bucket: ClassVar[Bucket]
    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        content = self._sent()
        if self._refused():
            return
        copied_from = self.headers.get("x-amz-copy-source")
        if copied_from is not None:
            copied = self.bucket.kept.get(f"/{unquote(copied_from).lstrip('/')}")
            if copied is None:
                self._answer(404)
                return
            content = copied
        self.bucket.kept[self._path] = content
        self._answer(200, b"<CopyObjectResult><ETag>x</ETag></CopyObjectResult>")

    def do_POST(self) -> None:
        """Several are deleted at once."""
        keys = re.findall("<Key>(.*?)</Key>", self._sent().decode())
        if not self._refused():
            for key in keys:
                self.bucket.kept.pop(f"/bucket/{key}", None)
            gone = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
            self._answer(200, f"<DeleteResult>{gone}</DeleteResult>".encode())

    def do_DELETE(self) -> None:
        if not self._refused():
            self.bucket.kept.pop(self._path, None)
            self._answer(204)

    def do_HEAD(self) -> None:
        if not self._refused():
            content = self.bucket.kept.get(self._path)
            self._answer(404 if content is None else 200, content or b"")

    def do_GET(self) -> None:
        if self._refused():
            return
        query = parse_qs(urlsplit(self.path).query)
        if "list-type" in query:
            self._answer(200, self._listed(query.get("prefix", [""])[0]))
            return
        content = self.bucket.kept.get(self._path)
        self._answer(404 if content is None else 200, content or b"")

    def log_message(self, *_given: object) -> None:
        """Nothing is logged."""

    def _sent(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", "0")))

    @property
    def _path(self) -> str:
        return unquote(urlsplit(self.path).path)

    def _refused(self) -> bool:
        if self.bucket.refusing:
            self._answer(self.bucket.refusing)
        return bool(self.bucket.refusing)

    def _listed(self, prefix: str) -> bytes:
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        keys = {
            re.sub(r"^/bucket/", "", path): content for path, content in self.bucket.kept.items()
        }
        rows = "".join(
            f"<Contents><Key>{escape(key)}</Key><LastModified>{now}</LastModified>"
            f"<ETag>x</ETag><Size>{len(content)}</Size></Contents>"
            for key, content in keys.items()
            if key.startswith(prefix)
        )
        return (
            f"<ListBucketResult><IsTruncated>false</IsTruncated>{rows}</ListBucketResult>".encode()
        )

    def _answer(self, status: int, content: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("ETag", '"x"')
        self.send_header("Last-Modified", self.date_time_string())
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
