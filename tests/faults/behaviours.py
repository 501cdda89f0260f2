"""What a server can do wrong, each as a behaviour for one connection."""

from __future__ import annotations

import functools
import gzip
import json
import zlib

from tests.faults.server import Behaviour, Exchange

JSON = "application/json"


def _head(status: int, headers: dict[str, str]) -> bytes:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} Whatever\r\n{lines}".encode("latin-1")


def answer(status: int, body: bytes | str | object, headers: dict[str, str] | None = None) -> bytes:
    """A whole answer; a body that is no text is sent as JSON."""
    kind = JSON
    if isinstance(body, str):
        kind, body = "text/html", body.encode()
    elif not isinstance(body, bytes):
        body = json.dumps(body).encode()
    fixed = {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close"}
    return _head(status, {**fixed, **(headers or {})}) + b"\r\n" + body


def respond(status: int, body: bytes | str | object = b"", headers: dict[str, str] | None = None) -> Behaviour:
    """An answer as it should be."""

    def behave(exchange: Exchange) -> None:
        exchange.request()
        exchange.send(answer(status, body, headers))

    return behave


def close_at_once(exchange: Exchange) -> None:
    """Breaks the connection without reading: what is on its way meets a reset."""
    exchange.reset()


def reset_after_head(exchange: Exchange) -> None:
    exchange.request(most_of_body=0)
    exchange.reset()


def reset_while_writing(exchange: Exchange) -> None:
    """Breaks the connection in the middle of a long body."""
    exchange.request(most_of_body=1)
    exchange.reset()


def nothing_read(exchange: Exchange) -> None:
    """Takes the head of a request and reads no further: a long body gets stuck."""
    exchange.request(most_of_body=0)
    exchange.wait()


def reset_after_request(exchange: Exchange) -> None:
    exchange.request()
    exchange.reset()


def close_after_request(exchange: Exchange) -> None:
    exchange.request()


def silence_after_request(exchange: Exchange) -> None:
    exchange.request()
    exchange.wait()


def silence(exchange: Exchange) -> None:
    """Accepts, and that is all: no TLS either."""
    exchange.wait()


def headers_in_part(exchange: Exchange) -> None:
    exchange.request()
    exchange.send(b"HTTP/1.1 201 Created\r\nContent-Type: applic")


def body_in_part(exchange: Exchange) -> None:
    """Fewer bytes than announced, then the end."""
    exchange.request()
    exchange.send(answer(201, b'{"id": "5d1c', {"Content-Length": "500"}))


def wrong_length(body: object, length: int, status: int = 201) -> Behaviour:
    """A whole body and a wrong word on its length."""
    return respond(status, body, {"Content-Length": str(length)})


def drip_headers(exchange: Exchange) -> None:
    """Headers without an end, a sign at a time: no pause is ever long."""
    exchange.request()
    exchange.send(b"HTTP/1.1 201 Created\r\nX-Long: ")
    while not exchange.wait(0.02):
        exchange.send(b"a")


def drip_body(exchange: Exchange) -> None:
    """A body without an end, a blank at a time."""
    exchange.request()
    exchange.send(_head(201, {"Content-Type": JSON, "Content-Length": "1000000"}) + b"\r\n{")
    while not exchange.wait(0.02):
        exchange.send(b" ")


def bad_gzip(exchange: Exchange) -> None:
    exchange.request()
    exchange.send(answer(201, b"this is no gzip", {"Content-Encoding": "gzip"}))


def gzip_in_part(exchange: Exchange) -> None:
    exchange.request()
    exchange.send(
        answer(201, gzip.compress(b'{"id": "5d1c", "status": "pending"}' * 9)[:-9], {"Content-Encoding": "gzip"})
    )


def huge(exchange: Exchange) -> None:
    """65 MiB, announced as chunks so that its length is not known before."""
    exchange.request()
    exchange.send(_head(200, {"Content-Type": JSON, "Transfer-Encoding": "chunked"}) + b"\r\n")
    piece = b" " * (1 << 20)
    for _ in range(65):
        exchange.send(b"%x\r\n" % len(piece) + piece + b"\r\n")
    exchange.send(b"0\r\n\r\n")


def announced_huge(exchange: Exchange) -> None:
    """A length of 65 MiB, of which little ever comes."""
    exchange.request()
    exchange.send(_head(200, {"Content-Type": JSON, "Content-Length": str(65 << 20)}) + b"\r\n{")
    exchange.wait()


def gzip_bomb(exchange: Exchange) -> None:
    """A body of some 80 KB that is 80 MiB when decompressed."""
    exchange.request()
    exchange.send(answer(200, _bomb(), {"Content-Encoding": "gzip"}))


@functools.cache
def _bomb() -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    blank = b" " * (1 << 20)
    return b"".join(packer.compress(blank) for _ in range(80)) + packer.flush()


def no_http(exchange: Exchange) -> None:
    exchange.request()
    exchange.send(b"220 mail.example.com ESMTP\r\n\r\n")


def redirect(status: int, location: str) -> Behaviour:
    return respond(status, b"", {"Location": location})


def connect_refused(exchange: Exchange) -> None:
    """A proxy that does not connect."""
    exchange.request()
    exchange.send(answer(403, "<h1>Forbidden by policy</h1>"))


def tunnel_to_silence(exchange: Exchange) -> None:
    """A proxy that connects to a server that says nothing."""
    exchange.request()
    exchange.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
    exchange.wait()


def tunnel_to_the_end(exchange: Exchange) -> None:
    """A proxy that connects and hangs up."""
    exchange.request()
    exchange.send(b"HTTP/1.1 200 Connection established\r\n\r\n")


def no_tls(exchange: Exchange) -> None:
    """Plain HTTP where TLS is spoken."""
    exchange.send(answer(400, "<h1>Bad request</h1>"))
