#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
# A credential plugin for tests; the variables of its entry say what it does:
#   PLUGIN_RUNS   file that gets a line each run; beside it FILE.info gets what it was told
#   PLUGIN_SAYS   text for standard error
#   PLUGIN_WAITS  named pipe: goes on when somebody wrote to it
#   PLUGIN_ANSWER file whose text goes to standard output
#   PLUGIN_STATUS exit status, 0 unless given
if [ -n "$PLUGIN_RUNS" ]; then
    printf '%s' "$KUBERNETES_EXEC_INFO" > "$PLUGIN_RUNS.info"
    echo "run $*" >> "$PLUGIN_RUNS"
fi
[ -n "$PLUGIN_SAYS" ] && printf '%b\n' "$PLUGIN_SAYS" >&2
[ -n "$PLUGIN_WAITS" ] && read -r _ < "$PLUGIN_WAITS"
[ -n "$PLUGIN_ANSWER" ] && cat "$PLUGIN_ANSWER"
exit "${PLUGIN_STATUS:-0}"
