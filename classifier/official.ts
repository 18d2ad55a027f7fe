/** Official hosts, phones, e-mail addresses and handles: recognised wherever they stand, never a seller's. */
import { readFileSync } from 'node:fs';

interface Valued {
  value: string;
  verified?: boolean;
}
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`data/${name}.json`, import.meta.url), 'utf8'));
const known = read('official_domains') as { phones: Valued[]; misprints_in_press: Valued[]; emails: Valued[] };
const offices = (read('consulates') as { consulates: { x_handle: { value: string | null; verified: boolean } }[] })
  .consulates;

const digits = (value: string): string => value.replace(/\D/g, '');
const phones = new Set([...known.phones, ...known.misprints_in_press].map(({ value }) => digits(value).slice(-10)));
const handles = new Set(
  offices.flatMap(({ x_handle: { value, verified } }) => (value && verified ? [value.toLowerCase()] : [])),
);

/** Compares the last ten digits, so +1 and spacing do not matter. */
export const officialPhone = (number: string): boolean => phones.has(digits(number).slice(-10));

/** `sre.gob.mx`, `gob.mx` and everything below them; never a look-alike. */
export const officialHost = (host: string): boolean => /(^|\.)gob\.mx$/i.test(host);

/** With or without @. Only handles that were verified: the pattern ConsulMex??? is open to impostors. */
export const officialHandle = (handle: string): boolean => handles.has(`@${handle.replace(/^@/, '').toLowerCase()}`);

export const officialEmail = (address: string): boolean => officialHost(address.split('@').at(-1) ?? '');

/** A host that borrows the words of the consulates without being theirs. */
export const lookalikeHost = (host: string): boolean =>
  !officialHost(host) && /consul|sre|embajada|pasaporte|passport|cita|gob|matricula|mexitel/i.test(host);
