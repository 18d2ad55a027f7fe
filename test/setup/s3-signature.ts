/** Signature version 4 computed from a request as it arrived, by the letter of the specification: s3rver checks only the key's name. */
import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const hex = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');
const mac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Whether the request and its body are signed with this secret. */
export function isSigned(request: IncomingMessage, body: Buffer, secret: string): boolean {
  const [, credential, signed, signature] =
    /Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})/.exec(request.headers.authorization ?? '') ??
    [];
  if (!credential || !signed || !signature) return false;
  const [, date, region, service] = credential.split('/') as [string, string, string, string];
  const url = new URL(request.url ?? '/', 'http://host');
  const query = [...url.searchParams].map(([k, v]) => `${encodeURIComponent(k)}=${encodeURIComponent(v)}`).toSorted();
  const headers = signed.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const payload = String(request.headers['x-amz-content-sha256']);
  if (payload !== 'UNSIGNED-PAYLOAD' && payload !== hex(body)) return false;
  const canonical = [request.method, url.pathname, query.join('&'), headers.join(''), signed, payload].join('\n');
  const scope = `${date}/${region}/${service}/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, hex(canonical)].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<Buffer | string>(mac, `AWS4${secret}`);
  return mac(key, toSign).toString('hex') === signature;
}
