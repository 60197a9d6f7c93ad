#!/usr/bin/env bash
# Every test on SQLite, with the browser; then those that use the database on PostgreSQL.
set -euo pipefail
cd "$(dirname "$0")/.."
source tests/needs.sh

PY=.venv/bin/python
TOOLS=var/tools
AXE=4.14.1
MIRADOR=4.0.0
VNU=24.10.17
# The suite decides by itself where its data is; a site's own settings must not reach it.
unset ALLOWED_HOSTS CACHE_URL DATABASE_URL DATA_DIR DEBUG DEFAULT_FROM_EMAIL DJANGO_SETTINGS_MODULE \
  EMAIL_URL MACHINE_TRANSLATION MEDIA_URL PORT S3_BUCKET S3_ENDPOINT_URL SECRET_KEY SITE_URL

scratch=$(mktemp -d)
cluster=""
clean_up() {
  [ -z "$cluster" ] || as_server "$programs/pg_ctl" -D "$cluster/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$scratch" ${cluster:+"$cluster"}
}
trap clean_up EXIT

# From the system -------------------------------------------------------------------------------

command -v chromium >/dev/null || need chromium-headless-shell chromium-headless-shell "every test in a browser"
need java default-jre-headless "the check of the pages' HTML"
need npm npm "the check of accessibility and of the pages' HTML"
need msgfmt gettext "what needs gettext"
[ -n "$(postgres_programs)" ] || need initdb postgresql "the suite on PostgreSQL"
need nginx nginx-light "released pages through nginx"
need file file "the validator of images, which needs libmagic"
need fc-list fontconfig "Japanese and Mongolian type in the browser"
need_fonts "Noto Sans:lang=mn" fonts-noto-core "Mongolian type in the browser"
need_fonts "Noto Sans CJK JP" fonts-noto-cjk "Japanese type in the browser"
install_wanted
left_out

# From npm: pinned, kept between runs -----------------------------------------------------------

kept() {
  grep -qs "\"version\": \"$2\"" "$TOOLS/node_modules/$1/package.json"
}
if ! { kept axe-core $AXE && kept vnu-jar $VNU; } && command -v npm >/dev/null; then
  echo "Installing axe-core and the Nu HTML checker …"
  mkdir -p "$TOOLS"
  npm install --prefix "$TOOLS" --no-audit --no-fund --silent \
    "axe-core@$AXE" "vnu-jar@$VNU" >"$scratch/npm.log" 2>&1 || cat "$scratch/npm.log" >&2
fi

# Of Mirador only the finished file: what it is built from is forty times as large.
if ! [ -s "$TOOLS/mirador-$MIRADOR.js" ] && command -v npm >/dev/null; then
  echo "Fetching Mirador …"
  npm pack "mirador@$MIRADOR" --pack-destination "$scratch" --silent >"$scratch/npm.log" 2>&1 \
    || cat "$scratch/npm.log" >&2
  tar -xzOf "$scratch/mirador-$MIRADOR.tgz" package/dist/mirador.min.js >"$scratch/mirador.js" \
    && mv "$scratch/mirador.js" "$TOOLS/mirador-$MIRADOR.js"
fi

SECRET_KEY=unused-$(printf 'x%.0s' {1..40}) DATA_DIR="$scratch/data" $PY manage.py compile_interface

# The suite -------------------------------------------------------------------------------------

status=0
cores=$(nproc)
echo "On SQLite, with the browser:"
# One process more than cores: the one with the browser mostly waits for it.
$PY -m pytest -n $((cores + 1)) "$@" || status=$?

programs=$(postgres_programs || true)
if [ -z "$programs" ]; then
  echo "On PostgreSQL: left out, its programs are not installed."
  exit $status
fi

# The server refuses to run as root.
as_server() {
  if [ "$(id -u)" != 0 ]; then "$@"
  elif id postgres >/dev/null 2>&1; then (cd / && setpriv --reuid=postgres --regid=postgres --clear-groups "$@")
  else (cd / && setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"); fi
}

start_postgres() {
  cluster=$(mktemp -d)
  port=$($PY -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  password=$($PY -c 'import secrets; print(secrets.token_hex(16))')
  echo "$password" >"$cluster/password"
  chmod 700 "$cluster"
  [ "$(id -u)" != 0 ] || chown -R "$(id postgres >/dev/null 2>&1 && echo postgres || echo nobody)" "$cluster"
  as_server "$programs/initdb" -D "$cluster/data" -U tsuzuri --auth=scram-sha-256 \
    --pwfile="$cluster/password" -E UTF8 --locale=C.UTF-8 --no-sync >"$scratch/initdb.log"
  # A cluster of an hour need not survive a power cut.
  as_server "$programs/pg_ctl" -D "$cluster/data" -w -l "$cluster/log" -o "-c port=$port \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off \
    -c synchronous_commit=off -c full_page_writes=off" start >/dev/null || { cat "$cluster/log" >&2; exit 1; }
}

start_postgres
echo "On PostgreSQL, what uses the database, without the browser:"
DATABASE_URL="postgres://tsuzuri:$password@127.0.0.1:$port/postgres" \
  $PY -m pytest -n "$cores" -m "database and not browser" "$@" || status=$?
exit $status
