#!/bin/sh
# Runs a test program in a window that a display shows, of a virtual screen; without Xvfb as Qt's offscreen platform does.
if command -v xvfb-run >/dev/null && command -v xauth >/dev/null; then
    export QT_QPA_PLATFORM=xcb
    exec xvfb-run -a -s "-screen 0 1600x1000x24" "$@"
fi
echo "xvfb-run or xauth is missing, so no real window is shown: apt-get install xvfb xauth" >&2
exec "$@"
