"""The build backend: meson-python, whose wheels are compressed here, since the versions of Debian 12 store them as they are."""
import os
import pathlib
import zipfile

import mesonpy
from mesonpy import *  # noqa: F403  all other hooks are meson-python's own

LEVEL = 9


def compress(wheel):
    """Writes a wheel anew, entry by entry: what RECORD says of them stays true, since it is said of what they hold."""
    part = wheel.with_suffix('.part')
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(part, 'w', zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as new:
        for entry in old.infolist():
            data = old.read(entry)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, data, compresslevel=LEVEL)
    os.replace(part, wheel)


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    name = mesonpy.build_wheel(wheel_directory, config_settings, metadata_directory)
    compress(pathlib.Path(wheel_directory) / name)
    return name
