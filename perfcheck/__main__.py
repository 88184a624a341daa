"""``python -m perfcheck``."""

from perfcheck.cli import main

raise SystemExit(main())
