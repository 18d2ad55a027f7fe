#!/bin/sh
# Stops PostgreSQL when the last process that uses it has gone, however it went (kill -9 included).
# Usage: postgres-watchdog.sh POSTMASTER_PID LEASES_FOLDER LOCK_FILE
# A lease is a file PID-N. The lock is the one that starters hold, so nobody takes a lease while the server stops.
trap '' INT HUP
postmaster=$1 leases=$2 lock=$3

running() {
  kill -0 "$1" 2>/dev/null || return 1
  [ -r "/proc/$1/stat" ] || return 0
  read -r stat <"/proc/$1/stat" 2>/dev/null || return 1
  case ${stat##*) } in [ZX]*) return 1 ;; esac
}

in_use() {
  for lease in "$leases"/*; do
    [ -e "$lease" ] || continue
    name=${lease##*/}
    if running "${name%%-*}"; then return 0; fi
    rm -f "$lease"
  done
  return 1
}

while running "$postmaster"; do
  if ! in_use && (set -C && echo $$ >"$lock") 2>/dev/null; then
    if ! in_use; then
      kill -INT "$postmaster" 2>/dev/null
      while running "$postmaster"; do sleep 0.1; done
    fi
    rm -f "$lock"
  fi
  sleep 1
done
