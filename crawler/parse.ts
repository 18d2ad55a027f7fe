/** One door to the parsers: any payload of a platform in, its outcome and posts out. */
import * as facebook from './facebook/parse.ts';
import * as google from './google/parse.ts';
import type { Parsed, Payload, Platform } from './source.ts';
import * as x from './x/parse.ts';

const parsers: Record<Platform, (payload: Payload) => Parsed> = {
  google: google.parse,
  x: x.parse,
  facebook: facebook.parse,
};

/** Parses a payload. Pure; what cannot be read is an outcome with a sentence, never an exception. */
export function parse(platform: Platform, payload: Payload): Parsed {
  return parsers[platform](payload);
}
