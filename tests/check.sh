#!/usr/bin/env bash
# What is judged without running the site: form, words, order, deployment. Prints only what is wrong.
set -euo pipefail
cd "$(dirname "$0")/.."
source tests/needs.sh

PY=.venv/bin/python
unset ALLOWED_HOSTS CACHE_URL DATABASE_URL DEBUG DJANGO_SETTINGS_MODULE MEDIA_URL PORT \
  S3_BUCKET S3_ENDPOINT_URL
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export DATA_DIR="$scratch/data" SITE_URL=https://example.org
SECRET_KEY=$($PY -c 'import secrets; print(secrets.token_urlsafe(50))')
export SECRET_KEY

failed=0
step() {
  local name=$1
  shift
  if "$@" >"$scratch/out" 2>&1; then
    echo "  ✓ $name"
  else
    echo "  ✗ $name"
    sed 's/^/    /' "$scratch/out"
    failed=1
  fi
}

# An address of another host in what browsers load; names of XML vocabularies are never asked for.
# OpenSeadragon names contexts of IIIF and services that it knows; the browser's tests see that it
# asks none of them.
other_hosts() {
  local found
  found=$(grep -rnE '(https?:)?//[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+' templates static \
    --exclude-dir=openseadragon \
    --include='*.html' --include='*.css' --include='*.js' --include='*.svg' --include='*.txt' |
    grep -vE 'xmlns(:[a-z]+)?="http://www\.w3\.org/[^"]*"' | cut -c1-200 || true)
  [ -z "$found" ] || { echo "$found"; return 1; }
}

need xgettext gettext "the search for missing interface translations"
install_wanted
left_out

step "formatting" $PY -m ruff format --check --quiet .
step "lint" $PY -m ruff check --quiet .
step "migrations" $PY manage.py makemigrations --check --dry-run
if command -v xgettext >/dev/null; then
  step "interface translations" $PY -m tests.missing_interface
fi
step "import direction" $PY -m pytest tests/test_import_direction.py
step "deployment" $PY manage.py check --deploy --fail-level WARNING
step "no other host" other_hosts
exit $failed
