import type { sources as es } from '../es/sources.ts';

export const sources: typeof es = {
  title: 'Ways in',
  lead: 'Where what is collected comes from. Each way says what it is, what the platform asks for, and who switched it on.',
  open: (name) => `Open ${name}`,
  mode: 'How it is read',
  modes: {
    official_api: 'Official interface',
    public_page: 'Public page',
    supplied_by_staff: 'Brought by staff',
  },
  modesExplained: {
    official_api: 'The platform offers it for this, with a credential and terms of its own.',
    public_page: 'Vigía opens the page as any visitor does, without an account and saying who it is.',
    supplied_by_staff: 'Nobody is asked: a person brings the file or the link.',
  },
  robots: {
    obeyed: 'Vigía does not read what each site asks not to read (robots.txt).',
    not_applicable: 'Used with a credential and terms of its own, which the Ministry accepts when it signs up.',
    operator_decides:
      'The platform asks programs to stay out (robots.txt). To read it is a decision of the Ministry, not of Vigía.',
  },
  positions: {
    'google-serp':
      'Google’s robots.txt asks not to read “/search”. Its terms allow no automated queries without permission. Vigía asks slowly, without an account, and solves no captchas: when Google puts up a wall, it stops.',
    'google-cse':
      'Google’s Programmable Search interface. Only for customers who had it already; Google announced that it ends on January 1, 2027. Use is paid by the query.',
    'google-vertex':
      'Vertex AI Search in Google Cloud, which Google proposes instead of Programmable Search. It searches the sites configured in its console, not the whole web.',
    'brave-search':
      'Official interface of the Brave search engine. Its results are not Google’s. Its terms say how long results may be kept under the plan agreed on.',
    'x-api':
      'Official interface of X, paid by the read. Public authorities declare what they use it for; its terms forbid tracking people and inferring offences of them. Vigía scores posts, never accounts.',
    'x-oembed': 'A public view that X offers for embedding one post. X’s robots.txt asks programs to stay out.',
    'facebook-page':
      'Facebook’s robots.txt asks all programs to stay out, and a notice of its own says that collecting data by automated means needs written permission. Vigía reads only public pages, groups and posts that staff named, without an account.',
    'facebook-graph':
      'Official interface of Facebook. Reading other people’s pages needs the permission “Page Public Content Access”, which Meta grants after a review.',
  },
  fields: {
    bearer_token: {
      label: 'Bearer token',
      hint: 'In X’s developer portal: project, app, “Bearer Token”.',
    },
    api_key: { label: 'API key', hint: 'From the platform’s console. No blanks before or after it.' },
    access_token: {
      label: 'Access token',
      hint: 'Of the system or the page, with the permissions named in the position.',
    },
    engine_id: { label: 'Engine ID' },
    'google-cse.engine_id': {
      label: 'Engine ID (cx)',
      hint: 'In the Programmable Search console, “Search engine ID”.',
    },
    only_language: { label: 'Only in the language of the term (yes or no)' },
    project: { label: 'Google Cloud project', hint: 'The ID, not the name: for example sre-vigia-123.' },
    location: { label: 'Region', hint: 'global, us or eu. Empty: global.' },
    serving_config: { label: 'Serving config', hint: 'Empty: default_search.' },
    version: { label: 'Version of the interface', hint: 'For example v24.0. Empty: the one that Vigía knows.' },
    service_account: { label: 'Service account (JSON file)', hint: 'Paste the whole content of the key file.' },
  },
  units: {
    post: (count, shown) => `${shown} ${count === 1 ? 'post' : 'posts'}`,
    user: (count, shown) => `${shown} ${count === 1 ? 'account' : 'accounts'}`,
    query: (count, shown) => `${shown} ${count === 1 ? 'query' : 'queries'}`,
  },
  singlePosts: 'It runs no terms: it reads single posts that other ways or staff point to.',
  state: {
    on: 'On',
    off: 'Off',
    undecided: 'Undecided',
    paused: 'Paused',
    incomplete: 'Incomplete',
    reconfirm: 'To be confirmed',
  },
  ends: (day) => `The platform closes it on ${day}`,
  ended: (day) => `The platform closed it on ${day}`,
  byEnvironment: (name) => `by the server’s environment (${name})`,
  by: (name) => `by ${name}`,
  pausedUntil: (reason) => `Paused: ${reason}. It is asked again`,
  walls: (count) =>
    count === 1
      ? 'It shut Vigía out once'
      : `It shut Vigía out ${count} times in a row; each one makes the pause longer`,
  tryNow: 'Try now',
  tryNowHint: 'Ends the pause. If the platform puts up a wall again, the next one is longer.',
  lastGood: 'Last complete run',
  neverGood: 'none in the last 30 days',
  cost: 'Cost of this month',
  noCost: 'no cost for reading',
  estimate: 'Estimated by the price list',
  changed: 'Last change',
  missing: (names) => `To switch it on, this is missing: ${names}.`,
  position: {
    title: 'What the platform asks for',
    readOn: (day) => `Read on ${day} at`,
    notLive: 'Vigía has not been tried against the real platform by this way yet.',
    accepted: 'Accepted knowingly',
    acceptedBy: (name, day) => `by ${name} (as read on ${day})`,
    again: 'The position was read again after that decision. Read it and confirm that this way may stay on.',
  },
  switch: {
    title: 'Switch on or off',
    on: 'Switch on',
    onKnowingly: 'Switch on knowingly',
    confirm: 'Confirm',
    byServer: 'The server’s configuration switched it on. Confirm it, so that the decision bears a person’s name.',
    off: 'Switch off',
    offHint: 'What was collected stays. Its terms are no longer run, and that counts as missing data.',
    accept: 'I have read what the platform asks for, and the Ministry has authorised that Vigía reads these pages.',
    acceptApi: 'By switching it on you confirm that the Ministry has accepted the terms of this interface.',
    recorded: 'The log keeps who switched it on, when, and which reading of the position they had before them.',
    unaccepted: 'Tick the box: this way is only switched on knowingly.',
    readOnly: 'Only administrators switch ways on and off.',
    demo: 'In the demo every page is our own and nothing leaves this machine.',
  },
  settings: {
    title: 'Settings and secrets',
    none: 'This way needs no credentials and no settings.',
    secretHint: 'It is kept encrypted and never shown again.',
    set: (time) => `Set on ${time}`,
    fromEnvironment: 'Set by the server’s environment',
    replace: 'Write a new one to replace it, or leave the field empty.',
    remove: 'Remove it',
    optional: 'optional',
    save: 'Save',
    invalid: 'Nothing was saved. Check the marked fields; secrets have to be written again.',
  },
  problems: {
    required: 'This is needed.',
    form: 'It is not in the expected form. Check that it is complete and has no blanks or quotes around it.',
    long: 'It is too long: enter the value alone, not the file or page that holds it.',
    control: 'It has line breaks or invisible characters. Paste the value alone.',
    choice: 'Choose one of these.',
  },
  test: {
    title: 'Test the connection',
    lead: 'One small question to the platform, asked with what is saved.',
    costs: (usd) => `Reading for the test may cost up to ${usd}.`,
    run: 'Test now',
    again: 'Test again',
    waiting: 'The test waits for its turn…',
    running: 'Testing…',
    noWorker:
      'Nobody has taken the test: the process that collects (“worker”) is not running. The test is made as soon as it is.',
    lost: 'The test did not end. Test again.',
    stale: 'This test is older than the last change.',
    detail: 'Technical detail',
    never: 'Not tested yet.',
  },
  results: {
    ok: 'The connection works: the platform answered and Vigía understood it.',
    empty: 'The connection works: the platform answered, with no results for the test’s question.',
    login_wall: 'The platform asked to sign in. Vigía never uses an account; there is nothing to configure.',
    captcha:
      'The platform asked for proof that a person is there. Vigía solves no captchas: wait some hours before you test again.',
    consent: 'A consent notice came instead of results. Test again later.',
    rate_limited: 'There were too many requests. The credential works; wait and test again.',
    needs_js: 'The page came empty. Check that Chromium works: “npx vigia doctor” tells.',
    not_available: 'The test’s address does not exist or has changed. Check the IDs among the settings.',
    bad_query:
      'The platform did not accept the question: usually an ID is mistyped. Check the settings that are no secrets.',
    auth_expired:
      'The platform refused the credential: it is miscopied, has expired or lacks a permission. Make another one and replace it here.',
    quota_exhausted:
      'The credential works, but the quota is used up or a payment is due. Check the account with the platform.',
    layout_changed: 'The platform answered something that Vigía does not understand. Tell whoever maintains Vigía.',
    network_error: 'There was no connection to the platform. Check that the server can reach the internet.',
    secret_lost:
      'The stored secret cannot be opened with this server’s key. Enter it again, or restore the key (docs/operations.md).',
    timeout: 'The platform did not answer in time. Test again; if it repeats, check the server’s network.',
    off: 'Not tested: this way reads pages that ask to stay out, and nobody has switched it on yet. Switch it on first, knowingly.',
    held: 'Not tested: the platform put up a wall and this way is paused. Wait, or use “Try now” if you know that it is solved.',
    busy: 'Not tested: other runs are busy with this platform. Test again in a minute.',
    surprise: 'Something unexpected stopped the test. Give the code to whoever runs the server.',
  },
  done: {
    on: 'This way is on. Its terms are run from now on.',
    off: 'This way is off.',
    saved: 'The settings are saved. Test the connection.',
    released: 'The pause has ended. The next run leaves when its turn comes.',
  },
};
