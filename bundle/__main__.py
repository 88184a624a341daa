"""``python -m bundle``: dist/perfcheck-VERSION-windows.zip and dist/perfcheck-VERSION-linux.zip."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bundle.gather import ROOT, NotGathered, build, gather
from bundle.pack import pack
from bundle.wheels import PLATFORMS


def main() -> int:
    with TemporaryDirectory(prefix="perfcheck-bundle-") as name:
        try:
            own = build(Path(name))
            for platform in PLATFORMS:
                wheels = gather(own, platform, Path(name) / platform.name)
                made = pack(wheels, platform, ROOT / "dist")
                size = made.stat().st_size / 1e6
                print(f"{made.relative_to(ROOT)}   {len(wheels)} wheels   {size:.0f} MB")
        except NotGathered as error:
            print(f"bundle: {error}", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
