#!/bin/sh
# Show one program in cage, and end with that program's exit status, by which systemd knows whether
# staff chose Exit: cage itself, before version 0.2, ends with 0 whatever its program did.
#
#   in-cage.sh neural-lab --kiosk
ended=$(mktemp) || exit 1
trap 'rm -f "$ended"' EXIT
# -d: no frame around the window; -s: staff may still switch to another console.
cage -ds -- sh -c '"$@"; echo $? >"$0"' "$ended" "$@"
status=$?
[ -s "$ended" ] && status=$(cat "$ended")
exit "$status"
