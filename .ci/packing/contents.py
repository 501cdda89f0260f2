"""Lists what is in a bundle by others, as CycloneDX JSON: names, versions, licences.

    python .ci/packing/contents.py dist/ravenwits-desktop dist/ravenwits-desktop.cdx.json

It tells what is in the bundle, not what was installed where it was made: `build.spec` has looked at each file.
"""

from __future__ import annotations

import json
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import product
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL


def component(part: dict[str, Any]) -> Component:
    """One part as CycloneDX has it."""
    address = PackageURL.from_string(part["address"]) if part["address"] else None
    licence = LicenseFactory().make_from_string(part["licence"] or "see its text")
    return Component(
        name=part["name"],
        version=part["version"] or None,
        type=ComponentType.LIBRARY,
        licenses=[licence],
        purl=address,
        bom_ref=reference(part),
    )


def reference(part: dict[str, Any]) -> str:
    """By what the list calls a part: one that is built into several others is there once for each."""
    own = part["address"] or f"{part['name']}@{part['version']}"
    return f"{part['within']}/{own}" if part["within"] else own


def listed(parts: list[dict[str, Any]], name: str) -> Bom:
    """The list of the parts of the bundle `name`. The same parts make the same list, to the last byte."""
    components = {reference(part): component(part) for part in parts}
    bom = Bom(components=components.values())
    bom.metadata.component = program = Component(
        name=product.NAME, version=product.version(), type=ComponentType.APPLICATION, bom_ref=product.COMMAND
    )
    bom.metadata.timestamp = datetime.fromtimestamp(product.moment(), UTC)
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, f"{name}/{json.dumps(parts, sort_keys=True)}")
    bom.register_dependency(program, [components[reference(part)] for part in parts if not part["within"]])
    for part in parts:
        if not part["within"]:
            inner = [components[reference(one)] for one in parts if one["within"] == part["name"]]
            bom.register_dependency(components[reference(part)], inner)
    return bom


def main() -> None:
    """Write the list of the bundle (the first argument) into the file that the second names."""
    bundle, target = map(Path, sys.argv[1:])
    (found,) = bundle.rglob("licences/parts.json")
    parts = json.loads(found.read_text(encoding="utf-8"))
    target.write_text(JsonV1Dot6(listed(parts, target.name)).output_as_string(indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{target}: {len(parts)} parts\n")


if __name__ == "__main__":
    main()
