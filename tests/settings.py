"""The settings of the test suite: those of the site, with values for tests."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "tests-only-" + "x" * 40)
# Each of the processes that pytest-xdist starts has files of its own, not those of their parent.
if "PYTEST_XDIST_WORKER" in os.environ or "DATA_DIR" not in os.environ:
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="tsuzuri-tests-")

from config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 – whitenoise warns without it
BROTLI_QUALITY = 1  # twenty times as fast
