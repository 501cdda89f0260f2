"""The endpoints, numbered as in the vendor's pages: what is called, what is answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from ravenwits_desktop.sandbox import checks, market
from ravenwits_desktop.sandbox.book import Book, Credentials, View
from ravenwits_desktop.sandbox.checks import RefusedError, error

MAX_BODY = 128 * 1024 * 1024


class Endpoints:
    """The calls of the API on one book."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def app(self) -> ASGIApp:
        """The application to serve."""
        purchase = "/api/v0/user/{user}/purchase/{purchase_id}"
        app = Starlette(
            routes=[
                Route("/api/v0/user/{user}/submit-purchase", self.submit, methods=["POST"]),
                Route(f"{purchase}/update", self.update, methods=["PUT"]),
                Route(f"{purchase}/get", self.get, methods=["GET"]),
                Route("/api/v0/auth/login/", self.login, methods=["POST"]),
                Route("/api/v0/strategies/{user}", self.strategies, methods=["GET"]),
                Route("/api/v0/prices/spain/{market}", self.prices, methods=["GET"]),
                Route("/health/", self.health, methods=["GET"]),
            ],
            exception_handlers={RefusedError: _refuse, HTTPException: _not_routed},
            max_body_size=MAX_BODY,
        )
        # A client that gets the slash wrong is told so instead of being sent on, as the real service sends nobody on.
        app.router.redirect_slashes = False
        return self._counted(app)

    def _counted(self, app: ASGIApp) -> ASGIApp:
        async def counted(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http":
                self._book.requests.append(f"{scope['method']} {scope['path']}")
            await app(scope, receive, send)

        return counted

    def _caller(self, request: Request) -> Credentials:
        """Whose token came, if the path names the same user."""
        caller = self._book.authenticate(request.headers.get("authorization"))
        if request.path_params["user"] == caller.user:
            return caller
        if "purchase_id" in request.path_params:
            raise error("Purchase not found.", 404)
        raise RefusedError(403, {"detail": "You do not have permission to perform this action."})

    @staticmethod
    def _retailer(request: Request, caller: Credentials, name: str) -> str:
        retailer_id = checks.one_value(name, request.query_params.getlist(name))
        if retailer_id not in (*caller.retailers, caller.failing_retailer):
            raise error(f"Unknown retailer: {retailer_id}.")
        return retailer_id

    async def submit(self, request: Request) -> Response:
        """1. Create a purchase."""
        caller = self._caller(request)
        retailer_id = self._retailer(request, caller, "retailer_id")
        body = await request.body()
        rows = checks.purchase_rows(checks.json_object(request.headers.get("content-type", ""), body))
        purchase = self._book.create(caller, retailer_id, rows, body)
        return _answer(
            {
                "id": purchase.id,
                "status": purchase.status,
                "created_at": purchase.created_at,
                "rows_uploaded": len(rows),
                "error": None,
                "message": f"Purchase received for retailer {retailer_id}.",
            },
            201,
        )

    async def update(self, request: Request) -> Response:
        """2. Replace status, error and outputs of a purchase."""
        caller, purchase_id = self._caller(request), request.path_params["purchase_id"]
        self._book.find(caller, purchase_id)
        body = checks.json_object(request.headers.get("content-type", ""), await request.body())
        purchase = self._book.update(caller, purchase_id, checks.update(body))
        return _answer(
            {
                "id": purchase.id,
                "status": purchase.status,
                "error": purchase.error,
                "updated_at": self._book.now(),
                "message": "Purchase updated.",
            }
        )

    async def get(self, request: Request) -> Response:
        """3. Status and strategy output of a purchase."""
        caller = self._caller(request)
        idmodel = checks.model_id(request.query_params.getlist("idmodel"))
        purchase = self._book.read(caller, request.path_params["purchase_id"])
        head = json.dumps(
            {
                "id": purchase.id,
                "status": purchase.status,
                "error": purchase.error,
                "created_at": purchase.created_at,
            }
        ).removesuffix("}")
        body = b"".join((head.encode(), b', "strategy_output": ', _strategy_output(purchase, idmodel), b"}"))
        return Response(body, media_type="application/json")

    async def login(self, request: Request) -> Response:
        """4. E-mail and password for a token."""
        body = checks.json_object(request.headers.get("content-type", ""), await request.body())
        return _answer(self._book.sign_in(*checks.credentials(body)))

    async def strategies(self, request: Request) -> Response:
        """5. The models of a retailer."""
        self._retailer(request, self._caller(request), "idretailer")
        return _answer(
            [
                {"idmodel": idmodel, "name": name, "description": description}
                for idmodel, (name, description) in market.MODELS.items()
            ]
        )

    async def health(self, _request: Request) -> Response:
        """6. Whether the service is there; for anyone."""
        return _answer({"status": "healthy"})

    async def prices(self, request: Request) -> Response:
        """7. Predicted prices of a market, for users who may see them."""
        caller, name = self._book.authenticate(request.headers.get("authorization")), request.path_params["market"]
        if not caller.sees_prices:
            raise RefusedError(403, {"detail": "You do not have permission to perform this action."})
        if name not in market.PRICED:
            raise error(f"Unknown market: {name}.", 404)
        rows = market.predicted(name, self._book.priced_days(caller))
        return _answer(rows, headers={"Last-Modified": self._book.http_date()})


def _strategy_output(purchase: View, idmodel: int | None) -> bytes:
    """The models as JSON: all, or the one asked for. While nothing is computed: null, then an empty array."""
    models = purchase.models
    if models is None:
        return b"null" if purchase.status == "pending" else b"[]"
    if idmodel is None:
        return b"[" + b", ".join(models.values()) + b"]"
    if idmodel in models:
        return models[idmodel]
    return json.dumps({"error": f"idmodel {idmodel} not found in strategy_output"}).encode()


def _answer(body: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    # In ASCII, as a refusal may quote half a surrogate pair that UTF-8 cannot hold.
    return Response(json.dumps(body), status, headers, media_type="application/json")


async def _refuse(_request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, RefusedError)
    return _answer(refusal.body, refusal.status, refusal.headers)


async def _not_routed(request: Request, reason: Exception) -> Response:
    assert isinstance(reason, HTTPException)
    details: dict[int, Any] = {404: "Not found.", 405: f'Method "{request.method}" not allowed.'}
    return _answer({"detail": details.get(reason.status_code, reason.detail)}, reason.status_code, reason.headers)
