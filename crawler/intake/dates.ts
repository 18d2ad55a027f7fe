/** Dates as tables write them, read the way a person has said: which number is the day, and on whose clock. */
import type { Cell, DateForm } from './table.types.ts';

const iso =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;
const parts =
  /^(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(a\.?\s?m\.?|p\.?\s?m\.?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;
/** CrowdTangle: `2023-08-14 09:15:00 EDT`. Abbreviations are only read where they are unmistakable. */
const abbreviations: Record<string, string> = {
  edt: '-04:00',
  est: '-05:00',
  cdt: '-05:00',
  mdt: '-06:00',
  mst: '-07:00',
  pdt: '-07:00',
  pst: '-08:00',
};
const twitter = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) (\d{2}):(\d{2}):(\d{2}) ([+-]\d{4}) (\d{4})$/;

interface Clock {
  year: number;
  month: number;
  day: number;
  hour?: number;
  minute?: number;
  second?: number;
}

/** A moment, or null for what is no date in this form. A date without a time is its midnight on the clock of `zone`. */
export function readDate(cell: Cell, form: DateForm, zone: string): Date | null {
  if (cell === null || cell === '' || typeof cell === 'boolean') return null;
  // A spreadsheet's date has no zone: its figures are read on the clock of the person.
  if (cell instanceof Date) return onClock(ofUtc(cell), zone);
  if (typeof cell === 'number') return ofNumber(cell, form, zone);
  const text = cell.trim();
  if (form === 'excel' || form === 'epoch')
    return /^\d+(?:\.\d+)?$/.test(text) ? ofNumber(Number(text), form, zone) : null;
  if (twitter.test(text)) return valid(new Date(text));
  const named = /\s([A-Za-z]{3})$/.exec(text)?.[1]?.toLowerCase();
  const offset = named && Object.hasOwn(abbreviations, named) ? abbreviations[named] : undefined;
  const spelled = offset ? `${text.slice(0, -4)}${offset}` : text;
  const standard = iso.exec(spelled);
  if (standard) return withOffset(clockOf(standard.slice(1, 7)), standard[7], zone);
  const found = parts.exec(spelled);
  if (!found) return null;
  const clock = arranged(found, form);
  return clock && withOffset(clock, found[8], zone);
}

function clockOf([year, month, day, hour, minute, second]: (string | undefined)[]): Clock {
  const number = (text: string | undefined): number => Number(text ?? 0);
  return {
    year: number(year),
    month: number(month),
    day: number(day),
    hour: number(hour),
    minute: number(minute),
    second: number(second),
  };
}

function arranged(found: RegExpExecArray, form: DateForm): Clock | null {
  const [, a = '', b = '', c = '', hour, minute, second, half] = found;
  const four = (year: string): string => (year.length === 2 ? `20${year}` : year);
  const order = a.length === 4 ? [a, b, c] : form === 'mdy' ? [four(c), a, b] : form === 'dmy' ? [four(c), b, a] : null;
  if (!order || order[0]!.length !== 4) return null;
  const clock = clockOf([...order, hour, minute, second]);
  if (half === undefined) return clock;
  if (clock.hour! < 1 || clock.hour! > 12) return null;
  return { ...clock, hour: (clock.hour! % 12) + (/^p/i.test(half) ? 12 : 0) };
}

function ofNumber(value: number, form: DateForm, zone: string): Date | null {
  if (!Number.isFinite(value) || value <= 0) return null;
  if (form === 'epoch') return valid(new Date(value < 1e11 ? value * 1_000 : value));
  // 1 is 1900-01-01, and 1900 had no leap day that Excel believes in: from 1899-12-30 all is right after February 1900.
  if (form !== 'excel' && (value < 30_000 || value > 80_000)) return null;
  return onClock(ofUtc(new Date(Date.UTC(1899, 11, 30) + Math.round(value * 86_400_000))), zone);
}

const valid = (date: Date): Date | null => (Number.isNaN(date.getTime()) ? null : date);

const ofUtc = (date: Date): Clock => ({
  year: date.getUTCFullYear(),
  month: date.getUTCMonth() + 1,
  day: date.getUTCDate(),
  hour: date.getUTCHours(),
  minute: date.getUTCMinutes(),
  second: date.getUTCSeconds(),
});

const utc = ({ year, month, day, hour = 0, minute = 0, second = 0 }: Clock): number =>
  Date.UTC(year, month - 1, day, hour, minute, second);

/** Not the 31st of February, not 25 o'clock. */
function exists(clock: Clock): boolean {
  const same = ofUtc(new Date(utc(clock)));
  return (
    same.month === clock.month && same.day === clock.day && same.hour === (clock.hour ?? 0) && (clock.minute ?? 0) < 60
  );
}

function withOffset(clock: Clock, offset: string | undefined, zone: string): Date | null {
  if (!exists(clock)) return null;
  if (offset === undefined) return onClock(clock, zone);
  const found = /^([+-])(\d{2}):?(\d{2})$/.exec(offset);
  const minutes = found ? (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) : 0;
  return valid(new Date(utc(clock) - minutes * 60_000));
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockIn(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    clocks.set(zone, clock);
  }
  return clock;
}

/** Whether the platform knows a zone of this name. */
export function isZone(zone: string): boolean {
  try {
    clockIn(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** What a clock in `zone` shows at a moment, as if it were UTC. */
function shown(time: number, zone: string): number {
  const part = Object.fromEntries(
    clockIn(zone)
      .formatToParts(time)
      .map(({ type, value }) => [type, Number(value)]),
  );
  return Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute'], part['second']);
}

/** The moment at which a clock in `zone` shows this; twice, for the offset may change in between. */
function onClock(clock: Clock, zone: string): Date | null {
  const wanted = utc(clock);
  if (Number.isNaN(wanted)) return null;
  let time = wanted;
  for (let turn = 0; turn < 2; turn++) time += wanted - shown(time, zone);
  return valid(new Date(time));
}
