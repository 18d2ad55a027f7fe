import net from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FetchFailed, guardedFetch } from '../../crawler/fetch.ts';
import { AddressRefused, isPublicAddress, makeGuard } from '../../crawler/guard.ts';
import { html, openInternet, openSecret, type Internet, type Secret } from './internet.ts';

let secret: Secret;
beforeAll(async () => void (secret = await openSecret()));
afterAll(() => secret.close());

describe('which addresses are public', () => {
  it.each(['8.8.8.8', '157.240.1.35', '2606:4700::1111', '2a03:2880::1', '::ffff:8.8.8.8'])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  it.each([
    ['0.0.0.0', 'unspecified'],
    ['10.1.2.3', 'private'],
    ['100.64.0.1', 'carrier-grade NAT'],
    ['127.0.0.1', 'loopback'],
    ['169.254.169.254', 'the metadata service of clouds'],
    ['172.16.0.1', 'private'],
    ['192.0.0.1', 'reserved'],
    ['192.168.1.1', 'private'],
    ['198.18.0.1', 'benchmarks'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::127.0.0.1', 'IPv4-compatible'],
    ['::ffff:127.0.0.1', 'mapped'],
    ['::ffff:7f00:1', 'mapped, in hexadecimal'],
    ['64:ff9b::7f00:1', 'NAT64'],
    ['2002:7f00:1::', '6to4'],
    ['2001::1', 'Teredo'],
    ['2001:db8::1', 'documentation'],
    ['fc00::1', 'unique local'],
    ['fe80::1', 'link-local'],
    ['fe80::1%lo', 'link-local with a zone'],
    ['fec0::1', 'site-local'],
    ['ff02::1', 'multicast'],
    ['localhost', 'no address at all'],
    ['', 'nothing'],
  ])('%s is not: %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
  it('no address of loopback or of a private network is, however it is mapped', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const inside = fc.oneof(
      fc.tuple(fc.constant(127), byte, byte, byte),
      fc.tuple(fc.constant(10), byte, byte, byte),
      fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
    );
    const spelled = fc.constantFrom('', '::ffff:', '64:ff9b::', '::');
    fc.assert(fc.property(inside, spelled, (bytes, prefix) => !isPublicAddress(prefix + bytes.join('.'))));
  });
});

describe('what may be asked for', () => {
  const guard = makeGuard({ allowedHosts: ['api.x.com', '.facebook.com'] });
  it.each([
    'https://api.x.com/2/tweets',
    'https://facebook.com/',
    'https://m.facebook.com/a',
    'http://WWW.Facebook.COM./x',
  ])('%s', (url) => {
    expect(guard.check(url)).toBeInstanceOf(URL);
  });
  it.each([
    'https://x.com/',
    'https://api.x.com.evil.example/',
    'https://evilfacebook.com/',
    'https://facebook.com.evil.example/',
    'https://facebook.com@evil.example/',
    'https://user:pass@www.facebook.com/',
    'https://www.facebook.com:8080/',
    'file:///etc/passwd',
    'ftp://www.facebook.com/',
    'javascript:alert(1)',
    'data:text/html,x',
    'chrome://version',
    '//www.facebook.com/',
    'www.facebook.com',
    '',
    'https://[::1]/',
    'https://127.0.0.1/',
  ])('never %s', (url) => {
    expect(() => guard.check(url)).toThrow(AddressRefused);
  });
  it.each(['http://127.0.0.1/', 'http://2130706433/', 'http://0x7f.1/', 'http://0177.0.0.1/', 'http://127.1/'])(
    'not even with every host allowed: %s',
    (url) => {
      expect(() => makeGuard({ allowedHosts: ['*'] }).check(url)).toThrow(AddressRefused);
    },
  );
  it.each(['http://[::ffff:127.0.0.1]/', 'http://[::1]/', 'http://[64:ff9b::127.0.0.1]/', 'http://[2002:7f00:1::]/'])(
    'nor in IPv6: %s',
    (url) => {
      expect(() => makeGuard({ allowedHosts: ['*'] }).check(url)).toThrow(AddressRefused);
    },
  );
});

describe('where a connection goes', () => {
  const anyPort = { allowedHosts: ['*'], allowedPorts: 'any' } as const;

  it.each([
    'localhost',
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '0177.1',
    '[::1]',
    '::1',
    '[::ffff:127.0.0.1]',
    '0.0.0.0',
    '0',
  ])('never to a server of this machine, as %s', async (host) => {
    await expect(makeGuard(anyPort).connect(host, secret.port)).rejects.toThrow(AddressRefused);
    expect(secret.connections()).toBe(0);
  });
  it('a name that leads home is refused', async () => {
    const guard = makeGuard({ ...anyPort, resolve: async () => ['127.0.0.1'] });
    await expect(guard.connect('gestoria.example', secret.port)).rejects.toThrow(AddressRefused);
    expect(secret.connections()).toBe(0);
  });
  it('one private address among public ones is enough to refuse', async () => {
    const guard = makeGuard({ ...anyPort, resolve: async () => ['8.8.8.8', '10.0.0.1'] });
    await expect(guard.connect('gestoria.example', 443)).rejects.toThrow(AddressRefused);
  });
  it('a name is asked for once, so a second answer cannot differ', async () => {
    let questions = 0;
    const guard = makeGuard({
      ...anyPort,
      resolve: async () => {
        questions += 1;
        return ['127.0.0.1'];
      },
    });
    await expect(guard.connect('rebinding.example', secret.port)).rejects.toThrow(AddressRefused);
    expect(questions).toBe(1);
  });
  it('a name without an address is a network fault, not a refusal', async () => {
    const guard = makeGuard({ ...anyPort, resolve: async () => [] });
    await expect(guard.connect('nowhere.example', 443)).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });
  it('an aborted connection is given up', async () => {
    const guard = makeGuard({ ...anyPort, resolve: async () => ['192.31.195.1'] });
    await expect(guard.connect('slow.example', 443, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('in the demo workspace', () => {
  let internet: Internet;
  beforeAll(async () => {
    internet = await openInternet((request, response) => {
      if (request.url === '/onward') return void response.writeHead(302, { location: 'https://other.example/' }).end();
      if (request.url === '/round') return void response.writeHead(302, { location: '/round' }).end();
      if (request.url === '/home')
        return void response.writeHead(302, { location: `http://127.0.0.1:${secret.port}/` }).end();
      if (request.url === '/large') return void response.end(Buffer.alloc(2_000_000));
      if (request.url === '/silent') return;
      html(response, `${request.headers.host} ${request.headers.authorization ?? 'nobody'}`);
    });
  });
  afterAll(() => internet.close());

  it('every allowed name leads to the demo internet', async () => {
    const guard = internet.guard(['.google.com']);
    expect((await guardedFetch(guard, 'https://www.google.com/')).body).toContain('www.google.com');
    expect((await guardedFetch(guard, 'http://www.google.com/')).body).toContain('www.google.com');
  });
  it.each(['127.0.0.1', '[::1]', '8.8.8.8', 'localhost', 'intranet', '2130706433'])('%s is refused', async (host) => {
    const guard = internet.guard(['*'], { allowedPorts: 'any' });
    await expect(guard.connect(host, secret.port)).rejects.toThrow(AddressRefused);
    expect(secret.connections()).toBe(0);
  });
  it('no name is looked up outside', async () => {
    const guard = internet.guard(['*'], {
      resolve: () => Promise.reject(new Error('somebody asked a resolver')),
    });
    const socket = await guard.connect('www.facebook.com', 443);
    expect(socket.remotePort).toBe(internet.port);
    socket.destroy();
  });
  it('another key than the published one is not believed', async () => {
    const guard = internet.guard(['*'], { demoSpki: Buffer.alloc(32).toString('base64') });
    await expect(guardedFetch(guard, 'https://api.x.com/')).rejects.toThrow('the key that it had published');
    await expect(guardedFetch(internet.guard(['*'], { demoSpki: undefined }), 'https://api.x.com/')).rejects.toThrow();
  });
  it('a redirect to a host outside the list is refused before it is asked', async () => {
    await expect(guardedFetch(internet.guard(['api.x.com']), 'https://api.x.com/onward')).rejects.toThrow(
      AddressRefused,
    );
    expect(internet.asked.some((address) => address.startsWith('other.example'))).toBe(false);
  });
  it('a redirect home is refused', async () => {
    const guard = internet.guard(['*'], { allowedPorts: 'any' });
    await expect(guardedFetch(guard, 'https://api.x.com/home')).rejects.toThrow(AddressRefused);
    expect(secret.connections()).toBe(0);
  });
  it('a token does not follow a redirect to another host', async () => {
    const guard = internet.guard(['*']);
    const answer = await guardedFetch(guard, 'https://api.x.com/onward', { headers: { Authorization: 'Bearer t' } });
    expect(answer).toMatchObject({ url: 'https://other.example/', redirects: ['https://api.x.com/onward'] });
    expect(answer.body).toContain('other.example nobody');
  });
  it('redirects, size and time have an end', async () => {
    const guard = internet.guard(['*']);
    await expect(guardedFetch(guard, 'https://api.x.com/round')).rejects.toThrow(FetchFailed);
    await expect(guardedFetch(guard, 'https://api.x.com/large', { maxBytes: 1_000_000 })).rejects.toThrow(
      'larger than 1 MB',
    );
    await expect(guardedFetch(guard, 'https://api.x.com/silent', { timeoutMs: 200 })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });
});

it('without the demo, an untrusted certificate is refused', async () => {
  const internet = await openInternet((_request, response) => response.end('hello'));
  // A guard that believes loopback to be public would still have to meet a certificate that the world trusts.
  const guard = { ...makeGuard({ allowedHosts: ['*'] }), connect: async () => net.connect(internet.port, '127.0.0.1') };
  await expect(guardedFetch(guard, 'https://api.x.com/')).rejects.toMatchObject({
    cause: expect.objectContaining({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
  });
  await internet.close();
});
