import { fail, redirect } from '@sveltejs/kit';
import { config } from '#vigia/config.ts';
import * as audit from '#vigia/db/audit.ts';
import * as channels from '#vigia/db/channels.ts';
import { channelFields, channelNames, type ChannelName } from '#vigia/db/channels.ts';
import * as tests from '#vigia/db/connection-tests.ts';
import { allow } from '#lib/server/allow.server.ts';
import { queue } from '#lib/server/queue.server.ts';
import { orRefuse, refuse } from '#lib/server/refusal.server.ts';
import { readFields, secretNames, typedSettings, versionOf } from '../../fields.ts';
import { faultsOf } from './channel.ts';
import type { Actions, PageServerLoad } from './$types.js';

const named = (value: FormDataEntryValue | string | null): ChannelName | undefined =>
  channelNames.find((name) => name === value);

export const load: PageServerLoad = async ({ locals, url }) => {
  allow(locals, 'source.write');
  const { db } = locals;
  const tested = await tests.all(db);
  const shown = await channels.shown(db);
  return {
    channels: shown.map((channel) => ({
      ...channel,
      fields: channelFields[channel.name],
      test: tested.get(channel.name) ?? null,
    })),
    now: new Date(),
    saved: named(url.searchParams.get('saved')) ?? null,
  };
};

export const actions: Actions = {
  save: async ({ request, locals }) => {
    const user = allow(locals, 'source.write');
    const { db } = locals;
    const form = await request.formData();
    const name = named(form.get('channel'));
    const version = versionOf(form);
    if (!name || version === null) return refuse('form_invalid', 400);
    const fields = channelFields[name];
    const kept = (await channels.shown(db)).find((one) => one.name === name)!.secrets.map((secret) => secret.name);
    const { settings, secrets, problems } = readFields(fields, form, kept);
    const isOn = form.get('on') === 'yes';
    const typed = { channel: name, isOn, settings: typedSettings(fields, form) };
    const { password } = secrets;
    const hasPassword = password === undefined ? kept.includes('password') : password !== null;
    const faults = faultsOf(name, { settings, hasPassword }, config.privateHosts);
    if (Object.keys(problems).length + Object.keys(faults).length > 0) return fail(400, { problems, faults, typed });
    const refused = await orRefuse(() =>
      db.transaction(async (tx) => {
        await channels.change(name, version, { isOn, settings, secrets }, user.id, tx);
        const detail = { on: isOn, settings: Object.keys(settings), ...secretNames({ secrets }) };
        await audit.note(user.id, 'channel.configure', `channel:${name}`, detail, tx);
      }),
    );
    if (refused) return fail(refused.status, { ...refused.data, typed });
    redirect(303, `/watch/alarms/channels?saved=${name}`);
  },

  test: async ({ request, locals }) => {
    const user = allow(locals, 'source.write');
    const name = named((await request.formData()).get('channel'));
    if (!name) return refuse('form_invalid', 400);
    await tests.ask(name, user.id, locals.db);
    await audit.note(user.id, 'channel.test', `channel:${name}`, {}, locals.db);
    await (await queue()).add('test', { subject: name });
    redirect(303, '/watch/alarms/channels');
  },
};
