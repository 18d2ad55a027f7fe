/**
 * A process of ours never outlives the one that started it, not even when that one is killed with kill -9: the channel
 * between them closes, and that counts as a request to stop. Also loaded by `node --import` into the children.
 */

const graceMs = 15_000;

/** Does nothing in a process that was started by hand. */
export function endWithParent(): void {
  if (!process.channel) return;
  process.channel.unref();
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), graceMs).unref();
    process.kill(process.pid, 'SIGTERM');
  });
}
