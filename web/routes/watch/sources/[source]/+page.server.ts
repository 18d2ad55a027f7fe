import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { config } from '#vigia/config.ts';
import type { Way } from '#vigia/crawler/source.ts';
import { wayOf } from '#vigia/crawler/ways.ts';
import * as audit from '#vigia/db/audit.ts';
import * as tests from '#vigia/db/connection-tests.ts';
import * as holds from '#vigia/db/holds.ts';
import * as sources from '#vigia/db/sources.ts';
import type { User } from '#vigia/db/users.ts';
import { textField } from '#lib/form.ts';
import { allow } from '#lib/server/allow.server.ts';
import { queue } from '#lib/server/queue.server.ts';
import { orRefuse, refuse } from '#lib/server/refusal.server.ts';
import { readFields, secretNames, typedSettings, versionOf } from '../../fields.ts';
import { cards } from '../cards.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

type Event = Pick<RequestEvent, 'locals' | 'params'>;

/** The way that the address names; ends the request with 404 for any other. */
function known({ params }: Pick<Event, 'params'>): Way {
  return wayOf(params['source'] ?? '') ?? error(404, 'not found');
}

function operator(event: Event): { user: User; way: Way } {
  return { user: allow(event.locals, 'source.write'), way: known(event) };
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
  allow(locals, 'term.read');
  const { name } = known({ params });
  const card = (await cards(locals.db)).find(({ way }) => way.name === name)!;
  const done = (['on', 'off', 'saved', 'released'] as const).find((word) => word === url.searchParams.get('done'));
  return { card, now: new Date(), isDemo: config.demoInternet !== undefined, done: done ?? null };
};

const back = ({ name }: Way, done?: string): never =>
  redirect(303, `/watch/sources/${name}${done === undefined ? '' : `?done=${done}`}`);

export const actions: Actions = {
  switch: async (event) => {
    const { user, way } = operator(event);
    const form = await event.request.formData();
    const version = versionOf(form);
    const isOn = form.get('on') === 'yes';
    if (version === null) return refuse('form_invalid', 400);
    const { readOn } = way.position;
    if (isOn && textField(form, 'readOn') !== readOn) return refuse('position_changed');
    if (isOn && way.robots === 'operator_decides' && form.get('accept') !== 'yes')
      return fail(400, { unaccepted: true });
    const { db } = event.locals;
    const card = (await cards(db)).find((one) => one.way.name === way.name)!;
    if (isOn && card.missing.length > 0) return fail(400, { missing: card.missing });
    const refused = await orRefuse(() =>
      db.transaction(async (tx) => {
        await sources.change(way.name, version, { isOn, ...(isOn && { accepts: readOn }) }, user.id, tx);
        const detail = isOn ? { position: readOn } : {};
        await audit.note(user.id, isOn ? 'source.switch_on' : 'source.switch_off', `source:${way.name}`, detail, tx);
      }),
    );
    return refused ?? back(way, isOn ? 'on' : 'off');
  },

  save: async (event) => {
    const { user, way } = operator(event);
    const form = await event.request.formData();
    const version = versionOf(form);
    if (version === null) return refuse('form_invalid', 400);
    const { db } = event.locals;
    const card = (await cards(db)).find((one) => one.way.name === way.name)!;
    const kept = [...card.given.secrets.map(({ name }) => name), ...card.fromEnvironment];
    const { settings, secrets, problems } = readFields(way.fields, form, kept);
    const typed = typedSettings(way.fields, form);
    if (Object.keys(problems).length > 0) return fail(400, { problems, typed });
    const refused = await orRefuse(() =>
      db.transaction(async (tx) => {
        await sources.change(way.name, version, { settings, secrets }, user.id, tx);
        const detail = { settings: Object.keys(settings), ...secretNames({ secrets }) };
        await audit.note(user.id, 'source.configure', `source:${way.name}`, detail, tx);
      }),
    );
    return refused ? fail(refused.status, { ...refused.data, typed }) : back(way, 'saved');
  },

  test: async (event) => {
    const { user, way } = operator(event);
    const { db } = event.locals;
    await tests.ask(way.name, user.id, db);
    await audit.note(user.id, 'source.test', `source:${way.name}`, {}, db);
    // Only the queue carries this wish: when it is away, the person should know.
    await (await queue()).add('test', { subject: way.name });
    return back(way);
  },

  release: async (event) => {
    const { user, way } = operator(event);
    const { db } = event.locals;
    if (await holds.endNow(way.name, db)) await audit.note(user.id, 'source.release', `source:${way.name}`, {}, db);
    return back(way, 'released');
  },
};
