#!/bin/sh
# Opens the page; installs first where that was not done.
here=$(dirname -- "$0")
python=$HOME/.perfcheck/env/bin/python
[ -x "$python" ] || sh "$here/install.sh" || exit
exec "$python" -I -m perfcheck serve "$@"
