import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AddressRefused } from '../../crawler/guard/guard.ts';
import { makeRobots } from '../../crawler/guard/robots.ts';
import { openInternet, type Answer, type Internet } from './internet.ts';

let answer: Answer;
let internet: Internet;
beforeAll(async () => void (internet = await openInternet((request, response) => answer(request, response))));
beforeEach(() => void (internet.asked.length = 0));
afterAll(() => internet.close());

const signal = AbortSignal.timeout(60_000);
const says =
  (body: string | Buffer, status = 200): Answer =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'text/plain' }).end(body);

describe('robots.txt', () => {
  it.each([
    ['', '/a', true],
    ['User-agent: *\nDisallow: /', '/a', false],
    ['User-agent: *\nDisallow: /private', '/a', true],
    ['User-agent: *\nDisallow: /private', '/private/x', false],
    ['User-agent: Vigia\nDisallow: /\n\nUser-agent: *\nDisallow:', '/a', false],
    ['User-agent: Other\nDisallow: /', '/a', true],
    ['User-agent: *\nDisallow: /\nAllow: /a', '/a', true],
    ['\ufeffUser-agent: *\r\nDisallow: /*.php$', '/x.php', false],
    ['<!doctype html><title>a page</title>', '/a', true],
  ])('%j about %s: %s', async (text, path, allowed) => {
    answer = says(text);
    expect(await makeRobots(internet.guard(['*']))(`https://site.example${path}`, signal)).toBe(allowed);
  });

  it('a file that is not there forbids nothing; one that cannot be had for now forbids everything', async () => {
    answer = says('gone', 404);
    expect(await makeRobots(internet.guard(['*']))('https://site.example/a', signal)).toBe(true);
    answer = says('broken', 503);
    expect(await makeRobots(internet.guard(['*']))('https://site.example/a', signal)).toBe(false);
    answer = (request) => void request.socket.destroy();
    expect(await makeRobots(internet.guard(['*']))('https://site.example/a', signal)).toBe(false);
    answer = says(Buffer.alloc(5_000_000, 'x'));
    expect(await makeRobots(internet.guard(['*']))('https://site.example/a', signal)).toBe(false);
  });

  it('is asked for once a day and host, and sooner after a fault', async () => {
    let now = 0;
    const allow = makeRobots(internet.guard(['*']), () => now);
    answer = says('broken', 500);
    expect(await allow('https://site.example/a', signal)).toBe(false);
    answer = says('User-agent: *\nDisallow: /b');
    now += 11 * 60_000;
    expect(await allow('https://site.example/a', signal)).toBe(true);
    expect(await allow('https://site.example/b', signal)).toBe(false);
    expect(await allow('https://other.example/a', signal)).toBe(true);
    expect(internet.asked).toHaveLength(3);
    now += 24 * 3_600_000;
    await allow('https://site.example/a', signal);
    expect(internet.asked).toHaveLength(4);
  });

  it('a long list of wildcards costs no minutes', async () => {
    answer = says(`User-agent: *\n${'Disallow: /*a*b*c*d*e$\n'.repeat(40_000)}`);
    const began = performance.now();
    await makeRobots(internet.guard(['*']))(`https://site.example/${'abcd'.repeat(200)}`, signal);
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  it('is not asked for where the guard refuses', async () => {
    await expect(makeRobots(internet.guard(['a.example']))('https://b.example/', signal)).rejects.toThrow(
      AddressRefused,
    );
    await expect(makeRobots(internet.guard(['*']))('https://localhost/', signal)).rejects.toThrow(AddressRefused);
  });
});
