"""The command line, `missi`: one module a command, each with a click command or group named `command`.

Started by the script `missi` at the top."""
