# Sourced by run.sh and check.sh: makes sure of programs that are not Python's.
# "need COMMAND PACKAGE WHAT": installs the Debian package where it may (root on Debian);
# where it may not, it says what is left out. Where CI is set nothing may be left out.

wanted=()

need() {
  command -v "$1" >/dev/null || wanted+=("$1|$2|$3")
}

need_fonts() {
  [ -n "$(fc-list "$1" 2>/dev/null)" ] || wanted+=("fc-list $1|$2|$3")
}

# Debian keeps the server's own programs out of the PATH.
postgres_programs() {
  local found
  found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  [ -x "$found/initdb" ] || found=$(dirname "$(command -v initdb || true)")
  [ -x "$found/initdb" ] && echo "$found"
}

install_wanted() {
  [ ${#wanted[@]} -gt 0 ] || return 0
  local packages
  packages=$(printf '%s\n' "${wanted[@]}" | cut -d'|' -f2 | sort -u)
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing" $packages "…"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
      apt-get install -qq -y --no-install-recommends $packages; } >/dev/null 2>&1 || true
  fi
}

# After install_wanted: what is still missing, in words.
left_out() {
  local entry probe what missing=0
  for entry in "${wanted[@]}"; do
    probe=${entry%%|*} what=${entry##*|}
    case $probe in
      "fc-list "*) [ -n "$(fc-list "${probe#fc-list }" 2>/dev/null)" ] && continue ;;
      initdb) [ -n "$(postgres_programs)" ] && continue ;;
      *) command -v "$probe" >/dev/null && continue ;;
    esac
    echo "Left out: $what (the Debian package $(echo "$entry" | cut -d'|' -f2) is not installed)" >&2
    missing=1
  done
  if [ $missing = 1 ] && [ -n "${CI:-}" ]; then
    echo "Nothing may be left out on CI." >&2
    exit 1
  fi
}
