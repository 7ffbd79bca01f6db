package journal

import "syscall"

// openDurable makes every write of a file durable before it returns.
const openDurable = syscall.O_DSYNC
