/**
 * Which Chromium runs, and how it is started: the configured one, else a headless shell (the system's, else the one that
 * comes with the npm packages: half the processor time of a whole browser), else the system's browser. Always with its sandbox, always as a user other than root, with an environment that holds no secret.
 */
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { access, constants, mkdtemp, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import puppeteer, { type Browser, type LaunchOptions } from 'puppeteer';
import { config } from '../../config.ts';
import { PermanentError } from '../../errors.ts';
import { log } from '../../log.ts';
import { cacheFolder } from './chromium-place.ts';
import { inflateShipped, shippedHere } from './chromium-shipped.ts';
import { isAlive, nobody, runsAsRoot } from './process.ts';

export interface Chromium {
  kind: 'configured' | 'system' | 'shipped';
  /** What to execute; as root a wrapper that drops to an unprivileged user first. */
  executablePath: string;
  /** The whole environment of the browser process. */
  env: Record<string, string>;
  /** `shell` for chrome-headless-shell, which knows no other mode. */
  headless: 'shell' | true;
  /** Who must own the profile folder; null: the current user. */
  userDataOwner: { uid: number; gid: number } | null;
}

const systemNames = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
const systemFolders = ['/usr/local/bin', '/usr/bin', '/bin'];
const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Finds the browser; the shipped one is inflated on first use (some ten seconds, 210 MB on the disk). Throws a PermanentError whose
 * message says what to install when there is none. `only` leaves no choice (doctor and the tests look at each kind).
 */
export async function findChromium(only?: Chromium['kind']): Promise<Chromium> {
  const env = { PATH: systemFolders.join(':'), LANG: 'C.UTF-8' };
  if (config.chromiumPath && (only ?? 'configured') === 'configured') {
    await access(config.chromiumPath, constants.X_OK).catch(() => {
      throw new PermanentError(
        `PUPPETEER_EXECUTABLE_PATH: ${config.chromiumPath} cannot be executed. Correct it or remove the variable.`,
      );
    });
    return unprivileged({
      kind: 'configured',
      executablePath: config.chromiumPath,
      env,
      headless: mode(config.chromiumPath),
    });
  }
  const system = (only ?? 'system') === 'system' ? systemBrowser() : undefined;
  const ofSystem = (): Promise<Chromium> =>
    unprivileged({ kind: 'system', executablePath: system!, env, headless: mode(system!) });
  if (system && mode(system) === 'shell') return ofSystem();
  if ((only ?? 'shipped') === 'shipped' && shippedHere()) {
    try {
      const { executable, env: own } = await inflateShipped();
      return await unprivileged({
        kind: 'shipped',
        executablePath: executable,
        env: { ...env, ...own },
        headless: 'shell',
      });
    } catch (error) {
      if (!system) throw error;
      log.warn({ error }, 'the shipped Chromium cannot be used; the system’s takes its place');
    }
  }
  if (system) return ofSystem();
  throw new PermanentError(
    process.platform === 'darwin'
      ? 'No Chromium was found. Install Google Chrome, or set PUPPETEER_EXECUTABLE_PATH.'
      : 'No Chromium was found. Run: apt-get install chromium (or set PUPPETEER_EXECUTABLE_PATH).',
  );
}

const mode = (executable: string): Chromium['headless'] => (executable.includes('headless-shell') ? 'shell' : true);

/** The first installed browser that can be driven. */
export function systemBrowser(): string | undefined {
  const candidates =
    process.platform === 'darwin'
      ? macApplications
      : systemNames.flatMap((name) => systemFolders.map((folder) => path.join(folder, name)));
  return candidates.find((candidate) => existsSync(candidate) && !isSnap(candidate));
}

/** A snap may not read profile folders outside its own, and Ubuntu's `chromium-browser` is only a door to one. */
function isSnap(executable: string): boolean {
  const real = realpathSync(executable);
  if (real.startsWith('/snap/') || real === '/usr/bin/snap') return true;
  const head = readFileSync(real).subarray(0, 8192);
  return head.subarray(0, 2).toString() === '#!' && /\/snap\/bin|snap install/.test(head.toString());
}

/** Chromium refuses to sandbox as root, so as root it runs as `nobody`. */
async function unprivileged(found: Omit<Chromium, 'userDataOwner'>): Promise<Chromium> {
  if (!runsAsRoot()) return { ...found, userDataOwner: null };
  if (!systemFolders.some((folder) => existsSync(path.join(folder, 'setpriv')))) {
    throw new PermanentError('setpriv is missing, so Chromium cannot leave root. Run: apt-get install util-linux.');
  }
  const folder = cacheFolder();
  const wrapper = path.join(folder, `chromium-${found.kind}.sh`);
  const quoted = `'${found.executablePath.replaceAll("'", `'\\''`)}'`;
  const script = `#!/bin/sh\nexec setpriv --reuid=${nobody.uid} --regid=${nobody.gid} --clear-groups -- ${quoted} "$@"\n`;
  if (!existsSync(wrapper) || readFileSync(wrapper, 'utf8') !== script) {
    const fresh = `${wrapper}.${process.pid}`;
    await writeFile(fresh, script);
    chmodSync(fresh, 0o755);
    await rename(fresh, wrapper);
  }
  return { ...found, executablePath: wrapper, userDataOwner: nobody };
}

/** Everything `puppeteer.launch` needs, with a fresh profile folder of its own. Remove that folder when the browser is gone. */
export async function launchOptions(
  chromium: Chromium,
  args: readonly string[] = [],
): Promise<LaunchOptions & { userDataDir: string }> {
  const forbidden = args.find((arg) =>
    /^--(no-sandbox|disable-setuid-sandbox|single-process|disable-web-security)\b/.test(arg),
  );
  if (forbidden) throw new PermanentError(`Chromium is never started with ${forbidden}.`);
  const userDataDir = await profileFolder(chromium.userDataOwner);
  return {
    executablePath: chromium.executablePath,
    headless: chromium.headless,
    pipe: true,
    userDataDir,
    env: { ...chromium.env, HOME: userDataDir, TMPDIR: userDataDir },
    // Puppeteer would let every page open windows and flood the browser with requests to change its history.
    ignoreDefaultArgs: ['--disable-popup-blocking', '--disable-ipc-flooding-protection'],
    args: ['--no-default-browser-check', '--no-pings', '--disable-gpu', '--font-render-hinting=none', ...args],
    // Whoever started the browser decides when it ends: the worker finishes its page first.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    timeout: 60_000,
  };
}

/** Finds, launches, and removes the profile folder once the browser has gone. */
export async function launchChromium(args: readonly string[] = [], found?: Chromium): Promise<Browser> {
  const chromium = found ?? (await findChromium());
  const options = await launchOptions(chromium, args);
  const forget = () => rmSync(options.userDataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  try {
    const browser = await puppeteer.launch(options);
    browser.process()?.once('exit', forget);
    log.debug({ kind: chromium.kind, version: await browser.version() }, 'chromium started');
    return browser;
  } catch (error) {
    forget();
    throw explained(error);
  }
}

/** Each browser of each process has its own; those of processes that died are removed on the way. */
async function profileFolder(owner: Chromium['userDataOwner']): Promise<string> {
  const profiles = path.join(cacheFolder(), 'profiles');
  mkdirSync(profiles, { recursive: true });
  chmodSync(profiles, 0o755);
  for (const name of readdirSync(profiles)) {
    if (!isAlive(Number(name.split('-')[0]))) rmSync(path.join(profiles, name), { recursive: true, force: true });
  }
  const folder = await mkdtemp(path.join(profiles, `${process.pid}-`));
  chmodSync(folder, 0o700);
  if (owner) chownSync(folder, owner.uid, owner.gid);
  return folder;
}

function explained(error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  if (!/No usable sandbox|Operation not permitted|zygote_host/.test(message)) return error;
  return new PermanentError(
    'This system forbids the user namespaces that Chromium’s sandbox needs. Run: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 kernel.unprivileged_userns_clone=1 (in Docker: --security-opt seccomp=docker/chromium-seccomp.json).',
    undefined,
    { cause: error },
  );
}
