/** Opens the dashboard for a person who sits at a screen. Whether it works is nobody's concern. */
import { spawn } from 'node:child_process';
import { config } from '../config.ts';

export function openOnScreen(address: string): void {
  if (!config.hasScreen || !process.stdout.isTTY) return;
  const opener = spawn(process.platform === 'darwin' ? 'open' : 'xdg-open', [address], {
    detached: true,
    stdio: 'ignore',
  });
  opener.once('error', () => console.log('Open the address above in a browser.'));
  opener.unref();
}
