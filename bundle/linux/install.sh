#!/bin/sh
# Looks for a Python and hands over to install.py.
here=$(dirname -- "$0")
for python in python3.15 python3.14 python3.13 python3.12 python3.11 python3; do
  if "$python" -I "$here/install.py" --fits >/dev/null 2>&1; then
    exec "$python" -I "$here/install.py"
  fi
done
echo "没有找到能用的 Python：需要 3.11 至 3.15 版（x86_64，含 venv；Debian、Ubuntu、UOS 上另装 python3-venv）。" >&2
echo "No suitable Python found: it takes 3.11 to 3.15 on x86_64, with venv (Debian: apt install python3-venv)." >&2
exit 2
