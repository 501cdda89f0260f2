"""Whose purchases these are: address, user, retailers. No secrets here."""

from __future__ import annotations

from dataclasses import dataclass

from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE, Label

DEFAULT_ADDRESS = "https://api.ravenwits.com"


@dataclass(frozen=True, slots=True)
class Retailer:
    """A company for which the user buys; `id` is the API's ``retailer_id``."""

    id: str
    name: str = ""

    @property
    def title(self) -> str:
        """Name and id, as the window shows it."""
        return f"{self.name} · {self.id}" if self.name else self.id


@dataclass(frozen=True, slots=True)
class Account:
    """Where to send and as whom. `email` is set for an account that signs in with e-mail and password."""

    address: str = DEFAULT_ADDRESS
    user: str = ""
    retailers: tuple[Retailer, ...] = ()
    email: str = ""
    label: Label = Label.END
    zone: str = DEFAULT_ZONE

    @property
    def key(self) -> str:
        """What submissions and secrets of this account are kept under."""
        return f"{self.user}@{self.address.rstrip('/')}"

    @property
    def complete(self) -> bool:
        """Whether it says enough to send anything."""
        return bool(self.address and self.user)

    def retailer(self, retailer_id: str) -> Retailer:
        """The retailer of that id; one without a name if it is not in the list."""
        return next((retailer for retailer in self.retailers if retailer.id == retailer_id), Retailer(retailer_id))
