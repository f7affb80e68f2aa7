"""Unpack the members of a wheel (a zip file) whose names start with one of the prefixes.

usage: unpack-wheel.py WHEEL TARGET PREFIX...
"""

import sys
import zipfile

wheel, target, *prefixes = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    members = [name for name in archive.namelist() if name.startswith(tuple(prefixes))]
    if not members:
        sys.exit(f"{wheel} holds nothing that starts with {' or '.join(prefixes)}")
    archive.extractall(target, members)
